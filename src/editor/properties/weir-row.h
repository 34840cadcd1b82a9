/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/* Rows of dialogs, by the kind of the property. Each follows its field both
 * ways. */

/**
 * weir_row_add:
 *
 * Adds what a field is edited with, and below it what is to be said of it.
 */
void weir_row_add (WeirPropertyContext *context,
                   AdwPreferencesGroup *group,
                   WeirField           *field);

/* The same for the field of that key, if the form has it. */
void weir_row_add_key (WeirPropertyContext *context,
                       AdwPreferencesGroup *group,
                       const char          *key);

/* Adds only what is to be said of a field that is edited otherwise. */
void weir_row_add_caption (WeirPropertyContext *context,
                           AdwPreferencesGroup *group,
                           WeirField           *field);

/* For rows: shown as its field is, marked as its problems are. */
void weir_row_follow (GtkWidget *row, WeirField *field);

/* A list gets a group of its own, titled as its property. */
void weir_row_list_add (WeirPropertyContext *context,
                        AdwPreferencesPage  *page,
                        WeirField           *field);

/* Opens the dialog of a new configuration of that type; when it is done the
 * field refers to it. */
void weir_row_ref_new_config (WeirPropertyContext *context,
                              WeirField           *field,
                              const WeirRef       *ref);

/* How a client comes back, of the run settings. */
void weir_row_reconnect_add (WeirPropertyContext *context,
                             AdwPreferencesGroup *group);

/* Making parts */

/* Returns: (transfer floating): a row with a switch at its end */
GtkWidget *
weir_row_new_switch (const char *title, const char *subtitle, GtkSwitch **sw);

/* A switch that is on while the boolean field is, or with @inverted is not. */
GtkWidget *weir_row_new_boolean (WeirField  *field,
                                 const char *title,
                                 const char *subtitle,
                                 gboolean    inverted);
GtkWidget *weir_row_new_entry (WeirField *field, const char *title);

/* Returns: (transfer floating): an entry without a row around it */
GtkWidget *weir_row_new_bare_entry (WeirField  *field,
                                    const char *label,
                                    const char *placeholder);

/* Several lines. */
GtkWidget *
weir_row_new_text (WeirField *field, const char *title, gboolean is_code);
GtkWidget *weir_row_new_choice (WeirField *field);

/* Returns: (transfer floating): a flat button with only an icon */
GtkWidget *weir_row_new_icon_button (const char *icon, const char *label);

/* What the table of kinds lists */
void weir_row_ref_add (WeirPropertyContext *context,
                       AdwPreferencesGroup *group,
                       WeirField           *field);
void weir_row_refs_add (WeirPropertyContext *context,
                        AdwPreferencesGroup *group,
                        WeirField           *field);
void weir_row_typed_add (WeirPropertyContext *context,
                         AdwPreferencesGroup *group,
                         WeirField           *field);
void weir_row_json_add (WeirPropertyContext *context,
                        AdwPreferencesGroup *group,
                        WeirField           *field);

/* The type and value of a typed field, side by side. @types: (nullable): makes
 * the drop-downs of types equally wide */
GtkWidget *weir_row_typed_new (WeirPropertyContext *context,
                               WeirField           *field,
                               GtkSizeGroup        *types);

G_END_DECLS
