/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-bench"

#include "config.h"

#include "editor/panels/weir-debug-panel.h"
#include "nodes/weir-node-table.h"
#include "runtime/weir-monitor-private.h"

#include <adwaita.h>
#include <time.h>

/* The debug panel, full, under a flood: how long a batch takes to become rows,
 * and how long a frame takes to be laid out and drawn. Run it with
 * tests/support/with-display.sh.
 *
 * usage: bench-debug-panel [MESSAGES-A-SECOND [SEARCH]] */

#define BATCH_MS   16
#define SECONDS    8
#define FRAMES_MAX 4096

typedef struct
{
  WeirDebugLog *log;
  guint         per_batch;
  guint         n;
  gint64        frame_start_us;
  gint64        last_frame_us;
  GArray       *batches;
  GArray       *frames;
  GArray       *intervals;
} Bench;

static WeirRecord *
new_record (guint number)
{
  WeirRecord *record = weir_record_new (WEIR_RECORD_KIND_DEBUG);
  WeirValue  *value = weir_value_new_object ();

  value = weir_value_with_member (value, "n", weir_value_new_number (number));
  value = weir_value_with_member (
    value,
    "text",
    weir_value_new_string_printf ("message number %u of many", number));
  record->id = g_strdup ("d");
  record->name = g_strdup ("debug 1");
  record->property = g_strdup ("payload");
  record->value = value;
  return record;
}

static void
append (Bench *bench, guint count)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_record_unref);
  gint64 start_us;

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (records, new_record (bench->n++));
  start_us = g_get_monotonic_time ();
  weir_debug_log_append (bench->log, records, 0);
  start_us = g_get_monotonic_time () - start_us;
  g_array_append_val (bench->batches, start_us);
}

static gboolean
batch_cb (gpointer data)
{
  Bench *bench = data;

  append (bench, bench->per_batch);
  return G_SOURCE_CONTINUE;
}

/* What this thread has computed: others may share the processor. */
static gint64
get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
before_cb (Bench *bench)
{
  bench->frame_start_us = get_cpu_us ();
}

static void
after_cb (Bench *bench)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 frame_us = get_cpu_us () - bench->frame_start_us;
  gint64 interval_us = now_us - bench->last_frame_us;

  g_array_append_val (bench->frames, frame_us);
  if (bench->last_frame_us != 0)
    g_array_append_val (bench->intervals, interval_us);
  bench->last_frame_us = now_us;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

static void
report (const char *name, GArray *times)
{
  if (times->len == 0)
    return;
  g_array_sort (times, compare);
  g_print ("%-28s %5u  median %6" G_GINT64_FORMAT " us  95%% %6" G_GINT64_FORMAT
           " us  most %6" G_GINT64_FORMAT " us\n",
           name,
           times->len,
           g_array_index (times, gint64, times->len / 2),
           g_array_index (times, gint64, times->len * 95 / 100),
           g_array_index (times, gint64, times->len - 1));
}

static gboolean
quit_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, quit_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static GtkEditable *
find_search (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (GTK_IS_SEARCH_ENTRY (widget))
    return GTK_EDITABLE (widget);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_search (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

int
main (int argc, char **argv)
{
  Bench                    bench = { NULL };
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirDocument) document = weir_document_new ();
  g_autoptr (WeirSession)  session = weir_session_new (registry, document);
  GtkWidget               *panel;
  GtkWidget               *window;
  GdkFrameClock           *clock;
  guint rate = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 10000;

  adw_init ();
  bench.log = weir_live_get_debug_log (weir_session_get_live (session));
  bench.per_batch = rate * BATCH_MS / 1000;
  bench.batches = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.intervals = g_array_new (FALSE, FALSE, sizeof (gint64));
  panel = weir_debug_panel_new (session);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 760);
  gtk_window_set_child (GTK_WINDOW (window), panel);
  gtk_window_present (GTK_WINDOW (window));
  append (&bench, WEIR_DEBUG_LOG_MAX_ROWS);
  if (argc > 2)
    gtk_editable_set_text (find_search (panel), argv[2]);
  run_for (1000);
  g_array_set_size (bench.batches, 0);
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect_data (clock,
                         "before-paint",
                         G_CALLBACK (before_cb),
                         &bench,
                         NULL,
                         G_CONNECT_SWAPPED);
  g_signal_connect_data (clock,
                         "after-paint",
                         G_CALLBACK (after_cb),
                         &bench,
                         NULL,
                         G_CONNECT_SWAPPED);
  g_timeout_add (BATCH_MS, batch_cb, &bench);
  run_for (SECONDS * 1000);
  g_print ("%u messages in %d s, %u a second\n",
           bench.n - WEIR_DEBUG_LOG_MAX_ROWS,
           SECONDS,
           (bench.n - WEIR_DEBUG_LOG_MAX_ROWS) / SECONDS);
  report ("a batch into the list", bench.batches);
  report ("a frame: layout and drawing", bench.frames);
  report ("from frame to frame", bench.intervals);
  return 0;
}
