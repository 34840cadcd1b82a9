/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-history.h"

/* Undo and redo over a document of two nodes. */

static const char text[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"Flow\"},\n"
  " {\"id\":\"a\",\"type\":\"debug\",\"z\":\"t\",\"x\":1,\"y\":2,\"wires\":[]},"
  "\n"
  " {\"id\":\"b\",\"type\":\"debug\",\"z\":\"t\",\"x\":3,\"y\":4,\"wires\":[]}]"
  "\n";

typedef struct
{
  WeirDocument *document;
  WeirHistory  *history;
  int           last_step;
  guint         n_steps;
} Fixture;

static void
stepped_cb (WeirHistory *history, int step, Fixture *fixture)
{
  fixture->last_step = step;
  fixture->n_steps++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;

  fixture->document = weir_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  fixture->history = weir_history_new (fixture->document);
  g_signal_connect (fixture->history, "stepped", G_CALLBACK (stepped_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->document);
}

static void
assert_text (Fixture *fixture, const char *expected)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (fixture->document);
  gsize              length;
  const char        *now = g_bytes_get_data (bytes, &length);

  g_assert_cmpmem (now, length, expected, strlen (expected));
}

static void
move (Fixture *fixture, const char *id, double x, double y)
{
  g_autoptr (WeirEdit) edit = weir_edit_new_move (id, x, y);
  g_autoptr (GError)   error = NULL;

  g_assert_true (weir_history_apply (fixture->history, "Move", edit, &error));
  g_assert_no_error (error);
}

static void
burst (Fixture *fixture, const char *key, double x)
{
  g_autoptr (WeirEdit) edit = weir_edit_new_move ("a", x, 2);

  g_assert_true (
    weir_history_apply_merging (fixture->history, "Nudge", key, edit, NULL));
}

static double
get_x (Fixture *fixture, const char *id)
{
  return weir_element_get_x (weir_document_get_element (fixture->document, id));
}

static void
test_undo_redo (Fixture *fixture, gconstpointer data)
{
  g_assert_false (weir_history_undo (fixture->history));
  move (fixture, "a", 10, 20);
  move (fixture, "b", 30, 40);
  g_assert_cmpuint (fixture->n_steps, ==, 2);
  g_assert_cmpstr (weir_history_get_undo_label (fixture->history), ==, "Move");

  g_assert_true (weir_history_undo (fixture->history));
  g_assert_cmpint (fixture->last_step, ==, WEIR_HISTORY_STEP_UNDO);
  g_assert_cmpfloat (get_x (fixture, "b"), ==, 3);
  g_assert_cmpfloat (get_x (fixture, "a"), ==, 10);
  g_assert_true (weir_history_undo (fixture->history));
  assert_text (fixture, text);
  g_assert_false (weir_history_can_undo (fixture->history));

  g_assert_true (weir_history_redo (fixture->history));
  g_assert_true (weir_history_redo (fixture->history));
  g_assert_cmpint (fixture->last_step, ==, WEIR_HISTORY_STEP_REDO);
  g_assert_false (weir_history_redo (fixture->history));
  g_assert_cmpfloat (get_x (fixture, "b"), ==, 30);
  while (weir_history_undo (fixture->history))
    ;
  assert_text (fixture, text);
}

static void
test_new_step_ends_redo (Fixture *fixture, gconstpointer data)
{
  move (fixture, "a", 10, 20);
  weir_history_undo (fixture->history);
  g_assert_true (weir_history_can_redo (fixture->history));
  move (fixture, "b", 30, 40);
  g_assert_false (weir_history_can_redo (fixture->history));
}

static void
test_bracket (Fixture *fixture, gconstpointer data)
{
  weir_history_begin (fixture->history, "Both");
  move (fixture, "a", 10, 20);
  weir_history_begin (fixture->history, "Inner");
  move (fixture, "b", 30, 40);
  weir_history_end (fixture->history);
  g_assert_cmpuint (fixture->n_steps, ==, 0);
  g_assert_false (weir_history_undo (fixture->history));
  weir_history_end (fixture->history);
  g_assert_cmpuint (fixture->n_steps, ==, 1);
  g_assert_cmpstr (weir_history_get_undo_label (fixture->history), ==, "Both");
  weir_history_undo (fixture->history);
  assert_text (fixture, text);
}

static void
test_empty_bracket (Fixture *fixture, gconstpointer data)
{
  weir_history_begin (fixture->history, "Nothing");
  weir_history_end (fixture->history);
  g_assert_cmpuint (fixture->n_steps, ==, 0);
  g_assert_false (weir_history_can_undo (fixture->history));
}

static void
test_burst (Fixture *fixture, gconstpointer data)
{
  burst (fixture, "nudge:a", 2);
  burst (fixture, "nudge:a", 3);
  burst (fixture, "nudge:a", 4);
  weir_history_undo (fixture->history);
  assert_text (fixture, text);
  weir_history_redo (fixture->history);
  g_assert_cmpfloat (get_x (fixture, "a"), ==, 4);

  /* What was undone and done again is over. */
  burst (fixture, "nudge:a", 5);
  weir_history_undo (fixture->history);
  g_assert_cmpfloat (get_x (fixture, "a"), ==, 4);
  burst (fixture, "other", 6);
  burst (fixture, "nudge:a", 7);
  weir_history_undo (fixture->history);
  g_assert_cmpfloat (get_x (fixture, "a"), ==, 6);
}

static void
test_modified (Fixture *fixture, gconstpointer data)
{
  g_assert_false (weir_history_is_modified (fixture->history));
  move (fixture, "a", 10, 20);
  g_assert_true (weir_history_is_modified (fixture->history));
  move (fixture, "a", 1, 2);
  g_assert_false (weir_history_is_modified (fixture->history));
  move (fixture, "a", 10, 20);
  weir_history_mark_saved (fixture->history);
  g_assert_false (weir_history_is_modified (fixture->history));
  weir_history_undo (fixture->history);
  g_assert_true (weir_history_is_modified (fixture->history));
  weir_history_redo (fixture->history);
  g_assert_false (weir_history_is_modified (fixture->history));
  weir_history_mark_unsaved (fixture->history);
  g_assert_true (weir_history_is_modified (fixture->history));
}

static void
test_bad_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirEdit) edit = weir_edit_new_remove ("nobody");
  g_autoptr (GError)   error = NULL;

  g_assert_false (weir_history_apply (fixture->history, "Bad", edit, &error));
  g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_EDIT);
  g_assert_false (weir_history_can_undo (fixture->history));
  g_assert_cmpuint (fixture->n_steps, ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/flow/history/undo-redo", test_undo_redo },
    { "/flow/history/new-step-ends-redo", test_new_step_ends_redo },
    { "/flow/history/bracket", test_bracket },
    { "/flow/history/empty-bracket", test_empty_bracket },
    { "/flow/history/burst", test_burst },
    { "/flow/history/modified", test_modified },
    { "/flow/history/bad-edit", test_bad_edit },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].run, tear_down);
  return g_test_run ();
}
