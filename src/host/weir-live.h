/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-live-connection.h"
#include "host/weir-live-recording.h"
#include "host/weir-run-settings.h"
#include "host/weir-traffic.h"
#include "flow/weir-document.h"
#include "flow/weir-diff.h"
#include "runtime/weir-debug-log.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* News comes at most this often: a batch a frame. */
#define WEIR_LIVE_INTERVAL_MS 16

/* Records of a batch at most: what is over waits for the next, so that a flood
 * leaves time to draw. */
#define WEIR_LIVE_BATCH_RECORDS 1000

/* How often counters, rates and connections are read. */
#define WEIR_LIVE_COUNT_INTERVAL_MS 250

/* Messages kept of a tapped wire, and in how many bytes. */
#define WEIR_LIVE_TAP_MESSAGES 50
#define WEIR_LIVE_TAP_BYTES    ((gsize)16 * 1024 * 1024)

typedef enum
{
  WEIR_LIVE_STOPPED,
  WEIR_LIVE_STARTING,
  WEIR_LIVE_RUNNING,
  WEIR_LIVE_STOPPING,
} WeirLiveState;

/**
 * WeirLiveNode:
 *
 * What is known of a running node. All texts are owned by it, "" for none.
 */
typedef struct
{
  char    *fill;  /* "red", "green", "yellow", "blue", "grey", "" */
  char    *shape; /* "dot", "ring", "" */
  char    *text;
  char    *reason; /* why, from the status; when it is tried again */
  char    *error;  /* the last error it logged */
  guint64  received;
  guint    n_outputs;
  guint64 *sent; /* messages sent, by output */
  double  *rate; /* messages in the last second, by output */
} WeirLiveNode;

/**
 * WeirLive:
 *
 * A flow run on a thread of its own, as seen by a user interface: commands go
 * in, states, records and counters come out in batches, in the main context of
 * the thread that made it. Nothing here blocks.
 *
 * Properties (all notify): `state` (int, WeirLiveState), `url` (where clients
 * find the listeners, nullable), `problem` (boxed by pointer: get it with
 * weir_live_get_problem()), `delivered` (uint64), `n-clients`
 * (uint).
 * Signals: `nodes-changed (GPtrArray of const char *ids)`,
 * `failed (const char *text)`: a command could not be carried out.
 */
#define WEIR_TYPE_LIVE (weir_live_get_type ())
G_DECLARE_FINAL_TYPE (WeirLive, weir_live, WEIR, LIVE, GObject)

WeirLive *weir_live_new (WeirRegistry *registry);

/**
 * weir_live_start:
 * @document: what shall run; its text is taken now
 * @credentials: (nullable): id → object of names and texts
 *
 * While something runs this restarts it with the settings. A port that is taken
 * is no failure: the flow runs without its listeners and the problem says so.
 */
void weir_live_start (WeirLive              *self,
                      WeirDocument          *document,
                      WeirValue             *credentials,
                      const WeirRunSettings *settings);

/**
 * weir_live_deploy:
 *
 * Changes what runs; with the modes but the full one unchanged nodes keep their
 * connections. Only while it runs.
 */
void weir_live_deploy (WeirLive      *self,
                       WeirDocument  *document,
                       WeirValue     *credentials,
                       WeirDeployMode mode);
void weir_live_stop (WeirLive *self);

/* Tries to listen again after a problem with the port. */
void weir_live_listen_again (WeirLive *self);

WeirLiveState weir_live_get_state (WeirLive *self);
const char   *weir_live_get_url (WeirLive *self);

/* Returns: (transfer none) (nullable): what keeps it from listening, or from
 *   running at all */
const WeirProblem *weir_live_get_problem (WeirLive *self);

/* Returns: (transfer none) (nullable): what was handed over to run last; %NULL
 *   when stopped */
WeirSnapshot *weir_live_get_snapshot (WeirLive *self);

/* Returns: (transfer none) (nullable): %NULL when no such node runs, or it has
 *   not said or done anything yet */
const WeirLiveNode *weir_live_get_node (WeirLive *self, const char *id);
WeirDebugLog       *weir_live_get_debug_log (WeirLive *self);

/* Returns: (transfer none): what records it, if anything does */
WeirLiveRecording *weir_live_get_recording (WeirLive *self);

/* Returns: how many clients the listeners have; known without watching
 *   connections */
guint weir_live_get_n_clients (WeirLive *self);

/**
 * weir_live_get_connections:
 *
 * Returns: (transfer none): a GListModel of WeirLiveConnection; empty while
 *   nobody watches
 */
GListModel *weir_live_get_connections (WeirLive *self);

/**
 * weir_live_set_watching_connections:
 * @watching: %TRUE when somebody wants to see them; to be taken back by one
 *   %FALSE each
 *
 * Connections are looked at only while somebody watches.
 */
void weir_live_set_watching_connections (WeirLive *self, gboolean watching);

/**
 * weir_live_press:
 * @props: (nullable): entries to use instead of the stored ones
 */
void weir_live_press (WeirLive *self, const char *id, WeirValue *props);
void weir_live_set_active (WeirLive *self, const char *id, gboolean active);

/**
 * weir_live_send:
 * @connection_id: of a WeirLiveConnection
 * @text: whether it goes as text; then it is UTF-8
 */
void weir_live_send (WeirLive   *self,
                     const char *connection_id,
                     gboolean    text,
                     GBytes     *data);

/**
 * weir_live_disconnect:
 *
 * Closes it normally (1000). What a client configuration keeps is opened again
 * a moment later.
 */
void weir_live_disconnect (WeirLive *self, const char *connection_id);

/**
 * weir_live_try_now:
 * @connection_id: of an outgoing WeirLiveConnection, which is the id of its
 *   client configuration
 *
 * Lets it make the next try at once. One that does not wait for it is left as
 * it is.
 */
void weir_live_try_now (WeirLive *self, const char *connection_id);

/**
 * weir_live_set_reconnect:
 * @settings: of which only how clients come back is looked at
 *
 * Changes that while it runs; does nothing when it does not.
 */
void weir_live_set_reconnect (WeirLive *self, const WeirRunSettings *settings);

/**
 * weir_live_set_variables:
 * @variables: (element-type utf8 utf8): in the place of those of the settings it
 *   was started with; not changed any more
 *
 * For deploys from then on; does nothing when it does not run.
 */
void weir_live_set_variables (WeirLive *self, GHashTable *variables);

/**
 * weir_live_set_tap:
 * @node_id: (nullable): whose output is listened to; %NULL for none
 *
 * There is one tap. It costs nothing while there is none.
 */
void weir_live_set_tap (WeirLive *self, const char *node_id, guint output);

/**
 * weir_live_set_glance:
 *
 * The same for who only passes by, such as a tooltip: it has the tap while
 * nobody else wants it.
 */
void weir_live_set_glance (WeirLive *self, const char *node_id, guint output);

/**
 * weir_live_get_tapped:
 * @output: (out): which of its outputs
 *
 * Returns: (nullable): the node whose messages weir_live_get_tap() has
 */
const char *weir_live_get_tapped (WeirLive *self, guint *output);

/**
 * weir_live_get_tap:
 *
 * Its `dropped` is how many messages passed too fast to be shown; with none
 * running it keeps what it has until the tap is set again or the flow starts.
 *
 * Returns: (transfer none): a WeirDebugLog of the whole messages that passed the
 *   tapped output, newest last
 */
GListModel *weir_live_get_tap (WeirLive *self);

/**
 * weir_live_get_traffic:
 *
 * Kept after a stop, until the next start.
 *
 * Returns: (transfer none): the last of what passed its connections
 */
WeirTraffic *weir_live_get_traffic (WeirLive *self);

/**
 * weir_live_find_press:
 * @before_us: real time
 *
 * Returns: (nullable): the id of the inject node whose button was pressed last
 *   before that, in this run
 */
const char *weir_live_find_press (WeirLive *self, gint64 before_us);

G_END_DECLS
