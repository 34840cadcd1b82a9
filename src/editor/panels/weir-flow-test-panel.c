/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-panel-private.h"

#include "editor/weir-widget.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (WeirFlowTestPanel, weir_flow_test_panel, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BADGE = 1,
} WeirFlowTestPanelProperty;

static GParamSpec *properties[PROP_BADGE + 1];

static void
weir_flow_test_panel_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch ((WeirFlowTestPanelProperty)id)
    {
    case PROP_BADGE:
      g_value_set_uint (value, WEIR_FLOW_TEST_PANEL (object)->badge);
      break;
    }
}

static void
weir_flow_test_panel_dispose (GObject *object)
{
  WeirFlowTestPanel *self = WEIR_FLOW_TEST_PANEL (object);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "tests", NULL);
  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->detailed);
  g_clear_object (&self->tests);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_flow_test_panel_parent_class)->dispose (object);
}

static gboolean
weir_flow_test_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WEIR_FLOW_TEST_PANEL (widget)->list));
}

static void
weir_flow_test_panel_class_init (WeirFlowTestPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_flow_test_panel_get_property;
  object_class->dispose = weir_flow_test_panel_dispose;
  widget_class->grab_focus = weir_flow_test_panel_grab_focus;
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
}

static void
weir_flow_test_panel_init (WeirFlowTestPanel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tests"),
                                  -1);
}

/* What is shown ------------------------------------------------------------ */

static guint
count (WeirFlowTestPanel *self, WeirFlowTestState state)
{
  return weir_flow_test_list_count (self->tests, state);
}

/* “3 passed”, or what is worse. */
static char *
dup_summary (WeirFlowTestPanel *self)
{
  guint passed = count (self, WEIR_FLOW_TEST_STATE_PASSED);
  guint failed = count (self, WEIR_FLOW_TEST_STATE_FAILED) +
                 count (self, WEIR_FLOW_TEST_STATE_BROKEN);

  if (weir_flow_test_list_is_running (self->tests))
    return g_strdup (_ ("Running…"));
  if (failed > 0)
    /* Translators: tests, the second number being those that ran */
    return g_strdup_printf (ngettext ("%u of %u failed", "%u of %u failed", failed),
                            failed,
                            failed + passed);
  if (passed > 0)
    /* Translators: tests */
    return g_strdup_printf (ngettext ("%u passed", "%u passed", passed), passed);
  return g_strdup ("");
}

static void
update_bar (WeirFlowTestPanel *self)
{
  guint    n = g_list_model_get_n_items (G_LIST_MODEL (self->tests));
  gboolean running = weir_flow_test_list_is_running (self->tests);
  guint    failed = count (self, WEIR_FLOW_TEST_STATE_FAILED) +
                 count (self, WEIR_FLOW_TEST_STATE_BROKEN);
  g_autofree char *summary = dup_summary (self);

  gtk_widget_set_visible (self->run_button, n > 0 && !running);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_label_set_text (self->summary, summary);
  if (failed > 0 && !running)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "error");
  if (self->badge == failed)
    return;
  self->badge = failed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

static void
update_stack (WeirFlowTestPanel *self)
{
  guint    n = g_list_model_get_n_items (G_LIST_MODEL (self->tests));
  gboolean has_file = weir_session_get_file (self->session) != NULL;

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "none");
  gtk_widget_set_visible (self->new_button, has_file);
  adw_status_page_set_description (
    ADW_STATUS_PAGE (self->none),
    has_file ? _ ("A test talks to the flow as its users do and says what must "
                  "come back. Tests are files beside the flow.")
             : _ ("Tests are files beside the flow. Save the flow first."));
}

/* The command that runs what is selected where there is no window. */
static void
update_command (WeirFlowTestPanel *self)
{
  g_autoptr (WeirFlowTestItem) file =
    weir_flow_test_panel_dup_selected_file (self);
  g_autofree char *name = NULL;
  g_autofree char *command = NULL;

  gtk_widget_set_visible (self->command_bar,
                          g_list_model_get_n_items (G_LIST_MODEL (self->tests)) >
                            0);
  if (file == NULL)
    {
      gtk_label_set_text (self->command, "weir-cli test *.test.json");
      return;
    }
  name = g_file_get_basename (weir_flow_test_item_get_file (file));
  if (g_str_has_prefix (name, "-") ||
      strpbrk (name, " \t\n'\"\\$`*?[]{}()<>|&;#~!"))
    {
      g_autofree char *quoted = g_shell_quote (name);

      command = g_strconcat ("weir-cli test -- ", quoted, NULL);
    }
  else
    command = g_strconcat ("weir-cli test ", name, NULL);
  gtk_label_set_text (self->command, command);
}

static void
update_detail (WeirFlowTestPanel *self)
{
  g_autoptr (WeirFlowTestItem) item = weir_flow_test_panel_dup_selected (self);
  g_autofree char             *text =
    item != NULL ? weir_flow_test_item_dup_details (item) : NULL;

  if (self->detailed != item)
    {
      if (self->detailed != NULL)
        g_signal_handlers_disconnect_by_func (self->detailed, update_detail, self);
      g_set_object (&self->detailed, item);
      if (item != NULL)
        g_signal_connect_object (item,
                                 "notify::state",
                                 G_CALLBACK (update_detail),
                                 self,
                                 G_CONNECT_SWAPPED);
    }
  gtk_widget_set_visible (self->detail, text != NULL);
  gtk_label_set_text (self->detail_label, text != NULL ? text : "");
}

/* Returns: (transfer full) (nullable): the first row in this state from
 * @position on */
static GtkTreeListRow *
find_row (WeirFlowTestPanel *self, WeirFlowTestState state, guint *position)
{
  GListModel *rows = G_LIST_MODEL (self->selection);

  for (; *position < g_list_model_get_n_items (rows); (*position)++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, *position);
      g_autoptr (WeirFlowTestItem) item = gtk_tree_list_row_get_item (row);

      if (weir_flow_test_item_get_state (item) == state)
        return g_steal_pointer (&row);
    }
  return NULL;
}

/* Once all have run, the first step that failed is what people want to see. */
static void
show_failure (WeirFlowTestPanel *self)
{
  guint                      position = 0;
  guint                      step;
  g_autoptr (GtkTreeListRow) file =
    find_row (self, WEIR_FLOW_TEST_STATE_FAILED, &position);
  g_autoptr (GtkTreeListRow) row = NULL;

  if (file == NULL)
    return;
  gtk_tree_list_row_set_expanded (file, TRUE);
  step = position + 1;
  row = find_row (self, WEIR_FLOW_TEST_STATE_FAILED, &step);
  if (row == NULL || gtk_tree_list_row_get_depth (row) == 0)
    step = position;
  gtk_single_selection_set_selected (self->selection, step);
  gtk_widget_activate_action (GTK_WIDGET (self->list),
                              "list.scroll-to-item",
                              "u",
                              step);
}

static void
tests_changed_cb (WeirFlowTestPanel *self)
{
  gboolean running = weir_flow_test_list_is_running (self->tests);

  if (self->was_running && !running)
    show_failure (self);
  self->was_running = running;
  weir_flow_test_panel_update (self);
}

void
weir_flow_test_panel_update (WeirFlowTestPanel *self)
{
  update_bar (self);
  update_stack (self);
  update_command (self);
  update_detail (self);
}

/* Selection ---------------------------------------------------------------- */

WeirFlowTestItem *
weir_flow_test_panel_dup_selected (WeirFlowTestPanel *self)
{
  gpointer row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

WeirFlowTestItem *
weir_flow_test_panel_dup_selected_file (WeirFlowTestPanel *self)
{
  gpointer row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GtkTreeListRow) parent =
    row != NULL ? gtk_tree_list_row_get_parent (row) : NULL;

  if (parent != NULL)
    return gtk_tree_list_row_get_item (parent);
  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

static WeirElement *
find_node (WeirDocument *document, const char *node)
{
  WeirElement *element = weir_document_get_element (document, node);
  guint        n = weir_document_get_n_elements (document);

  for (guint i = 0; element == NULL && i < n; i++)
    {
      WeirElement *other = weir_document_get_nth_element (document, i);
      const char  *name =
        weir_value_lookup_string (weir_element_get_value (other), "name");

      if (g_strcmp0 (name, node) == 0)
        element = other;
    }
  return element;
}

void
weir_flow_test_panel_reveal (WeirFlowTestPanel *self, WeirFlowTestItem *item)
{
  WeirDocument *document = weir_session_get_document (self->session);
  const char   *node = weir_flow_test_item_get_node (item);
  WeirElement  *element = node != NULL ? find_node (document, node) : NULL;

  if (element != NULL)
    weir_session_reveal (self->session, weir_element_get_id (element));
}

static GListModel *
create_children (gpointer item, gpointer data)
{
  GListModel *steps = weir_flow_test_item_get_steps (item);

  return steps != NULL && g_list_model_get_n_items (steps) > 0
           ? g_object_ref (steps)
           : NULL;
}

GtkWidget *
weir_flow_test_panel_new (WeirSession *session)
{
  WeirFlowTestPanel *self = g_object_new (WEIR_TYPE_FLOW_TEST_PANEL, NULL);
  GtkTreeListModel  *tree;

  self->session = g_object_ref (session);
  self->tests = weir_flow_test_list_new (session);
  tree = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->tests)),
                                  FALSE,
                                  FALSE,
                                  create_children,
                                  NULL,
                                  NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (tree));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  weir_flow_test_panel_build (self);
  weir_flow_test_panel_add_actions (self);
  g_signal_connect_object (self->tests,
                           "changed",
                           G_CALLBACK (tests_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (weir_flow_test_panel_update),
                           self,
                           G_CONNECT_SWAPPED);
  weir_flow_test_panel_update (self);
  return GTK_WIDGET (self);
}

void
weir_flow_test_panel_run (WeirFlowTestPanel *self)
{
  weir_flow_test_list_run (self->tests, NULL);
}
