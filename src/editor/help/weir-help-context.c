/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/help/weir-help-context.h"

#include "editor/help/weir-help-pages.h"
#include "editor/panels/weir-problem-panel.h"
#include "editor/properties/weir-property-dialog.h"
#include "editor/window/weir-window.h"

/* The parts of the window that the handbook has a section about, by the name of
 * their type: the innermost one counts. */
static const struct
{
  const char *type;
  const char *target;
} parts[] = {
  { "WeirCanvas", "editor.md#canvas" },
  { "WeirCompareWindow", "editor.md#changed-by-another-program" },
  { "WeirConfigPanel", "editor.md#configurations" },
  { "WeirConnectionPanel", "editor.md#connections" },
  { "WeirDebugPanel", "editor.md#debug" },
  { "WeirExportDialog", "editor.md#export" },
  { "WeirFlowTestPanel", "editor.md#tests" },
  { "WeirImportDialog", "editor.md#import" },
  { "WeirInspector", "editor.md#inspector" },
  { "WeirOutline", "editor.md#outline" },
  { "WeirPalette", "editor.md#palette" },
  { "WeirProblemPanel", "editor.md#problems" },
  { "WeirRunSettingsDialog", "editor.md#run-settings" },
  { "WeirSearch", "editor.md#search" },
  { "WeirSendDialog", "editor.md#connections" },
  { "WeirStartPage", "tutorial.md" },
};

/* The type of the one node that is selected. */
static char *
dup_selected_type (GtkWindow *window)
{
  WeirSession *session = weir_window_get_session (WEIR_WINDOW (window));
  g_autoptr (GPtrArray) ids = NULL;
  WeirElement          *element;
  const char           *type;

  if (session == NULL)
    return NULL;
  ids = weir_selection_list_ids (weir_session_get_selection (session));
  if (ids->len != 1)
    return NULL;
  element = weir_document_get_element (weir_session_get_document (session),
                                       ids->pdata[0]);
  type = element != NULL ? weir_element_get_type_name (element) : NULL;
  if (type == NULL ||
      weir_registry_lookup (weir_session_get_registry (session), type) == NULL)
    return NULL;
  return weir_help_dup_type_target (type);
}

static char *
dup_problem (GtkWidget *panel)
{
  const char *code = weir_problem_panel_get_code (WEIR_PROBLEM_PANEL (panel));

  return code != NULL ? weir_help_dup_code_target (code) : NULL;
}

/* @widget: one of the table */
static char *
dup_special (GtkWindow *window, GtkWidget *widget)
{
  if (WEIR_IS_PROBLEM_PANEL (widget))
    return dup_problem (widget);
  if (WEIR_IS_WINDOW (window) &&
      (g_str_equal (G_OBJECT_TYPE_NAME (widget), "WeirCanvas") ||
       g_str_equal (G_OBJECT_TYPE_NAME (widget), "WeirInspector")))
    return dup_selected_type (window);
  return NULL;
}

static const char *
find_part (GtkWidget *widget)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (g_str_equal (G_OBJECT_TYPE_NAME (widget), parts[i].type))
        return parts[i].target;
    }
  return NULL;
}

char *
weir_help_context_dup_target (GtkWindow *window)
{
  GtkWidget  *widget = window != NULL ? gtk_window_get_focus (window) : NULL;
  const char *type =
    window != NULL ? weir_property_dialog_get_node_type (window) : NULL;

  if (type != NULL)
    return weir_help_dup_type_target (type);
  if (widget == NULL)
    widget = GTK_WIDGET (window);
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      const char *target = find_part (widget);
      char       *special;

      if (target == NULL)
        continue;
      special = dup_special (window, widget);
      return special != NULL ? special : g_strdup (target);
    }
  return g_strdup (WEIR_HELP_START);
}

void
weir_help_context_show_code (const char *code)
{
  GApplication    *application = g_application_get_default ();
  g_autofree char *target = weir_help_dup_code_target (code);

  if (application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application),
                                    "show-help",
                                    g_variant_new_string (target));
}

static gboolean
help_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GApplication *application = g_application_get_default ();

  if (application == NULL)
    return FALSE;
  g_action_group_activate_action (G_ACTION_GROUP (application), "help", NULL);
  return TRUE;
}

void
weir_help_context_add_key (GtkWindow *dialog)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F1, 0),
                      gtk_callback_action_new (help_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (dialog), keys);
}
