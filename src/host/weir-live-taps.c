/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-private.h"

/* What is listened to of a run: the messages of one wire, and the last of all
 * connections and presses. */

static const WeirLiveTapPlace *
get_tapped (WeirLive *self)
{
  return self->tap_place.id != NULL ? &self->tap_place : &self->glance;
}

/* What passed the tap before is no more of interest. */
void
weir_live_apply_tap (WeirLive *self)
{
  self->tap_serial++;
  weir_debug_log_clear (self->tap);
  if (self->thread != NULL)
    weir_live_thread_set_tap (self->thread,
                              get_tapped (self)->id,
                              get_tapped (self)->output,
                              self->tap_serial);
}

static gboolean
is_at (const WeirLiveTapPlace *place, const char *id, guint output)
{
  return g_strcmp0 (place->id, id) == 0 &&
         (id == NULL || place->output == output);
}

/* @place: one of @self */
static void
set_tap_place (WeirLive *self, WeirLiveTapPlace *place, const char *id, guint output)
{
  const WeirLiveTapPlace *tapped = get_tapped (self);
  g_autofree char        *before = g_strdup (tapped->id);
  guint                   before_output = tapped->output;

  if (is_at (place, id, output))
    return;
  g_free (place->id);
  place->id = g_strdup (id);
  place->output = output;
  if (!is_at (get_tapped (self), before, before_output))
    weir_live_apply_tap (self);
}

void
weir_live_set_tap (WeirLive *self, const char *node_id, guint output)
{
  g_return_if_fail (WEIR_IS_LIVE (self));

  set_tap_place (self, &self->tap_place, node_id, output);
}

void
weir_live_set_glance (WeirLive *self, const char *node_id, guint output)
{
  g_return_if_fail (WEIR_IS_LIVE (self));

  set_tap_place (self, &self->glance, node_id, output);
}

const char *
weir_live_get_tapped (WeirLive *self, guint *output)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  *output = get_tapped (self)->output;
  return get_tapped (self)->id;
}

GListModel *
weir_live_get_tap (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  return G_LIST_MODEL (self->tap);
}

const char *
weir_live_find_press (WeirLive *self, gint64 before_us)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  return weir_press_log_find (self->presses, before_us);
}

WeirTraffic *
weir_live_get_traffic (WeirLive *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE (self), NULL);

  return self->traffic;
}
