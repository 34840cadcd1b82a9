/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-send-dialog.h"

#include "editor/help/weir-help-context.h"
#include "editor/panels/weir-send-data.h"
#include "editor/weir-widget.h"

#include <glib/gi18n-lib.h>

struct _WeirSendDialog
{
  AdwWindow parent_instance;

  /* owned */
  WeirLiveConnection *connection;

  /* borrowed */
  WeirSession *session; /* weak */

  /* children */
  GtkDropDown *kind;
  GtkTextView *text;
  GtkLabel    *caption;
  GtkWidget   *send;
};

G_DEFINE_FINAL_TYPE (WeirSendDialog, weir_send_dialog, ADW_TYPE_WINDOW)

static GBytes *
parse (WeirSendDialog *self, gboolean *is_text, GError **error)
{
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter      start;
  GtkTextIter      end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  return weir_send_data_parse ((WeirSendKind)gtk_drop_down_get_selected (
                                 self->kind),
                               text,
                               is_text,
                               error);
}

static gboolean
is_open (WeirSendDialog *self)
{
  return weir_live_connection_get_state (self->connection) ==
         WEIR_LIVE_CONNECTION_OPEN;
}

static void
check (WeirSendDialog *self)
{
  g_autoptr (GError) error = NULL;
  gboolean           is_text;
  g_autoptr (GBytes) bytes = parse (self, &is_text, &error);
  g_autofree char   *size = NULL;

  gtk_widget_set_sensitive (self->send, bytes != NULL && is_open (self));
  if (bytes == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->caption), "error");
      gtk_label_set_text (self->caption, error->message);
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->caption), "error");
  size = g_format_size (g_bytes_get_size (bytes));
  gtk_label_set_text (self->caption, is_open (self) ? size : _ ("Not connected"));
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirSendDialog    *self = WEIR_SEND_DIALOG (widget);
  gboolean           is_text;
  g_autoptr (GBytes) bytes = parse (self, &is_text, NULL);
  g_autofree char   *size = NULL;
  g_autofree char   *sent = NULL;

  if (bytes == NULL || self->session == NULL || !is_open (self))
    return;
  weir_live_send (weir_session_get_live (self->session),
                  weir_live_connection_get_id (self->connection),
                  is_text,
                  bytes);
  size = g_format_size (g_bytes_get_size (bytes));
  sent = g_strdup_printf (_ ("Sent %s"), size);
  gtk_label_set_text (self->caption, sent);
}

static void
weir_send_dialog_dispose (GObject *object)
{
  WeirSendDialog *self = WEIR_SEND_DIALOG (object);

  g_clear_object (&self->connection);
  g_clear_weak_pointer (&self->session);
  G_OBJECT_CLASS (weir_send_dialog_parent_class)->dispose (object);
}

static void
weir_send_dialog_class_init (WeirSendDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_send_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "send.send", NULL, send_action);
  weir_widget_class_add_dialog_keys (widget_class, "window.close", "send.send");
}

static GtkWidget *
make_header (WeirSendDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->send = gtk_button_new_with_mnemonic (_ ("_Send"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->send), "send.send");
  gtk_widget_add_css_class (self->send, "suggested-action");
  gtk_widget_set_tooltip_text (self->send, _ ("Send (Ctrl+Enter)"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->send);
  return header;
}

static GtkWidget *
make_content (WeirSendDialog *self)
{
  const char *const kinds[] = {
    _ ("Text"), _ ("JSON"), _ ("Binary, hex"), _ ("Binary, Base64"), NULL,
  };
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->kind = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (kinds));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Send As"),
                                  -1);
  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_monospace (self->text, TRUE);
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_text_view_set_left_margin (self->text, 9);
  gtk_text_view_set_right_margin (self->text, 9);
  gtk_text_view_set_top_margin (self->text, 9);
  gtk_text_view_set_bottom_margin (self->text, 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Message"),
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 GTK_WIDGET (self->text));
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_vexpand (scroller, TRUE);
  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->caption, 0);
  gtk_label_set_wrap (self->caption, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "caption");
  gtk_widget_add_css_class (content, "weir-send");
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (content), scroller);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->caption));
  return content;
}

static void
weir_send_dialog_init (WeirSendDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_content (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 420, 320);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text));
  g_signal_connect_object (self->kind,
                           "notify::selected",
                           G_CALLBACK (check),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text),
                           "changed",
                           G_CALLBACK (check),
                           self,
                           G_CONNECT_SWAPPED);
  weir_help_context_add_key (GTK_WINDOW (self));
}

WeirSendDialog *
weir_send_dialog_present (GtkWindow          *parent,
                          WeirSession        *session,
                          WeirLiveConnection *connection)
{
  WeirSendDialog  *self = g_object_new (WEIR_TYPE_SEND_DIALOG, NULL);
  const char      *peer = weir_live_connection_get_peer (connection);
  g_autofree char *title = NULL;

  if (peer == NULL || *peer == '\0')
    peer = weir_live_connection_get_url (connection);
  title = g_strdup_printf (_ ("Send to %s"), peer);
  self->connection = g_object_ref (connection);
  g_set_weak_pointer (&self->session, session);
  g_signal_connect_object (connection,
                           "notify::state",
                           G_CALLBACK (check),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  check (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
