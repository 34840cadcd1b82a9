/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-group-fit-private.h"

#include "flow/weir-operation-private.h"
#include "json/weir-convert.h"

#include <math.h>

/* How large groups are: their members and a margin. Inner groups are measured
 * before those around them. Lives for one operation. */

/* Node-RED's margin between a group and its members. */
#define MARGIN 25

typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
} Area;

typedef struct
{
  WeirEditBuilder *builder;
  GHashTable      *boxes; /* id → borrowed WeirBox */
  GHashTable *areas; /* group id, owned → Area, NULL while it is measured */
} Fitter;

static double
get_number (WeirEditBuilder *builder, const char *id, const char *key)
{
  const WeirValue *value = weir_edit_builder_get (builder, id, key);
  double           number = value != NULL ? weir_value_to_number (value) : 0;

  return isfinite (number) ? number : 0;
}

static gboolean
is_group (Fitter *self, const char *id)
{
  return g_str_equal (weir_edit_builder_get_text (self->builder, id, "type"),
                      "group");
}

static void
include (Area *area, double left, double top, double right, double bottom)
{
  area->left = MIN (area->left, left - MARGIN);
  area->top = MIN (area->top, top - MARGIN);
  area->right = MAX (area->right, right + MARGIN);
  area->bottom = MAX (area->bottom, bottom + MARGIN);
}

static void
include_node (Fitter *self, Area *area, const char *id)
{
  const WeirBox *box = g_hash_table_lookup (self->boxes, id);
  double         x = box != NULL ? box->x : get_number (self->builder, id, "x");
  double         y = box != NULL ? box->y : get_number (self->builder, id, "y");
  double         w = box != NULL ? box->w / 2 : 0;
  double         h = box != NULL ? box->h / 2 : 0;

  include (area, x - w, y - h, x + w, y + h);
}

static void
write_area (Fitter *self, const char *id, const Area *area)
{
  double x = weir_operation_round (area->left);
  double y = weir_operation_round (area->top);
  double w = weir_operation_round (area->right) - x;
  double h = weir_operation_round (area->bottom) - y;

  weir_edit_builder_move (self->builder, id, x, y);
  weir_edit_builder_set (self->builder,
                         id,
                         "w",
                         weir_value_new_number (weir_operation_round (w)));
  weir_edit_builder_set (self->builder,
                         id,
                         "h",
                         weir_value_new_number (weir_operation_round (h)));
}

static const Area *measure_group (Fitter *self, const char *id, guint depth);

static void
include_member (Fitter *self, Area *area, const char *id, guint depth)
{
  const Area *inner;

  if (!weir_edit_builder_has (self->builder, id))
    return;
  if (!is_group (self, id))
    {
      include_node (self, area, id);
      return;
    }
  inner = measure_group (self, id, depth + 1);
  if (inner != NULL)
    include (area, inner->left, inner->top, inner->right, inner->bottom);
}

/* An inner group nobody touched stays as it is drawn. Returns (nullable): NULL
 * inside a ring of groups and for those without members. */
static const Area *
measure_group (Fitter *self, const char *id, guint depth)
{
  WeirValue *nodes = weir_edit_builder_get (self->builder, id, "nodes");
  Area       area = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  Area      *known;

  if (g_hash_table_contains (self->areas, id) ||
      depth > WEIR_SNAPSHOT_MAX_GROUP_DEPTH)
    return g_hash_table_lookup (self->areas, id);
  g_hash_table_insert (self->areas, g_strdup (id), NULL);
  for (gsize i = 0; i < weir_id_list_get_length (nodes); i++)
    if (weir_id_list_get (nodes, i) != NULL)
      include_member (self, &area, weir_id_list_get (nodes, i), depth);
  if (area.left > area.right)
    return NULL;
  write_area (self, id, &area);
  known = g_memdup2 (&area, sizeof area);
  g_hash_table_insert (self->areas, g_strdup (id), known);
  return known;
}

static void
measure_upwards (Fitter *self, const char *id)
{
  for (guint i = 0; i < WEIR_SNAPSHOT_MAX_GROUP_DEPTH; i++)
    {
      if (!is_group (self, id))
        return;
      measure_group (self, id, 0);
      id = weir_edit_builder_get_text (self->builder, id, "g");
    }
}

/* Groups with nothing named in them keep their size, so that measuring one need
 * not look at all of them. */
static void
keep_others (Fitter *self, GPtrArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const char *id = groups->pdata[i];

      for (guint k = 0; k < WEIR_SNAPSHOT_MAX_GROUP_DEPTH && is_group (self, id);
           k++)
        {
          g_hash_table_remove (self->areas, id);
          id = weir_edit_builder_get_text (self->builder, id, "g");
        }
    }
}

void
weir_group_fit (WeirEditBuilder *builder,
                GPtrArray       *groups,
                const WeirBox   *boxes,
                guint            n_boxes)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) areas =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Fitter self = { builder, by_id, areas };

  for (guint i = 0; i < n_boxes; i++)
    {
      const WeirBox *box = &boxes[i];
      Area           area = { box->x - box->w / 2,
                              box->y - box->h / 2,
                              box->x + box->w / 2,
                              box->y + box->h / 2 };

      if (box->id == NULL || !weir_edit_builder_has (builder, box->id))
        continue;
      g_hash_table_insert (by_id, (gpointer)box->id, (gpointer)box);
      if (is_group (&self, box->id))
        g_hash_table_insert (areas,
                             g_strdup (box->id),
                             g_memdup2 (&area, sizeof area));
    }
  keep_others (&self, groups);
  for (guint i = 0; i < groups->len; i++)
    measure_upwards (&self, groups->pdata[i]);
}
