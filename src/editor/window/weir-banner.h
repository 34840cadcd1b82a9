/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WeirBanner:
 *
 * A line across the window for what holds as long as it is shown: a port in
 * use, a file changed by another program, a restored draft. Buttons activate
 * actions. Empty: it takes no room.
 */
#define WEIR_TYPE_BANNER (weir_banner_get_type ())
G_DECLARE_FINAL_TYPE (WeirBanner, weir_banner, WEIR, BANNER, GtkWidget)

typedef struct
{
  const char *label;  /* with a mnemonic */
  const char *action; /* a detailed action name */
} WeirBannerButton;

/* @style: (nullable): "warning" or "error" */
GtkWidget *weir_banner_new (const char *style);

/**
 * weir_banner_show:
 * @buttons: (array length=n_buttons)
 */
void weir_banner_show (WeirBanner             *self,
                       const char             *text,
                       const WeirBannerButton *buttons,
                       guint                   n_buttons);
void weir_banner_hide (WeirBanner *self);

/* Says how it stands beside the same buttons; nobody is alarmed anew. */
void weir_banner_set_text (WeirBanner *self, const char *text);

/* Takes “Dismiss” away: what it tells must be seen as long as it holds. */
void weir_banner_keep (WeirBanner *self);

/**
 * weir_banner_set_stacked:
 * @stacked: whether the buttons stand below the text and one another, as in a
 *   narrow window
 */
void weir_banner_set_stacked (WeirBanner *self, gboolean stacked);

/* Returns: (nullable): what it says now */
const char *weir_banner_get_text (WeirBanner *self);

G_END_DECLS
