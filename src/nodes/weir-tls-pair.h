/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * weir_tls_pair_matches:
 * @certificate: a certificate with a private key
 *
 * Compares the public half that RSA and elliptic-curve keys carry with the
 * certificate. GIO itself notices a wrong key only when a peer does.
 *
 * Returns: %FALSE when the key surely belongs to another certificate
 */
gboolean weir_tls_pair_matches (GTlsCertificate *certificate);

G_END_DECLS
