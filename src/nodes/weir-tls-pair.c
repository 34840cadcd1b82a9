/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-tls-pair.h"

#include <string.h>

/* DER tags (X.690 §8) of what a private key (RFC 5208, RFC 8017 §A.1.2,
 * RFC 5915) is built of. */
enum
{
  TAG_INTEGER = 0x02,
  TAG_BIT_STRING = 0x03,
  TAG_OCTET_STRING = 0x04,
  TAG_SEQUENCE = 0x30,
  TAG_CONTEXT_1 = 0xa1,
};

/* Shorter numbers are versions, exponents or a secret scalar. */
#define MIN_PUBLIC_BYTES 48

typedef struct
{
  const guint8 *data;
  gsize         length;
} Slice;

/* Takes one element off the front of @rest. */
static gboolean
read_element (Slice *rest, guint8 *tag, Slice *content)
{
  gsize length;
  gsize header = 2;

  if (rest->length < 2)
    return FALSE;
  *tag = rest->data[0];
  length = rest->data[1];
  if (length & 0x80)
    {
      guint n = length & 0x7f;

      if (n == 0 || n > 3 || rest->length < 2 + n)
        return FALSE;
      length = 0;
      for (guint i = 0; i < n; i++)
        length = length << 8 | rest->data[2 + i];
      header += n;
    }
  if (length > rest->length - header)
    return FALSE;
  *content = (Slice){ rest->data + header, length };
  *rest = (Slice){ content->data + length, rest->length - header - length };
  return TRUE;
}

/* A key in its envelope: an octet string that holds a sequence. */
static gboolean
is_envelope (guint8 tag, Slice content)
{
  return tag == TAG_SEQUENCE || tag == TAG_CONTEXT_1 ||
         (tag == TAG_OCTET_STRING && content.length > 0 &&
          content.data[0] == TAG_SEQUENCE);
}

/* Finds the modulus of an RSA key or the point of an elliptic-curve key: the
 * first long integer or bit string. */
static gboolean
find_public_half (Slice key, Slice *found)
{
  guint8 tag;
  Slice  content;

  while (read_element (&key, &tag, &content))
    {
      if ((tag == TAG_INTEGER || tag == TAG_BIT_STRING) &&
          content.length >= MIN_PUBLIC_BYTES)
        {
          *found = content;
          return TRUE;
        }
      if (is_envelope (tag, content) && find_public_half (content, found))
        return TRUE;
    }
  return FALSE;
}

gboolean
weir_tls_pair_matches (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) key = NULL;
  g_autoptr (GByteArray) der = NULL;
  Slice                  half;

  g_object_get (certificate, "private-key", &key, "certificate", &der, NULL);
  if (key == NULL || der == NULL ||
      !find_public_half ((Slice){ key->data, key->len }, &half))
    return TRUE;
  return memmem (der->data, der->len, half.data, half.length) != NULL;
}
