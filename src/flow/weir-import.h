/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_IMPORT_STATE_NEW,
  WEIR_IMPORT_STATE_SAME,
  WEIR_IMPORT_STATE_DIFFERENT, /* the document has it, but not like this */
} WeirImportState;

typedef enum
{
  WEIR_IMPORT_CHOICE_SKIP, /* of configuration: what is there is used */
  WEIR_IMPORT_CHOICE_ADD,  /* beside what is there, under ids of its own */
  WEIR_IMPORT_CHOICE_REPLACE,
} WeirImportChoice;

/**
 * WeirImportItem:
 *
 * What may come in: a flow with its entries, a configuration, or the entries
 * that have no flow with them, which are one item without @incoming. Entries of
 * a flow come as the flow does. Borrowed from the plan.
 */
typedef struct
{
  WeirElement     *incoming; /* (nullable) */
  WeirElement     *existing; /* (nullable): what has its id in the document */
  WeirImportState  state;    /* of a flow: of all that is in it */
  gboolean         runs;     /* whether Weir runs such a type */
  WeirImportChoice choice;
  GPtrArray       *children; /* of flows: WeirImportItem; else %NULL */
} WeirImportItem;

/**
 * WeirImportPlan:
 *
 * A flow that is to come into a document, compared with it, and what people
 * want of it. Borrowed is nothing; edits of the document make it outdated.
 */
typedef struct _WeirImportPlan WeirImportPlan;

/**
 * weir_import_plan_new:
 * @incoming: as weir_clipboard_parse() returns it
 * @replace: whether what differs is replaced rather than added, unless people
 *   say otherwise: the file was opened to bring the document up to date
 */
WeirImportPlan *weir_import_plan_new (WeirDocument       *document,
                                      const WeirRegistry *registry,
                                      WeirDocument       *incoming,
                                      gboolean            replace);
void            weir_import_plan_free (WeirImportPlan *self);

/* Flows come first, then what has none, then configuration. */
guint weir_import_plan_get_n_items (WeirImportPlan *self);
const WeirImportItem *
weir_import_plan_get_item (WeirImportPlan *self, guint index);

/* Returns: whether the item can be had that way: only what is there can be
 * replaced, unless it stands in a locked flow */
gboolean weir_import_plan_allows (WeirImportPlan  *self,
                                  guint            index,
                                  WeirImportChoice choice);
void     weir_import_plan_set_choice (WeirImportPlan  *self,
                                      guint            index,
                                      WeirImportChoice choice);

/* Returns: how many entries come in or are replaced: “Import 14 Nodes” */
guint weir_import_plan_count (WeirImportPlan *self);

/* Returns: whether entries without a flow come in, so that they can follow the
 * pointer */
gboolean weir_import_plan_has_loose (WeirImportPlan *self);

/**
 * weir_import_plan_has_conflict:
 *
 * Returns: whether it takes people to say what shall become of something: a flow
 *   is there already, or configuration or a subflow that is another one by now.
 *   Nodes without a flow get ids of their own, so they never conflict
 */
gboolean weir_import_plan_has_conflict (WeirImportPlan *self);

/**
 * weir_import_plan_list_problems:
 *
 * Returns: (transfer full) (element-type WeirProblem): types that don't run
 *   here (F804), shared ids (F816), entries of missing flows (F817), wires to
 *   nowhere (F807), the object form (F808)
 */
GPtrArray *weir_import_plan_list_problems (WeirImportPlan *self);

typedef struct
{
  char *key;
  char *before; /* (nullable): as the document has it; %NULL: not there */
  char *after;  /* (nullable) */
} WeirImportDifference;

void weir_import_difference_free (WeirImportDifference *difference);

/**
 * weir_import_list_differences:
 * @before: (nullable)
 * @after: (nullable)
 *
 * Returns: (transfer full) (element-type WeirImportDifference): the members that
 *   differ; texts as they are, everything else as JSON
 */
GPtrArray *weir_import_list_differences (WeirElement *before, WeirElement *after);

/**
 * weir_import_plan_build:
 * @flow: (nullable): where entries without a flow go; %NULL for a new one.
 *   When others have their flow with them, these go to “Recovered Nodes”
 * @dx: how far they move there
 * @ids: (out) (transfer full) (element-type utf8): the new entries
 *
 * Returns: (transfer full) (nullable): all of it as one edit
 */
WeirEdit *weir_import_plan_build (WeirImportPlan *self,
                                  const char     *flow,
                                  double          dx,
                                  double          dy,
                                  GPtrArray     **ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirImportPlan, weir_import_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirImportDifference, weir_import_difference_free)

G_END_DECLS
