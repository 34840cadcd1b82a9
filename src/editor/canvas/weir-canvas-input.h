/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-canvas.h"
#include "editor/canvas/weir-tool.h"

G_BEGIN_DECLS

/* What the pointer and the keyboard do on the canvas: the part of the canvas
 * that weir-canvas-private.h knows only by this. */

#define WEIR_TYPE_CANVAS_INPUT (weir_canvas_input_get_type ())
G_DECLARE_FINAL_TYPE (WeirCanvasInput, weir_canvas_input, WEIR, CANVAS_INPUT, GObject)

/**
 * weir_canvas_input_new:
 * @canvas: owns it; has its session, scene, view and overlay already
 */
WeirCanvasInput *weir_canvas_input_new (WeirCanvas *canvas);

/* To be called by the canvas' size_allocate. */
void weir_canvas_input_allocate (WeirCanvasInput *self, int width, int height);

/* The rest is for the files of the input. */

struct _WeirCanvasInput
{
  GObject parent_instance;

  /* borrowed: owns this */
  WeirCanvas *canvas;

  /* owned */
  WeirTool           *tool;
  GSettings          *settings; /* (nullable) */
  GSimpleActionGroup *actions;
  char               *copied; /* (nullable): the text last copied here */
  char               *cut;    /* (nullable): the same, when it was cut */
  char               *pasted; /* (nullable): the text last pasted here */
  WeirValue          *style;  /* (nullable): of a group, copied */
  WeirAddPlace        place;  /* of the list of node types; texts are owned */

  /* children of the canvas */
  GtkWidget *popover; /* (nullable): the newest list, menu or entry */

  WeirView  view;    /* the tool's, of one event */
  WeirPoint pointer; /* view pixels */
  gboolean  inside;

  gboolean space;      /* held */
  gboolean space_used; /* meanwhile something was dragged */
  guint    chord;      /* the key a chord began with, 0 for none */
  guint    chord_id;
  guint    n_pasted; /* how often `pasted` was */

  gint64 press_us;
  double press_x, press_y;
  guint  press_button;
  guint  n_press;

  double    pinch;
  WeirPoint pinch_at;

  guint  glance_id; /* while the tooltip of a wire is up */
  guint  tick_id;
  gint64 tick_us;
  double velocity_x, velocity_y; /* view pixels a second, running out */

  /* What is dragged over it, as long as it is. */
  WeirDocument *dragged; /* (nullable): a flow */
  gboolean      looked;  /* at what is dragged */

  /* Where following wires began, which way, and which of its wires. */
  char    *follow; /* (nullable) */
  gboolean follow_back;
  guint    follow_n;
};

/* weir-canvas-input.c */

/* Returns: a step of the grid, in flow units: what keys move by */
double weir_canvas_get_step (WeirCanvasInput *self);

/* Returns: (transfer full) (element-type WeirRect): where something stands */
GArray *weir_canvas_list_taken (WeirCanvasInput *self);

/* Returns: the grid that fresh nodes go into; 0: none */
double   weir_canvas_get_snap (WeirCanvasInput *self);
void     weir_canvas_input_feed (WeirCanvasInput *self, WeirToolEvent *event);
void     weir_canvas_input_stop (WeirCanvasInput *self);
gboolean weir_canvas_input_cancel (WeirCanvasInput *self);

/* Brings cursor, hint and frames in line with the tool. */
void weir_canvas_input_update (WeirCanvasInput *self);

/* Shows a popover of the canvas; the one before goes. @popover: (transfer
 * floating) @at: flow units */
void
weir_canvas_input_popup (WeirCanvasInput *self, GtkPopover *popover, WeirRect at);

/* weir-canvas-keys.c */
gboolean
     weir_canvas_keys_press (WeirCanvasInput *self, guint key, GdkModifierType state);
void weir_canvas_keys_release (WeirCanvasInput *self, guint key);
void weir_canvas_keys_end_chord (WeirCanvasInput *self);

/* weir-canvas-actions.c */
void weir_canvas_actions_init (WeirCanvasInput *self);
void weir_canvas_actions_update (WeirCanvasInput *self);
void weir_canvas_activate (WeirCanvasInput *self, const char *action);

/* weir-canvas-menu.c. @pick: what it is about */
void
weir_canvas_show_menu (WeirCanvasInput *self, WeirPickPart part, WeirRect at);

/* weir-quick-add.c */
void
weir_canvas_show_quick_add (WeirCanvasInput *self, const WeirAddPlace *place);
void weir_canvas_forget_place (WeirCanvasInput *self);

/* weir-canvas-connect.c */
void weir_canvas_show_connect (WeirCanvasInput *self);
void weir_canvas_show_disconnect (WeirCanvasInput *self);

/* weir-canvas-rename.c */
void weir_canvas_show_rename (WeirCanvasInput *self);

/* weir-canvas-dnd.c, weir-canvas-tooltip.c */
void weir_canvas_dnd_init (WeirCanvasInput *self);
void weir_canvas_tooltip_init (WeirCanvasInput *self);

/* The pointer is elsewhere: nothing is looked at any more. */
void weir_canvas_tooltip_end (WeirCanvasInput *self);

/* weir-canvas-paste.c */

/**
 * weir_canvas_offer_import:
 * @text: of which @incoming was read
 * @at: where the middle of it is wanted, in flow units
 *
 * Lets people choose what becomes of a flow that can't just be pasted: something
 * of it is there already and another, or there is nothing that could follow the
 * pointer. What was copied here is what people see, and needs no choice.
 *
 * Returns: whether it does; %FALSE also when nobody offers it
 */
gboolean weir_canvas_offer_import (WeirCanvasInput *self,
                                   const char      *text,
                                   WeirDocument    *incoming,
                                   WeirPoint        at);
void     weir_canvas_copy (WeirCanvasInput *self, gboolean cut);
void     weir_canvas_paste (WeirCanvasInput *self, gboolean at_pointer);
void     weir_canvas_duplicate (WeirCanvasInput *self);

/* weir-canvas-walk.c: the focus. */
void weir_canvas_focus_item (WeirCanvasInput *self, WeirSceneItem *item);
WeirSceneItem *weir_canvas_get_focused (WeirCanvasInput *self);

G_END_DECLS
