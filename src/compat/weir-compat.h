/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What newer versions of GTK and libadwaita do in another way than those of the
 * floor: one function a need. */

/* @files: (element-type GFile) (nullable): %NULL when it was cancelled */
typedef void (*WeirCompatFilesFunc) (GListModel *files, gpointer user_data);

/* @file: (nullable): %NULL when it was cancelled */
typedef void (*WeirCompatFileFunc) (GFile *file, gpointer user_data);

/* @response: "cancel", "action" or "other" */
typedef void (*WeirCompatAlertFunc) (const char *response, gpointer user_data);

/**
 * weir_compat_open_files:
 * @filters: (nullable) (element-type GtkFileFilter)
 * @multiple: whether more than one may be chosen
 */
void weir_compat_open_files (GtkWindow          *parent,
                             const char         *title,
                             GListModel         *filters,
                             gboolean            multiple,
                             WeirCompatFilesFunc done,
                             gpointer            user_data);

/**
 * weir_compat_save_file:
 * @folder: (nullable): where to start
 * @name: the name proposed
 */
void weir_compat_save_file (GtkWindow         *parent,
                            const char        *title,
                            GFile             *folder,
                            const char        *name,
                            WeirCompatFileFunc done,
                            gpointer           user_data);

/**
 * weir_compat_choose_folder:
 * @folder: (nullable): where to start
 */
void weir_compat_choose_folder (GtkWindow         *parent,
                                const char        *title,
                                GFile             *folder,
                                WeirCompatFileFunc done,
                                gpointer           user_data);

typedef struct
{
  const char *heading;
  const char *body;
  const char *cancel;
  const char *action; /* (nullable): there is only something to know */
  const char *other;  /* (nullable): a third answer */
  gboolean    destructive;
} WeirCompatAlert;

/* Asks one question; @done (nullable) hears the answer once. */
void weir_compat_alert (GtkWindow             *parent,
                        const WeirCompatAlert *alert,
                        WeirCompatAlertFunc    done,
                        gpointer               user_data);

/* @developers: ended by %NULL */
void weir_compat_about (GtkWindow         *parent,
                        const char        *name,
                        const char        *icon,
                        const char        *version,
                        const char *const *developers);

/* Shows preferences, each page filled in already. */
void weir_compat_preferences (GtkWindow *parent, GPtrArray *pages);

/* Opens a place in the program the user has for it. */
void weir_compat_show_uri (GtkWindow *parent, const char *uri);

/* The colour text has in this widget. */
void weir_compat_get_color (GtkWidget *widget, GdkRGBA *color);

/* Device pixels per application pixel, fractions included where known. */
double weir_compat_get_scale (GtkWidget *widget);

/* Lets a screen reader say something, where the toolkit can. Returns whether
 * it could. */
gboolean weir_compat_announce (GtkWidget *widget, const char *text);

G_END_DECLS
