/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-fixture.h"

/* Whatever is done to a WeirLive, in whatever order and at whatever moment: it
 * goes where it was last told to, and leaves nothing behind. The seed is
 * printed by the framework. */

#define LISTENER                                                         \
  "{'id':'t','type':'tab'},"                                             \
  "{'id':'l','type':'websocket-listener','path':'/echo'},"               \
  "{'id':'in','type':'websocket in','z':'t','server':'l','x':1,'y':1,"   \
  "'wires':[['out']]},"                                                  \
  "{'id':'out','type':'websocket out','z':'t','server':'l','x':1,'y':1," \
  "'wires':[]}"
#define REFUSED                                                         \
  "{'id':'c','type':'websocket-client','path':'ws://127.0.0.1:1'},"     \
  "{'id':'cin','type':'websocket in','z':'t','client':'c','x':1,'y':1," \
  "'wires':[[]]}"
#define LOOKED_UP                                                       \
  "{'id':'c','type':'websocket-client','path':'ws://nobody.invalid'},"  \
  "{'id':'cin','type':'websocket in','z':'t','client':'c','x':1,'y':1," \
  "'wires':[[]]}"
#define LOOP                                                               \
  "{'id':'t2','type':'tab'},"                                              \
  "{'id':'b','type':'inject','z':'t2','x':1,'y':1,'payload':'x',"          \
  "'payloadType':'str','props':[{'p':'payload'}],'wires':[['j']]},"        \
  "{'id':'j','type':'junction','z':'t2','x':1,'y':1,'wires':[['d','k']]}," \
  "{'id':'k','type':'junction','z':'t2','x':1,'y':1,'wires':[['j']]},"     \
  "{'id':'d','type':'debug','z':'t2','x':1,'y':1,'active':true,"           \
  "'tosidebar':true,'complete':'payload','wires':[]}"

static const char *const flows[] = {
  "[]",
  "[" LISTENER "]",
  "[" LISTENER "," LOOP "]",
  "[" LISTENER "," REFUSED "]",
  "[" LISTENER "," LOOKED_UP "]",
  "[" LOOP "]",
};

#define MAX_CLIENTS 4

typedef struct
{
  LiveFixture *fixture;
  GPtrArray   *clients;
  gboolean     watching;
  gboolean     wanted; /* to run */
} Stress;

static guint
pick (guint n)
{
  return (guint)g_test_rand_int_range (0, (int)n);
}

static const char *
pick_flow (void)
{
  return flows[pick (G_N_ELEMENTS (flows))];
}

static gboolean
is_steady (LiveFixture *fixture, gconstpointer data)
{
  WeirLiveState state = weir_live_get_state (fixture->live);

  return state == WEIR_LIVE_RUNNING || state == WEIR_LIVE_STOPPED;
}

static void
connect_client (Stress *self)
{
  LiveClient *client;

  live_fixture_wait (self->fixture, is_steady, NULL);
  if (weir_live_get_url (self->fixture->live) == NULL ||
      self->clients->len == MAX_CLIENTS)
    return;
  client = live_client_try (self->fixture, "/echo", NULL, NULL);
  if (client->connection == NULL)
    live_client_free (client);
  else
    g_ptr_array_add (self->clients, client);
}

static void
use_connection (Stress *self)
{
  WeirLive                      *live = self->fixture->live;
  GListModel                    *model = weir_live_get_connections (live);
  guint                          n = g_list_model_get_n_items (model);
  g_autoptr (GBytes)             data = g_bytes_new_static ("hello", 5);
  g_autoptr (WeirLiveConnection) row = NULL;

  if (n == 0)
    return;
  row = g_list_model_get_item (model, pick (n));
  if (pick (3) == 0)
    weir_live_disconnect (live, weir_live_connection_get_id (row));
  else
    weir_live_send (live, weir_live_connection_get_id (row), TRUE, data);
}

static void
replace (Stress *self)
{
  LiveFixture *fixture = self->fixture;

  live_fixture_tear_down (fixture, NULL);
  *fixture = (LiveFixture){ 0 };
  live_fixture_set_up (fixture, NULL);
  self->watching = FALSE;
  self->wanted = FALSE;
}

static void
toggle_watching (Stress *self)
{
  self->watching = !self->watching;
  weir_live_set_watching_connections (self->fixture->live, self->watching);
}

static void
use (Stress *self)
{
  WeirLive *live = self->fixture->live;

  switch (pick (9))
    {
    case 0:
      weir_live_press (live, "b", NULL);
      break;
    case 1:
      weir_live_set_active (live, "d", (gboolean)pick (2));
      break;
    case 2:
      weir_live_set_tap (live, pick (2) ? "j" : NULL, 0);
      break;
    case 3:
      weir_live_listen_again (live);
      break;
    case 4:
      toggle_watching (self);
      break;
    case 5:
      use_connection (self);
      break;
    case 6:
      connect_client (self);
      break;
    case 7:
      if (self->clients->len > 0)
        g_ptr_array_remove_index (self->clients, pick (self->clients->len));
      break;
    default:
      live_fixture_pass (pick (30));
    }
}

static void
step (Stress *self)
{
  switch (pick (12))
    {
    case 0:
      live_fixture_start (self->fixture, pick_flow ());
      self->wanted = TRUE;
      break;
    case 1:
      weir_live_stop (self->fixture->live);
      self->wanted = FALSE;
      break;
    case 2:
    case 3:
      live_fixture_deploy (self->fixture,
                           pick_flow (),
                           (WeirDeployMode)pick (WEIR_DEPLOY_NODES + 1));
      break;
    case 4:
      if (pick (4) == 0)
        replace (self);
      break;
    default:
      use (self);
    }
}

static void
test_stress (LiveFixture *fixture, gconstpointer data)
{
  Stress self = {
    .fixture = fixture,
    .clients = g_ptr_array_new_with_free_func ((GDestroyNotify)live_client_free),
  };
  guint n = g_test_slow () ? 5000 : 250;

  for (guint i = 0; i < n; i++)
    step (&self);
  live_fixture_wait (fixture, is_steady, NULL);
  g_assert_cmpint (weir_live_get_state (fixture->live),
                   ==,
                   self.wanted ? WEIR_LIVE_RUNNING : WEIR_LIVE_STOPPED);
  live_fixture_stop (fixture);
  g_assert_cmpuint (live_count_threads (), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (
                      weir_live_get_connections (fixture->live)),
                    ==,
                    0);
  g_ptr_array_unref (self.clients);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/host/live-stress",
              LiveFixture,
              NULL,
              live_fixture_set_up,
              test_stress,
              live_fixture_tear_down);

  return g_test_run ();
}
