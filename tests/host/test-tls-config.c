/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "host/weir-tls-config.h"
#include "json/weir-json.h"

#include <string.h>

static char *
fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "tls", name, NULL);
}

static WeirValue *
read_value (const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  WeirValue       *value = weir_json_read (text, strlen (text), NULL, NULL);

  g_assert_nonnull (value);
  return value;
}

/* @credentials: (nullable) (transfer full) */
static GTlsCertificate *
load (const char *json, WeirValue *credentials, GError **error)
{
  g_autoptr (WeirSnapshot) snapshot = weir_snapshot_new (NULL, 0, NULL);
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char       *path = fixture ("server.crt");
  g_autofree char       *pem = NULL;
  g_autofree char       *key_path = fixture ("server.key");
  g_autofree char       *key = NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_autoptr (WeirValue)       value = read_value (json);
  g_autoptr (WeirValue)       secrets = credentials;

  g_assert_true (g_file_get_contents (path, &pem, NULL, NULL));
  g_assert_true (g_file_get_contents (key_path, &key, NULL, NULL));
  g_hash_table_insert (variables, (gpointer) "CRT", path);
  g_hash_table_insert (variables, (gpointer) "PEM", pem);
  g_hash_table_insert (variables, (gpointer) "KEY", key);
  environment = weir_environment_new (snapshot, variables);
  return weir_tls_config_load (environment, NULL, value, secrets, error);
}

static void
assert_server (GTlsCertificate *certificate)
{
  g_autoptr (WeirCertificate) summary = NULL;
  g_autofree char            *names = NULL;

  g_assert_nonnull (certificate);
  summary = weir_certificate_new (certificate);
  g_assert_nonnull (strstr (summary->subject, "CN="));
  g_assert_nonnull (strstr (summary->issuer, "CN="));
  g_assert_cmpstr (summary->subject, !=, summary->issuer);
  names = g_strjoinv (" ", summary->names);
  g_assert_nonnull (strstr (names, "localhost"));
  g_assert_nonnull (strstr (names, "127.0.0.1"));
  g_assert_cmpint (g_date_time_compare (summary->from, summary->until), <, 0);
  g_assert_cmpuint (strlen (summary->sha256), ==, 32 * 3 - 1);
  g_assert_true (g_ascii_isxdigit (summary->sha256[0]));
  g_assert_cmpint (summary->sha256[2], ==, ':');
}

static void
test_files (void)
{
  g_autofree char *folder = fixture ("");
  g_autofree char *key = g_build_filename (folder, "server.key", NULL);
  g_autofree char *json = g_strdup_printf ("{'cert':'${CRT}','key':'%s'}", key);
  g_autoptr (GTlsCertificate) certificate = load (json, NULL, NULL);

  assert_server (certificate);
}

static void
test_variables (void)
{
  g_autoptr (GError)          error = NULL;
  g_autoptr (GTlsCertificate) certificate =
    load ("{'certType':'env','certEnv':'PEM','keyEnv':'KEY'}", NULL, &error);

  g_assert_no_error (error);
  assert_server (certificate);
}

static void
test_embedded (void)
{
  g_autoptr (GError)          error = NULL;
  g_autofree char            *certificate_path = fixture ("server.crt");
  g_autofree char            *key_path = fixture ("server.key");
  g_autofree char            *pem = NULL;
  g_autofree char            *key = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  WeirValue                  *credentials = weir_value_new_object ();

  g_assert_true (g_file_get_contents (certificate_path, &pem, NULL, NULL));
  g_assert_true (g_file_get_contents (key_path, &key, NULL, NULL));
  credentials =
    weir_value_with_member (credentials, "certdata", weir_value_new_string (pem));
  credentials =
    weir_value_with_member (credentials, "keydata", weir_value_new_string (key));
  certificate = load ("{'certname':'a','keyname':'b'}", credentials, &error);
  g_assert_no_error (error);
  assert_server (certificate);
}

static void
test_none (void)
{
  g_autoptr (GError)          error = NULL;
  g_autofree char            *ca = fixture ("ca.crt");
  g_autofree char            *json = g_strdup_printf ("{'ca':'%s'}", ca);
  g_autoptr (GTlsCertificate) empty = load ("{}", NULL, &error);
  g_autoptr (GTlsCertificate) trust = load (json, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (empty);
  g_assert_null (trust);
}

static void
test_bad (void)
{
  static const char *const cases[][2] = {
    { "{'cert':'/no/such.crt','key':'/no/such.key'}", "/no/such.crt" },
    { "{'cert':'/no/such.crt'}", "No certificate/key file provided" },
    { "{'certType':'env','certEnv':'PEM','keyEnv':'NOT_SET'}",
      "No certificate/key file provided" },
    { "{'certType':'env','certEnv':'KEY','keyEnv':'KEY'}", "PEM certificate" },
    { "{'certType':'pfx','p12':'/no/such.p12'}", "/no/such.p12" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError)          error = NULL;
      g_autoptr (GTlsCertificate) certificate = load (cases[i][0], NULL, &error);

      g_assert_null (certificate);
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i][1]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/host/tls-config/files", test_files);
  g_test_add_func ("/host/tls-config/variables", test_variables);
  g_test_add_func ("/host/tls-config/embedded", test_embedded);
  g_test_add_func ("/host/tls-config/none", test_none);
  g_test_add_func ("/host/tls-config/bad", test_bad);

  return g_test_run ();
}
