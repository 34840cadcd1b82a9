/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files looked at in a folder at most: a folder is not made for tests alone. */
#define WEIR_FLOW_TEST_FILES_MAX 10000

/**
 * weir_flow_test_files_read_async:
 * @flow: (nullable): the flow file whose folder is looked through
 * @others: (element-type GFile): further test files
 *
 * Reads, on another thread, all test files of a flow.
 */
void weir_flow_test_files_read_async (GFile              *flow,
                                      GPtrArray          *others,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);

/**
 * weir_flow_test_files_read_finish:
 * @error: %G_IO_ERROR_CANCELLED only; a folder that can't be seen has no tests
 *
 * Returns: (transfer full) (nullable) (element-type WeirFlowTestItem): sorted by
 *   name
 */
GPtrArray *
weir_flow_test_files_read_finish (GAsyncResult *result, GError **error);

/**
 * weir_flow_test_files_new_place:
 * @flow: a flow file
 *
 * Returns: (transfer full): where its next test is put: beside it, `echo.json` →
 *   `echo.test.json`, `echo-2.test.json`, …
 */
GFile *weir_flow_test_files_new_place (GFile *flow);

G_END_DECLS
