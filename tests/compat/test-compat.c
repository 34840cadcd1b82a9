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
  GtkWidget       *button;

  weir_compat_alert (window, &alert, answered_cb, &answer);
  weir_test_wait_for ((button = weir_test_find_button ("_Delete")) != NULL);
  weir_test_get (GTK_WIDGET (gtk_widget_get_root (button)),
                 GTK_TYPE_LABEL,
                 "It is used.");
  weir_test_activate (button);
  weir_test_wait_for (answer != NULL);
  g_assert_cmpstr (answer, ==, "action");
  weir_test_settle ();
  gtk_window_destroy (window);
}

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
  g_test_add_func ("/compat/alert", test_alert);
  g_test_add_func ("/compat/color", test_color);
  return g_test_run ();
}
