/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-flow-file.h"
#include "random-edit.h"

#include <glib/gstdio.h>

/* Flow files as people wrote them. They are not part of the project: the
 * folder is named by WEIR_CORPUS, or stands beside the project's own. */

static guint32
next_random (gpointer user_data)
{
  return (guint32)g_test_rand_int ();
}

static const RandomSource chance = { next_random, NULL };

static char *
find_corpus (void)
{
  const char *named = g_getenv ("WEIR_CORPUS");

  if (named != NULL)
    return g_strdup (named);
  return g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "corpus", NULL);
}

static void
collect (const char *folder, GPtrArray *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        collect (path, files);
      else if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
}

/* A file that is not UTF-8 is refused with the encoding that opens it. */
static WeirDocument *
open_file (GFile *file, char **encoding)
{
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_flow_file_load (file, NULL, &error);
  const char        *hint;

  if (document != NULL)
    return document;

  g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_ENCODING);
  hint = strstr (error->message, "--encoding=");
  g_assert_nonnull (hint);
  *encoding = g_strdup (hint + strlen ("--encoding="));
  (*encoding)[strlen (*encoding) - 1] = '\0'; /* the full stop */
  g_clear_error (&error);

  document = weir_flow_file_load (file, *encoding, &error);
  g_assert_no_error (error);
  return document;
}

static void
test_file (gconstpointer data)
{
  const char              *path = data;
  g_autoptr (GFile)        file = g_file_new_for_path (path);
  g_autofree char         *encoding = NULL;
  g_autoptr (WeirDocument) document = open_file (file, &encoding);
  g_autoptr (WeirSnapshot) snapshot = weir_document_snapshot (document, NULL);
  g_autofree char         *folder = g_dir_make_tmp ("weir-corpus-XXXXXX", NULL);
  g_autofree char   *copy_path = g_build_filename (folder, "flows.json", NULL);
  g_autoptr (GFile)  copy = g_file_new_for_path (copy_path);
  g_autofree char   *rev = weir_document_dup_rev (document);
  g_autoptr (GBytes) original = g_file_load_bytes (file, NULL, NULL, NULL);
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GError) error = NULL;

  if (encoding != NULL)
    g_test_message ("in %s", encoding);
  g_assert_cmpuint (weir_snapshot_get_n_entries (snapshot),
                    ==,
                    weir_document_get_n_elements (document));
  g_assert_cmpuint (strlen (rev), ==, 64);

  assert_edits_undo (&chance, document, 40);
  weir_flow_file_save (document, copy, encoding, &error);
  g_assert_no_error (error);
  saved = g_file_load_bytes (copy, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_same_bytes (original, saved);

  g_assert_true (g_file_delete (copy, NULL, &error));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_absent (void)
{
  g_test_skip ("No corpus: set WEIR_CORPUS to a folder of flow files");
}

int
main (int argc, char **argv)
{
  g_autofree char      *corpus = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  corpus = find_corpus ();
  collect (corpus, files);

  for (guint i = 0; i < files->len; i++)
    {
      const char      *path = files->pdata[i];
      g_autofree char *name =
        g_strdup_printf ("/flow/corpus%s", path + strlen (corpus));

      g_test_add_data_func (name, path, test_file);
    }
  if (files->len == 0)
    g_test_add_func ("/flow/corpus/absent", test_absent);

  return g_test_run ();
}
