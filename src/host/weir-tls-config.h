/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "flow/weir-environment.h"

G_BEGIN_DECLS

/**
 * WeirCertificate:
 *
 * What people want to know of a certificate. Texts are owned.
 */
typedef struct
{
  char      *subject;
  char      *issuer;
  char     **names;  /* host names and addresses it is for */
  GDateTime *from;   /* (nullable) */
  GDateTime *until;  /* (nullable) */
  char      *sha256; /* of all of it, as AA:BB:… */
} WeirCertificate;

WeirCertificate *weir_certificate_new (GTlsCertificate *certificate);
void             weir_certificate_free (WeirCertificate *certificate);

/**
 * weir_tls_config_load:
 * @environment: the variables of the flow
 * @place: (nullable): the entry as the flow has it, for what variables it sees
 * @value: the `tls-config` entry, maybe edited, its variables not replaced
 * @credentials: (nullable): its own
 * @error: what can't be read or used, in words for people
 *
 * Reads files; takes some milliseconds.
 *
 * Returns: (transfer full) (nullable): the certificate it shows, with its key;
 *   %NULL without an error when it has none
 */
GTlsCertificate *weir_tls_config_load (WeirEnvironment *environment,
                                       const WeirEntry *place,
                                       WeirValue       *value,
                                       WeirValue       *credentials,
                                       GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCertificate, weir_certificate_free)

G_END_DECLS
