/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirCron:
 *
 * When something happens, in the notation of cron: minute, hour, day of the
 * month, month, day of the week; six fields have seconds before them, seven
 * also years behind; or `@yearly`, `@annually`, `@monthly`, `@weekly`,
 * `@daily`, `@midnight`, `@hourly`. Immutable.
 */
typedef struct _WeirCron WeirCron;

/**
 * weir_cron_parse:
 * @text: an expression
 * @error: %WEIR_RUNTIME_ERROR_CONFIG
 *
 * Returns: (transfer full) (nullable): what it means
 */
WeirCron *weir_cron_parse (const char *text, GError **error);
void      weir_cron_free (WeirCron *cron);

/**
 * weir_cron_next:
 * @zone: whose clock it means
 * @after: seconds since 1970
 * @next: (out): the first time behind @after, in seconds since 1970
 *
 * Where the clock is put forward, what falls into the missing time happens
 * once, at that moment. Where it is put back, what names an hour happens in
 * the first of the two; what happens every hour goes on through both.
 *
 * Returns: %FALSE when there is none any more (31 February, or a year that is
 *   over)
 */
gboolean
weir_cron_next (const WeirCron *cron, GTimeZone *zone, gint64 after, gint64 *next);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCron, weir_cron_free)

G_END_DECLS
