/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * weir_cli_take_socket:
 * @socket: (out) (transfer full) (nullable): %NULL when none was passed
 * @error: %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Takes the socket that a service manager opened and passed as
 * sd_listen_fds(3) describes it: LISTEN_PID, LISTEN_FDS, descriptor 3. The
 * variables are gone afterwards, for the flow and for children; variables
 * meant for another process are left alone.
 *
 * Returns: whether what was passed can be used: one TCP socket that listens
 */
gboolean weir_cli_take_socket (GSocket **socket, GError **error);

/**
 * weir_cli_socket_get_address:
 * @port: (out)
 *
 * Returns: (transfer full): the address a socket listens on
 */
char *weir_cli_socket_get_address (GSocket *socket, guint *port);

G_END_DECLS
