/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is kept of a run's traffic, and the largest message of it. */
#define WEIR_TRAFFIC_MAX_ITEMS         1000
#define WEIR_TRAFFIC_MAX_BYTES         ((gsize)16 * 1024 * 1024)
#define WEIR_TRAFFIC_MAX_MESSAGE_BYTES ((gsize)1024 * 1024)

typedef enum
{
  WEIR_TRAFFIC_OPENED,
  WEIR_TRAFFIC_TEXT,
  WEIR_TRAFFIC_BINARY,
  WEIR_TRAFFIC_CLOSED,
} WeirTrafficKind;

/**
 * WeirTrafficItem:
 *
 * Something that happened on a connection of a running flow. Immutable, may be
 * read from any thread. All texts are owned.
 */
typedef struct
{
  gatomicrefcount ref_count;
  WeirTrafficKind kind;
  gboolean        outgoing; /* of a client of the flow, not of a listener */
  gboolean        sent;     /* by the flow; of CLOSED: it began */
  gint64          time_us;  /* real time */
  char           *session;  /* `_session.id` of the connection */
  char           *node;     /* the listener or client entry */
  char           *place;    /* the path, or the URL */
  char           *protocol; /* (nullable) */
  GBytes         *data;     /* (nullable): TEXT, BINARY */
  guint           code;     /* CLOSED */
} WeirTrafficItem;

WeirTrafficItem *weir_traffic_item_new (void);
WeirTrafficItem *weir_traffic_item_ref (WeirTrafficItem *self);
void             weir_traffic_item_unref (WeirTrafficItem *self);

/**
 * WeirTraffic:
 *
 * The last of what passed the connections of a run, oldest first; what is over
 * the limits goes. Belongs to one thread.
 *
 * Signal: `changed ()`.
 */
#define WEIR_TYPE_TRAFFIC (weir_traffic_get_type ())
G_DECLARE_FINAL_TYPE (WeirTraffic, weir_traffic, WEIR, TRAFFIC, GObject)

WeirTraffic *weir_traffic_new (void);

/**
 * weir_traffic_append:
 * @items: (element-type WeirTrafficItem): newer than all before
 * @skipped: how many more there were, which came too fast or are too large
 */
void weir_traffic_append (WeirTraffic *self, GPtrArray *items, guint64 skipped);
void weir_traffic_clear (WeirTraffic *self);

guint            weir_traffic_get_n_items (WeirTraffic *self);
WeirTrafficItem *weir_traffic_get_item (WeirTraffic *self, guint index);

/* Returns: how many are not among the items any more, or never were */
guint64 weir_traffic_get_n_gone (WeirTraffic *self);

/**
 * weir_traffic_list:
 * @session: of a connection
 *
 * Returns: (transfer full) (element-type WeirTrafficItem): what is known of it
 */
GPtrArray *weir_traffic_list (WeirTraffic *self, const char *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTrafficItem, weir_traffic_item_unref)

G_END_DECLS
