/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-property-caption.h"

#include "editor/properties/weir-property-fix.h"

#include <glib/gi18n.h>

/* A row below another. It follows the problems of its field, or of the form,
 * and is made anew when they change. */

struct _WeirPropertyCaption
{
  AdwPreferencesRow parent_instance;

  /* borrowed */
  WeirPropertyContext *context;

  /* owned */
  WeirField *field; /* (nullable) */

  GtkWidget *box;
  GtkWidget *above; /* weak: the row that has lost the line below it */
};

G_DEFINE_FINAL_TYPE (WeirPropertyCaption,
                     weir_property_caption,
                     ADW_TYPE_PREFERENCES_ROW)

static void
weir_property_caption_dispose (GObject *object)
{
  WeirPropertyCaption *self = WEIR_PROPERTY_CAPTION (object);

  g_clear_object (&self->field);
  g_clear_weak_pointer (&self->above);

  G_OBJECT_CLASS (weir_property_caption_parent_class)->dispose (object);
}

/* No line stands between a row and what is said of it. */
static void
join_row_above (WeirPropertyCaption *self)
{
  GtkWidget *above = gtk_widget_get_prev_sibling (GTK_WIDGET (self));

  while (above != NULL && !gtk_widget_get_visible (above))
    above = gtk_widget_get_prev_sibling (above);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    above = NULL;
  if (self->above != NULL && self->above != above)
    gtk_widget_remove_css_class (self->above, "weir-has-caption");
  if (above != NULL)
    gtk_widget_add_css_class (above, "weir-has-caption");
  g_set_weak_pointer (&self->above, above);
}

static void
weir_property_caption_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_property_caption_parent_class)->map (widget);
  join_row_above (WEIR_PROPERTY_CAPTION (widget));
}

static void
weir_property_caption_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_property_caption_parent_class)->unmap (widget);
  join_row_above (WEIR_PROPERTY_CAPTION (widget));
}

static void
weir_property_caption_class_init (WeirPropertyCaptionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_property_caption_dispose;
  GTK_WIDGET_CLASS (klass)->map = weir_property_caption_map;
  GTK_WIDGET_CLASS (klass)->unmap = weir_property_caption_unmap;
}

static void
weir_property_caption_init (WeirPropertyCaption *self)
{
  self->box = g_object_new (GTK_TYPE_BOX,
                            "orientation",
                            GTK_ORIENTATION_VERTICAL,
                            "spacing",
                            6,
                            "accessible-role",
                            GTK_ACCESSIBLE_ROLE_ALERT,
                            NULL);
  gtk_widget_add_css_class (self->box, "weir-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self), "weir-caption-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

typedef struct
{
  WeirPropertyContext *context;
  WeirField           *field;
  char                *code;
} Fix;

static void
fix_free (gpointer data, GClosure *closure)
{
  Fix *fix = data;

  g_clear_object (&fix->field);
  g_free (fix->code);
  g_free (fix);
}

static void
fix_cb (GtkButton *button, Fix *fix)
{
  weir_property_fix_apply (fix->context, fix->field, fix->code);
}

static GtkWidget *
new_fix_button (WeirPropertyCaption *self, const WeirProblem *problem)
{
  GtkWidget *button =
    gtk_button_new_with_label (weir_problem_get_fix (problem->code));
  Fix *fix = g_new0 (Fix, 1);

  fix->context = self->context;
  g_set_object (&fix->field, self->field);
  fix->code = g_strdup (problem->code);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "weir-fix");
  g_signal_connect_data (button, "clicked", G_CALLBACK (fix_cb), fix, fix_free, 0);
  return button;
}

static const char *
get_icon (WeirSeverity severity)
{
  switch (severity)
    {
    case WEIR_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    case WEIR_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case WEIR_SEVERITY_NOTE:
      break;
    }
  return "dialog-information-symbolic";
}

static const char *
get_style (WeirSeverity severity)
{
  switch (severity)
    {
    case WEIR_SEVERITY_ERROR:
      return "error";
    case WEIR_SEVERITY_WARNING:
      return "warning";
    case WEIR_SEVERITY_NOTE:
      break;
    }
  return "dim-label";
}

static GtkWidget *
new_line (const char *icon, const char *style, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (image, style);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

static void
add_problem (WeirPropertyCaption *self, const WeirProblem *problem)
{
  GtkWidget *line = new_line (get_icon (problem->severity),
                              get_style (problem->severity),
                              problem->text);

  if (weir_property_fix_is_offered (self->context, self->field, problem->code))
    gtk_box_append (GTK_BOX (line), new_fix_button (self, problem));
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
refresh (WeirPropertyCaption *self)
{
  GPtrArray *problems = self->field != NULL
                          ? weir_field_get_problems (self->field)
                          : weir_form_get_problems (self->context->form);
  gboolean   reference =
    self->field != NULL && weir_field_is_reference (self->field);
  gboolean   shown = self->field == NULL || weir_field_is_shown (self->field);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < problems->len; i++)
    add_problem (self, g_ptr_array_index (problems, i));
  if (reference)
    gtk_box_append (
      GTK_BOX (self->box),
      new_line ("dialog-information-symbolic",
                "dim-label",
                _ ("Taken from the environment when the flow runs")));
  gtk_widget_set_visible (GTK_WIDGET (self),
                          shown && (problems->len > 0 || reference));
}

GtkWidget *
weir_property_caption_new (WeirPropertyContext *context, WeirField *field)
{
  WeirPropertyCaption *self = g_object_new (WEIR_TYPE_PROPERTY_CAPTION, NULL);
  static const char *const signals[] = {
    "problems-changed",
    "changed",
    "notify::shown",
  };

  self->context = context;
  g_set_object (&self->field, field);
  for (gsize i = 0; field != NULL && i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (field,
                             signals[i],
                             G_CALLBACK (refresh),
                             self,
                             G_CONNECT_SWAPPED);
  if (field == NULL)
    g_signal_connect_object (context->form,
                             "checked",
                             G_CALLBACK (refresh),
                             self,
                             G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
