/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/* Special editors: what a type shows instead of a row for every property. The
 * first group is there already, for the name and what belongs to it. */
typedef void (*WeirPageFunc) (WeirPropertyContext *context,
                              AdwPreferencesPage  *page,
                              AdwPreferencesGroup *first);

void weir_page_inject_build (WeirPropertyContext *context,
                             AdwPreferencesPage  *page,
                             AdwPreferencesGroup *first);
void weir_page_debug_build (WeirPropertyContext *context,
                            AdwPreferencesPage  *page,
                            AdwPreferencesGroup *first);
void weir_page_websocket_build (WeirPropertyContext *context,
                                AdwPreferencesPage  *page,
                                AdwPreferencesGroup *first);
void weir_page_listener_build (WeirPropertyContext *context,
                               AdwPreferencesPage  *page,
                               AdwPreferencesGroup *first);
void weir_page_client_build (WeirPropertyContext *context,
                             AdwPreferencesPage  *page,
                             AdwPreferencesGroup *first);
void weir_page_tls_build (WeirPropertyContext *context,
                          AdwPreferencesPage  *page,
                          AdwPreferencesGroup *first);
void weir_page_group_build (WeirPropertyContext *context,
                            AdwPreferencesPage  *page,
                            AdwPreferencesGroup *first);

G_END_DECLS
