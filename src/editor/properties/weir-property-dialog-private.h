/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"
#include "editor/properties/weir-property-dialog.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PROPERTY_DIALOG (weir_property_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirPropertyDialog,
                      weir_property_dialog,
                      WEIR,
                      PROPERTY_DIALOG,
                      AdwWindow)

/* How long after an edit the form is checked. */
#define WEIR_PROPERTY_CHECK_MS 250

/**
 * weir_property_dialog_present_added_config:
 * @context: of the dialog that needs it
 * @created: called with its id when it is done
 * @user_data: what @created gets; it is not called once this is gone
 *
 * Opens the dialog of a new configuration node on top. It is made in one step
 * with the entry below, if that refers to it; or at once, below run settings.
 */
void weir_property_dialog_present_added_config (WeirPropertyContext  *context,
                                                const char           *type,
                                                WeirConfigCreatedFunc created,
                                                GObject *user_data);

/* Opens the dialog of a configuration that was added that way again. */
void
weir_property_dialog_present_form (WeirPropertyContext *context, WeirForm *form);

G_END_DECLS
