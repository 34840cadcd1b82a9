/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WeirStartPage:
 *
 * What a window without a document shows: ways to begin, with a sentence each.
 */
#define WEIR_TYPE_START_PAGE (weir_start_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirStartPage, weir_start_page, WEIR, START_PAGE, AdwBin)

G_END_DECLS
