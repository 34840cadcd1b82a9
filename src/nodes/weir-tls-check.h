/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/**
 * weir_tls_check:
 *
 * What a property table can't say about a tls-config, T401 to T414: reads the
 * files it names.
 */
void weir_tls_check (const WeirCheckScope *scope);

G_END_DECLS
