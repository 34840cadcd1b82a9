/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-session.h"
#include "flow/weir-users.h"

G_BEGIN_DECLS

/**
 * WeirConfigList:
 *
 * The configuration entries of a document as rows (WeirEntryItem): headings
 * “Global” and one for each flow that has its own, below them the entries with
 * their use as `detail`. Follows the document, once a turn of the main loop; rows
 * that stay keep their items.
 *
 * Signal: `changed ()`: rows or uses are different.
 */
#define WEIR_TYPE_CONFIG_LIST (weir_config_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirConfigList, weir_config_list, WEIR, CONFIG_LIST, GObject)

WeirConfigList *weir_config_list_new (WeirSession *session);
GListModel     *weir_config_list_get_rows (WeirConfigList *self);

/* Returns: (transfer none): who uses what, as of the last change */
WeirUsers *weir_config_list_get_users (WeirConfigList *self);

/* How many entries there are, hidden ones too. */
guint weir_config_list_get_n_entries (WeirConfigList *self);

/* Returns: (transfer full) (element-type utf8): the ids nobody uses */
GPtrArray *weir_config_list_list_unused (WeirConfigList *self);
void weir_config_list_set_unused_only (WeirConfigList *self, gboolean only);

/* Brings it up to date now instead of at the end of the turn. */
void weir_config_list_flush (WeirConfigList *self);

G_END_DECLS
