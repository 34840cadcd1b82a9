/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-incoming-private.h"

#include "flow/weir-operation-private.h"

/* Comparing what comes with what is there. */

static gboolean
is_flow (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return kind == WEIR_ELEMENT_KIND_TAB || kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

gboolean
weir_incoming_is_loose (WeirDocument *incoming, WeirElement *element)
{
  const char  *z = weir_element_get_container (element);
  WeirElement *flow = weir_document_get_element (incoming, z);

  if (is_flow (element) || (flow != NULL && is_flow (flow)))
    return FALSE;
  return weir_operation_has_place (element);
}

gboolean
weir_incoming_has_same_type (WeirDocument *document, WeirElement *element)
{
  WeirElement *other =
    weir_document_get_element (document, weir_element_get_id (element));

  return other != NULL &&
         weir_element_get_kind (other) == weir_element_get_kind (element) &&
         g_str_equal (weir_element_get_type_name (other),
                      weir_element_get_type_name (element));
}

gboolean
weir_incoming_is_same (WeirElement *a, WeirElement *b)
{
  WeirValue            *left = weir_element_get_value (a);
  WeirValue            *right = weir_element_get_value (b);
  g_autoptr (WeirValue) bare_left = NULL;
  g_autoptr (WeirValue) bare_right = NULL;

  if (weir_value_lookup (left, "credentials") == NULL &&
      weir_value_lookup (right, "credentials") == NULL)
    return weir_value_equal (left, right);
  bare_left = weir_value_without_member (weir_value_ref (left), "credentials");
  bare_right = weir_value_without_member (weir_value_ref (right), "credentials");
  return weir_value_equal (bare_left, bare_right);
}

static guint
count_contents (WeirDocument *document, const char *flow)
{
  guint n = weir_document_get_n_elements (document);
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += g_str_equal (weir_element_get_container (
                            weir_document_get_nth_element (document, i)),
                          flow);
  return count;
}

gboolean
weir_incoming_has_same_flow (WeirDocument *document,
                             WeirDocument *incoming,
                             WeirElement  *flow)
{
  const char  *id = weir_element_get_id (flow);
  WeirElement *other = weir_document_get_element (document, id);
  guint        n = weir_document_get_n_elements (incoming);

  if (other == NULL || !weir_incoming_is_same (flow, other) ||
      count_contents (document, id) != count_contents (incoming, id))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (incoming, i);

      if (!g_str_equal (weir_element_get_container (element), id))
        continue;
      other = weir_document_get_element (document, weir_element_get_id (element));
      if (other == NULL || !weir_incoming_is_same (element, other))
        return FALSE;
    }
  return TRUE;
}
