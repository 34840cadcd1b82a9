/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-monitor.h"

G_BEGIN_DECLS

/* What a failure shows at most: the newest entries, each cut. */
#define WEIR_FLOW_TEST_MAX_SEEN       50
#define WEIR_FLOW_TEST_MAX_SEEN_CHARS 200

/**
 * WeirFlowTestJournal:
 *
 * What a test saw of late, kept as it came: worded only when a step fails.
 */
typedef struct _WeirFlowTestJournal WeirFlowTestJournal;

WeirFlowTestJournal *weir_flow_test_journal_new (void);
void                 weir_flow_test_journal_free (WeirFlowTestJournal *self);

/**
 * weir_flow_test_journal_mark:
 *
 * A step begins: what came before the one before it is forgotten.
 */
void weir_flow_test_journal_mark (WeirFlowTestJournal *self);

/* @peer: who got it, or sent it when @sent */
void weir_flow_test_journal_add_frame (WeirFlowTestJournal *self,
                                       const char          *peer,
                                       gboolean             sent,
                                       gboolean             text,
                                       GBytes              *data);

/* @text: (transfer full): what happened to @peer: `closed 1001` */
void weir_flow_test_journal_take_event (WeirFlowTestJournal *self,
                                        const char          *peer,
                                        char                *text);

/* A debug message, status or line of the log; notes are left out. */
void weir_flow_test_journal_add_record (WeirFlowTestJournal *self,
                                        const WeirRecord    *record);

/**
 * weir_flow_test_journal_dup_seen:
 *
 * Returns: (transfer full) (element-type utf8): all since the step before, in
 *   order, with the time since that step began
 */
GPtrArray *weir_flow_test_journal_dup_seen (WeirFlowTestJournal *self);

/**
 * weir_flow_test_describe_frame:
 *
 * Returns: (transfer full): a message in a few words: its text as JSON, or
 *   its length and bytes in Base64; cut
 */
char *weir_flow_test_describe_frame (gboolean text, GBytes *data);

/* @value: (nullable)
 *
 * Returns: (transfer full): its JSON; cut */
char *weir_flow_test_describe_value (const WeirValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestJournal, weir_flow_test_journal_free)

G_END_DECLS
