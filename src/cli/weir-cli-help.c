/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-help.h"

#include "cli/weir-cli-wrap.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OPTION_COLUMNS 30 /* where the explanation of an option starts */

char *
weir_cli_version_text (void)
{
  return g_strdup_printf ("weir-cli %s\n", WEIR_VERSION);
}

char *
weir_cli_option_label (const WeirCliOption *option)
{
  g_autofree char *value = option->value == NULL ? g_strdup ("")
                           : option->implied != NULL
                             ? g_strconcat ("[=", option->value, "]", NULL)
                             : g_strconcat ("=", option->value, NULL);

  if (option->letter != 0)
    return g_strdup_printf ("-%c, --%s%s", option->letter, option->name, value);
  return g_strdup_printf ("--%s%s", option->name, value);
}

static void
append_row (GString *out, const char *label, const char *help)
{
  guint column = 2 + weir_cli_get_width (label, strlen (label));

  g_string_append_printf (out, "  %s", label);
  if (column + 2 > OPTION_COLUMNS)
    {
      g_string_append_c (out, '\n');
      column = 0;
    }
  g_string_append_printf (out, "%*s", (int)(OPTION_COLUMNS - column), "");
  weir_cli_wrap (out, help, OPTION_COLUMNS, OPTION_COLUMNS);
}

static void
append_option (GString *out, const WeirCliOption *option)
{
  g_autofree char *label = weir_cli_option_label (option);
  g_autofree char *help = NULL;

  if (option->def != NULL)
    /* Translators: an explanation, and the default of what it explains */
    help =
      g_strdup_printf (_ ("%s (default: %s)"), _ (option->help), option->def);
  else
    help = g_strdup (_ (option->help));
  append_row (out, label, help);
}

static void
append_paragraphs (GString *out, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_string_append_c (out, '\n');
      weir_cli_wrap (out, paragraphs[i], 0, 0);
    }
}

char *
weir_cli_command_help_text (const WeirCliCommand *command)
{
  g_autoptr (GString)  out = g_string_new (NULL);
  const WeirCliOption *option;

  g_string_append_printf (out,
                          /* Translators: the name of a command and its arguments,
                           * which stay as they are */
                          _ ("Usage: weir-cli %s [OPTION…] %s"),
                          command->name,
                          command->synopsis);
  g_string_append_printf (out, "\n\n%s\n", _ (command->summary));
  append_paragraphs (out, _ (command->description));
  g_string_append_printf (out, "\n%s\n", _ ("Options:"));
  for (option = command->options; option->name != NULL; option++)
    append_option (out, option);
  append_row (out, "-h, --help", _ ("show this help"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
weir_cli_help_text (void)
{
  g_autoptr (GString)          out = g_string_new (NULL);
  const WeirCliCommand *const *table = weir_cli_command_table ();

  g_string_append_printf (out,
                          "%s\n\n%s\n\n%s\n",
                          _ ("Usage: weir-cli COMMAND [OPTION…]"),
                          _ ("Runs and checks Node-RED flows without a "
                             "display."),
                          _ ("Commands:"));
  for (guint i = 0; table[i] != NULL; i++)
    append_row (out, table[i]->name, _ (table[i]->summary));
  append_row (out,
              "help [COMMAND|CODE]",
              _ ("explain weir-cli, a command, or the code of a problem"));
  g_string_append_printf (out, "\n%s\n", _ ("Options:"));
  append_row (out, "-h, --help", _ ("show this help"));
  append_row (out, "--version", _ ("show the version"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}
