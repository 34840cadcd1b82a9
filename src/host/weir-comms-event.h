/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-monitor.h"

G_BEGIN_DECLS

/**
 * weir_comms_event_topic:
 *
 * Returns: (transfer full) (nullable): the topic a record is published on;
 *   %NULL when clients of /comms don't get it
 */
char *weir_comms_event_topic (const WeirRecord *record);

/**
 * weir_comms_event_append:
 * @topic: its topic
 *
 * Appends `{"topic":…,"data":…}` as Node-RED words it.
 */
void weir_comms_event_append (GString          *out,
                              const char       *topic,
                              const WeirRecord *record);

/**
 * weir_debug_record_to_value:
 *
 * Returns: (transfer full): what Node-RED says of a debug message: `id`, `z`,
 *   `path`, `name`, `topic`, `property`, `msg` and `format`
 */
WeirValue *weir_debug_record_to_value (const WeirRecord *record);

G_END_DECLS
