/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "net/weir-ws-frame.h"
#include "net/weir-ws-server.h"

G_BEGIN_DECLS

/* Runs the default main context until @condition holds; gives up loudly when
 * nothing has come of it for a long time. */
#define NET_WAIT(condition)                      \
  G_STMT_START                                   \
  {                                              \
    gint64 give_up_ = net_watchdog ();           \
    while (!(condition))                         \
      net_turn (give_up_, G_STRLOC, #condition); \
  }                                              \
  G_STMT_END

gint64 net_watchdog (void);
void   net_turn (gint64 give_up, const char *where, const char *what);

/* Runs it for a while: only to see that nothing happens. */
void net_run_for (guint ms);

/* A peer made of a raw socket, which may break every rule. */
typedef struct
{
  int         fd;
  GByteArray *in;
  gboolean    eof;
} NetPeer;

NetPeer *net_peer_connect (guint16 port);
NetPeer *net_peer_new (int fd);
void     net_peer_free (NetPeer *peer);
void     net_peer_reset (NetPeer *peer); /* closes with RST, frees */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NetPeer, net_peer_free)

/* Takes what has arrived, without waiting. */
void net_peer_pump (NetPeer *peer);
void net_peer_send (NetPeer *peer, const void *data, gsize length);
void net_peer_send_text (NetPeer *peer, const char *text);

/* Sends one frame; @flags: the first byte as it stands. */
void net_peer_send_frame (NetPeer    *peer,
                          guint8      flags,
                          gboolean    masked,
                          const void *data,
                          gsize       length);

/* Returns: (transfer full): an HTTP head with its empty line; "" at the end */
char *net_peer_read_head (NetPeer *peer);

/* Takes the next frame, unmasked. Returns: its first byte; 0 at the end */
guint8 net_peer_read_frame (NetPeer *peer, GByteArray **payload);
void   net_peer_expect_text (NetPeer *peer, const char *text);
void   net_peer_expect_close (NetPeer *peer, guint code);
void   net_peer_expect_eof (NetPeer *peer);

/* The opening handshake; @extra: further header lines. */
void net_peer_send_upgrade (NetPeer *peer, const char *path, const char *extra);
char *net_peer_upgrade (NetPeer *peer, const char *path, const char *extra);

/* Connects and upgrades; the answer must be 101. */
NetPeer *net_peer_open (guint16 port, const char *path);

/* A listening socket that only the test answers. */
int      net_listen (guint16 *port);
NetPeer *net_accept (int listener);

/* What a handler heard, one line an event; user_data of NET_LOG_HANDLER. */
typedef struct
{
  GString          *lines;
  WeirWsConnection *connection; /* the last one opened; borrowed */
  guint             opened, closed, messages;
  gboolean          echo;
} NetLog;

extern const WeirWsHandler net_log_handler;

NetLog *net_log_new (void);
void    net_log_free (NetLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NetLog, net_log_free)

/* A server on a free port with one path that echoes and logs. */
typedef struct
{
  WeirIoLoop   *loop;
  WeirWsServer *server;
  WeirWsPath   *path;
  NetLog       *log;
  guint16       port;
} NetServer;

#define NET_PATH "/ws/echo"

NetServer *net_server_new (const WeirWsServerOptions *options);
void       net_server_free (NetServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NetServer, net_server_free)

/* Returns: (transfer full): the path of a file of tests/fixtures/tls */
char *net_fixture (const char *name);

G_END_DECLS
