/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * weir_cli_env_add:
 * @variables: (element-type utf8 utf8): where it is added
 * @assignment: `NAME=VALUE`
 * @error: %G_IO_ERROR_INVALID_DATA
 */
gboolean
weir_cli_env_add (GHashTable *variables, const char *assignment, GError **error);

/**
 * weir_cli_env_parse:
 * @text: lines of the form `NAME=VALUE`
 * @name: the file's name, for errors
 * @error: %G_IO_ERROR_INVALID_DATA, worded "FILE:LINE: …"
 *
 * Reads what systemd's EnvironmentFile reads: empty lines and lines that start
 * with # or ; say nothing, a value may stand in quotes and goes on on the next
 * line behind a backslash. Adds all variables or none.
 */
gboolean weir_cli_env_parse (GHashTable *variables,
                             const char *text,
                             const char *name,
                             GError    **error);

G_END_DECLS
