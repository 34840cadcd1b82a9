/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/weir-cli-flow.h"

G_BEGIN_DECLS

/**
 * WeirCliTestRecordPlan:
 *
 * A live run that becomes a test. Everything is borrowed.
 */
typedef struct
{
  const char               *path; /* of the flow file */
  const WeirCliFlowOptions *flow;
  GHashTable               *variables;
  GPtrArray                *presses;    /* ids or names of buttons */
  guint                     port;       /* 0 takes a free one */
  double                    exit_after; /* seconds; 0: never */
} WeirCliTestRecordPlan;

/**
 * weir_cli_test_record:
 *
 * Runs the flow, as `run` does, until SIGINT or SIGTERM or as the plan says, and
 * writes what clients said, what they got and what debug nodes showed to
 * standard output, as a test file. The log goes to standard error.
 *
 * Returns: the exit status
 */
WeirCliExit weir_cli_test_record (const WeirCliCommand        *command,
                                  const WeirCliTestRecordPlan *plan);

G_END_DECLS
