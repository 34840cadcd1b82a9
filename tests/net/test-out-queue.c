/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/weir-out-queue.h"
#include "net/weir-ws-frame.h"

#include <string.h>

static void
add_frame (WeirOutQueue *queue, WeirWsOpcode opcode, guint8 fill, gsize length)
{
  g_autofree guint8 *payload = g_malloc (length + 1);
  guint8             head[WEIR_WS_FRAME_MAX_HEAD_BYTES];
  guint              n = weir_ws_frame_write_head (head, opcode, length, NULL);

  memset (payload, fill, length);
  weir_out_queue_add (queue, head, n, payload, length);
}

/* Writes at most @max bytes of it to @to, as a socket would. */
static void
drain (WeirOutQueue *queue, GByteArray *to, gsize max)
{
  struct iovec parts[7];

  while (queue->bytes > 0 && max > 0)
    {
      guint n = weir_out_queue_peek (queue, parts, G_N_ELEMENTS (parts));
      gsize written = 0;

      g_assert_cmpuint (n, >, 0);
      for (guint i = 0; i < n && max > 0; i++)
        {
          gsize step = MIN (parts[i].iov_len, max);

          g_byte_array_append (to, parts[i].iov_base, step);
          written += step;
          max -= step;
        }
      weir_out_queue_skip (queue, written);
    }
}

/* Reads whole frames back: "opcode fill length", one a line. */
static char *
describe (GByteArray *bytes)
{
  GString    *lines = g_string_new (NULL);
  WeirWsFrame frame;

  for (gsize at = 0; at < bytes->len;)
    {
      const guint8 *payload;

      g_assert_true (
        weir_ws_frame_parse (bytes->data + at, bytes->len - at, &frame));
      payload = bytes->data + at + frame.head_bytes;
      at += frame.head_bytes + frame.payload_bytes;
      g_assert_cmpuint (at, <=, bytes->len);
      for (gsize i = 1; i < frame.payload_bytes; i++)
        g_assert_cmphex (payload[i], ==, payload[0]);
      g_string_append_printf (lines,
                              "%x%c%" G_GUINT64_FORMAT "\n",
                              frame.opcode,
                              frame.payload_bytes > 0 ? payload[0] : '-',
                              frame.payload_bytes);
    }
  return g_string_free (lines, FALSE);
}

static void
test_drop_oldest (void)
{
  g_autoptr (WeirIoLoop) loop = weir_io_loop_new (NULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char       *lines = NULL;
  WeirOutQueue           queue;

  weir_out_queue_init (&queue, loop);
  add_frame (&queue, WEIR_WS_OPCODE_TEXT, 'a', 10);
  add_frame (&queue, WEIR_WS_OPCODE_TEXT, 'b', 10);
  add_frame (&queue, WEIR_WS_OPCODE_PONG, 'p', 4);
  add_frame (&queue, WEIR_WS_OPCODE_TEXT, 'c', 20000);
  add_frame (&queue, WEIR_WS_OPCODE_TEXT, 'd', 10);
  add_frame (&queue, WEIR_WS_OPCODE_TEXT, 'e', 10);

  /* "a" is begun, so "b" is the oldest; "c" is needed too. */
  drain (&queue, out, 3);
  g_assert_cmpuint (weir_out_queue_drop_oldest (&queue, 13), ==, 2);
  g_assert_cmpuint (queue.bytes, ==, 9 + 6 + 12 + 12);
  g_assert_cmpuint (weir_out_queue_drop_oldest (&queue, 0), ==, 0);
  drain (&queue, out, G_MAXSIZE);
  lines = describe (out);
  g_assert_cmpstr (lines, ==, "1a10\nap4\n1d10\n1e10\n");
  g_assert_cmpuint (queue.bytes, ==, 0);
  weir_out_queue_clear (&queue);
}

/* What a TLS record claims, and what is no frame, stays. */
static void
test_pinned (void)
{
  g_autoptr (WeirIoLoop) loop = weir_io_loop_new (NULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char       *lines = NULL;
  WeirOutQueue           queue;

  weir_out_queue_init (&queue, loop);
  weir_out_queue_add (&queue, NULL, 0, (const guint8 *)"HTTP", 4);
  weir_out_queue_seal (&queue);
  add_frame (&queue, WEIR_WS_OPCODE_TEXT, 'a', 10);
  add_frame (&queue, WEIR_WS_OPCODE_TEXT, 'b', 10);
  queue.pinned = 4 + 5;
  g_assert_cmpuint (weir_out_queue_drop_oldest (&queue, G_MAXSIZE), ==, 1);
  drain (&queue, out, G_MAXSIZE);
  g_assert_cmpmem (out->data, 4, "HTTP", 4);
  g_byte_array_remove_range (out, 0, 4);
  lines = describe (out);
  g_assert_cmpstr (lines, ==, "1a10\n");
  weir_out_queue_clear (&queue);
}

/* Whatever is added, written in bits and taken back, whole frames come out in
 * order and the count of bytes is right. */
static void
test_random (void)
{
  g_autoptr (WeirIoLoop) loop = weir_io_loop_new (NULL);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GByteArray) out = g_byte_array_new ();
      g_autofree char       *lines = NULL;
      WeirOutQueue           queue;
      gsize                  added = 0;
      gsize                  dropped = 0;

      weir_out_queue_init (&queue, loop);
      for (guint i = 0; i < 60; i++)
        {
          gsize before = queue.bytes;
          gsize sent = out->len;

          switch (g_test_rand_int_range (0, 5))
            {
            case 0:
              weir_out_queue_drop_oldest (&queue,
                                          g_test_rand_int_range (0, 40000));
              dropped += before - queue.bytes;
              break;
            case 1:
              drain (&queue, out, g_test_rand_int_range (0, 30000));
              g_assert_cmpuint (before - queue.bytes, ==, out->len - sent);
              break;
            default:
              add_frame (&queue,
                         g_test_rand_int_range (0, 5) == 0 ? WEIR_WS_OPCODE_PONG
                                                           : WEIR_WS_OPCODE_TEXT,
                         'a' + i % 26,
                         g_test_rand_int_range (0, 8) == 0
                           ? g_test_rand_int_range (16000, 17000)
                           : g_test_rand_int_range (0, 126));
              added += queue.bytes - before;
              break;
            }
        }
      drain (&queue, out, G_MAXSIZE);
      g_assert_cmpuint (out->len, ==, added - dropped);
      lines = describe (out);
      weir_out_queue_clear (&queue);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/out-queue/drop-oldest", test_drop_oldest);
  g_test_add_func ("/net/out-queue/pinned", test_pinned);
  g_test_add_func ("/net/out-queue/random", test_random);
  return g_test_run ();
}
