/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The status of a debug node: a short text made of the message, or a count.
 * Never sent again unchanged; a count that runs fast is shown a few times a
 * second. Unlike Node-RED's, the timer of the count is not put off by each
 * message, or a steady stream would never be shown; and an `error` that is just
 * a text is shown, where Node-RED stumbles over it. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-debug-status.h"

#include "json/weir-convert.h"
#include "json/weir-inspect.h"
#include "nodes/weir-node-limits.h"

#include <string.h>

#define INSPECT_DEPTH 2

/* What a status is made of; all owned. */
typedef struct
{
  WeirValue *fill;
  WeirValue *shape;
  WeirValue *text;
} Look;

static void
set_part (WeirValue **part, WeirValue *value)
{
  g_clear_pointer (part, weir_value_unref);
  *part = value;
}

/* Takes what @value says for a part, or else @fallback. */
static void
set_part_from (WeirValue **part, const WeirValue *value, const char *fallback)
{
  set_part (part,
            weir_value_is_truthy (value) ? weir_value_to_text (value)
                                         : weir_value_new_string (fallback));
}

static WeirValue *
cut (WeirValue *text)
{
  gsize               length;
  const char         *chars = weir_value_get_string (text, &length);
  g_autoptr (GString) short_text = NULL;

  if (weir_text_utf16_length (chars, length) <= WEIR_DEBUG_STATUS_LENGTH)
    return text;
  short_text = g_string_new_len (
    chars,
    (gssize)weir_text_utf16_offset (chars, length, WEIR_DEBUG_STATUS_LENGTH));
  g_string_append (short_text, "...");
  weir_value_unref (text);
  return weir_value_new_string_len (short_text->str, short_text->len);
}

/* Shows @look (all of it is taken) unless it is shown already. */
static void
show (WeirDebugStatus *status, WeirNode *node, Look look)
{
  WeirValue *value = weir_value_new_object ();

  value = weir_value_with_member (value, "fill", look.fill);
  value = weir_value_with_member (value, "shape", look.shape);
  value = weir_value_with_member (value, "text", cut (look.text));
  if (status->shown != NULL && weir_value_equal (status->shown, value))
    {
      weir_value_unref (value);
      return;
    }
  g_clear_pointer (&status->shown, weir_value_unref);
  status->shown = weir_value_ref (value);
  weir_node_set_status (node, value);
}

static void
show_text (WeirDebugStatus *status,
           WeirNode        *node,
           const char      *fill,
           const char      *shape,
           const char      *text)
{
  Look look = {
    weir_value_new_string (fill),
    weir_value_new_string (shape),
    weir_value_new_string (text),
  };

  show (status, node, look);
}

/* Counting */

static void
show_count (WeirDebugStatus *status, WeirNode *node)
{
  char text[WEIR_NUMBER_TEXT_MAX];

  weir_number_to_text ((double)status->count, text);
  show_text (status, node, "blue", "ring", text);
}

static void
count_cb (WeirNode *node, gpointer data)
{
  WeirDebugStatus *status = data;

  status->timer = 0;
  show_count (status, node);
}

static void
count_message (WeirDebugStatus *status, WeirNode *node)
{
  gint64   now_us = g_get_monotonic_time ();
  gboolean quiet = now_us - status->last_us > WEIR_DEBUG_COUNT_QUIET_US;

  status->count++;
  status->last_us = now_us;
  if (quiet && status->timer == 0)
    show_count (status, node);
  else if (status->timer == 0)
    status->timer =
      weir_node_add_timer (node, WEIR_DEBUG_COUNT_DELAY_US, 0, count_cb, status);
}

/* Showing values */

static WeirValue *
make_text (WeirValue *value)
{
  g_autofree char *text = NULL;

  if (value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING)
    return weir_value_ref (value);
  text = weir_inspect (value, INSPECT_DEPTH);
  return weir_value_new_string (text);
}

/* An object with all three parts is a status already. */
static Look
make_look (WeirValue *value)
{
  const WeirValue *fill = weir_value_lookup (value, "fill");
  const WeirValue *shape = weir_value_lookup (value, "shape");
  const WeirValue *text = weir_value_lookup (value, "text");
  Look             look;

  if (weir_value_is_truthy (fill) && weir_value_is_truthy (shape) &&
      weir_value_is_truthy (text))
    return (Look){
      weir_value_to_text (fill),
      weir_value_to_text (shape),
      weir_value_to_text (text),
    };
  look.fill = weir_value_new_string ("grey");
  look.shape = weir_value_new_string ("dot");
  look.text = make_text (value);
  return look;
}

static gboolean
is_present (const WeirValue *value)
{
  return value != NULL &&
         weir_value_get_kind (value) != WEIR_VALUE_KIND_UNDEFINED &&
         weir_value_get_kind (value) != WEIR_VALUE_KIND_NULL;
}

/* What a catch or a status node put into the message says more than its
 * payload. */
static void
look_at_events (WeirMessage *message, Look *look)
{
  WeirValue *error = weir_message_get (message, "error");
  WeirValue *status = weir_message_get (message, "status");
  WeirValue *text = weir_value_lookup (error, "message");

  if (is_present (error))
    {
      set_part (&look->fill, weir_value_new_string ("red"));
      set_part (&look->text, make_text (text != NULL ? text : error));
    }
  if (is_present (status))
    {
      set_part_from (&look->fill, weir_value_lookup (status, "fill"), "grey");
      set_part_from (&look->shape, weir_value_lookup (status, "shape"), "ring");
      set_part_from (&look->text, weir_value_lookup (status, "text"), "");
    }
}

static void
show_path (WeirDebugStatus *status, WeirNode *node, WeirMessage *message)
{
  g_autoptr (WeirValue) value = NULL;

  if (status->path != NULL)
    value = weir_path_get (status->path, weir_message_get_object (message), NULL);
  show (status, node, make_look (value));
}

void
weir_debug_status_update (WeirDebugStatus *status,
                          WeirNode        *node,
                          WeirMessage     *message,
                          WeirValue       *value,
                          gboolean         whole)
{
  Look look;

  switch (status->kind)
    {
    case WEIR_DEBUG_STATUS_OFF:
      return;
    case WEIR_DEBUG_STATUS_COUNTER:
      count_message (status, node);
      return;
    case WEIR_DEBUG_STATUS_MESSAGE:
      show_path (status, node, message);
      return;
    case WEIR_DEBUG_STATUS_AUTO:
      look = make_look (whole ? weir_message_get (message, "payload") : value);
      look_at_events (message, &look);
      show (status, node, look);
      return;
    }
}

/* Life */

gboolean
weir_debug_status_is_on (const WeirValue *tostatus)
{
  return weir_value_is_boolean (tostatus, TRUE);
}

static WeirDebugStatusKind
read_kind (WeirNode *node)
{
  const char *type = weir_node_get_string (node, "statusType");

  if (!weir_debug_status_is_on (weir_node_get_value (node, "tostatus")))
    return WEIR_DEBUG_STATUS_OFF;
  if (g_str_equal (type, "counter"))
    return WEIR_DEBUG_STATUS_COUNTER;
  if (g_str_equal (type, "msg") &&
      *weir_node_get_string (node, "statusVal") != '\0')
    return WEIR_DEBUG_STATUS_MESSAGE;
  /* All others show the same as the output. */
  if (g_str_equal (type, "jsonata") ||
      g_str_equal (weir_node_get_string (node, "targetType"), "jsonata"))
    {
      weir_node_log (node,
                     WEIR_LOG_LEVEL_WARN,
                     "JSONata can't be evaluated here: no status is shown");
      return WEIR_DEBUG_STATUS_OFF;
    }
  return WEIR_DEBUG_STATUS_AUTO;
}

void
weir_debug_status_start (WeirDebugStatus *status, WeirNode *node)
{
  status->kind = read_kind (node);
  if (status->kind == WEIR_DEBUG_STATUS_MESSAGE)
    status->path =
      weir_path_new_message (weir_node_get_string (node, "statusVal"), NULL);
  if (status->kind == WEIR_DEBUG_STATUS_COUNTER)
    show_count (status, node);
  else if (status->kind != WEIR_DEBUG_STATUS_OFF)
    show_text (status, node, "", "", "");
}

void
weir_debug_status_stop (WeirDebugStatus *status, WeirNode *node)
{
  g_clear_pointer (&status->path, weir_path_unref);
  g_clear_pointer (&status->shown, weir_value_unref);
  if (status->kind != WEIR_DEBUG_STATUS_OFF)
    weir_node_set_status (node, weir_value_new_object ());
}
