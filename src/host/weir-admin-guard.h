/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-run-settings.h"

G_BEGIN_DECLS

/* Who may use the admin API. A page of another site must not, whatever name it
 * gives this computer (DNS rebinding); nor must a program without the token. */

/**
 * weir_admin_host_is_allowed:
 * @host: (nullable): the request's Host
 *
 * Returns: whether it is an address, localhost or a configured name
 */
gboolean
weir_admin_host_is_allowed (const WeirRunSettings *settings, const char *host);

/**
 * weir_admin_origin_is_allowed:
 * @host: (nullable): the request's Host
 * @origin: (nullable): the request's Origin; programs send none
 *
 * Returns: whether the page that asks, if it is one, came from here
 */
gboolean weir_admin_origin_is_allowed (const char *host, const char *origin);

/**
 * weir_admin_token_is_right:
 * @token: (nullable): the token a request brought
 *
 * Returns: whether it is the token set; always when none is
 */
gboolean
weir_admin_token_is_right (const WeirRunSettings *settings, const char *token);

G_END_DECLS
