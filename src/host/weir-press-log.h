/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many presses are known. */
#define WEIR_PRESS_LOG_MAX 100

/**
 * WeirPressLog:
 *
 * Which buttons were pressed in a run, and when. Belongs to one thread.
 */
typedef struct _WeirPressLog WeirPressLog;

WeirPressLog *weir_press_log_new (void);
void          weir_press_log_free (WeirPressLog *self);
void          weir_press_log_clear (WeirPressLog *self);

/* @id: of the node whose button is pressed now */
void weir_press_log_add (WeirPressLog *self, const char *id);

/**
 * weir_press_log_find:
 * @before_us: real time
 *
 * Returns: (nullable): the id of the node that was pressed last before that
 */
const char *weir_press_log_find (WeirPressLog *self, gint64 before_us);

G_END_DECLS
