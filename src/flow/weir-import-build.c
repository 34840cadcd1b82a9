/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-import-private.h"

#include "flow/weir-graft-private.h"
#include "flow/weir-operation-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The edit of an import. First everything gets its id, so that entries can name
 * each other in any order; then what a replaced flow had besides goes; then all
 * is written. */

typedef struct
{
  WeirImportPlan  *plan;
  WeirEditBuilder *builder;
  WeirGraft       *graft;
  const char      *flow; /* (nullable) */
  GHashTable      *kept; /* ids of entries that are replaced, borrowed */
  WeirIdSet       *gone;
} Importer;

static const char *
get_id (WeirElement *element)
{
  return weir_element_get_id (element);
}

static void
replace (Importer *self, const WeirImportItem *item)
{
  g_hash_table_add (self->kept, (gpointer)get_id (item->existing));
  weir_graft_replace (self->graft, item->incoming, get_id (item->existing));
}

/* What is there is meant by whatever names it. */
static void
use_existing (Importer *self, const WeirImportItem *item)
{
  if (item->existing != NULL)
    weir_graft_map (self->graft, get_id (item->incoming), get_id (item->existing));
}

static void
skip_flow (Importer *self, const WeirImportItem *item)
{
  use_existing (self, item);
  for (guint i = 0; i < item->children->len; i++)
    use_existing (self, item->children->pdata[i]);
}

static void
add_flow (Importer *self, const WeirImportItem *item)
{
  weir_graft_take (self->graft, item->incoming, item->existing != NULL);
  for (guint i = 0; i < item->children->len; i++)
    {
      const WeirImportItem *child = item->children->pdata[i];

      weir_graft_take (self->graft, child->incoming, FALSE);
    }
}

static void
replace_flow (Importer *self, const WeirImportItem *item)
{
  const char *id = get_id (item->existing);
  guint       n = weir_document_get_n_elements (self->plan->document);

  replace (self, item);
  for (guint i = 0; i < item->children->len; i++)
    {
      const WeirImportItem *child = item->children->pdata[i];

      if (child->existing != NULL &&
          g_str_equal (weir_element_get_container (child->existing), id))
        replace (self, child);
      else
        weir_graft_take (self->graft, child->incoming, FALSE);
    }
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element =
        weir_document_get_nth_element (self->plan->document, i);

      if (g_str_equal (weir_element_get_container (element), id) &&
          weir_operation_is_addressed (self->plan->document, element) &&
          !g_hash_table_contains (self->kept, get_id (element)))
        weir_id_set_add (self->gone, get_id (element));
    }
}

static void
plan_flow (Importer *self, const WeirImportItem *item)
{
  switch (item->choice)
    {
    case WEIR_IMPORT_CHOICE_SKIP:
      skip_flow (self, item);
      return;
    case WEIR_IMPORT_CHOICE_ADD:
      add_flow (self, item);
      return;
    case WEIR_IMPORT_CHOICE_REPLACE:
      replace_flow (self, item);
      return;
    }
  g_assert_not_reached ();
}

static void
plan_loose (Importer *self, const WeirImportItem *item)
{
  if (item->choice == WEIR_IMPORT_CHOICE_SKIP)
    return;
  for (guint i = 0; i < item->children->len; i++)
    {
      const WeirImportItem *child = item->children->pdata[i];

      if (!weir_operation_would_recurse (self->plan->document,
                                         weir_element_get_type_name (
                                           child->incoming),
                                         self->flow))
        weir_graft_take (self->graft, child->incoming, FALSE);
    }
}

/* Global variables */

static WeirValue *
find_row (const WeirValue *rows, const char *name, gsize *index)
{
  for (gsize i = 0; i < weir_id_list_get_length (rows); i++)
    {
      WeirValue *row = weir_value_get_item (rows, i);

      *index = i;
      if (g_strcmp0 (weir_value_lookup_string (row, "name"), name) == 0)
        return row;
    }
  return NULL;
}

/* Variables of the same name are overwritten, others come behind. */
static WeirValue *
merge_variables (const WeirValue *old, const WeirValue *new)
{
  WeirValue *merged = weir_value_new_array (NULL, 0);

  for (gsize i = 0; i < weir_id_list_get_length (old); i++)
    merged =
      weir_value_with_appended (merged,
                                weir_value_ref (weir_value_get_item (old, i)));
  for (gsize i = 0; i < weir_id_list_get_length (new); i++)
    {
      WeirValue  *row = weir_value_get_item (new, i);
      const char *name = weir_value_lookup_string (row, "name");
      gsize       index = 0;

      if (name != NULL && find_row (merged, name, &index) != NULL)
        merged = weir_value_with_item (merged, index, weir_value_ref (row));
      else
        merged = weir_value_with_appended (merged, weir_value_ref (row));
    }
  return merged;
}

static WeirValue *
merge_modules (const WeirValue *old, const WeirValue *new)
{
  WeirValue       *merged = weir_value_new_object ();
  const WeirValue *parts[] = { old, new };

  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    for (gsize i = 0; parts[k] != NULL &&
                      weir_value_get_kind (parts[k]) == WEIR_VALUE_KIND_OBJECT &&
                      i < weir_value_get_length (parts[k]);
         i++)
      merged = weir_value_with_member (merged,
                                       weir_value_get_key (parts[k], i, NULL),
                                       weir_value_ref (
                                         weir_value_get_member (parts[k], i)));
  return merged;
}

static void
merge_global (Importer *self, const WeirImportItem *item)
{
  const char *id = get_id (item->existing);
  WeirValue  *env = weir_element_get_member (item->incoming, "env");
  WeirValue  *modules = weir_element_get_member (item->incoming, "modules");

  if (env != NULL)
    weir_edit_builder_set (
      self->builder,
      id,
      "env",
      merge_variables (weir_element_get_member (item->existing, "env"), env));
  if (modules != NULL)
    weir_edit_builder_set (self->builder,
                           id,
                           "modules",
                           merge_modules (weir_element_get_member (item->existing,
                                                                   "modules"),
                                          modules));
}

static void
plan_configuration (Importer *self, const WeirImportItem *item)
{
  gboolean is_global =
    weir_element_get_kind (item->incoming) == WEIR_ELEMENT_KIND_GLOBAL_CONFIG;

  switch (item->choice)
    {
    case WEIR_IMPORT_CHOICE_SKIP:
      use_existing (self, item);
      return;
    case WEIR_IMPORT_CHOICE_ADD:
      if (is_global && item->existing != NULL)
        merge_global (self, item);
      else
        weir_graft_take (self->graft, item->incoming, item->existing != NULL);
      return;
    case WEIR_IMPORT_CHOICE_REPLACE:
      replace (self, item);
      return;
    }
  g_assert_not_reached ();
}

static void
remove_gone (Importer *self)
{
  if (self->gone->list->len == 0)
    return;
  weir_operation_forget (self->builder, self->plan->document, self->gone);
  for (guint i = 0; i < self->gone->list->len; i++)
    if (!g_hash_table_contains (self->kept, self->gone->list->pdata[i]))
      weir_edit_builder_remove (self->builder, self->gone->list->pdata[i]);
}

static void
plan_all (Importer *self)
{
  for (guint i = 0; i < self->plan->items->len; i++)
    {
      const WeirImportItem *item = self->plan->items->pdata[i];

      if (item->incoming == NULL)
        plan_loose (self, item);
      else if (item->children != NULL)
        plan_flow (self, item);
      else
        plan_configuration (self, item);
    }
}

static char *
add_new_flow (WeirImportPlan *plan, WeirEditBuilder *builder)
{
  return weir_operation_add_tab (builder,
                                 plan->document,
                                 weir_import_plan_recovers (plan)
                                   ? _ ("Recovered Nodes")
                                   : NULL,
                                 NULL);
}

WeirEdit *
weir_import_plan_build (WeirImportPlan *self,
                        const char     *flow,
                        double          dx,
                        double          dy,
                        GPtrArray     **ids)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (WeirGraft)       graft = NULL;
  g_autoptr (GHashTable)      kept = NULL;
  g_autoptr (WeirIdSet)       gone = NULL;
  g_autofree char            *new_flow = NULL;
  Importer                    importer;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (isfinite (dx) && isfinite (dy), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  *ids = g_ptr_array_new_with_free_func (g_free);
  builder = weir_edit_builder_new (self->document);
  if (flow != NULL && (weir_document_get_element (self->document, flow) == NULL ||
                       weir_operation_is_locked (self->document, flow) ||
                       weir_import_plan_recovers (self)))
    flow = NULL;
  if (flow == NULL && weir_import_plan_has_loose (self))
    flow = new_flow = add_new_flow (self, builder);
  graft = weir_graft_new (builder, self->document, self->incoming);
  weir_graft_set_place (graft,
                        flow,
                        new_flow == NULL ? dx : 0,
                        new_flow == NULL ? dy : 0);
  kept = g_hash_table_new (g_str_hash, g_str_equal);
  gone = weir_id_set_new ();
  importer = (Importer){ self, builder, graft, flow, kept, gone };
  plan_all (&importer);
  remove_gone (&importer);
  weir_graft_write (graft, *ids);
  return weir_edit_builder_end (builder);
}
