/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-credentials-cipher.h"

#include "flow/weir-flow-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <nettle/aes.h>
#include <nettle/ctr.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/random.h>

/* The cipher of Node-RED's credentials files. Key material stays in the memory
 * of WeirCredentials and is wiped here wherever it passes through. */

#define IV_HEX_LENGTH ((gsize)2 * AES_BLOCK_SIZE)

G_STATIC_ASSERT (WEIR_CREDENTIALS_KEY_BYTES == AES256_KEY_SIZE);
G_STATIC_ASSERT (WEIR_CREDENTIALS_KEY_BYTES == SHA256_DIGEST_SIZE);

void
weir_credentials_key_init (WeirCredentialsKey *key, const char *secret)
{
  struct sha256_ctx hash;

  g_return_if_fail (key != NULL);
  g_return_if_fail (secret != NULL);

  sha256_init (&hash);
  sha256_update (&hash, strlen (secret), (const guint8 *)secret);
  sha256_digest (&hash, sizeof key->bytes, key->bytes);
  explicit_bzero (&hash, sizeof hash);
}

void
weir_credentials_key_clear (WeirCredentialsKey *key)
{
  g_return_if_fail (key != NULL);
  explicit_bzero (key->bytes, sizeof key->bytes);
}

/* In counter mode, encrypting and decrypting are the same. */
static void
crypt_in_place (const WeirCredentialsKey *key,
                const guint8              iv[AES_BLOCK_SIZE],
                guint8                   *data,
                gsize                     length)
{
  struct aes256_ctx cipher;
  guint8            counter[AES_BLOCK_SIZE];

  memcpy (counter, iv, sizeof counter);
  aes256_set_encrypt_key (&cipher, key->bytes);
  ctr_crypt (&cipher,
             (nettle_cipher_func *)aes256_encrypt,
             AES_BLOCK_SIZE,
             counter,
             length,
             data,
             data);
  explicit_bzero (&cipher, sizeof cipher);
}

static gboolean
fill_random (guint8 *bytes, gsize length, GError **error)
{
  gssize n;

  do
    n = getrandom (bytes, length, 0);
  while (n < 0 && errno == EINTR);
  if (n == (gssize)length)
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               _ ("No random numbers to encrypt with: %s"),
               g_strerror (errno));
  return FALSE;
}

char *
weir_credentials_key_encrypt (const WeirCredentialsKey *key,
                              const char               *plain,
                              GError                  **error)
{
  guint8              iv[AES_BLOCK_SIZE];
  gsize               length;
  g_autofree char    *data = NULL;
  g_autofree char    *base64 = NULL;
  g_autoptr (GString) blob = NULL;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (plain != NULL, NULL);

  if (!fill_random (iv, sizeof iv, error))
    return NULL;
  length = strlen (plain);
  data = g_strdup (plain);
  crypt_in_place (key, iv, (guint8 *)data, length);
  base64 = g_base64_encode ((const guchar *)data, length);
  blob = g_string_sized_new (IV_HEX_LENGTH + strlen (base64));
  for (gsize i = 0; i < sizeof iv; i++)
    g_string_append_printf (blob, "%02x", iv[i]);
  g_string_append (blob, base64);
  return g_string_free (g_steal_pointer (&blob), FALSE);
}

static gboolean
read_iv (const char *blob, guint8 iv[AES_BLOCK_SIZE])
{
  for (gsize i = 0; i < AES_BLOCK_SIZE; i++)
    {
      int high = g_ascii_xdigit_value (blob[2 * i]);
      int low = high < 0 ? -1 : g_ascii_xdigit_value (blob[2 * i + 1]);

      if (low < 0)
        return FALSE;
      iv[i] = (guint8)(high << 4 | low);
    }
  return TRUE;
}

typedef struct
{
  guint8 *data;
  gsize   length;
} Secret;

static void
secret_free (gpointer data)
{
  Secret *secret = data;

  explicit_bzero (secret->data, secret->length);
  g_free (secret->data);
  g_free (secret);
}

GBytes *
weir_credentials_key_decrypt (const WeirCredentialsKey *key,
                              const char               *blob,
                              GError                  **error)
{
  guint8  iv[AES_BLOCK_SIZE];
  Secret *secret;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (blob != NULL, NULL);

  if (!read_iv (blob, iv))
    {
      g_set_error_literal (error,
                           WEIR_FLOW_ERROR,
                           WEIR_FLOW_ERROR_CREDENTIALS,
                           _ ("Its encrypted text is damaged."));
      return NULL;
    }
  secret = g_new0 (Secret, 1);
  secret->data = g_base64_decode (blob + IV_HEX_LENGTH, &secret->length);
  crypt_in_place (key, iv, secret->data, secret->length);
  return g_bytes_new_with_free_func (secret->data,
                                     secret->length,
                                     secret_free,
                                     secret);
}
