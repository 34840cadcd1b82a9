/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-private.h"

#include <glib/gi18n-lib.h>

/* WeirLive: the owner's half of a run. A session owns it; canvas, panels and
 * dialogs observe it. All that happens elsewhere happens in a WeirLiveThread,
 * which is there from the start of a run until its stop was heard of. What is
 * listened to stands in weir-live-taps.c. */

G_DEFINE_FINAL_TYPE (WeirLive, weir_live, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_URL,
  PROP_PROBLEM,
  PROP_DELIVERED,
  PROP_N_CLIENTS,
} WeirLiveProperty;

static GParamSpec *properties[PROP_N_CLIENTS + 1];

enum
{
  NODES_CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
start_free (WeirLiveStart *start)
{
  weir_live_plan_clear (&start->plan);
  weir_run_settings_free (start->settings);
  weir_snapshot_unref (start->snapshot);
  g_free (start);
}

/* State ------------------------------------------------------------------ */

static void
set_state (WeirLive *self, WeirLiveState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_url (WeirLive *self, const char *url)
{
  if (g_strcmp0 (self->url, url) == 0)
    return;
  g_free (self->url);
  self->url = g_strdup (url);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URL]);
}

static void
set_problem (WeirLive *self, const WeirProblem *problem)
{
  if (problem == NULL && self->problem == NULL)
    return;
  g_clear_pointer (&self->problem, weir_problem_free);
  if (problem != NULL)
    self->problem = weir_problem_copy (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_delivered (WeirLive *self, guint64 delivered)
{
  if (self->delivered == delivered)
    return;
  self->delivered = delivered;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DELIVERED]);
}

static void
set_n_clients (WeirLive *self, guint n_clients)
{
  if (self->n_clients == n_clients)
    return;
  self->n_clients = n_clients;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CLIENTS]);
}

static void
emit_nodes_changed (WeirLive *self)
{
  g_autoptr (GPtrArray) ids = weir_live_nodes_take_changed (self->nodes);

  if (ids != NULL)
    g_signal_emit (self, signals[NODES_CHANGED], 0, ids);
}

static void
fail (WeirLive *self, const char *text)
{
  g_signal_emit (self, signals[FAILED], 0, text);
}

/* The thread's news ------------------------------------------------------ */

static void launch (WeirLive *self, WeirLiveStart *start);

/* The thread has nothing more to say. */
static void
end_run (WeirLive *self, const WeirProblem *problem)
{
  WeirLiveStart *next;

  weir_live_recording_set_thread (self->recording, NULL);
  g_clear_pointer (&self->thread, weir_live_thread_free);
  weir_live_nodes_forget (self->nodes, NULL);
  set_n_clients (self, 0);
  weir_live_connections_clear (self->connections);
  g_clear_pointer (&self->snapshot, weir_snapshot_unref);
  next = g_steal_pointer (&self->waiting);
  if (next != NULL)
    {
      launch (self, next);
    }
  else
    {
      set_url (self, NULL);
      set_problem (self, problem);
      set_state (self, WEIR_LIVE_STOPPED);
    }
  emit_nodes_changed (self);
}

static void
news_cb (const WeirLiveNews *news, gpointer user_data)
{
  g_autoptr (WeirLive) self = g_object_ref (user_data);

  switch (news->kind)
    {
    case WEIR_LIVE_NEWS_STARTED:
      set_url (self, news->url);
      set_problem (self, news->problem);
      if (self->state == WEIR_LIVE_STARTING)
        set_state (self, WEIR_LIVE_RUNNING);
      break;
    case WEIR_LIVE_NEWS_LISTEN:
      set_url (self, news->url);
      set_problem (self, news->problem);
      break;
    case WEIR_LIVE_NEWS_FAILED:
      fail (self, news->text);
      break;
    case WEIR_LIVE_NEWS_UNABLE:
      end_run (self, news->problem);
      break;
    case WEIR_LIVE_NEWS_STOPPED:
      weir_live_thread_flush (self->thread);
      if (self->thread != NULL)
        end_run (self, NULL);
      break;
    case WEIR_LIVE_NEWS_COUNTS:
      set_delivered (self, news->number);
      set_n_clients (self, news->n_clients);
      weir_live_nodes_take_counts (self->nodes,
                                   news->items,
                                   news->from_us,
                                   news->to_us);
      emit_nodes_changed (self);
      break;
    case WEIR_LIVE_NEWS_TAP:
      if (news->serial == self->tap_serial)
        weir_debug_log_append (self->tap, news->items, news->number);
      break;
    case WEIR_LIVE_NEWS_TRAFFIC:
      weir_traffic_append (self->traffic, news->items, news->number);
      break;
    case WEIR_LIVE_NEWS_CONNECTIONS:
      if (news->serial == self->watch_serial)
        weir_live_connections_take (self->connections, news->items);
      break;
    case WEIR_LIVE_NEWS_RECORDING:
      weir_live_recording_take_news (self->recording, news);
      break;
    }
}

static void
records_cb (GPtrArray *records, guint64 dropped, gpointer user_data)
{
  g_autoptr (WeirLive) self = g_object_ref (user_data);

  for (guint i = 0; i < records->len; i++)
    weir_live_nodes_take_record (self->nodes, records->pdata[i]);
  if (dropped > 0 && self->thread != NULL)
    {
      g_autoptr (GPtrArray) statuses =
        weir_live_thread_list_statuses (self->thread);

      weir_live_nodes_set_statuses (self->nodes, statuses);
    }
  weir_debug_log_append (self->log, records, dropped);
  emit_nodes_changed (self);
}

static const WeirLiveOwner owner = {
  .news = news_cb,
  .records = records_cb,
};

/* Life ------------------------------------------------------------------- */

static void
weir_live_dispose (GObject *object)
{
  WeirLive *self = WEIR_LIVE (object);

  weir_live_recording_set_thread (self->recording, NULL);
  g_clear_pointer (&self->thread, weir_live_thread_free);
  g_clear_pointer (&self->waiting, start_free);
  g_clear_pointer (&self->snapshot, weir_snapshot_unref);

  G_OBJECT_CLASS (weir_live_parent_class)->dispose (object);
}

static void
weir_live_finalize (GObject *object)
{
  WeirLive *self = WEIR_LIVE (object);

  weir_live_nodes_free (self->nodes);
  g_object_unref (self->log);
  g_object_unref (self->tap);
  g_object_unref (self->traffic);
  weir_press_log_free (self->presses);
  g_object_unref (self->connections);
  g_object_unref (self->recording);
  g_free (self->tap_place.id);
  g_free (self->glance.id);
  g_clear_pointer (&self->registry, weir_registry_unref);
  g_clear_pointer (&self->problem, weir_problem_free);
  g_free (self->url);

  G_OBJECT_CLASS (weir_live_parent_class)->finalize (object);
}

static void
weir_live_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirLive *self = WEIR_LIVE (object);

  switch ((WeirLiveProperty)id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_PROBLEM:
      g_value_set_pointer (value, self->problem);
      break;
    case PROP_DELIVERED:
      g_value_set_uint64 (value, self->delivered);
      break;
    case PROP_N_CLIENTS:
      g_value_set_uint (value, self->n_clients);
      break;
    }
}

static void
weir_live_class_init (WeirLiveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = weir_live_dispose;
  object_class->finalize = weir_live_finalize;
  object_class->get_property = weir_live_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             WEIR_LIVE_STOPPED,
                                             WEIR_LIVE_STOPPING,
                                             WEIR_LIVE_STOPPED,
                                             flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_PROBLEM] = g_param_spec_pointer ("problem", NULL, NULL, flags);
  properties[PROP_DELIVERED] =
    g_param_spec_uint64 ("delivered", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_N_CLIENTS] =
    g_param_spec_uint ("n-clients", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);

  signals[NODES_CHANGED] = g_signal_new ("nodes-changed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_PTR_ARRAY);
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
weir_live_init (WeirLive *self)
{
  self->nodes = weir_live_nodes_new ();
  self->log = weir_debug_log_new ();
  self->tap = weir_debug_log_new ();
  self->traffic = weir_traffic_new ();
  self->presses = weir_press_log_new ();
  self->connections = weir_live_connections_new ();
  self->recording = weir_live_recording_new ();
  weir_debug_log_set_limits (self->tap,
                             WEIR_LIVE_TAP_MESSAGES,
                             WEIR_LIVE_TAP_BYTES);
}

WeirLive *
weir_live_new (WeirRegistry *registry)
{
  WeirLive *self;

  g_return_val_if_fail (registry != NULL, NULL);

  self = g_object_new (WEIR_TYPE_LIVE, NULL);
  self->registry = weir_registry_ref (registry);
  return self;
}

/* Commands --------------------------------------------------------------- */

static void
apply_watching (WeirLive *self)
{
  self->watch_serial++;
  weir_live_connections_clear (self->connections);
  if (self->thread != NULL)
    weir_live_thread_set_watching (self->thread,
                                   self->n_watching > 0,
                                   self->watch_serial);
}

/* @start: (transfer full) */
static void
launch (WeirLive *self, WeirLiveStart *start)
{
  WeirLiveOwner with_self = owner;

  with_self.user_data = self;
  weir_traffic_clear (self->traffic);
  weir_press_log_clear (self->presses);
  self->snapshot = weir_snapshot_ref (start->snapshot);
  self->thread = weir_live_thread_new (self->registry,
                                       start->settings,
                                       &start->plan,
                                       &with_self);
  weir_live_recording_set_thread (self->recording, self->thread);
  start_free (start);
  weir_live_apply_tap (self);
  if (self->n_watching > 0)
    apply_watching (self);
  set_url (self, NULL);
  set_problem (self, NULL);
  set_delivered (self, 0);
  set_state (self, WEIR_LIVE_STARTING);
}

/* A copy without what only the command line has: other programs don't deploy
 * behind the back of who edits. */
static WeirRunSettings *
copy_settings (const WeirRunSettings *settings)
{
  WeirRunSettings *copy = weir_run_settings_copy (settings);

  copy->admin = FALSE;
  return copy;
}

static WeirLiveStart *
new_start (WeirDocument          *document,
           WeirValue             *credentials,
           const WeirRunSettings *settings)
{
  WeirLiveStart *start = g_new0 (WeirLiveStart, 1);

  start->plan.text = weir_document_to_bytes (document);
  if (credentials != NULL)
    start->plan.credentials = weir_value_ref (credentials);
  start->settings = copy_settings (settings);
  start->snapshot = weir_document_snapshot (document, credentials);
  return start;
}

void
weir_live_start (WeirLive              *self,
                 WeirDocument          *document,
                 WeirValue             *credentials,
                 const WeirRunSettings *settings)
{
  WeirLiveStart *start;

  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (WEIR_IS_DOCUMENT (document));
  g_return_if_fail (settings != NULL);

  start = new_start (document, credentials, settings);
  if (self->state == WEIR_LIVE_STOPPED)
    {
      launch (self, start);
      return;
    }
  weir_live_stop (self);
  g_clear_pointer (&self->waiting, start_free);
  self->waiting = start;
}

/* What restarts loses its last error and its counts; what goes away, all. */
static void
forget_stopped (WeirLive *self, WeirSnapshot *next, WeirDeployMode mode)
{
  g_autoptr (WeirDiff) diff = weir_diff_snapshots (self->snapshot, next, mode);

  weir_live_nodes_forget (self->nodes, diff->stopped);
  emit_nodes_changed (self);
}

void
weir_live_deploy (WeirLive      *self,
                  WeirDocument  *document,
                  WeirValue     *credentials,
                  WeirDeployMode mode)
{
  g_auto (WeirLivePlan)    plan = { 0 };
  g_autoptr (WeirSnapshot) snapshot = NULL;

  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (WEIR_IS_DOCUMENT (document));

  if (self->waiting == NULL && self->state != WEIR_LIVE_RUNNING &&
      self->state != WEIR_LIVE_STARTING)
    {
      fail (self, _ ("The flow isn’t running."));
      return;
    }
  plan.text = weir_document_to_bytes (document);
  if (credentials != NULL)
    plan.credentials = weir_value_ref (credentials);
  snapshot = weir_document_snapshot (document, credentials);

  if (self->waiting != NULL)
    {
      weir_live_plan_clear (&self->waiting->plan);
      self->waiting->plan = plan;
      plan = (WeirLivePlan){ 0 };
      weir_snapshot_unref (self->waiting->snapshot);
      self->waiting->snapshot = g_steal_pointer (&snapshot);
      return;
    }
  weir_live_thread_deploy (self->thread, &plan, mode);
  forget_stopped (self, snapshot, mode);
  weir_snapshot_unref (self->snapshot);
  self->snapshot = g_steal_pointer (&snapshot);
}

void
weir_live_stop (WeirLive *self)
{
  g_return_if_fail (WEIR_IS_LIVE (self));

  g_clear_pointer (&self->waiting, start_free);
  if (self->state != WEIR_LIVE_STARTING && self->state != WEIR_LIVE_RUNNING)
    return;
  weir_live_thread_stop (self->thread);
  set_state (self, WEIR_LIVE_STOPPING);
}

/* Returns: whether there is a flow that commands go to; says so if not */
static gboolean
check_running (WeirLive *self)
{
  if (self->state == WEIR_LIVE_STARTING || self->state == WEIR_LIVE_RUNNING)
    return TRUE;
  fail (self, _ ("The flow isn’t running."));
  return FALSE;
}

void
weir_live_listen_again (WeirLive *self)
{
  g_return_if_fail (WEIR_IS_LIVE (self));

  if (check_running (self))
    weir_live_thread_listen (self->thread);
}

void
weir_live_press (WeirLive *self, const char *id, WeirValue *props)
{
  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (id != NULL);

  if (!check_running (self))
    return;
  weir_press_log_add (self->presses, id);
  weir_live_thread_press (self->thread, id, props);
}

void
weir_live_set_active (WeirLive *self, const char *id, gboolean active)
{
  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (id != NULL);

  if (check_running (self))
    weir_live_thread_set_active (self->thread, id, active);
}

void
weir_live_send (WeirLive   *self,
                const char *connection_id,
                gboolean    text,
                GBytes     *data)
{
  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (connection_id != NULL);
  g_return_if_fail (data != NULL);

  if (check_running (self))
    weir_live_thread_send (self->thread, connection_id, text, data);
}

void
weir_live_disconnect (WeirLive *self, const char *connection_id)
{
  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (connection_id != NULL);

  if (check_running (self))
    weir_live_thread_disconnect (self->thread, connection_id);
}

void
weir_live_try_now (WeirLive *self, const char *connection_id)
{
  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (connection_id != NULL);

  if (check_running (self))
    weir_live_thread_try_now (self->thread, connection_id);
}

void
weir_live_set_reconnect (WeirLive *self, const WeirRunSettings *settings)
{
  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (settings != NULL);

  if (self->waiting != NULL)
    weir_run_settings_copy_reconnect (self->waiting->settings, settings);
  else if (self->thread != NULL)
    weir_live_thread_set_reconnect (self->thread, settings);
}

void
weir_live_set_variables (WeirLive *self, GHashTable *variables)
{
  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (variables != NULL);

  if (self->waiting != NULL)
    {
      g_clear_pointer (&self->waiting->settings->variables, g_hash_table_unref);
      self->waiting->settings->variables = g_hash_table_ref (variables);
    }
  else if (self->thread != NULL)
    weir_live_thread_set_variables (self->thread, variables);
}

void
weir_live_set_watching_connections (WeirLive *self, gboolean watching)
{
  g_return_if_fail (WEIR_IS_LIVE (self));
  g_return_if_fail (watching || self->n_watching > 0);

  if (watching ? self->n_watching++ == 0 : --self->n_watching == 0)
    apply_watching (self);
}

/* What is known ---------------------------------------------------------- */

WeirLiveState
weir_live_get_state (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), WEIR_LIVE_STOPPED);

  return self->state;
}

const char *
weir_live_get_url (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  return self->url;
}

const WeirProblem *
weir_live_get_problem (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  return self->problem;
}

WeirSnapshot *
weir_live_get_snapshot (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  return self->snapshot;
}

const WeirLiveNode *
weir_live_get_node (WeirLive *self, const char *id)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return weir_live_nodes_lookup (self->nodes, id);
}

guint
weir_live_get_n_clients (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), 0);

  return self->n_clients;
}

WeirDebugLog *
weir_live_get_debug_log (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  return self->log;
}

WeirLiveRecording *
weir_live_get_recording (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  return self->recording;
}

GListModel *
weir_live_get_connections (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  return G_LIST_MODEL (self->connections);
}
