/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/weir-list-factory.h"
#include "editor/weir-widget.h"
#include "weir-test-gtk.h"

static void
test_unparent (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *one = g_object_ref_sink (gtk_label_new ("1"));

  gtk_box_append (GTK_BOX (box), one);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("2"));
  weir_widget_unparent_children (box);
  g_assert_null (gtk_widget_get_first_child (box));
  g_assert_finalize_object (one);
  weir_widget_unparent_children (box);
  g_assert_finalize_object (box);
}

static void
setup_cb (GtkWidget *owner, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkWidget *owner, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (
                        gtk_list_item_get_item (item)));
}

static void
activated_cb (GtkWidget *owner, guint position)
{
  gtk_widget_set_name (owner, position == 1 ? "second" : "other");
}

static void
test_list (void)
{
  static const char *const words[] = { "first", "second", NULL };
  GtkWidget               *owner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget               *scroller;
  GtkWidget               *list =
    weir_widget_new_list (weir_list_factory_new (owner,
                                                 (WeirListFunc)setup_cb,
                                                 (WeirListFunc)bind_cb,
                                                 NULL),
                          "Words",
                          G_CALLBACK (activated_cb),
                          owner,
                          &scroller);
  g_autoptr (GtkNoSelection) model =
    gtk_no_selection_new (G_LIST_MODEL (gtk_string_list_new (words)));
  GtkWindow *window;

  gtk_list_view_set_model (GTK_LIST_VIEW (list), GTK_SELECTION_MODEL (model));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (owner), scroller);
  window = weir_test_show (owner, 200, 200);
  weir_test_get (owner, GTK_TYPE_LABEL, "second");
  g_signal_emit_by_name (list, "activate", 1);
  g_assert_cmpstr (gtk_widget_get_name (owner), ==, "second");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_func ("/widget/unparent", test_unparent);
  g_test_add_func ("/widget/list", test_list);
  return g_test_run ();
}
