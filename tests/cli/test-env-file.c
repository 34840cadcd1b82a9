/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/weir-cli-env-file.h"

#include <string.h>

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* What systemd's EnvironmentFile makes of the same text. */
static void
test_values (void)
{
  static const struct
  {
    const char *text;
    const char *value; /* of A */
  } cases[] = {
    { "A=1", "1" },           { "A=", "" },
    { "  A=1", "1" },         { "A=a b  ", "a b" },
    { "A= a", "a" },          { "A=\"a b \"", "a b " },
    { "A='a\"b'", "a\"b" },   { "A=\"a\\\"b\\n\"", "a\"b\\n" },
    { "A=\"a\nb\"", "a\nb" }, { "A=a\\\nb", "ab" },
    { "A=a\\ ", "a " },       { "A=x=y", "x=y" },
    { "A=a#b", "a#b" },       { "# no\n; no\n\n\t\nA=1\r\n", "1" },
    { "A=1\nA=2\n", "2" },    { "A=ä", "ä" },
    { "A='a' \"b\"", "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) variables = new_table ();
      g_autoptr (GError)     error = NULL;
      g_autofree char       *shown = g_strescape (cases[i].text, NULL);

      g_test_message ("%s", shown);
      weir_cli_env_parse (variables, cases[i].text, "f", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (g_hash_table_lookup (variables, "A"), ==, cases[i].value);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *where;
  } cases[] = {
    { "A", "f:1:" },          { "A=1\n\nB C=2", "f:3:" },
    { "1A=2", "f:1:" },       { "=2", "f:1:" },
    { "A='x", "f:1:" },       { "A=1\nB=\"x\ny", "f:2:" },
    { "A=\xff", "f:1:" },     { "A=\"1\n2\"\nB", "f:3:" },
    { "export A=1", "f:1:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) variables = new_table ();
      g_autoptr (GError)     error = NULL;
      g_autofree char       *shown = g_strescape (cases[i].text, NULL);

      g_test_message ("%s", shown);
      g_assert_false (weir_cli_env_parse (variables, cases[i].text, "f", &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_true (g_str_has_prefix (error->message, cases[i].where));
      g_assert_cmpuint (g_hash_table_size (variables), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/env-file/values", test_values);
  g_test_add_func ("/cli/env-file/refused", test_refused);
  return g_test_run ();
}
