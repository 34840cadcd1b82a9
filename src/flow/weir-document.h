/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-edit.h"
#include "flow/weir-snapshot.h"

G_BEGIN_DECLS

/**
 * WeirDocument:
 *
 * A flow file: its entries in order and every byte between them. What nobody
 * edited is written back byte for byte; an edit changes the bytes of the
 * members it names and no others. Both forms are read: the array on disk (v1)
 * and the object of the admin API (v2, its `flows` member).
 *
 * Belongs to one thread. Signals: `element-added (WeirElement)`,
 * `element-removed (WeirElement)`, `element-changed (WeirElement, key)`,
 * the key being "" when more than one member changed, or the entry's place
 * did. They come after an edit is done, and tell its net effect.
 */
#define WEIR_TYPE_DOCUMENT (weir_document_get_type ())
G_DECLARE_FINAL_TYPE (WeirDocument, weir_document, WEIR, DOCUMENT, GObject)

/**
 * weir_document_new:
 *
 * Returns: (transfer full): an empty document, `[]`
 */
WeirDocument *weir_document_new (void);

/**
 * weir_document_new_from_bytes:
 * @bytes: UTF-8 text, with or without a byte order mark
 * @error: %WEIR_FLOW_ERROR: not JSON, no flow, or over a limit of
 *   weir-flow-error.h and json/weir-json.h
 *
 * Returns: (transfer full) (nullable): the document
 */
WeirDocument *weir_document_new_from_bytes (GBytes *bytes, GError **error);

/**
 * weir_document_to_bytes:
 *
 * Returns: (transfer full): the file's text; without edits the very bytes read
 */
GBytes *weir_document_to_bytes (WeirDocument *self);

/**
 * weir_document_is_v2:
 *
 * Returns: whether the file is the object form (note F808)
 */
gboolean weir_document_is_v2 (WeirDocument *self);

/**
 * weir_document_dup_rev:
 *
 * Returns: (transfer full): the revision as Node-RED computes it: SHA-256, in
 *   lower-case hex, of the compact JSON of the entries
 */
char *weir_document_dup_rev (WeirDocument *self);

guint        weir_document_get_n_elements (WeirDocument *self);
WeirElement *weir_document_get_nth_element (WeirDocument *self, guint index);

/**
 * weir_document_get_element:
 *
 * Returns: (transfer none) (nullable): the entry of that id; of several the
 *   first
 */
WeirElement *weir_document_get_element (WeirDocument *self, const char *id);

/**
 * weir_document_apply:
 * @error: %WEIR_FLOW_ERROR_EDIT when the edit doesn't fit the document
 *
 * The only way a document changes. On failure nothing has changed.
 *
 * Returns: (transfer full) (nullable): the edit that undoes this one, restoring
 *   the very bytes
 */
WeirEdit *
weir_document_apply (WeirDocument *self, const WeirEdit *edit, GError **error);

/**
 * weir_document_snapshot:
 * @credentials: (nullable): id → object of names and texts
 *
 * Returns: (transfer full): what to run or check: cheap, since values are
 *   immutable, and untouched by later edits
 */
WeirSnapshot *weir_document_snapshot (WeirDocument *self, WeirValue *credentials);

G_END_DECLS
