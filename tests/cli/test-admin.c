/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <libsoup/soup.h>
#include <string.h>
#include <sys/resource.h>

static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"go\",\"props\":"
  "[{\"p\":\"payload\"}],\"payload\":\"x\",\"payloadType\":\"str\","
  "\"x\":1,\"y\":1,\"wires\":[[\"d\"]]},"
  "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"x\":2,\"y\":2,\"wires\":"
  "[]}]";

typedef struct
{
  char           *path;
  WeirCliProcess *process;
  SoupSession    *session;
  char           *base;
} Fixture;

static Fixture *
fixture_new (const char *more)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->path = weir_cli_test_write ("flow.json", flow, -1);
  self->process = weir_cli_process_new (NULL,
                                        "run",
                                        "--port=0",
                                        "--format=json",
                                        "--admin",
                                        self->path,
                                        more,
                                        NULL);
  self->base = g_strdup_printf ("http://127.0.0.1:%u",
                                weir_cli_process_wait_ready (self->process));
  self->session = soup_session_new ();
  return self;
}

static void
fixture_free (Fixture *self)
{
  weir_cli_process_signal (self->process, SIGTERM);
  g_assert_cmpint (weir_cli_process_end (self->process), ==, 0);
  g_object_unref (self->session);
  g_free (self->base);
  g_free (self->path);
  g_free (self);
  weir_cli_test_clean ();
}

/* One request; @header: (nullable): `Name: value` */
static guint
ask (Fixture    *self,
     const char *method,
     const char *path,
     const char *header,
     const char *body,
     char      **answer)
{
  g_autofree char        *url = g_strconcat (self->base, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes)      sent = g_bytes_new (body, body ? strlen (body) : 0);
  g_autoptr (GBytes)      got = NULL;
  g_autoptr (GError)      error = NULL;
  gsize                   size;
  const char             *data;

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", sent);
  if (header != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (header, ": ", 2);

      soup_message_headers_replace (soup_message_get_request_headers (message),
                                    parts[0],
                                    parts[1]);
    }
  got = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (got, &size);
  *answer = g_strndup (data != NULL ? data : "", size);
  g_test_message ("%s %s: %u %s",
                  method,
                  path,
                  soup_message_get_status (message),
                  *answer);
  return soup_message_get_status (message);
}

#define V2 "Node-RED-API-Version: v2"

/* Each request, in an order that makes sense, with its answer. */
static void
test_answers (void)
{
  static const struct
  {
    const char *method, *path, *header, *body;
    guint       status;
    const char *says;
  } cases[] = {
    { "GET", "/flows", NULL, NULL, 200, flow },
    { "GET", "/flows", V2, NULL, 200, "\"rev\":\"" },
    { "GET", "/flows", "Node-RED-API-Version: v3", NULL, 400, "invalid_api" },
    { "GET", "/settings", NULL, NULL, 200, "\"httpNodeRoot\":\"/\"" },
    { "GET", "/nodes", NULL, NULL, 200, "\"types\":[\"inject\"]" },
    { "GET", "/auth/login", NULL, NULL, 200, "{}" },
    { "GET", "/flow/t", NULL, NULL, 200, "\"label\":\"T\"" },
    { "GET", "/flow/global", NULL, NULL, 200, "\"id\":\"global\"" },
    { "GET", "/flow/no", NULL, NULL, 404, "not_found" },
    { "GET", "/nowhere", NULL, NULL, 404, "" },
    { "PUT", "/flows", NULL, "[]", 404, "not_found" },
    { "POST", "/inject/i", NULL, NULL, 200, "OK" },
    { "POST", "/inject/i", NULL, "not JSON", 200, "OK" },
    { "POST", "/inject/no", NULL, NULL, 404, "Not Found" },
    { "POST", "/debug/d/disable", NULL, NULL, 201, "Created" },
    { "POST", "/debug/d/enable", NULL, NULL, 200, "OK" },
    { "POST", "/debug/d/dance", NULL, NULL, 404, "" },
    { "POST", "/debug/no/enable", NULL, NULL, 404, "" },
    { "POST", "/debug/enable", NULL, "{\"nodes\":[\"d\"]}", 200, "" },
    { "POST", "/debug/disable", NULL, "{\"nodes\":[\"d\"]}", 201, "" },
    { "POST", "/debug/enable", NULL, "{\"nodes\":1}", 400, "" },
    { "POST", "/flows", NULL, "[1,", 400, "line 1, column" },
    { "POST", "/flows", NULL, "[null]", 400, "Entry 1" },
    { "POST", "/flows", NULL, "[{\"wires\":[null]}]", 400, "Entry 1" },
    { "POST", "/flows", NULL, "{\"flows\":[]}", 400, "list" },
    { "POST", "/flows", V2, "[]", 400, "object" },
    { "POST", "/flows", V2, "{\"flows\":[],\"rev\":\"x\"}", 409, "version_mi" },
    { "GET", "/flows", NULL, NULL, 200, flow },
    { "POST", "/flow", NULL, "{\"label\":\"N\"}", 400, "missing nodes" },
    { "POST", "/flow", NULL, "{\"nodes\":[{\"id\":\"d\"}]}", 400, "duplicate" },
    { "POST", "/flow", NULL, "{\"label\":\"N\",\"nodes\":[]}", 200, "\"id\"" },
    { "PUT", "/flow/t", NULL, "{\"label\":\"U\",\"nodes\":[]}", 200, "\"t\"" },
    { "GET", "/flow/t", NULL, NULL, 200, "\"label\":\"U\"" },
    { "DELETE", "/flow/global", NULL, NULL, 400, "global" },
    { "DELETE", "/flow/t", NULL, NULL, 204, "" },
    { "DELETE", "/flow/t", NULL, NULL, 404, "" },
    { "POST", "/flows", NULL, "[]", 204, "" },
    { "POST",
      "/flows",
      V2,
      "{\"flows\":[]}",
      200,
      "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945" },
    { "POST", "/flows", "Node-RED-Deployment-Type: reload", "", 204, "" },
    { "GET", "/flows", NULL, NULL, 200, flow },
    { "GET", "/flows", "Origin: http://evil.example", NULL, 403, "" },
    { "GET", "/flows", "Host: evil.example", NULL, 403, "" },
  };
  Fixture *self = fixture_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = NULL;
      guint            status = ask (self,
                          cases[i].method,
                          cases[i].path,
                          cases[i].header,
                          cases[i].body,
                          &answer);

      g_assert_cmpuint (status, ==, cases[i].status);
      g_assert_nonnull (strstr (answer, cases[i].says));
    }
  fixture_free (self);
}

static void
test_token (void)
{
  g_autofree char *token = weir_cli_test_write ("token", "secret\n", -1);
  g_autofree char *option = g_strconcat ("--admin-token-file=", token, NULL);
  g_autofree char *by_token = g_strconcat ("--token-file=", token, NULL);
  static const struct
  {
    const char *header;
    guint       status;
  } cases[] = {
    { NULL, 401 },
    { "Authorization: Bearer wrong!", 401 },
    { "Authorization: Basic secret", 401 },
    { "Authorization: Bearer secret", 200 },
  };
  Fixture                  *self = fixture_new (option);
  g_autoptr (WeirCliResult) without = NULL;
  g_autoptr (WeirCliResult) with = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = NULL;

      g_assert_cmpuint (ask (self, "GET", "/flows", cases[i].header, NULL, &answer),
                        ==,
                        cases[i].status);
    }
  without = weir_cli_test_run ("inject", self->base, "go", NULL);
  g_assert_cmpint (without->status, ==, 1);
  g_assert_nonnull (strstr (without->err, "--token-file"));
  with = weir_cli_test_run ("inject", by_token, self->base, "go", NULL);
  g_assert_cmpint (with->status, ==, 0);
  g_free (weir_cli_process_wait_for (self->process, "\"event\":\"debug\""));
  fixture_free (self);
}

/* Encrypted credentials are taken when our secret opens them; else nothing
 * happens at all. */
static void
test_credentials (void)
{
  /* {"tls1":{"certdata":"CERT","keydata":"KEY","passphrase":"pw"}} */
  static const char sent[] =
    "{\"flows\":[{\"id\":\"tls1\",\"type\":\"tls-config\"}],\"credentials\":"
    "{\"$\":\"e3c38dfbe15772be609efe95967eda755yxAImTmGCsZ6vGnhtmYbV/a0JJCm"
    "pMtLz1rI/ijZ/XFttx9tvN0GBXAsLNP3XP2iYtVp0wpK/vinF7pXUQ=\"}}";
  static const struct
  {
    const char *config;
    guint       status;
  } cases[] = {
    { "{\"_credentialSecret\":\"other\"}", 400 },
    { "{}", 400 },
    { "{\"_credentialSecret\":\"testsecret\"}", 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *config =
        weir_cli_test_write (".config.runtime.json", cases[i].config, -1);
      Fixture         *self = fixture_new ("--save");
      g_autofree char *stored =
        g_build_filename (weir_cli_test_directory (), "flow_cred.json", NULL);
      g_autofree char *answer = NULL;
      g_autofree char *after = NULL;

      g_assert_cmpuint (ask (self, "POST", "/flows", V2, sent, &answer),
                        ==,
                        cases[i].status);
      g_assert_cmpint (g_file_test (stored, G_FILE_TEST_EXISTS),
                       ==,
                       cases[i].status == 200);
      g_clear_pointer (&answer, g_free);
      g_assert_cmpuint (ask (self, "GET", "/flows", NULL, NULL, &answer), ==, 200);
      g_assert_cmpint (strcmp (answer, flow) == 0, ==, cases[i].status != 200);
      fixture_free (self);
    }
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* A deploy reaches the file with --save alone. */
static void
test_save (void)
{
  for (guint i = 0; i < 2; i++)
    {
      Fixture         *self = fixture_new (i == 0 ? NULL : "--save");
      g_autofree char *answer = NULL;
      g_autofree char *after = NULL;

      g_assert_cmpuint (ask (self, "POST", "/flows", NULL, "[ ]", &answer),
                        ==,
                        204);
      after = read_file (self->path);
      g_assert_cmpstr (after, ==, i == 0 ? flow : "[]");
      fixture_free (self);
    }
}

/* When the disk is full, the deploy is refused: file and flow stay. */
static void
test_full_disk (void)
{
  struct rlimit       before, small;
  Fixture            *self;
  g_autofree char    *answer = NULL;
  g_autofree char    *after = NULL;
  g_autofree char    *flows = NULL;
  g_autoptr (GString) body = g_string_new ("[");

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (body,
                            "%s{\"id\":\"c%u\",\"type\":\"comment\"}",
                            i > 0 ? "," : "",
                            i);
  g_string_append_c (body, ']');
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 4096;
  g_free (weir_cli_test_write ("flow.json", flow, -1));
  setrlimit (RLIMIT_FSIZE, &small);
  self = fixture_new ("--save");
  setrlimit (RLIMIT_FSIZE, &before);

  g_assert_cmpuint (ask (self, "POST", "/flows", NULL, body->str, &answer),
                    ==,
                    400);
  after = read_file (self->path);
  g_assert_cmpstr (after, ==, flow);
  g_assert_cmpuint (ask (self, "GET", "/flows", NULL, NULL, &flows), ==, 200);
  g_assert_cmpstr (flows, ==, flow);
  fixture_free (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/admin/answers", test_answers);
  g_test_add_func ("/cli/admin/token", test_token);
  g_test_add_func ("/cli/admin/credentials", test_credentials);
  g_test_add_func ("/cli/admin/save", test_save);
  g_test_add_func ("/cli/admin/full-disk", test_full_disk);
  return g_test_run ();
}
