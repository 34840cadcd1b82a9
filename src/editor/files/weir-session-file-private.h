/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/files/weir-draft-keeper.h"
#include "editor/files/weir-file-watch.h"
#include "editor/files/weir-session-file.h"

G_BEGIN_DECLS

/* Split by concern: opening and restoring have a file of their own. */
struct _WeirSessionFile
{
  GObject parent_instance;

  /* owned */
  WeirSession       *session;
  GFile             *folder;
  WeirDocumentStore *store;
  WeirDraftKeeper   *keeper;
  WeirFileWatch     *watch;   /* (nullable): without a file */
  char              *warning; /* (nullable) */

  gint64   restored;
  gboolean keep_mine;
};

/**
 * weir_session_file_make:
 * @store: (transfer full)
 * @session: (transfer full)
 *
 * Everything but the watch, which needs to know what the file holds.
 */
WeirSessionFile *weir_session_file_make (GFile             *folder,
                                         WeirDocumentStore *store,
                                         WeirSession       *session);

void weir_session_file_set_watch (WeirSessionFile *self,
                                  GFile           *file,
                                  const char      *checksum);

G_END_DECLS
