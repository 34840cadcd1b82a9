/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-news.h"

#include <string.h>

/* Owned by the run it carries the news of. The source may be in the middle of
 * handing out when the mailbox goes, so both hold what they share. */

typedef struct
{
  GSource          source;
  GMutex           lock;
  GQueue           queue;                     /* WeirLiveNews; under the lock */
  guint            waiting[WEIR_LIVE_N_NEWS]; /* by kind; under the lock */
  gint64           interval_us;
  gint64           last_us; /* when news was handed out; under the lock */
  WeirLiveNewsFunc func;    /* NULL once the mailbox is gone */
  gpointer         user_data;
} MailboxSource;

struct _WeirLiveMailbox
{
  MailboxSource *source; /* owned */
};

WeirLiveNews *
weir_live_news_new (WeirLiveNewsKind kind)
{
  WeirLiveNews *news = g_new0 (WeirLiveNews, 1);

  news->kind = kind;
  return news;
}

void
weir_live_count_free (gpointer data)
{
  WeirLiveCount *count = data;

  g_free (count->id);
  g_free (count);
}

void
weir_live_news_free (WeirLiveNews *news)
{
  g_free (news->url);
  g_free (news->text);
  g_clear_pointer (&news->problem, weir_problem_free);
  g_clear_pointer (&news->items, g_ptr_array_unref);
  g_free (news);
}

static gboolean
mailbox_dispatch (GSource *source, GSourceFunc func, gpointer user_data)
{
  MailboxSource *self = (MailboxSource *)source;
  GQueue         queue;
  WeirLiveNews  *news;

  g_mutex_lock (&self->lock);
  queue = self->queue;
  g_queue_init (&self->queue);
  memset (self->waiting, 0, sizeof self->waiting);
  self->last_us = g_get_monotonic_time ();
  g_source_set_ready_time (source, -1);
  g_mutex_unlock (&self->lock);

  g_source_ref (source);
  while ((news = g_queue_pop_head (&queue)) != NULL)
    {
      if (self->func != NULL)
        self->func (news, self->user_data);
      weir_live_news_free (news);
    }
  g_source_unref (source);
  return G_SOURCE_CONTINUE;
}

static void
mailbox_finalize (GSource *source)
{
  MailboxSource *self = (MailboxSource *)source;

  g_queue_clear_full (&self->queue, (GDestroyNotify)weir_live_news_free);
  g_mutex_clear (&self->lock);
}

static GSourceFuncs mailbox_funcs = {
  .dispatch = mailbox_dispatch,
  .finalize = mailbox_finalize,
};

WeirLiveMailbox *
weir_live_mailbox_new (GMainContext    *context,
                       guint            interval_ms,
                       WeirLiveNewsFunc func,
                       gpointer         user_data)
{
  WeirLiveMailbox *self = g_new0 (WeirLiveMailbox, 1);
  GSource *source = g_source_new (&mailbox_funcs, sizeof (MailboxSource));

  self->source = (MailboxSource *)source;
  g_mutex_init (&self->source->lock);
  g_queue_init (&self->source->queue);
  self->source->interval_us = (gint64)interval_ms * G_TIME_SPAN_MILLISECOND;
  self->source->last_us = g_get_monotonic_time () - self->source->interval_us;
  self->source->func = func;
  self->source->user_data = user_data;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "Weir live news");
  g_source_attach (source, context);
  return self;
}

void
weir_live_mailbox_free (WeirLiveMailbox *self)
{
  GSource *source = (GSource *)self->source;

  self->source->func = NULL;
  g_source_destroy (source);
  g_source_unref (source);
  g_free (self);
}

void
weir_live_mailbox_post (WeirLiveMailbox *self, WeirLiveNews *news)
{
  MailboxSource *source = self->source;

  g_mutex_lock (&source->lock);
  g_queue_push_tail (&source->queue, news);
  source->waiting[news->kind]++;
  if (source->queue.length == 1)
    g_source_set_ready_time (&source->source,
                             source->last_us + source->interval_us);
  g_mutex_unlock (&source->lock);
}

gboolean
weir_live_mailbox_has (WeirLiveMailbox *self, WeirLiveNewsKind kind)
{
  gboolean has;

  g_mutex_lock (&self->source->lock);
  has = self->source->waiting[kind] > 0;
  g_mutex_unlock (&self->source->lock);
  return has;
}
