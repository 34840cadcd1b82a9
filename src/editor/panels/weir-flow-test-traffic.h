/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-traffic.h"
#include "runtime/weir-monitor.h"

G_BEGIN_DECLS

/* What passed a run, as steps of flow tests. Only clients of listeners: whom the
 * flow connects to it finds by an address of its own. */

/**
 * weir_flow_test_traffic_dup_peer:
 * @session: of a connection
 *
 * Returns: (transfer full): what tests call the client: `client1`, `client2`, …
 *   in the order they came
 */
char *weir_flow_test_traffic_dup_peer (WeirTraffic *traffic, const char *session);

/**
 * weir_flow_test_traffic_steps:
 * @session: of a client
 * @until: (nullable): the last message that counts; %NULL for all
 *
 * Returns: (transfer full) (nullable): that it connects, what it says and what
 *   it is told; %NULL when how it came is not known any more
 */
char *weir_flow_test_traffic_steps (WeirTraffic     *traffic,
                                    const char      *session,
                                    WeirTrafficItem *until);

/**
 * weir_flow_test_traffic_last_steps:
 * @message: the flow sent it
 *
 * Returns: (transfer full): the same of a client that is connected in the test
 *   already: the message, and what it said since the one before
 */
char *weir_flow_test_traffic_last_steps (WeirTraffic     *traffic,
                                         WeirTrafficItem *message);

/**
 * weir_flow_test_traffic_steps_before:
 * @time_us: real time
 *
 * Returns: (transfer full) (nullable): that a client connects and what it says
 *   until then, for what it leads to; %NULL as above
 */
char *weir_flow_test_traffic_steps_before (WeirTraffic *traffic,
                                           const char  *session,
                                           gint64       time_us);

G_END_DECLS
