/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-row.h"

#include "editor/panels/weir-entry-row.h"

#include <glib/gi18n-lib.h>

/* What takes less is not worth a number. */
#define SHOWN_SECONDS 0.001

/* A row of the tests. Owned by the list view. */
struct _WeirFlowTestRow
{
  GtkWidget parent_instance;

  WeirFlowTestItem *item;  /* (nullable): owned */
  guint             level; /* in the tree, from 1 */
  char             *description;

  /* children */
  GtkWidget *expander;
  GtkStack  *state;
  GtkImage  *icon;
  GtkLabel  *title;
  GtkLabel  *message;
  GtkLabel  *time;
  GtkWidget *run;
};

G_DEFINE_FINAL_TYPE (WeirFlowTestRow, weir_flow_test_row, GTK_TYPE_WIDGET)

static void
weir_flow_test_row_dispose (GObject *object)
{
  WeirFlowTestRow *self = WEIR_FLOW_TEST_ROW (object);

  weir_flow_test_row_set_list_row (self, NULL);
  g_clear_pointer (&self->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_flow_test_row_parent_class)->dispose (object);
}

static void
weir_flow_test_row_finalize (GObject *object)
{
  WeirFlowTestRow *self = WEIR_FLOW_TEST_ROW (object);

  g_free (self->description);
  G_OBJECT_CLASS (weir_flow_test_row_parent_class)->finalize (object);
}

static void
weir_flow_test_row_class_init (WeirFlowTestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_flow_test_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_flow_test_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

const char *
weir_flow_test_row_get_description (WeirFlowTestRow *self)
{
  return self->description;
}

const char *
weir_flow_test_state_get_title (WeirFlowTestState state)
{
  switch (state)
    {
    case WEIR_FLOW_TEST_STATE_IDLE:
      return _ ("Not run");
    case WEIR_FLOW_TEST_STATE_RUNNING:
      return _ ("Running");
    case WEIR_FLOW_TEST_STATE_PASSED:
      return _ ("Passed");
    case WEIR_FLOW_TEST_STATE_FAILED:
      return _ ("Failed");
    case WEIR_FLOW_TEST_STATE_SKIPPED:
      return _ ("Skipped");
    case WEIR_FLOW_TEST_STATE_BROKEN:
      break;
    }
  return _ ("Can’t be run");
}

typedef struct
{
  const char *icon;
  const char *css_class;
} Look;

static Look
look_of (WeirFlowTestState state)
{
  switch (state)
    {
    case WEIR_FLOW_TEST_STATE_PASSED:
      return (Look){ "emblem-ok-symbolic", "success" };
    case WEIR_FLOW_TEST_STATE_FAILED:
      return (Look){ "window-close-symbolic", "error" };
    case WEIR_FLOW_TEST_STATE_BROKEN:
      return (Look){ "dialog-error-symbolic", "error" };
    case WEIR_FLOW_TEST_STATE_IDLE:
    case WEIR_FLOW_TEST_STATE_RUNNING:
    case WEIR_FLOW_TEST_STATE_SKIPPED:
      break;
    }
  return (Look){ "weir-test-idle-symbolic", "dim-label" };
}

/* In milliseconds, or seconds from ten on; whole ones, so that rows of the same
 * test look the same each time. */
static char *
dup_time (double seconds)
{
  guint ms = (guint)(seconds * 1000 + 0.5);

  if (ms >= 10000)
    /* Translators: how long a test took, in seconds */
    return g_strdup_printf (_ ("%u s"), ms / 1000);
  /* Translators: how long a test took, in milliseconds */
  return g_strdup_printf (_ ("%u ms"), ms);
}

static void
update_state (WeirFlowTestRow *self)
{
  static const char *const classes[] = { "success", "error", "dim-label" };
  WeirFlowTestState        state = weir_flow_test_item_get_state (self->item);
  Look                     look = look_of (state);

  gtk_image_set_from_icon_name (self->icon, look.icon);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), look.css_class);

  /* Steps of a file that runs wait; only the file turns. */
  gtk_stack_set_visible_child_name (self->state,
                                    state == WEIR_FLOW_TEST_STATE_RUNNING &&
                                        self->level == 1
                                      ? "spinner"
                                      : "icon");
}

static void
update_texts (WeirFlowTestRow *self)
{
  const char *message = weir_flow_test_item_get_message (self->item);
  double      seconds = weir_flow_test_item_get_seconds (self->item);

  gtk_label_set_text (self->title, weir_flow_test_item_get_title (self->item));
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->time), seconds >= SHOWN_SECONDS);
  if (seconds >= SHOWN_SECONDS)
    {
      g_autofree char *text = dup_time (seconds);

      gtk_label_set_text (self->time, text);
    }
}

static void
update (WeirFlowTestRow *self)
{
  const char *message = weir_flow_test_item_get_message (self->item);
  const char *state =
    weir_flow_test_state_get_title (weir_flow_test_item_get_state (self->item));
  g_autofree char *what =
    g_strdup_printf ("%s, %s", weir_flow_test_item_get_title (self->item), state);

  g_free (self->description);
  self->description = message != NULL ? g_strdup_printf ("%s, %s", what, message)
                                      : g_steal_pointer (&what);
  update_state (self);
  update_texts (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), state);
  weir_list_child_set_accessible (GTK_WIDGET (self),
                                  self->description,
                                  self->level);
}

void
weir_flow_test_row_set_list_row (WeirFlowTestRow *self, GtkTreeListRow *row)
{
  g_autoptr (WeirFlowTestItem) item =
    row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
  GFile *file;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  if (self->expander == NULL)
    return;
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (self->expander), row);
  if (item == NULL)
    return;
  self->level = gtk_tree_list_row_get_depth (row) + 1;
  file = weir_flow_test_item_get_file (item);
  gtk_widget_set_visible (self->run,
                          file != NULL &&
                            weir_flow_test_item_get_test (item) != NULL);
  gtk_widget_set_margin_end (GTK_WIDGET (self->time), file != NULL ? 0 : 12);
  if (file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->run), "s", uri);
    }
  g_signal_connect_object (item,
                           "notify::state",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/* Making */

static GtkWidget *
new_state (WeirFlowTestRow *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->state = GTK_STACK (gtk_stack_new ());
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), TRUE);
  gtk_stack_add_named (self->state, GTK_WIDGET (self->icon), "icon");
  gtk_stack_add_named (self->state, spinner, "spinner");
  gtk_widget_set_valign (GTK_WIDGET (self->state), GTK_ALIGN_CENTER);
  return GTK_WIDGET (self->state);
}

static GtkWidget *
new_label (GtkLabel **label, const char *css_class)
{
  *label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (*label, 0);
  gtk_label_set_wrap (*label, TRUE);
  gtk_label_set_wrap_mode (*label, PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (*label), "caption");
      gtk_widget_add_css_class (GTK_WIDGET (*label), css_class);
    }
  return GTK_WIDGET (*label);
}

static GtkWidget *
new_texts (WeirFlowTestRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_label (&self->title, NULL));
  gtk_box_append (GTK_BOX (box), new_label (&self->message, "error"));
  return box;
}

static GtkWidget *
new_run_button (WeirFlowTestRow *self)
{
  self->run = gtk_button_new_from_icon_name ("media-playback-start-symbolic");
  gtk_widget_add_css_class (self->run, "flat");
  gtk_widget_add_css_class (self->run, "circular");
  gtk_widget_set_valign (self->run, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->run, _ ("Run This Test"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Run this test"),
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->run), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->run), "tests.run-file");
  return self->run;
}

static void
weir_flow_test_row_init (WeirFlowTestRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->level = 1;
  self->expander = gtk_tree_expander_new ();
  gtk_box_append (GTK_BOX (box), new_state (self));
  gtk_box_append (GTK_BOX (box), new_texts (self));
  gtk_box_append (GTK_BOX (box), new_label (&self->time, "dim-label"));
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");
  gtk_label_set_wrap (self->time, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->time), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_run_button (self));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (self->expander), box);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
}

GtkWidget *
weir_flow_test_row_new (void)
{
  return g_object_new (WEIR_TYPE_FLOW_TEST_ROW, NULL);
}
