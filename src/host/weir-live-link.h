/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-live-connection.h"
#include "host/weir-live-news.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_LIVE_LINK_ADDED,
  WEIR_LIVE_LINK_CHANGED, /* all of it */
  WEIR_LIVE_LINK_COUNTED, /* its counts only */
  WEIR_LIVE_LINK_REMOVED, /* its id only */
} WeirLiveLinkChange;

/**
 * WeirLiveLink:
 *
 * What is new of one connection, on its way from the engine's thread. Texts are
 * owned and, but for the id, nullable.
 */
typedef struct
{
  WeirLiveLinkChange      change;
  char                   *id;
  char                   *node_id;
  gboolean                outgoing;
  WeirLiveConnectionState state;
  char                   *session;
  char                   *peer;
  char                   *url;
  char                   *protocol;
  char                   *origin;
  char                   *error;
  gint64                  since_us;
  gint64                  retry_us;
  WeirLiveCounts          counts;
} WeirLiveLink;

/* @link: (nullable) */
void weir_live_link_free (gpointer link);

/* Changes of counts told at once; the rest has its turn at the next reading. */
#define WEIR_LIVE_LINKS_COUNTED 2000

/**
 * WeirLiveRoster:
 *
 * Looks at the connections of a host now and then and posts what is new as news
 * `CONNECTIONS`. Lives on the engine's thread.
 */
typedef struct _WeirLiveRoster WeirLiveRoster;

/* A host, of which this header need not know. */
typedef void (*WeirLiveLinkFunc) (const WeirLiveLink *link, gpointer user_data);

/**
 * weir_live_roster_new:
 * @visit: tells @func every connection there is; their texts are borrowed
 * @serial: what its news carries
 */
WeirLiveRoster *weir_live_roster_new (void (*visit) (gpointer         host,
                                                     WeirLiveLinkFunc func,
                                                     gpointer user_data),
                                      gpointer         host,
                                      GMainContext    *context,
                                      WeirLiveMailbox *mailbox,
                                      guint            serial);
void            weir_live_roster_free (WeirLiveRoster *self);

/**
 * weir_live_connection_new:
 * @link: (transfer full): an added one
 */
WeirLiveConnection *weir_live_connection_new (WeirLiveLink *link);

/**
 * weir_live_connection_update:
 * @link: what changed
 *
 * Notifies of what is different.
 */
void
weir_live_connection_update (WeirLiveConnection *self, const WeirLiveLink *link);

/**
 * WeirLiveConnections:
 *
 * A GListModel of WeirLiveConnection, in the order they were found.
 */
#define WEIR_TYPE_LIVE_CONNECTIONS (weir_live_connections_get_type ())
G_DECLARE_FINAL_TYPE (WeirLiveConnections,
                      weir_live_connections,
                      WEIR,
                      LIVE_CONNECTIONS,
                      GObject)

WeirLiveConnections *weir_live_connections_new (void);

/**
 * weir_live_connections_take:
 * @links: (element-type WeirLiveLink): what is new; emptied
 *
 * Those that changed notify, those that went are a few `items-changed`, those
 * that came are one.
 */
void weir_live_connections_take (WeirLiveConnections *self, GPtrArray *links);
void weir_live_connections_clear (WeirLiveConnections *self);

G_END_DECLS
