/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-help.h"

#include <glib/gi18n-lib.h>

/* The completion for fish: one line an option, which holds once its command
 * stands in the line. */

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '\'');
}

static void
append_value (GString *out, const WeirCliOption *option)
{
  g_autofree char *choices = NULL;

  switch (option->kind)
    {
    case WEIR_CLI_OPTION_FLAG:
      return;
    case WEIR_CLI_OPTION_FILE:
      g_string_append (out, " -r -F");
      return;
    case WEIR_CLI_OPTION_CHOICE:
      choices = g_strjoinv (" ", (char **)option->choices);
      g_string_append_printf (out, " -x -a '%s'", choices);
      return;
    case WEIR_CLI_OPTION_TEXT:
    case WEIR_CLI_OPTION_LIST:
    case WEIR_CLI_OPTION_COUNT:
    case WEIR_CLI_OPTION_SECONDS:
    case WEIR_CLI_OPTION_SIZE:
      g_string_append (out, " -x");
      return;
    }
}

static void
begin (GString *out, const WeirCliCommand *command)
{
  g_string_append_printf (out,
                          "complete -c weir-cli "
                          "-n '__fish_seen_subcommand_from %s'",
                          command->name);
}

static void
append_command (GString *out, const WeirCliCommand *command)
{
  const WeirCliOption *option;

  for (option = command->options; option->name != NULL; option++)
    {
      begin (out, command);
      if (option->letter != 0)
        g_string_append_printf (out, " -s %c", option->letter);
      g_string_append_printf (out, " -l %s", option->name);
      append_value (out, option);
      g_string_append (out, " -d ");
      append_quoted (out, _ (option->help));
      g_string_append_c (out, '\n');
    }
  if (command->completes != NULL)
    {
      begin (out, command);

      /* A glob of ours is a star and what names end with. */
      g_string_append_printf (out,
                              " -k -a '(__fish_complete_suffix %s)'\n",
                              command->completes + 1);
    }
}

char *
weir_cli_fish_completion_text (void)
{
  g_autoptr (GString)          out = g_string_new (NULL);
  const WeirCliCommand *const *table = weir_cli_command_table ();
  g_autoptr (GString)          names = g_string_new (NULL);

  g_string_append (out,
                   "# fish completion for weir-cli; made from its own option "
                   "tables\n"
                   "complete -c weir-cli -f\n"
                   "complete -c weir-cli -l help -d 'show the help'\n"
                   "complete -c weir-cli -n __fish_use_subcommand -l version "
                   "-d 'show the version'\n");
  for (guint i = 0; table[i] != NULL; i++)
    {
      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", table[i]->name);
      g_string_append_printf (out,
                              "complete -c weir-cli -n __fish_use_subcommand "
                              "-a %s -d ",
                              table[i]->name);
      append_quoted (out, _ (table[i]->summary));
      g_string_append_c (out, '\n');
    }
  g_string_append_printf (out,
                          "complete -c weir-cli -n __fish_use_subcommand -a "
                          "help -d 'show the help of a command'\n"
                          "complete -c weir-cli -n "
                          "'__fish_seen_subcommand_from help' -a '%s'\n",
                          names->str);
  for (guint i = 0; table[i] != NULL; i++)
    append_command (out, table[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
