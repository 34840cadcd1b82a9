/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-tls.h"

G_BEGIN_DECLS

/**
 * WeirTlsSource:
 *
 * How the members of a `tls-config` are looked up, whoever has them: a running
 * node, or a form. Texts are borrowed, and "" for none.
 */
typedef struct
{
  const char *(*get_property) (gpointer data, const char *key);
  const char *(*get_credential) (gpointer data, const char *key);

  /* @key: the property that names the variable. Returns: (transfer full)
   * (nullable): its value */
  char *(*dup_variable) (gpointer data, const char *key, const char *name);
  gpointer data;
} WeirTlsSource;

/**
 * WeirTlsMaterial:
 *
 * Certificate, key and authorities of such a source, in Node-RED's order:
 * files win over embedded texts. Relative paths start where the program was
 * started.
 */
typedef struct
{
  char    *certificate, *key, *ca;
  gboolean are_files;
  char    *pkcs12_file;
  GBytes  *pkcs12_data;
  char    *passphrase;
} WeirTlsMaterial;

/**
 * weir_tls_material_init:
 * @error: %WEIR_NET_ERROR_CERTIFICATE: a certificate without its key, or the
 *   other way round
 */
gboolean weir_tls_material_init (WeirTlsMaterial     *material,
                                 const WeirTlsSource *source,
                                 GError             **error);
void     weir_tls_material_clear (WeirTlsMaterial *material);

/* @options: gets what the material has, borrowed from it */
void weir_tls_material_fill (const WeirTlsMaterial *material,
                             WeirTlsOptions        *options);

/**
 * weir_tls_get_own_certificate:
 *
 * Returns: (transfer none) (nullable): the certificate it shows, with its key
 */
GTlsCertificate *weir_tls_get_own_certificate (WeirTls *tls);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirTlsMaterial, weir_tls_material_clear)

G_END_DECLS
