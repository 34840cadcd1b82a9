/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WeirPageSwitcher:
 *
 * A row of icons, one a page of an AdwViewStack, with the page's badge. Narrower
 * than libadwaita's own switchers, so that five pages fit into a side panel.
 */
#define WEIR_TYPE_PAGE_SWITCHER (weir_page_switcher_get_type ())
G_DECLARE_FINAL_TYPE (WeirPageSwitcher,
                      weir_page_switcher,
                      WEIR,
                      PAGE_SWITCHER,
                      GtkWidget)

GtkWidget *weir_page_switcher_new (void);
void weir_page_switcher_set_stack (WeirPageSwitcher *self, AdwViewStack *stack);

G_END_DECLS
