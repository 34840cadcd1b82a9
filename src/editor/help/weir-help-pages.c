/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/help/weir-help-pages.h"

#include "editor/weir-markdown.h"

#include <gio/gio.h>

#include <string.h>

/* Reads the pages of the help. They are part of the program, so one that is
 * missing is a mistake of ours and shows as an empty page. */

static const char *const pages[] = {
  "index.md",    "tutorial.md", "editor.md", "import.md",   "headless.md",
  "security.md", "nodes.md",    "tests.md",  "problems.md", NULL,
};

const char *const *
weir_help_list_pages (void)
{
  return pages;
}

char *
weir_help_dup_text (const char *page)
{
  g_autofree char   *path = g_build_path ("/", WEIR_HELP_FOLDER, page, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (!g_strv_contains (pages, page))
    return NULL;
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

char *
weir_help_split (const char *from, const char *target, char **anchor)
{
  const char *hash = strchr (target, '#');

  *anchor = hash != NULL && hash[1] != '\0' ? g_strdup (hash + 1) : NULL;
  if (hash == target)
    return g_strdup (from);
  return hash != NULL ? g_strndup (target, (gsize)(hash - target))
                      : g_strdup (target);
}

char *
weir_help_dup_code_target (const char *code)
{
  g_autofree char *anchor = weir_markdown_dup_anchor (code);

  return g_strconcat ("problems.md#", anchor, NULL);
}

char *
weir_help_dup_type_target (const char *type)
{
  g_autofree char *anchor = weir_markdown_dup_anchor (type);

  return g_strconcat ("nodes.md#", anchor, NULL);
}

/* Sections */

static void
free_section (gpointer data)
{
  WeirHelpSection *section = data;

  g_free (section->anchor);
  g_free (section->page_title);
  g_free (section->heading);
  g_free (section->text);
  g_free (section->folded);
  g_free (section);
}

static void
append_plain (GString *out, const char *markup)
{
  gboolean            in_tag = FALSE;
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *markup != '\0'; markup++)
    {
      if (*markup == '<' || *markup == '>')
        in_tag = *markup == '<';
      else if (!in_tag)
        g_string_append_c (text, *markup == '\n' ? ' ' : *markup);
    }
  g_string_replace (text, "&lt;", "<", 0);
  g_string_replace (text, "&gt;", ">", 0);
  g_string_replace (text, "&quot;", "\"", 0);
  g_string_replace (text, "&apos;", "'", 0);
  g_string_replace (text, "&#39;", "'", 0);
  g_string_replace (text, "&amp;", "&", 0);
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append_len (out, text->str, (gssize)text->len);
}

static void
append_block (GString *out, const WeirMarkdownBlock *block)
{
  if (block->rows == NULL)
    append_plain (out, block->markup);
  for (guint i = 1; block->rows != NULL && i < block->rows->len; i++)
    {
      char **cells = block->rows->pdata[i];

      for (guint j = 0; cells[j] != NULL; j++)
        append_plain (out, cells[j]);
    }
}

static void
close_section (WeirHelpSection *section, GString *text)
{
  g_autofree char *all = NULL;

  if (section == NULL)
    return;
  section->text = g_strdup (text->str);
  all = g_strconcat (section->heading, " ", text->str, NULL);
  section->folded = g_utf8_casefold (all, -1);
  g_string_truncate (text, 0);
}

static WeirHelpSection *
open_section (const char *page, const char *page_title, const char *markup)
{
  WeirHelpSection    *section = g_new0 (WeirHelpSection, 1);
  g_autoptr (GString) heading = g_string_new (NULL);

  append_plain (heading, markup);
  section->page = page;
  section->anchor = weir_markdown_dup_anchor (markup);
  section->heading = g_strdup (heading->str);
  section->page_title = g_strdup (page_title != NULL ? page_title : heading->str);
  return section;
}

static void
add_sections (GPtrArray *sections, const char *page)
{
  g_autofree char      *text = weir_help_dup_text (page);
  g_autoptr (GPtrArray) blocks =
    weir_markdown_parse_page (text != NULL ? text : "");
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char    *title = NULL;
  WeirHelpSection    *section = NULL;

  for (guint i = 0; i < blocks->len; i++)
    {
      const WeirMarkdownBlock *block = blocks->pdata[i];

      if (block->kind != WEIR_MARKDOWN_HEADING)
        append_block (body, block);
      else
        {
          close_section (section, body);
          section = open_section (page, title, block->markup);
          if (title == NULL)
            title = g_strdup (section->heading);
          g_ptr_array_add (sections, section);
        }
    }
  close_section (section, body);
}

GPtrArray *
weir_help_list_sections (void)
{
  GPtrArray *sections = g_ptr_array_new_with_free_func (free_section);

  for (guint i = 0; pages[i] != NULL; i++)
    add_sections (sections, pages[i]);
  return sections;
}

static gboolean
has_all (const char *folded, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (folded, words[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_one (const char *heading, char **words)
{
  g_autofree char *folded = g_utf8_casefold (heading, -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] != '\0' && strstr (folded, words[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
weir_help_find (GPtrArray *sections, const char *words)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);
  g_auto (GStrv)   list = g_strsplit (g_strstrip (folded), " ", -1);
  GPtrArray       *found = g_ptr_array_new ();
  guint            n_headings = 0;

  for (guint i = 0; list[0] != NULL && i < sections->len; i++)
    {
      WeirHelpSection *section = sections->pdata[i];

      if (!has_all (section->folded, list))
        continue;
      g_ptr_array_insert (found,
                          has_one (section->heading, list) ? (int)n_headings++
                                                           : -1,
                          section);
    }
  return found;
}
