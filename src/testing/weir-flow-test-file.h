/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "testing/weir-flow-test.h"

G_BEGIN_DECLS

/**
 * weir_flow_test_read_file:
 * @error: %G_IO_ERROR; also for a file larger than %WEIR_FLOW_TEST_MAX_BYTES
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *weir_flow_test_read_file (GFile *file, GError **error);

/**
 * weir_flow_test_find_flow:
 * @file: the test file
 *
 * Returns: (transfer full) (nullable): the flow file the test names; %NULL when
 *   @file stands in no folder
 */
GFile *weir_flow_test_find_flow (GFile *file, WeirFlowTest *test);

G_END_DECLS
