/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "flow/weir-import.h"

G_BEGIN_DECLS

/**
 * WeirImportEntry:
 *
 * An item of an import plan as a list row. Borrows the plan, which outlives it.
 * Signal: `chosen ()`: people want something else of it.
 */
#define WEIR_TYPE_IMPORT_ENTRY (weir_import_entry_get_type ())
G_DECLARE_FINAL_TYPE (WeirImportEntry, weir_import_entry, WEIR, IMPORT_ENTRY, GObject)

/* Returns: (transfer full): the items of the plan, WeirImportEntry */
GListModel *
weir_import_entry_list (WeirImportPlan *plan, const WeirRegistry *registry);

/* Returns: (transfer full) (nullable): what is in a flow; %NULL when it is none */
GListModel *weir_import_entry_list_children (WeirImportEntry *self);

const WeirImportItem *weir_import_entry_get_item (WeirImportEntry *self);

/* Returns: (transfer full): its name, else what its type is called */
char *weir_import_entry_dup_label (WeirImportEntry *self);

/* Returns: (transfer full): of what type it is, for people */
char *weir_import_entry_dup_type (WeirImportEntry *self);

/* Returns: “New”, “Same” or “Different”, translated */
const char *weir_import_entry_get_state_text (WeirImportEntry *self);

/* Returns: whether it has choices of its own; entries of a flow come as the
 * flow does */
gboolean weir_import_entry_is_item (WeirImportEntry *self);
gboolean
weir_import_entry_allows (WeirImportEntry *self, WeirImportChoice choice);

/* What a choice is called for this entry, translated. */
const char *weir_import_entry_get_choice_text (WeirImportEntry *self,
                                               WeirImportChoice choice);
void weir_import_entry_choose (WeirImportEntry *self, WeirImportChoice choice);

G_END_DECLS
