/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-import-dialog.h"
#include "editor/files/weir-import-row.h"
#include "editor/weir-resources.h"
#include "flow/weir-operation.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <string.h>

#define TAB "{\"id\":\"t1\",\"type\":\"tab\",\"label\":\"One\"}"
#define CONFIG(p) \
  "{\"id\":\"c1\",\"type\":\"websocket-listener\",\"path\":\"" p "\"}"
#define NODE(n)                                                  \
  "{\"id\":\"n1\",\"type\":\"debug\",\"z\":\"t1\",\"name\":\"" n \
  "\",\"x\":100,"                                                \
  "\"y\":100,\"wires\":[]}"
#define LOOSE                                                              \
  "{\"id\":\"n9\",\"type\":\"mystery\",\"z\":\"gone\",\"x\":300,\"y\":40," \
  "\"wires\":[]}"

#define HERE "[" TAB "," CONFIG ("/a") "," NODE ("mine") "]"

typedef struct
{
  WeirSession *session;
  GtkWindow   *parent;
  GtkWidget   *dialog;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer text)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (HERE, strlen (HERE));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  const WeirImportTarget   target = { .text = text, .x = 500, .y = 500 };

  fixture->session = weir_session_new (registry, document);
  fixture->parent = weir_test_show (gtk_label_new ("Parent"), 800, 700);
  weir_import_dialog_present (fixture->parent, fixture->session, &target);
  fixture->dialog = GTK_WIDGET (weir_test_find_window (WEIR_TYPE_IMPORT_DIALOG));
  weir_test_present (GTK_WINDOW (fixture->dialog));
}

static void
tear_down (Fixture *fixture, gconstpointer text)
{
  gtk_window_destroy (fixture->parent);
  weir_test_settle ();
  g_assert_null (weir_test_find_window (WEIR_TYPE_IMPORT_DIALOG));
  g_assert_finalize_object (fixture->session);
}

static void
press (Fixture *fixture, const char *button)
{
  weir_test_activate (weir_test_get (fixture->dialog, GTK_TYPE_BUTTON, button));
}

static gboolean
has_button (Fixture *fixture, const char *button)
{
  return weir_test_find (fixture->dialog, GTK_TYPE_BUTTON, button) != NULL;
}

/* The row that shows an entry of that name. */
static GtkWidget *
get_row (Fixture *fixture, const char *name)
{
  g_autoptr (GPtrArray) rows =
    weir_test_find_all (fixture->dialog, WEIR_TYPE_IMPORT_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (weir_test_find (rows->pdata[i], GTK_TYPE_LABEL, name))
      return rows->pdata[i];
  g_error ("no row called “%s”", name);
}

static void
choose (Fixture *fixture, const char *name, const char *choice)
{
  GtkDropDown *choices = GTK_DROP_DOWN (
    weir_test_get (get_row (fixture, name), GTK_TYPE_DROP_DOWN, NULL));
  GListModel *lines = gtk_drop_down_get_model (choices);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (GtkStringObject) line = g_list_model_get_item (lines, i);

      if (g_str_equal (gtk_string_object_get_string (line), choice))
        {
          gtk_drop_down_set_selected (choices, i);
          return;
        }
    }
  g_error ("“%s” can't be chosen for “%s”", choice, name);
}

static void
assert_document (Fixture *fixture, const char *expected)
{
  g_autoptr (GBytes) bytes =
    weir_document_to_bytes (weir_session_get_document (fixture->session));

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   expected,
                   strlen (expected));
}

static void
wait_for_closed (Fixture *fixture)
{
  weir_test_wait_for (!weir_test_find_window (WEIR_TYPE_IMPORT_DIALOG));
}

/* What differs is shown with what it was; replacing is one step. */
static void
test_replace (Fixture *fixture, gconstpointer text)
{
  WeirHistory *history = weir_session_get_history (fixture->session);

  g_assert_nonnull (
    weir_test_find (get_row (fixture, "/b"), GTK_TYPE_LABEL, "Different"));
  choose (fixture, "One", "Replace");
  choose (fixture, "/b", "Replace");
  weir_test_settle ();
  weir_test_save_picture (fixture->dialog, "import-dialog");
  press (fixture, "Import 3 Nodes");
  wait_for_closed (fixture);
  assert_document (fixture, "[" TAB "," CONFIG ("/b") "," NODE ("theirs") "]");

  g_assert_true (weir_history_undo (history));
  assert_document (fixture, HERE);
  g_assert_false (weir_history_can_undo (history));
}

/* Nothing is chosen: nothing can be imported. */
static void
test_skip (Fixture *fixture, gconstpointer text)
{
  choose (fixture, "One", "Skip");
  choose (fixture, "/b", "Use Existing");
  g_assert_false (gtk_widget_is_sensitive (
    weir_test_get (fixture->dialog, GTK_TYPE_BUTTON, "Import 0 Nodes")));

  /* And back, where the text still is. */
  press (fixture, "Back to the Text");
  g_assert_false (has_button (fixture, "Back to the Text"));
  press (fixture, "Next");
  g_assert_true (has_button (fixture, "Back to the Text"));
  press (fixture, "Cancel");
  wait_for_closed (fixture);
  assert_document (fixture, HERE);
}

/* What has no flow comes into the shown one, around the place asked for. */
static void
test_loose (Fixture *fixture, gconstpointer text)
{
  WeirDocument  *document = weir_session_get_document (fixture->session);
  WeirSelection *selection = weir_session_get_selection (fixture->session);
  WeirElement   *node;

  g_assert_nonnull (
    weir_test_find (fixture->dialog, GTK_TYPE_LABEL, "Not Run Here"));
  g_assert_nonnull (weir_test_find (fixture->dialog, ADW_TYPE_COMBO_ROW, NULL));
  press (fixture, "Import 1 Node");
  wait_for_closed (fixture);
  g_assert_cmpuint (weir_selection_get_n_ids (selection), ==, 1);
  node = weir_document_get_nth_element (document, 3);
  g_assert_cmpstr (weir_element_get_container (node), ==, "t1");
  g_assert_true (weir_selection_contains (selection, weir_element_get_id (node)));
  g_assert_cmpfloat (weir_element_get_x (node), ==, 500);
  g_assert_cmpfloat (weir_element_get_y (node), ==, 500);
}

/* A node stands there already: as near as there is room. */
static void
test_free_place (Fixture *fixture, gconstpointer text)
{
  WeirDocument         *document = weir_session_get_document (fixture->session);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  WeirElement          *node;

  g_ptr_array_add (ids, (gpointer) "n1");
  weir_session_apply (fixture->session,
                      "Move",
                      weir_operation_move (document, ids, 400, 400));
  press (fixture, "Import 1 Node");
  wait_for_closed (fixture);
  node = weir_document_get_nth_element (document, 3);
  g_assert_cmpfloat (weir_element_get_x (node), ==, 500);
  g_assert_cmpfloat (weir_element_get_y (node), ==, 560);
}

static void
test_new_flow (Fixture *fixture, gconstpointer text)
{
  GtkWidget *place = weir_test_get (fixture->dialog, ADW_TYPE_COMBO_ROW, NULL);

  adw_combo_row_set_selected (ADW_COMBO_ROW (place), 1);
  press (fixture, "Import 1 Node");
  wait_for_closed (fixture);
  g_assert_cmpstr (weir_session_get_flow (fixture->session), !=, "t1");
}

/* Without a text the first page is there, and Next waits for a flow. */
static void
test_empty (Fixture *fixture, gconstpointer text)
{
  GtkWidget *next = weir_test_get (fixture->dialog, GTK_TYPE_BUTTON, "Next");
  GtkWidget *view = weir_test_get (fixture->dialog, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  g_assert_false (gtk_widget_is_sensitive (next));
  gtk_text_buffer_set_text (buffer, "[" LOOSE "]", -1);
  weir_test_wait_for (gtk_widget_is_sensitive (next));
  gtk_text_buffer_set_text (buffer, "[" LOOSE, -1);
  weir_test_wait_for (!gtk_widget_is_sensitive (next));
  weir_test_save_picture (fixture->dialog, "import-dialog-text");
  if (!weir_test_has_input ())
    return;
  weir_test_type_keys ("Escape", NULL);
  wait_for_closed (fixture);
}

#define ADD(path, text, test) \
  g_test_add ("/import-dialog/" path, Fixture, text, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  const char *theirs = "[" TAB "," CONFIG ("/b") "," NODE ("theirs") "]";

  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  weir_test_load_style ("/io/github/weirflow/Weir/style.css");
  ADD ("replace", theirs, test_replace);
  ADD ("skip", theirs, test_skip);
  ADD ("loose", "[" LOOSE "]", test_loose);
  ADD ("free-place", "[" LOOSE "]", test_free_place);
  ADD ("new-flow", "[" LOOSE "]", test_new_flow);
  ADD ("empty", NULL, test_empty);
  return g_test_run ();
}
