/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-tap-private.h"

#include "net/weir-ws-client-private.h"
#include "net/weir-ws-path.h"
#include "net/weir-ws-server-private.h"

/* The tap itself is two words of the loop, which its connections look at; here
 * is only how it is put in and what it is told first. */

/* So many messages in a row may have one time. */
#define SAME_TIME_EVENTS 16

/* A connection's end ----------------------------------------------------- */

void
weir_ws_tap_end_init (WeirWsTapEnd     *self,
                      WeirIoLoop       *loop,
                      WeirWsConnection *connection,
                      const char       *owner,
                      const char       *place)
{
  *self = (WeirWsTapEnd){
    .tap = weir_io_loop_get_tap (loop),
    .connection = connection,
    .owner = owner != NULL ? g_ref_string_new_intern (owner) : NULL,
    .place = place != NULL ? g_ref_string_new_intern (place) : NULL,
  };
}

void
weir_ws_tap_end_clear (WeirWsTapEnd *self)
{
  g_clear_pointer (&self->owner, g_ref_string_release);
  g_clear_pointer (&self->place, g_ref_string_release);
}

/* Asking for the time costs as much as all the rest; messages that came in one
 * piece, or are sent in one go, came or go at the same time anyhow. */
static gint64
get_time (WeirIoTap *tap)
{
  if (tap->uses == 0 || tap->uses == SAME_TIME_EVENTS)
    {
      tap->time_us = g_get_monotonic_time ();
      tap->uses = 0;
    }
  tap->uses++;
  return tap->time_us;
}

static WeirWsTapEvent
make_opened (const WeirWsTapEnd *self)
{
  return (WeirWsTapEvent){
    .kind = WEIR_WS_TAP_OPENED,
    .connection = self->connection,
    .time_us = g_get_monotonic_time (),
    .outgoing = self->outgoing,
    .owner = self->owner,
    .place = self->place,
  };
}

static void
tell_all (WeirIoTap *tap, const WeirWsTapEvent *event)
{
  for (guint i = 0; i < tap->n_listeners; i++)
    tap->listeners[i].func (event, tap->listeners[i].user_data);
}

void
weir_ws_tap_end_opened (WeirWsTapEnd *self)
{
  const WeirWsTapEvent event = make_opened (self);

  if (self->known || !weir_ws_tap_end_is_tapped (self))
    return;
  self->known = TRUE;
  tell_all (self->tap, &event);
}

/* One that the others have not heard of yet is about to be told to all. */
void
weir_ws_tap_end_introduce (WeirWsTapEnd *self, const WeirIoListener *listener)
{
  const WeirWsTapEvent event = make_opened (self);
  gboolean             alone = self->tap->n_listeners == 1;

  if (self->owner == NULL || (!self->known && !alone))
    return;
  self->known = TRUE;
  listener->func (&event, listener->user_data);
}

void
weir_ws_tap_end_tell (WeirWsTapEnd *self, WeirWsTapEvent *event)
{
  /* A broadcast may come before the connection's own handler has heard of it. */
  if (!self->known)
    weir_ws_tap_end_opened (self);
  event->connection = self->connection;
  event->time_us = get_time (self->tap);
  tell_all (self->tap, event);
}

/* The loop's ------------------------------------------------------------- */

/* Tells somebody new of all that is open. */
static void
introduce_clients_of_paths (WeirWsServer *server, const WeirIoListener *listener)
{
  GHashTableIter iter;
  gpointer       path;

  g_hash_table_iter_init (&iter, weir_ws_server_get_paths (server));
  while (g_hash_table_iter_next (&iter, NULL, &path))
    {
      GPtrArray *connections = weir_ws_path_get_connections (path);

      for (guint i = 0; i < connections->len; i++)
        weir_ws_connection_introduce (connections->pdata[i], listener);
    }
}

static void
introduce_own_clients (WeirIoLoop *loop, const WeirIoListener *listener)
{
  for (GList *l = weir_io_loop_get_clients (loop)->head; l != NULL; l = l->next)
    {
      WeirWsConnection *connection = weir_ws_client_get_connection (l->data);

      if (connection != NULL)
        weir_ws_connection_introduce (connection, listener);
    }
}

void
weir_ws_tap_start (WeirWsServer *server, WeirWsTapFunc func, gpointer user_data)
{
  const WeirIoListener listener = { func, user_data };
  WeirIoLoop          *loop;
  WeirIoTap           *tap;

  g_return_if_fail (WEIR_IS_WS_SERVER (server));
  g_return_if_fail (func != NULL);

  loop = weir_ws_server_get_loop (server);
  tap = weir_io_loop_get_tap (loop);
  g_return_if_fail (tap->n_listeners < WEIR_IO_MAX_LISTENERS);
  tap->listeners[tap->n_listeners++] = listener;
  introduce_clients_of_paths (server, &listener);
  introduce_own_clients (loop, &listener);
}

void
weir_ws_tap_stop (WeirWsServer *server, WeirWsTapFunc func, gpointer user_data)
{
  WeirIoTap *tap;
  guint      kept = 0;

  g_return_if_fail (WEIR_IS_WS_SERVER (server));

  tap = weir_io_loop_get_tap (weir_ws_server_get_loop (server));
  for (guint i = 0; i < tap->n_listeners; i++)
    {
      const WeirIoListener *listener = &tap->listeners[i];

      if (listener->func != func || listener->user_data != user_data)
        tap->listeners[kept++] = *listener;
    }
  tap->n_listeners = kept;
}
