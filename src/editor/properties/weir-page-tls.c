/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-page.h"

#include "editor/files/weir-document-store.h"
#include "editor/properties/weir-certificate-sheet.h"
#include "editor/properties/weir-file-row.h"
#include "editor/properties/weir-property-page.h"
#include "editor/properties/weir-row.h"
#include "editor/weir-session-secrets.h"
#include "host/weir-tls-config.h"

#include <glib/gi18n.h>

/* TLS: where certificate and key come from, what is demanded of servers, and
 * what the certificate says of itself. */

#define WEIR_TYPE_CERTIFICATE_GROUP (weir_certificate_group_get_type ())
G_DECLARE_FINAL_TYPE (WeirCertificateGroup,
                      weir_certificate_group,
                      WEIR,
                      CERTIFICATE_GROUP,
                      AdwPreferencesGroup)

struct _WeirCertificateGroup
{
  AdwPreferencesGroup parent_instance;

  WeirPropertyContext *context; /* borrowed */
  GtkWidget           *subject;
  GtkWidget           *issuer;
  GtkWidget           *names;
  GtkWidget           *expiry;
  GtkWidget           *fingerprint;
};

G_DEFINE_FINAL_TYPE (WeirCertificateGroup,
                     weir_certificate_group,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
weir_certificate_group_class_init (WeirCertificateGroupClass *klass)
{
}

static GtkWidget *
add_line (WeirCertificateGroup *self, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
weir_certificate_group_init (WeirCertificateGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   _ ("Certificate"));
  self->subject = add_line (self, _ ("Subject"));
  self->issuer = add_line (self, _ ("Issued By"));
  self->names = add_line (self, _ ("Valid For"));
  self->expiry = add_line (self, _ ("Valid Until"));
  self->fingerprint = add_line (self, _ ("SHA-256"));
}

/* Returns (transfer full) (nullable): the certificate the form names */
static WeirCertificate *
find_certificate (WeirPropertyContext *context)
{
  WeirForm                *form = context->form;
  g_autoptr (WeirSnapshot) snapshot = weir_form_snapshot (form);
  g_autoptr (GHashTable)   variables =
    weir_session_dup_known_variables (context->session);
  g_autoptr (WeirEnvironment) environment =
    weir_environment_new (snapshot, variables);
  const WeirEntry *entry =
    weir_snapshot_lookup (snapshot, weir_form_get_id (form));
  g_autoptr (GTlsCertificate) certificate =
    weir_tls_config_load (environment,
                          entry,
                          entry->value,
                          weir_snapshot_get_credentials (snapshot, entry->id),
                          NULL);

  return certificate != NULL ? weir_certificate_new (certificate) : NULL;
}

static void
show_line (GtkWidget *row, const char *text)
{
  gtk_widget_set_visible (row, text != NULL && *text != '\0');
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : "");
}

static void
show (WeirCertificateGroup *self)
{
  g_autoptr (WeirCertificate) certificate = find_certificate (self->context);
  g_autofree char            *names = NULL;
  g_autofree char            *expiry = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), certificate != NULL);
  if (certificate == NULL)
    return;
  names =
    certificate->names != NULL ? g_strjoinv (", ", certificate->names) : NULL;
  if (certificate->until != NULL)
    expiry = g_date_time_format (certificate->until, "%x %X");
  show_line (self->subject, certificate->subject);
  show_line (self->issuer, certificate->issuer);
  show_line (self->names, names);
  show_line (self->expiry, expiry);
  show_line (self->fingerprint, certificate->sha256);
}

static void
add_certificate (WeirPropertyContext *context, AdwPreferencesPage *page)
{
  WeirCertificateGroup *self = g_object_new (WEIR_TYPE_CERTIFICATE_GROUP, NULL);

  self->context = context;
  show (self);

  /* After the check, which reads the same files a moment after an edit. */
  g_signal_connect_object (context->form,
                           "checked",
                           G_CALLBACK (show),
                           self,
                           G_CONNECT_SWAPPED);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self));
}

/* A certificate of one's own, for trying things out */

static void
set_text (WeirSheet *sheet, const char *key, const char *text)
{
  WeirField *field = weir_sheet_lookup (sheet, key);

  if (field != NULL)
    weir_field_set_text (field, text);
}

/* As if both files had been chosen by hand. */
static void
made_cb (const char *certificate, const char *key, gpointer user_data)
{
  static const char *const embedded[] = {
    "certdata", "certname", "keydata", "keyname", "passphrase",
  };
  WeirSheet *sheet = weir_form_get_sheet (WEIR_FORM (user_data));

  set_text (sheet, "certType", "files");
  for (guint i = 0; i < G_N_ELEMENTS (embedded); i++)
    set_text (sheet, embedded[i], "");
  set_text (sheet, "cert", certificate);
  set_text (sheet, "key", key);
}

static void
make_cb (AdwActionRow *row, gpointer user_data)
{
  WeirPropertyContext *context = user_data;
  g_autoptr (GFile)    data = weir_document_store_get_folder ();
  g_autoptr (GFile)    folder = g_file_get_child (data, "certificates");

  weir_certificate_sheet_present (context->window,
                                  folder,
                                  made_cb,
                                  G_OBJECT (context->form));
}

static void
add_make (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _ ("Make a Development Certificate…"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  /* The context outlives the row. */
  g_signal_connect_data (row, "activated", G_CALLBACK (make_cb), context, NULL, 0);
  adw_preferences_group_add (group, row);
}

void
weir_page_tls_build (WeirPropertyContext *context,
                     AdwPreferencesPage  *page,
                     AdwPreferencesGroup *first)
{
  static const char *const variables[] = {
    "passphrase", "certEnv", "keyEnv", "caEnv", NULL,
  };
  static const char *const rules[] = { "verifyservercert",
                                       "servername",
                                       "alpnprotocol",
                                       NULL };
  AdwPreferencesGroup     *group;

  weir_row_add_key (context, first, "name");
  group = weir_property_page_add_group (page, NULL);
  weir_row_add_key (context, group, "certType");
  weir_file_row_add (context, group, "cert", "certdata", "certname", FALSE);
  weir_file_row_add (context, group, "key", "keydata", "keyname", FALSE);
  weir_file_row_add (context, group, "ca", "cadata", "caname", FALSE);
  weir_file_row_add (context, group, "p12", "p12data", "p12name", TRUE);
  weir_property_page_add_keys (context, group, variables);
  add_make (context, weir_property_page_add_group (page, NULL));
  add_certificate (context, page);
  group = weir_property_page_add_group (page, _ ("Servers"));
  weir_property_page_add_keys (context, group, rules);
}
