/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-page.h"

#include "editor/properties/weir-property-page.h"
#include "editor/properties/weir-row.h"
#include "editor/weir-choice-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* The debug node: `complete` and `targetType` as one choice. The payload is
 * "false" in files; it stays that as long as nothing else is asked for. */

typedef enum
{
  OUTPUT_PROPERTY,
  OUTPUT_WHOLE,
  OUTPUT_JSONATA, /* only of files that have it */
} Output;

#define WEIR_TYPE_OUTPUT_ROWS (weir_output_rows_get_type ())
G_DECLARE_FINAL_TYPE (WeirOutputRows, weir_output_rows, WEIR, OUTPUT_ROWS, AdwComboRow)

struct _WeirOutputRows
{
  AdwComboRow parent_instance;

  /* owned */
  WeirField *complete;
  WeirField *type;
  char      *path; /* remembered while the whole message is shown */

  GtkWidget *entry; /* borrowed */
  gboolean   showing;
};

G_DEFINE_FINAL_TYPE (WeirOutputRows, weir_output_rows, ADW_TYPE_COMBO_ROW)

static void
weir_output_rows_dispose (GObject *object)
{
  WeirOutputRows *self = WEIR_OUTPUT_ROWS (object);

  g_clear_object (&self->complete);
  g_clear_object (&self->type);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (weir_output_rows_parent_class)->dispose (object);
}

static void
weir_output_rows_class_init (WeirOutputRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_output_rows_dispose;
}

static void
weir_output_rows_init (WeirOutputRows *self)
{
}

static Output
get_output (WeirOutputRows *self)
{
  g_autofree char *type = weir_field_dup_text (self->type);
  g_autofree char *complete = weir_field_dup_text (self->complete);

  if (g_str_equal (type, "jsonata"))
    return OUTPUT_JSONATA;
  return g_str_equal (complete, "true") ? OUTPUT_WHOLE : OUTPUT_PROPERTY;
}

static char *
dup_path (WeirOutputRows *self)
{
  g_autofree char *complete = weir_field_dup_text (self->complete);

  if (*complete == '\0' || g_str_equal (complete, "false") ||
      g_str_equal (complete, "true"))
    return g_strdup ("payload");
  return g_steal_pointer (&complete);
}

static void
show (WeirOutputRows *self)
{
  Output           output;
  g_autofree char *path = NULL;

  if (self->showing || self->complete == NULL)
    return;
  self->showing = TRUE;
  output = get_output (self);
  path = dup_path (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), output);
  gtk_widget_set_visible (self->entry, output != OUTPUT_WHOLE);
  if (output != OUTPUT_WHOLE &&
      !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), path))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), path);
  self->showing = FALSE;
}

static void
set_output (WeirOutputRows *self, const char *complete, const char *type)
{
  g_autoptr (WeirValue) complete_value = weir_value_new_string (complete);
  g_autoptr (WeirValue) type_value = weir_value_new_string (type);

  weir_field_set_value (self->complete, complete_value);
  weir_field_set_value (self->type, type_value);
}

static void
selected_cb (WeirOutputRows *self)
{
  guint            selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  g_autofree char *path = NULL;

  if (self->showing || self->complete == NULL ||
      selected == (guint)get_output (self))
    return;
  path = dup_path (self);
  if (get_output (self) != OUTPUT_WHOLE)
    {
      g_free (self->path);
      self->path = g_strdup (path);
    }
  if (selected == OUTPUT_WHOLE)
    set_output (self, "true", "full");
  else
    set_output (self,
                self->path != NULL ? self->path : path,
                selected == OUTPUT_JSONATA ? "jsonata" : "msg");
}

static void
typed_cb (WeirOutputRows *self)
{
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *old = NULL;

  if (self->showing || self->complete == NULL)
    return;
  old = dup_path (self);
  if (g_str_equal (old, text))
    return;
  self->showing = TRUE;
  set_output (self, text, get_output (self) == OUTPUT_JSONATA ? "jsonata" : "msg");
  self->showing = FALSE;
}

static void
add_output (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  WeirOutputRows           *self = g_object_new (WEIR_TYPE_OUTPUT_ROWS, NULL);
  WeirSheet                *sheet = weir_form_get_sheet (context->form);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  self->complete = g_object_ref (weir_sheet_lookup (sheet, "complete"));
  self->type = g_object_ref (weir_sheet_lookup (sheet, "targetType"));
  self->entry = adw_entry_row_new ();
  gtk_string_list_append (model, _ ("A property of the message"));
  gtk_string_list_append (model, _ ("The whole message"));
  if (get_output (self) == OUTPUT_JSONATA)
    gtk_string_list_append (model, _ ("A JSONata expression"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Output"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry),
                                 get_output (self) == OUTPUT_JSONATA
                                   ? _ ("Expression")
                                   : _ ("Property (msg.)"));
  weir_choice_row_show_whole (ADW_COMBO_ROW (self));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (model));
  adw_preferences_group_add (group, GTK_WIDGET (self));
  adw_preferences_group_add (group, self->entry);
  weir_row_add_caption (context, group, self->complete);
  weir_row_follow (self->entry, self->complete);
  show (self);
  g_signal_connect_object (self,
                           "notify::selected",
                           G_CALLBACK (selected_cb),
                           self,
                           0);
  g_signal_connect_object (self->entry,
                           "changed",
                           G_CALLBACK (typed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sheet,
                           "changed",
                           G_CALLBACK (show),
                           self,
                           G_CONNECT_SWAPPED);
}

void
weir_page_debug_build (WeirPropertyContext *context,
                       AdwPreferencesPage  *page,
                       AdwPreferencesGroup *first)
{
  static const char *const targets[] = {
    "active",     "tosidebar", "console", "tostatus",
    "statusType", "statusVal", NULL,
  };
  AdwPreferencesGroup *output = weir_property_page_add_group (page, NULL);
  AdwPreferencesGroup *group;

  weir_row_add_key (context, first, "name");
  add_output (context, output);
  group = weir_property_page_add_group (page, _ ("Shown In"));
  weir_property_page_add_keys (context, group, targets);
}
