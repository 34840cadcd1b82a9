/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-canvas-input.h"
#include "editor/canvas/weir-canvas-private.h"
#include "flow/weir-operation.h"

G_BEGIN_DECLS

/* What an action needs to be enabled. */
typedef enum
{
  WEIR_NEEDS_FLOW = 1 << 0,     /* one is shown */
  WEIR_NEEDS_EDITABLE = 1 << 1, /* and not locked */
  WEIR_NEEDS_ANY = 1 << 2,      /* entries or wires are selected */
  WEIR_NEEDS_IDS = 1 << 3,      /* entries */
  WEIR_NEEDS_TWO = 1 << 4,
  WEIR_NEEDS_THREE = 1 << 5,
  WEIR_NEEDS_GROUP = 1 << 6,  /* a group among them */
  WEIR_NEEDS_MEMBER = 1 << 7, /* something that stands in a group */
  WEIR_NEEDS_FOCUS = 1 << 8,
  WEIR_NEEDS_BUTTON = 1 << 9,
  WEIR_NEEDS_ITEMS = 1 << 10, /* the flow is not empty */
  WEIR_NEEDS_STYLE = 1 << 11, /* a group's style was copied */
  WEIR_NEEDS_WIRE = 1 << 12,  /* one, and nothing else, is selected */
} WeirCanvasNeeds;

/* @argument: of the table's row */
typedef void (*WeirCanvasAction) (WeirCanvasInput *self, int argument);

typedef struct
{
  const char      *name;
  WeirCanvasAction run;
  int              argument;
  WeirCanvasNeeds  needs;
} WeirCanvasActionRow;

/* Tables of the files below, ended by a row without name. */
extern const WeirCanvasActionRow weir_canvas_edit_actions[];
extern const WeirCanvasActionRow weir_canvas_arrange_actions[];
extern const WeirCanvasActionRow weir_canvas_walk_actions[];

/* @edit: (transfer full) (nullable) */
gboolean
weir_canvas_apply (WeirCanvasInput *self, const char *label, WeirEdit *edit);

/* Returns: (transfer full): what is selected, else the focused entry */
GPtrArray *weir_canvas_list_targets (WeirCanvasInput *self);
GArray    *weir_canvas_list_boxes (WeirCanvasInput *self);

G_END_DECLS
