/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "json/weir-json.h"

G_BEGIN_DECLS

/* Documents as json-glib's trees: credentials and the envelopes of the admin
 * API. json-glib crashes on deep nesting, cuts texts at U+0000 and bends
 * numbers, so nothing reaches it that the scanner has not passed. */

/**
 * weir_json_document_parse:
 * @text: a JSON text of @length bytes
 * @limits: (nullable): %NULL for the limits of documents
 * @error: %WEIR_JSON_ERROR; lone surrogates and U+0000 in texts too, since a
 *   JsonNode can't hold them
 *
 * Returns: (transfer full) (nullable): the tree
 */
JsonNode *weir_json_document_parse (const char           *text,
                                    gsize                 length,
                                    const WeirJsonLimits *limits,
                                    GError              **error);

/**
 * weir_json_document_write:
 * @node: a tree
 *
 * Returns: (transfer full): its text, written by weir_json_write()
 */
char *weir_json_document_write (JsonNode *node, WeirJsonStyle style);

G_END_DECLS
