/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-page.h"

#include "editor/properties/weir-file-row.h"
#include "editor/properties/weir-property-page.h"
#include "editor/properties/weir-row.h"

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
static GTlsCertificate *
find_certificate (WeirPropertyContext *context)
{
  WeirSheet       *sheet = weir_form_get_sheet (context->form);
  g_autofree char *source = weir_sheet_dup_effective_text (sheet, "certType");
  g_autofree char *path = weir_sheet_dup_effective_text (sheet, "cert");
  g_autofree char *data = weir_sheet_dup_effective_text (sheet, "certdata");
  g_autofree char *bundle = weir_sheet_dup_effective_text (sheet, "p12");
  g_autofree char *phrase = weir_sheet_dup_effective_text (sheet, "passphrase");

  if (g_str_equal (source, "files") && *path != '\0')
    return g_tls_certificate_new_from_file (path, NULL);
  if (g_str_equal (source, "files") && *data != '\0')
    return g_tls_certificate_new_from_pem (data, -1, NULL);
  if (g_str_equal (source, "pfx") && *bundle != '\0')
    return g_tls_certificate_new_from_file_with_password (bundle, phrase, NULL);
  return NULL;
}

static void
show_line (GtkWidget *row, const char *text)
{
  gtk_widget_set_visible (row, text != NULL && *text != '\0');
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : "");
}

static char *
join_names (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) names = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses =
    g_tls_certificate_get_ip_addresses (certificate);
  GString *out = g_string_new (NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      gsize       length;
      const char *name = g_bytes_get_data (g_ptr_array_index (names, i), &length);

      g_string_append_printf (out, "%s%.*s", i > 0 ? ", " : "", (int)length, name);
    }
  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      g_autofree char *address =
        g_inet_address_to_string (g_ptr_array_index (addresses, i));

      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", address);
    }
  return g_string_free (out, FALSE);
}

static char *
dup_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char       *digest = NULL;
  GString               *out;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return NULL;
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  out = g_string_new (NULL);
  for (gsize i = 0; digest[i] != '\0'; i += 2)
    g_string_append_printf (out, "%s%.2s", i > 0 ? ":" : "", digest + i);
  return g_string_free (g_string_ascii_up (out), FALSE);
}

static void
show (WeirCertificateGroup *self)
{
  g_autoptr (GTlsCertificate) certificate = find_certificate (self->context);
  g_autofree char            *subject = NULL;
  g_autofree char            *issuer = NULL;
  g_autofree char            *names = NULL;
  g_autofree char            *expiry = NULL;
  g_autofree char            *fingerprint = NULL;
  g_autoptr (GDateTime)       until = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), certificate != NULL);
  if (certificate == NULL)
    return;
  subject = g_tls_certificate_get_subject_name (certificate);
  issuer = g_tls_certificate_get_issuer_name (certificate);
  names = join_names (certificate);
  until = g_tls_certificate_get_not_valid_after (certificate);
  expiry = until != NULL ? g_date_time_format (until, "%x %X") : NULL;
  fingerprint = dup_fingerprint (certificate);
  show_line (self->subject, subject);
  show_line (self->issuer, issuer);
  show_line (self->names, names);
  show_line (self->expiry, expiry);
  show_line (self->fingerprint, fingerprint);
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
  add_certificate (context, page);
  group = weir_property_page_add_group (page, _ ("Servers"));
  weir_property_page_add_keys (context, group, rules);
}
