/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WeirEntryText:
 *
 * A name and, at the other end of the line, what else is to be said. Where there
 * is no room for both the name has it: the detail is cut first, and gone before
 * the name loses a letter.
 */
#define WEIR_TYPE_ENTRY_TEXT (weir_entry_text_get_type ())
G_DECLARE_FINAL_TYPE (WeirEntryText, weir_entry_text, WEIR, ENTRY_TEXT, GtkWidget)

GtkWidget *weir_entry_text_new (void);

/* Returns: (transfer none): its labels */
GtkLabel *weir_entry_text_get_name (WeirEntryText *self);
GtkLabel *weir_entry_text_get_detail (WeirEntryText *self);

G_END_DECLS
