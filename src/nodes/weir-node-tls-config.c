/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `tls-config`: certificates and rules for connections. When the certificates
 * can't be used that is an error, but the server's name, ALPN and whether it
 * is verified still hold, as in Node-RED. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "json/weir-convert.h"
#include "nodes/weir-node-properties.h"
#include "nodes/weir-tls-check.h"
#include "nodes/weir-tls-service.h"
#include "runtime/weir-node-api.h"
#include "schema/weir-problem.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_tls_config;

static const WeirChoice source_choices[] = {
  { "\"files\"", N_ ("Separate files") },
  { "\"pfx\"", N_ ("PKCS#12 bundle") },
  { "\"env\"", N_ ("Environment variables") },
  { NULL },
};

#define TEXT_PROPERTY(key_, label_, help_, shown_)                    \
  {                                                                   \
    .key = key_, .kind = WEIR_PROPERTY_KIND_STRING, .label = label_,  \
    .help = help_, .def = "\"\"", .shown_if = { "certType", shown_ }, \
  }

/* The name an embedded file had: for people only. */
#define FILE_NAME_PROPERTY(key_)                                               \
  {                                                                            \
    .key = key_, .kind = WEIR_PROPERTY_KIND_OPAQUE, .label = N_ ("File name"), \
    .help = N_ ("What the embedded file was called."), .def = "\"\"",          \
  }

#define DATA_PROPERTY(key_, label_, help_, shown_)                             \
  {                                                                            \
    .key = key_, .kind = WEIR_PROPERTY_KIND_TEXT, .label = label_,             \
    .help = help_, .flags = WEIR_PROPERTY_CREDENTIAL | WEIR_PROPERTY_ADVANCED, \
    .shown_if = { "certType", shown_ },                                        \
  }

static const WeirProperty properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  {
    .key = "certType",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("Source"),
    .help = N_ ("Where certificate and key come from."),
    .def = "\"files\"",
    .choices = source_choices,
  },
  TEXT_PROPERTY ("cert",
                 N_ ("Certificate"),
                 N_ ("A PEM file with the certificate to show."),
                 "files"),
  TEXT_PROPERTY ("key",
                 N_ ("Private key"),
                 N_ ("A PEM file with the key of the certificate."),
                 "files"),
  TEXT_PROPERTY ("p12",
                 N_ ("Bundle"),
                 N_ ("A .p12 or .pfx file with certificate and key."),
                 "pfx"),
  FILE_NAME_PROPERTY ("p12name"),
  TEXT_PROPERTY ("ca",
                 N_ ("Authorities"),
                 N_ ("A PEM file with the certificates to trust instead of "
                     "those of the system."),
                 "files"),
  FILE_NAME_PROPERTY ("certname"),
  FILE_NAME_PROPERTY ("keyname"),
  FILE_NAME_PROPERTY ("caname"),
  {
    .key = "servername",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Server name"),
    .help = N_ ("The name asked for and verified, when it is not the one in "
                "the address."),
    .def = "\"\"",
  },
  {
    .key = "verifyservercert",
    .kind = WEIR_PROPERTY_KIND_BOOLEAN,
    .label = N_ ("Verify server certificate"),
    .help = N_ ("Whether only servers with a trusted certificate are talked "
                "to; only false switches it off."),
    .def = "true",
  },
  {
    .key = "alpnprotocol",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("ALPN protocol"),
    .help = N_ ("The application protocol asked for."),
    .def = "\"\"",
    .flags = WEIR_PROPERTY_ADVANCED,
  },
  TEXT_PROPERTY ("certEnv",
                 N_ ("Certificate variable"),
                 N_ ("The variable that holds the certificate as PEM."),
                 "env"),
  TEXT_PROPERTY ("keyEnv",
                 N_ ("Key variable"),
                 N_ ("The variable that holds the key as PEM."),
                 "env"),
  TEXT_PROPERTY ("caEnv",
                 N_ ("Authorities variable"),
                 N_ ("The variable that holds the certificates to trust as "
                     "PEM."),
                 "env"),
  DATA_PROPERTY ("certdata",
                 N_ ("Embedded certificate"),
                 N_ ("The certificate itself, when no file is named."),
                 "files"),
  DATA_PROPERTY ("keydata",
                 N_ ("Embedded key"),
                 N_ ("The key itself, when no file is named."),
                 "files"),
  DATA_PROPERTY ("cadata",
                 N_ ("Embedded authorities"),
                 N_ ("The certificates to trust, when no file is named."),
                 "files"),
  DATA_PROPERTY ("p12data",
                 N_ ("Embedded bundle"),
                 N_ ("The bundle in base64, when no file is named."),
                 "pfx"),
  {
    .key = "passphrase",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Pass-phrase"),
    .help = N_ ("What opens the bundle; key files must have none."),
    .flags = WEIR_PROPERTY_CREDENTIAL | WEIR_PROPERTY_SECRET,
  },
  { NULL },
};

/* What WeirTlsOptions points to: paths, or the data itself. */
typedef struct
{
  char    *certificate, *key, *ca;
  gboolean are_files;
  char    *pkcs12_file;
  GBytes  *pkcs12_data;
} Material;

static void
material_clear (Material *material)
{
  g_clear_pointer (&material->certificate, g_free);
  g_clear_pointer (&material->key, g_free);
  g_clear_pointer (&material->ca, g_free);
  g_clear_pointer (&material->pkcs12_file, g_free);
  g_clear_pointer (&material->pkcs12_data, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Material, material_clear)

/* A path relative to where the program runs, made absolute: GIO takes no
 * other. NULL for none. */
static char *
dup_path (WeirNode *node, const char *key)
{
  g_autofree char *path = g_strdup (weir_node_get_string (node, key));

  return g_strstrip (path)[0] != '\0' ? g_canonicalize_filename (path, NULL)
                                      : NULL;
}

static char *
dup_credential (WeirNode *node, const char *key)
{
  const char *text = weir_node_get_credential (node, key);

  return text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
}

static char *
dup_variable (WeirNode *node, const char *key)
{
  g_autofree char      *name = g_strdup (weir_node_get_string (node, key));
  g_autoptr (WeirValue) value = NULL;
  g_autoptr (WeirValue) text = NULL;

  if (g_strstrip (name)[0] == '\0')
    return NULL;
  value = weir_node_dup_variable (node, name);
  if (value == NULL)
    {
      g_autoptr (WeirProblem) problem =
        weir_problem_new ("T410", NULL, key, "NAME", name, NULL);

      weir_node_log (node, WEIR_LOG_LEVEL_WARN, "%s", problem->text);
      return NULL;
    }
  text = weir_value_to_text (value);
  return g_strdup (weir_value_get_string (text, NULL));
}

static void
take_files (WeirNode *node, Material *material)
{
  material->certificate = dup_path (node, "cert");
  material->key = dup_path (node, "key");
  material->ca = dup_path (node, "ca");
  material->are_files = material->certificate != NULL ||
                        material->key != NULL || material->ca != NULL;
  if (material->are_files)
    return;
  material->certificate = dup_credential (node, "certdata");
  material->key = dup_credential (node, "keydata");
  material->ca = dup_credential (node, "cadata");
}

static void
take_bundle (WeirNode *node, Material *material)
{
  const char *base64 = weir_node_get_credential (node, "p12data");
  guchar     *data;
  gsize       length;

  material->pkcs12_file = dup_path (node, "p12");
  if (material->pkcs12_file != NULL || base64 == NULL || base64[0] == '\0')
    return;
  data = g_base64_decode (base64, &length);
  material->pkcs12_data = g_bytes_new_take (data, length);
}

static void
take_variables (WeirNode *node, Material *material)
{
  material->certificate = dup_variable (node, "certEnv");
  material->key = dup_variable (node, "keyEnv");
  material->ca = dup_variable (node, "caEnv");
}

static gboolean
take_material (WeirNode *node, Material *material, GError **error)
{
  const char *type = weir_node_get_string (node, "certType");

  if (g_str_equal (type, "pfx"))
    take_bundle (node, material);
  else if (g_str_equal (type, "env"))
    take_variables (node, material);
  else
    take_files (node, material);

  if ((material->certificate == NULL) == (material->key == NULL))
    return TRUE;
  g_set_error_literal (error,
                       WEIR_RUNTIME_ERROR,
                       WEIR_RUNTIME_ERROR_CONFIG,
                       "No certificate/key file provided");
  return FALSE;
}

static void
fill_options (WeirTlsOptions *options, WeirNode *node, const Material *material)
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
  options->passphrase = weir_node_get_credential (node, "passphrase");
}

/* Only a literal false switches it off; "" and "false" do not. */
static gboolean
is_verified (WeirNode *node)
{
  WeirValue *value = weir_node_get_value (node, "verifyservercert");

  return value == NULL ||
         weir_value_get_kind (value) != WEIR_VALUE_KIND_BOOLEAN ||
         weir_value_get_boolean (value);
}

static gboolean
start (WeirNode *node, GError **error)
{
  g_auto (Material) material = { 0 };
  g_autofree char  *name = g_strdup (weir_node_get_string (node, "servername"));
  const char       *alpn = weir_node_get_string (node, "alpnprotocol");
  const WeirTlsOptions rules = {
    .server_name = g_strstrip (name)[0] != '\0' ? name : NULL,
    .alpn = alpn[0] != '\0' ? alpn : NULL,
    .no_verify = !is_verified (node),
  };
  WeirTlsOptions     options = rules;
  WeirTls           *tls = NULL;
  g_autoptr (GError) problem = NULL;

  if (take_material (node, &material, &problem))
    {
      fill_options (&options, node, &material);
      tls = weir_tls_new (&options, &problem);
    }
  if (tls == NULL)
    {
      weir_node_log (node, WEIR_LOG_LEVEL_ERROR, "%s", problem->message);
      tls = weir_tls_new (&rules, error);
    }
  if (tls == NULL)
    return FALSE;
  weir_node_provide (node, G_OBJECT (weir_tls_service_new (tls)));
  return TRUE;
}

const WeirNodeType weir_node_type_tls_config = {
  .type = "tls-config",
  .category = WEIR_NODE_CATEGORY_CONFIG,
  .label = N_ ("TLS configuration"),
  .summary = N_ ("Certificates and rules for secure connections."),
  .help = N_ (
    "Certificate and key say who one is, the authorities whom to trust. All "
    "are PEM: files on the computer that runs the flow, embedded texts, or "
    "environment variables; or certificate and key come as a PKCS#12 bundle. "
    "A certificate needs its key. Embedded texts count when no file is named. "
    "Relative paths start where the program was started.\n\n"
    "When something can't be read the log says so, and connections are tried "
    "without a certificate of their own and with the authorities of the "
    "system.\n\n"
    "Authorities replace those of the system. The server name is what the "
    "server's certificate must be for, when its address says something else."),
  .icon = "weir-tls-symbolic",
  .editor_hint = "tls",
  .color = "#e6e0f8",
  .properties = properties,
  .check = weir_tls_check,
  .start = start,
};
