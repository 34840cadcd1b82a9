/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said of the thing under the pointer, or with the keyboard of the
 * focused one: problems, the status and why it is, ports, rates. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-tooltip.h"

#include "editor/canvas/weir-canvas-private.h"
#include "editor/canvas/weir-scene-find.h"
#include "editor/panels/weir-value-text.h"
#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

/* How often the tooltip of a wire is made anew, and how much of a message it
 * has. */
#define GLANCE_MS      500
#define MAX_LAST_BYTES 80

static void
add_line (GString *text, const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static const WeirLiveNode *
get_live (WeirSession *session, const char *id)
{
  WeirLive *live = weir_session_get_live (session);

  return live != NULL ? weir_live_get_node (live, id) : NULL;
}

static void
add_problems (GString *text, WeirSession *session, const WeirSceneItem *item)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (!(item->flags & (WEIR_SCENE_ITEM_ERROR | WEIR_SCENE_ITEM_WARNING)))
    return;
  problems = weir_session_list_problems (session, item->id);
  for (guint i = 0; i < problems->len; i++)
    add_line (text, ((const WeirProblem *)problems->pdata[i])->text);
}

static void
add_status (GString *text, WeirSession *session, const WeirSceneItem *item)
{
  const WeirLiveNode *live = get_live (session, item->id);

  if (live == NULL)
    return;
  add_line (text, live->text);
  add_line (text, live->reason);
  if (g_strcmp0 (live->error, live->reason) != 0)
    add_line (text, live->error);
}

/* A flow says what its ports are in two lists. */
static void
add_port_label (GString             *text,
                const WeirSceneItem *item,
                gboolean             is_input,
                guint                port)
{
  const WeirValue *labels =
    weir_element_get_member (item->element,
                             is_input ? "inputLabels" : "outputLabels");
  const WeirValue *label = NULL;
  g_autofree char *number = NULL;

  if (labels != NULL && weir_value_get_kind (labels) == WEIR_VALUE_KIND_ARRAY &&
      port < weir_value_get_length (labels))
    label = weir_value_get_item (labels, port);
  if (label != NULL && weir_value_get_kind (label) == WEIR_VALUE_KIND_STRING &&
      *weir_value_get_string (label, NULL) != '\0')
    {
      add_line (text, weir_value_get_string (label, NULL));
      return;
    }
  if (!is_input && item->outputs > 1)
    {
      /* Translators: its number; one of the outputs of a node */
      number = g_strdup_printf (_ ("Output %u"), port + 1);
      add_line (text, number);
    }
}

/* With a decimal where it says something. */
static char *
write_rate (double rate)
{
  char text[WEIR_NUMBER_TEXT_MAX];

  rate = rate < 10 ? round (rate * 10) / 10 : round (rate);
  weir_number_to_text (rate, text);
  return g_strdup (text);
}

/* Returns: (transfer full) (nullable): the message that passed last, when that is
 * what is tapped */
static char *
dup_last (WeirSession *session, const char *id, guint port)
{
  WeirLive                *live = weir_session_get_live (session);
  GListModel              *tap = weir_live_get_tap (live);
  guint                    n = g_list_model_get_n_items (tap);
  guint                    output;
  const char              *tapped = weir_live_get_tapped (live, &output);
  g_autoptr (WeirDebugRow) row = NULL;

  if (n == 0 || g_strcmp0 (tapped, id) != 0 || output != port)
    return NULL;
  row = g_list_model_get_item (tap, n - 1);
  return weir_value_dup_preview (weir_debug_row_get_record (row)->value,
                                 MAX_LAST_BYTES);
}

static void
add_rate (GString *text, WeirSession *session, const char *id, guint port)
{
  const WeirLiveNode *live = get_live (session, id);
  g_autofree char    *rate = NULL;
  g_autofree char    *line = NULL;
  g_autofree char    *last = NULL;

  if (live == NULL || port >= live->n_outputs)
    return;
  rate = write_rate (live->rate[port]);
  last = dup_last (session, id, port);
  if (last != NULL)
    {
      /* Translators: messages a second, how many there were, and the last one */
      line = g_strdup_printf (_ ("%s msg/s · %'" PRIu64 " total · last: %s"),
                              rate,
                              live->sent[port],
                              last);
      add_line (text, line);
      return;
    }

  /* Translators: messages a second, and how many there were */
  line =
    g_strdup_printf (_ ("%s msg/s · %'" PRIu64 " total"), rate, live->sent[port]);
  add_line (text, line);
}

static void
add_item (GString *text, WeirSession *session, const WeirSceneItem *item)
{
  g_autofree char *label = NULL;

  if (item->flags & WEIR_SCENE_ITEM_LABEL_HIDDEN)
    {
      label = weir_session_dup_label (session, item->element);
      add_line (text, label);
    }
  if (item->flags & WEIR_SCENE_ITEM_UNKNOWN)
    add_line (text, _ ("Weir does not run this type; it is kept as it is."));
  add_problems (text, session, item);
  add_status (text, session, item);
}

char *
weir_canvas_dup_tooltip (WeirSession *session, const WeirPick *pick)
{
  GString *text = g_string_new (NULL);

  switch (pick->part)
    {
    case WEIR_PICK_INPUT:
      add_port_label (text, pick->item, TRUE, 0);
      break;
    case WEIR_PICK_OUTPUT:
      add_port_label (text, pick->item, FALSE, pick->port);
      add_rate (text, session, pick->item->id, pick->port);
      break;
    case WEIR_PICK_WIRE:
      if (!pick->wire->virtual)
        add_rate (text, session, pick->wire->source->id, pick->wire->port);
      break;
    case WEIR_PICK_BUTTON:
    case WEIR_PICK_NODE:
    case WEIR_PICK_JUNCTION:
    case WEIR_PICK_GROUP:
      add_item (text, session, pick->item);
      break;
    case WEIR_PICK_NOTHING:
    case WEIR_PICK_GROUP_INSIDE:
      break;
    }
  if (text->len > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

/* The status line below a node belongs to it. */
static void
pick_status (WeirCanvasInput *self, WeirPoint at, WeirPick *pick)
{
  WeirPick above;

  if (pick->part != WEIR_PICK_NOTHING && pick->part != WEIR_PICK_GROUP_INSIDE)
    return;
  at.y -= WEIR_STATUS_HEIGHT + 4;
  weir_scene_pick (self->canvas->scene, at, self->canvas->view.zoom, &above);
  if (above.part == WEIR_PICK_NODE &&
      (above.item->flags & WEIR_SCENE_ITEM_HAS_STATUS))
    *pick = above;
}

/* A wire is tapped while its tooltip is up, which then is made anew. */

static gboolean
glance_cb (gpointer data)
{
  WeirCanvasInput *self = data;

  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self->canvas));
  return G_SOURCE_CONTINUE;
}

void
weir_canvas_tooltip_end (WeirCanvasInput *self)
{
  if (self->glance_id == 0)
    return;
  g_clear_handle_id (&self->glance_id, g_source_remove);
  weir_live_set_glance (weir_session_get_live (self->canvas->session), NULL, 0);
}

static void
glance (WeirCanvasInput *self, const WeirPick *pick)
{
  if (pick->part != WEIR_PICK_WIRE || pick->wire->virtual ||
      get_live (self->canvas->session, pick->wire->source->id) == NULL)
    {
      weir_canvas_tooltip_end (self);
      return;
    }
  weir_live_set_glance (weir_session_get_live (self->canvas->session),
                        pick->wire->source->id,
                        pick->wire->port);
  if (self->glance_id == 0)
    self->glance_id = g_timeout_add (GLANCE_MS, glance_cb, self);
}

static gboolean
query_tooltip_cb (WeirCanvasInput *self,
                  int              x,
                  int              y,
                  gboolean         keyboard,
                  GtkTooltip      *tooltip)
{
  WeirPoint        at = weir_canvas_to_flow (self->canvas, x, y);
  WeirPick         pick = { WEIR_PICK_NOTHING };
  g_autofree char *text = NULL;

  if (weir_tool_is_active (self->tool))
    {
      weir_canvas_tooltip_end (self);
      return FALSE;
    }
  if (keyboard)
    {
      pick.item = weir_canvas_get_focused (self);
      pick.part = pick.item != NULL ? WEIR_PICK_NODE : WEIR_PICK_NOTHING;
    }
  else
    {
      weir_scene_pick (self->canvas->scene, at, self->canvas->view.zoom, &pick);
      pick_status (self, at, &pick);
    }
  glance (self, &pick);
  text = weir_canvas_dup_tooltip (self->canvas->session, &pick);
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ x - 2, y - 2, 4, 4 });
  return TRUE;
}

void
weir_canvas_tooltip_init (WeirCanvasInput *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->canvas), TRUE);
  g_signal_connect_object (self->canvas,
                           "query-tooltip",
                           G_CALLBACK (query_tooltip_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
