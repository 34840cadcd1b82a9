/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/weir-cli-command.h"

G_BEGIN_DECLS

/* What commands that end by themselves print. All text is UTF-8, whatever the
 * locale. */

/**
 * weir_cli_print:
 * @text: @length bytes, or -1 when it ends with a NUL byte
 *
 * Writes to standard output; weir_cli_print_finish() tells whether all of it
 * arrived.
 */
void weir_cli_print (const char *text, gssize length);
void weir_cli_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Lets what was printed so far go out; a loss is told in the end. */
void weir_cli_print_flush (void);

/**
 * weir_cli_print_finish:
 * @status: what the command would exit with
 *
 * Flushes standard output and complains when something was lost.
 *
 * Returns: @status, or %WEIR_CLI_EXIT_FAILED when output was lost
 */
WeirCliExit weir_cli_print_finish (WeirCliExit status);

/**
 * weir_cli_complain:
 *
 * Writes one line to standard error, with the program's name in front.
 */
void weir_cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * weir_cli_usage_error:
 * @command: (nullable): the command called wrongly
 *
 * Complains, and says where to find the right usage.
 *
 * Returns: %WEIR_CLI_EXIT_USAGE
 */
WeirCliExit
weir_cli_usage_error (const WeirCliCommand *command, const char *format, ...)
  G_GNUC_PRINTF (2, 3);

G_END_DECLS
