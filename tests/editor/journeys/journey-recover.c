/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The program is killed in the middle of work, and starts again. It is driven by
 * its actions on the session bus. */

#include "config.h"

#include "weir-test-folder.h"

#include <signal.h>
#include <string.h>

#define APPLICATION_PATH "/io/github/weirflow/Weir"
#define WINDOW_PATH      "/io/github/weirflow/Weir/window/1"
#define FLOW             "[{\"id\":\"f1\",\"type\":\"tab\",\"label\":\"One\"}]\n"
#define LIMIT_US         (15 * G_TIME_SPAN_SECOND)

typedef struct
{
  GFile           *folder;
  GDBusConnection *bus;
  GSubprocess     *child;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = weir_test_folder_new ();
  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->child)
    g_subprocess_force_exit (fixture->child);
  g_clear_object (&fixture->child);
  g_clear_object (&fixture->bus);
  weir_test_folder_remove (fixture->folder);
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

typedef gboolean (*Condition) (Fixture *fixture);

#define wait_for(fixture, condition) wait_until (fixture, condition, #condition)

static void
wait_until (Fixture *fixture, Condition condition, const char *name)
{
  gint64 end = g_get_monotonic_time () + LIMIT_US;
  guint  tick = g_timeout_add (20, tick_cb, NULL);

  while (!condition (fixture))
    {
      if (g_get_monotonic_time () > end)
        g_error ("waited in vain: %s", name);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static gboolean
has_name (Fixture *fixture)
{
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_sync (fixture->bus,
                                 "org.freedesktop.DBus",
                                 "/org/freedesktop/DBus",
                                 "org.freedesktop.DBus",
                                 "NameHasOwner",
                                 g_variant_new ("(s)", WEIR_APP_ID),
                                 G_VARIANT_TYPE ("(b)"),
                                 G_DBUS_CALL_FLAGS_NONE,
                                 -1,
                                 NULL,
                                 NULL);
  gboolean has = FALSE;

  if (reply)
    g_variant_get (reply, "(b)", &has);
  return has;
}

static gboolean
has_no_name (Fixture *fixture)
{
  return !has_name (fixture);
}

static GVariant *
call_actions (Fixture            *fixture,
              const char         *path,
              const char         *method,
              GVariant           *parameters,
              const GVariantType *reply)
{
  return g_dbus_connection_call_sync (fixture->bus,
                                      WEIR_APP_ID,
                                      path,
                                      "org.gtk.Actions",
                                      method,
                                      parameters,
                                      reply,
                                      G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                      -1,
                                      NULL,
                                      NULL);
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  g_autoptr (GVariant) reply = NULL;
  gboolean             enabled = FALSE;

  if (has_name (fixture))
    reply = call_actions (fixture,
                          WINDOW_PATH,
                          "Describe",
                          g_variant_new ("(s)", action),
                          G_VARIANT_TYPE ("((bgav))"));
  if (reply)
    g_variant_get (reply, "((bgav))", &enabled, NULL, NULL);
  return enabled;
}

/* A window with a document can save it. */
static gboolean
shows_document (Fixture *fixture)
{
  return is_enabled (fixture, "save");
}

static gboolean
shows_window (Fixture *fixture)
{
  return is_enabled (fixture, "new");
}

static guint
count_drafts (void)
{
  g_autofree char *path =
    g_build_filename (g_get_user_data_dir (), "weir", "drafts", NULL);
  g_autoptr (GDir) drafts = g_dir_open (path, 0, NULL);
  const char      *name;
  guint            n = 0;

  while (drafts && (name = g_dir_read_name (drafts)))
    n += g_str_has_suffix (name, ".draft");
  return n;
}

static gboolean
has_draft (Fixture *fixture)
{
  return count_drafts () == 1;
}

static gboolean
has_no_draft (Fixture *fixture)
{
  return count_drafts () == 0;
}

static void
start (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;

  fixture->child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                                     &error,
                                     g_getenv ("WEIR_EDITOR"),
                                     path,
                                     NULL);
  g_assert_no_error (error);
}

static void
act (Fixture *fixture, const char *path, const char *action)
{
  g_autoptr (GVariant) reply =
    call_actions (fixture,
                  path,
                  "Activate",
                  g_variant_new ("(sava{sv})", action, NULL, NULL),
                  NULL);

  g_assert_nonnull (reply);
}

static void
end (Fixture *fixture, int signal)
{
  g_subprocess_send_signal (fixture->child, signal);
  g_subprocess_wait (fixture->child, NULL, NULL);
  g_clear_object (&fixture->child);
  wait_for (fixture, has_no_name);
}

static void
quit (Fixture *fixture)
{
  act (fixture, APPLICATION_PATH, "quit");
  g_subprocess_wait (fixture->child, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->child), ==, 0);
  g_clear_object (&fixture->child);
  wait_for (fixture, has_no_name);
}

static void
test_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) file =
    weir_test_folder_write (fixture->folder, "flows.json", FLOW);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *text = NULL;

  start (fixture, path);
  wait_for (fixture, shows_document);
  act (fixture, WINDOW_PATH, "add-flow");
  wait_for (fixture, has_draft);
  end (fixture, SIGKILL);
  weir_test_assert_file (file, FLOW);

  /* It comes back without being asked for, and saving ends the draft. */
  start (fixture, NULL);
  wait_for (fixture, shows_document);
  act (fixture, WINDOW_PATH, "save");
  wait_for (fixture, has_no_draft);
  quit (fixture);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"One\""));
  g_assert_cmpstr (text, !=, FLOW);
}

static void
test_untitled (Fixture *fixture, gconstpointer unused)
{
  start (fixture, NULL);
  wait_for (fixture, shows_window);
  act (fixture, WINDOW_PATH, "new");
  wait_for (fixture, shows_document);
  act (fixture, WINDOW_PATH, "add-flow");
  wait_for (fixture, has_draft);
  end (fixture, SIGKILL);

  /* Quitting asks nothing and keeps it. */
  start (fixture, NULL);
  wait_for (fixture, shows_document);
  quit (fixture);
  g_assert_cmpuint (count_drafts (), ==, 1);
}

#define ADD(path, test) \
  g_test_add ("/journey/recover/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("file", test_file);
  ADD ("untitled", test_untitled);
  return g_test_run ();
}
