/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The pages of the help, as the program carries them: Markdown, with pictures
 * beside it. Pages are called by the names of their files, places in them by a
 * target: "page.md" or "page.md#anchor". */

#define WEIR_HELP_FOLDER "/io/github/weirflow/Weir/help"
#define WEIR_HELP_START  "index.md"

/**
 * weir_help_list_pages:
 *
 * Returns: (transfer none): the names of all pages in the order in which one
 *   reads them, ended by %NULL
 */
const char *const *weir_help_list_pages (void);

/**
 * weir_help_dup_text:
 *
 * Returns: (transfer full) (nullable): the text of a page; %NULL when there is no
 *   such page
 */
char *weir_help_dup_text (const char *page);

/**
 * weir_help_split:
 * @from: the page the target stands in
 * @target: "page.md", "page.md#anchor" or "#anchor"
 * @anchor: (out) (nullable) (transfer full): the place in the page
 *
 * Returns: (transfer full): the page
 */
char *weir_help_split (const char *from, const char *target, char **anchor);

/* Where a problem's code, and a node type, are explained. (transfer full) */
char *weir_help_dup_code_target (const char *code);
char *weir_help_dup_type_target (const char *type);

/* What stands between a heading and the next one. */
typedef struct
{
  const char *page;
  char       *anchor;
  char       *page_title;
  char       *heading; /* plain text */
  char       *text;    /* plain text, without the heading */
  char       *folded;  /* all of it, to be searched */
} WeirHelpSection;

/**
 * weir_help_list_sections:
 *
 * Returns: (transfer full) (element-type WeirHelpSection): all of them, in the
 *   order of the pages
 */
GPtrArray *weir_help_list_sections (void);

/**
 * weir_help_find:
 * @sections: (element-type WeirHelpSection): where to search
 * @words: what people typed
 *
 * Returns: (transfer container) (element-type WeirHelpSection): the sections that
 *   have all words, those with a word in their heading first
 */
GPtrArray *weir_help_find (GPtrArray *sections, const char *words);

G_END_DECLS
