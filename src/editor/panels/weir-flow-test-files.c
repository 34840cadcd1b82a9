/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-files.h"

#include "editor/panels/weir-flow-test-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SUFFIX ".test.json"

typedef struct
{
  GFile     *flow;   /* (nullable) */
  GPtrArray *others; /* of GFile */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->flow);
  g_ptr_array_unref (job->others);
  g_free (job);
}

/* Returns: (transfer full) (nullable): the first error, in one sentence */
static char *
dup_problem (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirFlowTestProblem *problem = problems->pdata[i];

      if (problem->severity != WEIR_SEVERITY_ERROR)
        continue;
      if (problem->line == 0)
        return g_strdup (problem->text);
      return g_strdup_printf (_ ("Line %u, column %u: %s"),
                              problem->line,
                              problem->column,
                              problem->text);
    }
  return NULL;
}

/* Whether a test is one of @flow; one that can't be read is, when its name says
 * so. */
static gboolean
belongs (GFile *file, WeirFlowTest *test, GFile *flow)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) named = NULL;
  g_autofree char  *name = NULL;
  g_autofree char  *flow_name = NULL;

  if (test != NULL)
    {
      named =
        g_file_resolve_relative_path (folder, weir_flow_test_get_flow (test));
      return g_file_equal (named, flow);
    }
  name = g_file_get_basename (file);
  flow_name = g_file_get_basename (flow);
  if (g_str_has_suffix (flow_name, ".json"))
    flow_name[strlen (flow_name) - strlen (".json")] = '\0';
  return g_str_has_prefix (name, flow_name);
}

/* @flow: (nullable): leaves out what does not belong to it */
static void
read_file (GFile *file, GFile *flow, GPtrArray *items)
{
  g_autofree char         *name = g_file_get_basename (file);
  g_autoptr (GFileInfo)    info = NULL;
  g_autoptr (GBytes)       bytes = NULL;
  g_autoptr (GError)       error = NULL;
  g_autoptr (GPtrArray)    problems = NULL;
  g_autoptr (WeirFlowTest) test = NULL;
  g_autofree char         *problem = NULL;
  g_autofree char         *checksum = NULL;

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_SIZE
                            "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE,
                            NULL,
                            &error);
  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return;
  if (info != NULL &&
      g_file_info_get_size (info) > (goffset)WEIR_FLOW_TEST_MAX_BYTES)
    problem = g_strdup (_ ("The file is too large for a test."));
  else if (info != NULL)
    bytes = g_file_load_bytes (file, NULL, NULL, &error);
  if (bytes != NULL)
    {
      checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      test = weir_flow_test_new_from_bytes (name, bytes, &problems);
      if (test == NULL)
        problem = dup_problem (problems);
    }
  else if (problem == NULL)
    problem = g_strdup (error->message);
  if (flow == NULL || belongs (file, test, flow))
    g_ptr_array_add (items,
                     weir_flow_test_item_new_file (file, test, problem, checksum));
}

static gboolean
is_listed (GFile *file, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (g_file_equal (weir_flow_test_item_get_file (items->pdata[i]), file))
        return TRUE;
    }
  return FALSE;
}

static void
read_folder (GFile *flow, GCancellable *cancellable, GPtrArray *items)
{
  g_autoptr (GFile)           folder = g_file_get_parent (flow);
  g_autoptr (GFileEnumerator) files = NULL;
  GFile                      *file;

  if (folder == NULL)
    return;
  files = g_file_enumerate_children (folder,
                                     G_FILE_ATTRIBUTE_STANDARD_NAME,
                                     G_FILE_QUERY_INFO_NONE,
                                     cancellable,
                                     NULL);
  for (guint i = 0; files != NULL && i < WEIR_FLOW_TEST_FILES_MAX; i++)
    {
      g_autofree char *name = NULL;

      if (!g_file_enumerator_iterate (files, NULL, &file, cancellable, NULL) ||
          file == NULL)
        return;
      name = g_file_get_basename (file);
      if (g_str_has_suffix (name, SUFFIX))
        read_file (file, flow, items);
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  WeirFlowTestItem *const *left = a;
  WeirFlowTestItem *const *right = b;

  return g_utf8_collate (weir_flow_test_item_get_title (*left),
                         weir_flow_test_item_get_title (*right));
}

static void
read_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job                  *job = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (job->flow != NULL)
    read_folder (job->flow, cancellable, items);
  for (guint i = 0; i < job->others->len; i++)
    {
      if (!is_listed (job->others->pdata[i], items))
        read_file (job->others->pdata[i], NULL, items);
    }
  g_ptr_array_sort (items, compare_items);
  g_task_return_pointer (task,
                         g_steal_pointer (&items),
                         (GDestroyNotify)g_ptr_array_unref);
}

void
weir_flow_test_files_read_async (GFile              *flow,
                                 GPtrArray          *others,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job              *job = g_new0 (Job, 1);

  if (flow != NULL)
    job->flow = g_object_ref (flow);
  job->others =
    g_ptr_array_copy (others, (GCopyFunc)(void (*) (void))g_object_ref, NULL);
  g_ptr_array_set_free_func (job->others, g_object_unref);
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_cb);
}

GPtrArray *
weir_flow_test_files_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GFile *
weir_flow_test_files_new_place (GFile *flow)
{
  g_autoptr (GFile) folder = g_file_get_parent (flow);
  g_autofree char  *stem = g_file_get_basename (flow);

  if (g_str_has_suffix (stem, ".json"))
    stem[strlen (stem) - strlen (".json")] = '\0';
  for (guint i = 1;; i++)
    {
      g_autofree char  *name = i == 1 ? g_strconcat (stem, SUFFIX, NULL)
                                      : g_strdup_printf ("%s-%u" SUFFIX, stem, i);
      g_autoptr (GFile) file = g_file_get_child (folder, name);

      if (!g_file_query_exists (file, NULL))
        return g_steal_pointer (&file);
    }
}
