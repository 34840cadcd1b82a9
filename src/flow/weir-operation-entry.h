/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-operation.h"

G_BEGIN_DECLS

/* Members of entries: one edit each, %NULL when nothing changes. */

/* Tabs are written with `disabled`, everything else with `d`; a group stands for
 * its members. */
WeirEdit *weir_operation_set_enabled (WeirDocument *document,
                                      GPtrArray    *ids,
                                      gboolean      enabled);

/* Whether nodes show their label on the canvas; written with `l` when it is not
 * what their type does by itself. */
WeirEdit *weir_operation_set_label_shown (WeirDocument *document,
                                          GPtrArray    *ids,
                                          gboolean      shown);
gboolean  weir_operation_get_label_shown (WeirElement *element);

/* `label` of tabs, `name` of everything else. */
WeirEdit *
weir_operation_rename (WeirDocument *document, const char *id, const char *name);

/**
 * weir_operation_set_members:
 * @values: an object: what each of its members is becomes a member of the entry;
 *   undefined takes one away
 *
 * For the dialogs of flows, groups and nodes: one edit for all that was typed.
 */
WeirEdit *weir_operation_set_members (WeirDocument *document,
                                      const char   *id,
                                      WeirValue    *values);

/* Locked flows can't be edited. The only edit of a locked tab. */
WeirEdit *weir_operation_set_locked (WeirDocument *document,
                                     GPtrArray    *ids,
                                     gboolean      locked);

typedef enum
{
  WEIR_STACKING_FRONT,
  WEIR_STACKING_BACK,
  WEIR_STACKING_FORWARD,
  WEIR_STACKING_BACKWARD,
} WeirStacking;

/* What is drawn over what in a flow: the order in the file. */
WeirEdit *weir_operation_restack (WeirDocument *document,
                                  GPtrArray    *ids,
                                  WeirStacking  stacking);

/**
 * weir_operation_delete_configuration:
 * @keep_references: whether its users go on naming it, to be told that it is
 *   missing; else their property becomes empty
 */
WeirEdit *weir_operation_delete_configuration (WeirDocument *document,
                                               const char   *id,
                                               gboolean      keep_references);

G_END_DECLS
