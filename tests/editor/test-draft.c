/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-draft-keeper.h"
#include "json/weir-json.h"
#include "weir-test-folder.h"

#include <string.h>

/* --- The file ---------------------------------------------------------------- */

static WeirDraft *
make_draft (const char *text)
{
  WeirDraft *draft = weir_draft_new ();

  draft->text = g_bytes_new (text, strlen (text));
  return draft;
}

static void
assert_text (const WeirDraft *draft, const char *expected)
{
  gsize       length;
  const char *text = g_bytes_get_data (draft->text, &length);

  g_assert_cmpmem (text, length, expected, strlen (expected));
}

static void
test_round_trip (void)
{
  g_autoptr (WeirDraft) draft = make_draft ("[\n\t{ \"id\" :\"ü\"}]\r\n\n");
  g_autoptr (WeirDraft) again = NULL;
  g_autoptr (WeirDraft) bare = NULL;
  g_autoptr (GBytes)    file = NULL;
  g_autoptr (GBytes)    bare_file = NULL;
  g_autoptr (GError)    error = NULL;
  const char           *secrets = "{\"n1\":{\"token\":\"a\\nb\"}}";

  draft->uri = g_strdup ("file:///tmp/a%20b.json");
  draft->title = g_strdup ("Two\nlines “ü”");
  draft->encoding = g_strdup ("WINDOWS-1252");
  draft->base = g_strdup ("abc");
  draft->time = 1764399600;
  draft->credentials = weir_json_read (secrets, strlen (secrets), NULL, NULL);
  file = weir_draft_to_bytes (draft);
  again = weir_draft_from_bytes (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->uri, ==, draft->uri);
  g_assert_cmpstr (again->title, ==, draft->title);
  g_assert_cmpstr (again->encoding, ==, draft->encoding);
  g_assert_cmpstr (again->base, ==, draft->base);
  g_assert_cmpint (again->time, ==, draft->time);
  g_assert_true (weir_value_equal (again->credentials, draft->credentials));
  assert_text (again, "[\n\t{ \"id\" :\"ü\"}]\r\n\n");

  g_clear_pointer (&draft, weir_draft_free);
  draft = make_draft ("");
  bare_file = weir_draft_to_bytes (draft);
  bare = weir_draft_from_bytes (bare_file, &error);
  g_assert_no_error (error);
  g_assert_null (bare->uri);
  g_assert_null (bare->credentials);
  assert_text (bare, "");
}

static void
test_not_a_draft (void)
{
  static const char *const files[] = {
    "",
    "\n",
    "[]",
    "[]\n[]",
    "{}\n[]",
    "{\"weirDraft\":\"1\"}\n[]",
    "{\"weirDraft\":2}\n[]",
    "{\"weirDraft\":1}",
    "{\"weirDraft\":1\n[]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes)    bytes = g_bytes_new (files[i], strlen (files[i]));
      g_autoptr (GError)    error = NULL;
      g_autoptr (WeirDraft) draft = weir_draft_from_bytes (bytes, &error);

      g_assert_null (draft);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

/* Members of a wrong kind count as missing; a time nobody can show as none. */
static void
test_odd_members (void)
{
  const char *file = "{\"weirDraft\":1,\"uri\":1,\"title\":null,\"time\":1e300,"
                     "\"credentials\":[]}\n[]";
  g_autoptr (GBytes)    bytes = g_bytes_new (file, strlen (file));
  g_autoptr (WeirDraft) draft = weir_draft_from_bytes (bytes, NULL);
  g_autoptr (GDateTime) time = NULL;

  g_assert_nonnull (draft);
  g_assert_null (draft->uri);
  g_assert_null (draft->title);
  g_assert_null (draft->credentials);
  time = g_date_time_new_from_unix_utc (draft->time);
  g_assert_nonnull (time);
}

/* --- The keeper -------------------------------------------------------------- */

typedef struct
{
  GFile           *folder;
  GFile           *file;
  WeirDraftKeeper *keeper;
  const char      *text; /* (nullable) */
  guint            n_taken;
  guint            n_failed;
} Fixture;

static WeirDraft *
take_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->n_taken++;
  return fixture->text ? make_draft (fixture->text) : NULL;
}

static void
failed_cb (WeirDraftKeeper *keeper, const char *reason, gpointer data)
{
  Fixture *fixture = data;

  g_assert_cmpstr (reason, !=, "");
  fixture->n_failed++;
}

static void
set_up (Fixture *fixture, gconstpointer delay_ms)
{
  fixture->folder = weir_test_folder_new ();
  fixture->file = g_file_get_child (fixture->folder, "a.draft");
  fixture->keeper = weir_draft_keeper_new (fixture->file,
                                           GPOINTER_TO_UINT (delay_ms),
                                           take_cb,
                                           fixture);
  g_signal_connect_data (fixture->keeper,
                         "failed",
                         G_CALLBACK (failed_cb),
                         fixture,
                         NULL,
                         0);
}

static void
tear_down (Fixture *fixture, gconstpointer delay_ms)
{
  gpointer keeper = fixture->keeper;

  /* A thread that is still at it keeps it until its turn comes. */
  g_object_add_weak_pointer (keeper, &keeper);
  g_object_unref (fixture->keeper);
  while (keeper)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (fixture->file);
  weir_test_folder_remove (fixture->folder);
}

static char *
dup_kept (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (fixture->file, NULL, NULL, NULL);
  g_autoptr (WeirDraft) draft = NULL;

  if (!bytes)
    return NULL;
  /* Whoever reads it finds a whole one. */
  draft = weir_draft_from_bytes (bytes, NULL);
  g_assert_nonnull (draft);
  return g_strndup (g_bytes_get_data (draft->text, NULL),
                    g_bytes_get_size (draft->text));
}

static void
assert_kept (Fixture *fixture, const char *expected)
{
  g_autofree char *text = dup_kept (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static void
wait_for_kept (Fixture *fixture, const char *expected)
{
  gint64 end = g_get_monotonic_time () + 15 * G_TIME_SPAN_SECOND;

  for (;;)
    {
      g_autofree char *text = dup_kept (fixture);

      if (g_strcmp0 (text, expected) == 0)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* Editing without a pause must not put the draft off. */
static void
test_keeps (Fixture *fixture, gconstpointer delay_ms)
{
  gint64 end = g_get_monotonic_time () + 15 * G_TIME_SPAN_SECOND;

  fixture->text = "[1]";
  while (fixture->n_taken < 2)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      weir_draft_keeper_changed (fixture->keeper);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  wait_for_kept (fixture, "[1]");

  /* Back to what the file holds: the draft goes. */
  fixture->text = NULL;
  weir_draft_keeper_changed (fixture->keeper);
  wait_for_kept (fixture, NULL);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_flush (Fixture *fixture, gconstpointer delay_ms)
{
  fixture->text = "[1]";
  weir_draft_keeper_flush (fixture->keeper);
  assert_kept (fixture, NULL);
  weir_draft_keeper_changed (fixture->keeper);
  assert_kept (fixture, NULL);
  weir_draft_keeper_flush (fixture->keeper);
  assert_kept (fixture, "[1]");

  fixture->text = "[2]";
  weir_draft_keeper_changed (fixture->keeper);
  weir_draft_keeper_remove (fixture->keeper);
  weir_draft_keeper_flush (fixture->keeper);
  assert_kept (fixture, NULL);

  weir_draft_keeper_changed (fixture->keeper);
  weir_draft_keeper_stop (fixture->keeper);
  assert_kept (fixture, "[2]");
  fixture->text = "[3]";
  weir_draft_keeper_changed (fixture->keeper);
  weir_draft_keeper_stop (fixture->keeper);
  assert_kept (fixture, "[2]");
}

/* A thread that is slow to start must not bring an old draft back. */
static void
test_order (Fixture *fixture, gconstpointer delay_ms)
{
  for (guint i = 0; i < 200; i++)
    {
      guint before = fixture->n_taken;

      fixture->text = "[\"old\"]";
      weir_draft_keeper_changed (fixture->keeper);
      while (fixture->n_taken == before)
        g_main_context_iteration (NULL, TRUE);
      fixture->text = "[\"new\"]";
      if (g_test_rand_bit ())
        weir_draft_keeper_remove (fixture->keeper);
      else
        {
          weir_draft_keeper_changed (fixture->keeper);
          weir_draft_keeper_flush (fixture->keeper);
          assert_kept (fixture, "[\"new\"]");
          continue;
        }
      assert_kept (fixture, NULL);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_failed (Fixture *fixture, gconstpointer delay_ms)
{
  g_autoptr (GFile) folder = g_file_get_child (fixture->folder, "a.draft");

  /* A folder stands where the file should be. */
  g_assert_true (g_file_make_directory (folder, NULL, NULL));
  fixture->text = "[1]";
  for (guint i = 0; i < 3; i++)
    {
      weir_draft_keeper_changed (fixture->keeper);
      weir_draft_keeper_flush (fixture->keeper);
    }
  g_assert_cmpuint (fixture->n_failed, ==, 1);

  g_assert_true (g_file_delete (folder, NULL, NULL));
  weir_draft_keeper_changed (fixture->keeper);
  weir_draft_keeper_flush (fixture->keeper);
  assert_kept (fixture, "[1]");
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

#define ADD(path, delay_ms, test) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (delay_ms), set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/round-trip", test_round_trip);
  g_test_add_func ("/draft/not-a-draft", test_not_a_draft);
  g_test_add_func ("/draft/odd-members", test_odd_members);
  ADD ("/draft/keeps", 50, test_keeps);
  ADD ("/draft/flush", WEIR_DRAFT_KEEPER_DELAY_MS, test_flush);
  ADD ("/draft/order", 0, test_order);
  ADD ("/draft/failed", WEIR_DRAFT_KEEPER_DELAY_MS, test_failed);
  return g_test_run ();
}
