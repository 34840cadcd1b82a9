/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-inspector-private.h"
#include "editor/panels/weir-value-text.h"
#include "editor/weir-list-factory.h"
#include "editor/weir-widget.h"
#include "flow/weir-operation.h"

#include <glib/gi18n-lib.h>

/* The page of a wire: what passes it. The output is tapped only while the page is
 * on the screen and the flow runs. */
struct _WeirInspectorWire
{
  GtkWidget parent_instance;

  WeirSession *session; /* owned */
  WeirWireId  *wire;    /* (nullable): owned */
  gboolean     is_tapping;

  /* template */
  GtkWidget *title;
  GtkWidget *passed;
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (WeirInspectorWire, weir_inspector_wire, GTK_TYPE_WIDGET)

/* How far from the wire's end something added stands, in flow units. */
#define ADDED_DX 160.0
#define ADDED_DY 60.0

static void update_tap (WeirInspectorWire *self);

static WeirLive *
get_live (WeirInspectorWire *self)
{
  return weir_session_get_live (self->session);
}

static void
weir_inspector_wire_dispose (GObject *object)
{
  WeirInspectorWire *self = WEIR_INSPECTOR_WIRE (object);

  if (self->session != NULL)
    weir_inspector_wire_set_wire (self, NULL);
  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_inspector_wire_parent_class)->dispose (object);
}

static void
weir_inspector_wire_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_inspector_wire_parent_class)->map (widget);
  update_tap (WEIR_INSPECTOR_WIRE (widget));
}

static void
weir_inspector_wire_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_inspector_wire_parent_class)->unmap (widget);
  update_tap (WEIR_INSPECTOR_WIRE (widget));
}

/* Adding at the wire */

static WeirElement *
get_element (WeirInspectorWire *self, const char *id)
{
  return weir_document_get_element (weir_session_get_document (self->session),
                                    id);
}

static WeirEdit *
join (WeirEdit *first, WeirEdit *second)
{
  g_autoptr (GPtrArray) edits =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);

  g_ptr_array_add (edits, first);
  g_ptr_array_add (edits, second);
  return weir_edit_new_list (edits);
}

/* Returns: (transfer full) (nullable): the id of a new node beside @at */
static char *
add_beside (WeirInspectorWire *self,
            const char        *type,
            const char        *at,
            double             dx,
            WeirEdit         **add)
{
  WeirElement *element = get_element (self, at);
  char        *id = NULL;

  if (element == NULL)
    return NULL;
  *add = weir_operation_add_node (weir_session_get_document (self->session),
                                  weir_session_get_registry (self->session),
                                  type,
                                  weir_element_get_container (element),
                                  weir_element_get_x (element) + dx,
                                  weir_element_get_y (element) + ADDED_DY,
                                  &id);
  return *add != NULL ? id : NULL;
}

static void
add_debug_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirInspectorWire *self = WEIR_INSPECTOR_WIRE (widget);
  WeirEdit          *add;
  g_autofree char   *id = NULL;

  if (self->wire == NULL)
    return;
  id = add_beside (self, "debug", self->wire->source, ADDED_DX, &add);
  if (id == NULL)
    return;
  add =
    join (add, weir_edit_new_connect (self->wire->source, self->wire->port, id));
  if (weir_session_apply (self->session, _ ("Add Debug"), add))
    weir_session_reveal (self->session, id);
}

static void
inject_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirInspectorWire *self = WEIR_INSPECTOR_WIRE (widget);
  WeirEdit          *add;
  g_autofree char   *target = NULL;
  g_autofree char   *id = NULL;

  if (self->wire == NULL)
    return;
  target = g_strdup (self->wire->target);
  id = add_beside (self, "inject", target, -ADDED_DX, &add);
  if (id == NULL)
    return;
  add = join (add, weir_edit_new_connect (id, 0, target));
  if (!weir_session_apply (self->session, _ ("Add Inject"), add))
    return;
  weir_session_reveal (self->session, id);
  weir_session_edit (self->session, id);
}

static void
weir_inspector_wire_class_init (WeirInspectorWireClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_inspector_wire_dispose;
  widget_class->map = weir_inspector_wire_map;
  widget_class->unmap = weir_inspector_wire_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class,
                                   "inspector.add-debug",
                                   NULL,
                                   add_debug_action);
  gtk_widget_class_install_action (widget_class,
                                   "inspector.inject",
                                   NULL,
                                   inject_action);
}

/* Showing */

static void
update_tap (WeirInspectorWire *self)
{
  gboolean wanted = self->wire != NULL &&
                    gtk_widget_get_mapped (GTK_WIDGET (self)) &&
                    weir_live_get_state (get_live (self)) == WEIR_LIVE_RUNNING;

  if (wanted)
    weir_live_set_tap (get_live (self), self->wire->source, self->wire->port);
  else if (self->is_tapping)
    weir_live_set_tap (get_live (self), NULL, 0);
  self->is_tapping = wanted;
}

static void
show_count (WeirInspectorWire *self)
{
  const WeirLiveNode *node =
    self->wire != NULL ? weir_live_get_node (get_live (self), self->wire->source)
                       : NULL;
  gboolean         has = node != NULL && self->wire->port < node->n_outputs;
  g_autofree char *text = NULL;

  if (has)
    text = weir_inspector_dup_count (node->sent[self->wire->port],
                                     node->rate[self->wire->port]);
  weir_inspector_set_value (self->passed, text);
}

static void
show_list (WeirInspectorWire *self)
{
  gboolean runs = weir_live_get_state (get_live (self)) == WEIR_LIVE_RUNNING;
  guint    n = g_list_model_get_n_items (weir_live_get_tap (get_live (self)));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    n > 0 ? "list" : "nothing");
  weir_inspector_set_text (self->nothing,
                           runs ? _ ("Nothing passed here yet.")
                                : _ ("Run the flow to see what passes here."));
}

static char *
dup_label (WeirInspectorWire *self, const char *id)
{
  WeirElement *element = get_element (self, id);

  return element != NULL ? weir_session_dup_label (self->session, element)
                         : g_strdup (id);
}

static void
show_title (WeirInspectorWire *self)
{
  g_autofree char *source = dup_label (self, self->wire->source);
  g_autofree char *target = dup_label (self, self->wire->target);
  /* Translators: a wire from one node to another */
  g_autofree char *title = g_strdup_printf (_ ("%s → %s"), source, target);

  weir_inspector_set_text (self->title, title);
}

void
weir_inspector_wire_set_wire (WeirInspectorWire *self, const WeirWireId *wire)
{
  if (wire != NULL && self->wire != NULL && weir_wire_id_equal (wire, self->wire))
    {
      show_title (self);
      return;
    }
  g_clear_pointer (&self->wire, weir_wire_id_free);
  if (wire != NULL)
    self->wire = weir_wire_id_new (wire->source, wire->port, wire->target);
  update_tap (self);
  if (self->wire == NULL)
    return;
  show_title (self);
  show_count (self);
  show_list (self);
}

static void
state_changed_cb (WeirInspectorWire *self)
{
  update_tap (self);
  show_count (self);
  show_list (self);
}

static void
nodes_changed_cb (WeirInspectorWire *self, GPtrArray *ids)
{
  if (self->is_tapping)
    show_count (self);
}

/* Rows */

static void
setup_cb (WeirInspectorWire *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_label_new (NULL);
  GtkWidget *value = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "caption");
  gtk_widget_add_css_class (head, "dim-label");
  gtk_widget_add_css_class (head, "numeric");
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (value), 3);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_CHAR);
  gtk_widget_add_css_class (value, "monospace");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), value);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (WeirInspectorWire *self, GtkListItem *list_item)
{
  GtkWidget        *box = gtk_list_item_get_child (list_item);
  WeirDebugRow     *row = gtk_list_item_get_item (list_item);
  const WeirRecord *record = weir_debug_row_get_record (row);
  g_autofree char  *text =
    weir_value_dup_preview (record->value, WEIR_VALUE_PREVIEW_BYTES);
  g_autoptr (GDateTime) time =
    g_date_time_new_from_unix_local (record->time_us / G_USEC_PER_SEC);
  g_autofree char *clock = g_date_time_format (time, "%H:%M:%S");
  g_autofree char *head =
    g_strdup_printf ("%s.%03d",
                     clock,
                     (int)(record->time_us % G_USEC_PER_SEC / 1000));

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), head);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), text);
}

/* The whole message, as text to be selected. */
static void
activate_cb (WeirInspectorWire *self, guint position)
{
  g_autoptr (WeirDebugRow) row =
    g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (
                             GTK_LIST_VIEW (self->list))),
                           position);
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = weir_value_dup_copy (weir_debug_row_get_record (row)->value);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  weir_session_tell (self->session, "%s", _ ("Message copied"));
}

/* Newest first. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint64 left = weir_debug_row_get_serial ((WeirDebugRow *)a);
  guint64 right = weir_debug_row_get_serial ((WeirDebugRow *)b);

  return left > right ? -1 : left < right;
}

/* Making */

static void
add_button (GtkWidget *group, const char *label, const char *icon, const char *action)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (icon));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
new_head (WeirInspectorWire *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group;

  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_top (head, 12);
  gtk_widget_set_margin_bottom (head, 12);
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->title, "title-4");
  gtk_box_append (GTK_BOX (head), self->title);
  group = weir_inspector_add_group (head, "");
  self->passed = weir_inspector_add_value (group, _ ("Messages"));
  add_button (group,
              _ ("Add Debug Here"),
              "weir-debug-symbolic",
              "inspector.add-debug");
  add_button (group, _ ("Inject Here…"), "weir-inject-symbolic", "inspector.inject");
  return head;
}

static GtkWidget *
new_list (WeirInspectorWire *self)
{
  GtkListItemFactory *factory = weir_list_factory_new (self,
                                                       (WeirListFunc)setup_cb,
                                                       (WeirListFunc)bind_cb,
                                                       NULL);
  GtkWidget          *scroller;

  self->list = weir_widget_new_list (factory,
                                     _ ("Last messages"),
                                     G_CALLBACK (activate_cb),
                                     self,
                                     &scroller);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_set_tooltip_text (self->list, _ ("Activate a message to copy it"));
  return scroller;
}

static void
weir_inspector_wire_init (WeirInspectorWire *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), new_head (self));
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->nothing = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->nothing), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_stack_add_named (GTK_STACK (self->stack), new_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->nothing, "nothing");
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

GtkWidget *
weir_inspector_wire_new (WeirSession *session)
{
  WeirInspectorWire *self = g_object_new (WEIR_TYPE_INSPECTOR_WIRE, NULL);
  WeirLive          *live = weir_session_get_live (session);
  GListModel        *tap = weir_live_get_tap (live);
  GtkSorter         *sorter =
    GTK_SORTER (gtk_custom_sorter_new (compare_rows, NULL, NULL));
  GtkSortListModel *sorted = gtk_sort_list_model_new (g_object_ref (tap), sorter);
  g_autoptr (GtkNoSelection) rows = gtk_no_selection_new (G_LIST_MODEL (sorted));

  self->session = g_object_ref (session);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list),
                           GTK_SELECTION_MODEL (rows));
  g_signal_connect_object (tap,
                           "items-changed",
                           G_CALLBACK (show_list),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (live,
                           "notify::state",
                           G_CALLBACK (state_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (live,
                           "nodes-changed",
                           G_CALLBACK (nodes_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
