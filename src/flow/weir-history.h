/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/* Steps of a burst (arrow keys, a spin button) that follow each other within
 * this time are one. */
#define WEIR_HISTORY_MERGE_US (500 * G_TIME_SPAN_MILLISECOND)

/**
 * WeirHistory:
 *
 * The undo and redo steps of a document. Tools and dialogs change a document
 * through it; it keeps the inverse of every edit. Steps are unlimited and know
 * nothing of deploys or saves.
 *
 * Properties: `can-undo`, `can-redo`, `modified` (all notify). Signal
 * `stepped (WeirHistoryStep direction)` after an apply, undo or redo.
 */
#define WEIR_TYPE_HISTORY (weir_history_get_type ())
G_DECLARE_FINAL_TYPE (WeirHistory, weir_history, WEIR, HISTORY, GObject)

typedef enum
{
  WEIR_HISTORY_STEP_APPLY,
  WEIR_HISTORY_STEP_UNDO,
  WEIR_HISTORY_STEP_REDO,
} WeirHistoryStep;

WeirHistory  *weir_history_new (WeirDocument *document);
WeirDocument *weir_history_get_document (WeirHistory *self);

/**
 * weir_history_apply:
 * @label: what people call it, translated: “Move”
 * @edit: (transfer none): what is done
 * @error: as of weir_document_apply()
 *
 * One undo step, or a part of one between weir_history_begin() and
 * weir_history_end().
 */
gboolean weir_history_apply (WeirHistory    *self,
                             const char     *label,
                             const WeirEdit *edit,
                             GError        **error);

/**
 * weir_history_apply_merging:
 * @merge_key: names the burst, for example "move:ID,ID"
 *
 * As weir_history_apply(); joins the step before when that has the same key and
 * is younger than %WEIR_HISTORY_MERGE_US.
 */
gboolean weir_history_apply_merging (WeirHistory    *self,
                                     const char     *label,
                                     const char     *merge_key,
                                     const WeirEdit *edit,
                                     GError        **error);

/**
 * weir_history_begin:
 *
 * What is applied until weir_history_end() is one step. Nests.
 */
void weir_history_begin (WeirHistory *self, const char *label);
void weir_history_end (WeirHistory *self);

/* Returns: whether there was a step to take; FALSE inside a begin. */
gboolean weir_history_undo (WeirHistory *self);
gboolean weir_history_redo (WeirHistory *self);

gboolean weir_history_can_undo (WeirHistory *self);
gboolean weir_history_can_redo (WeirHistory *self);

/* Returns: (nullable): the label of the step that undo would take back */
const char *weir_history_get_undo_label (WeirHistory *self);
const char *weir_history_get_redo_label (WeirHistory *self);

/**
 * weir_history_mark_saved:
 *
 * What the document holds now is what the file holds.
 */
void weir_history_mark_saved (WeirHistory *self);

/**
 * weir_history_mark_unsaved:
 *
 * The document holds what no file does: a draft was restored.
 */
void weir_history_mark_unsaved (WeirHistory *self);

/**
 * weir_history_is_modified:
 *
 * Compared by content, so undoing or redoing to the saved text, or doing by
 * hand what was undone, is no modification.
 */
gboolean weir_history_is_modified (WeirHistory *self);

G_END_DECLS
