/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses of every command. */
typedef enum
{
  WEIR_CLI_EXIT_OK = 0,
  WEIR_CLI_EXIT_FAILED = 1, /* the flow could not do what was asked */
  WEIR_CLI_EXIT_USAGE = 2,  /* wrong usage */
} WeirCliExit;

/* What an option takes, and the type of the struct member it fills. */
typedef enum
{
  WEIR_CLI_OPTION_FLAG,    /* gboolean */
  WEIR_CLI_OPTION_TEXT,    /* char *, UTF-8 */
  WEIR_CLI_OPTION_FILE,    /* char *, a file name in any encoding */
  WEIR_CLI_OPTION_LIST,    /* GPtrArray of char *; may be given again */
  WEIR_CLI_OPTION_CHOICE,  /* guint, the index into `choices` */
  WEIR_CLI_OPTION_COUNT,   /* guint from `min` to `max` */
  WEIR_CLI_OPTION_SECONDS, /* double from `min` to `max` */
  WEIR_CLI_OPTION_SIZE,    /* gsize; K, M and G are powers of 1024 */
} WeirCliOptionKind;

/**
 * WeirCliOption:
 *
 * One option of a command, in plain data: read by the parser, the help, the
 * manual page and the completion. A table of them ends with a %NULL name.
 */
typedef struct
{
  const char        *name;
  char               letter; /* 0 for none */
  WeirCliOptionKind  kind;
  gsize              offset;  /* of its member in the options struct */
  const char        *value;   /* (nullable): what stands for its value */
  const char        *implied; /* (nullable): its value when it is given without
                               * one; with one it needs a "=" */
  const char        *help;    /* N_() */
  const char        *def; /* (nullable): its default, as one would type it */
  const char *const *choices;
  double             min;
  double             max;
} WeirCliOption;

typedef struct _WeirCliCommand WeirCliCommand;

/**
 * WeirCliCall:
 *
 * A command as it was called: its options, filled in, and what follows them.
 */
typedef struct
{
  const WeirCliCommand *command;
  gpointer              options; /* the command's own struct */
  char                **arguments;
  char                **words; /* borrowed: all of them, as they were typed */
} WeirCliCall;

/**
 * WeirCliCommand:
 *
 * One command: one constant in a file of its own, and one line in
 * `weir-cli-command.c`.
 */
struct _WeirCliCommand
{
  const char          *name;
  const char          *synopsis;    /* what follows the options */
  const char          *summary;     /* N_(): one line */
  const char          *description; /* N_(): paragraphs */
  const WeirCliOption *options;
  gsize                options_size;
  guint                min_arguments;
  guint                max_arguments;
  const char          *completes; /* (nullable): glob of the files it takes */
  WeirCliExit (*run) (const WeirCliCall *call);
};

extern const WeirCliCommand weir_cli_command_run;
extern const WeirCliCommand weir_cli_command_check;
extern const WeirCliCommand weir_cli_command_test;
extern const WeirCliCommand weir_cli_command_replay;
extern const WeirCliCommand weir_cli_command_diff;
extern const WeirCliCommand weir_cli_command_format;
extern const WeirCliCommand weir_cli_command_inject;
extern const WeirCliCommand weir_cli_command_nodes;

/**
 * weir_cli_command_table:
 *
 * Returns: (transfer none): all commands, ended by %NULL
 */
const WeirCliCommand *const *weir_cli_command_table (void);

/**
 * weir_cli_command_lookup:
 *
 * Returns: (transfer none) (nullable): the command of that name
 */
const WeirCliCommand *weir_cli_command_lookup (const char *name);

/**
 * weir_cli_main:
 * @argv: (array zero-terminated=1): the program's arguments
 *
 * Finds the command, parses its options and runs it.
 *
 * Returns: the exit status
 */
WeirCliExit weir_cli_main (char **argv);

G_END_DECLS
