/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-file.h"

#include <glib/gi18n-lib.h>

/* Test files on the disk, and the flow files they name. */

/* Not g_file_load_contents(), which has no limit. */
GBytes *
weir_flow_test_read_file (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GBytes)           bytes = NULL;
  g_autoptr (GByteArray)       all = g_byte_array_new ();

  if (stream == NULL)
    return NULL;
  do
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      bytes =
        g_input_stream_read_bytes (G_INPUT_STREAM (stream), 64 * 1024, NULL, error);
      if (bytes == NULL)
        return NULL;
      g_byte_array_append (all,
                           g_bytes_get_data (bytes, NULL),
                           (guint)g_bytes_get_size (bytes));
    }
  while (g_bytes_get_size (bytes) > 0 && all->len <= WEIR_FLOW_TEST_MAX_BYTES);
  if (all->len > WEIR_FLOW_TEST_MAX_BYTES)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_DATA,
                   _ ("The file is larger than %zu bytes."),
                   WEIR_FLOW_TEST_MAX_BYTES);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

GFile *
weir_flow_test_find_flow (GFile *file, WeirFlowTest *test)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);

  return folder == NULL
           ? NULL
           : g_file_resolve_relative_path (folder,
                                           weir_flow_test_get_flow (test));
}
