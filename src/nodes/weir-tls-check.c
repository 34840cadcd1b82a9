/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-tls-check.h"

#include "json/weir-convert.h"
#include "net/weir-tls.h"
#include "nodes/weir-node-check.h"
#include "schema/weir-sandbox.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* One of certificate, key and authorities. */
typedef struct
{
  const char *path_key;       /* where its path stands */
  const char *credential_key; /* where the text itself stands */
  const char *name_key;       /* where the embedded file's name stands */
  const char *env_key;        /* where the variable's name stands */
} Part;

enum
{
  CERTIFICATE,
  PRIVATE_KEY,
  AUTHORITIES,
  N_PARTS,
};

static const Part parts[N_PARTS] = {
  [CERTIFICATE] = { "cert", "certdata", "certname", "certEnv" },
  [PRIVATE_KEY] = { "key", "keydata", "keyname", "keyEnv" },
  [AUTHORITIES] = { "ca", "cadata", "caname", "caEnv" },
};

/* (transfer full): without blanks around, "" when missing. */
static char *
dup_text (const WeirCheckScope *scope, const char *key)
{
  const char *text =
    weir_value_lookup_string (weir_check_scope_get_config (scope), key);
  char *copy = g_strdup (text != NULL ? text : "");

  return g_strstrip (copy);
}

static gboolean
has_credential (const WeirCheckScope *scope, const char *key)
{
  const char *text = weir_check_scope_get_credential (scope, key);

  return text != NULL && text[0] != '\0';
}

/* T403. In a sandbox the file may well be there, only not for us. */
static void
report_unreadable (const WeirCheckScope *scope, const char *key, const char *path)
{
  g_autofree char *name = weir_sandbox_is_granted (path)
                            ? g_path_get_basename (path)
                            : g_strdup (path);
  const char      *reason = NULL;

  if (weir_sandbox_is_used () && !g_file_test (path, G_FILE_TEST_EXISTS))
    reason =
      _ ("Weir runs in a sandbox and sees only files that were chosen for it");
  weir_check_scope_report (
    scope,
    weir_problem_new ("T403", NULL, key, "file", name, "reason", reason, NULL));
}

/* The text of a PEM file that is named in the flow; what is wrong with the
 * file is reported. NULL: there is nothing more to check. */
static char *
load_part (const WeirCheckScope *scope, const Part *part)
{
  g_autofree char *path = dup_text (scope, part->path_key);
  gsize            length;
  char            *text;

  if (path[0] == '\0' || weir_text_is_env_reference (path))
    return NULL;
  text = weir_tls_read_file (path, &length, NULL);
  if (text == NULL)
    report_unreadable (scope, part->path_key, path);
  return text;
}

/* How the part is called in a message: its path, or its key for embedded
 * text. */
static char *
dup_source (const WeirCheckScope *scope, const Part *part)
{
  char *path = dup_text (scope, part->path_key);

  if (path[0] != '\0')
    return path;
  g_free (path);
  path = dup_text (scope, part->name_key);
  if (path[0] != '\0')
    return path;
  g_free (path);
  return g_strdup (part->credential_key);
}

static void
report_not_pem (const WeirCheckScope *scope, guint part, const char *what)
{
  g_autofree char *source = dup_source (scope, &parts[part]);

  weir_check_scope_report (scope,
                           weir_problem_new ("T404",
                                             NULL,
                                             parts[part].path_key,
                                             "file",
                                             source,
                                             "kind",
                                             what,
                                             NULL));
}

static gboolean
is_encrypted (const char *key)
{
  return strstr (key, "BEGIN ENCRYPTED PRIVATE KEY") != NULL ||
         strstr (key, "Proc-Type: 4,ENCRYPTED") != NULL;
}

static void
check_expiry (const WeirCheckScope *scope,
              const char           *key,
              GTlsCertificate      *certificate)
{
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char      *date = NULL;

  if (end == NULL || g_date_time_compare (end, now) >= 0)
    return;
  date = g_date_time_format (end, "%F");
  weir_node_check_report (scope, "T406", key, "date", date);
}

/* The certificates in @pem, one after another. */
static void
check_certificates (const WeirCheckScope *scope, guint part, const char *pem)
{
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (pem == NULL)
    return;
  certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  if (certificate == NULL)
    report_not_pem (scope, part, _ ("certificate"));
  else
    check_expiry (scope, parts[part].path_key, certificate);
}

static void
check_key (const WeirCheckScope *scope, const char *certificate, const char *key)
{
  g_autoptr (GTlsCertificate) alone = NULL;
  g_autoptr (GTlsCertificate) pair = NULL;
  g_autofree char            *both = NULL;

  if (key == NULL)
    return;
  if (is_encrypted (key))
    {
      weir_node_check_report (scope, "T409", parts[PRIVATE_KEY].path_key, NULL, NULL);
      return;
    }
  if (strstr (key, "PRIVATE KEY-----") == NULL)
    {
      report_not_pem (scope, PRIVATE_KEY, _ ("key"));
      return;
    }
  if (certificate != NULL)
    alone = g_tls_certificate_new_from_pem (certificate, -1, NULL);
  if (alone == NULL)
    return;

  both = g_strconcat (certificate, "\n", key, NULL);
  pair = g_tls_certificate_new_from_pem (both, -1, NULL);
  if (pair == NULL)
    report_not_pem (scope, PRIVATE_KEY, _ ("key"));
  else if (!weir_tls_key_fits (pair))
    weir_node_check_report (scope, "T405", parts[PRIVATE_KEY].path_key, NULL, NULL);
}

/* Certificate and key need each other. */
static void
check_both_given (const WeirCheckScope *scope,
                  const gboolean        given[N_PARTS],
                  const char           *certificate_key,
                  const char           *private_key_key)
{
  if (given[CERTIFICATE] && !given[PRIVATE_KEY])
    weir_node_check_report (scope, "T401", certificate_key, NULL, NULL);
  else if (given[PRIVATE_KEY] && !given[CERTIFICATE])
    weir_node_check_report (scope, "T402", private_key_key, NULL, NULL);
}

static void
check_pem (const WeirCheckScope *scope, const char *const texts[N_PARTS])
{
  check_certificates (scope, CERTIFICATE, texts[CERTIFICATE]);
  check_certificates (scope, AUTHORITIES, texts[AUTHORITIES]);
  check_key (scope, texts[CERTIFICATE], texts[PRIVATE_KEY]);
}

static void
check_paths (const WeirCheckScope *scope, const gboolean given[N_PARTS])
{
  char *texts[N_PARTS];

  check_both_given (scope, given, "cert", "key");
  for (guint i = 0; i < N_PARTS; i++)
    texts[i] = load_part (scope, &parts[i]);
  check_pem (scope, (const char *const *)texts);
  for (guint i = 0; i < N_PARTS; i++)
    g_free (texts[i]);
}

/* A name without its text: an export never holds key material. */
static gboolean
check_was_exported (const WeirCheckScope *scope,
                    const char           *name_key,
                    const char           *credential_key,
                    const char           *key)
{
  g_autofree char *name = dup_text (scope, name_key);

  if (name[0] == '\0' || has_credential (scope, credential_key))
    return TRUE;
  weir_node_check_report (scope, "T414", key, "file", name);
  return FALSE;
}

static void
check_embedded (const WeirCheckScope *scope)
{
  const char *texts[N_PARTS] = { NULL };
  gboolean    given[N_PARTS];
  gboolean    complete = TRUE;

  for (guint i = 0; i < N_PARTS; i++)
    {
      given[i] = has_credential (scope, parts[i].credential_key);
      if (given[i])
        texts[i] =
          weir_check_scope_get_credential (scope, parts[i].credential_key);
      if (!check_was_exported (scope,
                               parts[i].name_key,
                               parts[i].credential_key,
                               parts[i].path_key))
        complete = FALSE;
    }
  if (complete)
    check_both_given (scope, given, "cert", "key");
  check_pem (scope, texts);
}

static void
check_files (const WeirCheckScope *scope)
{
  gboolean given[N_PARTS];
  gboolean any = FALSE;

  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autofree char *path = dup_text (scope, parts[i].path_key);

      given[i] = path[0] != '\0';
      any = any || given[i];
    }
  if (any)
    check_paths (scope, given);
  else
    check_embedded (scope);
}

static void
check_variables (const WeirCheckScope *scope)
{
  gboolean given[N_PARTS];

  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autofree char *name = dup_text (scope, parts[i].env_key);

      given[i] = name[0] != '\0';
      if (given[i] && !weir_check_scope_has_variable (scope, name))
        weir_node_check_report (scope, "T410", parts[i].env_key, "NAME", name);
    }
  check_both_given (scope, given, "certEnv", "keyEnv");
}

static void
check_bundle_data (const WeirCheckScope *scope,
                   const void           *data,
                   gsize                 length,
                   const char           *source)
{
  const char *password = weir_check_scope_get_credential (scope, "passphrase");
  g_autoptr (GError)          error = NULL;
  g_autoptr (GTlsCertificate) certificate =
    g_tls_certificate_new_from_pkcs12 (data, length, password, &error);

  if (certificate != NULL)
    check_expiry (scope, "p12", certificate);
  else if (g_error_matches (error,
                            G_TLS_ERROR,
                            G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD))
    weir_node_check_report (scope, "T408", "passphrase", "file", source);
  else
    weir_node_check_report (scope, "T403", "p12", "file", source);
}

static void
check_bundle_file (const WeirCheckScope *scope, const char *path)
{
  gsize            length;
  g_autofree char *data = weir_tls_read_file (path, &length, NULL);

  if (data != NULL)
    check_bundle_data (scope, data, length, path);
  else
    report_unreadable (scope, "p12", path);
}

static void
check_bundle (const WeirCheckScope *scope)
{
  const char      *base64 = weir_check_scope_get_credential (scope, "p12data");
  g_autofree char *path = dup_text (scope, "p12");
  g_autofree char *name = dup_text (scope, "p12name");
  g_autofree guchar *data = NULL;
  gsize              length;

  if (weir_text_is_env_reference (path))
    return;
  if (path[0] != '\0')
    check_bundle_file (scope, path);
  else if (has_credential (scope, "p12data"))
    {
      data = g_base64_decode (base64, &length);
      check_bundle_data (scope, data, length, name[0] != '\0' ? name : "p12data");
    }
  else if (check_was_exported (scope, "p12name", "p12data", "p12"))
    weir_node_check_report (scope, "T407", "p12", NULL, NULL);
}

/* Letters, digits, hyphens and dots, or characters of other scripts
 * (RFC 1123 §2.1, RFC 5890). */
static gboolean
is_host_name (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar)*p < 0x80 && !g_ascii_isalnum (*p) && strchr ("-._", *p) == NULL)
        return g_hostname_is_ip_address (text);
    }
  return text[0] != '-' && text[0] != '.' && strlen (text) <= 253;
}

void
weir_tls_check (const WeirCheckScope *scope)
{
  const WeirValue *config = weir_check_scope_get_config (scope);
  const WeirValue *verify = weir_value_lookup (config, "verifyservercert");
  g_autofree char *type = dup_text (scope, "certType");
  g_autofree char *server_name = dup_text (scope, "servername");

  if (g_str_equal (type, "pfx"))
    check_bundle (scope);
  else if (g_str_equal (type, "env"))
    check_variables (scope);
  else if (!weir_text_is_env_reference (type))
    check_files (scope);

  if (weir_value_is_boolean (verify, FALSE))
    weir_node_check_report (scope, "T411", "verifyservercert", NULL, NULL);
  if (server_name[0] != '\0' && !weir_text_is_env_reference (server_name) &&
      !is_host_name (server_name))
    weir_node_check_report (scope, "T412", "servername", "text", server_name);
}
