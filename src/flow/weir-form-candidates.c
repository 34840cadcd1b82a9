/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-form-private.h"
#include "flow/weir-label.h"

#include <glib/gi18n-lib.h>

/* What the pickers of a form offer. */

void
weir_candidate_free (WeirCandidate *candidate)
{
  g_free (candidate->id);
  g_free (candidate->label);
  g_free (candidate->where);
  g_free (candidate);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)weir_candidate_free);
}

static char *
dup_flow_label (WeirDocument *document, const char *id)
{
  WeirElement *flow =
    *id != '\0' ? weir_document_get_element (document, id) : NULL;
  WeirValue  *value;
  const char *label;

  if (flow == NULL)
    return g_strdup ("");
  value = weir_element_get_value (flow);
  label = weir_value_lookup_string (value, "label");
  if (label == NULL || *label == '\0')
    label = weir_value_lookup_string (value, "name");
  if (label == NULL || *label == '\0')
    return g_strdup (_ ("Unnamed flow"));
  return g_utf8_make_valid (label, -1);
}

static void
add_candidate (WeirDocument *document,
               WeirRegistry *registry,
               GPtrArray    *list,
               WeirValue    *entry,
               const char   *where)
{
  WeirCandidate *candidate = g_new0 (WeirCandidate, 1);

  candidate->id = g_strdup (weir_value_lookup_string (entry, "id"));
  candidate->label = weir_label_dup (document, registry, entry);
  candidate->where = dup_flow_label (document, where);
  g_ptr_array_add (list, candidate);
}

static void
add (WeirForm *self, GPtrArray *list, WeirValue *entry, const char *where)
{
  add_candidate (self->document, self->registry, list, entry, where);
}

GPtrArray *
weir_candidate_list_configs (WeirDocument *document,
                             WeirRegistry *registry,
                             const char   *type)
{
  GPtrArray *list;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  list = new_list ();
  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (*weir_element_get_id (element) != '\0' &&
          g_str_equal (weir_element_get_type_name (element), type))
        add_candidate (document,
                       registry,
                       list,
                       weir_element_get_value (element),
                       weir_element_get_container (element));
    }
  return list;
}

static const char *
get_container (WeirForm *self)
{
  const char *z =
    weir_value_lookup_string (weir_sheet_get_object (self->sheet), "z");

  return z != NULL ? z : "";
}

GPtrArray *
weir_form_list_configs (WeirForm *self, const WeirRef *ref)
{
  GPtrArray  *list;
  const char *chosen;

  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);
  g_return_val_if_fail (ref != NULL, NULL);

  list = new_list ();
  chosen =
    weir_value_lookup_string (weir_sheet_get_object (self->sheet), ref->key);
  for (guint i = 0; i < weir_document_get_n_elements (self->document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      const char  *z = weir_element_get_container (element);
      const char  *id = weir_element_get_id (element);

      if (*id == '\0' ||
          !g_str_equal (weir_element_get_type_name (element), ref->type))
        continue;
      if (*z == '\0' || g_str_equal (z, get_container (self)) ||
          g_strcmp0 (chosen, id) == 0)
        add (self, list, weir_element_get_value (element), z);
    }
  for (guint i = 0; i < self->configs->len; i++)
    {
      WeirForm *config = g_ptr_array_index (self->configs, i);

      if (!g_str_equal (weir_form_get_type_name (config), ref->type))
        continue;
      add (self, list, weir_sheet_get_object (config->sheet), "");
      ((WeirCandidate *)g_ptr_array_index (list, list->len - 1))->is_new = TRUE;
    }
  return list;
}

/* Which type the ids of a link node are of; NULL for other nodes. */
static const char *
get_link_target (const char *type)
{
  if (g_str_equal (type, "link in"))
    return "link out";
  if (g_str_equal (type, "link out") || g_str_equal (type, "link call"))
    return "link in";
  return NULL;
}

static gboolean
may_be_watched (WeirForm *self, WeirElement *element)
{
  return weir_element_get_kind (element) == WEIR_ELEMENT_KIND_NODE &&
         g_str_equal (weir_element_get_container (element), get_container (self)) &&
         !g_str_equal (weir_element_get_id (element), self->id) &&
         !g_str_equal (weir_element_get_type_name (element), "comment");
}

static gboolean
may_be_linked (WeirElement *element, const char *type)
{
  return weir_element_get_kind (element) == WEIR_ELEMENT_KIND_NODE &&
         g_str_equal (weir_element_get_type_name (element), type) &&
         g_strcmp0 (weir_value_lookup_string (weir_element_get_value (element),
                                              "mode"),
                    "return") != 0;
}

GPtrArray *
weir_form_list_nodes (WeirForm *self)
{
  GPtrArray  *list;
  const char *target;

  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);

  list = new_list ();
  target = get_link_target (weir_form_get_type_name (self));
  for (guint i = 0; i < weir_document_get_n_elements (self->document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      const char  *z = weir_element_get_container (element);

      if (target != NULL ? may_be_linked (element, target)
                         : may_be_watched (self, element))
        add (self,
             list,
             weir_element_get_value (element),
             g_str_equal (z, get_container (self)) ? "" : z);
    }
  return list;
}
