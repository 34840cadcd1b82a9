/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-debug.h"

#include "editor/panels/weir-debug-list.h"

/* The list is compared with what a naive filter over the log makes, and with a
 * mirror that follows `items-changed` alone, as a list view does. */

typedef struct
{
  WeirDebugLog    *log;
  WeirDebugFilter *filter;
  WeirDebugList   *list;
  GPtrArray       *mirror;
  guint            n_changes;
} Fixture;

static void
mirror_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  g_assert_cmpuint (position + removed, <=, fixture->mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror,
                        (gint)(position + i),
                        g_list_model_get_item (G_LIST_MODEL (fixture->list),
                                               position + i));
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->log = weir_debug_log_new ();
  fixture->filter = weir_debug_filter_new ();
  fixture->list = weir_debug_list_new (fixture->log, fixture->filter);
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_data (fixture->list,
                         "items-changed",
                         G_CALLBACK (mirror_cb),
                         fixture,
                         NULL,
                         G_CONNECT_SWAPPED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->log);
  weir_debug_filter_free (fixture->filter);
  g_ptr_array_unref (fixture->mirror);
}

static void
assert_mirrored (Fixture *fixture)
{
  GListModel *list = G_LIST_MODEL (fixture->list);
  guint       n = g_list_model_get_n_items (list);

  g_assert_cmpuint (fixture->mirror->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (list, i);

      g_assert_true (row == fixture->mirror->pdata[i]);
    }
  g_assert_null (g_list_model_get_item (list, n));
}

/* The list is what the filter lets through of the log. */
static void
assert_filtered (Fixture *fixture)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->log));
  guint shown = 0;

  assert_mirrored (fixture);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirDebugRow) row =
        g_list_model_get_item (G_LIST_MODEL (fixture->log), i);

      if (weir_debug_filter_matches (fixture->filter,
                                     weir_debug_row_get_record (row)))
        g_assert_true (fixture->mirror->pdata[shown++] == row);
    }
  g_assert_cmpuint (shown, ==, fixture->mirror->len);
  g_assert_cmpuint (weir_debug_list_get_hidden (fixture->list), ==, n - shown);
}

static void
start_text (Fixture *fixture, const char *text)
{
  g_assert_true (weir_debug_filter_set_text (fixture->filter, text, NULL));
  weir_debug_list_refilter (fixture->list);
}

/* On a busy computer even a little takes more than one slice. */
static void
finish (Fixture *fixture)
{
  while (weir_debug_list_is_refiltering (fixture->list))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_text (Fixture *fixture, const char *text)
{
  start_text (fixture, text);
  finish (fixture);
}

static void
resume (Fixture *fixture)
{
  weir_debug_list_set_paused (fixture->list, FALSE);
  finish (fixture);
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  weir_debug_log_set_limits (fixture->log, 100, G_MAXSIZE);
  for (guint i = 0; i < 50; i++)
    {
      test_append_numbers (fixture->log, i * 7, 7);
      assert_filtered (fixture);
    }
  set_text (fixture, "/[02468]$/");
  assert_filtered (fixture);
  for (guint i = 0; i < 50; i++)
    {
      test_append_numbers (fixture->log, i * 7, 7);
      assert_filtered (fixture);
    }
  weir_debug_log_clear (fixture->log);
  assert_filtered (fixture);
  test_append_numbers (fixture->log, 0, 300);
  assert_filtered (fixture);
}

/* One batch is one change, and one more when old rows go. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  weir_debug_log_set_limits (fixture->log, 100, G_MAXSIZE);
  test_append_numbers (fixture->log, 0, 90);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  test_append_numbers (fixture->log, 0, 20);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  set_text (fixture, "no such thing");
  g_assert_cmpuint (fixture->n_changes, ==, 4);
  test_append_numbers (fixture->log, 0, 20);
  g_assert_cmpuint (fixture->n_changes, ==, 4);
}

/* Rows that stay are not told as changed. */
static void
test_refilter_keeps (Fixture *fixture, gconstpointer data)
{
  GObject *first;

  test_append_numbers (fixture->log, 0, 100);
  first = fixture->mirror->pdata[0];
  set_text (fixture, "/^\\d$/");
  assert_filtered (fixture);
  g_assert_cmpuint (fixture->mirror->len, ==, 10);
  g_assert_true (fixture->mirror->pdata[0] == first);
  fixture->n_changes = 0;
  set_text (fixture, "/^.$/");
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

static void
test_pause (Fixture *fixture, gconstpointer data)
{
  weir_debug_log_set_limits (fixture->log, 100, G_MAXSIZE);
  test_append_numbers (fixture->log, 0, 100);
  weir_debug_list_set_paused (fixture->list, TRUE);
  fixture->n_changes = 0;
  test_append_numbers (fixture->log, 100, 50);
  test_append_numbers (fixture->log, 150, 150);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_cmpuint (weir_debug_list_get_waiting (fixture->list), ==, 150);

  /* What is long gone from the log can still be searched. */
  set_text (fixture, "/^.?5$/");
  g_assert_cmpuint (fixture->mirror->len, ==, 10);
  g_assert_cmpuint (weir_debug_list_get_waiting (fixture->list), ==, 0);
  test_append_numbers (fixture->log, 0, 10);
  g_assert_cmpuint (weir_debug_list_get_waiting (fixture->list), ==, 1);
  set_text (fixture, "");
  g_assert_cmpuint (fixture->mirror->len, ==, 100);
  assert_mirrored (fixture);

  resume (fixture);
  assert_filtered (fixture);
  g_assert_cmpuint (weir_debug_list_get_waiting (fixture->list), ==, 0);
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_clear_while_paused (Fixture *fixture, gconstpointer data)
{
  test_append_numbers (fixture->log, 0, 100);
  weir_debug_list_set_paused (fixture->list, TRUE);
  test_append_numbers (fixture->log, 0, 5);
  weir_debug_log_clear (fixture->log);
  iterate ();
  finish (fixture);
  g_assert_cmpuint (fixture->mirror->len, ==, 0);
  g_assert_cmpuint (weir_debug_list_get_waiting (fixture->list), ==, 0);
  test_append_numbers (fixture->log, 0, 5);
  g_assert_cmpuint (weir_debug_list_get_waiting (fixture->list), ==, 5);
  resume (fixture);
  assert_filtered (fixture);
}

/* A batch as large as the log empties it too, for a moment. */
static void
test_overrun_while_paused (Fixture *fixture, gconstpointer data)
{
  weir_debug_log_set_limits (fixture->log, 100, G_MAXSIZE);
  test_append_numbers (fixture->log, 0, 100);
  weir_debug_list_set_paused (fixture->list, TRUE);
  test_append_numbers (fixture->log, 0, 1000);
  iterate ();
  g_assert_cmpuint (fixture->mirror->len, ==, 100);
  resume (fixture);
  assert_filtered (fixture);
}

static void
test_clear_shown (Fixture *fixture, gconstpointer data)
{
  test_append_numbers (fixture->log, 0, 100);
  set_text (fixture, "/[02468]$/");
  weir_debug_list_clear_shown (fixture->list);
  finish (fixture);
  g_assert_cmpuint (fixture->mirror->len, ==, 0);
  set_text (fixture, "");
  g_assert_cmpuint (fixture->mirror->len, ==, 50);
  test_append_numbers (fixture->log, 0, 2);
  g_assert_cmpuint (fixture->mirror->len, ==, 52);
  assert_mirrored (fixture);
}

/* A filter that takes long is worked off in slices while rows come and go. */
static void
test_slices (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (200, 'a');
  g_autofree char *json = g_strdup_printf ("\"%s\"", text);
  guint            slices = 0;

  weir_debug_log_set_limits (fixture->log, 3000, G_MAXSIZE);
  for (guint i = 0; i < 3000; i++)
    test_append (fixture->log, test_new_debug ("n", i, "payload", json));
  start_text (fixture, "/(a|b)*c|1/");
  g_assert_true (weir_debug_list_is_refiltering (fixture->list));
  while (weir_debug_list_is_refiltering (fixture->list))
    {
      if (slices < 3)
        test_append_numbers (fixture->log, 1, 1);
      slices++;
      g_main_context_iteration (NULL, TRUE);
    }
  assert_mirrored (fixture);
  g_assert_cmpuint (slices, >, 0);
  g_assert_cmpuint (fixture->mirror->len, ==, MIN (slices, 3));
  g_assert_cmpuint (weir_debug_list_get_hidden (fixture->list),
                    ==,
                    3000 - MIN (slices, 3));

  /* And a newer one takes its place. */
  start_text (fixture, "/(b|a)*c|1/");
  g_assert_true (weir_debug_list_is_refiltering (fixture->list));
  start_text (fixture, "/^1$/");
  finish (fixture);
  assert_filtered (fixture);
}

/* Whatever happens in whatever order, the list is the filtered log. */
static void
test_law (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "1", "/^[0-4]/", "nothing" };

  weir_debug_log_set_limits (fixture->log, 200, G_MAXSIZE);
  for (guint i = 0; i < 2000; i++)
    {
      switch (g_test_rand_int_range (0, 12))
        {
        case 0:
          start_text (fixture, texts[g_test_rand_int_range (0, 4)]);
          break;
        case 1:
          weir_debug_list_set_paused (fixture->list, TRUE);
          break;
        case 2:
          weir_debug_list_set_paused (fixture->list, FALSE);
          break;
        case 3:
          if (g_test_rand_int_range (0, 10) == 0)
            weir_debug_log_clear (fixture->log);
          break;
        case 4:
          weir_debug_log_set_limits (fixture->log,
                                     (guint)g_test_rand_int_range (1, 300),
                                     G_MAXSIZE);
          break;
        case 5:
          iterate ();
          break;
        default:
          test_append_numbers (fixture->log,
                               i,
                               (guint)g_test_rand_int_range (1, 50));
        }
      assert_mirrored (fixture);
      if (!weir_debug_list_get_paused (fixture->list) &&
          !weir_debug_list_is_refiltering (fixture->list))
        assert_filtered (fixture);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/editor/debug-list/follow", test_follow },
    { "/editor/debug-list/changes", test_changes },
    { "/editor/debug-list/refilter-keeps", test_refilter_keeps },
    { "/editor/debug-list/pause", test_pause },
    { "/editor/debug-list/clear-while-paused", test_clear_while_paused },
    { "/editor/debug-list/overrun-while-paused", test_overrun_while_paused },
    { "/editor/debug-list/clear-shown", test_clear_shown },
    { "/editor/debug-list/slices", test_slices },
    { "/editor/debug-list/law", test_law },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
