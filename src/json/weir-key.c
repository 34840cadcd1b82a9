/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-key-private.h"

#include "json/weir-text-private.h"

/* Names of members. A message router makes the same few names over and over,
 * so those are constants found by a short search; all others are blocks of
 * their own, held by the objects that have them. */

typedef struct
{
  WeirKey key;
  char    text[12];
} KnownKey;

#define KNOWN_KEY(name)                        \
  {                                            \
    { 1, TRUE, TRUE, sizeof (name) - 1 }, name \
  }

/* The commonest first. */
static const KnownKey known_keys[] = {
  KNOWN_KEY ("payload"),  KNOWN_KEY ("topic"),  KNOWN_KEY ("_msgid"),
  KNOWN_KEY ("_session"), KNOWN_KEY ("type"),   KNOWN_KEY ("id"),
  KNOWN_KEY ("name"),     KNOWN_KEY ("_event"), KNOWN_KEY ("status"),
  KNOWN_KEY ("fill"),     KNOWN_KEY ("shape"),  KNOWN_KEY ("text"),
  KNOWN_KEY ("source"),   KNOWN_KEY ("value"),
};

static WeirKey *
find_known_key (const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_keys); i++)
    {
      const WeirKey *key = &known_keys[i].key;

      if (key->length == length && known_keys[i].text[0] == text[0] &&
          memcmp (known_keys[i].text, text, length) == 0)
        return (WeirKey *)key;
    }
  return NULL;
}

WeirKey *
weir_key_new (const char *text, gsize length)
{
  WeirKey *key = find_known_key (text, length);
  char    *copy;

  if (key != NULL)
    return key;
  g_assert (length < G_MAXUINT32);

  key = g_malloc (sizeof (WeirKey) + length + 1);
  key->ref_count = 1;
  key->immortal = FALSE;
  key->plain = weir_text_find_special (text, length) == length;
  key->length = (guint32)length;
  copy = (char *)(key + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';
  return key;
}

void
weir_key_free (WeirKey *key)
{
  g_free (key);
}

static inline guint64
mix (guint64 a, guint64 b)
{
  /* Multiply and fold, from both halves so that no bit is lost. */
  guint64 low = (a & G_MAXUINT32) * (b | 1);
  guint64 high = (a >> 32) * (b | 1);

  return low ^ (high << 32 | high >> 32) ^ (a >> 29);
}

guint64
weir_text_hash (const char *text, gsize length, guint64 seed)
{
  guint64 hash = seed ^ (length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  guint64 word = 0;

  for (; length >= sizeof (word); text += sizeof (word))
    {
      memcpy (&word, text, sizeof (word));
      hash = mix (hash ^ word, seed ^ G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9));
      length -= sizeof (word);
    }
  word = 0;
  memcpy (&word, text, length);
  hash = mix (hash ^ word, seed ^ G_GUINT64_CONSTANT (0x94d049bb133111eb));
  return hash ^ hash >> 32;
}
