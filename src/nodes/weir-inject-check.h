/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/**
 * weir_inject_describe:
 *
 * The label of an inject node: its name, else topic and payload, with a mark
 * when it fires by itself.
 */
char *weir_inject_describe (const WeirValue *config);

/**
 * weir_inject_check:
 *
 * Problems I601 (no path), I608 (a path twice), I611 (no weekday) and I612 (no
 * cron expression).
 */
void weir_inject_check (const WeirCheckScope *scope);

G_END_DECLS
