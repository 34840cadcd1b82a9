/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirWsStream:
 *
 * A GIOStream for libsoup over memory: what libsoup reads comes from its owner
 * and what it writes goes to its owner, at once and whole. It never blocks and
 * has no descriptor, so its sources cost nothing until the owner wakes them.
 */
#define WEIR_TYPE_WS_STREAM (weir_ws_stream_get_type ())
G_DECLARE_FINAL_TYPE (WeirWsStream, weir_ws_stream, WEIR, WS_STREAM, GIOStream)

typedef struct
{
  /* Returns: bytes moved, 0 at the end, -1 when there is nothing now. */
  gssize (*read) (gpointer owner, guint8 *data, gsize length);
  gboolean (*can_read) (gpointer owner);
  void (*write) (gpointer owner, const guint8 *data, gsize length);

  /* libsoup is done with the stream. Called once. */
  void (*closed) (gpointer owner);
} WeirWsStreamOwner;

WeirWsStream *
weir_ws_stream_new (const WeirWsStreamOwner *owner_funcs, gpointer owner);

/* Returns: (nullable): the owner, while it is attached */
gpointer weir_ws_stream_get_owner (WeirWsStream *self);

/* The owner goes: from now on there is nothing to read and nowhere to write. */
void weir_ws_stream_detach (WeirWsStream *self);

/* Something can be read: the source fires in its context's next turn. */
void weir_ws_stream_wake (WeirWsStream *self);

/**
 * weir_ws_stream_fire:
 *
 * Like weir_ws_stream_wake(), but calls libsoup here and now, as
 * g_main_dispatch() would, for a source whose context nobody runs.
 *
 * Returns: whether there was a source to fire
 */
gboolean weir_ws_stream_fire (WeirWsStream *self);

G_END_DECLS
