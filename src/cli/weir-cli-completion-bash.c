/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-help.h"

/* The completion for bash: a function that knows the commands, one list of
 * options for each, and what the value of an option may be. */

static const char head[] =
  "# bash completion for weir-cli; made from its own option tables\n"
  "_weir_cli_files ()\n"
  "{\n"
  "  compopt -o filenames 2>/dev/null\n"
  "  mapfile -t COMPREPLY < <(compgen -d -- \"$1\"; "
  "compgen -f -X \"!$2\" -- \"$1\")\n"
  "}\n"
  "\n"
  "_weir_cli_words ()\n"
  "{\n"
  "  mapfile -t COMPREPLY < <(compgen -W \"$2\" -- \"$1\")\n"
  "}\n"
  "\n"
  "_weir_cli ()\n"
  "{\n"
  "  # Bash splits words at \"=\" too.\n"
  "  local cur=${COMP_WORDS[COMP_CWORD]}\n"
  "  local option=${COMP_WORDS[COMP_CWORD-1]}\n"
  "  if [[ $cur == \"=\" ]]; then\n"
  "    cur=\n"
  "  elif [[ $option == \"=\" ]]; then\n"
  "    option=${COMP_WORDS[COMP_CWORD-2]}\n"
  "  fi\n"
  "  COMPREPLY=()\n"
  "  if [[ $COMP_CWORD -eq 1 ]]; then\n";

static const char tail[] = "  esac\n"
                           "}\n"
                           "\n"
                           "complete -F _weir_cli weir-cli\n";

static void
append_value (GString *out, const WeirCliOption *option)
{
  g_autofree char *choices = NULL;

  switch (option->kind)
    {
    case WEIR_CLI_OPTION_FILE:
      g_string_append_printf (out,
                              "        --%s)\n"
                              "          _weir_cli_files \"$cur\" '*'\n"
                              "          return ;;\n",
                              option->name);
      return;
    case WEIR_CLI_OPTION_CHOICE:
      choices = g_strjoinv (" ", (char **)option->choices);
      g_string_append_printf (out,
                              "        --%s)\n"
                              "          _weir_cli_words \"$cur\" '%s'\n"
                              "          return ;;\n",
                              option->name,
                              choices);
      return;
    case WEIR_CLI_OPTION_TEXT:
    case WEIR_CLI_OPTION_LIST:
    case WEIR_CLI_OPTION_COUNT:
    case WEIR_CLI_OPTION_SECONDS:
    case WEIR_CLI_OPTION_SIZE:
      g_string_append_printf (out, "        --%s) return ;;\n", option->name);
      return;
    case WEIR_CLI_OPTION_FLAG:
      return;
    }
}

static void
append_command (GString *out, const WeirCliCommand *command)
{
  const WeirCliOption *option;

  g_string_append_printf (out, "    %s)\n      case $option in\n", command->name);
  for (option = command->options; option->name != NULL; option++)
    append_value (out, option);
  g_string_append (out,
                   "      esac\n"
                   "      if [[ $cur == -* ]]; then\n"
                   "        _weir_cli_words \"$cur\" '");
  for (option = command->options; option->name != NULL; option++)
    g_string_append_printf (out,
                            "--%s%s ",
                            option->name,
                            option->kind == WEIR_CLI_OPTION_FLAG ? "" : "=");
  g_string_append (out,
                   "--help'\n"
                   "        [[ ${COMPREPLY[0]} == *= ]] && "
                   "compopt -o nospace 2>/dev/null\n");
  if (command->completes != NULL)
    g_string_append_printf (out,
                            "      else\n"
                            "        _weir_cli_files \"$cur\" '%s'\n",
                            command->completes);
  g_string_append (out, "      fi ;;\n");
}

char *
weir_cli_bash_completion_text (void)
{
  g_autoptr (GString)          out = g_string_new (head);
  const WeirCliCommand *const *table = weir_cli_command_table ();
  g_autoptr (GString)          names = g_string_new (NULL);

  for (guint i = 0; table[i] != NULL; i++)
    g_string_append_printf (names, "%s ", table[i]->name);
  g_string_append_printf (out,
                          "    _weir_cli_words \"$cur\" "
                          "'%shelp --help --version'\n"
                          "    return\n"
                          "  fi\n"
                          "  case ${COMP_WORDS[1]} in\n",
                          names->str);
  for (guint i = 0; table[i] != NULL; i++)
    append_command (out, table[i]);
  g_string_append_printf (out,
                          "    help)\n"
                          "      _weir_cli_words \"$cur\" '%s' ;;\n",
                          names->str);
  g_string_append (out, tail);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
