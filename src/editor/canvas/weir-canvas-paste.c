/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cut, copy, paste. What is copied is a flow as Node-RED's editor writes it, as
 * plain text, so it goes from window to window and to Node-RED and back. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-actions-private.h"
#include "flow/weir-clipboard.h"

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
  g_clear_pointer (&self->cut, g_free);
  g_clear_pointer (&self->pasted, g_free);
  self->n_pasted = 0;
  if (cut)
    self->cut = g_strdup (text);
}

/* Where it stood, a step of the grid further each time; and where that is out
 * of sight, in the middle of the view. */
static WeirPoint
choose_offset (WeirCanvasInput *self, WeirDocument *incoming)
{
  WeirRect  visible = weir_canvas_get_visible (self->canvas);
  WeirPoint by = { WEIR_GRID * self->n_pasted, WEIR_GRID * self->n_pasted };
  double    left;
  double    top;
  double    right;
  double    bottom;
  WeirRect  there;

  if (!weir_clipboard_get_bounds (incoming, &left, &top, &right, &bottom))
    return by;
  there = (WeirRect){ left + by.x, top + by.y, right - left, bottom - top };
  if (weir_rect_intersects (visible, there))
    return by;
  by.x = visible.x + visible.width / 2 - (left + right) / 2;
  by.y = visible.y + visible.height / 2 - (top + bottom) / 2;
  by.x = WEIR_GRID * (int)(by.x / WEIR_GRID);
  by.y = WEIR_GRID * (int)(by.y / WEIR_GRID);
  return by;
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

  text = weir_clipboard_copy (weir_session_get_document (session), ids);
  copy = weir_clipboard_parse (text, -1, NULL);
  if (copy != NULL)
    put (self,
         _ ("Duplicate"),
         copy,
         (WeirPoint){ 2 * WEIR_GRID, 2 * WEIR_GRID },
         FALSE);
}
