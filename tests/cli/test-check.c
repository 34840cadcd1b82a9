/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include "json/weir-json.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* One line about one file: what bad input of every kind has in common. */
static void
expect_one_error (const char *path, const char *says)
{
  static const char *const commands[] = { "check", "run", "format" };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (WeirCliResult) result = NULL;
      const char               *text;

      result = g_str_equal (commands[i], "run")
                 ? weir_cli_test_run ("run", "--port=0", path, NULL)
                 : weir_cli_test_run (commands[i], path, NULL);
      text = g_str_equal (commands[i], "check") ? result->out : result->err;
      g_test_message ("%s: %s", commands[i], text);
      g_assert_cmpint (result->status, ==, 1);
      g_assert_nonnull (strstr (text, says));
      g_assert_nonnull (strstr (text, path));
      g_assert_true (strchr (text, '\n') == text + strlen (text) - 1);
    }
}

static void
test_not_there (void)
{
  g_autofree char *path =
    g_build_filename (weir_cli_test_directory (), "nothing.json", NULL);

  expect_one_error (path, "");
  weir_cli_test_clean ();
}

static void
test_directory (void)
{
  expect_one_error (weir_cli_test_directory (), "");
  weir_cli_test_clean ();
}

static void
test_not_a_flow (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "", "empty" },
    { "[{\"id\":\"a\",\"ty", "line 1, column" },
    { "[\n  {\"id\": }\n]", "line 2, column 10" },
    { "hello", "line 1, column 1" },
    { "[1,]", "line 1, column 4" },
    { "null", "flow" },
    { "{\"a\":1}", "flow" },
    { "\"text\"", "flow" },
    { "\xff\xfe[", "UTF" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = weir_cli_test_write ("bad.json", cases[i].text, -1);

      expect_one_error (path, cases[i].says);
      weir_cli_test_clean ();
    }
}

static void
test_deep (void)
{
  g_autofree char *text = g_malloc (100000);
  g_autofree char *path = NULL;

  memset (text, '[', 100000);
  path = weir_cli_test_write ("deep.json", text, 100000);
  expect_one_error (path, "deep");
  weir_cli_test_clean ();
}

/* A gigabyte of zeros that takes no room on the disk and none in memory. */
static void
test_huge (void)
{
  g_autofree char *path = weir_cli_test_write ("huge.json", "", -1);

  if (truncate (path, G_GINT64_CONSTANT (1) << 30) != 0)
    g_test_skip ("this file system has no sparse files");
  else
    expect_one_error (path, "larger");
  weir_cli_test_clean ();
}

#define NODE(id, more) \
  "{\"id\":\"" id "\",\"z\":\"t\",\"x\":1,\"y\":1," more "}"
#define TAB "{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"}"

/* Flows that are wrong but can be read: said, and not fatal to a run. */
static void
test_problems (void)
{
  static const struct
  {
    const char *text;
    const char *code;
    int         status;
  } cases[] = {
    { "[" TAB "," NODE ("a", "\"type\":\"debug\",\"wires\":[]") "," NODE (
        "a",
        "\"type\":\"debug\",\"wires\":[]") "]",
      "F805 warning",
      0 },
    { "[" TAB "," NODE ("a", "\"type\":\"inject\",\"wires\":[[\"gone\"]]") "]",
      "F807 warning",
      0 },
    { "[" TAB "," NODE ("a",
                        "\"type\":\"websocket in\",\"server\":\"gone\","
                        "\"client\":\"\",\"wires\":[[]]") "]",
      "W202 error",
      1 },
    { "[" TAB "," NODE ("a", "\"type\":\"fancy\",\"wires\":[[]]") "]",
      "F804 warning",
      0 },
    { "[" TAB "," NODE ("a", "\"type\":\"junction\",\"wires\":[[\"a\"]]") "]",
      "",
      0 },
    { "{\"flows\":[" TAB "],\"rev\":\"x\"}", "F808 note", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = weir_cli_test_write ("odd.json", cases[i].text, -1);
      g_autoptr (WeirCliResult) result = weir_cli_test_run ("check", path, NULL);
      g_autoptr (WeirCliResult) running =
        weir_cli_test_run ("run", "--port=0", "--exit-after=0.01", path, NULL);

      g_test_message ("%u: %s%s", i, result->out, running->err);
      g_assert_cmpint (result->status, ==, cases[i].status);
      g_assert_nonnull (strstr (result->out, cases[i].code));
      g_assert_cmpint (running->status, ==, 0);
      weir_cli_test_clean ();
    }
}

static void
test_line (void)
{
  g_autofree char *path =
    weir_cli_test_write (
      "odd.json",
      "[\n" TAB ",\n\n  " NODE ("a",
                                "\"type\":\"debug\",\"wires\":[]") ",\n"
                                                                   "  " NODE ("b",
                                                                              "\"name\":\"B\",\"type\":\"websocket in\",\"server\":\"gone\","
                                                                              "\"wires\":[[]]") "\n]",
      -1);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("check", path, NULL);
  g_autofree char *expected = g_strconcat (path, ":5: W202 error: ", NULL);

  g_assert_true (g_str_has_prefix (result->out, expected));
  g_assert_true (g_str_has_suffix (result->out, " (websocket in \"B\" b)\n"));
  weir_cli_test_clean ();
}

static void
test_json (void)
{
  g_autofree char *odd =
    weir_cli_test_write ("odd.json",
                         "[" TAB "," NODE ("b",
                                           "\"type\":\"websocket in\","
                                           "\"server\":\"gone\"") "]",
                         -1);
  g_autofree char          *bad = weir_cli_test_write ("bad.json", "{", -1);
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("check", "--json", odd, bad, NULL);
  g_auto (GStrv)           lines = g_strsplit (result->out, "\n", -1);
  static const char *const codes[] = { "W202", "F801" };

  g_assert_cmpint (result->status, ==, 1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (WeirValue) value =
        weir_json_read (lines[i], strlen (lines[i]), NULL, NULL);

      g_assert_cmpstr (weir_value_lookup_string (value, "code"), ==, codes[i]);
      g_assert_cmpstr (weir_value_lookup_string (value, "severity"), ==, "error");
      g_assert_cmpstr (weir_value_lookup_string (value, "file"),
                       ==,
                       i == 0 ? odd : bad);
    }
  weir_cli_test_clean ();
}

/* Files as people wrote them: whatever is in them, an answer and no crash. */
static void
test_corpus (void)
{
  const char      *variable = g_getenv ("WEIR_CORPUS");
  g_autofree char *root =
    variable != NULL
      ? g_strdup (variable)
      : g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "corpus", NULL);
  static const char *const folders[] = { "ws", "general" };
  guint                    n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char      *folder = g_build_filename (root, folders[i], NULL);
      g_autoptr (GDir)      dir = g_dir_open (folder, 0, NULL);
      g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (WeirCliResult) result = NULL;
      const char               *name;

      if (dir == NULL)
        continue;
      g_ptr_array_add (argv, g_strdup ("check"));
      while ((name = g_dir_read_name (dir)) != NULL)
        g_ptr_array_add (argv, g_build_filename (folder, name, NULL));
      g_ptr_array_add (argv, NULL);
      n += argv->len - 2;
      result = weir_cli_test_run_argv ((const char *const *)argv->pdata);
      g_assert_cmpint (result->status, >=, 0);
      g_assert_cmpint (result->status, <=, 1);
      g_assert_cmpstr (result->err, ==, "");
    }
  if (n == 0)
    g_test_skip ("the corpus of flow files is not here");
  else
    g_test_message ("%u files", n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/check/not-there", test_not_there);
  g_test_add_func ("/cli/check/directory", test_directory);
  g_test_add_func ("/cli/check/not-a-flow", test_not_a_flow);
  g_test_add_func ("/cli/check/deep", test_deep);
  g_test_add_func ("/cli/check/huge", test_huge);
  g_test_add_func ("/cli/check/problems", test_problems);
  g_test_add_func ("/cli/check/line", test_line);
  g_test_add_func ("/cli/check/json", test_json);
  g_test_add_func ("/cli/check/corpus", test_corpus);
  return g_test_run ();
}
