/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-panel-private.h"

#include "compat/weir-compat.h"

#include <glib/gi18n-lib.h>

/* What people do on the page of tests, as actions of the group “tests”. */

static void
run_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_flow_test_panel_run (data);
}

static void
run_file_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirFlowTestPanel *self = data;
  GListModel        *tests = G_LIST_MODEL (self->tests);
  g_autoptr (GFile)  file =
    g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  for (guint i = 0; i < g_list_model_get_n_items (tests); i++)
    {
      g_autoptr (WeirFlowTestItem) item = g_list_model_get_item (tests, i);

      if (!g_file_equal (weir_flow_test_item_get_file (item), file))
        continue;
      weir_flow_test_list_run (self->tests, item);
      return;
    }
}

static void
run_selected_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirFlowTestPanel           *self = data;
  g_autoptr (WeirFlowTestItem) file =
    weir_flow_test_panel_dup_selected_file (self);

  weir_flow_test_list_run (self->tests, file);
}

static void
stop_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirFlowTestPanel *self = data;

  weir_flow_test_list_stop (self->tests);
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_flow_test_panel_create (data);
}

static GtkWindow *
get_window (WeirFlowTestPanel *self)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW));
}

static void
added_cb (GListModel *files, gpointer data)
{
  g_autoptr (WeirFlowTestPanel) self = data;
  guint n = files != NULL ? g_list_model_get_n_items (files) : 0;

  for (guint i = 0; i < n && self->tests != NULL; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      weir_flow_test_list_add (self->tests, file);
    }
}

static void
add_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirFlowTestPanel        *self = data;
  g_autoptr (GListStore)    filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Flow Tests"));
  gtk_file_filter_add_pattern (filter, "*.test.json");
  g_list_store_append (filters, filter);
  weir_compat_open_files (get_window (self),
                          _ ("Add Test Files"),
                          G_LIST_MODEL (filters),
                          TRUE,
                          added_cb,
                          g_object_ref (self));
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirFlowTestPanel           *self = data;
  g_autoptr (WeirFlowTestItem) file =
    weir_flow_test_panel_dup_selected_file (self);
  g_autofree char *uri = NULL;

  if (file == NULL)
    {
      weir_session_tell (self->session, _ ("Select a test first."));
      return;
    }
  uri = g_file_get_uri (weir_flow_test_item_get_file (file));
  weir_compat_show_uri (get_window (self), uri);
}

static void
copy (WeirFlowTestPanel *self, GtkLabel *label)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (label));
}

static void
copy_command_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirFlowTestPanel *self = data;

  copy (self, self->command);
}

static void
copy_details_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirFlowTestPanel *self = data;

  copy (self, self->detail_label);
}

static void
reveal_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirFlowTestPanel           *self = data;
  g_autoptr (WeirFlowTestItem) item = weir_flow_test_panel_dup_selected (self);

  if (item != NULL)
    weir_flow_test_panel_reveal (self, item);
}

static void
add_keys (WeirFlowTestPanel *self)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } bindings[] = {
    { GDK_KEY_r, GDK_CONTROL_MASK, "tests.run-selected" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "tests.copy-details" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "tests.reveal" },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (bindings[i].key,
                                                bindings[i].modifiers),
                        gtk_named_action_new (bindings[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

void
weir_flow_test_panel_add_actions (WeirFlowTestPanel *self)
{
  static const GActionEntry entries[] = {
    { .name = "run", .activate = run_action },
    { .name = "run-file", .activate = run_file_action, .parameter_type = "s" },
    { .name = "run-selected", .activate = run_selected_action },
    { .name = "stop", .activate = stop_action },
    { .name = "new", .activate = new_action },
    { .name = "add", .activate = add_action },
    { .name = "open", .activate = open_action },
    { .name = "copy-command", .activate = copy_command_action },
    { .name = "copy-details", .activate = copy_details_action },
    { .name = "reveal", .activate = reveal_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self),
                                  "tests",
                                  G_ACTION_GROUP (self->actions));
  add_keys (self);
}
