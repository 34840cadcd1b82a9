/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/help/weir-help-window.h"

#include "editor/help/weir-help-pages.h"
#include "editor/panels/weir-markdown-view.h"

#include <glib/gi18n-lib.h>

/* Results shown at most. */
#define MAX_RESULTS 50

/* Characters of a result's text. */
#define MAX_EXCERPT 120

/* Where people were; a page, and how far down. */
typedef struct
{
  char  *page;
  double offset;
} Place;

/* The window of the help. Owned by the toolkit; the application has a weak
 * pointer to it. */
struct _WeirHelpWindow
{
  AdwWindow parent_instance;

  /* owned */
  GtkWindowGroup *group; /* of its own: modal dialogs don't reach it */
  char           *page;
  char           *anchor; /* (nullable): to be scrolled to */
  double          offset; /* the same, without an anchor */
  guint           tick_id;
  GArray         *places;   /* the way back */
  GPtrArray      *sections; /* (nullable): read for the first search */
  GPtrArray      *found;    /* of them, by row */

  /* template */
  GtkWidget *title;
  GtkWidget *search_bar;
  GtkWidget *search_entry;
  GtkWidget *stack;
  GtkWidget *scroller;
  GtkWidget *view;
  GtkWidget *results;
};

G_DEFINE_FINAL_TYPE (WeirHelpWindow, weir_help_window, ADW_TYPE_WINDOW)

static void
clear_place (gpointer data)
{
  g_free (((Place *)data)->page);
}

static void
weir_help_window_dispose (GObject *object)
{
  WeirHelpWindow *self = WEIR_HELP_WINDOW (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (self->view, self->tick_id);
  self->tick_id = 0;
  g_clear_object (&self->group);
  G_OBJECT_CLASS (weir_help_window_parent_class)->dispose (object);
}

static void
weir_help_window_finalize (GObject *object)
{
  WeirHelpWindow *self = WEIR_HELP_WINDOW (object);

  g_free (self->page);
  g_free (self->anchor);
  g_array_unref (self->places);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  G_OBJECT_CLASS (weir_help_window_parent_class)->finalize (object);
}

/* The page */

static GtkAdjustment *
get_adjustment (WeirHelpWindow *self)
{
  return gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (self->scroller));
}

static double
get_offset (WeirHelpWindow *self)
{
  GtkWidget       *heading = NULL;
  graphene_point_t at;

  if (self->anchor != NULL)
    heading = weir_markdown_view_find (self->view, self->anchor);
  if (heading == NULL)
    return self->offset;
  if (!gtk_widget_compute_point (heading,
                                 self->view,
                                 &GRAPHENE_POINT_INIT (0, 0),
                                 &at))
    return 0;
  return at.y;
}

/* A page has its size a frame after it was made. */
static gboolean
scroll_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  WeirHelpWindow *self = user_data;
  GtkWidget      *last = gtk_widget_get_last_child (view);

  if (last != NULL && gtk_widget_get_height (last) == 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (get_adjustment (self), get_offset (self));
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_later (WeirHelpWindow *self)
{
  if (self->tick_id == 0)
    self->tick_id =
      gtk_widget_add_tick_callback (self->view, scroll_cb, self, NULL);
}

static void
update_title (WeirHelpWindow *self)
{
  GtkWidget *heading = gtk_widget_get_first_child (self->view);

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title),
                              GTK_IS_LABEL (heading)
                                ? gtk_label_get_text (GTK_LABEL (heading))
                                : _ ("Help"));
}

/* @anchor: (nullable) */
static void
turn_to (WeirHelpWindow *self, const char *page, const char *anchor, double offset)
{
  g_autofree char *text = weir_help_dup_text (page);

  if (text == NULL)
    {
      page = WEIR_HELP_START;
      text = weir_help_dup_text (page);
    }
  if (g_strcmp0 (self->page, page) != 0)
    {
      weir_markdown_view_set_page (self->view,
                                   text != NULL ? text : "",
                                   WEIR_HELP_FOLDER);
      g_free (self->page);
      self->page = g_strdup (page);
      update_title (self);
    }
  g_free (self->anchor);
  self->anchor = g_strdup (anchor);
  self->offset = offset;
  scroll_later (self);
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "page");
  gtk_widget_grab_focus (self->scroller);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "help.back",
                                 self->places->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "help.contents",
                                 !g_str_equal (self->page, WEIR_HELP_START));
}

static void
remember_place (WeirHelpWindow *self)
{
  Place place = { .page = g_strdup (self->page) };

  if (self->page == NULL)
    return;
  place.offset = gtk_adjustment_get_value (get_adjustment (self));
  g_array_append_val (self->places, place);
}

/* Turns to it with a way back to here. */
static void
follow (WeirHelpWindow *self, const char *target)
{
  g_autofree char *anchor = NULL;
  g_autofree char *page =
    weir_help_split (self->page != NULL ? self->page : WEIR_HELP_START,
                     target,
                     &anchor);

  remember_place (self);
  turn_to (self, page, anchor, 0);
}

/* Actions */

static void
follow_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  follow (WEIR_HELP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
contents_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  follow (WEIR_HELP_WINDOW (widget), WEIR_HELP_START);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirHelpWindow *self = WEIR_HELP_WINDOW (widget);
  Place           place;

  if (self->places->len == 0)
    return;
  place = g_array_index (self->places, Place, self->places->len - 1);
  place.page = g_strdup (place.page);
  g_array_set_size (self->places, self->places->len - 1);
  turn_to (self, place.page, NULL, place.offset);
  clear_place (&place);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirHelpWindow *self = WEIR_HELP_WINDOW (widget);

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), TRUE);
  gtk_widget_grab_focus (self->search_entry);
}

static void
weir_help_window_class_init (WeirHelpWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    const char                 *action;
    const char                 *parameter;
    guint                       key;
    GdkModifierType             modifiers;
    GtkWidgetActionActivateFunc activate;
  } rows[] = {
    { "help.follow", "s", 0, 0, follow_action },
    { "help.contents", NULL, GDK_KEY_Home, GDK_ALT_MASK, contents_action },
    { "help.back", NULL, GDK_KEY_Left, GDK_ALT_MASK, back_action },
    { "help.search", NULL, GDK_KEY_f, GDK_CONTROL_MASK, search_action },
  };

  object_class->dispose = weir_help_window_dispose;
  object_class->finalize = weir_help_window_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_widget_class_install_action (widget_class,
                                       rows[i].action,
                                       rows[i].parameter,
                                       rows[i].activate);
      if (rows[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class,
                                             rows[i].key,
                                             rows[i].modifiers,
                                             rows[i].action,
                                             NULL);
    }
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_w,
                                       GDK_CONTROL_MASK,
                                       "window.close",
                                       NULL);
}

/* Searching */

static void
ellipsize (GString *text)
{
  if (g_utf8_strlen (text->str, -1) <= MAX_EXCERPT)
    return;
  g_string_truncate (text,
                     (gsize)(g_utf8_offset_to_pointer (text->str, MAX_EXCERPT) -
                             text->str));
  g_string_append (text, "…");
}

static GtkWidget *
new_result (const WeirHelpSection *section)
{
  GtkWidget          *row = adw_action_row_new ();
  g_autoptr (GString) excerpt = g_string_new (section->text);
  g_autofree char    *title = g_markup_escape_text (section->heading, -1);
  g_autofree char    *subtitle = NULL;

  ellipsize (excerpt);
  if (!g_str_equal (section->page_title, section->heading))
    {
      g_string_prepend (excerpt, " – ");
      g_string_prepend (excerpt, section->page_title);
    }
  subtitle = g_markup_escape_text (excerpt->str, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
search_changed_cb (WeirHelpWindow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  GtkListBox *list = GTK_LIST_BOX (self->results);
  GtkListBoxRow *row;
  gboolean       asked = words[strspn (words, " ")] != '\0';

  if (self->sections == NULL)
    self->sections = weir_help_list_sections ();
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = weir_help_find (self->sections, words);
  if (self->found->len > MAX_RESULTS)
    g_ptr_array_set_size (self->found, MAX_RESULTS);
  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; i < self->found->len; i++)
    gtk_list_box_append (list, new_result (self->found->pdata[i]));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    !asked                 ? "page"
                                    : self->found->len > 0 ? "results"
                                                           : "none");
}

static void
row_activated_cb (WeirHelpWindow *self, GtkListBoxRow *row)
{
  guint            index = (guint)gtk_list_box_row_get_index (row);
  WeirHelpSection *section = g_ptr_array_index (self->found, index);
  g_autofree char *target =
    g_strconcat (section->page, "#", section->anchor, NULL);

  follow (self, target);
}

/* Enter takes the first. */
static void
search_activate_cb (WeirHelpWindow *self)
{
  GtkListBoxRow *row =
    gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->results), 0);

  if (row != NULL)
    row_activated_cb (self, row);
}

/* Building */

static GtkWidget *
new_button (const char *icon, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  return button;
}

static GtkWidget *
new_header (WeirHelpWindow *self)
{
  AdwHeaderBar *header = ADW_HEADER_BAR (adw_header_bar_new ());

  self->title = adw_window_title_new (_ ("Help"), NULL);
  adw_header_bar_set_title_widget (header, self->title);
  adw_header_bar_pack_start (header,
                             new_button ("go-previous-symbolic",
                                         "help.back",
                                         _ ("Back")));
  adw_header_bar_pack_start (header,
                             new_button ("view-list-symbolic",
                                         "help.contents",
                                         _ ("Contents")));
  adw_header_bar_pack_end (header,
                           new_button ("edit-find-symbolic",
                                       "help.search",
                                       _ ("Search in Help")));
  return GTK_WIDGET (header);
}

static GtkWidget *
new_search_bar (WeirHelpWindow *self)
{
  self->search_bar = gtk_search_bar_new ();
  self->search_entry = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search_entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search in Help"),
                                  -1);
  gtk_search_bar_set_child (GTK_SEARCH_BAR (self->search_bar),
                            self->search_entry);
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar),
                                GTK_EDITABLE (self->search_entry));
  g_signal_connect_object (self->search_entry,
                           "search-changed",
                           G_CALLBACK (search_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry,
                           "activate",
                           G_CALLBACK (search_activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self->search_bar;
}

/* @child in the middle, as wide as one reads well. Pictures can shrink, but have
 * their natural height here. */
static GtkWidget *
new_scroller (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_widget_add_css_class (clamp, "weir-help");
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport),
                                     GTK_SCROLL_NATURAL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), viewport);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
new_results (WeirHelpWindow *self)
{
  self->results = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->results),
                                   GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->results, "boxed-list");
  gtk_widget_set_valign (self->results, GTK_ALIGN_START);
  g_signal_connect_object (self->results,
                           "row-activated",
                           G_CALLBACK (row_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return new_scroller (self->results);
}

static GtkWidget *
new_none (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Results"));
  adw_status_page_set_description (
    ADW_STATUS_PAGE (page),
    _ ("Try fewer or other words, or the code of a problem."));
  return page;
}

/* Keys that scroll a text elsewhere scroll the page, which has no cursor. */
static void
add_reading_keys (WeirHelpWindow *self)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    GtkScrollType   scroll;
  } rows[] = {
    { GDK_KEY_Down, 0, GTK_SCROLL_STEP_DOWN },
    { GDK_KEY_Up, 0, GTK_SCROLL_STEP_UP },
    { GDK_KEY_space, 0, GTK_SCROLL_PAGE_DOWN },
    { GDK_KEY_space, GDK_SHIFT_MASK, GTK_SCROLL_PAGE_UP },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkShortcut *shortcut =
        gtk_shortcut_new (gtk_keyval_trigger_new (rows[i].key, rows[i].modifiers),
                          gtk_signal_action_new ("scroll-child"));

      gtk_shortcut_set_arguments (shortcut,
                                  g_variant_new ("(ib)",
                                                 (int)rows[i].scroll,
                                                 FALSE));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                            shortcut);
    }
  gtk_widget_add_controller (self->scroller, keys);
  gtk_widget_set_focusable (self->scroller, TRUE);
}

static GtkWidget *
new_stack (WeirHelpWindow *self)
{
  GtkStack *stack = GTK_STACK (gtk_stack_new ());

  self->stack = GTK_WIDGET (stack);
  self->view = weir_markdown_view_new ();
  gtk_box_set_spacing (GTK_BOX (self->view), 12);
  self->scroller = new_scroller (self->view);
  add_reading_keys (self);
  gtk_stack_add_named (stack, self->scroller, "page");
  gtk_stack_add_named (stack, new_results (self), "results");
  gtk_stack_add_named (stack, new_none (), "none");
  return GTK_WIDGET (stack);
}

static void
weir_help_window_init (WeirHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, clear_place);
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), new_search_bar (self));
  gtk_box_append (GTK_BOX (box), new_stack (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Help"));
  gtk_window_set_default_size (GTK_WINDOW (self), 800, 720);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
  self->group = gtk_window_group_new ();
  gtk_window_group_add_window (self->group, GTK_WINDOW (self));
}

GtkWindow *
weir_help_window_new (GtkApplication *application)
{
  return g_object_new (WEIR_TYPE_HELP_WINDOW, "application", application, NULL);
}

void
weir_help_window_show (WeirHelpWindow *self, const char *target)
{
  follow (self, target);
}

const char *
weir_help_window_get_page (WeirHelpWindow *self)
{
  return self->page;
}
