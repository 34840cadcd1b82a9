/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "compat/weir-compat.h"
#include "editor/files/weir-compare-window.h"
#include "flow/weir-flow-file.h"

#include <glib/gi18n-lib.h>

/* The window that compares, one for each window. */

void
weir_window_compare_clear (WeirWindow *self)
{
  GtkWindow *window = self->compare_window;

  g_clear_weak_pointer (&self->compare_window);
  if (window != NULL)
    gtk_window_destroy (window);
}

static void
compare (WeirWindow *self, GFile *file, const char *encoding, gboolean is_conflict)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) other = weir_flow_file_load (file, encoding, &error);
  g_autofree char         *base = g_file_get_basename (file);
  g_autofree char         *name = g_filename_display_name (base);
  GtkWindow               *window;

  if (other == NULL)
    {
      weir_window_complain (self, _ ("The Flows Can’t Be Compared"), error);
      return;
    }
  weir_window_compare_clear (self);
  window = weir_compare_window_present (GTK_WINDOW (self),
                                        self->session,
                                        other,
                                        name,
                                        is_conflict);
  g_set_weak_pointer (&self->compare_window, window);
}

void
weir_window_compare (WeirWindow *self)
{
  GFile *file = weir_session_get_file (self->session);

  if (file != NULL)
    compare (self,
             file,
             weir_session_get_encoding (self->session),
             weir_session_file_get_differs (self->session_file));
}

static void
chosen_cb (GListModel *files, gpointer user_data)
{
  g_autoptr (WeirWindow) self = user_data;
  g_autoptr (GFile)      file =
    files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->session != NULL)
    compare (self, file, NULL, FALSE);
}

void
weir_window_compare_with (WeirWindow *self)
{
  g_autoptr (GListModel) filters = weir_window_new_file_filters ();

  weir_compat_open_files (GTK_WINDOW (self),
                          _ ("Compare With"),
                          filters,
                          FALSE,
                          chosen_cb,
                          g_object_ref (self));
}
