/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-overlay.h"
#include "editor/canvas/weir-scene.h"
#include "editor/canvas/weir-view.h"

G_BEGIN_DECLS

/* View pixels the pointer moves before a press becomes a drag. */
#define WEIR_TOOL_THRESHOLD       4.0
#define WEIR_TOOL_TOUCH_THRESHOLD 10.0

/* How near to an edge a drag scrolls the view, and how fast at the edge
 * itself, in view pixels and view pixels a second. */
#define WEIR_TOOL_EDGE  24.0
#define WEIR_TOOL_SPEED 900.0

/* How near a node's centre comes to a wire it is put into, in flow units: as
 * Node-RED, whose d² < 200. */
#define WEIR_TOOL_SPLICE 14.142

/* Where a click with Shift selects what comes before or behind a node. */
#define WEIR_TOOL_SIDE 25.0

#define WEIR_TOOL_BUTTON_PRIMARY   1
#define WEIR_TOOL_BUTTON_MIDDLE    2
#define WEIR_TOOL_BUTTON_SECONDARY 3

typedef enum
{
  WEIR_TOOL_PRESS,
  WEIR_TOOL_RELEASE,
  WEIR_TOOL_MOTION,
  WEIR_TOOL_LEAVE,
  WEIR_TOOL_SCROLL,     /* by dx, dy; with Control zooms by scale */
  WEIR_TOOL_PINCH,      /* by scale since the one before, around x, y */
  WEIR_TOOL_LONG_PRESS, /* touch: the menu */
  WEIR_TOOL_MODIFIERS,  /* a modifier key went down or up */
  WEIR_TOOL_TICK,       /* a frame, dt seconds after the one before */
  WEIR_TOOL_CANCEL,
} WeirToolEventType;

typedef enum
{
  WEIR_TOOL_SHIFT = 1 << 0,
  WEIR_TOOL_CONTROL = 1 << 1,
  WEIR_TOOL_ALT = 1 << 2,
  WEIR_TOOL_SPACE = 1 << 3,
} WeirToolModifiers;

typedef enum
{
  WEIR_TOOL_MOUSE,
  WEIR_TOOL_TOUCH,
} WeirToolDevice;

/**
 * WeirToolEvent:
 *
 * What the pointer did, in plain data. Modifiers are those of the event:
 * nothing remembers them.
 */
typedef struct
{
  WeirToolEventType type;
  double            x, y; /* view pixels */
  guint             button;
  guint             n_press;
  WeirToolModifiers modifiers;
  WeirToolDevice    device;
  double            dx, dy; /* SCROLL */
  double            scale;  /* PINCH, SCROLL */
  double            dt;     /* TICK */
} WeirToolEvent;

typedef enum
{
  WEIR_TOOL_IDLE,
  WEIR_TOOL_PRESSED, /* not moved far enough yet to know what is meant */
  WEIR_TOOL_DRAG_NODES,
  WEIR_TOOL_WIRE,
  WEIR_TOOL_REPLUG, /* wires taken off one of their ends */
  WEIR_TOOL_LASSO,
  WEIR_TOOL_SLICE,
  WEIR_TOOL_RESIZE_GROUP,
  WEIR_TOOL_PLACE, /* something new that follows the pointer */
  WEIR_TOOL_N_STATES,
} WeirToolState;

/* What has to be painted again. */
typedef enum
{
  WEIR_TOOL_REDRAW_OVERLAY = 1 << 0,
  WEIR_TOOL_REDRAW_VIEW = 1 << 1,
} WeirToolRedraw;

/**
 * WeirAddPlace:
 *
 * Where a new node goes, and what it is wired to at once.
 */
typedef struct
{
  WeirPoint         at;
  const char       *id;       /* (nullable): the entry whose port leads there */
  gboolean          is_input; /* that port is an input */
  guint             port;
  const WeirWireId *wire; /* (nullable): the wire it is put into */
} WeirAddPlace;

/* What the tool asks of whoever shows it. */
typedef struct
{
  void (*redraw) (gpointer host, WeirToolRedraw what);
  void (*menu) (gpointer host, const WeirPick *pick, double x, double y);
  void (*quick_add) (gpointer host, const WeirAddPlace *where);
  void (*tap) (gpointer host); /* of the wire that is selected */
} WeirToolHost;

/**
 * WeirTool:
 *
 * The gestures of the canvas: events go in; edits of the session, changes of
 * its selection, of the view and of the overlay come out. Knows no widget.
 * Whatever is under way, CANCEL puts all back, and so does the removal of what
 * is held. A gesture is one undo step.
 */
#define WEIR_TYPE_TOOL (weir_tool_get_type ())
G_DECLARE_FINAL_TYPE (WeirTool, weir_tool, WEIR, TOOL, GObject)

/**
 * weir_tool_new:
 * @view: changed by the tool; outlives it, as do @overlay and @host
 * @data: passed to the functions of @host
 */
WeirTool *weir_tool_new (WeirSession        *session,
                         WeirScene          *scene,
                         WeirView           *view,
                         WeirOverlay        *overlay,
                         const WeirToolHost *host,
                         gpointer            data);

/* The size of the view in pixels. */
void weir_tool_set_size (WeirTool *self, double width, double height);

/* @snap: whether moves snap to the grid, unless Shift is held; else they do
 * only with it. @grid: flow units, above 0 */
void weir_tool_set_grid (WeirTool *self, gboolean snap, double grid);

void weir_tool_handle (WeirTool *self, const WeirToolEvent *event);

WeirToolState weir_tool_get_state (WeirTool *self);

/* Returns: whether CANCEL would put anything back */
gboolean weir_tool_is_active (WeirTool *self);

/* Returns: whether it wants TICK events: the view scrolls by itself */
gboolean weir_tool_wants_ticks (WeirTool *self);

/* Returns: (nullable): a cursor's name, as in CSS */
const char *weir_tool_get_cursor (WeirTool *self);

/* Returns: (nullable): what can be done now, translated */
const char *weir_tool_get_hint (WeirTool *self);

/**
 * weir_tool_place_type:
 *
 * A fresh node follows the pointer, from wherever it is or comes to, until
 * weir_tool_drop() or CANCEL.
 */
void weir_tool_place_type (WeirTool *self, const char *type);

/**
 * weir_tool_place_clip:
 * @incoming: (transfer none): of weir_clipboard_parse()
 * @keep_ids: as of weir_clipboard_paste()
 *
 * The same with what was copied; a press lets it go.
 */
void
weir_tool_place_clip (WeirTool *self, WeirDocument *incoming, gboolean keep_ids);

/* Ends PLACE where the pointer is. */
void weir_tool_drop (WeirTool *self);

G_END_DECLS
