/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * WeirCredentials:
 *
 * The `<flow>_cred.json` beside a flow file: id → names and texts, encrypted as
 * Node-RED does (AES-256-CTR, key SHA-256 of the secret) or plain.
 */
typedef struct _WeirCredentials WeirCredentials;

WeirCredentials *weir_credentials_new (void);
void             weir_credentials_free (WeirCredentials *credentials);

/**
 * weir_credentials_find_file:
 *
 * Returns: (transfer full): `<base>_cred<ext>` beside the flow file
 */
GFile *weir_credentials_find_file (GFile *flow_file);

/**
 * weir_credentials_load:
 * @file: the credentials file
 * @secret: (nullable): the secret text; %NULL looks for Node-RED's generated
 *   one, `_credentialSecret` in `.config.runtime.json` beside the file
 * @error: %WEIR_FLOW_ERROR_CREDENTIALS when it can't be decrypted; a later save
 *   then refuses to overwrite it
 */
WeirCredentials *
weir_credentials_load (GFile *file, const char *secret, GError **error);

/**
 * weir_credentials_save:
 *
 * Encrypted when the file was, or when a secret is known; else plain.
 */
gboolean
weir_credentials_save (WeirCredentials *credentials, GFile *file, GError **error);

/**
 * weir_credentials_get_all:
 *
 * Returns: (transfer none): an object, id → object of names and texts
 */
WeirValue *weir_credentials_get_all (WeirCredentials *credentials);

/**
 * weir_credentials_set:
 * @value: (nullable): an object of names and texts; %NULL forgets the entry
 */
void     weir_credentials_set (WeirCredentials *credentials,
                               const char      *id,
                               WeirValue       *value);
gboolean weir_credentials_is_encrypted (WeirCredentials *credentials);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCredentials, weir_credentials_free)

G_END_DECLS
