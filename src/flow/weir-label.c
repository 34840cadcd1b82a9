/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SUBFLOW_PREFIX "subflow:"

/* The labels of entries, the same on the canvas, in lists and in dialogs. */

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static const WeirNodeType *
find_type (const WeirRegistry *registry, const WeirValue *entry)
{
  const char *type = weir_value_lookup_string (entry, "type");

  return type != NULL ? weir_registry_lookup (registry, type) : NULL;
}

/* The configuration a property names; of several keys the last with an id
 * wins. */
static WeirElement *
find_used (WeirDocument       *document,
           const WeirProperty *property,
           const WeirValue    *entry)
{
  WeirElement *used = NULL;

  for (const WeirRef *ref = property->refs; ref != NULL && ref->type != NULL;
       ref++)
    {
      const char *id = weir_value_lookup_string (entry, ref->key);

      if (!is_empty (id))
        used = weir_document_get_element (document, id);
    }
  return used;
}

/* Node-RED's websocket nodes: “[ws] /ws/echo”. */
static char *
dup_used_label (WeirDocument       *document,
                const WeirRegistry *registry,
                const WeirNodeType *type,
                const WeirValue    *entry)
{
  for (const WeirProperty *property = type->properties;
       property != NULL && property->key != NULL;
       property++)
    {
      WeirElement     *used;
      g_autofree char *label = NULL;

      if (property->kind != WEIR_PROPERTY_KIND_NODE_REF)
        continue;
      used = find_used (document, property, entry);
      if (used == NULL)
        continue;
      label = weir_label_dup (document, registry, weir_element_get_value (used));
      return g_strconcat (type->ref_prefix, label, NULL);
    }
  return NULL;
}

WeirElement *
weir_label_get_subflow (WeirDocument *document, const WeirValue *entry)
{
  const char  *type = weir_value_lookup_string (entry, "type");
  WeirElement *found;

  if (type == NULL || !g_str_has_prefix (type, SUBFLOW_PREFIX))
    return NULL;
  found = weir_document_get_element (document, type + strlen (SUBFLOW_PREFIX));
  if (found == NULL || weir_element_get_kind (found) != WEIR_ELEMENT_KIND_SUBFLOW)
    return NULL;
  return found;
}

/* Without a type of its own. */
static char *
dup_type_label (WeirDocument *document, const WeirValue *entry)
{
  const char  *type = weir_value_lookup_string (entry, "type");
  WeirElement *definition = weir_label_get_subflow (document, entry);
  const char  *name =
    definition != NULL
       ? weir_value_lookup_string (weir_element_get_value (definition), "name")
       : NULL;

  if (is_empty (name))
    name = definition != NULL ? "subflow" : type;
  return g_utf8_make_valid (name != NULL ? name : "", -1);
}

char *
weir_label_dup (WeirDocument       *document,
                const WeirRegistry *registry,
                const WeirValue    *entry)
{
  const WeirNodeType *type = find_type (registry, entry);
  const char         *type_name = weir_value_lookup_string (entry, "type");
  const char         *name =
    weir_value_lookup_string (entry,
                              g_strcmp0 (type_name, "tab") == 0 ? "label"
                                                                : "name");
  g_autofree char *label = NULL;

  if (type != NULL && type->describe != NULL)
    label = type->describe (entry);
  if (is_empty (label) && !is_empty (name))
    {
      g_free (label);
      label = g_utf8_make_valid (name, -1);
    }
  if (is_empty (label) && type != NULL && type->ref_prefix != NULL)
    {
      g_free (label);
      label = dup_used_label (document, registry, type, entry);
    }
  if (is_empty (label))
    {
      g_free (label);
      label = type != NULL ? g_strdup (_ (type->label))
                           : dup_type_label (document, entry);
    }

  /* Types mark a node's habits behind a tab stop. */
  return g_strdelimit (g_steal_pointer (&label), "\t", ' ');
}
