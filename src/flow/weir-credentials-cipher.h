/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_CREDENTIALS_KEY_BYTES 32

/**
 * WeirCredentialsKey:
 *
 * The key of a credentials file, AES-256-CTR as Node-RED uses it. Lives inside
 * its owner; weir_credentials_key_clear() leaves no trace of it in memory.
 */
typedef struct
{
  guint8 bytes[WEIR_CREDENTIALS_KEY_BYTES];
} WeirCredentialsKey;

/**
 * weir_credentials_key_init:
 *
 * The key is the SHA-256 of the secret's text.
 */
void weir_credentials_key_init (WeirCredentialsKey *key, const char *secret);
void weir_credentials_key_clear (WeirCredentialsKey *key);

/**
 * weir_credentials_key_encrypt:
 * @plain: the text
 * @error: %G_IO_ERROR when there is no randomness
 *
 * Returns: (transfer full) (nullable): a fresh random IV as 32 hex digits and
 *   the ciphertext in base64
 */
char *weir_credentials_key_encrypt (const WeirCredentialsKey *key,
                                    const char               *plain,
                                    GError                  **error);

/**
 * weir_credentials_key_decrypt:
 * @blob: as weir_credentials_key_encrypt() makes it
 * @error: %WEIR_FLOW_ERROR_CREDENTIALS when @blob has another form
 *
 * The cipher has no checksum: a wrong key gives garbage and no error.
 *
 * Returns: (transfer full) (nullable): the text; its memory is wiped with the
 *   last reference
 */
GBytes *weir_credentials_key_decrypt (const WeirCredentialsKey *key,
                                      const char               *blob,
                                      GError                  **error);

G_END_DECLS
