/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Descriptors of other programs looked at before giving up. */
#define WEIR_PORT_OWNER_MAX_LINKS 20000

/**
 * weir_port_owner_dup_name:
 *
 * Looks through /proc, which shows the programs of the same user only; takes
 * some milliseconds.
 *
 * Returns: (transfer full) (nullable): the name of the program that listens on
 *   a TCP port of this computer; %NULL when it can't be told
 */
char *weir_port_owner_dup_name (guint port);

G_END_DECLS
