/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_date_format:
 * @time: a moment, in the zone it is to be shown in
 * @format: tokens of moment.js, such as `YYYY-MM-DD[T]HH:mm`
 *
 * Formats a time as Node-RED's typed value `date` does: English names whatever
 * the locale, text in brackets as it stands, what is no token likewise.
 *
 * Returns: (transfer full): the text
 */
char *weir_date_format (GDateTime *time, const char *format);

G_END_DECLS
