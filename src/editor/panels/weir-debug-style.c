/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-style.h"

#include <glib/gi18n-lib.h>

struct _WeirDebugStyle
{
  GObject parent_instance;

  WeirSession  *session; /* weak */
  WeirDebugTime time;
  gint64        start_us; /* 0: nothing has run yet */
  gboolean      wrap;
};

G_DEFINE_FINAL_TYPE (WeirDebugStyle, weir_debug_style, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weir_debug_style_dispose (GObject *object)
{
  WeirDebugStyle *self = WEIR_DEBUG_STYLE (object);

  g_clear_weak_pointer (&self->session);
  G_OBJECT_CLASS (weir_debug_style_parent_class)->dispose (object);
}

static void
weir_debug_style_class_init (WeirDebugStyleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_debug_style_dispose;
  signals[CHANGED] = g_signal_new ("changed",
                                   WEIR_TYPE_DEBUG_STYLE,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
weir_debug_style_init (WeirDebugStyle *self)
{
}

static void
changed (WeirDebugStyle *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

WeirDebugStyle *
weir_debug_style_new (WeirSession *session)
{
  WeirDebugStyle *self = g_object_new (WEIR_TYPE_DEBUG_STYLE, NULL);

  g_set_weak_pointer (&self->session, session);
  g_signal_connect_object (weir_session_get_selection (session),
                           "changed",
                           G_CALLBACK (changed),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

WeirSession *
weir_debug_style_get_session (WeirDebugStyle *self)
{
  return self->session;
}

WeirDebugTime
weir_debug_style_get_time (WeirDebugStyle *self)
{
  return self->time;
}

void
weir_debug_style_set_time (WeirDebugStyle *self, WeirDebugTime time)
{
  if (self->time == time)
    return;
  self->time = time;
  changed (self);
}

void
weir_debug_style_set_start (WeirDebugStyle *self, gint64 start_us)
{
  if (self->start_us == start_us)
    return;
  self->start_us = start_us;
  if (self->time == WEIR_DEBUG_TIME_RELATIVE)
    changed (self);
}

char *
weir_debug_style_dup_time (WeirDebugStyle *self, const WeirRecord *record)
{
  if (self->time != WEIR_DEBUG_TIME_RELATIVE)
    return weir_debug_dup_time (record->time_us, self->time);
  if (self->start_us == 0 || record->time_us < self->start_us)
    return weir_debug_dup_time (record->time_us, WEIR_DEBUG_TIME_CLOCK);
  return weir_debug_dup_time (record->time_us - self->start_us, self->time);
}

gboolean
weir_debug_style_get_wrap (WeirDebugStyle *self)
{
  return self->wrap;
}

void
weir_debug_style_set_wrap (WeirDebugStyle *self, gboolean wrap)
{
  if (self->wrap == wrap)
    return;
  self->wrap = wrap;
  changed (self);
}

char *
weir_debug_style_dup_name (WeirDebugStyle *self, const WeirRecord *record)
{
  WeirElement *element = NULL;

  if (record->name != NULL && *record->name != '\0')
    return g_strdup (record->name);
  if (record->id == NULL)
    /* Translators: the run of a flow, as where a message comes from */
    return g_strdup (C_ ("noun", "Run"));
  if (self->session != NULL)
    element =
      weir_document_get_element (weir_session_get_document (self->session),
                                 weir_record_get_entry_id (record));
  if (element != NULL)
    return weir_session_dup_label (self->session, element);
  return g_strdup (record->type != NULL ? record->type : record->id);
}

gboolean
weir_debug_style_is_selected (WeirDebugStyle *self, const WeirRecord *record)
{
  return self->session != NULL && record->id != NULL &&
         weir_selection_contains (weir_session_get_selection (self->session),
                                  weir_record_get_entry_id (record));
}
