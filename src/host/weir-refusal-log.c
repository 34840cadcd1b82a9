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
  gsize        counter;
  const char  *singular;
  const char  *plural;
  WeirLogLevel level;
} events[] = {
  {
    COUNTER (refused_full),
    "connection was turned away: too many clients",
    "connections were turned away: too many clients",
    WEIR_LOG_LEVEL_WARN,
  },
  {
    COUNTER (refused_origin),
    "connection was turned away: its origin is not allowed",
    "connections were turned away: their origin is not allowed",
    WEIR_LOG_LEVEL_WARN,
  },
  {
    COUNTER (refused_token),
    "connection was turned away: its token is missing or wrong",
    "connections were turned away: their tokens are missing or wrong",
    WEIR_LOG_LEVEL_WARN,
  },
  {
    COUNTER (refused_password),
    "connection was turned away: its password is missing or wrong",
    "connections were turned away: their passwords are missing or wrong",
    WEIR_LOG_LEVEL_WARN,
  },
  {
    COUNTER (refused_certificate),
    "connection was turned away: its certificate is missing or wrong",
    "connections were turned away: their certificates are missing or wrong",
    WEIR_LOG_LEVEL_WARN,
  },
  {
    COUNTER (refused_path),
    "connection was turned away: no listener has its path",
    "connections were turned away: no listener has their path",
    WEIR_LOG_LEVEL_WARN,
  },
  {
    COUNTER (refused_handshake),
    "connection was turned away: its handshake failed",
    "connections were turned away: their handshakes failed",
    WEIR_LOG_LEVEL_WARN,
  },
  {
    COUNTER (foreign),
    "WebSocket was opened by a page of another site",
    "WebSockets were opened by pages of other sites",
    WEIR_LOG_LEVEL_INFO,
  },
  {
    COUNTER (rests),
    "time no connection could be taken: no file descriptor is left",
    "times no connection could be taken: no file descriptor is left",
    WEIR_LOG_LEVEL_WARN,
  },
};

static void
log_refusals (WeirRefusalLog *self)
{
  WeirWsServerStats now;

  weir_ws_server_get_stats (self->server, &now);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      guint64  total = G_STRUCT_MEMBER (guint64, &now, events[i].counter);
      guint64 *logged =
        &G_STRUCT_MEMBER (guint64, &self->logged, events[i].counter);
      guint64 count = total - *logged;

      *logged = total;
      if (count == 0)
        continue;
      weir_engine_log (self->engine,
                       events[i].level,
                       "%" G_GUINT64_FORMAT " %s (%" G_GUINT64_FORMAT
                       " so far)",
                       count,
                       count == 1 ? events[i].singular : events[i].plural,
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
                   ", token: %" G_GUINT64_FORMAT
                   ", password: %" G_GUINT64_FORMAT
                   ", certificate: %" G_GUINT64_FORMAT
                   ", path: %" G_GUINT64_FORMAT
                   ", handshake: %" G_GUINT64_FORMAT
                   "; rests for lack of file descriptors: %" G_GUINT64_FORMAT,
                   now.accepted,
                   all->refused_full,
                   all->refused_origin,
                   all->refused_token,
                   all->refused_password,
                   all->refused_certificate,
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
