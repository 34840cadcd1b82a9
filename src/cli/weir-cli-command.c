/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

#include "cli/weir-cli-help.h"
#include "cli/weir-cli-options.h"
#include "cli/weir-cli-print.h"

#include <glib/gi18n-lib.h>

static const WeirCliCommand *const commands[] = {
  &weir_cli_command_run,    &weir_cli_command_check, &weir_cli_command_test,
  &weir_cli_command_replay, &weir_cli_command_diff,  &weir_cli_command_format,
  &weir_cli_command_inject, &weir_cli_command_nodes, NULL,
};

/* What may stand in a command's place. Those that print make the files that
 * are installed beside the program, at build time. */
static const struct
{
  const char *word;
  char *(*text) (void);
} answers[] = {
  { "--version", weir_cli_version_text },
  { "--help", weir_cli_help_text },
  { "-h", weir_cli_help_text },
  { "--print-man-page", weir_cli_man_page_text },
  { "--print-bash-completion", weir_cli_bash_completion_text },
  { "--print-fish-completion", weir_cli_fish_completion_text },
  { "--print-zsh-completion", weir_cli_zsh_completion_text },
  { "--print-help-nodes", weir_cli_nodes_page_text },
  { "--print-help-problems", weir_cli_problems_page_text },
};

const WeirCliCommand *const *
weir_cli_command_table (void)
{
  return commands;
}

const WeirCliCommand *
weir_cli_command_lookup (const char *name)
{
  for (guint i = 0; commands[i] != NULL; i++)
    {
      if (g_str_equal (commands[i]->name, name))
        return commands[i];
    }
  return NULL;
}

static WeirCliExit
print_text (char *text)
{
  weir_cli_print (text, -1);
  g_free (text);
  return weir_cli_print_finish (WEIR_CLI_EXIT_OK);
}

static WeirCliExit
unknown_command (const char *name)
{
  g_autofree char *shown = g_filename_display_name (name);

  return weir_cli_usage_error (NULL, _ ("there is no command “%s”"), shown);
}

static WeirCliExit
print_help (char **names)
{
  const WeirCliCommand *command;
  char                 *problem;

  if (names[0] == NULL)
    return print_text (weir_cli_help_text ());
  problem = weir_cli_problem_text (names[0]);
  if (problem != NULL)
    return print_text (problem);
  command = weir_cli_command_lookup (names[0]);
  if (command == NULL)
    return unknown_command (names[0]);
  return print_text (weir_cli_command_help_text (command));
}

static WeirCliExit
run_command (const WeirCliCommand *command, char **argv)
{
  g_autoptr (WeirCliCall) call = NULL;
  g_autoptr (GError)      error = NULL;
  gboolean                help;

  call = weir_cli_options_parse (command, argv, &help, &error);
  if (call == NULL)
    return weir_cli_usage_error (command, "%s", error->message);
  if (help)
    return print_text (weir_cli_command_help_text (command));
  return command->run (call);
}

WeirCliExit
weir_cli_main (char **argv)
{
  const WeirCliCommand *command;

  if (argv[0] == NULL || argv[1] == NULL)
    return weir_cli_usage_error (NULL, _ ("a command is missing"));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (g_str_equal (argv[1], answers[i].word))
        return print_text (answers[i].text ());
    }
  if (g_str_equal (argv[1], "help"))
    return print_help (argv + 2);
  command = weir_cli_command_lookup (argv[1]);
  if (command == NULL)
    return unknown_command (argv[1]);
  return run_command (command, argv + 2);
}
