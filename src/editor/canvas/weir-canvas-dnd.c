/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is dropped on the canvas: node types from the palette, which show where
 * they would go, and flows as text. Files are the window's. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-input.h"

#include "editor/canvas/weir-canvas-private.h"
#include "editor/weir-palette-type.h"
#include "flow/weir-clipboard.h"

static gboolean
accept_cb (WeirCanvasInput *self, GdkDrop *drop)
{
  GdkContentFormats *formats = gdk_drop_get_formats (drop);

  return weir_session_get_flow (self->canvas->session) != NULL &&
         !gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);
}

/* A text is read once, however often the pointer moves. */
static void
look (WeirCanvasInput *self, const char *text)
{
  if (self->looked || text == NULL)
    return;
  self->looked = TRUE;
  self->dragged = weir_clipboard_parse (text, -1, NULL);
}

static void
forget (WeirCanvasInput *self)
{
  self->looked = FALSE;
  g_clear_object (&self->dragged);
}

/* What is dragged follows the pointer from the moment it is known. */
static void
take_up (WeirCanvasInput *self, const GValue *value)
{
  if (value == NULL || weir_tool_get_state (self->tool) == WEIR_TOOL_PLACE)
    return;
  self->view = self->canvas->view;
  if (G_VALUE_HOLDS (value, WEIR_TYPE_PALETTE_TYPE))
    weir_tool_place_type (self->tool,
                          weir_palette_type_get_name (g_value_get_boxed (value)));
  else if (G_VALUE_HOLDS_STRING (value))
    {
      look (self, g_value_get_string (value));
      if (self->dragged != NULL)
        weir_tool_place_clip (self->tool, self->dragged, FALSE);
    }
}

static void
move (WeirCanvasInput *self, double x, double y)
{
  WeirToolEvent event = { .type = WEIR_TOOL_MOTION, .x = x, .y = y };

  self->pointer = (WeirPoint){ x, y };
  weir_canvas_input_feed (self, &event);
}

static GdkDragAction
motion_cb (WeirCanvasInput *self, double x, double y, GtkDropTarget *target)
{
  take_up (self, gtk_drop_target_get_value (target));
  move (self, x, y);
  /* Before the value is there nobody knows; nothing else can be refused. */
  if (gtk_drop_target_get_value (target) != NULL && self->dragged == NULL &&
      weir_tool_get_state (self->tool) != WEIR_TOOL_PLACE)
    return 0;
  return GDK_ACTION_COPY;
}

static void
leave_cb (WeirCanvasInput *self)
{
  forget (self);
  if (weir_tool_get_state (self->tool) == WEIR_TOOL_PLACE)
    weir_canvas_input_cancel (self);
}

/* What is there already and another is not dropped before people said what shall
 * become of it. */
static gboolean
offer_import (WeirCanvasInput *self, const GValue *value, double x, double y)
{
  g_autoptr (WeirDocument) incoming = g_steal_pointer (&self->dragged);

  forget (self);
  if (incoming == NULL ||
      !weir_canvas_offer_import (self,
                                 g_value_get_string (value),
                                 incoming,
                                 weir_view_to_flow (&self->canvas->view, x, y)))
    return FALSE;
  weir_canvas_input_cancel (self);
  return TRUE;
}

static gboolean
drop_cb (WeirCanvasInput *self, const GValue *value, double x, double y)
{
  take_up (self, value);
  if (offer_import (self, value, x, y))
    return TRUE;
  if (weir_tool_get_state (self->tool) != WEIR_TOOL_PLACE)
    return FALSE;
  move (self, x, y);
  weir_tool_drop (self->tool);
  weir_canvas_input_update (self);
  weir_canvas_a11y_focus (self->canvas);
  return TRUE;
}

void
weir_canvas_dnd_init (WeirCanvasInput *self)
{
  GType          types[] = { WEIR_TYPE_PALETTE_TYPE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  const struct
  {
    const char *signal;
    GCallback   heard;
  } handlers[] = {
    { "accept", G_CALLBACK (accept_cb) }, { "enter", G_CALLBACK (motion_cb) },
    { "motion", G_CALLBACK (motion_cb) }, { "leave", G_CALLBACK (leave_cb) },
    { "drop", G_CALLBACK (drop_cb) },
  };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_drop_target_set_preload (target, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (target,
                             handlers[i].signal,
                             handlers[i].heard,
                             self,
                             G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas),
                             GTK_EVENT_CONTROLLER (target));
}
