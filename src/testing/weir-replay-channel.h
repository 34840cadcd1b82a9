/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-recording.h"
#include "testing/weir-replay-report.h"

G_BEGIN_DECLS

/* What one peer may get that the recording doesn't have; more ends a replay. */
#define WEIR_REPLAY_MAX_EXTRA       10000
#define WEIR_REPLAY_MAX_EXTRA_BYTES ((gsize)256 * 1024 * 1024)

/**
 * WeirReplayGot:
 *
 * Something that came back: a message or an end of a peer, or a debug message.
 */
typedef struct
{
  WeirRecordingOp op; /* OPEN, TEXT, BINARY, CLOSE, DEBUG */
  GBytes         *data;
  guint           code;
  char           *property; /* (nullable) */
  WeirValue      *topic;    /* (nullable) */
  WeirValue      *value;    /* (nullable) */
} WeirReplayGot;

void weir_replay_got_free (WeirReplayGot *got);

/**
 * WeirReplayChannel:
 *
 * What one peer or debug node gets, in its order: as it was recorded on one
 * side, as it comes on the other. Each pair is compared as soon as it is there;
 * times and ids of the engine's making don't have to be the same.
 */
typedef struct _WeirReplayChannel WeirReplayChannel;

/* @report: borrowed; gets the differences
 * @n_expected: borrowed; counts what was recorded and has not come */
WeirReplayChannel *weir_replay_channel_new (const char       *name,
                                            WeirReplayReport *report,
                                            guint            *n_expected);
void               weir_replay_channel_free (WeirReplayChannel *self);

/* @event: (transfer full): the next one that was recorded */
void
weir_replay_channel_expect (WeirReplayChannel *self, WeirRecordingEvent *event);

/* @got: (transfer full): the next one that came
 *
 * Returns: whether there was room for it */
gboolean weir_replay_channel_add (WeirReplayChannel *self, WeirReplayGot *got);

/* A client that does not get its connection. */
void weir_replay_channel_fail (WeirReplayChannel *self, const GError *error);

/* What has not come by now is a difference. */
void weir_replay_channel_give_up (WeirReplayChannel *self);

/* The same of what came and was not recorded. */
void weir_replay_channel_end (WeirReplayChannel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirReplayGot, weir_replay_got_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirReplayChannel, weir_replay_channel_free)

G_END_DECLS
