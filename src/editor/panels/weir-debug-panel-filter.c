/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-panel-private.h"

#include <glib/gi18n-lib.h>

/* What the debug panel is filtered by, and the popover to choose it, which is
 * made anew whenever it is opened: nodes come and go. */

#define NODES_MAX_HEIGHT 220

void
weir_debug_panel_filter_changed (WeirDebugPanel *self)
{
  const char      *client = weir_debug_filter_get_session (self->filter);
  g_autofree char *text = NULL;

  if (weir_debug_filter_get_n_conditions (self->filter) > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
  if (client != NULL)
    {
      text = g_strdup_printf (_ ("Only from client %s"), client);
      gtk_label_set_text (self->client_label, text);
    }
  gtk_widget_set_visible (self->client_bar, client != NULL);
  weir_debug_list_refilter (self->rows);
  weir_debug_panel_update (self);
}

static void
apply_places (WeirDebugPanel *self)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (self->session == NULL)
    return;
  if (self->only_selected)
    ids = weir_selection_list_ids (weir_session_get_selection (self->session));
  weir_debug_filter_set_nodes (self->filter, ids);
  weir_debug_filter_set_flow (self->filter,
                              self->only_flow
                                ? weir_session_get_flow (self->session)
                                : NULL);
  weir_debug_panel_filter_changed (self);
}

static void
flow_changed_cb (WeirDebugPanel *self)
{
  if (self->only_flow)
    apply_places (self);
}

static void
selection_changed_cb (WeirDebugPanel *self)
{
  if (self->only_selected)
    apply_places (self);
}

void
weir_debug_panel_clear_filter (WeirDebugPanel *self)
{
  self->only_flow = FALSE;
  self->only_selected = FALSE;
  weir_debug_filter_show_all_nodes (self->filter);
  weir_debug_filter_set_levels (self->filter, WEIR_DEBUG_LEVEL_ALL);
  weir_debug_filter_set_session (self->filter, NULL);
  weir_debug_filter_set_text (self->filter, "", NULL);
  gtk_editable_set_text (self->search, "");
  apply_places (self);
}

/* The popover */

static GtkWidget *
append_check (GtkWidget *box, const char *label, gboolean active)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_box_append (GTK_BOX (box), check);
  return check;
}

static void
append_heading (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (GTK_BOX (box), label);
}

static void
only_flow_cb (WeirDebugPanel *self, GtkCheckButton *check)
{
  self->only_flow = gtk_check_button_get_active (check);
  apply_places (self);
}

static void
only_selected_cb (WeirDebugPanel *self, GtkCheckButton *check)
{
  self->only_selected = gtk_check_button_get_active (check);
  apply_places (self);
}

static void
connect_check (WeirDebugPanel *self, GtkWidget *check, GCallback func)
{
  g_signal_connect_object (check, "toggled", func, self, G_CONNECT_SWAPPED);
}

/* A check button that knows which level it is about. */
typedef struct
{
  WeirDebugLevel level;
  const char    *label; /* N_() */
  void (*toggled) (WeirDebugPanel *self, GtkCheckButton *check);
} LevelCheck;

static void
set_level (WeirDebugPanel *self, WeirDebugLevel level, GtkCheckButton *check)
{
  guint levels = weir_debug_filter_get_levels (self->filter);

  if (gtk_check_button_get_active (check))
    levels |= level;
  else
    levels &= ~(guint)level;
  weir_debug_filter_set_levels (self->filter, levels);
  weir_debug_panel_filter_changed (self);
}

static void
values_cb (WeirDebugPanel *self, GtkCheckButton *check)
{
  set_level (self, WEIR_DEBUG_LEVEL_VALUE, check);
}

static void
info_cb (WeirDebugPanel *self, GtkCheckButton *check)
{
  set_level (self, WEIR_DEBUG_LEVEL_INFO, check);
}

static void
warn_cb (WeirDebugPanel *self, GtkCheckButton *check)
{
  set_level (self, WEIR_DEBUG_LEVEL_WARN, check);
}

static void
error_cb (WeirDebugPanel *self, GtkCheckButton *check)
{
  set_level (self, WEIR_DEBUG_LEVEL_ERROR, check);
}

static const LevelCheck level_checks[] = {
  { WEIR_DEBUG_LEVEL_VALUE, N_ ("Values"), values_cb },
  { WEIR_DEBUG_LEVEL_INFO, N_ ("Information"), info_cb },
  { WEIR_DEBUG_LEVEL_WARN, N_ ("Warnings"), warn_cb },
  { WEIR_DEBUG_LEVEL_ERROR, N_ ("Errors"), error_cb },
};

static void
append_levels (WeirDebugPanel *self, GtkWidget *box)
{
  guint levels = weir_debug_filter_get_levels (self->filter);

  append_heading (box, _ ("Show"));
  for (guint i = 0; i < G_N_ELEMENTS (level_checks); i++)
    connect_check (self,
                   append_check (box,
                                 _ (level_checks[i].label),
                                 (levels & level_checks[i].level) != 0),
                   G_CALLBACK (level_checks[i].toggled));
}

/* Nodes: those that have said something, and the debug nodes. */

static void
add_node (WeirDebugPanel *self, GHashTable *nodes, const WeirRecord *record)
{
  if (record->id != NULL && !g_hash_table_contains (nodes, record->id))
    g_hash_table_insert (nodes,
                         g_strdup (record->id),
                         weir_debug_style_dup_name (self->style, record));
}

static GHashTable *
list_nodes (WeirDebugPanel *self)
{
  GHashTable *nodes =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GListModel   *log = G_LIST_MODEL (self->log);
  WeirDocument *document = weir_session_get_document (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (WeirDebugRow) row = g_list_model_get_item (log, i);

      add_node (self, nodes, weir_debug_row_get_record (row));
    }
  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *id = weir_element_get_id (element);

      if (g_str_equal (weir_element_get_type_name (element), "debug") &&
          !g_hash_table_contains (nodes, id))
        g_hash_table_insert (nodes,
                             g_strdup (id),
                             weir_session_dup_label (self->session, element));
    }
  return nodes;
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer nodes)
{
  return g_utf8_collate (g_hash_table_lookup (nodes, *(const char *const *)a),
                         g_hash_table_lookup (nodes, *(const char *const *)b));
}

static void
node_toggled_cb (WeirDebugPanel *self, GtkCheckButton *check)
{
  weir_debug_filter_set_hidden (self->filter,
                                gtk_widget_get_name (GTK_WIDGET (check)),
                                !gtk_check_button_get_active (check));
  weir_debug_panel_filter_changed (self);
}

static void
append_nodes (WeirDebugPanel *self, GtkWidget *box)
{
  g_autoptr (GHashTable) nodes = list_nodes (self);
  guint                  n;
  g_autofree gpointer   *ids = g_hash_table_get_keys_as_array (nodes, &n);
  GtkWidget             *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget             *scroller = gtk_scrolled_window_new ();

  if (n == 0)
    {
      g_object_ref_sink (scroller);
      g_object_unref (scroller);
      g_object_ref_sink (list);
      g_object_unref (list);
      return;
    }
  g_qsort_with_data (ids, (gint)n, sizeof (gpointer), compare_names, nodes);
  append_heading (box, _ ("Nodes"));
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *check =
        append_check (list,
                      g_hash_table_lookup (nodes, ids[i]),
                      !weir_debug_filter_is_hidden (self->filter, ids[i]));

      /* The name of the widget is the id of the node. */
      gtk_widget_set_name (check, ids[i]);
      connect_check (self, check, G_CALLBACK (node_toggled_cb));
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              NODES_MAX_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller),
                                                    TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_box_append (GTK_BOX (box), scroller);
}

static void
create_popover (GtkMenuButton *button, gpointer data)
{
  WeirDebugPanel *self = data;
  GtkWidget      *popover = gtk_popover_new ();
  GtkWidget      *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget      *clear = gtk_button_new_with_mnemonic (_ ("_Clear Filter"));

  gtk_widget_add_css_class (box, "weir-filter");
  if (self->session != NULL)
    {
      connect_check (self,
                     append_check (box, _ ("Only this flow"), self->only_flow),
                     G_CALLBACK (only_flow_cb));
      connect_check (self,
                     append_check (box,
                                   _ ("Only selected nodes"),
                                   self->only_selected),
                     G_CALLBACK (only_selected_cb));
      append_levels (self, box);
      append_nodes (self, box);
    }
  gtk_actionable_set_action_name (GTK_ACTIONABLE (clear), "debug.clear-filter");
  gtk_widget_set_margin_top (clear, 12);
  g_signal_connect_object (clear,
                           "clicked",
                           G_CALLBACK (gtk_popover_popdown),
                           popover,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), clear);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
show_client_cb (WeirDebugPanel *self, const char *client)
{
  weir_debug_filter_set_session (self->filter, client);
  weir_debug_panel_filter_changed (self);
}

void
weir_debug_panel_filter_init (WeirDebugPanel *self)
{
  gtk_menu_button_set_create_popup_func (self->filter_button,
                                         create_popover,
                                         self,
                                         NULL);
  g_signal_connect_object (self->session,
                           "notify::flow",
                           G_CALLBACK (flow_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (weir_session_get_selection (self->session),
                           "changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "show-client",
                           G_CALLBACK (show_client_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
