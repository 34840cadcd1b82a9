/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Actions that change what is selected, and open what changes it. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-actions-private.h"
#include "editor/canvas/weir-scene-find.h"
#include "flow/weir-operation-entry.h"
#include "flow/weir-operation-group.h"
#include "flow/weir-operation-wire.h"
#include "flow/weir-reach.h"

#include <glib/gi18n-lib.h>

/* What everybody sees go needs no toast. */
#define QUIET_DELETIONS 5

static WeirDocument *
get_document (WeirCanvasInput *self)
{
  return weir_session_get_document (self->canvas->session);
}

static WeirRegistry *
get_registry (WeirCanvasInput *self)
{
  return weir_session_get_registry (self->canvas->session);
}

static WeirSelection *
get_selection (WeirCanvasInput *self)
{
  return weir_session_get_selection (self->canvas->session);
}

/* After something went, the focus is on what was beside it. */
static void
keep_focus (WeirCanvasInput *self, WeirPoint at)
{
  WeirSelection *selection = get_selection (self);
  WeirSceneItem *nearest = NULL;

  weir_scene_flush (self->canvas->scene);
  if (weir_canvas_get_focused (self) != NULL)
    return;
  for (int way = WEIR_DIRECTION_LEFT;
       nearest == NULL && way <= WEIR_DIRECTION_DOWN;
       way++)
    nearest = weir_scene_find_nearest (self->canvas->scene, at, NULL, way);
  weir_selection_set_focus (selection, nearest != NULL ? nearest->id : NULL);
}

static WeirPoint
get_focus_point (WeirCanvasInput *self)
{
  WeirSceneItem *focus = weir_canvas_get_focused (self);

  return focus != NULL ? weir_scene_item_get_centre (focus) : (WeirPoint){ 0, 0 };
}

static void
tell_deleted (WeirCanvasInput *self, guint n)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u deleted", "%u deleted", n), n);

  weir_canvas_announce (self->canvas, text);
}

static void
delete_selection (WeirCanvasInput *self, int reconnect)
{
  WeirSelection        *selection = get_selection (self);
  WeirPoint             at = get_focus_point (self);
  g_autoptr (GPtrArray) wires = weir_selection_list_wires (selection);
  g_autoptr (GArray)    named = g_array_new (FALSE, FALSE, sizeof (WeirWire));
  g_autoptr (GPtrArray) ids = NULL;
  WeirEdit             *edit;

  /* Only wires: the focused entry stays. */
  ids = wires->len > 0 ? weir_selection_list_ids (selection)
                       : weir_canvas_list_targets (self);
  for (guint i = 0; i < wires->len; i++)
    {
      const WeirWireId *id = wires->pdata[i];
      const WeirWire    wire = { id->source, id->port, id->target };

      g_array_append_val (named, wire);
    }
  if (reconnect && ids->len > 0)
    edit = weir_operation_delete_and_reconnect (get_document (self),
                                                get_registry (self),
                                                ids);
  else
    edit = weir_operation_delete (get_document (self),
                                  ids,
                                  (WeirWire *)named->data,
                                  named->len);
  if (!weir_canvas_apply (self, _ ("Delete"), edit))
    return;
  weir_selection_clear (selection);
  keep_focus (self, at);
  tell_deleted (self, ids->len + wires->len);
  if (ids->len > QUIET_DELETIONS)
    weir_session_offer_undo (self->canvas->session,
                             ngettext ("%u entry deleted",
                                       "%u entries deleted",
                                       ids->len),
                             ids->len);
}

static void
cut (WeirCanvasInput *self, int argument)
{
  weir_canvas_copy (self, TRUE);
  delete_selection (self, FALSE);
}

static void
copy (WeirCanvasInput *self, int argument)
{
  weir_canvas_copy (self, FALSE);
}

static void
paste (WeirCanvasInput *self, int at_pointer)
{
  weir_canvas_paste (self, at_pointer);
}

static void
duplicate (WeirCanvasInput *self, int argument)
{
  weir_canvas_duplicate (self);
}

/* Selecting */

static void
select_all (WeirCanvasInput *self, int argument)
{
  WeirScene            *scene = self->canvas->scene;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < weir_scene_get_n_items (scene); i++)
    g_ptr_array_add (ids, (gpointer)weir_scene_get_item (scene, i)->id);
  weir_selection_set_ids (get_selection (self), ids);
}

static void
select_none (WeirCanvasInput *self, int argument)
{
  weir_selection_clear (get_selection (self));
}

static void
select_reach (WeirCanvasInput *self, int reach)
{
  g_autoptr (GPtrArray) start = weir_canvas_list_targets (self);
  g_autoptr (GPtrArray) found =
    weir_document_reach (get_document (self), start, reach);

  weir_selection_set_ids (get_selection (self), found);
}

static void
toggle_focus (WeirCanvasInput *self, int add)
{
  WeirSceneItem *focus = weir_canvas_get_focused (self);

  if (add)
    weir_selection_add (get_selection (self), focus->id);
  else
    weir_selection_toggle (get_selection (self), focus->id);
}

/* Groups */

static void
group (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autoptr (GArray)    boxes = weir_canvas_list_boxes (self);
  g_autofree char      *id = NULL;
  WeirEdit             *edit;

  edit = weir_operation_group (get_document (self),
                               ids,
                               (WeirBox *)boxes->data,
                               boxes->len,
                               &id);
  if (weir_canvas_apply (self, _ ("Group Nodes"), edit))
    weir_selection_set (get_selection (self), id);
}

static void
ungroup (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GPtrArray) of_one =
        weir_scene_list_members (self->canvas->scene, ids->pdata[i]);

      g_ptr_array_extend_and_steal (members, g_steal_pointer (&of_one));
    }
  if (weir_canvas_apply (self,
                         _ ("Ungroup"),
                         weir_operation_ungroup (get_document (self), ids)))
    weir_selection_set_ids (get_selection (self), members);
}

static void
merge_groups (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autoptr (GArray)    boxes = weir_canvas_list_boxes (self);

  weir_canvas_apply (self,
                     _ ("Merge Groups"),
                     weir_operation_merge_groups (get_document (self),
                                                  ids,
                                                  (WeirBox *)boxes->data,
                                                  boxes->len));
}

/* The one group that is selected besides: the others go there. */
static const char *
find_target_group (WeirCanvasInput *self, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      WeirSceneItem *item =
        weir_scene_lookup (self->canvas->scene, ids->pdata[i]);

      if (item != NULL && item->kind == WEIR_SCENE_ITEM_GROUP)
        return item->id;
    }
  return NULL;
}

static void
set_group (WeirCanvasInput *self, int add)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  g_autoptr (GArray)    boxes = weir_canvas_list_boxes (self);
  const char           *target = add ? find_target_group (self, ids) : NULL;

  for (guint i = 0; i < ids->len; i++)
    if (g_strcmp0 (ids->pdata[i], target) != 0)
      g_ptr_array_add (moved, ids->pdata[i]);
  weir_canvas_apply (self,
                     add ? _ ("Add to Group") : _ ("Remove from Group"),
                     weir_operation_set_group (get_document (self),
                                               moved,
                                               target,
                                               (WeirBox *)boxes->data,
                                               boxes->len));
}

static void
copy_style (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  WeirElement          *element =
    weir_document_get_element (get_document (self),
                               find_target_group (self, ids));
  WeirValue *style = weir_element_get_member (element, "style");

  g_clear_pointer (&self->style, weir_value_unref);
  self->style = style != NULL ? weir_value_ref (style) : weir_value_new_object ();
  weir_canvas_actions_update (self);
}

static void
paste_style (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);

  weir_canvas_apply (self,
                     _ ("Paste Group Style"),
                     weir_operation_set_group_style (get_document (self),
                                                     ids,
                                                     self->style));
}

/* Entries */

static void
set_enabled (WeirCanvasInput *self, int enabled)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);

  weir_canvas_apply (self,
                     enabled ? _ ("Enable") : _ ("Disable"),
                     weir_operation_set_enabled (get_document (self),
                                                 ids,
                                                 enabled));
}

/* All become what the first is not. */
static void
toggle_enabled (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  WeirSceneItem *first = weir_scene_lookup (self->canvas->scene, ids->pdata[0]);

  if (first != NULL)
    set_enabled (self, (first->flags & WEIR_SCENE_ITEM_DISABLED) != 0);
}

static void
set_labels (WeirCanvasInput *self, int shown)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);

  weir_canvas_apply (self,
                     shown ? _ ("Show Labels") : _ ("Hide Labels"),
                     weir_operation_set_label_shown (get_document (self),
                                                     ids,
                                                     shown));
}

static void
edit_entry (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);

  weir_session_edit (self->canvas->session, ids->pdata[0]);
}

static void
rename_entry (WeirCanvasInput *self, int argument)
{
  weir_canvas_show_rename (self);
}

static void
press_button (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);

  for (guint i = 0; i < ids->len; i++)
    {
      WeirSceneItem *item =
        weir_scene_lookup (self->canvas->scene, ids->pdata[i]);

      if (item != NULL && (item->flags & WEIR_SCENE_ITEM_BUTTON))
        weir_session_press_button (self->canvas->session, ids->pdata[i]);
    }
}

static void
restack (WeirCanvasInput *self, int stacking)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);

  weir_canvas_apply (self,
                     _ ("Change Order"),
                     weir_operation_restack (get_document (self), ids, stacking));
}

/* Wires */

static void
connect_entry (WeirCanvasInput *self, int argument)
{
  weir_canvas_show_connect (self);
}

static void
disconnect_entry (WeirCanvasInput *self, int argument)
{
  weir_canvas_show_disconnect (self);
}

typedef enum
{
  WIRE_SERIES,
  WIRE_ONE_TO_MANY,
  WIRE_MANY_TO_ONE,
  WIRE_DETACH,
} WireAction;

static void
wire_selection (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  WeirDocument         *document = get_document (self);
  WeirRegistry         *registry = get_registry (self);
  const char           *label = _ ("Connect");
  WeirEdit             *edit = NULL;

  switch ((WireAction)argument)
    {
    case WIRE_SERIES:
      edit = weir_operation_wire_series (document, registry, ids);
      break;
    case WIRE_ONE_TO_MANY:
      edit = weir_operation_wire_one_to_many (document, registry, ids);
      break;
    case WIRE_MANY_TO_ONE:
      edit = weir_operation_wire_many_to_one (document, registry, ids);
      break;
    case WIRE_DETACH:
      /* Translators: removes the wires of nodes and joins what was before with what
       * was behind */
      label = _ ("Detach");
      edit = weir_operation_detach (document, registry, ids);
      break;
    }
  weir_canvas_apply (self, label, edit);
}

static void
quick_add (WeirCanvasInput *self, int argument)
{
  weir_canvas_quick_add (self->canvas);
}

/* At the focus, else where the pointer is, else in the corner. */
static void
open_menu (WeirCanvasInput *self, int argument)
{
  WeirSelection        *selection = get_selection (self);
  WeirSceneItem        *focus = weir_canvas_get_focused (self);
  WeirPoint             at = weir_canvas_to_flow (self->canvas, 24, 24);
  g_autoptr (GPtrArray) wires = weir_selection_list_wires (selection);

  if (focus != NULL && !weir_selection_contains (selection, focus->id))
    weir_selection_set (selection, focus->id);
  if (focus != NULL && focus->kind == WEIR_SCENE_ITEM_GROUP)
    weir_canvas_show_menu (self, WEIR_PICK_GROUP, focus->box);
  else if (focus != NULL)
    weir_canvas_show_menu (self, WEIR_PICK_NODE, focus->box);
  else if (wires->len > 0)
    weir_canvas_show_menu (self, WEIR_PICK_WIRE, (WeirRect){ at.x, at.y, 1, 1 });
  else
    weir_canvas_show_menu (self, WEIR_PICK_NOTHING, (WeirRect){ at.x, at.y, 1, 1 });
}

/* The inspector shows what passes the wire that is selected. */
static void
open_tap (WeirCanvasInput *self, int argument)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas),
                              "win.show-page",
                              "s",
                              "inspector");
}

#define EDIT  (WEIR_NEEDS_FLOW | WEIR_NEEDS_EDITABLE)
#define IDS   WEIR_NEEDS_IDS
#define TWO   WEIR_NEEDS_TWO
#define GROUP WEIR_NEEDS_GROUP
#define FOCUS WEIR_NEEDS_FOCUS

const WeirCanvasActionRow weir_canvas_edit_actions[] = {
  { "delete", delete_selection, FALSE, EDIT | WEIR_NEEDS_ANY },
  { "delete-and-reconnect", delete_selection, TRUE, EDIT | WEIR_NEEDS_ANY },
  { "cut", cut, 0, EDIT | IDS },
  { "copy", copy, 0, IDS },
  { "paste", paste, FALSE, EDIT },
  { "paste-at-pointer", paste, TRUE, EDIT },
  { "duplicate", duplicate, 0, EDIT | IDS },
  { "select-all", select_all, 0, WEIR_NEEDS_ITEMS },
  { "select-none", select_none, 0, WEIR_NEEDS_ANY },
  { "select-upstream", select_reach, WEIR_REACH_UPSTREAM, IDS },
  { "select-downstream", select_reach, WEIR_REACH_DOWNSTREAM, IDS },
  { "select-connected", select_reach, WEIR_REACH_BOTH, IDS },
  { "toggle-focus", toggle_focus, FALSE, FOCUS },
  { "add-focus", toggle_focus, TRUE, FOCUS },
  { "group", group, 0, EDIT | IDS },
  { "ungroup", ungroup, 0, EDIT | GROUP },
  { "merge-groups", merge_groups, 0, EDIT | GROUP | TWO },
  { "add-to-group", set_group, TRUE, EDIT | GROUP | TWO },
  { "remove-from-group", set_group, FALSE, EDIT | WEIR_NEEDS_MEMBER },
  { "copy-group-style", copy_style, 0, GROUP },
  { "paste-group-style", paste_style, 0, EDIT | GROUP | WEIR_NEEDS_STYLE },
  { "enable-selection", set_enabled, TRUE, EDIT | IDS },
  { "disable-selection", set_enabled, FALSE, EDIT | IDS },
  { "toggle-enabled", toggle_enabled, 0, EDIT | IDS },
  { "show-labels", set_labels, TRUE, EDIT | IDS },
  { "hide-labels", set_labels, FALSE, EDIT | IDS },
  { "edit", edit_entry, 0, IDS },
  { "rename", rename_entry, 0, EDIT | IDS },
  { "press-button", press_button, 0, WEIR_NEEDS_BUTTON },
  { "bring-to-front", restack, WEIR_STACKING_FRONT, EDIT | IDS },
  { "send-to-back", restack, WEIR_STACKING_BACK, EDIT | IDS },
  { "connect", connect_entry, 0, EDIT | FOCUS },
  { "disconnect", disconnect_entry, 0, EDIT | FOCUS },
  { "wire-series", wire_selection, WIRE_SERIES, EDIT | TWO },
  { "one-to-many", wire_selection, WIRE_ONE_TO_MANY, EDIT | TWO },
  { "many-to-one", wire_selection, WIRE_MANY_TO_ONE, EDIT | TWO },
  { "detach", wire_selection, WIRE_DETACH, EDIT | IDS },
  { "quick-add", quick_add, 0, EDIT },
  { "open-tap", open_tap, 0, WEIR_NEEDS_WIRE },
  { "context-menu", open_menu, 0, WEIR_NEEDS_FLOW },
  { NULL, NULL, 0, 0 },
};
