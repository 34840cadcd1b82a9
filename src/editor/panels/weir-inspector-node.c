/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-entry-row.h"
#include "editor/panels/weir-inspector-private.h"
#include "editor/panels/weir-markdown-view.h"
#include "editor/panels/weir-problem-row.h"
#include "editor/panels/weir-type-tile.h"
#include "editor/weir-widget.h"
#include "flow/weir-users.h"
#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>

/* The page of one entry. What the document says of it is shown anew when the
 * entry changes; what the run says goes into labels that are there. */
struct _WeirInspectorNode
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession   *session;
  WeirEntryFeed *feed;
  char          *id;    /* (nullable) */
  char          *help;  /* what is shown of it */
  GPtrArray     *sent;  /* of GtkWidget, borrowed: a value an output */
  GPtrArray     *links; /* of GtkWidget, borrowed: rows */
  guint          refresh_id;

  /* template */
  GtkWidget *tile;
  GtkWidget *title;
  GtkWidget *type;
  GtkWidget *state;
  GtkWidget *state_dot;
  GtkWidget *state_text;
  GtkWidget *reason;
  GtkWidget *press;
  GtkWidget *problems;
  GtkWidget *problem_list;
  GtkWidget *activity;
  GtkWidget *received;
  GtkWidget *connections;
  GtkWidget *error;
  GtkWidget *config;
  GtkWidget *address;
  GtkWidget *users;
  GtkWidget *user_list;
  GtkWidget *help_group;
  GtkWidget *help_view;
};

G_DEFINE_FINAL_TYPE (WeirInspectorNode, weir_inspector_node, GTK_TYPE_WIDGET)

/* Users listed at most; the rest is counted. */
#define MAX_USERS 50

static void
weir_inspector_node_dispose (GObject *object)
{
  WeirInspectorNode *self = WEIR_INSPECTOR_NODE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->feed);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_inspector_node_parent_class)->dispose (object);
}

static void
weir_inspector_node_finalize (GObject *object)
{
  WeirInspectorNode *self = WEIR_INSPECTOR_NODE (object);

  g_ptr_array_unref (self->sent);
  g_ptr_array_unref (self->links);
  g_free (self->id);
  g_free (self->help);
  G_OBJECT_CLASS (weir_inspector_node_parent_class)->finalize (object);
}

static WeirElement *
get_element (WeirInspectorNode *self)
{
  return self->id != NULL
           ? weir_document_get_element (weir_session_get_document (self->session),
                                        self->id)
           : NULL;
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirInspectorNode *self = WEIR_INSPECTOR_NODE (widget);

  if (self->id != NULL)
    weir_session_edit (self->session, self->id);
}

static void
press_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirInspectorNode *self = WEIR_INSPECTOR_NODE (widget);

  if (self->id != NULL)
    weir_session_press_button (self->session, self->id);
}

static void
copy_address_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirInspectorNode *self = WEIR_INSPECTOR_NODE (widget);
  const char *text = adw_action_row_get_subtitle (ADW_ACTION_ROW (self->address));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  weir_session_tell (self->session, "%s", _ ("Address copied"));
}

static void show_live (WeirInspectorNode *self);

static void
weir_inspector_node_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_inspector_node_parent_class)->map (widget);
  show_live (WEIR_INSPECTOR_NODE (widget));
}

static void
weir_inspector_node_unmap (GtkWidget *widget)
{
  weir_inspector_connections_set_watching (
    WEIR_INSPECTOR_CONNECTIONS (WEIR_INSPECTOR_NODE (widget)->connections),
    FALSE);
  GTK_WIDGET_CLASS (weir_inspector_node_parent_class)->unmap (widget);
}

static void
weir_inspector_node_class_init (WeirInspectorNodeClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_inspector_node_dispose;
  object_class->finalize = weir_inspector_node_finalize;
  widget_class->map = weir_inspector_node_map;
  widget_class->unmap = weir_inspector_node_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class,
                                   "inspector.edit",
                                   NULL,
                                   edit_action);
  gtk_widget_class_install_action (widget_class,
                                   "inspector.press",
                                   NULL,
                                   press_action);
  gtk_widget_class_install_action (widget_class,
                                   "inspector.copy-address",
                                   NULL,
                                   copy_address_action);
}

/* What the run says */

static void
show_status (WeirInspectorNode *self, const WeirLiveNode *node)
{
  static const char *const classes[][2] = {
    { "red", "error" },
    { "yellow", "warning" },
    { "green", "success" },
    { "blue", "accent" },
  };
  const char *css[] = { "dim-label", NULL };
  gboolean    has = node != NULL && node->text[0] != '\0';

  gtk_widget_set_visible (self->state, has);
  gtk_widget_set_visible (self->reason, has && node->reason[0] != '\0');
  if (!has)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (g_str_equal (classes[i][0], node->fill))
        css[0] = classes[i][1];
    }
  gtk_widget_set_visible (self->state_dot, node->fill[0] != '\0');
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_dot),
                                g_str_equal (node->shape, "ring")
                                  ? "radio-symbolic"
                                  : "media-record-symbolic");
  gtk_widget_set_css_classes (self->state_dot, css);
  weir_inspector_set_text (self->state_text, node->text);
  weir_inspector_set_text (self->reason, node->reason);
}

static void
show_sent (WeirInspectorNode *self, const WeirLiveNode *node)
{
  for (guint i = 0; i < self->sent->len; i++)
    {
      gboolean         has = node != NULL && i < node->n_outputs;
      g_autofree char *text = weir_inspector_dup_count (has ? node->sent[i] : 0,
                                                        has ? node->rate[i] : 0);

      weir_inspector_set_value (self->sent->pdata[i], text);
    }
}

/* Of a listener or client, how many there are; of a node that uses a client,
 * that it is in trouble. */
static void
show_connections (WeirInspectorNode *self, gboolean runs)
{
  WeirInspectorConnections *row = WEIR_INSPECTOR_CONNECTIONS (self->connections);
  WeirElement              *element = get_element (self);
  const char               *type =
    element != NULL && runs ? weir_element_get_type_name (element) : "";
  const char *client = NULL;

  if (g_str_equal (type, "websocket in") || g_str_equal (type, "websocket out"))
    client =
      weir_value_lookup_string (weir_element_get_value (element), "client");
  if (g_str_equal (type, "websocket-listener") ||
      g_str_equal (type, "websocket-client"))
    weir_inspector_connections_set_id (row, self->id, FALSE);
  else
    weir_inspector_connections_set_id (row, client, TRUE);
  weir_inspector_connections_set_watching (row,
                                           gtk_widget_get_mapped (
                                             GTK_WIDGET (self)));
}

static void
show_live (WeirInspectorNode *self)
{
  WeirLive           *live = weir_session_get_live (self->session);
  gboolean            runs = weir_live_get_state (live) == WEIR_LIVE_RUNNING;
  const WeirLiveNode *node =
    self->id != NULL ? weir_live_get_node (live, self->id) : NULL;
  WeirElement     *element = get_element (self);
  g_autofree char *received = NULL;

  if (element != NULL && weir_inspector_count_inputs (self->session, element) > 0)
    received = weir_inspector_dup_count (node != NULL ? node->received : 0, 0);
  show_status (self, node);
  weir_inspector_set_value (self->received, received);
  show_sent (self, node);
  show_connections (self, runs);
  weir_inspector_set_value (self->error,
                            node != NULL && node->error[0] != '\0' ? node->error
                                                                   : NULL);
  gtk_widget_set_visible (self->activity,
                          runs && element != NULL &&
                            weir_inspector_runs (self->session, element));
}

static void
nodes_changed_cb (WeirInspectorNode *self, GPtrArray *ids)
{
  if (self->id == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!g_str_equal (ids->pdata[i], self->id))
        continue;
      show_live (self);
      return;
    }
}

/* What the document says */

static void
clear_list (GtkWidget *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), child);
}

static GtkWidget *
new_list_row (GtkWidget *child, gboolean activatable)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_widget_set_margin_top (child, 9);
  gtk_widget_set_margin_bottom (child, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), activatable);
  return row;
}

static void
show_problems (WeirInspectorNode *self)
{
  GListModel *problems = weir_session_get_problems (self->session);
  gboolean    has = FALSE;

  clear_list (self->problem_list);
  for (guint i = 0; self->id != NULL && i < g_list_model_get_n_items (problems);
       i++)
    {
      g_autoptr (WeirProblemItem) item = g_list_model_get_item (problems, i);
      GtkWidget                  *row;

      if (g_strcmp0 (weir_problem_item_get_problem (item)->element_id,
                     self->id) != 0)
        continue;
      row = weir_problem_row_new (self->session, FALSE);
      weir_problem_row_set_item (WEIR_PROBLEM_ROW (row), item);
      gtk_list_box_append (GTK_LIST_BOX (self->problem_list),
                           new_list_row (row, FALSE));
      has = TRUE;
    }
  gtk_widget_set_visible (self->problems, has);
}

static void
show_users (WeirInspectorNode *self, WeirElement *element)
{
  g_autoptr (WeirUsers) users = NULL;
  GPtrArray            *list = NULL;

  clear_list (self->user_list);
  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_CONFIG)
    {
      users = weir_users_new (weir_session_get_document (self->session));
      list = weir_users_list (users, self->id);
    }
  for (guint i = 0; list != NULL && i < MIN (list->len, MAX_USERS); i++)
    {
      g_autoptr (WeirEntryItem) item =
        weir_entry_item_new (weir_element_get_id (list->pdata[i]));
      GtkWidget *row = weir_entry_row_new (self->feed);

      weir_entry_row_set_item (WEIR_ENTRY_ROW (row), item);
      gtk_list_box_append (GTK_LIST_BOX (self->user_list),
                           new_list_row (row, TRUE));
    }
  gtk_widget_set_visible (self->users, list != NULL);
  if (list != NULL)
    {
      g_autofree char *title = g_strdup_printf (ngettext ("Used by %u Node",
                                                          "Used by %u Nodes",
                                                          list->len),
                                                list->len);

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->users),
                                       title);
    }
}

static void
user_activated_cb (WeirInspectorNode *self, GtkListBoxRow *list_row)
{
  WeirEntryRow  *row = WEIR_ENTRY_ROW (gtk_list_box_row_get_child (list_row));
  WeirEntryItem *item = weir_entry_row_get_item (row);

  if (item != NULL)
    weir_session_reveal (self->session, weir_entry_item_get_id (item));
}

static void
link_activated_cb (AdwActionRow *row)
{
  GtkWidget *page =
    gtk_widget_get_ancestor (GTK_WIDGET (row), WEIR_TYPE_INSPECTOR_NODE);
  const char *id = gtk_widget_get_name (GTK_WIDGET (row));

  gtk_widget_activate_action (page, "win.show-page", "s", "config");
  weir_session_reveal (WEIR_INSPECTOR_NODE (page)->session, id);
}

static void
add_link (WeirInspectorNode *self, const char *title, WeirElement *target)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *label = weir_session_dup_label (self->session, target);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (row, "property");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), label);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_set_name (row, weir_element_get_id (target));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (link_activated_cb), row, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->config), row);
  g_ptr_array_add (self->links, row);
}

/* Returns: (nullable): what the last reference of a property that is filled in
 *   leads to, as Node-RED takes it */
static WeirElement *
find_target (WeirInspectorNode  *self,
             WeirElement        *element,
             const WeirProperty *property)
{
  WeirDocument *document = weir_session_get_document (self->session);
  WeirElement  *target = NULL;

  for (const WeirRef *ref = property->refs; ref != NULL && ref->type != NULL;
       ref++)
    {
      const char *id =
        weir_value_lookup_string (weir_element_get_value (element), ref->key);
      WeirElement *found =
        id != NULL ? weir_document_get_element (document, id) : NULL;

      if (found != NULL &&
          g_str_equal (weir_element_get_type_name (found), ref->type))
        target = found;
    }
  return target;
}

static void
show_config (WeirInspectorNode *self, WeirElement *element, const WeirNodeType *type)
{
  WeirElement     *addressed = element;
  g_autofree char *address = NULL;

  for (guint i = 0; i < self->links->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->config),
                                  self->links->pdata[i]);
  g_ptr_array_set_size (self->links, 0);
  for (const WeirProperty *p = type != NULL ? type->properties : NULL;
       p != NULL && p->key != NULL;
       p++)
    {
      WeirElement *target = find_target (self, element, p);

      if (target == NULL)
        continue;
      add_link (self, _ (p->label), target);
      if (type->category == WEIR_NODE_CATEGORY_NETWORK)
        addressed = target;
    }
  if (g_str_has_prefix (weir_element_get_type_name (addressed), "websocket-"))
    address = weir_inspector_dup_address (self->session, addressed);
  gtk_widget_set_visible (self->address, address != NULL);
  if (address != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->address), address);
  gtk_widget_set_visible (self->config, address != NULL || self->links->len > 0);
}

static void
show_outputs (WeirInspectorNode *self, WeirElement *element)
{
  guint n = weir_inspector_count_outputs (self->session, element);

  while (self->sent->len > n)
    {
      GtkWidget *value = self->sent->pdata[self->sent->len - 1];

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->activity),
                                    gtk_widget_get_ancestor (value,
                                                             ADW_TYPE_ACTION_ROW));
      g_ptr_array_set_size (self->sent, (int)self->sent->len - 1);
    }
  while (self->sent->len < n)
    {
      g_autofree char *title =
        n > 1 ? g_strdup_printf (_ ("Sent by Output %u"), self->sent->len + 1)
              : g_strdup (_ ("Sent"));

      g_ptr_array_add (self->sent,
                       weir_inspector_add_value (self->activity, title));
    }
}

static void
show_help (WeirInspectorNode *self, WeirElement *element)
{
  const char *help = weir_inspector_get_help (self->session, element);

  gtk_widget_set_visible (self->help_group, help != NULL);
  if (help == NULL || g_strcmp0 (help, self->help) == 0)
    return;
  g_free (self->help);
  self->help = g_strdup (help);
  weir_markdown_view_set_text (self->help_view, help);
}

static void
show_head (WeirInspectorNode *self, WeirElement *element, const WeirNodeType *type)
{
  g_autofree char *label = weir_session_dup_label (self->session, element);
  g_autofree char *type_text = weir_inspector_dup_type (self->session, element);
  gboolean         has_active =
    type != NULL && weir_node_type_get_property (type, "active") != NULL;
  const WeirValue *active = weir_element_get_member (element, "active");
  gboolean         is_active = active == NULL || weir_value_is_truthy (active);

  weir_type_tile_set_entry (WEIR_TYPE_TILE (self->tile), self->session, element);
  weir_inspector_set_text (self->title, label);
  weir_inspector_set_text (self->type, type_text);
  gtk_widget_set_visible (self->press, type != NULL && type->has_button);
  if (has_active)
    gtk_button_set_label (GTK_BUTTON (self->press),
                          is_active ? _ ("Deactivate") : _ ("Activate"));
  else
    gtk_button_set_label (GTK_BUTTON (self->press), _ ("Inject Now"));
}

static void
show_all (WeirInspectorNode *self)
{
  WeirElement        *element = get_element (self);
  const WeirNodeType *type;

  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self)),
                          element != NULL);
  if (element == NULL)
    return;
  type = weir_session_get_node_type (self->session, element);
  show_head (self, element, type);
  show_problems (self);
  show_outputs (self, element);
  show_config (self, element, type);
  show_users (self, element);
  show_help (self, element);
  show_live (self);
}

void
weir_inspector_node_set_id (WeirInspectorNode *self, const char *id)
{
  if (g_strcmp0 (id, self->id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  show_all (self);
}

/* Following */

static gboolean
refresh_cb (gpointer data)
{
  WeirInspectorNode *self = data;

  self->refresh_id = 0;
  show_all (self);
  return G_SOURCE_REMOVE;
}

/* Once a turn: an edit of many entries is one change of the page. Users may be any
 * entry, so any may matter. */
static void
queue_refresh (WeirInspectorNode *self)
{
  if (self->refresh_id == 0 && self->id != NULL)
    self->refresh_id =
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, refresh_cb, self, NULL);
}

static void
element_changed_cb (WeirInspectorNode *self, WeirElement *element, const char *key)
{
  static const char *const places[] = { "x", "y", "w", "h", "wires", NULL };

  if (g_strcmp0 (weir_element_get_id (element), self->id) == 0 ||
      !g_strv_contains (places, key))
    queue_refresh (self);
}

static void
problems_changed_cb (WeirInspectorNode *self)
{
  if (self->id != NULL)
    show_problems (self);
}

static void
connect_all (WeirInspectorNode *self)
{
  WeirDocument *document = weir_session_get_document (self->session);
  WeirLive     *live = weir_session_get_live (self->session);
  const struct
  {
    gpointer    object;
    const char *name;
    GCallback   handler;
  } links[] = {
    { document, "element-added", G_CALLBACK (queue_refresh) },
    { document, "element-removed", G_CALLBACK (queue_refresh) },
    { document, "element-changed", G_CALLBACK (element_changed_cb) },
    { self->session, "problems-changed", G_CALLBACK (problems_changed_cb) },
    { self->session, "deployed-changed", G_CALLBACK (queue_refresh) },
    { self->session, "run-settings-changed", G_CALLBACK (queue_refresh) },
    { live, "nodes-changed", G_CALLBACK (nodes_changed_cb) },
    { live, "notify::state", G_CALLBACK (queue_refresh) },
    { live, "notify::url", G_CALLBACK (queue_refresh) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    g_signal_connect_object (links[i].object,
                             links[i].name,
                             links[i].handler,
                             self,
                             G_CONNECT_SWAPPED);
}

/* Making */

static GtkWidget *
new_head (WeirInspectorNode *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *edit = gtk_button_new_with_label (_ ("Edit…"));

  self->tile = weir_type_tile_new ();
  gtk_widget_set_valign (self->tile, GTK_ALIGN_START);
  self->title = weir_inspector_new_text ("title-4");
  self->type = weir_inspector_new_text ("caption");
  gtk_widget_add_css_class (self->type, "dim-label");
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->type);
  gtk_widget_set_valign (edit, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "inspector.edit");
  gtk_box_append (GTK_BOX (head), self->tile);
  gtk_box_append (GTK_BOX (head), texts);
  gtk_box_append (GTK_BOX (head), edit);
  return head;
}

static void
add_state (WeirInspectorNode *self, GtkWidget *body)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->state_dot = gtk_image_new ();
  self->state_text = weir_inspector_new_text ("body");
  self->reason = weir_inspector_new_text ("caption");
  gtk_widget_add_css_class (self->reason, "dim-label");
  gtk_box_append (GTK_BOX (self->state), self->state_dot);
  gtk_box_append (GTK_BOX (self->state), self->state_text);
  self->press = gtk_button_new_with_label ("");
  gtk_widget_set_halign (self->press, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->press),
                                  "inspector.press");
  gtk_box_append (GTK_BOX (box), new_head (self));
  gtk_box_append (GTK_BOX (box), self->state);
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_widget_set_margin_top (self->press, 6);
  gtk_box_append (GTK_BOX (box), self->press);
  gtk_box_append (GTK_BOX (body), box);
}

static void
add_address (WeirInspectorNode *self)
{
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  self->address = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->address), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address),
                                 _ ("Address"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->address), 3);
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (copy, _ ("Copy Address"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copy Address"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy),
                                  "inspector.copy-address");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->address), copy);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->config), self->address);
}

static void
weir_inspector_node_init (WeirInspectorNode *self)
{
  GtkWidget *body;
  GtkWidget *page = weir_inspector_page_new (&body);

  self->sent = g_ptr_array_new ();
  self->links = g_ptr_array_new ();
  add_state (self, body);
  self->problems = weir_inspector_add_group (body, _ ("Problems"));
  self->problem_list = weir_inspector_add_list (self->problems);
  self->activity = weir_inspector_add_group (body, _ ("This Run"));
  self->error = weir_inspector_add_value (self->activity, _ ("Last Error"));
  self->received = weir_inspector_add_value (self->activity, _ ("Received"));
  self->config = weir_inspector_add_group (body, _ ("Configuration"));
  add_address (self);
  self->users = weir_inspector_add_group (body, "");
  self->user_list = weir_inspector_add_list (self->users);
  g_signal_connect_object (self->user_list,
                           "row-activated",
                           G_CALLBACK (user_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  self->help_group = weir_inspector_add_group (body, _ ("Help"));
  self->help_view = weir_markdown_view_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->help_group),
                             self->help_view);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
}

GtkWidget *
weir_inspector_node_new (WeirSession *session)
{
  WeirInspectorNode *self = g_object_new (WEIR_TYPE_INSPECTOR_NODE, NULL);

  self->session = g_object_ref (session);
  self->feed = weir_entry_feed_new (session);
  self->connections = weir_inspector_connections_new (session);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->activity),
                             self->connections);
  connect_all (self);
  show_all (self);
  return GTK_WIDGET (self);
}
