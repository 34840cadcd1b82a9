/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "json/weir-json.h"

G_BEGIN_DECLS

/* Parts of a document as text for other programs: Node-RED's editor imports
 * it. Credentials live in another file, so they are never part of it, not even
 * when somebody wrote them into this one; what stands in properties all the same
 * is counted, and left out on demand. */

/**
 * weir_export_collect:
 * @ids: (nullable) (element-type utf8): what is wanted; %NULL for everything.
 *   Tabs and subflows take what is in them along, groups their members
 *
 * As in Node-RED, configuration and subflows that any of these use come too,
 * however deep.
 *
 * Returns: (transfer container) (element-type WeirElement): in file order,
 *   borrowed of the document
 */
GPtrArray *weir_export_collect (WeirDocument *document, GPtrArray *ids);

/**
 * weir_export_count_secrets:
 * @elements: (element-type WeirElement)
 *
 * Literal values of authorizing headers, passwords in addresses, members named
 * like a password or a token, and values of credential variables (S502).
 */
guint weir_export_count_secrets (GPtrArray *elements);

/**
 * weir_export_to_text:
 * @elements: (element-type WeirElement)
 * @without_secrets: leaves out what weir_export_count_secrets() counts
 *
 * Numbers, escapes and the order of members are those of the document.
 *
 * Returns: (transfer full): a flow file's text, without a final line break
 */
char *weir_export_to_text (GPtrArray    *elements,
                           WeirJsonStyle style,
                           gboolean      without_secrets);

/**
 * weir_export_part_to_text:
 *
 * The same for a part of a document, as Node-RED writes it: wires, groups,
 * members of groups and ports of subflows that @elements don't have are left
 * out.
 */
char *weir_export_part_to_text (GPtrArray    *elements,
                                WeirJsonStyle style,
                                gboolean      without_secrets);

G_END_DECLS
