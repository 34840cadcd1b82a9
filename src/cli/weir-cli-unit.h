/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirCliUnit:
 *
 * A service of the user's systemd that runs a flow as it was asked for here.
 */
typedef struct
{
  const char *const *words;   /* behind `run`, as they were typed */
  const char        *flow;    /* the one of them that is the flow */
  const char        *program; /* the path of weir-cli; %NULL in a Flatpak */
  const char        *folder;  /* where paths begin; %NULL in a Flatpak */
  gboolean           save;    /* whether the flow is written */
} WeirCliUnit;

/* Returns: (transfer full): the unit's text */
char *weir_cli_unit_text (const WeirCliUnit *unit);

/**
 * weir_cli_print_unit:
 *
 * Prints the unit for this program, in or out of a Flatpak, where folders are
 * other ones inside.
 *
 * @error: %G_IO_ERROR_INVALID_ARGUMENT when the flow has no path that holds
 *   outside, too
 */
gboolean weir_cli_print_unit (const char *const *words,
                              const char        *flow,
                              gboolean           save,
                              GError           **error);

G_END_DECLS
