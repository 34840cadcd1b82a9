/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-entry-text.h"

/* A box layout would take from both labels alike. */

#define SPACING 8

/* Less of a detail says nothing. */
#define MIN_DETAIL 40

#define MAX_DETAIL_CHARS 18

struct _WeirEntryText
{
  GtkWidget parent_instance;

  GtkWidget *name;
  GtkWidget *detail;
};

G_DEFINE_FINAL_TYPE (WeirEntryText, weir_entry_text, GTK_TYPE_WIDGET)

static int
get_natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget,
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  return natural;
}

static gboolean
has_detail (WeirEntryText *self)
{
  return gtk_widget_get_visible (self->detail) &&
         *gtk_label_get_text (GTK_LABEL (self->detail)) != '\0';
}

static void
weir_entry_text_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  WeirEntryText *self = WEIR_ENTRY_TEXT (widget);
  int            detail_minimum;
  int            detail_natural;

  gtk_widget_measure (self->name, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->detail,
                      orientation,
                      -1,
                      &detail_minimum,
                      &detail_natural,
                      NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = MAX (*minimum, detail_minimum);
      *natural = MAX (*natural, detail_natural);
    }
  else if (has_detail (self))
    *natural += SPACING + detail_natural;
}

/* @x: from where texts of this direction begin */
static void
allocate (GtkWidget *parent, GtkWidget *child, int x, int width)
{
  gboolean      rtl = gtk_widget_get_direction (parent) == GTK_TEXT_DIR_RTL;
  GtkAllocation area = { .x = x,
                         .width = width,
                         .height = gtk_widget_get_height (parent) };

  if (rtl)
    area.x = gtk_widget_get_width (parent) - x - width;
  gtk_widget_size_allocate (child, &area, -1);
}

static void
weir_entry_text_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirEntryText *self = WEIR_ENTRY_TEXT (widget);
  int            room = width - get_natural_width (self->name) - SPACING;
  gboolean       shown;

  room = MIN (room, get_natural_width (self->detail));
  shown = has_detail (self) &&
          room >= MIN (MIN_DETAIL, get_natural_width (self->detail));
  gtk_widget_set_child_visible (self->detail, shown);
  if (!shown)
    {
      allocate (widget, self->name, 0, width);
      return;
    }
  allocate (widget, self->name, 0, width - room - SPACING);
  allocate (widget, self->detail, width - room, room);
}

static void
weir_entry_text_dispose (GObject *object)
{
  WeirEntryText *self = WEIR_ENTRY_TEXT (object);

  g_clear_pointer (&self->name, gtk_widget_unparent);
  g_clear_pointer (&self->detail, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_entry_text_parent_class)->dispose (object);
}

static void
weir_entry_text_class_init (WeirEntryTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_entry_text_dispose;
  widget_class->measure = weir_entry_text_measure;
  widget_class->size_allocate = weir_entry_text_size_allocate;
}

static GtkWidget *
new_label (WeirEntryText *self, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
weir_entry_text_init (WeirEntryText *self)
{
  self->name = new_label (self, 0);
  self->detail = new_label (self, 1);
  gtk_label_set_max_width_chars (GTK_LABEL (self->detail), MAX_DETAIL_CHARS);
  gtk_widget_add_css_class (self->detail, "dim-label");
  gtk_widget_add_css_class (self->detail, "caption");
}

GtkWidget *
weir_entry_text_new (void)
{
  return g_object_new (WEIR_TYPE_ENTRY_TEXT, NULL);
}

GtkLabel *
weir_entry_text_get_name (WeirEntryText *self)
{
  g_return_val_if_fail (WEIR_IS_ENTRY_TEXT (self), NULL);

  return GTK_LABEL (self->name);
}

GtkLabel *
weir_entry_text_get_detail (WeirEntryText *self)
{
  g_return_val_if_fail (WEIR_IS_ENTRY_TEXT (self), NULL);

  return GTK_LABEL (self->detail);
}
