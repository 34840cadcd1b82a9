/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-import-private.h"

#include "flow/weir-clipboard.h"
#include "flow/weir-environment.h"
#include "flow/weir-check.h"
#include "flow/weir-incoming-private.h"
#include "flow/weir-operation-private.h"
#include "json/weir-json.h"

/* A flow that is to come into a document, compared with it. Owned by the dialog
 * that shows it; weir-import-build.c makes the edit. */

static void
item_free (gpointer data)
{
  WeirImportItem *item = data;

  g_clear_object (&item->incoming);
  g_clear_object (&item->existing);
  g_clear_pointer (&item->children, g_ptr_array_unref);
  g_free (item);
}

/* Comparing */

static gboolean
runs (WeirImportPlan *self, WeirElement *element)
{
  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_GROUP:
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      return TRUE;
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_INVALID:
      return FALSE;
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_CONFIG:
      return weir_registry_lookup (self->registry,
                                   weir_element_get_type_name (element)) != NULL;
    }
  g_assert_not_reached ();
}

/* There is one entry for what is global, whatever its id. */
static WeirElement *
find_global (WeirDocument *document)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GLOBAL_CONFIG)
        return element;
    }
  return NULL;
}

/* What the entry is a version of; something of another kind that has its id by
 * chance is none. */
static WeirElement *
find_existing (WeirImportPlan *self, WeirElement *element)
{
  WeirElement *existing;

  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GLOBAL_CONFIG)
    return find_global (self->document);
  existing =
    weir_document_get_element (self->document, weir_element_get_id (element));
  if (existing == NULL ||
      weir_element_get_kind (existing) != weir_element_get_kind (element) ||
      !weir_operation_is_addressed (self->incoming, element))
    return NULL;
  return existing;
}

static WeirImportItem *
item_new (WeirImportPlan *self, WeirElement *element)
{
  WeirImportItem *item = g_new0 (WeirImportItem, 1);

  item->incoming = g_object_ref (element);
  item->existing = find_existing (self, element);
  item->runs = runs (self, element);
  item->state = WEIR_IMPORT_STATE_NEW;
  if (item->existing == NULL)
    return item;
  g_object_ref (item->existing);
  item->state = weir_incoming_is_same (element, item->existing)
                  ? WEIR_IMPORT_STATE_SAME
                  : WEIR_IMPORT_STATE_DIFFERENT;
  return item;
}

static gboolean
is_flow (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return kind == WEIR_ELEMENT_KIND_TAB || kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

static WeirImportItem *
add_flow (WeirImportPlan *self, WeirElement *element)
{
  WeirImportItem *item = item_new (self, element);

  item->children = g_ptr_array_new_with_free_func (item_free);
  if (item->state == WEIR_IMPORT_STATE_SAME &&
      !weir_incoming_has_same_flow (self->document, self->incoming, element))
    item->state = WEIR_IMPORT_STATE_DIFFERENT;
  g_ptr_array_add (self->items, item);
  return item;
}

static void
add_flows (WeirImportPlan *self, GHashTable *by_id)
{
  guint n = weir_document_get_n_elements (self->incoming);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->incoming, i);
      WeirImportItem *item;

      if (!is_flow (element))
        continue;
      item = add_flow (self, element);
      if (weir_operation_is_addressed (self->incoming, element))
        g_hash_table_insert (by_id, (gpointer)weir_element_get_id (element), item);
    }
}

static WeirImportItem *
ensure_loose (WeirImportPlan *self, WeirImportItem *loose)
{
  if (loose != NULL)
    return loose;
  loose = g_new0 (WeirImportItem, 1);
  loose->runs = TRUE;
  loose->state = WEIR_IMPORT_STATE_NEW;
  loose->children = g_ptr_array_new_with_free_func (item_free);
  g_ptr_array_add (self->items, loose);
  return loose;
}

static void
add_others (WeirImportPlan *self, GHashTable *by_id)
{
  g_autoptr (GPtrArray) configurations = g_ptr_array_new ();
  WeirImportItem       *loose = NULL;
  guint                 n = weir_document_get_n_elements (self->incoming);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->incoming, i);
      WeirImportItem *flow;

      if (is_flow (element))
        continue;
      flow = g_hash_table_lookup (by_id, weir_element_get_container (element));
      if (flow == NULL && weir_incoming_is_loose (self->incoming, element))
        flow = loose = ensure_loose (self, loose);
      if (flow != NULL)
        g_ptr_array_add (flow->children, item_new (self, element));
      else
        g_ptr_array_add (configurations, element);
    }
  for (guint i = 0; i < configurations->len; i++)
    g_ptr_array_add (self->items, item_new (self, configurations->pdata[i]));
}

/* Choices */

static gboolean
allows (WeirImportPlan *self, const WeirImportItem *item, WeirImportChoice choice)
{
  switch (choice)
    {
    case WEIR_IMPORT_CHOICE_SKIP:
    case WEIR_IMPORT_CHOICE_ADD:
      return TRUE;
    case WEIR_IMPORT_CHOICE_REPLACE:
      return item->existing != NULL &&
             weir_element_get_kind (item->existing) !=
               WEIR_ELEMENT_KIND_GLOBAL_CONFIG &&
             !weir_operation_is_locked (self->document,
                                        weir_element_get_id (item->existing));
    }
  g_assert_not_reached ();
}

/* Global variables are brought together, so adding them is never too much;
 * configuration that is there goes on being used. */
static WeirImportChoice
choose (WeirImportPlan *self, const WeirImportItem *item, gboolean replace)
{
  switch (item->state)
    {
    case WEIR_IMPORT_STATE_NEW:
      return WEIR_IMPORT_CHOICE_ADD;
    case WEIR_IMPORT_STATE_SAME:
      return WEIR_IMPORT_CHOICE_SKIP;
    case WEIR_IMPORT_STATE_DIFFERENT:
      if (replace && allows (self, item, WEIR_IMPORT_CHOICE_REPLACE))
        return WEIR_IMPORT_CHOICE_REPLACE;
      return weir_element_get_kind (item->incoming) == WEIR_ELEMENT_KIND_CONFIG
               ? WEIR_IMPORT_CHOICE_SKIP
               : WEIR_IMPORT_CHOICE_ADD;
    }
  g_assert_not_reached ();
}

static void
add_items (WeirImportPlan *self, gboolean replace)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  self->items = g_ptr_array_new_with_free_func (item_free);
  add_flows (self, by_id);
  add_others (self, by_id);
  for (guint i = 0; i < self->items->len; i++)
    {
      WeirImportItem *item = self->items->pdata[i];

      item->choice = choose (self, item, replace);
    }
}

WeirImportPlan *
weir_import_plan_new (WeirDocument       *document,
                      const WeirRegistry *registry,
                      WeirDocument       *incoming,
                      gboolean            replace)
{
  WeirImportPlan *self;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (WEIR_IS_DOCUMENT (incoming), NULL);
  g_return_val_if_fail (registry != NULL, NULL);

  self = g_new0 (WeirImportPlan, 1);
  self->document = g_object_ref (document);
  self->incoming = g_object_ref (incoming);
  self->registry = weir_registry_ref ((WeirRegistry *)registry);
  add_items (self, replace);
  return self;
}

void
weir_import_plan_free (WeirImportPlan *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->items);
  weir_registry_unref (self->registry);
  g_object_unref (self->incoming);
  g_object_unref (self->document);
  g_free (self);
}

guint
weir_import_plan_get_n_items (WeirImportPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

const WeirImportItem *
weir_import_plan_get_item (WeirImportPlan *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->items->len, NULL);

  return self->items->pdata[index];
}

gboolean
weir_import_plan_allows (WeirImportPlan *self, guint index, WeirImportChoice choice)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (index < self->items->len, FALSE);

  return allows (self, self->items->pdata[index], choice);
}

void
weir_import_plan_set_choice (WeirImportPlan  *self,
                             guint            index,
                             WeirImportChoice choice)
{
  g_return_if_fail (weir_import_plan_allows (self, index, choice));

  ((WeirImportItem *)self->items->pdata[index])->choice = choice;
}

guint
weir_import_plan_count (WeirImportPlan *self)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->items->len; i++)
    {
      const WeirImportItem *item = self->items->pdata[i];

      if (item->choice == WEIR_IMPORT_CHOICE_SKIP)
        continue;
      count += item->incoming != NULL;
      count += item->children != NULL ? item->children->len : 0;
    }
  return count;
}

static const WeirImportItem *
find_loose (WeirImportPlan *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const WeirImportItem *item = self->items->pdata[i];

      if (item->incoming == NULL)
        return item;
    }
  return NULL;
}

static gboolean
is_conflict (const WeirImportItem *item)
{
  if (item->incoming == NULL || item->existing == NULL)
    return FALSE;
  switch (weir_element_get_kind (item->incoming))
    {
    case WEIR_ELEMENT_KIND_TAB:
      return TRUE;
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_CONFIG:
      return item->state == WEIR_IMPORT_STATE_DIFFERENT;
    case WEIR_ELEMENT_KIND_GROUP:
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      return FALSE;
    }
  g_assert_not_reached ();
}

gboolean
weir_import_plan_has_conflict (WeirImportPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->items->len; i++)
    {
      if (is_conflict (self->items->pdata[i]))
        return TRUE;
    }
  return FALSE;
}

gboolean
weir_import_plan_has_loose (WeirImportPlan *self)
{
  const WeirImportItem *loose;

  g_return_val_if_fail (self != NULL, FALSE);

  loose = find_loose (self);
  return loose != NULL && loose->choice != WEIR_IMPORT_CHOICE_SKIP;
}

gboolean
weir_import_plan_recovers (WeirImportPlan *self)
{
  const WeirImportItem *first =
    self->items->len > 0 ? self->items->pdata[0] : NULL;

  for (guint i = 0; first != NULL && i < self->items->len; i++)
    {
      const WeirImportItem *item = self->items->pdata[i];

      if (item->incoming != NULL &&
          weir_element_get_kind (item->incoming) == WEIR_ELEMENT_KIND_TAB)
        return find_loose (self) != NULL;
    }
  return FALSE;
}

/* Problems */

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)weir_problem_free);
}

/* What the checks say of the text itself; what becomes of shared ids and missing
 * flows is another thing here than where a file is run as it is. */
static void
add_problem (GPtrArray *problems, WeirProblem *problem)
{
  if (g_str_equal (problem->code, "F804") || g_str_equal (problem->code, "F807"))
    {
      g_ptr_array_add (problems, weir_problem_copy (problem));
      return;
    }
  if (g_str_equal (problem->code, "F805"))
    g_ptr_array_add (problems,
                     weir_problem_new ("F816",
                                       problem->element_id,
                                       NULL,
                                       "id",
                                       problem->element_id,
                                       NULL));
}

GPtrArray *
weir_import_plan_list_problems (WeirImportPlan *self)
{
  g_autoptr (WeirSnapshot)    snapshot = NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_autoptr (GPtrArray)       found = NULL;
  GPtrArray                  *problems = new_problems ();

  g_return_val_if_fail (self != NULL, NULL);

  snapshot = weir_document_snapshot (self->incoming, NULL);
  environment = weir_environment_new (snapshot, NULL);
  found = weir_check_snapshot (snapshot, self->registry, environment);
  if (weir_document_is_v2 (self->incoming))
    g_ptr_array_add (problems, weir_problem_new ("F808", NULL, NULL, NULL));
  for (guint i = 0; i < found->len; i++)
    add_problem (problems, found->pdata[i]);
  if (weir_import_plan_recovers (self))
    {
      g_autofree char *n =
        g_strdup_printf ("%u", find_loose (self)->children->len);

      g_ptr_array_add (problems,
                       weir_problem_new ("F817", NULL, NULL, "n", n, NULL));
    }
  return problems;
}

/* Differences */

void
weir_import_difference_free (WeirImportDifference *difference)
{
  g_return_if_fail (difference != NULL);

  g_free (difference->key);
  g_free (difference->before);
  g_free (difference->after);
  g_free (difference);
}

static char *
dup_text (const WeirValue *value)
{
  if (value == NULL)
    return NULL;
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING)
    return g_strdup (weir_value_get_string (value, NULL));
  return weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
}

static void
compare (GPtrArray       *differences,
         const char      *key,
         const WeirValue *before,
         const WeirValue *after)
{
  WeirImportDifference *difference;

  if (g_str_equal (key, "credentials") ||
      (before != NULL && after != NULL && weir_value_equal (before, after)))
    return;
  difference = g_new0 (WeirImportDifference, 1);
  difference->key = g_strdup (key);
  difference->before = dup_text (before);
  difference->after = dup_text (after);
  g_ptr_array_add (differences, difference);
}

static gsize
get_n_members (const WeirValue *entry)
{
  if (entry == NULL || weir_value_get_kind (entry) != WEIR_VALUE_KIND_OBJECT)
    return 0;
  return weir_value_get_length (entry);
}

GPtrArray *
weir_import_list_differences (WeirElement *before, WeirElement *after)
{
  GPtrArray *differences =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_import_difference_free);
  WeirValue *old = before != NULL ? weir_element_get_value (before) : NULL;
  WeirValue *new = after != NULL ? weir_element_get_value (after) : NULL;

  for (gsize i = 0; i < get_n_members (old); i++)
    {
      const char *key = weir_value_get_key (old, i, NULL);

      compare (differences,
               key,
               weir_value_get_member (old, i),
               new != NULL ? weir_value_lookup (new, key) : NULL);
    }
  for (gsize i = 0; i < get_n_members (new); i++)
    {
      const char *key = weir_value_get_key (new, i, NULL);

      if (old == NULL || weir_value_lookup (old, key) == NULL)
        compare (differences, key, NULL, weir_value_get_member (new, i));
    }
  return differences;
}
