/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/weir-markdown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* usage: weir-help-html PAGE.md > PAGE.html
 *
 * A page of the help for browsers, read by what reads it for the editor: both show
 * the same. Runs at build time. */

static const char head[] =
  "<!DOCTYPE html>\n"
  "<html lang=\"en\">\n"
  "<meta charset=\"utf-8\">\n"
  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
  "<title>%s – Weir</title>\n"
  "<style>\n"
  ":root { color-scheme: light dark; }\n"
  "body { max-width: 44em; margin: 2em auto; padding: 0 1em;\n"
  "  font: 1em/1.5 Cantarell, system-ui, sans-serif; }\n"
  "img { max-width: 100%%; border-radius: 9px; border: 1px solid #8884; }\n"
  "pre, code { font-family: monospace; font-size: 0.95em; }\n"
  "pre { padding: 0.7em 1em; overflow-x: auto; border-radius: 9px;\n"
  "  background: #8881; }\n"
  "table { border-collapse: collapse; }\n"
  "th, td { padding: 0.4em 0.8em 0.4em 0; text-align: start;\n"
  "  vertical-align: top; border-bottom: 1px solid #8884; }\n"
  "</style>\n"
  "<nav><a href=\"index.html\">Contents</a></nav>\n"
  "<main>\n";

/* Links lead to the other pages for browsers; code is code. */
static void
append_markup (GString *out, const char *markup)
{
  g_autoptr (GString) html = g_string_new (markup);
  const char         *link;

  g_string_replace (html, "<tt>", "<code>", 0);
  g_string_replace (html, "</tt>", "</code>", 0);
  while ((link = strstr (html->str, "<a href=\"")) != NULL)
    {
      const char *target = link + strlen ("<a href=\"");
      const char *end = strchr (target, '"');
      const char *suffix = strstr (target, ".md");

      g_string_append_len (out, html->str, target - html->str);
      if (suffix != NULL && suffix < end && !g_str_has_prefix (target, "http"))
        {
          g_string_append_len (out, target, suffix - target);
          g_string_append (out, ".html");
          target = suffix + strlen (".md");
        }
      g_string_append_len (out, target, end - target);
      g_string_erase (html, 0, end - html->str);
    }
  g_string_append_len (out, html->str, (gssize)html->len);
}

static void
append_element (GString *out, const char *tag, const char *markup)
{
  g_string_append_printf (out, "<%s>", tag);
  append_markup (out, markup);
  g_string_append_printf (out, "</%s>\n", tag);
}

static void
append_heading (GString *out, const WeirMarkdownBlock *block)
{
  g_autofree char *anchor = weir_markdown_dup_anchor (block->markup);

  g_string_append_printf (out, "<h%u id=\"%s\">", block->level, anchor);
  append_markup (out, block->markup);
  g_string_append_printf (out, "</h%u>\n", block->level);
}

static void
append_table (GString *out, GPtrArray *rows)
{
  g_string_append (out, "<table>\n");
  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = rows->pdata[i];

      g_string_append (out, "<tr>");
      for (guint j = 0; cells[j] != NULL; j++)
        append_element (out, i == 0 ? "th" : "td", cells[j]);
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</table>\n");
}

/* Items that follow each other are one list; those further in are lists in it. */
static void
change_level (GString *out, GPtrArray *lists, const WeirMarkdownBlock *block)
{
  guint wanted = block->kind == WEIR_MARKDOWN_ITEM ? block->level + 1 : 0;

  while (lists->len > wanted)
    {
      g_string_append_printf (out,
                              "</%s>\n",
                              (const char *)lists->pdata[lists->len - 1]);
      g_ptr_array_set_size (lists, (int)lists->len - 1);
    }
  while (lists->len < wanted)
    {
      gboolean is_first = !g_ascii_isdigit (block->bullet[0]) ||
                          g_str_equal (block->bullet, "1.");
      const char *tag = g_ascii_isdigit (block->bullet[0]) ? "ol" : "ul";

      if (is_first)
        g_string_append_printf (out, "<%s>\n", tag);
      else /* goes on behind a picture */
        g_string_append_printf (out,
                                "<ol start=\"%d\">\n",
                                (int)strtol (block->bullet, NULL, 10));
      g_ptr_array_add (lists, (gpointer)tag);
    }
}

static void
append_block (GString *out, const WeirMarkdownBlock *block)
{
  switch (block->kind)
    {
    case WEIR_MARKDOWN_PARAGRAPH:
      append_element (out, "p", block->markup);
      break;
    case WEIR_MARKDOWN_HEADING:
      append_heading (out, block);
      break;
    case WEIR_MARKDOWN_ITEM:
      append_element (out, "li", block->markup);
      break;
    case WEIR_MARKDOWN_CODE:
      g_string_append_printf (out, "<pre>%s</pre>\n", block->markup);
      break;
    case WEIR_MARKDOWN_TABLE:
      append_table (out, block->rows);
      break;
    case WEIR_MARKDOWN_IMAGE:
      g_string_append_printf (out,
                              "<p><img src=\"%s\" alt=\"%s\"></p>\n",
                              block->target,
                              block->markup);
      break;
    }
}

static char *
to_html (const char *text)
{
  g_autoptr (GPtrArray)   blocks = weir_markdown_parse_page (text);
  g_autoptr (GPtrArray)   lists = g_ptr_array_new ();
  const WeirMarkdownBlock end = { .kind = WEIR_MARKDOWN_PARAGRAPH };
  GString                *out = g_string_new (NULL);

  g_string_append_printf (out,
                          head,
                          blocks->len > 0
                            ? ((WeirMarkdownBlock *)blocks->pdata[0])->markup
                            : "");
  for (guint i = 0; i < blocks->len; i++)
    {
      change_level (out, lists, blocks->pdata[i]);
      append_block (out, blocks->pdata[i]);
    }
  change_level (out, lists, &end);
  g_string_append (out, "</main>\n</html>\n");
  return g_string_free (out, FALSE);
}

int
main (int argc, char **argv)
{
  g_autofree char   *text = NULL;
  g_autofree char   *html = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 2 || !g_file_get_contents (argv[1], &text, NULL, &error))
    {
      g_printerr ("weir-help-html: %s\n",
                  error != NULL ? error->message : "usage: PAGE.md");
      return EXIT_FAILURE;
    }
  html = to_html (text);
  /* g_print() would write what the terminal's locale can. */
  return fputs (html, stdout) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
