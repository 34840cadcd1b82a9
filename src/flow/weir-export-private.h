/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * weir_export_strip_secrets:
 * @entry: an entry of a flow
 * @n_secrets: (inout): increased by those found
 *
 * Returns: (transfer full): the entry without them; itself when it has none
 */
WeirValue *weir_export_strip_secrets (WeirValue *entry, guint *n_secrets);

G_END_DECLS
