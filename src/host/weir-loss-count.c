/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-loss-count.h"

/* A flow that shows more than can be taken loses records in every batch; a line
 * for each would only make it worse. Owned by the watcher itself. */

guint64
weir_loss_count_take (WeirLossCount *self)
{
  guint64 untold = self->untold;

  self->untold = 0;
  return untold;
}

guint64
weir_loss_count_add (WeirLossCount *self, guint64 lost, gint64 now_us)
{
  self->untold += lost;
  if (self->untold == 0 ||
      (self->told_us != 0 &&
       now_us - self->told_us < WEIR_LOSS_INTERVAL_S * G_TIME_SPAN_SECOND))
    return 0;
  self->told_us = now_us;
  return weir_loss_count_take (self);
}
