/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* Lists of ids as values: `wires` of one output, `links`, `scope`, `nodes`.
 * What is no list counts as an empty one, what is no text in it is kept. */

gboolean weir_id_list_contains (const WeirValue *list, const char *id);

/**
 * weir_id_list_get:
 *
 * Returns: (transfer none) (nullable): the id at @index; %NULL when there is
 *   something else
 */
const char *weir_id_list_get (const WeirValue *list, gsize index);
gsize       weir_id_list_get_length (const WeirValue *list);

/* Returns: (transfer full): the list without @id, however often it is there */
WeirValue *weir_id_list_without (const WeirValue *list, const char *id);

/**
 * weir_id_list_without_set:
 * @ids: (element-type utf8 unused): a set
 *
 * Returns: (transfer full) (nullable): the list without these; %NULL when it
 *   has none of them
 */
WeirValue *weir_id_list_without_set (const WeirValue *list, GHashTable *ids);

/**
 * WeirWireIter:
 *
 * Goes through `wires`: every place that names an id, in order.
 */
typedef struct
{
  const WeirValue *wires;
  gsize            port;
  gsize            next;
} WeirWireIter;

/* @wires: (nullable) */
void weir_wire_iter_init (WeirWireIter *iter, const WeirValue *wires);

/* @port: (out): the output; @target: (out) (transfer none): an id */
gboolean
weir_wire_iter_next (WeirWireIter *iter, guint *port, const char **target);

G_END_DECLS
