/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-node-api.h"

G_BEGIN_DECLS

/* What repeats sooner than this is counted instead of logged again. */
#define WEIR_NOTICE_INTERVAL_US ((gint64)10 * G_USEC_PER_SEC)

/**
 * WeirNotice:
 *
 * A log line that peers or flows can cause as often as they like: said at
 * once, then at most once an interval with the number of times it happened
 * since. One for each cause; all zero at the start.
 */
typedef struct
{
  WeirNode    *node; /* whose line it is */
  WeirLogLevel level;
  char        *text;  /* what was said last */
  guint        timer; /* runs while repetitions are held back */
  guint64      more;  /* how many were */
} WeirNotice;

/**
 * weir_notice_say:
 * @node: the node that says it, always the same one
 */
void weir_notice_say (WeirNotice  *notice,
                      WeirNode    *node,
                      WeirLogLevel level,
                      const char  *format,
                      ...) G_GNUC_PRINTF (4, 5);

/**
 * weir_notice_clear:
 *
 * Says what is still held back; to be called before its node is gone.
 */
void weir_notice_clear (WeirNotice *notice);

G_END_DECLS
