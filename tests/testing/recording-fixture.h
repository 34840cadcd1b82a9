/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-recorder.h"
#include "net/weir-ws-client.h"
#include "weir-test-folder.h"

G_BEGIN_DECLS

#define RECORDING_DEADLINE_US (20 * G_USEC_PER_SEC)
#define RECORDING_CLIENTS     3

/* An echo with a debug node that shows whole messages, and a button that tells
 * everybody. */
#define ECHO_FLOW                                                             \
  "{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"                          \
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/ws\"},"          \
  "{\"id\":\"in\",\"type\":\"websocket in\",\"z\":\"t\",\"server\":\"l\","    \
  "\"x\":1,\"y\":1,\"wires\":[[\"out\",\"d\"]]},"                             \
  "{\"id\":\"out\",\"type\":\"websocket out\",\"z\":\"t\",\"server\":\"l\","  \
  "\"x\":2,\"y\":1,\"wires\":[]},"                                            \
  "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"props\":[{\"p\":"          \
  "\"payload\"}],"                                                            \
  "\"payload\":\"\",\"payloadType\":\"date\",\"x\":1,\"y\":2,"                \
  "\"wires\":[[\"out\"]]},"                                                   \
  "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"show\","           \
  "\"active\":true,\"tosidebar\":true,\"complete\":\"true\",\"x\":2,\"y\":2," \
  "\"wires\":[]}"

/* A client of the flow, whose messages go to the listener's clients and back. */
#define BRIDGE_FLOW                                                           \
  "{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":\"${UP}\"},"          \
  "{\"id\":\"cin\",\"type\":\"websocket in\",\"z\":\"t\",\"client\":\"c\","   \
  "\"server\":\"\",\"x\":1,\"y\":3,\"wires\":[[\"cd\"]]},"                    \
  "{\"id\":\"cout\",\"type\":\"websocket out\",\"z\":\"t\",\"client\":\"c\"," \
  "\"server\":\"\",\"x\":2,\"y\":3,\"wires\":[]},"                            \
  "{\"id\":\"ci\",\"type\":\"inject\",\"z\":\"t\",\"props\":[{\"p\":"         \
  "\"payload\"}],"                                                            \
  "\"payload\":\"up\",\"payloadType\":\"str\",\"x\":1,\"y\":4,"               \
  "\"wires\":[[\"cout\"]]},"                                                  \
  "{\"id\":\"cd\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"heard\","         \
  "\"active\":true,\"tosidebar\":true,\"complete\":\"payload\",\"x\":2,"      \
  "\"y\":4,\"wires\":[]}"

typedef struct
{
  WeirWsClient *client;
  guint         n_got;
  gboolean      closed;
} RecordingClient;

/* A host that runs a flow, its recorder, and a folder. */
typedef struct
{
  GFile          *folder;
  char           *path; /* of the recording */
  WeirRegistry   *registry;
  WeirDocument   *document;
  WeirHost       *host;
  WeirRecorder   *recorder;
  WeirIoLoop     *loop;
  RecordingClient clients[RECORDING_CLIENTS];
} RecordingFixture;

#define WAIT(condition)                                                \
  G_STMT_START                                                         \
  {                                                                    \
    gint64 give_up_ = g_get_monotonic_time () + RECORDING_DEADLINE_US; \
    while (!(condition))                                               \
      {                                                                \
        g_assert_cmpint (g_get_monotonic_time (), <, give_up_);        \
        if (!g_main_context_iteration (NULL, FALSE))                   \
          g_usleep (100);                                              \
      }                                                                \
  }                                                                    \
  G_STMT_END

/* @data: the entries of a flow, without the brackets around them */
void recording_fixture_set_up (RecordingFixture *self, gconstpointer data);
void recording_fixture_tear_down (RecordingFixture *self, gconstpointer data);

/* Runs the flow, below /base, and records. @up: (nullable): its variable UP */
void recording_fixture_start (RecordingFixture *self, const char *up);
void recording_fixture_stop (RecordingFixture *self);
void recording_fixture_connect (RecordingFixture *self, guint index);
void recording_fixture_say (RecordingFixture *self,
                            guint             index,
                            gboolean          text,
                            const char       *data,
                            gsize             length);
void recording_fixture_press (RecordingFixture *self, const char *id);

/* A live session of three clients with ECHO_FLOW: text, binary, and what
 * everybody is told; messages under way at the same time, one who leaves in the
 * middle. 3 connect, 60 messages and one end are theirs, 5 presses; 60 answers,
 * 14 of what everybody is told and 60 debug messages come back. */
void recording_fixture_record_session (RecordingFixture *self);

G_END_DECLS
