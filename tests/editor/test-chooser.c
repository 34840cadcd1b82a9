/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-chooser.h"
#include "weir-test-gtk.h"

typedef struct
{
  GtkWindow   *window;
  GtkWidget   *button;
  WeirChooser *chooser;
  char        *id;
  gboolean     more;
  guint        n_chosen;
} Fixture;

static void
chosen_cb (Fixture *fixture, const char *id, gboolean more)
{
  g_free (fixture->id);
  fixture->id = g_strdup (id);
  fixture->more = more;
  fixture->n_chosen++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->button = gtk_menu_button_new ();
  fixture->window = weir_test_show (fixture->button, 400, 300);
  fixture->chooser = weir_chooser_new ("Add a Node", "Nothing is called that.");
  weir_chooser_add (fixture->chooser, "inject", "Inject", "Makes messages", NULL);
  weir_chooser_add (fixture->chooser, "debug", "Debug", "Shows messages", NULL);
  weir_chooser_add (fixture->chooser, "straße", "Straße", NULL, NULL);
  g_signal_connect_swapped (fixture->chooser,
                            "chosen",
                            G_CALLBACK (chosen_cb),
                            fixture);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (fixture->button),
                               GTK_WIDGET (fixture->chooser));
  gtk_menu_button_popup (GTK_MENU_BUTTON (fixture->button));
  weir_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->chooser)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  weir_test_settle ();
  g_free (fixture->id);
}

static GtkWidget *
get_entry (Fixture *fixture)
{
  return weir_test_get (GTK_WIDGET (fixture->chooser), GTK_TYPE_SEARCH_ENTRY, NULL);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint       n;
  } rows[] = {
    { "", 3 },         { "debug", 1 },   { "DEB", 1 },
    { "messages", 2 }, { "mess in", 1 }, { "STRASSE", 1 },
    { "mqtt", 0 },     { "  ", 3 },      { "debug x", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      weir_chooser_set_filter (fixture->chooser, rows[i].text);
      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpuint (weir_chooser_get_n_shown (fixture->chooser),
                        ==,
                        rows[i].n);
    }
}

static void
test_enter (Fixture *fixture, gconstpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (fixture)), "deb");
  weir_test_wait_for (weir_chooser_get_n_shown (fixture->chooser) == 1);
  g_signal_emit_by_name (get_entry (fixture), "activate");
  g_assert_cmpstr (fixture->id, ==, "debug");
  g_assert_false (fixture->more);
  weir_test_wait_for (!gtk_widget_get_visible (GTK_WIDGET (fixture->chooser)));
}

static void
test_control_enter (Fixture *fixture, gconstpointer data)
{
  weir_test_press_key (get_entry (fixture), GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpstr (fixture->id, ==, "inject");
  g_assert_true (fixture->more);
}

/* The mark moves, round and round, while the entry keeps the focus. */
static void
test_arrows (Fixture *fixture, gconstpointer data)
{
  weir_test_press_key (get_entry (fixture), GDK_KEY_Down, 0);
  weir_chooser_choose (fixture->chooser, FALSE);
  g_assert_cmpstr (fixture->id, ==, "debug");
  gtk_menu_button_popup (GTK_MENU_BUTTON (fixture->button));
  weir_test_press_key (get_entry (fixture), GDK_KEY_Up, 0);
  weir_test_press_key (get_entry (fixture), GDK_KEY_Up, 0);
  weir_chooser_choose (fixture->chooser, FALSE);
  g_assert_cmpstr (fixture->id, ==, "straße");
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  weir_test_press_key (get_entry (fixture), GDK_KEY_Escape, 0);
  weir_test_wait_for (!gtk_widget_get_visible (GTK_WIDGET (fixture->chooser)));
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  weir_chooser_set_filter (fixture->chooser, "mqtt");
  weir_chooser_choose (fixture->chooser, FALSE);
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
  weir_test_get (GTK_WIDGET (fixture->chooser),
                 GTK_TYPE_LABEL,
                 "Nothing is called that.");
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_entry (fixture)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Add a Node");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_entry (fixture)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Inject");
  weir_test_press_key (get_entry (fixture), GDK_KEY_Down, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_entry (fixture)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Debug");
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
#define ADD(name, test) \
  g_test_add ("/editor/chooser/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("filter", test_filter);
  ADD ("enter", test_enter);
  ADD ("control-enter", test_control_enter);
  ADD ("arrows", test_arrows);
  ADD ("escape", test_escape);
  ADD ("nothing", test_nothing);
  ADD ("labels", test_labels);
#undef ADD
  return g_test_run ();
}
