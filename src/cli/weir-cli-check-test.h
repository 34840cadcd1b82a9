/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "cli/weir-cli-finding.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/**
 * weir_cli_check_read_test:
 * @path: as the command line names it
 *
 * Returns: (transfer full) (nullable): the bytes of a file that looks like a flow
 *   test
 */
GBytes *weir_cli_check_read_test (const char *path);

/**
 * weir_cli_check_test:
 * @path: a test file, as the command line names it
 * @bytes: what is in it
 * @encoding: (nullable): of its flow file
 * @func: called for each problem, in the order of the file
 *
 * Checks a test, and against its flow when nothing is wrong with it alone.
 *
 * Returns: whether it is without an error
 */
gboolean weir_cli_check_test (const char         *path,
                              GBytes             *bytes,
                              const char         *encoding,
                              const WeirRegistry *registry,
                              WeirCliFindingFunc  func,
                              gpointer            user_data);

G_END_DECLS
