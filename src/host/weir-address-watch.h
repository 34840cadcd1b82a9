/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How often an address is looked for. */
#define WEIR_ADDRESS_WATCH_MS 2000

/**
 * weir_address_is_here:
 * @address: in digits
 *
 * Returns: whether one of this computer's interfaces has it
 */
gboolean weir_address_is_here (const char *address);

/**
 * WeirAddressWatch:
 *
 * Tells, once, when an address has left this computer: a cable was pulled, a VPN
 * closed.
 */
typedef struct _WeirAddressWatch WeirAddressWatch;

/**
 * weir_address_watch_new:
 * @address: in digits
 * @interval_ms: how often it is looked for
 * @is_here: how that is found out
 * @gone: called once, in @context; it may free the watch
 *
 * Returns: (transfer full) (nullable): %NULL for what never leaves: loopback, all
 *   addresses, and what is none
 */
WeirAddressWatch      *
weir_address_watch_new (const char   *address,
                             guint         interval_ms,
                             GMainContext *context,
                             gboolean (*is_here) (const char *address),
                             void (*gone) (gpointer user_data),
                             gpointer user_data);
void weir_address_watch_free (WeirAddressWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAddressWatch, weir_address_watch_free)

G_END_DECLS
