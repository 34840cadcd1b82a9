/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/files/weir-document-store.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirSessionFile:
 *
 * A session with what is kept of it on disk: its file, its draft, and its place
 * in Weir's data folder. A window owns one beside its session. From then on
 * drafts are kept by themselves; the window saves, and shows what the
 * properties say.
 *
 * Properties (notify): `differs`: another program changed the file (F810);
 * `restored`: seconds since 1970 of the draft the document was restored from, 0
 * when it was not (F812).
 * Signal: `failed (const char *reason)`: no draft can be kept.
 */
#define WEIR_TYPE_SESSION_FILE (weir_session_file_get_type ())
G_DECLARE_FINAL_TYPE (WeirSessionFile, weir_session_file, WEIR, SESSION_FILE, GObject)

/**
 * weir_session_file_new:
 * @folder: (nullable): the data folder; %NULL for the user's
 * @document: (transfer none): what no file holds: a new flow, an example
 * @title: (nullable): what it is called
 *
 * It is worth a draft once it is changed.
 */
WeirSessionFile *weir_session_file_new (WeirRegistry *registry,
                                        GFile        *folder,
                                        WeirDocument *document,
                                        const char   *title);

/**
 * weir_session_file_open:
 * @encoding: (nullable): as of weir_flow_file_load()
 * @error: as of weir_flow_file_load()
 *
 * Opens a file. A draft of it is restored without asking, also when the file
 * itself can't be read any more. What could not be read beside it is told by
 * weir_session_file_get_warning().
 *
 * Returns: (transfer full) (nullable)
 */
WeirSessionFile *weir_session_file_open (WeirRegistry *registry,
                                         GFile        *folder,
                                         GFile        *file,
                                         const char   *encoding,
                                         GError      **error);

/**
 * weir_session_file_open_draft:
 * @name: of weir_document_store_list_drafts()
 * @error: %G_IO_ERROR_BUSY when somebody else opened it; %WEIR_FLOW_ERROR
 *
 * Goes on where the work was left; for drafts of documents without a file, and
 * of those that were open when the program ended without being asked.
 *
 * Returns: (transfer full) (nullable)
 */
WeirSessionFile *weir_session_file_open_draft (WeirRegistry *registry,
                                               GFile        *folder,
                                               const char   *name,
                                               GError      **error);

/* Returns: (transfer none) */
WeirSession *weir_session_file_get_session (WeirSessionFile *self);

/* Returns: (nullable): what to tell after opening, for example that the
 * credentials can't be decrypted */
const char *weir_session_file_get_warning (WeirSessionFile *self);

gboolean weir_session_file_get_differs (WeirSessionFile *self);
gint64   weir_session_file_get_restored (WeirSessionFile *self);

/**
 * weir_session_file_save:
 * @error: %G_IO_ERROR_WRONG_ETAG when another program changed the file: the
 *   choice is F810; anything else is F811, with the draft kept
 *
 * Writes to the session's file, which there must be.
 */
gboolean weir_session_file_save (WeirSessionFile *self, GError **error);

/**
 * weir_session_file_save_as:
 * @file: where to; whoever chose it agreed to replace what is there
 *
 * The session's file is @file afterwards, in UTF-8.
 */
gboolean
weir_session_file_save_as (WeirSessionFile *self, GFile *file, GError **error);

/**
 * weir_session_file_keep_mine:
 *
 * The next save may replace what another program wrote.
 */
void weir_session_file_keep_mine (WeirSessionFile *self);

/* The user has seen that a draft was restored. */
void weir_session_file_accept_draft (WeirSessionFile *self);

/**
 * weir_session_file_discard:
 *
 * Drops the draft and keeps none any more: the window then opens the file again
 * or closes.
 */
void weir_session_file_discard (WeirSessionFile *self);

/**
 * weir_session_file_close:
 *
 * Writes what is still to be written; before a window goes.
 */
void weir_session_file_close (WeirSessionFile *self);

/* Looks whether the file was changed; when the window gets the focus. */
void weir_session_file_check (WeirSessionFile *self);

/* Whether opening the document also runs it; off until somebody says so. */
gboolean weir_session_file_runs_when_opened (WeirSessionFile *self);
void
weir_session_file_set_runs_when_opened (WeirSessionFile *self, gboolean runs);

/* How a flow was looked at, for the next time. */
typedef struct
{
  double x;
  double y;
  double zoom;
} WeirSessionView;

/* Returns: FALSE when it was never kept */
gboolean weir_session_file_get_view (WeirSessionFile *self,
                                     const char      *flow,
                                     WeirSessionView *view);
void     weir_session_file_set_view (WeirSessionFile       *self,
                                     const char            *flow,
                                     const WeirSessionView *view);

/* Returns: (nullable): the flow that was shown last */
const char *weir_session_file_get_shown_flow (WeirSessionFile *self);

G_END_DECLS
