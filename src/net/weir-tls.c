/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-tls-private.h"

#include "net/weir-io-loop.h"
#include "net/weir-tls-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Files and texts become certificates here, with errors that name the file. A
 * list of authorities is only taken by GIO as a file of an absolute name, so it
 * lives in memory that has one. Held by whoever connects with it. */

#define BEGIN_CERTIFICATE "-----BEGIN CERTIFICATE-----"

struct _WeirTls
{
  gatomicrefcount  references;
  GTlsCertificate *certificate; /* (nullable) */
  GTlsDatabase    *database;    /* (nullable): authorities of its own */
  int              authorities; /* their memory file; -1: none */
  char            *server_name, *alpn;
  gboolean         no_verify;
};

static gboolean
fail (GError **error, const char *format, const char *name)
{
  /* The formats are the constants of this file, each with one %s. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_CERTIFICATE, format, name);
#pragma GCC diagnostic pop
  return FALSE;
}

/* A PEM text and what to call it in an error. */
typedef struct
{
  char *text; /* (nullable) */
  char *name;
} Pem;

static void
pem_clear (Pem *pem)
{
  g_free (pem->text);
  g_free (pem->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pem, pem_clear)

static gboolean
pem_load (Pem        *pem,
          const char *text,
          const char *file,
          const char *what,
          GError    **error)
{
  gsize length;

  if (text != NULL && *text != '\0')
    {
      pem->text = g_strdup (text);
      pem->name = g_strdup (what);
      return TRUE;
    }
  if (file == NULL || *file == '\0')
    return TRUE;
  pem->name = g_strdup (file);
  pem->text = weir_tls_read_file (file, &length, error);
  return pem->text != NULL;
}

/* Certificates ----------------------------------------------------------- */

static gboolean
check_pair (const Pem *certificate, const Pem *key, GError **error)
{
  if (key->text == NULL)
    return fail (error, _ ("%s needs its private key"), certificate->name);
  if (certificate->text == NULL)
    return fail (error, _ ("%s needs its certificate"), key->name);
  if (strstr (certificate->text, BEGIN_CERTIFICATE) == NULL)
    return fail (error, _ ("%s isn’t a PEM certificate"), certificate->name);
  if (strstr (key->text, "-----BEGIN ENCRYPTED PRIVATE KEY-----") != NULL ||
      strstr (key->text, "Proc-Type: 4,ENCRYPTED") != NULL)
    return fail (error,
                 _ ("%s: key files with a pass-phrase aren’t supported; use a "
                    ".p12 file"),
                 key->name);
  if (strstr (key->text, "PRIVATE KEY-----") == NULL)
    return fail (error, _ ("%s isn’t a PEM private key"), key->name);
  return TRUE;
}

static GTlsCertificate *
make_pair (const Pem *certificate, const Pem *key, GError **error)
{
  g_autoptr (GTlsCertificate) pair = NULL;
  g_autoptr (GError)          local_error = NULL;
  g_autofree char            *text = NULL;

  if (!check_pair (certificate, key, error))
    return NULL;

  text = g_strconcat (certificate->text, "\n", key->text, NULL);
  pair = g_tls_certificate_new_from_pem (text, -1, &local_error);
  if (pair == NULL)
    {
      g_set_error (error,
                   WEIR_NET_ERROR,
                   WEIR_NET_ERROR_CERTIFICATE,
                   _ ("%s and %s can’t be used: %s"),
                   certificate->name,
                   key->name,
                   local_error->message);
      return NULL;
    }
  if (!weir_tls_key_fits (pair))
    {
      g_set_error (error,
                   WEIR_NET_ERROR,
                   WEIR_NET_ERROR_CERTIFICATE,
                   _ (
                     "the private key %s doesn’t belong to the certificate %s"),
                   key->name,
                   certificate->name);
      return NULL;
    }
  return g_steal_pointer (&pair);
}

static gboolean
load_pair (WeirTls *self, const WeirTlsOptions *options, GError **error)
{
  g_auto (Pem) certificate = { 0 };
  g_auto (Pem) key = { 0 };

  if (!pem_load (&certificate,
                 options->certificate_pem,
                 options->certificate_file,
                 _ ("the certificate"),
                 error) ||
      !pem_load (&key,
                 options->key_pem,
                 options->key_file,
                 _ ("the private key"),
                 error))
    return FALSE;
  if (certificate.text == NULL && key.text == NULL)
    return TRUE;
  self->certificate = make_pair (&certificate, &key, error);
  return self->certificate != NULL;
}

static gboolean
load_bundle (WeirTls *self, const WeirTlsOptions *options, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char   *text = NULL;
  const char        *name = options->pkcs12_file;
  gconstpointer      data;
  gsize              length;

  if (options->pkcs12_data != NULL)
    {
      name = _ ("the PKCS#12 bundle");
      data = g_bytes_get_data (options->pkcs12_data, &length);
    }
  else if (name != NULL && *name != '\0')
    {
      data = text = weir_tls_read_file (name, &length, error);
      if (text == NULL)
        return FALSE;
    }
  else
    return TRUE;

  self->certificate = g_tls_certificate_new_from_pkcs12 (data,
                                                         length,
                                                         options->passphrase,
                                                         &local_error);
  if (self->certificate != NULL)
    return TRUE;
  if (g_error_matches (local_error,
                       G_TLS_ERROR,
                       G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD))
    return fail (error, _ ("the pass-phrase doesn’t open %s"), name);
  return fail (error, _ ("%s isn’t a PKCS#12 bundle"), name);
}

/* Authorities ------------------------------------------------------------ */

static int
memory_file (const char *text)
{
  gsize length = strlen (text);
  int   fd = memfd_create ("authorities", MFD_CLOEXEC);

  if (fd >= 0 && write (fd, text, length) != (gssize)length)
    {
      close (fd);
      return -1;
    }
  return fd;
}

static gboolean
load_authorities (WeirTls *self, const WeirTlsOptions *options, GError **error)
{
  g_auto (Pem)       authorities = { 0 };
  g_autofree char   *path = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!pem_load (&authorities,
                 options->ca_pem,
                 options->ca_file,
                 _ ("the list of authorities"),
                 error))
    return FALSE;
  if (authorities.text == NULL)
    return TRUE;
  if (strstr (authorities.text, BEGIN_CERTIFICATE) == NULL)
    return fail (error, _ ("%s isn’t a PEM certificate"), authorities.name);

  self->authorities = memory_file (authorities.text);
  path = g_strdup_printf ("/proc/self/fd/%d", self->authorities);
  self->database = g_tls_file_database_new (path, &local_error);
  if (self->database != NULL)
    return TRUE;
  g_set_error (error,
               WEIR_NET_ERROR,
               WEIR_NET_ERROR_CERTIFICATE,
               _ ("%s can’t be used: %s"),
               authorities.name,
               local_error->message);
  return FALSE;
}

/* Life ------------------------------------------------------------------- */

static char *
dup_trimmed (const char *text)
{
  char *trimmed = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (trimmed != NULL && *trimmed == '\0')
    g_clear_pointer (&trimmed, g_free);
  return trimmed;
}

WeirTls *
weir_tls_new (const WeirTlsOptions *options, GError **error)
{
  g_autoptr (WeirTls) self = g_new0 (WeirTls, 1);
  gboolean            bundled;

  g_atomic_ref_count_init (&self->references);
  self->authorities = -1;
  self->server_name = dup_trimmed (options->server_name);
  self->alpn = dup_trimmed (options->alpn);
  self->no_verify = options->no_verify;

  bundled = options->pkcs12_data != NULL || options->pkcs12_file != NULL;
  if (!(bundled ? load_bundle (self, options, error)
                : load_pair (self, options, error)) ||
      !load_authorities (self, options, error))
    return NULL;
  return g_steal_pointer (&self);
}

WeirTls *
weir_tls_ref (WeirTls *tls)
{
  g_atomic_ref_count_inc (&tls->references);
  return tls;
}

void
weir_tls_unref (WeirTls *tls)
{
  if (!g_atomic_ref_count_dec (&tls->references))
    return;
  g_clear_object (&tls->certificate);
  g_clear_object (&tls->database);
  if (tls->authorities >= 0)
    close (tls->authorities);
  g_free (tls->server_name);
  g_free (tls->alpn);
  g_free (tls);
}

GTlsCertificate *
weir_tls_load_certificate (const char *certificate_file,
                           const char *key_file,
                           GError    **error)
{
  g_auto (Pem) certificate = { 0 };
  g_auto (Pem) key = { 0 };

  if (!pem_load (&certificate, NULL, certificate_file, "the certificate", error) ||
      !pem_load (&key, NULL, key_file, "the private key", error))
    return NULL;
  if (certificate.text == NULL && key.text == NULL)
    {
      g_set_error_literal (error,
                           WEIR_NET_ERROR,
                           WEIR_NET_ERROR_CERTIFICATE,
                           _ ("a certificate and its private key are needed"));
      return NULL;
    }
  return make_pair (&certificate, &key, error);
}

GTlsCertificate *
weir_tls_get_certificate (WeirTls *tls)
{
  return tls->certificate;
}

GTlsCertificate *
weir_tls_get_own_certificate (WeirTls *tls)
{
  return tls->certificate;
}

GTlsDatabase *
weir_tls_get_database (WeirTls *tls)
{
  return tls->database;
}

const char *
weir_tls_get_server_name (WeirTls *tls)
{
  return tls->server_name;
}

const char *
weir_tls_get_alpn (WeirTls *tls)
{
  return tls->alpn;
}

gboolean
weir_tls_get_no_verify (WeirTls *tls)
{
  return tls->no_verify;
}
