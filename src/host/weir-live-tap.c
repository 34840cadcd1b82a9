/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-meter.h"

#include "host/weir-live.h"

/* Owned by a run, on its thread. The engine keeps what passes; this fetches it
 * an interval after the first message came, or when there is room for news. */
struct _WeirLiveTap
{
  WeirEngine      *engine;  /* borrowed */
  WeirLiveMailbox *mailbox; /* borrowed */
  GSource         *source;
  gint64           last_us; /* when it was fetched */
  guint            serial;
};

static void
arm (WeirLiveTap *self, gint64 from_us)
{
  g_source_set_ready_time (self->source,
                           from_us +
                             WEIR_LIVE_INTERVAL_MS * G_TIME_SPAN_MILLISECOND);
}

static void
ready_cb (gpointer data)
{
  WeirLiveTap *self = data;

  arm (self, self->last_us);
}

static gboolean
tap_dispatch (GSource *source, GSourceFunc func, gpointer user_data)
{
  WeirLiveTap  *self = user_data;
  WeirLiveNews *news;

  g_source_set_ready_time (source, -1);
  self->last_us = g_get_monotonic_time ();
  if (weir_live_mailbox_has (self->mailbox, WEIR_LIVE_NEWS_TAP))
    {
      arm (self, self->last_us);
      return G_SOURCE_CONTINUE;
    }
  news = weir_live_news_new (WEIR_LIVE_NEWS_TAP);
  news->serial = self->serial;
  news->items = weir_engine_take_tapped (self->engine, &news->number);
  weir_live_mailbox_post (self->mailbox, news);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs tap_funcs = {
  .dispatch = tap_dispatch,
};

static gboolean
unused_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

WeirLiveTap *
weir_live_tap_new (WeirEngine      *engine,
                   GMainContext    *context,
                   WeirLiveMailbox *mailbox,
                   const char      *node_id,
                   guint            output,
                   guint            serial)
{
  WeirLiveTap *self = g_new0 (WeirLiveTap, 1);

  self->engine = engine;
  self->mailbox = mailbox;
  self->serial = serial;
  self->source = g_source_new (&tap_funcs, sizeof (GSource));
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, unused_cb, self, NULL);
  g_source_set_static_name (self->source, "Weir live tap");
  g_source_attach (self->source, context);
  weir_engine_set_tap (engine, node_id, output, ready_cb, self);
  return self;
}

void
weir_live_tap_free (WeirLiveTap *self)
{
  weir_engine_set_tap (self->engine, NULL, 0, NULL, NULL);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_free (self);
}
