/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-scene.h"

G_BEGIN_DECLS

/* Guides shown at once, at most. */
#define WEIR_OVERLAY_MAX_GUIDES 4

typedef struct
{
  gboolean vertical;
  double   at;       /* x of a vertical one, y of a horizontal one */
  double   from, to; /* its ends */
} WeirGuide;

/**
 * WeirOverlay:
 *
 * What a gesture shows above the flow while it lasts. Filled in by the tool,
 * painted by the renderer; plain data, in flow units. All pointers are borrowed
 * from the scene; ids are owned.
 */
typedef struct
{
  gboolean  has_lasso;
  WeirRect  lasso;
  gboolean  has_slice;
  WeirPoint slice_from, slice_to;

  /* Wires being drawn: each from a port (or free end) to the pointer. */
  guint         n_lines;
  WeirLinkPath *lines; /* owned */
  GPtrArray *taken; /* (nullable): WeirWireId, what they were before: hidden */

  /* What is about to be placed, from the palette or the clipboard, or the new
   * size of a group. @ghosts: (nullable): WeirRect, each thing of several. */
  gboolean has_ghost;
  WeirRect ghost;
  GArray  *ghosts;
  char    *ghost_label;

  WeirWireId *splice;   /* (nullable): the wire it would be put into */
  char       *group;    /* (nullable): the group it would join */
  char       *hover;    /* (nullable): the item under the pointer */
  gboolean    has_port; /* the port under the pointer, or the target */
  char       *port_id;
  gboolean    port_is_input;
  guint       port;
  WeirWireId *hover_wire; /* (nullable) */

  guint     n_guides;
  WeirGuide guides[WEIR_OVERLAY_MAX_GUIDES];
} WeirOverlay;

void weir_overlay_clear (WeirOverlay *overlay);

G_END_DECLS
