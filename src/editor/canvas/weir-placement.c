/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-placement.h"

#include "editor/canvas/weir-scene-find.h"
#include "editor/canvas/weir-snap.h"
#include "flow/weir-operation-group.h"
#include "flow/weir-operation.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* About what a letter of a label takes. */
#define LETTER_WIDTH 7.5

static gboolean
apply (WeirSession *session, const char *label, WeirEdit *edit)
{
  return edit && weir_session_apply (session, label, edit);
}

/* Only now its size is known: it goes into the grid by its edges, and with its
 * port to where the wire ends. */
static void
settle (WeirSession         *session,
        WeirScene           *scene,
        const WeirPlacement *placement,
        const char          *label,
        const char          *id)
{
  WeirSceneItem        *item = weir_scene_lookup (scene, id);
  WeirPoint             by = { 0, 0 };
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (!item)
    return;
  if (placement->from && item->kind == WEIR_SCENE_ITEM_NODE)
    by.x = item->box.width / 2 * (placement->from_input ? -1 : 1);
  if (placement->grid > 0)
    {
      WeirRect  box = item->box;
      WeirPoint more;

      box.x += by.x;
      more = weir_snap_to_grid (box,
                                item->kind == WEIR_SCENE_ITEM_JUNCTION
                                  ? WEIR_SNAP_CENTRE
                                  : WEIR_SNAP_NODE,
                                placement->grid);
      by.x += more.x;
      by.y += more.y;
    }
  g_ptr_array_add (ids, (gpointer)id);
  apply (session,
         label,
         weir_operation_move (weir_session_get_document (session), ids, by.x, by.y));
}

static void
join (WeirSession         *session,
      WeirScene           *scene,
      const WeirPlacement *placement,
      const char          *label,
      const char          *id)
{
  WeirDocument *document = weir_session_get_document (session);
  WeirRegistry *registry = weir_session_get_registry (session);

  if (placement->wire)
    {
      const WeirWire wire = { placement->wire->source,
                              placement->wire->port,
                              placement->wire->target };

      apply (session,
             label,
             weir_operation_splice (document, registry, id, &wire));
    }
  if (placement->from)
    {
      const WeirWire to = { placement->from, placement->from_port, id };
      const WeirWire back = { id, 0, placement->from };

      apply (session,
             label,
             weir_operation_connect (document,
                                     registry,
                                     placement->from_input ? &back : &to));
    }
  if (placement->group)
    {
      g_autoptr (GPtrArray) ids = g_ptr_array_new ();
      g_autoptr (GArray)    boxes = NULL;

      weir_scene_flush (scene);
      boxes = weir_scene_list_boxes (scene, NULL);
      g_ptr_array_add (ids, (gpointer)id);
      apply (session,
             label,
             weir_operation_set_group (document,
                                       ids,
                                       placement->group,
                                       (WeirBox *)boxes->data,
                                       boxes->len));
    }
}

char *
weir_placement_add (WeirSession         *session,
                    WeirScene           *scene,
                    const WeirPlacement *placement)
{
  WeirHistory     *history = weir_session_get_history (session);
  const char      *label = _ ("Add Node");
  WeirEdit        *edit;
  g_autofree char *id = NULL;

  edit = weir_operation_add_node (weir_session_get_document (session),
                                  weir_session_get_registry (session),
                                  placement->type,
                                  weir_session_get_flow (session),
                                  placement->at.x,
                                  placement->at.y,
                                  &id);
  weir_history_begin (history, label);
  if (!apply (session, label, edit))
    {
      weir_history_end (history);
      return NULL;
    }
  weir_scene_flush (scene);
  settle (session, scene, placement, label, id);
  join (session, scene, placement, label, id);
  weir_history_end (history);
  weir_scene_flush (scene);
  weir_selection_set (weir_session_get_selection (session), id);
  return g_steal_pointer (&id);
}

WeirRect
weir_placement_guess_box (const WeirNodeType *type)
{
  double label =
    type ? (double)g_utf8_strlen (_ (type->label), -1) * LETTER_WIDTH : 0;
  double width = label + 50 + (type && type->inputs > 0 ? 7 : 0);

  return (WeirRect){ 0,
                     0,
                     MAX (WEIR_NODE_MIN_WIDTH, 20 * ceil (width / 20)),
                     WEIR_NODE_MIN_HEIGHT };
}
