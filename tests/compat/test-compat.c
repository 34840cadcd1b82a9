/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "compat/weir-compat.h"
#include "weir-test-gtk.h"

/* Whichever branch this GTK takes: a question is asked and answered, a widget
 * tells its colour. */

static void
answered_cb (const char *response, gpointer user_data)
{
  char **answer = user_data;

  g_assert_null (*answer);
  *answer = g_strdup (response);
}

#if !ADW_CHECK_VERSION(1, 5, 0)
static void
test_alert (void)
{
  static const WeirCompatAlert alert = {
    .heading = "Delete?",
    .body = "It is used.",
    .cancel = "_Cancel",
    .action = "_Delete",
    .destructive = TRUE,
  };
  GtkWindow       *window = weir_test_show (gtk_label_new ("text"), 300, 200);
  g_autofree char *answer = NULL;
  GtkWindow       *dialog;

  weir_compat_alert (window, &alert, answered_cb, &answer);
  weir_test_wait_for (weir_test_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = weir_test_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_window_get_transient_for (dialog) == window);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "action");
  g_assert_cmpstr (answer, ==, "action");
  gtk_window_destroy (window);
}
#endif

static void
test_color (void)
{
  GtkWidget       *label = gtk_label_new ("text");
  GtkWindow       *window = weir_test_show (label, 300, 200);
  AdwStyleManager *style = adw_style_manager_get_default ();
  GdkRGBA          light;
  GdkRGBA          dark;

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  weir_compat_get_color (label, &light);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  weir_compat_get_color (label, &dark);
  g_assert_cmpfloat (light.red, <, 0.5);
  g_assert_cmpfloat (dark.red, >, 0.5);
  g_assert_cmpfloat (weir_compat_get_scale (label), ==, 1);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
#if !ADW_CHECK_VERSION(1, 5, 0)
  g_test_add_func ("/compat/alert", test_alert);
#endif
  g_test_add_func ("/compat/color", test_color);
  return g_test_run ();
}
