/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/weir-markdown.h"
#include "nodes/weir-node-table.h"

#include <pango/pango.h>

#include <string.h>

static void
describe_table (GString *out, GPtrArray *rows)
{
  g_string_append (out, "T(");
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *row = g_strjoinv ("|", rows->pdata[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? "/" : "", row);
    }
  g_string_append_c (out, ')');
}

/* "P(…) H1(…) I0•(…) C(…) T(a|b/1|2) M:file(…)" */
static char *
describe_blocks (GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const WeirMarkdownBlock *block = blocks->pdata[i];

      if (i > 0)
        g_string_append_c (out, ' ');
      switch (block->kind)
        {
        case WEIR_MARKDOWN_PARAGRAPH:
          g_string_append_printf (out, "P(%s)", block->markup);
          break;
        case WEIR_MARKDOWN_HEADING:
          g_string_append_printf (out, "H%u(%s)", block->level, block->markup);
          break;
        case WEIR_MARKDOWN_ITEM:
          g_string_append_printf (out,
                                  "I%u%s(%s)",
                                  block->level,
                                  block->bullet,
                                  block->markup);
          break;
        case WEIR_MARKDOWN_CODE:
          g_string_append_printf (out, "C(%s)", block->markup);
          break;
        case WEIR_MARKDOWN_TABLE:
          describe_table (out, block->rows);
          break;
        case WEIR_MARKDOWN_IMAGE:
          g_string_append_printf (out, "M:%s(%s)", block->target, block->markup);
          break;
        }
    }
  return g_string_free (out, FALSE);
}

static char *
describe (const char *text)
{
  g_autoptr (GPtrArray) blocks = weir_markdown_parse (text);

  return describe_blocks (blocks);
}

static char *
describe_page (const char *text)
{
  g_autoptr (GPtrArray) blocks = weir_markdown_parse_page (text);

  return describe_blocks (blocks);
}

static void
assert_markup (const char *text)
{
  g_autofree char                *markup = g_strdup_printf ("<m>%s</m>", text);
  const GMarkupParser             parser = { NULL };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, markup, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
assert_sound (const char *text)
{
  g_autoptr (GPtrArray) blocks = weir_markdown_parse (text);

  for (guint i = 0; i < blocks->len; i++)
    {
      const WeirMarkdownBlock *block = blocks->pdata[i];

      assert_markup (block->markup);
      for (guint r = 0; block->rows != NULL && r < block->rows->len; r++)
        {
          char **cells = block->rows->pdata[r];

          g_assert_cmpuint (g_strv_length (cells),
                            ==,
                            g_strv_length (block->rows->pdata[0]));
          for (guint c = 0; cells[c] != NULL; c++)
            assert_markup (cells[c]);
        }
    }
}

static void
test_blocks (void)
{
  static const struct
  {
    const char *text;
    const char *blocks;
  } cases[] = {
    { "", "" },
    { "one\ntwo\n\nthree", "P(one two) P(three)" },
    { "# Title\ntext", "H1(Title) P(text)" },
    { "####### none", "P(####### none)" },
    { "#none", "P(#none)" },
    { "- a\n- b\n  more\n* c", "I0•(a) I0•(b more) I0•(c)" },
    { "1. a\n2. b\n  - c", "I01.(a) I02.(b) I1•(c)" },
    { "text\n- a", "P(text) I0•(a)" },
    { "```js\na < b\n  c\n```\nd", "C(a &lt; b\n  c) P(d)" },
    { "```\nopen", "C(open)" },
    { "a\r\nb", "P(a b)" },
    /* inside */
    { "a < b & c", "P(a &lt; b &amp; c)" },
    { "the `msg.x` of *all* nodes", "P(the <tt>msg.x</tt> of <i>all</i> nodes)" },
    { "**strong *and* soft**", "P(<b>strong <i>and</i> soft</b>)" },
    { "`a * b * c`", "P(<tt>a * b * c</tt>)" },
    { "2 * 3 * 4", "P(2 * 3 * 4)" },
    { "`open", "P(`open)" },
    { "a\n\n- one\n- two", "P(a) I0•(one) I0•(two)" },
    { "`<tag>`", "P(<tt>&lt;tag&gt;</tt>)" },
    { "a `b` *c* **d** __e__ _f_",
      "P(a <tt>b</tt> <i>c</i> <b>d</b> <b>e</b> <i>f</i>)" },
    { "**a *b* c**", "P(<b>a <i>b</i> c</b>)" },
    { "`a*b*`", "P(<tt>a*b*</tt>)" },
    { "2 * 3 * 4", "P(2 * 3 * 4)" },
    { "a_b_c and _d", "P(a_b_c and _d)" },
    { "*open", "P(*open)" },
    { "\\*a\\* \\d", "P(*a* \\d)" },
    { "a < b & c", "P(a &lt; b &amp; c)" },
    { "[x](https://a.b/?c&d)", "P(<a href=\"https://a.b/?c&amp;d\">x</a>)" },
    { "[x](javascript:alert)", "P([x](javascript:alert))" },
    { "[x](file:///etc)", "P([x](file:///etc))" },
    { "[x] (no)", "P([x] (no))" },
    { "<b>raw</b>", "P(&lt;b&gt;raw&lt;/b&gt;)" },
    /* tables */
    { "| a | b |\n|---|:-:|\n| 1 | `2` |\nend", "T(a|b/1|<tt>2</tt>) P(end)" },
    { "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |", "T(a|b/1|/1|2)" },
    { "| a |\n|---|\n| x\\|y |", "T(a/x|y)" },
    { "| a |\nno rule", "P(| a | no rule)" },
    { "|", "P(|)" },
    /* what only pages of ours may have */
    { "[x](page.md)", "P([x](page.md))" },
    { "![x](a.png)", "P(![x](a.png))" },
    { "<!-- c -->", "P(&lt;!-- c --&gt;)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *blocks = describe (cases[i].text);

      g_assert_cmpstr (blocks, ==, cases[i].blocks);
      assert_sound (cases[i].text);
    }
}

static void
test_page (void)
{
  static const struct
  {
    const char *text;
    const char *blocks;
  } cases[] = {
    { "[x](page.md#y) [z](#y)",
      "P(<a href=\"page.md#y\">x</a> <a href=\"#y\">z</a>)" },
    { "[x](javascript:alert) [y](../a)", "P([x](javascript:alert) [y](../a))" },
    { "[x](https://a.b/)", "P(<a href=\"https://a.b/\">x</a>)" },
    { "a\n\n![A & b](p/q.png)\n\nc", "P(a) M:p/q.png(A &amp; b) P(c)" },
    { "a ![b](c.png)", "P(a !<a href=\"c.png\">b</a>)" },
    { "a\n<!-- one -->\nb\n<!-- two\nthree -->\nc", "P(a) P(b) P(c)" },
    { "1. a\n\n   ```sh\n   b\n     c\n   ```", "I01.(a) C(b\n  c)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *blocks = describe_page (cases[i].text);

      g_assert_cmpstr (blocks, ==, cases[i].blocks);
    }
}

static void
test_anchor (void)
{
  static const char *const cases[][2] = {
    { "Run settings", "run-settings" },
    { "W214", "w214" },
    { "<tt>websocket in</tt> &amp; out!", "websocket-in-amp-out" },
    { "–", "–" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *anchor = weir_markdown_dup_anchor (cases[i][0]);

      g_assert_cmpstr (anchor, ==, cases[i][1]);
    }
}

/* The help of every type is in the subset: no mark is left over. */
static void
test_help (void)
{
  const WeirNodeType *const *table = weir_node_table ();

  for (guint i = 0; table[i] != NULL; i++)
    {
      g_autofree char   *blocks = describe (table[i]->help);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", table[i]->type);
      assert_sound (table[i]->help);
      g_assert_null (strchr (blocks, '`'));

      /* What Pango can't read would leave a dialog without help. */
      g_assert_true (pango_parse_markup (blocks, -1, 0, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
    }
}

/* Any text gives sound markup, and soon. */
static void
test_random (void)
{
  static const char alphabet[] = "*_`[]()\\#-1. \n<&|ab\xc3\xa4";

  for (guint n = 0; n < 2000; n++)
    {
      GString *text = g_string_new (NULL);

      for (guint i = 0; i < 60; i++)
        g_string_append_c (text,
                           alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);
      assert_sound (text->str);
      g_string_free (text, TRUE);
    }
}

static void
test_large (void)
{
  static const char *const parts[] = { "*a ", "[",   "`",        "**",
                                       "_a ", "[](", "||\n|-|\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GString *text = g_string_new (NULL);
      gint64   start = g_get_monotonic_time ();

      while (text->len < 2 * WEIR_MARKDOWN_MAX_BYTES)
        g_string_append (text, parts[i]);
      assert_sound (text->str);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_TIME_SPAN_SECOND);
      g_string_free (text, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/blocks", test_blocks);
  g_test_add_func ("/markdown/page", test_page);
  g_test_add_func ("/markdown/anchor", test_anchor);
  g_test_add_func ("/markdown/help", test_help);
  g_test_add_func ("/markdown/random", test_random);
  g_test_add_func ("/markdown/large", test_large);
  return g_test_run ();
}
