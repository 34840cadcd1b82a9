/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-tls-config.h"

#include "json/weir-convert.h"
#include "net/weir-tls-source.h"

/* A `tls-config` entry that does not run: for a form that shows its certificate,
 * and for listeners, which need it before the flow is there. */

/* Certificates ----------------------------------------------------------- */

static void
add_names (GStrvBuilder *names, GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) hosts = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses =
    g_tls_certificate_get_ip_addresses (certificate);

  for (guint i = 0; hosts != NULL && i < hosts->len; i++)
    {
      gsize            length;
      const char      *bytes = g_bytes_get_data (hosts->pdata[i], &length);
      g_autofree char *name = g_utf8_make_valid (bytes, (gssize)length);

      g_strv_builder_add (names, name);
    }
  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      g_autofree char *name = g_inet_address_to_string (addresses->pdata[i]);

      g_strv_builder_add (names, name);
    }
}

static char *
dup_sha256 (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char       *digest = NULL;
  GString               *text = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  if (der != NULL)
    digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (const char *at = digest; at != NULL && at[0] != '\0'; at += 2)
    g_string_append_printf (text,
                            "%s%c%c",
                            at == digest ? "" : ":",
                            g_ascii_toupper (at[0]),
                            g_ascii_toupper (at[1]));
  return g_string_free (text, FALSE);
}

/* @name: (transfer full) (nullable) */
static char *
take_name (char *name)
{
  g_autofree char *given = name;

  return given != NULL ? g_utf8_make_valid (given, -1) : g_strdup ("");
}

WeirCertificate *
weir_certificate_new (GTlsCertificate *certificate)
{
  WeirCertificate         *self = g_new0 (WeirCertificate, 1);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  add_names (names, certificate);
  self->names = g_strv_builder_end (names);
  self->subject = take_name (g_tls_certificate_get_subject_name (certificate));
  self->issuer = take_name (g_tls_certificate_get_issuer_name (certificate));
  self->from = g_tls_certificate_get_not_valid_before (certificate);
  self->until = g_tls_certificate_get_not_valid_after (certificate);
  self->sha256 = dup_sha256 (certificate);
  return self;
}

void
weir_certificate_free (WeirCertificate *self)
{
  g_free (self->subject);
  g_free (self->issuer);
  g_strfreev (self->names);
  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_free (self->sha256);
  g_free (self);
}

/* Entries ---------------------------------------------------------------- */

typedef struct
{
  WeirEnvironment *environment;
  const WeirEntry *place;
  WeirValue       *value;       /* its variables replaced */
  WeirValue       *credentials; /* (nullable) likewise */
} Entry;

static const char *
get_property (gpointer data, const char *key)
{
  const char *text = weir_value_lookup_string (((Entry *)data)->value, key);

  return text != NULL ? text : "";
}

static const char *
get_credential (gpointer data, const char *key)
{
  const char *text = weir_value_lookup_string (((Entry *)data)->credentials, key);

  return text != NULL ? text : "";
}

static char *
dup_variable (gpointer data, const char *key, const char *name)
{
  Entry                *entry = data;
  g_autoptr (WeirValue) value =
    weir_environment_lookup (entry->environment, entry->place, name);
  g_autoptr (WeirValue) text = NULL;

  if (value == NULL)
    return NULL;
  text = weir_value_to_text (value);
  return g_strdup (weir_value_get_string (text, NULL));
}

GTlsCertificate *
weir_tls_config_load (WeirEnvironment *environment,
                      const WeirEntry *place,
                      WeirValue       *value,
                      WeirValue       *credentials,
                      GError         **error)
{
  g_autoptr (WeirValue) config =
    weir_environment_substitute (environment, place, value);
  g_autoptr (WeirValue) secrets =
    credentials != NULL
      ? weir_environment_substitute (environment, place, credentials)
      : NULL;
  Entry                    entry = { environment, place, config, secrets };
  const WeirTlsSource      source = { get_property,
                                      get_credential,
                                      dup_variable,
                                      &entry };
  g_auto (WeirTlsMaterial) material = { 0 };
  WeirTlsOptions           options = { 0 };
  g_autoptr (WeirTls)      tls = NULL;
  GTlsCertificate         *certificate;

  if (!weir_tls_material_init (&material, &source, error))
    return NULL;
  weir_tls_material_fill (&material, &options);
  tls = weir_tls_new (&options, error);
  if (tls == NULL)
    return NULL;
  certificate = weir_tls_get_own_certificate (tls);
  return certificate != NULL ? g_object_ref (certificate) : NULL;
}
