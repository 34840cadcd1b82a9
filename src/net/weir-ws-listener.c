/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-listener.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

/* Owned by a server. The socket is GIO's for the sake of its addresses and
 * errors; accepting is done by hand, for GIO makes three objects a client. */

#define ACCEPTS_PER_TURN 64
#define REST_MS          100

struct _WeirWsListener
{
  WeirIoWatch      watch;
  WeirIoTimer      timer; /* ends a rest */
  WeirIoLoop      *loop;  /* borrowed */
  GSocket         *socket;
  guint16          port;
  gboolean         accepting;
  guint64          rests;
  WeirWsAcceptFunc func;
  gpointer         user_data;
};

static void
update (WeirWsListener *self)
{
  gboolean resting = self->timer.place != 0;

  weir_io_loop_change (self->loop,
                       &self->watch,
                       self->accepting && !resting ? EPOLLIN : 0);
}

static void
rest (WeirWsListener *self, int code)
{
  self->rests++;
  g_debug ("can't accept: %s", g_strerror (code));
  weir_io_loop_set_timer (self->loop, &self->timer, REST_MS);
  update (self);
}

static void
timer_cb (WeirIoTimer *timer)
{
  update ((WeirWsListener *)((guint8 *)timer -
                             G_STRUCT_OFFSET (WeirWsListener, timer)));
}

static void
ready_cb (WeirIoWatch *watch, guint32 events)
{
  WeirWsListener *self = (WeirWsListener *)watch;
  int             on = 1;

  for (guint i = 0; i < ACCEPTS_PER_TURN && self->accepting; i++)
    {
      int fd = accept4 (watch->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

      if (fd >= 0)
        {
          setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
          self->func (fd, self->user_data);
          continue;
        }
      /* A client that gave up while it waited is no reason to stop. */
      if (errno == EINTR || errno == ECONNABORTED)
        continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK)
        rest (self, errno);
      return;
    }
}

static GSocketAddress *
parse_address (const char *host, guint16 port, GError **error)
{
  GSocketAddress *address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    host = "127.0.0.1";
  if (g_hostname_is_ip_address (host))
    address = g_inet_socket_address_new_from_string (host, port);
  if (address == NULL)
    g_set_error (error,
                 WEIR_NET_ERROR,
                 WEIR_NET_ERROR_ADDRESS,
                 _ ("“%s” is not an address to listen on"),
                 host);
  return address;
}

static GSocket *
open_socket (GSocketAddress *address, GError **error)
{
  g_autoptr (GSocket) socket =
    g_socket_new (g_socket_address_get_family (address),
                  G_SOCKET_TYPE_STREAM,
                  G_SOCKET_PROTOCOL_TCP,
                  error);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, WEIR_NET_LISTEN_BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) ||
      !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static guint16
bound_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return address != NULL
           ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address))
           : 0;
}

WeirWsListener *
weir_ws_listener_new (WeirIoLoop      *loop,
                      const char      *host,
                      guint16          port,
                      WeirWsAcceptFunc func,
                      gpointer         user_data,
                      GError         **error)
{
  g_autoptr (GSocketAddress) address = parse_address (host, port, error);
  g_autoptr (GSocket)        socket = NULL;
  g_autoptr (GError)         local_error = NULL;

  if (address == NULL)
    return NULL;

  socket = open_socket (address, &local_error);
  if (socket == NULL)
    {
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        g_set_error (error,
                     WEIR_NET_ERROR,
                     WEIR_NET_ERROR_IN_USE,
                     _ ("port %u of %s is in use"),
                     port,
                     host);
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return weir_ws_listener_new_for_socket (loop,
                                          g_steal_pointer (&socket),
                                          func,
                                          user_data);
}

WeirWsListener *
weir_ws_listener_new_for_socket (WeirIoLoop      *loop,
                                 GSocket         *socket,
                                 WeirWsAcceptFunc func,
                                 gpointer         user_data)
{
  WeirWsListener *self = g_new0 (WeirWsListener, 1);

  self->loop = loop;
  self->socket = socket;
  self->port = bound_port (self->socket);
  self->accepting = TRUE;
  self->func = func;
  self->user_data = user_data;
  self->watch.ready = ready_cb;
  self->timer.fire = timer_cb;
  weir_io_loop_watch (loop, &self->watch, g_socket_get_fd (self->socket), EPOLLIN);
  return self;
}

void
weir_ws_listener_free (WeirWsListener *self)
{
  weir_io_loop_unwatch (self->loop, &self->watch);
  weir_io_loop_cancel_timer (self->loop, &self->timer);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_free (self);
}

guint16
weir_ws_listener_get_port (WeirWsListener *self)
{
  return self->port;
}

void
weir_ws_listener_set_accepting (WeirWsListener *self, gboolean accepting)
{
  self->accepting = accepting;
  update (self);
}

guint64
weir_ws_listener_get_rests (WeirWsListener *self)
{
  return self->rests;
}
