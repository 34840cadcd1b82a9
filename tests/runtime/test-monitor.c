/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime/weir-monitor-private.h"

#include <string.h>

/* One watcher and what came to it. */
typedef struct
{
  WeirMonitor  *monitor;
  GMainContext *context;
  guint         id;
  GString      *texts;
  guint         n_batches;
  guint64       dropped;
} Watch;

static WeirRecord *
new_log (const char *text)
{
  WeirRecord *record = weir_record_new (WEIR_RECORD_KIND_LOG);

  record->text = g_strdup (text);

  return record;
}

static WeirRecord *
new_status (const char *id, const char *text)
{
  WeirRecord *record = weir_record_new (WEIR_RECORD_KIND_STATUS);

  record->id = g_strdup (id);
  record->value = weir_value_new_object ();

  if (text != NULL)
    record->value =
      weir_value_with_member (record->value, "text", weir_value_new_string (text));

  return record;
}

static void
batch_cb (GPtrArray *records, guint64 dropped, gpointer user_data)
{
  Watch *watch = user_data;

  watch->n_batches++;
  watch->dropped += dropped;

  for (guint i = 0; i < records->len; i++)
    {
      WeirRecord *record = records->pdata[i];

      g_string_append (watch->texts, record->text != NULL ? record->text : "?");
    }
}

static void
watch_set_up (Watch *watch, gconstpointer interval_ms)
{
  watch->monitor = weir_monitor_new ();
  watch->context = g_main_context_new ();
  watch->texts = g_string_new (NULL);
  g_assert_false (weir_monitor_is_watched (watch->monitor));
  watch->id = weir_monitor_watch (watch->monitor,
                                  watch->context,
                                  GPOINTER_TO_UINT (interval_ms),
                                  batch_cb,
                                  watch);
  g_assert_true (weir_monitor_is_watched (watch->monitor));
}

static void
watch_tear_down (Watch *watch, gconstpointer data)
{
  weir_monitor_free (watch->monitor);
  g_assert_false (g_main_context_pending (watch->context));
  g_main_context_unref (watch->context);
  g_string_free (watch->texts, TRUE);
}

static void
settle (Watch *watch)
{
  while (g_main_context_iteration (watch->context, FALSE))
    ;
}

static void
publish_many (Watch *watch, guint count)
{
  for (guint i = 0; i < count; i++)
    weir_monitor_publish (watch->monitor, new_log ("x"));
}

static void
test_batch (Watch *watch, gconstpointer data)
{
  weir_monitor_publish (watch->monitor, new_log ("a"));
  weir_monitor_publish (watch->monitor, new_log ("b"));
  g_assert_cmpuint (watch->n_batches, ==, 0);
  settle (watch);
  g_assert_cmpstr (watch->texts->str, ==, "ab");
  g_assert_cmpuint (watch->n_batches, ==, 1);

  weir_monitor_publish (watch->monitor, new_log ("c"));
  settle (watch);
  g_assert_cmpstr (watch->texts->str, ==, "abc");
  g_assert_cmpuint (watch->n_batches, ==, 2);
}

/* With an interval the second batch waits; a flush does not. */
static void
test_interval (Watch *watch, gconstpointer data)
{
  weir_monitor_publish (watch->monitor, new_log ("a"));
  settle (watch);
  weir_monitor_publish (watch->monitor, new_log ("b"));
  settle (watch);
  g_assert_cmpstr (watch->texts->str, ==, "a");
  weir_monitor_flush (watch->monitor, watch->id);
  g_assert_cmpstr (watch->texts->str, ==, "ab");
  weir_monitor_flush (watch->monitor, watch->id);
  weir_monitor_flush (watch->monitor, 99);
  g_assert_cmpuint (watch->n_batches, ==, 2);
}

/* A batch with a limit leaves the rest for the next; a flush takes it all. */
static void
test_batch_limit (Watch *watch, gconstpointer data)
{
  weir_monitor_set_batch (watch->monitor, watch->id, 10);
  weir_monitor_set_batch (watch->monitor, 99, 10);
  publish_many (watch, 25);
  g_main_context_iteration (watch->context, FALSE);
  g_assert_cmpuint (watch->texts->len, ==, 10);
  settle (watch);
  g_assert_cmpuint (watch->texts->len, ==, 25);
  g_assert_cmpuint (watch->n_batches, ==, 3);

  publish_many (watch, 25);
  weir_monitor_flush (watch->monitor, watch->id);
  g_assert_cmpuint (watch->texts->len, ==, 50);
  g_assert_cmpuint (watch->n_batches, ==, 4);
}

/* The bytes of what was handed out no longer count. */
static void
test_batch_bytes (Watch *watch, gconstpointer data)
{
  weir_monitor_set_batch (watch->monitor, watch->id, 1);

  for (guint i = 0; i < 3; i++)
    {
      WeirRecord *record = weir_record_new (WEIR_RECORD_KIND_LOG);

      record->text = g_strnfill (WEIR_MONITOR_MAX_BYTES / 2 - 1024, 'x');
      weir_monitor_publish (watch->monitor, record);

      /* The second stays behind when the third comes. */
      if (i == 1)
        g_main_context_iteration (watch->context, FALSE);
    }

  settle (watch);
  g_assert_cmpuint (watch->n_batches, ==, 3);
  g_assert_cmpuint (watch->dropped, ==, 0);
}

static void
test_overflow (Watch *watch, gconstpointer data)
{
  weir_monitor_publish (watch->monitor, new_log ("first"));
  publish_many (watch, WEIR_MONITOR_MAX_RECORDS - 1);
  weir_monitor_publish (watch->monitor, new_log ("y"));
  weir_monitor_publish (watch->monitor, new_log ("z"));
  settle (watch);
  g_assert_cmpuint (watch->dropped, ==, 2);
  g_assert_cmpuint (watch->texts->len, ==, WEIR_MONITOR_MAX_RECORDS);
  g_assert_true (g_str_has_suffix (watch->texts->str, "xyz"));

  /* The count is of what was dropped since the last batch. */
  publish_many (watch, 1);
  settle (watch);
  g_assert_cmpuint (watch->dropped, ==, 2);
}

static void
test_byte_overflow (Watch *watch, gconstpointer data)
{
  gsize            half = WEIR_MONITOR_MAX_BYTES / 2;
  g_autofree char *large = g_strnfill (half, 'x');
  g_autofree char *huge = g_strnfill (WEIR_MONITOR_MAX_BYTES + 1, 'y');

  weir_monitor_publish (watch->monitor, new_log (large));
  weir_monitor_publish (watch->monitor, new_log (large));
  settle (watch);
  g_assert_cmpuint (watch->dropped, ==, 1);
  g_assert_cmpuint (watch->texts->len, ==, half);

  /* The newest always comes through. */
  weir_monitor_publish (watch->monitor, new_log ("small"));
  weir_monitor_publish (watch->monitor, new_log (huge));
  settle (watch);
  g_assert_cmpuint (watch->dropped, ==, 2);
  g_assert_cmpuint (watch->texts->len, ==, half + strlen (huge));
}

static void
test_unwatch (Watch *watch, gconstpointer data)
{
  weir_monitor_publish (watch->monitor, new_log ("a"));
  weir_monitor_unwatch (watch->monitor, watch->id);
  weir_monitor_unwatch (watch->monitor, watch->id);
  g_assert_false (weir_monitor_is_watched (watch->monitor));
  weir_monitor_publish (watch->monitor, new_log ("b"));
  settle (watch);
  g_assert_cmpstr (watch->texts->str, ==, "");
}

/* Each watcher has its own queue. */
static void
test_two (Watch *watch, gconstpointer data)
{
  Watch other = { .texts = g_string_new (NULL) };
  guint id;

  id = weir_monitor_watch (watch->monitor, watch->context, 0, batch_cb, &other);
  weir_monitor_publish (watch->monitor, new_log ("a"));
  weir_monitor_flush (watch->monitor, id);
  g_assert_cmpstr (other.texts->str, ==, "a");
  g_assert_cmpstr (watch->texts->str, ==, "");
  settle (watch);
  g_assert_cmpstr (watch->texts->str, ==, "a");
  g_assert_cmpuint (other.n_batches, ==, 1);
  g_string_free (other.texts, TRUE);
}

static void
test_statuses (Watch *watch, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  WeirRecord           *record;

  weir_monitor_publish (watch->monitor, new_status ("a", "one"));
  weir_monitor_publish (watch->monitor, new_status ("b", "two"));
  weir_monitor_publish (watch->monitor, new_status ("a", "three"));
  weir_monitor_publish (watch->monitor, new_status ("b", NULL));
  list = weir_monitor_list_statuses (watch->monitor);
  g_assert_cmpuint (list->len, ==, 1);
  record = list->pdata[0];
  g_assert_cmpstr (record->id, ==, "a");
  g_assert_cmpstr (weir_value_lookup_string (record->value, "text"), ==, "three");

  weir_monitor_forget_statuses (watch->monitor);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = weir_monitor_list_statuses (watch->monitor);
  g_assert_cmpuint (list->len, ==, 0);
  settle (watch);
  g_assert_cmpstr (watch->texts->str, ==, "????");
}

static void
tap_cb (WeirRecord *record, gpointer user_data)
{
  g_string_append_printf (user_data, "%s;", record->text);
}

/* The tap hears at once, and of what nobody watches. */
static void
test_tap (Watch *watch, gconstpointer data)
{
  g_autoptr (GString) heard = g_string_new (NULL);

  weir_monitor_unwatch (watch->monitor, watch->id);
  g_assert_false (weir_monitor_is_watched (watch->monitor));
  weir_monitor_set_tap (watch->monitor, tap_cb, heard);
  g_assert_true (weir_monitor_is_watched (watch->monitor));
  weir_monitor_publish (watch->monitor, new_log ("one"));
  g_assert_cmpstr (heard->str, ==, "one;");
  weir_monitor_set_tap (watch->monitor, NULL, NULL);
  weir_monitor_publish (watch->monitor, new_log ("two"));
  g_assert_cmpstr (heard->str, ==, "one;");
}

static gpointer
publish_thread (gpointer data)
{
  publish_many (data, 1000);

  return NULL;
}

/* The flow runs on one thread, the watcher on another. */
static void
test_threads (Watch *watch, gconstpointer data)
{
  GThread *thread = g_thread_new ("publish", publish_thread, watch);

  while (watch->texts->len < 1000)
    g_main_context_iteration (watch->context, TRUE);

  g_thread_join (thread);
  g_assert_cmpuint (watch->texts->len, ==, 1000);
  g_assert_cmpuint (watch->dropped, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, interval_ms, func)          \
  g_test_add ("/runtime/monitor/" name,       \
              Watch,                          \
              GUINT_TO_POINTER (interval_ms), \
              watch_set_up,                   \
              func,                           \
              watch_tear_down)

  ADD ("batch", 0, test_batch);
  ADD ("interval", 1000000, test_interval);
  ADD ("batch-limit", 0, test_batch_limit);
  ADD ("batch-bytes", 0, test_batch_bytes);
  ADD ("overflow", 0, test_overflow);
  ADD ("byte-overflow", 0, test_byte_overflow);
  ADD ("unwatch", 0, test_unwatch);
  ADD ("two", 0, test_two);
  ADD ("statuses", 0, test_statuses);
  ADD ("tap", 0, test_tap);
  ADD ("threads", 1, test_threads);

  return g_test_run ();
}
