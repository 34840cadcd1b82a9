/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-page.h"

#include "editor/properties/weir-property-page.h"
#include "editor/properties/weir-row.h"
#include "editor/properties/weir-test-group.h"

#include <glib/gi18n.h>

/* The client: its heartbeat as a switch and seconds. Off is "0" once it was on,
 * and stays "" where it was never asked for. */

#define DEFAULT_HEARTBEAT "30"

#define WEIR_TYPE_HEARTBEAT_ROW (weir_heartbeat_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirHeartbeatRow,
                      weir_heartbeat_row,
                      WEIR,
                      HEARTBEAT_ROW,
                      AdwActionRow)

struct _WeirHeartbeatRow
{
  AdwActionRow parent_instance;

  WeirField *field;   /* owned */
  char      *seconds; /* remembered while it is off */
  GtkWidget *entry;
  GtkSwitch *on;
  gboolean   showing;
};

G_DEFINE_FINAL_TYPE (WeirHeartbeatRow, weir_heartbeat_row, ADW_TYPE_ACTION_ROW)

static void
weir_heartbeat_row_dispose (GObject *object)
{
  WeirHeartbeatRow *self = WEIR_HEARTBEAT_ROW (object);

  g_clear_object (&self->field);
  g_clear_pointer (&self->seconds, g_free);

  G_OBJECT_CLASS (weir_heartbeat_row_parent_class)->dispose (object);
}

static void
weir_heartbeat_row_class_init (WeirHeartbeatRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_heartbeat_row_dispose;
}

static gboolean
is_on (const char *text)
{
  return *text != '\0' && !g_str_equal (text, "0");
}

static void
show (WeirHeartbeatRow *self)
{
  g_autofree char *text = NULL;

  if (self->field == NULL || self->showing)
    return;
  self->showing = TRUE;
  text = weir_field_dup_text (self->field);
  gtk_switch_set_active (self->on, is_on (text));
  gtk_widget_set_visible (self->entry, is_on (text));
  if (is_on (text) &&
      !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->showing = FALSE;
}

static void
typed_cb (WeirHeartbeatRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->showing || self->field == NULL)
    return;
  self->showing = TRUE;
  weir_field_set_text (self->field, text);
  self->showing = FALSE;
}

static void
switched_cb (WeirHeartbeatRow *self)
{
  gboolean         on = gtk_switch_get_active (self->on);
  g_autofree char *text = NULL;

  if (self->showing || self->field == NULL)
    return;
  text = weir_field_dup_text (self->field);
  if (is_on (text))
    {
      g_free (self->seconds);
      self->seconds = g_strdup (text);
    }
  if (!on)
    weir_field_set_text (self->field, "0");
  else
    weir_field_set_text (self->field,
                         self->seconds != NULL ? self->seconds
                                               : DEFAULT_HEARTBEAT);
}

static void
weir_heartbeat_row_init (WeirHeartbeatRow *self)
{
  GtkWidget *sw = gtk_switch_new ();

  self->entry = gtk_entry_new ();
  self->on = GTK_SWITCH (sw);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (sw, GTK_ALIGN_CENTER);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_widget_set_tooltip_text (self->entry, _ ("Seconds between two pings"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Seconds between two pings"),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sw),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Heartbeat"),
                                  -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Heartbeat"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               _ ("The connection is opened again when a ping "
                                  "goes unanswered until the next one."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->entry);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), sw);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), sw);
  g_signal_connect_object (self->entry,
                           "changed",
                           G_CALLBACK (typed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sw,
                           "notify::active",
                           G_CALLBACK (switched_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
add_heartbeat (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  WeirHeartbeatRow *self = g_object_new (WEIR_TYPE_HEARTBEAT_ROW, NULL);

  self->field =
    g_object_ref (weir_sheet_lookup (weir_form_get_sheet (context->form), "hb"));
  weir_row_follow (self->entry, self->field);
  show (self);
  g_signal_connect_object (self->field,
                           "changed",
                           G_CALLBACK (show),
                           self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self));
  weir_row_add_caption (context, group, self->field);
}

void
weir_page_client_build (WeirPropertyContext *context,
                        AdwPreferencesPage  *page,
                        AdwPreferencesGroup *first)
{
  static const char *const keys[] = { "path", "tls", "subprotocol", "wholemsg", NULL };

  weir_property_page_add_keys (context, first, keys);
  add_heartbeat (context, first);
  weir_row_reconnect_add (context, first);
  weir_property_page_add_list (context, page, "headers");
  adw_preferences_page_add (page,
                            ADW_PREFERENCES_GROUP (weir_test_group_new (context)));
}
