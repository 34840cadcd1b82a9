/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-geometry.h"

#include <math.h>

/* The curves of wires. Their shape is that of Node-RED's generateLinkPath(), so
 * that a flow looks the same here; what is asked of them (distance, crossing,
 * a point) is answered on a polyline, which is exact to a fraction of a pixel
 * at any zoom and cheap enough for a pointer's every motion. */

/* Straight pieces that stand for one cubic. */
#define SEGMENTS 24

/* Of Node-RED: the length of a control arm is that of a node times a scale. */
#define ARM           100.0
#define ARM_FORWARD   0.75
#define ARM_BACK_LONG 0.4
#define ARM_BACK_CUT  0.2

/* Half the height of a node, by which a wire that runs back leaves its level. */
#define DROP 15.0

/* Ends nearer than this vertically are at one level. */
#define LEVEL 10.0

/* How far to the side a loop swings out, and where it begins to turn. */
#define SWING      25.0
#define SWING_TURN 15.0
#define SWING_EASE 5.0

static WeirPoint
point (double x, double y)
{
  return (WeirPoint){ x, y };
}

/* Adds a cubic that starts where the last one ended. */
static void
add_cubic (WeirLinkPath *path,
           WeirPoint     start,
           WeirPoint     c1,
           WeirPoint     c2,
           WeirPoint     end)
{
  g_assert (path->n_cubics < WEIR_LINK_MAX_CUBICS);

  if (path->n_cubics > 0)
    start = path->cubics[path->n_cubics - 1].p3;
  path->cubics[path->n_cubics++] = (WeirCubic){ start, c1, c2, end };
}

/* As SVG's S: the first control point mirrors the last one. */
static void
add_smooth (WeirLinkPath *path, WeirPoint c2, WeirPoint end)
{
  const WeirCubic *last = &path->cubics[path->n_cubics - 1];
  WeirPoint c1 = { 2 * last->p3.x - last->p2.x, 2 * last->p3.y - last->p2.y };

  add_cubic (path, last->p3, c1, c2, end);
}

static void
add_forward (WeirLinkPath *path, WeirPoint from, WeirPoint to, double distance)
{
  double arm = ARM * ARM_FORWARD * MIN (1.0, distance / ARM);

  add_cubic (path, from, point (from.x + arm, from.y), point (to.x - arm, to.y), to);
}

static void
add_loop (WeirLinkPath *path, WeirPoint from, WeirPoint to, double below)
{
  double bottom = MAX (from.y, to.y) + below;
  double right = from.x + SWING;
  double left = to.x - SWING;

  add_cubic (path,
             from,
             point (from.x + SWING_TURN, from.y),
             point (right, from.y + SWING_EASE),
             point (right, (from.y + bottom) / 2));
  add_cubic (path,
             from,
             point (right, bottom - SWING_EASE),
             point (from.x + SWING_TURN, bottom),
             point (from.x, bottom));
  add_cubic (path,
             from,
             point (from.x + (to.x - from.x) / 3, bottom),
             point (to.x - (to.x - from.x) / 3, bottom),
             point (to.x, bottom));
  add_cubic (path,
             from,
             point (to.x - SWING_TURN, bottom),
             point (left, bottom - SWING_EASE),
             point (left, (to.y + bottom) / 2));
  add_cubic (path,
             from,
             point (left, to.y + SWING_EASE),
             point (to.x - SWING_TURN, to.y),
             to);
}

/* The S around: out to the right, down (or up) half a node, through the middle,
 * and in from the left. @s mirrors the case that goes down to the other. */
static void
add_back (WeirLinkPath *path, WeirPoint from, WeirPoint to)
{
  double dx = to.x - from.x;
  double dy = to.y - from.y;
  double s = dy > 0 ? 1 : -1;
  double nearest = MIN (fabs (dx), fabs (dy));
  double scale = ARM_BACK_LONG - ARM_BACK_CUT * MAX (0.0, (ARM - nearest) / ARM);
  double mid_x = floor (to.x - dx / 2);
  double mid_y = floor (to.y - dy / 2);
  double quarter = (to.y + mid_y) / 2;
  double top_x = from.x + ARM * scale;
  double bottom_x = to.x - ARM * scale;
  double top_y = s * MIN (s * (quarter - dy / 2), s * from.y + DROP);
  double bottom_y = s * MAX (s * quarter, s * to.y - DROP);
  double lead_x = (from.x + top_x) / 2;
  double top_in = s * MAX (s * from.y, s * top_y - DROP);
  double mid_in = s * MIN (s * mid_y, s * top_y + DROP);
  double bottom_in = s * MAX (s * mid_y, s * bottom_y - DROP);
  double mid_in_x = lead_x;

  /* With room for the whole drop the curve stands upright at its turn, and is
   * eased where the ends are near each other. */
  if (mid_in == top_y + s * DROP)
    {
      if (fabs (dy) < 10 * DROP)
        {
          top_in = top_y - s * DROP / 2;
          bottom_in = bottom_y - s * DROP / 2;
        }
      mid_in_x = top_x;
    }

  add_cubic (path,
             from,
             point (lead_x, from.y),
             point (top_x, top_in),
             point (top_x, top_y));
  add_smooth (path, point (mid_in_x, mid_in), point (mid_x, mid_y));
  add_smooth (path, point (bottom_x, bottom_in), point (bottom_x, bottom_y));
  add_smooth (path, point ((to.x + bottom_x) / 2, to.y), to);
}

static double
cubic_at (double a, double b, double c, double d, double t)
{
  double u = 1 - t;

  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

/* Grows @low and @high by the turning points of one coordinate. */
static void
extend (double a, double b, double c, double d, double *low, double *high)
{
  double qa = -a + 3 * b - 3 * c + d;
  double qb = 2 * (a - 2 * b + c);
  double qc = b - a;
  double roots[2];
  guint  n_roots = 0;

  *low = MIN (*low, MIN (a, d));
  *high = MAX (*high, MAX (a, d));

  if (fabs (qa) < 1e-9)
    {
      if (fabs (qb) > 1e-9)
        roots[n_roots++] = -qc / qb;
    }
  else if (qb * qb - 4 * qa * qc >= 0)
    {
      double root = sqrt (qb * qb - 4 * qa * qc);

      roots[n_roots++] = (-qb + root) / (2 * qa);
      roots[n_roots++] = (-qb - root) / (2 * qa);
    }

  for (guint i = 0; i < n_roots; i++)
    if (roots[i] > 0 && roots[i] < 1)
      {
        double value = cubic_at (a, b, c, d, roots[i]);

        *low = MIN (*low, value);
        *high = MAX (*high, value);
      }
}

static void
measure (WeirLinkPath *path, WeirPoint from)
{
  WeirPoint low = from;
  WeirPoint high = from;

  for (guint i = 0; i < path->n_cubics; i++)
    {
      const WeirCubic *c = &path->cubics[i];

      extend (c->p0.x, c->p1.x, c->p2.x, c->p3.x, &low.x, &high.x);
      extend (c->p0.y, c->p1.y, c->p2.y, c->p3.y, &low.y, &high.y);
    }
  path->bounds = weir_rect_from_points (low, high);
}

void
weir_link_path_init (WeirLinkPath *path,
                     WeirPoint     from,
                     WeirPoint     to,
                     gboolean      has_status)
{
  double distance = hypot (to.x - from.x, to.y - from.y);

  path->n_cubics = 0;
  if (distance >= 1)
    {
      if (to.x > from.x)
        add_forward (path, from, to, distance);
      else if (fabs (to.y - from.y) < LEVEL)
        add_loop (path,
                  from,
                  to,
                  has_status ? WEIR_LINK_LOOP_STATUS : WEIR_LINK_LOOP);
      else
        add_back (path, from, to);
    }
  measure (path, from);
}

static WeirPoint
evaluate (const WeirCubic *cubic, double t)
{
  return point (cubic_at (cubic->p0.x, cubic->p1.x, cubic->p2.x, cubic->p3.x, t),
                cubic_at (cubic->p0.y, cubic->p1.y, cubic->p2.y, cubic->p3.y, t));
}

WeirPoint
weir_link_path_get_point (const WeirLinkPath *path, double t)
{
  guint index;

  if (path->n_cubics == 0)
    return point (path->bounds.x, path->bounds.y);

  t = CLAMP (t, 0, 1) * path->n_cubics;
  index = MIN ((guint)t, path->n_cubics - 1);
  return evaluate (&path->cubics[index], t - index);
}

static double
segment_distance (WeirPoint a, WeirPoint b, WeirPoint p)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double squared = dx * dx + dy * dy;
  double t = 0;

  if (squared > 0)
    t = CLAMP (((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0, 1);
  return hypot (a.x + t * dx - p.x, a.y + t * dy - p.y);
}

double
weir_link_path_distance (const WeirLinkPath *path, WeirPoint where)
{
  double nearest = hypot (path->bounds.x - where.x, path->bounds.y - where.y);

  for (guint i = 0; i < path->n_cubics; i++)
    {
      WeirPoint last = path->cubics[i].p0;

      if (i == 0)
        nearest = G_MAXDOUBLE;
      for (guint k = 1; k <= SEGMENTS; k++)
        {
          WeirPoint next = evaluate (&path->cubics[i], (double)k / SEGMENTS);

          nearest = MIN (nearest, segment_distance (last, next, where));
          last = next;
        }
    }
  return nearest;
}

/* Whether the segments a-b and c-d cross, and where. Parallel ones do not. */
static gboolean
segments_cross (WeirPoint a, WeirPoint b, WeirPoint c, WeirPoint d, WeirPoint *where)
{
  WeirPoint r = { b.x - a.x, b.y - a.y };
  WeirPoint s = { d.x - c.x, d.y - c.y };
  double    cross = r.x * s.y - r.y * s.x;
  double    t, u;

  if (cross == 0)
    return FALSE;

  t = ((c.x - a.x) * s.y - (c.y - a.y) * s.x) / cross;
  u = ((c.x - a.x) * r.y - (c.y - a.y) * r.x) / cross;
  if (t < 0 || t > 1 || u < 0 || u > 1)
    return FALSE;

  if (where != NULL)
    *where = point (a.x + t * r.x, a.y + t * r.y);
  return TRUE;
}

gboolean
weir_link_path_crosses (const WeirLinkPath *path,
                        WeirPoint           a,
                        WeirPoint           b,
                        WeirPoint          *where)
{
  if (!weir_rect_intersects (path->bounds, weir_rect_from_points (a, b)))
    return FALSE;

  for (guint i = 0; i < path->n_cubics; i++)
    {
      WeirPoint last = path->cubics[i].p0;

      for (guint k = 1; k <= SEGMENTS; k++)
        {
          WeirPoint next = evaluate (&path->cubics[i], (double)k / SEGMENTS);

          if (segments_cross (a, b, last, next, where))
            return TRUE;
          last = next;
        }
    }
  return FALSE;
}

WeirRect
weir_rect_from_points (WeirPoint a, WeirPoint b)
{
  WeirRect rect = { MIN (a.x, b.x),
                    MIN (a.y, b.y),
                    fabs (a.x - b.x),
                    fabs (a.y - b.y) };

  return rect;
}

WeirRect
weir_rect_union (WeirRect a, WeirRect b)
{
  double x = MIN (a.x, b.x);
  double y = MIN (a.y, b.y);
  double right = MAX (a.x + a.width, b.x + b.width);
  double bottom = MAX (a.y + a.height, b.y + b.height);

  return (WeirRect){ x, y, right - x, bottom - y };
}

WeirRect
weir_rect_grow (WeirRect rect, double by)
{
  return (WeirRect){ rect.x - by,
                     rect.y - by,
                     rect.width + 2 * by,
                     rect.height + 2 * by };
}

gboolean
weir_rect_contains_point (WeirRect rect, WeirPoint where)
{
  return where.x >= rect.x && where.x <= rect.x + rect.width &&
         where.y >= rect.y && where.y <= rect.y + rect.height;
}

gboolean
weir_rect_contains_rect (WeirRect rect, WeirRect inner)
{
  return inner.x >= rect.x && inner.x + inner.width <= rect.x + rect.width &&
         inner.y >= rect.y && inner.y + inner.height <= rect.y + rect.height;
}

gboolean
weir_rect_intersects (WeirRect a, WeirRect b)
{
  return a.x <= b.x + b.width && b.x <= a.x + a.width &&
         a.y <= b.y + b.height && b.y <= a.y + a.height;
}
