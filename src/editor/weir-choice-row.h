/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * weir_choice_row_show_whole:
 * @row: a row whose model is a #GtkStringList of texts of ours
 *
 * Lets the texts be as long as there is room. Of itself the row cuts them after
 * 20 characters, which is too few for most languages, in its list too.
 */
void weir_choice_row_show_whole (AdwComboRow *row);

G_END_DECLS
