/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <string.h>

static const char compact[] =
  "[{\"id\":\"a\",\"type\":\"tab\",\"n\":1.0,\"u\":\"\\u00e4\",\"e\":[]}]";

static const char pretty[] = "[\n"
                             "    {\n"
                             "        \"id\": \"a\",\n"
                             "        \"type\": \"tab\",\n"
                             "        \"n\": 1.0,\n"
                             "        \"u\": \"\\u00e4\",\n"
                             "        \"e\": []\n"
                             "    }\n"
                             "]";

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_print (void)
{
  g_autofree char          *path = weir_cli_test_write ("f.json", compact, -1);
  g_autoptr (WeirCliResult) laid_out = NULL;
  g_autoptr (WeirCliResult) back = NULL;
  g_autofree char          *other = NULL;
  g_autofree char          *untouched = NULL;

  laid_out = weir_cli_test_run ("format", path, NULL);
  g_assert_cmpint (laid_out->status, ==, 0);
  g_assert_cmpstr (laid_out->out, ==, pretty);
  other = weir_cli_test_write ("g.json", laid_out->out, -1);
  back = weir_cli_test_run ("format", "--compact", other, NULL);
  g_assert_cmpstr (back->out, ==, compact);
  untouched = read_file (path);
  g_assert_cmpstr (untouched, ==, compact);
  weir_cli_test_clean ();
}

/* The byte order mark, the newline at the end and the code page stay. */
static void
test_write (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *encoding;
  } cases[] = {
    { "[ {\"id\" :\"a\"} ]\n", "[{\"id\":\"a\"}]\n", NULL },
    { "\xef\xbb\xbf[ {\"id\":\"a\"}]", "\xef\xbb\xbf[{\"id\":\"a\"}]", NULL },
    { "[ {\"id\":\"\xe4\"}]", "[{\"id\":\"\xe4\"}]", "ISO-8859-1" },
    { "[\r\n{\"id\":\"a\"}\r\n]", "[{\"id\":\"a\"}]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = weir_cli_test_write ("f.json", cases[i].before, -1);
      g_autofree char *encoding =
        g_strconcat ("--encoding=",
                     cases[i].encoding != NULL ? cases[i].encoding : "",
                     NULL);
      g_autoptr (WeirCliResult) result =
        weir_cli_test_run ("format",
                           "--write",
                           "--compact",
                           path,
                           cases[i].encoding != NULL ? encoding : NULL,
                           NULL);
      g_autofree char *after = read_file (path);

      g_test_message ("%u: %s", i, result->err);
      g_assert_cmpint (result->status, ==, 0);
      g_assert_cmpstr (after, ==, cases[i].after);
      weir_cli_test_clean ();
    }
}

/* A file that can't be read is left alone; the others are done all the same. */
static void
test_bad_file (void)
{
  g_autofree char *bad = weir_cli_test_write ("bad.json", "[{]", -1);
  g_autofree char *good = weir_cli_test_write ("good.json", pretty, -1);
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("format", "--write", "--compact", bad, good, NULL);
  g_autofree char *bad_after = read_file (bad);
  g_autofree char *good_after = read_file (good);

  g_assert_cmpint (result->status, ==, 1);
  g_assert_nonnull (strstr (result->err, "bad.json"));
  g_assert_cmpstr (bad_after, ==, "[{]");
  g_assert_cmpstr (good_after, ==, compact);
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/format/print", test_print);
  g_test_add_func ("/cli/format/write", test_write);
  g_test_add_func ("/cli/format/bad-file", test_bad_file);
  return g_test_run ();
}
