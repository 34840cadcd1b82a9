/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-receiver.h"

#include "net/weir-ws-frame.h"
#include "net/weir-ws-judge.h"

/* The guard and the fast lane. The rule of the hand-over: between two frames,
 * with no fragmented message in progress, libsoup has no state of its own, so
 * whoever comes next may read the next frame. Once a message is fragmented,
 * all frames up to its last one are libsoup's. */

/* Beyond this libsoup's buffer, which never shrinks, is given back. */
#define JUDGE_KEEP_BYTES (64 * 1024)

typedef enum
{
  FRAME_LANE,
  FRAME_CLOSE,
  FRAME_JUDGE,
  FRAME_HOPELESS, /* libsoup fails on its head: all the rest is its */
  FRAME_TOO_BIG,
  FRAME_BAD_CONTROL, /* libsoup 3.2 would accept it */
} FrameFate;

gboolean
weir_ws_receiver_use_lane (void)
{
  return g_strcmp0 (g_getenv ("WEIR_WS_LANE"), "0") != 0;
}

void
weir_ws_receiver_init (WeirWsReceiver            *self,
                       WeirIoLoop                *loop,
                       gboolean                   masked,
                       gsize                      max_message_bytes,
                       const WeirWsReceiverOwner *owner_funcs,
                       gpointer                   owner)
{
  *self = (WeirWsReceiver){
    .loop = loop,
    .funcs = owner_funcs,
    .owner = owner,
    .max_message_bytes = max_message_bytes,
    .masked = masked,
    .lane = weir_ws_receiver_use_lane (),
  };
}

void
weir_ws_receiver_clear (WeirWsReceiver *self)
{
  self->stopped = TRUE;
  g_clear_pointer (&self->judge, weir_ws_judge_free);
}

void
weir_ws_receiver_stop (WeirWsReceiver *self)
{
  self->stopped = TRUE;
}

/* What libsoup says ------------------------------------------------------ */

static void
judge_message_cb (gpointer owner, guint kind, const guint8 *data, gsize length)
{
  WeirWsReceiver *self = owner;

  if (!self->stopped)
    self->funcs->message (self->owner, kind, data, length);
}

static void
judge_write_cb (gpointer owner, const guint8 *data, gsize length)
{
  WeirWsReceiver *self = owner;

  /* After an error the owner sends the Close frame itself. */
  if (!self->stopped)
    self->funcs->write (self->owner, data, length);
}

static void
judge_error_cb (gpointer owner, const GError *error)
{
  WeirWsReceiver *self = owner;
  guint code = error->domain == SOUP_WEBSOCKET_ERROR ? (guint)error->code
                                                     : WEIR_WS_CLOSE_PROTOCOL;

  if (self->stopped)
    return;
  self->stopped = TRUE;
  self->funcs->fail (self->owner,
                     code,
                     code == WEIR_WS_CLOSE_BAD_DATA ? "text that is not UTF-8"
                                                    : "a malformed frame");
}

static const WeirWsJudgeOwner judge_owner = {
  .message = judge_message_cb,
  .write = judge_write_cb,
  .error = judge_error_cb,
};

static void
pass_on (WeirWsReceiver *self, const guint8 *data, gsize length)
{
  if (self->judge == NULL)
    self->judge =
      weir_ws_judge_new (self->loop,
                         self->masked ? SOUP_WEBSOCKET_CONNECTION_SERVER
                                      : SOUP_WEBSOCKET_CONNECTION_CLIENT,
                         self->max_message_bytes,
                         &judge_owner,
                         self);
  weir_ws_judge_feed (self->judge, data, length);
}

/* The guard -------------------------------------------------------------- */

static FrameFate
judge_control (WeirWsReceiver *self, const WeirWsFrame *frame)
{
  if (frame->payload_bytes > WEIR_WS_FRAME_MAX_CONTROL_BYTES)
    return FRAME_BAD_CONTROL;
  if (frame->opcode == WEIR_WS_OPCODE_CLOSE && frame->fin && frame->reserved == 0)
    return FRAME_CLOSE;
  return FRAME_JUDGE;
}

static FrameFate
judge_data (WeirWsReceiver *self, const WeirWsFrame *frame)
{
  if (frame->payload_bytes > self->max_message_bytes ||
      self->fragment_bytes + frame->payload_bytes > self->max_message_bytes)
    return FRAME_TOO_BIG;

  if (self->lane && frame->fin && !self->fragmented && frame->reserved == 0 &&
      (frame->opcode == WEIR_WS_OPCODE_TEXT ||
       frame->opcode == WEIR_WS_OPCODE_BINARY))
    return FRAME_LANE;
  return FRAME_JUDGE;
}

static gboolean
is_minimal (const WeirWsFrame *frame)
{
  guint size_bytes = frame->head_bytes - 2 - (frame->masked ? 4 : 0);

  return size_bytes == 0 || (size_bytes == 2 && frame->payload_bytes > 125) ||
         (size_bytes == 8 && frame->payload_bytes > G_MAXUINT16);
}

static FrameFate
decide (WeirWsReceiver *self, const WeirWsFrame *frame)
{
  if (frame->masked != self->masked || !is_minimal (frame))
    return FRAME_HOPELESS;
  return weir_ws_frame_is_control (frame) ? judge_control (self, frame)
                                          : judge_data (self, frame);
}

/* libsoup gets a frame, of which some bytes may still be on their way. */
static void
give_away (WeirWsReceiver *self, const WeirWsFrame *frame)
{
  self->pass = frame->head_bytes + frame->payload_bytes;
  if (weir_ws_frame_is_control (frame))
    {
      self->heard = TRUE;
      return;
    }
  self->fragment_bytes += frame->payload_bytes;
  self->fragmented = !frame->fin;
}

/* A frame has come to its end at libsoup. */
static void
take_back (WeirWsReceiver *self)
{
  if (self->fragmented)
    return;
  if (self->fragment_bytes > JUDGE_KEEP_BYTES)
    g_clear_pointer (&self->judge, weir_ws_judge_free);
  self->fragment_bytes = 0;
}

/* The lane --------------------------------------------------------------- */

/* Returns: FALSE when the text is not UTF-8: libsoup shall say so. */
static gboolean
deliver (WeirWsReceiver *self, const WeirWsFrame *frame, guint8 *data)
{
  guint8 *payload = data + frame->head_bytes;
  gsize   length = frame->payload_bytes;

  if (frame->masked)
    weir_ws_frame_mask (payload, length, frame->key);
  if (frame->opcode == WEIR_WS_OPCODE_TEXT &&
      weir_utf8_valid_bytes (payload, length) < length)
    {
      if (frame->masked)
        weir_ws_frame_mask (payload, length, frame->key);
      return FALSE;
    }
  self->funcs->message (self->owner, frame->opcode, payload, length);
  return TRUE;
}

static void
fail (WeirWsReceiver *self, guint code, const char *text)
{
  self->stopped = TRUE;
  self->funcs->fail (self->owner, code, text);
}

/* Deals with the frame at @data, of which @length bytes are there.
 * Returns: bytes used; 0 when the frame is not complete yet */
static gsize
feed_frame (WeirWsReceiver *self, guint8 *data, gsize length)
{
  WeirWsFrame frame;
  guint64     total;

  if (!weir_ws_frame_parse (data, length, &frame))
    return 0;
  total = frame.head_bytes + frame.payload_bytes;

  switch (decide (self, &frame))
    {
    case FRAME_LANE:
      if (total > length)
        return 0;
      if (!deliver (self, &frame, data))
        pass_on (self, data, total);
      return total;

    case FRAME_CLOSE:
      if (total > length)
        return 0;
      if (frame.masked)
        weir_ws_frame_mask (data + frame.head_bytes,
                            frame.payload_bytes,
                            frame.key);
      self->stopped = TRUE;
      self->funcs->close (self->owner,
                          data + frame.head_bytes,
                          frame.payload_bytes);
      return total;

    case FRAME_JUDGE:
      give_away (self, &frame);
      break;

    case FRAME_HOPELESS:
      self->pass = G_MAXUINT64;
      break;

    case FRAME_TOO_BIG:
      fail (self, WEIR_WS_CLOSE_TOO_BIG, "a message larger than the limit");
      return length;

    case FRAME_BAD_CONTROL:
      fail (self, WEIR_WS_CLOSE_PROTOCOL, "a control frame of over 125 bytes");
      return length;
    }

  total = MIN (self->pass, length);
  pass_on (self, data, total);
  self->pass -= total;
  if (self->pass == 0)
    take_back (self);
  return total;
}

gsize
weir_ws_receiver_feed (WeirWsReceiver *self, guint8 *data, gsize length)
{
  gsize at = 0;
  gsize used;

  while (at < length && !self->stopped)
    {
      if (self->pass > 0)
        {
          used = MIN (self->pass, length - at);
          pass_on (self, data + at, used);
          self->pass -= used;
          if (self->pass == 0)
            take_back (self);
        }
      else
        used = feed_frame (self, data + at, length - at);

      if (used == 0)
        break;
      at += used;
    }
  return self->stopped ? length : at;
}
