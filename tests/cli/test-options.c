/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/weir-cli-help.h"
#include "cli/weir-cli-options.h"

#include <string.h>

typedef struct
{
  gboolean   flag;
  char      *text;
  char      *file;
  GPtrArray *list;
  guint      choice;
  guint      count;
  double     seconds;
  gsize      size;
} Options;

static const char *const choices[] = { "red", "green", NULL };

static const WeirCliOption options[] = {
  {
    .name = "flag",
    .letter = 'f',
    .kind = WEIR_CLI_OPTION_FLAG,
    .offset = G_STRUCT_OFFSET (Options, flag),
    .help = "a flag",
  },
  {
    .name = "text",
    .kind = WEIR_CLI_OPTION_TEXT,
    .offset = G_STRUCT_OFFSET (Options, text),
    .value = "TEXT",
    .help = "a text",
    .def = "preset",
  },
  {
    .name = "file",
    .kind = WEIR_CLI_OPTION_FILE,
    .offset = G_STRUCT_OFFSET (Options, file),
    .value = "FILE",
    .help = "a file",
  },
  {
    .name = "list",
    .kind = WEIR_CLI_OPTION_LIST,
    .offset = G_STRUCT_OFFSET (Options, list),
    .value = "ITEM",
    .help = "a list",
  },
  {
    .name = "choice",
    .kind = WEIR_CLI_OPTION_CHOICE,
    .offset = G_STRUCT_OFFSET (Options, choice),
    .value = "COLOUR",
    .help = "a choice",
    .def = "green",
    .choices = choices,
  },
  {
    .name = "count",
    .kind = WEIR_CLI_OPTION_COUNT,
    .offset = G_STRUCT_OFFSET (Options, count),
    .value = "N",
    .help = "a count",
    .min = 1,
    .max = 65535,
  },
  {
    .name = "seconds",
    .kind = WEIR_CLI_OPTION_SECONDS,
    .offset = G_STRUCT_OFFSET (Options, seconds),
    .value = "S",
    .help = "seconds",
    .min = 0.5,
    .max = 100,
  },
  {
    .name = "size",
    .kind = WEIR_CLI_OPTION_SIZE,
    .offset = G_STRUCT_OFFSET (Options, size),
    .value = "SIZE",
    .help = "a size",
    .min = 10,
  },
  {},
};

static WeirCliExit
run_nothing (const WeirCliCall *call)
{
  return WEIR_CLI_EXIT_OK;
}

static const WeirCliCommand command = {
  .name = "try",
  .synopsis = "FILE…",
  .summary = "a command",
  .description = "Does nothing.",
  .options = options,
  .options_size = sizeof (Options),
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run_nothing,
};

static WeirCliCall *
parse (const char *line, gboolean *help, GError **error)
{
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);

  return weir_cli_options_parse (&command, argv, help, error);
}

static void
test_values (void)
{
  g_autoptr (GError)      error = NULL;
  gboolean                help;
  g_autoptr (WeirCliCall) call =
    parse ("-f --text=one --text two --file=/a/b --list=x --list y "
           "--choice=red --count=65535 --seconds=1.5 --size=3K -- -a",
           &help,
           &error);
  const Options *got;

  g_assert_no_error (error);
  g_assert_false (help);
  got = call->options;
  g_assert_true (got->flag);
  g_assert_cmpstr (got->text, ==, "two");
  g_assert_cmpstr (got->file, ==, "/a/b");
  g_assert_cmpuint (got->list->len, ==, 2);
  g_assert_cmpstr (got->list->pdata[1], ==, "y");
  g_assert_cmpuint (got->choice, ==, 0);
  g_assert_cmpuint (got->count, ==, 65535);
  g_assert_cmpfloat (got->seconds, ==, 1.5);
  g_assert_cmpuint (got->size, ==, 3072);
  g_assert_cmpstr (call->arguments[0], ==, "-a");
}

static void
test_defaults (void)
{
  g_autoptr (GError)      error = NULL;
  gboolean                help;
  g_autoptr (WeirCliCall) call = parse ("a b", &help, &error);
  const Options          *got;

  g_assert_no_error (error);
  got = call->options;
  g_assert_false (got->flag);
  g_assert_cmpstr (got->text, ==, "preset");
  g_assert_null (got->file);
  g_assert_cmpuint (got->list->len, ==, 0);
  g_assert_cmpuint (got->choice, ==, 1);
}

static void
test_help_wins (void)
{
  g_autoptr (GError)      error = NULL;
  gboolean                help;
  g_autoptr (WeirCliCall) call = parse ("--help", &help, &error);

  g_assert_no_error (error);
  g_assert_true (help);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *line;
    const char *says;
  } cases[] = {
    { "--nothing a", "nothing" },
    { "--count=0 a", "--count" },
    { "--count=65536 a", "65535" },
    { "--count=1.5 a", "1.5" },
    { "--count= a", "--count" },
    { "--count=eleven a", "eleven" },
    { "--count=NaN a", "NaN" },
    { "--seconds=0.4 a", "0.5" },
    { "--size=9 a", "--size" },
    { "--size=1X a", "1X" },
    { "--size=-1 a", "-1" },
    { "--size=99999999999999999999G a", "--size" },
    { "--choice=blue a", "red, green" },
    { "--text=\xff a", "UTF-8" },
    { "--flag=yes a", "flag" },
    { "--text", "text" },
    { "-f", "FILE" },
    { "a b c", "c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean           help;
      WeirCliCall       *call = parse (cases[i].line, &help, &error);
      g_autofree char   *shown = g_strescape (cases[i].line, NULL);

      g_test_message ("%s", shown);
      g_assert_null (call);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
test_size (void)
{
  static const struct
  {
    const char *text;
    gsize       size;
  } cases[] = {
    { "0", 0 },       { "16M", 16u << 20 }, { "16 MiB", 16u << 20 },
    { "2KiB", 2048 }, { "1G", 1u << 30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize size;

      g_assert_true (weir_cli_parse_size (cases[i].text, &size));
      g_assert_cmpuint (size, ==, cases[i].size);
    }
}

/* Everything made from the tables names every option of every command. */
static void
test_tables_are_said (void)
{
  g_autofree char             *man = weir_cli_man_page_text ();
  g_autofree char             *bash = weir_cli_bash_completion_text ();
  g_autofree char             *fish = weir_cli_fish_completion_text ();
  g_autofree char             *zsh = weir_cli_zsh_completion_text ();
  g_autofree char             *all = weir_cli_help_text ();
  const WeirCliCommand *const *table = weir_cli_command_table ();

  for (guint i = 0; table[i] != NULL; i++)
    {
      g_autofree char     *help = weir_cli_command_help_text (table[i]);
      const WeirCliOption *option;

      g_assert_nonnull (strstr (all, table[i]->name));
      g_assert_nonnull (strstr (help, table[i]->synopsis));
      for (option = table[i]->options; option->name != NULL; option++)
        {
          g_autofree char *label = weir_cli_option_label (option);
          g_autofree char *word = g_strconcat ("--", option->name, NULL);
          g_autofree char *fish_word = g_strconcat ("-l ", option->name, NULL);
          g_auto (GStrv)   parts = g_strsplit (option->name, "-", -1);
          g_autofree char *troff = g_strjoinv ("\\-", parts);

          g_assert_nonnull (option->help);
          g_assert_nonnull (strstr (help, label));
          g_assert_nonnull (strstr (bash, word));
          g_assert_nonnull (strstr (fish, fish_word));
          g_assert_nonnull (strstr (zsh, word));
          g_assert_nonnull (strstr (man, troff));
        }
    }
}

/* Every option of the program has a default its own parser takes. */
static void
test_defaults_are_valid (void)
{
  const WeirCliCommand *const *table = weir_cli_command_table ();

  for (guint i = 0; table[i] != NULL; i++)
    {
      const WeirCliOption *option;

      for (option = table[i]->options; option->name != NULL; option++)
        {
          g_autofree char        *word = NULL;
          char                   *argv[] = { NULL, (char *)"--help", NULL };
          gboolean                help;
          g_autoptr (WeirCliCall) call = NULL;
          g_autoptr (GError)      error = NULL;

          if (option->def == NULL)
            continue;
          word = g_strdup_printf ("--%s=%s", option->name, option->def);
          argv[0] = word;
          call = weir_cli_options_parse (table[i], argv, &help, &error);
          g_assert_no_error (error);
          g_assert_nonnull (call);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/options/values", test_values);
  g_test_add_func ("/cli/options/defaults", test_defaults);
  g_test_add_func ("/cli/options/help-wins", test_help_wins);
  g_test_add_func ("/cli/options/refused", test_refused);
  g_test_add_func ("/cli/options/size", test_size);
  g_test_add_func ("/cli/options/tables-are-said", test_tables_are_said);
  g_test_add_func ("/cli/options/defaults-are-valid", test_defaults_are_valid);
  return g_test_run ();
}
