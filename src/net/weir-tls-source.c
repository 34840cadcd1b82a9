/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-tls-source.h"

#include "net/weir-io-loop.h"

#include <string.h>

/* Which members of a `tls-config` count, depending on its `certType`. */

/* A path, made absolute: GIO takes no other. NULL for none. */
static char *
dup_path (const WeirTlsSource *source, const char *key)
{
  g_autofree char *path = g_strdup (source->get_property (source->data, key));

  return g_strstrip (path)[0] != '\0' ? g_canonicalize_filename (path, NULL)
                                      : NULL;
}

static char *
dup_credential (const WeirTlsSource *source, const char *key)
{
  const char *text = source->get_credential (source->data, key);

  return text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
}

static char *
dup_variable (const WeirTlsSource *source, const char *key)
{
  g_autofree char *name = g_strdup (source->get_property (source->data, key));

  return g_strstrip (name)[0] != '\0'
           ? source->dup_variable (source->data, key, name)
           : NULL;
}

static void
take_files (WeirTlsMaterial *material, const WeirTlsSource *source)
{
  material->certificate = dup_path (source, "cert");
  material->key = dup_path (source, "key");
  material->ca = dup_path (source, "ca");
  material->are_files = material->certificate != NULL ||
                        material->key != NULL || material->ca != NULL;
  if (material->are_files)
    return;
  material->certificate = dup_credential (source, "certdata");
  material->key = dup_credential (source, "keydata");
  material->ca = dup_credential (source, "cadata");
}

static void
take_bundle (WeirTlsMaterial *material, const WeirTlsSource *source)
{
  g_autofree char *base64 = dup_credential (source, "p12data");
  guchar          *data;
  gsize            length;

  material->pkcs12_file = dup_path (source, "p12");
  if (material->pkcs12_file != NULL || base64 == NULL)
    return;
  data = g_base64_decode (base64, &length);
  material->pkcs12_data = g_bytes_new_take (data, length);
}

static void
take_variables (WeirTlsMaterial *material, const WeirTlsSource *source)
{
  material->certificate = dup_variable (source, "certEnv");
  material->key = dup_variable (source, "keyEnv");
  material->ca = dup_variable (source, "caEnv");
}

gboolean
weir_tls_material_init (WeirTlsMaterial     *material,
                        const WeirTlsSource *source,
                        GError             **error)
{
  const char *type = source->get_property (source->data, "certType");

  memset (material, 0, sizeof *material);
  if (g_str_equal (type, "pfx"))
    take_bundle (material, source);
  else if (g_str_equal (type, "env"))
    take_variables (material, source);
  else
    take_files (material, source);
  material->passphrase = dup_credential (source, "passphrase");

  if ((material->certificate == NULL) == (material->key == NULL))
    return TRUE;
  /* Node-RED's words, which people look for in logs. */
  g_set_error_literal (error,
                       WEIR_NET_ERROR,
                       WEIR_NET_ERROR_CERTIFICATE,
                       "No certificate/key file provided");
  return FALSE;
}

void
weir_tls_material_clear (WeirTlsMaterial *material)
{
  g_clear_pointer (&material->certificate, g_free);
  g_clear_pointer (&material->key, g_free);
  g_clear_pointer (&material->ca, g_free);
  g_clear_pointer (&material->pkcs12_file, g_free);
  g_clear_pointer (&material->pkcs12_data, g_bytes_unref);
  g_clear_pointer (&material->passphrase, g_free);
}

void
weir_tls_material_fill (const WeirTlsMaterial *material, WeirTlsOptions *options)
{
  if (material->are_files)
    {
      options->certificate_file = material->certificate;
      options->key_file = material->key;
      options->ca_file = material->ca;
    }
  else
    {
      options->certificate_pem = material->certificate;
      options->key_pem = material->key;
      options->ca_pem = material->ca;
    }
  options->pkcs12_file = material->pkcs12_file;
  options->pkcs12_data = material->pkcs12_data;
  options->passphrase = material->passphrase;
}
