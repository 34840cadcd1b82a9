/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-draft.h"
#include "editor/files/weir-file-watch.h"
#include "weir-test-folder.h"

#include <string.h>

typedef struct
{
  GFile         *folder;
  GFile         *file;
  WeirFileWatch *watch;
  guint          n_notified;
} Fixture;

static char *
dup_checksum (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return weir_draft_checksum (bytes);
}

static void
count_cb (WeirFileWatch *watch, GParamSpec *pspec, gpointer data)
{
  ((Fixture *)data)->n_notified++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *checksum = dup_checksum ("[]");

  fixture->folder = weir_test_folder_new ();
  fixture->file = weir_test_folder_write (fixture->folder, "flows.json", "[]");
  fixture->watch = weir_file_watch_new (fixture->file, checksum);
  g_signal_connect_data (fixture->watch,
                         "notify::differs",
                         G_CALLBACK (count_cb),
                         fixture,
                         NULL,
                         0);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->watch);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (fixture->file);
  weir_test_folder_remove (fixture->folder);
}

static void
write_file (Fixture *fixture, const char *text)
{
  g_object_unref (weir_test_folder_write (fixture->folder, "flows.json", text));
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_notified (Fixture *fixture, guint n)
{
  gint64 end = g_get_monotonic_time () + 15 * G_TIME_SPAN_SECOND;
  guint  tick = g_timeout_add (20, tick_cb, NULL);

  while (fixture->n_notified < n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
  g_assert_cmpuint (fixture->n_notified, ==, n);
}

static void
test_noticed (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *checksum = dup_checksum ("[2]");

  write_file (fixture, "[1]");
  wait_for_notified (fixture, 1);
  g_assert_true (weir_file_watch_get_differs (fixture->watch));

  /* And when it is as it was. */
  write_file (fixture, "[]");
  wait_for_notified (fixture, 2);
  g_assert_false (weir_file_watch_get_differs (fixture->watch));

  /* What we write ourselves is no change, however late the notice comes. */
  write_file (fixture, "[2]");
  weir_file_watch_set_known (fixture->watch, checksum);
  weir_file_watch_check (fixture->watch);
  write_file (fixture, "[3]");
  wait_for_notified (fixture, 3);
  g_assert_true (weir_file_watch_get_differs (fixture->watch));
}

static void
test_now (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (weir_file_watch_check_now (fixture->watch));
  write_file (fixture, "[1]");
  g_assert_true (weir_file_watch_check_now (fixture->watch));

  /* Gone is not changed: saving makes it again. */
  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
  g_assert_false (weir_file_watch_check_now (fixture->watch));

  /* A folder can't be what we wrote. */
  g_assert_true (g_file_make_directory (fixture->file, NULL, NULL));
  g_assert_true (weir_file_watch_check_now (fixture->watch));
  g_assert_cmpuint (fixture->n_notified, ==, 3);
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/file-watch/noticed", test_noticed);
  ADD ("/file-watch/now", test_now);
  return g_test_run ();
}
