/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/**
 * WeirPropertyCaption:
 *
 * What is to be said of the row above: its problems, each with a button where
 * something mends it, and that a value comes from the environment. Hidden while
 * there is nothing to say.
 */
#define WEIR_TYPE_PROPERTY_CAPTION (weir_property_caption_get_type ())
G_DECLARE_FINAL_TYPE (WeirPropertyCaption,
                      weir_property_caption,
                      WEIR,
                      PROPERTY_CAPTION,
                      AdwPreferencesRow)

/* @field: (nullable): %NULL for what is about no field of the form */
GtkWidget *
weir_property_caption_new (WeirPropertyContext *context, WeirField *field);

G_END_DECLS
