/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/**
 * WeirUsers:
 *
 * Who uses what: for every configuration entry and subflow the entries that
 * name it. A picture of the document at one moment; make a new one after edits.
 */
typedef struct _WeirUsers WeirUsers;

WeirUsers *weir_users_new (WeirDocument *document);
void       weir_users_free (WeirUsers *users);

/**
 * weir_users_list:
 * @id: of a configuration entry or subflow
 *
 * Returns: (transfer none) (nullable) (element-type WeirElement): who names it,
 *   in file order; %NULL for nobody
 */
GPtrArray *weir_users_list (WeirUsers *users, const char *id);
guint      weir_users_count (WeirUsers *users, const char *id);

/**
 * weir_element_uses:
 * @id: of another entry
 *
 * Returns: whether any value of the entry, wires and container left out, is
 *   this id, or the entry is an instance of that subflow
 */
gboolean weir_element_uses (WeirElement *element, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirUsers, weir_users_free)

G_END_DECLS
