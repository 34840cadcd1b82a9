/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-snap.h"

#include <math.h>

/* Lines closer than this are one: positions are kept to a tenth. */
#define SAME 0.05

/* How far @at is from the next line of the grid. */
static double
to_line (double at, double grid)
{
  return round (at / grid) * grid - at;
}

WeirPoint
weir_snap_to_grid (WeirRect box, WeirSnapAlign align, double grid)
{
  WeirPoint offset = { 0, 0 };
  double    left = to_line (box.x, grid);
  double    right = to_line (box.x + box.width, grid);

  g_return_val_if_fail (grid > 0, offset);

  switch (align)
    {
    case WEIR_SNAP_NODE:
      offset.x = fabs (right) < fabs (left) ? right : left;
      offset.y = to_line (box.y + box.height / 2, grid);
      break;
    case WEIR_SNAP_CENTRE:
      offset.x = to_line (box.x + box.width / 2, grid);
      offset.y = to_line (box.y + box.height / 2, grid);
      break;
    case WEIR_SNAP_TOP_LEFT:
      offset.x = left;
      offset.y = to_line (box.y, grid);
      break;
    }
  return offset;
}

/* The lines of a box in one direction: both edges and the middle. */
typedef struct
{
  double start, length; /* in the direction of the move */
  double from, to;      /* across it */
} Span;

static Span
span_of (WeirRect box, gboolean vertical)
{
  if (vertical)
    return (Span){ box.x, box.width, box.y, box.y + box.height };
  return (Span){ box.y, box.height, box.x, box.x + box.width };
}

static double
line_of (const Span *span, guint which)
{
  return span->start + span->length * which / 2;
}

/* The shortest way to a line of another box; like meets like, so a left edge
 * is drawn to a left one. FALSE when none is near enough. */
static gboolean
find_nearest (const Span     *span,
              const WeirRect *others,
              guint           n_others,
              gboolean        vertical,
              double          reach,
              double         *offset)
{
  double best = reach + SAME;

  for (guint i = 0; i < n_others; i++)
    {
      Span other = span_of (others[i], vertical);

      for (guint which = 0; which < 3; which++)
        {
          double way = line_of (&other, which) - line_of (span, which);

          if (fabs (way) >= fabs (best))
            continue;
          best = way;
        }
    }
  *offset = best;
  return fabs (best) < reach + SAME;
}

/* The guides along which @span, now in its place, aligns. */
static guint
collect (const Span     *span,
         const WeirRect *others,
         guint           n_others,
         gboolean        vertical,
         WeirGuide      *guides,
         guint           max)
{
  guint n_guides = 0;

  for (guint which = 0; which < 3 && n_guides < max; which++)
    {
      WeirGuide guide = { vertical, line_of (span, which), span->from, span->to };
      gboolean found = FALSE;

      for (guint i = 0; i < n_others; i++)
        {
          Span other = span_of (others[i], vertical);

          if (fabs (line_of (&other, which) - guide.at) >= SAME)
            continue;
          guide.from = MIN (guide.from, other.from);
          guide.to = MAX (guide.to, other.to);
          found = TRUE;
        }
      if (found)
        guides[n_guides++] = guide;
    }
  return n_guides;
}

guint
weir_snap_to_guides (WeirRect        box,
                     const WeirRect *others,
                     guint           n_others,
                     double          reach,
                     WeirPoint      *offset,
                     WeirGuide      *guides)
{
  const guint half = WEIR_OVERLAY_MAX_GUIDES / 2;
  Span        across = span_of (box, TRUE);
  Span        down = span_of (box, FALSE);
  double      way;
  guint       n_guides = 0;

  *offset = (WeirPoint){ 0, 0 };
  if (find_nearest (&across, others, n_others, TRUE, reach, &way))
    offset->x = way;
  if (find_nearest (&down, others, n_others, FALSE, reach, &way))
    offset->y = way;
  box.x += offset->x;
  box.y += offset->y;
  across = span_of (box, TRUE);
  down = span_of (box, FALSE);
  n_guides = collect (&across, others, n_others, TRUE, guides, half);
  n_guides += collect (&down,
                       others,
                       n_others,
                       FALSE,
                       guides + n_guides,
                       WEIR_OVERLAY_MAX_GUIDES - n_guides);
  return n_guides;
}
