/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "host/weir-live.h"

G_BEGIN_DECLS

/**
 * LiveFixture:
 *
 * A WeirLive and what it said. Whatever is waited for has a deadline.
 */
typedef struct
{
  WeirLive        *live;
  WeirRegistry    *registry;
  WeirRunSettings *settings; /* port 0 */
  GPtrArray       *failures; /* texts of `failed` */
  GHashTable      *changed;  /* ids of `nodes-changed` so far */
  GString         *states;   /* a letter for every `state`: 0 to 3 */
} LiveFixture;

void live_fixture_set_up (LiveFixture *self, gconstpointer data);

/* Asserts that the WeirLive is finalized, and its thread gone with it. */
void live_fixture_tear_down (LiveFixture *self, gconstpointer data);

/* @json: with ' for " */
WeirDocument *live_fixture_new_document (const char *json);
void          live_fixture_start (LiveFixture *self, const char *json);
void
live_fixture_deploy (LiveFixture *self, const char *json, WeirDeployMode mode);
void live_fixture_wait_state (LiveFixture *self, WeirLiveState state);

/* Starts, and waits until it runs. */
void live_fixture_run (LiveFixture *self, const char *json);
void live_fixture_stop (LiveFixture *self);

typedef gboolean (*LiveCondition) (LiveFixture *self, gconstpointer data);
void
live_fixture_wait (LiveFixture *self, LiveCondition condition, gconstpointer data);

/* Runs the main context for a while. */
void live_fixture_pass (guint ms);

/* Waits until the debug log has a row that says or shows @text. */
void  live_fixture_wait_log (LiveFixture *self, const char *text);
guint live_fixture_count_log (LiveFixture *self, const char *text);

/* Threads of flows there are. */
guint live_count_threads (void);

/* A WebSocket client of its own. */
typedef struct
{
  SoupSession             *session;
  SoupWebsocketConnection *connection; /* (nullable): when refused */
  guint                    status;     /* of the answer */
  GString                 *texts;      /* what came in, a line each */
  gboolean                 closed;
} LiveClient;

LiveClient *live_client_new (LiveFixture *self, const char *path);

/* @header: (nullable): a further header of the request */
LiveClient *live_client_try (LiveFixture *self,
                             const char  *path,
                             const char  *header,
                             const char  *value);
void        live_client_free (LiveClient *client);
void        live_client_send (LiveClient *client, const char *text);
void        live_client_wait (LiveClient *client, const char *text);
void        live_client_wait_closed (LiveClient *client, gushort code);

G_END_DECLS
