/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-flow.h"

#include "flow/weir-graft-private.h"
#include "flow/weir-operation-private.h"

#include <string.h>

/* Tabs. */

/* Where an entry stands in the file; -1 when it isn't there. */
static int
find_index (WeirDocument *document, const char *id)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; id != NULL && i < n; i++)
    if (g_str_equal (weir_element_get_id (
                       weir_document_get_nth_element (document, i)),
                     id))
      return (int)i;
  return -1;
}

static gboolean
is_tab (WeirDocument *document, const char *id)
{
  WeirElement *element = weir_document_get_element (document, id);

  return element != NULL &&
         weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB;
}

static WeirValue *
describe_flow (const char *id, const char *label)
{
  WeirValue *entry = weir_value_new_object ();

  entry = weir_value_with_member (entry, "id", weir_value_new_string (id));
  entry = weir_value_with_member (entry, "type", weir_value_new_string ("tab"));
  entry = weir_value_with_member (entry, "label", weir_value_new_string (label));
  entry =
    weir_value_with_member (entry, "disabled", weir_value_new_boolean (FALSE));
  entry = weir_value_with_member (entry, "info", weir_value_new_string (""));
  return weir_value_with_member (entry, "env", weir_value_new_array (NULL, 0));
}

char *
weir_operation_add_tab (WeirEditBuilder *builder,
                        WeirDocument    *document,
                        const char      *name,
                        const char      *after)
{
  g_autoptr (WeirValue) entry = NULL;
  g_autofree char      *label = g_strdup (name);
  char                 *id = weir_edit_builder_new_id (builder);
  int                   index = find_index (document, after);

  /* As Node-RED's editor calls them, in every language. */
  if (label == NULL)
    label = weir_operation_next_name (document, "tab", "label", "Flow");
  if (index < 0)
    index = weir_operation_find_place (document, WEIR_ELEMENT_KIND_TAB);
  else
    index++;
  entry = describe_flow (id, label);
  weir_edit_builder_add_value (builder, index, entry);
  return id;
}

WeirEdit *
weir_operation_add_flow (WeirDocument *document,
                         const char   *name,
                         const char   *after,
                         char        **id)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  builder = weir_edit_builder_new (document);
  *id = weir_operation_add_tab (builder, document, name, after);
  return weir_edit_builder_end (builder);
}

/* Where the tab of that position stands in the file; -1 for the last. */
static int
find_tab (WeirDocument *document, int position)
{
  guint n = weir_document_get_n_elements (document);
  int   place = -1;
  int   n_tabs = 0;

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_TAB)
        continue;
      if (position < 0 || n_tabs <= position)
        place = (int)i;
      n_tabs++;
    }
  return place;
}

/* Takes the place of the tab that is there, so that nothing else moves. */
WeirEdit *
weir_operation_move_flow (WeirDocument *document, const char *id, int position)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  int                         place;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (position >= -1, NULL);

  if (!is_tab (document, id))
    return NULL;
  place = find_tab (document, position);
  if (find_index (document, id) == place)
    return NULL;
  builder = weir_edit_builder_new (document);
  weir_edit_builder_reorder (builder, id, place);
  return weir_edit_builder_end (builder);
}

/* “Flow 1” becomes the next that is free, “Lamps” becomes “Lamps 2”. */
static char *
name_copy (WeirDocument *document, WeirElement *tab)
{
  const char *label =
    weir_value_lookup_string (weir_element_get_value (tab), "label");
  const char            *blank = label != NULL ? strrchr (label, ' ') : NULL;
  g_autofree char       *stem = NULL;
  g_autoptr (GHashTable) taken = NULL;
  guint                  number;

  if (label == NULL || *label == '\0')
    return weir_operation_next_name (document, "tab", "label", "Flow");
  if (blank != NULL && blank > label)
    {
      stem = g_strndup (label, blank - label);
      if (weir_operation_read_number (label, stem) == 0)
        g_clear_pointer (&stem, g_free);
    }
  if (stem == NULL)
    stem = g_strdup (label);
  taken = weir_operation_list_numbers (document, "tab", "label", stem);
  g_hash_table_add (taken, GUINT_TO_POINTER (1));
  for (number = 2; g_hash_table_contains (taken, GUINT_TO_POINTER (number));)
    number++;
  return g_strdup_printf ("%s %u", stem, number);
}

/* Returns: (transfer full): the id of the copy */
static char *
copy_flow (WeirEditBuilder *builder, WeirDocument *document, WeirElement *tab)
{
  g_autoptr (WeirGraft) graft = weir_graft_new (builder, document, document);
  const char           *id = weir_element_get_id (tab);
  guint                 n = weir_document_get_n_elements (document);
  char                 *copy;

  weir_graft_set_renumber (graft, TRUE);
  weir_graft_set_tab_index (graft, find_index (document, id) + 1);
  copy = g_strdup (weir_graft_take (graft, tab, TRUE));
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (g_str_equal (weir_element_get_container (element), id))
        weir_graft_take (graft, element, TRUE);
    }
  weir_graft_write (graft, NULL);
  return copy;
}

WeirEdit *
weir_operation_duplicate_flow (WeirDocument       *document,
                               const WeirRegistry *registry,
                               const char         *id,
                               char              **copy)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autofree char            *label = NULL;
  WeirElement                *tab;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (id != NULL && copy != NULL, NULL);

  *copy = NULL;
  if (!is_tab (document, id))
    return NULL;
  tab = weir_document_get_element (document, id);
  label = name_copy (document, tab);
  builder = weir_edit_builder_new (document);
  *copy = copy_flow (builder, document, tab);
  weir_edit_builder_set_text (builder, *copy, "label", label);
  weir_edit_builder_set (builder, *copy, "locked", NULL);
  return weir_edit_builder_end (builder);
}

static gboolean
is_lost (WeirDocument *document, WeirElement *element)
{
  const char *flow = weir_element_get_container (element);

  return *flow != '\0' && weir_operation_has_place (element) &&
         weir_document_get_element (document, flow) == NULL;
}

WeirEdit *
weir_operation_recover_flows (WeirDocument *document, const char *name)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (GHashTable)      made = g_hash_table_new (g_str_hash, g_str_equal);
  guint                       n;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);

  builder = weir_edit_builder_new (document);
  n = weir_document_get_n_elements (document);
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *flow = weir_element_get_container (element);
      g_autoptr (WeirValue) entry = NULL;

      if (!is_lost (document, element) ||
          !g_hash_table_add (made, (gpointer)flow))
        continue;
      entry = describe_flow (flow, name);
      weir_edit_builder_add_value (builder, 0, entry);
    }
  return weir_edit_builder_end (builder);
}
