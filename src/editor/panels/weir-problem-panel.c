/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-problem-panel.h"

#include "editor/panels/weir-entry-item.h"
#include "editor/panels/weir-entry-row.h"
#include "editor/panels/weir-problem-fix.h"
#include "editor/panels/weir-problem-list.h"
#include "editor/panels/weir-problem-row.h"
#include "editor/weir-list-factory.h"
#include "editor/weir-widget.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* The page of problems. Owned by the window; the rows are made by
 * weir-problem-list.c. */
struct _WeirProblemPanel
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession        *session;
  WeirProblemList    *problems;
  GtkSingleSelection *selection;
  guint               badge;

  /* template */
  GtkWidget *bar;
  GtkWidget *filters[WEIR_N_SEVERITIES];
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *hidden;
};

G_DEFINE_FINAL_TYPE (WeirProblemPanel, weir_problem_panel, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BADGE = 1,
} WeirProblemPanelProperty;

static GParamSpec *properties[PROP_BADGE + 1];

static void
weir_problem_panel_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch ((WeirProblemPanelProperty)id)
    {
    case PROP_BADGE:
      g_value_set_uint (value, WEIR_PROBLEM_PANEL (object)->badge);
      break;
    }
}

static void
weir_problem_panel_dispose (GObject *object)
{
  WeirProblemPanel *self = WEIR_PROBLEM_PANEL (object);

  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->problems);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_problem_panel_parent_class)->dispose (object);
}

static gboolean
weir_problem_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_PROBLEM_PANEL (widget)->list);
}

/* Actions */

static void
copy (WeirProblemPanel *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* Returns: (transfer none) (nullable): the selected problem */
static const WeirProblem *
get_selected (WeirProblemPanel *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  return WEIR_IS_PROBLEM_ITEM (item) ? weir_problem_item_get_problem (item)
                                     : NULL;
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirProblemPanel  *self = WEIR_PROBLEM_PANEL (widget);
  const WeirProblem *problem = get_selected (self);
  g_autofree char   *text = NULL;

  if (problem == NULL)
    return;
  text = weir_problem_to_text (self->session, problem);
  copy (self, text);
}

static void
copy_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirProblemPanel *self = WEIR_PROBLEM_PANEL (widget);
  g_autofree char  *text = weir_problem_list_to_text (self->problems);

  copy (self, text);
}

static void
clear_filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirProblemPanel *self = WEIR_PROBLEM_PANEL (widget);

  for (guint i = 0; i < WEIR_N_SEVERITIES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters[i]), TRUE);
}

static void
weir_problem_panel_class_init (WeirProblemPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_problem_panel_get_property;
  object_class->dispose = weir_problem_panel_dispose;
  widget_class->grab_focus = weir_problem_panel_grab_focus;
  properties[PROP_BADGE] =
    g_param_spec_uint ("badge",
                       NULL,
                       NULL,
                       0,
                       G_MAXUINT,
                       0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "problems.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class,
                                   "problems.copy-all",
                                   NULL,
                                   copy_all_action);
  gtk_widget_class_install_action (widget_class,
                                   "problems.clear-filter",
                                   NULL,
                                   clear_filter_action);
}

/* What is shown */

static char *
dup_count (WeirSeverity severity, guint n)
{
  switch (severity)
    {
    case WEIR_SEVERITY_ERROR:
      return g_strdup_printf (ngettext ("%u error", "%u errors", n), n);
    case WEIR_SEVERITY_WARNING:
      return g_strdup_printf (ngettext ("%u warning", "%u warnings", n), n);
    case WEIR_SEVERITY_NOTE:
      break;
    }
  return g_strdup_printf (ngettext ("%u note", "%u notes", n), n);
}

static void
update_filter (WeirProblemPanel *self, WeirSeverity severity)
{
  GtkWidget *button = self->filters[severity];
  GtkWidget *label =
    gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button)));
  guint            n = weir_problem_list_count (self->problems, severity);
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *name = dup_count (severity, n);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  gtk_widget_set_visible (button, n > 0);
}

static void
show_hidden (WeirProblemPanel *self, guint n)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u problem is hidden by the filter.",
                               "%u problems are hidden by the filter.",
                               n),
                     n);

  adw_status_page_set_description (ADW_STATUS_PAGE (self->hidden), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "hidden");
}

static void
update (WeirProblemPanel *self)
{
  GListModel *rows = weir_problem_list_get_rows (self->problems);
  guint errors = weir_problem_list_count (self->problems, WEIR_SEVERITY_ERROR);
  guint warnings =
    weir_problem_list_count (self->problems, WEIR_SEVERITY_WARNING);
  guint notes = weir_problem_list_count (self->problems, WEIR_SEVERITY_NOTE);
  guint all = errors + warnings + notes;

  for (guint i = 0; i < WEIR_N_SEVERITIES; i++)
    update_filter (self, i);
  gtk_widget_set_visible (self->bar, all > 0);
  if (all == 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "none");
  else if (g_list_model_get_n_items (rows) == 0)
    show_hidden (self, all);
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  if (self->badge == errors + warnings)
    return;
  self->badge = errors + warnings;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

static void
filter_cb (WeirProblemPanel *self, GtkToggleButton *button)
{
  for (guint i = 0; i < WEIR_N_SEVERITIES; i++)
    {
      if (self->filters[i] == GTK_WIDGET (button))
        weir_problem_list_set_shown (self->problems,
                                     i,
                                     gtk_toggle_button_get_active (button));
    }
}

static void
activate_cb (WeirProblemPanel *self, guint position)
{
  g_autoptr (GObject) item =
    g_list_model_get_item (weir_problem_list_get_rows (self->problems), position);

  if (WEIR_IS_PROBLEM_ITEM (item))
    weir_problem_show (self->session,
                       weir_problem_item_get_problem (WEIR_PROBLEM_ITEM (item)),
                       GTK_WIDGET (self));
}

/* Rows: a stack of a heading and a problem, since a list has one kind of row. */

static void
setup_cb (WeirProblemPanel *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_ellipsize (GTK_LABEL (heading), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), weir_problem_row_new (self->session, TRUE));
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (WeirProblemPanel *self, GtkListItem *list_item)
{
  GtkWidget  *box = gtk_list_item_get_child (list_item);
  GtkWidget  *heading = gtk_widget_get_first_child (box);
  GtkWidget  *row = gtk_widget_get_last_child (box);
  gpointer    item = gtk_list_item_get_item (list_item);
  gboolean    is_problem = WEIR_IS_PROBLEM_ITEM (item);
  const char *name;

  gtk_widget_set_visible (heading, !is_problem);
  gtk_widget_set_visible (row, is_problem);
  gtk_list_item_set_selectable (list_item, is_problem);
  gtk_list_item_set_activatable (list_item, is_problem);
  if (is_problem)
    {
      weir_problem_row_set_item (WEIR_PROBLEM_ROW (row), item);
      name = weir_problem_row_get_description (WEIR_PROBLEM_ROW (row));
    }
  else
    {
      name = weir_entry_item_get_title (item);
      gtk_label_set_text (GTK_LABEL (heading), name);
    }
  weir_list_child_set_accessible (box, name, 0);
}

static void
unbind_cb (WeirProblemPanel *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);

  weir_problem_row_set_item (WEIR_PROBLEM_ROW (gtk_widget_get_last_child (box)),
                             NULL);
}

/* Making */

static GtkWidget *
new_list (WeirProblemPanel *self)
{
  GtkListItemFactory *factory = weir_list_factory_new (self,
                                                       (WeirListFunc)setup_cb,
                                                       (WeirListFunc)bind_cb,
                                                       (WeirListFunc)unbind_cb);
  GtkWidget          *scroller;
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->list = weir_widget_new_list (factory,
                                     _ ("Problems"),
                                     G_CALLBACK (activate_cb),
                                     self,
                                     &scroller);
  gtk_widget_add_css_class (self->list, "weir-problems");
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->list), TRUE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                      gtk_named_action_new ("problems.copy")));
  gtk_widget_add_controller (self->list, keys);
  return scroller;
}

static GtkWidget *
new_filter (WeirProblemPanel *self, WeirSeverity severity)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon =
    gtk_image_new_from_icon_name (weir_severity_get_icon (severity));

  gtk_widget_add_css_class (icon, weir_severity_get_class (severity));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_object (button,
                           "toggled",
                           G_CALLBACK (filter_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
add_bar (WeirProblemPanel *self)
{
  GtkWidget *copy_all = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->bar, "toolbar");
  for (guint i = 0; i < WEIR_N_SEVERITIES; i++)
    {
      self->filters[i] = new_filter (self, i);
      gtk_box_append (GTK_BOX (self->bar), self->filters[i]);
    }
  gtk_widget_set_hexpand (copy_all, TRUE);
  gtk_widget_set_halign (copy_all, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (copy_all, _ ("Copy All"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy_all),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copy all problems"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy_all), "problems.copy-all");
  gtk_box_append (GTK_BOX (self->bar), copy_all);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

static GtkWidget *
new_page (const char *icon, const char *title)
{
  GtkWidget *page = adw_status_page_new ();

  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  return page;
}

static void
add_stack (WeirProblemPanel *self)
{
  GtkWidget *clear = gtk_button_new_with_label (_ ("Clear Filter"));
  GtkStack  *stack;

  self->stack = gtk_stack_new ();
  stack = GTK_STACK (self->stack);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (stack, new_list (self), "list");
  gtk_stack_add_named (stack,
                       new_page ("emblem-ok-symbolic", _ ("No Problems")),
                       "none");
  self->hidden = new_page ("edit-find-symbolic", _ ("No Matches"));
  gtk_widget_set_halign (clear, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (clear, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (clear),
                                  "problems.clear-filter");
  adw_status_page_set_child (ADW_STATUS_PAGE (self->hidden), clear);
  gtk_stack_add_named (stack, self->hidden, "hidden");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

static void
weir_problem_panel_init (WeirProblemPanel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Problems"),
                                  -1);
  add_bar (self);
  add_stack (self);
}

GtkWidget *
weir_problem_panel_new (WeirSession *session)
{
  WeirProblemPanel *self = g_object_new (WEIR_TYPE_PROBLEM_PANEL, NULL);

  self->session = g_object_ref (session);
  self->problems = weir_problem_list_new (session);
  self->selection = gtk_single_selection_new (
    g_object_ref (weir_problem_list_get_rows (self->problems)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list),
                           GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->problems,
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

const char *
weir_problem_panel_get_code (WeirProblemPanel *self)
{
  const WeirProblem *problem = get_selected (self);

  return problem != NULL ? problem->code : NULL;
}
