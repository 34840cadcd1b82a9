/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-private.h"

#include "json/weir-convert.h"

#include <string.h>

/* How many inputs and outputs an entry has, and whether a wire may be drawn
 * between two. */

#define SUBFLOW_PREFIX "subflow:"

gboolean
weir_operation_is_wired_kind (WeirElement *element)
{
  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_JUNCTION:
      return TRUE;
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_GROUP:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      return FALSE;
    }
  g_assert_not_reached ();
}

/* Node-RED gives what it doesn't know one input. */
/* Node-RED's placeholder has an input. Nodes where messages enter the flow are
 * named so, but for the one that reads a file. */
static guint
guess_inputs (const char *type)
{
  return g_str_has_suffix (type, " in") && !g_str_equal (type, "file in") ? 0 : 1;
}

guint
weir_operation_get_n_inputs (const WeirRegistry *registry, WeirElement *element)
{
  const WeirNodeType *type;

  g_return_val_if_fail (registry != NULL, 0);
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), 0);

  if (!weir_operation_is_wired_kind (element))
    return 0;
  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_JUNCTION)
    return 1;
  type = weir_registry_lookup (registry, weir_element_get_type_name (element));
  return type != NULL ? type->inputs
                      : guess_inputs (weir_element_get_type_name (element));
}

/* @fallback: when the member is no number */
static guint
read_count (WeirElement *element, const char *key, guint fallback)
{
  const WeirValue *value = weir_element_get_member (element, key);
  double           number = value != NULL ? weir_value_to_number (value) : -1;

  if (!(number >= 0) || (value != NULL && !weir_value_is_truthy (value) &&
                         weir_value_get_kind (value) != WEIR_VALUE_KIND_NUMBER))
    return fallback;
  return (guint)MIN (number, WEIR_FLOW_MAX_PORTS);
}

static guint
count_wired_outputs (WeirElement *element)
{
  const WeirValue *wires = weir_element_get_member (element, "wires");

  return (guint)MIN (weir_id_list_get_length (wires), WEIR_FLOW_MAX_PORTS);
}

guint
weir_operation_get_n_outputs (const WeirRegistry *registry, WeirElement *element)
{
  const WeirNodeType *type;

  g_return_val_if_fail (registry != NULL, 0);
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), 0);

  if (!weir_operation_is_wired_kind (element))
    return 0;
  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_JUNCTION)
    return 1;
  type = weir_registry_lookup (registry, weir_element_get_type_name (element));
  if (type == NULL)
    return read_count (element, "outputs", count_wired_outputs (element));
  if (type->outputs_from != NULL)
    return read_count (element, type->outputs_from, type->outputs);
  return type->outputs;
}

/* The definition an entry is an instance of. */
static WeirElement *
find_definition (WeirDocument *document, WeirElement *element)
{
  const char  *type = weir_element_get_type_name (element);
  WeirElement *definition;

  if (!g_str_has_prefix (type, SUBFLOW_PREFIX))
    return NULL;
  definition =
    weir_document_get_element (document, type + strlen (SUBFLOW_PREFIX));
  if (definition == NULL ||
      weir_element_get_kind (definition) != WEIR_ELEMENT_KIND_SUBFLOW)
    return NULL;
  return definition;
}

static guint
count_ports (WeirElement *definition, const char *key)
{
  const WeirValue *ports = weir_element_get_member (definition, key);

  return (guint)MIN (weir_id_list_get_length (ports), WEIR_FLOW_MAX_PORTS);
}

guint
weir_operation_count_inputs (WeirDocument       *document,
                             const WeirRegistry *registry,
                             WeirElement        *element)
{
  WeirElement *definition = find_definition (document, element);

  if (definition != NULL && weir_operation_is_wired_kind (element))
    return MIN (count_ports (definition, "in"), 1);
  return weir_operation_get_n_inputs (registry, element);
}

guint
weir_operation_count_outputs (WeirDocument       *document,
                              const WeirRegistry *registry,
                              WeirElement        *element)
{
  WeirElement *definition = find_definition (document, element);

  if (definition != NULL && weir_operation_is_wired_kind (element))
    return count_ports (definition, "out");
  return weir_operation_get_n_outputs (registry, element);
}

/* Connecting */

static gboolean
is_junction (WeirElement *element)
{
  return element != NULL &&
         weir_element_get_kind (element) == WEIR_ELEMENT_KIND_JUNCTION;
}

/* Whether junctions alone lead from one junction to another. */
static gboolean
junctions_lead (WeirDocument *document, WeirElement *from, const char *to)
{
  g_autoptr (WeirIdSet) seen = weir_id_set_new ();

  weir_id_set_add (seen, weir_element_get_id (from));
  for (guint i = 0; i < seen->list->len; i++)
    {
      WeirElement *element =
        weir_document_get_element (document, seen->list->pdata[i]);
      WeirWireIter iter;
      guint        port;
      const char  *target;

      if (g_str_equal (seen->list->pdata[i], to))
        return TRUE;
      weir_wire_iter_init (&iter, weir_element_get_member (element, "wires"));
      while (weir_wire_iter_next (&iter, &port, &target))
        if (is_junction (weir_document_get_element (document, target)))
          weir_id_set_add (seen, target);
    }
  return FALSE;
}

static gboolean
has_wire (WeirElement *source, guint port, const char *target)
{
  WeirWireIter iter;
  guint        other_port;
  const char  *other_target;

  weir_wire_iter_init (&iter, weir_element_get_member (source, "wires"));
  while (weir_wire_iter_next (&iter, &other_port, &other_target))
    if (other_port == port && g_str_equal (other_target, target))
      return TRUE;
  return FALSE;
}

gboolean
weir_operation_can_connect (WeirDocument       *document,
                            const WeirRegistry *registry,
                            const WeirWire     *wire)
{
  WeirElement *source;
  WeirElement *target;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (registry != NULL, FALSE);
  g_return_val_if_fail (wire != NULL, FALSE);
  g_return_val_if_fail (wire->source != NULL && wire->target != NULL, FALSE);

  source = weir_document_get_element (document, wire->source);
  target = weir_document_get_element (document, wire->target);
  if (source == NULL || target == NULL || source == target ||
      !g_str_equal (weir_element_get_container (source),
                    weir_element_get_container (target)))
    return FALSE;
  if (wire->port >= weir_operation_count_outputs (document, registry, source) ||
      weir_operation_count_inputs (document, registry, target) == 0 ||
      has_wire (source, wire->port, wire->target) ||
      weir_operation_is_locked (document, wire->source))
    return FALSE;
  return !is_junction (source) || !is_junction (target) ||
         !junctions_lead (document, target, wire->source);
}
