/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-flow-tabs.h"

#include "json/weir-convert.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* libadwaita's tab bar over a view that shows nothing: the canvas shows the
 * flow. Pages follow the document; what people do with tabs becomes an edit or
 * an action of the window, and comes back from the document. */
struct _WeirFlowTabs
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession *session;
  GHashTable  *pages; /* id → AdwTabPage, borrowed from the view */

  /* children */
  GtkWidget  *bar;
  AdwTabView *view; /* owned: in no window */

  guint    sync_id;
  gboolean syncing; /* what the view tells is our own doing */
};

G_DEFINE_FINAL_TYPE (WeirFlowTabs, weir_flow_tabs, GTK_TYPE_WIDGET)

/* The id of its flow is the name of a page's child: nobody sees that. */
static const char *
get_id (AdwTabPage *page)
{
  return gtk_widget_get_name (adw_tab_page_get_child (page));
}

static gboolean
is_disabled (WeirElement *element)
{
  return weir_value_is_boolean (weir_element_get_member (element, "disabled"),
                                TRUE);
}

static void
update_page (WeirFlowTabs *self, AdwTabPage *page, WeirElement *element)
{
  g_autofree char *label = weir_session_dup_label (self->session, element);
  g_autofree char *escaped = g_markup_escape_text (label, -1);
  gboolean subflow = weir_element_get_kind (element) == WEIR_ELEMENT_KIND_SUBFLOW;
  g_autoptr (GIcon) icon = NULL;
  const char       *icon_name = NULL;

  if (is_disabled (element))
    icon_name = "weir-disabled-symbolic";
  else if (subflow)
    icon_name = "weir-subflow-symbolic";
  if (icon_name != NULL)
    icon = g_themed_icon_new (icon_name);
  adw_tab_page_set_title (page, label);
  adw_tab_page_set_tooltip (page, escaped);
  adw_tab_page_set_icon (page, icon);
  adw_tab_page_set_needs_attention (
    page,
    weir_session_is_changed (self->session, weir_element_get_id (element)));
}

static AdwTabPage *
ensure_page (WeirFlowTabs *self, WeirElement *element)
{
  const char *id = weir_element_get_id (element);
  AdwTabPage *page = g_hash_table_lookup (self->pages, id);

  if (page == NULL)
    {
      GtkWidget *child = adw_bin_new ();

      gtk_widget_set_name (child, id);
      page = adw_tab_view_append (self->view, child);
      g_hash_table_insert (self->pages, g_strdup (id), page);
    }
  update_page (self, page, element);
  return page;
}

static gboolean
has_tab (WeirFlowTabs *self, WeirElement *element)
{
  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_TAB:
      return TRUE;
    case WEIR_ELEMENT_KIND_SUBFLOW:
      return g_strcmp0 (weir_element_get_id (element),
                        weir_session_get_flow (self->session)) == 0;
    case WEIR_ELEMENT_KIND_GROUP:
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      return FALSE;
    }
  return FALSE;
}

static void
drop_stale (WeirFlowTabs *self, GHashTable *wanted)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       page;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &id, &page))
    {
      if (g_hash_table_contains (wanted, id))
        continue;
      adw_tab_view_close_page (self->view, page);
      g_hash_table_iter_remove (&iter);
    }
}

static void
follow (WeirFlowTabs *self)
{
  WeirDocument          *document = weir_session_get_document (self->session);
  guint                  n = weir_document_get_n_elements (document);
  const char            *flow = weir_session_get_flow (self->session);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  int                    position = 0;
  AdwTabPage            *shown;

  self->syncing = TRUE;
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (!has_tab (self, element) ||
          !g_hash_table_add (wanted, (gpointer)weir_element_get_id (element)))
        continue;
      adw_tab_view_reorder_page (self->view,
                                 ensure_page (self, element),
                                 position++);
    }
  drop_stale (self, wanted);
  shown = flow != NULL ? g_hash_table_lookup (self->pages, flow) : NULL;
  if (shown != NULL)
    adw_tab_view_set_selected_page (self->view, shown);
  self->syncing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), position > 1);
}

static gboolean
sync_cb (gpointer data)
{
  WeirFlowTabs *self = data;

  self->sync_id = 0;
  follow (self);
  return G_SOURCE_REMOVE;
}

/* An import adds many entries; the tabs follow once. */
static void
queue_sync (WeirFlowTabs *self)
{
  if (self->sync_id == 0)
    self->sync_id = g_idle_add_full (G_PRIORITY_DEFAULT, sync_cb, self, NULL);
}

static void
element_cb (WeirFlowTabs *self, WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  if (kind == WEIR_ELEMENT_KIND_TAB || kind == WEIR_ELEMENT_KIND_SUBFLOW)
    queue_sync (self);
}

static void
selected_cb (WeirFlowTabs *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->view);

  if (!self->syncing && page != NULL)
    weir_session_set_flow (self->session, get_id (page));
}

/* Deleting a flow can be undone, so the window just does it and says so. */
static gboolean
close_page_cb (WeirFlowTabs *self, AdwTabPage *page)
{
  if (self->syncing)
    return GDK_EVENT_PROPAGATE;
  adw_tab_view_close_page_finish (self->view, page, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.delete-flow",
                              "s",
                              get_id (page));
  return GDK_EVENT_STOP;
}

/* The place in the file of the flow the page now stands before. */
static void
reordered_cb (WeirFlowTabs *self, AdwTabPage *page, int position)
{
  if (self->syncing)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.place-flow",
                              "(si)",
                              get_id (page),
                              position);
}

static void
setup_menu_cb (WeirFlowTabs *self, AdwTabPage *page)
{
  if (page != NULL)
    weir_session_set_flow (self->session, get_id (page));
}

static void
weir_flow_tabs_dispose (GObject *object)
{
  WeirFlowTabs *self = WEIR_FLOW_TABS (object);

  g_clear_handle_id (&self->sync_id, g_source_remove);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_object (&self->view);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_flow_tabs_parent_class)->dispose (object);
}

static void
weir_flow_tabs_class_init (WeirFlowTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_flow_tabs_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_flow_tabs_init (WeirFlowTabs *self)
{
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->view = g_object_ref_sink (ADW_TAB_VIEW (adw_tab_view_new ()));
  self->bar = GTK_WIDGET (adw_tab_bar_new ());
  adw_tab_bar_set_view (ADW_TAB_BAR (self->bar), self->view);
  adw_tab_bar_set_autohide (ADW_TAB_BAR (self->bar), FALSE);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

static void
connect_view (WeirFlowTabs *self)
{
  g_signal_connect_object (self->view,
                           "notify::selected-page",
                           G_CALLBACK (selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view,
                           "close-page",
                           G_CALLBACK (close_page_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view,
                           "page-reordered",
                           G_CALLBACK (reordered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view,
                           "setup-menu",
                           G_CALLBACK (setup_menu_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
weir_flow_tabs_new (WeirSession *session, GMenuModel *menu)
{
  static const char *const elements[] = {
    "element-added",
    "element-removed",
    "element-changed",
  };
  WeirFlowTabs *self = g_object_new (WEIR_TYPE_FLOW_TABS, NULL);
  WeirDocument *document = weir_session_get_document (session);

  self->session = g_object_ref (session);
  adw_tab_view_set_menu_model (self->view, menu);
  connect_view (self);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    g_signal_connect_object (document,
                             elements[i],
                             G_CALLBACK (element_cb),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "notify::flow",
                           G_CALLBACK (queue_sync),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "deployed-changed",
                           G_CALLBACK (queue_sync),
                           self,
                           G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}
