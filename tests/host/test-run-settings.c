/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/weir-run-settings.h"

#include <string.h>

static gboolean
has_code (GPtrArray *problems, const char *code)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = problems->pdata[i];

      if (g_str_equal (problem->code, code))
        return TRUE;
    }
  return FALSE;
}

static void
test_defaults (void)
{
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (GPtrArray)       problems = weir_run_settings_check (settings);

  g_assert_cmpuint (problems->len, ==, 0);
}

static void
change (WeirRunSettings *settings, const char *key, const char *value)
{
  static const struct
  {
    const char *key;
    gsize       offset;
  } texts[] = {
    { "host", G_STRUCT_OFFSET (WeirRunSettings, host) },
    { "base-path", G_STRUCT_OFFSET (WeirRunSettings, base_path) },
    { "cert", G_STRUCT_OFFSET (WeirRunSettings, tls_certificate_file) },
    { "key", G_STRUCT_OFFSET (WeirRunSettings, tls_key_file) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char **member = (char **)((char *)settings + texts[i].offset);

      if (!g_str_equal (texts[i].key, key))
        continue;
      g_free (*member);
      *member = g_strdup (value);
      return;
    }
  if (g_str_equal (key, "port"))
    settings->port = (guint)g_ascii_strtoull (value, NULL, 10);
  else if (g_str_equal (key, "origin"))
    settings->origins = g_strsplit (value, " ", -1);
  else if (g_str_equal (key, "max-clients"))
    settings->max_clients = (guint)g_ascii_strtoull (value, NULL, 10);
  else
    settings->max_message_bytes = g_ascii_strtoull (value, NULL, 10);
}

static void
test_problems (void)
{
  static const struct
  {
    const char *key;
    const char *value;
    const char *code; /* NULL for none */
  } cases[] = {
    { "host", "example.com", "N301" },
    { "host", "0.0.0.0", "N309" },
    { "host", "::", "N309" },
    { "host", "::1", NULL },
    { "host", "localhost", NULL },
    { "port", "65536", "N302" },
    { "port", "0", NULL },
    { "port", "80", "N303" },
    { "base-path", "red", "N305" },
    { "base-path", "/red", NULL },
    { "origin", "https://example.com http://localhost:3000", NULL },
    { "origin", "example.com", "N306" },
    { "origin", "https://example.com/", "N306" },
    { "origin", "https://", "N306" },
    { "cert", "/c", "T401" },
    { "key", "/k", "T402" },
    { "max-clients", "1000001", "N308" },
    { "max-message", "1", "N308" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
      g_autoptr (GPtrArray)       problems = NULL;

      g_test_message ("%s %s", cases[i].key, cases[i].value);
      change (settings, cases[i].key, cases[i].value);
      problems = weir_run_settings_check (settings);
      if (cases[i].code == NULL)
        g_assert_cmpuint (problems->len, ==, 0);
      else
        g_assert_true (has_code (problems, cases[i].code));
    }
}

static void
test_token_needed (void)
{
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (GPtrArray)       here = NULL;
  g_autoptr (GPtrArray)       open = NULL;

  settings->admin = TRUE;
  here = weir_run_settings_check (settings);
  g_assert_false (has_code (here, "N307"));
  change (settings, "host", "0.0.0.0");
  open = weir_run_settings_check (settings);
  g_assert_true (has_code (open, "N307"));
}

static void
test_copy (void)
{
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (WeirRunSettings) copy = NULL;

  change (settings, "origin", "https://example.com");
  copy = weir_run_settings_copy (settings);
  g_assert_cmpstr (copy->host, ==, settings->host);
  g_assert_true (copy->host != settings->host);
  g_assert_cmpstr (copy->origins[0], ==, "https://example.com");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/run-settings/defaults", test_defaults);
  g_test_add_func ("/host/run-settings/problems", test_problems);
  g_test_add_func ("/host/run-settings/token-needed", test_token_needed);
  g_test_add_func ("/host/run-settings/copy", test_copy);
  return g_test_run ();
}
