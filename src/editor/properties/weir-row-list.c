/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

#include "editor/properties/weir-property-caption.h"
#include "json/weir-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* Lists. A row of a name and a typed value (the properties of an inject node,
 * variables) stands in two lines; any other opens to show its columns. Rows are
 * moved by dragging their handle, or with Alt and the arrow keys. */

#define WEIR_TYPE_LIST_GROUP (weir_list_group_get_type ())
G_DECLARE_FINAL_TYPE (WeirListGroup,
                      weir_list_group,
                      WEIR,
                      LIST_GROUP,
                      AdwPreferencesGroup)

struct _WeirListGroup
{
  AdwPreferencesGroup parent_instance;

  /* borrowed */
  WeirPropertyContext *context;

  /* owned */
  WeirField    *field;
  GPtrArray    *children; /* borrowed widgets of the group: those of the rows */
  GPtrArray    *sheets;   /* WeirSheet, as shown */
  GtkWidget    *empty;    /* borrowed */
  GtkSizeGroup *types;    /* of the drop-downs of typed values */
};

G_DEFINE_FINAL_TYPE (WeirListGroup, weir_list_group, ADW_TYPE_PREFERENCES_GROUP)

static void
weir_list_group_dispose (GObject *object)
{
  WeirListGroup *self = WEIR_LIST_GROUP (object);

  g_clear_object (&self->field);

  G_OBJECT_CLASS (weir_list_group_parent_class)->dispose (object);
}

static void
weir_list_group_finalize (GObject *object)
{
  WeirListGroup *self = WEIR_LIST_GROUP (object);

  g_object_unref (self->types);
  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->sheets);

  G_OBJECT_CLASS (weir_list_group_parent_class)->finalize (object);
}

static void
weir_list_group_class_init (WeirListGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_list_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_list_group_finalize;
}

static void
weir_list_group_init (WeirListGroup *self)
{
  self->types = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->children = g_ptr_array_new ();
  self->sheets = g_ptr_array_new_with_free_func (g_object_unref);
}

/* One row's part in what happens to the list */

typedef struct
{
  WeirListGroup *group; /* borrowed: the row is its child */
  WeirSheet     *sheet; /* owned */
} RowData;

static RowData *
row_data_new (WeirListGroup *group, WeirSheet *sheet)
{
  RowData *data = g_new0 (RowData, 1);

  data->group = group;
  data->sheet = g_object_ref (sheet);
  return data;
}

static void
row_data_free (gpointer data, GClosure *closure)
{
  RowData *row = data;

  g_object_unref (row->sheet);
  g_free (row);
}

static guint
find_sheet (WeirListGroup *self, WeirSheet *sheet)
{
  for (guint i = 0; i < self->sheets->len; i++)
    {
      if (g_ptr_array_index (self->sheets, i) == sheet)
        return i;
    }
  return G_MAXUINT;
}

static void
remove_cb (GtkWidget *button, RowData *row)
{
  guint index = find_sheet (row->group, row->sheet);

  if (index != G_MAXUINT)
    weir_field_remove_row (row->group->field, index);
}

static void
move (WeirListGroup *self, WeirSheet *sheet, guint to)
{
  guint from = find_sheet (self, sheet);

  if (from == G_MAXUINT || to >= self->sheets->len || from == to)
    return;
  weir_field_move_row (self->field, from, to);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        RowData               *row)
{
  guint at = find_sheet (row->group, row->sheet);

  if ((state & GDK_ALT_MASK) == 0 || at == G_MAXUINT)
    return FALSE;
  if (keyval == GDK_KEY_Up && at > 0)
    move (row->group, row->sheet, at - 1);
  else if (keyval == GDK_KEY_Down)
    move (row->group, row->sheet, at + 1);
  else
    return FALSE;
  return TRUE;
}

/* Dragging */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, RowData *row)
{
  GtkWidget *handle =
    gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkWidget *widget = gtk_widget_get_ancestor (handle, GTK_TYPE_LIST_BOX_ROW);
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (widget);

  gtk_drag_source_set_icon (source, icon, (int)x, (int)y);
  return gdk_content_provider_new_typed (WEIR_TYPE_SHEET, row->sheet);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RowData *row)
{
  WeirSheet *sheet = g_value_get_object (value);

  if (find_sheet (row->group, sheet) == G_MAXUINT)
    return FALSE;
  move (row->group, sheet, find_sheet (row->group, row->sheet));
  return TRUE;
}

static GtkWidget *
new_handle (WeirListGroup *self, WeirSheet *sheet)
{
  GtkWidget *handle =
    gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_data (source,
                         "prepare",
                         G_CALLBACK (prepare_cb),
                         row_data_new (self, sheet),
                         row_data_free,
                         0);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  gtk_widget_set_tooltip_text (handle,
                               _ (
                                 "Drag to move, or press Alt+Up and Alt+Down"));
  gtk_widget_add_css_class (handle, "dim-label");
  gtk_widget_set_cursor_from_name (handle, "grab");
  return handle;
}

static void
make_movable (WeirListGroup *self, WeirSheet *sheet, GtkWidget *row)
{
  GtkDropTarget *target = gtk_drop_target_new (WEIR_TYPE_SHEET, GDK_ACTION_MOVE);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_data (target,
                         "drop",
                         G_CALLBACK (drop_cb),
                         row_data_new (self, sheet),
                         row_data_free,
                         0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_data (keys,
                         "key-pressed",
                         G_CALLBACK (key_cb),
                         row_data_new (self, sheet),
                         row_data_free,
                         0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
  gtk_widget_add_controller (row, keys);
}

static GtkWidget *
new_remove_button (WeirListGroup *self, WeirSheet *sheet)
{
  GtkWidget *button =
    weir_row_new_icon_button ("edit-delete-symbolic", _ ("Remove"));

  g_signal_connect_data (button,
                         "clicked",
                         G_CALLBACK (remove_cb),
                         row_data_new (self, sheet),
                         row_data_free,
                         0);
  return button;
}

/* Rows of a name and a typed value */

static gboolean
is_pair (const WeirProperty *columns)
{
  return columns[0].key != NULL && columns[1].key != NULL &&
         columns[2].key == NULL && columns[0].kind == WEIR_PROPERTY_KIND_STRING &&
         columns[1].kind == WEIR_PROPERTY_KIND_TYPED;
}

static GtkWidget *
new_name (WeirField *field)
{
  const WeirProperty *property = weir_field_get_property (field);
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  /* A path into the message, which is code and never mirrored. */
  if (g_str_equal (property->key, "p"))
    {
      gtk_widget_set_direction (box, GTK_TEXT_DIR_LTR);
      GtkWidget *prefix = gtk_label_new ("msg.");

      gtk_widget_add_css_class (prefix, "dim-label");
      gtk_box_append (GTK_BOX (box), prefix);
    }
  gtk_box_append (GTK_BOX (box),
                  weir_row_new_bare_entry (field,
                                           _ (property->label),
                                           property->placeholder));
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
new_pair (WeirListGroup *self, WeirSheet *sheet)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (first), new_name (weir_sheet_get_field (sheet, 0)));
  gtk_box_append (GTK_BOX (first), new_remove_button (self, sheet));
  gtk_box_append (GTK_BOX (lines), first);
  gtk_box_append (GTK_BOX (lines),
                  weir_row_typed_new (self->context,
                                      weir_sheet_get_field (sheet, 1),
                                      self->types));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_add_css_class (box, "weir-text-row");
  gtk_box_append (GTK_BOX (box), new_handle (self, sheet));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

/* Rows of any columns */

static char *
dup_column (WeirField *field)
{
  const WeirProperty *property = weir_field_get_property (field);
  int                 choice;

  if (property->kind != WEIR_PROPERTY_KIND_CHOICE)
    return weir_field_dup_text (field);
  choice = weir_field_get_choice (field);
  return choice < 0 ? weir_field_dup_text (field)
                    : g_strdup (_ (property->choices[choice].label));
}

/* A choice that hides what it makes needless names a row itself: a header by
 * its usual name. */
static gboolean
is_name (WeirSheet *sheet, guint index)
{
  WeirField *field = weir_sheet_get_field (sheet, index);

  if (!weir_field_is_shown (field))
    return FALSE;
  if (weir_field_get_property (field)->kind != WEIR_PROPERTY_KIND_CHOICE)
    return TRUE;
  return index + 1 < weir_sheet_get_n_fields (sheet) &&
         !weir_field_is_shown (weir_sheet_get_field (sheet, index + 1));
}

static const WeirProblem *
find_problem (WeirSheet *sheet)
{
  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      GPtrArray *problems =
        weir_field_get_problems (weir_sheet_get_field (sheet, i));

      if (problems->len > 0)
        return g_ptr_array_index (problems, 0);
    }
  return NULL;
}

static void
mark_summary (GtkWidget *row, const WeirProblem *problem)
{
  gtk_widget_remove_css_class (row, "error");
  gtk_widget_remove_css_class (row, "warning");
  if (problem == NULL || problem->severity == WEIR_SEVERITY_NOTE)
    return;
  gtk_widget_add_css_class (row,
                            problem->severity == WEIR_SEVERITY_ERROR
                              ? "error"
                              : "warning");
}

/* Closed rows say what they are called, and what is wrong inside. */
static void
show_summary (AdwExpanderRow *row, WeirSheet *sheet)
{
  const WeirProblem *problem = find_problem (sheet);
  g_autofree char   *title = NULL;
  g_autofree char   *subtitle = NULL;

  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      if (!is_name (sheet, i))
        continue;
      if (title == NULL)
        title = dup_column (weir_sheet_get_field (sheet, i));
      else if (subtitle == NULL)
        subtitle = dup_column (weir_sheet_get_field (sheet, i));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 title != NULL && *title != '\0'
                                   ? title
                                   : _ ("Unnamed"));
  if (problem != NULL)
    adw_expander_row_set_subtitle (row, problem->text);
  else
    adw_expander_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
  mark_summary (GTK_WIDGET (row), problem);
}

static void
sheet_changed_cb (AdwExpanderRow *row, const char *key, WeirSheet *sheet)
{
  show_summary (row, sheet);
}

static void
problems_changed_cb (AdwExpanderRow *row, WeirField *field)
{
  if (weir_field_get_sheet (field) != NULL)
    show_summary (row, weir_field_get_sheet (field));
}

static GtkWidget *
new_column (WeirField *field)
{
  const WeirProperty *property = weir_field_get_property (field);

  switch (property->kind)
    {
    case WEIR_PROPERTY_KIND_CHOICE:
      return weir_row_new_choice (field);
    case WEIR_PROPERTY_KIND_BOOLEAN:
      return weir_row_new_boolean (field, _ (property->label), NULL, FALSE);
    case WEIR_PROPERTY_KIND_TEXT:
    case WEIR_PROPERTY_KIND_CODE:
      return weir_row_new_text (field, _ (property->label), TRUE);
    case WEIR_PROPERTY_KIND_STRING:
    case WEIR_PROPERTY_KIND_NUMBER:
    case WEIR_PROPERTY_KIND_TYPED:
    case WEIR_PROPERTY_KIND_NODE_REF:
    case WEIR_PROPERTY_KIND_NODE_REFS:
    case WEIR_PROPERTY_KIND_LIST:
    case WEIR_PROPERTY_KIND_OPAQUE:
      break;
    }
  return weir_row_new_entry (field, _ (property->label));
}

static GtkWidget *
new_expander (WeirListGroup *self, WeirSheet *sheet)
{
  GtkWidget *row = adw_expander_row_new ();
  guint      n = weir_sheet_get_n_fields (sheet);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), new_handle (self, sheet));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row),
                               new_remove_button (self, sheet));
  for (guint i = 0; i < n; i++)
    {
      WeirField *field = weir_sheet_get_field (sheet, i);

      g_signal_connect_object (field,
                               "problems-changed",
                               G_CALLBACK (problems_changed_cb),
                               row,
                               G_CONNECT_SWAPPED);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_column (field));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                                weir_property_caption_new (self->context, field));
    }
  show_summary (ADW_EXPANDER_ROW (row), sheet);
  g_signal_connect_object (sheet,
                           "changed",
                           G_CALLBACK (sheet_changed_cb),
                           row,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return row;
}

/* What is no row: kept, and can only be taken out. */
static GtkWidget *
new_kept (WeirListGroup *self, WeirSheet *sheet)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *text =
    weir_json_write (weir_sheet_get_object (sheet), WEIR_JSON_STYLE_COMPACT);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             new_remove_button (self, sheet));
  return row;
}

/* The group */

static void
add_child (WeirListGroup *self, GtkWidget *child)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), child);
  g_ptr_array_add (self->children, child);
}

static void
add_row (WeirListGroup *self, WeirSheet *sheet)
{
  const WeirProperty *columns = weir_field_get_property (self->field)->columns;
  GtkWidget          *row;

  if (weir_sheet_get_n_fields (sheet) == 0)
    {
      add_child (self, new_kept (self, sheet));
      return;
    }
  row = is_pair (columns) ? new_pair (self, sheet) : new_expander (self, sheet);
  make_movable (self, sheet, row);
  add_child (self, row);
  for (guint i = 0; is_pair (columns) && i < weir_sheet_get_n_fields (sheet); i++)
    add_child (self,
               weir_property_caption_new (self->context,
                                          weir_sheet_get_field (sheet, i)));
}

static void
fill (WeirListGroup *self)
{
  GListModel *rows;

  if (self->field == NULL)
    return;
  rows = weir_field_get_rows (self->field);
  for (guint i = 0; i < self->children->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->children, i));
  g_ptr_array_set_size (self->children, 0);
  g_ptr_array_set_size (self->sheets, 0);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      WeirSheet *sheet = g_list_model_get_item (rows, i);

      g_ptr_array_add (self->sheets, sheet);
      add_row (self, sheet);
    }
  gtk_widget_set_visible (self->empty, self->sheets->len == 0);
}

static void
add_cb (WeirListGroup *self)
{
  GtkWidget *row;
  guint      n = self->children->len;

  weir_field_add_row (self->field, NULL);
  if (self->children->len <= n)
    return;
  row = g_ptr_array_index (self->children, n);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
new_add_button (WeirListGroup *self)
{
  GtkWidget       *button;
  g_autofree char *label =
    g_strdup_printf (_ ("Add to “%s”"),
                     _ (weir_field_get_property (self->field)->label));

  button = weir_row_new_icon_button ("list-add-symbolic", label);
  g_signal_connect_object (button,
                           "clicked",
                           G_CALLBACK (add_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_empty (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("None"));
  gtk_widget_add_css_class (row, "dim-label");
  return row;
}

void
weir_row_list_add (WeirPropertyContext *context,
                   AdwPreferencesPage  *page,
                   WeirField           *field)
{
  WeirListGroup      *self = g_object_new (WEIR_TYPE_LIST_GROUP, NULL);
  const WeirProperty *property = weir_field_get_property (field);

  self->context = context;
  self->field = g_object_ref (field);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   _ (property->label));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self),
                                           new_add_button (self));
  self->empty = new_empty ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->empty);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self),
                             weir_property_caption_new (context, field));
  fill (self);
  g_signal_connect_object (weir_field_get_rows (field),
                           "items-changed",
                           G_CALLBACK (fill),
                           self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (field, "shown", self, "visible", G_BINDING_SYNC_CREATE);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self));
}
