/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_ID_LENGTH 16

/**
 * weir_id_write:
 * @buffer: where 16 hex digits and a NUL go
 *
 * Makes an id as Node-RED writes them. No two of one process are equal, two
 * processes hardly ever share one; a guess at the next is not hard, so an id is
 * no secret. Any thread may call it, none asks the kernel but the first.
 */
void weir_id_write (char buffer[WEIR_ID_LENGTH + 1]);

G_END_DECLS
