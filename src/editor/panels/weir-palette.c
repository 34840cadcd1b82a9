/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-palette.h"

#include "editor/panels/weir-entry-row.h"
#include "editor/panels/weir-type-tile.h"
#include "editor/properties/weir-property-dialog.h"
#include "editor/weir-palette-type.h"
#include "editor/weir-widget.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include <string.h>

/* A row of the palette: a type, or the heading of a category. */
#define WEIR_TYPE_PALETTE_ITEM (weir_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirPaletteItem, weir_palette_item, WEIR, PALETTE_ITEM, GObject)

struct _WeirPaletteItem
{
  GObject parent_instance;

  const WeirNodeType *type;  /* (nullable) */
  const char         *title; /* of a heading */
};

G_DEFINE_FINAL_TYPE (WeirPaletteItem, weir_palette_item, G_TYPE_OBJECT)

static void
weir_palette_item_class_init (WeirPaletteItemClass *klass)
{
}

static void
weir_palette_item_init (WeirPaletteItem *self)
{
}

/* The list of node types. Owned by the window's left side; watches nothing, as the
 * types never change. */
struct _WeirPalette
{
  GtkWidget parent_instance;

  WeirSession *session; /* owned */
  GListStore  *store;   /* owned: of WeirPaletteItem */

  /* template */
  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (WeirPalette, weir_palette, GTK_TYPE_WIDGET)

static const struct
{
  WeirNodeCategory category;
  const char      *title;
} categories[] = {
  { WEIR_NODE_CATEGORY_COMMON, N_ ("Common") },
  { WEIR_NODE_CATEGORY_NETWORK, N_ ("Network") },
  { WEIR_NODE_CATEGORY_CONFIG, N_ ("Configuration") },
};

static void
weir_palette_dispose (GObject *object)
{
  WeirPalette *self = WEIR_PALETTE (object);

  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_palette_parent_class)->dispose (object);
}

static gboolean
weir_palette_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_PALETTE (widget)->entry);
}

static void
weir_palette_class_init (WeirPaletteClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_palette_dispose;
  widget_class->grab_focus = weir_palette_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* What is listed */

/* Junctions are put into wires, the global configuration makes itself. */
static gboolean
is_offered (const WeirNodeType *type)
{
  return !g_str_equal (type->type, "junction") &&
         !g_str_equal (type->type, "global-config");
}

static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT);
}

static gboolean
has_text (const char *text, const char *word)
{
  g_autofree char *folded = fold (text);

  return strstr (folded, word) != NULL;
}

static gboolean
matches (const WeirNodeType *type, const char *search)
{
  g_autofree char *folded = fold (search);
  g_auto (GStrv)   words = g_strsplit_set (folded, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!has_text (type->type, words[i]) &&
          !has_text (_ (type->label), words[i]) &&
          !has_text (_ (type->summary), words[i]))
        return FALSE;
    }
  return TRUE;
}

static void
add_row (GPtrArray *rows, const WeirNodeType *type, const char *title)
{
  WeirPaletteItem *item = g_object_new (WEIR_TYPE_PALETTE_ITEM, NULL);

  item->type = type;
  item->title = title;
  g_ptr_array_add (rows, item);
}

static void
add_category (WeirPalette *self, GPtrArray *rows, gsize index, const char *search)
{
  WeirRegistry *registry = weir_session_get_registry (self->session);
  gboolean      has_heading = FALSE;

  for (guint i = 0; i < weir_registry_get_n_types (registry); i++)
    {
      const WeirNodeType *type = weir_registry_get_type (registry, i);

      if (type->category != categories[index].category || !is_offered (type) ||
          !matches (type, search))
        continue;
      if (!has_heading)
        add_row (rows, NULL, _ (categories[index].title));
      has_heading = TRUE;
      add_row (rows, type, NULL);
    }
}

static void
show_nothing (WeirPalette *self, const char *search)
{
  /* Translators: what was searched for in the palette */
  g_autofree char *title = g_strdup_printf (_ ("No Node Called “%s”"), search);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->nothing), title);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->nothing);
}

static void
fill (WeirPalette *self)
{
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    add_category (self, rows, i, search);
  g_list_store_splice (self->store, 0, n, rows->pdata, rows->len);
  if (rows->len == 0)
    show_nothing (self, search);
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
}

/* Adding */

static void
add_type (WeirPalette *self, const WeirNodeType *type)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (type->category == WEIR_NODE_CATEGORY_CONFIG)
    weir_property_dialog_present_new_config (GTK_IS_WINDOW (root)
                                               ? GTK_WINDOW (root)
                                               : NULL,
                                             self->session,
                                             type->type,
                                             NULL,
                                             NULL,
                                             NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "canvas.add-node",
                                "s",
                                type->type);
}

static void
row_activated_cb (WeirPalette *self, guint position)
{
  g_autoptr (WeirPaletteItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (item != NULL && item->type != NULL)
    add_type (self, item->type);
}

/* Enter in the entry takes the first that matches. */
static void
entry_activated_cb (WeirPalette *self)
{
  row_activated_cb (self, 1);
}

static gboolean
entry_key_cb (WeirPalette *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

/* Rows */

static WeirPaletteItem *
get_row_item (GtkListItem *list_item)
{
  return WEIR_PALETTE_ITEM (gtk_list_item_get_item (list_item));
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, GtkListItem *list_item)
{
  WeirPaletteItem         *item = get_row_item (list_item);
  GtkWidget               *row = gtk_list_item_get_child (list_item);
  g_autoptr (GdkPaintable) picture = NULL;

  if (item == NULL || item->type == NULL ||
      item->type->category == WEIR_NODE_CATEGORY_CONFIG)
    return NULL;
  picture = gtk_widget_paintable_new (gtk_widget_get_first_child (row));
  gtk_drag_source_set_icon (source, picture, 11, 11);
  return weir_palette_type_new_provider (item->type->type);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget     *label = gtk_label_new (NULL);
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_box_append (GTK_BOX (box), weir_type_tile_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_list_item_set_child (list_item, box);

  g_signal_connect_object (drag,
                           "prepare",
                           G_CALLBACK (drag_prepare_cb),
                           list_item,
                           0);
  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (drag));
}

static void
bind_heading (GtkListItem *list_item, GtkWidget *tile, GtkWidget *label)
{
  const char *title = get_row_item (list_item)->title;

  gtk_widget_set_visible (tile, FALSE);
  gtk_label_set_text (GTK_LABEL (label), title);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (list_item), NULL);
  weir_list_child_set_accessible (gtk_list_item_get_child (list_item), title, 0);
}

static void
bind_type (GtkListItem *list_item, GtkWidget *tile, GtkWidget *label)
{
  const WeirNodeType *type = get_row_item (list_item)->type;
  GtkWidget          *row = gtk_list_item_get_child (list_item);
  g_autofree char    *text = weir_palette_type_dup_title (type);
  g_autofree char *name = g_strdup_printf ("%s: %s", text, _ (type->summary));

  gtk_widget_set_visible (tile, TRUE);
  weir_type_tile_set_type (WEIR_TYPE_TILE (tile), type);
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_remove_css_class (label, "heading");
  gtk_widget_set_tooltip_text (row, _ (type->summary));
  weir_list_child_set_accessible (row, name, 0);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *tile = gtk_widget_get_first_child (row);
  GtkWidget *label = gtk_widget_get_next_sibling (tile);
  gboolean   is_type = get_row_item (list_item)->type != NULL;

  gtk_list_item_set_activatable (list_item, is_type);
  gtk_list_item_set_selectable (list_item, is_type);
  if (is_type)
    bind_type (list_item, tile, label);
  else
    bind_heading (list_item, tile, label);
}

static GtkWidget *
new_list (WeirPalette *self)
{
  GtkListItemFactory            *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSingleSelection) selection =
    gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  GtkWidget *scroller;

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->list = weir_widget_new_list (factory,
                                     _ ("Node types"),
                                     G_CALLBACK (row_activated_cb),
                                     self,
                                     &scroller);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list),
                           GTK_SELECTION_MODEL (selection));
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  return scroller;
}

static void
add_entry (WeirPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Search"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search nodes"),
                                  -1);
  gtk_widget_set_margin_start (self->entry, 6);
  gtk_widget_set_margin_end (self->entry, 6);
  gtk_widget_set_margin_top (self->entry, 6);
  gtk_widget_set_margin_bottom (self->entry, 6);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry),
                                           GTK_WIDGET (self));
  g_signal_connect_object (self->entry,
                           "search-changed",
                           G_CALLBACK (fill),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "activate",
                           G_CALLBACK (entry_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys,
                           "key-pressed",
                           G_CALLBACK (entry_key_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
}

static void
weir_palette_init (WeirPalette *self)
{
  GtkWidget        *widget = GTK_WIDGET (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Palette"),
                                  -1);
  self->store = g_list_store_new (WEIR_TYPE_PALETTE_ITEM);
  add_entry (self);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), new_list (self), "list");
  self->nothing = adw_status_page_new ();
  gtk_widget_add_css_class (self->nothing, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->nothing),
                                 "edit-find-symbolic");
  adw_status_page_set_description (
    ADW_STATUS_PAGE (self->nothing),
    _ ("This app runs WebSocket flows: inject, debug, WebSocket in and out."));
  gtk_stack_add_named (GTK_STACK (self->stack), self->nothing, "nothing");
  gtk_widget_set_parent (self->stack, widget);
}

GtkWidget *
weir_palette_new (WeirSession *session)
{
  WeirPalette *self = g_object_new (WEIR_TYPE_PALETTE, NULL);

  self->session = g_object_ref (session);
  fill (self);
  return GTK_WIDGET (self);
}
