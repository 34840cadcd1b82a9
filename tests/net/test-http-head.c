/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/weir-http-head.h"

#include <string.h>

#define LINE "GET /a HTTP/1.1\r\n"

static const struct
{
  const char *head;
  guint       verdict;
} heads[] = {
  { "", WEIR_HTTP_HEAD_PARTIAL },
  { "GET /a HT", WEIR_HTTP_HEAD_PARTIAL },
  { LINE, WEIR_HTTP_HEAD_PARTIAL },
  { LINE "Host: x\r\n", WEIR_HTTP_HEAD_PARTIAL },
  { LINE "\r\n", 200 },
  { LINE "Host: x\r\n\r\nbody", 200 },
  { "GET /a HTTP/1.1\nHost: x\n\n", 200 },
  { LINE "Transfer-Encoding: chunked\r\n\r\n", 200 },
  { LINE "transfer-encoding:\tCHUNKED \r\n\r\n", 200 },
  { LINE "Transfer-Encoding: foo\r\n\r\n", 501 },
  { LINE "Transfer-Encoding: gzip, chunked\r\n\r\n", 501 },
  { LINE "Transfer-Encoding:\r\n chunked\r\n\r\n", 501 },
  { LINE "TRANSFER-ENCODING:foo\r\nContent-Length: x\r\n\r\n", 501 },
  { LINE "Content-Length: 12\r\n\r\n", 200 },
  { LINE "Content-Length: 12x\r\n\r\n", 400 },
  { LINE "Content-Length: -1\r\n\r\n", 400 },
  { LINE "Content-Length:\r\n\r\n", 400 },
  { LINE "X-Transfer-Encoding: foo\r\n\r\n", 200 },
};

static void
test_verdicts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      const char *head = heads[i].head;

      g_test_message ("head %u", i);
      g_assert_cmpuint (weir_http_head_judge ((const guint8 *)head, strlen (head)),
                        ==,
                        heads[i].verdict);
    }
}

/* However the bytes arrive, the verdict is the same once it is one. */
static void
test_cuts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    for (gsize cut = 0; cut <= strlen (heads[i].head); cut++)
      {
        guint verdict = weir_http_head_judge ((const guint8 *)heads[i].head, cut);

        if (verdict != WEIR_HTTP_HEAD_PARTIAL)
          g_assert_cmpuint (verdict, ==, heads[i].verdict);
      }
}

static guint
judge_filled (const char *beginning, char filling, gsize length)
{
  g_autoptr (GString) head = g_string_new (beginning);

  while (head->len < length)
    g_string_append_c (head, filling);
  return weir_http_head_judge ((const guint8 *)head->str, head->len);
}

static void
test_limits (void)
{
  g_assert_cmpuint (judge_filled ("GET /", 'a', WEIR_HTTP_HEAD_MAX_LINE_BYTES),
                    ==,
                    WEIR_HTTP_HEAD_PARTIAL);
  g_assert_cmpuint (judge_filled ("GET /", 'a', WEIR_HTTP_HEAD_MAX_LINE_BYTES + 1),
                    ==,
                    414);
  g_assert_cmpuint (judge_filled (LINE "A: ", 'a', WEIR_HTTP_HEAD_MAX_BYTES - 1),
                    ==,
                    WEIR_HTTP_HEAD_PARTIAL);
  g_assert_cmpuint (judge_filled (LINE "A: ", 'a', WEIR_HTTP_HEAD_MAX_BYTES),
                    ==,
                    431);
  g_assert_cmpuint (judge_filled (LINE "A: 1\r\n\r\n", 'b', 1024 * 1024), ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/http-head/verdicts", test_verdicts);
  g_test_add_func ("/net/http-head/cuts", test_cuts);
  g_test_add_func ("/net/http-head/limits", test_limits);
  return g_test_run ();
}
