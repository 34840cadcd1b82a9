/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What one core can do at all: an epoll loop that echoes frames and does
 * nothing else. It trusts its peers and is only for measuring.
 *
 * usage: raw-echo PORT */

#include "ws-peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROOM (256 * 1024)

typedef struct
{
  int      fd;
  gboolean open; /* the handshake is done */
  size_t   length;
  uint8_t *bytes; /* what came and is not echoed yet */
  size_t   room;
} Peer;

static uint8_t answers[ROOM + WS_PEER_MAX_HEADER];

static void
write_all (int fd, const uint8_t *bytes, size_t length)
{
  while (length > 0)
    {
      ssize_t written = send (fd, bytes, length, MSG_NOSIGNAL);

      if (written <= 0)
        return;
      bytes += written;
      length -= written;
    }
}

static void
answer_handshake (Peer *peer)
{
  g_autofree char      *request = g_strndup ((char *)peer->bytes, peer->length);
  const char           *key = strcasestr (request, "sec-websocket-key: ");
  g_autofree char      *joined = NULL;
  g_autofree char      *accept = NULL;
  g_autofree char      *answer = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8                digest[20];
  gsize                 size = sizeof digest;

  if (strstr (request, "\r\n\r\n") == NULL || key == NULL)
    return;
  joined = g_strdup_printf ("%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                            key + strlen ("sec-websocket-key: "));
  g_checksum_update (sum, (guint8 *)joined, -1);
  g_checksum_get_digest (sum, digest, &size);
  accept = g_base64_encode (digest, size);
  answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\n"
                            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                            "Sec-WebSocket-Accept: %s\r\n\r\n",
                            accept);
  write_all (peer->fd, (uint8_t *)answer, strlen (answer));
  peer->open = TRUE;
  peer->length = 0;
}

static size_t
echo_frame (const uint8_t *frame, const WsPeerFrame *header, uint8_t *out)
{
  const uint8_t *mask = frame + header->header - 4;
  const uint8_t *payload = frame + header->header;
  size_t start = ws_peer_write_header (out, header->opcode, header->payload);

  for (size_t i = 0; i < header->payload; i++)
    out[start + i] = payload[i] ^ mask[i & 3];
  return start + header->payload;
}

static void
echo_frames (Peer *peer)
{
  size_t      read = 0;
  size_t      written = 0;
  WsPeerFrame frame;

  while (ws_peer_read_header (peer->bytes + read, peer->length - read, &frame) >
           0 &&
         peer->length - read >= frame.header + frame.payload)
    {
      if (written + frame.payload + WS_PEER_MAX_HEADER > sizeof answers)
        {
          write_all (peer->fd, answers, written);
          written = 0;
        }
      written += echo_frame (peer->bytes + read, &frame, answers + written);
      read += frame.header + frame.payload;
    }
  write_all (peer->fd, answers, written);
  memmove (peer->bytes, peer->bytes + read, peer->length - read);
  peer->length -= read;
}

static gboolean
serve (Peer *peer)
{
  ssize_t got;

  if (peer->room - peer->length < 4096)
    {
      peer->room = peer->room == 0 ? 4096 : peer->room * 2;
      peer->bytes = g_realloc (peer->bytes, peer->room);
    }
  got = recv (peer->fd, peer->bytes + peer->length, peer->room - peer->length, 0);
  if (got < 0 && errno == EAGAIN)
    return TRUE;
  if (got <= 0)
    return FALSE;
  peer->length += got;
  if (peer->open)
    echo_frames (peer);
  else
    answer_handshake (peer);
  return TRUE;
}

static void
accept_all (int loop, int listener)
{
  int fd;
  int one = 1;

  while ((fd = accept4 (listener, NULL, NULL, SOCK_CLOEXEC)) >= 0)
    {
      Peer              *peer = g_new0 (Peer, 1);
      struct epoll_event event = { .events = EPOLLIN, .data.ptr = peer };

      peer->fd = fd;
      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      epoll_ctl (loop, EPOLL_CTL_ADD, fd, &event);
    }
}

static int
listen_on (const char *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  int one = 1;

  address.sin_port = htons ((uint16_t)g_ascii_strtoull (port, NULL, 10));
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind (fd, (struct sockaddr *)&address, sizeof address) != 0 ||
      listen (fd, 511) != 0)
    return -1;
  return fd;
}

int
main (int argc, char **argv)
{
  struct epoll_event events[512];
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL };
  int                loop = epoll_create1 (EPOLL_CLOEXEC);
  int                listener = argc == 2 ? listen_on (argv[1]) : -1;

  if (listener < 0)
    {
      g_printerr ("usage: raw-echo PORT (a free one)\n");
      return 2;
    }
  ws_peer_raise_file_limit ();
  epoll_ctl (loop, EPOLL_CTL_ADD, listener, &event);
  for (;;)
    {
      int ready = epoll_wait (loop, events, G_N_ELEMENTS (events), -1);

      for (int i = 0; i < ready; i++)
        {
          Peer *peer = events[i].data.ptr;

          if (peer == NULL)
            accept_all (loop, listener);
          else if (!serve (peer))
            {
              close (peer->fd);
              g_free (peer->bytes);
              g_free (peer);
            }
        }
    }
}
