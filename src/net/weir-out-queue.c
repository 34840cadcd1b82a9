/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-out-queue.h"

#include "net/weir-ws-frame.h"

#include <string.h>

/* A list of chunks. A chunk begins at a frame and ends at one: either a block
 * with many small frames, or the head of one frame with a reference to its
 * payload. Frames therefore delimit themselves and need no list of their own. */

struct _WeirOutChunk
{
  WeirOutChunk *next;
  GBytes       *payload; /* (nullable): of the one frame of this chunk */
  gsize         start;   /* already written */
  gsize         length;  /* with the payload */
  guint         head_bytes;
  gboolean      sealed; /* holds no frames and takes no more */
  guint8        data[];
};

#define BLOCK_ROOM (WEIR_IO_BLOCK_BYTES - sizeof (WeirOutChunk))

G_STATIC_ASSERT (BLOCK_ROOM >=
                 WEIR_OUT_REFERENCE_BYTES + WEIR_WS_FRAME_MAX_HEAD_BYTES);

void
weir_out_queue_init (WeirOutQueue *self, WeirIoLoop *loop)
{
  *self = (WeirOutQueue){ .loop = loop };
}

static void
chunk_free (WeirOutQueue *self, WeirOutChunk *chunk)
{
  if (chunk->payload != NULL)
    {
      g_bytes_unref (chunk->payload);
      g_free (chunk);
    }
  else
    weir_io_loop_give_block (self->loop, chunk);
}

void
weir_out_queue_clear (WeirOutQueue *self)
{
  WeirOutChunk *next;

  for (WeirOutChunk *chunk = self->head; chunk != NULL; chunk = next)
    {
      next = chunk->next;
      chunk_free (self, chunk);
    }
  weir_out_queue_init (self, self->loop);
}

static void
append (WeirOutQueue *self, WeirOutChunk *chunk)
{
  chunk->next = NULL;
  if (self->tail != NULL)
    self->tail->next = chunk;
  else
    self->head = chunk;
  self->tail = chunk;
}

guint8 *
weir_out_queue_reserve (WeirOutQueue *self, gsize bytes)
{
  WeirOutChunk *chunk = self->tail;
  guint8       *room;

  g_assert (bytes <= BLOCK_ROOM);

  if (chunk == NULL || chunk->payload != NULL || chunk->sealed ||
      chunk->length + bytes > BLOCK_ROOM)
    {
      chunk = weir_io_loop_take_block (self->loop);
      *chunk = (WeirOutChunk){ 0 };
      append (self, chunk);
    }
  room = chunk->data + chunk->length;
  chunk->length += bytes;
  self->bytes += bytes;
  return room;
}

void
weir_out_queue_add_reference (WeirOutQueue *self,
                              const guint8 *head,
                              gsize         head_bytes,
                              GBytes       *payload)
{
  WeirOutChunk *chunk = g_malloc (sizeof *chunk + head_bytes);

  *chunk = (WeirOutChunk){
    .payload = g_bytes_ref (payload),
    .head_bytes = head_bytes,
    .length = head_bytes + g_bytes_get_size (payload),
  };
  if (head_bytes > 0)
    memcpy (chunk->data, head, head_bytes);
  append (self, chunk);
  self->bytes += chunk->length;
}

void
weir_out_queue_add (WeirOutQueue *self,
                    const guint8 *head,
                    gsize         head_bytes,
                    const guint8 *payload,
                    gsize         payload_bytes)
{
  if (payload_bytes < WEIR_OUT_REFERENCE_BYTES)
    {
      guint8 *room = weir_out_queue_reserve (self, head_bytes + payload_bytes);

      if (head_bytes > 0)
        memcpy (room, head, head_bytes);
      if (payload_bytes > 0)
        memcpy (room + head_bytes, payload, payload_bytes);
    }
  else
    {
      g_autoptr (GBytes) bytes = g_bytes_new (payload, payload_bytes);

      weir_out_queue_add_reference (self, head, head_bytes, bytes);
    }
}

void
weir_out_queue_seal (WeirOutQueue *self)
{
  for (WeirOutChunk *chunk = self->head; chunk != NULL; chunk = chunk->next)
    chunk->sealed = TRUE;
}

static void
set_part (struct iovec *part, const guint8 *data, gsize length)
{
  part->iov_base = (guint8 *)data;
  part->iov_len = length;
}

guint
weir_out_queue_peek (WeirOutQueue *self, struct iovec *parts, guint n)
{
  guint i = 0;

  for (WeirOutChunk *chunk = self->head; chunk != NULL && i + 1 < n;
       chunk = chunk->next)
    {
      const guint8 *payload;
      gsize         payload_bytes;
      gsize         skip;

      if (chunk->payload == NULL)
        {
          set_part (&parts[i++],
                    chunk->data + chunk->start,
                    chunk->length - chunk->start);
          continue;
        }
      payload = g_bytes_get_data (chunk->payload, &payload_bytes);
      if (chunk->start < chunk->head_bytes)
        set_part (&parts[i++],
                  chunk->data + chunk->start,
                  chunk->head_bytes - chunk->start);
      skip = chunk->start - MIN (chunk->start, chunk->head_bytes);
      set_part (&parts[i++], payload + skip, payload_bytes - skip);
    }
  return i;
}

void
weir_out_queue_skip (WeirOutQueue *self, gsize bytes)
{
  self->bytes -= bytes;
  self->pinned -= MIN (self->pinned, bytes);
  while (bytes > 0)
    {
      WeirOutChunk *chunk = self->head;
      gsize         step;

      g_assert (chunk != NULL);
      step = MIN (bytes, chunk->length - chunk->start);
      bytes -= step;
      chunk->start += step;
      if (chunk->start < chunk->length)
        continue;
      self->head = chunk->next;
      if (self->head == NULL)
        self->tail = NULL;
      chunk_free (self, chunk);
    }
}

/* Takes frames out of a block by moving what stays over them. @begun: how many
 * of its bytes the peer may have seen. */
static guint
thin_block (WeirOutChunk *chunk, gsize begun, gsize *wanted)
{
  WeirWsFrame frame;
  gsize       to = 0;
  gsize       length;
  guint       dropped = 0;

  for (gsize at = 0; at < chunk->length; at += length)
    {
      if (!weir_ws_frame_parse (chunk->data + at, chunk->length - at, &frame))
        g_assert_not_reached ();
      length = frame.head_bytes + frame.payload_bytes;

      if (at >= begun && *wanted > 0 && !weir_ws_frame_is_control (&frame))
        {
          *wanted -= MIN (*wanted, length);
          dropped++;
          continue;
        }
      if (to != at)
        memmove (chunk->data + to, chunk->data + at, length);
      to += length;
    }
  chunk->length = to;
  return dropped;
}

guint
weir_out_queue_drop_oldest (WeirOutQueue *self, gsize bytes)
{
  WeirOutChunk **place = &self->head;
  WeirOutChunk  *last = NULL;
  gsize          pinned = self->pinned;
  guint          dropped = 0;

  while (*place != NULL && bytes > 0)
    {
      WeirOutChunk *chunk = *place;
      gsize         unsent = chunk->length - chunk->start;
      gsize         begun = chunk->start + MIN (pinned, unsent);

      pinned -= MIN (pinned, unsent);
      if (chunk->payload == NULL && !chunk->sealed)
        {
          dropped += thin_block (chunk, begun, &bytes);
          self->bytes -= unsent - (chunk->length - chunk->start);
        }
      else if (begun == 0 && !chunk->sealed)
        {
          self->bytes -= chunk->length;
          bytes -= MIN (bytes, chunk->length);
          chunk->length = 0;
          dropped++;
        }

      if (chunk->length == chunk->start && begun == chunk->start)
        {
          *place = chunk->next;
          if (self->tail == chunk)
            self->tail = last;
          chunk_free (self, chunk);
          continue;
        }
      last = chunk;
      place = &chunk->next;
    }
  return dropped;
}
