/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-run.h"

G_BEGIN_DECLS

/* One flow, and tests of it in a context of their own. Texts are JSON with ' in
 * the place of ". */

/* The client of the flow finds nobody unless a test serves. What shall come has
 * all the time it needs, what shall not come is not waited for long. */
#define HEAD_WITHIN(seconds)                                           \
  "{'flow':'flow.json','timeout':" seconds                             \
  ",'env':{'UP_PROTOCOL':'','UP_URL':'ws://127.0.0.1:${PORT_UP}/up'}," \
  "'steps':["
#define HEAD  HEAD_WITHIN ("20")
#define SHORT HEAD_WITHIN ("0.2")
#define OPEN  "{'connect':'a','path':'/ws'},"

WeirFlowTest *flow_run_parse_test (const char *text);

/* A listener that echoes, shows and hands on to a client; buttons; names that
 * fit two nodes, and none. */
WeirDocument *flow_run_parse_flow (void);

/* Nothing of a run is left in its context: no descriptor is polled but the
 * context's own, and no timer waits. */
void flow_run_assert_empty (GMainContext *context);

/* Runs a test to its end. */
WeirFlowTestReport *flow_run_test (const char *test_text, GHashTable *variables);

/* Returns: (nullable): the one step that failed; all before it passed, all
 *   behind it are skipped */
const WeirFlowTestResult *flow_run_get_failed (const WeirFlowTestReport *report);

/* Says in the log what failed. */
void flow_run_describe (const WeirFlowTestReport *report);

G_END_DECLS
