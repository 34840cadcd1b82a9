/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirFlowTestCoverage:
 *
 * Which nodes and wires of a flow carried a message. Immutable.
 */
typedef struct _WeirFlowTestCoverage WeirFlowTestCoverage;

typedef struct
{
  const char *flow;   /* label of the flow it is in */
  const char *source; /* id of the node */
  const char *target; /* id; NULL for the node itself */
  guint       output; /* of a wire */
  const char *name;   /* the node's name or type */
  const char *target_name;
  guint64     count; /* messages it carried */
} WeirFlowTestCovered;

/* @flow: the flow file */
WeirFlowTestCoverage *weir_flow_test_coverage_new (const char *flow);

/* Adds a node or a wire, in their order; texts are copied. Only before the
 * coverage is given away. */
void                  weir_flow_test_coverage_add (WeirFlowTestCoverage      *self,
                                                   const WeirFlowTestCovered *item);
WeirFlowTestCoverage *weir_flow_test_coverage_ref (WeirFlowTestCoverage *self);
void weir_flow_test_coverage_unref (WeirFlowTestCoverage *self);

/* Returns: (transfer full): of two runs of one flow together */
WeirFlowTestCoverage             *
weir_flow_test_coverage_merge (WeirFlowTestCoverage *a, WeirFlowTestCoverage *b);
const char *weir_flow_test_coverage_get_flow (WeirFlowTestCoverage *self);
guint       weir_flow_test_coverage_get_n (WeirFlowTestCoverage *self);
const WeirFlowTestCovered *
weir_flow_test_coverage_get_nth (WeirFlowTestCoverage *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestCoverage, weir_flow_test_coverage_unref)

G_END_DECLS
