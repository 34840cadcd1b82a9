/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-judge.h"

#include "net/weir-ws-stream.h"

#include <string.h>

/* A SoupWebsocketConnection on a stream over memory, its sources parked. It is
 * made when the first frame needs it and may be dropped between two messages,
 * for libsoup never shrinks its buffer. Owned by a receiver. */

struct _WeirWsJudge
{
  WeirIoLoop              *loop; /* borrowed */
  WeirWsStream            *stream;
  SoupWebsocketConnection *soup;
  const WeirWsJudgeOwner  *funcs;
  gpointer                 owner;

  const guint8 *data; /* what libsoup may read, while it is fed */
  gsize         length;
};

static gssize
read_cb (gpointer owner, guint8 *data, gsize length)
{
  WeirWsJudge *self = owner;
  gsize        n = MIN (length, self->length);

  if (n == 0)
    return -1;
  memcpy (data, self->data, n);
  self->data += n;
  self->length -= n;
  return n;
}

static gboolean
can_read_cb (gpointer owner)
{
  /* Fed by hand; its context is not run for it. */
  return FALSE;
}

static void
write_cb (gpointer owner, const guint8 *data, gsize length)
{
  WeirWsJudge *self = owner;

  self->funcs->write (self->owner, data, length);
}

static void
closed_cb (gpointer owner)
{
  WeirWsJudge *self = owner;

  weir_io_loop_run_parked (self->loop);
}

static const WeirWsStreamOwner stream_owner = {
  .read = read_cb,
  .can_read = can_read_cb,
  .write = write_cb,
  .closed = closed_cb,
};

static void
message_cb (SoupWebsocketConnection *soup, int kind, GBytes *bytes, gpointer user_data)
{
  WeirWsJudge  *self = user_data;
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  self->funcs->message (self->owner, kind, data, length);
}

static void
error_cb (SoupWebsocketConnection *soup, GError *error, gpointer user_data)
{
  WeirWsJudge *self = user_data;

  self->funcs->error (self->owner, error);
}

/* A judge is no GObject, and disconnects when it goes. */
static void
listen (WeirWsJudge *self, const char *signal, GCallback callback)
{
  g_signal_connect_closure (self->soup,
                            signal,
                            g_cclosure_new (callback, self, NULL),
                            FALSE);
}

WeirWsJudge *
weir_ws_judge_new (WeirIoLoop                 *loop,
                   SoupWebsocketConnectionType type,
                   gsize                       max_payload_bytes,
                   const WeirWsJudgeOwner     *owner_funcs,
                   gpointer                    owner)
{
  WeirWsJudge     *self = g_new0 (WeirWsJudge, 1);
  g_autoptr (GUri) uri = g_uri_parse ("ws://peer/", G_URI_FLAGS_NONE, NULL);

  self->loop = loop;
  self->funcs = owner_funcs;
  self->owner = owner;
  self->stream = weir_ws_stream_new (&stream_owner, self);

  weir_io_loop_enter_parked (loop);
  self->soup = soup_websocket_connection_new (G_IO_STREAM (self->stream),
                                              uri,
                                              type,
                                              NULL,
                                              NULL,
                                              NULL);
  weir_io_loop_leave_parked (loop);

  /* Never 0: libsoup 3.2 then reads beyond its buffer (CVE-2026-0716). */
  soup_websocket_connection_set_max_incoming_payload_size (self->soup,
                                                           max_payload_bytes + 1);
  listen (self, "message", G_CALLBACK (message_cb));
  listen (self, "error", G_CALLBACK (error_cb));
  return self;
}

void
weir_ws_judge_free (WeirWsJudge *self)
{
  g_signal_handlers_disconnect_by_data (self->soup, self);
  weir_ws_stream_detach (self->stream);

  weir_io_loop_enter_parked (self->loop);
  g_object_unref (self->soup);
  weir_io_loop_leave_parked (self->loop);
  /* libsoup holds itself until its stream says it is closed. */
  weir_io_loop_run_parked (self->loop);

  g_object_unref (self->stream);
  g_free (self);
}

void
weir_ws_judge_feed (WeirWsJudge *self, const guint8 *data, gsize length)
{
  self->data = data;
  self->length = length;

  weir_io_loop_enter_parked (self->loop);
  while (self->length > 0 && weir_ws_stream_fire (self->stream))
    ;
  weir_io_loop_leave_parked (self->loop);

  self->data = NULL;
  self->length = 0;
}
