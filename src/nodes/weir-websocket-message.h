/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-ws-connection.h"
#include "runtime/weir-message.h"

G_BEGIN_DECLS

/* What a WebSocket carries and what a flow carries, turned into one another
 * as Node-RED's websocket nodes do. Plain functions without any state. */

/* A message that is JSON may hold at most this much; more stays a text. The
 * depth is that of documents, WEIR_JSON_MAX_DEPTH. */
#define WEIR_WEBSOCKET_MAX_JSON_BYTES ((gsize)16 * 1024 * 1024)

/**
 * weir_websocket_session_new:
 * @id: the id of a connection
 *
 * Returns: (transfer full): what `msg._session` is for it
 */
WeirValue *weir_websocket_session_new (const char *id);

/**
 * weir_websocket_session_get_id:
 * @message: any message
 *
 * Returns: (transfer none) (nullable): the connection its `_session` asks to
 *   be answered to, which is "" when that names none; %NULL when the message
 *   is for everyone
 */
const char *weir_websocket_session_get_id (const WeirMessage *message);

/**
 * weir_websocket_message_new:
 * @data: the @length bytes that came in
 * @whole: whether the data is JSON that is the message itself
 * @session: (transfer none): what becomes `_session`
 * @is_json: (out) (optional): %FALSE when @whole, but the data is not JSON or
 *   over a limit and became the payload as it is
 *
 * Of a whole message only an object is the message; every other value, null
 * and arrays included, becomes its payload. (Node-RED ends its process at a
 * null and takes an array apart.)
 *
 * Returns: (transfer full): the message, with its `_msgid`
 */
WeirMessage *weir_websocket_message_new (WeirWsKind    kind,
                                         const guint8 *data,
                                         gsize         length,
                                         gboolean      whole,
                                         WeirValue    *session,
                                         gboolean     *is_json);

/**
 * WeirWebsocketFrame:
 *
 * What is sent for a message. Where possible the bytes are the message's own.
 */
typedef struct
{
  WeirWsKind    kind;
  const guint8 *data;
  gsize         length;

  /*< private >*/
  WeirValue *value;
  GString   *text;
} WeirWebsocketFrame;

typedef enum
{
  WEIR_WEBSOCKET_FRAME_NONE,  /* the message has no payload */
  WEIR_WEBSOCKET_FRAME_EMPTY, /* an empty text is not sent */
  WEIR_WEBSOCKET_FRAME_READY,
} WeirWebsocketFrameState;

/**
 * weir_websocket_frame_init:
 * @frame: (out caller-allocates): what to send when the result is
 *   %WEIR_WEBSOCKET_FRAME_READY; cleared by weir_websocket_frame_clear() in
 *   any case
 * @whole: whether all of the message is sent as JSON, without `_session`
 */
WeirWebsocketFrameState weir_websocket_frame_init (WeirWebsocketFrame *frame,
                                                   const WeirMessage  *message,
                                                   gboolean            whole);
void                    weir_websocket_frame_clear (WeirWebsocketFrame *frame);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirWebsocketFrame, weir_websocket_frame_clear)

G_END_DECLS
