/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-gtk.h"

#include "editor/panels/weir-hex-lines.h"
#include "editor/panels/weir-value-row.h"
#include "editor/panels/weir-value-tree-view.h"
#include "editor/panels/weir-value-view.h"
#include "json/weir-json.h"

#include <string.h>

typedef struct
{
  GtkWidget *view; /* borrowed */
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = weir_value_view_new ();
  fixture->window = weir_test_show (fixture->view, 300, 400);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
}

static void
set_json (Fixture *fixture, const char *json)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirValue) value =
    weir_json_read (json, strlen (json), NULL, &error);

  g_assert_no_error (error);
  weir_value_view_set_value (WEIR_VALUE_VIEW (fixture->view), value, "payload", "n");
  weir_test_settle ();
}

static WeirValueTreeView *
get_tree (Fixture *fixture)
{
  return WEIR_VALUE_TREE_VIEW (
    weir_test_get (fixture->view, WEIR_TYPE_VALUE_TREE_VIEW, NULL));
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (
    weir_value_tree_view_get_rows (get_tree (fixture)));
}

static void
select_row (Fixture *fixture, guint position, const char *path)
{
  g_autoptr (GtkTreeListRow) row =
    g_list_model_get_item (weir_value_tree_view_get_rows (get_tree (fixture)),
                           position);
  g_autoptr (WeirValueNode) node = gtk_tree_list_row_get_item (row);

  g_assert_cmpstr (weir_value_node_get_path (node), ==, path);
  weir_value_tree_view_select (get_tree (fixture), position);
}

static void
text_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  char **text = data;

  *text =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
assert_copied (Fixture *fixture, const char *action, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (get_tree (fixture)), action, NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->view),
                                 NULL,
                                 text_cb,
                                 &text);
  weir_test_wait_for (text != NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  set_json (fixture, "{\"a\":{\"two words\":\"x\"},\"b\":1}");
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  select_row (fixture, 1, "payload.a");
  assert_copied (fixture, "value.copy", "{\n    \"two words\": \"x\"\n}");
  g_signal_emit_by_name (weir_test_get (fixture->view, GTK_TYPE_LIST_VIEW, NULL),
                         "activate",
                         1);
  select_row (fixture, 2, "payload.a[\"two words\"]");
  assert_copied (fixture, "value.copy-path", "payload.a[\"two words\"]");
  assert_copied (fixture, "value.copy", "x");
}

/* What is pinned is open in the next value of the node, and only of it. */
static void
test_pins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) other = weir_value_new_object ();

  set_json (fixture, "{\"a\":{\"b\":{\"c\":1}},\"d\":{\"e\":2}}");
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_signal_emit_by_name (weir_test_get (fixture->view, GTK_TYPE_LIST_VIEW, NULL),
                         "activate",
                         1);
  select_row (fixture, 2, "payload.a.b");
  gtk_widget_activate_action (fixture->view, "value.pin", NULL);
  g_assert_cmpuint (count_rows (fixture), ==, 5);
  set_json (fixture, "{\"a\":{\"b\":{\"c\":7}},\"d\":{\"e\":8}}");
  g_assert_cmpuint (count_rows (fixture), ==, 5);
  select_row (fixture, 3, "payload.a.b.c");
  gtk_widget_activate_action (fixture->view, "value.collapse", NULL);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  gtk_widget_activate_action (fixture->view, "value.unpin-all", NULL);
  set_json (fixture, "{\"a\":{\"b\":{\"c\":9}},\"d\":{\"e\":8}}");
  g_assert_cmpuint (count_rows (fixture), ==, 3);
}

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  set_json (fixture, "{\"at\":1700000000000}");
  weir_test_wait_for (
    weir_test_find (fixture->view, GTK_TYPE_LABEL, "1700000000000") != NULL);
  g_signal_emit_by_name (weir_test_get (fixture->view, GTK_TYPE_LIST_VIEW, NULL),
                         "activate",
                         1);
  weir_test_get (fixture->view, GTK_TYPE_LABEL, "2023-11-14T22:13:20.000Z");
}

static char *
dup_text (Fixture *fixture, const char *page)
{
  GtkWidget     *stack = weir_test_get (fixture->view, GTK_TYPE_STACK, NULL);
  GtkWidget     *child = gtk_stack_get_child_by_name (GTK_STACK (stack), page);
  GtkTextBuffer *buffer;
  GtkTextIter    start;
  GtkTextIter    end;

  gtk_stack_set_visible_child_name (GTK_STACK (stack), page);
  buffer = gtk_text_view_get_buffer (
    GTK_TEXT_VIEW (weir_test_get (child, GTK_TYPE_TEXT_VIEW, NULL)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) large = NULL;
  g_autofree char      *bytes = g_strnfill (300000, 'x');
  g_autofree char      *text = NULL;
  g_autofree char      *base64 = NULL;
  g_autofree char      *cut = NULL;

  set_json (fixture, "\"Hello, world\"");
  text = dup_text (fixture, "text");
  g_assert_cmpstr (text, ==, "Hello, world");
  base64 = dup_text (fixture, "base64");
  g_assert_cmpstr (base64, ==, "SGVsbG8sIHdvcmxk");
  large = weir_value_new_bytes ((const guint8 *)bytes, 300000);
  weir_value_view_set_value (WEIR_VALUE_VIEW (fixture->view), large, "payload", "n");
  cut = dup_text (fixture, "text");
  g_assert_cmpuint (strlen (cut), <=, 100000);
  weir_test_get (
    fixture->view,
    GTK_TYPE_LABEL,
    "The first 100.0\302\240kB of 300.0\302\240kB are shown. Copy takes all.");
}

static void
test_hex_lines (void)
{
  g_autofree guint8          *data = g_malloc0 (1000001);
  g_autoptr (GBytes)          bytes = g_bytes_new (data, 1000001);
  g_autoptr (GListModel)      lines = weir_hex_lines_new (bytes);
  g_autoptr (GtkStringObject) last = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, 62501);
  last = g_list_model_get_item (lines, 62500);
  g_assert_true (
    g_str_has_prefix (gtk_string_object_get_string (last), "000f4240  00 "));
  g_assert_null (g_list_model_get_item (lines, 62501));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/editor/value-view/copy", test_copy },
    { "/editor/value-view/pins", test_pins },
    { "/editor/value-view/forms", test_forms },
    { "/editor/value-view/pages", test_pages },
  };

  weir_test_gtk_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/editor/value-view/hex-lines", test_hex_lines);
  return g_test_run ();
}
