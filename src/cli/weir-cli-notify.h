/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_cli_notify:
 * @state: lines as of sd_notify(3): `READY=1`
 *
 * Tells the service manager, when NOTIFY_SOCKET names one, an abstract name
 * included. Never waits.
 *
 * Returns: whether it was told
 */
gboolean weir_cli_notify (const char *state);

/**
 * weir_cli_notify_reloading:
 *
 * `RELOADING=1` with the time that systemd asks for with it.
 */
gboolean weir_cli_notify_reloading (void);

G_END_DECLS
