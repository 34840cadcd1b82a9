/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"

G_BEGIN_DECLS

/* Node-RED's Node-RED-Deployment-Type. */
typedef enum
{
  WEIR_DEPLOY_FULL,  /* stop all, start all */
  WEIR_DEPLOY_FLOWS, /* changed nodes and all connected to them */
  WEIR_DEPLOY_NODES, /* changed nodes only */
} WeirDeployMode;

/**
 * WeirDiff:
 *
 * What a deploy does, as sets of ids. A rewired node keeps running and gets
 * its new wires.
 */
typedef struct
{
  GHashTable *stopped; /* ids to stop: removed, or to be started anew */
  GHashTable *started; /* ids to start: added, or stopped above */
  GHashTable *removed; /* the stopped ones that do not come back */
  GHashTable *rewired;
} WeirDiff;

/**
 * weir_diff_snapshots:
 * @before: (nullable): what runs now, %NULL for nothing
 * @after: what shall run
 *
 * What counts as changed is Node-RED's: every property except position and
 * wires; a changed configuration node takes its users along, a changed tab
 * environment its nodes, a changed global-config everything.
 */
WeirDiff *weir_diff_snapshots (WeirSnapshot  *before,
                               WeirSnapshot  *after,
                               WeirDeployMode mode);
void      weir_diff_free (WeirDiff *diff);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDiff, weir_diff_free)

G_END_DECLS
