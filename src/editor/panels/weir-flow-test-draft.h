/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "editor/weir-session.h"
#include "runtime/weir-monitor.h"

G_BEGIN_DECLS

/* What the editor writes into test files. */

/**
 * weir_flow_test_draft_new:
 * @flow: the flow file's name, as the test shall have it
 *
 * A test to start from, which fits the document: it talks to the first listener
 * and presses the first inject node, and expects anything of what they lead to.
 *
 * Returns: (transfer full) (nullable): its text; %NULL when nothing in the
 *   document could be expected
 */
char *weir_flow_test_draft_new (WeirDocument *document, const char *flow);

/**
 * weir_flow_test_draft_expect_debug:
 * @record: of a debug node
 *
 * Returns: (transfer full) (nullable): the step that expects it; %NULL when the
 *   record is no debug message
 */
char *weir_flow_test_draft_expect_debug (WeirDocument     *document,
                                         const WeirRecord *record);

/**
 * weir_flow_test_draft_from_debug:
 * @live: the run it comes from
 * @record: of a debug node
 *
 * What led to a debug message, as far as it is known: the client it came from
 * with all it said until then, or else the button that was pressed last.
 *
 * Returns: (transfer full) (nullable): steps, the last of which expects it; %NULL
 *   when the record is no debug message
 */
char *weir_flow_test_draft_from_debug (WeirDocument     *document,
                                       WeirLive         *live,
                                       const WeirRecord *record);

/**
 * weir_flow_test_draft_create:
 * @steps: the text of its steps
 *
 * Returns: (transfer full): a test file
 */
char *weir_flow_test_draft_create (const char *flow, const char *steps);

G_END_DECLS
