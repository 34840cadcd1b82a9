/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/files/weir-draft.h"

G_BEGIN_DECLS

/**
 * WeirDocumentStore:
 *
 * What belongs to a document and not into its file, kept in Weir's own data
 * folder under a key made of the file's address: run settings, how each flow
 * was looked at, credentials when the folder beside the file can't have them,
 * and the draft. A document without a file has a random key.
 *
 *     documents/KEY.json      run settings and views
 *     credentials/KEY.json    mode 0600
 *     drafts/NAME.draft       mode 0600; NAME is KEY, or KEY-2, …
 *     drafts/NAME.lock        locked by whoever has the document open
 *
 * The second window or program with the same document gets a draft of its own:
 * neither can write over the other's, and after a crash both are there.
 */
typedef struct _WeirDocumentStore WeirDocumentStore;

/**
 * weir_document_store_get_folder:
 *
 * Returns: (transfer full): the data folder, `$XDG_DATA_HOME/weir`
 */
GFile *weir_document_store_get_folder (void);

/**
 * weir_document_store_new:
 * @folder: the data folder
 * @file: (nullable): the document's file; %NULL for a new key
 *
 * Never fails: where nothing can be written, the saving calls tell.
 */
WeirDocumentStore *weir_document_store_new (GFile *folder, GFile *file);

/**
 * weir_document_store_new_for_draft:
 * @name: of weir_document_store_list_drafts()
 *
 * Returns: (transfer full) (nullable): %NULL when somebody else opened that
 *   draft meanwhile
 */
WeirDocumentStore      *
weir_document_store_new_for_draft (GFile *folder, const char *name);
void weir_document_store_free (WeirDocumentStore *store);

/**
 * weir_document_store_list_drafts:
 *
 * Returns: (transfer full) (element-type utf8): names of the drafts that nobody
 *   has open, the newest first
 */
GPtrArray *weir_document_store_list_drafts (GFile *folder);

/* The draft */

/* Returns: (transfer none): where it is kept */
GFile *weir_document_store_get_draft_file (WeirDocumentStore *store);

/**
 * weir_document_store_load_draft:
 * @error: %G_IO_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full) (nullable): the draft
 */
WeirDraft *
weir_document_store_load_draft (WeirDocumentStore *store, GError **error);

void weir_document_store_remove_draft (WeirDocumentStore *store);

/* The rest */

/**
 * weir_document_store_get:
 * @key: "run" or "views"
 *
 * Returns: (transfer none) (nullable): what was set, now or in an earlier run
 */
WeirValue *weir_document_store_get (WeirDocumentStore *store, const char *key);

/**
 * weir_document_store_set:
 * @value: (transfer full) (nullable): %NULL forgets it
 *
 * Kept in memory until weir_document_store_flush().
 */
void weir_document_store_set (WeirDocumentStore *store,
                              const char        *key,
                              WeirValue         *value);

/**
 * weir_document_store_flush:
 * @error: %G_IO_ERROR
 */
gboolean weir_document_store_flush (WeirDocumentStore *store, GError **error);

/**
 * weir_document_store_forget:
 *
 * Removes all that is kept of a document without a file, which nobody could find
 * again, and keeps nothing from now on. What belongs to a file stays.
 */
void weir_document_store_forget (WeirDocumentStore *store);

/**
 * weir_document_store_find_credentials:
 * @file: (nullable): the document's file
 * @for_writing: to save them, not to load them
 *
 * Beside the file, as Node-RED has them, or in the data folder when the folder
 * can't be seen or written: a file that a portal grants has no neighbours.
 *
 * Returns: (transfer full): where the credentials are
 */
GFile *weir_document_store_find_credentials (WeirDocumentStore *store,
                                             GFile             *file,
                                             gboolean           for_writing);

/**
 * weir_document_store_is_granted:
 *
 * Returns: whether a portal grants this file alone, so that nothing can be
 *   put or renamed beside it
 */
gboolean weir_document_store_is_granted (GFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDocumentStore, weir_document_store_free)

G_END_DECLS
