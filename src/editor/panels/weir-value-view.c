/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-value-view.h"

#include "editor/panels/weir-hex-lines.h"
#include "editor/panels/weir-value-text.h"
#include "editor/panels/weir-value-tree-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* WeirValueView: four ways to look at a value. Only the page that is seen is
 * filled. Text views lay out all of a paragraph at once, so they get no more of
 * a text than they can show without delay; copying takes all of it. */

#define MAX_TEXT_BYTES ((gsize)100 * 1000)

/* Characters on a line of Base64, as in MIME (RFC 2045 §6.8). */
#define BASE64_LINE 76

struct _WeirValueView
{
  GtkWidget parent_instance;

  /* owned */
  WeirValue *value; /* (nullable) */
  char      *path;
  char      *source; /* (nullable) */

  /* children */
  GtkWidget         *box;
  GtkStack          *stack;
  WeirValueTreeView *tree;
  GtkTextView       *text;
  GtkTextView       *base64;
  GtkListView       *hex;
  GtkLabel          *note;

  /* derived */
  const char *filled; /* the page that shows the value */
};

G_DEFINE_FINAL_TYPE (WeirValueView, weir_value_view, GTK_TYPE_WIDGET)

/* Filling */

static void
show_note (WeirValueView *self, gsize shown, gsize size)
{
  g_autofree char *shown_text = g_format_size (shown);
  g_autofree char *size_text = g_format_size (size);
  g_autofree char *note = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->note), shown < size);
  if (shown >= size)
    return;
  /* Translators: two sizes, such as 64 kB */
  note = g_strdup_printf (_ ("The first %s of %s are shown. Copy takes all."),
                          shown_text,
                          size_text);
  gtk_label_set_text (self->note, note);
}

static void
fill_text (WeirValueView *self)
{
  g_autoptr (GString) text = weir_value_dup_text (self->value);
  gsize               size = text->len;
  gsize               shown = size;

  if (shown > MAX_TEXT_BYTES)
    shown =
      (gsize)(g_utf8_find_prev_char (text->str, text->str + MAX_TEXT_BYTES) -
              text->str);
  /* A text buffer holds no NUL. */
  for (gsize i = 0; i < shown; i++)
    if (text->str[i] == '\0')
      text->str[i] = ' ';
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text),
                            text->str,
                            (int)shown);
  show_note (self, shown, size);
}

static void
fill_base64 (WeirValueView *self)
{
  g_autoptr (GBytes)  bytes = weir_value_dup_bytes (self->value);
  gsize               size = g_bytes_get_size (bytes);
  gsize               shown = MIN (size, MAX_TEXT_BYTES / 4 * 3);
  g_autofree char    *encoded = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);

  encoded = g_base64_encode (g_bytes_get_data (bytes, NULL), shown);
  for (const char *p = encoded; *p != '\0'; p += strnlen (p, BASE64_LINE))
    {
      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      g_string_append_len (lines, p, (gssize)strnlen (p, BASE64_LINE));
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->base64),
                            lines->str,
                            (int)lines->len);
  show_note (self, shown, size);
}

static void
fill_hex (WeirValueView *self)
{
  g_autoptr (GBytes)         bytes = weir_value_dup_bytes (self->value);
  GListModel                *lines = weir_hex_lines_new (bytes);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (lines);

  gtk_list_view_set_model (self->hex, GTK_SELECTION_MODEL (selection));
  show_note (self, 0, 0);
}

static void
fill_tree (WeirValueView *self)
{
  g_autoptr (WeirValueNode) root = weir_value_node_new (self->value, self->path);

  weir_value_tree_view_set_root (self->tree, root, self->source);
  show_note (self, 0, 0);
}

static void
fill (WeirValueView *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (self->value == NULL || page == NULL || g_strcmp0 (self->filled, page) == 0)
    return;
  self->filled = g_intern_string (page);
  if (g_str_equal (page, "tree"))
    fill_tree (self);
  else if (g_str_equal (page, "text"))
    fill_text (self);
  else if (g_str_equal (page, "hex"))
    fill_hex (self);
  else
    fill_base64 (self);
}

/* Copies what the page shows: of the tree the selected value. */
static void
copy_cb (WeirValueView *self)
{
  const char        *page = gtk_stack_get_visible_child_name (self->stack);
  GdkClipboard      *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char   *text = NULL;

  if (self->value == NULL)
    return;
  if (g_str_equal (page, "tree"))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->tree), "value.copy", NULL);
      return;
    }
  bytes = weir_value_dup_bytes (self->value);
  if (g_str_equal (page, "base64"))
    text =
      g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  else if (g_str_equal (page, "hex"))
    {
      g_autoptr (GListModel) lines = weir_hex_lines_new (bytes);
      g_autoptr (GString)    out = g_string_new (NULL);

      for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
        {
          g_autoptr (GtkStringObject) line = g_list_model_get_item (lines, i);

          g_string_append (out, gtk_string_object_get_string (line));
          g_string_append_c (out, '\n');
        }
      text = g_string_free (g_steal_pointer (&out), FALSE);
    }
  else
    text = g_string_free (weir_value_dup_text (self->value), FALSE);
  gdk_clipboard_set_text (clipboard, text);
}

/* Making */

static GtkWidget *
scroll (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

static GtkTextView *
add_text_page (WeirValueView *self,
               const char    *name,
               const char    *title,
               GtkWrapMode    wrap)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), wrap);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_widget_add_css_class (view, "weir-value-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  gtk_stack_add_titled (self->stack, scroll (view), name, title);
  return GTK_TEXT_VIEW (view);
}

static void
setup_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *line = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (line));
}

static void
add_hex_page (WeirValueView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_line_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_line_cb), self, 0);
  self->hex = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->hex), "weir-hex");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hex),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Hex"),
                                  -1);
  gtk_stack_add_titled (self->stack,
                        scroll (GTK_WIDGET (self->hex)),
                        "hex",
                        _ ("Hex"));
}

static void
name_button (GtkWidget *button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static GtkWidget *
make_bar (WeirValueView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *popover =
    gtk_popover_menu_new_from_model (weir_value_tree_view_get_menu (self->tree));

  gtk_widget_add_css_class (bar, "weir-value-bar");
  gtk_widget_add_css_class (switcher, "weir-value-switcher");
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  gtk_widget_set_hexpand (switcher, TRUE);
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  name_button (copy, _ ("Copy"));
  g_signal_connect_object (copy,
                           "clicked",
                           G_CALLBACK (copy_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), popover);
  name_button (menu, _ ("Value Menu"));
  gtk_box_append (GTK_BOX (bar), switcher);
  gtk_box_append (GTK_BOX (bar), copy);
  gtk_box_append (GTK_BOX (bar), menu);
  return bar;
}

/* The menu hangs outside the tree whose rows it is about. */
static void
forward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirValueView *self = WEIR_VALUE_VIEW (widget);

  gtk_stack_set_visible_child_name (self->stack, "tree");
  gtk_widget_activate_action (GTK_WIDGET (self->tree), name, NULL);
}

static void
weir_value_view_dispose (GObject *object)
{
  WeirValueView *self = WEIR_VALUE_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_value_view_parent_class)->dispose (object);
}

static void
weir_value_view_finalize (GObject *object)
{
  WeirValueView *self = WEIR_VALUE_VIEW (object);

  g_clear_pointer (&self->value, weir_value_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->source, g_free);
  G_OBJECT_CLASS (weir_value_view_parent_class)->finalize (object);
}

static void
weir_value_view_class_init (WeirValueViewClass *klass)
{
  GObjectClass            *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass          *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const actions[] = {
    "value.copy",     "value.copy-path", "value.pin",
    "value.collapse", "value.unpin-all",
  };

  object_class->dispose = weir_value_view_dispose;
  object_class->finalize = weir_value_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, forward_action);
}

static void
weir_value_view_init (WeirValueView *self)
{
  self->path = g_strdup ("");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->tree = WEIR_VALUE_TREE_VIEW (weir_value_tree_view_new ());
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->tree), "tree", _ ("Tree"));
  self->text = add_text_page (self, "text", _ ("Text"), GTK_WRAP_WORD_CHAR);
  add_hex_page (self);
  self->base64 = add_text_page (self, "base64", _ ("Base64"), GTK_WRAP_CHAR);
  g_signal_connect_object (self->stack,
                           "notify::visible-child",
                           G_CALLBACK (fill),
                           self,
                           G_CONNECT_SWAPPED);
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "weir-value-note");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
weir_value_view_new (void)
{
  return g_object_new (WEIR_TYPE_VALUE_VIEW, NULL);
}

void
weir_value_view_set_value (WeirValueView *self,
                           WeirValue     *value,
                           const char    *path,
                           const char    *source)
{
  g_return_if_fail (WEIR_IS_VALUE_VIEW (self));

  if (value != NULL)
    weir_value_ref (value);
  g_clear_pointer (&self->value, weir_value_unref);
  self->value = value;
  g_free (self->path);
  self->path = g_strdup (path);
  g_free (self->source);
  self->source = g_strdup (source);
  self->filled = NULL;
  if (value == NULL)
    weir_value_tree_view_set_root (self->tree, NULL, NULL);
  fill (self);
}
