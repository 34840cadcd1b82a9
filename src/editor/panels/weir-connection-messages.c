/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-connection-messages.h"

#include "editor/panels/weir-entry-row.h"
#include "editor/panels/weir-flow-test-traffic.h"
#include "editor/panels/weir-message-item.h"
#include "editor/weir-list-factory.h"
#include "editor/weir-widget.h"

#include <glib/gi18n-lib.h>

/* How much of the panel the messages take. */
#define HEIGHT_PX 260

/* Owned by the connection panel. A connection that ends keeps its messages here
 * until another is chosen. */
struct _WeirConnectionMessages
{
  GtkWidget parent_instance;

  WeirSession *session; /* weak */
  GListStore  *items;   /* owned: of WeirMessageItem */
  char        *of;      /* (nullable): the session of the connection */

  /* children */
  GtkLabel  *title;
  GtkWidget *new_test;
  GtkStack  *stack;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (WeirConnectionMessages,
                     weir_connection_messages,
                     GTK_TYPE_WIDGET)

static WeirTraffic *
get_traffic (WeirConnectionMessages *self)
{
  return weir_live_get_traffic (weir_session_get_live (self->session));
}

/* What is shown ------------------------------------------------------------ */

/* How many of the first items shown are not known any more. */
static guint
count_gone (WeirConnectionMessages *self, GPtrArray *known)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirMessageItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (known->len > 0 &&
          weir_message_item_get_traffic (item) == known->pdata[0])
        return i;
    }
  return n;
}

static void
update (WeirConnectionMessages *self)
{
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint                 n;

  if (self->session == NULL || self->of == NULL)
    return;
  known = weir_traffic_list (get_traffic (self), self->of);
  g_list_store_splice (self->items, 0, count_gone (self, known), NULL, 0);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  for (guint i = n; i < known->len; i++)
    g_ptr_array_add (added, weir_message_item_new (known->pdata[i]));
  if (added->len > 0)
    g_list_store_splice (self->items, n, 0, added->pdata, added->len);
  gtk_stack_set_visible_child_name (self->stack,
                                    known->len > 0 ? "list" : "none");
  if (added->len > 0)
    gtk_widget_activate_action (self->list,
                                "list.scroll-to-item",
                                "u",
                                n + added->len - 1);
}

void
weir_connection_messages_show (WeirConnectionMessages *self,
                               WeirLiveConnection     *connection)
{
  const char *peer;

  g_free (self->of);
  self->of = connection != NULL
               ? g_strdup (weir_live_connection_get_session (connection))
               : NULL;
  g_list_store_remove_all (self->items);
  gtk_widget_set_visible (GTK_WIDGET (self), self->of != NULL);
  if (self->of == NULL)
    return;
  peer = weir_live_connection_get_peer (connection);
  gtk_label_set_text (self->title,
                      peer != NULL ? peer
                                   : weir_live_connection_get_url (connection));
  gtk_widget_set_visible (self->new_test,
                          !weir_live_connection_is_outgoing (connection));
  update (self);
}

/* Actions ------------------------------------------------------------------ */

static void
hide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  weir_connection_messages_show (WEIR_CONNECTION_MESSAGES (widget), NULL);
}

static void
new_test_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirConnectionMessages *self = WEIR_CONNECTION_MESSAGES (widget);
  g_autofree char        *steps = NULL;

  if (self->session == NULL || self->of == NULL)
    return;
  steps = weir_flow_test_traffic_steps (get_traffic (self), self->of, NULL);
  if (steps == NULL)
    {
      weir_session_tell (self->session,
                         _ ("How this connection began isn’t known any more."));
      return;
    }
  gtk_widget_activate_action (widget, "win.create-test", "s", steps);
}

/* @parameter: the place of a message in the list */
static void
expect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirConnectionMessages     *self = WEIR_CONNECTION_MESSAGES (widget);
  g_autoptr (WeirMessageItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->items),
                           g_variant_get_uint32 (parameter));
  WeirTraffic     *traffic;
  WeirTrafficItem *message;
  g_autofree char *peer = NULL;
  g_autofree char *all = NULL;
  g_autofree char *last = NULL;

  if (item == NULL || self->session == NULL)
    return;
  traffic = get_traffic (self);
  message = weir_message_item_get_traffic (item);
  peer = weir_flow_test_traffic_dup_peer (traffic, self->of);
  all = weir_flow_test_traffic_steps (traffic, self->of, message);
  last = weir_flow_test_traffic_last_steps (traffic, message);
  gtk_widget_activate_action (widget,
                              "win.add-test-exchange",
                              "(sss)",
                              peer,
                              all != NULL ? all : last,
                              last);
}

/* Rows --------------------------------------------------------------------- */

static void
setup_cb (WeirConnectionMessages *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *time = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *expect = gtk_button_new_from_icon_name ("weir-test-symbolic");

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_add_css_class (time, "caption");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (expect, "flat");
  gtk_widget_set_tooltip_text (expect, _ ("Expect This in a Test"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (expect),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Expect this in a test"),
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (expect), "u", 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (expect), "messages.expect");
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), time);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), expect);
  gtk_list_item_set_child (list_item, box);
}

static gboolean
can_be_expected (const WeirTrafficItem *traffic, gboolean is_client)
{
  return is_client && traffic->sent && traffic->data != NULL;
}

static void
bind_cb (WeirConnectionMessages *self, GtkListItem *list_item)
{
  WeirMessageItem       *item = gtk_list_item_get_item (list_item);
  const WeirTrafficItem *traffic = weir_message_item_get_traffic (item);
  GtkWidget             *icon =
    gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget       *time = gtk_widget_get_next_sibling (icon);
  GtkWidget       *text = gtk_widget_get_next_sibling (time);
  GtkWidget       *expect = gtk_widget_get_next_sibling (text);
  g_autofree char *clock = weir_message_item_dup_time (item);
  g_autofree char *words = weir_message_item_dup_text (item);
  const char      *way = traffic->sent ? _ ("Sent") : _ ("Received");
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", way, clock, words);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                traffic->sent ? "go-up-symbolic"
                                              : "go-down-symbolic");
  gtk_widget_set_tooltip_text (icon, way);
  gtk_label_set_text (GTK_LABEL (time), clock);
  gtk_label_set_text (GTK_LABEL (text), words);
  gtk_widget_set_visible (
    expect,
    can_be_expected (traffic, gtk_widget_get_visible (self->new_test)));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (expect),
                                    "u",
                                    gtk_list_item_get_position (list_item));
  weir_list_child_set_accessible (gtk_list_item_get_child (list_item), name, 0);
}

/* Making ------------------------------------------------------------------- */

static GtkWidget *
new_button (const char *icon, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
new_bar (WeirConnectionMessages *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->title), 6);
  self->new_test = new_button ("weir-test-symbolic",
                               _ ("New Test from These Messages"),
                               "messages.new-test");
  gtk_widget_add_css_class (bar, "weir-panel-bar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (bar), self->new_test);
  gtk_box_append (GTK_BOX (bar),
                  new_button ("window-close-symbolic",
                              _ ("Hide Messages"),
                              "messages.hide"));
  return bar;
}

static GtkWidget *
new_stack (WeirConnectionMessages *self)
{
  GtkWidget *none = gtk_label_new (_ ("No messages yet"));
  GtkWidget *scroller;

  self->list =
    weir_widget_new_list (weir_list_factory_new (self,
                                                 (WeirListFunc)setup_cb,
                                                 (WeirListFunc)bind_cb,
                                                 NULL),
                          _ ("Messages"),
                          NULL,
                          self,
                          &scroller);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list),
                           GTK_SELECTION_MODEL (gtk_no_selection_new (
                             g_object_ref (G_LIST_MODEL (self->items)))));
  gtk_widget_add_css_class (self->list, "weir-messages");
  gtk_widget_add_css_class (none, "dim-label");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, none, "none");
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), -1, HEIGHT_PX);
  return GTK_WIDGET (self->stack);
}

static void
weir_connection_messages_dispose (GObject *object)
{
  WeirConnectionMessages *self = WEIR_CONNECTION_MESSAGES (object);

  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->items);
  g_clear_weak_pointer (&self->session);
  G_OBJECT_CLASS (weir_connection_messages_parent_class)->dispose (object);
}

static void
weir_connection_messages_finalize (GObject *object)
{
  WeirConnectionMessages *self = WEIR_CONNECTION_MESSAGES (object);

  g_free (self->of);
  G_OBJECT_CLASS (weir_connection_messages_parent_class)->finalize (object);
}

static void
weir_connection_messages_class_init (WeirConnectionMessagesClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_connection_messages_dispose;
  object_class->finalize = weir_connection_messages_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "messages.hide", NULL, hide_action);
  gtk_widget_class_install_action (widget_class,
                                   "messages.new-test",
                                   NULL,
                                   new_test_action);
  gtk_widget_class_install_action (widget_class,
                                   "messages.expect",
                                   "u",
                                   expect_action);
}

static void
weir_connection_messages_init (WeirConnectionMessages *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Messages of a connection"),
                                  -1);
  self->items = g_list_store_new (WEIR_TYPE_MESSAGE_ITEM);
  gtk_widget_set_parent (gtk_separator_new (GTK_ORIENTATION_HORIZONTAL),
                         GTK_WIDGET (self));
  gtk_widget_set_parent (new_bar (self), GTK_WIDGET (self));
  gtk_widget_set_parent (new_stack (self), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
weir_connection_messages_new (WeirSession *session)
{
  WeirConnectionMessages *self =
    g_object_new (WEIR_TYPE_CONNECTION_MESSAGES, NULL);

  g_set_weak_pointer (&self->session, session);
  g_signal_connect_object (get_traffic (self),
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
