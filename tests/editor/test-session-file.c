/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-session-file.h"
#include "nodes/weir-node-table.h"
#include "weir-test-folder.h"

#include <string.h>

#define FLOW                                                                   \
  "[{\"id\":\"f1\",\"type\":\"tab\",\"label\":\"One\"},\n"                     \
  " {\"id\":\"n1\",\"type\":\"inject\",\"z\":\"f1\",\"name\":\"a\",\"wires\":" \
  "[[]]}]\n"
#define RENAMED                                                                \
  "[{\"id\":\"f1\",\"type\":\"tab\",\"label\":\"One\"},\n"                     \
  " {\"id\":\"n1\",\"type\":\"inject\",\"z\":\"f1\",\"name\":\"b\",\"wires\":" \
  "[[]]}]\n"
#define FOREIGN "[{\"id\":\"f1\",\"type\":\"tab\",\"label\":\"Other\"}]"

typedef struct
{
  GFile        *root;
  GFile        *data;
  GFile        *file;
  WeirRegistry *registry;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->root = weir_test_folder_new ();
  fixture->data = g_file_get_child (fixture->root, "data");
  fixture->file = weir_test_folder_write (fixture->root, "work/flows.json", FLOW);
  fixture->registry = weir_registry_new (weir_node_table ());
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  weir_registry_unref (fixture->registry);
  g_object_unref (fixture->file);
  g_object_unref (fixture->data);
  weir_test_folder_remove (fixture->root);
}

static WeirSessionFile *
open_file (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  WeirSessionFile   *self = weir_session_file_open (fixture->registry,
                                                  fixture->data,
                                                  fixture->file,
                                                  NULL,
                                                  &error);

  g_assert_no_error (error);
  return self;
}

/* Ends it as a window that is closed does. */
static void
close_file (WeirSessionFile **self)
{
  weir_session_file_close (*self);
  g_assert_finalize_object (g_steal_pointer (self));
}

static void
rename_node (WeirSessionFile *self, const char *name)
{
  g_autoptr (WeirValue) value = weir_value_new_string (name);

  g_assert_true (weir_session_apply (weir_session_file_get_session (self),
                                     "Rename",
                                     weir_edit_new_set ("n1", "name", value)));
}

static gboolean
is_modified (WeirSessionFile *self)
{
  WeirSession *session = weir_session_file_get_session (self);

  return weir_history_is_modified (weir_session_get_history (session));
}

static void
assert_document (WeirSessionFile *self, const char *expected)
{
  WeirSession       *session = weir_session_file_get_session (self);
  g_autoptr (GBytes) text =
    weir_document_to_bytes (weir_session_get_document (session));

  g_assert_cmpmem (g_bytes_get_data (text, NULL),
                   g_bytes_get_size (text),
                   expected,
                   strlen (expected));
}

static void
test_save (Fixture *fixture, gconstpointer unused)
{
  WeirSessionFile   *self = open_file (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (is_modified (self));
  g_assert_null (weir_session_file_get_warning (self));
  rename_node (self, "b");
  g_assert_true (is_modified (self));
  g_assert_true (weir_session_file_save (self, &error));
  g_assert_no_error (error);
  weir_test_assert_file (fixture->file, RENAMED);
  g_assert_false (is_modified (self));

  /* Nothing is left but the file. */
  close_file (&self);
  g_assert_cmpuint (weir_test_folder_count (fixture->root, "work"), ==, 1);
  g_assert_cmpuint (weir_test_folder_count (fixture->data, "drafts"), ==, 0);
}

static void
test_restore (Fixture *fixture, gconstpointer unused)
{
  WeirSessionFile *self = open_file (fixture);

  g_assert_cmpint (weir_session_file_get_restored (self), ==, 0);
  rename_node (self, "b");
  close_file (&self);
  weir_test_assert_file (fixture->file, FLOW);

  self = open_file (fixture);
  g_assert_cmpint (weir_session_file_get_restored (self), >, 0);
  g_assert_true (is_modified (self));
  g_assert_false (weir_session_file_get_differs (self));
  assert_document (self, RENAMED);
  close_file (&self);

  /* Looking at it loses nothing; discarding does. */
  self = open_file (fixture);
  assert_document (self, RENAMED);
  weir_session_file_discard (self);
  rename_node (self, "c");
  close_file (&self);
  self = open_file (fixture);
  assert_document (self, FLOW);
  g_assert_cmpint (weir_session_file_get_restored (self), ==, 0);

  /* Undone by hand there is nothing to keep. */
  rename_node (self, "b");
  rename_node (self, "a");
  close_file (&self);
  g_assert_cmpuint (weir_test_folder_count (fixture->data, "drafts"), ==, 0);
}

/* A draft is restored also when its file can't be read any more. */
static void
test_restore_broken (Fixture *fixture, gconstpointer unused)
{
  WeirSessionFile   *self = open_file (fixture);
  g_autoptr (GError) error = NULL;

  rename_node (self, "b");
  close_file (&self);
  g_object_unref (
    weir_test_folder_write (fixture->root, "work/flows.json", "[{]"));
  self = open_file (fixture);
  assert_document (self, RENAMED);
  g_assert_true (weir_session_file_get_differs (self));
  close_file (&self);

  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
  self = open_file (fixture);
  g_assert_false (weir_session_file_get_differs (self));
  g_assert_true (weir_session_file_save (self, &error));
  g_assert_no_error (error);
  weir_test_assert_file (fixture->file, RENAMED);
  close_file (&self);

  /* Without a draft there is nothing to go on with. */
  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
  g_assert_null (weir_session_file_open (fixture->registry,
                                         fixture->data,
                                         fixture->file,
                                         NULL,
                                         &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_conflict (Fixture *fixture, gconstpointer unused)
{
  WeirSessionFile   *self = open_file (fixture);
  g_autoptr (GError) error = NULL;

  rename_node (self, "b");
  g_object_unref (
    weir_test_folder_write (fixture->root, "work/flows.json", FOREIGN));
  g_assert_false (weir_session_file_save (self, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_nonnull (strstr (error->message, "flows.json"));
  weir_test_assert_file (fixture->file, FOREIGN);
  g_assert_true (weir_session_file_get_differs (self));
  close_file (&self);

  /* It is still one when the draft is restored. */
  self = open_file (fixture);
  g_assert_cmpint (weir_session_file_get_restored (self), >, 0);
  g_assert_true (weir_session_file_get_differs (self));
  weir_session_file_keep_mine (self);
  g_assert_false (weir_session_file_get_differs (self));
  g_clear_error (&error);
  g_assert_true (weir_session_file_save (self, &error));
  g_assert_no_error (error);
  weir_test_assert_file (fixture->file, RENAMED);
  g_assert_cmpint (weir_session_file_get_restored (self), ==, 0);

  /* Mine was kept once; the next change of somebody is another. */
  g_object_unref (
    weir_test_folder_write (fixture->root, "work/flows.json", FOREIGN));
  g_assert_false (weir_session_file_save (self, &error));
  close_file (&self);
}

static void
test_save_fails (Fixture *fixture, gconstpointer unused)
{
  WeirSessionFile  *self = open_file (fixture);
  g_autoptr (GFile) nowhere = g_file_get_child (fixture->root, "no/flows.json");
  g_autoptr (GFile) other = g_file_get_child (fixture->root, "other.json");
  g_autoptr (GError) error = NULL;

  rename_node (self, "b");
  g_assert_false (weir_session_file_save_as (self, nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (is_modified (self));

  /* The draft was written at once. */
  g_assert_cmpuint (weir_test_folder_count (fixture->data, "drafts"), ==, 2);
  g_clear_error (&error);
  g_assert_true (weir_session_file_save_as (self, other, &error));
  g_assert_no_error (error);
  weir_test_assert_file (other, RENAMED);
  weir_test_assert_file (fixture->file, FLOW);
  close_file (&self);
  g_assert_cmpuint (weir_test_folder_count (fixture->data, "drafts"), ==, 0);
}

static void
test_untitled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (FLOW, strlen (FLOW));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  WeirSessionFile         *self =
    weir_session_file_new (fixture->registry, fixture->data, document, "Echo");
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GFile)     place = g_file_get_child (fixture->root, "new.json");
  g_autoptr (GError)    error = NULL;

  rename_node (self, "b");
  close_file (&self);
  names = weir_document_store_list_drafts (fixture->data);
  g_assert_cmpuint (names->len, ==, 1);
  self = weir_session_file_open_draft (fixture->registry,
                                       fixture->data,
                                       names->pdata[0],
                                       &error);
  g_assert_no_error (error);
  assert_document (self, RENAMED);
  g_assert_cmpstr (weir_session_get_title (weir_session_file_get_session (self)),
                   ==,
                   "Echo");
  g_assert_null (weir_session_file_open_draft (fixture->registry,
                                               fixture->data,
                                               names->pdata[0],
                                               &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);

  /* With a file it is no draft any more. */
  g_clear_error (&error);
  g_assert_true (weir_session_file_save_as (self, place, &error));
  g_assert_no_error (error);
  weir_test_assert_file (place, RENAMED);
  close_file (&self);
  g_assert_cmpuint (weir_test_folder_count (fixture->data, "drafts"), ==, 0);
}

/* Settings of what has no file: kept with its draft, gone without it. */
static void
test_untitled_settings (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (FLOW, strlen (FLOW));

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (WeirDocument) document =
        weir_document_new_from_bytes (bytes, NULL);
      WeirSessionFile *self =
        weir_session_file_new (fixture->registry, fixture->data, document, NULL);
      g_autoptr (GFile) place = g_file_get_child (fixture->root, "saved.json");
      const WeirSessionView view = { 1, 2, 1 };
      gboolean              is_changed = i > 0;

      weir_session_file_set_runs_when_opened (self, TRUE);
      weir_session_file_set_view (self, "f1", &view);
      g_assert_cmpuint (weir_test_folder_count (fixture->data, "documents"), ==, 1);
      if (is_changed)
        rename_node (self, "b");
      if (i == 1)
        weir_session_file_discard (self);
      if (i == 2)
        g_assert_true (weir_session_file_save_as (self, place, NULL));
      close_file (&self);

      /* With a file it has a name of its own; else there is the draft's. */
      g_assert_cmpuint (weir_test_folder_count (fixture->data, "documents"),
                        ==,
                        i < 2 ? 0 : 1);
      if (i == 2)
        {
          g_autoptr (GFile) kept = g_file_get_child (fixture->data, "documents");

          weir_test_folder_remove (g_steal_pointer (&kept));
        }
    }
}

/* What was open with a file when the program was killed comes back as well. */
static void
test_list_with_file (Fixture *fixture, gconstpointer unused)
{
  WeirSessionFile      *self = open_file (fixture);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError)    error = NULL;

  rename_node (self, "b");
  close_file (&self);
  names = weir_document_store_list_drafts (fixture->data);
  g_assert_cmpuint (names->len, ==, 1);
  self = weir_session_file_open_draft (fixture->registry,
                                       fixture->data,
                                       names->pdata[0],
                                       &error);
  g_assert_no_error (error);
  assert_document (self, RENAMED);
  g_assert_true (weir_session_file_save (self, &error));
  g_assert_no_error (error);
  weir_test_assert_file (fixture->file, RENAMED);
  close_file (&self);
}

static void
set_secret (WeirSessionFile *self, const char *secret)
{
  WeirSession          *session = weir_session_file_get_session (self);
  g_autoptr (WeirValue) value = weir_value_new_object ();

  value = weir_value_with_member (g_steal_pointer (&value),
                                  "token",
                                  weir_value_new_string (secret));
  weir_credentials_set (weir_session_get_credentials (session), "n1", value);
  weir_session_credentials_changed (session);
}

static void
assert_secret (WeirSessionFile *self, const char *expected)
{
  WeirSession     *session = weir_session_file_get_session (self);
  const WeirValue *all =
    weir_credentials_get_all (weir_session_get_credentials (session));
  const WeirValue *mine = weir_value_lookup (all, "n1");

  g_assert_cmpstr (mine ? weir_value_lookup_string (mine, "token") : NULL,
                   ==,
                   expected);
}

static void
test_credentials (Fixture *fixture, gconstpointer unused)
{
  WeirSessionFile   *self = open_file (fixture);
  g_autoptr (GError) error = NULL;

  set_secret (self, "s1");
  close_file (&self);
  g_assert_cmpuint (weir_test_folder_count (fixture->root, "work"), ==, 1);

  self = open_file (fixture);
  assert_secret (self, "s1");
  g_assert_true (weir_session_file_save (self, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (weir_test_folder_count (fixture->root, "work"), ==, 2);
  g_assert_cmpuint (weir_test_folder_count (fixture->data, "drafts"), ==, 1);
  close_file (&self);
  g_assert_cmpuint (weir_test_folder_count (fixture->data, "drafts"), ==, 0);

  self = open_file (fixture);
  assert_secret (self, "s1");
  g_assert_cmpint (weir_session_file_get_restored (self), ==, 0);

  /* They go along to another place. */
  {
    g_autoptr (GFile) other = g_file_get_child (fixture->data, "copy.json");
    g_autoptr (GFile) beside = weir_credentials_find_file (other);

    g_assert_true (weir_session_file_save_as (self, other, &error));
    g_assert_no_error (error);
    g_assert_true (g_file_query_exists (beside, NULL));
  }
  close_file (&self);
}

static void
test_views (Fixture *fixture, gconstpointer unused)
{
  WeirSessionFile *self = open_file (fixture);
  WeirSessionView  view = { 1.5, -20, 0.25 };

  g_assert_false (weir_session_file_get_view (self, "f1", &view));
  weir_session_file_set_view (self, "f1", &view);
  close_file (&self);
  self = open_file (fixture);
  view = (WeirSessionView){ 0 };
  g_assert_true (weir_session_file_get_view (self, "f1", &view));
  g_assert_cmpfloat (view.x, ==, 1.5);
  g_assert_cmpfloat (view.y, ==, -20);
  g_assert_cmpfloat (view.zoom, ==, 0.25);
  g_assert_cmpstr (weir_session_file_get_shown_flow (self), ==, "f1");
  close_file (&self);
}

static void
test_run_settings (Fixture *fixture, gconstpointer unused)
{
  WeirSessionFile   *self = open_file (fixture);
  WeirSession       *session = weir_session_file_get_session (self);
  WeirRunSettings   *settings = weir_run_settings_new ();
  g_autoptr (GFile)  other = g_file_get_child (fixture->root, "other.json");
  g_autoptr (GError) error = NULL;

  settings->port = 4711;
  weir_session_set_run_settings (session, settings);
  close_file (&self);
  weir_test_assert_file (fixture->file, FLOW);

  self = open_file (fixture);
  session = weir_session_file_get_session (self);
  g_assert_cmpuint (weir_session_get_run_settings (session)->port, ==, 4711);
  g_assert_false (is_modified (self));

  /* They go along, as a copy. */
  g_assert_true (weir_session_file_save_as (self, other, &error));
  g_assert_no_error (error);
  close_file (&self);
  self =
    weir_session_file_open (fixture->registry, fixture->data, other, NULL, &error);
  g_assert_no_error (error);
  session = weir_session_file_get_session (self);
  g_assert_cmpuint (weir_session_get_run_settings (session)->port, ==, 4711);
  close_file (&self);
}

#define ADD(path, test) \
  g_test_add ("/session-file/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("save", test_save);
  ADD ("restore", test_restore);
  ADD ("restore-broken", test_restore_broken);
  ADD ("conflict", test_conflict);
  ADD ("save-fails", test_save_fails);
  ADD ("untitled", test_untitled);
  ADD ("untitled-settings", test_untitled_settings);
  ADD ("list-with-file", test_list_with_file);
  ADD ("credentials", test_credentials);
  ADD ("views", test_views);
  ADD ("run-settings", test_run_settings);
  return g_test_run ();
}
