/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-io-loop-private.h"

G_BEGIN_DECLS

/**
 * WeirWsReceiver:
 *
 * From bytes to messages. Looks at the head of every frame before libsoup
 * does: what is too large or what libsoup gets wrong ends here; plain whole
 * data frames take the fast lane; everything else is handed to libsoup byte
 * for byte. Embedded in a connection.
 */
typedef struct
{
  void (*message) (gpointer owner, guint kind, const guint8 *data, gsize length);

  /* A well-formed Close frame; nothing follows. */
  void (*close) (gpointer owner, const guint8 *data, gsize length);

  /* The peer broke a rule: end with this close code. Nothing follows. */
  void (*fail) (gpointer owner, guint code, const char *text);

  /* libsoup's own words to the peer, whole frames. */
  void (*write) (gpointer owner, const guint8 *data, gsize length);
} WeirWsReceiverOwner;

typedef struct
{
  WeirIoLoop                *loop; /* borrowed */
  const WeirWsReceiverOwner *funcs;
  gpointer                   owner;
  struct _WeirWsJudge       *judge; /* (nullable) */

  gsize    max_message_bytes;
  gsize    fragment_bytes; /* of the message in progress */
  guint64  pass;           /* bytes that are still libsoup's */
  gboolean masked;         /* a client's frames: it must mask them */
  gboolean lane;
  gboolean fragmented; /* a message is in progress, at libsoup */
  gboolean stopped;
  gboolean heard; /* a ping or a pong, since this was last reset */
} WeirWsReceiver;

/**
 * weir_ws_receiver_init:
 * @masked: whether the peer is a client
 */
void weir_ws_receiver_init (WeirWsReceiver            *self,
                            WeirIoLoop                *loop,
                            gboolean                   masked,
                            gsize                      max_message_bytes,
                            const WeirWsReceiverOwner *owner_funcs,
                            gpointer                   owner);
void weir_ws_receiver_clear (WeirWsReceiver *self);

/**
 * weir_ws_receiver_feed:
 * @data: changed in place
 *
 * Returns: how many bytes were used up; the rest is the beginning of a frame
 *   and shall come again with more
 */
gsize weir_ws_receiver_feed (WeirWsReceiver *self, guint8 *data, gsize length);

/* Nothing more is of interest; callable from inside the owner's functions. */
void weir_ws_receiver_stop (WeirWsReceiver *self);

/**
 * weir_ws_receiver_use_lane:
 *
 * Returns: whether the environment leaves the fast lane on (WEIR_WS_LANE=0
 *   gives every frame to libsoup)
 */
gboolean weir_ws_receiver_use_lane (void);

G_END_DECLS
