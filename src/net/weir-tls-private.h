/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-tls.h"

G_BEGIN_DECLS

/* All (transfer none). */
GTlsCertificate *weir_tls_get_certificate (WeirTls *tls); /* (nullable) */
GTlsDatabase    *weir_tls_get_database (WeirTls *tls);    /* (nullable) */
const char      *weir_tls_get_server_name (WeirTls *tls); /* (nullable) */
const char      *weir_tls_get_alpn (WeirTls *tls);        /* (nullable) */
gboolean         weir_tls_get_no_verify (WeirTls *tls);

G_END_DECLS
