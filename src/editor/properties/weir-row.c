/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

#include "editor/properties/weir-property-caption.h"

#include <glib/gi18n.h>

/* Which row a kind of property gets, and what all rows do. */

typedef void (*AddFunc) (WeirPropertyContext *context,
                         AdwPreferencesGroup *group,
                         WeirField           *field);

static const char *
get_label (WeirField *field)
{
  const char *label = weir_field_get_property (field)->label;

  return label != NULL ? _ (label) : weir_field_get_property (field)->key;
}

static void
add_string (WeirPropertyContext *context,
            AdwPreferencesGroup *group,
            WeirField           *field)
{
  adw_preferences_group_add (group,
                             weir_row_new_entry (field, get_label (field)));
}

static void
add_text (WeirPropertyContext *context, AdwPreferencesGroup *group, WeirField *field)
{
  gboolean is_code =
    weir_field_get_property (field)->kind == WEIR_PROPERTY_KIND_CODE ||
    (weir_field_get_property (field)->flags & WEIR_PROPERTY_CREDENTIAL) != 0;

  adw_preferences_group_add (group,
                             weir_row_new_text (field, get_label (field), is_code));
}

static void
add_boolean (WeirPropertyContext *context,
             AdwPreferencesGroup *group,
             WeirField           *field)
{
  const char *help = weir_field_get_property (field)->help;

  adw_preferences_group_add (group,
                             weir_row_new_boolean (field,
                                                   get_label (field),
                                                   help != NULL ? _ (help) : NULL,
                                                   FALSE));
}

static void
add_choice (WeirPropertyContext *context,
            AdwPreferencesGroup *group,
            WeirField           *field)
{
  adw_preferences_group_add (group, weir_row_new_choice (field));
}

static AddFunc
find_add (WeirPropertyKind kind)
{
  switch (kind)
    {
    case WEIR_PROPERTY_KIND_STRING:
    case WEIR_PROPERTY_KIND_NUMBER:
      return add_string;
    case WEIR_PROPERTY_KIND_TEXT:
    case WEIR_PROPERTY_KIND_CODE:
      return add_text;
    case WEIR_PROPERTY_KIND_BOOLEAN:
      return add_boolean;
    case WEIR_PROPERTY_KIND_CHOICE:
      return add_choice;
    case WEIR_PROPERTY_KIND_NODE_REF:
      return weir_row_ref_add;
    case WEIR_PROPERTY_KIND_NODE_REFS:
      return weir_row_refs_add;
    case WEIR_PROPERTY_KIND_TYPED:
      return weir_row_typed_add;
    case WEIR_PROPERTY_KIND_OPAQUE:
      return weir_row_json_add;
    case WEIR_PROPERTY_KIND_LIST:
      break;
    }
  return NULL;
}

void
weir_row_add (WeirPropertyContext *context,
              AdwPreferencesGroup *group,
              WeirField           *field)
{
  AddFunc add = find_add (weir_field_get_property (field)->kind);

  g_return_if_fail (add != NULL);

  add (context, group, field);
  weir_row_add_caption (context, group, field);
}

void
weir_row_add_key (WeirPropertyContext *context,
                  AdwPreferencesGroup *group,
                  const char          *key)
{
  WeirField *field = weir_sheet_lookup (weir_form_get_sheet (context->form), key);

  if (field != NULL)
    weir_row_add (context, group, field);
}

void
weir_row_add_caption (WeirPropertyContext *context,
                      AdwPreferencesGroup *group,
                      WeirField           *field)
{
  adw_preferences_group_add (group, weir_property_caption_new (context, field));
}

/* Marks */

static void
mark (GtkWidget *row, WeirField *field)
{
  GPtrArray *problems = weir_field_get_problems (field);
  gboolean   has_error = FALSE;
  gboolean   has_warning = FALSE;

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      has_error |= problem->severity == WEIR_SEVERITY_ERROR;
      has_warning |= problem->severity == WEIR_SEVERITY_WARNING;
    }
  gtk_widget_remove_css_class (row, "error");
  gtk_widget_remove_css_class (row, "warning");
  if (has_error)
    gtk_widget_add_css_class (row, "error");
  else if (has_warning)
    gtk_widget_add_css_class (row, "warning");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               has_error ? GTK_ACCESSIBLE_INVALID_TRUE
                                         : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

void
weir_row_follow (GtkWidget *row, WeirField *field)
{
  g_object_bind_property (field, "shown", row, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (field,
                           "problems-changed",
                           G_CALLBACK (mark),
                           row,
                           G_CONNECT_SWAPPED);
  mark (row, field);
}

GtkWidget *
weir_row_new_icon_button (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}
