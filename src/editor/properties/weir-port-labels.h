/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/**
 * weir_port_labels_dup:
 * @labels: (nullable): `inputLabels` or `outputLabels` of an entry
 *
 * Returns: (transfer full): what the port is called, "" for nothing
 */
char *weir_port_labels_dup (const WeirValue *labels, guint port);

/**
 * weir_port_labels_with:
 * @labels: (nullable): as above
 * @n_ports: how many there are, of which @port is one
 *
 * As Node-RED's editor keeps them: a text for every port, and no list at all when
 * every text is blank.
 *
 * Returns: (transfer full) (nullable): the labels with that of @port changed
 */
WeirValue *weir_port_labels_with (const WeirValue *labels,
                                  guint            n_ports,
                                  guint            port,
                                  const char      *text);

/* Adds an entry for the label of every port of the form's node. */
void weir_port_labels_add (WeirPropertyContext *context, AdwExpanderRow *row);

G_END_DECLS
