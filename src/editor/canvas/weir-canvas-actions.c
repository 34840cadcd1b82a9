/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything that can be done on the canvas, as actions: menus, keys, screen
 * readers and D-Bus come in by the same door. What they do is in the tables of
 * weir-canvas-edit.c, -arrange.c and -walk.c. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-actions-private.h"

#include "editor/canvas/weir-free-place.h"
#include "editor/canvas/weir-placement.h"
#include "editor/canvas/weir-scene-find.h"

#include <glib/gi18n-lib.h>

static const WeirCanvasActionRow *const tables[] = {
  weir_canvas_edit_actions,
  weir_canvas_arrange_actions,
  weir_canvas_walk_actions,
};

gboolean
weir_canvas_apply (WeirCanvasInput *self, const char *label, WeirEdit *edit)
{
  if (edit == NULL)
    return FALSE;
  return weir_session_apply (self->canvas->session, label, edit);
}

GPtrArray *
weir_canvas_list_targets (WeirCanvasInput *self)
{
  WeirSelection *selection = weir_session_get_selection (self->canvas->session);
  GPtrArray     *ids = weir_selection_list_ids (selection);
  const char    *focus = weir_selection_get_focus (selection);

  if (ids->len == 0 && focus != NULL)
    g_ptr_array_add (ids, g_strdup (focus));
  return ids;
}

GArray *
weir_canvas_list_boxes (WeirCanvasInput *self)
{
  weir_scene_flush (self->canvas->scene);
  return weir_scene_list_boxes (self->canvas->scene, NULL);
}

/* What of the needs is there. */

static WeirCanvasNeeds
look_at_selection (WeirCanvasInput *self)
{
  WeirSelection *selection = weir_session_get_selection (self->canvas->session);
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autoptr (GPtrArray) wires = weir_selection_list_wires (selection);
  WeirCanvasNeeds       there = 0;
  guint                 n_ids = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      WeirSceneItem *item =
        weir_scene_lookup (self->canvas->scene, ids->pdata[i]);

      if (item == NULL)
        continue;
      n_ids++;
      if (item->kind == WEIR_SCENE_ITEM_GROUP)
        there |= WEIR_NEEDS_GROUP;
      if (item->group != NULL)
        there |= WEIR_NEEDS_MEMBER;
      if (item->flags & WEIR_SCENE_ITEM_BUTTON)
        there |= WEIR_NEEDS_BUTTON;
    }
  if (n_ids > 0)
    there |= WEIR_NEEDS_IDS | WEIR_NEEDS_ANY;
  if (n_ids > 1)
    there |= WEIR_NEEDS_TWO;
  if (n_ids > 2)
    there |= WEIR_NEEDS_THREE;
  if (!weir_selection_is_empty (selection))
    there |= WEIR_NEEDS_ANY;
  if (weir_selection_get_n_ids (selection) == 0 && wires->len == 1)
    there |= WEIR_NEEDS_WIRE;
  return there;
}

static WeirCanvasNeeds
look (WeirCanvasInput *self)
{
  WeirSession    *session = self->canvas->session;
  const char     *flow = weir_session_get_flow (session);
  WeirCanvasNeeds there = look_at_selection (self);

  if (flow != NULL)
    there |= WEIR_NEEDS_FLOW;
  if (flow != NULL &&
      !weir_operation_is_locked (weir_session_get_document (session), flow))
    there |= WEIR_NEEDS_EDITABLE;
  if (weir_canvas_get_focused (self) != NULL)
    there |= WEIR_NEEDS_FOCUS;
  if (weir_scene_get_n_items (self->canvas->scene) > 0)
    there |= WEIR_NEEDS_ITEMS;
  if (self->style != NULL)
    there |= WEIR_NEEDS_STYLE;
  return there;
}

static void
enable (WeirCanvasInput *self, const char *name, gboolean enabled)
{
  GAction *action =
    g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
weir_canvas_actions_update (WeirCanvasInput *self)
{
  WeirCanvasNeeds there = look (self);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const WeirCanvasActionRow *row = tables[i]; row->name != NULL; row++)
      enable (self, row->name, (row->needs & there) == row->needs);
  enable (self, "add-node", (there & WEIR_NEEDS_EDITABLE) != 0);
}

void
weir_canvas_activate (WeirCanvasInput *self, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), action, NULL);
}

static const WeirCanvasActionRow *
find_row (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const WeirCanvasActionRow *row = tables[i]; row->name != NULL; row++)
      if (g_str_equal (row->name, name))
        return row;
  return NULL;
}

/* Whatever gesture is under way is over: it knows the flow of before. */
static void
activate_cb (WeirCanvasInput *self, GVariant *parameter, GSimpleAction *action)
{
  const WeirCanvasActionRow *row =
    find_row (g_action_get_name (G_ACTION (action)));

  weir_canvas_input_cancel (self);
  weir_scene_flush (self->canvas->scene);
  row->run (self, row->argument);
}

/* The type comes with the action: from the palette, or over D-Bus. */
/* Nobody pointed at the place: it must not cover anything. */
static WeirPoint
find_insertion_point (WeirCanvasInput *self, const WeirNodeType *type)
{
  WeirRect           box = weir_placement_guess_box (type);
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (WeirRect));
  g_autoptr (GArray) taken = weir_canvas_list_taken (self);
  WeirPoint          at;
  WeirPoint          by;

  weir_canvas_get_insertion_point (self->canvas, &at.x, &at.y);
  box.x = at.x - box.width / 2;
  box.y = at.y - box.height / 2;
  g_array_append_val (boxes, box);
  by = weir_free_place_find (taken, boxes, weir_canvas_get_step (self));
  return (WeirPoint){ at.x + by.x, at.y + by.y };
}

static void
add_node_cb (WeirCanvasInput *self, GVariant *parameter)
{
  WeirSession        *session = self->canvas->session;
  const char         *name = g_variant_get_string (parameter, NULL);
  const WeirNodeType *type =
    weir_registry_lookup (weir_session_get_registry (session), name);
  g_autofree char *id = NULL;
  WeirPlacement    placement = {
       .type = name,
       .grid = weir_canvas_get_snap (self),
  };

  weir_canvas_input_cancel (self);
  if (type == NULL)
    return;
  placement.at = find_insertion_point (self, type);
  id = weir_placement_add (session, self->canvas->scene, &placement);
  if (id != NULL)
    weir_canvas_focus_item (self, weir_scene_lookup (self->canvas->scene, id));
}

static void
add_action (WeirCanvasInput    *self,
            const char         *name,
            const GVariantType *type,
            GCallback           activated)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_signal_connect_object (action, "activate", activated, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
}

static void
follow (WeirCanvasInput *self, gpointer object, const char *signal)
{
  g_signal_connect_object (object,
                           signal,
                           G_CALLBACK (weir_canvas_actions_update),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
weir_canvas_actions_init (WeirCanvasInput *self)
{
  WeirSession *session = self->canvas->session;

  self->actions = g_simple_action_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const WeirCanvasActionRow *row = tables[i]; row->name != NULL; row++)
      add_action (self, row->name, NULL, G_CALLBACK (activate_cb));
  add_action (self, "add-node", G_VARIANT_TYPE_STRING, G_CALLBACK (add_node_cb));
  gtk_widget_insert_action_group (GTK_WIDGET (self->canvas),
                                  "canvas",
                                  G_ACTION_GROUP (self->actions));
  follow (self, weir_session_get_selection (session), "changed");
  follow (self, self->canvas->scene, "changed");
  follow (self, session, "notify::flow");
  weir_canvas_actions_update (self);
}

GActionGroup *
weir_canvas_get_actions (WeirCanvas *self)
{
  g_return_val_if_fail (WEIR_IS_CANVAS (self), NULL);

  return G_ACTION_GROUP (self->input->actions);
}
