/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "json/weir-value.h"

G_BEGIN_DECLS

#define WEIR_FLOW_ERROR (weir_flow_error_quark ())
GQuark weir_flow_error_quark (void);

typedef enum
{
  WEIR_FLOW_ERROR_NOT_JSON,    /* F801 */
  WEIR_FLOW_ERROR_NOT_A_FLOW,  /* F802 */
  WEIR_FLOW_ERROR_BAD_ENTRY,   /* F803; only where entries are checked */
  WEIR_FLOW_ERROR_TOO_LARGE,   /* F809 */
  WEIR_FLOW_ERROR_ENCODING,    /* not UTF-8; the message names the likely one */
  WEIR_FLOW_ERROR_CREDENTIALS, /* the credentials file can't be decrypted */
  WEIR_FLOW_ERROR_EDIT,        /* an edit that doesn't fit the document */
} WeirFlowError;

typedef enum
{
  WEIR_ELEMENT_KIND_TAB,
  WEIR_ELEMENT_KIND_SUBFLOW,
  WEIR_ELEMENT_KIND_GROUP,
  WEIR_ELEMENT_KIND_JUNCTION,
  WEIR_ELEMENT_KIND_NODE,
  WEIR_ELEMENT_KIND_CONFIG, /* an entry without both x and y */
  WEIR_ELEMENT_KIND_GLOBAL_CONFIG,
  WEIR_ELEMENT_KIND_INVALID, /* not an object: kept, never run */
} WeirElementKind;

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
