/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/weir-development-certificate.h"
#include "host/weir-tls-config.h"
#include "weir-test-folder.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static const char *const usual[] = { "localhost", "127.0.0.1", "::1", NULL };

/* Whether whoever trusts it lets a server of that name show it. */
static gboolean
is_good_for (GTlsCertificate *certificate, const char *name)
{
  g_autoptr (GSocketConnectable) identity = g_network_address_new (name, 443);

  return g_tls_certificate_verify (certificate, identity, certificate) == 0;
}

static void
test_names (void)
{
  g_auto (GStrv) names = weir_development_certificate_list_names ();

  g_assert_cmpuint (g_strv_length (names), >=, 3);
  for (guint i = 0; usual[i] != NULL; i++)
    g_assert_cmpstr (names[i], ==, usual[i]);
}

static void
test_new (void)
{
  g_autoptr (GError)                     error = NULL;
  g_autoptr (WeirDevelopmentCertificate) made =
    weir_development_certificate_new (usual, 30, &error);
  g_autoptr (WeirDevelopmentCertificate) other =
    weir_development_certificate_new (usual, 30, &error);
  g_autofree char            *both = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (WeirCertificate) known = NULL;
  g_autofree char            *names = NULL;
  g_autoptr (GDateTime)       now = g_date_time_new_now_utc ();
  GTimeSpan                   left;

  g_assert_no_error (error);
  g_assert_cmpstr (made->key, !=, other->key);
  both = g_strconcat (made->certificate, made->key, NULL);
  certificate = g_tls_certificate_new_from_pem (both, -1, &error);
  g_assert_no_error (error);
  known = weir_certificate_new (certificate);
  names = g_strjoinv (" ", known->names);
  g_assert_cmpstr (names, ==, "localhost 127.0.0.1 ::1");
  g_assert_nonnull (strstr (known->subject, "localhost"));
  g_assert_cmpstr (known->subject, ==, known->issuer);
  left = g_date_time_difference (known->until, now);
  g_assert_cmpint (left, >, 29 * G_TIME_SPAN_DAY);
  g_assert_cmpint (left, <=, 30 * G_TIME_SPAN_DAY);
  g_assert_cmpint (g_date_time_compare (known->from, now), <, 0);
  g_assert_true (is_good_for (certificate, "localhost"));
  g_assert_true (is_good_for (certificate, "127.0.0.1"));
  g_assert_true (is_good_for (certificate, "::1"));
  g_assert_false (is_good_for (certificate, "example.com"));
}

static void
test_other_names (void)
{
  static const char *const names[] = {
    " bücher.example ",
    "*.dev.example",
    "192.0.2.7",
    NULL,
  };
  g_autoptr (GError)                     error = NULL;
  g_autoptr (WeirDevelopmentCertificate) made =
    weir_development_certificate_new (names, WEIR_DEVELOPMENT_MAX_DAYS, &error);
  g_autoptr (GTlsCertificate) certificate = NULL;

  g_assert_no_error (error);
  certificate = g_tls_certificate_new_from_pem (made->certificate, -1, &error);
  g_assert_no_error (error);
  g_assert_true (is_good_for (certificate, "xn--bcher-kva.example"));
  g_assert_true (is_good_for (certificate, "a.dev.example"));
  g_assert_true (is_good_for (certificate, "192.0.2.7"));
}

static void
test_bad (void)
{
  static const struct
  {
    const char *names[3];
    guint       days;
  } cases[] = {
    { { NULL }, 30 },
    { { "localhost" }, 0 },
    { { "localhost" }, WEIR_DEVELOPMENT_MAX_DAYS + 1 },
    { { "" }, 30 },
    { { "two words" }, 30 },
    { { "localhost", "a..b" }, 30 },
    { { "-a" }, 30 },
    { { "http://localhost" }, 30 },
    { { "*" }, 30 },
    { { "a\nb" }, 30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (
        weir_development_certificate_new (cases[i].names, cases[i].days, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static guint
get_mode (const char *path)
{
  GStatBuf buffer;

  g_assert_cmpint (g_stat (path, &buffer), ==, 0);
  return buffer.st_mode & 0777;
}

static guint
count_files (GFile *folder)
{
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint            n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_write (void)
{
  GFile            *top = weir_test_folder_new ();
  g_autoptr (GFile) folder = g_file_resolve_relative_path (top, "a/b");
  g_autoptr (WeirDevelopmentCertificate) made =
    weir_development_certificate_new (usual, 30, NULL);
  g_autoptr (GError)          error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;

  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *certificate_path = NULL;
      g_autofree char *key_path = NULL;

      g_assert_true (weir_development_certificate_write (made,
                                                         folder,
                                                         &certificate_path,
                                                         &key_path,
                                                         &error));
      g_assert_no_error (error);
      g_assert_true (g_str_has_suffix (certificate_path,
                                       i == 1 ? "weir.crt" : "weir-2.crt"));
      g_assert_true (
        g_str_has_suffix (key_path, i == 1 ? "weir.key" : "weir-2.key"));
      g_assert_cmphex (get_mode (key_path), ==, 0600);
      g_clear_object (&certificate);
      certificate =
        g_tls_certificate_new_from_files (certificate_path, key_path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_files (folder), ==, i * 2);
    }
  weir_test_folder_remove (top);
}

/* The key fits below the limit, the certificate does not: then neither stays. */
static void
test_write_half (void)
{
  GFile                                 *folder = weir_test_folder_new ();
  g_autoptr (WeirDevelopmentCertificate) made =
    weir_development_certificate_new (usual, 30, NULL);
  g_autofree char   *certificate_path = NULL;
  g_autofree char   *key_path = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit      before;
  struct rlimit      small;
  gboolean           written;

  g_assert_cmpuint (strlen (made->key), <, strlen (made->certificate));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = strlen (made->key) + 1;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  written = weir_development_certificate_write (made,
                                                folder,
                                                &certificate_path,
                                                &key_path,
                                                &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (written);
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (folder), ==, 0);
  weir_test_folder_remove (folder);
}

static void
test_write_fails (void)
{
  GFile            *folder = weir_test_folder_new ();
  g_autoptr (GFile) file = g_file_get_child (folder, "file");
  g_autoptr (GFile) below = g_file_get_child (file, "folder");
  g_autoptr (GFile) elsewhere = g_file_new_for_uri ("resource:///nowhere");
  g_autoptr (WeirDevelopmentCertificate) made =
    weir_development_certificate_new (usual, 30, NULL);
  g_autofree char   *certificate_path = NULL;
  g_autofree char   *key_path = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
    g_file_replace_contents (file, "x", 1, NULL, FALSE, 0, NULL, NULL, NULL));
  g_assert_false (weir_development_certificate_write (made,
                                                      below,
                                                      &certificate_path,
                                                      &key_path,
                                                      &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (weir_development_certificate_write (made,
                                                      elsewhere,
                                                      &certificate_path,
                                                      &key_path,
                                                      &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_null (certificate_path);
  g_assert_cmpuint (count_files (folder), ==, 1);
  weir_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/development-certificate/names", test_names);
  g_test_add_func ("/host/development-certificate/new", test_new);
  g_test_add_func ("/host/development-certificate/other-names", test_other_names);
  g_test_add_func ("/host/development-certificate/bad", test_bad);
  g_test_add_func ("/host/development-certificate/write", test_write);
  g_test_add_func ("/host/development-certificate/write-half", test_write_half);
  g_test_add_func ("/host/development-certificate/write-fails", test_write_fails);
  return g_test_run ();
}
