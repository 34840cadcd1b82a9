/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include "json/weir-json.h"

#include <string.h>

static const char before[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"One\"},"
  "{\"id\":\"a\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"go\",\"x\":1,"
  "\"y\":1,\"wires\":[[\"b\"]]},"
  "{\"id\":\"b\",\"type\":\"debug\",\"z\":\"t\",\"x\":2,\"y\":2}]";

/* a renamed, b moved, c new. */
static const char after[] =
  "[{\"id\":\"c\",\"type\":\"comment\",\"z\":\"t\",\"x\":3,\"y\":3},\n"
  "{\"id\":\"t\",\"type\":\"tab\",\"label\":\"One\"},"
  "{\"id\":\"a\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"stop\",\"x\":1,"
  "\"y\":1,\"wires\":[[\"b\"]]},"
  "{\"id\":\"b\",\"type\":\"debug\",\"z\":\"t\",\"x\":20,\"y\":2}]";

static const char moved[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"One\"},"
  "{\"id\":\"a\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"go\",\"x\":1,"
  "\"y\":9,\"wires\":[[\"b\"]]},"
  "{\"id\":\"b\",\"type\":\"debug\",\"z\":\"t\",\"x\":2,\"y\":2}]";

static void
test_text (void)
{
  g_autofree char          *a = weir_cli_test_write ("a.json", before, -1);
  g_autofree char          *b = weir_cli_test_write ("b.json", after, -1);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("diff", a, b, NULL);

  g_assert_cmpint (result->status, ==, 1);
  g_assert_cmpstr (result->err, ==, "");
  g_assert_cmpstr (result->out,
                   ==,
                   "One\n"
                   "  + comment c\n"
                   "    + type: \"comment\"\n"
                   "    + z: \"t\"\n"
                   "    + x: 3\n"
                   "    + y: 3\n"
                   "  ~ inject “stop” a\n"
                   "    - name: \"go\"\n"
                   "    + name: \"stop\"\n"
                   "  > debug b\n"
                   "    - x: 2\n"
                   "    + x: 20\n");
  weir_cli_test_clean ();
}

static void
test_json (void)
{
  g_autofree char          *a = weir_cli_test_write ("a.json", before, -1);
  g_autofree char          *b = weir_cli_test_write ("b.json", after, -1);
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("diff", "--format=json", a, b, NULL);

  g_assert_cmpint (result->status, ==, 1);
  g_assert_cmpstr (
    result->out,
    ==,
    "{\"change\":\"added\",\"id\":\"c\",\"type\":\"comment\",\"name\":\"\","
    "\"flow\":\"t\",\"members\":[{\"key\":\"type\",\"after\":\"comment\"},"
    "{\"key\":\"z\",\"after\":\"t\"},{\"key\":\"x\",\"after\":3},"
    "{\"key\":\"y\",\"after\":3}]}\n"
    "{\"change\":\"changed\",\"id\":\"a\",\"type\":\"inject\","
    "\"name\":\"stop\",\"flow\":\"t\",\"members\":[{\"key\":\"name\","
    "\"before\":\"go\",\"after\":\"stop\"}]}\n"
    "{\"change\":\"moved\",\"id\":\"b\",\"type\":\"debug\",\"name\":\"\","
    "\"flow\":\"t\",\"members\":[{\"key\":\"x\",\"before\":2,"
    "\"after\":20}]}\n");
  weir_cli_test_clean ();
}

/* What a script asks for. */
static void
test_status (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    const char *option; /* (nullable) */
    int         status;
    const char *out; /* holds; NULL: nothing is printed */
    const char *err; /* holds; NULL: nothing is said */
  } cases[] = {
    { before, before, NULL, 0, NULL, NULL },
    { before, before, "--format=json", 0, NULL, NULL },
    { before, moved, NULL, 1, "> inject", NULL },
    { before, moved, "--ignore-moves", 0, NULL, NULL },
    { before, "[]", NULL, 1, "- tab “One” t", NULL },
    { before, "[", NULL, 2, NULL, "b.json" },
    { "{}", before, NULL, 2, NULL, "a.json" },
    { before, NULL, NULL, 1, "- inject “go” a", NULL }, /* /dev/null */
    { NULL, before, NULL, 1, "+ inject “go” a", NULL },
    { before, after, "--format=xml", 2, NULL, "--format" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char          *a = cases[i].a != NULL
                                      ? weir_cli_test_write ("a.json", cases[i].a, -1)
                                      : g_strdup ("/dev/null");
      g_autofree char          *b = cases[i].b != NULL
                                      ? weir_cli_test_write ("b.json", cases[i].b, -1)
                                      : g_strdup ("/dev/null");
      g_autoptr (WeirCliResult) result =
        weir_cli_test_run ("diff", a, b, cases[i].option, NULL);

      g_test_message ("%u: %s%s", i, result->out, result->err);
      g_assert_cmpint (result->status, ==, cases[i].status);
      if (cases[i].out != NULL)
        g_assert_nonnull (strstr (result->out, cases[i].out));
      else
        g_assert_cmpstr (result->out, ==, "");
      if (cases[i].err != NULL)
        g_assert_nonnull (strstr (result->err, cases[i].err));
      else
        g_assert_cmpstr (result->err, ==, "");
      weir_cli_test_clean ();
    }
}

/* One file, as git converts it before it compares. */
static void
test_all (void)
{
  g_autofree char          *a = weir_cli_test_write ("a.json", before, -1);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("diff", a, NULL);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_cmpstr (result->out,
                   ==,
                   "One\n"
                   "  tab “One” t\n"
                   "    type: \"tab\"\n"
                   "    label: \"One\"\n"
                   "  inject “go” a\n"
                   "    type: \"inject\"\n"
                   "    z: \"t\"\n"
                   "    name: \"go\"\n"
                   "    x: 1\n"
                   "    y: 1\n"
                   "    wires: [[\"b\"]]\n"
                   "  debug b\n"
                   "    type: \"debug\"\n"
                   "    z: \"t\"\n"
                   "    x: 2\n"
                   "    y: 2\n");
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/diff/text", test_text);
  g_test_add_func ("/cli/diff/json", test_json);
  g_test_add_func ("/cli/diff/status", test_status);
  g_test_add_func ("/cli/diff/all", test_all);
  return g_test_run ();
}
