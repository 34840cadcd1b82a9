/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/weir-selection.h"

static void
count_cb (WeirSelection *selection, gpointer data)
{
  ++*(guint *)data;
}

static WeirSelection *
selection_new (guint *n_changes)
{
  WeirSelection *selection = weir_selection_new ();

  *n_changes = 0;
  g_signal_connect_data (selection,
                         "changed",
                         G_CALLBACK (count_cb),
                         n_changes,
                         NULL,
                         0);
  return selection;
}

static void
assert_ids (WeirSelection *selection, const char *expected)
{
  g_autoptr (GPtrArray) ids = weir_selection_list_ids (selection);
  g_autofree char      *text = NULL;

  g_ptr_array_add (ids, NULL);
  text = g_strjoinv (" ", (char **)ids->pdata);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_entries (void)
{
  guint                     n_changes;
  g_autoptr (WeirSelection) selection = selection_new (&n_changes);

  g_assert_true (weir_selection_is_empty (selection));
  weir_selection_add (selection, "b");
  weir_selection_add (selection, "a");
  weir_selection_add (selection, "b");
  assert_ids (selection, "b a");
  g_assert_cmpuint (n_changes, ==, 2);

  weir_selection_toggle (selection, "b");
  weir_selection_toggle (selection, "c");
  assert_ids (selection, "a c");
  g_assert_true (weir_selection_contains (selection, "c"));
  g_assert_false (weir_selection_contains (selection, "b"));
  weir_selection_remove (selection, "b");
  g_assert_cmpuint (n_changes, ==, 4);

  weir_selection_clear (selection);
  weir_selection_clear (selection);
  g_assert_cmpuint (n_changes, ==, 5);
  g_assert_cmpuint (weir_selection_get_n_ids (selection), ==, 0);
}

static void
test_one_change (void)
{
  guint                     n_changes;
  g_autoptr (WeirSelection) selection = selection_new (&n_changes);

  weir_selection_begin (selection);
  weir_selection_add (selection, "a");
  weir_selection_begin (selection);
  weir_selection_add (selection, "b");
  weir_selection_end (selection);
  g_assert_cmpuint (n_changes, ==, 0);
  weir_selection_end (selection);
  g_assert_cmpuint (n_changes, ==, 1);

  /* Selecting what is selected already is no change; its id may be our own. */
  weir_selection_set (selection, "a");
  g_assert_cmpuint (n_changes, ==, 2);
  weir_selection_set (selection, weir_selection_get_focus (selection));
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpstr (weir_selection_get_focus (selection), ==, "a");
  assert_ids (selection, "a");
}

static void
test_wires (void)
{
  guint                     n_changes;
  g_autoptr (WeirSelection) selection = selection_new (&n_changes);
  WeirWireId                wire = { (char *)"a", 0, (char *)"b" };
  WeirWireId                other = { (char *)"a", 1, (char *)"b" };
  g_autoptr (GPtrArray)     wires = NULL;

  weir_selection_add_wire (selection, &wire);
  weir_selection_add_wire (selection, &wire);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (weir_selection_contains_wire (selection, &wire));
  g_assert_false (weir_selection_contains_wire (selection, &other));
  g_assert_false (weir_selection_is_empty (selection));

  weir_selection_toggle_wire (selection, &other);
  weir_selection_toggle_wire (selection, &wire);
  wires = weir_selection_list_wires (selection);
  g_assert_cmpuint (wires->len, ==, 1);
  g_assert_true (weir_wire_id_equal (wires->pdata[0], &other));

  /* An entry selected alone leaves no wire selected. */
  weir_selection_set (selection, "a");
  g_assert_false (weir_selection_contains_wire (selection, &other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/selection/entries", test_entries);
  g_test_add_func ("/selection/one-change", test_one_change);
  g_test_add_func ("/selection/wires", test_wires);
  return g_test_run ();
}
