/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long a test waits for what must come. */
#define WEIR_TEST_PROGRAM_TIMEOUT_S 30

/**
 * WeirTestProgram:
 *
 * A program a test runs and talks to. Its output, standard error included, is
 * collected line by line and shown when something expected does not come.
 */
typedef struct _WeirTestProgram WeirTestProgram;

/**
 * weir_test_program_new:
 * @argv: the command, ended by %NULL
 * @environment: (nullable): NAME=VALUE, …, ended by %NULL; added to ours
 */
WeirTestProgram *
weir_test_program_new (const char *const *argv, const char *const *environment);

/**
 * weir_test_program_free:
 *
 * Ends it with SIGTERM, and with SIGKILL when that is not heard.
 */
void weir_test_program_free (WeirTestProgram *program);

/**
 * weir_test_program_expect:
 *
 * Waits for a line that holds @text, from behind the last one expected; fails
 * the test when none comes.
 *
 * Returns: (transfer none): the line
 */
const char *weir_test_program_expect (WeirTestProgram *program, const char *text);

/**
 * weir_test_program_expect_exit:
 *
 * Waits for its end; fails the test unless it ends with @status.
 */
void weir_test_program_expect_exit (WeirTestProgram *program, int status);

/**
 * weir_test_program_type:
 *
 * Writes to its standard input.
 */
void weir_test_program_type (WeirTestProgram *program, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestProgram, weir_test_program_free)

G_END_DECLS
