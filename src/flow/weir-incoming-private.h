/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/* What is asked of a document that is about to come into another. */

/* Whether an entry's flow isn't in its own document: it goes to the flow people
 * look at. Configuration for all flows, tabs and subflows never are. */
gboolean weir_incoming_is_loose (WeirDocument *incoming, WeirElement *element);

/* Whether the document has an entry of that id and type. */
gboolean
weir_incoming_has_same_type (WeirDocument *document, WeirElement *element);

/* Whether two entries say the same, credentials left out. */
gboolean weir_incoming_is_same (WeirElement *a, WeirElement *b);

/* Whether the document has the tab or subflow, and everything in it, as it is in
 * @incoming. */
gboolean weir_incoming_has_same_flow (WeirDocument *document,
                                      WeirDocument *incoming,
                                      WeirElement  *flow);

G_END_DECLS
