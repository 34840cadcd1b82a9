/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Actions that move what is selected. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-actions-private.h"
#include "editor/canvas/weir-scene-find.h"
#include "flow/weir-operation-group.h"

#include <glib/gi18n-lib.h>

static WeirDocument *
get_document (WeirCanvasInput *self)
{
  return weir_session_get_document (self->canvas->session);
}

/* The groups around what moved keep their members inside. */
static WeirEdit *
fit_groups (WeirCanvasInput *self, GPtrArray *ids)
{
  g_autoptr (GArray) boxes = weir_canvas_list_boxes (self);

  return weir_operation_fit_groups (get_document (self),
                                    ids,
                                    (WeirBox *)boxes->data,
                                    boxes->len);
}

static void
apply_arranged (WeirCanvasInput *self,
                const char      *label,
                GPtrArray       *ids,
                WeirEdit        *edit)
{
  WeirHistory *history = weir_session_get_history (self->canvas->session);

  weir_history_begin (history, label);
  if (weir_canvas_apply (self, label, edit))
    weir_canvas_apply (self, label, fit_groups (self, ids));
  weir_history_end (history);
}

static void
align (WeirCanvasInput *self, int alignment)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autoptr (GArray) boxes = weir_scene_list_boxes (self->canvas->scene, ids);

  apply_arranged (self,
                  _ ("Align"),
                  ids,
                  weir_operation_align (get_document (self),
                                        (WeirBox *)boxes->data,
                                        boxes->len,
                                        alignment));
}

static void
distribute (WeirCanvasInput *self, int axis)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autoptr (GArray) boxes = weir_scene_list_boxes (self->canvas->scene, ids);

  apply_arranged (self,
                  _ ("Distribute"),
                  ids,
                  weir_operation_distribute (get_document (self),
                                             (WeirBox *)boxes->data,
                                             boxes->len,
                                             axis));
}

static void
align_to_grid (WeirCanvasInput *self, int argument)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autoptr (GArray) boxes = weir_scene_list_boxes (self->canvas->scene, ids);

  apply_arranged (self,
                  _ ("Align to Grid"),
                  ids,
                  weir_operation_align_to_grid (get_document (self),
                                                (WeirBox *)boxes->data,
                                                boxes->len,
                                                weir_canvas_get_step (self)));
}

/* Names a burst of keys: what is moved, whichever way. */
static char *
make_key (GPtrArray *ids)
{
  GString *key = g_string_new ("move:");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (key, "%s,", (char *)ids->pdata[i]);
  return g_string_free (key, FALSE);
}

static void
apply_merging (WeirCanvasInput *self, const char *key, WeirEdit *edit)
{
  g_autoptr (WeirEdit) owned = edit;
  g_autoptr (GError)   error = NULL;

  if (edit != NULL && !weir_history_apply_merging (weir_session_get_history (
                                                     self->canvas->session),
                                                   _ ("Move"),
                                                   key,
                                                   edit,
                                                   &error))
    weir_session_tell (self->canvas->session, "%s", error->message);
}

static void
move_by (WeirCanvasInput *self, WeirDirection direction, double by)
{
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autofree char      *key = make_key (ids);
  double                dx = 0;
  double                dy = 0;

  switch (direction)
    {
    case WEIR_DIRECTION_LEFT:
      dx = -by;
      break;
    case WEIR_DIRECTION_RIGHT:
      dx = by;
      break;
    case WEIR_DIRECTION_UP:
      dy = -by;
      break;
    case WEIR_DIRECTION_DOWN:
      dy = by;
      break;
    }
  apply_merging (self,
                 key,
                 weir_operation_move (get_document (self), ids, dx, dy));
  apply_merging (self, key, fit_groups (self, ids));
}

static void
move_small (WeirCanvasInput *self, int direction)
{
  move_by (self, direction, 1);
}

static void
move_grid (WeirCanvasInput *self, int direction)
{
  move_by (self, direction, weir_canvas_get_step (self));
}

#define SOME  (WEIR_NEEDS_FLOW | WEIR_NEEDS_EDITABLE | WEIR_NEEDS_IDS)
#define TWO   (SOME | WEIR_NEEDS_TWO)
#define THREE (SOME | WEIR_NEEDS_THREE)

const WeirCanvasActionRow weir_canvas_arrange_actions[] = {
  { "align-left", align, WEIR_ALIGNMENT_LEFT, TWO },
  { "align-center", align, WEIR_ALIGNMENT_CENTER, TWO },
  { "align-right", align, WEIR_ALIGNMENT_RIGHT, TWO },
  { "align-top", align, WEIR_ALIGNMENT_TOP, TWO },
  { "align-middle", align, WEIR_ALIGNMENT_MIDDLE, TWO },
  { "align-bottom", align, WEIR_ALIGNMENT_BOTTOM, TWO },
  { "distribute-horizontally", distribute, WEIR_AXIS_HORIZONTAL, THREE },
  { "distribute-vertically", distribute, WEIR_AXIS_VERTICAL, THREE },
  { "to-grid", align_to_grid, 0, SOME },
  { "move-left", move_small, WEIR_DIRECTION_LEFT, SOME },
  { "move-right", move_small, WEIR_DIRECTION_RIGHT, SOME },
  { "move-up", move_small, WEIR_DIRECTION_UP, SOME },
  { "move-down", move_small, WEIR_DIRECTION_DOWN, SOME },
  { "move-left-grid", move_grid, WEIR_DIRECTION_LEFT, SOME },
  { "move-right-grid", move_grid, WEIR_DIRECTION_RIGHT, SOME },
  { "move-up-grid", move_grid, WEIR_DIRECTION_UP, SOME },
  { "move-down-grid", move_grid, WEIR_DIRECTION_DOWN, SOME },
  { NULL, NULL, 0, 0 },
};
