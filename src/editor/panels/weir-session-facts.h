/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-session.h"
#include "flow/weir-search-query.h"

G_BEGIN_DECLS

/**
 * WeirSessionFacts:
 *
 * What a session knows of its entries beside their texts, for one search.
 */
typedef struct _WeirSessionFacts WeirSessionFacts;

WeirSessionFacts *weir_session_facts_new (WeirSession *session);
void              weir_session_facts_free (WeirSessionFacts *facts);

/**
 * weir_session_facts_find:
 *
 * Returns: (transfer full) (element-type WeirElement) (transfer container): the
 *   entries that match, in file order; those nobody can name left out
 */
GPtrArray *
weir_session_facts_find (WeirSessionFacts *facts, const WeirSearchQuery *query);
const WeirSearchFacts *weir_session_facts_get (WeirSessionFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSessionFacts, weir_session_facts_free)

G_END_DECLS
