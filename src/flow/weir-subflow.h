/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"

G_BEGIN_DECLS

/* Subflows stand in subflows this deep at most; what is deeper, or contains
 * itself, is kept and not run. */
#define WEIR_SUBFLOW_MAX_DEPTH 32

/* How many entries a flow may have once its instances are expanded: a short file
 * can make very many of them. Instances over it are kept and not run. */
#define WEIR_SUBFLOW_MAX_ENTRIES 200000

/* The types of the synthetic entries that stand for an output of an instance,
 * and that show what its inside says as the instance's status. */
#define WEIR_SUBFLOW_OUTPUT_TYPE "subflow-output"
#define WEIR_SUBFLOW_STATUS_TYPE "subflow-status"

/**
 * weir_subflow_expand:
 * @snapshot: as a document has it
 *
 * Puts in place of every instance that runs what its definition holds, as
 * Node-RED's runtime does: entries get the id `INSTANCE-ID`, `z` is the
 * instance, `_alias` the id in the definition; wires, scopes, links and every
 * other text that is an id of the definition follow. The instance itself stays,
 * wired to what its input leads to; `INSTANCE:out:N` stands for its outputs and
 * `INSTANCE:status` for its status.
 *
 * Returns: (transfer full): the snapshot to run; the same when nothing is to be
 *   expanded
 */
WeirSnapshot *weir_subflow_expand (WeirSnapshot *snapshot);

/**
 * weir_subflow_get_definition:
 *
 * Returns: (transfer none) (nullable): the definition an entry is an instance
 *   of; %NULL when it is no instance, or its definition is missing
 */
const WeirEntry *weir_subflow_get_definition (const WeirSnapshot *snapshot,
                                              const WeirEntry    *entry);

/**
 * weir_subflow_is_expanded:
 *
 * Returns: whether the entry is an instance whose inside is in @snapshot
 */
gboolean
weir_subflow_is_expanded (const WeirSnapshot *snapshot, const WeirEntry *entry);

/**
 * weir_subflow_get_instance:
 *
 * Returns: (transfer none) (nullable): the instance inside which an entry
 *   stands
 */
const WeirEntry *
weir_subflow_get_instance (const WeirSnapshot *snapshot, const WeirEntry *entry);

/**
 * weir_subflow_get_alias:
 *
 * Returns: the id the entry has in the file
 */
const char *
weir_subflow_get_alias (const WeirSnapshot *snapshot, const WeirEntry *entry);

/**
 * weir_subflow_dup_path:
 *
 * Returns: (transfer full): `FLOW/NODE`, inside subflows
 *   `FLOW/INSTANCE/NODE`; of what is in no flow its id
 */
char *
weir_subflow_dup_path (const WeirSnapshot *snapshot, const WeirEntry *entry);

/**
 * weir_subflow_dup_output_id:
 *
 * Returns: (transfer full): the id of the entry that stands for an output of
 *   an expanded instance
 */
char *weir_subflow_dup_output_id (const char *instance, guint output);

G_END_DECLS
