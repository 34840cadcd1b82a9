/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-entry.h"

#include "flow/weir-operation-private.h"
#include "json/weir-convert.h"

/* Members of entries that have an action of their own. */

static gboolean
is_tab (WeirElement *element)
{
  return weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB;
}

static void
set_enabled (WeirEditBuilder *builder, WeirElement *element, gboolean enabled)
{
  const char *id = weir_element_get_id (element);
  const char *key = is_tab (element) ? "disabled" : "d";
  WeirValue  *old = weir_element_get_member (element, key);

  if ((old == NULL || !weir_value_is_truthy (old)) == enabled)
    return;
  if (enabled && !is_tab (element))
    weir_edit_builder_set (builder, id, key, NULL);
  else
    weir_edit_builder_set (builder, id, key, weir_value_new_boolean (!enabled));
}

WeirEdit *
weir_operation_set_enabled (WeirDocument *document, GPtrArray *ids, gboolean enabled)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (WeirIdSet)       set = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  builder = weir_edit_builder_new (document);
  set = weir_id_set_new_for_ids (document, ids);
  weir_operation_add_members (document, set);
  for (guint i = 0; i < set->list->len; i++)
    {
      WeirElement *element =
        weir_document_get_element (document, set->list->pdata[i]);

      switch (weir_element_get_kind (element))
        {
        case WEIR_ELEMENT_KIND_TAB:
        case WEIR_ELEMENT_KIND_NODE:
        case WEIR_ELEMENT_KIND_CONFIG:
          set_enabled (builder, element, enabled);
          break;
        case WEIR_ELEMENT_KIND_SUBFLOW:
        case WEIR_ELEMENT_KIND_GROUP:
        case WEIR_ELEMENT_KIND_JUNCTION:
        case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
        case WEIR_ELEMENT_KIND_INVALID:
          break;
        }
    }
  return weir_edit_builder_end (builder);
}

/* Link nodes are drawn without a label unless they say otherwise. */
static gboolean
shows_label_by_itself (WeirElement *element)
{
  const char *type = weir_element_get_type_name (element);

  return !g_str_equal (type, "link in") && !g_str_equal (type, "link out");
}

gboolean
weir_operation_get_label_shown (WeirElement *element)
{
  WeirValue *shown;

  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);

  shown = weir_element_get_member (element, "l");
  return shown != NULL ? weir_value_is_truthy (shown)
                       : shows_label_by_itself (element);
}

WeirEdit *
weir_operation_set_label_shown (WeirDocument *document,
                                GPtrArray    *ids,
                                gboolean      shown)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (WeirIdSet)       set = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  builder = weir_edit_builder_new (document);
  set = weir_id_set_new_for_ids (document, ids);
  for (guint i = 0; i < set->list->len; i++)
    {
      const char  *id = set->list->pdata[i];
      WeirElement *element = weir_document_get_element (document, id);

      if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_NODE ||
          weir_operation_get_label_shown (element) == shown)
        continue;
      weir_edit_builder_set (builder,
                             id,
                             "l",
                             shows_label_by_itself (element) == shown
                               ? NULL
                               : weir_value_new_boolean (shown));
    }
  return weir_edit_builder_end (builder);
}

WeirEdit *
weir_operation_rename (WeirDocument *document, const char *id, const char *name)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  WeirElement                *element;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (id != NULL && name != NULL, NULL);

  element = weir_document_get_element (document, id);
  if (element == NULL || weir_operation_is_locked (document, id))
    return NULL;
  builder = weir_edit_builder_new (document);
  weir_edit_builder_set_text (builder,
                              id,
                              is_tab (element) ? "label" : "name",
                              name);
  return weir_edit_builder_end (builder);
}

WeirEdit *
weir_operation_set_members (WeirDocument *document,
                            const char   *id,
                            WeirValue    *values)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (id != NULL && values != NULL, NULL);
  g_return_val_if_fail (weir_value_get_kind (values) == WEIR_VALUE_KIND_OBJECT,
                        NULL);

  if (weir_operation_is_locked (document, id))
    return NULL;
  builder = weir_edit_builder_new (document);
  for (gsize i = 0; i < weir_value_get_length (values); i++)
    {
      WeirValue *value = weir_value_get_member (values, i);

      weir_edit_builder_set (builder,
                             id,
                             weir_value_get_key (values, i, NULL),
                             weir_value_get_kind (value) == WEIR_VALUE_KIND_UNDEFINED
                               ? NULL
                               : weir_value_ref (value));
    }
  return weir_edit_builder_end (builder);
}

WeirEdit *
weir_operation_set_locked (WeirDocument *document, GPtrArray *ids, gboolean locked)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  builder = weir_edit_builder_new (document);
  for (guint i = 0; i < ids->len; i++)
    {
      WeirElement *element = weir_document_get_element (document, ids->pdata[i]);

      if (element == NULL || !is_tab (element) ||
          weir_operation_is_locked (document, ids->pdata[i]) == locked)
        continue;
      weir_edit_builder_set (builder,
                             ids->pdata[i],
                             "locked",
                             locked ? weir_value_new_boolean (TRUE) : NULL);
    }
  return weir_edit_builder_end (builder);
}

WeirEdit *
weir_operation_delete_configuration (WeirDocument *document,
                                     const char   *id,
                                     gboolean      keep_references)
{
  g_autoptr (GPtrArray)       ids = g_ptr_array_new ();
  g_autoptr (WeirEditBuilder) builder = NULL;
  WeirElement                *element;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  element = weir_document_get_element (document, id);
  if (element == NULL ||
      weir_element_get_kind (element) != WEIR_ELEMENT_KIND_CONFIG ||
      weir_operation_is_locked (document, id))
    return NULL;
  g_ptr_array_add (ids, (gpointer)id);
  if (!keep_references)
    return weir_operation_delete (document, ids, NULL, 0);
  builder = weir_edit_builder_new (document);
  weir_edit_builder_remove (builder, id);
  return weir_edit_builder_end (builder);
}
