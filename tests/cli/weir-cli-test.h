/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs the program that was built, as a user would. A program that hangs is
 * ended with the test, by the time-out Meson gives it. */

typedef struct
{
  int   status; /* exit status; -1 when a signal ended it */
  char *out;
  char *err;
} WeirCliResult;

/**
 * weir_cli_test_run:
 * @...: arguments, ended by %NULL
 *
 * Runs weir-cli to its end.
 *
 * Returns: (transfer full): what came of it
 */
WeirCliResult *weir_cli_test_run (const char *first, ...) G_GNUC_NULL_TERMINATED;
WeirCliResult *weir_cli_test_run_argv (const char *const *arguments);
void           weir_cli_result_free (WeirCliResult *result);

/**
 * WeirCliProcess:
 *
 * A weir-cli that runs beside the test. Its standard output is read line by
 * line; its log goes to the test's.
 */
typedef struct
{
  GSubprocess      *process;
  GDataInputStream *out;
} WeirCliProcess;

WeirCliProcess *weir_cli_process_new (GSubprocessLauncher *launcher,
                                      const char          *first,
                                      ...) G_GNUC_NULL_TERMINATED;

/**
 * weir_cli_process_wait_for:
 *
 * Reads lines until one holds @text; fails the test when none does.
 *
 * Returns: (transfer full): that line
 */
char *weir_cli_process_wait_for (WeirCliProcess *process, const char *text);

/**
 * weir_cli_process_wait_ready:
 *
 * Returns: the port; the process has to run with --format=json
 */
guint weir_cli_process_wait_ready (WeirCliProcess *process);
void  weir_cli_process_signal (WeirCliProcess *process, int number);

/**
 * weir_cli_process_end:
 *
 * Reads the rest, waits for the end and releases it.
 *
 * Returns: the exit status; -1 when a signal ended it
 */
int weir_cli_process_end (WeirCliProcess *process);

/**
 * weir_cli_test_write:
 * @text: @length bytes, or -1 when it ends with NUL
 *
 * Returns: (transfer full): the path of a file in a directory of this test's
 *   own, which goes away with weir_cli_test_clean()
 */
char *weir_cli_test_write (const char *name, const char *text, gssize length);
const char *weir_cli_test_directory (void);
void        weir_cli_test_clean (void);

/**
 * weir_cli_test_example:
 *
 * Returns: (transfer full): the path of one of the example flows
 */
char *weir_cli_test_example (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliResult, weir_cli_result_free)

G_END_DECLS
