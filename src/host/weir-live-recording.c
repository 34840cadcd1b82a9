/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-recording.h"

#include <glib/gi18n-lib.h>

/* Owned by a WeirLive, observed by windows. What it knows comes from the thread
 * of the run; news of a recording before the last is told from it by a serial. */
struct _WeirLiveRecording
{
  GObject parent_instance;

  WeirLiveThread *thread; /* (nullable), borrowed */
  char           *path;   /* (nullable) */
  guint           serial;
  guint64         n_events;
  guint64         n_lost;
};

G_DEFINE_FINAL_TYPE (WeirLiveRecording, weir_live_recording, G_TYPE_OBJECT)

typedef enum
{
  PROP_PATH = 1,
  PROP_N_EVENTS,
  PROP_N_LOST,
} WeirLiveRecordingProperty;

static GParamSpec *properties[PROP_N_LOST + 1];

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_counts (WeirLiveRecording *self, guint64 n_events, guint64 n_lost)
{
  if (self->n_events != n_events)
    {
      self->n_events = n_events;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EVENTS]);
    }
  if (self->n_lost != n_lost)
    {
      self->n_lost = n_lost;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_LOST]);
    }
}

/* @problem: (nullable) */
static void
end (WeirLiveRecording *self, const char *problem)
{
  g_autofree char *path = g_steal_pointer (&self->path);

  if (path == NULL)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  g_signal_emit (self, signals[ENDED], 0, path, problem);
}

static void
weir_live_recording_finalize (GObject *object)
{
  g_free (WEIR_LIVE_RECORDING (object)->path);

  G_OBJECT_CLASS (weir_live_recording_parent_class)->finalize (object);
}

static void
weir_live_recording_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  WeirLiveRecording *self = WEIR_LIVE_RECORDING (object);

  switch ((WeirLiveRecordingProperty)id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_N_EVENTS:
      g_value_set_uint64 (value, self->n_events);
      break;
    case PROP_N_LOST:
      g_value_set_uint64 (value, self->n_lost);
      break;
    }
}

static void
weir_live_recording_class_init (WeirLiveRecordingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = weir_live_recording_finalize;
  object_class->get_property = weir_live_recording_get_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_N_EVENTS] =
    g_param_spec_uint64 ("n-events", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_N_LOST] =
    g_param_spec_uint64 ("n-lost", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);

  signals[ENDED] = g_signal_new ("ended",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_STRING,
                                 G_TYPE_STRING);
}

static void
weir_live_recording_init (WeirLiveRecording *self)
{
}

WeirLiveRecording *
weir_live_recording_new (void)
{
  return g_object_new (WEIR_TYPE_LIVE_RECORDING, NULL);
}

gboolean
weir_live_recording_start (WeirLiveRecording *self,
                           const char        *path,
                           const char        *flow)
{
  g_return_val_if_fail (WEIR_IS_LIVE_RECORDING (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (self->thread == NULL || self->path != NULL)
    return FALSE;
  self->path = g_strdup (path);
  weir_live_thread_record (self->thread, path, flow, ++self->serial);
  set_counts (self, 0, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  return TRUE;
}

void
weir_live_recording_stop (WeirLiveRecording *self)
{
  g_return_if_fail (WEIR_IS_LIVE_RECORDING (self));

  if (self->thread != NULL && self->path != NULL)
    weir_live_thread_record (self->thread, NULL, NULL, self->serial);
}

const char *
weir_live_recording_get_path (WeirLiveRecording *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_RECORDING (self), NULL);

  return self->path;
}

guint64
weir_live_recording_get_n_events (WeirLiveRecording *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_RECORDING (self), 0);

  return self->n_events;
}

guint64
weir_live_recording_get_n_lost (WeirLiveRecording *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_RECORDING (self), 0);

  return self->n_lost;
}

void
weir_live_recording_set_thread (WeirLiveRecording *self, WeirLiveThread *thread)
{
  self->thread = thread;

  /* A run that could not begin never said how its recording ended. */
  if (thread == NULL)
    end (self, _ ("The flow stopped before anything was recorded."));
}

void
weir_live_recording_take_news (WeirLiveRecording *self, const WeirLiveNews *news)
{
  if (news->serial != self->serial)
    return;
  set_counts (self, news->number, news->lost);
  if (news->ended)
    end (self, news->text);
}
