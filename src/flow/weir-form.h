/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "flow/weir-environment.h"
#include "flow/weir-sheet.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/**
 * WeirForm:
 *
 * An entry while a dialog shows it: its sheet, the problems it would have, and
 * the edit that does it all. Nothing reaches the document before the edit is
 * applied. Opening a form and committing it without a change makes no edit.
 *
 * Signals: `changed ()`: something was edited; `checked ()`: the problems are
 * those of what the form holds now; `gone ()`: the entry left the document.
 */
#define WEIR_TYPE_FORM (weir_form_get_type ())
G_DECLARE_FINAL_TYPE (WeirForm, weir_form, WEIR, FORM, GObject)

/**
 * weir_form_new:
 * @id: an entry of @document
 * @credentials: (nullable): all of them, id → object of names and texts
 *
 * Returns: (transfer full) (nullable): %NULL when there is no such entry, or it
 *   is no object
 */
WeirForm *weir_form_new (WeirDocument *document,
                         WeirRegistry *registry,
                         const char   *id,
                         WeirValue    *credentials);

/**
 * weir_form_new_for_type:
 * @type: a configuration type
 *
 * Returns: (transfer full): an entry that is not in the document yet, with the
 *   defaults of its type, available to all flows
 */
WeirForm *weir_form_new_for_type (WeirDocument *document,
                                  WeirRegistry *registry,
                                  const char   *type,
                                  WeirValue    *credentials);

const char         *weir_form_get_id (WeirForm *self);
const char         *weir_form_get_type_name (WeirForm *self);
WeirElementKind     weir_form_get_kind (WeirForm *self);
const WeirNodeType *weir_form_get_node_type (WeirForm *self); /* (nullable) */
WeirDocument       *weir_form_get_document (WeirForm *self);
WeirSheet          *weir_form_get_sheet (WeirForm *self);
gboolean            weir_form_is_new (WeirForm *self);

/* Whether Weir has no description of the type: every member is a field of its
 * own then, edited as JSON. */
gboolean weir_form_is_generic (WeirForm *self);

/* Whether a commit would change anything. */
gboolean weir_form_is_changed (WeirForm *self);

/* @variables: (nullable) (element-type utf8 utf8): of the run's settings */
void weir_form_set_variables (WeirForm *self, GHashTable *variables);

/**
 * weir_form_snapshot:
 *
 * Returns: (transfer full): the flow as it would be if the form, and what was
 *   added to it, were committed now
 */
WeirSnapshot *weir_form_snapshot (WeirForm *self);

/* Finds the problems of what the form holds now, those of
 * weir_check_snapshot(), and hands them to the fields. */
void weir_form_check (WeirForm *self);

/* Returns: (transfer none) (element-type WeirProblem): those of no field that
 *   is shown */
GPtrArray *weir_form_get_problems (WeirForm *self);

/* New configuration */

/**
 * weir_form_add_config:
 * @config: (transfer full): a form of weir_form_new_for_type()
 *
 * Makes a new configuration node together with the entry, if the entry then
 * refers to it.
 */
void weir_form_add_config (WeirForm *self, WeirForm *config);

/* Returns: (transfer none) (nullable): the form of a configuration added */
WeirForm *weir_form_lookup_config (WeirForm *self, const char *id);

/* What may be chosen */

typedef struct
{
  char    *id;
  char    *label;
  char    *where; /* the flow it stands in, "" for none or the same */
  gboolean is_new;
} WeirCandidate;

void weir_candidate_free (WeirCandidate *candidate);

/**
 * weir_form_list_configs:
 *
 * Returns: (transfer full) (element-type WeirCandidate): configuration a
 *   reference may name, in file order: what is available to all flows or to that
 *   of the entry, and what was added
 */
GPtrArray *weir_form_list_configs (WeirForm *self, const WeirRef *ref);

/**
 * weir_candidate_list_configs:
 *
 * Returns: (transfer full) (element-type WeirCandidate): every configuration
 *   node of a type, in file order, for what is no entry itself
 */
GPtrArray *weir_candidate_list_configs (WeirDocument *document,
                                        WeirRegistry *registry,
                                        const char   *type);

/**
 * weir_form_list_nodes:
 *
 * Returns: (transfer full) (element-type WeirCandidate): the nodes a list
 *   of ids may name: the other ends of links in all flows, or the nodes of the
 *   same flow
 */
GPtrArray *weir_form_list_nodes (WeirForm *self);

/* Committing */

/**
 * weir_form_commit:
 *
 * Only members that were changed are touched; besides them, what Node-RED's
 * editor keeps in step: references that do not apply any more are cleared, both
 * ends of a link know each other.
 *
 * Returns: (transfer full) (nullable): one edit; %NULL when there is nothing to
 *   do
 */
WeirEdit *weir_form_commit (WeirForm *self);

typedef void (*WeirFormCredentialsFunc) (const char *id,
                                         WeirValue  *credentials,
                                         gpointer    user_data);

/* Calls @func for every entry whose credentials the commit changes.
 * @credentials: an object */
void weir_form_foreach_credentials (WeirForm               *self,
                                    WeirFormCredentialsFunc func,
                                    gpointer                user_data);

G_END_DECLS
