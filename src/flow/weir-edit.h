/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-element.h"

G_BEGIN_DECLS

/**
 * WeirEdit:
 *
 * A change of a document as data: one of a closed set, or a list of them. It is
 * immutable and reference-counted; applying it gives the edit that undoes it.
 */
typedef struct _WeirEdit WeirEdit;

/**
 * weir_edit_new_add:
 * @index: where in the file, or -1 for the end
 * @text: the entry as JSON text; laid out as its neighbours when it is one
 *   compact line, else kept as it is
 */
WeirEdit *weir_edit_new_add (int index, const char *text);

/**
 * weir_edit_new_remove:
 * @id: an entry; it goes with its separator, wires to it stay
 */
WeirEdit *weir_edit_new_remove (const char *id);

/**
 * weir_edit_new_set:
 * @id: an entry
 * @key: a member
 * @value: (nullable): its new value; %NULL removes the member
 *
 * A value that is written the same, but for white space and escapes, leaves
 * the bytes alone. New members are laid out as their siblings.
 */
WeirEdit *weir_edit_new_set (const char *id, const char *key, WeirValue *value);

/**
 * weir_edit_new_move:
 * @id: a node, junction or group
 *
 * A coordinate that is there already keeps its digits.
 */
WeirEdit *weir_edit_new_move (const char *id, double x, double y);

/**
 * weir_edit_new_connect:
 * @source: a node; missing outputs before @port are made
 * @port: an output, from 0, below %WEIR_FLOW_MAX_PORTS
 * @target: an entry of the document that @source is not wired to yet
 */
WeirEdit *
weir_edit_new_connect (const char *source, guint port, const char *target);

/**
 * weir_edit_new_disconnect:
 * @target: what the wire leads to, in the document or not
 */
WeirEdit *
weir_edit_new_disconnect (const char *source, guint port, const char *target);

/**
 * weir_edit_new_reorder:
 * @index: its place afterwards, or -1 for the end
 */
WeirEdit *weir_edit_new_reorder (const char *id, int index);

/**
 * weir_edit_new_list:
 * @edits: (element-type WeirEdit) (transfer none): applied in order, all or
 *   none
 */
WeirEdit *weir_edit_new_list (GPtrArray *edits);
WeirEdit *weir_edit_ref (WeirEdit *edit);
void      weir_edit_unref (WeirEdit *edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirEdit, weir_edit_unref)

G_END_DECLS
