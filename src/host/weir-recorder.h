/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-host.h"

G_BEGIN_DECLS

/* The version of the format this Weir writes. A later one may add members and
 * operations, which readers skip; what would mislead them gets a new version. */
#define WEIR_RECORDING_VERSION 1

/* The longest line; an event that would make a longer one is lost. */
#define WEIR_RECORDING_MAX_LINE_BYTES ((gsize)64 * 1024 * 1024)

/* What may wait for the writer; what doesn't fit is lost. */
#define WEIR_RECORDER_MAX_WAITING_BYTES ((gsize)16 * 1024 * 1024)

/* How large a file may become unless it is said otherwise, and the least. */
#define WEIR_RECORDER_MAX_FILE_BYTES ((gsize)1024 * 1024 * 1024)
#define WEIR_RECORDER_MIN_FILE_BYTES ((gsize)4096)

/**
 * WeirRecorder:
 *
 * Writes what a running flow exchanges with the world into a file, one JSON
 * object a line. The flow never waits for it: events are copied into a bounded
 * buffer, a thread of its own makes lines of them, and what doesn't fit is
 * counted and said. Lives on the host's thread.
 *
 * The first line says what was recorded:
 *
 *     {"weir-recording":1,"flow":"echo.json","rev":"…","started":"2026-01-31T…Z",
 *      "host":"127.0.0.1","port":1880,"base":"/"}
 *
 * The others are events, in their order. `t` is microseconds since the start;
 * `peer` is whoever is at the other end of a connection: `client1`, … for those
 * who connect to listeners, `server1`, … for those the flow connects to, each
 * connection another one. `dir` is seen from the flow: `in` or `out`.
 *
 *     {"t":…,"peer":…,"dir":"in","op":"open","path":"/ws/echo","session":…,…}
 *     {"t":…,"peer":…,"dir":"out","op":"open","url":"ws://…","node":…,…}
 *     {"t":…,"peer":…,"dir":…,"op":"text","data":"hello"}
 *     {"t":…,"peer":…,"dir":…,"op":"binary","base64":"AAEC"}
 *     {"t":…,"peer":…,"dir":…,"op":"close","code":1000,"reason":…}
 *     {"t":…,"op":"inject","node":…,"msg":{…},"props":[…]}
 *     {"t":…,"op":"debug","node":…,"name":…,"property":…,"topic":…,"value":…}
 *     {"t":…,"op":"status","node":…,"name":…,"value":{…}}
 *     {"t":…,"op":"lost","count":12}
 *     {"t":…,"op":"full"}
 *     {"t":…,"op":"end"}
 *
 * Messages are whole, however many frames they came in; pings are not in it.
 * The direction of `close` says who began. `property` is missing when a debug
 * node shows the whole message. `end` is the last line of a recording that was
 * ended, `full` of one that became as large as it may be; a program that dies
 * leaves whole lines.
 */
typedef struct _WeirRecorder WeirRecorder;

typedef struct
{
  const char   *path;      /* file name */
  const char   *flow;      /* (nullable): what the flow file is called */
  WeirDocument *document;  /* (nullable): what is going to be deployed */
  gsize         max_bytes; /* of the file; 0 for the default */
} WeirRecorderOptions;

typedef struct
{
  guint64  events; /* written */
  guint64  bytes;  /* written */
  guint64  lost;
  gboolean ended; /* nothing more is written: it is full, or can't be */
} WeirRecorderStats;

/**
 * weir_recorder_new:
 * @host: that listens; it outlives the recorder
 * @error: the file can't be written, isn't a regular one, is being recorded
 *   into, or is there and no recording: that one is never overwritten
 *
 * Begins to record; connections that are open already open in the recording.
 * A new file is for its owner only.
 */
WeirRecorder *weir_recorder_new (WeirHost                  *host,
                                 const WeirRecorderOptions *options,
                                 GError                   **error);

void weir_recorder_get_stats (WeirRecorder *self, WeirRecorderStats *stats);

/**
 * weir_recorder_stop:
 * @error: why the file is not what it should be: it can't be written
 *
 * Waits until all of it is written. To be called before the host is stopped,
 * whose last words don't belong to the recording.
 */
gboolean weir_recorder_stop (WeirRecorder *self, GError **error);

/* Stops it, when it isn't yet. */
void weir_recorder_free (WeirRecorder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRecorder, weir_recorder_free)

G_END_DECLS
