/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-traffic.h"

/* What passed, as a user interface has it. A WeirLive owns it. */
struct _WeirTraffic
{
  GObject parent_instance;

  GQueue  items; /* of WeirTrafficItem */
  gsize   bytes;
  guint64 gone;
};

G_DEFINE_FINAL_TYPE (WeirTraffic, weir_traffic, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

WeirTrafficItem *
weir_traffic_item_new (void)
{
  WeirTrafficItem *self = g_new0 (WeirTrafficItem, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

WeirTrafficItem *
weir_traffic_item_ref (WeirTrafficItem *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
weir_traffic_item_unref (WeirTrafficItem *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->session);
  g_free (self->node);
  g_free (self->place);
  g_free (self->protocol);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self);
}

static gsize
get_size (const WeirTrafficItem *item)
{
  return item->data != NULL ? g_bytes_get_size (item->data) : 0;
}

static void
weir_traffic_finalize (GObject *object)
{
  WeirTraffic *self = WEIR_TRAFFIC (object);

  g_queue_clear_full (&self->items, (GDestroyNotify)weir_traffic_item_unref);
  G_OBJECT_CLASS (weir_traffic_parent_class)->finalize (object);
}

static void
weir_traffic_class_init (WeirTrafficClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_traffic_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
weir_traffic_init (WeirTraffic *self)
{
  g_queue_init (&self->items);
}

WeirTraffic *
weir_traffic_new (void)
{
  return g_object_new (WEIR_TYPE_TRAFFIC, NULL);
}

static void
drop_oldest (WeirTraffic *self)
{
  WeirTrafficItem *item = g_queue_pop_head (&self->items);

  self->bytes -= get_size (item);
  self->gone++;
  weir_traffic_item_unref (item);
}

void
weir_traffic_append (WeirTraffic *self, GPtrArray *items, guint64 skipped)
{
  for (guint i = 0; i < items->len; i++)
    {
      WeirTrafficItem *item = items->pdata[i];

      g_queue_push_tail (&self->items, weir_traffic_item_ref (item));
      self->bytes += get_size (item);
    }
  while (self->items.length > WEIR_TRAFFIC_MAX_ITEMS ||
         self->bytes > WEIR_TRAFFIC_MAX_BYTES)
    drop_oldest (self);
  self->gone += skipped;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
weir_traffic_clear (WeirTraffic *self)
{
  g_queue_clear_full (&self->items, (GDestroyNotify)weir_traffic_item_unref);
  self->bytes = 0;
  self->gone = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
weir_traffic_get_n_items (WeirTraffic *self)
{
  return self->items.length;
}

WeirTrafficItem *
weir_traffic_get_item (WeirTraffic *self, guint index)
{
  return g_queue_peek_nth (&self->items, index);
}

guint64
weir_traffic_get_n_gone (WeirTraffic *self)
{
  return self->gone;
}

GPtrArray *
weir_traffic_list (WeirTraffic *self, const char *session)
{
  GPtrArray *list =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_traffic_item_unref);

  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      WeirTrafficItem *item = link->data;

      if (g_strcmp0 (item->session, session) == 0)
        g_ptr_array_add (list, weir_traffic_item_ref (item));
    }
  return list;
}
