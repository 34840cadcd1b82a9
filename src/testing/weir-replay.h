/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-credentials.h"
#include "flow/weir-document.h"
#include "schema/weir-registry.h"
#include "testing/weir-recording.h"
#include "testing/weir-replay-report.h"

G_BEGIN_DECLS

/* How long what was recorded may take longer than it did, in seconds. */
#define WEIR_REPLAY_TIMEOUT 2.0

/* For how long nothing more may come at the end, in milliseconds. */
#define WEIR_REPLAY_SILENCE_MS 200

typedef struct
{
  double      speed;   /* times that of the recording; 0: as fast as it goes */
  double      timeout; /* seconds; 0: the default */
  const char *url;     /* (nullable): of a running instance, `ws://HOST:PORT` */

  /* For a flow of our own: */
  WeirRegistry    *registry;
  WeirDocument    *document;
  WeirCredentials *credentials; /* (nullable) */
  GHashTable      *variables;   /* (nullable) (element-type utf8 utf8) */
} WeirReplayOptions;

/**
 * WeirReplay:
 *
 * Plays the other side of a recording against a flow and compares what comes
 * back: of each peer and debug node in its order, times and ids of the engine's
 * making aside.
 *
 * The flow runs on a fresh engine and a free port of this computer; all of its
 * clients find a server of the replay's own in the place of theirs, so nobody
 * else is talked to. Or it runs somewhere, at a URL; then only what clients of
 * listeners said is played, and only what they got is compared.
 *
 * Whatever the speed, nothing is played before all has come that came before it
 * in the recording, or is overdue. So a flow that answers gets the same
 * messages in the same order; one that sends by itself, at certain times, is
 * best played at speed 1.
 */
typedef struct _WeirReplay WeirReplay;

/* @report: (transfer none): the replay may be freed from here */
typedef void (*WeirReplayFunc) (WeirReplayReport *report, gpointer user_data);

/**
 * weir_replay_new:
 * @path: of a recording, which is read twice
 * @options: copied, what it points to is not changed
 *
 * On the thread-default context of whoever makes it.
 */
WeirReplay *weir_replay_new (const char              *path,
                             const WeirReplayOptions *options,
                             WeirReplayFunc           done,
                             gpointer                 user_data);
void        weir_replay_start (WeirReplay *self);

/* Stops in the middle; nobody is told anything more. */
void weir_replay_free (WeirReplay *self);

/**
 * weir_replay_run:
 *
 * The same on a main context of its own, from any thread.
 *
 * Returns: (transfer full): how it went
 */
WeirReplayReport *
weir_replay_run (const char *path, const WeirReplayOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirReplay, weir_replay_free)

G_END_DECLS
