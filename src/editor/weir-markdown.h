/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The part of Markdown that descriptions and the help of node types use:
 * paragraphs, headings, lists, code, emphasis and links. Whatever else there is
 * stays as it is written. */

/* Longer texts are cut. */
#define WEIR_MARKDOWN_MAX_BYTES ((gsize)128 * 1024)

typedef enum
{
  WEIR_MARKDOWN_PARAGRAPH,
  WEIR_MARKDOWN_HEADING,
  WEIR_MARKDOWN_ITEM, /* of a list */
  WEIR_MARKDOWN_CODE, /* several lines, as they are */
} WeirMarkdownKind;

typedef struct
{
  WeirMarkdownKind kind;
  guint            level;  /* HEADING: from 1; ITEM: how deep, from 0 */
  char            *bullet; /* ITEM: "•" or "3." */
  char            *markup; /* Pango markup, always well-formed */
} WeirMarkdownBlock;

/**
 * weir_markdown_parse:
 * @text: any text
 *
 * Returns: (transfer full) (element-type WeirMarkdownBlock): its blocks
 */
GPtrArray *weir_markdown_parse (const char *text);

G_END_DECLS
