/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-test-plan.h"

#include <glib-unix.h>
#include <signal.h>

/* Monitors on test files and on what they test. An editor writes a file in
 * several steps, so the news are collected for a moment. */

#define QUIET_MS 100

struct _WeirCliTestWatch
{
  GPtrArray  *files;    /* borrowed: all tests */
  GPtrArray  *monitors; /* GFileMonitor */
  GHashTable *tests;    /* path → set of the test files about it */
  GHashTable *changed;  /* set of test files */
  GMainLoop  *loop;     /* (nullable): while it waits */
  guint       quiet_id;
  guint       signal_ids[2];
  gboolean    interrupted;
};

static void
end_wait (WeirCliTestWatch *self)
{
  if (self->loop != NULL)
    g_main_loop_quit (self->loop);
}

static gboolean
quiet_cb (gpointer data)
{
  WeirCliTestWatch *self = data;

  self->quiet_id = 0;
  end_wait (self);
  return G_SOURCE_REMOVE;
}

static void
note (WeirCliTestWatch *self, GFile *file)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  GHashTable      *tests =
    path != NULL ? g_hash_table_lookup (self->tests, path) : NULL;
  GHashTableIter iter;
  gpointer       test;

  if (tests == NULL)
    return;
  g_hash_table_iter_init (&iter, tests);
  while (g_hash_table_iter_next (&iter, &test, NULL))
    g_hash_table_add (self->changed, g_strdup (test));
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->quiet_id = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static void
changed_cb (GFileMonitor     *monitor,
            GFile            *file,
            GFile            *other,
            GFileMonitorEvent event,
            gpointer          user_data)
{
  switch (event)
    {
    case G_FILE_MONITOR_EVENT_CHANGED:
    case G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT:
    case G_FILE_MONITOR_EVENT_CREATED:
    case G_FILE_MONITOR_EVENT_DELETED:
    case G_FILE_MONITOR_EVENT_RENAMED:
    case G_FILE_MONITOR_EVENT_MOVED:
    case G_FILE_MONITOR_EVENT_MOVED_IN:
    case G_FILE_MONITOR_EVENT_MOVED_OUT:
      note (user_data, file);
      note (user_data, other);
      break;
    case G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED:
    case G_FILE_MONITOR_EVENT_PRE_UNMOUNT:
    case G_FILE_MONITOR_EVENT_UNMOUNTED:
      break;
    }
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
add (WeirCliTestWatch *self, const char *path, const char *test)
{
  GHashTable       *tests = g_hash_table_lookup (self->tests, path);
  g_autoptr (GFile) file = NULL;
  GFileMonitor     *monitor;

  if (tests == NULL)
    {
      tests = new_set ();
      g_hash_table_insert (self->tests, g_strdup (path), tests);
      file = g_file_new_for_path (path);
      monitor =
        g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (monitor != NULL)
        {
          /* The watch is no object; it owns the monitor. */
          g_signal_connect_data (monitor,
                                 "changed",
                                 G_CALLBACK (changed_cb),
                                 self,
                                 NULL,
                                 0);
          g_ptr_array_add (self->monitors, monitor);
        }
    }
  g_hash_table_add (tests, g_strdup (test));
}

/* What a test says of its flow may change with it. */
static void
add_test (WeirCliTestWatch *self, const char *test)
{
  g_autoptr (GFile)        file = g_file_new_for_commandline_arg (test);
  g_autofree char         *path = g_file_get_path (file);
  g_autofree char         *flow = NULL;
  g_autoptr (WeirFlowTest) parsed = weir_flow_test_load (test, &flow);

  if (path != NULL)
    add (self, path, test);
  if (flow != NULL)
    add (self, flow, test);
}

static gboolean
signal_cb (gpointer data)
{
  WeirCliTestWatch *self = data;

  self->interrupted = TRUE;
  end_wait (self);
  return G_SOURCE_CONTINUE;
}

WeirCliTestWatch *
weir_cli_test_watch_new (GPtrArray *files)
{
  WeirCliTestWatch *self = g_new0 (WeirCliTestWatch, 1);

  self->files = files;
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  self->tests = g_hash_table_new_full (g_str_hash,
                                       g_str_equal,
                                       g_free,
                                       (GDestroyNotify)g_hash_table_unref);
  self->changed = new_set ();
  self->signal_ids[0] = g_unix_signal_add (SIGINT, signal_cb, self);
  self->signal_ids[1] = g_unix_signal_add (SIGTERM, signal_cb, self);
  for (guint i = 0; i < files->len; i++)
    add_test (self, files->pdata[i]);
  return self;
}

void
weir_cli_test_watch_free (WeirCliTestWatch *self)
{
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->signal_ids); i++)
    g_source_remove (self->signal_ids[i]);
  g_ptr_array_unref (self->monitors);
  g_hash_table_unref (self->tests);
  g_hash_table_unref (self->changed);
  g_free (self);
}

guint
weir_cli_test_watch_get_n_files (WeirCliTestWatch *self)
{
  return g_hash_table_size (self->tests);
}

GPtrArray *
weir_cli_test_watch_wait (WeirCliTestWatch *self)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  self->loop = loop;
  if (!self->interrupted &&
      (self->quiet_id != 0 || g_hash_table_size (self->changed) == 0))
    g_main_loop_run (loop);
  self->loop = NULL;
  if (self->interrupted)
    return NULL;
  for (guint i = 0; i < self->files->len; i++)
    {
      const char *test = self->files->pdata[i];

      if (!g_hash_table_contains (self->changed, test))
        continue;
      add_test (self, test);
      g_ptr_array_add (list, g_strdup (test));
    }
  g_hash_table_remove_all (self->changed);
  return g_steal_pointer (&list);
}
