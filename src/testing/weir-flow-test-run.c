/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-private.h"

#include "flow/weir-subflow.h"
#include "testing/weir-flow-test-expand.h"

#include <glib/gi18n-lib.h>

/* One run. A source of its own drives it: it is ready when something came, and
 * when the time of a step is over; then the present step is looked at. Nothing
 * is ever done inside a callback of the engine or of a socket, so a run may end,
 * and be freed, wherever a step ends. */

#define SETTLE_POLL_US 1000
#define PORT_POLL_US   50000

/* What a run may take beside the times of its steps. */
#define MARGIN_S 5

typedef struct
{
  GSource          source;
  WeirFlowTestRun *run;
} RunSource;

static void advance (WeirFlowTestRun *self);

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  advance (((RunSource *)source)->run);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch };

static void
poke (WeirFlowTestRun *self)
{
  if (self->source != NULL)
    g_source_set_ready_time (self->source, 0);
}

static void
changed_cb (gpointer user_data)
{
  poke (user_data);
}

/* Ending ----------------------------------------------------------------- */

/* The peers first: a flow that is stopped closes their connections, which is
 * nothing a test saw. */
static void
take_down (WeirFlowTestRun *self)
{
  g_clear_pointer (&self->group, weir_flow_test_group_free);
  g_clear_pointer (&self->peers, weir_flow_test_peers_free);
  if (self->watch_id != 0)
    weir_monitor_unwatch (weir_engine_get_monitor (
                            weir_host_get_engine (self->host)),
                          self->watch_id);
  self->watch_id = 0;
  g_clear_object (&self->host);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static double
seconds_since (gint64 time_us)
{
  return (double)(g_get_monotonic_time () - time_us) / G_USEC_PER_SEC;
}

/* Tells, last of all; afterwards the run may be gone. */
static void
finish (WeirFlowTestRun *self)
{
  g_autoptr (WeirFlowTestReport) report =
    weir_flow_test_report_ref (self->report);

  self->phase = WEIR_FLOW_TEST_ENDED;
  if (self->host != NULL && self->report->error == NULL)
    self->report->coverage = weir_flow_test_count (self);
  take_down (self);
  report->seconds = seconds_since (self->began_us);
  self->handler.done (report, self->user_data);
}

/* The test can't run: not the fault of a step that was reached. */
static void
refuse (WeirFlowTestRun *self, const WeirFlowTestStep *step, const GError *error)
{
  self->report->error = g_strdup (error->message);
  self->report->port_in_use =
    g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  if (step != NULL)
    {
      self->report->error_line = step->line;
      self->report->error_column = step->column;
    }
  finish (self);
}

/* Starting --------------------------------------------------------------- */

static void
set_port (WeirFlowTestRun *self, const char *name, guint16 port)
{
  g_hash_table_replace (self->variables,
                        g_strdup (name),
                        g_strdup_printf ("%u", port));
}

/* Returns: the port the command line or the test says, 0 when they say none */
static guint16
get_port (WeirFlowTestRun *self, const char *name)
{
  const char *text = g_hash_table_lookup (self->variables, name);
  guint64     port;

  if (text == NULL ||
      !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL))
    return 0;
  return (guint16)port;
}

/* Takes the ports of all servers.
 *
 * @failed: (out): the step that can't be had */
static gboolean
reserve_ports (WeirFlowTestRun         *self,
               const WeirFlowTestStep **failed,
               GError                 **error)
{
  GPtrArray *steps = weir_flow_test_get_steps (self->test);

  for (guint i = 0; i < steps->len; i++)
    {
      const WeirFlowTestStep *step = steps->pdata[i];
      guint16                 port;

      if (step->kind != WEIR_FLOW_TEST_SERVE)
        continue;
      *failed = step;
      port = weir_flow_test_peers_reserve (self->peers,
                                           step->port,
                                           get_port (self, step->port),
                                           error);
      if (port == 0)
        return FALSE;
      set_port (self, step->port, port);
    }
  return TRUE;
}

/* Lets those servers listen that the test begins with. */
static gboolean
serve_first (WeirFlowTestRun *self, const WeirFlowTestStep **failed, GError **error)
{
  GPtrArray *steps = weir_flow_test_get_steps (self->test);

  for (guint i = 0; i < steps->len; i++)
    {
      const WeirFlowTestStep *step = steps->pdata[i];

      if (step->kind != WEIR_FLOW_TEST_SERVE)
        return TRUE;
      *failed = step;
      if (!weir_flow_test_step_serve (self, step, error))
        return FALSE;
      self->n_served++;
    }
  return TRUE;
}

static gboolean
check_nodes (WeirFlowTestRun         *self,
             GPtrArray               *steps,
             const WeirFlowTestStep **failed,
             GError                 **error)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const WeirFlowTestStep *step = steps->pdata[i];

      *failed = step;
      if (step->node != NULL &&
          weir_flow_test_nodes_find (self->nodes, step->kind, step->node, error) ==
            NULL)
        return FALSE;
      if (step->steps != NULL && !check_nodes (self, step->steps, failed, error))
        return FALSE;
    }
  return TRUE;
}

static void
records_cb (GPtrArray *records, guint64 dropped, gpointer user_data)
{
  WeirFlowTestRun *self = user_data;

  self->is_flooded = self->is_flooded || dropped > 0;
  for (guint i = 0; i < records->len; i++)
    {
      weir_flow_test_nodes_add (self->nodes, records->pdata[i]);
      weir_flow_test_journal_add_record (self->journal, records->pdata[i]);
    }
  poke (self);
}

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

/* What `env` says of ports, now that they are known. */
static void
expand_variables (WeirFlowTestRun *self)
{
  GHashTable    *env = weir_flow_test_get_env (self->test);
  GHashTableIter iter;
  gpointer       name;

  if (env == NULL)
    return;
  g_hash_table_iter_init (&iter, env);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      const char *text = g_hash_table_lookup (self->variables, name);

      g_hash_table_replace (self->variables,
                            g_strdup (name),
                            weir_flow_test_expand (text, self->variables));
    }
}

static gboolean
open_host (WeirFlowTestRun *self, GError **error)
{
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();

  settings->port = get_port (self, "PORT");
  g_clear_object (&self->host);
  self->host = weir_host_new (self->registry, settings, self->context, error);
  if (self->host == NULL || !weir_host_listen (self->host, error))
    return FALSE;
  set_port (self, "PORT", weir_host_get_port (self->host));
  return TRUE;
}

static void
deploy (WeirFlowTestRun *self)
{
  WeirEngine *engine = weir_host_get_engine (self->host);

  weir_engine_set_variables (engine, self->variables);
  self->watch_id = weir_monitor_watch (weir_engine_get_monitor (engine),
                                       self->context,
                                       0,
                                       records_cb,
                                       self);
  weir_host_deploy (self->host,
                    self->document,
                    make_credentials (self->credentials),
                    WEIR_DEPLOY_FULL);
}

/* Every port is known before the flow is, and open before it is needed. */
static gboolean
start (WeirFlowTestRun *self, const WeirFlowTestStep **failed, GError **error)
{
  if (!check_nodes (self, weir_flow_test_get_steps (self->test), failed, error))
    return FALSE;
  *failed = NULL;
  if (!open_host (self, error) || !reserve_ports (self, failed, error))
    return FALSE;
  expand_variables (self);
  if (!serve_first (self, failed, error))
    return FALSE;
  deploy (self);
  self->phase = WEIR_FLOW_TEST_SETTLING;
  self->deadline_us =
    g_get_monotonic_time () + WEIR_FLOW_TEST_SETTLE_MS * G_TIME_SPAN_MILLISECOND;
  return TRUE;
}

/* Steps ------------------------------------------------------------------ */

static WeirFlowTestResult *
new_result (const WeirFlowTestStep *step, WeirFlowTestOutcome outcome)
{
  WeirFlowTestResult *result = weir_flow_test_result_new ();

  result->number = step->number;
  result->line = step->line;
  result->column = step->column;
  result->text = weir_flow_test_step_describe (step);
  result->outcome = outcome;
  return result;
}

static void
clear_failure (WeirFlowTestResult *result)
{
  g_clear_pointer (&result->message, g_free);
  g_clear_pointer (&result->expected, g_free);
  g_clear_pointer (&result->got, g_free);
  g_clear_pointer (&result->difference, g_free);
}

/* @result: (transfer full) */
static void
tell_result (WeirFlowTestRun *self, WeirFlowTestResult *result)
{
  g_ptr_array_add (self->report->results, result);
  if (self->handler.step != NULL)
    self->handler.step (result, self->user_data);
}

static void
skip_rest (WeirFlowTestRun *self)
{
  GPtrArray *steps = weir_flow_test_get_steps (self->test);

  for (guint i = self->next + 1; i < steps->len; i++)
    tell_result (self, new_result (steps->pdata[i], WEIR_FLOW_TEST_SKIPPED));
  self->next = steps->len;
}

static void
fail_flooded (WeirFlowTestResult *result)
{
  clear_failure (result);
  result->message =
    g_strdup (_ ("More debug messages came at once than can be kept."));
}

/* How the present step stands, at the end of its time too. */
static WeirFlowTestVerdict
judge (WeirFlowTestRun *self, WeirFlowTestResult *result)
{
  const WeirFlowTestStep *step =
    weir_flow_test_get_steps (self->test)->pdata[self->next];
  WeirFlowTestVerdict verdict;

  if (self->is_flooded)
    {
      fail_flooded (result);
      return WEIR_FLOW_TEST_BROKEN;
    }
  verdict = weir_flow_test_step_look (self, step, result);
  if (verdict == WEIR_FLOW_TEST_WAITING &&
      g_get_monotonic_time () >= self->deadline_us)
    verdict = weir_flow_test_step_late (self, step, result);
  return verdict;
}

/* Returns: whether it could be begun */
static gboolean
begin_step (WeirFlowTestRun *self, WeirFlowTestResult *result)
{
  const WeirFlowTestStep *step =
    weir_flow_test_get_steps (self->test)->pdata[self->next];
  double seconds = weir_flow_test_step_get_time (self->test, step);

  /* Servers that listen from the start begin with the flow. */
  if (self->next >= self->n_served)
    weir_flow_test_journal_mark (self->journal);
  self->step_us = g_get_monotonic_time ();
  self->deadline_us = self->step_us + (gint64)(seconds * G_USEC_PER_SEC);
  return weir_flow_test_step_begin (self, step, result);
}

/* @result: (transfer full) */
static void
end_step (WeirFlowTestRun    *self,
          WeirFlowTestVerdict verdict,
          WeirFlowTestResult *result)
{
  g_clear_pointer (&self->group, weir_flow_test_group_free);
  result->seconds = seconds_since (self->step_us);
  if (verdict == WEIR_FLOW_TEST_FULFILLED)
    {
      clear_failure (result);
      result->outcome = WEIR_FLOW_TEST_PASSED;
    }
  else
    {
      result->outcome = WEIR_FLOW_TEST_FAILED;
      result->seen = weir_flow_test_journal_dup_seen (self->journal);
    }
  tell_result (self, result);
  if (verdict == WEIR_FLOW_TEST_FULFILLED)
    self->next++;
  else
    skip_rest (self);
  self->step_us = 0;
}

/* One step a turn: what it sent leaves before the next one begins. */
static void
run_step (WeirFlowTestRun *self)
{
  GPtrArray          *steps = weir_flow_test_get_steps (self->test);
  WeirFlowTestVerdict verdict = WEIR_FLOW_TEST_BROKEN;
  WeirFlowTestResult *result;

  if (self->next >= steps->len)
    {
      finish (self);
      return;
    }
  result = new_result (steps->pdata[self->next], WEIR_FLOW_TEST_PASSED);
  if (self->step_us != 0 || begin_step (self, result))
    verdict = judge (self, result);
  if (verdict == WEIR_FLOW_TEST_WAITING)
    {
      weir_flow_test_result_unref (result);
      g_source_set_ready_time (self->source, self->deadline_us);
      return;
    }
  end_step (self, verdict, result);
  poke (self);
}

static void
settle (WeirFlowTestRun *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (weir_engine_is_settled (weir_host_get_engine (self->host)) ||
      now_us >= self->deadline_us)
    {
      self->phase = WEIR_FLOW_TEST_STEPPING;
      run_step (self);
      return;
    }
  g_source_set_ready_time (self->source, now_us + SETTLE_POLL_US);
}

/* A port that is given may be that of another test, which soon ends. */
static void
try_start (WeirFlowTestRun *self)
{
  const WeirFlowTestStep *failed = NULL;
  g_autoptr (GError)      error = NULL;
  gint64                  now_us = g_get_monotonic_time ();

  if (start (self, &failed, &error))
    poke (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE) &&
           now_us - self->began_us <
             WEIR_FLOW_TEST_PORT_MS * G_TIME_SPAN_MILLISECOND)
    g_source_set_ready_time (self->source, now_us + PORT_POLL_US);
  else
    refuse (self, failed, error);
}

static void
advance (WeirFlowTestRun *self)
{
  switch (self->phase)
    {
    case WEIR_FLOW_TEST_STARTING:
      try_start (self);
      break;
    case WEIR_FLOW_TEST_SETTLING:
      settle (self);
      break;
    case WEIR_FLOW_TEST_STEPPING:
      run_step (self);
      break;
    case WEIR_FLOW_TEST_ENDED:
      break;
    }
}

/* Life ------------------------------------------------------------------- */

double
weir_flow_test_get_limit (WeirFlowTest *test)
{
  GPtrArray *steps = weir_flow_test_get_steps (test);
  double     limit = WEIR_FLOW_TEST_SETTLE_MS / 1000.0 + MARGIN_S;

  for (guint i = 0; i < steps->len; i++)
    limit += weir_flow_test_step_get_time (test, steps->pdata[i]);
  return limit;
}

static void
add_variables (WeirFlowTestRun *self, GHashTable *variables)
{
  GHashTableIter iter;
  gpointer       name;
  gpointer       value;

  if (variables == NULL)
    return;
  g_hash_table_iter_init (&iter, variables);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_replace (self->variables, g_strdup (name), g_strdup (value));
}

WeirFlowTestRun *
weir_flow_test_run_new (WeirRegistry              *registry,
                        const char                *file,
                        WeirFlowTest              *test,
                        WeirDocument              *document,
                        WeirValue                 *credentials,
                        const WeirFlowTestHandler *handler,
                        gpointer                   user_data)
{
  WeirFlowTestRun         *self = g_new0 (WeirFlowTestRun, 1);
  g_autoptr (WeirSnapshot) snapshot =
    weir_document_snapshot (document, credentials);
  g_autoptr (WeirSnapshot) expanded = weir_subflow_expand (snapshot);

  self->registry = weir_registry_ref (registry);
  self->test = weir_flow_test_ref (test);
  self->flow = g_strdup (weir_flow_test_get_flow (test));
  self->document = g_object_ref (document);
  self->credentials = credentials != NULL ? weir_value_ref (credentials) : NULL;
  self->context = g_main_context_ref_thread_default ();
  self->variables =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_variables (self, weir_flow_test_get_env (test));
  self->journal = weir_flow_test_journal_new ();
  self->nodes = weir_flow_test_nodes_new (registry, expanded);
  self->report = weir_flow_test_report_new (file);
  self->handler = *handler;
  self->user_data = user_data;
  return self;
}

void
weir_flow_test_run_set_variables (WeirFlowTestRun *self, GHashTable *variables)
{
  g_return_if_fail (self->source == NULL);

  add_variables (self, variables);
}

void
weir_flow_test_run_set_flow (WeirFlowTestRun *self, const char *flow)
{
  g_free (self->flow);
  self->flow = g_strdup (flow);
}

void
weir_flow_test_run_start (WeirFlowTestRun *self)
{
  WeirFlowTestPeerOwner owner = {
    .journal = self->journal,
    .changed = changed_cb,
    .user_data = self,
  };

  g_return_if_fail (self->source == NULL);

  self->began_us = g_get_monotonic_time ();
  self->peers = weir_flow_test_peers_new (self->context, &owner);
  self->source = g_source_new (&source_funcs, sizeof (RunSource));
  ((RunSource *)self->source)->run = self;
  g_source_set_static_name (self->source, "Weir flow test");
  g_source_set_ready_time (self->source, 0);
  g_source_attach (self->source, self->context);
}

void
weir_flow_test_run_free (WeirFlowTestRun *self)
{
  take_down (self);
  weir_flow_test_nodes_free (self->nodes);
  weir_flow_test_journal_free (self->journal);
  weir_flow_test_report_unref (self->report);
  g_hash_table_unref (self->variables);
  g_clear_pointer (&self->credentials, weir_value_unref);
  g_object_unref (self->document);
  weir_flow_test_unref (self->test);
  weir_registry_unref (self->registry);
  g_main_context_unref (self->context);
  g_free (self->flow);
  g_free (self);
}
