/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-run-settings-dialog.h"

#include "editor/help/weir-help-context.h"
#include "editor/properties/weir-file-row.h"
#include "editor/properties/weir-property-fix.h"
#include "editor/properties/weir-property-page.h"
#include "editor/properties/weir-row.h"
#include "editor/properties/weir-run-settings-sheet.h"
#include "editor/weir-widget.h"

#include <glib/gi18n.h>

/* How a document is run, in a window of its own: a sheet as that of an entry,
 * shown with the same rows. */

#define WIDTH_PX      560
#define MAX_HEIGHT_PX 720
#define CHECK_MS      250

#define WEIR_TYPE_RUN_SETTINGS_DIALOG (weir_run_settings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirRunSettingsDialog,
                      weir_run_settings_dialog,
                      WEIR,
                      RUN_SETTINGS_DIALOG,
                      AdwWindow)

struct _WeirRunSettingsDialog
{
  AdwWindow parent_instance;

  WeirPropertyContext context;
  WeirSheet          *sheet; /* owned */
  guint               check_id;
};

G_DEFINE_FINAL_TYPE (WeirRunSettingsDialog,
                     weir_run_settings_dialog,
                     ADW_TYPE_WINDOW)

static void
check (WeirRunSettingsDialog *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  weir_run_settings_sheet_check (self->sheet);
}

static gboolean
check_cb (gpointer data)
{
  WeirRunSettingsDialog *self = data;

  self->check_id = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

/* Whoever opens a flow to a network is asked for a token; it can be declined. */
static void
follow_listen (WeirRunSettingsDialog *self)
{
  WeirField *require = weir_sheet_lookup (self->sheet, "require");

  if (weir_field_get_choice (weir_sheet_lookup (self->sheet, "listen")) == 1 &&
      weir_field_get_choice (require) == 0)
    weir_property_fix_apply (&self->context, require, "N309");
}

static void
changed_cb (WeirRunSettingsDialog *self, const char *key)
{
  if (g_strcmp0 (key, "listen") == 0)
    follow_listen (self);
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add (CHECK_MS, check_cb, self);
}

static void
done (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirRunSettingsDialog *self = WEIR_RUN_SETTINGS_DIALOG (widget);

  weir_session_set_run_settings (
    self->context.session,
    weir_run_settings_sheet_read (self->sheet,
                                  weir_session_get_run_settings (
                                    self->context.session)));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
weir_run_settings_dialog_dispose (GObject *object)
{
  WeirRunSettingsDialog *self = WEIR_RUN_SETTINGS_DIALOG (object);

  g_clear_handle_id (&self->check_id, g_source_remove);

  G_OBJECT_CLASS (weir_run_settings_dialog_parent_class)->dispose (object);
}

static void
weir_run_settings_dialog_finalize (GObject *object)
{
  WeirRunSettingsDialog *self = WEIR_RUN_SETTINGS_DIALOG (object);

  g_clear_object (&self->sheet);
  g_clear_object (&self->context.session);

  G_OBJECT_CLASS (weir_run_settings_dialog_parent_class)->finalize (object);
}

static void
weir_run_settings_dialog_class_init (WeirRunSettingsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_run_settings_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_run_settings_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.done", NULL, done);
  weir_widget_class_add_dialog_keys (widget_class, "window.close", "dialog.done");
}

static void
add_rows (WeirRunSettingsDialog *self,
          AdwPreferencesPage    *page,
          const char            *title,
          const char *const     *keys)
{
  AdwPreferencesGroup *group = weir_property_page_add_group (page, title);

  for (; *keys != NULL; keys++)
    {
      WeirField *field = weir_sheet_lookup (self->sheet, *keys);

      if (g_str_has_suffix (*keys, "_file"))
        weir_file_row_add_path (&self->context, group, field);
      else
        weir_row_add (&self->context, group, field);
    }
}

static GtkWidget *
new_page (WeirRunSettingsDialog *self)
{
  static const char *const listen[] = { "listen", "host", "port", "base_path", NULL };
  static const char *const secure[] = { "tls",
                                        "tls_config",
                                        "tls_certificate_file",
                                        "tls_key_file",
                                        NULL };
  static const char *const access[] = { "require",        "token",
                                        "user",           "password",
                                        "client_ca_file", "from",
                                        "origins",        NULL };
  static const char *const limits[] = { "max_clients",      "max_message_bytes",
                                        "max_queued_bytes", "idle_ping_ms",
                                        "slow_client",      NULL };
  GtkWidget               *page = adw_preferences_page_new ();

  add_rows (self, ADW_PREFERENCES_PAGE (page), _ ("Listeners"), listen);
  add_rows (self, ADW_PREFERENCES_PAGE (page), _ ("Encryption"), secure);
  add_rows (self, ADW_PREFERENCES_PAGE (page), _ ("Access"), access);
  add_rows (self, ADW_PREFERENCES_PAGE (page), _ ("Limits"), limits);
  return page;
}

static void
weir_run_settings_dialog_init (WeirRunSettingsDialog *self)
{
  self->context.window = GTK_WINDOW (self);
  weir_help_context_add_key (GTK_WINDOW (self));
}

static void
build (WeirRunSettingsDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = new_page (self);
  int        natural;

  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box),
                  weir_widget_new_dialog_header (
                    adw_window_title_new (_ ("Run Settings"), NULL),
                    "window.close",
                    _ ("_Done"),
                    "dialog.done"));
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_widget_measure (box,
                      GTK_ORIENTATION_VERTICAL,
                      WIDTH_PX,
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               WIDTH_PX,
                               CLAMP (natural, 300, MAX_HEIGHT_PX));
  gtk_widget_set_size_request (GTK_WIDGET (self), 340, 280);
}

void
weir_run_settings_dialog_present (GtkWindow *parent, WeirSession *session)
{
  WeirRunSettingsDialog *self;

  g_return_if_fail (WEIR_IS_SESSION (session));

  self = g_object_new (WEIR_TYPE_RUN_SETTINGS_DIALOG,
                       "transient-for",
                       parent,
                       "modal",
                       TRUE,
                       "title",
                       _ ("Run Settings"),
                       NULL);
  self->context.session = g_object_ref (session);
  self->sheet =
    weir_run_settings_sheet_new (weir_session_get_run_settings (session));
  build (self);
  check (self);
  g_signal_connect_object (self->sheet,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}
