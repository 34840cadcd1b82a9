/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-engine-private.h"

G_BEGIN_DECLS

/**
 * Fixture:
 *
 * An engine with small node types that write down what happens to them. JSON
 * is written with single quotes. The types:
 *
 * - `source`: pressing it sends the message
 * - `pass`: sends what it gets, then is done
 * - `trace`: writes `id:payload` down, and `id+`, `id-`, `id-!` (removed) when
 *   it starts and stops
 * - `change`: adds its own id to the payload, a text, and sends it
 * - `fail`: fails with its `text`
 * - `broken`: can't start
 * - `status`: sets the payload as its status
 * - `eager`: sends, asks for deliveries, then writes `id:done`
 * - `show`: publishes all of the message as a debug record
 * - `ticker`: an interval timer of `ms` that sends
 * - `config`: a configuration node, traced; provides a service
 * - `user`: a node that resolves its `config`
 * - `catch`, `status-in`, `complete`, `link in`, `link out`, `link call`: the
 *   roles; all but the last pass on
 */
typedef struct
{
  GMainContext *context;
  WeirEngine   *engine;
  WeirMonitor  *monitor;  /* borrowed */
  GString      *trace;    /* borrowed from a facility */
  GString      *log;      /* lines of the monitor: `id text` */
  GString      *statuses; /* `id text` */
  GPtrArray    *debug;    /* WeirRecord */
  guint64       dropped;
  guint         watch;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);

/* Asserts that the engine leaves nothing behind. */
void fixture_tear_down (Fixture *fixture, gconstpointer data);

WeirValue    *fixture_read (const char *json);
WeirSnapshot *fixture_snapshot (const char *json);
void fixture_deploy (Fixture *fixture, const char *json, WeirDeployMode mode);
void fixture_press (Fixture *fixture, const char *id, const char *json);

/* Runs the context until nothing is ready. */
void fixture_settle (Fixture *fixture);

WeirNode *fixture_get_node (Fixture *fixture, const char *id);

/* How many states of fake nodes are alive. */
guint fixture_count_nodes (Fixture *fixture);

#define fixture_assert_text(string, expected)      \
  G_STMT_START                                     \
  {                                                \
    g_assert_cmpstr ((string)->str, ==, expected); \
    g_string_truncate (string, 0);                 \
  }                                                \
  G_STMT_END

G_END_DECLS
