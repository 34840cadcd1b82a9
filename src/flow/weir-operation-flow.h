/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-operation.h"

G_BEGIN_DECLS

/* Tabs: one edit each, %NULL when there is nothing to do. A tab is deleted with
 * everything in it by weir_operation_delete(). */

/**
 * weir_operation_add_flow:
 * @name: (nullable): %NULL for “Flow 1”, “Flow 2”, …
 * @after: (nullable): the tab it comes behind; %NULL for the last
 * @id: (out) (transfer full): the new tab's id
 */
WeirEdit *weir_operation_add_flow (WeirDocument *document,
                                   const char   *name,
                                   const char   *after,
                                   char        **id);

/* @position: among the tabs, from 0; -1 for the end */
WeirEdit *
weir_operation_move_flow (WeirDocument *document, const char *id, int position);

/**
 * weir_operation_duplicate_flow:
 * @id: a tab
 * @copy: (out) (transfer full): the id of its copy, which comes behind it with
 *   everything in it; configuration that belongs to all flows is shared
 */
WeirEdit *weir_operation_duplicate_flow (WeirDocument       *document,
                                         const WeirRegistry *registry,
                                         const char         *id,
                                         char              **copy);

/**
 * weir_operation_recover_flows:
 * @name: what the tabs are called
 *
 * Adds a tab for every flow that entries say they stand in and the file does not
 * have, as in what was copied from Node-RED's editor: then they are seen, and run
 * as before.
 */
WeirEdit *weir_operation_recover_flows (WeirDocument *document, const char *name);

G_END_DECLS
