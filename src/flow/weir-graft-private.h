/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-edit-builder-private.h"

G_BEGIN_DECLS

/**
 * WeirGraft:
 *
 * Entries of one document on their way into another, or to another place of the
 * same: what gets which id, and everything that names one of them. First all
 * are told, then they are written. Secrets never come along.
 */
typedef struct _WeirGraft WeirGraft;

/**
 * weir_graft_new:
 * @builder: (transfer none): of @document; outlives the graft, as both
 *   documents do
 */
WeirGraft *weir_graft_new (WeirEditBuilder *builder,
                           WeirDocument    *document,
                           WeirDocument    *incoming);
void       weir_graft_free (WeirGraft *self);

/* Where entries go whose flow doesn't come along, and by how much they move
 * there. @flow: (nullable) */
void
weir_graft_set_place (WeirGraft *self, const char *flow, double dx, double dy);

/* Whether names with a number, “debug 1”, get one that is free. */
void weir_graft_set_renumber (WeirGraft *self, gboolean renumber);

/* Where tabs go in the file; -1 for behind the last. */
void weir_graft_set_tab_index (WeirGraft *self, int index);

/**
 * weir_graft_take:
 * @element: of the incoming document
 * @fresh: whether it gets a new id even when its own is free
 *
 * Of entries that share an id the first is the one others mean.
 *
 * Returns: (transfer none): its id
 */
const char *
weir_graft_take (WeirGraft *self, WeirElement *element, gboolean fresh);

/* What the entry of that id in the document is becomes what @element is. */
void weir_graft_replace (WeirGraft *self, WeirElement *element, const char *id);

/* What names @incoming_id will name @id. */
void weir_graft_map (WeirGraft *self, const char *incoming_id, const char *id);

/* Returns: (nullable): what the incoming id has become */
const char *weir_graft_lookup (WeirGraft *self, const char *incoming_id);

/* Writes everything. @ids: (nullable) (element-type utf8): gets the ids of new
 * entries */
void weir_graft_write (WeirGraft *self, GPtrArray *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirGraft, weir_graft_free)

G_END_DECLS
