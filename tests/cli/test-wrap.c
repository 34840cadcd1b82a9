/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/weir-cli-wrap.h"

#include <string.h>

/* 40 characters, 80 columns. */
#define KANJI_10 "一二三四五六七八九十"
#define KANJI_40 KANJI_10 KANJI_10 KANJI_10 KANJI_10

static void
assert_wrapped (const char *text, guint column, guint indent, const char *lines)
{
  g_autoptr (GString) out = g_string_new (NULL);

  weir_cli_wrap (out, text, column, indent);
  g_assert_cmpstr (out->str, ==, lines);
}

static void
test_words (void)
{
  assert_wrapped ("", 0, 0, "\n");
  assert_wrapped ("one two", 0, 0, "one two\n");
  assert_wrapped ("one two", 76, 3, "one\n   two\n");
  assert_wrapped ("one two", 72, 3, "one two\n");
  assert_wrapped ("one two", 73, 3, "one\n   two\n");

  /* What is longer than a line is not cut. */
  assert_wrapped ("one-that-is-long two", 70, 2, "one-that-is-long\n  two\n");
}

static void
test_wide (void)
{
  assert_wrapped (KANJI_40,
                  0,
                  2,
                  KANJI_10 KANJI_10 KANJI_10 "一二三四五六七八九\n  十\n");
  assert_wrapped ("名前", 75, 0, "名前\n");
  assert_wrapped ("名前", 76, 0, "名\n前\n");
  assert_wrapped ("é", 78, 0, "é\n");

  /* Words of another script stay whole. */
  assert_wrapped ("名前NAME", 72, 0, "名前\nNAME\n");
  assert_wrapped ("名前 NAME", 71, 0, "名前\nNAME\n");
}

/* Brackets stay with what is in them, full stops with what they end. */
static void
test_punctuation (void)
{
  assert_wrapped ("値です。", 73, 0, "値で\nす。\n");
  assert_wrapped ("値「名前」", 75, 0, "値\n「名前」\n");
  assert_wrapped ("値「名前」", 71, 0, "値「名\n前」\n");
  assert_wrapped ("サーバー", 73, 0, "サー\nバー\n");
  assert_wrapped ("キャンセル", 76, 0, "キャ\nンセル\n");
  assert_wrapped ("編集…", 76, 0, "編\n集…\n");
}

static void
test_width (void)
{
  g_assert_cmpuint (weir_cli_get_width ("--port=N", strlen ("--port=N")), ==, 8);
  g_assert_cmpuint (weir_cli_get_width ("名前", strlen ("名前")), ==, 4);
  g_assert_cmpuint (weir_cli_get_width ("名前", strlen ("名")), ==, 2);
  g_assert_cmpuint (weir_cli_get_width ("e\xcc\x81", 3), ==, 1);
  g_assert_cmpuint (weir_cli_get_width ("", 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/wrap/words", test_words);
  g_test_add_func ("/cli/wrap/wide", test_wide);
  g_test_add_func ("/cli/wrap/punctuation", test_punctuation);
  g_test_add_func ("/cli/wrap/width", test_width);

  return g_test_run ();
}
