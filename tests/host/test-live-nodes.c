/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "host/weir-live-meter.h"
#include "host/weir-live-nodes.h"

#include "runtime/weir-monitor-private.h"

#define TICK_US ((gint64)WEIR_LIVE_COUNT_INTERVAL_MS * 1000)

typedef struct
{
  WeirLiveNodes *nodes;
  gint64         now_us;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->nodes = weir_live_nodes_new ();
  self->now_us = 1000000000;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  weir_live_nodes_free (self->nodes);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *)a, *(char *const *)b);
}

/* Changed ids, sorted, with blanks between them. */
static void
assert_changed (Fixture *self, const char *expected)
{
  g_autoptr (GPtrArray) ids = weir_live_nodes_take_changed (self->nodes);
  g_autofree char      *text = NULL;

  if (ids == NULL)
    {
      g_assert_cmpstr ("", ==, expected);
      return;
    }
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  text = g_strjoinv (" ", (char **)ids->pdata);
  g_assert_cmpstr (text, ==, expected);
}

static void
take_status (Fixture *self, const char *id, const char *text, const char *reason)
{
  g_autoptr (WeirRecord) record = weir_record_new (WEIR_RECORD_KIND_STATUS);

  record->id = g_strdup (id);
  record->value = weir_value_new_object ();
  if (text != NULL)
    {
      record->value = weir_value_with_member (record->value,
                                              "text",
                                              weir_value_new_string (text));
      record->value = weir_value_with_member (record->value,
                                              "fill",
                                              weir_value_new_string ("red"));
    }
  if (reason != NULL)
    record->value = weir_value_with_member (record->value,
                                            "reason",
                                            weir_value_new_string (reason));
  weir_live_nodes_take_record (self->nodes, record);
}

static void
take_log (Fixture *self, const char *id, WeirLogLevel level, const char *text)
{
  g_autoptr (WeirRecord) record = weir_record_new (WEIR_RECORD_KIND_LOG);

  record->id = g_strdup (id);
  record->level = level;
  record->text = g_strdup (text);
  weir_live_nodes_take_record (self->nodes, record);
}

static void
test_status (Fixture *self, gconstpointer data)
{
  const WeirLiveNode *node;

  g_assert_null (weir_live_nodes_lookup (self->nodes, "a"));
  take_status (self, "a", "lost", "retry in 3 s");
  take_status (self, "b", "fine", NULL);
  assert_changed (self, "a b");
  assert_changed (self, "");
  node = weir_live_nodes_lookup (self->nodes, "a");
  g_assert_cmpstr (node->text, ==, "lost");
  g_assert_cmpstr (node->fill, ==, "red");
  g_assert_cmpstr (node->shape, ==, "");
  g_assert_cmpstr (node->reason, ==, "retry in 3 s");

  /* The same again is nothing new. */
  take_status (self, "b", "fine", NULL);
  assert_changed (self, "");
  take_status (self, "a", NULL, NULL);
  assert_changed (self, "a");
  g_assert_cmpstr (node->text, ==, "");
  g_assert_cmpstr (node->reason, ==, "");
}

static void
test_error (Fixture *self, gconstpointer data)
{
  take_log (self, "a", WEIR_LOG_LEVEL_WARN, "careful");
  take_log (self, NULL, WEIR_LOG_LEVEL_ERROR, "of the engine");
  assert_changed (self, "");
  take_log (self, "a", WEIR_LOG_LEVEL_ERROR, "no");
  take_log (self, "a", WEIR_LOG_LEVEL_ERROR, "not at all");
  assert_changed (self, "a");
  g_assert_cmpstr (weir_live_nodes_lookup (self->nodes, "a")->error,
                   ==,
                   "not at all");
}

/* What was lost on the way is made up for by all statuses there are. */
static void
test_statuses (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) statuses =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_record_unref);
  WeirRecord *record = weir_record_new (WEIR_RECORD_KIND_STATUS);

  take_status (self, "a", "stale", NULL);
  take_status (self, "b", "same", NULL);
  assert_changed (self, "a b");
  record->id = g_strdup ("b");
  record->value = weir_value_with_member (weir_value_new_object (),
                                          "text",
                                          weir_value_new_string ("other"));
  g_ptr_array_add (statuses, record);
  weir_live_nodes_set_statuses (self->nodes, statuses);
  assert_changed (self, "a b");
  g_assert_cmpstr (weir_live_nodes_lookup (self->nodes, "a")->text, ==, "");
  g_assert_cmpstr (weir_live_nodes_lookup (self->nodes, "b")->text, ==, "other");
}

static void
test_forget (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  take_status (self, "a", "x", NULL);
  take_status (self, "b", "x", NULL);
  assert_changed (self, "a b");
  g_hash_table_add (ids, (gpointer) "a");
  g_hash_table_add (ids, (gpointer) "unknown");
  weir_live_nodes_forget (self->nodes, ids);
  assert_changed (self, "a");
  g_assert_null (weir_live_nodes_lookup (self->nodes, "a"));
  weir_live_nodes_forget (self->nodes, NULL);
  assert_changed (self, "b");
}

/* One tick; @sent: of "n", which has one output; nothing when negative. */
static void
tick (Fixture *self, gint64 received, gint64 sent)
{
  g_autoptr (GPtrArray) counts =
    g_ptr_array_new_with_free_func (weir_live_count_free);

  if (sent >= 0)
    {
      WeirLiveCount *count = g_malloc0 (sizeof *count + sizeof (guint64));

      count->id = g_strdup ("n");
      count->received = (guint64)received;
      count->n_outputs = 1;
      count->sent[0] = (guint64)sent;
      g_ptr_array_add (counts, count);
    }
  weir_live_nodes_take_counts (self->nodes,
                               counts,
                               self->now_us,
                               self->now_us + TICK_US);
  self->now_us += TICK_US;
}

static double
get_rate (Fixture *self)
{
  return weir_live_nodes_lookup (self->nodes, "n")->rate[0];
}

/* One message is one a second for a second; then nobody hears of it again. */
static void
test_rate_single (Fixture *self, gconstpointer data)
{
  tick (self, -1, -1);
  assert_changed (self, "");
  tick (self, 0, 1);
  for (guint i = 1; i < WEIR_LIVE_RATE_TICKS; i++)
    {
      g_assert_cmpfloat (get_rate (self), ==, 1);
      tick (self, -1, -1);
    }
  assert_changed (self, "n");
  g_assert_cmpfloat (get_rate (self), ==, 1);
  tick (self, -1, -1);
  g_assert_cmpfloat (get_rate (self), ==, 0);
  assert_changed (self, "n");
  tick (self, -1, -1);
  assert_changed (self, "");
  g_assert_cmpuint (weir_live_nodes_lookup (self->nodes, "n")->sent[0], ==, 1);
}

static void
test_rate_steady (Fixture *self, gconstpointer data)
{
  for (gint64 i = 1; i <= 20; i++)
    {
      tick (self, i, i * 25);
      assert_changed (self, "n");
      g_assert_cmpfloat (get_rate (self),
                         ==,
                         (double)MIN (i, WEIR_LIVE_RATE_TICKS) * 25);
    }
  g_assert_cmpuint (weir_live_nodes_lookup (self->nodes, "n")->received, ==, 20);

  /* After a rest as at the beginning. */
  for (guint i = 0; i <= WEIR_LIVE_RATE_TICKS; i++)
    tick (self, -1, -1);
  g_assert_cmpfloat (get_rate (self), ==, 0);
  self->now_us += 100 * TICK_US;
  tick (self, 21, 600);
  g_assert_cmpfloat (get_rate (self), ==, 100);
}

/* A reading that comes late is one of a longer time. */
static void
test_rate_late (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (gint64 i = 1; i <= 8; i++)
    tick (self, i, i * 25);
  self->now_us += 8 * TICK_US;
  weir_live_nodes_take_counts (self->nodes,
                               none,
                               self->now_us - 8 * TICK_US,
                               self->now_us);
  g_assert_cmpfloat (get_rate (self), <, 50);
}

/* Started anew in between, it counts from nothing again. */
static void
test_rate_restart (Fixture *self, gconstpointer data)
{
  tick (self, 10, 1000);
  tick (self, 20, 2000);
  tick (self, 1, 100);
  g_assert_cmpfloat (get_rate (self), ==, 100);
  g_assert_cmpuint (weir_live_nodes_lookup (self->nodes, "n")->received, ==, 1);
  weir_live_nodes_forget (self->nodes, NULL);
  g_assert_null (weir_live_nodes_lookup (self->nodes, "n"));
  tick (self, 1, 100);
  g_assert_cmpfloat (get_rate (self), ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/host/live-nodes/" name, Fixture, NULL, set_up, func, tear_down)

  ADD ("status", test_status);
  ADD ("error", test_error);
  ADD ("statuses", test_statuses);
  ADD ("forget", test_forget);
  ADD ("rate-single", test_rate_single);
  ADD ("rate-steady", test_rate_steady);
  ADD ("rate-late", test_rate_late);
  ADD ("rate-restart", test_rate_restart);

  return g_test_run ();
}
