/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-test.h"

#include "host/weir-host-private.h"
#include "host/weir-live-problem.h"
#include "json/weir-value-change.h"
#include "net/weir-ws-roster.h"
#include "net/weir-ws-upgrade.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A flow of one node runs for a moment, on a thread: so variables, headers,
 * certificates and all else are what they will be when it runs for good. */

#define POLL_MS     2
#define DEADLINE_MS (WEIR_NET_HANDSHAKE_TIMEOUT_MS + 1000)

/* Entries of the flow that is made up; not like ids that people have. */
#define TAB_ID   "weir-test-tab"
#define PROBE_ID "weir-test-probe"

/* What the thread gets; read by it alone. */
typedef struct
{
  WeirRegistry *registry;
  WeirSnapshot *snapshot; /* made up */
  GHashTable   *variables;
  WeirValue    *entry;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  weir_registry_unref (task->registry);
  weir_snapshot_unref (task->snapshot);
  g_clear_pointer (&task->variables, g_hash_table_unref);
  weir_value_unref (task->entry);
  g_free (task);
}

void
weir_live_test_free (WeirLiveTest *test)
{
  g_free (test->text);
  g_clear_pointer (&test->problem, weir_problem_free);
  g_free (test->protocol);
  g_free (test->tls);
  g_clear_pointer (&test->certificate, weir_certificate_free);
  g_free (test);
}

/* The flow ----------------------------------------------------------------- */

/* @...: pairs of names and texts, ended by NULL */
static WeirValue *new_entry (const char *id, ...) G_GNUC_NULL_TERMINATED;

static WeirValue *
new_entry (const char *id, ...)
{
  WeirValue  *value = weir_value_with_member (weir_value_new_object (),
                                             "id",
                                             weir_value_new_string (id));
  const char *name;
  va_list     arguments;

  va_start (arguments, id);
  /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): it was started above */
  while ((name = va_arg (arguments, const char *)) != NULL)
    value =
      weir_value_with_member (value,
                              name,
                              weir_value_new_string (va_arg (arguments, char *)));
  va_end (arguments);
  return value;
}

/* Whatever may matter to a configuration node but never sends anything. */
static gboolean
is_wanted (const WeirEntry *entry)
{
  return entry->kind == WEIR_ELEMENT_KIND_TAB ||
         g_str_equal (entry->type, "global-config") ||
         g_str_equal (entry->type, "tls-config");
}

static WeirSnapshot *
make_flow (WeirSnapshot *snapshot, WeirValue *entry)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_value_unref);
  const char *id = weir_value_lookup_string (entry, "id");

  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *other = weir_snapshot_get_entry (snapshot, i);

      if (is_wanted (other))
        g_ptr_array_add (entries,
                         weir_value_without_member (weir_value_ref (other->value),
                                                    "disabled"));
    }
  g_ptr_array_add (entries,
                   weir_value_without_member (weir_value_ref (entry), "d"));
  g_ptr_array_add (entries, new_entry (TAB_ID, "type", "tab", NULL));
  g_ptr_array_add (
    entries,
    new_entry (PROBE_ID, "type", "websocket in", "z", TAB_ID, "client", id, NULL));
  return weir_snapshot_new ((WeirValue **)entries->pdata,
                            entries->len,
                            weir_snapshot_get_all_credentials (snapshot));
}

/* What came of it ------------------------------------------------------------ */

typedef struct
{
  GMainContext *context;
  WeirHost     *host;
  const char   *url;       /* borrowed, as the next */
  const char   *protocols; /* (nullable): those offered */
  char         *failed;    /* (nullable): what a node could not do */
  gint64        begin_us;
  gboolean      is_there; /* the client is in the roster */
  WeirLiveTest *test;     /* (nullable): once it is known */
} Try;

/* What an error says, as a part of a sentence that begins with the same. */
static const char *
get_reason (const GError *error)
{
  static const char distrust[] = "certificate not trusted: ";

  const char *text = error->message;

  if (g_str_has_prefix (text, distrust))
    text += strlen (distrust);
  return *text != '\0' ? _ (text) : text;
}

static WeirProblem *
new_problem (const Try *attempt, const GError *error)
{
  g_autoptr (GUri) uri = g_uri_parse (attempt->url, G_URI_FLAGS_ENCODED, NULL);
  const char      *host = uri != NULL ? g_uri_get_host (uri) : attempt->url;
  const char      *phrase;
  guint            status = weir_ws_upgrade_get_status (error, &phrase);
  g_autofree char *code = g_strdup_printf ("%u", status);
  const char      *row = "R515";

  if (status == SOUP_STATUS_UNAUTHORIZED)
    row = "R505";
  else if (status > 0)
    row = "R504";
  else if (g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_REFUSED))
    row = "R501";
  else if (g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_NOT_FOUND))
    row = "R502";
  else if (g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_TIMED_OUT))
    row = "R503";
  else if (g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_CERTIFICATE))
    row = "R506";
  else if (g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_PROTOCOL) &&
           strstr (error->message, "subprotocol") != NULL)
    row = "R507";
  return weir_problem_new (row,
                           NULL,
                           "path",
                           "host",
                           host,
                           "code",
                           code,
                           "reason",
                           status > 0 ? phrase : get_reason (error),
                           "list",
                           attempt->protocols,
                           "s",
                           g_str_equal (row, "R503") ? "10" : NULL,
                           NULL);
}

/* @problem: (transfer full) */
static WeirLiveTest *
new_failure (WeirProblem *problem)
{
  WeirLiveTest *test = g_new0 (WeirLiveTest, 1);

  test->problem = problem;
  test->text = g_strdup (problem->text);
  return test;
}

static const char *
get_tls_name (GTlsConnection *tls)
{
  switch (g_tls_connection_get_protocol_version (tls))
    {
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
      return "TLS 1.0";
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      return "TLS 1.1";
    case G_TLS_PROTOCOL_VERSION_TLS_1_2:
      return "TLS 1.2";
    case G_TLS_PROTOCOL_VERSION_TLS_1_3:
      return "TLS 1.3";
    case G_TLS_PROTOCOL_VERSION_UNKNOWN:
    case G_TLS_PROTOCOL_VERSION_SSL_3_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_2:
      break;
    }
  return "TLS";
}

/* "Connected in 42 ms — 101, subprotocol chat, TLS 1.3, certificate valid to
 * 2030-01-02" */
static char *
describe (const WeirLiveTest *test)
{
  GString *text = g_string_new (NULL);

  /* Translators: 101 is the answer of a server that opens a WebSocket. */
  g_string_printf (text, _ ("Connected in %u ms — 101"), test->ms);
  if (test->protocol != NULL)
    {
      g_string_append (text, ", ");
      /* Translators: part of a list, as the next */
      g_string_append_printf (text, _ ("subprotocol %s"), test->protocol);
    }
  if (test->tls != NULL)
    g_string_append_printf (text, ", %s", test->tls);
  if (test->certificate != NULL && test->certificate->until != NULL)
    {
      g_autofree char *date = g_date_time_format (test->certificate->until, "%F");

      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("certificate valid to %s"), date);
    }
  return g_string_free (text, FALSE);
}

static WeirLiveTest *
new_success (const Try *attempt, const WeirWsRosterEntry *entry)
{
  WeirLiveTest *test = g_new0 (WeirLiveTest, 1);
  gint64        us = entry->stats.since_us - attempt->begin_us;

  test->ms = (guint)(MAX (us, 0) / 1000);
  test->protocol = g_strdup (entry->protocol);
  if (entry->tls != NULL)
    {
      GTlsCertificate *certificate =
        g_tls_connection_get_peer_certificate (entry->tls);

      test->tls = g_strdup (get_tls_name (entry->tls));
      if (certificate != NULL)
        test->certificate = weir_certificate_new (certificate);
    }
  test->text = describe (test);
  return test;
}

/* The try -------------------------------------------------------------------- */

static void
visit_cb (const WeirWsRosterEntry *entry, gpointer user_data)
{
  Try *attempt = user_data;

  attempt->is_there = TRUE;
  switch (entry->state)
    {
    case WEIR_WS_ROSTER_OPEN:
      attempt->test = new_success (attempt, entry);
      break;
    case WEIR_WS_ROSTER_RETRYING:
      if (entry->error != NULL)
        attempt->test = new_failure (new_problem (attempt, entry->error));
      break;
    case WEIR_WS_ROSTER_CONNECTING:
      break;
    }
}

static void
records_cb (GPtrArray *records, guint64 dropped, gpointer user_data)
{
  Try *attempt = user_data;

  for (guint i = 0; i < records->len; i++)
    {
      const WeirRecord *record = records->pdata[i];

      if (attempt->failed == NULL && record->kind == WEIR_RECORD_KIND_LOG &&
          record->level == WEIR_LOG_LEVEL_ERROR)
        attempt->failed = weir_live_problem_dup_reason (record->text);
    }
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs until it is known what comes of it, or nobody wants to know any more. */
static void
wait (Try *attempt, GCancellable *cancellable)
{
  g_autoptr (GSource) timer = g_timeout_source_new (POLL_MS);
  gint64 end_us = attempt->begin_us + DEADLINE_MS * G_TIME_SPAN_MILLISECOND;

  g_source_set_callback (timer, wake_cb, NULL, NULL);
  g_source_attach (timer, attempt->context);
  while (attempt->test == NULL && !g_cancellable_is_cancelled (cancellable) &&
         g_get_real_time () < end_us)
    {
      attempt->is_there = FALSE;
      weir_ws_roster_visit (weir_host_get_server (attempt->host),
                            visit_cb,
                            attempt);
      if (!attempt->is_there)
        break;
      g_main_context_iteration (attempt->context, TRUE);
    }
  g_source_destroy (timer);
}

static WeirProblem *
new_other_problem (const Try *attempt)
{
  return weir_problem_new ("R515",
                           NULL,
                           "path",
                           "host",
                           attempt->url,
                           "reason",
                           attempt->failed != NULL ? attempt->failed
                                                   : _ ("it didn’t start"),
                           NULL);
}

static WeirLiveTest *
try_once (const Task *task, GCancellable *cancellable)
{
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (GError)          error = NULL;
  g_autoptr (GMainContext)    context = g_main_context_new ();
  const char *url = weir_value_lookup_string (task->entry, "path");
  Try         attempt = {
            .context = context,
            .url = url != NULL ? url : "",
            .protocols = weir_value_lookup_string (task->entry, "subprotocol"),
  };
  WeirEngine *engine;
  guint       watch_id;

  if (task->variables != NULL)
    settings->variables = g_hash_table_ref (task->variables);
  g_main_context_push_thread_default (context);
  attempt.host = weir_host_new (task->registry, settings, context, &error);
  engine = weir_host_get_engine (attempt.host);
  watch_id = weir_monitor_watch (weir_engine_get_monitor (engine),
                                 context,
                                 0,
                                 records_cb,
                                 &attempt);
  attempt.begin_us = g_get_real_time ();
  weir_engine_deploy (engine, task->snapshot, WEIR_DEPLOY_FULL);
  weir_monitor_flush (weir_engine_get_monitor (engine), watch_id);
  wait (&attempt, cancellable);
  if (attempt.test == NULL)
    attempt.test = new_failure (new_other_problem (&attempt));
  weir_engine_stop (engine);
  weir_host_drain (context);
  weir_monitor_unwatch (weir_engine_get_monitor (engine), watch_id);
  g_clear_object (&attempt.host);
  weir_host_drain (context);
  g_main_context_pop_thread_default (context);
  g_free (attempt.failed);
  return attempt.test;
}

static void
thread_cb (GTask *gtask, gpointer source, gpointer data, GCancellable *cancellable)
{
  WeirLiveTest *test = try_once (data, cancellable);

  g_task_return_pointer (gtask, test, (GDestroyNotify)weir_live_test_free);
}

void
weir_live_test_async (WeirRegistry       *registry,
                      WeirSnapshot       *snapshot,
                      WeirValue          *entry,
                      GHashTable         *variables,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr (GTask) gtask = g_task_new (NULL, cancellable, callback, user_data);
  Task             *task = g_new0 (Task, 1);

  task->registry = weir_registry_ref (registry);
  task->snapshot = make_flow (snapshot, entry);
  if (variables != NULL)
    task->variables = g_hash_table_ref (variables);
  task->entry = weir_value_ref (entry);
  g_task_set_source_tag (gtask, weir_live_test_async);
  g_task_set_task_data (gtask, task, task_free);
  g_task_run_in_thread (gtask, thread_cb);
}

WeirLiveTest *
weir_live_test_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
