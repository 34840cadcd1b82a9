/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_sandbox_is_used:
 *
 * Whether the program runs in a sandbox of Flatpak, where it sees only files
 * that were chosen for it and asks portals for the rest. As for GTK,
 * `GTK_USE_PORTAL=1` in the environment counts as one.
 */
gboolean weir_sandbox_is_used (void);

G_END_DECLS
