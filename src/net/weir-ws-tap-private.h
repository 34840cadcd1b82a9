/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-io-loop-private.h"
#include "net/weir-ws-tap.h"

G_BEGIN_DECLS

/**
 * WeirWsTapEnd:
 *
 * What a connection has of its loop's tap. Embedded in it; with nobody at the
 * tap, all it costs is a look.
 */
typedef struct
{
  WeirIoTap        *tap;        /* the loop's */
  WeirWsConnection *connection; /* that it is embedded in */
  gboolean          outgoing;
  gboolean          known;         /* it was told that this is open */
  char             *owner, *place; /* (nullable), interned */
} WeirWsTapEnd;

/* @owner: (nullable): nobody's connections are not tapped */
void weir_ws_tap_end_init (WeirWsTapEnd     *self,
                           WeirIoLoop       *loop,
                           WeirWsConnection *connection,
                           const char       *owner,
                           const char       *place);
void weir_ws_tap_end_clear (WeirWsTapEnd *self);

static inline gboolean
weir_ws_tap_end_is_tapped (const WeirWsTapEnd *self)
{
  return self->tap->n_listeners > 0 && self->owner != NULL;
}

/* The connection is open, if the tap doesn't know. */
void weir_ws_tap_end_opened (WeirWsTapEnd *self);

/* It is open; somebody begins to listen. */
void
weir_ws_tap_end_introduce (WeirWsTapEnd *self, const WeirIoListener *listener);

/* @event: of a message or an end, completed; only while tapped and open */
void weir_ws_tap_end_tell (WeirWsTapEnd *self, WeirWsTapEvent *event);

G_END_DECLS
