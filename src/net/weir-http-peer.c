/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-http-peer.h"

#include "net/weir-http-head.h"
#include "net/weir-tls-private.h"
#include "net/weir-ws-stream.h"

#include <libsoup/soup.h>

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Puts an accepted descriptor under libsoup's HTTP server without giving it
 * away. In this phase libsoup's sources live in the main context, so whatever
 * a handler does there works as with any SoupServer; there are never many such
 * peers at a time. Owned by the server's list. */

/* A body nobody reads must not pile up here. */
#define MAX_UNREAD_BYTES (64 * 1024)

/* Outlives the peer when it goes before its TLS handshake has ended. */
typedef struct
{
  WeirHttpPeer *peer; /* (nullable) */
} TlsWait;

struct _WeirHttpPeer
{
  const WeirHttpPeerSetup *setup;       /* borrowed */
  WeirSocket              *socket;      /* (nullable): after TLS */
  WeirWsStream            *stream;      /* (nullable): libsoup's view of it */
  TlsWait                 *wait;        /* (nullable): of the TLS handshake */
  GCancellable            *cancellable; /* (nullable): to end it */
  GSocketConnection       *connection;  /* (nullable): while it lasts */
  WeirIoTimer              timer;
  WeirIoTask               task;          /* libsoup has closed it */
  gsize                    waiting_bytes; /* when the timer was set */
  gboolean                 judged;        /* libsoup may see the request */
  gboolean                 served;        /* got an answer */
};

static void
set_timer (WeirHttpPeer *self)
{
  self->waiting_bytes =
    self->socket != NULL ? weir_socket_get_out (self->socket)->bytes : 0;
  weir_io_loop_set_timer (self->setup->loop, &self->timer, self->setup->timeout_ms);
}

static void
leave (WeirHttpPeer *self)
{
  const WeirHttpPeerSetup *setup = self->setup;

  setup->gone (self, setup->owner);
  weir_http_peer_free (self);
}

static void
timer_cb (WeirIoTimer *timer)
{
  WeirHttpPeer *self =
    (WeirHttpPeer *)((guint8 *)timer - G_STRUCT_OFFSET (WeirHttpPeer, timer));
  gsize waiting;

  /* A long answer to a slow reader is no reason, as long as it moves. */
  waiting = self->socket != NULL ? weir_socket_get_out (self->socket)->bytes : 0;
  if (waiting > 0 && waiting != self->waiting_bytes)
    {
      set_timer (self);
      return;
    }
  if (!self->served)
    self->setup->refused (self->setup->owner, FALSE);
  leave (self);
}

/* libsoup's side --------------------------------------------------------- */

static gssize
read_cb (gpointer owner, guint8 *data, gsize length)
{
  WeirHttpPeer *self = owner;
  gsize         n;

  if (self->socket == NULL)
    return 0;
  if (!self->judged)
    return weir_socket_has_ended (self->socket) ? 0 : -1;
  n = weir_socket_take (self->socket, data, length);
  if (n > 0)
    {
      weir_socket_set_reading (self->socket, TRUE);
      return n;
    }
  return weir_socket_has_ended (self->socket) ? 0 : -1;
}

static gboolean
can_read_cb (gpointer owner)
{
  WeirHttpPeer *self = owner;

  return self->socket == NULL || weir_socket_has_ended (self->socket) ||
         (self->judged && weir_socket_has_kept (self->socket));
}

static void
write_cb (gpointer owner, const guint8 *data, gsize length)
{
  WeirHttpPeer *self = owner;

  if (self->socket == NULL)
    return;
  weir_out_queue_add (weir_socket_get_out (self->socket), NULL, 0, data, length);
  weir_socket_queued (self->socket);
  self->served = TRUE;
  set_timer (self);
}

/* libsoup closes in the middle of its own work: end when that is done. */
static void
closed_cb (gpointer owner)
{
  WeirHttpPeer *self = owner;

  if (self->socket != NULL)
    weir_socket_finish (g_steal_pointer (&self->socket));
  weir_io_loop_defer (self->setup->loop, &self->task);
}

static void
task_cb (WeirIoTask *task)
{
  leave ((WeirHttpPeer *)((guint8 *)task - G_STRUCT_OFFSET (WeirHttpPeer, task)));
}

static const WeirWsStreamOwner stream_owner = {
  .read = read_cb,
  .can_read = can_read_cb,
  .write = write_cb,
  .closed = closed_cb,
};

/* The socket's side ------------------------------------------------------ */

/* Answers a request that libsoup must not see. */
static void
refuse (WeirHttpPeer *self, guint status)
{
  g_autofree char *answer =
    g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                     "Connection: close\r\nContent-Length: 0\r\n\r\n",
                     status,
                     soup_status_get_phrase (status));

  write_cb (self, (const guint8 *)answer, strlen (answer));
  self->setup->refused (self->setup->owner, FALSE);
  closed_cb (self);
}

static gsize
input_cb (gpointer owner, guint8 *data, gsize length)
{
  WeirHttpPeer *self = owner;
  guint         verdict;

  if (!self->judged)
    {
      verdict = weir_http_head_judge (data, length);
      if (verdict == WEIR_HTTP_HEAD_PARTIAL)
        return 0;
      if (verdict != 200)
        {
          refuse (self, verdict);
          return 0;
        }
      self->judged = TRUE;
    }
  if (length > MAX_UNREAD_BYTES)
    weir_socket_set_reading (self->socket, FALSE);
  weir_ws_stream_wake (self->stream);
  return 0;
}

static void
ended_cb (gpointer owner, const GError *error)
{
  WeirHttpPeer *self = owner;

  weir_ws_stream_wake (self->stream);
}

static const WeirSocketEvents socket_events = {
  .input = input_cb,
  .ended = ended_cb,
};

static GSocketAddress *
address_of (int fd, int (*get) (int, struct sockaddr *, socklen_t *))
{
  struct sockaddr_storage storage;
  socklen_t               length = sizeof storage;
  GSocketAddress         *address = NULL;

  if (get (fd, (struct sockaddr *)&storage, &length) == 0)
    address = g_socket_address_new_from_native (&storage, length);
  /* A peer that is gone already has no address. */
  return address != NULL ? address
                         : g_inet_socket_address_new_from_string ("0.0.0.0", 0);
}

static void
serve (WeirHttpPeer *self, WeirSocket *socket, int fd)
{
  g_autoptr (GSocketAddress) local = address_of (fd, getsockname);
  g_autoptr (GSocketAddress) remote = address_of (fd, getpeername);
  g_autoptr (GError)         error = NULL;

  self->socket = socket;
  self->stream = weir_ws_stream_new (&stream_owner, self);
  weir_socket_set_owner (socket, &socket_events, self);
  if (!soup_server_accept_iostream (self->setup->http,
                                    G_IO_STREAM (self->stream),
                                    local,
                                    remote,
                                    &error))
    {
      g_debug ("libsoup refused a stream: %s", error->message);
      weir_io_loop_defer (self->setup->loop, &self->task);
    }
}

/* TLS -------------------------------------------------------------------- */

/* Whether the handshake failed because the client is not who it has to be. */
static gboolean
lacks_certificate (WeirHttpPeer *self, const GError *error)
{
  return self->setup->clients != NULL &&
         (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED) ||
          g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE));
}

static void
handshake_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTlsConnection     *tls = G_TLS_CONNECTION (source);
  g_autofree TlsWait *wait = user_data;
  WeirHttpPeer       *self = wait->peer;
  g_autoptr (GError)  error = NULL;
  gboolean            done;
  WeirSocket         *socket;
  int                 fd;

  done = g_tls_connection_handshake_finish (tls, result, &error);
  if (self == NULL)
    return;
  self->wait = NULL;
  if (!done)
    {
      g_debug ("a TLS handshake failed: %s", error->message);
      self->setup->refused (self->setup->owner, lacks_certificate (self, error));
      leave (self);
      return;
    }

  fd = g_socket_get_fd (g_socket_connection_get_socket (self->connection));
  g_clear_object (&self->cancellable);
  socket = weir_socket_new_for_stream (self->setup->loop,
                                       g_steal_pointer (&self->connection),
                                       g_object_ref (tls));
  serve (self, socket, fd);
}

/* A server is asked about every certificate, also about one without fault. */
static gboolean
accept_certificate_cb (GTlsConnection      *tls,
                       GTlsCertificate     *certificate,
                       GTlsCertificateFlags faults,
                       gpointer             user_data)
{
  return faults == 0;
}

static void
ask_for_certificate (GTlsConnection *tls, GTlsDatabase *authorities)
{
  g_object_set (tls, "authentication-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
  g_tls_connection_set_database (tls, authorities);
  g_signal_connect_object (tls,
                           "accept-certificate",
                           G_CALLBACK (accept_certificate_cb),
                           tls,
                           0);
}

/* The handshake's own reads and writes happen in a thread of GIO's, on sources
 * of their own; once it is done, the stream is in the loop like any other. */
static gboolean
start_tls (WeirHttpPeer *self, int fd)
{
  g_autoptr (GSocket)   socket = g_socket_new_from_fd (fd, NULL);
  g_autoptr (GIOStream) tls = NULL;

  if (socket == NULL)
    {
      close (fd);
      return FALSE;
    }
  self->connection = g_socket_connection_factory_create_connection (socket);
  tls = g_tls_server_connection_new (G_IO_STREAM (self->connection),
                                     self->setup->certificate,
                                     NULL);
  if (tls == NULL)
    return FALSE;

  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (tls), FALSE);
  if (self->setup->clients != NULL)
    ask_for_certificate (G_TLS_CONNECTION (tls),
                         weir_tls_get_database (self->setup->clients));
  self->wait = g_new0 (TlsWait, 1);
  self->wait->peer = self;
  self->cancellable = g_cancellable_new ();
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls),
                                    G_PRIORITY_DEFAULT,
                                    self->cancellable,
                                    handshake_cb,
                                    self->wait);
  return TRUE;
}

/* Life ------------------------------------------------------------------- */

WeirHttpPeer *
weir_http_peer_new (const WeirHttpPeerSetup *setup, int fd)
{
  WeirHttpPeer *self = g_new0 (WeirHttpPeer, 1);

  self->setup = setup;
  self->timer.fire = timer_cb;
  self->task.run = task_cb;
  set_timer (self);

  if (setup->certificate == NULL)
    serve (self, weir_socket_new (setup->loop, fd), fd);
  else if (!start_tls (self, fd))
    weir_io_loop_defer (setup->loop, &self->task);
  return self;
}

void
weir_http_peer_free (WeirHttpPeer *self)
{
  weir_io_loop_cancel_timer (self->setup->loop, &self->timer);
  weir_io_task_cancel (&self->task);
  if (self->wait != NULL)
    {
      self->wait->peer = NULL;
      g_cancellable_cancel (self->cancellable);
    }
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->socket, weir_socket_free);

  if (self->stream != NULL)
    {
      /* libsoup reads the end and lets go of its half. */
      weir_ws_stream_detach (self->stream);
      weir_ws_stream_wake (self->stream);
      g_clear_object (&self->stream);
    }
  g_free (self);
}

/* What libsoup's parser read beyond the request belongs to the WebSocket. */
static void
recover_input (WeirSocket *socket, GIOStream *stolen)
{
  GPollableInputStream *input =
    G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stolen));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8                 buffer[4096];
  gssize                 n;

  while ((n = g_pollable_input_stream_read_nonblocking (input,
                                                        buffer,
                                                        sizeof buffer,
                                                        NULL,
                                                        NULL)) > 0)
    g_byte_array_append (bytes, buffer, n);
  if (bytes->len > 0)
    weir_socket_untake (socket, bytes->data, bytes->len);
}

WeirSocket *
weir_http_peer_steal (SoupServerMessage *message)
{
  g_autoptr (GIOStream)    stolen = NULL;
  g_autoptr (WeirWsStream) stream = NULL;
  WeirHttpPeer            *self;
  WeirSocket              *socket;

  stolen = soup_server_message_steal_connection (message);
  if (stolen == NULL)
    return NULL;
  g_object_get (stolen, "base-iostream", &stream, NULL);
  self = WEIR_IS_WS_STREAM (stream) ? weir_ws_stream_get_owner (stream) : NULL;
  if (self == NULL)
    return NULL;

  /* Detached, the stream ends where libsoup's own buffer does. */
  weir_ws_stream_detach (stream);
  socket = g_steal_pointer (&self->socket);
  if (socket != NULL)
    {
      recover_input (socket, stolen);
      weir_socket_set_reading (socket, TRUE);
    }
  weir_io_loop_defer (self->setup->loop, &self->task);
  return socket;
}
