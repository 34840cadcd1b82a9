/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/weir-cli-flow.h"
#include "cli/weir-cli-reporter.h"
#include "host/weir-run-settings.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* How long client connections may take to open or fail before the buttons of
 * --inject are pressed all the same. */
#define WEIR_CLI_SETTLE_TIMEOUT_MS 5000

/**
 * WeirCliPlan:
 *
 * What a run shall do. Everything is borrowed.
 */
typedef struct
{
  WeirCliFlow           *flow;
  WeirRegistry          *registry;
  const WeirRunSettings *settings;
  WeirCliReporter       *reporter;
  GSocket               *socket;       /* (nullable): to listen on */
  GPtrArray             *presses;      /* ids or names of buttons */
  double                 exit_after;   /* seconds; 0: never */
  guint                  exit_debugs;  /* debug messages; 0: never */
  const char            *record;       /* (nullable): file to record into */
  gsize                  record_limit; /* bytes; 0: the default */
  gboolean record_is_ours;             /* the file is nothing people know of */
  gboolean strict;
  gboolean save;
} WeirCliPlan;

/**
 * weir_cli_run_plan:
 *
 * Runs a flow on the default main context until it is told to stop: by a
 * signal, or by what the plan says.
 *
 * Returns: the exit status
 */
WeirCliExit weir_cli_run_plan (const WeirCliPlan *plan);

G_END_DECLS
