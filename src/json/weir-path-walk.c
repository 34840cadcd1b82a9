/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-path.h"

#include "json/weir-convert.h"
#include "json/weir-path-private.h"
#include "json/weir-text-private.h"

#include <math.h>
#include <string.h>

/* Following a path through a value, to get or to set. Parts that look into the
 * message are resolved first, so that the walk itself only sees names and
 * indices. Setting looks before it leaps: it first makes sure that the change
 * is possible, then changes in place what nobody else holds. */

/* A part after it was resolved. */
typedef struct
{
  const char *text; /* borrowed from the part or from `owned` */
  gsize       length;
  gboolean    is_index;
  guint64     index;
  WeirValue  *owned; /* (nullable) */
  char        digits[24];
} Step;

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->owned, weir_value_unref);
}

static gboolean
is_missing (const WeirValue *value)
{
  return value == NULL ||
         weir_value_get_kind (value) == WEIR_VALUE_KIND_UNDEFINED;
}

static gboolean
is_nothing (const WeirValue *value)
{
  return is_missing (value) ||
         weir_value_get_kind (value) == WEIR_VALUE_KIND_NULL;
}

static WeirValue *
fail_missing (const WeirValue *parent, const Step *step, GError **error)
{
  g_autoptr (GString) name = weir_text_make_utf8 (step->text, step->length);

  g_set_error (error,
               WEIR_PATH_ERROR,
               WEIR_PATH_ERROR_MISSING,
               "Cannot read properties of %s (reading '%s')",
               is_missing (parent) ? "undefined" : "null",
               name->str);
  return NULL;
}

/* An index has a text too: as the member of an object. */
static void
set_index (Step *step, guint64 index)
{
  step->is_index = TRUE;
  step->index = index;
  step->length = (gsize)g_snprintf (step->digits,
                                    sizeof (step->digits),
                                    "%" G_GUINT64_FORMAT,
                                    index);
}

/* Names that JavaScript takes for an index of an array: "0", "12", not "01". */
static gboolean
text_is_index (const char *text, gsize length, guint64 *index)
{
  guint64 number = 0;

  if (length == 0 || length > 10 || (length > 1 && text[0] == '0'))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      number = number * 10 + (guint64)(text[i] - '0');
    }
  *index = number;
  return number < G_MAXUINT32;
}

/* Takes @value, which became a key: numbers are indices, all else is text. */
static void
set_value (Step *step, WeirValue *value)
{
  double number;

  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_NUMBER)
    {
      number = weir_value_get_number (value);
      if (number >= 0 && number < G_MAXUINT32 && number == floor (number))
        {
          set_index (step, (guint64)number);
          weir_value_unref (value);
          return;
        }
    }
  step->owned = weir_value_to_text (value);
  step->text = weir_value_get_string (step->owned, &step->length);
  weir_value_unref (value);
}

static gboolean
resolve_nested (const WeirPathPart *part,
                WeirValue          *message,
                Step               *step,
                GError            **error)
{
  g_autoptr (WeirValue) value = weir_path_get (part->path, message, NULL);

  if (is_missing (value))
    {
      g_set_error (error,
                   WEIR_PATH_ERROR,
                   WEIR_PATH_ERROR_SYNTAX,
                   "Invalid expression: undefined reference at position "
                   "%" G_GUINT64_FORMAT " : %s",
                   part->index,
                   part->text);
      return FALSE;
    }
  set_value (step, g_steal_pointer (&value));
  return TRUE;
}

static gboolean
resolve_part (const WeirPathPart *part,
              WeirValue          *message,
              Step               *step,
              GError            **error)
{
  switch (part->kind)
    {
    case WEIR_PATH_PART_KEY:
      step->text = part->text;
      step->length = part->length;
      return TRUE;
    case WEIR_PATH_PART_INDEX:
      set_index (step, part->index);
      return TRUE;
    case WEIR_PATH_PART_PATH:
      return resolve_nested (part, message, step, error);
    }
  g_return_val_if_reached (FALSE);
}

/* Returns (transfer full) (element-type Step) (nullable) */
static GArray *
resolve (const WeirPath *path, WeirValue *message, GError **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (Step));
  guint              n_parts = weir_path_get_n_parts (path);

  g_array_set_clear_func (steps, clear_step);
  g_array_set_size (steps, n_parts);
  for (guint i = 0; i < n_parts; i++)
    {
      Step *step = &g_array_index (steps, Step, i);

      if (!resolve_part (weir_path_get_part (path, i), message, step, error))
        return NULL;
      if (step->is_index)
        step->text = step->digits;
    }
  return g_steal_pointer (&steps);
}

static gboolean
get_index (const Step *step, guint64 *index)
{
  if (!step->is_index)
    return text_is_index (step->text, step->length, index);
  *index = step->index;
  return TRUE;
}

static gboolean
step_is_length (const Step *step)
{
  return step->length == strlen ("length") &&
         memcmp (step->text, "length", step->length) == 0;
}

/* The UTF-16 unit at @index, as JavaScript's indexing of strings gives it. */
static WeirValue *
get_unit (const char *text, gsize length, guint64 index)
{
  g_autoptr (GString) unit = NULL;
  gsize               at = weir_text_utf16_offset (text, length, (gsize)index);
  gsize               before = weir_text_utf16_length (text, at);
  gunichar            character;

  if (at == length)
    return weir_value_new_undefined ();
  if ((guint8)text[at] < 0xf0)
    {
      gsize width = weir_text_utf16_offset (text + at, length - at, 1);

      return weir_value_new_string_len (text + at, width);
    }
  unit = g_string_new (NULL);
  character = g_utf8_get_char (text + at) - 0x10000;
  if (before == index)
    weir_text_append_unit (unit, 0xd800 + (character >> 10));
  else
    weir_text_append_unit (unit, 0xdc00 + (character & 0x3ff));
  return weir_value_new_string_len (unit->str, unit->len);
}

static WeirValue *
get_in_string (const WeirValue *string, const Step *step)
{
  gsize       length;
  const char *text = weir_value_get_string (string, &length);
  guint64     index;

  if (step_is_length (step))
    return weir_value_new_number ((double)weir_text_utf16_length (text, length));
  if (get_index (step, &index) && index < length)
    return get_unit (text, length, index);
  return weir_value_new_undefined ();
}

static WeirValue *
get_in_bytes (const WeirValue *value, const Step *step)
{
  gsize         length;
  const guint8 *bytes = weir_value_get_bytes (value, &length);
  guint64       index;

  if (step_is_length (step))
    return weir_value_new_number ((double)length);
  if (get_index (step, &index) && index < length)
    return weir_value_new_number (bytes[index]);
  return weir_value_new_undefined ();
}

static WeirValue *
get_in_array (const WeirValue *array, const Step *step)
{
  gsize   length = weir_value_get_length (array);
  guint64 index;

  if (step_is_length (step))
    return weir_value_new_number ((double)length);
  if (get_index (step, &index) && index < length)
    return weir_value_ref (weir_value_get_item (array, (gsize)index));
  return weir_value_new_undefined ();
}

static WeirValue *
get_in_object (const WeirValue *object, const Step *step)
{
  WeirValue *member = weir_value_lookup_len (object, step->text, step->length);

  return member != NULL ? weir_value_ref (member) : weir_value_new_undefined ();
}

/* The member of anything but undefined and null. */
static WeirValue *
get_member (const WeirValue *value, const Step *step)
{
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_STRING:
      return get_in_string (value, step);
    case WEIR_VALUE_KIND_BYTES:
      return get_in_bytes (value, step);
    case WEIR_VALUE_KIND_ARRAY:
      return get_in_array (value, step);
    case WEIR_VALUE_KIND_OBJECT:
      return get_in_object (value, step);
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_DATE:
      break;
    }
  return weir_value_new_undefined ();
}

WeirValue *
weir_path_get (const WeirPath *path, WeirValue *root, GError **error)
{
  return weir_path_get_beside (path, root, root, error);
}

WeirValue *
weir_path_get_beside (const WeirPath *path,
                      WeirValue      *root,
                      WeirValue      *message,
                      GError        **error)
{
  g_autoptr (GArray)    steps = NULL;
  g_autoptr (WeirValue) value = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (root != NULL, NULL);

  steps = resolve (path, message != NULL ? message : root, error);
  if (steps == NULL)
    return NULL;
  value = weir_value_ref (root);
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);
      WeirValue  *member;

      if (is_nothing (value))
        return fail_missing (value, step, error);
      member = get_member (value, step);
      weir_value_unref (value);
      value = member;
    }
  return g_steal_pointer (&value);
}

static gboolean
is_array (const WeirValue *value)
{
  return weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY;
}

/* Whether @container can have a member of that name at all. An index far
 * behind the end of an array would only make room for nothing. */
static gboolean
can_hold (const WeirValue *container, const Step *step)
{
  guint64 index;

  if (!is_array (container))
    return weir_value_get_kind (container) == WEIR_VALUE_KIND_OBJECT;
  return get_index (step, &index) &&
         index <= weir_value_get_length (container) + WEIR_PATH_MAX_GAP;
}

static WeirValue *
get_own (const WeirValue *container, const Step *step)
{
  guint64 index;

  if (!is_array (container))
    return weir_value_lookup_len (container, step->text, step->length);
  if (get_index (step, &index) && index < weir_value_get_length (container))
    return weir_value_get_item (container, (gsize)index);
  return NULL;
}

static gboolean
fits_new_parent (const Step *step)
{
  return !step->is_index || step->index <= WEIR_PATH_MAX_GAP;
}

/* Whether setting, or removing, changes anything. */
static gboolean
is_possible (GArray *steps, const WeirValue *root, gboolean removing)
{
  const WeirValue *value = root;

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (is_missing (value))
        {
          if (removing || !fits_new_parent (step))
            return FALSE;
          value = NULL;
          continue;
        }
      if (!can_hold (value, step))
        return FALSE;
      value = get_own (value, step);
    }
  return !removing || value != NULL;
}

/* Takes both. */
static WeirValue *
put (WeirValue *container, const Step *step, WeirValue *value)
{
  guint64 index = 0;

  if (!is_array (container))
    return weir_value_with_member_len (container, step->text, step->length, value);
  get_index (step, &index);
  return weir_value_with_item (container, (gsize)index, value);
}

/* Takes @container. */
static WeirValue *
take_out (WeirValue *container, const Step *step)
{
  if (!is_array (container))
    return weir_value_without_member_len (container, step->text, step->length);
  if (step->is_index)
    return weir_value_without_item (container, (gsize)step->index);
  /* A name of digits leaves a hole, as `delete` does. */
  return put (container, step, weir_value_new_undefined ());
}

/* Takes out of *@container what the step leads to, so that it is held once
 * where the container was; made anew where there is none. */
static WeirValue *
detach (WeirValue **container, const Step *step, const Step *next)
{
  WeirValue *child = get_own (*container, step);

  if (is_missing (child))
    return next->is_index ? weir_value_new_array (NULL, 0)
                          : weir_value_new_object ();
  weir_value_ref (child);
  *container = put (*container, step, weir_value_new_undefined ());
  return child;
}

/* Takes @root and @value. Down to the last container, the change, and up. */
static WeirValue *
change (GArray *steps, WeirValue *root, WeirValue *value)
{
  g_autofree WeirValue **parents = g_new (WeirValue *, steps->len);
  Step                  *step = &g_array_index (steps, Step, 0);
  guint                  n_parents = 0;
  WeirValue             *at = root;

  for (; n_parents + 1 < steps->len; n_parents++, step++)
    {
      WeirValue *child = detach (&at, step, step + 1);

      parents[n_parents] = at;
      at = child;
    }
  if (is_missing (value))
    {
      at = take_out (at, step);
      weir_value_unref (value);
    }
  else
    at = put (at, step, value);
  while (n_parents > 0)
    {
      n_parents--;
      step--;
      at = put (parents[n_parents], step, at);
    }
  return at;
}

WeirValue *
weir_path_set (const WeirPath *path,
               WeirValue      *root,
               WeirValue      *value,
               WeirValue      *message,
               GError        **error)
{
  g_autoptr (GArray) steps = NULL;

  g_return_val_if_fail (path != NULL, root);
  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (value != NULL, root);

  steps = resolve (path, message != NULL ? message : root, error);
  if (steps == NULL)
    {
      weir_value_unref (root);
      weir_value_unref (value);
      return NULL;
    }
  if (!is_possible (steps, root, is_missing (value)))
    {
      weir_value_unref (value);
      return root;
    }
  return change (steps, root, value);
}
