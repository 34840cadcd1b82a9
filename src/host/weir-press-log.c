/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-press-log.h"

typedef struct
{
  char  *id;
  gint64 time_us; /* real time */
} Press;

/* Owned by a WeirLive. */
struct _WeirPressLog
{
  GQueue presses; /* of Press, the newest first */
};

static void
press_free (gpointer data)
{
  Press *press = data;

  g_free (press->id);
  g_free (press);
}

WeirPressLog *
weir_press_log_new (void)
{
  WeirPressLog *self = g_new0 (WeirPressLog, 1);

  g_queue_init (&self->presses);
  return self;
}

void
weir_press_log_free (WeirPressLog *self)
{
  weir_press_log_clear (self);
  g_free (self);
}

void
weir_press_log_clear (WeirPressLog *self)
{
  g_queue_clear_full (&self->presses, press_free);
}

void
weir_press_log_add (WeirPressLog *self, const char *id)
{
  Press *press = g_new (Press, 1);

  press->id = g_strdup (id);
  press->time_us = g_get_real_time ();
  g_queue_push_head (&self->presses, press);
  if (self->presses.length > WEIR_PRESS_LOG_MAX)
    press_free (g_queue_pop_tail (&self->presses));
}

const char *
weir_press_log_find (WeirPressLog *self, gint64 before_us)
{
  for (GList *link = self->presses.head; link != NULL; link = link->next)
    {
      const Press *press = link->data;

      if (press->time_us <= before_us)
        return press->id;
    }
  return NULL;
}
