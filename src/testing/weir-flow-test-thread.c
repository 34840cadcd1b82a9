/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "testing/weir-flow-test-thread.h"

/* The owner frees the thread and nothing else waits for it; what is on its way
 * to the owner then holds the mailbox, finds it closed, and is thrown away. */
typedef struct
{
  gatomicrefcount     ref_count;
  GMainContext       *context; /* the owner's */
  WeirFlowTestHandler handler;
  gpointer            user_data;
  gboolean            closed; /* of the owner's thread alone */
} Mailbox;

struct _WeirFlowTestThread
{
  WeirRegistry *registry;
  char         *file;
  WeirFlowTest *test;
  GBytes       *flow;
  WeirValue    *credentials;
  Mailbox      *mailbox;
  GThread      *thread;
  GMainContext *context; /* the thread's */
  GMainLoop    *loop;
};

/* News: exactly one of the two. */
typedef struct
{
  Mailbox            *mailbox;
  WeirFlowTestResult *result;
  WeirFlowTestReport *report;
} Letter;

static Mailbox *
mailbox_ref (Mailbox *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
mailbox_unref (Mailbox *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_main_context_unref (self->context);
  g_free (self);
}

static void
letter_free (gpointer data)
{
  Letter *self = data;

  g_clear_pointer (&self->result, weir_flow_test_result_unref);
  g_clear_pointer (&self->report, weir_flow_test_report_unref);
  mailbox_unref (self->mailbox);
  g_free (self);
}

static gboolean
deliver_cb (gpointer data)
{
  Letter  *letter = data;
  Mailbox *mailbox = letter->mailbox;

  if (mailbox->closed)
    return G_SOURCE_REMOVE;
  if (letter->report != NULL)
    mailbox->handler.done (letter->report, mailbox->user_data);
  else if (mailbox->handler.step != NULL)
    mailbox->handler.step (letter->result, mailbox->user_data);
  return G_SOURCE_REMOVE;
}

static void
post (Mailbox *mailbox, WeirFlowTestResult *result, WeirFlowTestReport *report)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Letter             *letter = g_new0 (Letter, 1);

  letter->mailbox = mailbox_ref (mailbox);
  if (result != NULL)
    letter->result = weir_flow_test_result_ref (result);
  if (report != NULL)
    letter->report = weir_flow_test_report_ref (report);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, letter, letter_free);
  g_source_attach (source, mailbox->context);
}

/* On the thread ------------------------------------------------------------ */

static void
step_cb (WeirFlowTestResult *result, gpointer data)
{
  WeirFlowTestThread *self = data;

  post (self->mailbox, result, NULL);
}

static gboolean
quit_cb (gpointer data)
{
  GMainLoop *loop = data;

  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* As a source: a loop that does not run yet forgets that it was told to quit. */
static void
quit (WeirFlowTestThread *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
}

static void
done_cb (WeirFlowTestReport *report, gpointer data)
{
  WeirFlowTestThread *self = data;

  post (self->mailbox, NULL, report);
  quit (self);
}

static void
post_error (WeirFlowTestThread *self, const GError *error)
{
  g_autoptr (WeirFlowTestReport) report = weir_flow_test_report_new (self->file);

  report->error = g_strdup (error->message);
  post (self->mailbox, NULL, report);
}

static gpointer
thread_cb (gpointer data)
{
  static const WeirFlowTestHandler handler = { .step = step_cb, .done = done_cb };
  WeirFlowTestThread              *self = data;
  g_autoptr (WeirFlowTestRun)      run = NULL;
  g_autoptr (WeirDocument)         document = NULL;
  g_autoptr (GError)               error = NULL;

  g_main_context_push_thread_default (self->context);
  document = weir_document_new_from_bytes (self->flow, &error);
  if (document == NULL)
    post_error (self, error);
  else
    {
      run = weir_flow_test_run_new (self->registry,
                                    self->file,
                                    self->test,
                                    document,
                                    self->credentials,
                                    &handler,
                                    self);
      weir_flow_test_run_start (run);
      g_main_loop_run (self->loop);
    }
  g_clear_pointer (&run, weir_flow_test_run_free);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* For its owner ------------------------------------------------------------ */

WeirFlowTestThread *
weir_flow_test_thread_new (WeirRegistry              *registry,
                           const char                *file,
                           WeirFlowTest              *test,
                           GBytes                    *flow,
                           WeirValue                 *credentials,
                           const WeirFlowTestHandler *handler,
                           gpointer                   user_data)
{
  WeirFlowTestThread *self = g_new0 (WeirFlowTestThread, 1);

  self->registry = weir_registry_ref (registry);
  self->file = g_strdup (file);
  self->test = weir_flow_test_ref (test);
  self->flow = g_bytes_ref (flow);
  if (credentials != NULL)
    self->credentials = weir_value_ref (credentials);
  self->mailbox = g_new0 (Mailbox, 1);
  g_atomic_ref_count_init (&self->mailbox->ref_count);
  self->mailbox->context = g_main_context_ref_thread_default ();
  self->mailbox->handler = *handler;
  self->mailbox->user_data = user_data;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("weir-flow-test", thread_cb, self);
  return self;
}

void
weir_flow_test_thread_free (WeirFlowTestThread *self)
{
  self->mailbox->closed = TRUE;
  quit (self);
  g_thread_join (self->thread);
  mailbox_unref (self->mailbox);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_clear_pointer (&self->credentials, weir_value_unref);
  g_bytes_unref (self->flow);
  weir_flow_test_unref (self->test);
  g_free (self->file);
  weir_registry_unref (self->registry);
  g_free (self);
}
