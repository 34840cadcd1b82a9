/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-json-sheet.h"

#include "editor/properties/weir-row.h"
#include "editor/weir-widget.h"
#include "json/weir-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* The place for JSON that is longer than an entry. It edits its field directly,
 * so closing it is enough. */

#define WEIR_TYPE_JSON_SHEET (weir_json_sheet_get_type ())
G_DECLARE_FINAL_TYPE (WeirJsonSheet, weir_json_sheet, WEIR, JSON_SHEET, AdwWindow)

struct _WeirJsonSheet
{
  AdwWindow parent_instance;

  WeirField     *field; /* owned */
  GtkTextBuffer *buffer;
  GtkTextTag    *wrong;
  GtkWidget     *label;
};

G_DEFINE_FINAL_TYPE (WeirJsonSheet, weir_json_sheet, ADW_TYPE_WINDOW)

static void
weir_json_sheet_dispose (GObject *object)
{
  WeirJsonSheet *self = WEIR_JSON_SHEET (object);

  g_clear_object (&self->field);

  G_OBJECT_CLASS (weir_json_sheet_parent_class)->dispose (object);
}

static void
weir_json_sheet_class_init (WeirJsonSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_json_sheet_dispose;
  weir_widget_class_add_dialog_keys (widget_class, "window.close", "window.close");
}

static char *
dup_text (WeirJsonSheet *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/* Marks the character at which the text stops being JSON. */
static void
mark (WeirJsonSheet *self)
{
  g_autofree char            *text = dup_text (self);
  gsize                       length = strlen (text);
  g_autoptr (WeirJsonScanner) scanner =
    weir_json_scanner_new (text, length, NULL);
  g_autoptr (GError) error = NULL;
  WeirJsonToken      token;
  WeirJsonPlace      place;
  GtkTextIter        start;
  GtkTextIter        end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->wrong, &start, &end);
  while (weir_json_scanner_next (scanner, &token, &error) &&
         token.kind != WEIR_JSON_TOKEN_END)
    ;
  gtk_label_set_text (GTK_LABEL (self->label),
                      error != NULL ? error->message : _ ("Valid JSON"));
  gtk_widget_remove_css_class (self->label, "error");
  if (error == NULL)
    return;
  gtk_widget_add_css_class (self->label, "error");
  weir_json_locate (text, length, weir_json_scanner_get_offset (scanner), &place);
  gtk_text_buffer_get_iter_at_line (self->buffer, &start, (int)place.line - 1);
  gtk_text_iter_forward_chars (&start, (int)place.column - 1);
  end = start;
  if (!gtk_text_iter_forward_char (&end))
    gtk_text_iter_backward_char (&start);
  gtk_text_buffer_apply_tag (self->buffer, self->wrong, &start, &end);
}

static void
changed_cb (WeirJsonSheet *self)
{
  g_autofree char *text = dup_text (self);

  if (self->field != NULL)
    weir_field_set_text (self->field, text);
  mark (self);
}

static void
format_cb (WeirJsonSheet *self)
{
  g_autofree char    *text = dup_text (self);
  g_autoptr (GString) pretty =
    weir_json_relayout (text, strlen (text), WEIR_JSON_STYLE_PRETTY, NULL);

  if (pretty != NULL)
    gtk_text_buffer_set_text (self->buffer, pretty->str, -1);
}

static GtkWidget *
new_header (WeirJsonSheet *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *format = gtk_button_new_with_mnemonic (_ ("_Format"));
  GtkWidget *done = gtk_button_new_with_mnemonic (_ ("_Done"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("JSON"), NULL));
  gtk_widget_add_css_class (done, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (done), "window.close");
  g_signal_connect_object (format,
                           "clicked",
                           G_CALLBACK (format_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), format);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), done);
  return header;
}

static GtkWidget *
new_view (WeirJsonSheet *self)
{
  GtkWidget *view = gtk_text_view_new_with_buffer (self->buffer);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("JSON"),
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
weir_json_sheet_init (WeirJsonSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->buffer = gtk_text_buffer_new (NULL);
  self->wrong = gtk_text_buffer_create_tag (self->buffer,
                                            NULL,
                                            "underline",
                                            PANGO_UNDERLINE_ERROR,
                                            NULL);
  self->label = g_object_new (GTK_TYPE_LABEL,
                              "accessible-role",
                              GTK_ACCESSIBLE_ROLE_STATUS,
                              "wrap",
                              TRUE,
                              "xalign",
                              0.0,
                              NULL);
  gtk_widget_add_css_class (self->label, "weir-text-row");
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), new_view (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->label);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_object_unref (self->buffer); /* the view holds it */
}

void
weir_json_sheet_present (GtkWindow *parent, WeirField *field)
{
  WeirJsonSheet   *self;
  g_autofree char *text = NULL;

  self = g_object_new (WEIR_TYPE_JSON_SHEET,
                       "transient-for",
                       parent,
                       "modal",
                       TRUE,
                       "title",
                       _ ("JSON"),
                       "default-width",
                       520,
                       "default-height",
                       420,
                       NULL);
  self->field = g_object_ref (field);
  text = weir_field_dup_text (field);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  mark (self);
  g_signal_connect_object (self->buffer,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}
