/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-panel-private.h"

#include "editor/panels/weir-flow-test-row.h"
#include "editor/weir-list-factory.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* How much of the page the details of a failure take at most. */
#define DETAIL_HEIGHT_PX 260

static void
name_widget (GtkWidget *widget, const char *tooltip, const char *name)
{
  gtk_widget_set_tooltip_text (widget, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static GtkWidget *
new_button (const char *icon,
            const char *tooltip,
            const char *name,
            const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  name_widget (button, tooltip, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* The bar ------------------------------------------------------------------ */

static GtkWidget *
new_menu_button (void)
{
  GtkWidget        *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) selected = g_menu_new ();

  g_menu_append (files, _ ("_Add Test File…"), "tests.add");
  g_menu_append (selected, _ ("_Open in Text Editor"), "tests.open");
  g_menu_append (selected, _ ("_Copy Command"), "tests.copy-command");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (selected));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  name_widget (button, _ ("More"), _ ("More about tests"));
  return button;
}

static GtkWidget *
new_bar (WeirFlowTestPanel *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (bar, "toolbar");
  self->run_button = new_button ("media-playback-start-symbolic",
                                 _ ("Run All Tests"),
                                 _ ("Run all tests"),
                                 "tests.run");
  self->stop_button = new_button ("media-playback-stop-symbolic",
                                  _ ("Stop"),
                                  _ ("Stop the tests"),
                                  "tests.stop");
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_ellipsize (self->summary, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->summary), TRUE);
  gtk_box_append (GTK_BOX (bar), self->run_button);
  gtk_box_append (GTK_BOX (bar), self->stop_button);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (bar),
                  new_button ("list-add-symbolic",
                              _ ("New Test"),
                              _ ("New test"),
                              "tests.new"));
  gtk_box_append (GTK_BOX (bar), new_menu_button ());
  return bar;
}

/* The list ----------------------------------------------------------------- */

static void
setup_cb (WeirFlowTestPanel *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, weir_flow_test_row_new ());
}

static void
bind_cb (WeirFlowTestPanel *self, GtkListItem *list_item)
{
  weir_flow_test_row_set_list_row (WEIR_FLOW_TEST_ROW (
                                     gtk_list_item_get_child (list_item)),
                                   gtk_list_item_get_item (list_item));
}

static void
unbind_cb (WeirFlowTestPanel *self, GtkListItem *list_item)
{
  weir_flow_test_row_set_list_row (WEIR_FLOW_TEST_ROW (
                                     gtk_list_item_get_child (list_item)),
                                   NULL);
}

/* A file opens and closes; a step shows its node. */
static void
activate_cb (WeirFlowTestPanel *self, guint position)
{
  g_autoptr (GtkTreeListRow) row =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (WeirFlowTestItem) item =
    row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  if (item == NULL)
    return;
  if (gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
  else
    weir_flow_test_panel_reveal (self, item);
}

static GtkWidget *
new_list (WeirFlowTestPanel *self)
{
  GtkListItemFactory *factory = weir_list_factory_new (self,
                                                       (WeirListFunc)setup_cb,
                                                       (WeirListFunc)bind_cb,
                                                       (WeirListFunc)unbind_cb);
  GtkWidget          *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_VIEW (
    gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                       factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "weir-tests");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tests"),
                                  -1);
  g_signal_connect_object (self->list,
                           "activate",
                           G_CALLBACK (activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  return scroller;
}

static GtkWidget *
new_none (WeirFlowTestPanel *self)
{
  self->none = adw_status_page_new ();
  self->new_button = gtk_button_new_with_label (_ ("New Test"));
  gtk_widget_set_halign (self->new_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->new_button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->new_button), "tests.new");
  gtk_widget_add_css_class (self->none, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->none),
                                 "weir-test-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->none), _ ("No Tests"));
  adw_status_page_set_child (ADW_STATUS_PAGE (self->none), self->new_button);
  return self->none;
}

/* Below the list ------------------------------------------------------------ */

static GtkWidget *
new_detail (WeirFlowTestPanel *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *copy = new_button ("edit-copy-symbolic",
                                _ ("Copy"),
                                _ ("Copy what went wrong"),
                                "tests.copy-details");

  self->detail_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->detail_label, 0);
  gtk_label_set_yalign (self->detail_label, 0);
  gtk_label_set_selectable (self->detail_label, TRUE);
  gtk_label_set_wrap (self->detail_label, TRUE);
  gtk_label_set_wrap_mode (self->detail_label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail_label), "monospace");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail_label), "weir-test-detail");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 GTK_WIDGET (self->detail_label));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller),
                                                    TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              DETAIL_HEIGHT_PX);
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_halign (copy, GTK_ALIGN_END);
  gtk_widget_set_valign (copy, GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), copy);
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->detail),
                  gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->detail), overlay);
  return self->detail;
}

static GtkWidget *
new_command (WeirFlowTestPanel *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->command = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->command, 0);
  gtk_label_set_ellipsize (self->command, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_selectable (self->command, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->command), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->command), "monospace");
  gtk_widget_add_css_class (GTK_WIDGET (self->command), "caption");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->command),
                               _ ("What runs these tests without a window, "
                                  "for example in continuous integration"));
  gtk_widget_add_css_class (bar, "weir-panel-bar");
  gtk_widget_set_margin_start (bar, 6);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->command));
  gtk_box_append (GTK_BOX (bar),
                  new_button ("edit-copy-symbolic",
                              _ ("Copy Command"),
                              _ ("Copy the command"),
                              "tests.copy-command"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (bar), "flat");
  self->command_bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->command_bar),
                  gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->command_bar), bar);
  return self->command_bar;
}

void
weir_flow_test_panel_build (WeirFlowTestPanel *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, new_list (self), "list");
  gtk_stack_add_named (self->stack, new_none (self), "none");
  gtk_widget_set_parent (new_bar (self), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  gtk_widget_set_parent (new_detail (self), GTK_WIDGET (self));
  gtk_widget_set_parent (new_command (self), GTK_WIDGET (self));
}
