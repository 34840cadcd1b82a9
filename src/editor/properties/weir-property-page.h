/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/**
 * weir_property_page_new:
 *
 * Returns: (transfer floating): all that can be edited of the form's entry: what
 *   the special editor of its type shows, else a row for every property; then
 *   notes, looks and help
 */
GtkWidget *weir_property_page_new (WeirPropertyContext *context);

/* Parts of it, for special editors */

/* Returns: (transfer none): a new group of the page */
AdwPreferencesGroup *
weir_property_page_add_group (AdwPreferencesPage *page, const char *title);

/* Adds a row for the field of each key that the form has. @keys: ended by
 * %NULL. */
void weir_property_page_add_keys (WeirPropertyContext *context,
                                  AdwPreferencesGroup *group,
                                  const char *const   *keys);

/* Adds the list of that key as a group of its own, if the form has it. */
void weir_property_page_add_list (WeirPropertyContext *context,
                                  AdwPreferencesPage  *page,
                                  const char          *key);

/* A row that shows a text and copies it. */
GtkWidget *weir_property_page_new_copy_row (const char *title);
void       weir_property_page_set_copy_text (GtkWidget *row, const char *text);

/* A line of explanation below a group. */
GtkWidget *weir_property_page_new_remark (const char *text);

G_END_DECLS
