/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-test-plan.h"

#include <glib/gi18n-lib.h>

/* Tests on threads, each with an engine of its own; the main thread collects
 * what comes of them, and notices one that never ends. */

#define LOOK_MS 500

typedef struct
{
  char               *file;
  GPtrArray          *results;  /* of steps that were not told yet */
  WeirFlowTestReport *report;   /* (nullable): until it ended */
  gint64              limit_us; /* when it must have; 0 before it began */
} Job;

/* Shared with threads that may outlive it all. */
typedef struct
{
  gatomicrefcount ref_count;
  GMutex          lock;
  GPtrArray      *jobs;       /* Job; under the lock what changes of them */
  gboolean        is_telling; /* tell_cb is on its way; under the lock */

  /* template */
  WeirRegistry          *registry;
  WeirFlowTestRunOptions options;
  double                 grace;

  /* the main thread */
  GMainLoop                *loop;
  GThreadPool              *pool;
  guint                     next; /* to be told */
  guint                     n_stuck;
  const WeirCliTestHandler *handler;
  gpointer                  user_data;
} Batch;

typedef struct
{
  Batch *batch;
  Job   *job;
} Task;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->file);
  g_ptr_array_unref (job->results);
  g_clear_pointer (&job->report, weir_flow_test_report_unref);
  g_free (job);
}

static Batch *
batch_ref (Batch *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
batch_unref (gpointer data)
{
  Batch *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->jobs);
  weir_registry_unref (self->registry);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* On a thread ------------------------------------------------------------ */

static void
began_cb (double limit, gpointer user_data)
{
  Task *task = user_data;

  g_mutex_lock (&task->batch->lock);
  task->job->limit_us = g_get_monotonic_time () +
                        (gint64)((limit + task->batch->grace) * G_USEC_PER_SEC);
  g_mutex_unlock (&task->batch->lock);
}

static gboolean tell_cb (gpointer data);

/* Under the lock. */
static void
tell (Batch *batch)
{
  if (batch->is_telling)
    return;
  batch->is_telling = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, batch_ref (batch), batch_unref);
}

static void
step_cb (WeirFlowTestResult *result, gpointer user_data)
{
  Task *task = user_data;

  g_mutex_lock (&task->batch->lock);
  g_ptr_array_add (task->job->results, weir_flow_test_result_ref (result));
  tell (task->batch);
  g_mutex_unlock (&task->batch->lock);
}

static void
run_cb (gpointer data, gpointer pool_data)
{
  g_autofree Task       *task = data;
  Batch                 *batch = task->batch;
  WeirFlowTestRunOptions options = batch->options;
  WeirFlowTestReport    *report;

  options.began = began_cb;
  options.step = step_cb;
  options.user_data = task;
  report = weir_flow_test_run_file (batch->registry, task->job->file, &options);
  g_mutex_lock (&batch->lock);
  if (task->job->report == NULL)
    task->job->report = g_steal_pointer (&report);
  tell (batch);
  g_mutex_unlock (&batch->lock);
  g_clear_pointer (&report, weir_flow_test_report_unref);
  batch_unref (batch);
}

/* On the main thread ----------------------------------------------------- */

static GPtrArray *
new_results (void)
{
  return g_ptr_array_new_with_free_func (
    (GDestroyNotify)weir_flow_test_result_unref);
}

/* Tells all that is known of a job.
 *
 * Returns: whether it ended */
static gboolean
tell_job (Batch *self, Job *job)
{
  g_autoptr (WeirFlowTestReport) report = NULL;
  g_autoptr (GPtrArray)          results = NULL;

  g_mutex_lock (&self->lock);
  results = g_steal_pointer (&job->results);
  job->results = new_results ();
  if (job->report != NULL)
    report = weir_flow_test_report_ref (job->report);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < results->len; i++)
    self->handler->step (job->file, results->pdata[i], self->user_data);
  if (report != NULL)
    self->handler->done (report, self->user_data);
  return report != NULL;
}

/* As far as nobody before is still missing. */
static gboolean
tell_cb (gpointer data)
{
  Batch *self = data;

  g_mutex_lock (&self->lock);
  self->is_telling = FALSE;
  g_mutex_unlock (&self->lock);
  while (self->next < self->jobs->len)
    {
      if (!tell_job (self, self->jobs->pdata[self->next]))
        return G_SOURCE_REMOVE;
      self->next++;
    }
  if (self->loop != NULL)
    g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static WeirFlowTestReport *
new_stuck_report (const char *file)
{
  g_autofree char    *name = g_filename_display_name (file);
  WeirFlowTestReport *report = weir_flow_test_report_new (name);

  report->error = g_strdup (_ ("The flow never gave the processor back; the "
                               "test was given up."));
  return report;
}

/* A thread can't be ended. Its place is given to another, and the program ends
 * without it. */
static gboolean
look_cb (gpointer data)
{
  Batch *self = data;
  gint64 now_us = g_get_monotonic_time ();
  guint  n_stuck = self->n_stuck;

  g_mutex_lock (&self->lock);
  for (guint i = self->next; i < self->jobs->len; i++)
    {
      Job *job = self->jobs->pdata[i];

      if (job->report != NULL || job->limit_us == 0 || now_us < job->limit_us)
        continue;
      job->report = new_stuck_report (job->file);
      self->n_stuck++;
    }
  g_mutex_unlock (&self->lock);
  if (self->n_stuck == n_stuck)
    return G_SOURCE_CONTINUE;
  g_thread_pool_set_max_threads (self->pool,
                                 g_thread_pool_get_max_threads (self->pool) +
                                   (int)(self->n_stuck - n_stuck),
                                 NULL);
  tell_cb (self);
  return G_SOURCE_CONTINUE;
}

static Batch *
batch_new (const WeirCliTestPlan *plan, GPtrArray *files)
{
  Batch *self = g_new0 (Batch, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->registry = weir_registry_ref (plan->registry);
  self->options = plan->options;
  self->grace = plan->grace;
  self->jobs = g_ptr_array_new_with_free_func (job_free);
  for (guint i = 0; i < files->len; i++)
    {
      Job *job = g_new0 (Job, 1);

      job->file = g_strdup (files->pdata[i]);
      job->results = new_results ();
      g_ptr_array_add (self->jobs, job);
    }
  return self;
}

static void
push_all (Batch *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      Task *task = g_new0 (Task, 1);

      task->batch = batch_ref (self);
      task->job = self->jobs->pdata[i];
      g_thread_pool_push (self->pool, task, NULL);
    }
}

gboolean
weir_cli_tests_run_jobs (const WeirCliTestPlan    *plan,
                         GPtrArray                *files,
                         const WeirCliTestHandler *handler,
                         gpointer                  user_data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint    jobs = plan->jobs > 0 ? plan->jobs : g_get_num_processors ();
  Batch   *self;
  guint    look_id;
  gboolean all;

  if (files->len == 0)
    return TRUE;
  self = batch_new (plan, files);
  self->loop = loop;
  self->handler = handler;
  self->user_data = user_data;
  self->pool = g_thread_pool_new (run_cb, NULL, (int)jobs, FALSE, NULL);
  look_id = g_timeout_add (LOOK_MS, look_cb, self);
  push_all (self);
  g_main_loop_run (loop);
  g_source_remove (look_id);
  self->loop = NULL;
  all = self->n_stuck == 0;
  g_thread_pool_free (self->pool, FALSE, all);
  batch_unref (self);
  return all;
}
