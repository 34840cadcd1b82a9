/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirTls:
 *
 * What a `tls-config` says, made usable: certificates loaded, authorities
 * read. Immutable, reference-counted.
 */
typedef struct _WeirTls WeirTls;

/**
 * WeirTlsOptions:
 *
 * Paths, or the PEM text itself (the text wins); all copied. Zero or %NULL
 * means not given.
 */
typedef struct
{
  const char *certificate_file, *key_file, *ca_file;
  const char *certificate_pem, *key_pem, *ca_pem;
  const char *pkcs12_file;
  GBytes     *pkcs12_data;
  const char *passphrase;
  const char *server_name; /* SNI, and the name verified */
  const char *alpn;
  gboolean    no_verify; /* accept every certificate */
} WeirTlsOptions;

/**
 * weir_tls_new:
 * @error: %WEIR_NET_ERROR_CERTIFICATE, naming the file and what is wrong with
 *   it
 *
 * On an error the caller may try again with the certificates left out, as
 * Node-RED does.
 */
WeirTls *weir_tls_new (const WeirTlsOptions *options, GError **error);
WeirTls *weir_tls_ref (WeirTls *tls);
void     weir_tls_unref (WeirTls *tls);

/**
 * weir_tls_load_certificate:
 *
 * Returns: (transfer full) (nullable): a certificate with its key, for a server
 */
GTlsCertificate *weir_tls_load_certificate (const char *certificate_file,
                                            const char *key_file,
                                            GError    **error);

/* Nobody's key file is larger. */
#define WEIR_TLS_MAX_FILE_BYTES ((gsize)4 * 1024 * 1024)

/**
 * weir_tls_read_file:
 * @length: (out): without the NUL behind it
 * @error: %WEIR_NET_ERROR_CERTIFICATE: also for what is no regular file, or too
 *   large for a certificate or key
 *
 * Returns: (transfer full) (nullable): what the file holds
 */
char *weir_tls_read_file (const char *name, gsize *length, GError **error);

/**
 * weir_tls_key_fits:
 *
 * GIO loads any key with any certificate and only fails when somebody connects.
 *
 * Returns: %FALSE when the certificate is known to be another key's
 */
gboolean weir_tls_key_fits (GTlsCertificate *certificate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTls, weir_tls_unref)

G_END_DECLS
