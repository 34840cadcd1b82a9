/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

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
 * weir_element_kind_for_value:
 * @entry: an entry of a flow
 *
 * Told by `type` (`workspace` is the old name of `tab`), and of nodes by the
 * presence of `x` and `y`, whatever they hold, as Node-RED's runtime does.
 *
 * Returns: what the entry is
 */
WeirElementKind weir_element_kind_for_value (const WeirValue *entry);

G_END_DECLS
