/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/**
 * WeirBox:
 *
 * Where something stands and how large it is drawn, which only the scene knows.
 * The centre, of groups too.
 */
typedef struct
{
  const char *id;
  double      x;
  double      y;
  double      w;
  double      h;
} WeirBox;

typedef enum
{
  WEIR_ALIGNMENT_LEFT,
  WEIR_ALIGNMENT_CENTER,
  WEIR_ALIGNMENT_RIGHT,
  WEIR_ALIGNMENT_TOP,
  WEIR_ALIGNMENT_MIDDLE,
  WEIR_ALIGNMENT_BOTTOM,
} WeirAlignment;

typedef enum
{
  WEIR_AXIS_HORIZONTAL,
  WEIR_AXIS_VERTICAL,
} WeirAxis;

/* Arranging: one edit each, %NULL when nothing moves. A group moves with its
 * members; boxes of members of a group that is given too are passed over, as
 * is what stands in a locked flow. @boxes: (array length=n_boxes) */

/* To the edge, or the middle, of all boxes together. */
WeirEdit *weir_operation_align (WeirDocument  *document,
                                const WeirBox *boxes,
                                guint          n_boxes,
                                WeirAlignment  alignment);

/* With equal gaps between the first and the last; three at least. */
WeirEdit *weir_operation_distribute (WeirDocument  *document,
                                     const WeirBox *boxes,
                                     guint          n_boxes,
                                     WeirAxis       axis);

/* To the grid as Node-RED does: the nearer one of the left and right edge, and
 * the centre from top to bottom. */
WeirEdit *weir_operation_align_to_grid (WeirDocument  *document,
                                        const WeirBox *boxes,
                                        guint          n_boxes,
                                        double         grid);

G_END_DECLS
