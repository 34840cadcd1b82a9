/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * weir_inject_unfold:
 * @config: an inject node as it is stored
 *
 * Returns: (transfer full): the same with every row of `props` complete, the
 *   values of the payload and the topic in their rows
 */
WeirValue *weir_inject_unfold (const WeirValue *config);

/**
 * weir_inject_fold:
 * @form: what weir_inject_unfold() gave, edited
 *
 * Returns: (transfer full): as Node-RED's editor stores it: the value of the
 *   first payload, and of the first topic that is text, in members of their own
 */
WeirValue *weir_inject_fold (const WeirValue *form);

G_END_DECLS
