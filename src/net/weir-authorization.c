/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-authorization.h"

#include <string.h>

/* Schemes are compared without case, and any number of spaces may follow one
 * (RFC 9110 §11.4). */

#define DIGEST_BYTES 32

/* Returns: (nullable): what follows the scheme */
static const char *
skip_scheme (const char *authorization, const char *scheme)
{
  gsize length = strlen (scheme);

  if (authorization == NULL ||
      g_ascii_strncasecmp (authorization, scheme, length) != 0 ||
      authorization[length] != ' ')
    return NULL;
  return authorization + length + strspn (authorization + length, " ");
}

const char *
weir_authorization_get_token (const char *authorization)
{
  return skip_scheme (authorization, "Bearer");
}

char *
weir_authorization_dup_login (const char *authorization, gsize *length)
{
  const char        *encoded = skip_scheme (authorization, "Basic");
  g_autofree guchar *bytes = NULL;
  char              *login;

  if (encoded == NULL || *encoded == '\0')
    return NULL;
  bytes = g_base64_decode (encoded, length);
  login = g_malloc (*length + 1);
  memcpy (login, bytes, *length);
  login[*length] = '\0';
  return login;
}

static void
digest (const char *text, gsize length, guint8 *result)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize                 size = DIGEST_BYTES;

  g_checksum_update (checksum, (const guchar *)text, (gssize)length);
  g_checksum_get_digest (checksum, result, &size);
}

gboolean
weir_secret_equal (const char *secret, const char *given, gsize length)
{
  guint8 right[DIGEST_BYTES];
  guint8 other[DIGEST_BYTES];
  guint8 difference = 0;

  if (given == NULL)
    return FALSE;

  /* Digests have one length, so that of the secret stays one too. */
  digest (secret, strlen (secret), right);
  digest (given, length, other);
  for (guint i = 0; i < DIGEST_BYTES; i++)
    difference |= right[i] ^ other[i];
  return difference == 0;
}
