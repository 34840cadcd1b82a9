/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-ear.h"

#include "host/weir-host-private.h"
#include "host/weir-live.h"
#include "host/weir-traffic.h"
#include "net/weir-ws-tap.h"

/* Owned by a run, on its thread. What passes is copied into a bounded queue,
 * whose oldest go, and fetched from there an interval after the first came. */
struct _WeirLiveEar
{
  WeirHost        *host;    /* borrowed */
  WeirLiveMailbox *mailbox; /* borrowed */
  GSource         *source;
  GQueue           items; /* of WeirTrafficItem */
  gsize            bytes;
  guint64          skipped;
};

static gsize
get_size (const WeirTrafficItem *item)
{
  return item->data != NULL ? g_bytes_get_size (item->data) : 0;
}

static void
drop_oldest (WeirLiveEar *self)
{
  WeirTrafficItem *item = g_queue_pop_head (&self->items);

  self->bytes -= get_size (item);
  self->skipped++;
  weir_traffic_item_unref (item);
}

/* @item: (transfer full) */
static void
add (WeirLiveEar *self, WeirTrafficItem *item)
{
  g_queue_push_tail (&self->items, item);
  self->bytes += get_size (item);
  while (self->items.length > WEIR_TRAFFIC_MAX_ITEMS ||
         self->bytes > WEIR_TRAFFIC_MAX_BYTES)
    drop_oldest (self);
  if (self->items.length == 1)
    g_source_set_ready_time (self->source,
                             g_get_monotonic_time () +
                               WEIR_LIVE_COUNT_INTERVAL_MS *
                                 G_TIME_SPAN_MILLISECOND);
}

static WeirTrafficItem *
new_item (const WeirWsTapEvent *event, WeirTrafficKind kind)
{
  WeirTrafficItem *item = weir_traffic_item_new ();

  item->kind = kind;
  item->outgoing = event->outgoing;
  item->time_us = g_get_real_time ();
  item->session = g_strdup (weir_ws_connection_get_id (event->connection));
  item->node = g_strdup (event->owner);
  item->place = g_strdup (event->place);
  return item;
}

static void
add_message (WeirLiveEar *self, const WeirWsTapEvent *event)
{
  WeirTrafficItem *item;

  if (event->length > WEIR_TRAFFIC_MAX_MESSAGE_BYTES)
    {
      self->skipped++;
      return;
    }
  item = new_item (event,
                   event->message == WEIR_WS_TEXT ? WEIR_TRAFFIC_TEXT
                                                  : WEIR_TRAFFIC_BINARY);
  item->sent = event->kind == WEIR_WS_TAP_SENT;
  item->data = event->shared != NULL ? g_bytes_ref (event->shared)
                                     : g_bytes_new (event->data, event->length);
  add (self, item);
}

static void
socket_cb (const WeirWsTapEvent *event, gpointer user_data)
{
  WeirLiveEar     *self = user_data;
  WeirTrafficItem *item;

  switch (event->kind)
    {
    case WEIR_WS_TAP_OPENED:
      item = new_item (event, WEIR_TRAFFIC_OPENED);
      item->protocol =
        g_strdup (weir_ws_connection_get_protocol (event->connection));
      add (self, item);
      break;
    case WEIR_WS_TAP_RECEIVED:
    case WEIR_WS_TAP_SENT:
      add_message (self, event);
      break;
    case WEIR_WS_TAP_CLOSED:
      item = new_item (event, WEIR_TRAFFIC_CLOSED);
      item->sent = event->ours;
      item->code = event->code;
      add (self, item);
      break;
    }
}

static GPtrArray *
take_items (WeirLiveEar *self)
{
  GPtrArray *items =
    g_ptr_array_new_full (self->items.length,
                          (GDestroyNotify)weir_traffic_item_unref);

  while (self->items.length > 0)
    g_ptr_array_add (items, g_queue_pop_head (&self->items));
  self->bytes = 0;
  return items;
}

static gboolean
ear_dispatch (GSource *source, GSourceFunc func, gpointer user_data)
{
  WeirLiveEar  *self = user_data;
  WeirLiveNews *news;

  g_source_set_ready_time (source, -1);
  news = weir_live_news_new (WEIR_LIVE_NEWS_TRAFFIC);
  news->number = self->skipped;
  news->items = take_items (self);
  self->skipped = 0;
  weir_live_mailbox_post (self->mailbox, news);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs ear_funcs = {
  .dispatch = ear_dispatch,
};

static gboolean
unused_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

WeirLiveEar *
weir_live_ear_new (WeirHost *host, GMainContext *context, WeirLiveMailbox *mailbox)
{
  WeirLiveEar *self = g_new0 (WeirLiveEar, 1);

  self->host = host;
  self->mailbox = mailbox;
  g_queue_init (&self->items);
  self->source = g_source_new (&ear_funcs, sizeof (GSource));
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, unused_cb, self, NULL);
  g_source_set_static_name (self->source, "Weir live ear");
  g_source_attach (self->source, context);
  weir_ws_tap_start (weir_host_get_server (host), socket_cb, self);
  return self;
}

void
weir_live_ear_free (WeirLiveEar *self)
{
  weir_ws_tap_stop (weir_host_get_server (self->host), socket_cb, self);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_queue_clear_full (&self->items, (GDestroyNotify)weir_traffic_item_unref);
  g_free (self);
}
