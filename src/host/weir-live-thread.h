/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-diff.h"
#include "host/weir-live-news.h"
#include "host/weir-run-settings.h"
#include "runtime/weir-monitor.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/**
 * WeirLivePlan:
 *
 * What shall run, in a form that any thread may read.
 */
typedef struct
{
  GBytes    *text;        /* owned: the flow file */
  WeirValue *credentials; /* owned (nullable): id → object */
} WeirLivePlan;

void weir_live_plan_clear (WeirLivePlan *plan);

/**
 * WeirLiveThread:
 *
 * One run of a flow, from its start to its stop: a thread with a main context
 * and a host on it. Made, commanded and freed by one other thread, which hears
 * of it in its own context. Commands are carried out in order; none waits.
 */
typedef struct _WeirLiveThread WeirLiveThread;

typedef struct
{
  WeirLiveNewsFunc news;
  WeirMonitorFunc  records;
  gpointer         user_data;
} WeirLiveOwner;

/**
 * weir_live_thread_new:
 * @plan: what is deployed first
 * @owner: told in the caller's thread-default context
 *
 * Begins a run. Its first news is `STARTED` or `UNABLE`.
 */
WeirLiveThread *weir_live_thread_new (WeirRegistry          *registry,
                                      const WeirRunSettings *settings,
                                      const WeirLivePlan    *plan,
                                      const WeirLiveOwner   *owner);

/**
 * weir_live_thread_free:
 *
 * Ends the thread and waits for it; after the news `STOPPED` or `UNABLE` that
 * is at once, before it a turn of the engine. Nobody is told anything more.
 */
void weir_live_thread_free (WeirLiveThread *self);

/**
 * weir_live_thread_flush:
 *
 * Hands the records that wait to the owner. Between `STARTED` and
 * weir_live_thread_free().
 */
void weir_live_thread_flush (WeirLiveThread *self);

/* Returns: (transfer full) (element-type WeirRecord): as of
 *   weir_monitor_list_statuses(); between the same */
GPtrArray *weir_live_thread_list_statuses (WeirLiveThread *self);

void weir_live_thread_deploy (WeirLiveThread     *self,
                              const WeirLivePlan *plan,
                              WeirDeployMode      mode);

/* Stops in good order; the news is `STOPPED`. */
void weir_live_thread_stop (WeirLiveThread *self);
void weir_live_thread_listen (WeirLiveThread *self);
void
weir_live_thread_press (WeirLiveThread *self, const char *id, WeirValue *props);
/* @node_id: (nullable): %NULL for none. @serial: what its news carries */
void weir_live_thread_set_tap (WeirLiveThread *self,
                               const char     *node_id,
                               guint           output,
                               guint           serial);
void weir_live_thread_send (WeirLiveThread *self,
                            const char     *connection_id,
                            gboolean        text,
                            GBytes         *data);
void
weir_live_thread_disconnect (WeirLiveThread *self, const char *connection_id);
void weir_live_thread_try_now (WeirLiveThread *self, const char *connection_id);

/* @variables: (element-type utf8 utf8): not changed any more. For deploys from
 * then on. */
void weir_live_thread_set_variables (WeirLiveThread *self, GHashTable *variables);
void weir_live_thread_set_reconnect (WeirLiveThread        *self,
                                     const WeirRunSettings *settings);

/* @path: (nullable): a file to record into; %NULL ends the recording there is
 * @flow: (nullable): what the flow file is called
 * @serial: what its news carries */
void weir_live_thread_record (WeirLiveThread *self,
                              const char     *path,
                              const char     *flow,
                              guint           serial);

/* @serial: what the news carries */
void weir_live_thread_set_watching (WeirLiveThread *self,
                                    gboolean        watching,
                                    guint           serial);
void weir_live_thread_set_active (WeirLiveThread *self,
                                  const char     *id,
                                  gboolean        active);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirLivePlan, weir_live_plan_clear)

G_END_DECLS
