/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-problem-item.h"
#include "editor/weir-selection.h"
#include "flow/weir-credentials.h"
#include "flow/weir-history.h"
#include "host/weir-live.h"

G_BEGIN_DECLS

/**
 * WeirSession:
 *
 * One open document with all that belongs to it while it is edited: history,
 * selection, credentials, run settings, problems, and the run. A window shows
 * one session; canvas, panels and dialogs get it and change the document only
 * by weir_session_apply(). Belongs to the main thread.
 *
 * Properties (notify): `flow` (the id of the flow shown, nullable), `file`,
 * `title`, `n-undeployed` (guint), `hovered` (the id of the entry a list points
 * at, nullable: the canvas marks it).
 * Signals:
 * - `reveal (const char *id)`: scroll there and flash it; the flow is shown
 *   and the entry selected already
 * - `edit (const char *id)`: open the dialog of this entry
 * - `ask (const char *id)`: ask whether the inject node shall send, and if so
 *   call weir_session_press_now()
 * - `message (const char *text)`: something to tell in a toast
 * - `undoable (const char *text)`: the same of what was just done, with a button
 *   that takes it back
 * - `show-client (const char *client)`: show what this client sent in the debug
 *   panel, which filters by it already
 * - `problems-changed ()`
 * - `deployed-changed ()`: which entries differ from those that run; once a
 *   turn of the main loop
 * - `credentials-changed ()`, `run-settings-changed ()`: to be kept
 */
#define WEIR_TYPE_SESSION (weir_session_get_type ())
G_DECLARE_FINAL_TYPE (WeirSession, weir_session, WEIR, SESSION, GObject)

/**
 * weir_session_new:
 * @document: (transfer none): what is edited, for the whole life of the session
 */
WeirSession *weir_session_new (WeirRegistry *registry, WeirDocument *document);

WeirRegistry  *weir_session_get_registry (WeirSession *self);
WeirDocument  *weir_session_get_document (WeirSession *self);
WeirHistory   *weir_session_get_history (WeirSession *self);
WeirSelection *weir_session_get_selection (WeirSession *self);
WeirLive      *weir_session_get_live (WeirSession *self);

/* Returns: (nullable): the type of an entry, %NULL when Weir doesn't know it */
const WeirNodeType *
weir_session_get_node_type (WeirSession *self, WeirElement *element);

/**
 * weir_session_dup_label:
 *
 * Returns: (transfer full): what people call an entry, as on the canvas: its
 *   name, else what its type makes of it, else the type's label
 */
char *weir_session_dup_label (WeirSession *self, WeirElement *element);

/**
 * weir_session_apply:
 * @label: the undo step's name, translated
 * @edit: (transfer full): the change
 *
 * An edit that doesn't fit is told by `message`.
 *
 * Returns: whether it was done
 */
gboolean
weir_session_apply (WeirSession *self, const char *label, WeirEdit *edit);

/* The flow (tab or subflow) shown. Clears the selection when it changes. */
const char *weir_session_get_flow (WeirSession *self);
void        weir_session_set_flow (WeirSession *self, const char *flow);

/* Shows the flow, selects the entry and emits `reveal`; configuration entries are
 * selected only. Inside subflows ids of a run will do: what they are copies of. */
void weir_session_reveal (WeirSession *self, const char *id);
void weir_session_edit (WeirSession *self, const char *id);

/* @client: `_session.id` of its messages */
void weir_session_show_client (WeirSession *self, const char *client);
void weir_session_tell (WeirSession *self, const char *format, ...)
  G_GNUC_PRINTF (2, 3);

/* The same of what was just done, and offers to undo it. */
void weir_session_offer_undo (WeirSession *self, const char *format, ...)
  G_GNUC_PRINTF (2, 3);

/* The entry a row of a panel is about while the pointer is on it. */
const char *weir_session_get_hovered (WeirSession *self);
void        weir_session_set_hovered (WeirSession *self, const char *id);

/* Problems */

/* Returns: (transfer none): a GListModel of WeirProblemItem, brought up to date
 *   a moment after each edit */
GListModel *weir_session_get_problems (WeirSession *self);

/* Checks now. */
void weir_session_check (WeirSession *self);

/**
 * weir_session_get_severity:
 * @severity: (out): the worst of the entry's problems
 *
 * Returns: FALSE when it has none, notes not counted
 */
gboolean weir_session_get_severity (WeirSession  *self,
                                    const char   *id,
                                    WeirSeverity *severity);

/* Returns: (transfer full) (element-type WeirProblem) (transfer container): the
 *   problems of one entry, borrowed until the next check */
GPtrArray *weir_session_list_problems (WeirSession *self, const char *id);

/* Credentials and run settings, never part of the flow file. */
WeirCredentials       *weir_session_get_credentials (WeirSession *self);
const WeirRunSettings *weir_session_get_run_settings (WeirSession *self);

/* @settings: (transfer full): also kept for the next time the file is opened */
void weir_session_set_run_settings (WeirSession *self, WeirRunSettings *settings);

/* To be called after weir_credentials_set(): dialogs and drafts look again. */
void weir_session_credentials_changed (WeirSession *self);

/* The run */
void weir_session_run (WeirSession *self);
void weir_session_deploy (WeirSession *self, WeirDeployMode mode);
void weir_session_stop (WeirSession *self);

/* Returns: whether the entry differs from what runs (the blue dot); moved ones
 *   too, as in Node-RED. FALSE for all when nothing runs and nothing was ever
 *   deployed from this document: then it is compared to what the file holds */
gboolean weir_session_is_changed (WeirSession *self, const char *id);
guint    weir_session_get_n_undeployed (WeirSession *self);

/**
 * weir_session_press_button:
 * @id: an inject or debug node
 *
 * Sends, or toggles the debug node: that is an edit with an undo step, and
 * takes effect at once when it runs.
 */
void weir_session_press_button (WeirSession *self, const char *id);

/* The same without asking first, where the run settings say so. */
void weir_session_press_now (WeirSession *self, const char *id);

/* The file */
GFile      *weir_session_get_file (WeirSession *self); /* (nullable) */
const char *weir_session_get_title (WeirSession *self);

/**
 * weir_session_set_file:
 * @file: (nullable): what the document was read from or written to; %NULL for a
 *   draft
 * @encoding: (nullable): its code page, as of weir_flow_file_load()
 */
void weir_session_set_file (WeirSession *self, GFile *file, const char *encoding);
const char *weir_session_get_encoding (WeirSession *self);

/* What a draft without a file is called. */
void weir_session_set_draft_title (WeirSession *self, const char *title);

/* @credentials: (transfer full): those of the document */
void
weir_session_take_credentials (WeirSession *self, WeirCredentials *credentials);

G_END_DECLS
