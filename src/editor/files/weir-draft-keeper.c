/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-draft-keeper.h"

#include "flow/weir-flow-file.h"

/* The file and the order in which it is written. A job that comes to its turn
 * after a younger one has nothing to do any more. Shared with the threads. */
typedef struct
{
  GMutex mutex;
  GFile *file;
  guint  done; /* number of the youngest job that was */
} Shelf;

/* Keeps the draft of one document. Owned by the session's files, which tell it
 * of changes. */
struct _WeirDraftKeeper
{
  GObject parent_instance;

  Shelf              *shelf;
  WeirDraftKeeperFunc take; /* (nullable): NULL when stopped */
  gpointer            user_data;
  guint               delay_ms;
  guint               timer;
  guint               n_jobs;
  gboolean            failing;
};

G_DEFINE_FINAL_TYPE (WeirDraftKeeper, weir_draft_keeper, G_TYPE_OBJECT)

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  Shelf     *shelf;
  WeirDraft *draft; /* (nullable): NULL removes the file */
  guint      number;
} Job;

static void
clear_shelf (gpointer data)
{
  Shelf *shelf = data;

  g_mutex_clear (&shelf->mutex);
  g_object_unref (shelf->file);
}

static void
job_free (Job *job)
{
  g_atomic_rc_box_release_full (job->shelf, clear_shelf);
  g_clear_pointer (&job->draft, weir_draft_free);
  g_free (job);
}

static gboolean
do_job (const Job *job, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  GError            *failure = NULL;

  if (job->draft != NULL)
    {
      bytes = weir_draft_to_bytes (job->draft);
      return weir_flow_file_replace (job->shelf->file,
                                     bytes,
                                     WEIR_DRAFT_FILE_MODE,
                                     error);
    }
  if (g_file_delete (job->shelf->file, NULL, &failure))
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_error_free (failure);
      return TRUE;
    }
  g_propagate_error (error, failure);
  return FALSE;
}

/* In any thread. */
static gboolean
run_job (const Job *job, GError **error)
{
  gboolean done = TRUE;

  g_mutex_lock (&job->shelf->mutex);
  if (job->number > job->shelf->done)
    {
      job->shelf->done = job->number;
      done = do_job (job, error);
    }
  g_mutex_unlock (&job->shelf->mutex);
  return done;
}

static Job *
job_new (WeirDraftKeeper *self, WeirDraft *draft)
{
  Job *job = g_new (Job, 1);

  job->shelf = g_atomic_rc_box_acquire (self->shelf);
  job->draft = draft;
  job->number = ++self->n_jobs;
  return job;
}

static void
note_result (WeirDraftKeeper *self, const GError *error)
{
  gboolean failed = error != NULL;

  if (failed && !self->failing)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  self->failing = failed;
}

static void
run_now (WeirDraftKeeper *self, WeirDraft *draft)
{
  Job               *job = job_new (self, draft);
  g_autoptr (GError) error = NULL;

  run_job (job, &error);
  note_result (self, error);
  job_free (job);
}

static void
thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_job (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  note_result (WEIR_DRAFT_KEEPER (source), error);
}

static gboolean
timer_cb (gpointer data)
{
  WeirDraftKeeper  *self = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);

  self->timer = 0;
  g_task_set_task_data (task,
                        job_new (self, self->take (self->user_data)),
                        (GDestroyNotify)job_free);
  g_task_run_in_thread (task, thread_cb);
  return G_SOURCE_REMOVE;
}

static void
weir_draft_keeper_dispose (GObject *object)
{
  WeirDraftKeeper *self = WEIR_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->take = NULL;
  G_OBJECT_CLASS (weir_draft_keeper_parent_class)->dispose (object);
}

static void
weir_draft_keeper_finalize (GObject *object)
{
  WeirDraftKeeper *self = WEIR_DRAFT_KEEPER (object);

  g_atomic_rc_box_release_full (self->shelf, clear_shelf);
  G_OBJECT_CLASS (weir_draft_keeper_parent_class)->finalize (object);
}

static void
weir_draft_keeper_class_init (WeirDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_draft_keeper_dispose;
  object_class->finalize = weir_draft_keeper_finalize;
  signals[FAILED] = g_signal_new ("failed",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
weir_draft_keeper_init (WeirDraftKeeper *self)
{
  self->shelf = g_atomic_rc_box_new0 (Shelf);
  g_mutex_init (&self->shelf->mutex);
}

WeirDraftKeeper *
weir_draft_keeper_new (GFile              *file,
                       guint               delay_ms,
                       WeirDraftKeeperFunc take,
                       gpointer            user_data)
{
  WeirDraftKeeper *self = g_object_new (WEIR_TYPE_DRAFT_KEEPER, NULL);

  self->shelf->file = g_object_ref (file);
  self->delay_ms = delay_ms;
  self->take = take;
  self->user_data = user_data;
  return self;
}

void
weir_draft_keeper_changed (WeirDraftKeeper *self)
{
  if (self->take != NULL && self->timer == 0)
    self->timer = g_timeout_add (self->delay_ms, timer_cb, self);
}

void
weir_draft_keeper_flush (WeirDraftKeeper *self)
{
  if (self->timer != 0)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      run_now (self, self->take (self->user_data));
      return;
    }

  /* A thread may still be at it. */
  g_mutex_lock (&self->shelf->mutex);
  g_mutex_unlock (&self->shelf->mutex);
}

void
weir_draft_keeper_remove (WeirDraftKeeper *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  run_now (self, NULL);
}

void
weir_draft_keeper_stop (WeirDraftKeeper *self)
{
  if (self->take == NULL)
    return;
  weir_draft_keeper_flush (self);
  self->take = NULL;
}
