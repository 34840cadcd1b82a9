/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-json.h"
#include "nodes/weir-websocket-message.h"

#include <math.h>
#include <string.h>

#define SESSION "\"_session\":{\"type\":\"websocket\",\"id\":\"c1\"}"

static WeirMessage *
receive_bytes (WeirWsKind  kind,
               const char *data,
               gsize       length,
               gboolean    whole,
               gboolean   *is_json)
{
  g_autoptr (WeirValue) session = weir_websocket_session_new ("c1");

  return weir_websocket_message_new (kind,
                                     (const guint8 *)data,
                                     length,
                                     whole,
                                     session,
                                     is_json);
}

/* The message as JSON, in the order of its members, without the fresh id. */
static char *
dup_json (WeirMessage *message)
{
  g_autoptr (WeirValue) object =
    weir_value_ref (weir_message_get_object (message));

  object = weir_value_without_member (g_steal_pointer (&object), "_msgid");
  return weir_json_write (object, WEIR_JSON_STYLE_COMPACT);
}

static void
test_receive (void)
{
  static const struct
  {
    const char *data;
    gboolean    whole;
    gboolean    is_json;
    const char *json;
  } cases[] = {
    { "hello", FALSE, TRUE, "{\"payload\":\"hello\"," SESSION "}" },
    { "", FALSE, TRUE, "{\"payload\":\"\"," SESSION "}" },
    { "{\"a\":1}", FALSE, TRUE, "{\"payload\":\"{\\\"a\\\":1}\"," SESSION "}" },
    { "{\"a\":1}", TRUE, TRUE, "{\"a\":1," SESSION "}" },
    { "{}", TRUE, TRUE, "{" SESSION "}" },
    { " {\"payload\":[1]} ", TRUE, TRUE, "{\"payload\":[1]," SESSION "}" },
    { "\"text\"", TRUE, TRUE, "{\"payload\":\"text\"," SESSION "}" },
    { "42", TRUE, TRUE, "{\"payload\":42," SESSION "}" },
    { "true", TRUE, TRUE, "{\"payload\":true," SESSION "}" },
    /* Node-RED ends its process here, and takes the arrays apart. */
    { "null", TRUE, TRUE, "{\"payload\":null," SESSION "}" },
    { "[]", TRUE, TRUE, "{\"payload\":[]," SESSION "}" },
    { "[1,2]", TRUE, TRUE, "{\"payload\":[1,2]," SESSION "}" },
    { "[{\"payload\":1},{\"payload\":2}]",
      TRUE,
      TRUE,
      "{\"payload\":[{\"payload\":1},{\"payload\":2}]," SESSION "}" },
    { "{broken", TRUE, FALSE, "{\"payload\":\"{broken\"," SESSION "}" },
    { "", TRUE, FALSE, "{\"payload\":\"\"," SESSION "}" },
    { "1 2", TRUE, FALSE, "{\"payload\":\"1 2\"," SESSION "}" },
    /* What the peer says of sessions does not count. */
    { "{\"_session\":{\"type\":\"websocket\",\"id\":\"evil\"},\"b\":2}",
      TRUE,
      TRUE,
      "{" SESSION ",\"b\":2}" },
    { "{\"payload\":{\"type\":\"Buffer\",\"data\":[1]}}",
      TRUE,
      TRUE,
      "{\"payload\":{\"type\":\"Buffer\",\"data\":[1]}," SESSION "}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean                is_json = !cases[i].is_json;
      g_autoptr (WeirMessage) message = receive_bytes (WEIR_WS_TEXT,
                                                       cases[i].data,
                                                       strlen (cases[i].data),
                                                       cases[i].whole,
                                                       &is_json);
      g_autofree char        *json = dup_json (message);

      g_assert_cmpstr (json, ==, cases[i].json);
      g_assert_cmpint (is_json, ==, cases[i].is_json);
    }
}

static void
test_receive_binary (void)
{
  g_autoptr (WeirMessage) message =
    receive_bytes (WEIR_WS_BINARY, "\x00\xff{", 3, FALSE, NULL);
  g_autoptr (WeirMessage) object =
    receive_bytes (WEIR_WS_BINARY, "{\"a\":\"\xff\"}", 9, TRUE, NULL);
  g_autoptr (WeirMessage) broken =
    receive_bytes (WEIR_WS_BINARY, "\x00\x01", 2, TRUE, NULL);
  gsize         length;
  const guint8 *bytes =
    weir_value_get_bytes (weir_message_get (message, "payload"), &length);

  g_assert_cmpmem (bytes, length, "\x00\xff{", 3);
  g_assert_cmpstr (weir_value_lookup_string (weir_message_get_object (object),
                                             "a"),
                   ==,
                   "\xef\xbf\xbd");
  g_assert_cmpint (weir_value_get_kind (weir_message_get (broken, "payload")),
                   ==,
                   WEIR_VALUE_KIND_BYTES);
}

static void
test_receive_nul (void)
{
  g_autoptr (WeirMessage) message =
    receive_bytes (WEIR_WS_TEXT, "a\0b", 3, FALSE, NULL);
  gsize       length;
  const char *text =
    weir_value_get_string (weir_message_get (message, "payload"), &length);

  g_assert_cmpmem (text, length, "a\0b", 3);
}

static void
test_receive_id (void)
{
  static const char *const keys[] = { "payload", "_session", "_msgid" };
  const char              *with_id = "{\"_msgid\":\"mine\"}";
  g_autoptr (WeirMessage)  message =
    receive_bytes (WEIR_WS_TEXT, "x", 1, FALSE, NULL);
  g_autoptr (WeirMessage) kept =
    receive_bytes (WEIR_WS_TEXT, with_id, strlen (with_id), TRUE, NULL);
  WeirValue *object = weir_message_get_object (message);

  g_assert_cmpuint (weir_value_get_length (object), ==, G_N_ELEMENTS (keys));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpstr (weir_value_get_key (object, i, NULL), ==, keys[i]);
  g_assert_cmpuint (strlen (weir_value_lookup_string (object, "_msgid")), ==, 16);
  g_assert_cmpstr (weir_value_lookup_string (weir_message_get_object (kept),
                                             "_msgid"),
                   ==,
                   "mine");
}

/* Deeper or larger than the limits is a text. */
static void
test_receive_limits (void)
{
  g_autofree char *deep = g_strnfill (WEIR_JSON_MAX_DEPTH + 1, '[');
  g_autofree char *large = g_strnfill (WEIR_WEBSOCKET_MAX_JSON_BYTES + 1, ' ');
  gboolean         is_json = TRUE;
  g_autoptr (WeirMessage) deep_message =
    receive_bytes (WEIR_WS_TEXT, deep, strlen (deep), TRUE, &is_json);
  g_autoptr (WeirMessage) large_message = NULL;

  g_assert_false (is_json);
  g_assert_cmpstr (
    weir_value_lookup_string (weir_message_get_object (deep_message), "payload"),
    ==,
    deep);
  large[0] = '1';
  is_json = TRUE;
  large_message =
    receive_bytes (WEIR_WS_TEXT, large, strlen (large), TRUE, &is_json);
  g_assert_false (is_json);
}

static WeirMessage *
new_message (const char *json)
{
  g_autoptr (GError) error = NULL;
  WeirValue *object = weir_json_read (json, strlen (json), NULL, &error);

  g_assert_no_error (error);
  return weir_message_new (object);
}

static void
assert_sent (WeirMessage *message,
             gboolean     whole,
             WeirWsKind   kind,
             const char  *data,
             gsize        length)
{
  g_auto (WeirWebsocketFrame) frame = { 0 };

  g_assert_cmpint (weir_websocket_frame_init (&frame, message, whole),
                   ==,
                   WEIR_WEBSOCKET_FRAME_READY);
  g_assert_cmpint (frame.kind, ==, kind);
  g_assert_cmpmem (frame.data, frame.length, data, length);
}

static void
test_send (void)
{
  static const struct
  {
    const char *json;
    gboolean    whole;
    const char *text;
  } cases[] = {
    { "{\"payload\":\"hello\"}", FALSE, "hello" },
    { "{\"payload\":0}", FALSE, "0" },
    { "{\"payload\":42}", FALSE, "42" },
    { "{\"payload\":1.5}", FALSE, "1.5" },
    { "{\"payload\":1e21}", FALSE, "1e+21" },
    { "{\"payload\":true}", FALSE, "true" },
    { "{\"payload\":false}", FALSE, "false" },
    { "{\"payload\":null}", FALSE, "null" },
    { "{\"payload\":{\"a\":1}}", FALSE, "{\"a\":1}" },
    { "{\"payload\":[1,\"x\"]}", FALSE, "[1,\"x\"]" },
    { "{\"payload\":[]}", FALSE, "[]" },
    { "{\"payload\":\"\\ud800\"}", FALSE, "\xef\xbf\xbd" },
    { "{\"topic\":\"t\",\"payload\":1," SESSION ",\"_msgid\":\"m\"}",
      TRUE,
      "{\"topic\":\"t\",\"payload\":1,\"_msgid\":\"m\"}" },
    { "{}", TRUE, "{}" },
    { "{\"payload\":\"\"}", TRUE, "{\"payload\":\"\"}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirMessage) message = new_message (cases[i].json);

      assert_sent (message,
                   cases[i].whole,
                   WEIR_WS_TEXT,
                   cases[i].text,
                   strlen (cases[i].text));
    }
}

/* Values that JSON has no words for. */
static void
test_send_values (void)
{
  const struct
  {
    WeirValue  *value;
    const char *text;
  } cases[] = {
    { weir_value_new_undefined (), "undefined" },
    { weir_value_new_number (NAN), "NaN" },
    { weir_value_new_number (-INFINITY), "-Infinity" },
    { weir_value_new_date (0), "\"1970-01-01T00:00:00.000Z\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirMessage) message =
        weir_message_with (new_message ("{}"), "payload", cases[i].value);

      assert_sent (message,
                   FALSE,
                   WEIR_WS_TEXT,
                   cases[i].text,
                   strlen (cases[i].text));
    }
}

static void
test_send_bytes (void)
{
  g_autoptr (WeirMessage) message =
    weir_message_with (new_message ("{}"),
                       "payload",
                       weir_value_new_bytes ((const guint8 *)"\x00\xff", 2));
  g_autoptr (WeirMessage) empty =
    weir_message_with (new_message ("{}"),
                       "payload",
                       weir_value_new_bytes (NULL, 0));
  const char *whole = "{\"payload\":{\"type\":\"Buffer\",\"data\":[0,255]}}";

  assert_sent (message, FALSE, WEIR_WS_BINARY, "\x00\xff", 2);
  assert_sent (message, TRUE, WEIR_WS_TEXT, whole, strlen (whole));
  assert_sent (empty, FALSE, WEIR_WS_BINARY, NULL, 0);
}

static void
test_send_nothing (void)
{
  static const struct
  {
    const char             *json;
    WeirWebsocketFrameState state;
  } cases[] = {
    { "{}", WEIR_WEBSOCKET_FRAME_NONE },
    { "{\"topic\":1}", WEIR_WEBSOCKET_FRAME_NONE },
    { "{\"payload\":\"\"}", WEIR_WEBSOCKET_FRAME_EMPTY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirMessage)     message = new_message (cases[i].json);
      g_auto (WeirWebsocketFrame) frame = { 0 };

      g_assert_cmpint (weir_websocket_frame_init (&frame, message, FALSE),
                       ==,
                       cases[i].state);
    }
}

/* The message is as it was, whatever is sent of it. */
static void
test_send_leaves_message (void)
{
  const char             *json = "{\"payload\":1," SESSION "}";
  g_autoptr (WeirMessage) message = new_message (json);
  g_autofree char        *after = NULL;

  assert_sent (message, TRUE, WEIR_WS_TEXT, "{\"payload\":1}", 13);
  after =
    weir_json_write (weir_message_get_object (message), WEIR_JSON_STYLE_COMPACT);
  g_assert_cmpstr (after, ==, json);
}

static void
test_session (void)
{
  static const struct
  {
    const char *json;
    const char *id;
  } cases[] = {
    { "{}", NULL },
    { "{\"_session\":null}", NULL },
    { "{\"_session\":\"websocket\"}", NULL },
    { "{\"_session\":{\"type\":\"tcp\",\"id\":\"c1\"}}", NULL },
    { "{\"_session\":{\"id\":\"c1\"}}", NULL },
    { "{\"_session\":{\"type\":\"websocket\"}}", "" },
    { "{\"_session\":{\"type\":\"websocket\",\"id\":7}}", "" },
    { "{" SESSION "}", "c1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirMessage) message = new_message (cases[i].json);

      g_assert_cmpstr (weir_websocket_session_get_id (message), ==, cases[i].id);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/websocket-message/receive", test_receive);
  g_test_add_func ("/nodes/websocket-message/receive-binary",
                   test_receive_binary);
  g_test_add_func ("/nodes/websocket-message/receive-nul", test_receive_nul);
  g_test_add_func ("/nodes/websocket-message/receive-id", test_receive_id);
  g_test_add_func ("/nodes/websocket-message/receive-limits",
                   test_receive_limits);
  g_test_add_func ("/nodes/websocket-message/send", test_send);
  g_test_add_func ("/nodes/websocket-message/send-values", test_send_values);
  g_test_add_func ("/nodes/websocket-message/send-bytes", test_send_bytes);
  g_test_add_func ("/nodes/websocket-message/send-nothing", test_send_nothing);
  g_test_add_func ("/nodes/websocket-message/send-leaves-message",
                   test_send_leaves_message);
  g_test_add_func ("/nodes/websocket-message/session", test_session);
  return g_test_run ();
}
