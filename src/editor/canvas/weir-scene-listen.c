/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-private.h"

#include "flow/weir-operation.h"

/* What a scene hears of document, session and run, and which of its items it is
 * about. Nothing is looked at here; that is the flush's. */

void
weir_scene_dirty (WeirScene *self, const char *id, WeirSceneDirty what)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->dirty, id));

  if (self->reload || (known & what) == what)
    return;
  g_hash_table_insert (self->dirty,
                       g_strdup (id),
                       GUINT_TO_POINTER (known | what));
  weir_scene_queue (self);
}

gboolean
weir_scene_is_here (WeirScene *self, WeirElement *element)
{
  return self->flow != NULL && weir_operation_has_place (element) &&
         g_str_equal (weir_element_get_container (element), self->flow);
}

/* An entry of this flow may also have stood behind another one with its id. */
static gboolean
is_about_here (WeirScene *self, WeirElement *element)
{
  const char  *id = weir_element_get_id (element);
  WeirElement *known =
    weir_document_get_element (weir_session_get_document (self->session), id);

  return g_hash_table_contains (self->by_id, id) ||
         weir_scene_is_here (self, element) ||
         (known != NULL && weir_scene_is_here (self, known));
}

static gboolean
names (const WeirValue *value, const char *id)
{
  return weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING &&
         g_str_equal (weir_value_get_string (value, NULL), id);
}

static gboolean
refers_to (WeirElement *element, const char *id)
{
  const WeirValue *value = weir_element_get_value (element);
  const char      *type = weir_element_get_type_name (element);

  if (g_str_has_prefix (type, "subflow:") && g_str_equal (type + 8, id))
    return TRUE;
  for (gsize i = 0; i < weir_value_get_length (value); i++)
    if (names (weir_value_get_member (value, i), id))
      return TRUE;
  return FALSE;
}

/* What an entry outside the flow says of those inside: the label of a node may
 * follow its configuration, the ports of an instance its subflow. */
static void
hear_of_other (WeirScene *self, WeirElement *element)
{
  const char *id = weir_element_get_id (element);

  if (weir_scene_is_link (self->session, element) ||
      weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB ||
      weir_element_get_kind (element) == WEIR_ELEMENT_KIND_SUBFLOW)
    self->links_dirty = TRUE;
  weir_scene_queue (self);
  if (weir_operation_has_place (element) || *id == '\0')
    return;

  for (guint i = 0; i < self->items->len; i++)
    {
      WeirSceneItem *item = self->items->pdata[i];

      if (refers_to (item->element, id))
        weir_scene_dirty (self, item->id, WEIR_SCENE_DIRTY_ENTRY);
    }
  if (g_strcmp0 (id, self->flow) == 0)
    self->flags_dirty = TRUE;
}

static void
element_changed_cb (WeirScene *self, WeirElement *element, const char *key)
{
  const char *id = weir_element_get_id (element);

  if (!is_about_here (self, element))
    {
      hear_of_other (self, element);
      return;
    }
  if (g_str_equal (key, "x") || g_str_equal (key, "y"))
    weir_scene_dirty (self, id, WEIR_SCENE_DIRTY_PLACE);
  else
    weir_scene_dirty (self, id, WEIR_SCENE_DIRTY_ENTRY | WEIR_SCENE_DIRTY_WIRES);

  /* Only the order of the file can change without a member. */
  if (*key == '\0')
    self->order_dirty = TRUE;
  if (!g_str_equal (key, "x") && !g_str_equal (key, "y") &&
      weir_scene_is_link (self->session, element))
    self->links_dirty = TRUE;
  if (!g_str_equal (key, "x") && !g_str_equal (key, "y") &&
      weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GROUP)
    self->groups_dirty = TRUE;
}

static void
element_came_or_went_cb (WeirScene *self, WeirElement *element)
{
  const char *id = weir_element_get_id (element);

  if (is_about_here (self, element))
    {
      weir_scene_dirty (self, id, WEIR_SCENE_DIRTY_ENTRY | WEIR_SCENE_DIRTY_WIRES);
      self->order_dirty = TRUE;
      if (weir_scene_is_link (self->session, element))
        self->links_dirty = TRUE;
    }
  else
    hear_of_other (self, element);
}

static void
nodes_changed_cb (WeirScene *self, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_contains (self->by_id, ids->pdata[i]))
      weir_scene_dirty (self, ids->pdata[i], WEIR_SCENE_DIRTY_STATUS);
}

static void
flags_changed_cb (WeirScene *self)
{
  self->flags_dirty = TRUE;
  weir_scene_queue (self);
}

static void
listen (WeirScene *self, gpointer object, const char *signal, GCallback heard)
{
  g_signal_connect_object (object, signal, heard, self, G_CONNECT_SWAPPED);
}

void
weir_scene_listen (WeirScene *self)
{
  WeirSession  *session = self->session;
  WeirDocument *document = weir_session_get_document (session);
  WeirLive     *live = weir_session_get_live (session);

  listen (self, document, "element-added", G_CALLBACK (element_came_or_went_cb));
  listen (self, document, "element-removed", G_CALLBACK (element_came_or_went_cb));
  listen (self, document, "element-changed", G_CALLBACK (element_changed_cb));
  listen (self, session, "problems-changed", G_CALLBACK (flags_changed_cb));
  listen (self, session, "deployed-changed", G_CALLBACK (flags_changed_cb));
  listen (self, live, "nodes-changed", G_CALLBACK (nodes_changed_cb));
  listen (self, live, "notify::state", G_CALLBACK (flags_changed_cb));
}
