/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-node-api.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_RECORD_KIND_DEBUG,  /* a debug node showed a value */
  WEIR_RECORD_KIND_STATUS, /* a node's status changed */
  WEIR_RECORD_KIND_LOG,    /* a node or the engine said something */
} WeirRecordKind;

/**
 * WeirRecord:
 *
 * One thing the running flow tells the outside. Immutable once published;
 * reference-counted, may be read from any thread. Texts are owned; those that
 * don't apply are %NULL.
 */
typedef struct
{
  gatomicrefcount ref_count;
  WeirRecordKind  kind;
  gint64          time_us; /* real time */
  char           *id;      /* the node; NULL for the engine itself */
  char           *type;
  char           *z;
  char           *path;
  char           *name;
  WeirLogLevel    level;    /* LOG */
  char           *text;     /* LOG: what is said */
  WeirValue      *topic;    /* DEBUG: msg.topic */
  char           *property; /* DEBUG: the path; NULL for the whole message */
  char           *session;  /* DEBUG: `_session.id`: the client it came from */
  WeirValue      *value;    /* DEBUG: the value itself; STATUS: the object */
} WeirRecord;

WeirRecord *weir_record_ref (WeirRecord *record);
void        weir_record_unref (WeirRecord *record);

/**
 * weir_record_get_entry_id:
 *
 * Returns: (nullable): the id that the node has in the file: inside an instance
 *   of a subflow that is the id of what it is a copy of, which Node-RED calls
 *   `_alias`
 */
const char *weir_record_get_entry_id (const WeirRecord *record);

/**
 * WeirMonitor:
 *
 * Carries records from the engine to those who watch it. Each watcher has a
 * bounded queue of its own and gets batches in its own context, so a slow one
 * never holds up the flow; what does not fit is dropped, oldest first, and
 * counted. Publishing is done by the engine's thread alone, watching by any.
 */
typedef struct _WeirMonitor WeirMonitor;

/* How many records a watcher may have waiting. */
#define WEIR_MONITOR_MAX_RECORDS 10000
#define WEIR_MONITOR_MAX_BYTES   ((gsize)64 * 1024 * 1024)

/**
 * WeirMonitorFunc:
 * @records: (element-type WeirRecord): in the order they came
 * @dropped: how many were dropped before these
 */
typedef void (*WeirMonitorFunc) (GPtrArray *records,
                                 guint64    dropped,
                                 gpointer   user_data);

/**
 * weir_monitor_watch:
 * @context: where @func is called
 * @interval_ms: at most one batch per so many milliseconds; 0 for one a turn
 *
 * Returns: an id for weir_monitor_unwatch()
 */
guint weir_monitor_watch (WeirMonitor    *monitor,
                          GMainContext   *context,
                          guint           interval_ms,
                          WeirMonitorFunc func,
                          gpointer        user_data);
void  weir_monitor_unwatch (WeirMonitor *monitor, guint id);

/**
 * weir_monitor_set_batch:
 * @max_records: what a batch has at most, 0 for no limit
 *
 * For a watcher that must not be kept busy: what is over the limit waits for
 * the next interval.
 */
void weir_monitor_set_batch (WeirMonitor *monitor, guint id, guint max_records);

/**
 * weir_monitor_flush:
 *
 * Hands all that waits for this watcher to it now; from its own thread.
 */
void weir_monitor_flush (WeirMonitor *monitor, guint id);

/**
 * weir_monitor_publish:
 * @record: (transfer full): a record
 */
void weir_monitor_publish (WeirMonitor *monitor, WeirRecord *record);

/**
 * weir_monitor_set_tap:
 * @func: (nullable): hears of every record the moment it is published, on the
 *   engine's thread
 *
 * For a recording, which needs records in their place between the messages of
 * the network. There is one tap; it is set on the engine's thread.
 */
void weir_monitor_set_tap (WeirMonitor *monitor,
                           void (*func) (WeirRecord *record, gpointer user_data),
                           gpointer user_data);

/**
 * weir_monitor_list_statuses:
 *
 * Returns: (transfer full) (element-type WeirRecord): the status each node has
 *   now; cleared ones are not in it
 */
GPtrArray *weir_monitor_list_statuses (WeirMonitor *monitor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRecord, weir_record_unref)

G_END_DECLS
