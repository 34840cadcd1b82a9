/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-inspector-private.h"
#include "flow/weir-flow-error.h"
#include "flow/weir-label.h"
#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>

/* What an entry is: one of a type Weir runs, an instance of a subflow, which has
 * what its definition says, or something that is kept. */

/* Returns: (nullable): what an instance is one of */
static WeirElement *
get_subflow (WeirSession *session, WeirElement *element)
{
  return weir_label_get_subflow (weir_session_get_document (session),
                                 weir_element_get_value (element));
}

static guint
count_items (WeirElement *element, const char *key)
{
  const WeirValue *items = weir_element_get_member (element, key);

  if (items == NULL || weir_value_get_kind (items) != WEIR_VALUE_KIND_ARRAY)
    return 0;
  return MIN (weir_value_get_length (items), WEIR_FLOW_MAX_PORTS);
}

gboolean
weir_inspector_runs (WeirSession *session, WeirElement *element)
{
  return weir_session_get_node_type (session, element) != NULL ||
         get_subflow (session, element) != NULL;
}

guint
weir_inspector_count_inputs (WeirSession *session, WeirElement *element)
{
  const WeirNodeType *type = weir_session_get_node_type (session, element);
  WeirElement        *subflow = get_subflow (session, element);

  if (subflow != NULL)
    return count_items (subflow, "in");
  return type != NULL ? type->inputs : 0;
}

guint
weir_inspector_count_outputs (WeirSession *session, WeirElement *element)
{
  const WeirNodeType *type = weir_session_get_node_type (session, element);
  WeirElement        *subflow = get_subflow (session, element);

  if (subflow != NULL)
    return count_items (subflow, "out");
  return type != NULL ? type->outputs : 0;
}

const char *
weir_inspector_get_help (WeirSession *session, WeirElement *element)
{
  const WeirNodeType *type = weir_session_get_node_type (session, element);
  WeirElement        *subflow = get_subflow (session, element);
  const char         *text = type != NULL ? _ (type->help) : NULL;

  if (subflow != NULL)
    text = weir_value_lookup_string (weir_element_get_value (subflow), "info");
  return text != NULL && *text != '\0' ? text : NULL;
}

static const char *
get_kind_name (WeirSession *session, WeirElement *element)
{
  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_GROUP:
      return _ ("Group");
    case WEIR_ELEMENT_KIND_SUBFLOW:
      return _ ("Subflow");
    case WEIR_ELEMENT_KIND_TAB:
      return _ ("Flow");
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }
  return get_subflow (session, element) != NULL ? _ ("Subflow") : NULL;
}

char *
weir_inspector_dup_type (WeirSession *session, WeirElement *element)
{
  const char      *kind = get_kind_name (session, element);
  g_autofree char *name =
    kind != NULL ? g_strdup (kind)
                 : g_utf8_make_valid (weir_element_get_type_name (element), -1);
  GString *text = g_string_new (name);

  if (kind == NULL && !weir_inspector_runs (session, element))
    g_string_append_printf (text, " · %s", _ ("not run here"));
  if (weir_value_is_truthy (weir_element_get_member (element, "d")))
    g_string_append_printf (text, " · %s", _ ("disabled"));
  if (weir_session_is_changed (session, weir_element_get_id (element)))
    g_string_append_printf (text, " · %s", _ ("changed"));
  return g_string_free (text, FALSE);
}
