/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-sheet.h"

#include "flow/weir-field-private.h"
#include "json/weir-convert.h"

/* An object while it is edited. Owned by a form, or by the list field it is a
 * row of; it owns its fields, which look at it through a borrowed pointer. */

typedef struct
{
  WeirValue *original;
  WeirValue *current;
} Record;

struct _WeirSheet
{
  GObject parent_instance;

  Record     object;
  Record     credentials;
  GPtrArray *fields; /* owned WeirField */
};

static void weir_sheet_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirSheet,
                               weir_sheet,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      weir_sheet_list_model_init))

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
record_init (Record *record, WeirValue *value)
{
  record->original = weir_value_ref (value);
  record->current = weir_value_ref (value);
}

static void
record_clear (Record *record)
{
  g_clear_pointer (&record->original, weir_value_unref);
  g_clear_pointer (&record->current, weir_value_unref);
}

/* Returns: whether it is another member now */
static gboolean
record_set (Record *record, const char *key, WeirValue *value)
{
  WeirValue *was = weir_value_lookup (record->original, key);
  WeirValue *is = weir_value_lookup (record->current, key);

  if (value != NULL && was != NULL && weir_value_equal (value, was))
    value = was;
  if (value == is || (value != NULL && is != NULL && value != was &&
                      weir_value_equal (value, is)))
    return FALSE;
  if (value == NULL)
    record->current = weir_value_without_member (record->current, key);
  else
    record->current =
      weir_value_with_member (record->current, key, weir_value_ref (value));
  return TRUE;
}

static void
weir_sheet_finalize (GObject *object)
{
  WeirSheet *self = WEIR_SHEET (object);

  for (guint i = 0; i < self->fields->len; i++)
    weir_field_detach (g_ptr_array_index (self->fields, i));
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  record_clear (&self->object);
  record_clear (&self->credentials);

  G_OBJECT_CLASS (weir_sheet_parent_class)->finalize (object);
}

static void
weir_sheet_class_init (WeirSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_sheet_finalize;

  signals[CHANGED] = g_signal_new ("changed",
                                   WEIR_TYPE_SHEET,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
}

static void
weir_sheet_init (WeirSheet *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
}

/* GListModel */

static GType
weir_sheet_get_item_type (GListModel *model)
{
  return WEIR_TYPE_FIELD;
}

static guint
weir_sheet_get_n_items (GListModel *model)
{
  return WEIR_SHEET (model)->fields->len;
}

static gpointer
weir_sheet_get_item (GListModel *model, guint position)
{
  WeirSheet *self = WEIR_SHEET (model);

  if (position >= self->fields->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->fields, position));
}

static void
weir_sheet_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = weir_sheet_get_item_type;
  iface->get_n_items = weir_sheet_get_n_items;
  iface->get_item = weir_sheet_get_item;
}

/* Making */

static void
add_fields (WeirSheet *self, const WeirProperty *table)
{
  for (const WeirProperty *p = table; p->key != NULL; p++)
    {
      if (weir_sheet_lookup (self, p->key) == NULL)
        g_ptr_array_add (self->fields, weir_field_new (self, p));
    }
}

static gboolean
is_object (const WeirValue *value)
{
  return value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_OBJECT;
}

WeirSheet *
weir_sheet_new (GPtrArray *tables, WeirValue *object, WeirValue *credentials)
{
  g_autoptr (WeirValue) none = weir_value_new_object ();
  WeirSheet            *self;

  g_return_val_if_fail (tables != NULL, NULL);
  g_return_val_if_fail (object != NULL, NULL);

  self = g_object_new (WEIR_TYPE_SHEET, NULL);
  record_init (&self->object, object);
  record_init (&self->credentials, is_object (credentials) ? credentials : none);
  for (guint i = 0; is_object (object) && i < tables->len; i++)
    add_fields (self, g_ptr_array_index (tables, i));
  for (guint i = 0; i < self->fields->len; i++)
    weir_field_sync (g_ptr_array_index (self->fields, i), "");
  return self;
}

/* Values */

WeirValue *
weir_sheet_get_object (WeirSheet *self)
{
  g_return_val_if_fail (WEIR_IS_SHEET (self), NULL);

  return self->object.current;
}

WeirValue *
weir_sheet_get_original (WeirSheet *self)
{
  g_return_val_if_fail (WEIR_IS_SHEET (self), NULL);

  return self->object.original;
}

WeirValue *
weir_sheet_get_credentials (WeirSheet *self)
{
  g_return_val_if_fail (WEIR_IS_SHEET (self), NULL);

  return self->credentials.current;
}

gboolean
weir_sheet_has_new_credentials (WeirSheet *self)
{
  g_return_val_if_fail (WEIR_IS_SHEET (self), FALSE);

  return !weir_value_equal (self->credentials.original,
                            self->credentials.current);
}

WeirValue *
weir_sheet_get_member (WeirSheet *self, const char *key)
{
  g_return_val_if_fail (WEIR_IS_SHEET (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return weir_value_lookup (self->object.current, key);
}

static void
tell (WeirSheet *self, const char *key)
{
  g_autoptr (WeirSheet) alive = g_object_ref (self);

  for (guint i = 0; i < self->fields->len; i++)
    weir_field_sync (g_ptr_array_index (self->fields, i), key);
  g_signal_emit (self, signals[CHANGED], 0, key);
}

void
weir_sheet_set_member (WeirSheet *self, const char *key, WeirValue *value)
{
  g_return_if_fail (WEIR_IS_SHEET (self));
  g_return_if_fail (key != NULL);

  if (is_object (self->object.current) && record_set (&self->object, key, value))
    tell (self, key);
}

static gboolean
is_blank (const WeirValue *value)
{
  return weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING &&
         weir_value_get_length (value) == 0;
}

void
weir_sheet_set_credential (WeirSheet *self, const char *key, WeirValue *value)
{
  g_return_if_fail (WEIR_IS_SHEET (self));
  g_return_if_fail (key != NULL);

  if (value != NULL && is_blank (value))
    value = NULL;
  if (record_set (&self->credentials, key, value))
    tell (self, key);
}

void
weir_sheet_rebase (WeirSheet *self, WeirValue *object)
{
  Record old;

  g_return_if_fail (WEIR_IS_SHEET (self));
  g_return_if_fail (is_object (object));

  old = self->object;
  record_init (&self->object, object);
  for (gsize i = 0; i < weir_value_get_length (old.current); i++)
    {
      const char *key = weir_value_get_key (old.current, i, NULL);
      WeirValue  *was = weir_value_lookup (old.original, key);
      WeirValue  *is = weir_value_get_member (old.current, i);

      if (was == NULL || !weir_value_equal (was, is))
        record_set (&self->object, key, is);
    }
  for (gsize i = 0; i < weir_value_get_length (old.original); i++)
    {
      const char *key = weir_value_get_key (old.original, i, NULL);

      if (weir_value_lookup (old.current, key) == NULL)
        record_set (&self->object, key, NULL);
    }
  record_clear (&old);
  tell (self, "");
}

/* Fields */

WeirField *
weir_sheet_lookup (WeirSheet *self, const char *key)
{
  g_return_val_if_fail (WEIR_IS_SHEET (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      WeirField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->property->key, key))
        return field;
    }
  return NULL;
}

guint
weir_sheet_get_n_fields (WeirSheet *self)
{
  g_return_val_if_fail (WEIR_IS_SHEET (self), 0);

  return self->fields->len;
}

WeirField *
weir_sheet_get_field (WeirSheet *self, guint index)
{
  g_return_val_if_fail (WEIR_IS_SHEET (self), NULL);
  g_return_val_if_fail (index < self->fields->len, NULL);

  return g_ptr_array_index (self->fields, index);
}

WeirValue *
weir_sheet_dup_effective (WeirSheet *self, const char *key)
{
  WeirField *field;
  WeirValue *value;

  g_return_val_if_fail (WEIR_IS_SHEET (self), NULL);

  field = weir_sheet_lookup (self, key);
  value = field != NULL ? weir_field_get_value (field)
                        : weir_sheet_get_member (self, key);
  if (value != NULL)
    return weir_value_ref (value);
  return field != NULL ? weir_property_get_default (field->property) : NULL;
}

char *
weir_sheet_dup_effective_text (WeirSheet *self, const char *key)
{
  g_autoptr (WeirValue) value = weir_sheet_dup_effective (self, key);
  g_autoptr (WeirValue) text = NULL;

  if (value == NULL)
    return g_strdup ("");
  text = weir_value_to_text (value);
  return g_utf8_make_valid (weir_value_get_string (text, NULL), -1);
}
