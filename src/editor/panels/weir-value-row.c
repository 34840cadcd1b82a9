/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-value-row.h"

#include <glib/gi18n-lib.h>

/* WeirValueRow: key, value and pin behind the triangle that opens it. A click
 * on a number or buffer writes it in another way. */

struct _WeirValueRow
{
  GtkWidget parent_instance;

  /* owned */
  WeirValueNode  *node; /* (nullable) */
  GtkTreeListRow *row;  /* (nullable) */

  /* children */
  GtkWidget *expander;
  GtkLabel  *key;
  GtkLabel  *value;
  GtkWidget *pin;

  /* derived */
  guint position;
};

G_DEFINE_FINAL_TYPE (WeirValueRow, weir_value_row, GTK_TYPE_WIDGET)

enum
{
  MENU_REQUESTED,
  SHOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_value (WeirValueRow *self)
{
  g_autofree char *summary = weir_value_node_dup_summary (self->node);
  gboolean         has_forms = weir_value_node_has_forms (self->node);

  gtk_label_set_text (self->value, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value),
                               has_forms
                                 ? _ ("Click to write it in another way")
                                 : NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->value),
                                   has_forms ? "pointer" : NULL);
}

/* What kind of value it is, for its colour. */
static const char *
get_class (WeirValueNode *node)
{
  if (weir_value_node_is_range (node))
    return "dim-label";
  switch (weir_value_get_kind (weir_value_node_get_value (node)))
    {
    case WEIR_VALUE_KIND_STRING:
      return "weir-string";
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_DATE:
      return "weir-number";
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NULL:
      return "weir-constant";
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      return "dim-label";
    case WEIR_VALUE_KIND_BYTES:
      return "weir-bytes";
    }
  return "dim-label";
}

static char *
dup_key (WeirValueRow *self)
{
  const char *key = weir_value_node_get_key (self->node);
  const char *path = weir_value_node_get_path (self->node);

  if (gtk_tree_list_row_get_depth (self->row) > 0)
    return g_strdup (key);
  return *path != '\0' ? g_strconcat ("msg.", path, NULL) : g_strdup ("msg");
}

static void
show_node (WeirValueRow *self)
{
  g_autofree char *key = dup_key (self);
  const char      *classes[] = { get_class (self->node), "monospace", NULL };

  gtk_label_set_text (self->key, key);
  gtk_widget_set_css_classes (GTK_WIDGET (self->value), classes);
  show_value (self);
}

void
weir_value_row_set_row (WeirValueRow *self, GtkTreeListRow *row, guint position)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  if (self->node != NULL)
    g_signal_handlers_disconnect_by_data (self->node, self);
  g_clear_object (&self->node);
  g_set_object (&self->row, row);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (self->expander), row);
  if (row == NULL)
    return;
  self->position = position;
  self->node = gtk_tree_list_row_get_item (row);
  g_signal_connect_object (self->node,
                           "form-changed",
                           G_CALLBACK (show_value),
                           self,
                           G_CONNECT_SWAPPED);
  show_node (self);
  g_signal_emit (self, signals[SHOWN], 0);
}

WeirValueNode *
weir_value_row_get_node (WeirValueRow *self)
{
  return self->node;
}

guint
weir_value_row_get_position (WeirValueRow *self)
{
  return self->row != NULL ? gtk_tree_list_row_get_position (self->row)
                           : self->position;
}

void
weir_value_row_refresh (WeirValueRow *self)
{
  g_signal_emit (self, signals[SHOWN], 0);
}

void
weir_value_row_set_pinned (WeirValueRow *self, gboolean pinned)
{
  gtk_widget_set_visible (self->pin, pinned);
}

static void
released_cb (WeirValueRow *self)
{
  if (self->node != NULL)
    weir_value_node_cycle_form (self->node);
}

static void
menu_cb (WeirValueRow *self, int n_press, double x, double y)
{
  if (self->node != NULL)
    g_signal_emit (self, signals[MENU_REQUESTED], 0, x, y);
}

static void
weir_value_row_dispose (GObject *object)
{
  WeirValueRow *self = WEIR_VALUE_ROW (object);

  g_clear_object (&self->node);
  g_clear_object (&self->row);
  g_clear_pointer (&self->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_value_row_parent_class)->dispose (object);
}

static void
weir_value_row_class_init (WeirValueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_value_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[MENU_REQUESTED] = g_signal_new ("menu-requested",
                                          WEIR_TYPE_VALUE_ROW,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_DOUBLE,
                                          G_TYPE_DOUBLE);
  signals[SHOWN] = g_signal_new ("shown",
                                 WEIR_TYPE_VALUE_ROW,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
add_click (WeirValueRow *self,
           GtkWidget    *widget,
           guint         button,
           const char   *signal,
           GCallback     func)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect_object (click, signal, func, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

static void
weir_value_row_init (WeirValueRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->key = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->key, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->key, 24);
  gtk_label_set_width_chars (self->key, 1);
  gtk_label_set_xalign (self->key, 0);
  self->value = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->value, PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (self->value, TRUE);
  gtk_label_set_xalign (self->value, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->value), TRUE);
  self->pin = gtk_image_new_from_icon_name ("view-pin-symbolic");
  gtk_widget_set_tooltip_text (self->pin, _ ("Kept open in new messages"));
  gtk_widget_set_visible (self->pin, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->key));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (box), self->pin);
  self->expander = gtk_tree_expander_new ();
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (self->expander), box);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  add_click (self,
             GTK_WIDGET (self->value),
             GDK_BUTTON_PRIMARY,
             "released",
             G_CALLBACK (released_cb));
  add_click (self,
             GTK_WIDGET (self),
             GDK_BUTTON_SECONDARY,
             "pressed",
             G_CALLBACK (menu_cb));
}

GtkWidget *
weir_value_row_new (void)
{
  return g_object_new (WEIR_TYPE_VALUE_ROW, NULL);
}
