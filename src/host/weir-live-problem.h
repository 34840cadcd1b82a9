/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-run-settings.h"

G_BEGIN_DECLS

/**
 * weir_live_problem_new_for_settings:
 *
 * Returns: (transfer full) (nullable): the first thing for which a flow can't
 *   run with these settings
 */
WeirProblem *weir_live_problem_new_for_settings (const WeirRunSettings *settings);

/**
 * weir_live_problem_dup_reason:
 * @text: what an error says, in the language of the user
 *
 * Returns: (transfer full): the same without its full stop, to be part of a
 *   sentence
 */
char *weir_live_problem_dup_reason (const char *text);

/**
 * weir_live_problem_new_for_start:
 * @error: why a host could not be made, or the flow not read
 */
WeirProblem *weir_live_problem_new_for_start (const WeirRunSettings *settings,
                                              const GError          *error);

/**
 * weir_live_problem_new_for_listen:
 * @error: (nullable): of weir_host_listen()
 *
 * May look through /proc for the program that has the port.
 *
 * Returns: (transfer full) (nullable): why it doesn't listen, or what to mind
 *   when it does
 */
WeirProblem *weir_live_problem_new_for_listen (const WeirRunSettings *settings,
                                               const GError          *error);

G_END_DECLS
