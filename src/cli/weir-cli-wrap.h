/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_cli_wrap:
 * @out: where the text goes
 * @text: words, in one paragraph
 * @column: where the first line starts
 * @indent: columns in front of every line but the first
 *
 * Appends @text in lines of at most 79 columns, two for a wide character. A line
 * ends at a blank or, in scripts that have none between words, between two
 * characters that Unicode lets part.
 */
void weir_cli_wrap (GString *out, const char *text, guint column, guint indent);

/**
 * weir_cli_get_width:
 *
 * Returns: how many columns of a terminal the first @length bytes of @text take
 */
guint weir_cli_get_width (const char *text, gsize length);

G_END_DECLS
