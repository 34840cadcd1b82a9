/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-meter.h"

#include "host/weir-live.h"

/* Owned by a run, on its thread. Nothing is read while the last reading was not
 * looked at, so a user interface that is busy is not given more to do. */
struct _WeirLiveMeter
{
  WeirHost        *host;    /* borrowed */
  WeirLiveMailbox *mailbox; /* borrowed */
  GSource         *source;
  guint            n_clients;
  gint64 last_us; /* when it was read, whether or not there was news */
  guint  quiet;   /* readings without a change */
};

static void
counts_cb (const WeirNodeCounts *counts, gpointer user_data)
{
  GPtrArray     *items = user_data;
  WeirLiveCount *item =
    g_malloc (sizeof *item + counts->n_outputs * sizeof counts->sent[0]);

  item->id = g_strdup (counts->id);
  item->received = counts->received;
  item->n_outputs = counts->n_outputs;
  for (guint i = 0; i < counts->n_outputs; i++)
    item->sent[i] = counts->sent[i];
  g_ptr_array_add (items, item);
}

static void
post (WeirLiveMeter *self, GPtrArray *items, gint64 now_us)
{
  WeirLiveNews   *news = weir_live_news_new (WEIR_LIVE_NEWS_COUNTS);
  WeirEngineStats stats;

  weir_engine_get_stats (weir_host_get_engine (self->host), &stats);
  news->items = g_ptr_array_ref (items);
  news->number = stats.delivered;
  news->n_clients = self->n_clients;
  news->from_us = self->last_us;
  news->to_us = now_us;
  weir_live_mailbox_post (self->mailbox, news);
}

static gboolean
read_cb (gpointer data)
{
  WeirLiveMeter        *self = data;
  g_autoptr (GPtrArray) items = NULL;
  gint64                now_us;
  guint                 n_clients;

  if (weir_live_mailbox_has (self->mailbox, WEIR_LIVE_NEWS_COUNTS))
    return G_SOURCE_CONTINUE;
  items = g_ptr_array_new_with_free_func (weir_live_count_free);
  weir_engine_visit_counts (weir_host_get_engine (self->host), counts_cb, items);
  now_us = g_get_monotonic_time ();
  n_clients = weir_host_get_n_clients (self->host);
  self->quiet =
    items->len > 0 || n_clients != self->n_clients ? 0 : self->quiet + 1;
  self->n_clients = n_clients;
  if (self->quiet <= WEIR_LIVE_RATE_TICKS)
    post (self, items, now_us);
  self->last_us = now_us;
  return G_SOURCE_CONTINUE;
}

WeirLiveMeter *
weir_live_meter_new (WeirHost *host, GMainContext *context, WeirLiveMailbox *mailbox)
{
  WeirLiveMeter *self = g_new0 (WeirLiveMeter, 1);

  self->host = host;
  self->mailbox = mailbox;
  self->last_us = g_get_monotonic_time ();
  self->source = g_timeout_source_new (WEIR_LIVE_COUNT_INTERVAL_MS);
  g_source_set_callback (self->source, read_cb, self, NULL);
  g_source_set_static_name (self->source, "Weir live counts");
  g_source_attach (self->source, context);
  return self;
}

void
weir_live_meter_free (WeirLiveMeter *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_free (self);
}
