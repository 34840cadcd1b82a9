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
    { "token", G_STRUCT_OFFSET (WeirRunSettings, token) },
    { "tls-config", G_STRUCT_OFFSET (WeirRunSettings, tls_config) },
    { "user", G_STRUCT_OFFSET (WeirRunSettings, user) },
    { "password", G_STRUCT_OFFSET (WeirRunSettings, password) },
    { "client-ca", G_STRUCT_OFFSET (WeirRunSettings, client_ca_file) },
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
  else if (g_str_equal (key, "idle-ping"))
    settings->idle_ping_ms = (guint)g_ascii_strtoull (value, NULL, 10);
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
    { "origin", "same-host https://example.com", NULL },
    { "origin", "any", NULL },
    { "origin", "Any", "N306" },
    { "origin", "example.com", "N306" },
    { "origin", "https://example.com/", "N306" },
    { "origin", "https://", "N306" },
    { "cert", "/c", "T401" },
    { "key", "/k", "T402" },
    { "cert", "", "N317" },
    { "tls-config", "", "N317" },
    { "tls-config", "abc", NULL },
    { "token", "", "N307" },
    { "token", "two words", "N307" },
    { "token", "s3cret/+=", NULL },
    { "user", "ann", "N314" },
    { "password", "b", "N314" },
    { "client-ca", "", "N315" },
    { "client-ca", "/ca", "N316" },
    { "idle-ping", "999", "N308" },
    { "idle-ping", "1000", NULL },
    { "idle-ping", "0", NULL },
    { "idle-ping", "86400001", "N308" },
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

/* What clients need is what makes an open address no worry. */
static void
test_open (void)
{
  static const char *const locks[][6] = {
    { "token", "s3cret" },
    { "user", "ann", "password", "b" },
    { "cert", "/c", "key", "/k", "client-ca", "/ca" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
      g_autoptr (GPtrArray)       problems = NULL;

      change (settings, "host", "0.0.0.0");
      for (guint j = 0; j < 6 && locks[i][j] != NULL; j += 2)
        change (settings, locks[i][j], locks[i][j + 1]);
      g_assert_true (weir_run_settings_has_lock (settings));
      problems = weir_run_settings_check (settings);
      g_assert_cmpuint (problems->len, ==, 0);
    }
}

/* RFC 7617 §2 */
static void
test_login (void)
{
  static const char *const cases[][3] = {
    { "ann", "b", NULL },      { "änn x", "b:c d", NULL },
    { "", "b", "N314" },       { "ann", "", "N314" },
    { "ann:x", "b", "N314" },  { "ann\n", "b", "N314" },
    { "ann", "b\tc", "N314" }, { "ann\177", "b", "N314" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
      g_autoptr (GPtrArray)       problems = NULL;

      change (settings, "user", cases[i][0]);
      change (settings, "password", cases[i][1]);
      problems = weir_run_settings_check (settings);
      g_assert_cmpuint (problems->len, ==, cases[i][2] != NULL ? 1 : 0);
      if (cases[i][2] != NULL)
        g_assert_true (has_code (problems, cases[i][2]));
    }
}

/* Whose pages may connect, by address and words. */
static void
test_origins (void)
{
  static const struct
  {
    const char *host;
    const char *origins; /* NULL: not set */
    const char *listed;  /* NULL: no list */
    gboolean    same_host;
  } cases[] = {
    { "127.0.0.1", NULL, NULL, FALSE },
    { "::1", NULL, NULL, FALSE },
    { "0.0.0.0", NULL, NULL, TRUE },
    { "192.0.2.1", NULL, NULL, TRUE },
    { "0.0.0.0", "any", NULL, FALSE },
    { "0.0.0.0", "https://a.example any", NULL, FALSE },
    { "127.0.0.1", "same-host", "", TRUE },
    { "127.0.0.1",
      "https://a.example same-host https://b",
      "https://a.example https://b",
      TRUE },
    { "0.0.0.0", "https://a.example", "https://a.example", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
      g_auto (GStrv)              listed = NULL;
      g_autofree char            *text = NULL;
      gboolean                    same_host;

      change (settings, "host", cases[i].host);
      if (cases[i].origins != NULL)
        change (settings, "origin", cases[i].origins);
      listed = weir_run_settings_dup_origins (settings, &same_host);
      text = listed != NULL ? g_strjoinv (" ", listed) : NULL;
      g_assert_cmpstr (text, ==, cases[i].listed);
      g_assert_cmpint (same_host, ==, cases[i].same_host);
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

/* Only what differs is written, and all of it comes back. */
static void
test_json (void)
{
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (WeirRunSettings) read = NULL;
  g_autoptr (GPtrArray)       bad = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)          error = NULL;
  g_autofree char            *defaults = weir_run_settings_to_json (settings);
  g_autofree char            *text = NULL;
  g_autofree char            *again = NULL;

  g_assert_cmpstr (defaults, ==, "{\n    \"version\": 1\n}");
  change (settings, "host", "0.0.0.0");
  change (settings, "base-path", "/ä\"b");
  change (settings, "cert", "/c");
  change (settings, "key", "/k");
  change (settings, "token", "s3cret");
  change (settings, "user", "ann");
  change (settings, "password", "b: c");
  change (settings, "client-ca", "/ca");
  change (settings,
          "origin",
          "same-host https://example.com http://localhost:3000");
  change (settings, "max-clients", "7");
  change (settings, "max-message", "4294967296");
  change (settings, "idle-ping", "30000");
  settings->port = 0;
  settings->slow_client = WEIR_SLOW_CLIENT_DROP_NEWEST;
  settings->variables =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (settings->variables, g_strdup ("A"), g_strdup ("1"));

  text = weir_run_settings_to_json (settings);
  read = weir_run_settings_from_json (text, strlen (text), bad, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bad->len, ==, 0);
  g_assert_cmpstr (read->base_path, ==, "/ä\"b");
  g_assert_cmpstr (read->user, ==, "ann");
  g_assert_cmpstr (read->password, ==, "b: c");
  g_assert_cmpstr (read->client_ca_file, ==, "/ca");
  g_assert_cmpuint (read->port, ==, 0);
  g_assert_cmpuint (read->max_message_bytes, ==, 4294967296);
  g_assert_cmpstr (g_hash_table_lookup (read->variables, "A"), ==, "1");
  again = weir_run_settings_to_json (read);
  g_assert_cmpstr (again, ==, text);

  /* What only the command line has stays there. */
  settings->admin = TRUE;
  g_free (again);
  again = weir_run_settings_to_json (settings);
  g_assert_cmpstr (again, ==, text);
}

static void
test_json_bad (void)
{
  static const struct
  {
    const char *text;
    const char *bad; /* NULL when there is an error */
  } cases[] = {
    { "", NULL },
    { "[]", NULL },
    { "7", NULL },
    { "{}", NULL },
    { "{\"version\":2}", NULL },
    { "{\"version\":\"1\"}", NULL },
    { "{\"version\":1,\"a\":{\"b\":{\"c\":{\"d\":{}}}}}", NULL },
    { "{\"version\":1}", "" },
    { "{\"version\":1,\"unknown\":[]}", "" },
    { "{\"version\":1,\"host\":7,\"port\":-1}", "host port" },
    { "{\"version\":1,\"port\":1.5}", "port" },
    { "{\"version\":1,\"port\":4294967296}", "port" },
    { "{\"version\":1,\"maxMessageBytes\":1e300}", "maxMessageBytes" },
    { "{\"version\":1,\"origins\":[7]}", "origins" },
    { "{\"version\":1,\"origins\":\"x\"}", "origins" },
    { "{\"version\":1,\"host\":\"a\\u0000b\"}", "host" },
    { "{\"version\":1,\"host\":\"\\ud800\"}", "host" },
    { "{\"version\":1,\"slowClient\":\"shout\"}", "slowClient" },
    { "{\"version\":1,\"variables\":{\"a\":1}}", "variables" },
    { "{\"version\":1,\"token\":null}", "token" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray)       bad = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError)          error = NULL;
      g_autoptr (WeirRunSettings) settings =
        weir_run_settings_from_json (cases[i].text,
                                     strlen (cases[i].text),
                                     bad,
                                     &error);
      g_autofree char *names = NULL;

      g_test_message ("%s", cases[i].text);
      if (cases[i].bad == NULL)
        {
          g_assert_null (settings);
          g_assert_nonnull (error);
          continue;
        }
      g_assert_no_error (error);
      g_ptr_array_add (bad, NULL);
      names = g_strjoinv (" ", (char **)bad->pdata);
      g_assert_cmpstr (names, ==, cases[i].bad);
      g_assert_cmpstr (settings->host, ==, "127.0.0.1");
      g_assert_cmpuint (settings->port, ==, WEIR_RUN_DEFAULT_PORT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/run-settings/defaults", test_defaults);
  g_test_add_func ("/host/run-settings/problems", test_problems);
  g_test_add_func ("/host/run-settings/open", test_open);
  g_test_add_func ("/host/run-settings/login", test_login);
  g_test_add_func ("/host/run-settings/origins", test_origins);
  g_test_add_func ("/host/run-settings/json", test_json);
  g_test_add_func ("/host/run-settings/json-bad", test_json_bad);
  g_test_add_func ("/host/run-settings/token-needed", test_token_needed);
  g_test_add_func ("/host/run-settings/copy", test_copy);
  return g_test_run ();
}
