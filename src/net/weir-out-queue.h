/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-io-loop-private.h"

#include <sys/uio.h>

G_BEGIN_DECLS

/* From here on a payload is not copied into a block but referred to. */
#define WEIR_OUT_REFERENCE_BYTES (16 * 1024)

/**
 * WeirOutQueue:
 *
 * What waits to be written to one peer: whole frames, small ones side by side
 * in blocks, large ones by reference. It knows where frames begin, so that one
 * nobody has seen a byte of can still be taken back. Embedded in a socket.
 */
typedef struct _WeirOutChunk WeirOutChunk;

typedef struct
{
  WeirIoLoop   *loop; /* borrowed */
  WeirOutChunk *head, *tail;
  gsize         bytes;
  gsize         pinned; /* bytes at the head a TLS record already claims */
} WeirOutQueue;

void weir_out_queue_init (WeirOutQueue *self, WeirIoLoop *loop);
void weir_out_queue_clear (WeirOutQueue *self);

/* One whole frame, or any bytes while no frame is ever taken back. */
void weir_out_queue_add (WeirOutQueue *self,
                         const guint8 *head,
                         gsize         head_bytes,
                         const guint8 *payload,
                         gsize         payload_bytes);

/**
 * weir_out_queue_reserve:
 *
 * Returns: room for one frame of @bytes, at most %WEIR_OUT_REFERENCE_BYTES and
 *   a head, which the caller fills before anything else happens
 */
guint8 *weir_out_queue_reserve (WeirOutQueue *self, gsize bytes);
void    weir_out_queue_add_reference (WeirOutQueue *self,
                                      const guint8 *head,
                                      gsize         head_bytes,
                                      GBytes       *payload);

/* What is in it was not frames (the answer to the handshake). */
void weir_out_queue_seal (WeirOutQueue *self);

guint weir_out_queue_peek (WeirOutQueue *self, struct iovec *parts, guint n);
void  weir_out_queue_skip (WeirOutQueue *self, gsize bytes);

/**
 * weir_out_queue_drop_oldest:
 *
 * Takes back the oldest data frames that were not begun, until @bytes are free
 * or none is left; control frames stay.
 *
 * Returns: how many frames it took back
 */
guint weir_out_queue_drop_oldest (WeirOutQueue *self, gsize bytes);

G_END_DECLS
