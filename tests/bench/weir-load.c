/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A WebSocket load generator: many clients on one epoll loop, each keeping a
 * number of messages under way, measured until the echo is back. It does as
 * little per message as it can, so that it is never what limits the figure.
 * Prints one line of JSON. */

#include "ws-peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_WINDOW         256
#define CONNECTING_AT_ONCE 64
#define READ_BYTES         (256 * 1024)
#define HISTOGRAM_US       (1 << 21) /* two seconds, a bucket a microsecond */

typedef struct
{
  int      fd;
  gboolean open;
  gboolean idle;
  gsize    skip;    /* payload bytes of the frame being read */
  gsize    partial; /* bytes of a header cut in two */
  uint8_t  head[WS_PEER_MAX_HEADER];
  guint    oldest; /* of sent[] */
  gint64   sent[MAX_WINDOW];
} Client;

typedef struct
{
  int      loop;
  Client  *clients;
  guint    n_clients, n_started, n_open;
  GString *request;
  uint8_t *frames; /* window frames in a row */
  gsize    frame_length;
  gboolean measuring;
  gboolean stopping;
  guint64  echoed;
  guint32 *histogram;
  uint8_t *input;
} Load;

static int      port = 1880;
static char    *path = NULL;
static int      n_active = 1;
static int      n_idle = 0;
static int      window = 1;
static int      size = 64;
static double   seconds = 3;
static double   warm_up = 0.5;
static gint64   max_messages = 0;
static gboolean first_accept = FALSE;
static gboolean hold = FALSE;
static char   **command = NULL;

static const GOptionEntry options[] = {
  { "port", 'p', 0, G_OPTION_ARG_INT, &port, "Port on 127.0.0.1", "N" },
  { "path", 0, 0, G_OPTION_ARG_STRING, &path, "Path (/ws/echo)", "PATH" },
  { "clients", 'c', 0, G_OPTION_ARG_INT, &n_active, "Active clients", "N" },
  { "idle", 'i', 0, G_OPTION_ARG_INT, &n_idle, "Idle clients", "N" },
  { "window", 'w', 0, G_OPTION_ARG_INT, &window, "Messages under way", "N" },
  { "size", 's', 0, G_OPTION_ARG_INT, &size, "Bytes a message", "N" },
  { "seconds", 't', 0, G_OPTION_ARG_DOUBLE, &seconds, "Time measured", "S" },
  { "messages",
    'n',
    0,
    G_OPTION_ARG_INT64,
    &max_messages,
    "Stop after so many echoes instead",
    "N" },
  { "hold",
    0,
    0,
    G_OPTION_ARG_NONE,
    &hold,
    "Only connect, print a line, wait for the end of standard input",
    NULL },
  { "first-accept",
    0,
    0,
    G_OPTION_ARG_NONE,
    &first_accept,
    "Start COMMAND and time it until it accepts a WebSocket",
    NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &command, NULL, "COMMAND…" },
  { NULL },
};

static gint64
now_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
connect_socket (int flags)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
  int one = 1;

  address.sin_port = htons ((uint16_t)port);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect (fd, (struct sockaddr *)&address, sizeof address) != 0 &&
      errno != EINPROGRESS)
    {
      close (fd);
      return -1;
    }
  return fd;
}

static void
fail (const char *what)
{
  g_printerr ("weir-load: %s: %s\n", what, g_strerror (errno));
  exit (1);
}

static void
start_clients (Load *load)
{
  while (load->n_started < load->n_clients &&
         load->n_started - load->n_open < CONNECTING_AT_ONCE)
    {
      Client            *client = &load->clients[load->n_started++];
      struct epoll_event event = { .events = EPOLLOUT, .data.ptr = client };

      client->fd = connect_socket (SOCK_NONBLOCK);
      if (client->fd < 0)
        fail ("connect");
      epoll_ctl (load->loop, EPOLL_CTL_ADD, client->fd, &event);
    }
}

static void
send_messages (Load *load, Client *client, guint count, gint64 time)
{
  const uint8_t *bytes = load->frames;
  gsize          left = count * load->frame_length;

  for (guint i = 0; i < count; i++)
    client->sent[(client->oldest + window - count + i) % window] = time;
  while (left > 0)
    {
      ssize_t written = send (client->fd, bytes, left, MSG_NOSIGNAL);

      if (written < 0 && errno != EAGAIN)
        fail ("send");
      if (written > 0)
        {
          bytes += written;
          left -= written;
        }
    }
}

static void
note_echo (Load *load, Client *client, gint64 time)
{
  gint64 taken = time - client->sent[client->oldest];

  client->oldest = (client->oldest + 1) % window;
  if (!load->measuring)
    return;
  load->echoed++;
  load->histogram[CLAMP (taken, 0, HISTOGRAM_US - 1)]++;
}

/* Returns how many whole frames the bytes end. */
static guint
take_frames (Load *load, Client *client, const uint8_t *bytes, gsize length)
{
  gint64 time = now_us ();
  guint  ended = 0;

  while (length > 0)
    {
      WsPeerFrame frame;

      if (client->skip > 0)
        {
          gsize step = MIN (client->skip, length);

          client->skip -= step;
          bytes += step;
          length -= step;
        }
      else
        {
          client->head[client->partial++] = *bytes++;
          length--;
          if (ws_peer_read_header (client->head, client->partial, &frame) == 0)
            continue;
          if (frame.opcode > 2)
            fail ("the server sent no data frame");
          client->partial = 0;
          client->skip = frame.payload;
        }
      if (client->skip == 0 && client->partial == 0)
        {
          note_echo (load, client, time);
          ended++;
        }
    }
  return ended;
}

static void
finish_handshake (Load *load, Client *client, gsize got)
{
  if (got < 12 || memcmp (load->input + 9, "101", 3) != 0)
    fail ("the server refused the WebSocket");
  client->open = TRUE;
  load->n_open++;
  start_clients (load);
}

static void
serve (Load *load, Client *client, guint32 events)
{
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = client };
  ssize_t            got;
  guint              ended;

  if (events & EPOLLOUT)
    {
      if (send (client->fd, load->request->str, load->request->len, MSG_NOSIGNAL) !=
          (ssize_t)load->request->len)
        fail ("handshake");
      epoll_ctl (load->loop, EPOLL_CTL_MOD, client->fd, &event);
      return;
    }
  got = recv (client->fd, load->input, READ_BYTES, 0);
  if (got < 0 && errno == EAGAIN)
    return;
  if (got <= 0)
    fail ("the server closed a connection");
  if (!client->open)
    {
      finish_handshake (load, client, got);
      return;
    }
  ended = take_frames (load, client, load->input, got);
  if (ended > 0 && !load->stopping)
    send_messages (load, client, ended, now_us ());
}

static void
turn (Load *load, int timeout_ms)
{
  struct epoll_event events[512];
  int ready = epoll_wait (load->loop, events, G_N_ELEMENTS (events), timeout_ms);

  for (int i = 0; i < ready; i++)
    serve (load, events[i].data.ptr, events[i].events);
}

static void
prepare_frames (Load *load)
{
  static const uint8_t mask[4] = { 0x37, 0xfa, 0x21, 0x3d };
  uint8_t              head[WS_PEER_MAX_HEADER];
  gsize                start = ws_peer_write_header (head, 1, size);

  head[1] |= 0x80;
  memcpy (head + start, mask, sizeof mask);
  start += sizeof mask;
  load->frame_length = start + size;
  load->frames = g_malloc (load->frame_length * window);
  for (int i = 0; i < window; i++)
    {
      uint8_t *frame = load->frames + i * load->frame_length;

      memcpy (frame, head, start);
      for (int j = 0; j < size; j++)
        frame[start + j] = ('a' + j % 26) ^ mask[j & 3];
    }
}

static GString *
new_request (void)
{
  GString *request = g_string_new (NULL);

  g_string_printf (request,
                   "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
                   "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                   "Sec-WebSocket-Version: 13\r\n\r\n",
                   path,
                   port);
  return request;
}

static double
percentile_ms (const Load *load, double part)
{
  guint64 below = 0;

  for (int us = 0; us < HISTOGRAM_US; us++)
    {
      below += load->histogram[us];
      if (below > 0 && below >= part * load->echoed)
        return us / 1000.0;
    }
  return -1;
}

static void
print_result (const Load *load, gint64 taken_us)
{
  char rate[G_ASCII_DTOSTR_BUF_SIZE];
  char p50[G_ASCII_DTOSTR_BUF_SIZE];
  char p99[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (rate,
                   sizeof rate,
                   "%.1f",
                   load->echoed * (double)G_USEC_PER_SEC / taken_us);
  g_ascii_formatd (p50, sizeof p50, "%.3f", percentile_ms (load, 0.50));
  g_ascii_formatd (p99, sizeof p99, "%.3f", percentile_ms (load, 0.99));
  g_print ("{\"clients\":%d,\"idle\":%d,\"window\":%d,\"size\":%d,"
           "\"echoed\":%" G_GUINT64_FORMAT ",\"rate\":%s,"
           "\"p50_ms\":%s,\"p99_ms\":%s}\n",
           n_active,
           n_idle,
           window,
           size,
           load->echoed,
           rate,
           p50,
           p99);
}

static void
connect_all (Load *load)
{
  gint64 deadline = now_us () + 60 * G_USEC_PER_SEC;

  start_clients (load);
  while (load->n_open < load->n_clients)
    {
      turn (load, 1000);
      if (now_us () > deadline)
        fail ("not every client was accepted within a minute");
    }
}

static void
measure (Load *load)
{
  gint64 start = now_us ();
  gint64 end;

  for (int i = 0; i < n_active; i++)
    send_messages (load, &load->clients[i], window, start);
  while (max_messages == 0 && now_us () < start + warm_up * G_USEC_PER_SEC)
    turn (load, 100);
  load->measuring = TRUE;
  start = now_us ();
  end = start + (gint64)(seconds * G_USEC_PER_SEC);
  while (max_messages > 0 ? (gint64)load->echoed < max_messages : now_us () < end)
    turn (load, 100);
  load->stopping = TRUE;
  print_result (load, now_us () - start);
}

static void
run_load (void)
{
  Load load = {
    .loop = epoll_create1 (EPOLL_CLOEXEC),
    .n_clients = n_active + n_idle,
    .clients = g_new0 (Client, n_active + n_idle),
    .request = new_request (),
    .histogram = g_new0 (guint32, HISTOGRAM_US),
    .input = g_malloc (READ_BYTES),
  };

  prepare_frames (&load);
  connect_all (&load);
  if (hold)
    {
      g_print ("{\"open\":%u}\n", load.n_open);
      while (getchar () != EOF)
        ;
    }
  else
    measure (&load);
}

/* Waits until a WebSocket is accepted, trying as often as it can. Node-RED
 * answers nothing on a path it does not know yet, so no try may last. */
static void
wait_for_accept (pid_t child)
{
  const struct timeval patience = { .tv_usec = 20000 };
  g_autoptr (GString)  request = new_request ();
  char                 answer[256];

  for (;;)
    {
      int fd = connect_socket (0);

      if (fd >= 0)
        {
          setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
          send (fd, request->str, request->len, MSG_NOSIGNAL);
          if (recv (fd, answer, sizeof answer, 0) > 12 &&
              memcmp (answer + 9, "101", 3) == 0)
            return;
          close (fd);
        }
      if (waitpid (child, NULL, WNOHANG) == child)
        fail ("the command ended");
      g_usleep (200);
    }
}

static void
run_first_accept (void)
{
  gint64 start = now_us ();
  char   taken[G_ASCII_DTOSTR_BUF_SIZE];
  pid_t  child = fork ();

  if (child == 0)
    {
      int null = open ("/dev/null", O_RDWR);

      prctl (PR_SET_PDEATHSIG, SIGKILL);
      dup2 (null, STDOUT_FILENO);
      dup2 (null, STDERR_FILENO);
      execvp (command[0], command);
      fail (command[0]);
    }
  wait_for_accept (child);
  g_ascii_formatd (taken, sizeof taken, "%.2f", (now_us () - start) / 1000.0);
  g_print ("{\"first_accept_ms\":%s}\n", taken);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError)         error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || n_active < 0 ||
      n_idle < 0 || window < 1 || window > MAX_WINDOW || size < 0 ||
      (first_accept && command == NULL))
    {
      g_printerr ("weir-load: %s\n",
                  error != NULL ? error->message : "bad option");
      return 2;
    }
  if (path == NULL)
    path = g_strdup ("/ws/echo");
  ws_peer_raise_file_limit ();
  if (first_accept)
    run_first_accept ();
  else
    run_load ();
  return 0;
}
