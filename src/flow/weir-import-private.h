/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-import.h"

G_BEGIN_DECLS

struct _WeirImportPlan
{
  /* owned */
  WeirDocument *document;
  WeirDocument *incoming;
  WeirRegistry *registry;
  GPtrArray    *items; /* WeirImportItem */
};

/* Whether entries without a flow come beside whole flows. */
gboolean weir_import_plan_recovers (WeirImportPlan *self);

G_END_DECLS
