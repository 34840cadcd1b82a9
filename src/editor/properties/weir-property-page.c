/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-property-page.h"

#include "editor/panels/weir-markdown-view.h"
#include "editor/properties/weir-page.h"
#include "editor/properties/weir-port-labels.h"
#include "editor/properties/weir-property-caption.h"
#include "editor/properties/weir-row.h"

#include <glib/gi18n.h>

/* The content of a dialog. A type names its special editor in its descriptor;
 * kinds of entries that have no type name it by their kind. */

static const struct
{
  const char  *hint;
  WeirPageFunc build;
} pages[] = {
  { "inject", weir_page_inject_build },
  { "debug", weir_page_debug_build },
  { "websocket", weir_page_websocket_build },
  { "websocket-listener", weir_page_listener_build },
  { "websocket-client", weir_page_client_build },
  { "tls", weir_page_tls_build },
  { "group", weir_page_group_build },
};

static WeirPageFunc
find_page (WeirForm *form)
{
  const WeirNodeType *type = weir_form_get_node_type (form);
  const char         *hint = type != NULL ? type->editor_hint : NULL;

  if (weir_form_get_kind (form) == WEIR_ELEMENT_KIND_GROUP)
    hint = "group";
  for (gsize i = 0; hint != NULL && i < G_N_ELEMENTS (pages); i++)
    {
      if (g_str_equal (pages[i].hint, hint))
        return pages[i].build;
    }
  return NULL;
}

static WeirField *
lookup (WeirPropertyContext *context, const char *key)
{
  return weir_sheet_lookup (weir_form_get_sheet (context->form), key);
}

/* Parts */

AdwPreferencesGroup *
weir_property_page_add_group (AdwPreferencesPage *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

void
weir_property_page_add_keys (WeirPropertyContext *context,
                             AdwPreferencesGroup *group,
                             const char *const   *keys)
{
  for (; *keys != NULL; keys++)
    weir_row_add_key (context, group, *keys);
}

void
weir_property_page_add_list (WeirPropertyContext *context,
                             AdwPreferencesPage  *page,
                             const char          *key)
{
  WeirField *field = lookup (context, key);

  if (field != NULL)
    weir_row_list_add (context, page, field);
}

static void
copy_cb (AdwActionRow *row)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (row)),
                          adw_action_row_get_subtitle (row));
}

GtkWidget *
weir_property_page_new_copy_row (const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = weir_row_new_icon_button ("edit-copy-symbolic", _ ("Copy"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button,
                           "clicked",
                           G_CALLBACK (copy_cb),
                           row,
                           G_CONNECT_SWAPPED);
  return row;
}

void
weir_property_page_set_copy_text (GtkWidget *row, const char *text)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_set_visible (row, *text != '\0');
}

GtkWidget *
weir_property_page_new_remark (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "weir-remark");
  return label;
}

/* Every property a row */

static const char *const envelope_keys[] = {
  "d", "disabled", "info", "l", "icon", "z", NULL,
};

/* What is edited elsewhere in the dialog, or not at all. */
static gboolean
is_skipped (WeirPropertyContext *context, WeirField *field)
{
  const WeirProperty *property = weir_field_get_property (field);
  gboolean            is_note =
    g_str_equal (property->key, "info") &&
    g_strcmp0 (weir_form_get_type_name (context->form), "comment") == 0;

  if (g_strv_contains (envelope_keys, property->key) && !is_note)
    return TRUE;
  return property->kind == WEIR_PROPERTY_KIND_OPAQUE &&
         !weir_form_is_generic (context->form);
}

static void
build_generic (WeirPropertyContext *context,
               AdwPreferencesPage  *page,
               AdwPreferencesGroup *first)
{
  WeirSheet           *sheet = weir_form_get_sheet (context->form);
  AdwPreferencesGroup *advanced = NULL;

  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      WeirField          *field = weir_sheet_get_field (sheet, i);
      const WeirProperty *property = weir_field_get_property (field);

      if (is_skipped (context, field))
        continue;
      if (property->kind == WEIR_PROPERTY_KIND_LIST)
        weir_row_list_add (context, page, field);
      else if ((property->flags & WEIR_PROPERTY_ADVANCED) == 0)
        weir_row_add (context, first, field);
      else
        {
          if (advanced == NULL)
            advanced = weir_property_page_add_group (page, _ ("Advanced"));
          weir_row_add (context, advanced, field);
        }
    }
}

/* What every entry has */

static void
add_enabled (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  WeirField *field = lookup (context, "d");

  if (field == NULL)
    field = lookup (context, "disabled");
  if (field != NULL)
    adw_preferences_group_add (
      group,
      weir_row_new_boolean (field, _ ("Enabled"), NULL, TRUE));
}

/* The flows a configuration can be kept to */

static void
scope_selected_cb (AdwComboRow *row, GParamSpec *pspec, WeirField *field)
{
  GtkStringList *ids = GTK_STRING_LIST (adw_combo_row_get_model (row));
  guint          selected = adw_combo_row_get_selected (row);
  guint          n = g_list_model_get_n_items (G_LIST_MODEL (ids));

  if (selected < n)
    weir_field_set_text (field, gtk_string_list_get_string (ids, selected));
}

/* Shows flows by their label; the model has their ids. */
static char *
label_flow (GtkStringObject *item, WeirDocument *document)
{
  const char  *id = item != NULL ? gtk_string_object_get_string (item) : "";
  WeirElement *flow =
    *id != '\0' ? weir_document_get_element (document, id) : NULL;
  const char *label;

  if (*id == '\0')
    return g_strdup (_ ("All flows"));
  if (flow == NULL)
    return g_strdup_printf (_ ("%s (missing)"), id);
  label = weir_value_lookup_string (weir_element_get_value (flow), "label");
  if (label == NULL || *label == '\0')
    label = weir_value_lookup_string (weir_element_get_value (flow), "name");
  return label != NULL && *label != '\0' ? g_utf8_make_valid (label, -1)
                                         : g_strdup (_ ("Unnamed flow"));
}

static GtkStringList *
list_flows (WeirPropertyContext *context, const char *chosen, guint *selected)
{
  WeirDocument  *document = weir_form_get_document (context->form);
  GtkStringList *ids = gtk_string_list_new (NULL);

  gtk_string_list_append (ids, "");
  *selected = 0;
  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_TAB &&
          weir_element_get_kind (element) != WEIR_ELEMENT_KIND_SUBFLOW)
        continue;
      if (g_str_equal (weir_element_get_id (element), chosen))
        *selected = g_list_model_get_n_items (G_LIST_MODEL (ids));
      gtk_string_list_append (ids, weir_element_get_id (element));
    }
  if (*selected == 0 && *chosen != '\0')
    {
      *selected = g_list_model_get_n_items (G_LIST_MODEL (ids));
      gtk_string_list_append (ids, chosen);
    }
  return ids;
}

static void
add_scope (WeirPropertyContext *context, AdwPreferencesPage *page)
{
  WeirField                *field = lookup (context, "z");
  GtkWidget                *row;
  guint                     selected;
  GtkExpression            *expression;
  g_autofree char          *chosen = NULL;
  g_autoptr (GtkStringList) ids = NULL;

  if (field == NULL)
    return;
  row = adw_combo_row_new ();
  chosen = weir_field_dup_text (field);
  ids = list_flows (context, chosen, &selected);
  expression = gtk_cclosure_expression_new (
    G_TYPE_STRING,
    NULL,
    0,
    NULL,
    G_CALLBACK (label_flow),
    g_object_ref (weir_form_get_document (context->form)),
    (GClosureNotify)(void (*) (void))g_object_unref);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Available to"));
  adw_combo_row_set_expression (ADW_COMBO_ROW (row), expression);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (ids));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  gtk_expression_unref (expression);
  g_signal_connect_object (row,
                           "notify::selected",
                           G_CALLBACK (scope_selected_cb),
                           field,
                           0);
  adw_preferences_group_add (weir_property_page_add_group (page, NULL), row);
}

/* Notes, looks, help */

static GtkWidget *
new_expander (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_notes (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  WeirField       *field = lookup (context, "info");
  g_autofree char *text = NULL;
  GtkWidget       *row;

  if (field == NULL ||
      g_str_equal (weir_form_get_type_name (context->form), "comment"))
    return;
  row = new_expander (group, _ ("Notes"));
  text = weir_field_dup_text (field);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), *text != '\0');
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                            weir_row_new_text (field, _ ("Notes"), FALSE));
}

static void
add_looks (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  WeirField *label = lookup (context, "l");
  WeirField *icon = lookup (context, "icon");
  GtkWidget *row;

  if (label == NULL)
    return;
  row = new_expander (group, _ ("Appearance"));
  adw_expander_row_add_row (
    ADW_EXPANDER_ROW (row),
    weir_row_new_boolean (label, _ ("Show Label"), NULL, FALSE));
  if (icon != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              weir_row_new_entry (icon, _ ("Icon")));
  weir_port_labels_add (context, ADW_EXPANDER_ROW (row));
}

static void
add_help (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  const WeirNodeType *type = weir_form_get_node_type (context->form);
  GtkWidget          *row;
  GtkWidget          *content;
  GtkWidget          *help;

  if (type == NULL || type->help == NULL)
    return;
  row = new_expander (group, _ ("Help"));
  content = adw_preferences_row_new ();
  help = weir_markdown_view_new ();
  weir_markdown_view_set_text (help, _ (type->help));
  gtk_widget_add_css_class (help, "weir-text-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (content), help);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (content), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), content);
}

static void
add_unknown (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title =
    g_strdup_printf (_ ("Weir doesn’t run “%s”"),
                     weir_form_get_type_name (context->form));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("It is kept as it is. Its members can be "
                                  "edited as JSON."));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (
                               "dialog-information-symbolic"));
  adw_preferences_group_add (group, row);
}

/* What is wrong with no row in particular stands on top, in a box of its own. */
static void
add_problems (WeirPropertyContext *context, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = weir_property_page_add_group (page, NULL);
  GtkWidget           *caption = weir_property_caption_new (context, NULL);

  adw_preferences_group_add (group, caption);
  g_object_bind_property (caption,
                          "visible",
                          group,
                          "visible",
                          G_BINDING_SYNC_CREATE);
}

/* These have neither a switch nor a name. */
static gboolean
has_first_group (WeirForm *form)
{
  return weir_form_get_kind (form) != WEIR_ELEMENT_KIND_JUNCTION &&
         weir_form_get_kind (form) != WEIR_ELEMENT_KIND_GLOBAL_CONFIG;
}

GtkWidget *
weir_property_page_new (WeirPropertyContext *context)
{
  GtkWidget           *widget = adw_preferences_page_new ();
  AdwPreferencesPage  *page = ADW_PREFERENCES_PAGE (widget);
  WeirPageFunc         build = find_page (context->form);
  AdwPreferencesGroup *first;
  AdwPreferencesGroup *last;

  add_problems (context, page);
  first = weir_property_page_add_group (page, NULL);
  gtk_widget_set_visible (GTK_WIDGET (first), has_first_group (context->form));
  if (weir_form_is_generic (context->form))
    add_unknown (context, first);
  add_enabled (context, first);
  if (build == NULL)
    build = build_generic;
  build (context, page, first);
  add_scope (context, page);
  last = weir_property_page_add_group (page, NULL);
  add_notes (context, last);
  add_looks (context, last);
  add_help (context, last);
  return widget;
}
