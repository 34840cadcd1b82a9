/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-entry-actions.h"
#include "editor/panels/weir-inspector-private.h"
#include "editor/weir-widget.h"

#include <glib/gi18n-lib.h>

/* The page of several selected entries: how many of what, and what can be done to
 * all of them. */
struct _WeirInspectorMany
{
  GtkWidget parent_instance;

  WeirSession *session; /* owned */
  GPtrArray   *rows;    /* of GtkWidget, borrowed: the counts */

  /* template */
  GtkWidget *title;
  GtkWidget *counts;
  GtkWidget *enable;
};

G_DEFINE_FINAL_TYPE (WeirInspectorMany, weir_inspector_many, GTK_TYPE_WIDGET)

static void
weir_inspector_many_dispose (GObject *object)
{
  WeirInspectorMany *self = WEIR_INSPECTOR_MANY (object);

  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_inspector_many_parent_class)->dispose (object);
}

static GPtrArray *
list_ids (WeirInspectorMany *self)
{
  return weir_selection_list_ids (weir_session_get_selection (self->session));
}

static void
enable_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirInspectorMany    *self = WEIR_INSPECTOR_MANY (widget);
  g_autoptr (GPtrArray) ids = list_ids (self);

  weir_entries_set_enabled (self->session,
                            ids,
                            !weir_entries_any_enabled (self->session, ids));
  weir_inspector_many_refresh (self);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirInspectorMany    *self = WEIR_INSPECTOR_MANY (widget);
  g_autoptr (GPtrArray) ids = list_ids (self);

  weir_entries_delete (self->session, ids);
}

static void
weir_inspector_many_class_init (WeirInspectorManyClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_inspector_many_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class,
                                   "inspector.toggle-enabled",
                                   NULL,
                                   enable_action);
  gtk_widget_class_install_action (widget_class,
                                   "inspector.delete",
                                   NULL,
                                   delete_action);
}

/* Counts */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *)a, *(const char *const *)b);
}

static char *
dup_kind (WeirInspectorMany *self, const char *id)
{
  WeirElement *element =
    weir_document_get_element (weir_session_get_document (self->session), id);

  return element != NULL
           ? g_utf8_make_valid (weir_element_get_type_name (element), -1)
           : NULL;
}

static void
show_counts (WeirInspectorMany *self, GPtrArray *ids)
{
  g_autoptr (GHashTable) counts =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter        iter;
  gpointer              key;

  for (guint i = 0; i < ids->len; i++)
    {
      char *name = dup_kind (self, ids->pdata[i]);

      if (name != NULL)
        g_hash_table_replace (
          counts,
          name,
          GUINT_TO_POINTER (
            GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1));
    }
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->counts),
                                  self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (names, key);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *text =
        g_strdup_printf ("%u",
                         GPOINTER_TO_UINT (
                           g_hash_table_lookup (counts, names->pdata[i])));
      GtkWidget *value = weir_inspector_add_value (self->counts, names->pdata[i]);

      weir_inspector_set_value (value, text);
      g_ptr_array_add (self->rows,
                       gtk_widget_get_ancestor (value, ADW_TYPE_ACTION_ROW));
    }
}

void
weir_inspector_many_refresh (WeirInspectorMany *self)
{
  g_autoptr (GPtrArray) ids = list_ids (self);
  g_autoptr (GPtrArray) wires =
    weir_selection_list_wires (weir_session_get_selection (self->session));
  guint            n = ids->len;
  g_autofree char *title = NULL;

  if (n > 0)
    title = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
  else
    title = g_strdup_printf (ngettext ("%u wire selected",
                                       "%u wires selected",
                                       wires->len),
                             wires->len);
  weir_inspector_set_text (self->title, title);
  show_counts (self, ids);
  gtk_widget_set_visible (self->counts, n > 0);
  gtk_button_set_label (GTK_BUTTON (self->enable),
                        weir_entries_any_enabled (self->session, ids)
                          ? _ ("Disable")
                          : _ ("Enable"));
}

/* Making */

static const struct
{
  const char *action;
  const char *icon;
  const char *name;
} alignments[] = {
  { "canvas.align-left", "weir-align-left-symbolic", N_ ("Align left") },
  { "canvas.align-center", "weir-align-center-symbolic", N_ ("Align centers") },
  { "canvas.align-right", "weir-align-right-symbolic", N_ ("Align right") },
  { "canvas.align-top", "weir-align-top-symbolic", N_ ("Align top") },
  { "canvas.align-middle", "weir-align-middle-symbolic", N_ ("Align middles") },
  { "canvas.align-bottom", "weir-align-bottom-symbolic", N_ ("Align bottom") },
};

static GtkWidget *
new_alignments (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  for (gsize i = 0; i < G_N_ELEMENTS (alignments); i++)
    {
      GtkWidget *button = gtk_button_new_from_icon_name (alignments[i].icon);

      gtk_widget_set_tooltip_text (button, _ (alignments[i].name));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (alignments[i].name),
                                      -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                      alignments[i].action);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
weir_inspector_many_init (WeirInspectorMany *self)
{
  GtkWidget *body;
  GtkWidget *page = weir_inspector_page_new (&body);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *delete = gtk_button_new_with_label (_ ("Delete"));

  self->rows = g_ptr_array_new ();
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (self->title, "title-4");
  gtk_box_append (GTK_BOX (body), self->title);
  self->enable = gtk_button_new_with_label ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->enable),
                                  "inspector.toggle-enabled");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (delete), "inspector.delete");
  gtk_box_append (GTK_BOX (buttons), self->enable);
  gtk_box_append (GTK_BOX (buttons), delete);
  gtk_box_append (GTK_BOX (body), buttons);
  gtk_box_append (GTK_BOX (body), new_alignments ());
  self->counts = weir_inspector_add_group (body, "");
  gtk_widget_set_parent (page, GTK_WIDGET (self));
}

GtkWidget *
weir_inspector_many_new (WeirSession *session)
{
  WeirInspectorMany *self = g_object_new (WEIR_TYPE_INSPECTOR_MANY, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
