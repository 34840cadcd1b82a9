/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-entry-row.h"

#include "editor/panels/weir-entry-text.h"
#include "editor/panels/weir-type-tile.h"
#include "editor/weir-widget.h"
#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>

/* One entry in a list. Owned by the list view, which gives it another item when
 * it scrolls. */
struct _WeirEntryRow
{
  GtkWidget parent_instance;

  WeirEntryFeed *feed; /* owned */
  WeirEntryItem *item; /* (nullable): owned */
  char          *description;
  guint          level;

  /* children; the labels are the text's */
  GtkWidget *tile;
  GtkWidget *label;
  GtkWidget *detail;
  GtkWidget *problem;
  GtkWidget *changed;
};

G_DEFINE_FINAL_TYPE (WeirEntryRow, weir_entry_row, GTK_TYPE_WIDGET)

static void
weir_entry_row_dispose (GObject *object)
{
  WeirEntryRow *self = WEIR_ENTRY_ROW (object);

  if (self->feed != NULL)
    weir_entry_row_set_item (self, NULL);
  g_clear_object (&self->feed);
  weir_widget_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (weir_entry_row_parent_class)->dispose (object);
}

static void
weir_entry_row_finalize (GObject *object)
{
  WeirEntryRow *self = WEIR_ENTRY_ROW (object);

  g_clear_pointer (&self->description, g_free);
  G_OBJECT_CLASS (weir_entry_row_parent_class)->finalize (object);
}

static void
weir_entry_row_class_init (WeirEntryRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_entry_row_dispose;
  object_class->finalize = weir_entry_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
weir_entry_row_init (WeirEntryRow *self)
{
  GtkWidget        *widget = GTK_WIDGET (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);
  GtkWidget        *texts;

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_set_hexpand (widget, TRUE);
  self->tile = weir_type_tile_new ();
  texts = weir_entry_text_new ();
  gtk_widget_set_hexpand (texts, TRUE);
  self->label = GTK_WIDGET (weir_entry_text_get_name (WEIR_ENTRY_TEXT (texts)));
  self->detail =
    GTK_WIDGET (weir_entry_text_get_detail (WEIR_ENTRY_TEXT (texts)));
  self->problem = gtk_image_new ();
  self->changed = gtk_image_new_from_icon_name ("media-record-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->changed), 10);
  gtk_widget_add_css_class (self->changed, "accent");
  gtk_widget_set_tooltip_text (self->changed, _ ("Changed, not deployed yet"));
  gtk_widget_set_parent (self->tile, widget);
  gtk_widget_set_parent (texts, widget);
  gtk_widget_set_parent (self->problem, widget);
  gtk_widget_set_parent (self->changed, widget);
}

GtkWidget *
weir_entry_row_new (WeirEntryFeed *feed)
{
  WeirEntryRow *self = g_object_new (WEIR_TYPE_ENTRY_ROW, NULL);

  self->feed = g_object_ref (feed);
  return GTK_WIDGET (self);
}

/* What it looks like */

static gboolean
is_disabled (WeirEntryRow *self, WeirElement *element)
{
  WeirSession *session = weir_entry_feed_get_session (self->feed);
  WeirElement *tab;

  if (weir_value_is_truthy (weir_element_get_member (element, "d")) ||
      weir_value_is_truthy (weir_element_get_member (element, "disabled")))
    return TRUE;
  tab = weir_document_get_element (weir_session_get_document (session),
                                   weir_element_get_container (element));
  return tab != NULL &&
         weir_value_is_truthy (weir_element_get_member (tab, "disabled"));
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* One text of all problems but notes; NULL for none. */
static char *
dup_problems (WeirEntryRow *self, const char *id)
{
  WeirSession          *session = weir_entry_feed_get_session (self->feed);
  g_autoptr (GPtrArray) list = weir_session_list_problems (session, id);
  GString              *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const WeirProblem *problem = list->pdata[i];

      if (problem->severity == WEIR_SEVERITY_NOTE)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, problem->text);
    }
  return g_string_free (text, text->len == 0);
}

static void
set_problem (WeirEntryRow *self, const char *id)
{
  WeirSession     *session = weir_entry_feed_get_session (self->feed);
  WeirSeverity     severity;
  gboolean         has = weir_session_get_severity (session, id, &severity);
  gboolean         is_error = has && severity == WEIR_SEVERITY_ERROR;
  g_autofree char *text = has ? dup_problems (self, id) : NULL;

  gtk_widget_set_visible (self->problem, has);
  if (!has)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->problem),
                                is_error ? "dialog-error-symbolic"
                                         : "dialog-warning-symbolic");
  set_class (self->problem, "error", is_error);
  set_class (self->problem, "warning", !is_error);
  gtk_widget_set_tooltip_text (self->problem, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problem),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_error ? _ ("Error") : _ ("Warning"),
                                  -1);
}

static const char *
get_status (WeirEntryRow *self, const char *id)
{
  WeirLive *live =
    weir_session_get_live (weir_entry_feed_get_session (self->feed));
  const WeirLiveNode *node = weir_live_get_node (live, id);

  return node != NULL && node->text[0] != '\0' ? node->text : NULL;
}

/* "inject, websocket in; connected 2; disabled; changed; error" */
static void
describe (WeirEntryRow *self, const char *name, gboolean disabled)
{
  GString    *text = g_string_new (name);
  const char *detail = gtk_label_get_text (GTK_LABEL (self->detail));

  if (detail[0] != '\0')
    g_string_append_printf (text, ", %s", detail);
  if (disabled)
    g_string_append_printf (text, ", %s", _ ("disabled"));
  if (gtk_widget_get_visible (self->changed))
    g_string_append_printf (text, ", %s", _ ("changed"));
  if (gtk_widget_get_visible (self->problem))
    g_string_append_printf (text,
                            ", %s",
                            gtk_widget_has_css_class (self->problem, "error")
                              ? _ ("has errors")
                              : _ ("has warnings"));
  g_free (self->description);
  self->description = g_string_free (text, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->description,
                                  -1);
  weir_list_child_set_accessible (GTK_WIDGET (self),
                                  self->description,
                                  self->level);
}

/* All of what may be cut. @detail: (nullable) */
static void
set_tooltip (WeirEntryRow *self, const char *label, const char *detail)
{
  g_autofree char *text =
    detail != NULL ? g_strdup_printf ("%s\n%s", label, detail) : NULL;

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text != NULL ? text : label);
}

static void
show_section (WeirEntryRow *self)
{
  const char *title = weir_entry_item_get_title (self->item);

  gtk_widget_set_visible (self->tile, FALSE);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_widget_set_visible (self->changed, FALSE);
  gtk_widget_set_visible (self->detail, FALSE);
  gtk_widget_add_css_class (self->label, "heading");
  gtk_widget_remove_css_class (self->label, "dim-label");
  gtk_label_set_text (GTK_LABEL (self->label), title);
  gtk_label_set_text (GTK_LABEL (self->detail), "");
  describe (self, title, FALSE);
}

static void
show_element (WeirEntryRow *self, WeirElement *element)
{
  WeirSession     *session = weir_entry_feed_get_session (self->feed);
  const char      *id = weir_element_get_id (element);
  g_autofree char *label = weir_session_dup_label (session, element);
  const char      *detail = weir_entry_item_get_detail (self->item);
  gboolean         disabled = is_disabled (self, element);

  if (detail == NULL)
    detail = get_status (self, id);
  weir_type_tile_set_entry (WEIR_TYPE_TILE (self->tile),
                            weir_entry_feed_get_session (self->feed),
                            element);
  gtk_label_set_text (GTK_LABEL (self->label), label);
  gtk_label_set_text (GTK_LABEL (self->detail), detail != NULL ? detail : "");
  gtk_widget_set_visible (self->detail, detail != NULL);
  gtk_widget_set_visible (self->changed, weir_session_is_changed (session, id));
  set_class (self->label, "dim-label", disabled);
  set_problem (self, id);
  set_tooltip (self, label, detail);
  describe (self, label, disabled);
}

static void
show_wire (WeirEntryRow *self, WeirElement *target)
{
  WeirSession     *session = weir_entry_feed_get_session (self->feed);
  g_autofree char *label = target != NULL
                             ? weir_session_dup_label (session, target)
                             : g_strdup (weir_entry_item_get_id (self->item));
  const char      *detail = weir_entry_item_get_detail (self->item);
  /* Translators: a wire of a node; what it leads to */
  g_autofree char *name = g_strdup_printf (_ ("Wire to %s"), label);

  weir_type_tile_set_icon (WEIR_TYPE_TILE (self->tile), "go-next-symbolic");
  gtk_label_set_text (GTK_LABEL (self->label), label);
  gtk_label_set_text (GTK_LABEL (self->detail), detail != NULL ? detail : "");
  gtk_widget_set_visible (self->detail, detail != NULL);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_widget_set_visible (self->changed, FALSE);
  set_class (self->label, "dim-label", target == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  describe (self, name, FALSE);
}

void
weir_entry_row_refresh (WeirEntryRow *self)
{
  WeirDocument *document;
  WeirElement  *element;

  if (self->item == NULL)
    return;
  if (weir_entry_item_get_kind (self->item) == WEIR_ENTRY_ITEM_SECTION)
    {
      show_section (self);
      return;
    }
  document = weir_session_get_document (weir_entry_feed_get_session (self->feed));
  element =
    weir_document_get_element (document, weir_entry_item_get_id (self->item));
  gtk_widget_set_visible (self->tile, TRUE);
  gtk_widget_remove_css_class (self->label, "heading");
  if (weir_entry_item_get_kind (self->item) == WEIR_ENTRY_ITEM_WIRE)
    show_wire (self, element);
  else if (element != NULL) /* else its list drops it soon */
    show_element (self, element);
}

void
weir_entry_row_set_item (WeirEntryRow *self, WeirEntryItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->item, self);
      weir_entry_feed_remove (self->feed,
                              weir_entry_item_get_id (self->item),
                              self);
    }
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  weir_entry_feed_add (self->feed, weir_entry_item_get_id (item), self);
  g_signal_connect_object (item,
                           "notify::detail",
                           G_CALLBACK (weir_entry_row_refresh),
                           self,
                           G_CONNECT_SWAPPED);
  weir_entry_row_refresh (self);
}

WeirEntryItem *
weir_entry_row_get_item (WeirEntryRow *self)
{
  return self->item;
}

void
weir_entry_row_set_level (WeirEntryRow *self, guint level)
{
  self->level = level;
}

const char *
weir_entry_row_get_description (WeirEntryRow *self)
{
  return self->description != NULL ? self->description : "";
}

/* The widget a list puts around a row, below the expander of a tree. */
static GtkWidget *
find_list_child (GtkWidget *child)
{
  GtkWidget *parent = gtk_widget_get_parent (child);

  if (parent != NULL && GTK_IS_TREE_EXPANDER (parent))
    parent = gtk_widget_get_parent (parent);
  return parent;
}

void
weir_list_child_set_accessible (GtkWidget *child, const char *label, guint level)
{
  GtkWidget *parent = find_list_child (child);

  if (parent == NULL || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (
                          parent)) != GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  if (level > 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                    GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                    (int)level,
                                    -1);
}
