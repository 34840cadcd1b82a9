/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-outline-model.h"
#include "flow/weir-operation.h"
#include "nodes/weir-node-table.h"

#include <string.h>

static const char flow[] =
  "[{\"id\":\"sub\",\"type\":\"subflow\",\"name\":\"Twice\"},"
  "{\"id\":\"a\",\"type\":\"tab\",\"label\":\"A\"},"
  "{\"id\":\"b\",\"type\":\"tab\",\"label\":\"B\"},"
  "{\"id\":\"in\",\"type\":\"inject\",\"z\":\"a\",\"x\":1,\"y\":1,\"g\":"
  "\"grp\","
  "\"wires\":[[\"dbg\",\"gone\"]]},"
  "{\"id\":\"grp\",\"type\":\"group\",\"z\":\"a\",\"x\":1,\"y\":1,"
  "\"nodes\":[\"in\"]},"
  "{\"id\":\"dbg\",\"type\":\"debug\",\"z\":\"a\",\"x\":1,\"y\":1,\"wires\":[]}"
  ","
  "{\"id\":\"loop\",\"type\":\"group\",\"z\":\"b\",\"x\":1,\"y\":1,"
  "\"g\":\"loop\"},"
  "{\"id\":\"cfg\",\"type\":\"websocket-listener\",\"path\":\"/\"},"
  "{\"id\":\"stray\",\"type\":\"debug\",\"z\":\"nowhere\",\"x\":1,\"y\":1}]";

typedef struct
{
  WeirSession      *session;
  WeirOutlineModel *model;
} Fixture;

static void
set_up_text (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes)       bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  g_assert_no_error (error);
  fixture->session = weir_session_new (registry, document);
  fixture->model = weir_outline_model_new (fixture->session);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_text (fixture, flow);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->session);
}

/* "a(grp(in(dbg gone)) dbg) …" */
static void
write_rows (GString *text, GListModel *rows)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (WeirEntryItem) item = g_list_model_get_item (rows, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, weir_entry_item_get_id (item));
      if (weir_entry_item_get_n_children (item) == 0)
        continue;
      g_string_append_c (text, '(');
      write_rows (text, G_LIST_MODEL (weir_entry_item_get_children (item)));
      g_string_append_c (text, ')');
    }
}

static void
assert_rows (Fixture *fixture, const char *expected)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *rows = NULL;

  weir_outline_model_flush (fixture->model);
  write_rows (text, weir_outline_model_get_roots (fixture->model));
  rows = g_string_free (text, FALSE);
  g_assert_cmpstr (rows, ==, expected);
}

static void
apply (Fixture *fixture, WeirEdit *edit)
{
  g_assert_nonnull (edit);
  g_assert_true (weir_session_apply (fixture->session, "Test", edit));
}

static void
undo (Fixture *fixture)
{
  g_assert_true (weir_history_undo (weir_session_get_history (fixture->session)));
}

static void
set_text (Fixture *fixture, const char *id, const char *key, const char *text)
{
  g_autoptr (WeirValue) value = weir_value_new_string (text);

  apply (fixture, weir_edit_new_set (id, key, value));
}

static void
delete_one (Fixture *fixture, const char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer)id);
  apply (fixture,
         weir_operation_delete (weir_session_get_document (fixture->session),
                                ids,
                                NULL,
                                0));
}

#define START                                                       \
  "a(grp(in(dbg gone)) dbg) b(loop) sub weir-global(cfg) weir-lost" \
  "(stray)"

static void
test_start (Fixture *fixture, gconstpointer data)
{
  assert_rows (fixture, START);
  g_assert_null (weir_outline_model_lookup (fixture->model, "gone"));
  g_assert_cmpstr (weir_entry_item_get_id (weir_entry_item_get_parent (
                     weir_outline_model_lookup (fixture->model, "in"))),
                   ==,
                   "grp");
}

static void
test_wires (Fixture *fixture, gconstpointer data)
{
  apply (fixture, weir_edit_new_disconnect ("in", 0, "gone"));
  assert_rows (fixture,
               "a(grp(in(dbg)) dbg) b(loop) sub weir-global(cfg) weir-lost"
               "(stray)");
  apply (fixture, weir_edit_new_disconnect ("in", 0, "dbg"));
  assert_rows (fixture,
               "a(grp(in) dbg) b(loop) sub weir-global(cfg) weir-lost"
               "(stray)");
  undo (fixture);
  undo (fixture);
  assert_rows (fixture, START);
}

/* Rows change their place with `g` and `z`, in file order. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  set_text (fixture, "in", "g", "");
  assert_rows (fixture,
               "a(in(dbg gone) grp dbg) b(loop) sub weir-global(cfg) weir-lost"
               "(stray)");
  set_text (fixture, "stray", "z", "b");
  assert_rows (fixture,
               "a(in(dbg gone) grp dbg) b(loop stray) sub weir-global(cfg)");
  set_text (fixture, "cfg", "z", "a");
  assert_rows (fixture, "a(in(dbg gone) grp dbg cfg) b(loop stray) sub");
  undo (fixture);
  undo (fixture);
  undo (fixture);
  assert_rows (fixture, START);
}

static void
test_delete_flow (Fixture *fixture, gconstpointer data)
{
  delete_one (fixture, "a");
  assert_rows (fixture, "b(loop) sub weir-global(cfg) weir-lost(stray)");
  undo (fixture);
  assert_rows (fixture, START);
}

/* A flow that goes without its nodes leaves them in no flow. */
static void
test_remove_flow (Fixture *fixture, gconstpointer data)
{
  apply (fixture, weir_edit_new_remove ("a"));
  assert_rows (fixture,
               "b(loop) sub weir-global(cfg) weir-lost(grp(in(dbg gone)) dbg "
               "stray)");
  undo (fixture);
  assert_rows (fixture, START);
}

static void
test_reorder (Fixture *fixture, gconstpointer data)
{
  apply (fixture, weir_edit_new_reorder ("a", -1));
  assert_rows (fixture,
               "b(loop) a(grp(in(dbg gone)) dbg) sub weir-global(cfg) weir-lost"
               "(stray)");
}

/* One edit is one row, whatever else there is. */
static void
count_cb (GListModel *model, guint at, guint removed, guint added, guint *count)
{
  *count += removed + added;
}

static void
test_large (void)
{
  Fixture     fixture;
  GString    *text = g_string_new ("[{\"id\":\"t\",\"type\":\"tab\"}");
  GListModel *rows;
  gint64      start;
  guint       n_changes = 0;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text,
                            ",{\"id\":\"n%u\",\"type\":\"inject\",\"z\":\"t\","
                            "\"x\":1,\"y\":1,\"wires\":[[\"n%u\"]]}",
                            i,
                            i + 1);
  g_string_append_c (text, ']');
  set_up_text (&fixture, text->str);
  rows = G_LIST_MODEL (weir_entry_item_get_children (
    weir_outline_model_lookup (fixture.model, "t")));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 10000);
  g_signal_connect_data (rows,
                         "items-changed",
                         G_CALLBACK (count_cb),
                         &n_changes,
                         NULL,
                         0);

  start = g_get_monotonic_time ();
  apply (&fixture, weir_edit_new_move ("n5000", 7, 7));
  set_text (&fixture, "n5000", "name", "moved");
  weir_outline_model_flush (fixture.model);
  g_assert_cmpuint (n_changes, ==, 0);
  apply (&fixture, weir_edit_new_remove ("n5000"));
  weir_outline_model_flush (fixture.model);
  g_assert_cmpuint (n_changes, ==, 1);
  undo (&fixture);
  weir_outline_model_flush (fixture.model);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_TIME_SPAN_SECOND);

  g_signal_handlers_disconnect_by_data (rows, &n_changes);
  tear_down (&fixture, NULL);
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/outline-model/start", test_start);
  ADD ("/outline-model/wires", test_wires);
  ADD ("/outline-model/places", test_places);
  ADD ("/outline-model/delete-flow", test_delete_flow);
  ADD ("/outline-model/remove-flow", test_remove_flow);
  ADD ("/outline-model/reorder", test_reorder);
  g_test_add_func ("/outline-model/large", test_large);
  return g_test_run ();
}
