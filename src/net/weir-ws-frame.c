/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-frame.h"

#include <string.h>

/* The bytes of a frame and nothing else: no state, no memory. The receiver
 * reads heads with it, the connection writes them. */

#define LENGTH_16 126
#define LENGTH_64 127
#define BIT_FIN   0x80
#define BIT_MASK  0x80
#define ALL_HIGH  G_GUINT64_CONSTANT (0x8080808080808080)

static guint64
read_big_endian (const guint8 *data, guint bytes)
{
  guint64 value = 0;

  for (guint i = 0; i < bytes; i++)
    value = value << 8 | data[i];
  return value;
}

gboolean
weir_ws_frame_parse (const guint8 *data, gsize length, WeirWsFrame *frame)
{
  guint at = 2;
  guint size_bytes;

  if (length < at)
    return FALSE;

  frame->fin = (data[0] & BIT_FIN) != 0;
  frame->reserved = data[0] & 0x70;
  frame->opcode = data[0] & 0x0f;
  frame->masked = (data[1] & BIT_MASK) != 0;
  frame->payload_bytes = data[1] & 0x7f;

  size_bytes = frame->payload_bytes == LENGTH_16   ? 2
               : frame->payload_bytes == LENGTH_64 ? 8
                                                   : 0;
  frame->head_bytes = at + size_bytes + (frame->masked ? 4 : 0);
  if (length < at + size_bytes)
    return FALSE;

  if (size_bytes > 0)
    frame->payload_bytes = read_big_endian (data + at, size_bytes);
  if (frame->masked && length >= frame->head_bytes)
    memcpy (frame->key, data + at + size_bytes, 4);
  return TRUE;
}

guint
weir_ws_frame_write_head (guint8       *head,
                          WeirWsOpcode  opcode,
                          gsize         payload_bytes,
                          const guint8 *key)
{
  guint at = 2;
  guint size_bytes = 0;

  head[0] = BIT_FIN | opcode;
  if (payload_bytes < LENGTH_16)
    head[1] = payload_bytes;
  else
    {
      size_bytes = payload_bytes <= G_MAXUINT16 ? 2 : 8;
      head[1] = size_bytes == 2 ? LENGTH_16 : LENGTH_64;
    }
  for (guint i = size_bytes; i > 0; i--)
    head[at++] = (guint64)payload_bytes >> (8 * (i - 1));

  if (key != NULL)
    {
      head[1] |= BIT_MASK;
      memcpy (head + at, key, 4);
      at += 4;
    }
  return at;
}

void
weir_ws_frame_mask (guint8 *data, gsize length, const guint8 key[4])
{
  guint64 word, wide;
  guint32 narrow;
  gsize   i = 0;

  memcpy (&narrow, key, 4);
  wide = (guint64)narrow << 32 | narrow;
  for (; i + 8 <= length; i += 8)
    {
      memcpy (&word, data + i, 8);
      word ^= wide;
      memcpy (data + i, &word, 8);
    }
  for (; i < length; i++)
    data[i] ^= key[i & 3];
}

gboolean
weir_ws_close_code_is_valid (guint code)
{
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
         (code >= 3000 && code <= 4999);
}

/* How long the sequence at @data is; 0 when it is none (RFC 3629 §4). */
static guint
sequence_bytes (const guint8 *data, gsize length)
{
  guint8 lead = data[0];
  guint8 low = 0x80;
  guint8 high = 0xbf;
  guint  bytes;

  if (lead < 0x80)
    return 1;
  if (lead < 0xc2 || lead > 0xf4)
    return 0;

  bytes = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (length < bytes)
    return 0;

  if (lead == 0xe0)
    low = 0xa0; /* overlong */
  else if (lead == 0xed)
    high = 0x9f; /* surrogates */
  else if (lead == 0xf0)
    low = 0x90; /* overlong */
  else if (lead == 0xf4)
    high = 0x8f; /* beyond U+10FFFF */

  if (data[1] < low || data[1] > high)
    return 0;
  for (guint i = 2; i < bytes; i++)
    if ((data[i] & 0xc0) != 0x80)
      return 0;
  return bytes;
}

gsize
weir_utf8_valid_bytes (const guint8 *data, gsize length)
{
  gsize   i = 0;
  guint64 word;
  guint   bytes;

  while (i < length)
    {
      if (length - i >= 8)
        {
          memcpy (&word, data + i, 8);
          if ((word & ALL_HIGH) == 0)
            {
              i += 8;
              continue;
            }
        }
      bytes = sequence_bytes (data + i, length - i);
      if (bytes == 0)
        return i;
      i += bytes;
    }
  return length;
}

char *
weir_utf8_repair (const guint8 *data, gsize length, gsize *out_length)
{
  GString *text = g_string_sized_new (length + 16);
  gsize    valid;

  while ((valid = weir_utf8_valid_bytes (data, length)) < length)
    {
      g_string_append_len (text, (const char *)data, valid);
      g_string_append (text, "\357\277\275"); /* U+FFFD */
      data += valid + 1;
      length -= valid + 1;
    }
  g_string_append_len (text, (const char *)data, length);
  *out_length = text->len;
  return g_string_free (text, FALSE);
}
