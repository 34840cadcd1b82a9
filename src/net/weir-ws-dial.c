/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-dial.h"

#include "net/weir-tls-private.h"
#include "net/weir-ws-upgrade.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

/* The steps of one try. GIO connects and does TLS, with sources of its own that
 * are gone when it is done; the upgrade is already spoken over the loop. Owned
 * by a client, which may give up at any step: the asynchronous calls then find
 * their ticket void. */

/* Outlives the dial while a call of GIO's is under way. */
typedef struct
{
  WeirWsDial *dial; /* (nullable) */
} Ticket;

struct _WeirWsDial
{
  WeirIoLoop              *loop;    /* borrowed */
  const WeirWsDialRequest *request; /* borrowed */
  WeirWsDialFunc           func;
  gpointer                 user_data;

  GCancellable      *cancellable;
  Ticket            *ticket; /* (nullable): while a call is under way */
  WeirIoTimer        timer;
  GSocketConnection *connection; /* (nullable) */
  WeirSocket        *socket;     /* (nullable): from the upgrade on */
  char              *key;
};

/* Ending ----------------------------------------------------------------- */

static Ticket *
take_ticket (WeirWsDial *self)
{
  self->ticket = g_new0 (Ticket, 1);
  self->ticket->dial = self;
  return self->ticket;
}

/* Returns: (nullable): the dial the call was made for */
static WeirWsDial *
return_ticket (Ticket *ticket)
{
  WeirWsDial *self = ticket->dial;

  if (self != NULL)
    self->ticket = NULL;
  g_free (ticket);
  return self;
}

static void fail (WeirWsDial *self, WeirNetError code, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

static void
fail (WeirWsDial *self, WeirNetError code, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  va_list            arguments;

  va_start (arguments, format);
  error = g_error_new_valist (WEIR_NET_ERROR, code, format, arguments);
  va_end (arguments);
  self->func (NULL, NULL, error, self->user_data);
}

static void
timer_cb (WeirIoTimer *timer)
{
  WeirWsDial *self =
    (WeirWsDial *)((guint8 *)timer - G_STRUCT_OFFSET (WeirWsDial, timer));
  guint ms = self->request->timeout_ms;

  if (ms % 1000 == 0)
    fail (self, WEIR_NET_ERROR_TIMED_OUT, "no answer within %u s", ms / 1000);
  else
    fail (self, WEIR_NET_ERROR_TIMED_OUT, "no answer within %u ms", ms);
}

/* The upgrade ------------------------------------------------------------ */

static void
finish (WeirWsDial *self, const char *protocol)
{
  weir_io_loop_cancel_timer (self->loop, &self->timer);
  self->func (g_steal_pointer (&self->socket), protocol, NULL, self->user_data);
}

static gsize
input_cb (gpointer owner, guint8 *data, gsize length)
{
  WeirWsDial        *self = owner;
  const guint8      *end = memmem (data, length, "\r\n\r\n", 4);
  g_autofree char   *protocol = NULL;
  g_autoptr (GError) error = NULL;
  gsize              head_bytes;

  if (end == NULL || (gsize)(end - data) > WEIR_WS_UPGRADE_MAX_BYTES)
    {
      if (length <= WEIR_WS_UPGRADE_MAX_BYTES)
        return 0;
      fail (self, WEIR_NET_ERROR_PROTOCOL, N_ ("the server’s answer is too long"));
      return G_MAXSIZE;
    }

  head_bytes = end - data + 2;
  if (!weir_ws_upgrade_check_answer ((const char *)data,
                                     head_bytes,
                                     self->key,
                                     self->request->protocols,
                                     &protocol,
                                     &error))
    {
      self->func (NULL, NULL, error, self->user_data);
      return G_MAXSIZE;
    }
  /* What stands behind the answer is the socket's new owner's. */
  finish (self, protocol);
  return head_bytes + 2;
}

static void
ended_cb (gpointer owner, const GError *error)
{
  fail (owner,
        WEIR_NET_ERROR_CLOSED,
        "the server hung up during the handshake%s%s",
        error != NULL ? ": " : "",
        error != NULL ? error->message : "");
}

static const WeirSocketEvents socket_events = {
  .input = input_cb,
  .ended = ended_cb,
};

static void
upgrade (WeirWsDial *self, GTlsConnection *tls)
{
  g_autoptr (GString) request = NULL;

  self->socket = weir_socket_new_for_stream (self->loop,
                                             g_steal_pointer (&self->connection),
                                             tls);
  weir_socket_set_owner (self->socket, &socket_events, self);
  request = weir_ws_upgrade_make_request (self->request->uri,
                                          self->request->target,
                                          self->key,
                                          self->request->protocols,
                                          self->request->headers);
  weir_out_queue_add (weir_socket_get_out (self->socket),
                      NULL,
                      0,
                      (const guint8 *)request->str,
                      request->len);
  weir_socket_queued (self->socket);
}

/* TLS -------------------------------------------------------------------- */

/* The first reason is shown: one is enough to act on. Logs and messages have
 * these texts as they are, dialogs translate them. */
static const char *
describe_distrust (GTlsCertificateFlags flags)
{
  static const struct
  {
    GTlsCertificateFlags flag;
    const char          *text;
  } reasons[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, N_ ("unknown authority") },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, N_ ("issued for another name") },
    { G_TLS_CERTIFICATE_EXPIRED, N_ ("expired") },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_ ("not valid yet") },
    { G_TLS_CERTIFICATE_REVOKED, N_ ("revoked") },
    { G_TLS_CERTIFICATE_INSECURE, N_ ("insecure algorithm") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if ((flags & reasons[i].flag) != 0)
      return reasons[i].text;
  return N_ ("not valid");
}

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
  GTlsConnection    *tls = G_TLS_CONNECTION (source);
  g_autoptr (GError) error = NULL;
  gboolean done = g_tls_connection_handshake_finish (tls, result, &error);
  GTlsCertificateFlags distrust;
  WeirWsDial          *self = return_ticket (user_data);

  if (self == NULL)
    return;
  distrust = g_tls_connection_get_peer_certificate_errors (tls);
  if (done)
    upgrade (self, g_object_ref (tls));
  else if (distrust != 0)
    fail (self,
          WEIR_NET_ERROR_CERTIFICATE,
          "certificate not trusted: %s",
          describe_distrust (distrust));
  else if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED))
    fail (self,
          WEIR_NET_ERROR_CERTIFICATE,
          N_ ("the server asks for a certificate"));
  else
    fail (self, WEIR_NET_ERROR_PROTOCOL, "TLS failed: %s", error->message);
}

static void
configure_tls (WeirWsDial *self, GTlsConnection *tls)
{
  WeirTls *config = self->request->tls;

  /* A server that just hangs up still said goodbye by its Close frame. */
  g_tls_connection_set_require_close_notify (tls, FALSE);
  if (config == NULL)
    return;
  if (weir_tls_get_certificate (config) != NULL)
    g_tls_connection_set_certificate (tls, weir_tls_get_certificate (config));
  if (weir_tls_get_database (config) != NULL)
    g_tls_connection_set_database (tls, weir_tls_get_database (config));
  if (weir_tls_get_alpn (config) != NULL)
    {
      const char *const names[] = { weir_tls_get_alpn (config), NULL };

      g_tls_connection_set_advertised_protocols (tls, names);
    }
}

static void
start_tls (WeirWsDial *self, guint16 port)
{
  WeirTls    *config = self->request->tls;
  const char *name = config != NULL ? weir_tls_get_server_name (config) : NULL;
  g_autoptr (GSocketConnectable) identity = NULL;
  g_autoptr (GIOStream)          tls = NULL;
  g_autoptr (GError)             error = NULL;

  identity =
    g_network_address_new (name != NULL ? name
                                        : g_uri_get_host (self->request->uri),
                           port);
  tls =
    g_tls_client_connection_new (G_IO_STREAM (self->connection), identity, &error);
  if (tls == NULL)
    {
      fail (self, WEIR_NET_ERROR_PROTOCOL, "TLS failed: %s", error->message);
      return;
    }
  configure_tls (self, G_TLS_CONNECTION (tls));
  if (config != NULL && weir_tls_get_no_verify (config))
    g_signal_connect_object (tls,
                             "accept-certificate",
                             G_CALLBACK (accept_any_cb),
                             tls,
                             0);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls),
                                    G_PRIORITY_DEFAULT,
                                    self->cancellable,
                                    handshake_cb,
                                    take_ticket (self));
}

/* Connecting ------------------------------------------------------------- */

static void
connect_failed (WeirWsDial *self, const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    fail (self, WEIR_NET_ERROR_NOT_FOUND, N_ ("no such host"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    fail (self, WEIR_NET_ERROR_REFUSED, N_ ("refused"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    fail (self, WEIR_NET_ERROR_TIMED_OUT, N_ ("no answer"));
  else
    fail (self, WEIR_NET_ERROR_CLOSED, "%s", error->message);
}

static guint16
port_of (GUri *uri)
{
  if (g_uri_get_port (uri) > 0)
    return g_uri_get_port (uri);
  return g_str_equal (g_uri_get_scheme (uri), "wss") ? 443 : 80;
}

static void
connect_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError)            error = NULL;
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source),
                                            result,
                                            &error);
  WeirWsDial *self = return_ticket (user_data);
  GUri       *uri;

  if (self == NULL)
    return;
  if (connection == NULL)
    {
      connect_failed (self, error);
      return;
    }

  uri = self->request->uri;
  self->connection = g_steal_pointer (&connection);
  g_socket_set_option (g_socket_connection_get_socket (self->connection),
                       IPPROTO_TCP,
                       TCP_NODELAY,
                       TRUE,
                       NULL);
  if (g_str_equal (g_uri_get_scheme (uri), "wss"))
    start_tls (self, port_of (uri));
  else
    upgrade (self, NULL);
}

/* Life ------------------------------------------------------------------- */

WeirWsDial *
weir_ws_dial_new (WeirIoLoop              *loop,
                  const WeirWsDialRequest *request,
                  WeirWsDialFunc           func,
                  gpointer                 user_data)
{
  WeirWsDial               *self = g_new0 (WeirWsDial, 1);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  self->loop = loop;
  self->request = request;
  self->func = func;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->key = weir_ws_upgrade_make_key ();
  self->timer.fire = timer_cb;
  weir_io_loop_set_timer (loop, &self->timer, request->timeout_ms);

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (client,
                                         g_uri_get_host (request->uri),
                                         port_of (request->uri),
                                         self->cancellable,
                                         connect_cb,
                                         take_ticket (self));
  return self;
}

void
weir_ws_dial_free (WeirWsDial *self)
{
  if (self->ticket != NULL)
    {
      self->ticket->dial = NULL;
      g_cancellable_cancel (self->cancellable);
    }
  weir_io_loop_cancel_timer (self->loop, &self->timer);
  g_clear_pointer (&self->socket, weir_socket_free);
  g_clear_object (&self->connection);
  g_object_unref (self->cancellable);
  g_free (self->key);
  g_free (self);
}
