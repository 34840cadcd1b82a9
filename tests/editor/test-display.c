/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The harness itself: what the other tests of widgets lean on. */

#include "weir-test-gtk.h"

static void
count_cb (GtkButton *button, gpointer data)
{
  ++*(guint *)data;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        gpointer               data)
{
  guint *last = data;

  *last = keyval;
  return keyval == GDK_KEY_b;
}

static void
test_finds (void)
{
  GtkWidget            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget            *save = gtk_button_new_with_mnemonic ("_Save");
  GtkWidget            *hidden = gtk_button_new_with_label ("Hidden");
  GtkWindow            *window;
  g_autoptr (GPtrArray) buttons = NULL;

  gtk_widget_set_visible (hidden, FALSE);
  gtk_box_append (GTK_BOX (box), hidden);
  gtk_box_append (GTK_BOX (box), save);
  window = weir_test_show (box, 200, 100);

  g_assert_true (weir_test_find (box, GTK_TYPE_BUTTON, "Save") == save);
  g_assert_null (weir_test_find (box, GTK_TYPE_BUTTON, "Hidden"));
  g_assert_null (weir_test_find (box, GTK_TYPE_ENTRY, NULL));
  buttons = weir_test_find_all (GTK_WIDGET (window), GTK_TYPE_BUTTON);
  g_assert_cmpuint (buttons->len, ==, 1);
  g_assert_true (weir_test_find_window (GTK_TYPE_WINDOW) == window);
  gtk_window_destroy (window);
  g_assert_null (weir_test_find_window (GTK_TYPE_WINDOW));
}

static void
test_input (void)
{
  GtkWidget *button = gtk_button_new_with_label ("Press");
  guint      n_clicks = 0;
  GtkWindow *window;

  if (!weir_test_has_input ())
    return;
  g_signal_connect_data (button,
                         "clicked",
                         G_CALLBACK (count_cb),
                         &n_clicks,
                         NULL,
                         0);
  window = weir_test_show (button, 200, 100);
  weir_test_pointer_move (button, 50, 50);
  weir_test_pointer_press (1);
  weir_test_pointer_release (1);
  weir_test_wait_for (n_clicks == 1);

  gtk_widget_grab_focus (button);
  weir_test_type_keys ("space", NULL);
  weir_test_wait_for (n_clicks == 2);
  weir_test_activate (button);
  g_assert_cmpuint (n_clicks, ==, 3);
  gtk_window_destroy (window);
}

static void
test_keys (void)
{
  GtkWidget          *button = gtk_button_new_with_label ("Keys");
  GtkWindow          *window = weir_test_show (button, 200, 100);
  GtkEventController *controller = gtk_event_controller_key_new ();
  guint               last = 0;

  g_signal_connect_data (controller,
                         "key-pressed",
                         G_CALLBACK (key_cb),
                         &last,
                         NULL,
                         0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  g_assert_false (weir_test_press_key (button, GDK_KEY_a, 0));
  g_assert_cmpuint (last, ==, GDK_KEY_a);
  g_assert_true (weir_test_press_key (button, GDK_KEY_b, GDK_CONTROL_MASK));
  gtk_window_destroy (window);
}

static GBytes *
dup_pixels (GdkTexture *texture)
{
  gsize   stride = (gsize)gdk_texture_get_width (texture) * 4;
  gsize   size = stride * (gsize)gdk_texture_get_height (texture);
  guchar *pixels = g_malloc (size);

  gdk_texture_download (texture, pixels, stride);
  return g_bytes_new_take (pixels, size);
}

static void
test_picture (void)
{
  GtkWidget             *label = gtk_label_new ("Ag");
  GtkWindow             *window = weir_test_show (label, 120, 80);
  g_autoptr (GdkTexture) first = weir_test_picture (label);
  g_autoptr (GdkTexture) again = weir_test_picture (label);
  g_autoptr (GdkTexture) other = NULL;
  g_autoptr (GBytes)     first_pixels = dup_pixels (first);
  g_autoptr (GBytes)     again_pixels = dup_pixels (again);
  g_autoptr (GBytes)     other_pixels = NULL;

  g_assert_cmpint (gdk_texture_get_width (first), ==, 120);
  g_assert_cmpint (gdk_texture_get_height (first), ==, 80);
  g_assert_true (g_bytes_equal (first_pixels, again_pixels));

  /* Of what is shown now, not of the frame before. */
  gtk_label_set_label (GTK_LABEL (label), "gA");
  other = weir_test_picture (label);
  other_pixels = dup_pixels (other);
  g_assert_false (g_bytes_equal (first_pixels, other_pixels));
  gtk_window_destroy (window);
}

static void
test_settings (void)
{
  GtkSettings     *settings = gtk_settings_get_default ();
  g_autofree char *font = NULL;
  gboolean         animations;

  g_object_get (settings,
                "gtk-font-name",
                &font,
                "gtk-enable-animations",
                &animations,
                NULL);
  g_assert_cmpstr (font, ==, "Cantarell 11");
  g_assert_false (animations);
}

int
main (int argc, char *argv[])
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_func ("/display/settings", test_settings);
  g_test_add_func ("/display/finds", test_finds);
  g_test_add_func ("/display/input", test_input);
  g_test_add_func ("/display/keys", test_keys);
  g_test_add_func ("/display/picture", test_picture);
  return g_test_run ();
}
