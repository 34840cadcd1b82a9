/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a request brings in its Authorization header, and whether it is right. */

/* The challenges of a 401. A realm is part of both (RFC 6750 §3, RFC 7617 §2);
 * names and passwords are UTF-8. */
#define WEIR_AUTHORIZATION_BEARER "Bearer realm=\"Weir\""
#define WEIR_AUTHORIZATION_BASIC  "Basic realm=\"Weir\", charset=\"UTF-8\""

/**
 * weir_authorization_get_token:
 * @authorization: (nullable): the header
 *
 * Returns: (transfer none) (nullable): the token of `Bearer` (RFC 6750 §2.1)
 */
const char *weir_authorization_get_token (const char *authorization);

/**
 * weir_authorization_dup_login:
 * @authorization: (nullable): the header
 * @length: (out): of what is returned
 *
 * Returns: (transfer full) (nullable): what `Basic` encodes (RFC 7617 §2),
 *   `user:password` when it is well-formed, with a NUL behind it
 */
char *weir_authorization_dup_login (const char *authorization, gsize *length);

/**
 * weir_secret_equal:
 * @secret: what it should be
 * @given: (nullable): @length bytes from outside
 *
 * Takes as long for what is nearly right, or of the right length, as for
 * anything else of the length of @given.
 */
gboolean weir_secret_equal (const char *secret, const char *given, gsize length);

G_END_DECLS
