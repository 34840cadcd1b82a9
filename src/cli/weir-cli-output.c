/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* A terminal that can't be opened anew is asked first and given little at a
 * time, so that a write does not wait for room. */
#define POLLED_WRITE_BYTES 512

/* Written bytes are cut off the queue's front when there are as many. */
#define COMPACT_BYTES (256 * 1024)

typedef enum
{
  MODE_DIRECT,      /* a file: writing never waits for a reader */
  MODE_NONBLOCKING, /* a description of our own, O_NONBLOCK */
  MODE_SOCKET,      /* MSG_DONTWAIT */
  MODE_POLLED,      /* shared: asked before each small write */
} Mode;

/* Owned by the run; writes on the run's context. */
struct _WeirCliOutput
{
  int               fd;
  gboolean          owns_fd;
  Mode              mode;
  GMainContext     *context;
  WeirCliOutputFunc func;
  gpointer          func_data;

  GByteArray *queue;
  gsize       written; /* of the queue's front */
  GSource    *source;  /* (nullable): waits for room */
  guint64     dropped; /* not reported yet */
  guint64     waiting; /* records in the queue */
  gboolean    dropping;
  gboolean    closed; /* the reader is gone */
  gboolean    failed;
};

/* O_NONBLOCK belongs to the open file description, which a terminal or pipe
 * shares with the shell and its other programs. Opening it anew through /proc
 * gives one of our own. */
static int
open_anew (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  return open (path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

static void
choose_mode (WeirCliOutput *self, int fd)
{
  struct stat status;
  int         own = -1;

  self->fd = fd;
  self->mode = MODE_DIRECT;
  if (fstat (fd, &status) != 0 || S_ISREG (status.st_mode) ||
      (fcntl (fd, F_GETFL) & O_ACCMODE) == O_RDONLY)
    return;
  if (S_ISSOCK (status.st_mode))
    {
      self->mode = MODE_SOCKET;
      return;
    }
  own = open_anew (fd);
  if (own >= 0)
    {
      self->fd = own;
      self->owns_fd = TRUE;
    }
  self->mode = own >= 0 ? MODE_NONBLOCKING : MODE_POLLED;
}

WeirCliOutput *
weir_cli_output_new (int               fd,
                     GMainContext     *context,
                     WeirCliOutputFunc func,
                     gpointer          user_data)
{
  WeirCliOutput *self = g_new0 (WeirCliOutput, 1);

  choose_mode (self, fd);
  self->context = g_main_context_ref (context);
  self->func = func;
  self->func_data = user_data;
  self->queue = g_byte_array_new ();
  return self;
}

static void
clear_source (WeirCliOutput *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

void
weir_cli_output_free (WeirCliOutput *self)
{
  clear_source (self);
  if (self->owns_fd)
    close (self->fd);
  g_byte_array_unref (self->queue);
  g_main_context_unref (self->context);
  g_free (self);
}

static gssize
write_some (WeirCliOutput *self, const guint8 *data, gsize length)
{
  struct pollfd poll_fd = { .fd = self->fd, .events = POLLOUT };

  switch (self->mode)
    {
    case MODE_DIRECT:
    case MODE_NONBLOCKING:
      return write (self->fd, data, length);
    case MODE_SOCKET:
      return send (self->fd, data, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    case MODE_POLLED:
      if (poll (&poll_fd, 1, 0) == 1)
        return write (self->fd, data, MIN (length, POLLED_WRITE_BYTES));
      errno = EAGAIN;
      return -1;
    }
  g_assert_not_reached ();
}

static void
report (WeirCliOutput *self, const char *error)
{
  guint64 dropped = self->dropped;

  self->dropped = 0;
  if (self->func != NULL)
    self->func (dropped, error, self->func_data);
}

static void
forget_queue (WeirCliOutput *self)
{
  g_byte_array_set_size (self->queue, 0);
  self->written = 0;
  self->waiting = 0;
  clear_source (self);
}

/* Nothing can be written. A reader that went away, as head does, is no failure;
 * said once, for every record after it meets the same fate. */
static void
give_up (WeirCliOutput *self, int error_number)
{
  gboolean first = !self->closed && !self->failed;

  self->dropped += self->waiting;
  forget_queue (self);
  if (error_number == EPIPE || error_number == ECONNRESET)
    self->closed = TRUE;
  else
    self->failed = TRUE;
  if (first)
    report (self, g_strerror (error_number));
}

static gboolean
room_cb (int fd, GIOCondition condition, gpointer data)
{
  weir_cli_output_flush (data);
  return G_SOURCE_CONTINUE;
}

static void
wait_for_room (WeirCliOutput *self)
{
  if (self->source != NULL)
    return;
  self->source = g_unix_fd_source_new (self->fd, G_IO_OUT | G_IO_ERR | G_IO_HUP);
  g_source_set_callback (self->source, G_SOURCE_FUNC (room_cb), self, NULL);
  g_source_attach (self->source, self->context);
}

static void
finish_queue (WeirCliOutput *self)
{
  forget_queue (self);
  if (!self->dropping)
    return;
  self->dropping = FALSE;
  report (self, NULL);
}

void
weir_cli_output_flush (WeirCliOutput *self)
{
  while (self->written < self->queue->len)
    {
      gssize n = write_some (self,
                             self->queue->data + self->written,
                             self->queue->len - self->written);

      if (n >= 0)
        self->written += (gsize)n;
      else if (errno == EAGAIN || errno == EWOULDBLOCK)
        {
          wait_for_room (self);
          break;
        }
      else if (errno != EINTR)
        {
          give_up (self, errno);
          return;
        }
    }
  if (self->written >= self->queue->len)
    finish_queue (self);
  else if (self->written >= COMPACT_BYTES)
    {
      g_byte_array_remove_range (self->queue, 0, (guint)self->written);
      self->written = 0;
    }
}

void
weir_cli_output_add (WeirCliOutput *self, const char *text, gsize length)
{
  if (!self->closed &&
      self->queue->len - self->written + length <= WEIR_CLI_MAX_OUTPUT_BYTES)
    {
      g_byte_array_append (self->queue, (const guint8 *)text, (guint)length);
      self->waiting++;
      return;
    }
  if (!self->closed && !self->dropping)
    {
      self->dropping = TRUE;
      report (self, NULL);
    }
  self->dropped++;
}

void
weir_cli_output_drain (WeirCliOutput *self, guint timeout_ms)
{
  gint64 deadline =
    g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;

  weir_cli_output_flush (self);
  while (self->queue->len > 0)
    {
      struct pollfd poll_fd = { .fd = self->fd, .events = POLLOUT };
      gint64        left_us = deadline - g_get_monotonic_time ();

      if (left_us <= 0)
        break;
      poll (&poll_fd, 1, (int)(left_us / 1000) + 1);
      weir_cli_output_flush (self);
    }
  self->dropped += self->waiting;
  forget_queue (self);
  if (self->dropped > 0)
    report (self, NULL);
  self->dropping = FALSE;
}

gboolean
weir_cli_output_has_failed (WeirCliOutput *self)
{
  return self->failed;
}
