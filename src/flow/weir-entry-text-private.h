/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* Changes of one entry, from text to text: what is not named keeps its bytes,
 * what is new is laid out as its siblings. @entry is valid JSON. Every function
 * returns (transfer full) the new text, or @entry itself when it already is as
 * asked for. */

/**
 * weir_entry_text_set:
 * @entry: an object
 * @value: (nullable): %NULL removes the member
 *
 * Of duplicate keys the last is changed, which is the one that counts; all of
 * them are removed.
 */
GBytes *weir_entry_text_set (GBytes *entry, const char *key, WeirValue *value);

/**
 * weir_entry_text_connect:
 * @entry: an object
 * @error: %WEIR_FLOW_ERROR_EDIT when the wire is there, or `wires` is no list
 *   of lists
 */
GBytes *weir_entry_text_connect (GBytes     *entry,
                                 guint       port,
                                 const char *target,
                                 GError    **error);

/**
 * weir_entry_text_disconnect:
 * @entry: an object
 * @error: %WEIR_FLOW_ERROR_EDIT when there is no such wire
 */
GBytes *weir_entry_text_disconnect (GBytes     *entry,
                                    guint       port,
                                    const char *target,
                                    GError    **error);

/**
 * weir_entry_text_adapt:
 * @entry: an object
 * @neighbour: (nullable): the entry it is put beside
 *
 * Lays @entry out as @neighbour, when it is one compact line.
 */
GBytes *weir_entry_text_adapt (GBytes *entry, GBytes *neighbour);

G_END_DECLS
