/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-chooser.h"

#include <glib/gi18n-lib.h>

#define WIDTH  280
#define HEIGHT 320

/* A row of the list. */
#define WEIR_TYPE_CHOICE (weir_choice_get_type ())
G_DECLARE_FINAL_TYPE (WeirChoice, weir_choice, WEIR, CHOICE, GObject)

struct _WeirChoice
{
  GObject parent_instance;

  char *id;
  char *title;
  char *subtitle; /* (nullable) */
  char *icon;     /* (nullable) */
  char *folded;   /* what is searched */
};

G_DEFINE_FINAL_TYPE (WeirChoice, weir_choice, G_TYPE_OBJECT)

static void
weir_choice_finalize (GObject *object)
{
  WeirChoice *self = WEIR_CHOICE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->icon);
  g_free (self->folded);
  G_OBJECT_CLASS (weir_choice_parent_class)->finalize (object);
}

static void
weir_choice_class_init (WeirChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_choice_finalize;
}

static void
weir_choice_init (WeirChoice *self)
{
}

struct _WeirChooser
{
  GtkPopover parent_instance;

  /* owned */
  GListStore         *store;
  GtkFilter          *filter;
  GtkSingleSelection *selection;
  char              **words; /* of the filter, in lower case */

  /* children */
  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (WeirChooser, weir_chooser, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  WeirChooser *self = user_data;
  WeirChoice  *choice = item;

  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (strstr (choice->folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

guint
weir_chooser_get_n_shown (WeirChooser *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

/* The list with its first row marked, or what to say without rows. */
static void
show_rows (WeirChooser *self)
{
  gboolean any = weir_chooser_get_n_shown (self) > 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    any ? "list" : "empty");
  if (any)
    gtk_single_selection_set_selected (self->selection, 0);
}

void
weir_chooser_set_filter (WeirChooser *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  g_strfreev (self->words);
  self->words = g_strsplit_set (folded, " \t", -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_rows (self);
}

void
weir_chooser_add (WeirChooser *self,
                  const char  *id,
                  const char  *title,
                  const char  *subtitle,
                  const char  *icon)
{
  g_autoptr (WeirChoice) choice = g_object_new (WEIR_TYPE_CHOICE, NULL);
  g_autofree char       *searched =
    g_strconcat (title, " ", subtitle != NULL ? subtitle : "", NULL);

  choice->id = g_strdup (id);
  choice->title = g_strdup (title);
  choice->subtitle = g_strdup (subtitle);
  choice->icon = g_strdup (icon);
  choice->folded = g_utf8_casefold (searched, -1);
  g_list_store_append (self->store, choice);
  show_rows (self);
}

void
weir_chooser_choose (WeirChooser *self, gboolean more)
{
  WeirChoice *choice = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *id = choice != NULL ? g_strdup (choice->id) : NULL;

  if (id == NULL)
    return;
  g_object_ref (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, id, more);
  g_object_unref (self);
}

static void
entry_changed_cb (WeirChooser *self)
{
  weir_chooser_set_filter (self,
                           gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
entry_activate_cb (WeirChooser *self)
{
  weir_chooser_choose (self, FALSE);
}

static void
row_activate_cb (WeirChooser *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  weir_chooser_choose (self, FALSE);
}

/* The mark moves while the words are typed: the entry keeps the focus. */
static void
move_mark (WeirChooser *self, int by)
{
  guint n = weir_chooser_get_n_shown (self);
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  at = at == GTK_INVALID_LIST_POSITION ? 0 : (at + n + (guint)(by + (int)n)) % n;
  gtk_single_selection_set_selected (self->selection, at);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", at);
}

static gboolean
is_in_list (WeirChooser *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->list);
}

static gboolean
key_pressed_cb (WeirChooser *self, guint key, guint code, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (!(state & GDK_CONTROL_MASK))
        return GDK_EVENT_PROPAGATE;
      weir_chooser_choose (self, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      if (is_in_list (self))
        return GDK_EVENT_PROPAGATE;
      move_mark (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      if (is_in_list (self))
        return GDK_EVENT_PROPAGATE;
      move_mark (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* What a screen reader hears of the mark while the focus is in the entry. */
static void
mark_changed_cb (WeirChooser *self)
{
  WeirChoice *choice = gtk_single_selection_get_selected_item (self->selection);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  choice != NULL ? choice->title : "",
                                  -1);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *subtitle = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  /* What a node does takes two lines in most languages. */
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (subtitle), TRUE);
  gtk_label_set_lines (GTK_LABEL (subtitle), 2);
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), title);
  gtk_box_append (GTK_BOX (lines), subtitle);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  user_data)
{
  WeirChoice *choice = gtk_list_item_get_item (item);
  GtkWidget  *row = gtk_list_item_get_child (item);
  GtkWidget  *icon = gtk_widget_get_first_child (row);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_last_child (row));
  GtkWidget *subtitle = gtk_widget_get_next_sibling (title);

  gtk_widget_set_visible (icon, choice->icon != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), choice->icon);
  gtk_label_set_text (GTK_LABEL (title), choice->title);
  gtk_widget_set_visible (subtitle, choice->subtitle != NULL);
  gtk_label_set_text (GTK_LABEL (subtitle),
                      choice->subtitle != NULL ? choice->subtitle : "");
}

static GtkWidget *
build_list (WeirChooser *self, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scrolled = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  self->list =
    gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                       factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  g_signal_connect_object (self->list,
                           "activate",
                           G_CALLBACK (row_activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled),
                                                    TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              HEIGHT);
  return scrolled;
}

static void
build (WeirChooser *self, const char *title, const char *empty)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *nothing = gtk_label_new (empty);

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", title, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  g_signal_connect_object (self->entry,
                           "changed",
                           G_CALLBACK (entry_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "activate",
                           G_CALLBACK (entry_activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_set_margin_top (nothing, 12);
  gtk_widget_set_margin_bottom (nothing, 12);
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), build_list (self, title), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "empty");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  show_rows (self);
}

static void
weir_chooser_dispose (GObject *object)
{
  WeirChooser *self = WEIR_CHOOSER (object);

  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (weir_chooser_parent_class)->dispose (object);
}

static void
weir_chooser_class_init (WeirChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_chooser_dispose;
  signals[CHOSEN] = g_signal_new ("chosen",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_STRING,
                                  G_TYPE_BOOLEAN);
}

static void
weir_chooser_init (WeirChooser *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GListModel         *shown;

  self->store = g_list_store_new (WEIR_TYPE_CHOICE);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  shown = G_LIST_MODEL (
    gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->store)),
                               self->filter));
  self->selection = gtk_single_selection_new (shown);
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (mark_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys,
                           "key-pressed",
                           G_CALLBACK (key_pressed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

WeirChooser *
weir_chooser_new (const char *title, const char *empty)
{
  WeirChooser *self = g_object_new (WEIR_TYPE_CHOOSER, NULL);

  build (self, title, empty);
  return self;
}
