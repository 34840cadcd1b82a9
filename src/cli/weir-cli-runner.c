/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-runner.h"

#include "cli/weir-cli-notify.h"
#include "cli/weir-cli-print.h"
#include "flow/weir-check.h"
#include "host/weir-host.h"
#include "host/weir-loss-count.h"
#include "host/weir-recorder.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#define SETTLE_POLL_MS   10
#define FINISH_OUTPUT_MS 200

/* One run, from loading the file to the last line written. Everything happens
 * on the default main context; the host does the work, the runner decides when
 * it starts, reloads and stops. */
typedef struct
{
  const WeirCliPlan *plan;
  GMainLoop         *loop;
  WeirHost          *host;
  WeirRecorder      *recorder; /* (nullable) */
  GPtrArray         *presses;  /* ids of buttons still to be pressed */
  guint              watch_id;
  WeirLossCount      lost;
  guint              n_debugs;
  gboolean           stopping;
  const char        *reason; /* why it stopped */
  WeirCliExit        status;
  gint64             settle_deadline_us;
  guint              settle_id;
  guint              exit_id;
  guint              signal_ids[3];
} Runner;

static gboolean
stopped_cb (gpointer data)
{
  Runner *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/* Recording */

static gboolean
start_recording (Runner *self, WeirDocument *document, GError **error)
{
  const WeirCliPlan *plan = self->plan;
  g_autofree char   *name = weir_cli_flow_dup_name (plan->flow);

  if (plan->record == NULL)
    return TRUE;
  self->recorder = weir_recorder_new (self->host,
                                      &(WeirRecorderOptions){
                                        .path = plan->record,
                                        .flow = name,
                                        .document = document,
                                        .max_bytes = plan->record_limit,
                                      },
                                      error);
  return self->recorder != NULL;
}

/* Ends the recording and says what is in it; one that can't be written fails
 * the run. */
static void
stop_recording (Runner *self)
{
  WeirCliReporter   *reporter = self->plan->reporter;
  g_autoptr (GError) error = NULL;
  WeirRecorderStats  stats;

  if (self->recorder == NULL)
    return;
  if (!weir_recorder_stop (self->recorder, &error))
    {
      weir_cli_reporter_log (reporter,
                             WEIR_LOG_LEVEL_ERROR,
                             "%s can't be written: %s",
                             self->plan->record,
                             error->message);
      self->status = WEIR_CLI_EXIT_FAILED;
    }
  weir_recorder_get_stats (self->recorder, &stats);
  if (!self->plan->record_is_ours)
    weir_cli_reporter_log (reporter,
                           WEIR_LOG_LEVEL_INFO,
                           "Recorded %" G_GUINT64_FORMAT " events into %s",
                           stats.events,
                           self->plan->record);
  g_clear_pointer (&self->recorder, weir_recorder_free);
}

static void
stop (Runner *self, const char *reason, WeirCliExit status)
{
  if (self->stopping)
    return;
  self->stopping = TRUE;
  self->reason = reason;
  self->status = status;
  stop_recording (self);
  weir_cli_notify ("STOPPING=1");
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->exit_id, g_source_remove);
  weir_host_stop (self->host, stopped_cb, self);
}

/* Problems */

static WeirLogLevel
level_of (WeirSeverity severity)
{
  switch (severity)
    {
    case WEIR_SEVERITY_ERROR:
      return WEIR_LOG_LEVEL_ERROR;
    case WEIR_SEVERITY_WARNING:
      return WEIR_LOG_LEVEL_WARN;
    case WEIR_SEVERITY_NOTE:
      return WEIR_LOG_LEVEL_DEBUG;
    }
  return WEIR_LOG_LEVEL_INFO;
}

static void
log_problem (Runner *self, const WeirProblem *problem, WeirSnapshot *snapshot)
{
  const WeirEntry *entry =
    problem->element_id != NULL
      ? weir_snapshot_lookup (snapshot, problem->element_id)
      : NULL;

  if (entry == NULL)
    weir_cli_reporter_log (self->plan->reporter,
                           level_of (problem->severity),
                           "%s %s",
                           problem->code,
                           problem->text);
  else
    weir_cli_reporter_log (self->plan->reporter,
                           level_of (problem->severity),
                           "[%s:%s] %s %s",
                           entry->type,
                           *entry->name != '\0' ? entry->name : entry->id,
                           problem->code,
                           problem->text);
}

/* Says what is wrong with a flow. With --strict, unknown types refuse it. */
static gboolean
check (Runner          *self,
       WeirDocument    *document,
       WeirCredentials *credentials,
       GError         **error)
{
  const WeirCliPlan       *plan = self->plan;
  g_autoptr (WeirSnapshot) snapshot =
    weir_document_snapshot (document, weir_credentials_get_all (credentials));
  g_autoptr (WeirEnvironment) environment =
    weir_environment_new (snapshot, plan->settings->variables);
  g_autoptr (GPtrArray) problems =
    weir_check_snapshot (snapshot, plan->registry, environment);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = problems->pdata[i];

      if (!g_str_equal (problem->code, "F804"))
        {
          log_problem (self, problem, snapshot);
          continue;
        }

      /* The engine names unknown types itself when it leaves them out. */
      if (!plan->strict)
        continue;
      g_set_error_literal (error,
                           WEIR_FLOW_ERROR,
                           WEIR_FLOW_ERROR_BAD_ENTRY,
                           problem->text);
      return FALSE;
    }
  return TRUE;
}

/* Loading, saving, reloading */

static WeirDocument *
load (WeirCredentials **credentials, gpointer data, GError **error)
{
  Runner                     *self = data;
  WeirCliFlow                *flow = self->plan->flow;
  g_autoptr (WeirDocument)    document = weir_cli_flow_load (flow, error);
  g_autoptr (WeirCredentials) read = NULL;
  g_autoptr (GError)          cause = NULL;

  if (document == NULL)
    return NULL;
  read = weir_cli_flow_load_credentials (flow, &cause);
  if (cause != NULL && weir_cli_flow_credentials_named (flow))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (cause != NULL)
    weir_cli_reporter_log (self->plan->reporter,
                           WEIR_LOG_LEVEL_ERROR,
                           "%s",
                           cause->message);
  if (!check (self, document, read, error))
    return NULL;
  *credentials = g_steal_pointer (&read);
  return g_steal_pointer (&document);
}

static gboolean
save (WeirDocument    *document,
      WeirCredentials *credentials,
      gpointer         data,
      GError         **error)
{
  Runner *self = data;

  return !self->plan->save ||
         weir_cli_flow_save (self->plan->flow, document, credentials, error);
}

static const WeirHostStorage storage = { .save = save, .load = load };

/* Signals */

static gboolean
reload_cb (gpointer data)
{
  Runner            *self = data;
  g_autoptr (GError) error = NULL;

  if (self->stopping)
    return G_SOURCE_CONTINUE;
  weir_cli_notify_reloading ();
  if (!weir_host_reload (self->host, WEIR_DEPLOY_NODES, &error))
    weir_cli_reporter_log (self->plan->reporter,
                           WEIR_LOG_LEVEL_ERROR,
                           "The flow was not reloaded: %s",
                           error->message);
  weir_cli_notify ("READY=1");
  return G_SOURCE_CONTINUE;
}

/* The first signal stops in good order, the second at once. */
static gboolean
stop_by_signal (Runner *self, const char *name)
{
  if (self->stopping)
    {
      self->status = WEIR_CLI_EXIT_FAILED;
      g_main_loop_quit (self->loop);
    }
  else
    stop (self, name, WEIR_CLI_EXIT_OK);
  return G_SOURCE_CONTINUE;
}

static gboolean
interrupt_cb (gpointer data)
{
  return stop_by_signal (data, "SIGINT");
}

static gboolean
terminate_cb (gpointer data)
{
  return stop_by_signal (data, "SIGTERM");
}

static guint
add_signal (int number, GSourceFunc func, Runner *self)
{
  return g_unix_signal_add_full (G_PRIORITY_HIGH, number, func, self, NULL);
}

/* Pressing */

/* The id of the button a word names: an id, or a name only one has. */
static const char *
find_button (Runner *self, WeirDocument *document, const char *word, GError **error)
{
  guint       n = weir_document_get_n_elements (document);
  const char *found = NULL;
  guint       count = 0;

  for (guint i = 0; i < n; i++)
    {
      WeirElement        *element = weir_document_get_nth_element (document, i);
      const char         *type = weir_element_get_type_name (element);
      const WeirNodeType *known =
        weir_registry_lookup (self->plan->registry, type);
      WeirValue *name = weir_element_get_member (element, "name");

      if (known == NULL || known->press == NULL)
        continue;
      if (g_str_equal (weir_element_get_id (element), word))
        return word;
      if (name == NULL || weir_value_get_kind (name) != WEIR_VALUE_KIND_STRING ||
          !g_str_equal (weir_value_get_string (name, NULL), word))
        continue;
      found = weir_element_get_id (element);
      count++;
    }
  if (count == 1)
    return found;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_NOT_FOUND,
               count == 0 ? _ ("--inject: no button has the id or name “%s”")
                          : _ ("--inject: several buttons are named “%s”; "
                               "use the id of one"),
               word);
  return NULL;
}

static gboolean
find_buttons (Runner *self, WeirDocument *document, GError **error)
{
  GPtrArray *words = self->plan->presses;

  for (guint i = 0; i < words->len; i++)
    {
      const char *id = find_button (self, document, words->pdata[i], error);

      if (id == NULL)
        return FALSE;
      g_ptr_array_add (self->presses, g_strdup (id));
    }
  return TRUE;
}

static void
press_all (Runner *self)
{
  WeirEngine *engine = weir_host_get_engine (self->host);

  for (guint i = 0; i < self->presses->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (weir_engine_press (engine, self->presses->pdata[i], NULL, NULL, &error))
        continue;
      weir_cli_reporter_log (self->plan->reporter,
                             WEIR_LOG_LEVEL_ERROR,
                             "--inject: %s",
                             error->message);
      stop (self, "inject", WEIR_CLI_EXIT_FAILED);
      return;
    }
}

static gboolean
settle_cb (gpointer data)
{
  Runner *self = data;

  if (!weir_engine_is_settled (weir_host_get_engine (self->host)) &&
      g_get_monotonic_time () < self->settle_deadline_us)
    return G_SOURCE_CONTINUE;
  self->settle_id = 0;
  press_all (self);
  return G_SOURCE_REMOVE;
}

/* Watching */

static void
log_lost (Runner *self, guint64 lost)
{
  if (lost > 0)
    weir_cli_reporter_log (self->plan->reporter,
                           WEIR_LOG_LEVEL_WARN,
                           "%" G_GUINT64_FORMAT " debug messages, statuses and "
                           "log lines came too fast and were dropped",
                           lost);
}

static void
records_cb (GPtrArray *records, guint64 dropped, gpointer data)
{
  Runner          *self = data;
  WeirCliReporter *reporter = self->plan->reporter;
  guint            wanted = self->plan->exit_debugs;

  log_lost (self,
            weir_loss_count_add (&self->lost, dropped, g_get_monotonic_time ()));
  for (guint i = 0; i < records->len; i++)
    {
      const WeirRecord *record = records->pdata[i];

      if (record->kind == WEIR_RECORD_KIND_DEBUG && wanted > 0 &&
          self->n_debugs++ >= wanted)
        continue;
      weir_cli_reporter_add (reporter, record);
    }
  weir_cli_reporter_flush (reporter);
  if (wanted > 0 && self->n_debugs >= wanted)
    stop (self, "exit-after-debug", WEIR_CLI_EXIT_OK);
}

static gboolean
exit_cb (gpointer data)
{
  Runner *self = data;
  guint   wanted = self->plan->exit_debugs;

  self->exit_id = 0;
  if (wanted > 0)
    weir_cli_reporter_log (self->plan->reporter,
                           WEIR_LOG_LEVEL_ERROR,
                           "%u of %u debug messages came in time",
                           self->n_debugs,
                           wanted);
  stop (self, "exit-after", wanted > 0 ? WEIR_CLI_EXIT_FAILED : WEIR_CLI_EXIT_OK);
  return G_SOURCE_REMOVE;
}

/* The life of a run */

/* A port that can't be had is the one failure the command line can mend. */
static gboolean
listen_on_port (Runner *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (weir_host_listen (self->host, &cause))
    return TRUE;
  g_set_error (error,
               cause->domain,
               cause->code,
               _ ("%s Choose another port with --port; --port=0 takes a free "
                  "one."),
               cause->message);
  return FALSE;
}

static gboolean
start_host (Runner *self, GError **error)
{
  const WeirCliPlan       *plan = self->plan;
  g_autoptr (WeirDocument) document = NULL;
  WeirCredentials         *credentials = NULL;

  document = load (&credentials, self, error);
  if (document == NULL)
    return FALSE;
  self->host = weir_host_new (plan->registry,
                              plan->settings,
                              g_main_context_default (),
                              error);
  if (self->host != NULL && plan->socket != NULL)
    weir_host_take_socket (self->host, plan->socket);
  if (self->host == NULL || !find_buttons (self, document, error) ||
      !listen_on_port (self, error) || !start_recording (self, document, error))
    {
      weir_credentials_free (credentials);
      return FALSE;
    }
  weir_host_set_storage (self->host, &storage, self);
  self->watch_id = weir_monitor_watch (weir_engine_get_monitor (
                                         weir_host_get_engine (self->host)),
                                       g_main_context_default (),
                                       0,
                                       records_cb,
                                       self);
  weir_host_deploy (self->host, document, credentials, WEIR_DEPLOY_FULL);
  return TRUE;
}

static void
get_ready (Runner *self)
{
  const WeirCliPlan *plan = self->plan;
  g_autofree char   *url = weir_host_dup_url (self->host);

  /* What the start has to say comes before the word that it is done. */
  weir_monitor_flush (weir_engine_get_monitor (weir_host_get_engine (self->host)),
                      self->watch_id);
  self->signal_ids[0] = add_signal (SIGINT, interrupt_cb, self);
  self->signal_ids[1] = add_signal (SIGTERM, terminate_cb, self);
  self->signal_ids[2] = add_signal (SIGHUP, reload_cb, self);
  weir_cli_reporter_ready (plan->reporter,
                           url,
                           plan->settings->host,
                           weir_host_get_port (self->host));
  weir_cli_notify ("READY=1");
  if (plan->exit_after > 0)
    self->exit_id =
      g_timeout_add ((guint)(plan->exit_after * 1000), exit_cb, self);
  if (self->presses->len > 0)
    {
      self->settle_deadline_us =
        g_get_monotonic_time () +
        WEIR_CLI_SETTLE_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;
      self->settle_id = g_timeout_add (SETTLE_POLL_MS, settle_cb, self);
    }
}

static void
finish (Runner *self)
{
  WeirMonitor *monitor =
    weir_engine_get_monitor (weir_host_get_engine (self->host));

  weir_monitor_flush (monitor, self->watch_id);
  weir_monitor_unwatch (monitor, self->watch_id);
  log_lost (self, weir_loss_count_take (&self->lost));
  weir_cli_reporter_stopped (self->plan->reporter, self->reason);
  if (!weir_cli_reporter_finish (self->plan->reporter, FINISH_OUTPUT_MS) &&
      self->status == WEIR_CLI_EXIT_OK)
    self->status = WEIR_CLI_EXIT_FAILED;
  for (guint i = 0; i < G_N_ELEMENTS (self->signal_ids); i++)
    g_source_remove (self->signal_ids[i]);
}

WeirCliExit
weir_cli_run_plan (const WeirCliPlan *plan)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) presses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)    error = NULL;
  Runner self = { .plan = plan, .loop = loop, .presses = presses };

  if (start_host (&self, &error))
    {
      get_ready (&self);
      g_main_loop_run (loop);
      finish (&self);
    }
  else
    {
      weir_cli_reporter_finish (plan->reporter, FINISH_OUTPUT_MS);
      weir_cli_complain ("%s", error->message);
      self.status = WEIR_CLI_EXIT_FAILED;
    }
  g_clear_pointer (&self.recorder, weir_recorder_free);
  g_clear_object (&self.host);
  return self.status;
}
