/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/weir-ws-frame.h"

#include <string.h>

static void
test_head (void)
{
  static const struct
  {
    gsize payload_bytes;
    guint head_bytes;
  } cases[] = {
    { 0, 2 },
    { 1, 2 },
    { 125, 2 },
    { 126, 4 },
    { 65535, 4 },
    { 65536, 10 },
    { 16 * 1024 * 1024, 10 },
  };
  static const guint8 key[4] = { 1, 2, 3, 4 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint masked = 0; masked < 2; masked++)
      {
        guint8      head[WEIR_WS_FRAME_MAX_HEAD_BYTES];
        WeirWsFrame frame;
        guint       n = weir_ws_frame_write_head (head,
                                            WEIR_WS_OPCODE_BINARY,
                                            cases[i].payload_bytes,
                                            masked ? key : NULL);

        g_assert_cmpuint (n, ==, cases[i].head_bytes + (masked ? 4 : 0));
        g_assert_true (weir_ws_frame_parse (head, n, &frame));
        g_assert_cmpuint (frame.head_bytes, ==, n);
        g_assert_cmpuint (frame.payload_bytes, ==, cases[i].payload_bytes);
        g_assert_cmpuint (frame.opcode, ==, WEIR_WS_OPCODE_BINARY);
        g_assert_true (frame.fin);
        g_assert_cmpint (frame.masked, ==, masked);
        g_assert_cmpuint (frame.reserved, ==, 0);
        if (masked)
          g_assert_cmpmem (frame.key, 4, key, 4);
        for (guint cut = 0; cut < cases[i].head_bytes; cut++)
          g_assert_false (weir_ws_frame_parse (head, cut, &frame));
      }
}

static void
test_mask (void)
{
  static const guint8 key[4] = { 0x37, 0xfa, 0x21, 0x3d };
  guint8              hello[] = { 0x7f, 0x9f, 0x4d, 0x51, 0x58 };
  guint8              data[40];

  /* The example of RFC 6455 §5.7. */
  weir_ws_frame_mask (hello, sizeof hello, key);
  g_assert_cmpmem (hello, sizeof hello, "Hello", 5);

  for (gsize length = 0; length <= sizeof data; length++)
    {
      for (gsize i = 0; i < length; i++)
        data[i] = i;
      weir_ws_frame_mask (data, length, key);
      for (gsize i = 0; i < length; i++)
        g_assert_cmphex (data[i], ==, (i ^ key[i % 4]));
    }
}

/* Against GLib's own check, but for U+0000, which it does not take. */
static void
test_utf8 (void)
{
  for (guint round = 0; round < 200000; round++)
    {
      static const guint8 pool[] = { 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4,
                                     0xf5, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf,
                                     0xc0, 0xc1, 'a',  'b',  0x7f, 0xff };
      guint8              text[20];
      gsize               length = g_test_rand_int_range (0, sizeof text + 1);
      const char         *end;

      for (gsize i = 0; i < length; i++)
        text[i] = g_test_rand_bit ()
                    ? 'x'
                    : pool[g_test_rand_int_range (0, G_N_ELEMENTS (pool))];
      g_utf8_validate_len ((const char *)text, length, &end);
      g_assert_cmpuint (weir_utf8_valid_bytes (text, length),
                        ==,
                        (gsize)((const guint8 *)end - text));
    }
  g_assert_cmpuint (weir_utf8_valid_bytes ((const guint8 *)"a\0b", 3), ==, 3);
}

static void
test_repair (void)
{
  static const struct
  {
    const char *text;
    gsize       length;
    const char *repaired;
  } cases[] = {
    { "", 0, "" },
    { "plain", 5, "plain" },
    { "\xff", 1, "\xef\xbf\xbd" },
    { "a\xc3", 2, "a\xef\xbf\xbd" },
    { "\xed\xa0\x80!", 4, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd!" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize            length;
      g_autofree char *repaired =
        weir_utf8_repair ((const guint8 *)cases[i].text, cases[i].length, &length);

      g_assert_cmpmem (repaired,
                       length,
                       cases[i].repaired,
                       strlen (cases[i].repaired));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/frame/head", test_head);
  g_test_add_func ("/net/frame/mask", test_mask);
  g_test_add_func ("/net/frame/utf8", test_utf8);
  g_test_add_func ("/net/frame/repair", test_repair);
  return g_test_run ();
}
