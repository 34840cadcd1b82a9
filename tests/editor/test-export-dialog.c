/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-export-dialog.h"
#include "editor/weir-resources.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <string.h>

static const char flow[] =
  "[{\"id\":\"t1\",\"type\":\"tab\",\"label\":\"One\"},"
  "{\"id\":\"wsc\",\"type\":\"websocket-client\",\"path\":\"wss://"
  "me:pw@host\"},"
  "{\"id\":\"a\",\"type\":\"websocket out\",\"z\":\"t1\",\"client\":\"wsc\","
  "\"x\":100,\"y\":100,\"wires\":[]},"
  "{\"id\":\"b\",\"type\":\"debug\",\"z\":\"t1\",\"x\":1,\"y\":1,\"wires\":[]}"
  "]";

typedef struct
{
  WeirSession *session;
  GtkWindow   *parent;
  GtkWidget   *dialog;
  char        *told;
} Fixture;

static void
message_cb (WeirSession *session, const char *text, gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->told);
  fixture->told = g_strdup (text);
}

static void
set_up (Fixture *fixture, gconstpointer selected)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (flow, strlen (flow));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  fixture->session = weir_session_new (registry, document);
  g_signal_connect_data (fixture->session,
                         "message",
                         G_CALLBACK (message_cb),
                         fixture,
                         NULL,
                         0);
  if (selected)
    weir_selection_set (weir_session_get_selection (fixture->session), selected);
  fixture->parent = weir_test_show (gtk_label_new ("Parent"), 600, 700);
  weir_export_dialog_present (fixture->parent, fixture->session);
  fixture->dialog = GTK_WIDGET (weir_test_find_window (WEIR_TYPE_EXPORT_DIALOG));
  weir_test_present (GTK_WINDOW (fixture->dialog));
}

static void
tear_down (Fixture *fixture, gconstpointer selected)
{
  gtk_window_destroy (fixture->parent);
  weir_test_settle ();
  g_assert_null (weir_test_find_window (WEIR_TYPE_EXPORT_DIALOG));
  g_assert_finalize_object (fixture->session);
  g_free (fixture->told);
}

static char *
dup_preview (Fixture *fixture)
{
  GtkTextView *view =
    GTK_TEXT_VIEW (weir_test_get (fixture->dialog, GTK_TYPE_TEXT_VIEW, NULL));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter    start;
  GtkTextIter    end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
assert_preview (Fixture *fixture, const char *expected)
{
  g_autofree char *text = dup_preview (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static void
choose (Fixture *fixture, const char *row, guint choice)
{
  adw_combo_row_set_selected (
    ADW_COMBO_ROW (weir_test_get (fixture->dialog, ADW_TYPE_COMBO_ROW, row)),
    choice);
}

static void
test_selection (Fixture *fixture, gconstpointer selected)
{
  GtkWidget *secrets =
    weir_test_get (fixture->dialog, ADW_TYPE_ACTION_ROW, "Leave Secrets Out");

  choose (fixture, "Layout", 1);
  assert_preview (fixture,
                  "[{\"id\":\"wsc\",\"type\":\"websocket-client\","
                  "\"path\":\"wss://host\"},"
                  "{\"id\":\"a\",\"type\":\"websocket out\",\"z\":\"t1\","
                  "\"client\":\"wsc\",\"x\":100,\"y\":100,\"wires\":[]}]");
  g_assert_nonnull (
    strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (secrets)), "1 secret"));
  gtk_widget_activate (secrets);
  choose (fixture, "Export", 2);
  assert_preview (fixture, flow);
  weir_test_save_picture (fixture->dialog, "export-dialog");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **)data =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (Fixture *fixture, gconstpointer selected)
{
  GdkClipboard *clipboard =
    gtk_widget_get_clipboard (GTK_WIDGET (fixture->parent));
  g_autofree char *expected = dup_preview (fixture);
  char            *text = NULL;

  g_assert_true (g_str_has_prefix (expected, "[\n    {\n"));
  weir_test_activate (weir_test_get (fixture->dialog, GTK_TYPE_BUTTON, "Copy"));
  weir_test_wait_for (!weir_test_find_window (WEIR_TYPE_EXPORT_DIALOG));
  g_assert_nonnull (fixture->told);
  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &text);
  weir_test_wait_for (text);
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_nothing (Fixture *fixture, gconstpointer selected)
{
  GtkWidget *button = weir_test_get (fixture->dialog, GTK_TYPE_BUTTON, "Copy");

  g_assert_true (gtk_widget_is_sensitive (button));
  choose (fixture, "Export", 0);
  assert_preview (fixture, "[]");
  g_assert_false (gtk_widget_is_sensitive (button));

  if (!weir_test_has_input ())
    return;
  weir_test_type_keys ("Escape", NULL);
  weir_test_wait_for (!weir_test_find_window (WEIR_TYPE_EXPORT_DIALOG));
}

#define ADD(path, selected, test) \
  g_test_add ("/export-dialog/" path, Fixture, selected, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  weir_test_load_style ("/io/github/weirflow/Weir/style.css");
  ADD ("selection", "a", test_selection);
  ADD ("copy", "b", test_copy);
  ADD ("nothing", NULL, test_nothing);
  return g_test_run ();
}
