/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/help/weir-help-pages.h"
#include "editor/weir-markdown.h"
#include "editor/weir-resources.h"
#include "nodes/weir-node-table.h"
#include "schema/weir-problem.h"

#include <gio/gio.h>

#include <string.h>

static gboolean
has_anchor (const char *page, const char *anchor)
{
  g_autofree char      *text = weir_help_dup_text (page);
  g_autoptr (GPtrArray) blocks = NULL;

  if (text == NULL)
    return FALSE;
  blocks = weir_markdown_parse_page (text);
  for (guint i = 0; i < blocks->len; i++)
    {
      const WeirMarkdownBlock *block = blocks->pdata[i];
      g_autofree char         *found = NULL;

      if (block->kind != WEIR_MARKDOWN_HEADING)
        continue;
      found = weir_markdown_dup_anchor (block->markup);
      if (g_strcmp0 (found, anchor) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
assert_target (const char *target)
{
  g_autofree char *anchor = NULL;
  g_autofree char *page = weir_help_split (WEIR_HELP_START, target, &anchor);

  g_test_message ("%s", target);
  g_assert_nonnull (anchor);
  g_assert_true (has_anchor (page, anchor));
}

/* Each page begins with its title, and none is cut. */
static void
test_pages (void)
{
  const char *const *pages = weir_help_list_pages ();

  g_assert_cmpstr (pages[0], ==, WEIR_HELP_START);
  for (guint i = 0; pages[i] != NULL; i++)
    {
      g_autofree char *text = weir_help_dup_text (pages[i]);

      g_assert_nonnull (text);
      g_assert_cmpuint (strlen (text), <, WEIR_MARKDOWN_MAX_BYTES);
      g_assert_true (g_str_has_prefix (text, "# "));
    }
  g_assert_null (weir_help_dup_text ("no.md"));
  g_assert_null (weir_help_dup_text ("pictures/start.png"));
}

static void
test_pictures (void)
{
  const char *const *pages = weir_help_list_pages ();
  guint              n = 0;

  for (guint i = 0; pages[i] != NULL; i++)
    {
      g_autofree char      *text = weir_help_dup_text (pages[i]);
      g_autoptr (GPtrArray) blocks = weir_markdown_parse_page (text);

      for (guint b = 0; b < blocks->len; b++)
        {
          const WeirMarkdownBlock *block = blocks->pdata[b];
          g_autofree char         *path = NULL;
          g_autoptr (GError)       error = NULL;

          if (block->kind != WEIR_MARKDOWN_IMAGE)
            continue;
          path = g_build_path ("/", WEIR_HELP_FOLDER, block->target, NULL);
          g_resources_get_info (path, 0, NULL, NULL, &error);
          g_assert_no_error (error);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 3);
}

static void
test_split (void)
{
  static const char *const cases[][3] = {
    { "a.md", "a.md", NULL },
    { "a.md#b", "a.md", "b" },
    { "a.md#", "a.md", NULL },
    { "#b", "here.md", "b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *anchor = NULL;
      g_autofree char *page = weir_help_split ("here.md", cases[i][0], &anchor);

      g_assert_cmpstr (page, ==, cases[i][1]);
      g_assert_cmpstr (anchor, ==, cases[i][2]);
    }
}

/* What F1 and the codes of problems lead to is there. */
static void
test_targets (void)
{
  const WeirNodeType *const *types = weir_node_table ();

  for (guint i = 0; i < weir_problem_get_n_codes (); i++)
    {
      g_autofree char *target =
        weir_help_dup_code_target (weir_problem_get_nth_code (i));

      assert_target (target);
    }
  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autofree char *target = weir_help_dup_type_target (types[i]->type);

      assert_target (target);
    }
}

/* The heading of the first that is found. */
static const char *
find_first (GPtrArray *sections, const char *words)
{
  g_autoptr (GPtrArray) found = weir_help_find (sections, words);

  if (found->len == 0)
    return NULL;
  return ((WeirHelpSection *)found->pdata[0])->heading;
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) sections = weir_help_list_sections ();
  WeirHelpSection      *first = sections->pdata[0];

  g_assert_cmpstr (first->page, ==, WEIR_HELP_START);
  g_assert_cmpstr (first->heading, ==, first->page_title);
  g_assert_null (strchr (first->text, '<'));
  /* A heading wins, in any case of letters. */
  g_assert_cmpstr (find_first (sections, "w214"), ==, "W214");
  g_assert_cmpstr (find_first (sections, " DRAFTS "), ==, "Drafts");
  /* All words, in any order. */
  g_assert_cmpstr (find_first (sections, "origin browser page"), !=, NULL);
  g_assert_null (find_first (sections, "drafts xyzzy"));
  g_assert_null (find_first (sections, "  "));
  /* In tables, too. */
  g_assert_cmpstr (find_first (sections, "onceDelay"), ==, "inject");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  weir_resources_register ();
  g_test_add_func ("/help/pages", test_pages);
  g_test_add_func ("/help/pictures", test_pictures);
  g_test_add_func ("/help/split", test_split);
  g_test_add_func ("/help/targets", test_targets);
  g_test_add_func ("/help/find", test_find);
  return g_test_run ();
}
