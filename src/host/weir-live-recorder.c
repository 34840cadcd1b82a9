/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-recorder.h"

#include <glib/gi18n-lib.h>

/* Owned by the thread of a run; goes before the host does. */
struct _WeirLiveRecorder
{
  WeirRecorder    *recorder;
  WeirLiveMailbox *mailbox; /* borrowed */
  GSource         *source;
  guint            serial;
  guint64          told; /* events */
};

/* @text: (nullable): why it ended */
static void
post (WeirLiveMailbox         *mailbox,
      guint                    serial,
      const WeirRecorderStats *stats,
      gboolean                 ended,
      const char              *text)
{
  WeirLiveNews *news = weir_live_news_new (WEIR_LIVE_NEWS_RECORDING);

  news->serial = serial;
  news->number = stats->events;
  news->lost = stats->lost;
  news->ended = ended;
  news->text = g_strdup (text);
  weir_live_mailbox_post (mailbox, news);
}

static gboolean
tick_cb (gpointer data)
{
  WeirLiveRecorder *self = data;
  WeirRecorderStats stats;

  weir_recorder_get_stats (self->recorder, &stats);
  if (stats.ended)
    {
      post (self->mailbox,
            self->serial,
            &stats,
            TRUE,
            _ ("The recording became as large as it may be, or can’t be "
               "written any more."));
      return G_SOURCE_REMOVE;
    }
  if (stats.events != self->told &&
      !weir_live_mailbox_has (self->mailbox, WEIR_LIVE_NEWS_RECORDING))
    post (self->mailbox, self->serial, &stats, FALSE, NULL);
  self->told = stats.events;
  return G_SOURCE_CONTINUE;
}

WeirLiveRecorder *
weir_live_recorder_new (WeirHost        *host,
                        GMainContext    *context,
                        WeirLiveMailbox *mailbox,
                        const char      *path,
                        const char      *flow,
                        guint            serial)
{
  const WeirRecorderOptions options = {
    .path = path,
    .flow = flow,
    .document = weir_host_get_document (host),
  };
  const WeirRecorderStats none = { 0 };
  g_autoptr (GError)      error = NULL;
  WeirRecorder           *recorder = weir_recorder_new (host, &options, &error);
  WeirLiveRecorder       *self;

  if (recorder == NULL)
    {
      post (mailbox, serial, &none, TRUE, error->message);
      return NULL;
    }
  self = g_new0 (WeirLiveRecorder, 1);
  self->recorder = recorder;
  self->mailbox = mailbox;
  self->serial = serial;
  self->source = g_timeout_source_new (WEIR_LIVE_RECORDER_MS);
  g_source_set_callback (self->source, tick_cb, self, NULL);
  g_source_attach (self->source, context);
  return self;
}

void
weir_live_recorder_free (WeirLiveRecorder *self)
{
  g_autoptr (GError) error = NULL;
  WeirRecorderStats  stats;

  g_source_destroy (self->source);
  g_source_unref (self->source);
  weir_recorder_stop (self->recorder, &error);
  weir_recorder_get_stats (self->recorder, &stats);
  post (self->mailbox,
        self->serial,
        &stats,
        TRUE,
        error != NULL ? error->message : NULL);
  weir_recorder_free (self->recorder);
  g_free (self);
}
