/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "host/weir-live-news.h"

typedef struct
{
  WeirLiveMailbox *mailbox;
  GMainContext    *context;
  GString         *texts;
  gboolean         free_inside;
} Fixture;

static void
news_cb (const WeirLiveNews *news, gpointer data)
{
  Fixture *self = data;

  g_string_append (self->texts, news->text);
  if (self->free_inside)
    g_clear_pointer (&self->mailbox, weir_live_mailbox_free);
}

static void
set_up (Fixture *self, gconstpointer interval_ms)
{
  self->context = g_main_context_new ();
  self->texts = g_string_new (NULL);
  self->mailbox = weir_live_mailbox_new (self->context,
                                         GPOINTER_TO_UINT (interval_ms),
                                         news_cb,
                                         self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->mailbox, weir_live_mailbox_free);
  g_assert_false (g_main_context_pending (self->context));
  g_main_context_unref (self->context);
  g_string_free (self->texts, TRUE);
}

static void
post (Fixture *self, const char *text)
{
  WeirLiveNews *news = weir_live_news_new (WEIR_LIVE_NEWS_FAILED);

  news->text = g_strdup (text);
  news->url = g_strdup ("x");
  news->problem = weir_problem_new ("N309", NULL, NULL, NULL);
  weir_live_mailbox_post (self->mailbox, news);
}

static void
settle (Fixture *self)
{
  while (g_main_context_iteration (self->context, FALSE))
    ;
}

static void
test_order (Fixture *self, gconstpointer data)
{
  post (self, "a");
  post (self, "b");
  g_assert_cmpstr (self->texts->str, ==, "");
  settle (self);
  g_assert_cmpstr (self->texts->str, ==, "ab");
  settle (self);
  post (self, "c");
  settle (self);
  g_assert_cmpstr (self->texts->str, ==, "abc");
}

static void
test_interval (Fixture *self, gconstpointer data)
{
  gint64 begin_us;

  post (self, "a");
  settle (self);
  begin_us = g_get_monotonic_time ();
  post (self, "b");
  while (self->texts->len < 2)
    g_main_context_iteration (self->context, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, 40000);
}

/* The first never waits, whatever the clock says. */
static void
test_first (Fixture *self, gconstpointer data)
{
  post (self, "a");
  settle (self);
  g_assert_cmpstr (self->texts->str, ==, "a");
}

static void
test_free (Fixture *self, gconstpointer data)
{
  self->free_inside = TRUE;
  post (self, "a");
  post (self, "b");
  settle (self);
  g_assert_cmpstr (self->texts->str, ==, "a");
}

static void
test_unread (Fixture *self, gconstpointer data)
{
  post (self, "a");
}

static gpointer
thread_cb (gpointer data)
{
  for (guint i = 0; i < 1000; i++)
    post (data, "x");
  return NULL;
}

static void
test_threads (Fixture *self, gconstpointer data)
{
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, thread_cb, self);
  while (self->texts->len < 3000)
    g_main_context_iteration (self->context, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, interval_ms, func)          \
  g_test_add ("/host/live-news/" name,        \
              Fixture,                        \
              GUINT_TO_POINTER (interval_ms), \
              set_up,                         \
              func,                           \
              tear_down)

  ADD ("order", 0, test_order);
  ADD ("interval", 50, test_interval);
  ADD ("first", 1000000, test_first);
  ADD ("free", 0, test_free);
  ADD ("unread", 0, test_unread);
  ADD ("threads", 1, test_threads);

  return g_test_run ();
}
