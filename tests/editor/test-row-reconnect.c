/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/properties/weir-property-dialog-private.h"
#include "editor/weir-resources.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <string.h>

/* What dialogs ask for that flows have no place for: it goes into the run
 * settings, and not a byte of the flow changes. */

#define FLOW                                                                \
  "[{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":\"ws://a\",\"z\":" \
  "\"\"},{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"props\":[],\"x\":" \
  "1,\"y\":1,\"wires\":[[]]},{\"id\":\"t\",\"type\":\"tab\"}]"

typedef struct
{
  WeirSession *session;
  GtkWidget   *dialog; /* borrowed: the open one */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (FLOW, strlen (FLOW));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  fixture->session = weir_session_new (registry, document);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes =
    weir_document_to_bytes (weir_session_get_document (fixture->session));
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_assert_cmpmem (text, length, FLOW, strlen (FLOW));
  g_assert_false (
    weir_history_can_undo (weir_session_get_history (fixture->session)));
  weir_test_settle ();
  g_assert_finalize_object (fixture->session);
}

static void
find_dialog (Fixture *fixture)
{
  fixture->dialog =
    GTK_WIDGET (weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG));
  g_assert_nonnull (fixture->dialog);
  weir_test_present (GTK_WINDOW (fixture->dialog));
}

static void
open_dialog (Fixture *fixture, const char *id)
{
  weir_property_dialog_present (NULL, fixture->session, id);
  find_dialog (fixture);
}

static void
end (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (fixture->dialog, action, NULL);
  g_assert_null (weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG));
}

static void
choose (Fixture *fixture, guint item)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (weir_test_get (fixture->dialog,
                                                            ADW_TYPE_COMBO_ROW,
                                                            "Reconnect")),
                              item);
}

static GtkSpinButton *
get_seconds (Fixture *fixture)
{
  return GTK_SPIN_BUTTON (weir_test_get (fixture->dialog,
                                         GTK_TYPE_SPIN_BUTTON,
                                         "Seconds before the next try"));
}

static void
flip_ask (Fixture *fixture)
{
  weir_test_activate (
    weir_test_get (fixture->dialog, ADW_TYPE_ACTION_ROW, "Ask Before Injecting"));
}

static void
assert_kept (Fixture    *fixture,
             const char *id,
             guint       reconnect_ms,
             guint       reconnect_max_ms,
             gboolean    ask)
{
  const WeirNodeSettings *node =
    weir_run_settings_get_node (weir_session_get_run_settings (fixture->session),
                                id);

  g_assert_cmpuint (node->reconnect_ms, ==, reconnect_ms);
  g_assert_cmpuint (node->reconnect_max_ms, ==, reconnect_max_ms);
  g_assert_cmpint (node->ask, ==, ask);
}

static void
changed_cb (guint *n)
{
  (*n)++;
}

static void
test_untouched (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  g_signal_connect_data (fixture->session,
                         "run-settings-changed",
                         G_CALLBACK (changed_cb),
                         &n,
                         NULL,
                         G_CONNECT_SWAPPED);
  open_dialog (fixture, "c");
  g_assert_cmpfloat (gtk_spin_button_get_value (get_seconds (fixture)), ==, 3);
  end (fixture, "dialog.done");
  open_dialog (fixture, "i");
  end (fixture, "dialog.done");
  g_assert_cmpuint (n, ==, 0);
}

static void
test_seconds (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, "c");
  gtk_spin_button_set_value (get_seconds (fixture), 0.5);
  assert_kept (fixture, "c", 0, 0, FALSE);
  end (fixture, "dialog.done");
  assert_kept (fixture, "c", 500, 0, FALSE);

  /* What all do is not kept as its own. */
  open_dialog (fixture, "c");
  g_assert_cmpfloat (gtk_spin_button_get_value (get_seconds (fixture)), ==, 0.5);
  gtk_spin_button_set_value (get_seconds (fixture), 3);
  end (fixture, "dialog.done");
  assert_kept (fixture, "c", 0, 0, FALSE);
}

static void
test_back_off (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, "c");
  choose (fixture, 1);
  g_assert_null (weir_test_find (fixture->dialog,
                                 GTK_TYPE_SPIN_BUTTON,
                                 "Seconds before the next try"));
  weir_test_save_picture (fixture->dialog, "dialog-reconnect");
  end (fixture, "dialog.done");
  assert_kept (fixture, "c", 1000, 60000, FALSE);

  open_dialog (fixture, "c");
  choose (fixture, 0);
  g_assert_cmpfloat (gtk_spin_button_get_value (get_seconds (fixture)), ==, 3);
  end (fixture, "dialog.done");
  assert_kept (fixture, "c", 0, 0, FALSE);
}

/* A back-off of somebody's own is left alone. */
static void
test_own_back_off (Fixture *fixture, gconstpointer data)
{
  WeirRunSettings *settings = weir_run_settings_new ();

  weir_run_settings_set_node (settings,
                              "c",
                              &(WeirNodeSettings){ 250, 8000, FALSE });
  weir_session_set_run_settings (fixture->session, settings);
  open_dialog (fixture, "c");
  g_assert_true (g_str_has_prefix (
    adw_action_row_get_subtitle (ADW_ACTION_ROW (
      weir_test_get (fixture->dialog, ADW_TYPE_COMBO_ROW, "Reconnect"))),
    "After 0.25 to 8 s"));
  end (fixture, "dialog.done");
  assert_kept (fixture, "c", 250, 8000, FALSE);
}

static void
test_ask (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, "i");
  flip_ask (fixture);
  weir_test_save_picture (fixture->dialog, "dialog-ask");
  end (fixture, "dialog.cancel");
  assert_kept (fixture, "i", 0, 0, FALSE);
  open_dialog (fixture, "i");
  flip_ask (fixture);
  end (fixture, "dialog.done");
  assert_kept (fixture, "i", 0, 0, TRUE);
  open_dialog (fixture, "i");
  flip_ask (fixture);
  end (fixture, "dialog.done");
  assert_kept (fixture, "i", 0, 0, FALSE);
}

/* What was cancelled can be gone on with. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWindow *parent;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay),
                               gtk_label_new ("A flow"));
  parent = weir_test_show (overlay, 400, 300);
  open_dialog (fixture, "i");
  gtk_window_set_transient_for (GTK_WINDOW (fixture->dialog), parent);
  flip_ask (fixture);
  end (fixture, "dialog.cancel");
  weir_test_settle ();
  weir_test_activate (weir_test_get (overlay, GTK_TYPE_BUTTON, "Undo"));
  find_dialog (fixture);
  end (fixture, "dialog.done");
  assert_kept (fixture, "i", 0, 0, TRUE);
  gtk_window_destroy (parent);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  weir_test_load_style ("/io/github/weirflow/Weir/style.css");
#define ADD(name, func) \
  g_test_add ("/editor/row-reconnect/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("untouched", test_untouched);
  ADD ("seconds", test_seconds);
  ADD ("back-off", test_back_off);
  ADD ("own-back-off", test_own_back_off);
  ADD ("ask", test_ask);
  ADD ("resume", test_resume);
  return g_test_run ();
}
