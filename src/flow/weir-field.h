/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "schema/weir-problem.h"
#include "schema/weir-property.h"

G_BEGIN_DECLS

typedef struct _WeirSheet WeirSheet;

/**
 * WeirField:
 *
 * One property of a sheet: its value as people see and change it, whether it is
 * shown, and what is wrong with it. How a value is stored (the text "true" or
 * the boolean, a number or its text) stays as it was found.
 *
 * Properties: `shown` (boolean, notify).
 * Signals: `changed ()`: the value, or what it means, may be another;
 * `problems-changed ()`.
 */
#define WEIR_TYPE_FIELD (weir_field_get_type ())
G_DECLARE_FINAL_TYPE (WeirField, weir_field, WEIR, FIELD, GObject)

const WeirProperty *weir_field_get_property (WeirField *self);

/* Returns: (transfer none): the sheet it is of */
WeirSheet *weir_field_get_sheet (WeirField *self);

/* Whether `shown_if` holds. */
gboolean weir_field_is_shown (WeirField *self);

/* Whether the value differs from the one it had at first. */
gboolean weir_field_is_changed (WeirField *self);

/* Whether all of the value is `${NAME}`. */
gboolean weir_field_is_reference (WeirField *self);

/* Returns: (transfer none) (nullable): what is stored */
WeirValue *weir_field_get_value (WeirField *self);

/**
 * weir_field_set_value:
 * @value: (nullable): what to store; a default that was not written stays
 *   unwritten
 */
void weir_field_set_value (WeirField *self, WeirValue *value);

/* The value as text; a number, boolean or null that reads the same is left as
 * it is stored. */
char *weir_field_dup_text (WeirField *self);
void  weir_field_set_text (WeirField *self, const char *text);

/* The value as JSON text, for what has no other editor. Returns FALSE with
 * @error set, and the value left alone, when @json isn't JSON. */
char    *weir_field_dup_json (WeirField *self);
gboolean weir_field_set_json (WeirField *self, const char *json, GError **error);

/* BOOLEAN */
gboolean weir_field_get_boolean (WeirField *self);
void     weir_field_set_boolean (WeirField *self, gboolean boolean);

/* CHOICE: -1 for a value that is none of the choices */
int  weir_field_get_choice (WeirField *self);
void weir_field_set_choice (WeirField *self, guint choice);

/* TYPED: the type, never "" where the property offers types */
char *weir_field_dup_value_type (WeirField *self);
void  weir_field_set_value_type (WeirField *self, const char *type);

/**
 * weir_field_get_ref:
 * @id: (out) (transfer none): what is referred to, "" for nothing
 *
 * NODE_REF: of keys with ids in several the last wins, as in Node-RED.
 *
 * Returns: (transfer none) (nullable): which of `refs`; %NULL without any id
 */
const WeirRef *weir_field_get_ref (WeirField *self, const char **id);

/* Keys of other `refs` get "" where they have an id. */
void weir_field_set_ref (WeirField *self, const WeirRef *ref, const char *id);

/**
 * weir_field_get_rows:
 *
 * LIST: a GListModel of WeirSheet, kept while the field lives; items that are no
 * objects are there too and are kept.
 *
 * Returns: (transfer none)
 */
GListModel *weir_field_get_rows (WeirField *self);

/* @object: (nullable) (transfer none): %NULL for the columns' defaults.
 * Returns: (transfer none): the new row, at the end */
WeirSheet *weir_field_add_row (WeirField *self, WeirValue *object);
void       weir_field_remove_row (WeirField *self, guint index);
void       weir_field_move_row (WeirField *self, guint from, guint to);

/* Returns: (transfer none) (element-type WeirProblem) */
GPtrArray *weir_field_get_problems (WeirField *self);

G_END_DECLS
