/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "flow/weir-snapshot.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* What is larger is not read, and never overwritten. */
#define WEIR_CREDENTIALS_MAX_BYTES (16u * 1024 * 1024)

/* Of a credentials file that did not exist. */
#define WEIR_CREDENTIALS_FILE_MODE 0600

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
 * @error: %G_IO_ERROR_NOT_FOUND when there is no such file;
 *   %WEIR_FLOW_ERROR_CREDENTIALS when it can't be read or decrypted
 *
 * There is always something to go on with. With %G_IO_ERROR_NOT_FOUND that is
 * empty and a save makes the file, encrypted when a secret is known. With
 * %WEIR_FLOW_ERROR_CREDENTIALS it is empty too, and a save refuses to overwrite
 * what could not be read.
 *
 * Returns: (transfer full): the credentials, never %NULL, also with @error set
 */
WeirCredentials *
weir_credentials_load (GFile *file, const char *secret, GError **error);

/**
 * weir_credentials_save:
 * @error: %WEIR_FLOW_ERROR_CREDENTIALS when the file was not understood,
 *   %G_IO_ERROR when it can't be written
 *
 * Unchanged credentials are written as they were read, byte for byte. Changed
 * ones are encrypted anew, with a fresh IV, when a secret is known; else plain.
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
 * weir_credentials_decrypt:
 * @blob: the text of a `$` member that came from elsewhere
 * @error: %WEIR_FLOW_ERROR_CREDENTIALS
 *
 * Returns: (transfer full) (nullable): what it holds under the secret of
 *   @credentials, an object
 */
WeirValue *weir_credentials_decrypt (WeirCredentials *credentials,
                                     const char      *blob,
                                     GError         **error);

/**
 * weir_credentials_set:
 * @value: (nullable): an object of names and texts; %NULL forgets the entry
 */
void weir_credentials_set (WeirCredentials *credentials,
                           const char      *id,
                           WeirValue       *value);

/**
 * weir_credentials_merge:
 * @registry: says which credentials a type has
 * @id: an entry
 * @type: its type
 * @incoming: its `credentials` member, as a client of the admin API sends it
 *
 * Node-RED's rules: `__PWRD__` for a password keeps it, a blank text deletes,
 * names a type does not declare are ignored. Tabs, groups and subflows have any
 * names, and lose those that are not sent.
 *
 * Returns: %FALSE when the type has no credentials; @incoming was ignored then
 */
gboolean weir_credentials_merge (WeirCredentials    *credentials,
                                 const WeirRegistry *registry,
                                 const char         *id,
                                 const char         *type,
                                 WeirValue          *incoming);

/**
 * weir_credentials_prune:
 *
 * Forgets the credentials of entries that are not in @snapshot.
 *
 * Returns: how many entries were forgotten
 */
guint
weir_credentials_prune (WeirCredentials *credentials, WeirSnapshot *snapshot);

/**
 * weir_credentials_is_encrypted:
 *
 * Returns: whether the file read or written last is encrypted; Node-RED warns
 *   "Encrypted credentials not found" when a file isn't
 */
gboolean weir_credentials_is_encrypted (WeirCredentials *credentials);

/**
 * weir_credentials_is_modified:
 *
 * Returns: whether there are changes a save has not written yet
 */
gboolean weir_credentials_is_modified (WeirCredentials *credentials);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCredentials, weir_credentials_free)

G_END_DECLS
