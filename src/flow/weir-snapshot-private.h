/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"

G_BEGIN_DECLS

/**
 * weir_snapshot_new_expanded:
 * @instances: (array length=n_entries): which of the entries are instances of
 *   subflows that others stand in
 *
 * As weir_snapshot_new(), for weir_subflow_expand().
 */
WeirSnapshot *weir_snapshot_new_expanded (WeirValue   **entries,
                                          const guint8 *instances,
                                          guint         n_entries,
                                          WeirValue    *credentials);

/* Returns: whether it was named as such */
gboolean
weir_snapshot_is_instance (const WeirSnapshot *snapshot, const WeirEntry *entry);

G_END_DECLS
