/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-run-settings.h"

G_BEGIN_DECLS

/* How a client backs off when it does: from 1 to 60 s. */
#define WEIR_RUN_BACK_OFF_FIRST_MS 1000
#define WEIR_RUN_BACK_OFF_MAX_MS   60000

/* As Node-RED. */
#define WEIR_RUN_RECONNECT_MS 3000

/* What a wait may be. */
#define WEIR_RUN_MIN_RECONNECT_MS 100
#define WEIR_RUN_MAX_RECONNECT_MS (60 * 60 * 1000)

/**
 * WeirNodeSettings:
 *
 * What the run settings know of one node, beside what its entry says.
 */
typedef struct
{
  guint    reconnect_ms; /* of a client, as of WeirRunSettings; 0: as all */
  guint    reconnect_max_ms;
  gboolean ask; /* of an inject node: the editor asks before its button sends */
} WeirNodeSettings;

/**
 * weir_run_settings_get_node:
 *
 * Returns: (transfer none): what is kept for the node with that id, else the
 *   defaults; until the next change
 */
const WeirNodeSettings *
weir_run_settings_get_node (const WeirRunSettings *settings, const char *id);

/* @node: copied; the defaults are not kept */
void weir_run_settings_set_node (WeirRunSettings        *settings,
                                 const char             *id,
                                 const WeirNodeSettings *node);

/**
 * weir_run_settings_keep_nodes:
 * @exists: whether there is a node with that id
 *
 * Forgets the others.
 */
void weir_run_settings_keep_nodes (WeirRunSettings *settings,
                                   gboolean (*exists) (const char *id,
                                                       gpointer    user_data),
                                   gpointer user_data);

/* Makes @to say how clients come back as @from does, and leaves the rest. */
void weir_run_settings_copy_reconnect (WeirRunSettings       *to,
                                       const WeirRunSettings *from);

G_END_DECLS
