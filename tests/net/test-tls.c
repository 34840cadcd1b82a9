/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Certificates: what loads, and what the error says when it does not. */

#include "net-peer.h"

#include "net/weir-tls-private.h"

#include <string.h>
#include <unistd.h>

/* File names are those of tests/fixtures/tls; "-" leads nowhere. */
typedef struct
{
  const char *name;
  const char *certificate, *key, *ca, *pkcs12, *passphrase;
  const char *error; /* a part of it; NULL: it loads */
} Case;

static const Case cases[] = {
  { "nothing", .error = NULL },
  { "rsa", "server.crt", "server.key", .error = NULL },
  { "elliptic", "client.crt", "client.key", .error = NULL },
  { "ca", .ca = "ca.crt" },
  { "bundle", .pkcs12 = "client.p12", .passphrase = "weir" },
  { "no-key", "server.crt", NULL, .error = "needs its private key" },
  { "no-certificate", NULL, "server.key", .error = "needs its certificate" },
  { "missing-certificate", "-", "server.key", .error = "can’t be read" },
  { "missing-key", "server.crt", "-", .error = "can’t be read" },
  { "missing-ca", .ca = "-", .error = "can’t be read" },
  { "missing-bundle", .pkcs12 = "-", .error = "can’t be read" },
  { "swapped",
    "server.key",
    "server.crt",
    .error = "server.key isn’t a PEM certificate" },
  { "not-a-key", "server.crt", "make.sh", .error = "make.sh isn’t a PEM private key" },
  { "not-a-certificate",
    "client.p12",
    "client.key",
    .error = "client.p12 isn’t a PEM certificate" },
  { "not-a-ca", .ca = "make.sh", .error = "make.sh isn’t a PEM certificate" },
  { "foreign-rsa", "client.crt", "server.key", .error = "doesn’t belong" },
  { "foreign-elliptic", "server.crt", "client.key", .error = "doesn’t belong" },
  { "foreign-elliptic-2", "client.crt", "expired.key", .error = "doesn’t belong" },
  { "encrypted", "client.crt", "encrypted.key", .error = ".p12" },
  { "wrong-pass-phrase",
    .pkcs12 = "client.p12",
    .passphrase = "wire",
    .error = "pass-phrase doesn’t open" },
  { "no-pass-phrase", .pkcs12 = "client.p12", .error = "pass-phrase doesn’t open" },
  { "not-a-bundle",
    .pkcs12 = "ca.crt",
    .passphrase = "weir",
    .error = "isn’t a PKCS#12 bundle" },
};

static char *
dup_file (const char *name)
{
  if (name == NULL)
    return NULL;
  return *name == '-' ? g_strdup ("/nowhere/at-all.pem") : net_fixture (name);
}

static void
test_files (gconstpointer data)
{
  const Case         *c = data;
  g_autofree char    *certificate = dup_file (c->certificate);
  g_autofree char    *key = dup_file (c->key);
  g_autofree char    *ca = dup_file (c->ca);
  g_autofree char    *pkcs12 = dup_file (c->pkcs12);
  WeirTlsOptions      options = { .certificate_file = certificate,
                                  .key_file = key,
                                  .ca_file = ca,
                                  .pkcs12_file = pkcs12,
                                  .passphrase = c->passphrase };
  g_autoptr (GError)  error = NULL;
  g_autoptr (WeirTls) tls = weir_tls_new (&options, &error);

  if (c->error == NULL)
    {
      g_assert_no_error (error);
      g_assert_true ((weir_tls_get_certificate (tls) != NULL) ==
                     (c->certificate != NULL || c->pkcs12 != NULL));
      g_assert_true ((weir_tls_get_database (tls) != NULL) == (c->ca != NULL));
      return;
    }
  g_assert_null (tls);
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_CERTIFICATE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, c->error));
}

static char *
read_fixture (const char *name)
{
  g_autofree char   *path = net_fixture (name);
  g_autoptr (GError) error = NULL;
  char              *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The texts themselves win over files. */
static void
test_texts (void)
{
  g_autofree char    *certificate = read_fixture ("server.crt");
  g_autofree char    *key = read_fixture ("server.key");
  g_autofree char    *ca = read_fixture ("ca.crt");
  WeirTlsOptions      options = { .certificate_pem = certificate,
                                  .certificate_file = "/nowhere",
                                  .key_pem = key,
                                  .ca_pem = ca,
                                  .server_name = " srv.test ",
                                  .alpn = "" };
  g_autoptr (GError)  error = NULL;
  g_autoptr (WeirTls) tls = weir_tls_new (&options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (weir_tls_get_certificate (tls));
  g_assert_nonnull (weir_tls_get_database (tls));
  g_assert_cmpstr (weir_tls_get_server_name (tls), ==, "srv.test");
  g_assert_null (weir_tls_get_alpn (tls));
}

static void
test_server (void)
{
  g_autofree char            *file = net_fixture ("server.crt");
  g_autofree char            *key = net_fixture ("server.key");
  g_autoptr (GError)          error = NULL;
  g_autoptr (GTlsCertificate) certificate =
    weir_tls_load_certificate (file, key, &error);

  g_assert_no_error (error);
  g_assert_nonnull (certificate);
  g_assert_null (weir_tls_load_certificate (file, NULL, &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_CERTIFICATE);
  g_clear_error (&error);
  g_assert_null (weir_tls_load_certificate (NULL, NULL, &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_CERTIFICATE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strconcat ("/net/tls/files/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_files);
    }
  g_test_add_func ("/net/tls/texts", test_texts);
  g_test_add_func ("/net/tls/server", test_server);
  return g_test_run ();
}
