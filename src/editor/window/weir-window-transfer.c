/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "editor/canvas/weir-canvas.h"
#include "editor/files/weir-drop-overlay.h"
#include "editor/files/weir-export-dialog.h"
#include "editor/files/weir-import-dialog.h"

#include <glib/gi18n-lib.h>

/* Parts of documents come in and go out: the dialogs, and what is dropped on
 * the window. */

void
weir_window_export (WeirWindow *self)
{
  weir_export_dialog_present (GTK_WINDOW (self), self->session);
}

static void
import (WeirWindow *self, WeirImportTarget *target)
{
  if (self->session == NULL)
    weir_window_new_document (self);
  weir_canvas_get_insertion_point (WEIR_CANVAS (self->canvas),
                                   &target->x,
                                   &target->y);
  weir_import_dialog_present (GTK_WINDOW (self), self->session, target);
}

void
weir_window_import (WeirWindow *self)
{
  WeirImportTarget target = { .text = NULL };

  import (self, &target);
}

void
weir_window_import_text (WeirWindow *self, const char *text, double x, double y)
{
  const WeirImportTarget target = { .text = text, .x = x, .y = y };

  weir_import_dialog_present (GTK_WINDOW (self), self->session, &target);
}

/* --- What is dropped -------------------------------------------------------- */

/* What stands at that place of the window, by the parts a drop tells apart. */
static gboolean
is_over (WeirWindow      *self,
         WeirDropOverlay *overlay,
         GtkWidget       *part,
         double           x,
         double           y)
{
  graphene_point_t outer = GRAPHENE_POINT_INIT ((float)x, (float)y);
  graphene_point_t inner;

  return gtk_widget_compute_point (GTK_WIDGET (overlay), part, &outer, &inner) &&
         gtk_widget_contains (part, (double)inner.x, (double)inner.y);
}

static void
files_dropped_cb (WeirWindow      *self,
                  GListModel      *files,
                  double           x,
                  double           y,
                  WeirDropOverlay *overlay)
{
  WeirImportTarget target = { .files = files };

  if (self->session == NULL ||
      is_over (self, overlay, GTK_WIDGET (self->header), x, y))
    {
      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          weir_window_open (self, file, FALSE);
        }
      return;
    }
  target.new_flow = is_over (self, overlay, GTK_WIDGET (self->tabs_slot), x, y);
  import (self, &target);
}

static void
text_dropped_cb (WeirWindow      *self,
                 const char      *text,
                 double           x,
                 double           y,
                 WeirDropOverlay *overlay)
{
  WeirImportTarget target = { .text = text };

  target.new_flow = self->session != NULL &&
                    is_over (self, overlay, GTK_WIDGET (self->tabs_slot), x, y);
  import (self, &target);
}

/* Around all that the window shows. */
void
weir_window_transfer_init (WeirWindow *self)
{
  GtkWidget            *overlay = weir_drop_overlay_new ();
  g_autoptr (GtkWidget) content = NULL;

  g_set_object (&content, adw_toast_overlay_get_child (self->toasts));
  adw_toast_overlay_set_child (self->toasts, overlay);
  weir_drop_overlay_set_child (WEIR_DROP_OVERLAY (overlay), content);
  g_signal_connect_object (overlay,
                           "files-dropped",
                           G_CALLBACK (files_dropped_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay,
                           "text-dropped",
                           G_CALLBACK (text_dropped_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
