/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-session.h"

G_BEGIN_DECLS

/* What lists of entries do to them, each one undo step. @ids: (element-type utf8).
 */

/**
 * weir_entries_delete:
 *
 * Deletes entries, flows with all that is in them. Of a deletion that is not
 * plain to see the session's `message` tells.
 */
void weir_entries_delete (WeirSession *session, GPtrArray *ids);
void
weir_entries_set_enabled (WeirSession *session, GPtrArray *ids, gboolean enabled);

/* Returns: whether any of them is enabled by its own words */
gboolean weir_entries_any_enabled (WeirSession *session, GPtrArray *ids);

/* Returns: whether entries of this kind can be disabled at all */
gboolean weir_entry_can_be_disabled (WeirElement *element);

G_END_DECLS
