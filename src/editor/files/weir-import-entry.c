/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-import-entry.h"

#include <glib/gi18n-lib.h>

/* One row of the preview: what a plan says of an item, in words. */
struct _WeirImportEntry
{
  GObject parent_instance;

  WeirImportPlan       *plan; /* borrowed, as the next two */
  const WeirRegistry   *registry;
  const WeirImportItem *item;
  guint                 index; /* in the plan; unused inside a flow */
  gboolean              inner; /* inside a flow */
};

G_DEFINE_FINAL_TYPE (WeirImportEntry, weir_import_entry, G_TYPE_OBJECT)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weir_import_entry_class_init (WeirImportEntryClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);
}

static void
weir_import_entry_init (WeirImportEntry *self)
{
}

static WeirImportEntry *
entry_new (WeirImportPlan       *plan,
           const WeirRegistry   *registry,
           const WeirImportItem *item)
{
  WeirImportEntry *self = g_object_new (WEIR_TYPE_IMPORT_ENTRY, NULL);

  self->plan = plan;
  self->registry = registry;
  self->item = item;
  return self;
}

GListModel *
weir_import_entry_list (WeirImportPlan *plan, const WeirRegistry *registry)
{
  GListStore *entries = g_list_store_new (WEIR_TYPE_IMPORT_ENTRY);

  for (guint i = 0; i < weir_import_plan_get_n_items (plan); i++)
    {
      g_autoptr (WeirImportEntry) entry =
        entry_new (plan, registry, weir_import_plan_get_item (plan, i));

      entry->index = i;
      g_list_store_append (entries, entry);
    }
  return G_LIST_MODEL (entries);
}

GListModel *
weir_import_entry_list_children (WeirImportEntry *self)
{
  GListStore *entries;

  if (self->item->children == NULL || self->item->children->len == 0)
    return NULL;
  entries = g_list_store_new (WEIR_TYPE_IMPORT_ENTRY);
  for (guint i = 0; i < self->item->children->len; i++)
    {
      g_autoptr (WeirImportEntry) entry =
        entry_new (self->plan, self->registry, self->item->children->pdata[i]);

      entry->inner = TRUE;
      g_list_store_append (entries, entry);
    }
  return G_LIST_MODEL (entries);
}

const WeirImportItem *
weir_import_entry_get_item (WeirImportEntry *self)
{
  return self->item;
}

static const WeirNodeType *
get_type (WeirImportEntry *self)
{
  if (self->item->incoming == NULL)
    return NULL;
  return weir_registry_lookup (self->registry,
                               weir_element_get_type_name (self->item->incoming));
}

char *
weir_import_entry_dup_type (WeirImportEntry *self)
{
  const WeirNodeType *type = get_type (self);

  if (self->item->incoming == NULL)
    return g_strdup ("");
  if (weir_element_get_kind (self->item->incoming) == WEIR_ELEMENT_KIND_TAB)
    return g_strdup (_ ("Flow"));
  if (weir_element_get_kind (self->item->incoming) == WEIR_ELEMENT_KIND_SUBFLOW)
    return g_strdup (_ ("Subflow"));
  if (type != NULL)
    return g_strdup (_ (type->label));
  return g_utf8_make_valid (weir_element_get_type_name (self->item->incoming),
                            -1);
}

char *
weir_import_entry_dup_label (WeirImportEntry *self)
{
  WeirElement        *element = self->item->incoming;
  const WeirNodeType *type = get_type (self);
  const char         *name;
  char               *label = NULL;

  if (element == NULL)
    return g_strdup (_ ("Nodes Without a Flow"));
  name = weir_value_lookup_string (
    weir_element_get_value (element),
    weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB ? "label" : "name");
  if (name != NULL && *name != '\0')
    return g_utf8_make_valid (name, -1);
  if (type != NULL && type->describe != NULL)
    label = type->describe (weir_element_get_value (element));
  if (label != NULL)
    return g_strdelimit (label, "\t\n", ' ');
  return weir_import_entry_dup_type (self);
}

const char *
weir_import_entry_get_state_text (WeirImportEntry *self)
{
  switch (self->item->state)
    {
    case WEIR_IMPORT_STATE_NEW:
      return _ ("New");
    case WEIR_IMPORT_STATE_SAME:
      /* Translators: an entry that is imported is in the flow already */
      return _ ("Same");
    case WEIR_IMPORT_STATE_DIFFERENT:
      /* Translators: an entry that is imported is in the flow already, but differs */
      return _ ("Different");
    }
  return NULL;
}

gboolean
weir_import_entry_is_item (WeirImportEntry *self)
{
  return !self->inner;
}

gboolean
weir_import_entry_allows (WeirImportEntry *self, WeirImportChoice choice)
{
  return !self->inner &&
         weir_import_plan_allows (self->plan, self->index, choice);
}

static gboolean
is_config (WeirImportEntry *self)
{
  return self->item->incoming != NULL && self->item->children == NULL;
}

const char *
weir_import_entry_get_choice_text (WeirImportEntry *self, WeirImportChoice choice)
{
  gboolean exists = self->item->existing != NULL;

  switch (choice)
    {
    case WEIR_IMPORT_CHOICE_SKIP:
      return exists && is_config (self) ? _ ("Use Existing") : _ ("Skip");
    case WEIR_IMPORT_CHOICE_ADD:
      return exists ? _ ("Add a Copy") : _ ("Add");
    case WEIR_IMPORT_CHOICE_REPLACE:
      return _ ("Replace");
    }
  return NULL;
}

void
weir_import_entry_choose (WeirImportEntry *self, WeirImportChoice choice)
{
  if (self->inner || self->item->choice == choice)
    return;
  weir_import_plan_set_choice (self->plan, self->index, choice);
  g_signal_emit (self, signals[CHOSEN], 0);
}
