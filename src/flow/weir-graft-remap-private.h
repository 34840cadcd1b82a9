/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-element-kind.h"

G_BEGIN_DECLS

/* Ids inside members, when entries get others. */

typedef struct
{
  GHashTable     *map;  /* old id → new id, of what comes along */
  WeirElementKind kind; /* of the entry the members are of */

  /* Whether something of that id will be in the document. */
  gboolean (*is_known) (gpointer user_data, const char *id);
  gpointer user_data;
} WeirRemapper;

/**
 * weir_remap_member:
 * @key: of an entry; not `id`
 *
 * Wires, group members and groups that don't come along are left out, as are
 * links and scopes that lead nowhere. Any other text that is an id of the map
 * becomes the new one; names and descriptions are none.
 *
 * Returns: (transfer full) (nullable): the member; @value itself when nothing
 *   changes, %NULL when it has to go
 */
WeirValue *weir_remap_member (const WeirRemapper *remapper,
                              const char         *key,
                              WeirValue          *value);

G_END_DECLS
