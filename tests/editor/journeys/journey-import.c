/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Import, conflict, export, and undo everything, by keyboard. */

#include "editor/files/weir-export-dialog.h"
#include "editor/files/weir-import-dialog.h"
#include "editor/files/weir-import-row.h"
#include "journey.h"

#include <string.h>

#define THEIRS(path)                                                         \
  "[{\"id\":\"f0\",\"type\":\"tab\",\"label\":\"Theirs\"},"                  \
  "{\"id\":\"c0\",\"type\":\"websocket-listener\",\"path\":\"" path "\"},"   \
  "{\"id\":\"n0\",\"type\":\"websocket in\",\"z\":\"f0\",\"server\":\"c0\"," \
  "\"x\":120,\"y\":80,\"wires\":[]}]"

static GtkWidget *
open_import (Journey *journey, const char *text)
{
  GtkWidget *dialog;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (journey->window)),
                          text);
  journey_key (journey, "ctrl+i");
  dialog = journey_expect_dialog (journey, WEIR_TYPE_IMPORT_DIALOG);
  journey_key (journey, "ctrl+v");
  weir_test_wait_for (
    gtk_widget_is_sensitive (weir_test_get (dialog, GTK_TYPE_BUTTON, "Next")));
  journey_key (journey, "ctrl+Return");
  weir_test_wait_for (weir_test_find (dialog, WEIR_TYPE_IMPORT_ROW, NULL));
  return dialog;
}

static void
import_new (Journey *journey)
{
  open_import (journey, THEIRS ("/a"));
  journey_key (journey, "ctrl+Return");
  journey_expect_closed (journey, WEIR_TYPE_IMPORT_DIALOG);
  g_assert_nonnull (
    weir_document_get_element (journey_get_document (journey), "n0"));
  g_assert_cmpstr (weir_session_get_flow (journey_get_session (journey)), ==, "f0");
}

/* The listener is another one now: it is replaced, not added. */
static void
import_conflict (Journey *journey)
{
  GtkWidget   *dialog = open_import (journey, THEIRS ("/b"));
  WeirElement *config;
  guint n = weir_document_get_n_elements (journey_get_document (journey));
  g_autoptr (GPtrArray) choices = NULL;

  g_assert_nonnull (weir_test_find (dialog, GTK_TYPE_LABEL, "Different"));
  choices = weir_test_find_all (dialog, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (choices->pdata[choices->len - 1], 2);
  weir_test_settle ();
  journey_key (journey, "ctrl+Return");
  journey_expect_closed (journey, WEIR_TYPE_IMPORT_DIALOG);
  config = weir_document_get_element (journey_get_document (journey), "c0");
  g_assert_cmpstr (weir_value_lookup_string (weir_element_get_value (config),
                                             "path"),
                   ==,
                   "/b");
  g_assert_cmpuint (weir_document_get_n_elements (journey_get_document (journey)),
                    ==,
                    n);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **)data =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
export_all (Journey *journey)
{
  GtkWidget               *dialog;
  g_autofree char         *text = NULL;
  g_autoptr (GBytes)       bytes = NULL;
  g_autoptr (WeirDocument) again = NULL;
  GdkClipboard            *clipboard =
    gtk_widget_get_clipboard (GTK_WIDGET (journey->window));

  journey_key (journey, "ctrl+e");
  dialog = journey_expect_dialog (journey, WEIR_TYPE_EXPORT_DIALOG);
  adw_combo_row_set_selected (
    ADW_COMBO_ROW (weir_test_get (dialog, ADW_TYPE_COMBO_ROW, "Export")),
    2);
  journey_key (journey, "alt+o");
  journey_expect_closed (journey, WEIR_TYPE_EXPORT_DIALOG);

  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &text);
  weir_test_wait_for (text);
  bytes = g_bytes_new (text, strlen (text));
  again = weir_document_new_from_bytes (bytes, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (weir_document_get_n_elements (again),
                    ==,
                    weir_document_get_n_elements (journey_get_document (journey)));
}

static void
undo_all (Journey *journey, const char *before)
{
  g_autofree char *after = NULL;
  guint            n = 0;

  while (!journey_is_back_at_start (journey))
    {
      g_autofree char *text = journey_dup_text (journey);
      g_autofree char *now = NULL;

      g_assert_cmpuint (++n, <, 10);
      journey_key (journey, "ctrl+z");
      weir_test_wait_for (
        (g_free (now), now = journey_dup_text (journey), strcmp (now, text) != 0));
    }
  after = journey_dup_text (journey);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_import (void)
{
  Journey          journey;
  g_autofree char *before = NULL;

  if (!journey_start (&journey))
    return;
  gtk_widget_activate_action (GTK_WIDGET (journey.window), "win.new", NULL);
  weir_test_wait_for (journey_get_session (&journey));
  journey_focus (&journey);
  before = journey_dup_text (&journey);
  import_new (&journey);
  import_conflict (&journey);
  export_all (&journey);
  undo_all (&journey, before);
  weir_test_save_picture (GTK_WIDGET (journey.window), "journey-import");
  journey_end (&journey);
}

int
main (int argc, char *argv[])
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_func ("/journey/import/undo", test_import);
  return g_test_run ();
}
