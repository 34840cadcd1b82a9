/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/* What the admin API reads and writes of a document, as Node-RED forms it: all
 * entries, or one flow (a tab with what stands in it, or `global`). Pure: every
 * change makes another document. */

/* The name of the flow that holds what belongs to no tab. */
#define WEIR_FLOW_API_GLOBAL "global"

/**
 * weir_flow_api_append_entries:
 *
 * Appends the entries as a JSON array, each with its own text.
 */
void weir_flow_api_append_entries (GString *out, WeirDocument *document);

/**
 * weir_flow_api_get:
 * @id: a tab's id, or `global`
 *
 * Returns: (transfer full) (nullable): the flow, %NULL when there is none
 */
WeirValue *weir_flow_api_get (WeirDocument *document, const char *id);

/**
 * weir_flow_api_add:
 * @flow: what was posted: `label`, `nodes`, `configs`, `groups`, …
 * @id: (out) (transfer full): the new tab's id
 * @error: %WEIR_FLOW_ERROR_BAD_ENTRY
 *
 * Returns: (transfer full) (nullable): the document with one flow more
 */
WeirDocument *weir_flow_api_add (WeirDocument *document,
                                 WeirValue    *flow,
                                 char        **id,
                                 GError      **error);

/**
 * weir_flow_api_replace:
 * @id: a flow that exists
 *
 * Returns: (transfer full) (nullable): the document with @flow in its place
 */
WeirDocument *weir_flow_api_replace (WeirDocument *document,
                                     const char   *id,
                                     WeirValue    *flow,
                                     GError      **error);

/**
 * weir_flow_api_remove:
 * @id: a flow that exists; not `global`
 *
 * Returns: (transfer full) (nullable): the document without it
 */
WeirDocument *
weir_flow_api_remove (WeirDocument *document, const char *id, GError **error);

/**
 * weir_flow_api_check_entries:
 * @error: %WEIR_FLOW_ERROR_BAD_ENTRY, naming the entry
 *
 * Returns: whether every entry can be deployed: it is an object, and its wires
 *   are lists
 */
gboolean weir_flow_api_check_entries (WeirDocument *document, GError **error);

/**
 * weir_flow_api_clean:
 * @like: whose layout it gets
 *
 * Returns: (transfer full) (nullable): the document as a file holds it: a list,
 *   without the `credentials` members that only travel
 */
WeirDocument *
weir_flow_api_clean (WeirDocument *document, WeirDocument *like, GError **error);

G_END_DECLS
