/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

#include "editor/properties/weir-node-list.h"
#include "editor/weir-choice-row.h"

#include <glib/gi18n.h>

/* Lists of ids: whom a node listens to, or what it is linked with. A property
 * that is null by default may also mean all nodes, or those of the group. */

typedef enum
{
  SCOPE_ALL,
  SCOPE_GROUP,
  SCOPE_CHOSEN,
} Scope;

static Scope
get_scope (WeirField *field)
{
  WeirValue *value = weir_field_get_value (field);

  if (value == NULL)
    return SCOPE_ALL;
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY)
    return SCOPE_CHOSEN;
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING &&
      g_str_equal (weir_value_get_string (value, NULL), "group"))
    return SCOPE_GROUP;
  return SCOPE_ALL;
}

static void
scope_selected_cb (AdwComboRow *row, GParamSpec *pspec, WeirField *field)
{
  g_autoptr (WeirValue) value = NULL;
  Scope                 scope = (Scope)adw_combo_row_get_selected (row);

  if (scope == get_scope (field))
    return;
  switch (scope)
    {
    case SCOPE_ALL:
      value = weir_value_new_null ();
      break;
    case SCOPE_GROUP:
      value = weir_value_new_string ("group");
      break;
    case SCOPE_CHOSEN:
      value = weir_value_new_array (NULL, 0);
      break;
    }
  weir_field_set_value (field, value);
}

static void
show_scope (AdwComboRow *row, WeirField *field)
{
  adw_combo_row_set_selected (row, get_scope (field));
}

static void
show_list (GtkWidget *list, WeirField *field)
{
  gtk_widget_set_visible (list,
                          weir_field_is_shown (field) &&
                            get_scope (field) == SCOPE_CHOSEN);
}

static void
add_scope (AdwPreferencesGroup *group, WeirField *field, GtkWidget *list)
{
  const WeirProperty       *property = weir_field_get_property (field);
  GtkWidget                *row = adw_combo_row_new ();
  const char *const         labels[] = { _ ("All nodes of this flow"),
                                         _ ("The nodes of the same group"),
                                         _ ("Some nodes"),
                                         NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (property->label));
  weir_choice_row_show_whole (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  show_scope (ADW_COMBO_ROW (row), field);
  show_list (list, field);
  g_signal_connect_object (row,
                           "notify::selected",
                           G_CALLBACK (scope_selected_cb),
                           field,
                           0);
  g_signal_connect_object (field,
                           "changed",
                           G_CALLBACK (show_scope),
                           row,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (field,
                           "changed",
                           G_CALLBACK (show_list),
                           list,
                           G_CONNECT_SWAPPED);
  weir_row_follow (row, field);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
new_title (const WeirProperty *property)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (property->label));
  if (property->help != NULL)
    gtk_widget_set_tooltip_text (row, _ (property->help));
  return row;
}

void
weir_row_refs_add (WeirPropertyContext *context,
                   AdwPreferencesGroup *group,
                   WeirField           *field)
{
  const WeirProperty *property = weir_field_get_property (field);
  const WeirNodeType *type = weir_form_get_node_type (context->form);
  gboolean   single = type != NULL && type->role == WEIR_NODE_ROLE_LINK_CALL;
  GtkWidget *list = weir_node_list_new (context, field, single);
  g_autoptr (WeirValue) def = weir_property_get_default (property);

  if (def != NULL && weir_value_get_kind (def) == WEIR_VALUE_KIND_NULL)
    add_scope (group, field, list);
  else
    {
      GtkWidget *title = new_title (property);

      weir_row_follow (title, field);
      weir_row_follow (list, field);
      adw_preferences_group_add (group, title);
    }
  adw_preferences_group_add (group, list);
}
