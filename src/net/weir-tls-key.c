/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-tls.h"

#include <string.h>

/* Whether a private key belongs to a certificate, by looking for the key's
 * public half in the certificate: the modulus of an RSA key, the point of an
 * elliptic one. A key that does not carry its public half can't be told. */

enum
{
  DER_INTEGER = 0x02,
  DER_BIT_STRING = 0x03,
  DER_OCTET_STRING = 0x04,
  DER_SEQUENCE = 0x30,
  DER_PUBLIC_KEY = 0xa1, /* [1] in RFC 5915 §3 */
};

typedef struct
{
  const guint8 *data;
  gsize         length;
} Span;

/* Takes the next value off @from. Returns: FALSE when that is not DER. */
static gboolean
next_value (Span *from, guint8 *tag, Span *value)
{
  gsize length;
  gsize at = 2;

  if (from->length < 2)
    return FALSE;
  *tag = from->data[0];
  length = from->data[1];
  if (length >= 0x80)
    {
      guint bytes = length & 0x7f;

      if (bytes == 0 || bytes > 4 || from->length < at + bytes)
        return FALSE;
      length = 0;
      for (guint i = 0; i < bytes; i++)
        length = length << 8 | from->data[at++];
    }
  if (from->length - at < length)
    return FALSE;

  *value = (Span){ from->data + at, length };
  from->data += at + length;
  from->length -= at + length;
  return TRUE;
}

/* Takes values off @from until one has @wanted as its tag. */
static gboolean
find_value (Span *from, guint8 wanted, Span *value)
{
  guint8 tag;

  while (next_value (from, &tag, value))
    if (tag == wanted)
      return TRUE;
  return FALSE;
}

/* The public half of a key in PKCS #8 (RFC 5208 §5), PKCS #1 (RFC 8017 A.1.2)
 * or SEC 1 (RFC 5915 §3). */
static gboolean
public_half (Span der, Span *half)
{
  Span   key, inner, rest;
  guint8 tag;

  if (!find_value (&der, DER_SEQUENCE, &key))
    return FALSE;

  rest = key;
  if (find_value (&rest, DER_SEQUENCE, &inner) &&
      find_value (&rest, DER_OCTET_STRING, &inner))
    return public_half (inner, half);

  rest = key;
  if (find_value (&rest, DER_PUBLIC_KEY, &inner))
    return find_value (&inner, DER_BIT_STRING, half);

  return next_value (&key, &tag, half) && tag == DER_INTEGER &&
         next_value (&key, &tag, half) && tag == DER_INTEGER;
}

gboolean
weir_tls_key_fits (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autoptr (GByteArray) key = NULL;
  Span                   half;

  g_object_get (certificate, "certificate", &der, "private-key", &key, NULL);
  if (der == NULL || key == NULL ||
      !public_half ((Span){ key->data, key->len }, &half))
    return TRUE;
  return memmem (der->data, der->len, half.data, half.length) != NULL;
}
