/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-form.h"

#include "flow/weir-form-private.h"
#include "json/weir-json.h"

#include <string.h>

/* An entry while a dialog shows it. Owned by the dialog; it follows the document
 * and changes nothing in it. What it would change is worked out in
 * weir-form-commit.c, what is wrong with that in weir-form-check.c. */

G_DEFINE_FINAL_TYPE (WeirForm, weir_form, G_TYPE_OBJECT)

enum
{
  CHANGED,
  CHECKED,
  GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The sheet goes before the tables it looks at. */
static void
clear_sheet (WeirForm *self)
{
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->configs, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->raw, g_array_unref);
}

static void
weir_form_finalize (GObject *object)
{
  WeirForm *self = WEIR_FORM (object);

  clear_sheet (self);
  g_clear_pointer (&self->stored, weir_value_unref);
  g_clear_pointer (&self->credentials, weir_value_unref);
  g_clear_pointer (&self->variables, g_hash_table_unref);
  g_clear_pointer (&self->registry, weir_registry_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (weir_form_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       WEIR_TYPE_FORM,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
weir_form_class_init (WeirFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_form_finalize;

  signals[CHANGED] = add_signal ("changed");
  signals[CHECKED] = add_signal ("checked");
  signals[GONE] = add_signal ("gone");
}

static void
weir_form_init (WeirForm *self)
{
  self->configs = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_problem_free);
}

/* Following the document */

static void
sheet_changed_cb (WeirForm *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static WeirValue *
unfold (WeirForm *self)
{
  if (self->type != NULL && self->type->unfold != NULL)
    return self->type->unfold (self->stored);
  return weir_value_ref (self->stored);
}

static void
element_changed_cb (WeirForm    *self,
                    WeirElement *element,
                    const char  *key,
                    gpointer     document)
{
  g_autoptr (WeirValue) object = NULL;

  if (!g_str_equal (weir_element_get_id (element), self->id) ||
      weir_element_get_value (element) == self->stored)
    return;
  weir_value_unref (self->stored);
  self->stored = weir_value_ref (weir_element_get_value (element));
  object = unfold (self);
  weir_sheet_rebase (self->sheet, object);
}

static void
element_removed_cb (WeirForm *self, WeirElement *element, gpointer document)
{
  if (g_str_equal (weir_element_get_id (element), self->id))
    g_signal_emit (self, signals[GONE], 0);
}

/* Making */

static void
make_sheet (WeirForm *self)
{
  const char           *name = weir_value_lookup_string (self->stored, "type");
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (WeirValue) object = NULL;

  self->type = name != NULL ? weir_registry_lookup (self->registry, name) : NULL;
  tables = weir_form_find_tables (self->stored, self->type, &self->raw);
  self->is_generic = self->raw != NULL;
  object = unfold (self);
  self->sheet = weir_sheet_new (tables,
                                object,
                                weir_value_lookup (self->credentials, self->id));
  g_signal_connect_object (self->sheet,
                           "changed",
                           G_CALLBACK (sheet_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static WeirForm *
form_new (WeirDocument *document, WeirRegistry *registry, WeirValue *credentials)
{
  WeirForm *self = g_object_new (WEIR_TYPE_FORM, NULL);

  self->document = g_object_ref (document);
  self->registry = weir_registry_ref (registry);
  if (credentials != NULL)
    self->credentials = weir_value_ref (credentials);
  return self;
}

WeirForm *
weir_form_new (WeirDocument *document,
               WeirRegistry *registry,
               const char   *id,
               WeirValue    *credentials)
{
  WeirElement *element;
  WeirForm    *self;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  element = weir_document_get_element (document, id);
  if (element == NULL ||
      weir_element_get_kind (element) == WEIR_ELEMENT_KIND_INVALID)
    return NULL;

  self = form_new (document, registry, credentials);
  self->id = g_strdup (id);
  self->stored = weir_value_ref (weir_element_get_value (element));
  make_sheet (self);
  g_signal_connect_object (document,
                           "element-changed",
                           G_CALLBACK (element_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document,
                           "element-removed",
                           G_CALLBACK (element_removed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* Sixteen hexadecimal digits, as Node-RED makes them. */
static char *
make_id (WeirDocument *document)
{
  g_autofree char *id = NULL;

  do
    {
      g_free (id);
      id = g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
    }
  while (weir_document_get_element (document, id) != NULL);
  return g_steal_pointer (&id);
}

static WeirValue *
make_entry (const char *id, const char *name, const WeirNodeType *type)
{
  WeirValue *entry = weir_value_new_object ();

  entry = weir_value_with_member (entry, "id", weir_value_new_string (id));
  entry = weir_value_with_member (entry, "type", weir_value_new_string (name));
  if (type == NULL || type->properties == NULL)
    return entry;
  for (const WeirProperty *p = type->properties; p->key != NULL; p++)
    {
      WeirValue *def = weir_property_get_default (p);

      if (def != NULL)
        entry = weir_value_with_member (entry, p->key, def);
    }
  return entry;
}

WeirForm *
weir_form_new_for_type (WeirDocument *document,
                        WeirRegistry *registry,
                        const char   *type,
                        WeirValue    *credentials)
{
  WeirForm *self;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);

  self = form_new (document, registry, credentials);
  self->is_new = TRUE;
  self->id = make_id (document);
  self->stored =
    make_entry (self->id, type, weir_registry_lookup (registry, type));
  make_sheet (self);
  return self;
}

/* Looking */

const char *
weir_form_get_id (WeirForm *self)
{
  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);

  return self->id;
}

const char *
weir_form_get_type_name (WeirForm *self)
{
  const char *name;

  g_return_val_if_fail (WEIR_IS_FORM (self), "");

  name = weir_value_lookup_string (self->stored, "type");
  return name != NULL ? name : "";
}

WeirElementKind
weir_form_get_kind (WeirForm *self)
{
  g_return_val_if_fail (WEIR_IS_FORM (self), WEIR_ELEMENT_KIND_INVALID);

  return weir_element_kind_for_value (self->stored);
}

const WeirNodeType *
weir_form_get_node_type (WeirForm *self)
{
  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);

  return self->type;
}

WeirDocument *
weir_form_get_document (WeirForm *self)
{
  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);

  return self->document;
}

WeirSheet *
weir_form_get_sheet (WeirForm *self)
{
  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);

  return self->sheet;
}

gboolean
weir_form_is_new (WeirForm *self)
{
  g_return_val_if_fail (WEIR_IS_FORM (self), FALSE);

  return self->is_new;
}

gboolean
weir_form_is_generic (WeirForm *self)
{
  g_return_val_if_fail (WEIR_IS_FORM (self), FALSE);

  return self->is_generic;
}

gboolean
weir_form_is_changed (WeirForm *self)
{
  g_autoptr (WeirEdit) edit = NULL;

  g_return_val_if_fail (WEIR_IS_FORM (self), FALSE);

  if (weir_sheet_has_new_credentials (self->sheet))
    return TRUE;
  edit = weir_form_commit (self);
  return edit != NULL;
}

void
weir_form_set_variables (WeirForm *self, GHashTable *variables)
{
  g_return_if_fail (WEIR_IS_FORM (self));

  g_clear_pointer (&self->variables, g_hash_table_unref);
  if (variables != NULL)
    self->variables = g_hash_table_ref (variables);
}

GPtrArray *
weir_form_get_problems (WeirForm *self)
{
  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);

  return self->problems;
}

void
weir_form_add_config (WeirForm *self, WeirForm *config)
{
  g_return_if_fail (WEIR_IS_FORM (self));
  g_return_if_fail (WEIR_IS_FORM (config));
  g_return_if_fail (config->is_new);

  g_ptr_array_add (self->configs, config);
}

WeirForm *
weir_form_lookup_config (WeirForm *self, const char *id)
{
  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->configs->len; i++)
    {
      WeirForm *config = g_ptr_array_index (self->configs, i);

      if (g_str_equal (config->id, id))
        return config;
    }
  return NULL;
}
