/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-problem.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_LIVE_NEWS_STARTED,     /* it runs; url, problem */
  WEIR_LIVE_NEWS_UNABLE,      /* it can't run at all; problem or text */
  WEIR_LIVE_NEWS_LISTEN,      /* it was tried again; url, problem */
  WEIR_LIVE_NEWS_FAILED,      /* a command could not be carried out; text */
  WEIR_LIVE_NEWS_STOPPED,     /* every connection has ended */
  WEIR_LIVE_NEWS_COUNTS,      /* items: WeirLiveCount; number: delivered */
  WEIR_LIVE_NEWS_TAP,         /* items: WeirRecord; number: not kept; serial */
  WEIR_LIVE_NEWS_CONNECTIONS, /* items: WeirLiveLink; serial */
  WEIR_LIVE_NEWS_RECORDING,   /* number: written; lost, ended, text; serial */
  WEIR_LIVE_NEWS_TRAFFIC, /* items: WeirTrafficItem; number: not among them */
} WeirLiveNewsKind;

#define WEIR_LIVE_N_NEWS (WEIR_LIVE_NEWS_TRAFFIC + 1)

/* What one node has received and sent since it was started. */
typedef struct
{
  char   *id;
  guint64 received;
  guint   n_outputs;
  guint64 sent[];
} WeirLiveCount;

void weir_live_count_free (gpointer count);

/**
 * WeirLiveNews:
 *
 * One thing the thread of a running flow tells the user interface, other than
 * the records of its monitor. Made on one thread, read and freed on the other.
 */
typedef struct
{
  WeirLiveNewsKind kind;
  char            *url;     /* (nullable) */
  char            *text;    /* (nullable): for people */
  WeirProblem     *problem; /* (nullable) */
  GPtrArray       *items;   /* (nullable) */
  guint64          number;
  guint64          lost;
  gboolean         ended;
  guint            serial;
  guint            n_clients; /* COUNTS: of all listeners */
  gint64           from_us;   /* COUNTS: of the reading before, monotonic */
  gint64           to_us;     /* COUNTS: of this one */
} WeirLiveNews;

WeirLiveNews *weir_live_news_new (WeirLiveNewsKind kind);
void          weir_live_news_free (WeirLiveNews *news);

/**
 * WeirLiveMailbox:
 *
 * The way from the thread of a flow to another main context: what is posted
 * comes there in order, all at once, at most once an interval.
 */
typedef struct _WeirLiveMailbox WeirLiveMailbox;

/* @news: (transfer none) */
typedef void (*WeirLiveNewsFunc) (const WeirLiveNews *news, gpointer user_data);

/**
 * weir_live_mailbox_new:
 * @context: where @func is called
 */
WeirLiveMailbox *weir_live_mailbox_new (GMainContext    *context,
                                        guint            interval_ms,
                                        WeirLiveNewsFunc func,
                                        gpointer         user_data);

/**
 * weir_live_mailbox_free:
 *
 * On the thread of the context, when nobody posts any more; @func is not called
 * again. May be called from inside it.
 */
void weir_live_mailbox_free (WeirLiveMailbox *self);

/**
 * weir_live_mailbox_post:
 * @news: (transfer full)
 *
 * From any thread.
 */
void weir_live_mailbox_post (WeirLiveMailbox *self, WeirLiveNews *news);

/**
 * weir_live_mailbox_has:
 *
 * From any thread.
 *
 * Returns: whether news of this kind was not looked at yet
 */
gboolean weir_live_mailbox_has (WeirLiveMailbox *self, WeirLiveNewsKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLiveNews, weir_live_news_free)

G_END_DECLS
