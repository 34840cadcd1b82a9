/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-development-certificate.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

/* GnuTLS does the work; it is what GLib's TLS stands on anyhow. No authority: it
 * could sign for other hosts if its key got lost, and browsers refuse one as a
 * server's certificate. */

#define SECONDS_OF_DAY (24 * 60 * 60)
#define SERIAL_BYTES   16

/* How many pairs a folder may have before we think that something is wrong. */
#define MAX_PAIRS 1000

typedef struct
{
  gnutls_x509_crt_t     certificate;
  gnutls_x509_privkey_t key;
} Pair;

static void
pair_clear (Pair *pair)
{
  if (pair->certificate != NULL)
    gnutls_x509_crt_deinit (pair->certificate);
  if (pair->key != NULL)
    gnutls_x509_privkey_deinit (pair->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

/* What it says --------------------------------------------------------------- */

/* RFC 1123 §2.1, and `*.` in front; already in ASCII. */
static gboolean
is_host_name (const char *name)
{
  g_auto (GStrv) labels = NULL;

  if (g_str_has_prefix (name, "*."))
    name += 2;
  if (*name == '\0' || strlen (name) > 253)
    return FALSE;
  labels = g_strsplit (name, ".", -1);
  for (guint i = 0; labels[i] != NULL; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > 63 || labels[i][0] == '-' ||
          labels[i][length - 1] == '-' ||
          strspn (
            labels[i],
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
            "-_") != length)
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the name as a certificate has it */
static char *
dup_name (const char *name, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *ascii = NULL;

  if (g_hostname_is_ip_address (stripped))
    return g_steal_pointer (&stripped);
  ascii = g_hostname_to_ascii (stripped);
  if (ascii != NULL && is_host_name (ascii))
    return g_steal_pointer (&ascii);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_ARGUMENT,
               _ ("“%s” isn’t a host name or an address."),
               stripped);
  return NULL;
}

char **
weir_development_certificate_list_names (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char         *host = dup_name (g_get_host_name (), NULL);

  g_strv_builder_add_many (names, "localhost", "127.0.0.1", "::1", NULL);
  if (host != NULL && g_ascii_strcasecmp (host, "localhost") != 0)
    g_strv_builder_add (names, host);
  return g_strv_builder_end (names);
}

/* Returns: a code of GnuTLS */
static int
add_name (gnutls_x509_crt_t certificate, const char *name)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (name);

  if (address == NULL)
    return gnutls_x509_crt_set_subject_alt_name (certificate,
                                                 GNUTLS_SAN_DNSNAME,
                                                 name,
                                                 (unsigned int)strlen (name),
                                                 GNUTLS_FSAN_APPEND);
  return gnutls_x509_crt_set_subject_alt_name (
    certificate,
    GNUTLS_SAN_IPADDRESS,
    g_inet_address_to_bytes (address),
    (unsigned int)g_inet_address_get_native_size (address),
    GNUTLS_FSAN_APPEND);
}

static int
set_serial (gnutls_x509_crt_t certificate)
{
  guint8 serial[SERIAL_BYTES];
  int    code = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial);

  /* A positive number, RFC 5280 §4.1.2.2. */
  serial[0] = (guint8)((serial[0] & 0x7f) | 0x01);
  return code < 0
           ? code
           : gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
}

static int
set_times (gnutls_x509_crt_t certificate, guint days)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  int    code =
    gnutls_x509_crt_set_activation_time (certificate, (time_t)(now - 60 * 60));

  return code < 0 ? code
                  : gnutls_x509_crt_set_expiration_time (
                      certificate,
                      (time_t)(now + (gint64)days * SECONDS_OF_DAY));
}

static int
set_uses (gnutls_x509_crt_t certificate)
{
  const char *const purposes[] = { GNUTLS_KP_TLS_WWW_SERVER,
                                   GNUTLS_KP_TLS_WWW_CLIENT };
  int code = gnutls_x509_crt_set_basic_constraints (certificate, 0, -1);

  if (code >= 0)
    code =
      gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE);
  for (guint i = 0; code >= 0 && i < G_N_ELEMENTS (purposes); i++)
    code = gnutls_x509_crt_set_key_purpose_oid (certificate, purposes[i], FALSE);
  return code;
}

static int
make_key (Pair *pair)
{
  int code = gnutls_x509_privkey_init (&pair->key);

  if (code >= 0)
    code = gnutls_x509_privkey_generate (pair->key,
                                         GNUTLS_PK_ECDSA,
                                         GNUTLS_CURVE_TO_BITS (
                                           GNUTLS_ECC_CURVE_SECP256R1),
                                         0);
  if (code >= 0)
    code = gnutls_x509_crt_init (&pair->certificate);
  if (code >= 0)
    code = gnutls_x509_crt_set_key (pair->certificate, pair->key);
  return code;
}

/* @names: as a certificate has them */
static int
make_pair (Pair *pair, char **names, guint days)
{
  int code = make_key (pair);

  if (code >= 0)
    code = gnutls_x509_crt_set_version (pair->certificate, 3);
  if (code >= 0)
    code = set_serial (pair->certificate);
  if (code >= 0)
    code = set_times (pair->certificate, days);
  if (code >= 0)
    code = gnutls_x509_crt_set_dn_by_oid (pair->certificate,
                                          GNUTLS_OID_X520_COMMON_NAME,
                                          0,
                                          names[0],
                                          (unsigned int)strlen (names[0]));
  for (guint i = 0; code >= 0 && names[i] != NULL; i++)
    code = add_name (pair->certificate, names[i]);
  if (code >= 0)
    code = set_uses (pair->certificate);
  if (code >= 0)
    code = gnutls_x509_crt_sign2 (pair->certificate,
                                  pair->certificate,
                                  pair->key,
                                  GNUTLS_DIG_SHA256,
                                  0);
  return code;
}

/* Its texts ------------------------------------------------------------------ */

static char *
take_datum (gnutls_datum_t *datum)
{
  char *text = g_strndup ((const char *)datum->data, datum->size);

  gnutls_memset (datum->data, 0, datum->size);
  gnutls_free (datum->data);
  return text;
}

static int
export_pair (const Pair *pair, WeirDevelopmentCertificate *self)
{
  gnutls_datum_t datum;
  int            code =
    gnutls_x509_crt_export2 (pair->certificate, GNUTLS_X509_FMT_PEM, &datum);

  if (code < 0)
    return code;
  self->certificate = take_datum (&datum);
  code = gnutls_x509_privkey_export2_pkcs8 (pair->key,
                                            GNUTLS_X509_FMT_PEM,
                                            NULL,
                                            GNUTLS_PKCS_PLAIN,
                                            &datum);
  if (code >= 0)
    self->key = take_datum (&datum);
  return code;
}

static char **
dup_names (const char *const *names, GError **error)
{
  g_autoptr (GStrvBuilder) good = g_strv_builder_new ();
  guint                    n = g_strv_length ((char **)names);

  if (n == 0 || n > WEIR_DEVELOPMENT_MAX_NAMES)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("Enter the names the certificate is for, at most %u."),
                   WEIR_DEVELOPMENT_MAX_NAMES);
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = dup_name (names[i], error);

      if (name == NULL)
        return NULL;
      g_strv_builder_add (good, name);
    }
  return g_strv_builder_end (good);
}

WeirDevelopmentCertificate *
weir_development_certificate_new (const char *const *names,
                                  guint              days,
                                  GError           **error)
{
  g_autoptr (WeirDevelopmentCertificate) self =
    g_new0 (WeirDevelopmentCertificate, 1);
  g_auto (Pair)  pair = { 0 };
  g_auto (GStrv) good = dup_names (names, error);
  int            code;

  if (good == NULL)
    return NULL;
  if (days == 0 || days > WEIR_DEVELOPMENT_MAX_DAYS)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("A certificate is valid for 1 to %u days."),
                   WEIR_DEVELOPMENT_MAX_DAYS);
      return NULL;
    }
  code = make_pair (&pair, good, days);
  if (code >= 0)
    code = export_pair (&pair, self);
  if (code >= 0)
    return g_steal_pointer (&self);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               _ ("The certificate can’t be made: %s"),
               gnutls_strerror (code));
  return NULL;
}

void
weir_development_certificate_free (WeirDevelopmentCertificate *self)
{
  g_free (self->certificate);
  if (self->key != NULL)
    gnutls_memset (self->key, 0, strlen (self->key));
  g_free (self->key);
  g_free (self);
}

/* Files ---------------------------------------------------------------------- */

static char *
dup_path (const char *folder, guint number, const char *extension)
{
  g_autofree char *name = number > 1
                            ? g_strdup_printf ("weir-%u.%s", number, extension)
                            : g_strdup_printf ("weir.%s", extension);

  return g_build_filename (folder, name, NULL);
}

/* The first pair of names of which neither is taken. */
static gboolean
find_paths (const char *folder, char **certificate, char **key, GError **error)
{
  for (guint i = 1; i <= MAX_PAIRS; i++)
    {
      g_autofree char *certificate_path = dup_path (folder, i, "crt");
      g_autofree char *key_path = dup_path (folder, i, "key");

      if (g_file_test (certificate_path, G_FILE_TEST_EXISTS) ||
          g_file_test (key_path, G_FILE_TEST_EXISTS))
        continue;
      *certificate = g_steal_pointer (&certificate_path);
      *key = g_steal_pointer (&key_path);
      return TRUE;
    }
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_EXISTS,
                       _ ("There are too many certificates in that folder."));
  return FALSE;
}

static gboolean
write_file (const char *path, const char *text, int mode, GError **error)
{
  return g_file_set_contents_full (path,
                                   text,
                                   -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT |
                                     G_FILE_SET_CONTENTS_DURABLE,
                                   mode,
                                   error);
}

static gboolean
make_folder (const char *path, GError **error)
{
  int saved;

  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  saved = errno;
  g_set_error (error,
               G_IO_ERROR,
               (gint)g_io_error_from_errno (saved),
               _ ("The folder “%s” can’t be made: %s"),
               path,
               g_strerror (saved));
  return FALSE;
}

gboolean
weir_development_certificate_write (const WeirDevelopmentCertificate *self,
                                    GFile                            *folder,
                                    char   **certificate_path,
                                    char   **key_path,
                                    GError **error)
{
  g_autofree char *place = g_file_get_path (folder);
  g_autofree char *certificate = NULL;
  g_autofree char *key = NULL;

  if (place == NULL)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_NOT_SUPPORTED,
                           _ ("Choose a folder of this computer."));
      return FALSE;
    }
  if (!make_folder (place, error) ||
      !find_paths (place, &certificate, &key, error) ||
      !write_file (key, self->key, 0600, error))
    return FALSE;
  if (!write_file (certificate, self->certificate, 0644, error))
    {
      g_unlink (key);
      return FALSE;
    }
  *certificate_path = g_steal_pointer (&certificate);
  *key_path = g_steal_pointer (&key);
  return TRUE;
}
