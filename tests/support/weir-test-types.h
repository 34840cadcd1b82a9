/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/* Node types that exist in tests only:
 *
 * - "test source": 1 output and a button; pressed, it sends what it was given
 * - "test sink": 1 input; keeps what it receives for the test, then is done
 * - "test fail": 1 input; fails with the text of `msg.fail`
 * - "test status": 1 input; shows `msg.show` as its status
 */

/**
 * WeirTestProbe:
 *
 * The facility in which sinks keep what they receive.
 */
#define WEIR_TYPE_TEST_PROBE (weir_test_probe_get_type ())
G_DECLARE_FINAL_TYPE (WeirTestProbe, weir_test_probe, WEIR, TEST_PROBE, GObject)

WeirTestProbe *weir_test_probe_new (void);

/**
 * weir_test_probe_count:
 *
 * Returns: how many messages of the sink of that id have not been taken yet
 */
guint weir_test_probe_count (WeirTestProbe *self, const char *id);

/**
 * weir_test_probe_pop:
 *
 * Returns: (transfer full) (nullable): the oldest of them
 */
WeirMessage *weir_test_probe_pop (WeirTestProbe *self, const char *id);

/**
 * weir_test_types:
 *
 * Returns: the types above, ended by %NULL
 */
const WeirNodeType *const *weir_test_types (void);

G_END_DECLS
