/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-problem-row.h"

#include "editor/help/weir-help-pages.h"
#include "editor/panels/weir-entry-row.h"
#include "editor/panels/weir-problem-fix.h"
#include "editor/weir-widget.h"

#include <glib/gi18n-lib.h>

#define MAX_FIXES 2

/* A problem in a list. Owned by the list view, or by the inspector. */
struct _WeirProblemRow
{
  GtkWidget parent_instance;

  WeirSession     *session; /* owned */
  WeirProblemItem *item;    /* (nullable): owned */
  gboolean         shows_entry;
  char            *description;

  /* template */
  GtkWidget *icon;
  GtkWidget *text;
  GtkWidget *code;
  GtkWidget *entry;
  GtkWidget *fixes[MAX_FIXES];
};

G_DEFINE_FINAL_TYPE (WeirProblemRow, weir_problem_row, GTK_TYPE_WIDGET)

const char *
weir_severity_get_icon (WeirSeverity severity)
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

const char *
weir_severity_get_class (WeirSeverity severity)
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

const char *
weir_severity_get_title (WeirSeverity severity)
{
  switch (severity)
    {
    case WEIR_SEVERITY_ERROR:
      return _ ("Error");
    case WEIR_SEVERITY_WARNING:
      return _ ("Warning");
    case WEIR_SEVERITY_NOTE:
      break;
    }
  return _ ("Note");
}

static void
weir_problem_row_dispose (GObject *object)
{
  WeirProblemRow *self = WEIR_PROBLEM_ROW (object);

  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->item);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_problem_row_parent_class)->dispose (object);
}

static void
weir_problem_row_finalize (GObject *object)
{
  WeirProblemRow *self = WEIR_PROBLEM_ROW (object);

  g_clear_pointer (&self->description, g_free);
  G_OBJECT_CLASS (weir_problem_row_parent_class)->finalize (object);
}

static void
weir_problem_row_class_init (WeirProblemRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_problem_row_dispose;
  object_class->finalize = weir_problem_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
run_fix (WeirProblemRow *self, guint index)
{
  /* Mending takes the problem away, and with it the row's. */
  g_autoptr (WeirProblemItem) item = g_object_ref (self->item);

  weir_problem_fix_run (self->session,
                        weir_problem_item_get_problem (item),
                        index,
                        GTK_WIDGET (self));
}

static void
fix_cb (WeirProblemRow *self)
{
  run_fix (self, 0);
}

static void
other_fix_cb (WeirProblemRow *self)
{
  run_fix (self, 1);
}

static void
entry_cb (WeirProblemRow *self)
{
  g_autoptr (WeirProblemItem) item = g_object_ref (self->item);

  weir_problem_show (self->session,
                     weir_problem_item_get_problem (item),
                     GTK_WIDGET (self));
}

/* The code leads to the page that says more. */
static gboolean
code_cb (WeirProblemRow *self, const char *target)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.show-help", "s", target);
  return TRUE;
}

static GtkWidget *
new_code (WeirProblemRow *self)
{
  self->code = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->code, "caption");
  g_signal_connect_object (self->code,
                           "activate-link",
                           G_CALLBACK (code_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self->code;
}

static void
show_code (WeirProblemRow *self, const char *code)
{
  g_autofree char *target = weir_help_dup_code_target (code);
  g_autofree char *tip = g_strdup_printf (_ ("What %s Means"), code);
  g_autofree char *markup =
    g_markup_printf_escaped ("<a href=\"%s\" title=\"%s\">%s</a>",
                             target,
                             tip,
                             code);

  gtk_label_set_markup (GTK_LABEL (self->code), markup);
}

static GtkWidget *
new_button (WeirProblemRow *self, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "caption");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_foot (WeirProblemRow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = new_button (self, G_CALLBACK (entry_cb));
  gtk_widget_add_css_class (self->entry, "flat");
  self->fixes[0] = new_button (self, G_CALLBACK (fix_cb));
  self->fixes[1] = new_button (self, G_CALLBACK (other_fix_cb));
  gtk_widget_set_hexpand (self->fixes[0], TRUE);
  gtk_widget_set_halign (self->fixes[0], GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (foot), new_code (self));
  gtk_box_append (GTK_BOX (foot), self->entry);
  gtk_box_append (GTK_BOX (foot), self->fixes[0]);
  gtk_box_append (GTK_BOX (foot), self->fixes[1]);
  return foot;
}

static void
weir_problem_row_init (WeirProblemRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget        *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  self->icon = gtk_image_new ();
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->icon, 3);
  self->text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->text), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), new_foot (self));
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

GtkWidget *
weir_problem_row_new (WeirSession *session, gboolean shows_entry)
{
  WeirProblemRow *self = g_object_new (WEIR_TYPE_PROBLEM_ROW, NULL);

  self->session = g_object_ref (session);
  self->shows_entry = shows_entry;
  return GTK_WIDGET (self);
}

static char *
dup_entry_label (WeirProblemRow *self, const WeirProblem *problem)
{
  WeirElement *element = NULL;

  if (problem->element_id != NULL)
    element =
      weir_document_get_element (weir_session_get_document (self->session),
                                 problem->element_id);
  return element != NULL ? weir_session_dup_label (self->session, element) : NULL;
}

static void
show_severity (WeirProblemRow *self, WeirSeverity severity)
{
  const char *classes[] = { weir_severity_get_class (severity), NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                weir_severity_get_icon (severity));
  gtk_widget_set_css_classes (self->icon, classes);
  gtk_widget_set_tooltip_text (self->icon, weir_severity_get_title (severity));
}

static void
show_fixes (WeirProblemRow *self, const WeirProblem *problem)
{
  guint n = weir_problem_fix_get_n (problem);

  for (guint i = 0; i < MAX_FIXES; i++)
    {
      g_autofree char *label = NULL;

      gtk_widget_set_visible (self->fixes[i], i < n);
      if (i >= n)
        continue;
      label = weir_problem_fix_dup_label (problem, i);
      gtk_button_set_label (GTK_BUTTON (self->fixes[i]), label);
      /* One button is always read in full; the entry's name gives way. */
      gtk_label_set_ellipsize (
        GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->fixes[i]))),
        n > 1 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    }
}

static void
describe (WeirProblemRow *self, const WeirProblem *problem, const char *entry)
{
  g_free (self->description);
  self->description =
    entry != NULL ? g_strdup_printf ("%s %s, %s: %s",
                                     weir_severity_get_title (problem->severity),
                                     problem->code,
                                     entry,
                                     problem->text)
                  : g_strdup_printf ("%s %s: %s",
                                     weir_severity_get_title (problem->severity),
                                     problem->code,
                                     problem->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->description,
                                  -1);
  weir_list_child_set_accessible (GTK_WIDGET (self), self->description, 0);
}

void
weir_problem_row_set_item (WeirProblemRow *self, WeirProblemItem *item)
{
  const WeirProblem *problem;
  g_autofree char   *label = NULL;

  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  problem = weir_problem_item_get_problem (item);
  label = dup_entry_label (self, problem);
  show_severity (self, problem->severity);
  gtk_label_set_text (GTK_LABEL (self->text), problem->text);
  show_code (self, problem->code);
  gtk_widget_set_visible (self->entry, self->shows_entry && label != NULL);
  if (label != NULL)
    {
      g_autofree char *tip = g_strdup_printf (_ ("Show “%s”"), label);

      gtk_button_set_label (GTK_BUTTON (self->entry), label);
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (
                                 GTK_BUTTON (self->entry))),
                               PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (self->entry, tip);
    }
  show_fixes (self, problem);
  describe (self, problem, label);
}

const char *
weir_problem_row_get_description (WeirProblemRow *self)
{
  return self->description != NULL ? self->description : "";
}
