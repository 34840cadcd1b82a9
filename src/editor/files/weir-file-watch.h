/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirFileWatch:
 *
 * Notices that another program changed a file. Contents count, not times: a
 * file that was written anew with the same text has not changed. Belongs to
 * the main thread; reads are asynchronous.
 *
 * Property: `differs` (notify): the file holds what we neither read nor wrote.
 * A file that is gone does not differ: saving makes it again.
 */
#define WEIR_TYPE_FILE_WATCH (weir_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (WeirFileWatch, weir_file_watch, WEIR, FILE_WATCH, GObject)

/**
 * weir_file_watch_new:
 * @checksum: weir_draft_checksum() of what we know the file to hold
 */
WeirFileWatch *weir_file_watch_new (GFile *file, const char *checksum);

/**
 * weir_file_watch_set_known:
 *
 * What the file holds from now on by our own doing.
 */
void weir_file_watch_set_known (WeirFileWatch *self, const char *checksum);
const char *weir_file_watch_get_known (WeirFileWatch *self);

gboolean weir_file_watch_get_differs (WeirFileWatch *self);

/**
 * weir_file_watch_check:
 *
 * Looks at the file soon; for folders that send no notice, when a window gets
 * the focus.
 */
void weir_file_watch_check (WeirFileWatch *self);

/**
 * weir_file_watch_check_now:
 *
 * Looks at the file before it is written.
 *
 * Returns: whether it differs
 */
gboolean weir_file_watch_check_now (WeirFileWatch *self);

G_END_DECLS
