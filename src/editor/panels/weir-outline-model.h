/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/panels/weir-entry-item.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/* Section ids. */
#define WEIR_OUTLINE_SECTION_GLOBAL "weir-global"
#define WEIR_OUTLINE_SECTION_LOST   "weir-lost"

/**
 * WeirOutlineModel:
 *
 * The document as a tree of WeirEntryItem: flows, in them groups and nodes, in
 * these their wires; subflows; configuration of all flows; what is in no flow.
 * Follows the document: an edit moves only the rows it is about, once a turn of
 * the main loop.
 */
#define WEIR_TYPE_OUTLINE_MODEL (weir_outline_model_get_type ())
G_DECLARE_FINAL_TYPE (WeirOutlineModel, weir_outline_model, WEIR, OUTLINE_MODEL, GObject)

WeirOutlineModel *weir_outline_model_new (WeirSession *session);

/* Returns: (transfer none): the top rows; the others are their children */
GListModel *weir_outline_model_get_roots (WeirOutlineModel *self);

/* Returns: (transfer none) (nullable): the row of an entry */
WeirEntryItem *weir_outline_model_lookup (WeirOutlineModel *self, const char *id);

/* Brings it up to date now instead of at the end of the turn. */
void weir_outline_model_flush (WeirOutlineModel *self);

G_END_DECLS
