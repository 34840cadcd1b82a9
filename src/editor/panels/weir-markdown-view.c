/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-markdown-view.h"

#include "editor/weir-markdown.h"

/* Markdown as labels in a box. */

GtkWidget *
weir_markdown_view_new (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
}

static GtkWidget *
new_label (const WeirMarkdownBlock *block)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), block->markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE); /* not a stop on the way by Tab */
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
new_item (const WeirMarkdownBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bullet = gtk_label_new (block->bullet);

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_widget_set_margin_start (box, 6 + 12 * (int)MIN (block->level, 6));
  gtk_box_append (GTK_BOX (box), bullet);
  gtk_box_append (GTK_BOX (box), new_label (block));
  return box;
}

static GtkWidget *
new_code (const WeirMarkdownBlock *block)
{
  GtkWidget *label = new_label (block);

  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "card");
  return label;
}

static GtkWidget *
new_block (const WeirMarkdownBlock *block)
{
  GtkWidget *label;

  switch (block->kind)
    {
    case WEIR_MARKDOWN_PARAGRAPH:
      break;
    case WEIR_MARKDOWN_HEADING:
      label = new_label (block);
      gtk_widget_add_css_class (label, "heading");
      return label;
    case WEIR_MARKDOWN_ITEM:
      return new_item (block);
    case WEIR_MARKDOWN_CODE:
      return new_code (block);
    }
  return new_label (block);
}

void
weir_markdown_view_set_text (GtkWidget *view, const char *text)
{
  g_autoptr (GPtrArray) blocks = weir_markdown_parse (text);
  GtkWidget            *child;

  while ((child = gtk_widget_get_first_child (view)) != NULL)
    gtk_box_remove (GTK_BOX (view), child);
  for (guint i = 0; i < blocks->len; i++)
    gtk_box_append (GTK_BOX (view), new_block (blocks->pdata[i]));
}
