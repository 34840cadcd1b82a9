/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-document-store.h"
#include "weir-test-folder.h"

#include <string.h>

typedef struct
{
  GFile *root;
  GFile *data;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->root = weir_test_folder_new ();
  fixture->data = g_file_get_child (fixture->root, "data");
  fixture->file = weir_test_folder_write (fixture->root, "work/flows.json", "[]");
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->file);
  g_object_unref (fixture->data);
  weir_test_folder_remove (fixture->root);
}

static void
write_draft (WeirDocumentStore *store, const char *text)
{
  g_autoptr (WeirDraft) draft = weir_draft_new ();
  g_autoptr (GBytes)    bytes = NULL;
  g_autofree char      *path =
    g_file_get_path (weir_document_store_get_draft_file (store));
  g_autoptr (GError) error = NULL;

  draft->text = g_bytes_new (text, strlen (text));
  bytes = weir_draft_to_bytes (draft);
  g_file_set_contents (path,
                       g_bytes_get_data (bytes, NULL),
                       (gssize)g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
}

static void
assert_draft (WeirDocumentStore *store, const char *expected)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirDraft) draft = weir_document_store_load_draft (store, &error);

  if (!expected)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (draft->text, NULL),
                   g_bytes_get_size (draft->text),
                   expected,
                   strlen (expected));
}

static void
test_state (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (WeirDocumentStore) store =
    weir_document_store_new (fixture->data, fixture->file);
  g_autoptr (WeirDocumentStore) other = NULL;
  g_autoptr (GError)            error = NULL;

  g_assert_null (weir_document_store_get (store, "run"));
  weir_document_store_set (store, "run", NULL);
  g_assert_true (weir_document_store_flush (store, &error));
  g_assert_cmpuint (weir_test_folder_count (fixture->data, "documents"), ==, 0);

  weir_document_store_set (store, "run", weir_value_new_number (1880));
  weir_document_store_set (store, "views", weir_value_new_object ());
  weir_document_store_set (store, "views", NULL);
  g_assert_true (weir_document_store_flush (store, &error));
  g_assert_no_error (error);
  g_clear_pointer (&store, weir_document_store_free);

  store = weir_document_store_new (fixture->data, fixture->file);
  g_assert_nonnull (weir_document_store_get (store, "run"));
  g_assert_null (weir_document_store_get (store, "views"));

  /* Another document knows nothing of it. */
  other = weir_document_store_new (fixture->data, NULL);
  g_assert_null (weir_document_store_get (other, "run"));
}

static void
test_broken_state (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = { "", "[]", "{", "{\"run\":" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *uri = g_file_get_uri (fixture->file);
      g_autofree char *key =
        g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
      g_autofree char  *name = g_strdup_printf ("documents/%s.json", key);
      g_autoptr (GFile) state =
        weir_test_folder_write (fixture->data, name, texts[i]);
      g_autoptr (WeirDocumentStore) store =
        weir_document_store_new (fixture->data, fixture->file);

      g_assert_null (weir_document_store_get (store, "run"));
      weir_document_store_set (store, "run", weir_value_new_null ());
      g_assert_true (weir_document_store_flush (store, NULL));
      weir_test_assert_file (state, "{\n    \"run\": null\n}");
    }
}

static void
test_draft (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (WeirDocumentStore) store =
    weir_document_store_new (fixture->data, fixture->file);

  assert_draft (store, NULL);
  weir_document_store_remove_draft (store);
  write_draft (store, "[1]");
  g_clear_pointer (&store, weir_document_store_free);

  store = weir_document_store_new (fixture->data, fixture->file);
  assert_draft (store, "[1]");
  weir_document_store_remove_draft (store);
  assert_draft (store, NULL);
  g_clear_pointer (&store, weir_document_store_free);
  g_assert_cmpuint (weir_test_folder_count (fixture->data, "drafts"), ==, 0);
}

/* Two windows on one document: neither writes over the other's draft. */
static void
test_two (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (WeirDocumentStore) first =
    weir_document_store_new (fixture->data, fixture->file);
  g_autoptr (WeirDocumentStore) second =
    weir_document_store_new (fixture->data, fixture->file);
  g_autoptr (WeirDocumentStore) again = NULL;
  g_autoptr (GPtrArray)         names = NULL;

  write_draft (first, "[1]");
  assert_draft (second, NULL);
  write_draft (second, "[2]");
  assert_draft (first, "[1]");
  names = weir_document_store_list_drafts (fixture->data);
  g_assert_cmpuint (names->len, ==, 0);

  /* Both are there afterwards; who opens the file finds the first. */
  g_clear_pointer (&first, weir_document_store_free);
  g_clear_pointer (&second, weir_document_store_free);
  g_clear_pointer (&names, g_ptr_array_unref);
  first = weir_document_store_new (fixture->data, fixture->file);
  assert_draft (first, "[1]");
  names = weir_document_store_list_drafts (fixture->data);
  g_assert_cmpuint (names->len, ==, 1);
  second = weir_document_store_new_for_draft (fixture->data, names->pdata[0]);
  assert_draft (second, "[2]");
  again = weir_document_store_new_for_draft (fixture->data, names->pdata[0]);
  g_assert_null (again);

  /* They are one document all the same. */
  weir_document_store_set (second, "run", weir_value_new_null ());
  g_assert_true (weir_document_store_flush (second, NULL));
  again = weir_document_store_new (fixture->data, fixture->file);
  g_assert_nonnull (weir_document_store_get (again, "run"));
}

static void
test_untitled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (WeirDocumentStore) one =
    weir_document_store_new (fixture->data, NULL);
  g_autoptr (WeirDocumentStore) two =
    weir_document_store_new (fixture->data, NULL);
  g_autoptr (GPtrArray) names = NULL;

  write_draft (one, "[1]");
  write_draft (two, "[2]");
  g_clear_pointer (&one, weir_document_store_free);
  names = weir_document_store_list_drafts (fixture->data);
  g_assert_cmpuint (names->len, ==, 1);
  one = weir_document_store_new_for_draft (fixture->data, names->pdata[0]);
  assert_draft (one, "[1]");
  assert_draft (two, "[2]");
}

static void
assert_place (GFile *place, GFile *folder, gboolean inside)
{
  g_assert_cmpint (g_file_has_prefix (place, folder), ==, inside);
  g_object_unref (place);
}

static void
test_credentials (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) granted =
    g_file_new_for_path ("/run/user/1000/doc/ab12/flows.json");
  g_autoptr (WeirDocumentStore) store =
    weir_document_store_new (fixture->data, fixture->file);
  g_autoptr (WeirDocumentStore) granted_store =
    weir_document_store_new (fixture->data, granted);
  g_autoptr (GFile) beside = NULL;
  g_autofree char  *name = NULL;

  g_assert_true (weir_document_store_is_granted (granted));
  g_assert_false (weir_document_store_is_granted (fixture->file));

  beside = weir_document_store_find_credentials (store, fixture->file, FALSE);
  name = g_file_get_basename (beside);
  g_assert_cmpstr (name, ==, "flows_cred.json");
  assert_place (weir_document_store_find_credentials (store, fixture->file, TRUE),
                fixture->data,
                FALSE);

  assert_place (weir_document_store_find_credentials (granted_store, granted, FALSE),
                fixture->data,
                TRUE);
  assert_place (weir_document_store_find_credentials (granted_store, granted, TRUE),
                fixture->data,
                TRUE);
  assert_place (weir_document_store_find_credentials (store, NULL, TRUE),
                fixture->data,
                TRUE);
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/document-store/state", test_state);
  ADD ("/document-store/broken-state", test_broken_state);
  ADD ("/document-store/draft", test_draft);
  ADD ("/document-store/two", test_two);
  ADD ("/document-store/untitled", test_untitled);
  ADD ("/document-store/credentials", test_credentials);
  return g_test_run ();
}
