/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net-peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define WATCHDOG_US (30 * G_USEC_PER_SEC)
#define KEY         "dGhlIHNhbXBsZSBub25jZQ=="

gint64
net_watchdog (void)
{
  return g_get_monotonic_time () + WATCHDOG_US;
}

void
net_turn (gint64 give_up, const char *where, const char *what)
{
  if (g_get_monotonic_time () > give_up)
    g_error ("%s: never came true: %s", where, what);
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (200);
}

void
net_run_for (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

/* Peers ------------------------------------------------------------------ */

NetPeer *
net_peer_new (int fd)
{
  NetPeer *peer = g_new0 (NetPeer, 1);

  peer->fd = fd;
  peer->in = g_byte_array_new ();
  fcntl (fd, F_SETFL, O_NONBLOCK);
  return peer;
}

NetPeer *
net_peer_connect (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  int                fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_port = htons (port);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (connect (fd, (struct sockaddr *)&address, sizeof address),
                   ==,
                   0);
  return net_peer_new (fd);
}

void
net_peer_free (NetPeer *peer)
{
  close (peer->fd);
  g_byte_array_unref (peer->in);
  g_free (peer);
}

void
net_peer_reset (NetPeer *peer)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (peer->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  net_peer_free (peer);
}

void
net_peer_pump (NetPeer *peer)
{
  guint8 buffer[65536];
  gssize n;

  while (!peer->eof)
    {
      n = recv (peer->fd, buffer, sizeof buffer, 0);
      if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return;
      if (n <= 0)
        peer->eof = TRUE;
      else
        g_byte_array_append (peer->in, buffer, n);
    }
}

static gboolean
pump_to (NetPeer *peer, gsize bytes)
{
  net_peer_pump (peer);
  return peer->in->len >= bytes || peer->eof;
}

/* One try to send. Returns: whether all is sent or nobody listens any more */
static gboolean
push (NetPeer *peer, const guint8 **data, gsize *length)
{
  gssize n = send (peer->fd, *data, *length, MSG_NOSIGNAL);

  if (n < 0)
    return errno != EAGAIN && errno != EWOULDBLOCK;
  *data += n;
  *length -= n;
  return *length == 0;
}

void
net_peer_send (NetPeer *peer, const void *data, gsize length)
{
  const guint8 *at = data;

  if (length > 0)
    NET_WAIT (push (peer, &at, &length));
}

void
net_peer_send_text (NetPeer *peer, const char *text)
{
  net_peer_send (peer, text, strlen (text));
}

void
net_peer_send_frame (NetPeer    *peer,
                     guint8      flags,
                     gboolean    masked,
                     const void *data,
                     gsize       length)
{
  static const guint8    key[4] = { 0x12, 0x34, 0x56, 0x78 };
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  guint8                 head[WEIR_WS_FRAME_MAX_HEAD_BYTES];
  guint                  head_bytes = weir_ws_frame_write_head (head,
                                               WEIR_WS_OPCODE_TEXT,
                                               length,
                                               masked ? key : NULL);

  head[0] = flags;
  g_byte_array_append (frame, head, head_bytes);
  g_byte_array_append (frame, data, length);
  if (masked)
    weir_ws_frame_mask (frame->data + head_bytes, length, key);
  net_peer_send (peer, frame->data, frame->len);
}

static gboolean
has_head (NetPeer *peer, gsize *length)
{
  const guint8 *end;

  net_peer_pump (peer);
  end = peer->in->len > 0 ? memmem (peer->in->data, peer->in->len, "\r\n\r\n", 4)
                          : NULL;
  *length = end != NULL ? (gsize)(end + 4 - peer->in->data) : 0;
  return end != NULL || peer->eof;
}

char *
net_peer_read_head (NetPeer *peer)
{
  gsize length;
  char *head;

  NET_WAIT (has_head (peer, &length));
  head = g_strndup ((const char *)peer->in->data, length);
  g_byte_array_remove_range (peer->in, 0, length);
  return head;
}

static gboolean
has_frame (NetPeer *peer, WeirWsFrame *frame)
{
  net_peer_pump (peer);
  if (weir_ws_frame_parse (peer->in->data, peer->in->len, frame) &&
      frame->head_bytes + frame->payload_bytes <= peer->in->len)
    return TRUE;
  frame->head_bytes = 0;
  return peer->eof;
}

guint8
net_peer_read_frame (NetPeer *peer, GByteArray **payload)
{
  WeirWsFrame frame;
  guint8      flags;

  NET_WAIT (has_frame (peer, &frame));
  if (frame.head_bytes == 0)
    return 0;

  flags = peer->in->data[0];
  g_byte_array_remove_range (peer->in, 0, frame.head_bytes);
  if (frame.masked)
    weir_ws_frame_mask (peer->in->data, frame.payload_bytes, frame.key);
  if (payload != NULL)
    {
      *payload = g_byte_array_new ();
      g_byte_array_append (*payload, peer->in->data, frame.payload_bytes);
    }
  g_byte_array_remove_range (peer->in, 0, frame.payload_bytes);
  return flags;
}

void
net_peer_expect_text (NetPeer *peer, const char *text)
{
  g_autoptr (GByteArray) payload = NULL;

  g_assert_cmphex (net_peer_read_frame (peer, &payload), ==, 0x81);
  g_assert_cmpmem (payload->data, payload->len, text, strlen (text));
}

void
net_peer_expect_close (NetPeer *peer, guint code)
{
  g_autoptr (GByteArray) payload = NULL;

  g_assert_cmphex (net_peer_read_frame (peer, &payload), ==, 0x88);
  if (code == WEIR_WS_CLOSE_NO_CODE)
    {
      g_assert_cmpuint (payload->len, ==, 0);
      return;
    }
  g_assert_cmpuint (payload->len, >=, 2);
  g_assert_cmpuint (payload->data[0] << 8 | payload->data[1], ==, code);
}

void
net_peer_expect_eof (NetPeer *peer)
{
  NET_WAIT (pump_to (peer, G_MAXSIZE));
  g_assert_cmpuint (peer->in->len, ==, 0);
}

void
net_peer_send_upgrade (NetPeer *peer, const char *path, const char *extra)
{
  g_autofree char *request = g_strdup_printf (
    "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: " KEY "\r\n"
    "Sec-WebSocket-Version: 13\r\n%s\r\n",
    path,
    extra);

  net_peer_send_text (peer, request);
}

char *
net_peer_upgrade (NetPeer *peer, const char *path, const char *extra)
{
  net_peer_send_upgrade (peer, path, extra);
  return net_peer_read_head (peer);
}

NetPeer *
net_peer_open (guint16 port, const char *path)
{
  NetPeer         *peer = net_peer_connect (port);
  g_autofree char *head = net_peer_upgrade (peer, path, "");

  g_assert_true (g_str_has_prefix (head, "HTTP/1.1 101 "));
  return peer;
}

int
net_listen (guint16 *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t          length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  g_assert_cmpint (listen (fd, 16), ==, 0);
  getsockname (fd, (struct sockaddr *)&address, &length);
  *port = ntohs (address.sin_port);
  return fd;
}

NetPeer *
net_accept (int listener)
{
  int fd;

  NET_WAIT ((fd = accept (listener, NULL, NULL)) >= 0);
  return net_peer_new (fd);
}

/* What a handler hears --------------------------------------------------- */

static void
opened_cb (WeirWsConnection *connection, gpointer user_data)
{
  NetLog *log = user_data;

  log->connection = connection;
  log->opened++;
  g_string_append (log->lines, "opened\n");
}

static void
message_cb (WeirWsConnection *connection,
            WeirWsKind        kind,
            const guint8     *data,
            gsize             length,
            gpointer          user_data)
{
  NetLog *log = user_data;

  log->messages++;
  g_string_append_printf (log->lines,
                          "%s %" G_GSIZE_FORMAT " %.*s\n",
                          kind == WEIR_WS_TEXT ? "text" : "binary",
                          length,
                          (int)MIN (length, 32),
                          (const char *)data);
  if (log->echo)
    weir_ws_connection_send (connection, kind, data, length, NULL);
}

static void
failed_cb (WeirWsConnection *connection, const GError *error, gpointer user_data)
{
  NetLog *log = user_data;

  g_string_append_printf (log->lines, "failed %d\n", error->code);
}

static void
closed_cb (WeirWsConnection *connection,
           guint             code,
           const char       *reason,
           gpointer          user_data)
{
  NetLog *log = user_data;

  if (log->connection == connection)
    log->connection = NULL;
  log->closed++;
  g_string_append_printf (log->lines,
                          "closed %u%s%s\n",
                          code,
                          reason != NULL ? " " : "",
                          reason != NULL ? reason : "");
}

const WeirWsHandler net_log_handler = {
  .opened = opened_cb,
  .message = message_cb,
  .failed = failed_cb,
  .closed = closed_cb,
};

NetLog *
net_log_new (void)
{
  NetLog *log = g_new0 (NetLog, 1);

  log->lines = g_string_new (NULL);
  log->echo = TRUE;
  return log;
}

void
net_log_free (NetLog *log)
{
  g_string_free (log->lines, TRUE);
  g_free (log);
}

NetServer *
net_server_new (const WeirWsServerOptions *options)
{
  static const WeirWsServerOptions plain = { 0 };
  NetServer                       *self = g_new0 (NetServer, 1);
  g_autoptr (GError)               error = NULL;

  self->log = net_log_new ();
  self->loop = weir_io_loop_new (NULL);
  self->server =
    weir_ws_server_new (self->loop, options != NULL ? options : &plain);
  self->path = weir_ws_server_add_path (self->server,
                                        NET_PATH,
                                        &net_log_handler,
                                        self->log,
                                        &error);
  g_assert_no_error (error);
  weir_ws_server_start (self->server, &error);
  g_assert_no_error (error);
  self->port = weir_ws_server_get_port (self->server);
  return self;
}

void
net_server_free (NetServer *self)
{
  g_assert_finalize_object (self->server);
  weir_io_loop_unref (self->loop);
  /* What libsoup and GIO had left to do in this context. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  net_log_free (self->log);
  g_free (self);
}

char *
net_fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "tls", name, NULL);
}
