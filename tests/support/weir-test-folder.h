/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns: (transfer full): a new empty folder, for weir_test_folder_remove() */
GFile *weir_test_folder_new (void);

/* Removes the folder with all that is in it, and gives @folder back. */
void weir_test_folder_remove (GFile *folder);

/* Writes a file; folders on the way to it are made. */
GFile *weir_test_folder_write (GFile *folder, const char *name, const char *text);

/* Fails the test unless the file holds exactly @text; with %NULL unless there
 * is no such file. */
void weir_test_assert_file (GFile *file, const char *text);

/* Returns: how many files the folder of that name has; 0 when it isn't there */
guint weir_test_folder_count (GFile *folder, const char *name);

G_END_DECLS
