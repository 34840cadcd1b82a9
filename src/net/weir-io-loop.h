/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Limits of everything that comes from the network. */
#define WEIR_NET_LISTEN_BACKLOG       511
#define WEIR_NET_READ_BYTES           (256 * 1024)  /* of one peer, a turn */
#define WEIR_NET_PAUSE_BYTES          (1024 * 1024) /* queued: stop reading it */
#define WEIR_NET_RESUME_BYTES         (256 * 1024)  /* queued: read again */
#define WEIR_NET_HANDSHAKE_TIMEOUT_MS 10000
#define WEIR_NET_CLOSE_TIMEOUT_MS     1000
#define WEIR_NET_RECONNECT_MS         3000
#define WEIR_NET_MAX_CLIENTS          10000
#define WEIR_NET_MAX_MESSAGE_BYTES    (16u * 1024 * 1024)
#define WEIR_NET_MAX_QUEUED_BYTES     (16u * 1024 * 1024)

#define WEIR_NET_ERROR (weir_net_error_quark ())
GQuark weir_net_error_quark (void);

typedef enum
{
  WEIR_NET_ERROR_ADDRESS,     /* a URL or address that is none */
  WEIR_NET_ERROR_IN_USE,      /* the port or path is taken */
  WEIR_NET_ERROR_REFUSED,     /* R501 */
  WEIR_NET_ERROR_NOT_FOUND,   /* R502: no such host */
  WEIR_NET_ERROR_TIMED_OUT,   /* R503 */
  WEIR_NET_ERROR_ANSWER,      /* R504, R505: another status than 101 */
  WEIR_NET_ERROR_CERTIFICATE, /* R506, T4xx */
  WEIR_NET_ERROR_PROTOCOL,    /* R507 and broken handshakes */
  WEIR_NET_ERROR_CLOSED,      /* the connection is gone */
  WEIR_NET_ERROR_FULL,        /* the queue of this peer is full */
  WEIR_NET_ERROR_TOO_BIG,     /* R509: a message over the limit */
} WeirNetError;

/**
 * WeirIoLoop:
 *
 * One GSource with one epoll descriptor for all sockets of a main context, so
 * that a turn costs what is active, not what is connected. Output is collected
 * during a turn and written once before the loop sleeps.
 */
typedef struct _WeirIoLoop WeirIoLoop;

/**
 * weir_io_loop_new:
 * @context: (nullable): what runs it; the default context of the thread that
 *   does (g_main_context_push_thread_default()), for libsoup attaches to that
 */
WeirIoLoop *weir_io_loop_new (GMainContext *context);
WeirIoLoop *weir_io_loop_ref (WeirIoLoop *loop);
void        weir_io_loop_unref (WeirIoLoop *loop);

/**
 * weir_io_loop_set_turn_func:
 * @func: (nullable): called after the sockets of a turn were read and before
 *   output is written: where a flow engine delivers what came in
 */
void weir_io_loop_set_turn_func (WeirIoLoop *loop,
                                 void (*func) (gpointer data),
                                 gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirIoLoop, weir_io_loop_unref)

G_END_DECLS
