/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "flow/weir-field.h"

G_BEGIN_DECLS

/**
 * WeirSheet:
 *
 * An object of a flow while it is edited: a whole entry, or a row of one of its
 * lists. What it was and what it is now are both kept, so that only what
 * differs is written back. A list model of its fields, in the order of the
 * tables that describe it. Belongs to one thread.
 *
 * Signal `changed (const char *key)`: a member is another one now; "" when it
 * may be any.
 */
#define WEIR_TYPE_SHEET (weir_sheet_get_type ())
G_DECLARE_FINAL_TYPE (WeirSheet, weir_sheet, WEIR, SHEET, GObject)

/**
 * weir_sheet_new:
 * @tables: (element-type WeirProperty): tables, each ended by an entry without
 *   key; they outlive the sheet. Of several rows with one key the first counts
 * @object: what is edited; kept as it is when it is no object
 * @credentials: (nullable): the credentials of the entry, an object
 */
WeirSheet *
weir_sheet_new (GPtrArray *tables, WeirValue *object, WeirValue *credentials);

/* Returns: (transfer none): as it is now, and as it was */
WeirValue *weir_sheet_get_object (WeirSheet *self);
WeirValue *weir_sheet_get_original (WeirSheet *self);

/* Returns: (transfer none): the credentials as they are now: an object */
WeirValue *weir_sheet_get_credentials (WeirSheet *self);
gboolean   weir_sheet_has_new_credentials (WeirSheet *self);

/* Returns: (transfer none) (nullable): a member, as it is now */
WeirValue *weir_sheet_get_member (WeirSheet *self, const char *key);

/**
 * weir_sheet_set_member:
 * @value: (nullable) (transfer none): %NULL removes it
 *
 * A value that equals the one it had at first counts as that very one.
 */
void weir_sheet_set_member (WeirSheet *self, const char *key, WeirValue *value);

/* The same for a credential. A blank text removes it, as in Node-RED. */
void
weir_sheet_set_credential (WeirSheet *self, const char *key, WeirValue *value);

/**
 * weir_sheet_rebase:
 * @object: the entry as it is in the document by now
 *
 * Takes over what changed elsewhere; members changed here stay changed.
 */
void weir_sheet_rebase (WeirSheet *self, WeirValue *object);

/* Returns: (nullable): the field of that key */
WeirField *weir_sheet_lookup (WeirSheet *self, const char *key);
guint      weir_sheet_get_n_fields (WeirSheet *self);
WeirField *weir_sheet_get_field (WeirSheet *self, guint index);

/**
 * weir_sheet_dup_effective:
 *
 * Returns: (transfer full) (nullable): the member, else its default
 */
WeirValue *weir_sheet_dup_effective (WeirSheet *self, const char *key);

/* Returns: (transfer full): the same as text, "" for none */
char *weir_sheet_dup_effective_text (WeirSheet *self, const char *key);

/**
 * weir_sheet_hand_out:
 * @problems: (transfer full) (element-type WeirProblem): with keys as of the
 *   checks: "path", "headers[2].keyValue"
 *
 * Gives every field the problems that are about it, and none to those without.
 *
 * Returns: (transfer full) (element-type WeirProblem): those of no field that is
 *   shown
 */
GPtrArray *weir_sheet_hand_out (WeirSheet *self, GPtrArray *problems);

G_END_DECLS
