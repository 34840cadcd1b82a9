/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Differences a report keeps; the others are counted. */
#define WEIR_REPLAY_MAX_DIFFERENCES 100

/**
 * WeirReplayDifference:
 *
 * Something that came back in another way than it was recorded.
 */
typedef struct
{
  guint line; /* of the recording; 0 for what it doesn't have */
  char *who;  /* the peer, or the node that showed something */
  char *text; /* one line, and more behind it when values differ in places */
} WeirReplayDifference;

/**
 * WeirReplayReport:
 *
 * How a replay went.
 */
typedef struct
{
  char      *error; /* (nullable): why it could not go on */
  GPtrArray *notes; /* (element-type utf8): what people should know of it */
  GPtrArray *differences; /* (element-type WeirReplayDifference) */
  guint64    n_differences;
  guint64    n_played;   /* messages, connections and presses */
  guint64    n_compared; /* messages, ends and debug messages */
} WeirReplayReport;

WeirReplayReport *weir_replay_report_new (void);
void              weir_replay_report_free (WeirReplayReport *self);

/* Returns: whether all came back as it was recorded */
gboolean weir_replay_report_passed (const WeirReplayReport *self);

/* @text: (transfer full) */
void weir_replay_report_take_difference (WeirReplayReport *self,
                                         guint             line,
                                         const char       *who,
                                         char             *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirReplayReport, weir_replay_report_free)

G_END_DECLS
