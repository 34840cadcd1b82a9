/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The Background portal: a program in a sandbox asks before it goes on without
 * a window, and says what it is doing there. Outside of one nobody has to be
 * asked and nothing is sent. */

/* What the portal shows of a status, in characters. */
#define WEIR_BACKGROUND_MAX_STATUS 96

typedef void (*WeirBackgroundFunc) (gboolean allowed, gpointer user_data);

/**
 * weir_background_request:
 * @bus: (nullable): the session bus
 * @reason: why, for people
 * @done: hears the answer once, in a later turn of the loop
 *
 * A desktop without the portal allows it: it ends no program for it.
 */
void weir_background_request (GDBusConnection   *bus,
                              const char        *reason,
                              WeirBackgroundFunc done,
                              gpointer           user_data);

/**
 * weir_background_set_status:
 * @text: what the program does without a window; "" when it has one again
 *
 * Cut where it is too long. Portals before version 2 don't show it.
 */
void weir_background_set_status (GDBusConnection *bus, const char *text);

G_END_DECLS
