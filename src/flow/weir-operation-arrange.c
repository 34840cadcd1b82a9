/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-arrange.h"

#include "flow/weir-operation-private.h"

#include <math.h>

/* Arranging. What is worked out are the new centres of boxes; entries, and the
 * members of groups, move by what their box moves. */

typedef struct
{
  WeirBox box;
  double  new_x;
  double  new_y;
} Part;

/* What is inside of another box that is given doesn't move by itself. */
static gboolean
is_inside_given (WeirDocument *document, WeirIdSet *given, const char *id)
{
  for (guint i = 0; i < WEIR_SNAPSHOT_MAX_GROUP_DEPTH; i++)
    {
      WeirElement *element = weir_document_get_element (document, id);

      if (element == NULL)
        return FALSE;
      id = weir_value_lookup_string (weir_element_get_value (element), "g");
      if (id == NULL)
        return FALSE;
      if (weir_id_set_has (given, id))
        return TRUE;
    }
  return FALSE;
}

static GArray *
list_parts (WeirDocument *document, const WeirBox *boxes, guint n_boxes)
{
  GArray               *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (WeirIdSet) given = NULL;
  g_autoptr (WeirIdSet) seen = weir_id_set_new ();

  for (guint i = 0; i < n_boxes; i++)
    g_ptr_array_add (ids, (gpointer)boxes[i].id);
  given = weir_id_set_new_for_ids (document, ids);
  for (guint i = 0; i < n_boxes; i++)
    {
      Part part = { boxes[i], boxes[i].x, boxes[i].y };

      if (weir_id_set_has (given, boxes[i].id) &&
          !is_inside_given (document, given, boxes[i].id) &&
          weir_id_set_add (seen, boxes[i].id))
        g_array_append_val (parts, part);
    }
  return parts;
}

static void
move_part (WeirEditBuilder *builder, WeirDocument *document, const Part *part)
{
  g_autoptr (WeirIdSet) moved = weir_id_set_new ();
  double                dx = part->new_x - part->box.x;
  double                dy = part->new_y - part->box.y;

  if (dx == 0 && dy == 0)
    return;
  weir_id_set_add (moved, part->box.id);
  weir_operation_add_members (document, moved);
  for (guint i = 0; i < moved->list->len; i++)
    {
      WeirElement *element =
        weir_document_get_element (document, moved->list->pdata[i]);

      if (weir_operation_has_place (element))
        weir_edit_builder_move (
          builder,
          moved->list->pdata[i],
          weir_operation_round (weir_element_get_x (element) + dx),
          weir_operation_round (weir_element_get_y (element) + dy));
    }
}

static WeirEdit *
move_parts (WeirDocument *document, GArray *parts)
{
  g_autoptr (WeirEditBuilder) builder = weir_edit_builder_new (document);

  for (guint i = 0; i < parts->len; i++)
    move_part (builder, document, &g_array_index (parts, Part, i));
  return weir_edit_builder_end (builder);
}

typedef struct
{
  double left;
  double right;
  double top;
  double bottom;
} Bounds;

static Bounds
get_bounds (GArray *parts)
{
  Bounds bounds = { G_MAXDOUBLE, -G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i < parts->len; i++)
    {
      const WeirBox *box = &g_array_index (parts, Part, i).box;

      bounds.left = MIN (bounds.left, box->x - box->w / 2);
      bounds.right = MAX (bounds.right, box->x + box->w / 2);
      bounds.top = MIN (bounds.top, box->y - box->h / 2);
      bounds.bottom = MAX (bounds.bottom, box->y + box->h / 2);
    }
  return bounds;
}

static void
align_part (Part *part, const Bounds *bounds, WeirAlignment alignment)
{
  switch (alignment)
    {
    case WEIR_ALIGNMENT_LEFT:
      part->new_x = bounds->left + part->box.w / 2;
      return;
    case WEIR_ALIGNMENT_CENTER:
      part->new_x = (bounds->left + bounds->right) / 2;
      return;
    case WEIR_ALIGNMENT_RIGHT:
      part->new_x = bounds->right - part->box.w / 2;
      return;
    case WEIR_ALIGNMENT_TOP:
      part->new_y = bounds->top + part->box.h / 2;
      return;
    case WEIR_ALIGNMENT_MIDDLE:
      part->new_y = (bounds->top + bounds->bottom) / 2;
      return;
    case WEIR_ALIGNMENT_BOTTOM:
      part->new_y = bounds->bottom - part->box.h / 2;
      return;
    }
  g_assert_not_reached ();
}

WeirEdit *
weir_operation_align (WeirDocument  *document,
                      const WeirBox *boxes,
                      guint          n_boxes,
                      WeirAlignment  alignment)
{
  g_autoptr (GArray) parts = NULL;
  Bounds             bounds;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (boxes != NULL || n_boxes == 0, NULL);

  parts = list_parts (document, boxes, n_boxes);
  bounds = get_bounds (parts);
  for (guint i = 0; i < parts->len; i++)
    align_part (&g_array_index (parts, Part, i), &bounds, alignment);
  return move_parts (document, parts);
}

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_x (gconstpointer a, gconstpointer b)
{
  return compare_numbers (((const Part *)a)->box.x, ((const Part *)b)->box.x);
}

static int
compare_y (gconstpointer a, gconstpointer b)
{
  return compare_numbers (((const Part *)a)->box.y, ((const Part *)b)->box.y);
}

WeirEdit *
weir_operation_distribute (WeirDocument  *document,
                           const WeirBox *boxes,
                           guint          n_boxes,
                           WeirAxis       axis)
{
  g_autoptr (GArray) parts = NULL;
  gboolean           across = axis == WEIR_AXIS_HORIZONTAL;
  Bounds             bounds;
  double             position;
  double             gap;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (boxes != NULL || n_boxes == 0, NULL);

  parts = list_parts (document, boxes, n_boxes);
  if (parts->len < 3)
    return NULL;
  g_array_sort (parts, across ? compare_x : compare_y);
  bounds = get_bounds (parts);
  position = across ? bounds.left : bounds.top;
  gap = across ? bounds.right - bounds.left : bounds.bottom - bounds.top;
  for (guint i = 0; i < parts->len; i++)
    {
      const WeirBox *box = &g_array_index (parts, Part, i).box;

      gap -= across ? box->w : box->h;
    }
  gap /= parts->len - 1;
  for (guint i = 0; i < parts->len; i++)
    {
      Part  *part = &g_array_index (parts, Part, i);
      double size = across ? part->box.w : part->box.h;

      if (across)
        part->new_x = position + size / 2;
      else
        part->new_y = position + size / 2;
      position += size + gap;
    }
  return move_parts (document, parts);
}

static double
offset_to_grid (double position, double grid)
{
  return grid * round (position / grid) - position;
}

WeirEdit *
weir_operation_align_to_grid (WeirDocument  *document,
                              const WeirBox *boxes,
                              guint          n_boxes,
                              double         grid)
{
  g_autoptr (GArray) parts = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (boxes != NULL || n_boxes == 0, NULL);
  g_return_val_if_fail (grid > 0, NULL);

  parts = list_parts (document, boxes, n_boxes);
  for (guint i = 0; i < parts->len; i++)
    {
      Part  *part = &g_array_index (parts, Part, i);
      double left = offset_to_grid (part->box.x - part->box.w / 2, grid);
      double right = offset_to_grid (part->box.x + part->box.w / 2, grid);

      part->new_x += fabs (left) <= fabs (right) ? left : right;
      part->new_y += offset_to_grid (part->box.y, grid);
    }
  return move_parts (document, parts);
}
