/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Renaming in place: an entry at the node. Enter takes the name, Esc leaves the
 * old one. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-actions-private.h"
#include "flow/weir-operation-entry.h"

#include <glib/gi18n-lib.h>

static void
activate_cb (WeirCanvasInput *self, GtkEntry *entry)
{
  WeirSceneItem *focus = weir_canvas_get_focused (self);
  const char    *name = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (focus != NULL)
    weir_canvas_apply (self,
                       _ ("Rename"),
                       weir_operation_rename (weir_session_get_document (
                                                self->canvas->session),
                                              focus->id,
                                              name));
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

void
weir_canvas_show_rename (WeirCanvasInput *self)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  WeirSelection *selection = weir_session_get_selection (self->canvas->session);
  WeirSceneItem *item = weir_scene_lookup (self->canvas->scene, ids->pdata[0]);
  GtkWidget     *popover;
  GtkWidget     *entry;
  const char    *name;

  if (item == NULL || item->kind == WEIR_SCENE_ITEM_JUNCTION)
    return;
  weir_selection_set_focus (selection, item->id);
  name =
    weir_value_lookup_string (weir_element_get_value (item->element), "name");
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), name != NULL ? name : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 20);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), item->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name"),
                                  -1);
  g_signal_connect_object (entry,
                           "activate",
                           G_CALLBACK (activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  weir_canvas_input_popup (self, GTK_POPOVER (popover), item->box);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
}
