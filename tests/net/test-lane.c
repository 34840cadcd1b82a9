/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The fast lane must not be told from libsoup: the same bytes, cut at every
 * position, give the same events with the lane on and off. */

#include "net-peer.h"

#include "net/weir-ws-receiver.h"

#include <string.h>

/* A receiver whose events become lines. */
typedef struct
{
  WeirWsReceiver receiver;
  GString       *lines;
} Ear;

static void
message_cb (gpointer owner, guint kind, const guint8 *data, gsize length)
{
  Ear             *ear = owner;
  g_autofree char *sum =
    g_compute_checksum_for_data (G_CHECKSUM_MD5, data, length);

  g_string_append_printf (ear->lines,
                          "message %u %" G_GSIZE_FORMAT " %s\n",
                          kind,
                          length,
                          sum);
}

static void
close_cb (gpointer owner, const guint8 *data, gsize length)
{
  Ear *ear = owner;

  g_string_append_printf (ear->lines, "close %" G_GSIZE_FORMAT, length);
  if (length >= 2)
    g_string_append_printf (ear->lines,
                            " %u %.*s",
                            data[0] << 8 | data[1],
                            (int)(length - 2),
                            (const char *)data + 2);
  g_string_append_c (ear->lines, '\n');
}

static void
fail_cb (gpointer owner, guint code, const char *text)
{
  Ear *ear = owner;

  g_string_append_printf (ear->lines, "fail %u\n", code);
}

/* A client's pong carries a key of its own. */
static void
write_cb (gpointer owner, const guint8 *data, gsize length)
{
  Ear        *ear = owner;
  WeirWsFrame frame;
  guint8      payload[WEIR_WS_FRAME_MAX_CONTROL_BYTES];

  g_assert_true (weir_ws_frame_parse (data, length, &frame));
  g_assert_cmpuint (frame.head_bytes + frame.payload_bytes, ==, length);
  memcpy (payload, data + frame.head_bytes, frame.payload_bytes);
  if (frame.masked)
    weir_ws_frame_mask (payload, frame.payload_bytes, frame.key);
  g_string_append_printf (ear->lines,
                          "write %x %.*s\n",
                          frame.opcode,
                          (int)frame.payload_bytes,
                          (const char *)payload);
}

static const WeirWsReceiverOwner ear_funcs = {
  .message = message_cb,
  .close = close_cb,
  .fail = fail_cb,
  .write = write_cb,
};

/* Feeds @bytes in two pieces, keeping what the receiver leaves.
 * Returns: (transfer full): the events */
static char *
listen (WeirIoLoop *loop, gboolean masked, gboolean lane, GByteArray *bytes, gsize cut)
{
  g_autoptr (GByteArray) kept = g_byte_array_new ();
  Ear                    ear = { .lines = g_string_new (NULL) };
  gsize                  ends[] = { cut, bytes->len };
  gsize                  at = 0;
  gsize                  used;

  weir_ws_receiver_init (&ear.receiver, loop, masked, 70000, &ear_funcs, &ear);
  ear.receiver.lane = lane;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (ends[i] > at)
        g_byte_array_append (kept, bytes->data + at, ends[i] - at);
      at = ends[i];
      used = kept->len > 0
               ? weir_ws_receiver_feed (&ear.receiver, kept->data, kept->len)
               : 0;
      g_byte_array_remove_range (kept, 0, used);
    }
  weir_ws_receiver_clear (&ear.receiver);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return g_string_free (ear.lines, FALSE);
}

static void
add (GByteArray   *bytes,
     gboolean      masked,
     guint8        flags,
     const guint8 *payload,
     gsize         length)
{
  guint8 head[WEIR_WS_FRAME_MAX_HEAD_BYTES];
  guint8 key[4];
  guint  head_bytes;
  gsize  start;

  for (guint i = 0; i < 4; i++)
    key[i] = g_test_rand_int_range (0, 256);
  head_bytes = weir_ws_frame_write_head (head,
                                         WEIR_WS_OPCODE_TEXT,
                                         length,
                                         masked ? key : NULL);
  head[0] = flags;
  g_byte_array_append (bytes, head, head_bytes);
  start = bytes->len;
  if (length > 0)
    g_byte_array_append (bytes, payload, length);
  if (masked)
    weir_ws_frame_mask (bytes->data + start, length, key);
}

static void
add_text (GByteArray *bytes, gboolean masked, guint8 flags, const char *text)
{
  add (bytes, masked, flags, (const guint8 *)text, strlen (text));
}

/* Every kind of hand-over: lane to libsoup and back, fragments with control
 * frames in them, multi-byte characters across fragments; @last decides. */
static GByteArray *
make_stream (gboolean masked, guint last)
{
  GByteArray  *bytes = g_byte_array_new ();
  const guint8 all[] = { 0, 1, 127, 128, 255 };

  add_text (bytes, masked, 0x81, "one");
  add_text (bytes, masked, 0x81, "");
  add (bytes, masked, 0x82, all, sizeof all);
  add_text (bytes, masked, 0x89, "ping");
  add_text (bytes, masked, 0x81, "gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80");
  add_text (bytes, masked, 0x01, "frag \xe2");
  add_text (bytes, masked, 0x8a, "");
  add_text (bytes, masked, 0x00, "\x82");
  add_text (bytes, masked, 0x89, "mid");
  add_text (bytes, masked, 0x80, "\xac end");
  add_text (bytes, masked, 0x81, "after the fragments, plain again");

  switch (last)
    {
    case 0:
      add_text (bytes,
                masked,
                0x88,
                "\x03\xe8"
                "bye");
      break;
    case 1:
      add_text (bytes, masked, 0x81, "bad \xc0\xaf utf-8");
      break;
    case 2:
      add_text (bytes, masked, 0xc1, "reserved bit");
      break;
    case 3:
      add_text (bytes, !masked, 0x81, "masked the wrong way");
      break;
    case 4:
      add_text (bytes, masked, 0x01, "begun");
      add_text (bytes, masked, 0x81, "and interrupted");
      break;
    case 5:
      add_text (bytes, masked, 0x80, "no beginning");
      break;
    case 6:
      add_text (bytes, masked, 0x83, "no such opcode");
      break;
    case 7:
      add_text (bytes, masked, 0x09, "a ping in pieces");
      break;
    default:
      break;
    }
  /* Nobody may hear of this. */
  add_text (bytes, masked, 0x81, "too late");
  return bytes;
}

#define STREAMS 8

static void
test_cuts (gconstpointer data)
{
  gboolean               masked = GPOINTER_TO_INT (data);
  g_autoptr (WeirIoLoop) loop = weir_io_loop_new (NULL);

  for (guint last = 0; last < STREAMS; last++)
    {
      g_autoptr (GByteArray) bytes = make_stream (masked, last);
      g_autofree char       *wanted = listen (loop, masked, FALSE, bytes, 0);

      g_test_message ("stream %u:\n%s", last, wanted);
      g_assert_nonnull (strstr (wanted, "write a mid\n"));
      g_assert_true (g_str_has_suffix (wanted, "bye\n") ||
                     g_str_has_suffix (wanted, "fail 1002\n") ||
                     g_str_has_suffix (wanted, "fail 1007\n"));
      for (gsize cut = 0; cut <= bytes->len; cut++)
        {
          g_autofree char *with = listen (loop, masked, TRUE, bytes, cut);
          g_autofree char *without = listen (loop, masked, FALSE, bytes, cut);

          g_assert_cmpstr (with, ==, wanted);
          g_assert_cmpstr (without, ==, wanted);
        }
    }
}

/* Random frames in random pieces. */
static void
test_random (void)
{
  g_autoptr (WeirIoLoop) loop = weir_io_loop_new (NULL);
  static const guint8    flags[] = { 0x81, 0x81, 0x82, 0x01, 0x02, 0x00,
                                     0x80, 0x89, 0x8a, 0x88, 0x91, 0x83 };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      gboolean               masked = g_test_rand_bit ();
      guint8                 payload[300];
      g_autofree char       *wanted = NULL;

      for (guint i = 0; i < 8; i++)
        {
          gsize length = g_test_rand_int_range (0, 140);

          for (guint j = 0; j < length; j++)
            payload[j] = g_test_rand_int_range (0, i % 4 == 3 ? 256 : 128);
          add (bytes,
               masked,
               flags[g_test_rand_int_range (0, G_N_ELEMENTS (flags))],
               payload,
               length);
        }
      wanted = listen (loop, masked, FALSE, bytes, 0);
      for (guint i = 0; i < 8; i++)
        {
          gsize            cut = g_test_rand_int_range (0, bytes->len + 1);
          g_autofree char *with = listen (loop, masked, TRUE, bytes, cut);

          g_assert_cmpstr (with, ==, wanted);
        }
    }
}

/* A large message comes in many reads, through either. */
static void
test_large (void)
{
  g_autoptr (WeirIoLoop) loop = weir_io_loop_new (NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char       *text = g_strnfill (69999, 'x');
  static const gsize     cuts[] = { 0, 1, 2, 5, 9, 13, 14, 15, 1000, 65536 };

  add_text (bytes, TRUE, 0x81, text);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree char *with = listen (loop, TRUE, TRUE, bytes, cuts[i]);
      g_autofree char *without = listen (loop, TRUE, FALSE, bytes, cuts[i]);

      g_assert_true (g_str_has_prefix (with, "message 1 69999 "));
      g_assert_cmpstr (with, ==, without);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/net/lane/cuts/server", GINT_TO_POINTER (TRUE), test_cuts);
  g_test_add_data_func ("/net/lane/cuts/client",
                        GINT_TO_POINTER (FALSE),
                        test_cuts);
  g_test_add_func ("/net/lane/random", test_random);
  g_test_add_func ("/net/lane/large", test_large);
  return g_test_run ();
}
