/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-minimap.h"
#include "editor/window/weir-window-private.h"

#include "editor/canvas/weir-canvas.h"
#include "editor/panels/weir-config-panel.h"
#include "editor/panels/weir-connection-panel.h"
#include "editor/panels/weir-debug-panel.h"
#include "editor/panels/weir-flow-test-panel.h"
#include "editor/panels/weir-inspector.h"
#include "editor/panels/weir-outline.h"
#include "editor/panels/weir-palette.h"
#include "editor/panels/weir-problem-panel.h"
#include "editor/window/weir-flow-tabs.h"
#include "editor/window/weir-page-switcher.h"

#include <glib/gi18n-lib.h>

/* What a session is shown with: made when it is set, gone when another is. */

typedef struct
{
  const char *name;
  const char *title; /* N_() */
  const char *icon;
  GtkWidget *(*make) (WeirSession *session);
} Page;

static const Page left_pages[] = {
  { "palette", N_ ("Palette"), "weir-palette-symbolic", weir_palette_new },
  { "outline", N_ ("Outline"), "weir-outline-symbolic", weir_outline_new },
};

static const Page right_pages[] = {
  { "inspector", N_ ("Inspector"), "weir-inspector-symbolic", weir_inspector_new },
  { "debug", N_ ("Debug"), "weir-debug-symbolic", weir_debug_panel_new },
  { "connections",
    N_ ("Connections"),
    "weir-websocket-symbolic",
    weir_connection_panel_new },
  { "config", N_ ("Configurations"), "weir-config-symbolic", weir_config_panel_new },
  { "problems", N_ ("Problems"), "dialog-warning-symbolic", weir_problem_panel_new },
  { "tests", N_ ("Tests"), "weir-test-symbolic", weir_flow_test_panel_new },
};

static void
remember_page_cb (AdwViewStack *stack, GParamSpec *pspec, WeirWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (stack);

  if (name != NULL)
    g_settings_set_string (self->window_settings,
                           stack == self->left_stack ? "left-page" : "right-page",
                           name);
}

/* Returns: what stands in the stack: the panel, or, of the one that can be moved
 * below the canvas, a place to come back to */
static GtkWidget *
new_slot (const Page *page, GtkWidget *panel)
{
  GtkWidget *slot;

  if (!g_str_equal (page->name, "debug"))
    return panel;
  slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (panel, TRUE);
  gtk_box_append (GTK_BOX (slot), panel);
  return slot;
}

static AdwViewStack *
make_stack (WeirWindow *self, GtkBox *panel, const Page *pages, guint n_pages)
{
  AdwViewStack *stack = ADW_VIEW_STACK (adw_view_stack_new ());
  GtkWidget    *switcher = weir_page_switcher_new ();

  for (guint i = 0; i < n_pages; i++)
    {
      GtkWidget        *child = pages[i].make (self->session);
      AdwViewStackPage *page =
        adw_view_stack_add (stack, new_slot (&pages[i], child));

      adw_view_stack_page_set_name (page, pages[i].name);
      adw_view_stack_page_set_title (page, _ (pages[i].title));
      adw_view_stack_page_set_icon_name (page, pages[i].icon);
      if (g_object_class_find_property (G_OBJECT_GET_CLASS (child), "badge"))
        g_object_bind_property (child,
                                "badge",
                                page,
                                "badge-number",
                                G_BINDING_SYNC_CREATE);
    }
  gtk_widget_set_vexpand (GTK_WIDGET (stack), TRUE);
  weir_page_switcher_set_stack (WEIR_PAGE_SWITCHER (switcher), stack);
  gtk_box_append (panel, switcher);
  gtk_box_append (panel, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (panel, GTK_WIDGET (stack));
  return stack;
}

static void
restore_page (WeirWindow *self, AdwViewStack *stack, const char *key)
{
  g_autofree char *name = g_settings_get_string (self->window_settings, key);

  if (adw_view_stack_get_child_by_name (stack, name) != NULL)
    adw_view_stack_set_visible_child_name (stack, name);
  g_signal_connect_object (stack,
                           "notify::visible-child-name",
                           G_CALLBACK (remember_page_cb),
                           self,
                           0);
}

void
weir_window_zoom_changed (WeirWindow *self)
{
  double           zoom = weir_canvas_get_zoom (WEIR_CANVAS (self->canvas));
  g_autofree char *text =
    /* Translators: the size the flow is drawn in */
    g_strdup_printf (_ ("%d %%"), (int)(zoom * 100 + 0.5));

  gtk_button_set_label (self->zoom_button, text);
}

void
weir_window_show_hint (WeirWindow *self, const char *hint)
{
  g_autofree char *own = NULL;

  if (hint == NULL && self->canvas != NULL)
    g_object_get (self->canvas, "hint", &own, NULL);
  if (hint == NULL)
    hint = own;
  gtk_label_set_text (self->hint_label, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label),
                          hint != NULL && *hint != '\0');
}

static void
hint_changed_cb (WeirWindow *self)
{
  weir_window_show_hint (self, NULL);
}

/* On the session bus, beside the window's own actions: what a key does can be
 * done by a script. */
static void
export_canvas_actions (WeirWindow *self)
{
  GApplication    *application = g_application_get_default ();
  GDBusConnection *bus = g_application_get_dbus_connection (application);
  guint id = gtk_application_window_get_id (GTK_APPLICATION_WINDOW (self));
  g_autofree char *path = NULL;

  if (bus == NULL || id == 0)
    return;
  path = g_strdup_printf ("%s/window/%u/canvas",
                          g_application_get_dbus_object_path (application),
                          id);
  self->canvas_export_id =
    g_dbus_connection_export_action_group (bus,
                                           path,
                                           weir_canvas_get_actions (
                                             WEIR_CANVAS (self->canvas)),
                                           NULL);
}

static void
unexport_canvas_actions (WeirWindow *self)
{
  GDBusConnection *bus =
    g_application_get_dbus_connection (g_application_get_default ());

  if (self->canvas_export_id != 0 && bus != NULL)
    g_dbus_connection_unexport_action_group (bus, self->canvas_export_id);
  self->canvas_export_id = 0;
}

static void
map_mode_cb (WeirMinimap *map, const char *key, GSettings *settings)
{
  weir_minimap_set_mode (map, g_settings_get_enum (settings, "minimap"));
}

static void
build_minimap (WeirWindow *self, GSettings *settings)
{
  GtkWidget *map = weir_minimap_new (WEIR_CANVAS (self->canvas));

  gboolean is_rtl =
    gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  /* Away from the zoom buttons; the map itself is never mirrored. */
  gtk_widget_set_halign (map, is_rtl ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_valign (map, GTK_ALIGN_END);
  gtk_widget_set_margin_start (map, 18);
  gtk_widget_set_margin_end (map, 18);
  gtk_widget_set_margin_bottom (map, 18);
  gtk_overlay_add_overlay (self->canvas_overlay, map);
  g_signal_connect_object (settings,
                           "changed::minimap",
                           G_CALLBACK (map_mode_cb),
                           map,
                           G_CONNECT_SWAPPED);
  map_mode_cb (WEIR_MINIMAP (map), NULL, settings);
}

static void
build_canvas (WeirWindow *self)
{
  g_autoptr (GSettings) settings =
    g_settings_get_child (self->settings, "canvas");

  self->canvas = weir_canvas_new (self->session);
  gtk_overlay_set_child (self->canvas_overlay, self->canvas);
  build_minimap (self, settings);
  gtk_widget_insert_action_group (GTK_WIDGET (self),
                                  "canvas",
                                  weir_canvas_get_actions (
                                    WEIR_CANVAS (self->canvas)));
  export_canvas_actions (self);
  g_signal_connect_object (self->canvas,
                           "notify::zoom",
                           G_CALLBACK (weir_window_zoom_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas,
                           "notify::hint",
                           G_CALLBACK (hint_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "reveal",
                           G_CALLBACK (weir_canvas_reveal),
                           self->canvas,
                           G_CONNECT_SWAPPED);
  weir_window_zoom_changed (self);
  hint_changed_cb (self);
}

/* The views of the flows as they were when the document was open last. */
static void
restore_views (WeirWindow *self)
{
  WeirDocument *document = weir_session_get_document (self->session);
  guint         n = weir_document_get_n_elements (document);

  if (self->session_file == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      WeirElement    *element = weir_document_get_nth_element (document, i);
      const char     *id = weir_element_get_id (element);
      WeirSessionView kept;

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB &&
          weir_session_file_get_view (self->session_file, id, &kept))
        weir_canvas_set_flow_view (WEIR_CANVAS (self->canvas),
                                   id,
                                   &(const WeirView){ kept.x, kept.y, kept.zoom });
    }
}

void
weir_window_keep_views (WeirWindow *self)
{
  WeirDocument *document;
  guint         n;

  if (self->session_file == NULL || self->canvas == NULL)
    return;
  document = weir_session_get_document (self->session);
  n = weir_document_get_n_elements (document);
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *id = weir_element_get_id (element);
      WeirView     view;

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB &&
          weir_canvas_get_flow_view (WEIR_CANVAS (self->canvas), id, &view))
        weir_session_file_set_view (self->session_file,
                                    id,
                                    &(const WeirSessionView){ view.ox,
                                                              view.oy,
                                                              view.zoom });
    }
}

void
weir_window_panels_build (WeirWindow *self)
{
  build_canvas (self);
  restore_views (self);
  gtk_box_append (self->tabs_slot,
                  weir_flow_tabs_new (self->session, self->tab_menu));
  self->left_stack =
    make_stack (self, self->left_panel, left_pages, G_N_ELEMENTS (left_pages));
  self->right_stack =
    make_stack (self, self->right_panel, right_pages, G_N_ELEMENTS (right_pages));
  self->debug_panel = gtk_widget_get_first_child (
    adw_view_stack_get_child_by_name (self->right_stack, "debug"));
  restore_page (self, self->left_stack, "left-page");
  restore_page (self, self->right_stack, "right-page");
  weir_window_dock_build (self);
  self->file_banner = WEIR_BANNER (weir_banner_new (NULL));
  self->run_banner = WEIR_BANNER (weir_banner_new ("warning"));
  gtk_box_append (self->banner_slot, GTK_WIDGET (self->file_banner));
  gtk_box_append (self->banner_slot, GTK_WIDGET (self->run_banner));
  self->record_banner = WEIR_BANNER (weir_banner_new (NULL));
  weir_banner_keep (self->record_banner);
  gtk_box_append (self->banner_slot, GTK_WIDGET (self->record_banner));
}

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

void
weir_window_panels_clear (WeirWindow *self)
{
  if (self->canvas == NULL)
    return;
  unexport_canvas_actions (self);
  self->canvas = NULL;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "canvas", NULL);
  weir_window_dock_clear (self);
  self->left_stack = NULL;
  self->right_stack = NULL;
  self->debug_panel = NULL;
  weir_window_search_clear (self);
  self->run_banner = NULL;
  self->file_banner = NULL;
  self->record_banner = NULL;
  gtk_overlay_set_child (self->canvas_overlay, NULL);
  empty (self->search_slot);
  empty (self->banner_slot);
  empty (self->tabs_slot);
  empty (self->left_panel);
  empty (self->right_panel);
}

void
weir_window_show_page (WeirWindow *self, const char *name)
{
  GtkWidget *child;

  if (self->session == NULL)
    return;
  if (g_str_equal (name, "debug") && weir_window_is_docked (self))
    {
      gtk_widget_child_focus (self->debug_panel, GTK_DIR_TAB_FORWARD);
      return;
    }
  child = adw_view_stack_get_child_by_name (self->left_stack, name);
  if (child != NULL)
    {
      weir_window_show_left (self, TRUE);
      adw_view_stack_set_visible_child (self->left_stack, child);
    }
  else
    {
      child = adw_view_stack_get_child_by_name (self->right_stack, name);
      if (child == NULL)
        return;
      weir_window_show_right (self, TRUE);
      adw_view_stack_set_visible_child (self->right_stack, child);
    }
  gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}
