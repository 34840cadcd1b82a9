/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* People are told of losses no more often than this. */
#define WEIR_LOSS_INTERVAL_S 1

/**
 * WeirLossCount:
 *
 * How many records a watcher has lost and nobody has been told of yet. Starts
 * as zeros.
 */
typedef struct
{
  guint64 untold;
  gint64  told_us; /* monotonic; 0 for never */
} WeirLossCount;

/**
 * weir_loss_count_add:
 * @lost: how many more were lost; may be 0
 * @now_us: monotonic time
 *
 * Returns: how many people shall be told of now; 0 when there are none or it
 *   is too early
 */
guint64 weir_loss_count_add (WeirLossCount *self, guint64 lost, gint64 now_us);

/* Returns: what is left to tell of, at the end */
guint64 weir_loss_count_take (WeirLossCount *self);

G_END_DECLS
