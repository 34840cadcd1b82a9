/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/weir-cli-command.h"

G_BEGIN_DECLS

/* All of these are made from the tables of the commands and return
 * (transfer full) the whole text. */

char *weir_cli_version_text (void);
char *weir_cli_help_text (void);
char *weir_cli_command_help_text (const WeirCliCommand *command);

/**
 * weir_cli_man_page_text:
 *
 * Returns: (transfer full): weir-cli(1) in troff
 */
char *weir_cli_man_page_text (void);

/* Returns: (transfer full): the completion of weir-cli for a shell */
char *weir_cli_bash_completion_text (void);
char *weir_cli_fish_completion_text (void);
char *weir_cli_zsh_completion_text (void);

/**
 * weir_cli_problem_text:
 * @code: a problem's code, in any case
 *
 * Returns: (transfer full) (nullable): what it means and what helps; %NULL when
 *   there is no such code
 */
char *weir_cli_problem_text (const char *code);

/* Pages of the help, in Markdown and English: all codes, and all node types. */
char *weir_cli_problems_page_text (void);
char *weir_cli_nodes_page_text (void);

/**
 * weir_cli_option_label:
 *
 * Returns: (transfer full): an option as the help shows it:
 *   `-q, --quiet` or `--port=N`
 */
char *weir_cli_option_label (const WeirCliOption *option);

G_END_DECLS
