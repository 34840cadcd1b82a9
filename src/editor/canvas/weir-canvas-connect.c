/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Wires without a pointer: lists of what the focused node can be connected to,
 * and of the wires it has. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-actions-private.h"
#include "editor/canvas/weir-chooser.h"
#include "editor/canvas/weir-scene-find.h"

#include <glib/gi18n-lib.h>

/* A wire as the id of a row: ids of files may hold anything, so its length
 * stands in front of the source. */
static char *
write_wire (const char *source, guint port, const char *target)
{
  return g_strdup_printf ("%" G_GSIZE_FORMAT ":%u:%s%s",
                          strlen (source),
                          port,
                          source,
                          target);
}

static WeirWireId *
read_wire (const char *text)
{
  char            *end;
  guint64          length = g_ascii_strtoull (text, &end, 10);
  guint64          port = g_ascii_strtoull (end + 1, &end, 10);
  g_autofree char *source = g_strndup (end + 1, length);

  return weir_wire_id_new (source, (guint)port, end + 1 + length);
}

static char *
dup_label (WeirCanvasInput *self, const WeirSceneItem *item)
{
  g_autofree char *label = NULL;

  if (item->kind == WEIR_SCENE_ITEM_JUNCTION)
    return g_strdup (_ ("Junction"));
  label = weir_session_dup_label (self->canvas->session, item->element);
  return g_steal_pointer (&label);
}

static const char *
get_type_label (const WeirSceneItem *item)
{
  if (item->type != NULL)
    return _ (item->type->label);
  return weir_element_get_type_name (item->element);
}

static void
add_target (WeirCanvasInput *self,
            WeirChooser     *chooser,
            WeirSceneItem   *from,
            guint            port,
            WeirSceneItem   *to)
{
  const WeirWire   wire = { from->id, port, to->id };
  g_autofree char *id = NULL;
  g_autofree char *label = NULL;
  g_autofree char *more = NULL;

  if (!weir_operation_can_connect (
        weir_session_get_document (self->canvas->session),
        weir_session_get_registry (self->canvas->session),
        &wire))
    return;
  id = write_wire (from->id, port, to->id);
  label = dup_label (self, to);
  if (from->outputs > 1)
    /* Translators: the type of a node, and which of its outputs a wire leaves */
    more =
      g_strdup_printf (_ ("%s, from output %u"), get_type_label (to), port + 1);
  else
    more = g_strdup (get_type_label (to));
  weir_chooser_add (chooser,
                    id,
                    label,
                    more,
                    to->type != NULL ? to->type->icon : NULL);
}

static void
tell (WeirCanvasInput *self, const WeirWireId *wire, gboolean connected)
{
  WeirScene       *scene = self->canvas->scene;
  WeirSceneItem   *from = weir_scene_lookup (scene, wire->source);
  WeirSceneItem   *to = weir_scene_lookup (scene, wire->target);
  g_autofree char *from_label = from != NULL ? dup_label (self, from) : NULL;
  g_autofree char *to_label = to != NULL ? dup_label (self, to) : NULL;
  g_autofree char *text = NULL;

  if (from_label == NULL || to_label == NULL)
    return;
  if (connected)
    /* Translators: the names of two nodes */
    text = g_strdup_printf (_ ("%s connected to %s"), from_label, to_label);
  else
    /* Translators: the names of two nodes */
    text = g_strdup_printf (_ ("%s disconnected from %s"), from_label, to_label);
  weir_canvas_announce (self->canvas, text);
}

static void
connect_chosen_cb (WeirCanvasInput *self, const char *id, gboolean more)
{
  WeirSession   *session = self->canvas->session;
  WeirWireId    *named = read_wire (id);
  const WeirWire wire = { named->source, named->port, named->target };
  WeirEdit      *edit;

  edit = weir_operation_connect (weir_session_get_document (session),
                                 weir_session_get_registry (session),
                                 &wire);
  if (weir_canvas_apply (self, _ ("Connect"), edit))
    tell (self, named, TRUE);
  weir_wire_id_free (named);
  if (more)
    weir_canvas_show_connect (self);
}

static void
show (WeirCanvasInput *self, WeirChooser *chooser, GCallback chosen)
{
  g_signal_connect_object (chooser, "chosen", chosen, self, G_CONNECT_SWAPPED);
  weir_canvas_input_popup (self,
                           GTK_POPOVER (chooser),
                           weir_canvas_get_focused (self)->box);
}

static int
compare_distance (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WeirSceneItem *from = user_data;
  WeirPoint            at = weir_scene_item_get_centre (from);
  WeirPoint left = weir_scene_item_get_centre (*(WeirSceneItem *const *)a);
  WeirPoint right = weir_scene_item_get_centre (*(WeirSceneItem *const *)b);
  double    to_left =
    (left.x - at.x) * (left.x - at.x) + (left.y - at.y) * (left.y - at.y);
  double to_right =
    (right.x - at.x) * (right.x - at.x) + (right.y - at.y) * (right.y - at.y);

  return to_left < to_right ? -1 : to_left > to_right;
}

void
weir_canvas_show_connect (WeirCanvasInput *self)
{
  WeirSceneItem        *focus = weir_canvas_get_focused (self);
  WeirChooser          *chooser;
  g_autoptr (GPtrArray) items = NULL;

  if (focus == NULL)
    return;
  chooser = weir_chooser_new (_ ("Connect to…"),
                              _ ("There is nothing it can be connected to."));
  weir_scene_flush (self->canvas->scene);
  items = weir_scene_list_reading (self->canvas->scene);
  g_ptr_array_sort_with_data (items, compare_distance, focus);
  for (guint i = 0; i < items->len; i++)
    for (guint port = 0; port < focus->outputs; port++)
      add_target (self, chooser, focus, port, items->pdata[i]);
  /* What has no output is connected the other way round. */
  for (guint i = 0; focus->outputs == 0 && i < items->len; i++)
    {
      WeirSceneItem *item = items->pdata[i];

      for (guint port = 0; port < item->outputs; port++)
        {
          const WeirWire   wire = { item->id, port, focus->id };
          g_autofree char *id = write_wire (item->id, port, focus->id);
          g_autofree char *label = dup_label (self, item);
          g_autofree char *text = NULL;

          if (!weir_operation_can_connect (
                weir_session_get_document (self->canvas->session),
                weir_session_get_registry (self->canvas->session),
                &wire))
            continue;
          /* Translators: the type of a node a wire comes from */
          text = g_strdup_printf (_ ("from %s"), get_type_label (item));
          weir_chooser_add (chooser,
                            id,
                            label,
                            text,
                            item->type != NULL ? item->type->icon : NULL);
        }
    }
  show (self, chooser, G_CALLBACK (connect_chosen_cb));
}

static void
disconnect_chosen_cb (WeirCanvasInput *self, const char *id, gboolean more)
{
  WeirWireId    *named = read_wire (id);
  const WeirWire wire = { named->source, named->port, named->target };

  if (weir_canvas_apply (self,
                         _ ("Disconnect"),
                         weir_operation_disconnect (weir_session_get_document (
                                                      self->canvas->session),
                                                    &wire,
                                                    1)))
    tell (self, named, FALSE);
  weir_wire_id_free (named);
  if (more)
    weir_canvas_show_disconnect (self);
}

static void
add_wires (WeirCanvasInput *self,
           WeirChooser     *chooser,
           GPtrArray       *wires,
           gboolean         incoming)
{
  for (guint i = 0; i < wires->len; i++)
    {
      const WeirSceneWire *wire = wires->pdata[i];
      const WeirSceneItem *other = incoming ? wire->source : wire->target;
      g_autofree char     *id = NULL;
      g_autofree char     *label = NULL;

      if (wire->virtual)
        continue;
      id = write_wire (wire->source->id, wire->port, wire->target->id);
      label = dup_label (self, other);
      weir_chooser_add (chooser,
                        id,
                        label,
                        /* Translators: beside the name of a node: a wire goes from it
                         * to the focused one */
                        incoming ? _ ("leads here") : _ ("is led to"),
                        other->type != NULL ? other->type->icon : NULL);
    }
}

void
weir_canvas_show_disconnect (WeirCanvasInput *self)
{
  WeirSceneItem *focus;
  WeirChooser   *chooser;

  weir_scene_flush (self->canvas->scene);
  focus = weir_canvas_get_focused (self);
  if (focus == NULL)
    return;
  chooser = weir_chooser_new (_ ("Disconnect from…"), _ ("It has no wires."));
  add_wires (self, chooser, focus->wires_out, FALSE);
  add_wires (self, chooser, focus->wires_in, TRUE);
  show (self, chooser, G_CALLBACK (disconnect_chosen_cb));
}
