/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"

/* How a wire looks, and those that are not in the tiles: wires of what is being
 * dragged, and the light on the one under the pointer. */

#define WIDTH          3.0
#define SELECTED_WIDTH 4.0
#define LINK_WIDTH     2.0

void
weir_canvas_add_path (cairo_t *cr, const WeirLinkPath *path)
{
  for (guint i = 0; i < path->n_cubics; i++)
    {
      const WeirCubic *cubic = &path->cubics[i];

      if (i == 0)
        cairo_move_to (cr, cubic->p0.x, cubic->p0.y);
      cairo_curve_to (cr,
                      cubic->p1.x,
                      cubic->p1.y,
                      cubic->p2.x,
                      cubic->p2.y,
                      cubic->p3.x,
                      cubic->p3.y);
    }
}

static gboolean
is_off (const WeirSceneWire *wire)
{
  return ((wire->source->flags | wire->target->flags) &
          WEIR_SCENE_ITEM_DISABLED) != 0;
}

static void
set_dashes (cairo_t *cr, double on, double off)
{
  const double dashes[] = { on, off };

  cairo_set_dash (cr, dashes, on > 0 ? G_N_ELEMENTS (dashes) : 0, 0);
}

void
weir_canvas_stroke_wire (WeirCanvas          *self,
                         cairo_t             *cr,
                         const WeirSceneWire *wire,
                         gboolean             selected)
{
  const GdkRGBA *colors = self->theme.colors;
  double         width = wire->virtual ? LINK_WIDTH : WIDTH;

  weir_canvas_add_path (cr, &wire->path);
  if (self->theme.high_contrast)
    width += 1;
  if (self->view.zoom < WEIR_LOD_SIMPLE_ZOOM)
    width = 1 / self->view.zoom;

  if (selected)
    {
      width = MAX (SELECTED_WIDTH, 2 / self->view.zoom);
      gdk_cairo_set_source_rgba (cr, &colors[WEIR_COLOR_ACCENT]);
    }
  else
    gdk_cairo_set_source_rgba (
      cr,
      &colors[wire->virtual ? WEIR_COLOR_WIRE_LINK : WEIR_COLOR_WIRE]);
  if (wire->virtual)
    set_dashes (cr, 6, 6);
  else if (is_off (wire))
    set_dashes (cr, 10, 8);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
  set_dashes (cr, 0, 0);
}

/* Returns: (transfer full): what is drawn on, in view pixels, clipped to what is
 * in view */
static cairo_t *
begin (WeirCanvas *self, GtkSnapshot *snapshot, WeirRect rect)
{
  WeirRect        visible = weir_rect_grow (weir_canvas_get_visible (self), 8);
  WeirPoint       from;
  WeirPoint       to;
  graphene_rect_t area;
  cairo_t        *cr;

  rect = weir_rect_grow (rect, 8 + 4 / self->view.zoom);
  if (!weir_rect_intersects (rect, visible))
    return NULL;
  from = (WeirPoint){ MAX (rect.x, visible.x), MAX (rect.y, visible.y) };
  to = (WeirPoint){ MIN (rect.x + rect.width, visible.x + visible.width),
                    MIN (rect.y + rect.height, visible.y + visible.height) };
  from = weir_canvas_from_flow (self, from);
  to = weir_canvas_from_flow (self, to);
  area = WEIR_AREA (from.x, from.y, to.x - from.x, to.y - from.y);
  graphene_rect_round_extents (&area, &area);

  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_translate (cr,
                   -self->view.ox * self->view.zoom,
                   -self->view.oy * self->view.zoom);
  cairo_scale (cr, self->view.zoom, self->view.zoom);
  return cr;
}

static gboolean
is_selected (WeirCanvas *self, const WeirSceneWire *wire)
{
  WeirWireId id = { (char *)wire->source->id,
                    wire->port,
                    (char *)wire->target->id };

  return weir_selection_contains_wire (weir_session_get_selection (self->session),
                                       &id);
}

static void
snapshot_moving (WeirCanvas *self, GtkSnapshot *snapshot)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GPtrArray) wires = g_ptr_array_new ();
  WeirRect              visible = weir_canvas_get_visible (self);
  cairo_t              *all = NULL;

  weir_scene_query_wires (self->scene, visible, found);
  for (guint i = 0; i < found->len; i++)
    if (((const WeirSceneWire *)found->pdata[i])->moving)
      g_ptr_array_add (wires, found->pdata[i]);

  if (wires->len > WEIR_CANVAS_MAX_SINGLE_WIRES)
    all = begin (self, snapshot, visible);
  for (guint i = 0; i < wires->len; i++)
    {
      const WeirSceneWire *wire = wires->pdata[i];
      cairo_t *cr = all != NULL ? all : begin (self, snapshot, wire->path.bounds);

      if (cr == NULL)
        continue;
      weir_canvas_stroke_wire (self, cr, wire, is_selected (self, wire));
      if (all == NULL)
        cairo_destroy (cr);
    }
  g_clear_pointer (&all, cairo_destroy);
}

/* @id: (nullable) */
static void
snapshot_light (WeirCanvas *self, GtkSnapshot *snapshot, const WeirWireId *id)
{
  const WeirSceneWire *wire =
    id != NULL ? weir_scene_lookup_wire (self->scene, id) : NULL;
  GdkRGBA  color = self->theme.colors[WEIR_COLOR_ACCENT];
  cairo_t *cr;

  if (wire == NULL)
    return;
  cr = begin (self, snapshot, wire->path.bounds);
  if (cr == NULL)
    return;
  if (id != self->overlay.splice)
    color.alpha *= 0.7f;
  weir_canvas_add_path (cr, &wire->path);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr,
                        id == self->overlay.splice ? SELECTED_WIDTH + 1 : WIDTH);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
weir_canvas_snapshot_single_wires (WeirCanvas *self, GtkSnapshot *snapshot)
{
  if (weir_scene_is_previewing (self->scene))
    snapshot_moving (self, snapshot);
  snapshot_light (self, snapshot, self->overlay.hover_wire);
  snapshot_light (self, snapshot, self->overlay.splice);
}
