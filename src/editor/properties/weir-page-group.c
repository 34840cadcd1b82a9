/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-page.h"

#include "editor/properties/weir-property-page.h"
#include "editor/properties/weir-row.h"
#include "editor/weir-choice-row.h"
#include "json/weir-convert.h"

#include <glib/gi18n.h>

/* Groups: how the frame looks is an object, of which each row changes one
 * member. */

static WeirField *
get_style_field (WeirPropertyContext *context)
{
  return weir_sheet_lookup (weir_form_get_sheet (context->form), "style");
}

static void
set_member (WeirField *style, const char *key, WeirValue *value)
{
  WeirValue            *old = weir_field_get_value (style);
  g_autoptr (WeirValue) changed = NULL;

  if (old != NULL && weir_value_get_kind (old) == WEIR_VALUE_KIND_OBJECT)
    changed = weir_value_ref (old);
  else
    changed = weir_value_new_object ();
  changed = weir_value_with_member (g_steal_pointer (&changed), key, value);
  weir_field_set_value (style, changed);
}

/* The label is shown unless it says false. */
static gboolean
shows_label (WeirField *style)
{
  return weir_value_is_boolean (weir_value_lookup (weir_field_get_value (style),
                                                   "label"),
                                TRUE);
}

static void
label_switched_cb (GtkSwitch *sw, GParamSpec *pspec, WeirField *style)
{
  if (gtk_switch_get_active (sw) != shows_label (style))
    set_member (style,
                "label",
                weir_value_new_boolean (gtk_switch_get_active (sw)));
}

static void
add_label (AdwPreferencesGroup *group, WeirField *style)
{
  GtkSwitch *sw;
  GtkWidget *row = weir_row_new_switch (_ ("Show Label"), NULL, &sw);

  gtk_switch_set_active (sw, shows_label (style));
  g_signal_connect_object (sw,
                           "notify::active",
                           G_CALLBACK (label_switched_cb),
                           style,
                           0);
  adw_preferences_group_add (group, row);
}

/* Where the label stands */

static const struct
{
  const char *value;
  const char *label;
} positions[] = {
  { "nw", N_ ("Top left") },  { "n", N_ ("Top") },
  { "ne", N_ ("Top right") }, { "sw", N_ ("Bottom left") },
  { "s", N_ ("Bottom") },     { "se", N_ ("Bottom right") },
};

static guint
get_position (WeirField *style)
{
  const char *text =
    weir_value_lookup_string (weir_field_get_value (style), "label-position");

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      if (g_strcmp0 (positions[i].value, text) == 0)
        return i;
    }
  return 0;
}

static void
position_selected_cb (AdwComboRow *row, GParamSpec *pspec, WeirField *style)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected < G_N_ELEMENTS (positions) && selected != get_position (style))
    set_member (style,
                "label-position",
                weir_value_new_string (positions[selected].value));
}

static void
add_position (AdwPreferencesGroup *group, WeirField *style)
{
  GtkWidget                *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    gtk_string_list_append (model, _ (positions[i].label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Label Position"));
  weir_choice_row_show_whole (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), get_position (style));
  g_signal_connect_object (row,
                           "notify::selected",
                           G_CALLBACK (position_selected_cb),
                           style,
                           0);
  adw_preferences_group_add (group, row);
}

/* Colours */

#define WEIR_TYPE_COLOR_ROW (weir_color_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirColorRow, weir_color_row, WEIR, COLOR_ROW, AdwActionRow)

struct _WeirColorRow
{
  AdwActionRow parent_instance;

  WeirField  *style; /* owned */
  const char *key;
  GtkWidget  *button;
  gboolean    showing;
};

G_DEFINE_FINAL_TYPE (WeirColorRow, weir_color_row, ADW_TYPE_ACTION_ROW)

static void
weir_color_row_dispose (GObject *object)
{
  g_clear_object (&WEIR_COLOR_ROW (object)->style);

  G_OBJECT_CLASS (weir_color_row_parent_class)->dispose (object);
}

static void
weir_color_row_class_init (WeirColorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_color_row_dispose;
}

static void
color_set_cb (WeirColorRow *self)
{
  GdkRGBA          rgba;
  g_autofree char *text = NULL;

  if (self->style == NULL || self->showing)
    return;
  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (self->button), &rgba);
  text = g_strdup_printf ("#%02x%02x%02x",
                          (guint)(rgba.red * 255 + 0.5),
                          (guint)(rgba.green * 255 + 0.5),
                          (guint)(rgba.blue * 255 + 0.5));
  set_member (self->style, self->key, weir_value_new_string (text));
}

static void
weir_color_row_init (WeirColorRow *self)
{
  self->button = gtk_color_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->button);
  g_signal_connect_object (self->button,
                           "color-set",
                           G_CALLBACK (color_set_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
add_color (AdwPreferencesGroup *group,
           WeirField           *style,
           const char          *key,
           const char          *title,
           const char          *initial)
{
  WeirColorRow *self = g_object_new (WEIR_TYPE_COLOR_ROW, NULL);
  const char *text = weir_value_lookup_string (weir_field_get_value (style), key);
  GdkRGBA     rgba;

  self->style = g_object_ref (style);
  self->key = key;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_color_button_set_title (GTK_COLOR_BUTTON (self->button), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  if (text == NULL || !gdk_rgba_parse (&rgba, text))
    gdk_rgba_parse (&rgba, initial);
  self->showing = TRUE;
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->button), &rgba);
  self->showing = FALSE;
  adw_preferences_group_add (group, GTK_WIDGET (self));
}

void
weir_page_group_build (WeirPropertyContext *context,
                       AdwPreferencesPage  *page,
                       AdwPreferencesGroup *first)
{
  WeirField           *style = get_style_field (context);
  AdwPreferencesGroup *group;

  weir_row_add_key (context, first, "name");
  group = weir_property_page_add_group (page, _ ("Style"));
  add_label (group, style);
  add_position (group, style);
  add_color (group, style, "color", _ ("Label Colour"), "#a4a4a4");
  add_color (group,
             style,
             "stroke",
             C_ ("line around a group", "Outline"),
             "#999999");
  add_color (group, style, "fill", _ ("Fill"), "#ffffff");
  weir_property_page_add_list (context, page, "env");
}
