/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `tls-config`: certificates and rules for connections. When the certificates
 * can't be used that is an error, but the server's name, ALPN and whether it
 * is verified still hold, as in Node-RED. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "json/weir-convert.h"
#include "net/weir-tls-source.h"
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
    .shown_if = { "certType", "pfx" },
  },
  { NULL },
};

static const char *
get_property (gpointer data, const char *key)
{
  return weir_node_get_string (data, key);
}

static const char *
get_credential (gpointer data, const char *key)
{
  return weir_node_get_credential (data, key);
}

static char *
dup_variable (gpointer data, const char *key, const char *name)
{
  WeirNode             *node = data;
  g_autoptr (WeirValue) value = weir_node_dup_variable (node, name);
  g_autoptr (WeirValue) text = NULL;

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

/* Only a literal false switches it off; "" and "false" do not. */
static gboolean
is_verified (WeirNode *node)
{
  return !weir_value_is_boolean (weir_node_get_value (node, "verifyservercert"),
                                 FALSE);
}

static gboolean
start (WeirNode *node, GError **error)
{
  g_auto (WeirTlsMaterial) material = { 0 };
  const WeirTlsSource source = { get_property, get_credential, dup_variable, node };
  g_autofree char *name = g_strdup (weir_node_get_string (node, "servername"));
  const char      *alpn = weir_node_get_string (node, "alpnprotocol");
  const WeirTlsOptions rules = {
    .server_name = g_strstrip (name)[0] != '\0' ? name : NULL,
    .alpn = alpn[0] != '\0' ? alpn : NULL,
    .no_verify = !is_verified (node),
  };
  WeirTlsOptions     options = rules;
  WeirTls           *tls = NULL;
  g_autoptr (GError) problem = NULL;

  if (weir_tls_material_init (&material, &source, &problem))
    {
      weir_tls_material_fill (&material, &options);
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
    "When something can’t be read the log says so, and connections are tried "
    "without a certificate of their own and with the authorities of the "
    "system.\n\n"
    "Authorities replace those of the system. The server name is what the "
    "server’s certificate must be for, when its address says something else."),
  .icon = "weir-tls-symbolic",
  .editor_hint = "tls",
  .color = "#e6e0f8",
  .properties = properties,
  .check = weir_tls_check,
  .start = start,
};
