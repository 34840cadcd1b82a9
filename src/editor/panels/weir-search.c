/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-search.h"

#include "editor/panels/weir-entry-row.h"
#include "editor/panels/weir-session-facts.h"
#include "editor/weir-widget.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* The search of a window. Results are looked for when the text changes, and again
 * a moment after the document did, so that going on never leads to what is gone. */
struct _WeirSearch
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession        *session;
  WeirEntryFeed      *feed;
  GListStore         *found;
  GtkSingleSelection *selection;
  guint               search_id;

  /* template */
  GtkWidget *entry;
  GtkWidget *count;
  GtkWidget *revealer;
  GtkWidget *stack;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (WeirSearch, weir_search, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_N_RESULTS = 1,
} WeirSearchProperty;

static GParamSpec *properties[PROP_N_RESULTS + 1];

/* How long after an edit the results are looked for again, and how much of the
 * window they take. */
#define SEARCH_AGAIN_MS 300
#define LIST_HEIGHT     240

static guint
get_n_results (WeirSearch *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->found));
}

static void
weir_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((WeirSearchProperty)id)
    {
    case PROP_N_RESULTS:
      g_value_set_uint (value, get_n_results (WEIR_SEARCH (object)));
      break;
    }
}

static void
weir_search_dispose (GObject *object)
{
  WeirSearch *self = WEIR_SEARCH (object);

  g_clear_handle_id (&self->search_id, g_source_remove);
  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->feed);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_search_parent_class)->dispose (object);
}

static gboolean
weir_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_SEARCH (widget)->entry);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  weir_search_next (WEIR_SEARCH (widget));
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  weir_search_previous (WEIR_SEARCH (widget));
}

static void
weir_search_class_init (WeirSearchClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_search_get_property;
  object_class->dispose = weir_search_dispose;
  widget_class->grab_focus = weir_search_grab_focus;
  properties[PROP_N_RESULTS] =
    g_param_spec_uint ("n-results",
                       NULL,
                       NULL,
                       0,
                       G_MAXUINT,
                       0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  gtk_widget_class_install_action (widget_class, "search.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class,
                                   "search.previous",
                                   NULL,
                                   previous_action);
}

/* Searching */

static void
show_count (WeirSearch *self)
{
  guint            n = get_n_results (self);
  guint            at = gtk_single_selection_get_selected (self->selection);
  g_autofree char *text = NULL;

  if (at != GTK_INVALID_LIST_POSITION)
    /* Translators: which of the results is shown, and how many there are */
    text = g_strdup_printf (_ ("%u of %u"), at + 1, n);
  else
    text = g_strdup_printf (ngettext ("%u result", "%u results", n), n);
  gtk_label_set_text (GTK_LABEL (self->count), text);
}

/* The flow a result stands in, when that is not the one shown. */
static char *
dup_flow (WeirSearch *self, WeirElement *element)
{
  WeirElement *flow =
    weir_document_get_element (weir_session_get_document (self->session),
                               weir_element_get_container (element));

  return flow != NULL ? weir_session_dup_label (self->session, flow) : NULL;
}

static GPtrArray *
make_items (WeirSearch *self, const WeirSearchQuery *query)
{
  g_autoptr (WeirSessionFacts) facts = weir_session_facts_new (self->session);
  g_autoptr (GPtrArray)        found = weir_session_facts_find (facts, query);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < found->len; i++)
    {
      WeirEntryItem *item =
        weir_entry_item_new (weir_element_get_id (found->pdata[i]));
      g_autofree char *flow = dup_flow (self, found->pdata[i]);

      weir_entry_item_set_detail (item, flow);
      g_ptr_array_add (items, item);
    }
  return items;
}

static gboolean
are_same (WeirSearch *self, GPtrArray *items)
{
  if (items->len != get_n_results (self))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (WeirEntryItem) old =
        g_list_model_get_item (G_LIST_MODEL (self->found), i);

      if (!g_str_equal (weir_entry_item_get_id (old),
                        weir_entry_item_get_id (items->pdata[i])))
        return FALSE;
    }
  return TRUE;
}

static void
search (WeirSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (WeirSearchQuery) query = weir_search_query_new (text);
  gboolean                    is_empty = weir_search_query_is_empty (query);
  g_autoptr (GPtrArray)       items =
    is_empty ? g_ptr_array_new () : make_items (self, query);

  g_clear_handle_id (&self->search_id, g_source_remove);
  if (!are_same (self, items))
    {
      g_list_store_splice (self->found,
                           0,
                           get_n_results (self),
                           items->pdata,
                           items->len);
      gtk_single_selection_set_selected (self->selection,
                                         GTK_INVALID_LIST_POSITION);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RESULTS]);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.next", items->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "search.previous",
                                 items->len > 0);
  gtk_widget_set_visible (self->count, !is_empty);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), !is_empty);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    items->len > 0 ? "list" : "nothing");
  show_count (self);
}

static gboolean
search_again_cb (gpointer data)
{
  WeirSearch *self = data;

  self->search_id = 0;
  search (self);
  return G_SOURCE_REMOVE;
}

static void
queue_search (WeirSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->search_id == 0 && text[0] != '\0')
    self->search_id = g_timeout_add (SEARCH_AGAIN_MS, search_again_cb, self);
}

/* Going through the results */

static void
show_result (WeirSearch *self, guint position)
{
  g_autoptr (WeirEntryItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (item == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  if (gtk_widget_get_mapped (self->list))
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
  show_count (self);
  weir_session_reveal (self->session, weir_entry_item_get_id (item));
}

static void
go (WeirSearch *self, gboolean forwards)
{
  guint n;
  guint at;

  if (self->search_id != 0)
    search (self);
  n = get_n_results (self);
  at = gtk_single_selection_get_selected (self->selection);
  if (n == 0)
    return;
  if (at == GTK_INVALID_LIST_POSITION)
    show_result (self, forwards ? 0 : n - 1);
  else
    show_result (self, forwards ? (at + 1) % n : (at + n - 1) % n);
}

void
weir_search_next (WeirSearch *self)
{
  go (self, TRUE);
}

void
weir_search_previous (WeirSearch *self)
{
  go (self, FALSE);
}

/* Enter on a row goes there and closes nothing: F3 leads on. */
static void
row_activated_cb (WeirSearch *self, guint position)
{
  show_result (self, position);
}

static gboolean
entry_key_cb (WeirSearch *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

/* Rows */

static void
setup_cb (WeirSearch *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, weir_entry_row_new (self->feed));
}

static void
bind_cb (WeirSearch *self, GtkListItem *list_item)
{
  weir_entry_row_set_item (WEIR_ENTRY_ROW (gtk_list_item_get_child (list_item)),
                           gtk_list_item_get_item (list_item));
}

static void
unbind_cb (WeirSearch *self, GtkListItem *list_item)
{
  weir_entry_row_set_item (WEIR_ENTRY_ROW (gtk_list_item_get_child (list_item)),
                           NULL);
}

/* Making */

static GtkWidget *
new_list (WeirSearch *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  const struct
  {
    const char *name;
    GCallback   handler;
  } links[] = {
    { "setup", G_CALLBACK (setup_cb) },
    { "bind", G_CALLBACK (bind_cb) },
    { "unbind", G_CALLBACK (unbind_cb) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    g_signal_connect_object (factory,
                             links[i].name,
                             links[i].handler,
                             self,
                             G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (NULL, factory);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search results"),
                                  -1);
  g_signal_connect_object (self->list,
                           "activate",
                           G_CALLBACK (row_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              LIST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller),
                                                    TRUE);
  return scroller;
}

static GtkWidget *
new_nothing (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("No Results"));
  GtkWidget *text = gtk_label_new (
    _ ("Try fewer words, or type:debug, is:unused, is:invalid."));

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (text, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

static void
add_button (GtkWidget *box, const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_entry (WeirSearch *self, GtkWidget *box)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  g_object_set (self->entry, "placeholder-text", _ ("Search everything"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search everything"),
                                  -1);
  g_signal_connect_object (self->entry,
                           "search-changed",
                           G_CALLBACK (search),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "activate",
                           G_CALLBACK (weir_search_next),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "next-match",
                           G_CALLBACK (weir_search_next),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "previous-match",
                           G_CALLBACK (weir_search_previous),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys,
                           "key-pressed",
                           G_CALLBACK (entry_key_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  gtk_box_append (GTK_BOX (box), self->entry);
}

static void
weir_search_init (WeirSearch *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget        *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  GTK_ORIENTATION_VERTICAL);
  add_entry (self, bar);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_set_visible (self->count, FALSE);
  gtk_box_append (GTK_BOX (bar), self->count);
  add_button (bar, "go-up-symbolic", _ ("Previous Result"), "search.previous");
  add_button (bar, "go-down-symbolic", _ ("Next Result"), "search.next");
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), new_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), new_nothing (), "nothing");
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->stack);
  gtk_widget_set_parent (bar, GTK_WIDGET (self));
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

GtkWidget *
weir_search_new (WeirSession *session)
{
  WeirSearch       *self = g_object_new (WEIR_TYPE_SEARCH, NULL);
  WeirDocument     *document = weir_session_get_document (session);
  const char *const names[] = { "element-added",
                                "element-removed",
                                "element-changed" };

  self->session = g_object_ref (session);
  self->feed = weir_entry_feed_new (session);
  self->found = g_list_store_new (WEIR_TYPE_ENTRY_ITEM);
  self->selection =
    gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->found)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list),
                           GTK_SELECTION_MODEL (self->selection));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect_object (document,
                             names[i],
                             G_CALLBACK (queue_search),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "problems-changed",
                           G_CALLBACK (queue_search),
                           self,
                           G_CONNECT_SWAPPED);
  search (self);
  return GTK_WIDGET (self);
}

GtkEditable *
weir_search_get_entry (WeirSearch *self)
{
  return GTK_EDITABLE (self->entry);
}

void
weir_search_set_text (WeirSearch *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  search (self);
}
