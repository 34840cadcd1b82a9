/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "json/weir-value.h"

G_BEGIN_DECLS

/* What happened; how it is written stands in weir-recorder.h. */
typedef enum
{
  WEIR_RECORDING_OPEN,
  WEIR_RECORDING_TEXT,
  WEIR_RECORDING_BINARY,
  WEIR_RECORDING_CLOSE,
  WEIR_RECORDING_INJECT,
  WEIR_RECORDING_DEBUG,
  WEIR_RECORDING_STATUS,
  WEIR_RECORDING_LOST,
  WEIR_RECORDING_FULL,
  WEIR_RECORDING_END,
} WeirRecordingOp;

/**
 * WeirRecordingEvent:
 *
 * One event of a recording. Members that don't apply are %NULL or 0.
 */
typedef struct
{
  WeirRecordingOp op;
  guint           line;     /* of the file, from 1 */
  gint64          time_us;  /* since the start */
  char           *peer;     /* OPEN, TEXT, BINARY, CLOSE */
  gboolean        out;      /* the same: the direction, seen from the flow */
  char           *place;    /* OPEN: the path, or the URL of a server */
  char           *node;     /* OPEN, INJECT, DEBUG, STATUS: its id */
  char           *name;     /* DEBUG, STATUS */
  char           *property; /* DEBUG: NULL for the whole message */
  char           *address;  /* OPEN: of the peer */
  char           *local;    /* OPEN of a server: of our side */
  char           *protocol; /* OPEN */
  GBytes         *data;     /* TEXT, BINARY */
  guint           code;     /* CLOSE */
  guint64         count;    /* LOST */
  WeirValue      *value;    /* DEBUG, STATUS; INJECT: the message */
  WeirValue      *topic;    /* DEBUG */
  WeirValue      *props;    /* INJECT */
} WeirRecordingEvent;

void weir_recording_event_free (WeirRecordingEvent *event);

/* What the first line says; texts are %NULL when it doesn't. */
typedef struct
{
  char *flow;    /* the name of the flow file */
  char *rev;     /* of the flow */
  char *started; /* ISO 8601 */
  char *host;
  guint port;
  char *base; /* path in front of those of listeners */
} WeirRecordingHeader;

/**
 * WeirRecording:
 *
 * Reads a recording, event by event, from a stream; of the file no more than a
 * line is in memory.
 */
typedef struct _WeirRecording WeirRecording;

/**
 * weir_recording_new:
 * @name: what messages call the file
 * @error: %G_IO_ERROR_INVALID_DATA when it is no recording or of a newer
 *   version, or whatever the stream says
 */
WeirRecording *
weir_recording_new (const char *name, GInputStream *stream, GError **error);

/* The same of a file. */
WeirRecording *weir_recording_open (const char *path, GError **error);
void           weir_recording_free (WeirRecording *self);

const WeirRecordingHeader *weir_recording_get_header (WeirRecording *self);

/**
 * weir_recording_next:
 * @error: `NAME:LINE:COLUMN: …`: a line that is no event
 *
 * Operations and members it doesn't know are skipped, a last line that was cut
 * off is; both are noted.
 *
 * Returns: (transfer full) (nullable): the next event; %NULL at the end, and
 *   when @error is set
 */
WeirRecordingEvent *weir_recording_next (WeirRecording *self, GError **error);

/**
 * weir_recording_get_notes:
 *
 * Returns: (transfer none) (element-type utf8): what people should know of the
 *   file, `NAME:LINE: …`; complete at the end
 */
GPtrArray *weir_recording_get_notes (WeirRecording *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRecording, weir_recording_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRecordingEvent, weir_recording_event_free)

G_END_DECLS
