/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/**
 * weir_clipboard_copy:
 * @ids: (element-type utf8): what is selected
 *
 * Returns: (transfer full): what goes on the clipboard: a compact flow file of
 *   these and what they need, as weir_export_part_to_text() writes it
 */
char *weir_clipboard_copy (WeirDocument *document, GPtrArray *ids);

/**
 * weir_clipboard_parse:
 * @text: any text of @length bytes, or -1 when it ends with NUL
 * @error: %WEIR_FLOW_ERROR with the texts of F801 (with the line and column in
 *   @text), F802, F803
 *
 * Reads a flow out of whatever people copied: what stands before the first `[`
 * and behind the last `]` is cut off, as Node-RED does; a single node counts as
 * a list of one.
 *
 * Returns: (transfer full) (nullable): a document whose entries all have an id
 *   and a type
 */
WeirDocument *
weir_clipboard_parse (const char *text, gssize length, GError **error);

/**
 * weir_clipboard_looks_like_flow:
 *
 * Returns: whether a text may be a flow, without reading all of it: for menus
 */
gboolean weir_clipboard_looks_like_flow (const char *text);

/**
 * weir_clipboard_is_loose:
 *
 * Returns: whether the entry has a place on a flow that isn't there with it, and
 *   so moves with what is pasted
 */
gboolean weir_clipboard_is_loose (WeirDocument *incoming, WeirElement *element);

/**
 * weir_clipboard_get_bounds:
 *
 * Where the entries stand that have no flow with them, by their centres.
 *
 * Returns: FALSE when there are none
 */
gboolean weir_clipboard_get_bounds (WeirDocument *incoming,
                                    double       *left,
                                    double       *top,
                                    double       *right,
                                    double       *bottom);

/**
 * weir_clipboard_paste:
 * @incoming: as weir_clipboard_parse() returns it
 * @flow: (nullable): where entries go that have no flow with them; %NULL for a
 *   new one
 * @dx: how far these move
 * @keep_ids: after a cut: ids that are free stay
 * @ids: (out) (transfer full) (element-type utf8): the new entries
 *
 * Everything gets an id of its own and names the others by these; configuration
 * and subflows that are there already, the same, are used. Names with a number
 * get the next.
 *
 * Returns: (transfer full) (nullable): %NULL when there is nothing to paste, or
 *   @flow is locked
 */
WeirEdit *weir_clipboard_paste (WeirDocument *document,
                                WeirDocument *incoming,
                                const char   *flow,
                                double        dx,
                                double        dy,
                                gboolean      keep_ids,
                                GPtrArray   **ids);

G_END_DECLS
