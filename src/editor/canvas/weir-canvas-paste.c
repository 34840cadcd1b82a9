/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cut, copy, paste. What is copied is a flow as Node-RED's editor writes it, as
 * plain text, so it goes from window to window and to Node-RED and back. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-actions-private.h"
#include "editor/canvas/weir-free-place.h"
#include "flow/weir-clipboard.h"
#include "flow/weir-import.h"

#include <glib/gi18n-lib.h>

static GdkClipboard *
get_clipboard (WeirCanvasInput *self)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (self->canvas));
}

/* @cut: what is pasted next from this very text may keep its ids */
void
weir_canvas_copy (WeirCanvasInput *self, gboolean cut)
{
  WeirSession          *session = self->canvas->session;
  g_autoptr (GPtrArray) ids = weir_canvas_list_targets (self);
  g_autofree char      *text = NULL;

  text = weir_clipboard_copy (weir_session_get_document (session), ids);
  gdk_clipboard_set_text (get_clipboard (self), text);
  g_clear_pointer (&self->copied, g_free);
  g_clear_pointer (&self->cut, g_free);
  g_clear_pointer (&self->pasted, g_free);
  self->n_pasted = 0;
  if (cut)
    self->cut = g_strdup (text);
  self->copied = g_steal_pointer (&text);
}

/* Importing -------------------------------------------------------------- */

static gboolean
needs_choice (WeirCanvasInput *self, const char *text, WeirDocument *incoming)
{
  WeirSession               *session = self->canvas->session;
  g_autoptr (WeirImportPlan) plan = NULL;

  if (g_strcmp0 (text, self->copied) == 0)
    return FALSE;
  plan = weir_import_plan_new (weir_session_get_document (session),
                               weir_session_get_registry (session),
                               incoming,
                               FALSE);
  return !weir_import_plan_has_loose (plan) ||
         weir_import_plan_has_conflict (plan);
}

gboolean
weir_canvas_offer_import (WeirCanvasInput *self,
                          const char      *text,
                          WeirDocument    *incoming,
                          WeirPoint        at)
{
  return needs_choice (self, text, incoming) &&
         gtk_widget_activate_action (GTK_WIDGET (self->canvas),
                                     "win.import-text",
                                     "(sdd)",
                                     text,
                                     at.x,
                                     at.y);
}

/* Pasting ---------------------------------------------------------------- */

/* Whether what comes is a copy of nodes of the flow shown. */
static gboolean
stands_here (WeirCanvasInput *self, WeirDocument *incoming)
{
  for (guint i = 0; i < weir_document_get_n_elements (incoming); i++)
    {
      WeirElement *element = weir_document_get_nth_element (incoming, i);

      if (weir_clipboard_is_loose (incoming, element) &&
          weir_scene_lookup (self->canvas->scene,
                             weir_element_get_id (element)) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* By how much the middle of what comes goes to the middle of the view, by whole
 * steps; nothing for what is in sight. */
static WeirPoint
get_way_into_view (WeirCanvasInput *self, WeirRect there)
{
  WeirRect visible = weir_canvas_get_visible (self->canvas);
  double   step = weir_canvas_get_step (self);
  double   dx = visible.x + visible.width / 2 - there.x - there.width / 2;
  double   dy = visible.y + visible.height / 2 - there.y - there.height / 2;

  if (weir_rect_intersects (visible, there))
    return (WeirPoint){ 0, 0 };
  return (WeirPoint){ step * (int)(dx / step), step * (int)(dy / step) };
}

GArray *
weir_canvas_list_taken (WeirCanvasInput *self)
{
  WeirScene *scene = self->canvas->scene;
  GArray    *taken = g_array_new (FALSE, FALSE, sizeof (WeirRect));

  for (guint i = 0; i < weir_scene_get_n_items (scene); i++)
    g_array_append_val (taken, weir_scene_get_item (scene, i)->box);
  return taken;
}

static WeirPoint
get_free_way (WeirCanvasInput *self, WeirDocument *incoming, WeirPoint by)
{
  g_autoptr (GArray) taken = weir_canvas_list_taken (self);
  g_autoptr (GArray) boxes =
    weir_free_place_list_boxes (incoming,
                                weir_session_get_registry (self->canvas->session),
                                NULL,
                                by);

  return weir_free_place_find (taken, boxes, weir_canvas_get_step (self));
}

/* A copy stands beside what it is of, a step of the grid further each time. What
 * comes from elsewhere stands where it stood, if that is in sight and free. */
static WeirPoint
choose_offset (WeirCanvasInput *self, WeirDocument *incoming)
{
  double    step = weir_canvas_get_step (self);
  gboolean  is_copy = stands_here (self, incoming);
  WeirPoint by = { 0, 0 };
  WeirPoint way;
  double    left;
  double    top;
  double    right;
  double    bottom;

  if (is_copy)
    by = (WeirPoint){ step * self->n_pasted, step * self->n_pasted };
  if (!weir_clipboard_get_bounds (incoming, &left, &top, &right, &bottom))
    return by;
  way = get_way_into_view (
    self,
    (WeirRect){ left + by.x, top + by.y, right - left, bottom - top });
  if (is_copy && way.x == 0 && way.y == 0)
    return by;
  by.x += way.x;
  by.y += way.y;
  way = get_free_way (self, incoming, by);
  return (WeirPoint){ by.x + way.x, by.y + way.y };
}

static void
put (WeirCanvasInput *self,
     const char      *label,
     WeirDocument    *incoming,
     WeirPoint        by,
     gboolean         keep_ids)
{
  WeirSession          *session = self->canvas->session;
  g_autoptr (GPtrArray) ids = NULL;
  WeirEdit             *edit;

  edit = weir_clipboard_paste (weir_session_get_document (session),
                               incoming,
                               weir_session_get_flow (session),
                               by.x,
                               by.y,
                               keep_ids,
                               &ids);
  if (!weir_canvas_apply (self, label, edit) || ids == NULL || ids->len == 0)
    return;
  weir_scene_flush (self->canvas->scene);
  weir_selection_begin (weir_session_get_selection (session));
  weir_selection_set_ids (weir_session_get_selection (session), ids);
  weir_selection_set_focus (weir_session_get_selection (session), ids->pdata[0]);
  weir_selection_end (weir_session_get_selection (session));
}

/* Where the middle of an import is wanted. */
static WeirPoint
get_place (WeirCanvasInput *self, gboolean at_pointer)
{
  WeirPoint at;

  if (at_pointer && self->inside)
    return weir_view_to_flow (&self->canvas->view,
                              self->pointer.x,
                              self->pointer.y);
  weir_canvas_get_insertion_point (self->canvas, &at.x, &at.y);
  return at;
}

static void
paste_text (WeirCanvasInput *self, const char *text, gboolean at_pointer)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) incoming = weir_clipboard_parse (text, -1, &error);
  gboolean                 was_cut = g_strcmp0 (text, self->cut) == 0;

  if (incoming == NULL)
    {
      weir_session_tell (self->canvas->session,
                         /* Translators: the reason, a sentence */
                         _ ("Nothing to paste. %s"),
                         error->message);
      return;
    }
  if (weir_canvas_offer_import (self, text, incoming, get_place (self, at_pointer)))
    return;
  if (at_pointer)
    {
      self->view = self->canvas->view;
      weir_tool_place_clip (self->tool, incoming, was_cut);
      weir_canvas_input_update (self);
      return;
    }
  if (g_strcmp0 (text, self->pasted) != 0)
    {
      g_free (self->pasted);
      self->pasted = g_strdup (text);
      self->n_pasted = was_cut ? 0 : 1;
    }
  else
    self->n_pasted++;
  put (self, _ ("Paste"), incoming, choose_offset (self, incoming), was_cut);
}

/* The clipboard answers later; the canvas may be gone by then. */
typedef struct
{
  GWeakRef input;
  gboolean at_pointer;
} Request;

static void
text_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Request         *request = user_data;
  g_autoptr (WeirCanvasInput) self = g_weak_ref_get (&request->input);
  g_autoptr (GError)          error = NULL;
  g_autofree char            *text =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);

  g_weak_ref_clear (&request->input);
  if (self == NULL)
    return;
  if (text != NULL)
    paste_text (self, text, request->at_pointer);
  else
    weir_session_tell (self->canvas->session,
                       "%s",
                       _ ("The clipboard holds no flow."));
}

/* @at_pointer: it follows the pointer until it is put down */
void
weir_canvas_paste (WeirCanvasInput *self, gboolean at_pointer)
{
  Request *request = g_new0 (Request, 1);

  g_weak_ref_init (&request->input, self);
  request->at_pointer = at_pointer;
  gdk_clipboard_read_text_async (get_clipboard (self), NULL, text_read_cb, request);
}

void
weir_canvas_duplicate (WeirCanvasInput *self)
{
  WeirSession             *session = self->canvas->session;
  g_autoptr (GPtrArray)    ids = weir_canvas_list_targets (self);
  g_autofree char         *text = NULL;
  g_autoptr (WeirDocument) copy = NULL;
  double                   by = 2 * weir_canvas_get_step (self);

  text = weir_clipboard_copy (weir_session_get_document (session), ids);
  copy = weir_clipboard_parse (text, -1, NULL);
  if (copy != NULL)
    put (self, _ ("Duplicate"), copy, (WeirPoint){ by, by }, FALSE);
}
