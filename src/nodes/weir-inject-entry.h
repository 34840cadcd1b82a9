/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * WeirInjectEntry:
 *
 * One message property an inject node sets, all borrowed from the node's entry
 * in the flow. Files before Node-RED 1.2 have no `props`, and newer ones keep
 * the value of the payload, and of a topic that is text, in the members
 * `payload`, `payloadType` and `topic`: a row without a value of its own takes
 * it from there.
 */
typedef struct
{
  const char *path;       /* (nullable) */
  WeirValue  *value;      /* (nullable) */
  const char *type;       /* (nullable) */
  const char *legacy_key; /* (nullable): the member the value comes from;
                           * %NULL: the row itself */
} WeirInjectEntry;

/**
 * weir_inject_entry_count:
 * @config: an inject node
 *
 * Returns: how many properties it sets
 */
gsize weir_inject_entry_count (const WeirValue *config);

/**
 * weir_inject_entry_get:
 * @index: below weir_inject_entry_count()
 *
 * Returns: (transfer none): that property
 */
WeirInjectEntry weir_inject_entry_get (const WeirValue *config, gsize index);

/**
 * weir_inject_entry_read:
 * @row: an element of a list of properties
 *
 * Returns: (transfer none): the property as the row alone has it
 */
WeirInjectEntry weir_inject_entry_read (const WeirValue *row);

G_END_DECLS
