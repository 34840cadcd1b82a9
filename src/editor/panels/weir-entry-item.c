/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-entry-item.h"

/* A row of a list of entries. Owned by the list it is in; the parent is known
 * weakly, since it owns the list. */
struct _WeirEntryItem
{
  GObject parent_instance;

  WeirEntryItemKind kind;

  /* owned */
  char       *id;
  char       *title;
  char       *source;
  char       *detail;
  GListStore *children; /* (nullable) */

  guint          port;
  WeirEntryItem *parent; /* (nullable): weak */
};

G_DEFINE_FINAL_TYPE (WeirEntryItem, weir_entry_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_DETAIL = 1,
} WeirEntryItemProperty;

static GParamSpec *properties[PROP_DETAIL + 1];

static void
weir_entry_item_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  WeirEntryItem *self = WEIR_ENTRY_ITEM (object);

  switch ((WeirEntryItemProperty)id)
    {
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    }
}

static void
weir_entry_item_dispose (GObject *object)
{
  WeirEntryItem *self = WEIR_ENTRY_ITEM (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->children);
  G_OBJECT_CLASS (weir_entry_item_parent_class)->dispose (object);
}

static void
weir_entry_item_finalize (GObject *object)
{
  WeirEntryItem *self = WEIR_ENTRY_ITEM (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->detail, g_free);
  G_OBJECT_CLASS (weir_entry_item_parent_class)->finalize (object);
}

static void
weir_entry_item_class_init (WeirEntryItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_entry_item_get_property;
  object_class->dispose = weir_entry_item_dispose;
  object_class->finalize = weir_entry_item_finalize;

  properties[PROP_DETAIL] =
    g_param_spec_string ("detail",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
}

static void
weir_entry_item_init (WeirEntryItem *self)
{
}

static WeirEntryItem *
new_item (WeirEntryItemKind kind, const char *id)
{
  WeirEntryItem *self = g_object_new (WEIR_TYPE_ENTRY_ITEM, NULL);

  self->kind = kind;
  self->id = g_strdup (id);
  return self;
}

WeirEntryItem *
weir_entry_item_new_section (const char *id, const char *title)
{
  WeirEntryItem *self = new_item (WEIR_ENTRY_ITEM_SECTION, id);

  self->title = g_strdup (title);
  return self;
}

WeirEntryItem *
weir_entry_item_new (const char *id)
{
  return new_item (WEIR_ENTRY_ITEM_ELEMENT, id);
}

WeirEntryItem *
weir_entry_item_new_wire (const char *source, guint port, const char *target)
{
  WeirEntryItem *self = new_item (WEIR_ENTRY_ITEM_WIRE, target);

  self->source = g_strdup (source);
  self->port = port;
  return self;
}

WeirEntryItemKind
weir_entry_item_get_kind (WeirEntryItem *self)
{
  return self->kind;
}

const char *
weir_entry_item_get_id (WeirEntryItem *self)
{
  return self->id;
}

const char *
weir_entry_item_get_title (WeirEntryItem *self)
{
  return self->title;
}

const char *
weir_entry_item_get_source (WeirEntryItem *self)
{
  return self->source;
}

guint
weir_entry_item_get_port (WeirEntryItem *self)
{
  return self->port;
}

const char *
weir_entry_item_get_detail (WeirEntryItem *self)
{
  return self->detail;
}

void
weir_entry_item_set_detail (WeirEntryItem *self, const char *detail)
{
  if (g_strcmp0 (self->detail, detail) == 0)
    return;
  g_free (self->detail);
  self->detail = g_strdup (detail);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

GListStore *
weir_entry_item_get_children (WeirEntryItem *self)
{
  if (self->children == NULL)
    self->children = g_list_store_new (WEIR_TYPE_ENTRY_ITEM);
  return self->children;
}

guint
weir_entry_item_get_n_children (WeirEntryItem *self)
{
  return self->children != NULL
           ? g_list_model_get_n_items (G_LIST_MODEL (self->children))
           : 0;
}

WeirEntryItem *
weir_entry_item_get_parent (WeirEntryItem *self)
{
  return self->parent;
}

void
weir_entry_item_set_parent (WeirEntryItem *self, WeirEntryItem *parent)
{
  g_set_weak_pointer (&self->parent, parent);
}
