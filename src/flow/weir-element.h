/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "flow/weir-element-kind.h"
#include "flow/weir-flow-error.h"
#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * WeirElement:
 *
 * One entry of a flow file: its source text, split into members on demand, and
 * the value it parses to. Only the document changes it, by edits; views bind
 * to `WeirDocument::element-changed`.
 */
#define WEIR_TYPE_ELEMENT (weir_element_get_type ())
G_DECLARE_FINAL_TYPE (WeirElement, weir_element, WEIR, ELEMENT, GObject)

WeirElementKind weir_element_get_kind (WeirElement *self);

/**
 * weir_element_get_id:
 *
 * Returns: (transfer none): the id; "" when the entry has none
 */
const char *weir_element_get_id (WeirElement *self);
const char *weir_element_get_type_name (WeirElement *self);

/**
 * weir_element_get_container:
 *
 * Returns: (transfer none): the `z` member; "" for none
 */
const char *weir_element_get_container (WeirElement *self);
double      weir_element_get_x (WeirElement *self);
double      weir_element_get_y (WeirElement *self);

/**
 * weir_element_get_value:
 *
 * Returns: (transfer none): the whole entry as a value
 */
WeirValue *weir_element_get_value (WeirElement *self);

/**
 * weir_element_get_member:
 *
 * Returns: (transfer none) (nullable): one member
 */
WeirValue *weir_element_get_member (WeirElement *self, const char *key);

/**
 * weir_element_dup_text:
 *
 * Returns: (transfer full): the entry as it stands in the file
 */
char *weir_element_dup_text (WeirElement *self);

G_END_DECLS
