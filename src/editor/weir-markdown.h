/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The part of Markdown that descriptions and the help of node types use:
 * paragraphs, headings, lists, code, tables, emphasis and links. Whatever else
 * there is stays as it is written. */

/* Longer texts are cut. */
#define WEIR_MARKDOWN_MAX_BYTES ((gsize)128 * 1024)

typedef enum
{
  WEIR_MARKDOWN_PARAGRAPH,
  WEIR_MARKDOWN_HEADING,
  WEIR_MARKDOWN_ITEM, /* of a list */
  WEIR_MARKDOWN_CODE, /* several lines, as they are */
  WEIR_MARKDOWN_TABLE,
  WEIR_MARKDOWN_IMAGE, /* of a page of ours */
} WeirMarkdownKind;

typedef struct
{
  WeirMarkdownKind kind;
  guint            level;  /* HEADING: from 1; ITEM: how deep, from 0 */
  char            *bullet; /* ITEM: "•" or "3." */
  char            *markup; /* Pango markup, always well-formed; IMAGE: what it
                            * shows, in words; TABLE: empty */
  char            *target; /* IMAGE: its file, as the page names it */
  GPtrArray       *rows;   /* TABLE: of GStrv, the markup of the cells; each row
                            * has as many as the first, which is the head */
} WeirMarkdownBlock;

/**
 * weir_markdown_parse:
 * @text: any text
 *
 * Returns: (transfer full) (element-type WeirMarkdownBlock): its blocks
 */
GPtrArray *weir_markdown_parse (const char *text);

/**
 * weir_markdown_parse_page:
 * @text: a page of our own help
 *
 * The same for a text that can be trusted: links also lead to other pages
 * (`page.md#heading`), a paragraph that is an image is one, and comments are left
 * out.
 *
 * Returns: (transfer full) (element-type WeirMarkdownBlock): its blocks
 */
GPtrArray *weir_markdown_parse_page (const char *text);

/**
 * weir_markdown_dup_anchor:
 * @markup: the markup of a heading
 *
 * Returns: (transfer full): what links call the heading: lower case, with a
 *   hyphen for each run of anything but letters and digits
 */
char *weir_markdown_dup_anchor (const char *markup);

G_END_DECLS
