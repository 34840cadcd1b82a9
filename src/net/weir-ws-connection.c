/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-connection-private.h"

#include "net/weir-ws-frame.h"
#include "net/weir-ws-receiver.h"
#include "net/weir-ws-tap-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An open WebSocket: a socket, a receiver that makes messages of its bytes, and
 * an encoder. Close frames of both directions are its own, because libsoup 3.2
 * neither accepts nor sends the codes 1012 to 1014 and waits five seconds for
 * a peer that is gone. Held by a server's path or a client. */

#define MAX_REASON_BYTES (WEIR_WS_FRAME_MAX_CONTROL_BYTES - 2)

typedef enum
{
  STATE_OPEN,
  STATE_CLOSING, /* our Close is out, the peer's is awaited */
  STATE_CLOSED,
} State;

struct _WeirWsConnection
{
  GObject parent_instance;

  WeirIoLoop    *loop;
  WeirSocket    *socket; /* (nullable): gone once closed */
  WeirWsReceiver receiver;
  State          state;
  gboolean       client;
  WeirWsLimits   limits;
  WeirWsStats    stats;
  WeirIoTimer    timer; /* the peer's Close is overdue */

  const WeirWsHandler *handler; /* (nullable) */
  gpointer             handler_data;
  WeirWsEndedFunc      ended;
  gpointer             keeper;
  WeirWsTapEnd         tap;

  /* What is to be told in the next turn. */
  WeirIoTask task;
  gboolean   told_opened;
  GError    *error; /* (nullable) */
  guint      close_code;
  char      *close_reason; /* (nullable) */

  char          *id, *peer, *protocol, *origin;
  gboolean       pinged;
  gpointer       user_data;
  GDestroyNotify user_destroy;
};

G_DEFINE_FINAL_TYPE (WeirWsConnection, weir_ws_connection, G_TYPE_OBJECT)

/* The tap ---------------------------------------------------------------- */

void
weir_ws_connection_introduce (WeirWsConnection     *self,
                              const WeirIoListener *listener)
{
  if (self->state == STATE_OPEN)
    weir_ws_tap_end_introduce (&self->tap, listener);
}

/* Before an open connection is no longer so. */
static void
tap_closed (WeirWsConnection *self, gboolean ours, guint code, const char *reason)
{
  if (weir_ws_tap_end_is_tapped (&self->tap) && self->state == STATE_OPEN)
    weir_ws_tap_end_tell (&self->tap,
                          &(WeirWsTapEvent){
                            .kind = WEIR_WS_TAP_CLOSED,
                            .ours = ours,
                            .code = code,
                            .reason = reason,
                          });
}

/* Telling ---------------------------------------------------------------- */

static void
tell_end (WeirWsConnection *self)
{
  const WeirWsHandler *handler = self->handler;

  if (self->ended != NULL)
    self->ended (self, self->keeper);
  self->ended = NULL;
  if (handler == NULL)
    return;

  if (self->error != NULL && handler->failed != NULL)
    handler->failed (self, self->error, self->handler_data);
  if (handler->closed != NULL && self->handler != NULL)
    handler->closed (self, self->close_code, self->close_reason, self->handler_data);
  self->handler = NULL;
}

static void
task_cb (WeirIoTask *task)
{
  WeirWsConnection *self =
    (WeirWsConnection *)((guint8 *)task -
                         G_STRUCT_OFFSET (WeirWsConnection, task));

  g_object_ref (self);
  if (!self->told_opened)
    {
      self->told_opened = TRUE;
      if (self->state == STATE_OPEN)
        weir_ws_tap_end_opened (&self->tap);
      if (self->handler != NULL && self->handler->opened != NULL)
        self->handler->opened (self, self->handler_data);
    }
  if (self->state == STATE_CLOSED)
    tell_end (self);
  g_object_unref (self);
}

/* Ending ----------------------------------------------------------------- */

static void
send_control (WeirWsConnection *self,
              WeirWsOpcode      opcode,
              const guint8     *payload,
              gsize             length)
{
  guint8  key[4];
  guint8  head[WEIR_WS_FRAME_MAX_HEAD_BYTES];
  guint   head_bytes;
  guint8 *room;

  if (self->client)
    weir_io_loop_make_key (self->loop, key);
  head_bytes =
    weir_ws_frame_write_head (head, opcode, length, self->client ? key : NULL);
  room = weir_out_queue_reserve (weir_socket_get_out (self->socket),
                                 head_bytes + length);
  memcpy (room, head, head_bytes);
  if (length > 0)
    memcpy (room + head_bytes, payload, length);
  if (self->client)
    weir_ws_frame_mask (room + head_bytes, length, key);
  weir_socket_queued (self->socket);
}

static void
send_close (WeirWsConnection *self, guint code, const char *reason)
{
  guint8 payload[WEIR_WS_FRAME_MAX_CONTROL_BYTES];
  gsize  length = 0;

  payload[0] = code >> 8;
  payload[1] = code & 0xff;
  if (reason != NULL)
    {
      length = strlen (reason);
      if (length > MAX_REASON_BYTES)
        length = weir_utf8_valid_bytes ((const guint8 *)reason, MAX_REASON_BYTES);
      for (gsize i = 0; i < length; i++)
        payload[2 + i] = (guint8)reason[i];
    }
  send_control (self, WEIR_WS_OPCODE_CLOSE, payload, code != 0 ? length + 2 : 0);
}

/* It is over. What is queued, our Close at its end, still goes out. */
static void
end (WeirWsConnection *self, guint code, const char *reason)
{
  if (self->state == STATE_CLOSED)
    return;

  self->state = STATE_CLOSED;
  self->close_code = code;
  self->close_reason = g_strdup (reason);
  weir_ws_receiver_stop (&self->receiver);
  weir_io_loop_cancel_timer (self->loop, &self->timer);
  if (self->socket != NULL)
    weir_socket_finish (g_steal_pointer (&self->socket));
  weir_io_loop_defer (self->loop, &self->task);
}

static void
take_error (WeirWsConnection *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static void
timer_cb (WeirIoTimer *timer)
{
  WeirWsConnection *self =
    (WeirWsConnection *)((guint8 *)timer -
                         G_STRUCT_OFFSET (WeirWsConnection, timer));

  end (self, WEIR_WS_CLOSE_LOST, NULL);
}

/* What the receiver says ------------------------------------------------- */

static void
message_cb (gpointer owner, guint kind, const guint8 *data, gsize length)
{
  WeirWsConnection *self = owner;

  if (self->state != STATE_OPEN)
    return;
  self->stats.messages_in++;
  self->stats.bytes_in += length;
  if (weir_ws_tap_end_is_tapped (&self->tap))
    weir_ws_tap_end_tell (&self->tap,
                          &(WeirWsTapEvent){
                            .kind = WEIR_WS_TAP_RECEIVED,
                            .message = kind,
                            .data = data,
                            .length = length,
                          });
  if (self->handler != NULL && self->handler->message != NULL)
    self->handler->message (self, kind, data, length, self->handler_data);
}

static void
fail_cb (gpointer owner, guint code, const char *text)
{
  WeirWsConnection *self = owner;

  take_error (self,
              g_error_new (WEIR_NET_ERROR,
                           code == WEIR_WS_CLOSE_TOO_BIG ? WEIR_NET_ERROR_TOO_BIG
                                                         : WEIR_NET_ERROR_PROTOCOL,
                           "the peer sent %s (%u)",
                           text,
                           code));
  tap_closed (self, TRUE, code, NULL);
  if (self->state == STATE_OPEN)
    send_close (self, code, NULL);
  end (self, code, NULL);
}

static void
close_cb (gpointer owner, const guint8 *data, gsize length)
{
  WeirWsConnection *self = owner;
  guint             code = WEIR_WS_CLOSE_NO_CODE;
  g_autofree char  *reason = NULL;

  if (length > 0)
    {
      code = length >= 2 ? data[0] << 8 | data[1] : 0;
      if (!weir_ws_close_code_is_valid (code))
        {
          fail_cb (self, WEIR_WS_CLOSE_PROTOCOL, "an invalid close code");
          return;
        }
      if (weir_utf8_valid_bytes (data + 2, length - 2) < length - 2)
        {
          fail_cb (self,
                   WEIR_WS_CLOSE_BAD_DATA,
                   "a close reason that is not UTF-8");
          return;
        }
      if (length > 2)
        reason = g_strndup ((const char *)data + 2, length - 2);
    }

  tap_closed (self, FALSE, code, reason);
  if (self->state == STATE_OPEN)
    send_close (self, code == WEIR_WS_CLOSE_NO_CODE ? 0 : code, NULL);
  end (self, code, reason);
}

static void
write_cb (gpointer owner, const guint8 *data, gsize length)
{
  WeirWsConnection *self = owner;

  if (self->state != STATE_OPEN)
    return;
  weir_out_queue_add (weir_socket_get_out (self->socket), data, length, NULL, 0);
  weir_socket_queued (self->socket);
}

static const WeirWsReceiverOwner receiver_owner = {
  .message = message_cb,
  .close = close_cb,
  .fail = fail_cb,
  .write = write_cb,
};

/* What the socket says --------------------------------------------------- */

static gsize
input_cb (gpointer owner, guint8 *data, gsize length)
{
  WeirWsConnection *self = g_object_ref (owner);
  gsize             used;

  if (!self->told_opened)
    {
      weir_io_task_cancel (&self->task);
      task_cb (&self->task);
    }
  used = self->state == STATE_CLOSED
           ? length
           : weir_ws_receiver_feed (&self->receiver, data, length);
  if (self->state == STATE_CLOSED)
    used = G_MAXSIZE;
  g_object_unref (self);
  return used;
}

static void
ended_cb (gpointer owner, const GError *error)
{
  weir_ws_connection_drop (owner,
                           error != NULL ? g_error_new (WEIR_NET_ERROR,
                                                        WEIR_NET_ERROR_CLOSED,
                                                        "connection lost: %s",
                                                        error->message)
                                         : NULL);
}

static const WeirSocketEvents socket_events = {
  .input = input_cb,
  .ended = ended_cb,
};

/* Life ------------------------------------------------------------------- */

static void
weir_ws_connection_finalize (GObject *object)
{
  WeirWsConnection *self = WEIR_WS_CONNECTION (object);

  weir_io_task_cancel (&self->task);
  weir_io_loop_cancel_timer (self->loop, &self->timer);
  weir_ws_receiver_clear (&self->receiver);
  g_clear_pointer (&self->socket, weir_socket_free);
  weir_ws_connection_set_user_data (self, NULL, NULL);
  g_clear_error (&self->error);
  g_free (self->close_reason);
  g_free (self->id);
  g_free (self->peer);
  g_free (self->protocol);
  g_free (self->origin);
  weir_ws_tap_end_clear (&self->tap);
  weir_io_loop_unref (self->loop);

  G_OBJECT_CLASS (weir_ws_connection_parent_class)->finalize (object);
}

static void
weir_ws_connection_class_init (WeirWsConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_ws_connection_finalize;
}

static void
weir_ws_connection_init (WeirWsConnection *self)
{
  self->task.run = task_cb;
  self->timer.fire = timer_cb;
  self->id = g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
  self->stats.since_us = g_get_real_time ();
}

static WeirWsLimits
fill_limits (WeirWsLimits limits)
{
  if (limits.max_message_bytes == 0)
    limits.max_message_bytes = WEIR_NET_MAX_MESSAGE_BYTES;
  if (limits.max_queued_bytes == 0)
    limits.max_queued_bytes = WEIR_NET_MAX_QUEUED_BYTES;
  return limits;
}

WeirWsConnection *
weir_ws_connection_new (WeirIoLoop                  *loop,
                        const WeirWsConnectionSetup *setup,
                        const WeirWsHandler         *handler,
                        gpointer                     user_data)
{
  WeirWsConnection *self = g_object_new (WEIR_TYPE_WS_CONNECTION, NULL);

  self->loop = weir_io_loop_ref (loop);
  self->socket = setup->socket;
  self->client = setup->client;
  self->protocol = g_strdup (setup->protocol);
  self->origin = g_strdup (setup->origin);
  self->peer = weir_socket_dup_peer (setup->socket);
  self->limits = fill_limits (setup->limits);
  self->handler = handler;
  self->handler_data = user_data;
  weir_ws_tap_end_init (&self->tap, loop, self, setup->owner, setup->place);
  self->tap.outgoing = setup->client;

  weir_ws_receiver_init (&self->receiver,
                         loop,
                         !self->client,
                         self->limits.max_message_bytes,
                         &receiver_owner,
                         self);
  weir_out_queue_seal (weir_socket_get_out (self->socket));
  weir_socket_set_owner (self->socket, &socket_events, self);
  weir_io_loop_defer (loop, &self->task);
  return self;
}

void
weir_ws_connection_set_keeper (WeirWsConnection *self,
                               WeirWsEndedFunc   ended,
                               gpointer          keeper)
{
  self->ended = ended;
  self->keeper = keeper;
}

void
weir_ws_connection_abandon (WeirWsConnection *self, guint code)
{
  self->handler = NULL;
  self->ended = NULL;
  tap_closed (self, TRUE, code, NULL);
  if (self->state == STATE_OPEN)
    send_close (self, code, NULL);
  end (self, code, NULL);
  weir_io_task_cancel (&self->task);
}

gboolean
weir_ws_connection_ping (WeirWsConnection *self)
{
  gboolean heard = self->receiver.heard || !self->pinged;

  self->receiver.heard = FALSE;
  self->pinged = TRUE;
  if (self->state == STATE_OPEN)
    send_control (self, WEIR_WS_OPCODE_PING, NULL, 0);
  return heard;
}

void
weir_ws_connection_drop (WeirWsConnection *self, GError *error)
{
  if (self->state == STATE_CLOSED)
    {
      g_clear_error (&error);
      return;
    }
  if (error != NULL)
    take_error (self, error);
  tap_closed (self, FALSE, WEIR_WS_CLOSE_LOST, NULL);
  g_clear_pointer (&self->socket, weir_socket_free);
  end (self, WEIR_WS_CLOSE_LOST, NULL);
}

GError *
weir_ws_connection_dup_cause (WeirWsConnection *self)
{
  if (self->error != NULL)
    return g_error_copy (self->error);
  if (self->close_code == WEIR_WS_CLOSE_LOST)
    return g_error_new_literal (WEIR_NET_ERROR,
                                WEIR_NET_ERROR_CLOSED,
                                "connection lost");
  return g_error_new (WEIR_NET_ERROR,
                      WEIR_NET_ERROR_CLOSED,
                      "closed by the server (%u)%s%s",
                      self->close_code,
                      self->close_reason != NULL ? ": " : "",
                      self->close_reason != NULL ? self->close_reason : "");
}

/* Sending ---------------------------------------------------------------- */

static void
disconnect_slow (WeirWsConnection *self)
{
  WeirOutQueue *out = weir_socket_get_out (self->socket);

  take_error (
    self,
    g_error_new (WEIR_NET_ERROR,
                 WEIR_NET_ERROR_FULL,
                 "the peer reads too slowly: %zu bytes are waiting for it",
                 out->bytes));
  weir_out_queue_drop_oldest (out, G_MAXSIZE);
  tap_closed (self, TRUE, WEIR_WS_CLOSE_TRY_LATER, NULL);
  send_close (self, WEIR_WS_CLOSE_TRY_LATER, "reading too slowly");
  end (self, WEIR_WS_CLOSE_TRY_LATER, NULL);
}

/* Whether @bytes more may wait; applies the policy when they may not. A single
 * message always may: it is bounded by who made it. */
static gboolean
make_room (WeirWsConnection *self, gsize bytes)
{
  WeirOutQueue *out = weir_socket_get_out (self->socket);
  gsize         max = self->limits.max_queued_bytes;

  if (out->bytes > WEIR_NET_RESUME_BYTES)
    weir_socket_flush_now (self->socket);
  if (out->bytes == 0 || (bytes <= max && out->bytes <= max - bytes))
    return TRUE;

  switch (self->limits.overflow)
    {
    case WEIR_WS_OVERFLOW_DISCONNECT:
      self->stats.dropped++;
      disconnect_slow (self);
      return FALSE;

    case WEIR_WS_OVERFLOW_DROP_OLDEST:
      self->stats.dropped +=
        weir_out_queue_drop_oldest (out, out->bytes + MIN (bytes, max) - max);
      if (bytes <= max && out->bytes <= max - bytes)
        return TRUE;
      break;

    case WEIR_WS_OVERFLOW_DROP_NEWEST:
      break;
    }
  self->stats.dropped++;
  return FALSE;
}

static void
count_out (WeirWsConnection *self, gsize payload_bytes)
{
  self->stats.messages_out++;
  self->stats.bytes_out += payload_bytes;
  weir_socket_queued (self->socket);
}

/* A client's frame is masked with a key of its own, so it is always a copy. */
static void
queue_masked (WeirWsConnection *self,
              WeirWsOpcode      opcode,
              const guint8     *data,
              gsize             length)
{
  WeirOutQueue *out = weir_socket_get_out (self->socket);
  guint8        head[WEIR_WS_FRAME_MAX_HEAD_BYTES];
  guint8        key[4];
  guint8       *payload;
  guint         head_bytes;

  weir_io_loop_make_key (self->loop, key);
  head_bytes = weir_ws_frame_write_head (head, opcode, length, key);

  if (length < WEIR_OUT_REFERENCE_BYTES)
    {
      payload = weir_out_queue_reserve (out, head_bytes + length);
      memcpy (payload, head, head_bytes);
      payload += head_bytes;
      if (length > 0)
        memcpy (payload, data, length);
      weir_ws_frame_mask (payload, length, key);
    }
  else
    {
      g_autoptr (GBytes) bytes = NULL;

      payload = g_memdup2 (data, length);
      weir_ws_frame_mask (payload, length, key);
      bytes = g_bytes_new_take (payload, length);
      weir_out_queue_add_reference (out, head, head_bytes, bytes);
    }
}

static gboolean
check_open (WeirWsConnection *self, GError **error)
{
  if (self->state == STATE_OPEN)
    return TRUE;
  g_set_error_literal (error,
                       WEIR_NET_ERROR,
                       WEIR_NET_ERROR_CLOSED,
                       _ ("the connection is closed"));
  return FALSE;
}

static gboolean
check_room (WeirWsConnection *self, gsize length, GError **error)
{
  if (make_room (self, length + WEIR_WS_FRAME_MAX_HEAD_BYTES))
    return TRUE;
  g_set_error_literal (error,
                       WEIR_NET_ERROR,
                       WEIR_NET_ERROR_FULL,
                       _ ("the peer reads too slowly"));
  return FALSE;
}

/* @bytes: (nullable): the same payload, when it is shared */
static gboolean
queue_message (WeirWsConnection *self,
               WeirWsKind        kind,
               const guint8     *data,
               gsize             length,
               GBytes           *bytes,
               GError          **error)
{
  guint8 head[WEIR_WS_FRAME_MAX_HEAD_BYTES];
  guint  head_bytes;

  if (!check_room (self, length, error))
    return FALSE;

  if (self->client)
    queue_masked (self, (WeirWsOpcode)kind, data, length);
  else
    {
      WeirOutQueue *out = weir_socket_get_out (self->socket);

      head_bytes =
        weir_ws_frame_write_head (head, (WeirWsOpcode)kind, length, NULL);
      if (bytes != NULL && length >= WEIR_OUT_REFERENCE_BYTES)
        weir_out_queue_add_reference (out, head, head_bytes, bytes);
      else
        weir_out_queue_add (out, head, head_bytes, data, length);
    }
  count_out (self, length);
  if (weir_ws_tap_end_is_tapped (&self->tap))
    weir_ws_tap_end_tell (&self->tap,
                          &(WeirWsTapEvent){
                            .kind = WEIR_WS_TAP_SENT,
                            .message = kind,
                            .data = data,
                            .length = length,
                            .shared = bytes,
                          });
  return TRUE;
}

gboolean
weir_ws_connection_send (WeirWsConnection *self,
                         WeirWsKind        kind,
                         const guint8     *data,
                         gsize             length,
                         GError          **error)
{
  g_autofree char *repaired = NULL;

  g_return_val_if_fail (WEIR_IS_WS_CONNECTION (self), FALSE);

  if (!check_open (self, error))
    return FALSE;
  if (kind == WEIR_WS_TEXT && weir_utf8_valid_bytes (data, length) < length)
    {
      repaired = weir_utf8_repair (data, length, &length);
      data = (const guint8 *)repaired;
    }
  return queue_message (self, kind, data, length, NULL, error);
}

gboolean
weir_ws_connection_send_bytes (WeirWsConnection *self,
                               WeirWsKind        kind,
                               GBytes           *payload,
                               GError          **error)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (payload, &length);

  g_return_val_if_fail (WEIR_IS_WS_CONNECTION (self), FALSE);

  return check_open (self, error) &&
         queue_message (self, kind, data, length, payload, error);
}

void
weir_ws_connection_close (WeirWsConnection *self, guint code, const char *reason)
{
  g_return_if_fail (WEIR_IS_WS_CONNECTION (self));

  if (self->state != STATE_OPEN)
    return;
  tap_closed (self, TRUE, code, reason);
  send_close (self, code, reason);
  self->state = STATE_CLOSING;
  weir_io_loop_set_timer (self->loop, &self->timer, WEIR_NET_CLOSE_TIMEOUT_MS);
}

gboolean
weir_ws_connection_is_open (WeirWsConnection *self)
{
  return self->state == STATE_OPEN;
}

/* What it is ------------------------------------------------------------- */

const char *
weir_ws_connection_get_id (WeirWsConnection *self)
{
  return self->id;
}

const char *
weir_ws_connection_get_peer (WeirWsConnection *self)
{
  return self->peer;
}

char *
weir_ws_connection_dup_local (WeirWsConnection *self)
{
  return self->socket != NULL ? weir_socket_dup_local (self->socket)
                              : g_strdup ("");
}

const char *
weir_ws_connection_get_protocol (WeirWsConnection *self)
{
  return self->protocol;
}

const char *
weir_ws_connection_get_origin (WeirWsConnection *self)
{
  return self->origin;
}

GTlsConnection *
weir_ws_connection_get_tls (WeirWsConnection *self)
{
  return self->socket != NULL ? weir_socket_get_tls (self->socket) : NULL;
}

void
weir_ws_connection_get_stats (WeirWsConnection *self, WeirWsStats *stats)
{
  *stats = self->stats;
  stats->queued_bytes =
    self->socket != NULL ? weir_socket_get_out (self->socket)->bytes : 0;
}

gpointer
weir_ws_connection_get_user_data (WeirWsConnection *self)
{
  return self->user_data;
}

void
weir_ws_connection_set_user_data (WeirWsConnection *self,
                                  gpointer          data,
                                  GDestroyNotify    destroy)
{
  gpointer       old = self->user_data;
  GDestroyNotify old_destroy = self->user_destroy;

  self->user_data = data;
  self->user_destroy = destroy;
  if (old_destroy != NULL)
    old_destroy (old);
}
