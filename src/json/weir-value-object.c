/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-value.h"

#include "json/weir-value-private.h"

/* Objects: one block with the members in their order. Small ones are searched
 * from the front; large ones have an index, made when they grow and never by
 * reading, so that any thread may read. A change goes into the block when
 * nobody else holds the object, else into a copy that shares keys and values. */

#define OBJECT_MIN_CAPACITY 4

#define NOT_FOUND G_MAXSIZE

static const WeirObject empty_object = {
  { { 1, WEIR_VALUE_KIND_OBJECT, TRUE, FALSE }, { sizeof (WeirObject) }, 0, 0 },
  NULL,
};

static WeirObject *
allocate_object (gsize capacity)
{
  WeirObject *object = weir_container_new (WEIR_VALUE_KIND_OBJECT,
                                           sizeof (WeirObject),
                                           sizeof (WeirMember),
                                           capacity);

  object->index = NULL;
  return object;
}

void
weir_object_clear_index (WeirObject *object)
{
  g_clear_pointer (&object->index, g_free);
}

static void
index_key (WeirObject *object, gsize position)
{
  WeirObjectIndex *index = object->index;
  const WeirKey   *key = object->members[position].key;
  const char      *text = weir_key_get_text (key);
  gsize slot = weir_text_hash (text, key->length, index->seed) & index->mask;

  while (index->slots[slot] != 0)
    slot = (slot + 1) & index->mask;
  index->slots[slot] = (guint32)position + 1;
}

static void
build_index (WeirObject *object)
{
  gsize n_slots = WEIR_OBJECT_INDEX_MIN * 2;

  weir_object_clear_index (object);
  if (object->base.length < WEIR_OBJECT_INDEX_MIN)
    return;

  g_assert (object->base.length < G_MAXUINT32 / 4);
  while (n_slots < object->base.length * 4)
    n_slots *= 2;
  object->index =
    g_malloc0 (sizeof (WeirObjectIndex) + n_slots * sizeof (guint32));
  /* A peer who could guess the seed could send keys that all collide. */
  object->index->seed = (guint64)g_random_int () << 32 | g_random_int ();
  object->index->mask = n_slots - 1;
  for (gsize i = 0; i < object->base.length; i++)
    index_key (object, i);
}

/* After a member was added at the end. */
static void
extend_index (WeirObject *object)
{
  WeirObjectIndex *index = object->index;

  if (object->base.length < WEIR_OBJECT_INDEX_MIN)
    return;
  if (index == NULL || object->base.length * 2 > index->mask)
    build_index (object);
  else
    index_key (object, object->base.length - 1);
}

static gsize
find_by_index (const WeirObject *object, const char *text, gsize length)
{
  const WeirObjectIndex *index = object->index;
  gsize slot = weir_text_hash (text, length, index->seed) & index->mask;

  for (; index->slots[slot] != 0; slot = (slot + 1) & index->mask)
    {
      gsize position = index->slots[slot] - 1;

      if (weir_key_is (object->members[position].key, text, length))
        return position;
    }
  return NOT_FOUND;
}

static gsize
find (const WeirObject *object, const char *text, gsize length)
{
  if (object->index != NULL)
    return find_by_index (object, text, length);
  for (gsize i = 0; i < object->base.length; i++)
    {
      if (weir_key_is (object->members[i].key, text, length))
        return i;
    }
  return NOT_FOUND;
}

static void
sum_size (WeirObject *object)
{
  gsize size = sizeof (WeirObject);

  for (gsize i = 0; i < object->base.length; i++)
    size = weir_size_add (size,
                          weir_member_get_size (object->members[i].key,
                                                object->members[i].value));
  object->base.size = size;
}

/* Takes @key and @value. */
static void
push_member (WeirObject *object, WeirKey *key, WeirValue *value)
{
  WeirMember *member = &object->members[object->base.length++];

  member->key = key;
  member->value = value;
  object->base.size =
    weir_size_add (object->base.size, weir_member_get_size (key, value));
  extend_index (object);
}

/* Takes @value. */
static void
replace_value (WeirObject *object, gsize position, WeirValue *value)
{
  WeirMember *member = &object->members[position];
  WeirValue  *old = member->value;
  gsize       old_size = weir_member_get_size (member->key, old);

  member->value = value;
  if (object->base.size == G_MAXSIZE)
    sum_size (object);
  else
    object->base.size = weir_size_add (object->base.size - old_size,
                                       weir_member_get_size (member->key, value));
  weir_value_unref (old);
}

WeirValue *
weir_value_new_object (void)
{
  return (WeirValue *)&empty_object;
}

/* Which of 64 kinds of keys a key is; equal keys are of one kind. */
static guint64
get_kind_bit (const WeirKey *key)
{
  const char *text = weir_key_get_text (key);
  guint       last = key->length > 0 ? (guint8)text[key->length - 1] : 0;

  return G_GUINT64_CONSTANT (1)
         << ((key->length * 17 + last + (guint8)text[0]) % 64);
}

WeirValue *
weir_value_new_object_take (WeirMember *members, gsize n_members)
{
  WeirObject *object;
  guint64     kinds = 0;

  if (n_members == 0)
    return weir_value_new_object ();

  object = allocate_object (n_members);
  for (gsize i = 0; i < n_members; i++)
    {
      WeirKey *key = members[i].key;
      guint64  kind = get_kind_bit (key);
      gsize    position = NOT_FOUND;

      /* Of a new kind a key can't be a duplicate. */
      if ((kinds & kind) != 0)
        position = find (object, weir_key_get_text (key), key->length);
      kinds |= kind;
      if (position == NOT_FOUND)
        {
          push_member (object, key, members[i].value);
          continue;
        }
      weir_key_unref (key);
      replace_value (object, position, members[i].value);
    }
  return (WeirValue *)object;
}

/* @value: (transfer full). Returns (transfer full): an object of the same
 * members that may be changed, with room for @capacity. */
static WeirObject *
make_writable (WeirValue *value, gsize capacity)
{
  WeirObject *object = (WeirObject *)value;
  WeirObject *copy;

  if (weir_value_is_unique (value))
    return weir_container_reserve (&object->base,
                                   sizeof (WeirObject),
                                   sizeof (WeirMember),
                                   capacity);

  copy = allocate_object (MAX (capacity, object->base.length));
  copy->base.length = object->base.length;
  copy->base.size = object->base.size;
  for (gsize i = 0; i < object->base.length; i++)
    {
      copy->members[i].key = weir_key_ref (object->members[i].key);
      copy->members[i].value = weir_value_ref (object->members[i].value);
    }
  build_index (copy);
  weir_value_unref (value);
  return copy;
}

static gboolean
is_object (const WeirValue *value)
{
  return value != NULL && value->kind == WEIR_VALUE_KIND_OBJECT;
}

const char *
weir_value_get_key (const WeirValue *object, gsize index, gsize *length)
{
  const WeirKey *key;

  g_return_val_if_fail (is_object (object), NULL);
  g_return_val_if_fail (index < weir_value_get_length (object), NULL);

  key = ((const WeirObject *)object)->members[index].key;
  if (length != NULL)
    *length = key->length;
  return weir_key_get_text (key);
}

WeirValue *
weir_value_get_member (const WeirValue *object, gsize index)
{
  g_return_val_if_fail (is_object (object), NULL);
  g_return_val_if_fail (index < weir_value_get_length (object), NULL);

  return ((const WeirObject *)object)->members[index].value;
}

WeirValue *
weir_value_lookup_len (const WeirValue *value, const char *key, gsize length)
{
  const WeirObject *object = (const WeirObject *)value;
  gsize             position;

  g_return_val_if_fail (key != NULL, NULL);

  if (!is_object (value))
    return NULL;
  position = find (object, key, length);
  return position != NOT_FOUND ? object->members[position].value : NULL;
}

WeirValue *
weir_value_lookup (const WeirValue *value, const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return weir_value_lookup_len (value, key, strlen (key));
}

const char *
weir_value_lookup_string (const WeirValue *value, const char *key)
{
  const WeirValue *member = weir_value_lookup (value, key);

  if (member == NULL || member->kind != WEIR_VALUE_KIND_STRING)
    return NULL;
  return weir_value_get_string (member, NULL);
}

WeirValue *
weir_value_with_member_len (WeirValue  *object,
                            const char *key,
                            gsize       length,
                            WeirValue  *member)
{
  WeirObject *writable;
  gsize       position;
  gsize       wanted;

  g_return_val_if_fail (is_object (object), object);
  g_return_val_if_fail (key != NULL, object);
  g_return_val_if_fail (member != NULL, object);

  position = find ((WeirObject *)object, key, length);
  if (position != NOT_FOUND)
    {
      writable = make_writable (object, 0);
      replace_value (writable, position, member);
      return (WeirValue *)writable;
    }
  wanted = ((WeirObject *)object)->base.length + 1;
  writable = make_writable (object, MAX (wanted, OBJECT_MIN_CAPACITY));
  push_member (writable, weir_key_new (key, length), member);
  return (WeirValue *)writable;
}

WeirValue *
weir_value_with_member (WeirValue *object, const char *key, WeirValue *member)
{
  g_return_val_if_fail (key != NULL, object);

  return weir_value_with_member_len (object, key, strlen (key), member);
}

static WeirValue *
remove_member (WeirValue *object, gsize position)
{
  WeirObject *writable = make_writable (object, 0);
  WeirMember  old = writable->members[position];

  writable->base.length--;
  memmove (&writable->members[position],
           &writable->members[position + 1],
           (writable->base.length - position) * sizeof (WeirMember));
  if (writable->base.size == G_MAXSIZE)
    sum_size (writable);
  else
    writable->base.size -= weir_member_get_size (old.key, old.value);
  build_index (writable);
  weir_key_unref (old.key);
  weir_value_unref (old.value);
  return (WeirValue *)writable;
}

WeirValue *
weir_value_without_member (WeirValue *object, const char *key)
{
  g_return_val_if_fail (key != NULL, object);

  return weir_value_without_member_len (object, key, strlen (key));
}

WeirValue *
weir_value_without_member_len (WeirValue *object, const char *key, gsize length)
{
  gsize position;

  g_return_val_if_fail (is_object (object), object);
  g_return_val_if_fail (key != NULL, object);

  position = find ((WeirObject *)object, key, length);
  if (position == NOT_FOUND)
    return object;
  return remove_member (object, position);
}
