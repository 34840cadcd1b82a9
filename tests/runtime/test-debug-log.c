/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime/weir-debug-log.h"
#include "runtime/weir-monitor-private.h"

/* What a view sees: it follows items-changed alone, and has to agree with the
 * model after every one of them. */
typedef struct
{
  WeirDebugLog *log;
  GPtrArray    *seen; /* WeirDebugRow */
  guint         n_changes;
  guint         n_evicted_notes;
  guint         n_dropped_notes;
} View;

static guint64
serial_at (WeirDebugLog *log, guint position)
{
  g_autoptr (WeirDebugRow) row =
    g_list_model_get_item (G_LIST_MODEL (log), position);

  return weir_debug_row_get_serial (row);
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, View *view)
{
  view->n_changes++;

  if (removed > 0)
    g_ptr_array_remove_range (view->seen, position, removed);

  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (view->seen,
                        (int)(position + i),
                        g_list_model_get_item (model, position + i));

  g_assert_cmpuint (view->seen->len, ==, g_list_model_get_n_items (model));

  for (guint i = 0; i < view->seen->len; i++)
    {
      g_autoptr (WeirDebugRow) row = g_list_model_get_item (model, i);

      g_assert_true (row == view->seen->pdata[i]);
    }
}

static void
count_cb (WeirDebugLog *log, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
view_set_up (View *view, gconstpointer data)
{
  view->log = weir_debug_log_new ();
  view->seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_data (view->log,
                         "items-changed",
                         G_CALLBACK (changed_cb),
                         view,
                         NULL,
                         0);
  g_signal_connect_data (view->log,
                         "notify::evicted",
                         G_CALLBACK (count_cb),
                         &view->n_evicted_notes,
                         NULL,
                         0);
  g_signal_connect_data (view->log,
                         "notify::dropped",
                         G_CALLBACK (count_cb),
                         &view->n_dropped_notes,
                         NULL,
                         0);
}

static void
view_tear_down (View *view, gconstpointer data)
{
  g_ptr_array_unref (view->seen);
  g_assert_finalize_object (view->log);
}

static GPtrArray *
new_batch (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)weir_record_unref);
}

static WeirRecord *
add (GPtrArray *batch, WeirRecordKind kind, gsize bytes, gint64 time_us)
{
  WeirRecord *record = weir_record_new (kind);

  record->time_us = time_us;
  record->text = g_strnfill (bytes, 'x');
  g_ptr_array_add (batch, record);

  return record;
}

static void
append_many (View *view, guint count)
{
  g_autoptr (GPtrArray) batch = new_batch ();

  for (guint i = 0; i < count; i++)
    add (batch, WEIR_RECORD_KIND_LOG, 0, i);

  weir_debug_log_append (view->log, batch, 0);
}

static void
test_append (View *view, gconstpointer data)
{
  g_autoptr (GPtrArray)    batch = new_batch ();
  g_autoptr (WeirDebugRow) first = NULL;
  g_autoptr (WeirDebugRow) second = NULL;
  WeirRecord              *debug = add (batch, WEIR_RECORD_KIND_DEBUG, 1, 100);
  WeirRecord              *log;

  add (batch, WEIR_RECORD_KIND_STATUS, 1, 150);
  log = add (batch, WEIR_RECORD_KIND_LOG, 1, 175);
  add (batch, WEIR_RECORD_KIND_LOG, 1, 10);
  weir_debug_log_append (view->log, batch, 3);

  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (view->log)) ==
                 WEIR_TYPE_DEBUG_ROW);
  g_assert_cmpuint (view->n_changes, ==, 1);
  g_assert_cmpuint (view->seen->len, ==, 3);
  first = g_list_model_get_item (G_LIST_MODEL (view->log), 0);
  second = g_list_model_get_item (G_LIST_MODEL (view->log), 1);
  g_assert_true (weir_debug_row_get_record (first) == debug);
  g_assert_true (weir_debug_row_get_record (second) == log);
  g_assert_cmpint (weir_debug_row_get_delta_us (first), ==, 0);
  g_assert_cmpint (weir_debug_row_get_delta_us (second), ==, 75);

  /* The clock was set back before the third. */
  g_assert_cmpint (weir_debug_row_get_delta_us (view->seen->pdata[2]), ==, 0);
  g_assert_cmpuint (weir_debug_row_get_serial (first), ==, 1);
  g_assert_cmpuint (weir_debug_row_get_serial (second), ==, 2);
  g_assert_cmpuint (weir_debug_log_get_dropped (view->log), ==, 3);
  g_assert_cmpuint (view->n_dropped_notes, ==, 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (view->log), 3));
}

/* Statuses alone, and losses alone, are no rows. */
static void
test_nothing (View *view, gconstpointer data)
{
  g_autoptr (GPtrArray) batch = new_batch ();

  weir_debug_log_append (view->log, batch, 0);
  add (batch, WEIR_RECORD_KIND_STATUS, 1, 1);
  weir_debug_log_append (view->log, batch, 2);
  weir_debug_log_append (view->log, batch, 5);
  g_assert_cmpuint (view->n_changes, ==, 0);
  g_assert_cmpuint (view->n_dropped_notes, ==, 2);
  g_assert_cmpuint (weir_debug_log_get_dropped (view->log), ==, 7);
}

static void
test_rows (View *view, gconstpointer data)
{
  weir_debug_log_set_limits (view->log, 100, G_MAXSIZE);
  append_many (view, 100);
  g_assert_cmpuint (view->n_changes, ==, 1);
  append_many (view, 3);
  g_assert_cmpuint (view->n_changes, ==, 3);
  g_assert_cmpuint (view->seen->len, ==, 100);
  g_assert_cmpuint (serial_at (view->log, 0), ==, 4);
  g_assert_cmpuint (serial_at (view->log, 99), ==, 103);
  g_assert_cmpuint (weir_debug_log_get_evicted (view->log), ==, 3);
  g_assert_cmpuint (view->n_evicted_notes, ==, 1);

  /* More than fits at once. */
  append_many (view, 250);
  g_assert_cmpuint (view->seen->len, ==, 100);
  g_assert_cmpuint (serial_at (view->log, 0), ==, 254);
  g_assert_cmpuint (serial_at (view->log, 99), ==, 353);
  g_assert_cmpuint (weir_debug_log_get_evicted (view->log), ==, 253);
  g_assert_cmpint (weir_debug_row_get_delta_us (view->seen->pdata[0]), ==, 1);
}

static void
test_bytes (View *view, gconstpointer data)
{
  g_autoptr (GPtrArray) batch = new_batch ();
  g_autoptr (GPtrArray) large = new_batch ();
  gsize                 size;

  add (batch, WEIR_RECORD_KIND_LOG, 1000, 1);
  size = weir_record_get_size (batch->pdata[0]);
  weir_debug_log_set_limits (view->log, 100, size * 2);
  weir_debug_log_append (view->log, batch, 0);
  weir_debug_log_append (view->log, batch, 0);
  g_assert_cmpuint (view->seen->len, ==, 2);
  weir_debug_log_append (view->log, batch, 0);
  g_assert_cmpuint (view->seen->len, ==, 2);
  g_assert_cmpuint (serial_at (view->log, 0), ==, 2);

  /* The newest stays, whatever it weighs. */
  add (large, WEIR_RECORD_KIND_LOG, 1, 1);
  add (large, WEIR_RECORD_KIND_LOG, 100000, 2);
  weir_debug_log_append (view->log, large, 0);
  g_assert_cmpuint (view->seen->len, ==, 1);
  g_assert_cmpuint (serial_at (view->log, 0), ==, 5);
  g_assert_cmpuint (weir_debug_log_get_evicted (view->log), ==, 4);
  weir_debug_log_append (view->log, batch, 0);
  g_assert_cmpuint (view->seen->len, ==, 1);
  g_assert_cmpuint (serial_at (view->log, 0), ==, 6);
}

static void
test_limits (View *view, gconstpointer data)
{
  append_many (view, 1000);
  weir_debug_log_set_limits (view->log, 10, G_MAXSIZE);
  g_assert_cmpuint (view->seen->len, ==, 10);
  g_assert_cmpuint (serial_at (view->log, 0), ==, 991);
  g_assert_cmpuint (weir_debug_log_get_evicted (view->log), ==, 990);
  g_assert_cmpuint (view->n_changes, ==, 2);
  weir_debug_log_set_limits (view->log, 10, 1);
  g_assert_cmpuint (view->seen->len, ==, 1);
  weir_debug_log_set_limits (view->log, 20, G_MAXSIZE);
  append_many (view, 19);
  g_assert_cmpuint (view->seen->len, ==, 20);
}

static void
test_clear (View *view, gconstpointer data)
{
  g_autoptr (GPtrArray) batch = new_batch ();

  weir_debug_log_clear (view->log);
  g_assert_cmpuint (view->n_changes, ==, 0);
  weir_debug_log_set_limits (view->log, 2, G_MAXSIZE);
  append_many (view, 3);
  weir_debug_log_append (view->log, batch, 1);
  weir_debug_log_clear (view->log);
  g_assert_cmpuint (view->seen->len, ==, 0);
  g_assert_cmpuint (weir_debug_log_get_evicted (view->log), ==, 0);
  g_assert_cmpuint (weir_debug_log_get_dropped (view->log), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (view->log), 0));

  /* Numbers go on, differences of time begin anew. */
  add (batch, WEIR_RECORD_KIND_LOG, 1, 1000000);
  weir_debug_log_append (view->log, batch, 0);
  g_assert_cmpuint (serial_at (view->log, 0), ==, 4);
  g_assert_cmpint (weir_debug_row_get_delta_us (view->seen->pdata[0]), ==, 0);
}

/* Any batches, against a plain list. */
static void
test_law (View *view, gconstpointer data)
{
  guint64 serial = 0;
  guint64 total = 0;

  weir_debug_log_set_limits (view->log, 150, G_MAXSIZE);

  for (guint i = 0; i < 300; i++)
    {
      guint count = (guint)g_test_rand_int_range (0, 200);

      append_many (view, count);
      serial += count;
      total += count;
      g_assert_cmpuint (view->seen->len, ==, MIN (total, 150));
      g_assert_cmpuint (weir_debug_log_get_evicted (view->log),
                        ==,
                        total - view->seen->len);

      for (guint j = 0; j < view->seen->len; j++)
        g_assert_cmpuint (weir_debug_row_get_serial (view->seen->pdata[j]),
                          ==,
                          serial - view->seen->len + 1 + j);

      if (g_test_rand_int_range (0, 20) > 0)
        continue;

      weir_debug_log_clear (view->log);
      total = 0;
    }
}

/* Ten thousand records a second come as 160 every 16 ms: with the log full,
 * where each batch also removes rows. */
static void
test_speed (void)
{
  g_autoptr (WeirDebugLog) log = weir_debug_log_new ();
  const guint              batches = g_test_perf () ? 20000 : 200;
  gint64                   begin_us = 0;
  gint64                   spent_us;

  for (guint i = 0; i < batches; i++)
    {
      g_autoptr (GPtrArray) batch = new_batch ();

      for (guint j = 0; j < 160; j++)
        add (batch, WEIR_RECORD_KIND_DEBUG, 20, j);

      if (i == batches / 2)
        begin_us = g_get_monotonic_time ();

      weir_debug_log_append (log, batch, 0);
    }

  spent_us = g_get_monotonic_time () - begin_us;
  g_test_message ("%" G_GINT64_FORMAT " µs a batch of 160 records, making them "
                  "included",
                  spent_us / (batches / 2));

  /* A thirtieth of a frame would do; this is for what is no longer constant. */
  g_assert_cmpint (spent_us / (batches / 2), <, 5000);
}

static void
add_test (const char *path, void (*test) (View *view, gconstpointer data))
{
  g_test_add (path, View, NULL, view_set_up, test, view_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/runtime/debug-log/append", test_append);
  add_test ("/runtime/debug-log/nothing", test_nothing);
  add_test ("/runtime/debug-log/rows", test_rows);
  add_test ("/runtime/debug-log/bytes", test_bytes);
  add_test ("/runtime/debug-log/limits", test_limits);
  add_test ("/runtime/debug-log/clear", test_clear);
  add_test ("/runtime/debug-log/law", test_law);
  g_test_add_func ("/runtime/debug-log/speed", test_speed);

  return g_test_run ();
}
