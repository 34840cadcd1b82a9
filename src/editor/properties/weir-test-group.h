/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/**
 * WeirTestGroup:
 *
 * A button that tries to connect with a client as it is edited, and how that
 * went.
 */
#define WEIR_TYPE_TEST_GROUP (weir_test_group_get_type ())
G_DECLARE_FINAL_TYPE (WeirTestGroup,
                      weir_test_group,
                      WEIR,
                      TEST_GROUP,
                      AdwPreferencesGroup)

GtkWidget *weir_test_group_new (WeirPropertyContext *context);

G_END_DECLS
