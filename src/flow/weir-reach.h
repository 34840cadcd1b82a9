/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_REACH_UPSTREAM,
  WEIR_REACH_DOWNSTREAM,
  WEIR_REACH_BOTH,
} WeirReach;

/**
 * weir_document_reach:
 * @ids: (element-type utf8): where to start
 *
 * Returns: (transfer full) (element-type utf8): these and everything of their
 *   flows that wires connect with them, links inside a flow included
 */
GPtrArray *
weir_document_reach (WeirDocument *document, GPtrArray *ids, WeirReach reach);

/**
 * weir_document_list_unused:
 *
 * Returns: (transfer full) (element-type utf8): the configuration entries nobody
 *   names, but for global ones
 */
GPtrArray *weir_document_list_unused (WeirDocument *document);

G_END_DECLS
