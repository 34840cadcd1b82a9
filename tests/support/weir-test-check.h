/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_test_check_expect:
 * @json: a flow file: an array of entries
 * @credentials: (nullable): an object, id → object of names and texts
 * @id: the entry looked at
 * @codes: all that is reported of it, as "CODE key" separated by commas; "" for
 *   nothing
 */
void weir_test_check_expect (const char *json,
                             const char *credentials,
                             const char *id,
                             const char *codes);

/**
 * weir_test_check_dup_text:
 *
 * Returns: (transfer full): what the first problem of that entry says
 */
char *weir_test_check_dup_text (const char *json,
                                const char *credentials,
                                const char *id);

G_END_DECLS
