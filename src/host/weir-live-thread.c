/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-thread.h"

#include "host/weir-host-private.h"
#include "host/weir-live-ear.h"
#include "host/weir-live-meter.h"
#include "host/weir-live-problem.h"
#include "host/weir-live-recorder.h"
#include "host/weir-live.h"

#include <glib/gi18n-lib.h>

/* A run is owned by a WeirLive. What stands under "the thread" is only touched
 * there; the rest does not change while it runs. The thread ends when the owner
 * says so, never by itself, so the monitor is there as long as the owner may
 * read it. */
struct _WeirLiveThread
{
  /* owned */
  GThread         *thread;
  GMainContext    *context;
  WeirLiveMailbox *mailbox;
  WeirRegistry    *registry;
  WeirRunSettings *settings;
  WeirLivePlan     first_plan;

  /* borrowed */
  GMainContext *owner_context;
  WeirLiveOwner owner;

  /* the thread */
  GMainLoop        *loop;
  WeirHost         *host;     /* (nullable): when it can't run */
  WeirLiveMeter    *meter;    /* (nullable) */
  WeirLiveTap      *tap;      /* (nullable) */
  WeirLiveEar      *ear;      /* (nullable) */
  WeirLiveRoster   *roster;   /* (nullable): while somebody watches */
  WeirLiveRecorder *recorder; /* (nullable) */

  /* set by the thread before it says that it started */
  WeirMonitor *monitor;
  guint        watch_id;
};

/* Commands --------------------------------------------------------------- */

typedef struct _Command Command;
struct _Command
{
  WeirLiveThread *self; /* borrowed */
  void (*run) (WeirLiveThread *self, Command *command);
  WeirLivePlan     plan;
  char            *id;
  char            *name;
  WeirValue       *value;
  GBytes          *bytes;
  WeirRunSettings *settings;
  guint            number;
  guint            serial;
};

static Command *
command_new (WeirLiveThread *self,
             void (*run) (WeirLiveThread *self, Command *command))
{
  Command *command = g_new0 (Command, 1);

  command->self = self;
  command->run = run;
  return command;
}

static void
command_free (gpointer data)
{
  Command *command = data;

  weir_live_plan_clear (&command->plan);
  g_free (command->id);
  g_free (command->name);
  g_clear_pointer (&command->value, weir_value_unref);
  g_clear_pointer (&command->bytes, g_bytes_unref);
  g_clear_pointer (&command->settings, weir_run_settings_free);
  g_free (command);
}

static gboolean
command_cb (gpointer data)
{
  Command *command = data;

  command->run (command->self, command);
  return G_SOURCE_REMOVE;
}

/* @command: (transfer full) */
static void
send (Command *command)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  /* Sources of one priority take turns, so a command is never kept waiting by
   * a flow that is busy. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, command_cb, command, command_free);
  g_source_attach (source, command->self->context);
}

/* News ------------------------------------------------------------------- */

static void
post_failed (WeirLiveThread *self, const char *text)
{
  WeirLiveNews *news = weir_live_news_new (WEIR_LIVE_NEWS_FAILED);

  news->text = g_strdup (text);
  weir_live_mailbox_post (self->mailbox, news);
}

/* @kind: STARTED or LISTEN */
static void
post_listening (WeirLiveThread *self, WeirLiveNewsKind kind, const GError *error)
{
  WeirLiveNews *news = weir_live_news_new (kind);

  if (error == NULL)
    news->url = weir_host_dup_url (self->host);
  news->problem = weir_live_problem_new_for_listen (self->settings, error);
  weir_live_mailbox_post (self->mailbox, news);
}

/* N310: it runs on without its listeners. */
static void
lost_cb (gpointer user_data)
{
  WeirLiveThread *self = user_data;
  WeirLiveNews   *news = weir_live_news_new (WEIR_LIVE_NEWS_LISTEN);

  news->problem =
    weir_problem_new ("N310", NULL, "host", "addr", self->settings->host, NULL);
  weir_live_mailbox_post (self->mailbox, news);
}

/* On the thread ---------------------------------------------------------- */

static WeirCredentials *
make_credentials (WeirValue *all)
{
  WeirCredentials *credentials = weir_credentials_new ();
  gsize            n = all != NULL ? weir_value_get_length (all) : 0;

  for (gsize i = 0; i < n; i++)
    {
      weir_credentials_set (credentials,
                            weir_value_get_key (all, i, NULL),
                            weir_value_get_member (all, i));
    }
  return credentials;
}

static void
deploy (WeirLiveThread     *self,
        WeirDocument       *document,
        const WeirLivePlan *plan,
        WeirDeployMode      mode)
{
  weir_host_deploy (self->host,
                    document,
                    make_credentials (plan->credentials),
                    mode);
}

static void
watch (WeirLiveThread *self)
{
  self->monitor = weir_engine_get_monitor (weir_host_get_engine (self->host));
  self->watch_id = weir_monitor_watch (self->monitor,
                                       self->owner_context,
                                       WEIR_LIVE_INTERVAL_MS,
                                       self->owner.records,
                                       self->owner.user_data);
  weir_monitor_set_batch (self->monitor, self->watch_id, WEIR_LIVE_BATCH_RECORDS);
}

static gboolean
start (WeirLiveThread *self, GError **error)
{
  const WeirLivePlan      *plan = &self->first_plan;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (plan->text, error);
  g_autoptr (WeirSnapshot) snapshot = NULL;
  g_autoptr (GError)       listen_error = NULL;

  if (document == NULL)
    return FALSE;
  snapshot = weir_document_snapshot (document, plan->credentials);
  self->host = weir_host_new_for_flow (self->registry,
                                       self->settings,
                                       snapshot,
                                       self->context,
                                       error);
  if (self->host == NULL)
    return FALSE;
  weir_host_set_lost_func (self->host, lost_cb, self);
  weir_host_listen (self->host, &listen_error);
  watch (self);
  deploy (self, document, plan, WEIR_DEPLOY_FULL);
  self->meter = weir_live_meter_new (self->host, self->context, self->mailbox);
  self->ear = weir_live_ear_new (self->host, self->context, self->mailbox);
  post_listening (self, WEIR_LIVE_NEWS_STARTED, listen_error);
  return TRUE;
}

static void
take_down (WeirLiveThread *self)
{
  g_clear_pointer (&self->recorder, weir_live_recorder_free);
  g_clear_pointer (&self->roster, weir_live_roster_free);
  g_clear_pointer (&self->tap, weir_live_tap_free);
  g_clear_pointer (&self->ear, weir_live_ear_free);
  g_clear_pointer (&self->meter, weir_live_meter_free);
  g_clear_object (&self->host);
}

/* @problem: (transfer full) */
static void
post_unable (WeirLiveThread *self, WeirProblem *problem)
{
  WeirLiveNews *news = weir_live_news_new (WEIR_LIVE_NEWS_UNABLE);

  news->problem = problem;
  weir_live_mailbox_post (self->mailbox, news);
}

static void
try_start (WeirLiveThread *self)
{
  WeirProblem *problem = weir_live_problem_new_for_settings (self->settings);
  g_autoptr (GError) error = NULL;

  if (problem == NULL && !start (self, &error))
    problem = weir_live_problem_new_for_start (self->settings, error);
  if (problem == NULL)
    return;
  take_down (self);
  post_unable (self, problem);
}

static gpointer
thread_cb (gpointer data)
{
  WeirLiveThread *self = data;

  g_main_context_push_thread_default (self->context);
  try_start (self);
  g_main_loop_run (self->loop);
  take_down (self);
  weir_host_drain (self->context);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
quit (WeirLiveThread *self, Command *command)
{
  g_main_loop_quit (self->loop);
}

static gboolean
stopped_cb (gpointer data)
{
  WeirLiveThread *self = data;

  weir_live_mailbox_post (self->mailbox,
                          weir_live_news_new (WEIR_LIVE_NEWS_STOPPED));
  return G_SOURCE_REMOVE;
}

static void
run_stop (WeirLiveThread *self, Command *command)
{
  g_clear_pointer (&self->recorder, weir_live_recorder_free);
  if (self->host != NULL)
    weir_host_stop (self->host, stopped_cb, self);
}

static void
run_deploy (WeirLiveThread *self, Command *command)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document = NULL;

  if (self->host == NULL)
    return;
  document = weir_document_new_from_bytes (command->plan.text, &error);
  if (document == NULL)
    post_failed (self, error->message);
  else
    deploy (self, document, &command->plan, (WeirDeployMode)command->number);
}

static void
run_listen (WeirLiveThread *self, Command *command)
{
  g_autoptr (GError) error = NULL;

  if (self->host == NULL || weir_host_is_listening (self->host))
    return;
  weir_host_listen (self->host, &error);
  post_listening (self, WEIR_LIVE_NEWS_LISTEN, error);
}

static void
run_press (WeirLiveThread *self, Command *command)
{
  g_autoptr (GError) error = NULL;

  if (self->host != NULL && !weir_engine_press (weir_host_get_engine (self->host),
                                                command->id,
                                                NULL,
                                                command->value,
                                                &error))
    post_failed (self, error->message);
}

static void
run_set_tap (WeirLiveThread *self, Command *command)
{
  g_clear_pointer (&self->tap, weir_live_tap_free);
  if (self->host != NULL && command->id != NULL)
    self->tap = weir_live_tap_new (weir_host_get_engine (self->host),
                                   self->context,
                                   self->mailbox,
                                   command->id,
                                   command->number,
                                   command->serial);
}

static void
run_send (WeirLiveThread *self, Command *command)
{
  g_autoptr (GError) error = NULL;

  if (self->host != NULL && !weir_host_send (self->host,
                                             command->id,
                                             (gboolean)command->number,
                                             command->bytes,
                                             &error))
    post_failed (self, error->message);
}

static void
run_disconnect (WeirLiveThread *self, Command *command)
{
  g_autoptr (GError) error = NULL;

  if (self->host != NULL &&
      !weir_host_disconnect (self->host, command->id, &error))
    post_failed (self, error->message);
}

static void
run_try_now (WeirLiveThread *self, Command *command)
{
  g_autoptr (GError) error = NULL;

  if (self->host != NULL && !weir_host_try_now (self->host, command->id, &error))
    post_failed (self, error->message);
}

static void
run_set_variables (WeirLiveThread *self, Command *command)
{
  if (self->host != NULL)
    weir_engine_set_variables (weir_host_get_engine (self->host),
                               command->settings->variables);
}

static void
run_set_reconnect (WeirLiveThread *self, Command *command)
{
  if (self->host != NULL)
    weir_host_set_reconnect (self->host, command->settings);
}

static void
run_record (WeirLiveThread *self, Command *command)
{
  g_clear_pointer (&self->recorder, weir_live_recorder_free);
  if (self->host != NULL && command->id != NULL)
    self->recorder = weir_live_recorder_new (self->host,
                                             self->context,
                                             self->mailbox,
                                             command->id,
                                             command->name,
                                             command->serial);
}

static void
visit_cb (gpointer host, WeirLiveLinkFunc func, gpointer user_data)
{
  weir_host_visit_connections (host, func, user_data);
}

static void
run_set_watching (WeirLiveThread *self, Command *command)
{
  g_clear_pointer (&self->roster, weir_live_roster_free);
  if (self->host != NULL && command->number)
    self->roster = weir_live_roster_new (visit_cb,
                                         self->host,
                                         self->context,
                                         self->mailbox,
                                         command->serial);
}

static void
run_set_active (WeirLiveThread *self, Command *command)
{
  if (self->host != NULL)
    weir_engine_set_active (weir_host_get_engine (self->host),
                            command->id,
                            (gboolean)command->number);
}

/* For the owner ---------------------------------------------------------- */

void
weir_live_plan_clear (WeirLivePlan *plan)
{
  g_clear_pointer (&plan->text, g_bytes_unref);
  g_clear_pointer (&plan->credentials, weir_value_unref);
}

static void
plan_copy (WeirLivePlan *to, const WeirLivePlan *from)
{
  to->text = g_bytes_ref (from->text);
  if (from->credentials != NULL)
    to->credentials = weir_value_ref (from->credentials);
}

WeirLiveThread *
weir_live_thread_new (WeirRegistry          *registry,
                      const WeirRunSettings *settings,
                      const WeirLivePlan    *plan,
                      const WeirLiveOwner   *owner)
{
  WeirLiveThread *self = g_new0 (WeirLiveThread, 1);

  self->registry = weir_registry_ref (registry);
  self->settings = weir_run_settings_copy (settings);
  plan_copy (&self->first_plan, plan);
  self->owner = *owner;
  self->owner_context = g_main_context_ref_thread_default ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->mailbox = weir_live_mailbox_new (self->owner_context,
                                         WEIR_LIVE_INTERVAL_MS,
                                         owner->news,
                                         owner->user_data);
  self->thread = g_thread_new ("weir-live", thread_cb, self);
  return self;
}

void
weir_live_thread_free (WeirLiveThread *self)
{
  send (command_new (self, quit));
  g_thread_join (self->thread);
  weir_live_mailbox_free (self->mailbox);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_main_context_unref (self->owner_context);
  weir_live_plan_clear (&self->first_plan);
  weir_run_settings_free (self->settings);
  weir_registry_unref (self->registry);
  g_free (self);
}

void
weir_live_thread_flush (WeirLiveThread *self)
{
  weir_monitor_flush (self->monitor, self->watch_id);
}

GPtrArray *
weir_live_thread_list_statuses (WeirLiveThread *self)
{
  return weir_monitor_list_statuses (self->monitor);
}

void
weir_live_thread_deploy (WeirLiveThread     *self,
                         const WeirLivePlan *plan,
                         WeirDeployMode      mode)
{
  Command *command = command_new (self, run_deploy);

  plan_copy (&command->plan, plan);
  command->number = mode;
  send (command);
}

void
weir_live_thread_stop (WeirLiveThread *self)
{
  send (command_new (self, run_stop));
}

void
weir_live_thread_listen (WeirLiveThread *self)
{
  send (command_new (self, run_listen));
}

void
weir_live_thread_press (WeirLiveThread *self, const char *id, WeirValue *props)
{
  Command *command = command_new (self, run_press);

  command->id = g_strdup (id);
  if (props != NULL)
    command->value = weir_value_ref (props);
  send (command);
}

void
weir_live_thread_set_active (WeirLiveThread *self, const char *id, gboolean active)
{
  Command *command = command_new (self, run_set_active);

  command->id = g_strdup (id);
  command->number = (guint)active;
  send (command);
}

void
weir_live_thread_set_tap (WeirLiveThread *self,
                          const char     *node_id,
                          guint           output,
                          guint           serial)
{
  Command *command = command_new (self, run_set_tap);

  command->id = g_strdup (node_id);
  command->number = output;
  command->serial = serial;
  send (command);
}

void
weir_live_thread_send (WeirLiveThread *self,
                       const char     *connection_id,
                       gboolean        text,
                       GBytes         *data)
{
  Command *command = command_new (self, run_send);

  command->id = g_strdup (connection_id);
  command->number = (guint)text;
  command->bytes = g_bytes_ref (data);
  send (command);
}

void
weir_live_thread_disconnect (WeirLiveThread *self, const char *connection_id)
{
  Command *command = command_new (self, run_disconnect);

  command->id = g_strdup (connection_id);
  send (command);
}

void
weir_live_thread_try_now (WeirLiveThread *self, const char *connection_id)
{
  Command *command = command_new (self, run_try_now);

  command->id = g_strdup (connection_id);
  send (command);
}

void
weir_live_thread_set_variables (WeirLiveThread *self, GHashTable *variables)
{
  Command *command = command_new (self, run_set_variables);

  command->settings = weir_run_settings_new ();
  command->settings->variables = g_hash_table_ref (variables);
  send (command);
}

void
weir_live_thread_set_reconnect (WeirLiveThread        *self,
                                const WeirRunSettings *settings)
{
  Command *command = command_new (self, run_set_reconnect);

  command->settings = weir_run_settings_copy (settings);
  send (command);
}

void
weir_live_thread_record (WeirLiveThread *self,
                         const char     *path,
                         const char     *flow,
                         guint           serial)
{
  Command *command = command_new (self, run_record);

  command->id = g_strdup (path);
  command->name = g_strdup (flow);
  command->serial = serial;
  send (command);
}

void
weir_live_thread_set_watching (WeirLiveThread *self, gboolean watching, guint serial)
{
  Command *command = command_new (self, run_set_watching);

  command->number = (guint)watching;
  command->serial = serial;
  send (command);
}
