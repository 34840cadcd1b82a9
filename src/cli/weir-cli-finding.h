/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"
#include "schema/weir-problem.h"

G_BEGIN_DECLS

/**
 * WeirCliFinding:
 *
 * A problem as `weir-cli check` prints it: what a file that can't be read at all
 * has in common with a property that is wrong. All is borrowed.
 */
typedef struct
{
  const char      *file;
  guint            line;   /* 0: not known */
  guint            column; /* 0: not known */
  const char      *code;   /* (nullable) */
  WeirSeverity     severity;
  const WeirEntry *entry; /* (nullable) */
  const char      *key;   /* (nullable) */
  const char      *text;
} WeirCliFinding;

typedef void (*WeirCliFindingFunc) (const WeirCliFinding *finding,
                                    gpointer              user_data);

/* Prints a problem for people, `FILE:LINE:COLUMN: CODE severity: text`, or as
 * one JSON object on a line. */
void weir_cli_finding_print (const WeirCliFinding *finding, gboolean json);

G_END_DECLS
