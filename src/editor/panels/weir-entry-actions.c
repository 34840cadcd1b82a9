/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-entry-actions.h"

#include "flow/weir-operation.h"
#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>

/* Deleting, enabling and disabling from lists. */

/* More nodes than this are told of when they are deleted. */
#define QUIET_NODES 5

/* Node-RED writes `d` only when it is true, but `disabled` of tabs always. */
static const char *
get_disabled_key (WeirElement *element)
{
  return weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB ? "disabled"
                                                                  : "d";
}

gboolean
weir_entry_can_be_disabled (WeirElement *element)
{
  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_CONFIG:
      return TRUE;
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_GROUP:
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }
  return FALSE;
}

static gboolean
is_enabled (WeirElement *element)
{
  return !weir_value_is_truthy (
    weir_element_get_member (element, get_disabled_key (element)));
}

gboolean
weir_entries_any_enabled (WeirSession *session, GPtrArray *ids)
{
  WeirDocument *document = weir_session_get_document (session);

  for (guint i = 0; i < ids->len; i++)
    {
      WeirElement *element = weir_document_get_element (document, ids->pdata[i]);

      if (element != NULL && weir_entry_can_be_disabled (element) &&
          is_enabled (element))
        return TRUE;
    }
  return FALSE;
}

static WeirEdit *
make_enable_edit (WeirElement *element, gboolean enabled)
{
  const char           *key = get_disabled_key (element);
  g_autoptr (WeirValue) value = NULL;

  if (!enabled)
    value = weir_value_new_boolean (TRUE);
  else if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB)
    value = weir_value_new_boolean (FALSE);
  return weir_edit_new_set (weir_element_get_id (element), key, value);
}

void
weir_entries_set_enabled (WeirSession *session, GPtrArray *ids, gboolean enabled)
{
  WeirDocument         *document = weir_session_get_document (session);
  g_autoptr (GPtrArray) edits =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      WeirElement *element = weir_document_get_element (document, ids->pdata[i]);

      if (element != NULL && weir_entry_can_be_disabled (element) &&
          is_enabled (element) != enabled)
        g_ptr_array_add (edits, make_enable_edit (element, enabled));
    }
  if (edits->len > 0)
    weir_session_apply (session,
                        enabled ? _ ("Enable") : _ ("Disable"),
                        weir_edit_new_list (edits));
}

static gboolean
is_flow (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return kind == WEIR_ELEMENT_KIND_TAB || kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

static gboolean
is_config (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return kind == WEIR_ELEMENT_KIND_CONFIG ||
         kind == WEIR_ELEMENT_KIND_GLOBAL_CONFIG;
}

/* Returns: (transfer full) (nullable): what to say of the deletion */
static char *
describe_deletion (WeirSession *session, GPtrArray *ids)
{
  WeirDocument *document = weir_session_get_document (session);
  WeirElement  *element = NULL;
  guint         n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      WeirElement *found = weir_document_get_element (document, ids->pdata[i]);

      if (found != NULL)
        element = found;
      n += found != NULL;
    }
  if (n == 1 && (is_flow (element) || is_config (element)))
    {
      g_autofree char *label = weir_session_dup_label (session, element);

      return g_strdup_printf (_ ("“%s” deleted"), label);
    }
  if (n <= QUIET_NODES)
    return NULL;
  return g_strdup_printf (ngettext ("%u entry deleted", "%u entries deleted", n),
                          n);
}

void
weir_entries_delete (WeirSession *session, GPtrArray *ids)
{
  WeirEdit *edit =
    weir_operation_delete (weir_session_get_document (session), ids, NULL, 0);
  g_autofree char *text = describe_deletion (session, ids);

  if (edit == NULL)
    return;
  if (weir_session_apply (session, _ ("Delete"), edit) && text != NULL)
    weir_session_offer_undo (session, "%s", text);
}
