/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "flow/weir-edit-builder-private.h"
#include "flow/weir-id-list-private.h"
#include "flow/weir-operation.h"

G_BEGIN_DECLS

/* What operations share. */

/* A set of ids that keeps their order. */
typedef struct
{
  GPtrArray  *list; /* of texts, owned */
  GHashTable *set;  /* borrowed from the list */
} WeirIdSet;

WeirIdSet *weir_id_set_new (void);
void       weir_id_set_free (WeirIdSet *self);

/* Returns: whether it was not there */
gboolean weir_id_set_add (WeirIdSet *self, const char *id);
gboolean weir_id_set_has (const WeirIdSet *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirIdSet, weir_id_set_free)

/**
 * weir_id_set_new_for_ids:
 * @ids: (element-type utf8)
 *
 * Returns: (transfer full): those that are in the document and in no locked
 *   flow
 */
WeirIdSet *weir_id_set_new_for_ids (WeirDocument *document, GPtrArray *ids);

/**
 * weir_operation_add_members:
 *
 * Adds what is in the groups of the set, however deep.
 */
void weir_operation_add_members (WeirDocument *document, WeirIdSet *set);

/**
 * weir_operation_index_groups:
 *
 * Returns: (transfer full): group id → GPtrArray of the ids of its members, in
 *   file order, those of its `nodes` list and those whose `g` names it
 */
GHashTable *weir_operation_index_groups (WeirDocument *document);

/* To a tenth, as Node-RED's editor has positions: whole numbers and halves stay
 * what they are. */
double weir_operation_round (double position);

/* Whether edits that name the id of this entry are about it: it has an id, and
 * no entry before it has the same. */
gboolean
weir_operation_is_addressed (WeirDocument *document, WeirElement *element);

/* Stands in a flow, and wires may lead to and from it. */
gboolean weir_operation_is_wired_kind (WeirElement *element);

/* As the public ones; of instances of subflows as their definition tells. */
guint weir_operation_count_inputs (WeirDocument       *document,
                                   const WeirRegistry *registry,
                                   WeirElement        *element);
guint weir_operation_count_outputs (WeirDocument       *document,
                                    const WeirRegistry *registry,
                                    WeirElement        *element);

/**
 * weir_operation_forget:
 * @gone: (element-type utf8): a set of ids that will be removed
 *
 * Takes them out of wires, links, scopes, groups and ports of subflows. Members
 * of a group that goes come to the group around it. Groups that lost their last
 * member are added to @gone.
 */
void weir_operation_forget (WeirEditBuilder *builder,
                            WeirDocument    *document,
                            WeirIdSet       *gone);

/**
 * weir_operation_describe_node:
 * @flow: (nullable)
 *
 * Returns: (transfer full): a fresh entry, with the defaults of its type
 */
WeirValue *weir_operation_describe_node (WeirEditBuilder    *builder,
                                         WeirDocument       *document,
                                         const WeirRegistry *registry,
                                         const char         *type,
                                         const char         *flow,
                                         double              x,
                                         double              y);

/* @after: (nullable): the tab it comes behind; %NULL for the last
 * Returns: (transfer full): the id of a new tab */
char *weir_operation_add_tab (WeirEditBuilder *builder,
                              WeirDocument    *document,
                              const char      *name,
                              const char      *after);

/* Where a new entry goes in the file: behind the last tab, subflow or
 * configuration, else at the end. */
int weir_operation_find_place (WeirDocument *document, WeirElementKind kind);

/* The number of a name that is @stem, a blank and a number; 0 for others. */
guint weir_operation_read_number (const char *name, const char *stem);

/* Returns: (transfer full): the set of such numbers of all entries of @type */
GHashTable *weir_operation_list_numbers (WeirDocument *document,
                                         const char   *type,
                                         const char   *key,
                                         const char   *stem);

/**
 * weir_operation_would_recurse:
 * @type: of an entry that is to stand in @flow
 *
 * Returns: whether a subflow would contain itself
 */
gboolean weir_operation_would_recurse (WeirDocument *document,
                                       const char   *type,
                                       const char   *flow);

/**
 * weir_operation_next_name:
 * @stem: “debug”
 *
 * Returns: (transfer full): the stem and the lowest number from 1 that no entry
 *   of @type has in its name
 */
char *weir_operation_next_name (WeirDocument *document,
                                const char   *type,
                                const char   *key,
                                const char   *stem);

G_END_DECLS
