/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/**
 * WeirFlowSummary:
 *
 * What a document, or several, consist of.
 */
typedef struct
{
  guint n_flows;  /* tabs */
  guint n_nodes;  /* junctions too, groups not; those in subflows too */
  guint n_config; /* configuration nodes */
  guint n_subflows;
} WeirFlowSummary;

/* Adds what the document has. */
void weir_flow_summary_add (WeirFlowSummary *summary, WeirDocument *document);

/**
 * weir_flow_summary_to_text:
 *
 * Returns: (transfer full): for people: “2 flows, 14 nodes, 1 configuration”
 */
char *weir_flow_summary_to_text (const WeirFlowSummary *summary);

G_END_DECLS
