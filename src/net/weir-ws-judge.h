/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "net/weir-io-loop-private.h"

G_BEGIN_DECLS

/**
 * WeirWsJudge:
 *
 * libsoup's reading of the protocol, over memory: it is given the bytes of
 * frames and says what they amount to. Fragments, pings and everything odd go
 * through it.
 */
typedef struct _WeirWsJudge WeirWsJudge;

/* Called from inside weir_ws_judge_feed(). */
typedef struct
{
  void (*message) (gpointer owner, guint kind, const guint8 *data, gsize length);

  /* Frames libsoup wants to send: pongs, and Close after an error. */
  void (*write) (gpointer owner, const guint8 *data, gsize length);

  /* The peer broke the protocol; the Close frame that says so follows. */
  void (*error) (gpointer owner, const GError *error);
} WeirWsJudgeOwner;

/**
 * weir_ws_judge_new:
 * @max_payload_bytes: of a frame; the receiver has turned away larger ones
 */
WeirWsJudge *weir_ws_judge_new (WeirIoLoop                 *loop,
                                SoupWebsocketConnectionType type,
                                gsize                       max_payload_bytes,
                                const WeirWsJudgeOwner     *owner_funcs,
                                gpointer                    owner);
void         weir_ws_judge_free (WeirWsJudge *self);
void weir_ws_judge_feed (WeirWsJudge *self, const guint8 *data, gsize length);

G_END_DECLS
