/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-value-tree.h"

#include "editor/panels/weir-value-text.h"
#include "json/weir-convert.h"

#include <string.h>

/* WeirValueNode and the list model of what is below one. Rows are made when a
 * view asks for them and forgotten when it lets go, so the form somebody chose
 * for a value is kept for the whole tree, by path. */

struct _WeirValueNode
{
  GObject parent_instance;

  /* owned */
  WeirValue  *value;
  char       *key;
  char       *path;
  GHashTable *forms; /* path → WeirNumberForm, shared by the tree */

  /* where it is found while it lives, see WeirValueChildren */
  GHashTable *siblings; /* (nullable): owned */
  guint       position;

  /* of a range */
  gsize    first;
  gsize    n_items;
  gboolean is_range;
};

G_DEFINE_FINAL_TYPE (WeirValueNode, weir_value_node, G_TYPE_OBJECT)

enum
{
  FORM_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weir_value_node_finalize (GObject *object)
{
  WeirValueNode *self = WEIR_VALUE_NODE (object);

  if (self->siblings != NULL)
    g_hash_table_remove (self->siblings, GUINT_TO_POINTER (self->position));
  g_clear_pointer (&self->siblings, g_hash_table_unref);
  g_clear_pointer (&self->value, weir_value_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->forms, g_hash_table_unref);
  G_OBJECT_CLASS (weir_value_node_parent_class)->finalize (object);
}

static void
weir_value_node_class_init (WeirValueNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_value_node_finalize;
  signals[FORM_CHANGED] = g_signal_new ("form-changed",
                                        WEIR_TYPE_VALUE_NODE,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
}

static void
weir_value_node_init (WeirValueNode *self)
{
}

/* @key: (transfer full), @path: (transfer full) */
static WeirValueNode *
new_node (GHashTable *forms, WeirValue *value, char *key, char *path)
{
  WeirValueNode *self = g_object_new (WEIR_TYPE_VALUE_NODE, NULL);

  self->forms = g_hash_table_ref (forms);
  self->value = weir_value_ref (value);
  self->key = key;
  self->path = path;
  return self;
}

WeirValueNode *
weir_value_node_new (WeirValue *value, const char *path)
{
  g_autoptr (GHashTable) forms =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (WeirValue) owned =
    value != NULL ? weir_value_ref (value) : weir_value_new_undefined ();

  return new_node (forms, owned, g_strdup (""), g_strdup (path));
}

const char *
weir_value_node_get_key (WeirValueNode *self)
{
  return self->key;
}

const char *
weir_value_node_get_path (WeirValueNode *self)
{
  return self->path;
}

WeirValue *
weir_value_node_get_value (WeirValueNode *self)
{
  return self->value;
}

gboolean
weir_value_node_is_range (WeirValueNode *self)
{
  return self->is_range;
}

char *
weir_value_node_dup_pin (WeirValueNode *self)
{
  if (self->is_range)
    return g_strconcat (self->path, self->key, NULL);
  return g_strdup (self->path);
}

/* Forms */

static WeirNumberForm
get_form (WeirValueNode *self)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->forms, self->path));
}

static gboolean
is_kind (WeirValueNode *self, WeirValueKind kind)
{
  return !self->is_range && weir_value_get_kind (self->value) == kind;
}

gboolean
weir_value_node_has_forms (WeirValueNode *self)
{
  if (is_kind (self, WEIR_VALUE_KIND_BYTES))
    return weir_value_get_length (self->value) > 0;
  return is_kind (self, WEIR_VALUE_KIND_NUMBER) &&
         weir_number_next_form (weir_value_get_number (self->value),
                                WEIR_NUMBER_FORM_DECIMAL) !=
           WEIR_NUMBER_FORM_DECIMAL;
}

void
weir_value_node_cycle_form (WeirValueNode *self)
{
  WeirNumberForm form = get_form (self);

  if (!weir_value_node_has_forms (self))
    return;
  if (is_kind (self, WEIR_VALUE_KIND_NUMBER))
    form = weir_number_next_form (weir_value_get_number (self->value), form);
  else
    form = form == WEIR_NUMBER_FORM_DECIMAL ? WEIR_NUMBER_FORM_HEX
                                            : WEIR_NUMBER_FORM_DECIMAL;
  g_hash_table_insert (self->forms, g_strdup (self->path), GINT_TO_POINTER (form));
  g_signal_emit (self, signals[FORM_CHANGED], 0);
}

/* A buffer as the text it may be. */
static char *
dup_raw (const WeirValue *bytes)
{
  gsize                 length;
  const guint8         *data = weir_value_get_bytes (bytes, &length);
  gsize                 shown = MIN (length, WEIR_VALUE_PREVIEW_BYTES);
  g_autoptr (GString)   text = weir_text_make_utf8 ((const char *)data, shown);
  g_autoptr (WeirValue) string = weir_value_new_string_len (text->str, text->len);
  g_autofree char      *preview = weir_value_dup_preview (string, G_MAXSIZE);

  if (shown < length)
    return g_strconcat (preview, "…", NULL);
  return g_steal_pointer (&preview);
}

char *
weir_value_node_dup_summary (WeirValueNode *self)
{
  if (self->is_range)
    return g_strdup ("");
  switch (weir_value_get_kind (self->value))
    {
    case WEIR_VALUE_KIND_OBJECT:
      if (weir_value_get_length (self->value) == 0)
        return g_strdup ("{}");
      return weir_value_dup_kind (self->value);
    case WEIR_VALUE_KIND_ARRAY:
      return weir_value_dup_kind (self->value);
    case WEIR_VALUE_KIND_BYTES:
      if (get_form (self) == WEIR_NUMBER_FORM_HEX)
        return dup_raw (self->value);
      return weir_value_dup_preview (self->value, WEIR_VALUE_PREVIEW_BYTES);
    case WEIR_VALUE_KIND_NUMBER:
      if (get_form (self) != WEIR_NUMBER_FORM_DECIMAL)
        return weir_number_dup_form (weir_value_get_number (self->value),
                                     get_form (self));
      return weir_value_dup_preview (self->value, WEIR_VALUE_PREVIEW_BYTES);
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_STRING:
    case WEIR_VALUE_KIND_DATE:
      return weir_value_dup_preview (self->value, WEIR_VALUE_PREVIEW_BYTES);
    }
  g_return_val_if_reached (NULL);
}

/* What is below */

#define WEIR_TYPE_VALUE_CHILDREN (weir_value_children_get_type ())
G_DECLARE_FINAL_TYPE (WeirValueChildren,
                      weir_value_children,
                      WEIR,
                      VALUE_CHILDREN,
                      GObject)

struct _WeirValueChildren
{
  GObject parent_instance;

  /* owned */
  WeirValueNode *parent;
  GHashTable    *alive; /* position → node, borrowed: a row is one object for
                           all who look at it */

  /* derived */
  gsize step; /* members of a range; 1: the members themselves */
};

static gsize
get_first (const WeirValueNode *parent)
{
  return parent->is_range ? parent->first : 0;
}

static gsize
get_count (const WeirValueNode *parent)
{
  return parent->is_range ? parent->n_items
                          : weir_value_get_length (parent->value);
}

static GType
weir_value_children_get_item_type (GListModel *model)
{
  return WEIR_TYPE_VALUE_NODE;
}

static guint
weir_value_children_get_n_items (GListModel *model)
{
  WeirValueChildren *self = WEIR_VALUE_CHILDREN (model);

  return (guint)((get_count (self->parent) + self->step - 1) / self->step);
}

static WeirValueNode *
new_range (WeirValueNode *parent, gsize first, gsize n_items)
{
  char *key = g_strdup_printf ("[%" G_GSIZE_FORMAT " … %" G_GSIZE_FORMAT "]",
                               first,
                               first + n_items - 1);
  WeirValueNode *node =
    new_node (parent->forms, parent->value, key, g_strdup (parent->path));

  node->is_range = TRUE;
  node->first = first;
  node->n_items = n_items;
  return node;
}

static WeirValueNode *
new_item (WeirValueNode *parent, gsize index)
{
  char *key = g_strdup_printf ("%" G_GSIZE_FORMAT, index);
  char *path = g_strdup_printf ("%s[%s]", parent->path, key);

  return new_node (parent->forms,
                   weir_value_get_item (parent->value, index),
                   key,
                   path);
}

static WeirValueNode *
new_member (WeirValueNode *parent, gsize index)
{
  gsize               length;
  const char         *key = weir_value_get_key (parent->value, index, &length);
  g_autoptr (GString) valid = weir_text_make_utf8 (key, length);

  return new_node (parent->forms,
                   weir_value_get_member (parent->value, index),
                   g_strdup (valid->str),
                   weir_path_dup_member (parent->path, valid->str, valid->len));
}

static WeirValueNode *
new_child (WeirValueChildren *self, guint position)
{
  gsize count = get_count (self->parent);
  gsize first = (gsize)position * self->step;

  if (self->step > 1)
    return new_range (self->parent,
                      get_first (self->parent) + first,
                      MIN (self->step, count - first));
  first += get_first (self->parent);
  if (weir_value_get_kind (self->parent->value) == WEIR_VALUE_KIND_ARRAY)
    return new_item (self->parent, first);
  return new_member (self->parent, first);
}

static gpointer
weir_value_children_get_item (GListModel *model, guint position)
{
  WeirValueChildren *self = WEIR_VALUE_CHILDREN (model);
  WeirValueNode     *node;

  if (position >= weir_value_children_get_n_items (model))
    return NULL;
  node = g_hash_table_lookup (self->alive, GUINT_TO_POINTER (position));
  if (node != NULL)
    return g_object_ref (node);
  node = new_child (self, position);
  node->siblings = g_hash_table_ref (self->alive);
  node->position = position;
  g_hash_table_insert (self->alive, GUINT_TO_POINTER (position), node);
  return node;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = weir_value_children_get_item_type;
  interface->get_n_items = weir_value_children_get_n_items;
  interface->get_item = weir_value_children_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirValueChildren,
                               weir_value_children,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      list_model_init))

static void
weir_value_children_finalize (GObject *object)
{
  WeirValueChildren *self = WEIR_VALUE_CHILDREN (object);

  g_clear_object (&self->parent);
  g_clear_pointer (&self->alive, g_hash_table_unref);
  G_OBJECT_CLASS (weir_value_children_parent_class)->finalize (object);
}

static void
weir_value_children_class_init (WeirValueChildrenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_value_children_finalize;
}

static void
weir_value_children_init (WeirValueChildren *self)
{
  self->alive = g_hash_table_new (NULL, NULL);
}

/* How many members a row below stands for. */
static gsize
find_step (gsize count, gsize ungrouped)
{
  gsize step = WEIR_VALUE_TREE_GROUP;

  if (count <= ungrouped)
    return 1;
  while ((count + step - 1) / step > WEIR_VALUE_TREE_MAX_GROUPS)
    step *= 10;
  return step;
}

GListModel *
weir_value_node_list_children (WeirValueNode *self)
{
  WeirValueKind      kind = weir_value_get_kind (self->value);
  gboolean           is_array = kind == WEIR_VALUE_KIND_ARRAY;
  WeirValueChildren *children;

  if ((!is_array && kind != WEIR_VALUE_KIND_OBJECT) || get_count (self) == 0)
    return NULL;
  children = g_object_new (WEIR_TYPE_VALUE_CHILDREN, NULL);
  children->parent = g_object_ref (self);
  children->step =
    find_step (get_count (self),
               is_array || self->is_range ? WEIR_VALUE_TREE_GROUP
                                          : WEIR_VALUE_TREE_MAX_MEMBERS);
  return G_LIST_MODEL (children);
}
