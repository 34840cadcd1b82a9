/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/* Permission of a flow file that did not exist; the umask takes its part. */
#define WEIR_FLOW_FILE_MODE 0666

/**
 * weir_flow_file_load:
 * @file: a flow file
 * @encoding: (nullable): the code page of a file that is not UTF-8, as iconv
 *   names it; the document is then written back in it
 * @error: %WEIR_FLOW_ERROR or %G_IO_ERROR; the message names the file, and
 *   line and column where there are any
 *
 * Returns: (transfer full) (nullable): the document
 */
WeirDocument *
weir_flow_file_load (GFile *file, const char *encoding, GError **error);

/**
 * weir_flow_file_encode:
 * @encoding: (nullable): as it was loaded
 * @error: %WEIR_FLOW_ERROR_ENCODING, as of weir_flow_file_save()
 *
 * Returns: (transfer full) (nullable): what weir_flow_file_save() would write;
 *   of a document nobody edited the very bytes that were read
 */
GBytes *weir_flow_file_encode (WeirDocument *document,
                               const char   *encoding,
                               GError      **error);

/**
 * weir_flow_file_save:
 * @encoding: (nullable): as it was loaded
 * @error: %G_IO_ERROR; %WEIR_FLOW_ERROR_ENCODING when a character can't be
 *   written in @encoding, or unedited parts would not come back as they were
 *
 * Atomic: a temporary file beside it, fsync, rename. On any error the old file
 * is untouched and no temporary file stays behind. Links are followed; mode
 * and, where allowed, owner stay.
 */
gboolean weir_flow_file_save (WeirDocument *document,
                              GFile        *file,
                              const char   *encoding,
                              GError      **error);

/**
 * weir_flow_file_replace:
 *
 * The atomic write itself, for whatever bytes; @mode is the permission of a
 * file that did not exist (0600 for credentials).
 */
gboolean
weir_flow_file_replace (GFile *file, GBytes *bytes, guint mode, GError **error);

G_END_DECLS
