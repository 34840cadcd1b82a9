/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-sheet.h"
#include "host/weir-run-settings.h"

G_BEGIN_DECLS

/* The settings of a run as a sheet, for the same rows that entries have. */

/* Returns: (transfer full) */
WeirSheet *weir_run_settings_sheet_new (const WeirRunSettings *settings);

/**
 * weir_run_settings_sheet_read:
 * @old: what the sheet does not know is taken from there
 *
 * Returns: (transfer full): the settings the sheet says; what is no number
 *   counts as one that is out of range
 */
WeirRunSettings *
weir_run_settings_sheet_read (WeirSheet *sheet, const WeirRunSettings *old);

/* Hands the problems of weir_run_settings_check() to the fields. */
void weir_run_settings_sheet_check (WeirSheet *sheet);

G_END_DECLS
