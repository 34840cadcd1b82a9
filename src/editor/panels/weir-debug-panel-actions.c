/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-panel-private.h"

#include "compat/weir-compat.h"
#include "editor/panels/weir-flow-test-draft.h"
#include "editor/panels/weir-value-text.h"
#include "flow/weir-operation.h"

#include <glib/gi18n-lib.h>

/* What people do in the debug panel, as actions of the group “debug”. */

/* How far behind the last node a new one is put, in flow units. */
#define NODE_DISTANCE 200
#define NODE_START    140

static void
clear_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  weir_debug_log_clear (self->log);
}

static void
clear_shown_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  weir_debug_list_clear_shown (self->rows);
}

static void
pause_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  weir_debug_list_set_paused (self->rows,
                              !weir_debug_list_get_paused (self->rows));
}

static void
clear_filter_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_debug_panel_clear_filter (data);
}

static void
all_clients_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  weir_debug_filter_set_session (self->filter, NULL);
  weir_debug_panel_filter_changed (self);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
newest_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  weir_debug_list_set_paused (self->rows, FALSE);
  weir_debug_panel_follow (self);
}

static void
run_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  if (self->session != NULL)
    weir_session_run (self->session);
}

/* Behind what stands furthest to the right in the flow. */
static void
find_place (WeirDebugPanel *self, const char *flow, double *x, double *y)
{
  WeirDocument *document = weir_session_get_document (self->session);
  guint         n = weir_document_get_n_elements (document);

  *x = NODE_START;
  *y = NODE_START;
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_NODE ||
          g_strcmp0 (weir_element_get_container (element), flow) != 0 ||
          weir_element_get_x (element) + NODE_DISTANCE <= *x)
        continue;
      *x = weir_element_get_x (element) + NODE_DISTANCE;
      *y = weir_element_get_y (element);
    }
}

static void
add_node_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel  *self = data;
  g_autofree char *id = NULL;
  const char      *flow;
  WeirEdit        *edit;
  double           x;
  double           y;

  if (self->session == NULL)
    return;
  flow = weir_session_get_flow (self->session);
  if (flow == NULL)
    {
      weir_session_tell (self->session, _ ("Open a flow first."));
      return;
    }
  find_place (self, flow, &x, &y);
  edit = weir_operation_add_node (weir_session_get_document (self->session),
                                  weir_session_get_registry (self->session),
                                  "debug",
                                  flow,
                                  x,
                                  y,
                                  &id);
  if (edit == NULL)
    weir_session_tell (self->session, _ ("This flow is locked."));
  else if (weir_session_apply (self->session, _ ("Add debug"), edit))
    weir_session_reveal (self->session, id);
}

/* Saving */

typedef struct
{
  WeirSession *session; /* weak */
  GBytes      *bytes;
  guint        n_rows;
} Export;

static void
export_free (Export *export)
{
  g_clear_weak_pointer (&export->session);
  g_clear_pointer (&export->bytes, g_bytes_unref);
  g_free (export);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *name = g_file_get_basename (G_FILE (source));
  gboolean           saved =
    g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (export->session != NULL && saved)
    weir_session_tell (export->session,
                       g_dngettext (GETTEXT_PACKAGE,
                                    "Saved %u message in “%s”",
                                    "Saved %u messages in “%s”",
                                    export->n_rows),
                       export->n_rows,
                       name);
  else if (export->session != NULL)
    weir_session_tell (export->session,
                       _ ("“%s” couldn’t be saved: %s"),
                       name,
                       error->message);
  export_free (export);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  Export *export = data;

  if (file == NULL)
    {
      export_free (export);
      return;
    }
  g_file_replace_contents_bytes_async (file,
                                       export->bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_NONE,
                                       NULL,
                                       saved_cb,
                                       export);
}

/* The rows are written when the menu is used, so that what is saved is what was
 * shown, however long the choice of a place takes. */
static void
save (WeirDebugPanel *self, GBytes *bytes, const char *name)
{
  Export *export = g_new0 (Export, 1);
  GtkWidget *window =
    gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  g_set_weak_pointer (&export->session, self->session);
  export->bytes = bytes;
  export->n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  weir_compat_save_file (GTK_WINDOW (window),
                         _ ("Save Messages"),
                         NULL,
                         name,
                         chosen_cb,
                         export);
}

static void
save_json_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  save (self,
        weir_debug_export_json (G_LIST_MODEL (self->rows)),
        _ ("debug.ndjson"));
}

static void
save_csv_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  save (self, weir_debug_export_csv (G_LIST_MODEL (self->rows)), _ ("debug.csv"));
}

/* Of a row */

/* Returns: (nullable): what the row menu, or a key, is about */
static const WeirRecord *
get_record (WeirDebugPanel *self)
{
  WeirDebugRow *row = self->menu_row;

  if (row == NULL)
    row = gtk_single_selection_get_selected_item (self->selection);
  return row != NULL ? weir_debug_row_get_record (row) : NULL;
}

static void
reveal_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel   *self = data;
  const WeirRecord *record = get_record (self);

  if (record != NULL && record->id != NULL && self->session != NULL)
    weir_session_reveal (self->session, weir_record_get_entry_id (record));
}

static void
hide_node_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel   *self = data;
  const WeirRecord *record = get_record (self);

  if (record == NULL || record->id == NULL)
    return;
  weir_debug_filter_set_hidden (self->filter, record->id, TRUE);
  weir_debug_panel_filter_changed (self);
}

/* Hides every other node that has said something. */
static void
only_node_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel   *self = data;
  const WeirRecord *record = get_record (self);
  guint             n = g_list_model_get_n_items (G_LIST_MODEL (self->log));

  if (record == NULL || record->id == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirDebugRow) row =
        g_list_model_get_item (G_LIST_MODEL (self->log), i);
      const WeirRecord *other = weir_debug_row_get_record (row);

      if (other->id != NULL)
        weir_debug_filter_set_hidden (self->filter, other->id, TRUE);
    }
  weir_debug_filter_set_hidden (self->filter, record->id, FALSE);
  weir_debug_panel_filter_changed (self);
}

static void
only_client_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel   *self = data;
  const WeirRecord *record = get_record (self);

  if (record == NULL || record->session == NULL)
    return;
  weir_debug_filter_set_session (self->filter, record->session);
  weir_debug_panel_filter_changed (self);
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel   *self = data;
  const WeirRecord *record = get_record (self);
  g_autofree char  *text = NULL;

  if (record == NULL)
    return;
  text = record->kind == WEIR_RECORD_KIND_LOG
           ? g_strdup (record->text)
           : weir_value_dup_copy (record->value);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* The window has the tests. */
static void
expect_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel   *self = data;
  const WeirRecord *record = get_record (self);
  g_autofree char  *steps = NULL;

  if (record == NULL || self->session == NULL)
    return;
  steps =
    weir_flow_test_draft_expect_debug (weir_session_get_document (self->session),
                                       record);
  if (steps == NULL)
    weir_session_tell (self->session, _ ("Only messages can be expected."));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.add-test-steps", "s", steps);
}

static void
new_test_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel   *self = data;
  const WeirRecord *record = get_record (self);
  g_autofree char  *steps = NULL;

  if (record == NULL || self->session == NULL)
    return;
  steps =
    weir_flow_test_draft_from_debug (weir_session_get_document (self->session),
                                     weir_session_get_live (self->session),
                                     record);
  if (steps == NULL)
    {
      weir_session_tell (self->session, _ ("Only messages can be expected."));
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.create-test", "s", steps);
}

static void
menu_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  g_clear_object (&self->menu_row);
  if (gtk_single_selection_get_selected_item (self->selection) != NULL)
    weir_debug_panel_show_row_menu (self,
                                    gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                                    gtk_widget_get_height (GTK_WIDGET (self)) /
                                      3.0);
}

static void
detail_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirDebugPanel *self = data;

  weir_debug_panel_set_detail_closed (self, !self->detail_closed);
}

void
weir_debug_panel_add_actions (WeirDebugPanel *self)
{
  static const GActionEntry entries[] = {
    { .name = "clear", .activate = clear_action },
    { .name = "clear-shown", .activate = clear_shown_action },
    { .name = "pause", .activate = pause_action, .state = "false" },
    { .name = "clear-filter", .activate = clear_filter_action },
    { .name = "all-clients", .activate = all_clients_action },
    { .name = "search", .activate = search_action },
    { .name = "newest", .activate = newest_action },
    { .name = "run", .activate = run_action },
    { .name = "add-node", .activate = add_node_action },
    { .name = "save-json", .activate = save_json_action },
    { .name = "save-csv", .activate = save_csv_action },
    { .name = "reveal", .activate = reveal_action },
    { .name = "hide-node", .activate = hide_node_action },
    { .name = "only-node", .activate = only_node_action },
    { .name = "only-client", .activate = only_client_action },
    { .name = "copy", .activate = copy_action },
    { .name = "expect", .activate = expect_action },
    { .name = "new-test", .activate = new_test_action },
    { .name = "menu", .activate = menu_action },
    { .name = "detail", .activate = detail_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self),
                                  "debug",
                                  G_ACTION_GROUP (self->actions));
}

void
weir_debug_panel_class_add_bindings (GtkWidgetClass *klass)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } bindings[] = {
    { GDK_KEY_l, GDK_CONTROL_MASK, "debug.clear" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "debug.search" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "debug.copy" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "debug.reveal" },
    { GDK_KEY_End, GDK_CONTROL_MASK, "debug.newest" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "debug.menu" },
    { GDK_KEY_Menu, 0, "debug.menu" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (klass,
                                         bindings[i].key,
                                         bindings[i].modifiers,
                                         bindings[i].action,
                                         NULL);
}

/* Menus */

GMenuModel *
weir_debug_panel_new_menu (void)
{
  GMenu            *menu = g_menu_new ();
  g_autoptr (GMenu) clear = g_menu_new ();
  g_autoptr (GMenu) save_section = g_menu_new ();
  g_autoptr (GMenu) look = g_menu_new ();
  g_autoptr (GMenu) time = g_menu_new ();

  g_menu_append (clear, _ ("_Clear All"), "debug.clear");
  g_menu_append (clear, _ ("Clear _Shown"), "debug.clear-shown");
  g_menu_append (save_section, _ ("Save Shown as _NDJSON…"), "debug.save-json");
  g_menu_append (save_section, _ ("Save Shown as CS_V…"), "debug.save-csv");
  g_menu_append (time, _ ("_Time"), "debug.time-format::clock");
  g_menu_append (time, _ ("_Date and Time"), "debug.time-format::date");
  g_menu_append (time, _ ("_Since the Start"), "debug.time-format::relative");
  g_menu_append (look, _ ("_Wrap Lines"), "debug.wrap-lines");
  g_menu_append (look, _ ("Dock at _Bottom"), "win.dock-debug");
  g_menu_append_submenu (look, _ ("Time _Format"), G_MENU_MODEL (time));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (clear));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (save_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  return G_MENU_MODEL (menu);
}

GMenuModel *
weir_debug_panel_new_row_menu (void)
{
  GMenu            *menu = g_menu_new ();
  g_autoptr (GMenu) row = g_menu_new ();
  g_autoptr (GMenu) filter = g_menu_new ();

  g_menu_append (row, _ ("_Copy Value"), "debug.copy");
  g_menu_append (row, _ ("_Reveal Node"), "debug.reveal");
  g_menu_append (row, _ ("_Expect This in a Test"), "debug.expect");
  g_menu_append (row, _ ("_New Test from Message"), "debug.new-test");
  g_menu_append (filter, _ ("_Only This Node"), "debug.only-node");
  g_menu_append (filter, _ ("_Hide This Node"), "debug.hide-node");
  g_menu_append (filter, _ ("Only This C_lient"), "debug.only-client");
  g_menu_append (filter, _ ("Cl_ear Filter"), "debug.clear-filter");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (row));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (filter));
  return G_MENU_MODEL (menu);
}
