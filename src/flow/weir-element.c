/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-element-private.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <math.h>

/* One entry of a flow file: its text, what the text means, and the white space
 * around it. Owned by the document it is in, and by the edits that may bring
 * it back; views hold references and hear of changes from the document. Only
 * weir-document-change.c changes it. */

G_DEFINE_FINAL_TYPE (WeirElement, weir_element, G_TYPE_OBJECT)

static void
take_value (WeirElement *self, WeirValue *value)
{
  const char *id = weir_value_lookup_string (value, "id");

  g_clear_pointer (&self->value, weir_value_unref);
  self->value = value;
  self->key.id = id != NULL ? id : "";
  self->kind = weir_element_kind_for_value (value);
}

static void
weir_element_finalize (GObject *object)
{
  WeirElement *self = WEIR_ELEMENT (object);

  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->value, weir_value_unref);
  g_clear_pointer (&self->before, g_ref_string_release);
  g_clear_pointer (&self->after, g_ref_string_release);

  G_OBJECT_CLASS (weir_element_parent_class)->finalize (object);
}

static void
weir_element_class_init (WeirElementClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_element_finalize;
}

static void
weir_element_init (WeirElement *self)
{
}

WeirElement *
weir_element_new (GBytes *text, WeirValue *value)
{
  WeirElement *self = g_object_new (WEIR_TYPE_ELEMENT, NULL);

  self->text = text;
  take_value (self, value);
  weir_element_set_space (self, "", 0, "", 0);
  return self;
}

void
weir_element_swap_text (WeirElement *self, GBytes **text)
{
  GBytes     *old = self->text;
  gsize       length;
  const char *data = g_bytes_get_data (*text, &length);
  WeirValue  *value = weir_json_read (data, length, NULL, NULL);

  g_assert (value != NULL);
  take_value (self, value);
  self->text = *text;
  *text = old;
}

/* Nearly all entries of a file stand in the same few bits of white space. */
static char *
intern (const char *space, gsize length)
{
  g_autofree char *copy = g_strndup (space, length);

  return g_ref_string_new_intern (copy);
}

void
weir_element_set_space (WeirElement *self,
                        const char  *before,
                        gsize        before_length,
                        const char  *after,
                        gsize        after_length)
{
  g_clear_pointer (&self->before, g_ref_string_release);
  g_clear_pointer (&self->after, g_ref_string_release);
  self->before = intern (before, before_length);
  self->after = intern (after, after_length);
}

WeirElementKind
weir_element_get_kind (WeirElement *self)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (self), WEIR_ELEMENT_KIND_INVALID);

  return self->kind;
}

static const char *
get_text_member (WeirElement *self, const char *key)
{
  const char *text = weir_value_lookup_string (self->value, key);

  return text != NULL ? text : "";
}

const char *
weir_element_get_id (WeirElement *self)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (self), "");

  return self->key.id;
}

const char *
weir_element_get_type_name (WeirElement *self)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (self), "");

  return get_text_member (self, "type");
}

const char *
weir_element_get_container (WeirElement *self)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (self), "");

  return get_text_member (self, "z");
}

/* Old files hold positions as texts. */
static double
get_position (WeirElement *self, const char *key)
{
  const WeirValue *value = weir_value_lookup (self->value, key);
  double           number = value != NULL ? weir_value_to_number (value) : 0;

  return isfinite (number) ? number : 0;
}

double
weir_element_get_x (WeirElement *self)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (self), 0);

  return get_position (self, "x");
}

double
weir_element_get_y (WeirElement *self)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (self), 0);

  return get_position (self, "y");
}

WeirValue *
weir_element_get_value (WeirElement *self)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (self), NULL);

  return self->value;
}

WeirValue *
weir_element_get_member (WeirElement *self, const char *key)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return weir_value_lookup (self->value, key);
}

char *
weir_element_dup_text (WeirElement *self)
{
  gsize       length;
  const char *text;

  g_return_val_if_fail (WEIR_IS_ELEMENT (self), NULL);

  text = g_bytes_get_data (self->text, &length);
  return g_strndup (text, length);
}
