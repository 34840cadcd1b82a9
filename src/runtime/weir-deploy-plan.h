/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* One node to start. */
typedef struct
{
  const WeirEntry    *entry;
  const WeirNodeType *type;
  guint               flow; /* 0: global; then tabs in file order */
  gboolean            is_config;
} WeirPlannedNode;

/**
 * WeirDeployPlan:
 *
 * What a deploy starts, in Node-RED's order of start, and what it can't start.
 * Borrows from the snapshot and the registry.
 */
typedef struct
{
  GArray     *nodes;   /* WeirPlannedNode */
  GHashTable *unknown; /* type → how many entries of it */
  GPtrArray *circular; /* ids of configuration nodes that wait for themselves */
  guint      nameless; /* entries without an id */
} WeirDeployPlan;

/**
 * weir_deploy_plan_new:
 * @started: (element-type utf8 utf8): the ids to start; others are left alone
 */
WeirDeployPlan *weir_deploy_plan_new (WeirSnapshot *snapshot,
                                      WeirRegistry *registry,
                                      GHashTable   *started);
void            weir_deploy_plan_free (WeirDeployPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDeployPlan, weir_deploy_plan_free)

G_END_DECLS
