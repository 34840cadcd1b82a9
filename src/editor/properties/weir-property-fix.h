/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/**
 * weir_property_fix_is_offered:
 * @field: (nullable): the field the problem is about
 *
 * Returns: whether a button in a dialog can mend the problem: what only asks to
 *   edit the row above gets none
 */
gboolean weir_property_fix_is_offered (WeirPropertyContext *context,
                                       WeirField           *field,
                                       const char          *code);

/* Mends it; what it changes in the form is an edit like any other. */
void weir_property_fix_apply (WeirPropertyContext *context,
                              WeirField           *field,
                              const char          *code);

G_END_DECLS
