/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-test-folder.h"

#include <string.h>

GFile *
weir_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = g_dir_make_tmp ("weir-test-XXXXXX", &error);

  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
remove_all (GFile *file)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (file,
                               G_FILE_ATTRIBUTE_STANDARD_NAME,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                               NULL,
                               NULL);
  g_autoptr (GError) error = NULL;
  GFile             *child;

  while (children &&
         g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child)
    remove_all (child);
  g_file_delete (file, NULL, &error);
  g_assert_no_error (error);
}

void
weir_test_folder_remove (GFile *folder)
{
  remove_all (folder);
  g_object_unref (folder);
}

GFile *
weir_test_folder_write (GFile *folder, const char *name, const char *text)
{
  GFile             *file = g_file_resolve_relative_path (folder, name);
  g_autoptr (GFile)  parent = g_file_get_parent (file);
  g_autofree char   *path = g_file_get_path (parent);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_file_replace_contents (file,
                           text,
                           strlen (text),
                           NULL,
                           FALSE,
                           G_FILE_CREATE_NONE,
                           NULL,
                           NULL,
                           &error);
  g_assert_no_error (error);
  return file;
}

void
weir_test_assert_file (GFile *file, const char *text)
{
  g_autofree char *contents = NULL;

  g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL);
  g_assert_cmpstr (contents, ==, text);
}

guint
weir_test_folder_count (GFile *folder, const char *name)
{
  g_autoptr (GFile)           inner = g_file_get_child (folder, name);
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (inner,
                               G_FILE_ATTRIBUTE_STANDARD_NAME,
                               G_FILE_QUERY_INFO_NONE,
                               NULL,
                               NULL);
  GFile *child;
  guint  n = 0;

  while (children &&
         g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child)
    n++;
  return n;
}
