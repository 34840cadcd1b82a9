/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who may connect to the listeners of a run, as its options say. */

#include "weir-cli-test.h"

#include <string.h>

static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\"},"
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/ws\"},"
  "{\"id\":\"i\",\"type\":\"websocket in\",\"z\":\"t\",\"server\":\"l\","
  "\"x\":1,\"y\":1,\"wires\":[]}]";

typedef struct
{
  WeirCliProcess *process;
  guint16         port;
} Run;

/* @options: ended by %NULL, three at most */
static void
run_start (Run *self, const char *const *options)
{
  g_autofree char *path = weir_cli_test_write ("flow.json", flow, -1);

  self->process =
    weir_cli_process_new (NULL,
                          "run",
                          "--port=0",
                          "--format=json",
                          path,
                          options[0],
                          options[0] ? options[1] : NULL,
                          options[0] && options[1] ? options[2] : NULL,
                          NULL);
  self->port = (guint16)weir_cli_process_wait_ready (self->process);
}

static void
run_end (Run *self)
{
  weir_cli_process_signal (self->process, SIGTERM);
  g_assert_cmpint (weir_cli_process_end (self->process), ==, 0);
  weir_cli_test_clean ();
}

/* Sends the upgrade and returns the status line and headers; "" when it is hung
 * up on. */
static char *
knock (GIOStream *stream, const char *header)
{
  g_autofree char *request =
    g_strdup_printf ("GET /ws HTTP/1.1\r\nHost: localhost\r\n"
                     "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                     "%s\r\n",
                     header);
  GString *head = g_string_new (NULL);
  char     byte;

  g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                             request,
                             strlen (request),
                             NULL,
                             NULL,
                             NULL);
  while (strstr (head->str, "\r\n\r\n") == NULL &&
         g_input_stream_read (g_io_stream_get_input_stream (stream),
                              &byte,
                              1,
                              NULL,
                              NULL) == 1)
    g_string_append_c (head, byte);
  return g_string_free (head, FALSE);
}

static char *
knock_plain (Run *self, const char *header)
{
  g_autoptr (GSocketClient)     client = g_socket_client_new ();
  g_autoptr (GError)            error = NULL;
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);

  g_assert_no_error (error);
  return knock (G_IO_STREAM (connection), header);
}

/* "ann:b:c" is YW5uOmI6Yw== */
static void
test_logins (void)
{
  static const struct
  {
    const char *header;
    const char *answer;
  } cases[] = {
    { "", "HTTP/1.1 401 " },
    { "Authorization: Bearer wrong\r\n", "HTTP/1.1 401 " },
    { "Authorization: Bearer s3cret\r\n", "HTTP/1.1 101 " },
    { "Authorization: Basic YW5uOmI6Yw==\r\n", "HTTP/1.1 101 " },
    { "Authorization: Basic YW5uOmI=\r\n", "HTTP/1.1 401 " },
  };
  g_autofree char *token = weir_cli_test_write ("token", "s3cret\nmore\n", -1);
  g_autofree char *login = weir_cli_test_write ("login", "ann:b:c\n", -1);
  g_autofree char *token_option = g_strconcat ("--token-file=", token, NULL);
  g_autofree char *login_option = g_strconcat ("--password-file=", login, NULL);
  const char      *options[] = { token_option, login_option, NULL };
  Run              run;

  run_start (&run, options);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *head = knock_plain (&run, cases[i].header);

      g_test_message ("%s: %s", cases[i].header, head);
      g_assert_true (g_str_has_prefix (head, cases[i].answer));
    }
  run_end (&run);
}

static void
test_origins (void)
{
  static const struct
  {
    const char *options[3];
    const char *header;
    const char *answer;
  } cases[] = {
    { { NULL }, "Origin: https://evil.example\r\n", "HTTP/1.1 101 " },
    { { "--allow-origin=same-host" }, "", "HTTP/1.1 101 " },
    { { "--allow-origin=same-host" },
      "Origin: http://localhost:8080\r\n",
      "HTTP/1.1 101 " },
    { { "--allow-origin=same-host" },
      "Origin: https://evil.example\r\n",
      "HTTP/1.1 403 " },
    { { "--allow-origin=same-host", "--allow-origin=https://ok.example" },
      "Origin: https://ok.example\r\n",
      "HTTP/1.1 101 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *head = NULL;
      Run              run;

      run_start (&run, cases[i].options);
      head = knock_plain (&run, cases[i].header);
      g_test_message ("%u: %s", i, head);
      g_assert_true (g_str_has_prefix (head, cases[i].answer));
      run_end (&run);
    }
}

/* TLS -------------------------------------------------------------------- */

static char *
fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "tls", name, NULL);
}

static gboolean
accept_cb (GTlsConnection      *tls,
           GTlsCertificate     *certificate,
           GTlsCertificateFlags faults,
           gpointer             user_data)
{
  return TRUE;
}

/* @certificate: (nullable): what it shows */
static char *
knock_tls (Run *self, GTlsCertificate *certificate)
{
  g_autoptr (GSocketClient)     client = g_socket_client_new ();
  g_autoptr (GError)            error = NULL;
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);
  g_autoptr (GIOStream) tls = NULL;

  g_assert_no_error (error);
  tls = g_tls_client_connection_new (G_IO_STREAM (connection), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_object (tls,
                           "accept-certificate",
                           G_CALLBACK (accept_cb),
                           tls,
                           0);
  if (certificate != NULL)
    g_tls_connection_set_certificate (G_TLS_CONNECTION (tls), certificate);
  return knock (tls, "");
}

static void
test_client_ca (void)
{
  g_autofree char   *cert = fixture ("server.crt");
  g_autofree char   *key = fixture ("server.key");
  g_autofree char   *ca = fixture ("ca.crt");
  g_autofree char   *client = fixture ("client.crt");
  g_autofree char   *client_key = fixture ("client.key");
  g_autofree char   *cert_option = g_strconcat ("--tls-cert=", cert, NULL);
  g_autofree char   *key_option = g_strconcat ("--tls-key=", key, NULL);
  g_autofree char   *ca_option = g_strconcat ("--client-ca=", ca, NULL);
  const char        *options[] = { cert_option, key_option, ca_option, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate =
    g_tls_certificate_new_from_files (client, client_key, &error);
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;
  Run              run;

  g_assert_no_error (error);
  run_start (&run, options);
  without = knock_tls (&run, NULL);
  with = knock_tls (&run, certificate);
  g_assert_cmpstr (without, ==, "");
  g_assert_true (g_str_has_prefix (with, "HTTP/1.1 101 "));
  run_end (&run);
}

/* What can't be is said before anything runs. */
static void
test_usage (void)
{
  static const struct
  {
    const char *option; /* followed by the file */
    const char *text;
    int         status;
    const char *says;
  } cases[] = {
    { "--token-file=", "two words\n", 2, "--token-file: N307" },
    { "--token-file=", "\nlate\n", 1, "the first line is empty" },
    { "--password-file=", "ann\n", 2, "--password-file: N314" },
    { "--password-file=", ":b\n", 2, "--password-file: N314" },
    { "--client-ca=", "x\n", 2, "--client-ca: N316" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = weir_cli_test_write ("flow.json", flow, -1);
      g_autofree char *file = weir_cli_test_write ("f", cases[i].text, -1);
      g_autofree char *option = g_strconcat (cases[i].option, file, NULL);
      g_autoptr (WeirCliResult) result =
        weir_cli_test_run ("run", "--port=0", option, path, NULL);

      g_test_message ("%s", result->err);
      g_assert_cmpint (result->status, ==, cases[i].status);
      g_assert_nonnull (strstr (result->err, cases[i].says));
      g_assert_null (strstr (result->err, "two words"));
      weir_cli_test_clean ();
    }
}

/* A file that is no list of authorities. */
static void
test_bad_ca (void)
{
  g_autofree char *path = weir_cli_test_write ("flow.json", flow, -1);
  g_autofree char *ca = weir_cli_test_write ("ca.pem", "not PEM\n", -1);
  g_autofree char *cert = fixture ("server.crt");
  g_autofree char *key = fixture ("server.key");
  g_autofree char *cert_option = g_strconcat ("--tls-cert=", cert, NULL);
  g_autofree char *key_option = g_strconcat ("--tls-key=", key, NULL);
  g_autofree char *ca_option = g_strconcat ("--client-ca=", ca, NULL);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("run",
                                                        "--port=0",
                                                        cert_option,
                                                        key_option,
                                                        ca_option,
                                                        path,
                                                        NULL);

  g_assert_cmpint (result->status, ==, 1);
  g_assert_nonnull (strstr (result->err, ca));
  weir_cli_test_clean ();
}

/* A token on the way to the whole network is no reason to warn. */
static void
test_open (void)
{
  g_autofree char *path = weir_cli_test_write ("flow.json", flow, -1);
  g_autofree char *login = weir_cli_test_write ("login", "ann:b\n", -1);
  g_autofree char *option = g_strconcat ("--password-file=", login, NULL);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("run",
                                                        "--port=0",
                                                        "--host=0.0.0.0",
                                                        "--exit-after=0.01",
                                                        option,
                                                        path,
                                                        NULL);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_null (strstr (result->err, "N309"));
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/access/logins", test_logins);
  g_test_add_func ("/cli/access/origins", test_origins);
  g_test_add_func ("/cli/access/client-ca", test_client_ca);
  g_test_add_func ("/cli/access/usage", test_usage);
  g_test_add_func ("/cli/access/bad-ca", test_bad_ca);
  g_test_add_func ("/cli/access/open", test_open);
  return g_test_run ();
}
