/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-options.h"

#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* GOption splits the command line; what a value means is said by the option
 * tables of the commands alone. Every value passes through fill(), defaults
 * included, so that a default is written as a user would type it. */

static const WeirCliOption *
find_option (const WeirCliCommand *command, const char *name)
{
  const WeirCliOption *option;

  for (option = command->options; option->name != NULL; option++)
    {
      if (g_str_has_prefix (name, "--") && g_str_equal (name + 2, option->name))
        return option;
      if (option->letter != 0 && name[1] == option->letter && name[2] == '\0')
        return option;
    }
  g_assert_not_reached ();
}

gboolean
weir_cli_parse_size (const char *text, gsize *size)
{
  static const struct
  {
    const char *suffix;
    guint       shift;
  } units[] = {
    { "", 0 },     { "K", 10 },   { "M", 20 },   { "G", 30 },
    { "KiB", 10 }, { "MiB", 20 }, { "GiB", 30 },
  };
  char   *end;
  guint64 number = g_ascii_strtoull (text, &end, 10);

  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  while (*end == ' ')
    end++;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (!g_str_equal (end, units[i].suffix))
        continue;
      if (number > (G_MAXSIZE >> units[i].shift))
        return FALSE;
      *size = (gsize)number << units[i].shift;
      return TRUE;
    }
  return FALSE;
}

static gboolean
fill_number (const WeirCliOption *option,
             const char          *text,
             gpointer             member,
             GError             **error)
{
  double number = weir_number_from_text (text, strlen (text));
  char   min[WEIR_NUMBER_TEXT_MAX];
  char   max[WEIR_NUMBER_TEXT_MAX];

  if (*text != '\0' && number >= option->min && number <= option->max &&
      (option->kind == WEIR_CLI_OPTION_SECONDS || number == floor (number)))
    {
      if (option->kind == WEIR_CLI_OPTION_SECONDS)
        *(double *)member = number;
      else
        *(guint *)member = (guint)number;
      return TRUE;
    }
  weir_number_to_text (option->min, min);
  weir_number_to_text (option->max, max);
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("--%s takes a number between %s and %s, not “%s”"),
               option->name,
               min,
               max,
               text);
  return FALSE;
}

static gboolean
fill_size (const WeirCliOption *option,
           const char          *text,
           gsize               *member,
           GError             **error)
{
  gsize size;

  if (weir_cli_parse_size (text, &size) && (double)size >= option->min)
    {
      *member = size;
      return TRUE;
    }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("--%s takes a size such as 65536 or 16M, not “%s”"),
               option->name,
               text);
  return FALSE;
}

static gboolean
fill_choice (const WeirCliOption *option,
             const char          *text,
             guint               *member,
             GError             **error)
{
  g_autofree char *all = NULL;

  for (guint i = 0; option->choices[i] != NULL; i++)
    {
      if (g_str_equal (text, option->choices[i]))
        {
          *member = i;
          return TRUE;
        }
    }
  all = g_strjoinv (", ", (char **)option->choices);
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("--%s takes one of %s, not “%s”"),
               option->name,
               all,
               text);
  return FALSE;
}

static gboolean
fill_list (const WeirCliOption *option,
           const char          *text,
           GPtrArray           *member,
           GError             **error)
{
  if (member->len < WEIR_CLI_MAX_LIST)
    {
      g_ptr_array_add (member, g_strdup (text));
      return TRUE;
    }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("--%s can be given %d times at most"),
               option->name,
               WEIR_CLI_MAX_LIST);
  return FALSE;
}

static gboolean
fill_text (const WeirCliOption *option,
           const char          *text,
           char               **member,
           GError             **error)
{
  if (option->kind == WEIR_CLI_OPTION_TEXT &&
      !weir_text_is_utf8 (text, strlen (text)))
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("the value of --%s isn’t UTF-8"),
                   option->name);
      return FALSE;
    }
  if (option->kind == WEIR_CLI_OPTION_FILE && *text == '\0')
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("--%s needs the name of a file"),
                   option->name);
      return FALSE;
    }
  g_free (*member);
  *member = g_strdup (text);
  return TRUE;
}

static gboolean
fill (const WeirCliOption *option, const char *text, gpointer options, GError **error)
{
  gpointer member = (char *)options + option->offset;

  switch (option->kind)
    {
    case WEIR_CLI_OPTION_FLAG:
      *(gboolean *)member = TRUE;
      return TRUE;
    case WEIR_CLI_OPTION_TEXT:
    case WEIR_CLI_OPTION_FILE:
      return fill_text (option, text, member, error);
    case WEIR_CLI_OPTION_LIST:
      return fill_list (option, text, *(GPtrArray **)member, error);
    case WEIR_CLI_OPTION_CHOICE:
      return fill_choice (option, text, member, error);
    case WEIR_CLI_OPTION_COUNT:
    case WEIR_CLI_OPTION_SECONDS:
      return fill_number (option, text, member, error);
    case WEIR_CLI_OPTION_SIZE:
      return fill_size (option, text, member, error);
    }
  g_assert_not_reached ();
}

static gboolean
option_cb (const char *name, const char *value, gpointer data, GError **error)
{
  WeirCliCall *call = data;

  return fill (find_option (call->command, name), value, call->options, error);
}

static WeirCliCall *
call_new (const WeirCliCommand *command)
{
  WeirCliCall         *call = g_new0 (WeirCliCall, 1);
  const WeirCliOption *option;

  call->command = command;
  call->options = g_malloc0 (command->options_size);
  for (option = command->options; option->name != NULL; option++)
    {
      gpointer member = (char *)call->options + option->offset;

      if (option->kind == WEIR_CLI_OPTION_LIST)
        *(GPtrArray **)member = g_ptr_array_new_with_free_func (g_free);
      else if (option->def != NULL)
        fill (option, option->def, call->options, NULL);
    }
  return call;
}

void
weir_cli_call_free (WeirCliCall *call)
{
  const WeirCliOption *option;

  for (option = call->command->options; option->name != NULL; option++)
    {
      gpointer member = (char *)call->options + option->offset;

      if (option->kind == WEIR_CLI_OPTION_LIST)
        g_ptr_array_unref (*(GPtrArray **)member);
      else if (option->kind == WEIR_CLI_OPTION_TEXT ||
               option->kind == WEIR_CLI_OPTION_FILE)
        g_free (*(char **)member);
    }
  g_strfreev (call->arguments);
  g_free (call->options);
  g_free (call);
}

static void
add_entries (GOptionGroup *group, const WeirCliCommand *command)
{
  const WeirCliOption *option;

  for (option = command->options; option->name != NULL; option++)
    {
      /* Values come as the bytes typed, whatever the locale says of them. */
      GOptionEntry entries[] = {
        {
          .long_name = option->name,
          .short_name = option->letter,
          .flags = option->kind == WEIR_CLI_OPTION_FLAG ? G_OPTION_FLAG_NO_ARG
                                                        : G_OPTION_FLAG_FILENAME,
          .arg = G_OPTION_ARG_CALLBACK,
          .arg_data = (gpointer)option_cb,
        },
        G_OPTION_ENTRY_NULL,
      };

      g_option_group_add_entries (group, entries);
    }
}

/* Returns: (transfer full): a word of the command line, with the value it
 *   implies */
static char *
complete_word (const WeirCliCommand *command, const char *word)
{
  const WeirCliOption *option;

  for (option = command->options; option->name != NULL; option++)
    {
      if (option->implied != NULL && g_str_has_prefix (word, "--") &&
          g_str_equal (word + 2, option->name))
        return g_strconcat (word, "=", option->implied, NULL);
    }
  return g_strdup (word);
}

static gboolean
check_arguments (WeirCliCall *call, GError **error)
{
  guint n = call->arguments != NULL ? g_strv_length (call->arguments) : 0;

  if (n < call->command->min_arguments)
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_FAILED,
                   _ ("%s is missing"),
                   call->command->synopsis);
      return FALSE;
    }
  if (n > call->command->max_arguments)
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_FAILED,
                   _ ("“%s” is one argument too many"),
                   call->arguments[call->command->max_arguments]);
      return FALSE;
    }
  return TRUE;
}

/* GOption lets `--strict=no` pass, and would take it for the opposite of what
 * it says. */
static gboolean
check_flags (const WeirCliCommand *command, char **argv, GError **error)
{
  const WeirCliOption *option;

  for (guint i = 0; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    {
      for (option = command->options; option->name != NULL; option++)
        {
          gsize length = strlen (option->name);

          if (option->kind != WEIR_CLI_OPTION_FLAG ||
              !g_str_has_prefix (argv[i], "--") ||
              strncmp (argv[i] + 2, option->name, length) != 0 ||
              argv[i][2 + length] != '=')
            continue;
          g_set_error (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("--%s takes no value"),
                       option->name);
          return FALSE;
        }
    }
  return TRUE;
}

WeirCliCall *
weir_cli_options_parse (const WeirCliCommand *command,
                        char                **argv,
                        gboolean             *help,
                        GError              **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (WeirCliCall)    call = call_new (command);
  g_autoptr (GPtrArray)      words = g_ptr_array_new_with_free_func (g_free);
  GOptionGroup              *group;
  char                     **all;
  gboolean                   words_end = FALSE;
  gboolean                   parsed;
  GOptionEntry               common[] = {
                  { .long_name = "help", .short_name = 'h', .arg_data = help },
                  {
                    .long_name = G_OPTION_REMAINING,
                    .arg = G_OPTION_ARG_FILENAME_ARRAY,
                    .arg_data = &call->arguments,
    },
                  G_OPTION_ENTRY_NULL,
  };

  *help = FALSE;
  call->words = argv;
  if (!check_flags (command, argv, error))
    return NULL;
  group = g_option_group_new (command->name, "", "", call, NULL);
  g_option_group_add_entries (group, common);
  add_entries (group, command);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);

  g_ptr_array_add (words, g_strdup (command->name));
  for (guint i = 0; argv[i] != NULL; i++)
    {
      if (g_str_equal (argv[i], "--"))
        words_end = TRUE;
      g_ptr_array_add (words,
                       words_end ? g_strdup (argv[i])
                                 : complete_word (command, argv[i]));
    }
  g_ptr_array_add (words, NULL);
  all = (char **)g_ptr_array_free (g_steal_pointer (&words), FALSE);
  parsed = g_option_context_parse_strv (context, &all, error);
  g_strfreev (all);
  if (!parsed || (!*help && !check_arguments (call, error)))
    return NULL;
  return g_steal_pointer (&call);
}
