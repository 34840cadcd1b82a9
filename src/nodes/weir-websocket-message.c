/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-message.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <string.h>

#define SESSION_TYPE "websocket"

WeirValue *
weir_websocket_session_new (const char *id)
{
  WeirValue *session = weir_value_new_object ();

  session =
    weir_value_with_member (session, "type", weir_value_new_string (SESSION_TYPE));
  return weir_value_with_member (session, "id", weir_value_new_string (id));
}

const char *
weir_websocket_session_get_id (const WeirMessage *message)
{
  const WeirValue *session = weir_message_get (message, "_session");
  const char      *type = weir_value_lookup_string (session, "type");
  const char      *id = weir_value_lookup_string (session, "id");

  if (g_strcmp0 (type, SESSION_TYPE) != 0)
    return NULL;
  return id != NULL ? id : "";
}

/* What JSON.parse makes of the bytes: those of a binary message are decoded
 * first, with U+FFFD for what is not UTF-8. */
static WeirValue *
read_json (const guint8 *data, gsize length)
{
  static const WeirJsonLimits limits = {
    .max_bytes = WEIR_WEBSOCKET_MAX_JSON_BYTES,
    .max_depth = WEIR_JSON_MAX_DEPTH,
  };
  const char *text = (const char *)data;
  GString    *decoded;
  WeirValue  *value;

  if (length > limits.max_bytes)
    return NULL;
  if (weir_text_is_utf8 (text, length))
    return weir_json_read (text, length, &limits, NULL);

  decoded = weir_text_make_utf8 (text, length);
  value = weir_json_read (decoded->str, decoded->len, &limits, NULL);
  g_string_free (decoded, TRUE);
  return value;
}

static WeirValue *
new_payload (WeirWsKind kind, const guint8 *data, gsize length)
{
  switch (kind)
    {
    case WEIR_WS_TEXT:
      return weir_value_new_string_len ((const char *)data, length);
    case WEIR_WS_BINARY:
      return weir_value_new_bytes (data, length);
    }
  g_assert_not_reached ();
}

WeirMessage *
weir_websocket_message_new (WeirWsKind    kind,
                            const guint8 *data,
                            gsize         length,
                            gboolean      whole,
                            WeirValue    *session,
                            gboolean     *is_json)
{
  WeirValue *value = whole ? read_json (data, length) : NULL;

  if (is_json != NULL)
    *is_json = !whole || value != NULL;
  if (value == NULL)
    value = new_payload (kind, data, length);
  if (!whole || weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    value = weir_value_with_member (weir_value_new_object (), "payload", value);

  value = weir_value_with_member (value, "_session", weir_value_ref (session));
  return weir_message_ensure_id (weir_message_new (value));
}

static void
set_json (WeirWebsocketFrame *frame, const WeirValue *value)
{
  frame->text = g_string_new (NULL);
  weir_json_append (frame->text, value, WEIR_JSON_STYLE_COMPACT);
}

static void
set_string (WeirWebsocketFrame *frame, WeirValue *string)
{
  gsize       length;
  const char *text = weir_value_get_string (string, &length);

  if (weir_text_is_utf8 (text, length))
    frame->value = weir_value_ref (string);
  else /* lone surrogates, which a text message can't carry */
    frame->text = weir_text_make_utf8 (text, length);
}

/* The content as Node-RED's ensureString() has it: bytes stay bytes, what is
 * an object for `typeof` is written as JSON, null among them. */
static void
set_payload (WeirWebsocketFrame *frame, WeirValue *payload)
{
  switch (weir_value_get_kind (payload))
    {
    case WEIR_VALUE_KIND_BYTES:
      frame->kind = WEIR_WS_BINARY;
      frame->value = weir_value_ref (payload);
      break;
    case WEIR_VALUE_KIND_STRING:
      set_string (frame, payload);
      break;
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
      frame->value = weir_value_to_text (payload);
      break;
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_DATE:
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      set_json (frame, payload);
      break;
    }
}

static void
set_whole (WeirWebsocketFrame *frame, const WeirMessage *message)
{
  WeirValue *object = weir_value_ref (weir_message_get_object (message));

  if (weir_value_lookup (object, "_session") != NULL)
    object = weir_value_without_member (object, "_session");
  set_json (frame, object);
  weir_value_unref (object);
}

/* Points to the bytes, wherever they are kept. */
static void
point_to_data (WeirWebsocketFrame *frame)
{
  if (frame->text != NULL)
    {
      frame->data = (const guint8 *)frame->text->str;
      frame->length = frame->text->len;
    }
  else if (frame->kind == WEIR_WS_BINARY)
    {
      frame->data = weir_value_get_bytes (frame->value, &frame->length);
    }
  else
    {
      frame->data =
        (const guint8 *)weir_value_get_string (frame->value, &frame->length);
    }
}

WeirWebsocketFrameState
weir_websocket_frame_init (WeirWebsocketFrame *frame,
                           const WeirMessage  *message,
                           gboolean            whole)
{
  WeirValue *payload = weir_message_get (message, "payload");

  memset (frame, 0, sizeof *frame);
  frame->kind = WEIR_WS_TEXT;
  if (whole)
    set_whole (frame, message);
  else if (payload != NULL)
    set_payload (frame, payload);
  else
    return WEIR_WEBSOCKET_FRAME_NONE;

  point_to_data (frame);
  /* `if (payload)` in Node-RED: an empty text is false, an empty buffer is
   * not. */
  if (frame->kind == WEIR_WS_TEXT && frame->length == 0)
    return WEIR_WEBSOCKET_FRAME_EMPTY;
  return WEIR_WEBSOCKET_FRAME_READY;
}

void
weir_websocket_frame_clear (WeirWebsocketFrame *frame)
{
  g_clear_pointer (&frame->value, weir_value_unref);
  if (frame->text != NULL)
    g_string_free (g_steal_pointer (&frame->text), TRUE);
  frame->data = NULL;
  frame->length = 0;
}
