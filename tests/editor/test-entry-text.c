/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/panels/weir-entry-text.h"
#include "weir-test-gtk.h"

/* Who has the room of a line, wide and narrow. */

static int
get_natural (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget,
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  return natural;
}

typedef struct
{
  GtkWindow *window;
  GtkWidget *text;
  GtkWidget *name;
  GtkWidget *detail;
} Line;

static void
line_init (Line *line, const char *name, const char *detail, int width)
{
  WeirEntryText *text = WEIR_ENTRY_TEXT (weir_entry_text_new ());
  GtkWidget     *slot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  line->text = GTK_WIDGET (text);
  line->name = GTK_WIDGET (weir_entry_text_get_name (text));
  line->detail = GTK_WIDGET (weir_entry_text_get_detail (text));
  gtk_label_set_text (GTK_LABEL (line->name), name);
  gtk_label_set_text (GTK_LABEL (line->detail), detail);
  gtk_widget_set_size_request (line->text, width, -1);
  gtk_widget_set_halign (line->text, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (slot), line->text);
  line->window = weir_test_show (slot, 500, 60);

  /* Exactly so wide, whatever it would like to be. */
  gtk_widget_allocate (line->text, width, 30, -1, NULL);
}

#define NAME "websocket in"

static void
test_wide (void)
{
  Line line;

  line_init (&line, NAME, "connected 2", 400);
  g_assert_cmpint (gtk_widget_get_width (line.detail),
                   ==,
                   get_natural (line.detail));
  g_assert_true (gtk_widget_get_child_visible (line.detail));
  g_assert_cmpint (gtk_widget_get_width (line.name) +
                     gtk_widget_get_width (line.detail),
                   ==,
                   400 - 8);
  gtk_window_destroy (line.window);
}

/* The detail is cut, the name is whole. */
static void
test_narrow (void)
{
  Line line;
  int  name;

  line_init (&line, NAME, "connected to nobody", 400);
  name = get_natural (line.name);
  gtk_widget_allocate (line.text, name + 8 + 50, 30, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (line.name), ==, name);
  g_assert_cmpint (gtk_widget_get_width (line.detail), ==, 50);
  g_assert_true (gtk_widget_get_child_visible (line.detail));
  gtk_window_destroy (line.window);
}

/* And gone before the name loses a letter. */
static void
test_narrower (void)
{
  Line line;
  int  name;

  line_init (&line, NAME, "connected 2", 400);
  name = get_natural (line.name);
  gtk_widget_allocate (line.text, name + 8 + 20, 30, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (line.name), ==, name + 8 + 20);
  g_assert_false (gtk_widget_get_child_visible (line.detail));
  gtk_widget_allocate (line.text, name - 20, 30, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (line.name), ==, name - 20);
  gtk_window_destroy (line.window);
}

/* A detail shorter than that is worth its room. */
static void
test_short (void)
{
  Line line;
  int  name;
  int  detail;

  line_init (&line, NAME, "2", 400);
  name = get_natural (line.name);
  detail = get_natural (line.detail);
  gtk_widget_allocate (line.text, name + 8 + detail, 30, -1, NULL);
  g_assert_true (gtk_widget_get_child_visible (line.detail));
  g_assert_cmpint (gtk_widget_get_width (line.detail), ==, detail);
  gtk_window_destroy (line.window);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_func ("/entry-text/wide", test_wide);
  g_test_add_func ("/entry-text/narrow", test_narrow);
  g_test_add_func ("/entry-text/narrower", test_narrower);
  g_test_add_func ("/entry-text/short", test_short);
  return g_test_run ();
}
