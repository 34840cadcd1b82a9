/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/**
 * weir_label_dup:
 * @entry: an entry, of the document or to be
 *
 * Returns: (transfer full): what people call it, in one line: what its type makes
 *   of it, its name, the configuration it uses where the type says so, else the
 *   label of its type or, where that is unknown, the type itself; instances of
 *   subflows without a name have that of the subflow
 */
char *weir_label_dup (WeirDocument       *document,
                      const WeirRegistry *registry,
                      const WeirValue    *entry);

/**
 * weir_label_get_subflow:
 * @entry: an entry, of the document or to be
 *
 * Returns: (transfer none) (nullable): the definition it is an instance of; %NULL
 *   when it is no instance, or its definition is missing
 */
WeirElement *
weir_label_get_subflow (WeirDocument *document, const WeirValue *entry);

G_END_DECLS
