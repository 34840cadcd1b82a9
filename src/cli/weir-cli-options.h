/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/weir-cli-command.h"

G_BEGIN_DECLS

/* How often an option that may be given again counts, at most. */
#define WEIR_CLI_MAX_LIST 10000

/**
 * weir_cli_options_parse:
 * @command: whose options they are
 * @argv: (array zero-terminated=1): what follows the command's name
 * @help: (out): whether --help was given; then nothing else counts
 * @error: %G_OPTION_ERROR
 *
 * Returns: (transfer full) (nullable): the call, to be released with
 *   weir_cli_call_free()
 */
WeirCliCall *weir_cli_options_parse (const WeirCliCommand *command,
                                     char                **argv,
                                     gboolean             *help,
                                     GError              **error);
void         weir_cli_call_free (WeirCliCall *call);

/**
 * weir_cli_parse_size:
 * @text: a number of bytes, with K, M or G behind it, KiB, MiB or GiB too
 *
 * Returns: whether @text is a size; then @size is set
 */
gboolean weir_cli_parse_size (const char *text, gsize *size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliCall, weir_cli_call_free)

G_END_DECLS
