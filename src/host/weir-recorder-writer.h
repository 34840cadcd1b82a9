/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-recorder.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_RECORDER_OPENED, /* `data`: the line behind "op":"open" */
  WEIR_RECORDER_TEXT,
  WEIR_RECORDER_BINARY,
  WEIR_RECORDER_CLOSED, /* `data`: the reason */
  WEIR_RECORDER_RECORD,
  WEIR_RECORDER_LINE, /* `data`: the line behind "t" */
} WeirRecorderKind;

/**
 * WeirRecorderItem:
 *
 * One event on its way to the writer. All is borrowed for the call.
 */
typedef struct
{
  WeirRecorderKind kind;
  gint64           time_us; /* since the start */
  gconstpointer    connection;
  gboolean         out;      /* the direction, seen from the flow */
  gboolean         outgoing; /* OPENED: the peer is a server */
  guint            code;     /* CLOSED */
  const void      *data;     /* (nullable) */
  gsize            length;
  GBytes          *shared; /* (nullable): @data, when a reference is cheaper */
  WeirRecord      *record; /* (nullable) */
} WeirRecorderItem;

/**
 * WeirRecorderWriter:
 *
 * A thread that makes lines of events and writes them. All functions are the
 * engine's thread's; what it adds is handed over many events at a time.
 */
typedef struct _WeirRecorderWriter WeirRecorderWriter;

/**
 * weir_recorder_writer_new:
 * @fd: (transfer full): an empty file
 * @header: its first line
 */
WeirRecorderWriter *
weir_recorder_writer_new (int fd, gsize max_bytes, const char *header);

/**
 * weir_recorder_writer_add:
 *
 * Never waits for the file. The event is handed over with the others once there
 * are many, or by the functions below.
 *
 * Returns: whether there was room
 */
gboolean weir_recorder_writer_add (WeirRecorderWriter     *self,
                                   const WeirRecorderItem *item);

/* What was added gets to the writer; to be called a little while after an event
 * was. */
void weir_recorder_writer_hand_over (WeirRecorderWriter *self);
void weir_recorder_writer_get_stats (WeirRecorderWriter *self,
                                     WeirRecorderStats  *stats);

/**
 * weir_recorder_writer_finish:
 * @time_us: of the end
 * @error: what went wrong while it wrote
 *
 * Waits until all is written and the thread is gone.
 */
gboolean weir_recorder_writer_finish (WeirRecorderWriter *self,
                                      gint64              time_us,
                                      GError            **error);

/* Of a finished one. */
void weir_recorder_writer_free (WeirRecorderWriter *self);

G_END_DECLS
