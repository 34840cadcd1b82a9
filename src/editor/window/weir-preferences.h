/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @settings: those of the program; what is changed takes effect at once */
void weir_preferences_present (GtkWindow *parent, GSettings *settings);

G_END_DECLS
