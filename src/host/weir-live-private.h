/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-live.h"

#include "host/weir-live-link.h"
#include "host/weir-live-nodes.h"
#include "host/weir-live-thread.h"
#include "host/weir-node-settings.h"
#include "host/weir-press-log.h"

G_BEGIN_DECLS

/* What shall run next: a start, or one that waits for a stop. */
typedef struct
{
  WeirLivePlan     plan;
  WeirRunSettings *settings;
  WeirSnapshot    *snapshot;
} WeirLiveStart;

/* An output that is listened to. */
typedef struct
{
  char *id; /* (nullable) */
  guint output;
} WeirLiveTapPlace;

struct _WeirLive
{
  GObject parent_instance;

  /* owned */
  WeirRegistry        *registry;
  WeirLiveThread      *thread; /* (nullable) */
  WeirLiveNodes       *nodes;
  WeirDebugLog        *log;
  WeirDebugLog        *tap;
  WeirLiveTapPlace     tap_place;
  WeirLiveTapPlace     glance; /* counts while there is no other */
  WeirTraffic         *traffic;
  WeirPressLog        *presses;
  WeirLiveConnections *connections;
  WeirLiveRecording   *recording;
  WeirSnapshot        *snapshot; /* (nullable) */
  WeirProblem         *problem;  /* (nullable) */
  char                *url;      /* (nullable) */
  WeirLiveStart       *waiting;  /* (nullable): the start after this stop */

  /* derived */
  WeirLiveState state;
  guint64       delivered;
  guint         n_clients;
  guint         tap_serial; /* of the tap set last */
  guint         n_watching; /* who wants to see connections */
  guint         watch_serial;
};

/* Listens to what it was told to, after a start. */
void weir_live_apply_tap (WeirLive *self);

G_END_DECLS
