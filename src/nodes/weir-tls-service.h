/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-tls.h"

G_BEGIN_DECLS

/**
 * WeirTlsService:
 *
 * What a tls-config provides to the nodes that name it.
 */
#define WEIR_TYPE_TLS_SERVICE (weir_tls_service_get_type ())
G_DECLARE_FINAL_TYPE (WeirTlsService, weir_tls_service, WEIR, TLS_SERVICE, GObject)

/**
 * weir_tls_service_new:
 * @tls: (transfer full): what it gives
 */
WeirTlsService *weir_tls_service_new (WeirTls *tls);

/**
 * weir_tls_service_get_tls:
 *
 * Returns: (transfer none): certificates and rules for one's connections
 */
WeirTls *weir_tls_service_get_tls (WeirTlsService *self);

G_END_DECLS
