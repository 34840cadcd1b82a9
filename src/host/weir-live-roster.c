/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-link.h"

#include "host/weir-live.h"

#include <string.h>

/* What was told of one connection. */
typedef struct
{
  WeirLiveLink told;
  guint        reading; /* when it was last there */
} Known;

/* Owned by a run, on its thread, while somebody looks at connections. It knows
 * what it has told, so that only differences are; and it reads nothing while
 * the last differences were not looked at. */
struct _WeirLiveRoster
{
  void (*visit) (gpointer host, WeirLiveLinkFunc func, gpointer user_data);
  gpointer         host;    /* borrowed */
  WeirLiveMailbox *mailbox; /* borrowed */
  GSource         *source;
  GHashTable      *known; /* id → Known */
  guint            serial;
  guint            reading;

  /* of one reading */
  GPtrArray *news;
  guint      index;
  guint      n_counted;

  /* Where counts are compared from, so that nobody is left out for ever. */
  guint first;
  guint next_first;
};

static void
link_clear (WeirLiveLink *link)
{
  g_free (link->id);
  g_free (link->node_id);
  g_free (link->session);
  g_free (link->peer);
  g_free (link->url);
  g_free (link->protocol);
  g_free (link->origin);
  g_free (link->error);
}

void
weir_live_link_free (gpointer data)
{
  if (data == NULL)
    return;
  link_clear (data);
  g_free (data);
}

static void
known_free (gpointer data)
{
  link_clear (&((Known *)data)->told);
  g_free (data);
}

static void
link_copy (WeirLiveLink *to, const WeirLiveLink *from)
{
  *to = *from;
  to->id = g_strdup (from->id);
  to->node_id = g_strdup (from->node_id);
  to->session = g_strdup (from->session);
  to->peer = g_strdup (from->peer);
  to->url = g_strdup (from->url);
  to->protocol = g_strdup (from->protocol);
  to->origin = g_strdup (from->origin);
  to->error = g_strdup (from->error);
}

static WeirLiveLink *
add_news (WeirLiveRoster *self, WeirLiveLinkChange change)
{
  WeirLiveLink *link = g_new0 (WeirLiveLink, 1);

  link->change = change;
  g_ptr_array_add (self->news, link);
  return link;
}

static void
tell_all (WeirLiveRoster *self, const WeirLiveLink *link, WeirLiveLinkChange change)
{
  WeirLiveLink *news = add_news (self, change);

  link_copy (news, link);
  news->change = change;
}

static gboolean
is_same (const WeirLiveLink *a, const WeirLiveLink *b)
{
  return a->state == b->state && a->since_us == b->since_us &&
         a->retry_us == b->retry_us && g_strcmp0 (a->session, b->session) == 0 &&
         g_strcmp0 (a->peer, b->peer) == 0 &&
         g_strcmp0 (a->protocol, b->protocol) == 0 &&
         g_strcmp0 (a->error, b->error) == 0 && g_strcmp0 (a->url, b->url) == 0 &&
         g_strcmp0 (a->node_id, b->node_id) == 0;
}

/* A connection that only counts is told of when its turn has come. */
static void
tell_counts (WeirLiveRoster *self, Known *known, const WeirLiveLink *link)
{
  WeirLiveLink *news;

  if (self->index < self->first ||
      memcmp (&known->told.counts, &link->counts, sizeof link->counts) == 0)
    return;
  if (self->n_counted == WEIR_LIVE_LINKS_COUNTED)
    {
      if (self->next_first == 0)
        self->next_first = self->index;
      return;
    }
  self->n_counted++;
  news = add_news (self, WEIR_LIVE_LINK_COUNTED);
  news->id = g_strdup (link->id);
  news->counts = link->counts;
  known->told.counts = link->counts;
}

static void
visit_cb (const WeirLiveLink *link, gpointer user_data)
{
  WeirLiveRoster *self = user_data;
  Known          *known = g_hash_table_lookup (self->known, link->id);

  self->index++;
  if (known == NULL)
    {
      known = g_new0 (Known, 1);
      link_copy (&known->told, link);
      g_hash_table_insert (self->known, known->told.id, known);
      tell_all (self, link, WEIR_LIVE_LINK_ADDED);
    }
  else if (!is_same (&known->told, link))
    {
      WeirLiveLink copy;

      link_copy (&copy, link);
      g_hash_table_steal (self->known, link->id);
      link_clear (&known->told);
      known->told = copy;
      g_hash_table_insert (self->known, known->told.id, known);
      tell_all (self, link, WEIR_LIVE_LINK_CHANGED);
    }
  else
    {
      tell_counts (self, known, link);
    }
  known->reading = self->reading;
}

static void
tell_removed (WeirLiveRoster *self)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       known;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &id, &known))
    {
      if (((Known *)known)->reading == self->reading)
        continue;
      add_news (self, WEIR_LIVE_LINK_REMOVED)->id = g_strdup (id);
      g_hash_table_iter_remove (&iter);
    }
}

static gboolean
read_cb (gpointer data)
{
  WeirLiveRoster *self = data;
  WeirLiveNews   *news;

  if (weir_live_mailbox_has (self->mailbox, WEIR_LIVE_NEWS_CONNECTIONS))
    return G_SOURCE_CONTINUE;
  self->news = g_ptr_array_new_with_free_func (weir_live_link_free);
  self->reading++;
  self->index = 0;
  self->n_counted = 0;
  self->next_first = 0;
  self->visit (self->host, visit_cb, self);
  tell_removed (self);
  self->first = self->next_first;
  if (self->news->len == 0)
    {
      g_clear_pointer (&self->news, g_ptr_array_unref);
      return G_SOURCE_CONTINUE;
    }
  news = weir_live_news_new (WEIR_LIVE_NEWS_CONNECTIONS);
  news->items = g_steal_pointer (&self->news);
  news->serial = self->serial;
  weir_live_mailbox_post (self->mailbox, news);
  return G_SOURCE_CONTINUE;
}

WeirLiveRoster *
weir_live_roster_new (void (*visit) (gpointer         host,
                                     WeirLiveLinkFunc func,
                                     gpointer         user_data),
                      gpointer         host,
                      GMainContext    *context,
                      WeirLiveMailbox *mailbox,
                      guint            serial)
{
  WeirLiveRoster *self = g_new0 (WeirLiveRoster, 1);

  self->visit = visit;
  self->host = host;
  self->mailbox = mailbox;
  self->serial = serial;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, known_free);
  self->source = g_timeout_source_new (WEIR_LIVE_COUNT_INTERVAL_MS);
  g_source_set_callback (self->source, read_cb, self, NULL);
  g_source_set_static_name (self->source, "Weir live connections");

  /* The first look is not waited for. */
  g_source_set_ready_time (self->source, 0);
  g_source_attach (self->source, context);
  return self;
}

void
weir_live_roster_free (WeirLiveRoster *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_hash_table_unref (self->known);
  g_free (self);
}
