/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/files/weir-import-entry.h"

G_BEGIN_DECLS

/**
 * WeirImportPreview:
 *
 * The second page of the import dialog: what would come in, how it differs from
 * what is there, and what shall become of each.
 *
 * Signal: `changed ()`: people chose something else.
 */
#define WEIR_TYPE_IMPORT_PREVIEW (weir_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (WeirImportPreview,
                      weir_import_preview,
                      WEIR,
                      IMPORT_PREVIEW,
                      GtkWidget)

GtkWidget *weir_import_preview_new (void);

/**
 * weir_import_preview_take_plan:
 * @plan: (transfer full) (nullable)
 */
void weir_import_preview_take_plan (WeirImportPreview  *self,
                                    WeirImportPlan     *plan,
                                    const WeirRegistry *registry);

/* Returns: (transfer none) (nullable) */
WeirImportPlan *weir_import_preview_get_plan (WeirImportPreview *self);

/* Returns: whether entries without a flow go to one of their own */
gboolean weir_import_preview_wants_new_flow (WeirImportPreview *self);
void
weir_import_preview_set_new_flow (WeirImportPreview *self, gboolean new_flow);

/* Whether the differences stand beside the list; else below. */
void weir_import_preview_set_wide (WeirImportPreview *self, gboolean wide);

G_END_DECLS
