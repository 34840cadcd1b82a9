/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-refusal-log.h"

/* The server counts, this looks at its counters: a flood of refusals costs a
 * line a second. Owned by the host while it listens. */

#define INTERVAL_S 1

struct _WeirRefusalLog
{
  WeirEngine       *engine; /* borrowed */
  WeirWsServer     *server; /* borrowed */
  GSource          *source;
  WeirWsServerStats logged; /* what has been said */
};

#define COUNTER(name) G_STRUCT_OFFSET (WeirWsServerStats, name)

static const struct
{
  gsize       counter;
  const char *singular;
  const char *plural;
} refusals[] = {
  {
    COUNTER (refused_full),
    "connection was turned away: too many clients",
    "connections were turned away: too many clients",
  },
  {
    COUNTER (refused_origin),
    "connection was turned away: its origin is not allowed",
    "connections were turned away: their origin is not allowed",
  },
  {
    COUNTER (refused_token),
    "connection was turned away: its token is missing or wrong",
    "connections were turned away: their tokens are missing or wrong",
  },
  {
    COUNTER (refused_path),
    "connection was turned away: no listener has its path",
    "connections were turned away: no listener has their path",
  },
  {
    COUNTER (refused_handshake),
    "connection was turned away: its handshake failed",
    "connections were turned away: their handshakes failed",
  },
  {
    COUNTER (rests),
    "time no connection could be taken: no file descriptor is left",
    "times no connection could be taken: no file descriptor is left",
  },
};

static void
log_refusals (WeirRefusalLog *self)
{
  WeirWsServerStats now;

  weir_ws_server_get_stats (self->server, &now);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      guint64  total = G_STRUCT_MEMBER (guint64, &now, refusals[i].counter);
      guint64 *logged =
        &G_STRUCT_MEMBER (guint64, &self->logged, refusals[i].counter);
      guint64 count = total - *logged;

      *logged = total;
      if (count == 0)
        continue;
      weir_engine_log (self->engine,
                       WEIR_LOG_LEVEL_WARN,
                       "%" G_GUINT64_FORMAT " %s (%" G_GUINT64_FORMAT
                       " so far)",
                       count,
                       count == 1 ? refusals[i].singular : refusals[i].plural,
                       total);
    }
}

static gboolean
timeout_cb (gpointer data)
{
  log_refusals (data);
  return G_SOURCE_CONTINUE;
}

WeirRefusalLog *
weir_refusal_log_new (WeirEngine   *engine,
                      WeirWsServer *server,
                      GMainContext *context)
{
  WeirRefusalLog *self = g_new0 (WeirRefusalLog, 1);

  self->engine = engine;
  self->server = server;
  self->source = g_timeout_source_new_seconds (INTERVAL_S);
  g_source_set_callback (self->source, timeout_cb, self, NULL);
  g_source_attach (self->source, context);
  return self;
}

static void
log_summary (WeirRefusalLog *self)
{
  const WeirWsServerStats *all = &self->logged;
  WeirWsServerStats        now;

  weir_ws_server_get_stats (self->server, &now);
  weir_engine_log (self->engine,
                   WEIR_LOG_LEVEL_DEBUG,
                   "WebSockets opened: %" G_GUINT64_FORMAT
                   "; turned away as too many: %" G_GUINT64_FORMAT
                   ", for their origin: %" G_GUINT64_FORMAT
                   ", path: %" G_GUINT64_FORMAT
                   ", handshake: %" G_GUINT64_FORMAT
                   "; rests for lack of file descriptors: %" G_GUINT64_FORMAT,
                   now.accepted,
                   all->refused_full,
                   all->refused_origin,
                   all->refused_path,
                   all->refused_handshake,
                   all->rests);
}

void
weir_refusal_log_free (WeirRefusalLog *self)
{
  log_refusals (self);
  log_summary (self);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_free (self);
}
