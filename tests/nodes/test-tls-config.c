/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-json.h"
#include "weir-test-check.h"
#include "weir-test-net.h"

#define GREEN(text_) \
  "{\"fill\":\"green\",\"shape\":\"dot\",\"text\":\"" text_ "\"}"
#define RED(text_) \
  "{\"fill\":\"red\",\"shape\":\"ring\",\"text\":\"" text_ "\"}"

static char *
dup_fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "tls", name, NULL);
}

static char *
read_fixture (const char *name)
{
  g_autofree char   *path = dup_fixture (name);
  g_autoptr (GError) error = NULL;
  char              *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Replaces each `@NAME@` by the path of that fixture. */
static char *
expand (const char *json)
{
  GString *result = g_string_new (NULL);

  for (const char *at; (at = strchr (json, '@')) != NULL;)
    {
      const char      *end = strchr (at + 1, '@');
      g_autofree char *name = g_strndup (at + 1, (gsize)(end - at - 1));
      g_autofree char *path = dup_fixture (name);

      g_string_append_len (result, json, at - json);
      g_string_append (result, path);
      json = end + 1;
    }
  g_string_append (result, json);
  return g_string_free (result, FALSE);
}

/* Credentials of the tls-config "tls": name, fixture, …, NULL. */
static char *
dup_credentials (const char *const *pairs)
{
  GString *result = g_string_new ("{\"tls\":{");

  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      g_autofree char *text = read_fixture (pairs[i + 1]);

      g_string_append_printf (result, "%s\"%s\":", i > 0 ? "," : "", pairs[i]);
      weir_json_append_string (result, text, strlen (text));
    }
  g_string_append (result, "}}");
  return g_string_free (result, FALSE);
}

/* Checks */

static void
expect_codes (const char *properties, const char *credentials, const char *codes)
{
  g_autofree char *expanded = expand (properties);
  g_autofree char *json = g_strdup_printf (
    "[{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":\"wss://h/\","
    "\"tls\":\"tls\"},"
    "{\"id\":\"tls\",\"type\":\"tls-config\",%s}]",
    expanded);

  weir_test_check_expect (json, credentials, "tls", codes);
}

static void
test_check_files (void)
{
  static const struct
  {
    const char *properties;
    const char *codes;
  } cases[] = {
    { "\"name\":\"\"", "" },
    { "\"cert\":\"@client.crt@\",\"key\":\"@client.key@\","
      "\"ca\":\"@ca.crt@\"",
      "" },
    { "\"cert\":\" @server.crt@ \",\"key\":\"@server.key@\"", "" },
    { "\"ca\":\"@ca.crt@\"", "" },
    { "\"cert\":\"@client.crt@\"", "T401 cert" },
    { "\"key\":\"@client.key@\"", "T402 key" },
    { "\"ca\":\"/no/such/file\"", "T403 ca" },
    { "\"ca\":\"/\"", "T403 ca" },
    { "\"ca\":\"/dev/zero\"", "T403 ca" },
    { "\"ca\":\"@make.sh@\"", "T404 ca" },
    { "\"cert\":\"@make.sh@\",\"key\":\"@client.key@\"", "T404 cert" },
    { "\"cert\":\"@client.crt@\",\"key\":\"@make.sh@\"", "T404 key" },
    { "\"cert\":\"@client.crt@\",\"key\":\"@server.key@\"", "T405 key" },
    { "\"cert\":\"@server.crt@\",\"key\":\"@client.key@\"", "T405 key" },
    { "\"cert\":\"@expired.crt@\",\"key\":\"@expired.key@\"", "T406 cert" },
    { "\"cert\":\"@client.crt@\",\"key\":\"@encrypted.key@\"", "T409 key" },
    { "\"cert\":\"${PATH}\",\"key\":\"@client.key@\"", "" },
    { "\"verifyservercert\":false", "T411 verifyservercert" },
    { "\"verifyservercert\":\"false\"", "" },
    { "\"servername\":\"srv.test\"", "" },
    { "\"servername\":\"::1\"", "" },
    { "\"servername\":\"https://srv\"", "T412 servername" },
    { "\"certname\":\"a.crt\",\"keyname\":\"a.key\",\"caname\":\"ca.crt\"",
      "T414 cert, T414 key, T414 ca" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect_codes (cases[i].properties, NULL, cases[i].codes);
}

static void
test_check_embedded (void)
{
  static const struct
  {
    const char *credentials[8];
    const char *properties;
    const char *codes;
  } cases[] = {
    { { "certdata", "client.crt", "keydata", "client.key", NULL },
      "\"certname\":\"a.crt\"",
      "" },
    { { "certdata", "client.crt", NULL }, "\"name\":\"\"", "T401 cert" },
    { { "keydata", "client.key", NULL }, "\"name\":\"\"", "T402 key" },
    { { "certdata", "client.crt", NULL }, "\"keyname\":\"a.key\"", "T414 key" },
    { { "certdata", "make.sh", "keydata", "client.key", NULL },
      "\"certname\":\"a.crt\"",
      "T404 cert" },
    { { "certdata", "client.crt", "keydata", "server.key", NULL },
      "\"certType\":\"files\"",
      "T405 key" },
    { { "cadata", "expired.crt", NULL }, "\"certType\":\"files\"", "T406 ca" },
    /* A path wins over what is embedded. */
    { { "certdata", "client.crt", NULL },
      "\"certType\":\"files\",\"ca\":\"@ca.crt@\"",
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *credentials = dup_credentials (cases[i].credentials);

      expect_codes (cases[i].properties, credentials, cases[i].codes);
    }
}

static void
test_check_bundle (void)
{
  static const struct
  {
    const char *properties;
    const char *passphrase;
    const char *codes;
  } cases[] = {
    { "\"p12\":\"@client.p12@\"", "weir", "" },
    { "\"p12\":\"@client.p12@\"", "wrong", "T408 passphrase" },
    { "\"p12\":\"@client.p12@\"", "", "T408 passphrase" },
    { "\"p12\":\"@client.crt@\"", "weir", "T403 p12" },
    { "\"p12\":\"/no/such/file\"", "weir", "T403 p12" },
    { "\"p12\":\"\"", "weir", "T407 p12" },
    { "\"p12name\":\"a.p12\"", "weir", "T414 p12" },
    { "\"p12\":\"${PATH}\"", "weir", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *properties =
        g_strdup_printf ("\"certType\":\"pfx\",%s", cases[i].properties);
      g_autofree char *credentials =
        g_strdup_printf ("{\"tls\":{\"passphrase\":\"%s\"}}",
                         cases[i].passphrase);

      expect_codes (properties, credentials, cases[i].codes);
    }
  expect_codes ("\"certType\":\"pfx\"", NULL, "T407 p12");
}

static void
test_check_variables (void)
{
  static const struct
  {
    const char *properties;
    const char *codes;
  } cases[] = {
    { "\"caEnv\":\"PATH\"", "" },
    { "\"caEnv\":\"NO_SUCH\"", "T410 caEnv" },
    { "\"certEnv\":\"PATH\"", "T401 certEnv" },
    { "\"keyEnv\":\"PATH\"", "T402 keyEnv" },
    { "\"certEnv\":\"PATH\",\"keyEnv\":\"PATH\"", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *properties =
        g_strdup_printf ("\"certType\":\"env\",%s", cases[i].properties);

      expect_codes (properties, NULL, cases[i].codes);
    }
}

/* Running: a client whose server has the certificate of the fixtures, good for
 * localhost, 127.0.0.1 and srv.test. */

typedef struct
{
  WeirTestNet  *net;
  WeirTestFlow *flow; /* borrowed */
  WeirTestPeer *peer;
} Fixture;

static void
fixture_init (Fixture *fixture)
{
  g_autofree char            *certificate_file = dup_fixture ("server.crt");
  g_autofree char            *key_file = dup_fixture ("server.key");
  g_autoptr (GError)          error = NULL;
  g_autoptr (GTlsCertificate) certificate =
    g_tls_certificate_new_from_files (certificate_file, key_file, &error);

  g_assert_no_error (error);
  fixture->net = weir_test_net_new (NULL);
  fixture->flow = weir_test_net_get_flow (fixture->net);
  fixture->peer = weir_test_peer_new (fixture->net, certificate, NULL, 0);
}

static void
fixture_clear (Fixture *fixture)
{
  weir_test_flow_deploy (fixture->flow, "[]", WEIR_DEPLOY_FULL);
  weir_test_flow_settle (fixture->flow);
  weir_test_peer_free (fixture->peer);
  weir_test_net_free (fixture->net);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* Deploys a client with the tls-config; without one when @properties is
 * %NULL. */
static void
deploy (Fixture *fixture, const char *properties)
{
  g_autofree char *expanded =
    expand (properties != NULL ? properties : "\"name\":\"unused\"");
  g_autofree char *json = g_strdup_printf (
    "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
    "{\"id\":\"c\",\"type\":\"websocket-client\","
    "\"path\":\"wss://127.0.0.1:%u/\",\"tls\":\"%s\"},"
    "{\"id\":\"tls\",\"type\":\"tls-config\",%s},"
    "{\"id\":\"in\",\"z\":\"t\",\"type\":\"websocket in\",\"client\":\"c\","
    "\"wires\":[[\"sink\"]]},"
    "{\"id\":\"sink\",\"z\":\"t\",\"type\":\"test sink\",\"wires\":[]}]",
    weir_test_peer_get_port (fixture->peer),
    properties != NULL ? "tls" : "",
    expanded);

  weir_test_flow_deploy (fixture->flow, json, WEIR_DEPLOY_FULL);
}

static void
expect_connected (Fixture *fixture)
{
  g_autoptr (WeirTestSocket) socket = weir_test_peer_accept (fixture->peer);

  weir_test_flow_expect_status (fixture->flow, "in", GREEN ("connected"));
  weir_test_socket_send (socket, "secret");
  weir_test_flow_expect (fixture->flow, "sink", "{\"payload\":\"secret\"}");
}

static void
expect_untrusted (Fixture *fixture)
{
  weir_test_flow_expect_status (fixture->flow, "in", RED ("error"));
  weir_test_flow_expect_log (fixture->flow,
                             "c",
                             WEIR_LOG_LEVEL_WARN,
                             "wss://*certificate*");
  weir_test_flow_expect_status (fixture->flow, "in", RED ("disconnected"));
}

static void
test_trust (void)
{
  static const struct
  {
    const char *properties; /* NULL: no tls-config */
    gboolean    connects;
  } cases[] = {
    { NULL, FALSE },
    { "\"name\":\"\"", FALSE },
    { "\"verifyservercert\":false", TRUE },
    { "\"verifyservercert\":\"\"", FALSE },
    { "\"verifyservercert\":\"false\"", FALSE },
    { "\"ca\":\"@ca.crt@\"", TRUE },
    { "\"ca\":\"@other-ca.crt@\"", FALSE },
    { "\"ca\":\"@ca.crt@\",\"servername\":\" srv.test \"", TRUE },
    { "\"ca\":\"@ca.crt@\",\"servername\":\"bad.test\"", FALSE },
    { "\"ca\":\"@ca.crt@\",\"cert\":\"@client.crt@\",\"key\":\"@client.key@\"",
      TRUE },
    { "\"certType\":\"env\",\"caEnv\":\"CA\"", TRUE },
  };
  g_autofree char *authority = read_fixture ("ca.crt");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      fixture_init (&fixture);
      weir_test_flow_set_variable (fixture.flow, "CA", authority);
      deploy (&fixture, cases[i].properties);
      if (cases[i].connects)
        expect_connected (&fixture);
      else
        expect_untrusted (&fixture);
    }
}

static void
test_embedded (void)
{
  static const char *const pairs[] = { "cadata",     "ca.crt",  "certdata",
                                       "client.crt", "keydata", "client.key",
                                       NULL };
  g_auto (Fixture)         fixture = { 0 };
  g_autofree char         *credentials = dup_credentials (pairs);

  fixture_init (&fixture);
  weir_test_flow_set_credentials (fixture.flow, credentials);
  deploy (&fixture, "\"cert\":\"\",\"key\":\"\",\"ca\":\"\"");
  expect_connected (&fixture);
}

static void
test_bundle (void)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture);
  weir_test_flow_set_credentials (fixture.flow,
                                  "{\"tls\":{\"passphrase\":\"weir\"}}");
  deploy (&fixture,
          "\"certType\":\"pfx\",\"p12\":\"@client.p12@\","
          "\"verifyservercert\":false");
  expect_connected (&fixture);
  g_assert_cmpuint (weir_test_flow_count_records (fixture.flow,
                                                  WEIR_RECORD_KIND_LOG,
                                                  "tls"),
                    ==,
                    0);
}

/* Certificates that can't be used are an error; the rules still hold. */
static void
test_broken (void)
{
  static const struct
  {
    const char *properties;
    const char *log;
  } cases[] = {
    { "\"cert\":\"@client.crt@\"", "No certificate/key file provided" },
    { "\"key\":\"@client.key@\"", "No certificate/key file provided" },
    { "\"cert\":\"/no/such\",\"key\":\"@client.key@\"", "*/no/such*" },
    { "\"cert\":\"@client.crt@\",\"key\":\"@server.key@\"", "*" },
    { "\"ca\":\"/no/such\"", "*/no/such*" },
    { "\"ca\":\"/\"", "*not a regular file" },
    { "\"ca\":\"/dev/zero\"", "*not a regular file" },
    { "\"certType\":\"pfx\",\"p12\":\"@client.p12@\"", "*client.p12*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) fixture = { 0 };
      g_autofree char *unverified =
        g_strdup_printf ("%s,\"verifyservercert\":false", cases[i].properties);

      fixture_init (&fixture);
      deploy (&fixture, unverified);
      weir_test_flow_expect_log (fixture.flow,
                                 "tls",
                                 WEIR_LOG_LEVEL_ERROR,
                                 cases[i].log);
      expect_connected (&fixture);

      deploy (&fixture, cases[i].properties);
      weir_test_flow_expect_log (fixture.flow,
                                 "tls",
                                 WEIR_LOG_LEVEL_ERROR,
                                 cases[i].log);
      weir_test_flow_forget_records (fixture.flow);
    }
}

static void
test_missing (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *json = NULL;

  fixture_init (&fixture);
  json = g_strdup_printf (
    "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
    "{\"id\":\"c\",\"type\":\"websocket-client\","
    "\"path\":\"wss://127.0.0.1:%u/\",\"tls\":\"nowhere\"},"
    "{\"id\":\"in\",\"z\":\"t\",\"type\":\"websocket in\",\"client\":\"c\","
    "\"wires\":[[]]}]",
    weir_test_peer_get_port (fixture.peer));
  weir_test_flow_deploy (fixture.flow, json, WEIR_DEPLOY_FULL);
  weir_test_flow_expect_log (fixture.flow,
                             "c",
                             WEIR_LOG_LEVEL_WARN,
                             "The TLS configuration*");
  expect_untrusted (&fixture);
}

/* In a sandbox the file may be there all the same. */
static void
test_check_sandbox (void)
{
  static const char json[] =
    "[{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":\"wss://h/\","
    "\"tls\":\"tls\"},"
    "{\"id\":\"tls\",\"type\":\"tls-config\",\"ca\":\"/no/such/file\"}]";
  g_autofree char *outside = NULL;
  g_autofree char *inside = NULL;

  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  inside = weir_test_check_dup_text (json, NULL, "tls");
  g_assert_cmpstr (inside,
                   ==,
                   "/no/such/file can’t be read: Weir runs in a sandbox and "
                   "sees only files that were chosen for it.");
  g_unsetenv ("GTK_USE_PORTAL");
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return;
  outside = weir_test_check_dup_text (json, NULL, "tls");
  g_assert_cmpstr (outside, ==, "/no/such/file can’t be read.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/tls-config/check-files", test_check_files);
  g_test_add_func ("/nodes/tls-config/check-embedded", test_check_embedded);
  g_test_add_func ("/nodes/tls-config/check-bundle", test_check_bundle);
  g_test_add_func ("/nodes/tls-config/check-variables", test_check_variables);
  g_test_add_func ("/nodes/tls-config/check-sandbox", test_check_sandbox);
  g_test_add_func ("/nodes/tls-config/trust", test_trust);
  g_test_add_func ("/nodes/tls-config/embedded", test_embedded);
  g_test_add_func ("/nodes/tls-config/bundle", test_bundle);
  g_test_add_func ("/nodes/tls-config/broken", test_broken);
  g_test_add_func ("/nodes/tls-config/missing", test_missing);
  return g_test_run ();
}
