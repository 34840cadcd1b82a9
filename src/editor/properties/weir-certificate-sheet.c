/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-certificate-sheet.h"
#include "editor/weir-widget.h"

#include "compat/weir-compat.h"
#include "host/weir-development-certificate.h"

#include <glib/gi18n.h>

/* A small window over the dialog of a tls-config. It stays when something can't
 * be done, and says why. */

struct _WeirCertificateSheet
{
  AdwWindow parent_instance;

  /* owned */
  GFile   *folder;
  GWeakRef target;

  WeirCertificateMadeFunc made;

  /* children */
  GtkWidget     *names;
  GtkSpinButton *days;
  GtkWidget     *place;
  GtkWidget     *failure; /* label */
};

G_DEFINE_FINAL_TYPE (WeirCertificateSheet, weir_certificate_sheet, ADW_TYPE_WINDOW)

static void
show_failure (WeirCertificateSheet *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->failure), text);
  gtk_widget_set_visible (self->failure, *text != '\0');
}

static void
show_folder (WeirCertificateSheet *self)
{
  g_autofree char *name = g_file_get_parse_name (self->folder);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->place), name);
}

/* Returns: (transfer full): what stands between commas and blanks */
static char **
split_names (WeirCertificateSheet *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv)           parts =
    g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (self->names)), ", ;", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_strv_builder_add (names, parts[i]);
    }
  return g_strv_builder_end (names);
}

static gboolean
make (WeirCertificateSheet *self, char **certificate, char **key, GError **error)
{
  g_auto (GStrv)                         names = split_names (self);
  g_autoptr (WeirDevelopmentCertificate) pair =
    weir_development_certificate_new ((const char *const *)names,
                                      (guint)gtk_spin_button_get_value_as_int (
                                        self->days),
                                      error);

  return pair != NULL && weir_development_certificate_write (pair,
                                                             self->folder,
                                                             certificate,
                                                             key,
                                                             error);
}

static void
make_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirCertificateSheet *self = WEIR_CERTIFICATE_SHEET (widget);
  g_autoptr (GObject)   target = g_weak_ref_get (&self->target);
  g_autofree char      *certificate = NULL;
  g_autofree char      *key = NULL;
  g_autoptr (GError)    error = NULL;

  gtk_spin_button_update (self->days);
  if (!make (self, &certificate, &key, &error))
    {
      show_failure (self, error->message);
      return;
    }
  if (target != NULL)
    self->made (certificate, key, target);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
chosen_cb (GFile *folder, gpointer user_data)
{
  g_autoptr (WeirCertificateSheet) self = user_data;

  if (folder == NULL || self->folder == NULL)
    return;
  g_set_object (&self->folder, folder);
  show_folder (self);
  show_failure (self, "");
}

static void
choose_cb (WeirCertificateSheet *self)
{
  weir_compat_choose_folder (GTK_WINDOW (self),
                             _ ("Folder for the Certificate"),
                             NULL,
                             chosen_cb,
                             g_object_ref (self));
}

static void
names_cb (WeirCertificateSheet *self)
{
  show_failure (self, "");
}

/* Made and unmade */

static void
weir_certificate_sheet_dispose (GObject *object)
{
  WeirCertificateSheet *self = WEIR_CERTIFICATE_SHEET (object);

  g_clear_object (&self->folder);

  G_OBJECT_CLASS (weir_certificate_sheet_parent_class)->dispose (object);
}

static void
weir_certificate_sheet_finalize (GObject *object)
{
  g_weak_ref_clear (&WEIR_CERTIFICATE_SHEET (object)->target);

  G_OBJECT_CLASS (weir_certificate_sheet_parent_class)->finalize (object);
}

static void
weir_certificate_sheet_class_init (WeirCertificateSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_certificate_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_certificate_sheet_finalize;
  gtk_widget_class_install_action (widget_class, "sheet.make", NULL, make_action);
  weir_widget_class_add_dialog_keys (widget_class, "window.close", "sheet.make");
}

static void
add_names (WeirCertificateSheet *self, AdwPreferencesGroup *group)
{
  g_auto (GStrv)   names = weir_development_certificate_list_names ();
  g_autofree char *text = g_strjoinv (", ", names);

  self->names = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->names),
                                 _ ("Host names and addresses"));
  gtk_editable_set_text (GTK_EDITABLE (self->names), text);
  g_signal_connect_object (self->names,
                           "changed",
                           G_CALLBACK (names_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, self->names);
}

static void
add_days (WeirCertificateSheet *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin =
    gtk_spin_button_new_with_range (1, WEIR_DEVELOPMENT_MAX_DAYS, 1);

  self->days = GTK_SPIN_BUTTON (spin);
  gtk_spin_button_set_value (self->days, WEIR_DEVELOPMENT_DAYS);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, _ ("Days it is valid"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Days it is valid"),
                                  -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _ ("Valid for (days)"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (group, row);
}

static void
add_place (WeirCertificateSheet *self, AdwPreferencesGroup *group)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("C_hoose…"));

  self->place = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->place), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->place), _ ("Folder"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->place), 3);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->place), button);
  g_signal_connect_object (button,
                           "clicked",
                           G_CALLBACK (choose_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, self->place);
}

static GtkWidget *
new_failure (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_ALERT,
                                   "wrap",
                                   TRUE,
                                   "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR,
                                   "xalign",
                                   0.0,
                                   "visible",
                                   FALSE,
                                   NULL);

  gtk_widget_set_margin_top (label, 9);
  gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "weir-remark");
  return label;
}

static void
weir_certificate_sheet_init (WeirCertificateSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  g_weak_ref_init (&self->target, NULL);
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (group),
    _ ("A certificate that vouches for itself, for trying things out. Programs "
       "that connect refuse it until they are told to trust it: give them the "
       ".crt file as their authority (CA)."));
  add_names (self, ADW_PREFERENCES_GROUP (group));
  add_days (self, ADW_PREFERENCES_GROUP (group));
  add_place (self, ADW_PREFERENCES_GROUP (group));
  self->failure = new_failure ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->failure);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box),
                  weir_widget_new_dialog_header (
                    adw_window_title_new (_ ("Development Certificate"), NULL),
                    "window.close",
                    _ ("_Make"),
                    "sheet.make"));
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
}

void
weir_certificate_sheet_present (GtkWindow              *parent,
                                GFile                  *folder,
                                WeirCertificateMadeFunc made,
                                GObject                *user_data)
{
  WeirCertificateSheet *self = g_object_new (WEIR_TYPE_CERTIFICATE_SHEET,
                                             "transient-for",
                                             parent,
                                             "modal",
                                             TRUE,
                                             "title",
                                             _ ("Development Certificate"),
                                             "default-width",
                                             480,
                                             "default-height",
                                             420,
                                             NULL);

  self->folder = g_object_ref (folder);
  self->made = made;
  g_weak_ref_set (&self->target, user_data);
  show_folder (self);
  gtk_window_present (GTK_WINDOW (self));
}
