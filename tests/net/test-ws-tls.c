/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* wss on both sides, with the certificates of tests/fixtures/tls. */

#include "net-client.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static GTlsCertificate *
load (const char *name)
{
  g_autofree char   *certificate_name = g_strconcat (name, ".crt", NULL);
  g_autofree char   *key_name = g_strconcat (name, ".key", NULL);
  g_autofree char   *certificate = net_fixture (certificate_name);
  g_autofree char   *key = net_fixture (key_name);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *loaded = weir_tls_load_certificate (certificate, key, &error);

  g_assert_no_error (error);
  return loaded;
}

static NetServer *
serve (const char *name)
{
  g_autoptr (GTlsCertificate) certificate = load (name);
  WeirWsServerOptions         options = { .certificate = certificate };

  return net_server_new (&options);
}

/* How a client fares that trusts so and expects so. */
typedef struct
{
  const char *name;
  const char *server; /* its certificate */
  const char *host;   /* in the URL */
  const char *ca;
  const char *server_name;
  gboolean    no_verify;
  const char *cause; /* NULL: it connects */
} Case;

static const Case cases[] = {
  { "system-authorities",
    "server",
    "localhost",
    NULL,
    NULL,
    FALSE,
    "certificate not trusted: unknown authority" },
  { "no-verify", "server", "localhost", NULL, NULL, TRUE, NULL },
  { "no-verify-expired", "expired", "localhost", NULL, NULL, TRUE, NULL },
  { "ca", "server", "localhost", "ca.crt", NULL, FALSE, NULL },
  { "ca-address", "server", "127.0.0.1", "ca.crt", NULL, FALSE, NULL },
  { "other-ca",
    "server",
    "localhost",
    "other-ca.crt",
    NULL,
    FALSE,
    "certificate not trusted: unknown authority" },
  { "server-name", "server", "localhost", "ca.crt", "srv.test", FALSE, NULL },
  { "other-name",
    "server",
    "localhost",
    "ca.crt",
    "other.test",
    FALSE,
    "certificate not trusted: issued for another name" },
  { "expired",
    "expired",
    "localhost",
    "ca.crt",
    NULL,
    FALSE,
    "certificate not trusted: expired" },
};

static void
test_trust (gconstpointer data)
{
  const Case           *c = data;
  g_autoptr (NetServer) server = serve (c->server);
  g_autofree char      *ca = c->ca != NULL ? net_fixture (c->ca) : NULL;
  g_autofree char      *url =
    g_strdup_printf ("wss://%s:%u" NET_PATH, c->host, server->port);
  WeirTlsOptions        tls_options = { .ca_file = ca,
                                        .server_name = c->server_name,
                                        .no_verify = c->no_verify };
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirTls)   tls = weir_tls_new (&tls_options, &error);
  g_autoptr (NetClient) client = NULL;

  g_assert_no_error (error);
  client =
    net_client_new ((WeirWsClientOptions){ .url = url, .tls = tls }, 0, TRUE);
  NET_WAIT (client->log->opened + client->retries > 0);
  g_assert_cmpstr (client->cause, ==, c->cause);
  if (c->cause != NULL)
    g_assert_cmpint (client->error_code, ==, WEIR_NET_ERROR_CERTIFICATE);
}

static WeirTls *
trust_ca (void)
{
  g_autofree char   *ca = net_fixture ("ca.crt");
  WeirTlsOptions     options = { .ca_file = ca };
  g_autoptr (GError) error = NULL;
  WeirTls           *tls = weir_tls_new (&options, &error);

  g_assert_no_error (error);
  return tls;
}

static void
test_echo (void)
{
  g_autoptr (NetServer) server = serve ("server");
  g_autoptr (WeirTls)   tls = trust_ca ();
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ .tls = tls }, server->port, TRUE);
  g_autofree char *large = g_strnfill (3000000, 'z');

  NET_WAIT (client->log->opened == 1);
  for (guint i = 0; i < 3; i++)
    {
      weir_ws_connection_send (client->log->connection,
                               WEIR_WS_TEXT,
                               (guint8 *)"small",
                               5,
                               NULL);
      weir_ws_connection_send (client->log->connection,
                               WEIR_WS_TEXT,
                               (guint8 *)large,
                               strlen (large),
                               NULL);
    }
  NET_WAIT (client->log->messages == 6);
  g_assert_nonnull (strstr (client->log->lines->str, "text 5 small\n"));
  g_assert_nonnull (strstr (client->log->lines->str, "text 3000000 zzz"));

  weir_ws_client_stop (client->client);
  NET_WAIT (server->log->closed == 1);
  g_assert_nonnull (strstr (server->log->lines->str, "closed 1005\n"));
}

static void
test_close (void)
{
  g_autoptr (NetServer) server = serve ("server");
  g_autoptr (WeirTls)   tls = trust_ca ();
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ .tls = tls, .retry.first_ms = 20 },
                    server->port,
                    TRUE);

  NET_WAIT (client->log->opened == 1 && server->log->opened == 1);
  weir_ws_connection_close (server->log->connection, 4001, "bye");
  NET_WAIT (client->log->opened == 2);
  g_assert_true (
    g_str_has_prefix (client->log->lines->str, "opened\nclosed 4001 bye\n"));
}

/* Not TLS, nothing at all, or gone in the middle: refused and forgotten. */
static void
test_bad_handshakes (void)
{
  g_autoptr (GTlsCertificate) certificate = load ("server");
  WeirWsServerOptions         options = { .certificate = certificate,
                                          .handshake_timeout_ms = 200 };
  g_autoptr (NetServer)       server = net_server_new (&options);
  g_autoptr (NetPeer)         plain = net_peer_connect (server->port);
  g_autoptr (NetPeer)         mute = net_peer_connect (server->port);
  g_autoptr (NetClient)       client = NULL;
  g_autoptr (WeirTls)         tls = trust_ca ();
  WeirWsServerStats           stats;

  net_peer_send_upgrade (plain, NET_PATH, "");
  net_peer_reset (net_peer_connect (server->port));
  NET_WAIT ((net_peer_pump (mute), mute->eof));
  NET_WAIT ((net_peer_pump (plain), plain->eof));
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.refused_handshake, >=, 2);

  client =
    net_client_new ((WeirWsClientOptions){ .tls = tls }, server->port, TRUE);
  NET_WAIT (client->log->opened == 1);
}

/* Stopping while GIO is in the middle of a handshake. */
static void
test_given_up (void)
{
  guint16             port;
  int                 listener = net_listen (&port);
  g_autoptr (WeirTls) tls = trust_ca ();
  NetClient          *client =
    net_client_new ((WeirWsClientOptions){ .tls = tls }, port, TRUE);
  g_autoptr (NetPeer) peer = net_accept (listener);

  NET_WAIT ((net_peer_pump (peer), peer->in->len > 0));
  net_client_free (client);
  NET_WAIT ((net_peer_pump (peer), peer->eof));
  close (listener);
}

static void
test_plain_server (void)
{
  guint16               port;
  int                   listener = net_listen (&port);
  g_autoptr (WeirTls)   tls = trust_ca ();
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ .tls = tls }, port, TRUE);
  g_autoptr (NetPeer) peer = net_accept (listener);

  net_peer_send_text (peer, "HTTP/1.1 400 Bad Request\r\n\r\n");
  NET_WAIT (client->retries == 1);
  g_assert_cmpint (client->error_code, ==, WEIR_NET_ERROR_PROTOCOL);
  g_assert_true (g_str_has_prefix (client->cause, "TLS failed: "));
  close (listener);
}

/* Client certificates and ALPN, against GIO's own TLS server. */
typedef struct
{
  GTlsCertificate *certificate;
  GTlsConnection  *tls;
  gboolean         done;
  char            *peer;
  char            *protocol;
} Mutual;

static gboolean
accept_any_cb (GTlsConnection      *tls,
               GTlsCertificate     *certificate,
               GTlsCertificateFlags flags,
               gpointer             user_data)
{
  return TRUE;
}

static void
handshake_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Mutual          *mutual = user_data;
  GTlsCertificate *peer;

  g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL);
  mutual->done = TRUE;
  peer = g_tls_connection_get_peer_certificate (mutual->tls);
  if (peer != NULL)
    mutual->peer = g_tls_certificate_get_subject_name (peer);
  mutual->protocol =
    g_strdup (g_tls_connection_get_negotiated_protocol (mutual->tls));
}

static void
test_client_certificate (void)
{
  static const char *const names[] = { "mqtt", "chat", NULL };
  guint16                  port;
  int                      listener = net_listen (&port);
  g_autofree char         *bundle = net_fixture ("client.p12");
  WeirTlsOptions           options = { .pkcs12_file = bundle,
                                       .passphrase = "weir",
                                       .alpn = "chat",
                                       .no_verify = TRUE };
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirTls)      tls = weir_tls_new (&options, &error);
  g_autoptr (NetClient)    client =
    net_client_new ((WeirWsClientOptions){ .tls = tls }, port, TRUE);
  g_autoptr (GTlsCertificate)   certificate = load ("server");
  g_autoptr (GSocket)           socket = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GIOStream)         server = NULL;
  Mutual                        mutual = { 0 };
  int                           fd;

  g_assert_no_error (error);
  NET_WAIT ((fd = accept (listener, NULL, NULL)) >= 0);
  socket = g_socket_new_from_fd (fd, NULL);
  connection = g_socket_connection_factory_create_connection (socket);
  server =
    g_tls_server_connection_new (G_IO_STREAM (connection), certificate, &error);
  g_assert_no_error (error);
  g_object_set (server, "authentication-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (server), names);
  g_signal_connect_object (server,
                           "accept-certificate",
                           G_CALLBACK (accept_any_cb),
                           server,
                           0);
  mutual.tls = G_TLS_CONNECTION (server);
  g_tls_connection_handshake_async (mutual.tls,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    handshake_cb,
                                    &mutual);
  NET_WAIT (mutual.done);
  g_assert_cmpstr (mutual.peer, ==, "CN=client");
  g_assert_cmpstr (mutual.protocol, ==, "chat");
  g_free (mutual.peer);
  g_free (mutual.protocol);
  close (listener);
}

/* Clients that have to show a certificate. */

static WeirTls *
authorities (const char *name)
{
  g_autofree char   *ca = net_fixture (name);
  WeirTlsOptions     options = { .ca_file = ca };
  g_autoptr (GError) error = NULL;
  WeirTls           *tls = weir_tls_new (&options, &error);

  g_assert_no_error (error);
  return tls;
}

/* @name: (nullable): of the certificate it shows */
static WeirTls *
client_tls (const char *name)
{
  g_autofree char   *ca = net_fixture ("ca.crt");
  g_autofree char   *certificate = NULL;
  g_autofree char   *key = NULL;
  WeirTlsOptions     options = { .ca_file = ca };
  g_autoptr (GError) error = NULL;
  WeirTls           *tls;

  if (name != NULL)
    {
      g_autofree char *certificate_name = g_strconcat (name, ".crt", NULL);
      g_autofree char *key_name = g_strconcat (name, ".key", NULL);

      options.certificate_file = certificate = net_fixture (certificate_name);
      options.key_file = key = net_fixture (key_name);
    }
  tls = weir_tls_new (&options, &error);
  g_assert_no_error (error);
  return tls;
}

static const struct
{
  const char *name;
  const char *ca;     /* whom the server trusts */
  const char *client; /* NULL: shows none */
  gboolean    opens;
} visitors[] = {
  { "right", "ca.crt", "client", TRUE },
  { "none", "ca.crt", NULL, FALSE },
  { "expired", "ca.crt", "expired", FALSE },
  { "of-another-authority", "other-ca.crt", "client", FALSE },
};

static void
test_visitor (gconstpointer data)
{
  guint                       i = GPOINTER_TO_UINT (data);
  g_autoptr (GTlsCertificate) certificate = load ("server");
  g_autoptr (WeirTls)         clients = authorities (visitors[i].ca);
  WeirWsServerOptions options = { .certificate = certificate, .clients = clients };
  g_autoptr (NetServer) server = net_server_new (&options);
  g_autoptr (WeirTls)   tls = client_tls (visitors[i].client);
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ .tls = tls }, server->port, TRUE);
  WeirWsServerStats stats;

  NET_WAIT (client->log->opened + client->retries > 0);
  NET_WAIT ((weir_ws_server_get_stats (server->server, &stats),
             stats.accepted + stats.refused_certificate > 0));
  g_assert_cmpuint (client->log->opened, ==, visitors[i].opens ? 1 : 0);
  g_assert_cmpuint (stats.accepted, ==, visitors[i].opens ? 1 : 0);
  g_assert_cmpuint (stats.refused_handshake, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strconcat ("/net/wss/trust/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_trust);
    }
  for (guint i = 0; i < G_N_ELEMENTS (visitors); i++)
    {
      g_autofree char *path =
        g_strconcat ("/net/wss/visitor/", visitors[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_visitor);
    }
  g_test_add_func ("/net/wss/echo", test_echo);
  g_test_add_func ("/net/wss/close", test_close);
  g_test_add_func ("/net/wss/bad-handshakes", test_bad_handshakes);
  g_test_add_func ("/net/wss/given-up", test_given_up);
  g_test_add_func ("/net/wss/plain-server", test_plain_server);
  g_test_add_func ("/net/wss/client-certificate", test_client_certificate);
  return g_test_run ();
}
