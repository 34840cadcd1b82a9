/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

#include "editor/properties/weir-json-sheet.h"

#include <glib/gi18n.h>

/* A value and what it is: a drop-down of types, and beside it the editor that
 * fits the type. Types a file has and the property does not offer are kept. */

typedef struct
{
  const char *type;
  const char *label; /* N_() */
} TypeLabel;

static const TypeLabel type_labels[] = {
  { "str", N_ ("Text") },        { "num", N_ ("Number") },
  { "bool", N_ ("Boolean") },    { "json", N_ ("JSON") },
  { "bin", N_ ("Buffer") },      { "date", N_ ("Timestamp") },
  { "env", N_ ("Variable") },    { "msg", N_ ("msg.") },
  { "flow", N_ ("flow.") },      { "global", N_ ("global.") },
  { "jsonata", N_ ("JSONata") }, { "re", N_ ("Pattern") },
  { "cred", N_ ("Credential") },
};

static const TypeLabel date_labels[] = {
  { "", N_ ("Milliseconds since 1970") },
  { "iso", N_ ("ISO 8601") },
  { "object", N_ ("Date object") },
};

static const char *
get_type_label (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (type_labels); i++)
    {
      if (g_str_equal (type_labels[i].type, type))
        return _ (type_labels[i].label);
    }
  return type;
}

#define WEIR_TYPE_TYPED_EDITOR (weir_typed_editor_get_type ())
G_DECLARE_FINAL_TYPE (WeirTypedEditor, weir_typed_editor, WEIR, TYPED_EDITOR, GtkBox)

struct _WeirTypedEditor
{
  GtkBox parent_instance;

  /* borrowed */
  WeirPropertyContext *context;

  /* owned */
  WeirField *field;
  GPtrArray *types; /* names, in the order of the drop-down */

  GtkWidget *type;
  GtkWidget *stack;
  GtkWidget *entry;
  GtkWidget *more; /* opens the sheet for JSON */
  GtkWidget *boolean;
  GtkWidget *date;
  gboolean   showing;
};

G_DEFINE_FINAL_TYPE (WeirTypedEditor, weir_typed_editor, GTK_TYPE_BOX)

static void
weir_typed_editor_dispose (GObject *object)
{
  WeirTypedEditor *self = WEIR_TYPED_EDITOR (object);

  g_clear_object (&self->field);
  g_clear_pointer (&self->types, g_ptr_array_unref);

  G_OBJECT_CLASS (weir_typed_editor_parent_class)->dispose (object);
}

static void
weir_typed_editor_class_init (WeirTypedEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_typed_editor_dispose;
}

static void
weir_typed_editor_init (WeirTypedEditor *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->types = g_ptr_array_new_with_free_func (g_free);
}

static guint
find_type (WeirTypedEditor *self, const char *type)
{
  for (guint i = 0; i < self->types->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (self->types, i), type))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
offer (WeirTypedEditor *self, const char *type)
{
  GtkStringList *model =
    GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->type)));

  if (find_type (self, type) != GTK_INVALID_LIST_POSITION)
    return;
  g_ptr_array_add (self->types, g_strdup (type));
  gtk_string_list_append (model, get_type_label (type));
}

/* A timestamp of another form than the three is a pattern, as in moment.js. */
static guint
find_date (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (date_labels); i++)
    {
      if (g_str_equal (date_labels[i].type, text))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static const char *
find_page (WeirTypedEditor *self, const char *type, const char *text)
{
  if (g_str_equal (type, "bool") && !weir_field_is_reference (self->field))
    return "boolean";
  if (g_str_equal (type, "date") && find_date (text) != GTK_INVALID_LIST_POSITION)
    return "date";
  return g_str_equal (type, "cred") ? "credential" : "entry";
}

static gboolean
is_true (const char *text)
{
  return g_ascii_strcasecmp (text, "true") == 0;
}

static void
show (WeirTypedEditor *self)
{
  g_autofree char *type = NULL;
  g_autofree char *text = NULL;

  if (self->field == NULL)
    return;
  type = weir_field_dup_value_type (self->field);
  text = weir_field_dup_text (self->field);
  self->showing = TRUE;
  offer (self, type);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), find_type (self, type));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->boolean),
                              is_true (text) ? 0 : 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->date), find_date (text));
  gtk_widget_set_visible (self->more, g_str_equal (type, "json"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    find_page (self, type, text));
  self->showing = FALSE;
}

static void
type_selected_cb (WeirTypedEditor *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->type));
  const char      *type;
  g_autofree char *text = NULL;

  if (self->showing || self->field == NULL || selected >= self->types->len)
    return;
  type = g_ptr_array_index (self->types, selected);
  text = weir_field_dup_text (self->field);
  weir_field_set_value_type (self->field, type);
  if (g_str_equal (type, "bool"))
    weir_field_set_text (self->field, is_true (text) ? "true" : "false");
  else if (g_str_equal (type, "date") &&
           find_date (text) == GTK_INVALID_LIST_POSITION)
    weir_field_set_text (self->field, "");
  show (self);
}

static void
boolean_selected_cb (WeirTypedEditor *self)
{
  if (!self->showing && self->field != NULL)
    weir_field_set_text (self->field,
                         gtk_drop_down_get_selected (
                           GTK_DROP_DOWN (self->boolean)) == 0
                           ? "true"
                           : "false");
}

static void
date_selected_cb (WeirTypedEditor *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->date));

  if (!self->showing && self->field != NULL &&
      selected < G_N_ELEMENTS (date_labels))
    weir_field_set_text (self->field, date_labels[selected].type);
}

static void
more_cb (WeirTypedEditor *self)
{
  weir_json_sheet_present (self->context->window, self->field);
}

static GtkWidget *
new_drop_down (WeirTypedEditor *self, const char *label, GCallback callback)
{
  GtkStringList *model = gtk_string_list_new (NULL);
  GtkWidget     *widget = gtk_drop_down_new (G_LIST_MODEL (model), NULL);

  gtk_widget_set_tooltip_text (widget, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_signal_connect_object (widget,
                           "notify::selected",
                           callback,
                           self,
                           G_CONNECT_SWAPPED);
  return widget;
}

static void
append (GtkWidget *drop_down, const char *label)
{
  gtk_string_list_append (GTK_STRING_LIST (
                            gtk_drop_down_get_model (GTK_DROP_DOWN (drop_down))),
                          label);
}

static GtkWidget *
new_entry_page (WeirTypedEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->entry = weir_row_new_bare_entry (self->field, _ ("Value"), NULL);
  self->more =
    weir_row_new_icon_button ("document-edit-symbolic", _ ("Edit JSON"));
  g_signal_connect_object (self->more,
                           "clicked",
                           G_CALLBACK (more_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->more);
  return box;
}

static GtkWidget *
new_credential_page (void)
{
  GtkWidget *label = gtk_label_new (_ ("Kept with the credentials"));

  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
build (WeirTypedEditor *self)
{
  GtkStack *stack;

  self->type = new_drop_down (self, _ ("Type"), G_CALLBACK (type_selected_cb));
  self->boolean =
    new_drop_down (self, _ ("Value"), G_CALLBACK (boolean_selected_cb));
  /* Translators: in which form the time is written */
  self->date = new_drop_down (self, _ ("Form"), G_CALLBACK (date_selected_cb));
  self->stack = gtk_stack_new ();
  stack = GTK_STACK (self->stack);
  self->showing = TRUE;
  append (self->boolean, _ ("true"));
  append (self->boolean, _ ("false"));
  for (guint i = 0; i < G_N_ELEMENTS (date_labels); i++)
    append (self->date, _ (date_labels[i].label));
  self->showing = FALSE;
  gtk_stack_set_hhomogeneous (stack, FALSE);
  gtk_stack_add_named (stack, new_entry_page (self), "entry");
  gtk_stack_add_named (stack, self->boolean, "boolean");
  gtk_stack_add_named (stack, self->date, "date");
  gtk_stack_add_named (stack, new_credential_page (), "credential");
  gtk_widget_set_hexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self), self->type);
  gtk_box_append (GTK_BOX (self), self->stack);
}

GtkWidget *
weir_row_typed_new (WeirPropertyContext *context,
                    WeirField           *field,
                    GtkSizeGroup        *types)
{
  WeirTypedEditor    *self = g_object_new (WEIR_TYPE_TYPED_EDITOR, NULL);
  const WeirProperty *property = weir_field_get_property (field);

  self->context = context;
  self->field = g_object_ref (field);
  build (self);
  if (types != NULL)
    gtk_size_group_add_widget (types, self->type);
  self->showing = TRUE;
  for (guint i = 0; property->types != NULL && property->types[i] != NULL; i++)
    offer (self, property->types[i]);
  self->showing = FALSE;
  show (self);
  g_signal_connect_object (field,
                           "changed",
                           G_CALLBACK (show),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
weir_row_typed_add (WeirPropertyContext *context,
                    AdwPreferencesGroup *group,
                    WeirField           *field)
{
  const WeirProperty *property = weir_field_get_property (field);
  GtkWidget          *row = adw_preferences_row_new ();
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget          *label = gtk_label_new (_ (property->label));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (box, "weir-text-row");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), weir_row_typed_new (context, field, NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  weir_row_follow (row, field);
  adw_preferences_group_add (group, row);
}
