/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-private.h"

#include <math.h>
#include <string.h>

/* New entries, with their members in the order in which Node-RED's editor writes
 * them. */

#define SUBFLOW_PREFIX "subflow:"

/* Node-RED's nodes that are named by number when they are new. */
static const struct
{
  const char *type;
  const char *stem;
} numbered[] = {
  { "debug", "debug" },
  { "function", "function" },
  { "link in", "link in" },
  { "link out", "link out" },
};

static WeirValue *
with_text (WeirValue *entry, const char *key, const char *text)
{
  return weir_value_with_member (entry, key, weir_value_new_string (text));
}

static WeirValue *
with_number (WeirValue *entry, const char *key, double number)
{
  return weir_value_with_member (entry, key, weir_value_new_number (number));
}

guint
weir_operation_read_number (const char *name, const char *stem)
{
  guint64 number;

  if (!g_str_has_prefix (name, stem) || name[strlen (stem)] != ' ')
    return 0;
  if (!g_ascii_string_to_unsigned (name + strlen (stem) + 1,
                                   10,
                                   1,
                                   G_MAXUINT32,
                                   &number,
                                   NULL))
    return 0;
  return (guint)number;
}

GHashTable *
weir_operation_list_numbers (WeirDocument *document,
                             const char   *type,
                             const char   *key,
                             const char   *stem)
{
  GHashTable *numbers = g_hash_table_new (NULL, NULL);
  guint       n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *name =
        weir_value_lookup_string (weir_element_get_value (element), key);
      guint number;

      if (name == NULL ||
          !g_str_equal (weir_element_get_type_name (element), type))
        continue;
      number = weir_operation_read_number (name, stem);
      if (number > 0)
        g_hash_table_add (numbers, GUINT_TO_POINTER (number));
    }
  return numbers;
}

char *
weir_operation_next_name (WeirDocument *document,
                          const char   *type,
                          const char   *key,
                          const char   *stem)
{
  g_autoptr (GHashTable) taken =
    weir_operation_list_numbers (document, type, key, stem);
  guint number = 1;

  while (g_hash_table_contains (taken, GUINT_TO_POINTER (number)))
    number++;
  return g_strdup_printf ("%s %u", stem, number);
}

gboolean
weir_operation_would_recurse (WeirDocument *document,
                              const char   *type,
                              const char   *flow)
{
  g_autoptr (WeirIdSet) inside = weir_id_set_new ();
  guint                 n = weir_document_get_n_elements (document);
  WeirElement          *around =
    flow != NULL ? weir_document_get_element (document, flow) : NULL;

  if (around == NULL ||
      weir_element_get_kind (around) != WEIR_ELEMENT_KIND_SUBFLOW ||
      !g_str_has_prefix (type, SUBFLOW_PREFIX))
    return FALSE;
  weir_id_set_add (inside, type + strlen (SUBFLOW_PREFIX));
  for (guint i = 0; i < inside->list->len; i++)
    {
      if (g_str_equal (inside->list->pdata[i], flow))
        return TRUE;
      for (guint k = 0; k < n; k++)
        {
          WeirElement *element = weir_document_get_nth_element (document, k);
          const char  *inner = weir_element_get_type_name (element);

          if (g_str_has_prefix (inner, SUBFLOW_PREFIX) &&
              g_str_equal (weir_element_get_container (element),
                           inside->list->pdata[i]))
            weir_id_set_add (inside, inner + strlen (SUBFLOW_PREFIX));
        }
    }
  return FALSE;
}

static WeirValue *
with_defaults (WeirValue *entry, const WeirNodeType *type)
{
  const WeirProperty *property = type->properties;

  for (; property != NULL && property->key != NULL; property++)
    {
      WeirValue *value;

      if ((property->flags & WEIR_PROPERTY_CREDENTIAL) != 0)
        continue;
      value = weir_property_get_default (property);
      if (value != NULL)
        entry = weir_value_with_member (entry, property->key, value);
    }
  return entry;
}

static WeirValue *
with_number_name (WeirValue *entry, WeirDocument *document, const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbered); i++)
    if (g_str_equal (numbered[i].type, type))
      {
        g_autofree char *name =
          weir_operation_next_name (document, type, "name", numbered[i].stem);

        return with_text (entry, "name", name);
      }
  return entry;
}

static WeirValue *
with_outputs (WeirValue *entry, guint n_outputs)
{
  WeirValue *wires = weir_value_new_array (NULL, 0);

  for (guint i = 0; i < n_outputs; i++)
    wires = weir_value_with_appended (wires, weir_value_new_array (NULL, 0));
  return weir_value_with_member (entry, "wires", wires);
}

static WeirValue *
describe_group (WeirValue *entry)
{
  WeirValue *style = weir_value_with_member (weir_value_new_object (),
                                             "label",
                                             weir_value_new_boolean (TRUE));

  entry = with_text (entry, "name", "");
  entry = weir_value_with_member (entry, "style", style);
  return weir_value_with_member (entry, "nodes", weir_value_new_array (NULL, 0));
}

WeirValue *
weir_operation_describe_node (WeirEditBuilder    *builder,
                              WeirDocument       *document,
                              const WeirRegistry *registry,
                              const char         *type,
                              const char         *flow,
                              double              x,
                              double              y)
{
  const WeirNodeType *known = weir_registry_lookup (registry, type);
  g_autofree char    *id = weir_edit_builder_new_id (builder);
  WeirValue          *entry = weir_value_new_object ();
  gboolean            is_group = g_str_equal (type, "group");
  gboolean            is_junction = g_str_equal (type, "junction");

  entry = with_text (entry, "id", id);
  entry = with_text (entry, "type", type);
  if (flow != NULL)
    entry = with_text (entry, "z", flow);
  if (is_group)
    entry = describe_group (entry);
  else if (known != NULL && !is_junction)
    entry = with_number_name (with_defaults (entry, known), document, type);
  else if (!is_junction)
    entry = with_text (entry, "name", "");

  if (known != NULL && known->category == WEIR_NODE_CATEGORY_CONFIG)
    return entry;
  if (flow == NULL)
    return entry;
  entry = with_number (entry, "x", weir_operation_round (x));
  entry = with_number (entry, "y", weir_operation_round (y));
  if (is_group)
    return with_number (with_number (entry, "w", 40), "h", 40);
  return with_outputs (entry,
                       is_junction     ? 1
                       : known != NULL ? known->outputs
                                       : 0);
}

/* Files keep their order: tabs, subflows and configuration stay together. */
int
weir_operation_find_place (WeirDocument *document, WeirElementKind kind)
{
  gboolean is_flow =
    kind == WEIR_ELEMENT_KIND_TAB || kind == WEIR_ELEMENT_KIND_SUBFLOW;

  if (!is_flow && kind != WEIR_ELEMENT_KIND_CONFIG)
    return -1;
  for (guint i = weir_document_get_n_elements (document); i > 0; i--)
    {
      WeirElement *element = weir_document_get_nth_element (document, i - 1);

      if (weir_element_get_kind (element) == kind ||
          (kind == WEIR_ELEMENT_KIND_SUBFLOW &&
           weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB))
        return (int)i;
    }
  return is_flow ? 0 : -1;
}

static gboolean
can_add (WeirDocument *document, const char *type, const char *flow)
{
  return flow == NULL || (weir_document_get_element (document, flow) != NULL &&
                          !weir_operation_is_locked (document, flow) &&
                          !weir_operation_would_recurse (document, type, flow));
}

static WeirEdit *
add_node (WeirDocument       *document,
          const WeirRegistry *registry,
          const char         *type,
          const char         *flow,
          double              x,
          double              y,
          char              **id)
{
  g_autoptr (WeirEditBuilder) builder = weir_edit_builder_new (document);
  g_autoptr (WeirValue)       entry =
    weir_operation_describe_node (builder, document, registry, type, flow, x, y);

  *id = g_strdup (weir_value_lookup_string (entry, "id"));
  weir_edit_builder_add_value (
    builder,
    weir_operation_find_place (document, weir_element_kind_for_value (entry)),
    entry);
  return weir_edit_builder_end (builder);
}

WeirEdit *
weir_operation_add_node (WeirDocument       *document,
                         const WeirRegistry *registry,
                         const char         *type,
                         const char         *flow,
                         double              x,
                         double              y,
                         char              **id)
{
  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL && type != NULL && id != NULL, NULL);
  g_return_val_if_fail (isfinite (x) && isfinite (y), NULL);

  *id = NULL;
  if (!can_add (document, type, flow))
    return NULL;
  return add_node (document, registry, type, flow, x, y, id);
}
