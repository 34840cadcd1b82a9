/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-socket.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A stream and its two buffers. Input is read into the loop's shared memory
 * and only what the owner leaves is kept here, so an idle peer costs this
 * struct. Owned by a connection or a handshake, at the end by the loop. */

#define PARTS_PER_WRITE 64
#define TLS_RECORD      (16 * 1024)

struct _WeirSocket
{
  WeirIoWatch watch;
  WeirIoTask  flush;
  WeirIoTask  attention; /* kept input, or an end to tell */
  WeirIoLoop *loop;      /* borrowed: its owner holds a reference */

  int                fd;
  GSocketConnection *connection; /* (nullable): owns the descriptor */
  GTlsConnection    *tls;        /* (nullable) */

  const WeirSocketEvents *events;
  gpointer                owner;

  guint8 *kept;
  gsize   kept_bytes, kept_room;

  WeirOutQueue out;
  GError      *error;     /* (nullable): why it broke */
  gboolean     eof;       /* the peer sends no more; we still may */
  gboolean     broken;    /* no more either way */
  gboolean     told;      /* the owner has heard of it */
  gboolean     reading;   /* the owner's wish */
  gboolean     congested; /* too much waits to be written */
  gboolean     want_write;

  /* After weir_socket_finish(). */
  gboolean     finishing, shut;
  WeirIoOrphan orphan;
  WeirIoTimer  timer;
};

/* Watching --------------------------------------------------------------- */

static void
update_watch (WeirSocket *self)
{
  guint32 events = 0;

  if (!self->eof && (self->finishing || (self->reading && !self->congested)))
    events |= EPOLLIN;
  if (self->want_write)
    events |= EPOLLOUT;
  weir_io_loop_change (self->loop, &self->watch, events);
}

/* The peer sends no more. The owner hears of it in the next turn, after what
 * came before. */
static void
end_input (WeirSocket *self)
{
  self->eof = TRUE;
  update_watch (self);
  if (!self->finishing)
    weir_io_loop_defer (self->loop, &self->attention);
  else if (self->out.bytes == 0 || self->broken)
    weir_io_loop_set_timer (self->loop, &self->timer, 0);
}

static void
break_off (WeirSocket *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  self->broken = TRUE;
  self->want_write = FALSE;
  weir_io_loop_unwatch (self->loop, &self->watch);
  end_input (self);
}

static GError *
system_error (int code)
{
  return g_error_new_literal (G_IO_ERROR,
                              g_io_error_from_errno (code),
                              g_strerror (code));
}

/* Reading ---------------------------------------------------------------- */

/* One read. Returns: bytes, 0 at the end, -1 when there is nothing now or the
 * stream broke. */
static gssize
read_once (WeirSocket *self, guint8 *data, gsize room)
{
  g_autoptr (GError) error = NULL;
  gssize             n;

  if (self->tls == NULL)
    {
      do
        n = recv (self->fd, data, room, 0);
      while (n < 0 && errno == EINTR);
      if (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK)
        break_off (self, system_error (errno));
      return n;
    }

  n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (
                                                  g_io_stream_get_input_stream (
                                                    G_IO_STREAM (self->tls))),
                                                data,
                                                room,
                                                NULL,
                                                &error);
  if (n < 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    break_off (self, g_steal_pointer (&error));
  return n;
}

/* A TLS stream gives a record at a time and may hold more than the descriptor
 * shows, so it is asked until it has nothing. */
static gssize
read_some (WeirSocket *self, guint8 *data, gsize room)
{
  gsize  got = 0;
  gssize n;

  if (self->tls == NULL)
    return read_once (self, data, room);

  do
    {
      n = read_once (self, data + got, room - got);
      if (n > 0)
        got += n;
    }
  while (n > 0 && got < room);

  if (got == room)
    weir_io_loop_defer (self->loop, &self->attention);
  if (n == 0 && got > 0)
    end_input (self);
  return got > 0 ? (gssize)got : n;
}

/* Keeps @length bytes at @data, which may lie in what is kept already. */
static void
keep (WeirSocket *self, const guint8 *data, gsize length)
{
  gboolean inside = self->kept != NULL && data >= self->kept &&
                    data < self->kept + self->kept_room;

  if (length == 0)
    {
      g_clear_pointer (&self->kept, g_free);
      self->kept_room = 0;
    }
  else if (inside && length < self->kept_room / 4)
    {
      /* A large message came and went. */
      guint8 *rest = g_memdup2 (data, length);

      g_free (self->kept);
      self->kept = rest;
      self->kept_room = length;
    }
  else if (inside)
    memmove (self->kept, data, length);
  else
    {
      if (self->kept == NULL || self->kept_room < length)
        {
          g_free (self->kept);
          self->kept = g_malloc (length);
          self->kept_room = length;
        }
      memcpy (self->kept, data, length);
    }
  self->kept_bytes = length;
}

/* Hands bytes to the owner. Returns: FALSE when the socket may be gone. */
static gboolean
offer (WeirSocket *self, guint8 *data, gsize length)
{
  const WeirSocketEvents *events = self->events;
  gpointer                owner = self->owner;
  gsize                   used;

  if (self->finishing)
    {
      keep (self, NULL, 0);
      return TRUE;
    }

  /* The owner may free or hand on the socket while it reads. */
  self->kept_bytes = data == self->kept ? length : 0;
  used = events->input (owner, data, length);
  if (used == G_MAXSIZE)
    return FALSE;
  keep (self, data + used, length - used);
  return TRUE;
}

/* Room for more behind what is kept; it grows only with what came. */
static guint8 *
make_room (WeirSocket *self, gsize *room)
{
  guint8 *scratch = weir_io_loop_get_scratch (self->loop);

  if (self->kept_bytes <= WEIR_IO_KEEP_BYTES)
    {
      if (self->kept_bytes > 0)
        memcpy (scratch, self->kept, self->kept_bytes);
      *room = WEIR_NET_READ_BYTES;
      return scratch;
    }
  if (self->kept_room - self->kept_bytes < self->kept_bytes)
    {
      self->kept_room = self->kept_bytes * 2;
      self->kept = g_realloc (self->kept, self->kept_room);
    }
  *room = MIN (self->kept_room - self->kept_bytes, WEIR_NET_READ_BYTES);
  return self->kept;
}

static void
read_turn (WeirSocket *self)
{
  gsize   room;
  guint8 *data = make_room (self, &room);
  gssize  n = read_some (self, data + self->kept_bytes, room);

  if (n > 0)
    offer (self, data, self->kept_bytes + n);
  else if (n == 0)
    end_input (self);
}

static void
ready_cb (WeirIoWatch *watch, guint32 events)
{
  WeirSocket *self = (WeirSocket *)watch;

  if ((events & EPOLLOUT) != 0)
    {
      self->want_write = FALSE;
      update_watch (self);
      weir_io_loop_defer_flush (self->loop, &self->flush);
    }
  if (self->eof && (events & (EPOLLHUP | EPOLLERR)) != 0)
    break_off (self, system_error (ECONNRESET));
  else if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
    read_turn (self);
}

static void
attention_cb (WeirIoTask *task)
{
  WeirSocket *self =
    (WeirSocket *)((guint8 *)task - G_STRUCT_OFFSET (WeirSocket, attention));

  g_assert (self->kept_bytes == 0 || self->kept != NULL);
  if (self->kept_bytes > 0 && !self->told &&
      !offer (self, self->kept, self->kept_bytes))
    return;
  if (self->eof && !self->told && !self->finishing)
    {
      self->told = TRUE;
      self->events->ended (self->owner, self->error);
    }
  else if (!self->eof && self->tls != NULL && self->reading && !self->congested)
    read_turn (self);
}

/* Writing ---------------------------------------------------------------- */

static gssize
write_plain (WeirSocket *self)
{
  struct iovec  parts[PARTS_PER_WRITE];
  struct msghdr message = {
    .msg_iov = parts,
    .msg_iovlen = weir_out_queue_peek (&self->out, parts, PARTS_PER_WRITE),
  };
  gssize n;

  do
    n = sendmsg (self->fd, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);

  if (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK)
    break_off (self, system_error (errno));
  return n;
}

/* A record that did not go out must be tried again with the same bytes, so
 * they can't be taken back any more. */
static gssize
write_tls (WeirSocket *self)
{
  g_autoptr (GError) error = NULL;
  struct iovec       parts[2];
  gssize             n;

  weir_out_queue_peek (&self->out, parts, 2);
  parts[0].iov_len = MIN (parts[0].iov_len, TLS_RECORD);
  n = g_pollable_output_stream_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (
                                                    g_io_stream_get_output_stream (
                                                      G_IO_STREAM (self->tls))),
                                                  parts[0].iov_base,
                                                  parts[0].iov_len,
                                                  NULL,
                                                  &error);
  if (n >= 0)
    return n;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    self->out.pinned = parts[0].iov_len;
  else
    break_off (self, g_steal_pointer (&error));
  return -1;
}

/* Tells the peer that nothing more comes. A TLS goodbye could block, so it is
 * said only while the descriptor takes it. */
static void
shut_down (WeirSocket *self)
{
  struct pollfd poll_fd = { .fd = self->fd, .events = POLLOUT };

  if (self->shut)
    return;
  self->shut = TRUE;
  if (self->tls != NULL && poll (&poll_fd, 1, 0) == 1 &&
      poll_fd.revents == POLLOUT)
    g_io_stream_close (G_IO_STREAM (self->tls), NULL, NULL);
  shutdown (self->fd, SHUT_WR);
}

static void
write_out (WeirSocket *self)
{
  gssize n = 0;

  while (self->out.bytes > 0 && n >= 0 && !self->broken)
    {
      n = self->tls != NULL ? write_tls (self) : write_plain (self);
      if (n > 0)
        weir_out_queue_skip (&self->out, n);
    }
  self->want_write = self->out.bytes > 0 && !self->broken;
}

static void
update_congestion (WeirSocket *self)
{
  gboolean was = self->congested;

  if (self->out.bytes > WEIR_NET_PAUSE_BYTES)
    self->congested = TRUE;
  else if (self->out.bytes < WEIR_NET_RESUME_BYTES)
    self->congested = FALSE;
  if (was && !self->congested && (self->kept_bytes > 0 || self->tls != NULL))
    weir_io_loop_defer (self->loop, &self->attention);
}

static void
flush_cb (WeirIoTask *task)
{
  WeirSocket *self =
    (WeirSocket *)((guint8 *)task - G_STRUCT_OFFSET (WeirSocket, flush));
  gsize before = self->out.bytes;

  weir_socket_flush_now (self);
  if (!self->finishing || self->broken)
    return;

  if (self->out.bytes == 0)
    shut_down (self);
  if (self->out.bytes == 0 && self->eof)
    weir_io_loop_set_timer (self->loop, &self->timer, 0);
  else if (self->out.bytes < before)
    weir_io_loop_set_timer (self->loop, &self->timer, WEIR_NET_CLOSE_TIMEOUT_MS);
}

void
weir_socket_flush_now (WeirSocket *self)
{
  if (!self->want_write)
    write_out (self);
  update_congestion (self);
  update_watch (self);
}

void
weir_socket_queued (WeirSocket *self)
{
  /* While the stream takes nothing, only crossing the line is of interest. */
  if (!self->want_write ||
      (self->out.bytes > WEIR_NET_PAUSE_BYTES && !self->congested))
    weir_io_loop_defer_flush (self->loop, &self->flush);
}

WeirOutQueue *
weir_socket_get_out (WeirSocket *self)
{
  return &self->out;
}

/* Life ------------------------------------------------------------------- */

WeirSocket *
weir_socket_new (WeirIoLoop *loop, int fd)
{
  WeirSocket *self = g_new0 (WeirSocket, 1);

  self->loop = loop;
  self->fd = fd;
  self->reading = TRUE;
  self->watch.ready = ready_cb;
  self->flush.run = flush_cb;
  self->attention.run = attention_cb;
  weir_out_queue_init (&self->out, loop);
  weir_io_loop_watch (loop, &self->watch, fd, EPOLLIN);
  return self;
}

WeirSocket *
weir_socket_new_for_stream (WeirIoLoop        *loop,
                            GSocketConnection *connection,
                            GTlsConnection    *tls)
{
  GSocket    *socket = g_socket_connection_get_socket (connection);
  WeirSocket *self = weir_socket_new (loop, g_socket_get_fd (socket));

  self->connection = connection;
  self->tls = tls;
  if (tls != NULL)
    weir_io_loop_defer (loop, &self->attention);
  return self;
}

void
weir_socket_free (WeirSocket *self)
{
  weir_io_loop_unwatch (self->loop, &self->watch);
  weir_io_task_cancel (&self->flush);
  weir_io_task_cancel (&self->attention);
  weir_io_loop_cancel_timer (self->loop, &self->timer);
  if (self->finishing)
    weir_io_loop_disown (self->loop, &self->orphan);
  weir_out_queue_clear (&self->out);

  /* Shut first: a TLS goodbye then fails instead of waiting for a peer. */
  if (self->connection != NULL)
    shutdown (self->fd, SHUT_RDWR);
  else
    close (self->fd);
  g_clear_object (&self->tls);
  g_clear_object (&self->connection);
  g_clear_error (&self->error);
  g_free (self->kept);
  g_free (self);
}

static void
drop_cb (WeirIoOrphan *orphan)
{
  WeirSocket *self =
    (WeirSocket *)((guint8 *)orphan - G_STRUCT_OFFSET (WeirSocket, orphan));

  self->finishing = FALSE; /* disowned already */
  weir_socket_free (self);
}

static void
timer_cb (WeirIoTimer *timer)
{
  weir_socket_free (
    (WeirSocket *)((guint8 *)timer - G_STRUCT_OFFSET (WeirSocket, timer)));
}

void
weir_socket_finish (WeirSocket *self)
{
  /* What is kept stays for now: the owner may be in the middle of it. */
  self->finishing = TRUE;
  self->owner = NULL;
  self->events = NULL;
  self->orphan.drop = drop_cb;
  weir_io_loop_adopt (self->loop, &self->orphan);
  self->timer.fire = timer_cb;
  weir_io_loop_set_timer (self->loop,
                          &self->timer,
                          self->broken ? 0 : WEIR_NET_CLOSE_TIMEOUT_MS);
  update_watch (self);
  weir_socket_queued (self);
}

void
weir_socket_set_owner (WeirSocket             *self,
                       const WeirSocketEvents *events,
                       gpointer                owner)
{
  self->events = events;
  self->owner = owner;
  weir_io_loop_defer (self->loop, &self->attention);
}

gsize
weir_socket_take (WeirSocket *self, guint8 *data, gsize length)
{
  length = MIN (length, self->kept_bytes);
  if (length > 0)
    {
      memcpy (data, self->kept, length);
      keep (self, self->kept + length, self->kept_bytes - length);
    }
  return length;
}

gboolean
weir_socket_has_kept (WeirSocket *self)
{
  return self->kept_bytes > 0;
}

void
weir_socket_untake (WeirSocket *self, const guint8 *data, gsize length)
{
  gsize   total = length + self->kept_bytes;
  guint8 *joined = g_malloc (MAX (total, 1));

  memcpy (joined, data, length);
  if (self->kept_bytes > 0)
    memcpy (joined + length, self->kept, self->kept_bytes);
  g_free (self->kept);
  self->kept = joined;
  self->kept_bytes = total;
  self->kept_room = MAX (total, 1);
  weir_io_loop_defer (self->loop, &self->attention);
}

gboolean
weir_socket_has_ended (WeirSocket *self)
{
  return self->eof;
}

void
weir_socket_set_reading (WeirSocket *self, gboolean reading)
{
  self->reading = reading;
  update_watch (self);
}

/* @address: as getpeername() and its like give it */
static char *
address_to_text (const struct sockaddr_storage *storage, socklen_t length)
{
  g_autoptr (GSocketAddress) address =
    g_socket_address_new_from_native ((gpointer)storage, length);

  return G_IS_INET_SOCKET_ADDRESS (address)
           ? g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address))
           : g_strdup ("");
}

char *
weir_socket_dup_peer (WeirSocket *self)
{
  struct sockaddr_storage storage;
  socklen_t               length = sizeof storage;

  return getpeername (self->fd, (struct sockaddr *)&storage, &length) == 0
           ? address_to_text (&storage, length)
           : g_strdup ("");
}

char *
weir_socket_dup_local (WeirSocket *self)
{
  struct sockaddr_storage storage;
  socklen_t               length = sizeof storage;

  return getsockname (self->fd, (struct sockaddr *)&storage, &length) == 0
           ? address_to_text (&storage, length)
           : g_strdup ("");
}

GTlsConnection *
weir_socket_get_tls (WeirSocket *self)
{
  return self->tls;
}
