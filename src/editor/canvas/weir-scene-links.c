/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-private.h"

#include <glib/gi18n-lib.h>

/* Link nodes: wires that no file holds. A link exists as soon as one of its two
 * ends names the other. Inside this flow it is a wire to look at, out of it a
 * note beside the node of where it goes. */

gboolean
weir_scene_is_link (WeirSession *session, WeirElement *element)
{
  const WeirNodeType *type;

  if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_NODE)
    return FALSE;

  type = weir_session_get_node_type (session, element);
  return type != NULL && (type->role == WEIR_NODE_ROLE_LINK_IN ||
                          type->role == WEIR_NODE_ROLE_LINK_OUT ||
                          type->role == WEIR_NODE_ROLE_LINK_CALL);
}

static WeirNodeRole
get_role (WeirScene *self, WeirElement *element)
{
  if (!weir_scene_is_link (self->session, element))
    return WEIR_NODE_ROLE_PLAIN;
  return weir_session_get_node_type (self->session, element)->role;
}

static gboolean
has_text (WeirElement *element, const char *key, const char *text)
{
  return g_strcmp0 (weir_value_lookup_string (weir_element_get_value (element),
                                              key),
                    text) == 0;
}

/* Whether the node says at run time, not in its properties, where it leads. */
static gboolean
leads_nowhere (WeirElement *element, WeirNodeRole role)
{
  return (role == WEIR_NODE_ROLE_LINK_OUT &&
          has_text (element, "mode", "return")) ||
         (role == WEIR_NODE_ROLE_LINK_CALL &&
          has_text (element, "linkType", "dynamic"));
}

static char *
dup_flow_label (WeirScene *self, WeirElement *element)
{
  const char  *id = weir_element_get_container (element);
  WeirElement *flow =
    weir_document_get_element (weir_session_get_document (self->session), id);
  const char *label = NULL;

  if (flow != NULL)
    label = weir_value_lookup_string (weir_element_get_value (flow), "label");
  if (flow != NULL && label == NULL)
    label = weir_value_lookup_string (weir_element_get_value (flow), "name");
  if (label == NULL || *label == '\0')
    return g_strdup (_ ("another flow"));
  return g_utf8_make_valid (label, -1);
}

static void
add_away (WeirScene *self, WeirSceneItem *item, WeirElement *other)
{
  g_autofree char *flow = dup_flow_label (self, other);
  g_auto (GStrv)   names = NULL;
  char            *joined;

  if (item->away == NULL)
    {
      item->away = g_steal_pointer (&flow);
      return;
    }
  names = g_strsplit (item->away, ", ", -1);
  if (g_strv_contains ((const char *const *)names, flow))
    return;
  joined = g_strconcat (item->away, ", ", flow, NULL);
  g_free (item->away);
  item->away = joined;
}

static gboolean
is_linked (const WeirSceneItem *source, const WeirSceneItem *target)
{
  for (guint i = 0; i < source->wires_out->len; i++)
    {
      const WeirSceneWire *wire = source->wires_out->pdata[i];

      if (wire->virtual && wire->target == target)
        return TRUE;
    }
  return FALSE;
}

static void
link_up (WeirScene *self, WeirElement *from, WeirElement *to)
{
  WeirSceneItem *source = weir_scene_lookup (self, weir_element_get_id (from));
  WeirSceneItem *target = weir_scene_lookup (self, weir_element_get_id (to));

  if (source != NULL && target != NULL)
    {
      if (!is_linked (source, target))
        weir_scene_add_wire (self, source, 0, target, TRUE);
    }
  else if (source != NULL)
    add_away (self, source, to);
  else if (target != NULL)
    add_away (self, target, from);
}

/* Follows the `links` of one node, which name the other ends. */
static void
follow (WeirScene *self, WeirElement *element, WeirNodeRole role)
{
  const WeirValue *links = weir_element_get_member (element, "links");
  WeirDocument    *document = weir_session_get_document (self->session);
  gsize            n = 0;

  if (links != NULL && weir_value_get_kind (links) == WEIR_VALUE_KIND_ARRAY)
    n = weir_value_get_length (links);
  for (gsize i = 0; i < n; i++)
    {
      const WeirValue *id = weir_value_get_item (links, i);
      WeirElement     *other = NULL;
      WeirNodeRole     other_role;

      if (weir_value_get_kind (id) == WEIR_VALUE_KIND_STRING)
        other =
          weir_document_get_element (document, weir_value_get_string (id, NULL));
      if (other == NULL)
        continue;
      other_role = get_role (self, other);
      if (leads_nowhere (other, other_role))
        continue;
      if (role == WEIR_NODE_ROLE_LINK_IN &&
          (other_role == WEIR_NODE_ROLE_LINK_OUT))
        link_up (self, other, element);
      else if (role != WEIR_NODE_ROLE_LINK_IN &&
               other_role == WEIR_NODE_ROLE_LINK_IN)
        link_up (self, element, other);
    }
}

/* Returns: (transfer full): the old note, for comparison */
static char *
clear_links (WeirScene *self, WeirSceneItem *item)
{
  for (guint i = item->wires_out->len; i > 0; i--)
    if (((WeirSceneWire *)item->wires_out->pdata[i - 1])->virtual)
      weir_scene_wire_free (self, item->wires_out->pdata[i - 1]);
  return g_steal_pointer (&item->away);
}

void
weir_scene_resolve_links (WeirScene *self)
{
  WeirDocument         *document = weir_session_get_document (self->session);
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_free);

  self->links_dirty = FALSE;
  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (before, clear_links (self, self->items->pdata[i]));

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      WeirNodeRole role = get_role (self, element);

      if (role != WEIR_NODE_ROLE_PLAIN && !leads_nowhere (element, role))
        follow (self, element, role);
    }

  for (guint i = 0; i < self->items->len; i++)
    {
      WeirSceneEntry *entry = self->items->pdata[i];

      if (g_strcmp0 (entry->item.away, before->pdata[i]) != 0)
        weir_scene_note (self,
                         entry,
                         WEIR_SCENE_CHANGE_FACE | WEIR_SCENE_CHANGE_GEOMETRY);
    }
}
