/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-message-private.h"

#include "runtime/weir-id.h"

#include "json/weir-convert.h"

/* WeirMessage: an object value under way through a flow. Whoever holds a
 * reference owns a share; the queue, the nodes that keep one back and the debug
 * records do. What every hop asks for (is there an id, how large is it) is
 * worked out when the object changes, not when it moves. */
struct _WeirMessage
{
  gatomicrefcount ref_count;
  WeirValue      *object; /* owned */

  /* derived */
  gboolean has_id;
  gsize    size;
  guint    n_queued; /* places of the queue that hold it */
};

static const char id_key[] = "_msgid";

/* @object: (transfer full) */
static void
set_object (WeirMessage *message, WeirValue *object)
{
  message->object = object;
  message->size = sizeof (WeirMessage) + weir_value_get_size (object);
}

static void
update_has_id (WeirMessage *message)
{
  message->has_id =
    weir_value_is_truthy (weir_value_lookup (message->object, id_key));
}

WeirMessage *
weir_message_new (WeirValue *object)
{
  WeirMessage *message;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (weir_value_get_kind (object) == WEIR_VALUE_KIND_OBJECT,
                        NULL);

  message = g_new0 (WeirMessage, 1);
  g_atomic_ref_count_init (&message->ref_count);
  set_object (message, object);
  update_has_id (message);

  return message;
}

WeirMessage *
weir_message_ref (WeirMessage *message)
{
  g_atomic_ref_count_inc (&message->ref_count);

  return message;
}

void
weir_message_unref (WeirMessage *message)
{
  if (!g_atomic_ref_count_dec (&message->ref_count))
    return;

  weir_value_unref (message->object);
  g_free (message);
}

WeirValue *
weir_message_get_object (const WeirMessage *message)
{
  return message->object;
}

WeirValue *
weir_message_get (const WeirMessage *message, const char *key)
{
  return weir_value_lookup (message->object, key);
}

/* Returns a message that holds the same and that only the caller holds. */
static WeirMessage *
make_writable (WeirMessage *message)
{
  WeirMessage *copy;

  if (g_atomic_ref_count_compare (&message->ref_count, 1))
    return message;

  copy = g_new0 (WeirMessage, 1);
  g_atomic_ref_count_init (&copy->ref_count);
  copy->object = weir_value_ref (message->object);
  copy->has_id = message->has_id;
  copy->size = message->size;
  weir_message_unref (message);

  return copy;
}

WeirMessage *
weir_message_with (WeirMessage *message, const char *key, WeirValue *value)
{
  message = make_writable (message);
  set_object (message, weir_value_with_member (message->object, key, value));

  if (g_str_equal (key, id_key))
    update_has_id (message);

  return message;
}

WeirMessage *
weir_message_without (WeirMessage *message, const char *key)
{
  if (weir_message_get (message, key) == NULL)
    return message;

  message = make_writable (message);
  set_object (message, weir_value_without_member (message->object, key));

  if (g_str_equal (key, id_key))
    update_has_id (message);

  return message;
}

WeirMessage *
weir_message_ensure_id (WeirMessage *message)
{
  char id[WEIR_ID_LENGTH + 1];

  if (message->has_id)
    return message;

  weir_id_write (id);

  return weir_message_with (message,
                            id_key,
                            weir_value_new_string_len (id, WEIR_ID_LENGTH));
}

gsize
weir_message_get_size (const WeirMessage *message)
{
  return message->size;
}

gsize
weir_message_enter_queue (WeirMessage *message)
{
  return message->n_queued++ == 0 ? message->size : 0;
}

gsize
weir_message_leave_queue (WeirMessage *message)
{
  return --message->n_queued == 0 ? message->size : 0;
}
