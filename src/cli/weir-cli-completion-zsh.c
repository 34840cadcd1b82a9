/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-help.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The completion for zsh: one call of _arguments a command, whose
 * specifications say what an option takes and what it is for. */

static const char head[] =
  "#compdef weir-cli\n"
  "# zsh completion for weir-cli; made from its own option tables\n"
  "\n"
  "_weir_cli ()\n"
  "{\n"
  "  local curcontext=$curcontext state line ret=1\n"
  "  local -A opt_args\n"
  "  local -a commands\n";

static const char tail[] = "      esac ;;\n"
                           "  esac\n"
                           "  return ret\n"
                           "}\n"
                           "\n"
                           "_weir_cli \"$@\"\n";

/* A text inside single quotes, where @special has a meaning for zsh. */
static void
append_quoted (GString *out, const char *text, const char *special)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'')
        g_string_append (out, "'\\''");
      else if (*p == '\\' || strchr (special, *p) != NULL)
        g_string_append_printf (out, "\\%c", *p);
      else
        g_string_append_c (out, *p);
    }
}

static void
append_value (GString *out, const WeirCliOption *option)
{
  g_autofree char *choices = NULL;

  if (option->kind == WEIR_CLI_OPTION_FLAG)
    return;
  g_string_append_c (out, ':');
  append_quoted (out, option->value, ":");
  g_string_append_c (out, ':');
  switch (option->kind)
    {
    case WEIR_CLI_OPTION_FILE:
      g_string_append (out, "_files");
      return;
    case WEIR_CLI_OPTION_CHOICE:
      choices = g_strjoinv (" ", (char **)option->choices);
      g_string_append_printf (out, "(%s)", choices);
      return;
    case WEIR_CLI_OPTION_FLAG:
    case WEIR_CLI_OPTION_TEXT:
    case WEIR_CLI_OPTION_LIST:
    case WEIR_CLI_OPTION_COUNT:
    case WEIR_CLI_OPTION_SECONDS:
    case WEIR_CLI_OPTION_SIZE:
      g_string_append_c (out, ' ');
      return;
    }
}

static void
append_option (GString *out, const WeirCliOption *option)
{
  g_string_append (out, " \\\n            ");
  if (option->letter != 0)
    g_string_append_printf (out,
                            "'(-%c --%s)'{-%c,--%s}'",
                            option->letter,
                            option->name,
                            option->letter,
                            option->name);
  else
    g_string_append_printf (out,
                            "'%s--%s%s",
                            option->kind == WEIR_CLI_OPTION_LIST ? "*" : "",
                            option->name,
                            option->kind == WEIR_CLI_OPTION_FLAG ? "" : "=");
  g_string_append_c (out, '[');
  append_quoted (out, _ (option->help), "[]");
  g_string_append_c (out, ']');
  append_value (out, option);
  g_string_append_c (out, '\'');
}

static void
append_command (GString *out, const WeirCliCommand *command)
{
  const WeirCliOption *option;

  g_string_append_printf (out,
                          "        %s)\n"
                          "          _arguments -S",
                          command->name);
  for (option = command->options; option->name != NULL; option++)
    append_option (out, option);
  g_string_append (out, " \\\n            '(- *)--help[show the help]'");
  if (command->completes != NULL)
    g_string_append_printf (out,
                            " \\\n            '*:file:_files -g \"%s\"'",
                            command->completes);
  g_string_append (out, " && ret=0 ;;\n");
}

char *
weir_cli_zsh_completion_text (void)
{
  g_autoptr (GString)          out = g_string_new (head);
  const WeirCliCommand *const *table = weir_cli_command_table ();

  g_string_append (out, "\n  commands=(\n");
  for (guint i = 0; table[i] != NULL; i++)
    {
      g_string_append_printf (out, "    '%s:", table[i]->name);
      append_quoted (out, _ (table[i]->summary), ":");
      g_string_append (out, "'\n");
    }
  g_string_append (out,
                   "    'help:show the help of a command'\n"
                   "  )\n"
                   "  _arguments -C \\\n"
                   "    '(- 1 *)--help[show the help]' \\\n"
                   "    '(- 1 *)--version[show the version]' \\\n"
                   "    '1:command:->command' \\\n"
                   "    '*::argument:->argument' && ret=0\n"
                   "  case $state in\n"
                   "    command) _describe -t commands command commands && "
                   "ret=0 ;;\n"
                   "    argument)\n"
                   "      case $line[1] in\n");
  for (guint i = 0; table[i] != NULL; i++)
    append_command (out, table[i]);
  g_string_append (out,
                   "        help)\n"
                   "          _describe -t commands command commands && "
                   "ret=0 ;;\n");
  g_string_append (out, tail);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
