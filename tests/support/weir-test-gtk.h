/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* For tests of widgets, run under with-display.sh. GTK has no way to make
 * events, so input is either given to the controllers of a widget
 * (weir_test_press_key), which is exact, or is the server's own
 * (weir_test_type_keys, weir_test_pointer_*), which is all of the way. */

#define WEIR_TEST_LIMIT_US (15 * G_TIME_SPAN_SECOND)

/**
 * weir_test_gtk_init:
 *
 * g_test_init() and adw_init(), with animations off.
 */
void weir_test_gtk_init (int *argc, char ***argv);

/* Uses a style sheet as an application with these resources does. */
void weir_test_load_style (const char *resource);

/**
 * weir_test_wait_for:
 * @condition: an expression, looked at after every turn of the main loop
 *
 * Fails the test, naming the expression, when it is not true within 15 s.
 */
#define weir_test_wait_for(condition)                         \
  G_STMT_START                                                \
  {                                                           \
    gint64 weir_test_start = g_get_monotonic_time ();         \
                                                              \
    while (!(condition))                                      \
      weir_test_turn (weir_test_start, G_STRLOC, #condition); \
  }                                                           \
  G_STMT_END

/* One turn of the main loop, of 20 ms at the most. */
void weir_test_turn (gint64 start, const char *place, const char *condition);

/* Handles what waits now, and returns when nothing does. */
void weir_test_settle (void);

/**
 * weir_test_present:
 *
 * Shows the window and waits until it is drawn and has the focus.
 */
void weir_test_present (GtkWindow *window);

/**
 * weir_test_show:
 * @child: (transfer floating): a widget to look at by itself
 *
 * Returns: (transfer none): a window around it, drawn; gtk_window_destroy() ends
 *   it
 */
GtkWindow *weir_test_show (GtkWidget *child, int width, int height);

/**
 * weir_test_find:
 * @type: of the widget
 * @name: (nullable): its widget name, the id it has in a template, or its label,
 *   title, tooltip or text
 *
 * Returns: (transfer none) (nullable): the first in depth that is visible, below
 *   @root or @root itself
 */
GtkWidget *weir_test_find (GtkWidget *root, GType type, const char *name);

/* The same, and the test fails when there is none. */
GtkWidget *weir_test_get (GtkWidget *root, GType type, const char *name);

/* Returns: (transfer container): every visible widget of the type */
GPtrArray *weir_test_find_all (GtkWidget *root, GType type);

/* Returns: (transfer none) (nullable): the first window of that type that is
 * shown */
GtkWindow *weir_test_find_window (GType type);

/**
 * weir_test_find_button:
 * @label: with its mnemonic
 *
 * Returns: (transfer none) (nullable): the first such button that is shown, in
 *   whatever window: dialogs have windows of their own, or none
 */
GtkWidget *weir_test_find_button (const char *label);

/**
 * weir_test_picture:
 *
 * What the widget looks like after its next frame, drawn by a cairo renderer of
 * our own, so the same whatever renderer the window has.
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *weir_test_picture (GtkWidget *widget);

/**
 * weir_test_save_picture:
 * @name: without folder and ending
 *
 * Writes a picture for people into the folder $WEIR_TEST_PICTURES, when that is
 * set.
 */
void weir_test_save_picture (GtkWidget *widget, const char *name);

/**
 * weir_test_press_key:
 *
 * Gives the key to the key controllers of @widget and then of its ancestors, as
 * GTK does for the focus widget: capture phase from the window down, then up.
 *
 * Returns: whether a controller took it
 */
gboolean
weir_test_press_key (GtkWidget *widget, guint keyval, GdkModifierType state);

/* Activates a button, row or other widget, as Space or Enter would. */
void weir_test_activate (GtkWidget *widget);

/**
 * weir_test_type_keys:
 * @keys: as `xdotool key` names them, for example "ctrl+z", "a", "Return";
 *   ended by %NULL
 *
 * Presses them on the X server's keyboard; the window must have the focus.
 */
void weir_test_type_keys (const char *keys, ...) G_GNUC_NULL_TERMINATED;

/* Moves the server's pointer to a place in the widget, presses and releases its
 * buttons. Events arrive in later turns of the main loop. */
void weir_test_pointer_move (GtkWidget *widget, double x, double y);
void weir_test_pointer_press (guint button);
void weir_test_pointer_release (guint button);

/* Returns: whether the tools for the server's input are there; otherwise the
 * running test has been marked as skipped. */
gboolean weir_test_has_input (void);

G_END_DECLS
