/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * WeirKey:
 *
 * The name of a member: immutable and shared, so that copying an object copies
 * no text. Reference-counted atomically; the names every message has are
 * constants. The text stands right behind the struct, followed by a NUL.
 */
typedef struct
{
  gint    ref_count;
  guint8  immortal; /* a constant: never counted, never freed */
  guint8  plain;    /* may stand in JSON as it is */
  guint32 length;
} WeirKey;

/**
 * weir_key_new:
 * @text: WTF-8, @length bytes
 *
 * Returns: (transfer full): a key of that text
 */
WeirKey *weir_key_new (const char *text, gsize length);

/**
 * weir_key_free:
 *
 * For weir_key_unref() only.
 */
void weir_key_free (WeirKey *key);

/**
 * weir_text_hash:
 * @seed: what makes the hash unguessable; equal texts only hash alike under
 *   the same seed
 */
guint64 weir_text_hash (const char *text, gsize length, guint64 seed);

static inline const char *
weir_key_get_text (const WeirKey *key)
{
  return (const char *)(key + 1);
}

static inline gboolean
weir_key_is (const WeirKey *key, const char *text, gsize length)
{
  const char *own = weir_key_get_text (key);

  /* Most that differ do so in length or first byte: no call for those. */
  if (key->length != length || (length > 0 && own[0] != text[0]))
    return FALSE;
  return memcmp (own, text, length) == 0;
}

static inline WeirKey *
weir_key_ref (WeirKey *key)
{
  if (!key->immortal)
    g_atomic_int_inc (&key->ref_count);
  return key;
}

static inline void
weir_key_unref (WeirKey *key)
{
  if (key->immortal)
    return;
  /* The only holder needs no atomic step down. */
  if (g_atomic_int_get (&key->ref_count) == 1 ||
      g_atomic_int_dec_and_test (&key->ref_count))
    weir_key_free (key);
}

G_END_DECLS
