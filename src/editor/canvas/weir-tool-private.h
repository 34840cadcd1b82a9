/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-tool.h"
#include "flow/weir-operation.h"

G_BEGIN_DECLS

/* What one state does. Events come with their place in the flow. */
typedef struct
{
  const char *cursor;  /* (nullable) */
  const char *hint;    /* (nullable): N_() */
  gboolean    scrolls; /* near the edges of the view */

  void (*motion) (WeirTool *self, const WeirToolEvent *event);
  void (*press) (WeirTool *self, const WeirToolEvent *event);
  void (*release) (WeirTool *self, const WeirToolEvent *event);

  /* Forgets what is under way; the document is as before. */
  void (*cancel) (WeirTool *self);
} WeirToolGesture;

extern const WeirToolGesture weir_tool_gesture_press;
extern const WeirToolGesture weir_tool_gesture_move;
extern const WeirToolGesture weir_tool_gesture_wire;
extern const WeirToolGesture weir_tool_gesture_replug;
extern const WeirToolGesture weir_tool_gesture_lasso;
extern const WeirToolGesture weir_tool_gesture_slice;
extern const WeirToolGesture weir_tool_gesture_resize;
extern const WeirToolGesture weir_tool_gesture_place;

/* A port by name: items come and go, ids stay. */
typedef struct
{
  char    *id; /* owned */
  gboolean is_input;
  guint    port;
} WeirToolPort;

typedef enum
{
  WEIR_TOOL_CORNER_NONE,
  WEIR_TOOL_CORNER_TOP_LEFT,
  WEIR_TOOL_CORNER_TOP_RIGHT,
  WEIR_TOOL_CORNER_BOTTOM_LEFT,
  WEIR_TOOL_CORNER_BOTTOM_RIGHT,
} WeirToolCorner;

struct _WeirTool
{
  GObject parent_instance;

  /* owned */
  WeirSession *session;
  WeirScene   *scene;

  /* borrowed */
  WeirView           *view;
  WeirOverlay        *overlay;
  const WeirToolHost *host;
  gpointer            data;

  double   width, height;
  gboolean snap;
  double   grid;

  WeirToolState  state;
  guint          depth;  /* of handling */
  WeirToolRedraw redraw; /* gathered meanwhile */
  WeirToolEvent  last;   /* the newest with a place in the view */
  WeirPoint      point;  /* of it, in the flow */
  gboolean       inside; /* the pointer is over the view */

  gboolean panning; /* beside any state */
  guint    pan_button;
  double   pan_x, pan_y;

  /* What was selected when the gesture began. */
  GPtrArray *kept_ids;   /* (nullable): char * */
  GPtrArray *kept_wires; /* WeirWireId */

  /* What was pressed. */
  WeirPickPart   part;
  char          *id;   /* (nullable): owned */
  WeirWireId    *wire; /* (nullable): owned */
  guint          port;
  WeirToolEvent  press;
  WeirPoint      from; /* in the flow */
  gboolean       was_selected;
  WeirToolCorner corner;

  /* DRAG_NODES */
  GPtrArray *dragged; /* (nullable): char * */
  WeirRect   box;     /* of the item held, where it stood */
  WeirPoint  offset;

  /* WIRE and REPLUG: the ends that stay, and the wires taken off. */
  GArray    *ends;  /* (nullable): WeirToolPort */
  GPtrArray *taken; /* (nullable): WeirWireId, one an end */
  gboolean   loose; /* goes on without a button: click, click */
  gboolean   chain; /* the next one begins where this one ends */
  gboolean   drops; /* wires taken off and let go over nothing are removed */

  /* PLACE */
  char         *type;  /* (nullable): a fresh node */
  WeirDocument *clip;  /* (nullable): or what was copied */
  WeirRect      frame; /* of it, where it was */
  gboolean      keep_ids;
};

/* Where a view pixel is in the flow. */
WeirPoint weir_tool_locate (WeirTool *self, double x, double y);

/* What an edit did is known to the scene, and asked for, before the next. */
void weir_tool_flush (WeirTool *self);

/* Around all that changes what is shown. */
void weir_tool_begin (WeirTool *self);
void weir_tool_end (WeirTool *self);

/* What is under the event, with areas as large as its device needs. */
void weir_tool_pick (WeirTool *self, const WeirToolEvent *event, WeirPick *pick);

/* Goes to a state; what the one before showed is cleared. */
void weir_tool_enter (WeirTool *self, WeirToolState state);

/* Back to IDLE; what was changed stays. */
void weir_tool_finish (WeirTool *self);

/* Whether the flow shown may be changed: it is there, and not locked. */
gboolean weir_tool_is_editable (WeirTool *self);

/* @edit: (transfer full) (nullable): nothing is done without. Returns whether
 * something was. */
gboolean weir_tool_apply (WeirTool *self, const char *label, WeirEdit *edit);

/* Undo steps that need more than one edit. */
void weir_tool_begin_step (WeirTool *self, const char *label);
void weir_tool_end_step (WeirTool *self);

/* The overlay */
void weir_tool_clear_overlay (WeirTool *self);
void weir_tool_show_port (WeirTool *self, const WeirToolPort *port);
void weir_tool_show_splice (WeirTool *self, const WeirSceneWire *wire);
void weir_tool_show_group (WeirTool *self, const WeirSceneItem *group);
void weir_tool_hover (WeirTool *self);

/* The selection */
void weir_tool_keep_selection (WeirTool *self);
void weir_tool_restore_selection (WeirTool *self);
void weir_tool_select_press (WeirTool *self);
void weir_tool_select_click (WeirTool *self);

/* Starting what a press turns out to be. */
void weir_tool_begin_move (WeirTool *self);
void weir_tool_begin_wire (WeirTool *self, gboolean loose, gboolean chain);
void weir_tool_begin_replug_port (WeirTool *self);
void weir_tool_begin_replug_wire (WeirTool *self);

/* How a wire is put into by a node whose centre is at @centre. Returns
 * (nullable). */
WeirSceneWire *weir_tool_find_splice (WeirTool *self, WeirPoint centre);

/* The innermost group at a point, none of those being dragged. Returns
 * (nullable). */
WeirSceneItem *weir_tool_find_group (WeirTool *self, WeirPoint point);

/* The corner of a selected group, to resize it by. */
WeirToolCorner
weir_tool_find_corner (WeirTool *self, const WeirPick *pick, WeirPoint point);
const char *weir_tool_corner_cursor (WeirToolCorner corner);

/* Puts what was dragged into a group, or (%NULL) out of all, and makes the
 * groups around it fit. Part of a step. */
void weir_tool_regroup (WeirTool *self, const char *label, const char *group);
void weir_tool_fit_groups (WeirTool *self, const char *label);

/* Opens the list of node types. @wire: (nullable) */
void weir_tool_quick_add (WeirTool           *self,
                          const WeirToolPort *port,
                          const WeirWireId   *wire);

/* Panning, scrolling, zooming: beside the states. */
gboolean weir_tool_handle_view (WeirTool *self, const WeirToolEvent *event);
void     weir_tool_begin_pan (WeirTool *self, const WeirToolEvent *event);
gboolean weir_tool_is_near_edge (WeirTool *self);
void     weir_tool_tick (WeirTool *self, double dt);

void weir_tool_port_clear (WeirToolPort *port);

G_END_DECLS
