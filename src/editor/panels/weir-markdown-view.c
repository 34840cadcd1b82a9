/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-markdown-view.h"

#include "editor/weir-markdown.h"

#include <adwaita.h>
#include <string.h>

/* Markdown as labels in a box. */

GtkWidget *
weir_markdown_view_new (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
}

static gboolean
is_web (const char *uri)
{
  return g_str_has_prefix (uri, "https://") || g_str_has_prefix (uri, "http://");
}

/* The web is the label's own business. */
static gboolean
follow_cb (GtkWidget *label, const char *uri)
{
  return !is_web (uri) &&
         gtk_widget_activate_action (label, "help.follow", "s", uri);
}

static void
set_markup (GtkWidget *label, const char *markup)
{
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* Not a stop on the way by Tab, unless there is something to activate. */
  gtk_widget_set_focusable (label, strstr (markup, "<a ") != NULL);
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect_object (label, "activate-link", G_CALLBACK (follow_cb), label, 0);
}

static GtkWidget *
new_label (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  set_markup (label, markup);
  return label;
}

static GtkWidget *
new_item (const WeirMarkdownBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bullet = gtk_label_new (block->bullet);

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "weir-item");
  gtk_widget_set_margin_start (box, 6 + 12 * (int)MIN (block->level, 6));
  gtk_box_append (GTK_BOX (box), bullet);
  gtk_box_append (GTK_BOX (box), new_label (block->markup));
  return box;
}

/* The lines of a page are its writer's; where they don't fit they scroll. */
static GtkWidget *
new_code (const WeirMarkdownBlock *block, gboolean is_page)
{
  GtkWidget *label = new_label (block->markup);
  GtkWidget *scroller;

  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "weir-code");
  if (!is_page)
    {
      gtk_widget_add_css_class (label, "card");
      return label;
    }
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_add_css_class (scroller, "card");
  return scroller;
}

static GtkWidget *
new_heading (const WeirMarkdownBlock *block, gboolean is_page)
{
  static const char *const classes[] = { "title-1", "title-2", "title-4" };
  g_autofree char         *anchor = weir_markdown_dup_anchor (block->markup);
  guint      level = CLAMP (block->level, 1, G_N_ELEMENTS (classes));
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING,
                                   "name",
                                   anchor,
                                   NULL);

  set_markup (label, block->markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                  (int)block->level,
                                  -1);
  gtk_widget_add_css_class (label, is_page ? classes[level - 1] : "heading");
  if (is_page && level > 1)
    gtk_widget_set_margin_top (label, level == 2 ? 18 : 12);
  return label;
}

/* Tables. Four columns are too many for a narrow window, so a row is shown as
 * lists of GNOME show theirs: a title and what belongs to it below. */

static gboolean
is_blank (const char *cell)
{
  return cell[0] == '\0' || g_str_equal (cell, "–");
}

/* The cells between the first and the last: "kind: text · default: 1" */
static char *
dup_middle (char **head, char **cells, guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 1; i + 1 < n; i++)
    {
      if (is_blank (cells[i]))
        continue;
      if (out->len > 0)
        g_string_append (out, " · ");
      g_string_append_printf (out, "%s: %s", head[i], cells[i]);
    }
  return g_string_free (out, FALSE);
}

static GtkWidget *
new_row (char **head, char **cells)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget       *title = new_label (cells[0]);
  guint            n = g_strv_length (head);
  g_autofree char *middle = dup_middle (head, cells, n);

  gtk_widget_add_css_class (box, "weir-table-row");
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), title);
  if (middle[0] != '\0')
    {
      GtkWidget *label = new_label (middle);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (n > 1 && !is_blank (cells[n - 1]))
    gtk_box_append (GTK_BOX (box), new_label (cells[n - 1]));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
new_table (const WeirMarkdownBlock *block)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 1; i < block->rows->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         new_row (block->rows->pdata[0], block->rows->pdata[i]));
  return list;
}

/* As wide as it is, or as there is room for. */
static GtkWidget *
new_image (const WeirMarkdownBlock *block, const char *folder)
{
  g_autofree char *path = g_build_path ("/", folder, block->target, NULL);
  GtkWidget       *picture = gtk_picture_new_for_resource (path);
  GdkPaintable *paintable = gtk_picture_get_paintable (GTK_PICTURE (picture));
  GtkWidget    *clamp = adw_clamp_new ();
  int           width =
    paintable != NULL ? gdk_paintable_get_intrinsic_width (paintable) : 0;

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), block->markup);
  gtk_widget_set_tooltip_markup (picture, block->markup);
  gtk_widget_add_css_class (picture, "weir-picture");
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), width);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), width);
  adw_clamp_set_child (ADW_CLAMP (clamp), picture);
  return clamp;
}

/* @folder: (nullable): of the pictures of a page */
static GtkWidget *
new_block (const WeirMarkdownBlock *block, const char *folder)
{
  switch (block->kind)
    {
    case WEIR_MARKDOWN_PARAGRAPH:
      break;
    case WEIR_MARKDOWN_HEADING:
      return new_heading (block, folder != NULL);
    case WEIR_MARKDOWN_ITEM:
      return new_item (block);
    case WEIR_MARKDOWN_CODE:
      return new_code (block, folder != NULL);
    case WEIR_MARKDOWN_TABLE:
      return new_table (block);
    case WEIR_MARKDOWN_IMAGE:
      return new_image (block, folder);
    }
  return new_label (block->markup);
}

static void
show_blocks (GtkWidget *view, GPtrArray *blocks, const char *folder)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (view)) != NULL)
    gtk_box_remove (GTK_BOX (view), child);
  for (guint i = 0; i < blocks->len; i++)
    gtk_box_append (GTK_BOX (view), new_block (blocks->pdata[i], folder));
}

void
weir_markdown_view_set_text (GtkWidget *view, const char *text)
{
  g_autoptr (GPtrArray) blocks = weir_markdown_parse (text);

  show_blocks (view, blocks, NULL);
}

void
weir_markdown_view_set_page (GtkWidget *view, const char *text, const char *folder)
{
  g_autoptr (GPtrArray) blocks = weir_markdown_parse_page (text);

  show_blocks (view, blocks, folder);
}

GtkWidget *
weir_markdown_view_find (GtkWidget *view, const char *anchor)
{
  GtkWidget *child = gtk_widget_get_first_child (view);

  while (child != NULL && !g_str_equal (gtk_widget_get_name (child), anchor))
    child = gtk_widget_get_next_sibling (child);
  return child;
}
