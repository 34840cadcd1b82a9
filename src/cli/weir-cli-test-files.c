/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-test-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which test files the command line means. */

#define SUFFIX ".test.json"

static gboolean
add_file (GPtrArray *files, const char *path, GError **error)
{
  if (files->len < WEIR_CLI_TEST_MAX_FILES)
    {
      g_ptr_array_add (files, g_strdup (path));
      return TRUE;
    }
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_DATA,
               _ ("there are more than %d tests"),
               WEIR_CLI_TEST_MAX_FILES);
  return FALSE;
}

/* What versions and packages are kept in holds no tests of the flow's owner. */
static gboolean
is_passed_over (const char *name)
{
  return name[0] == '.' || g_str_equal (name, "node_modules");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* What is in the current folder is called by its bare name. */
static char *
join (const char *folder, const char *name)
{
  return g_str_equal (folder, ".") ? g_strdup (name)
                                   : g_build_filename (folder, name, NULL);
}

static gboolean
add_folder (GPtrArray *files, const char *path, guint depth, GError **error)
{
  g_autoptr (GDir)      dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char           *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!is_passed_over (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = join (path, names->pdata[i]);
      gboolean         added = TRUE;

      /* A link to a folder above would be walked again and again. */
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        added = depth >= WEIR_CLI_TEST_MAX_DEPTH ||
                g_file_test (child, G_FILE_TEST_IS_SYMLINK) ||
                add_folder (files, child, depth + 1, error);
      else if (g_str_has_suffix (child, SUFFIX))
        added = add_file (files, child, error);
      if (!added)
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
find_all (char **arguments, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      if (g_file_test (arguments[i], G_FILE_TEST_IS_DIR)
            ? !add_folder (files, arguments[i], 0, error)
            : !add_file (files, arguments[i], error))
        return NULL;
    }
  return g_steal_pointer (&files);
}

/* Filtering -------------------------------------------------------------- */

static gboolean
holds (const char *text, const char *folded_filter)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, folded_filter) != NULL;
}

static gboolean
steps_hold (GPtrArray *steps, const char *folded_filter)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const WeirFlowTestStep *step = steps->pdata[i];
      g_autofree char        *text = weir_flow_test_step_describe (step);

      if (holds (text, folded_filter) ||
          (step->steps != NULL && steps_hold (step->steps, folded_filter)))
        return TRUE;
    }
  return FALSE;
}

/* A file that can't be read has no steps that could be left out. */
static gboolean
is_wanted (const char *path, const char *folded_filter)
{
  g_autofree char         *name = g_filename_display_name (path);
  g_autoptr (WeirFlowTest) test = NULL;

  if (holds (name, folded_filter))
    return TRUE;
  test = weir_flow_test_load (path, NULL);
  return test == NULL ||
         steps_hold (weir_flow_test_get_steps (test), folded_filter);
}

GPtrArray *
weir_cli_tests_find (char **arguments, const char *filter, GError **error)
{
  g_autoptr (GPtrArray)  all = find_all (arguments, error);
  g_autoptr (GPtrArray)  files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *folded = filter != NULL ? g_utf8_casefold (filter, -1) : NULL;

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      if (g_hash_table_add (known, all->pdata[i]) &&
          (folded == NULL || is_wanted (all->pdata[i], folded)))
        g_ptr_array_add (files, g_strdup (all->pdata[i]));
    }
  if (files->len > 0)
    return g_steal_pointer (&files);
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_NOT_FOUND,
                       filter != NULL
                         ? _ ("no test holds the text of --filter")
                         : _ ("there is no file named *.test.json"));
  if (arguments[0] != NULL && arguments[1] == NULL)
    {
      g_autofree char *name = g_filename_display_name (arguments[0]);

      g_prefix_error (error, "%s: ", name);
    }
  return NULL;
}
