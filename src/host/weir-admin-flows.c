/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-admin-private.h"

#include "host/weir-flow-api.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>

/* The routes about flows. Every deploy goes the same way: the new document is
 * made whole, its credentials are put aside, it is saved, and only then is
 * anything stopped; whatever fails on the way leaves all as it was. */

#define DEPLOYMENT_TYPE "Node-RED-Deployment-Type"
#define API_VERSION     "Node-RED-API-Version"

/* A `reload` reads the storage instead of the body. */
static const struct
{
  const char    *name;
  WeirDeployMode mode;
  gboolean       reload;
} deployment_types[] = {
  { "full", WEIR_DEPLOY_FULL, FALSE },
  { "flows", WEIR_DEPLOY_FLOWS, FALSE },
  { "nodes", WEIR_DEPLOY_NODES, FALSE },
  { "reload", WEIR_DEPLOY_FULL, TRUE },
};

static void
answer_failed (WeirAdminCall *call, const GError *error)
{
  gboolean syntax =
    g_error_matches (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_NOT_JSON);

  weir_admin_answer_error (call,
                           400,
                           syntax ? "invalid_json" : "unexpected_error",
                           error->message);
}

/* FALSE when the header asks for a version that is none; then that is
 * answered. */
static gboolean
read_version (WeirAdminCall *call, gboolean *v2)
{
  const char *version = weir_admin_get_header (call, API_VERSION);

  *v2 = g_strcmp0 (version, "v2") == 0;
  if (version == NULL || *v2 || g_str_equal (version, "v1"))
    return TRUE;
  weir_admin_answer_error (call,
                           400,
                           "invalid_api_version",
                           "Invalid API Version requested");
  return FALSE;
}

/* Puts every credential back as it was in @before. */
static void
restore_credentials (WeirCredentials *credentials, WeirValue *before)
{
  g_autoptr (WeirValue) now =
    weir_value_ref (weir_credentials_get_all (credentials));

  for (gsize i = 0; i < weir_value_get_length (now); i++)
    {
      const char *id = weir_value_get_key (now, i, NULL);

      if (weir_value_lookup (before, id) == NULL)
        weir_credentials_set (credentials, id, NULL);
    }
  for (gsize i = 0; i < weir_value_get_length (before); i++)
    weir_credentials_set (credentials,
                          weir_value_get_key (before, i, NULL),
                          weir_value_get_member (before, i));
}

/* Takes the credentials that came with the entries, and those of @sent. */
static void
take_credentials (WeirHost *host, WeirDocument *incoming, WeirValue *sent)
{
  WeirCredentials *credentials = weir_host_get_credentials (host);
  guint            n = weir_document_get_n_elements (incoming);
  gsize            n_sent = sent != NULL ? weir_value_get_length (sent) : 0;

  for (gsize i = 0; i < n_sent; i++)
    weir_credentials_set (credentials,
                          weir_value_get_key (sent, i, NULL),
                          weir_value_get_member (sent, i));
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (incoming, i);
      WeirValue   *own = weir_element_get_member (element, "credentials");
      const char  *type = weir_element_get_type_name (element);

      if (own == NULL || weir_credentials_merge (credentials,
                                                 weir_host_get_registry (host),
                                                 weir_element_get_id (element),
                                                 type,
                                                 own))
        continue;
      weir_engine_log (weir_host_get_engine (host),
                       WEIR_LOG_LEVEL_WARN,
                       "Credential type '%s' is not registered",
                       type);
    }
}

/* Deploys what a client sent. @sent: (nullable): credentials beside it */
static gboolean
deploy (WeirHost      *host,
        WeirDocument  *incoming,
        WeirValue     *sent,
        WeirDeployMode mode,
        GError       **error)
{
  WeirCredentials      *credentials = weir_host_get_credentials (host);
  g_autoptr (WeirValue) before =
    weir_value_ref (weir_credentials_get_all (credentials));
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (WeirSnapshot) snapshot = NULL;

  if (!weir_flow_api_check_entries (incoming, error))
    return FALSE;
  document = weir_flow_api_clean (incoming, weir_host_get_document (host), error);
  if (document == NULL)
    return FALSE;
  take_credentials (host, incoming, sent);
  snapshot = weir_document_snapshot (document, NULL);
  weir_credentials_prune (credentials, snapshot);
  if (!weir_host_save (host, document, error))
    {
      restore_credentials (credentials, before);
      return FALSE;
    }
  weir_host_deploy (host, document, NULL, mode);
  return TRUE;
}

void
weir_admin_get_flows (WeirAdminCall *call)
{
  WeirDocument    *document = weir_host_get_document (call->admin->host);
  GString         *text = g_string_new (NULL);
  g_autofree char *rev = NULL;
  gboolean         v2;

  if (!read_version (call, &v2))
    {
      g_string_free (text, TRUE);
      return;
    }
  if (v2)
    g_string_append (text, "{\"flows\":");
  weir_flow_api_append_entries (text, document);
  if (v2)
    {
      rev = weir_document_dup_rev (document);
      g_string_append_printf (text, ",\"rev\":\"%s\"}", rev);
    }
  weir_admin_answer_json (call, 200, text);
}

static void
answer_deployed (WeirAdminCall *call, gboolean v2)
{
  g_autofree char *rev = NULL;
  GString         *text;

  if (!v2)
    {
      weir_admin_answer_empty (call, 204);
      return;
    }
  rev = weir_document_dup_rev (weir_host_get_document (call->admin->host));
  text = g_string_new (NULL);
  g_string_append_printf (text, "{\"rev\":\"%s\"}", rev);
  weir_admin_answer_json (call, 200, text);
}

/* Whether the client knew what it replaces; a client that says nothing forces.
 * @body: the v2 object */
static gboolean
check_rev (WeirAdminCall *call, WeirValue *body)
{
  WeirValue       *member = weir_value_lookup (body, "rev");
  const char      *rev = weir_value_lookup_string (body, "rev");
  g_autofree char *current = NULL;

  if (member == NULL)
    return TRUE;
  current = weir_document_dup_rev (weir_host_get_document (call->admin->host));
  if (g_strcmp0 (rev, current) == 0)
    return TRUE;
  weir_admin_answer_error (call,
                           409,
                           "version_mismatch",
                           "the flows were changed in the meantime");
  return FALSE;
}

/* The credentials a v2 body brings, as they are or encrypted with our secret;
 * %NULL when it brings none. */
static WeirValue *
read_credentials (WeirHost *host, WeirValue *body, GError **error)
{
  WeirValue  *sent = weir_value_lookup (body, "credentials");
  WeirValue  *blob = weir_value_lookup (sent, "$");
  const char *text = weir_value_lookup_string (sent, "$");

  if (sent == NULL)
    return NULL;
  if (text != NULL)
    return weir_credentials_decrypt (weir_host_get_credentials (host), text, error);
  if (weir_value_get_kind (sent) == WEIR_VALUE_KIND_OBJECT && blob == NULL)
    return weir_value_ref (sent);
  g_set_error_literal (error,
                       WEIR_FLOW_ERROR,
                       WEIR_FLOW_ERROR_CREDENTIALS,
                       _ ("The credentials are neither an object of ids nor "
                          "encrypted."));
  return NULL;
}

static void
deploy_body (WeirAdminCall *call, gboolean v2, WeirDeployMode mode)
{
  g_autoptr (GBytes)       bytes = weir_admin_dup_body (call);
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (WeirValue)    body = NULL;
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirValue)    sent = NULL;

  document = weir_document_new_from_bytes (bytes, &error);
  if (document == NULL)
    {
      answer_failed (call, error);
      return;
    }
  if (weir_document_is_v2 (document) != v2)
    {
      weir_admin_answer_error (call,
                               400,
                               "unexpected_error",
                               v2 ? _ ("API version v2 takes an object.")
                                  : _ ("API version v1 takes a list."));
      return;
    }
  if (v2)
    {
      body = weir_admin_read_body (call);
      if (body == NULL || !check_rev (call, body))
        return;
      sent = read_credentials (call->admin->host, body, &error);
    }
  if (error == NULL && deploy (call->admin->host, document, sent, mode, &error))
    answer_deployed (call, v2);
  else
    answer_failed (call, error);
}

void
weir_admin_post_flows (WeirAdminCall *call)
{
  const char        *type = weir_admin_get_header (call, DEPLOYMENT_TYPE);
  WeirDeployMode     mode = type == NULL ? WEIR_DEPLOY_FULL : WEIR_DEPLOY_NODES;
  gboolean           reload = FALSE;
  gboolean           v2;
  g_autoptr (GError) error = NULL;

  if (!read_version (call, &v2))
    return;

  /* A type that is none deploys as "nodes" does, like in Node-RED. */
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (deployment_types); i++)
    {
      if (!g_str_equal (type, deployment_types[i].name))
        continue;
      mode = deployment_types[i].mode;
      reload = deployment_types[i].reload;
    }
  if (!reload)
    deploy_body (call, v2, mode);
  else if (weir_host_reload (call->admin->host, mode, &error))
    answer_deployed (call, v2);
  else
    answer_failed (call, error);
}

/* Answers a change of one flow with its id, which is also how Node-RED tells
 * that it worked. @document: (transfer full) (nullable) */
static void
deploy_flow (WeirAdminCall *call,
             WeirDocument  *document,
             const char    *id,
             GError        *failure)
{
  g_autoptr (WeirDocument) incoming = document;
  g_autoptr (GError)       error = failure;
  GString                 *text;

  if (incoming == NULL ||
      !deploy (call->admin->host, incoming, NULL, WEIR_DEPLOY_FLOWS, &error))
    {
      answer_failed (call, error);
      return;
    }
  text = g_string_new ("{\"id\":");
  weir_json_append_string (text, id, strlen (id));
  g_string_append_c (text, '}');
  weir_admin_answer_json (call, 200, text);
}

void
weir_admin_post_flow (WeirAdminCall *call)
{
  g_autoptr (WeirValue) flow = weir_admin_read_body (call);
  g_autofree char      *id = NULL;
  WeirDocument         *document;
  GError               *error = NULL;

  if (flow == NULL)
    return;
  document = weir_flow_api_add (weir_host_get_document (call->admin->host),
                                flow,
                                &id,
                                &error);
  deploy_flow (call, document, id, error);
}

/* The flow a call names; when there is none, that is answered. */
static WeirValue *
dup_flow (WeirAdminCall *call)
{
  WeirDocument *document = weir_host_get_document (call->admin->host);
  WeirValue    *flow = call->parameters[0] != NULL
                         ? weir_flow_api_get (document, call->parameters[0])
                         : NULL;

  if (flow == NULL)
    weir_admin_answer_error (call, 404, "not_found", "there is no such flow");
  return flow;
}

void
weir_admin_get_flow (WeirAdminCall *call)
{
  g_autoptr (WeirValue) flow = dup_flow (call);

  if (flow != NULL)
    weir_admin_answer_value (call, 200, flow);
}

void
weir_admin_put_flow (WeirAdminCall *call)
{
  g_autoptr (WeirValue) old = dup_flow (call);
  g_autoptr (WeirValue) flow = NULL;
  WeirDocument         *document;
  GError               *error = NULL;

  if (old == NULL)
    return;
  flow = weir_admin_read_body (call);
  if (flow == NULL)
    return;
  document = weir_flow_api_replace (weir_host_get_document (call->admin->host),
                                    call->parameters[0],
                                    flow,
                                    &error);
  deploy_flow (call, document, call->parameters[0], error);
}

void
weir_admin_delete_flow (WeirAdminCall *call)
{
  g_autoptr (WeirValue)    old = NULL;
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GError)       error = NULL;

  if (g_strcmp0 (call->parameters[0], WEIR_FLOW_API_GLOBAL) == 0)
    {
      weir_admin_answer_error (call,
                               400,
                               "unexpected_error",
                               "not allowed to remove global");
      return;
    }
  old = dup_flow (call);
  if (old == NULL)
    return;
  document = weir_flow_api_remove (weir_host_get_document (call->admin->host),
                                   call->parameters[0],
                                   &error);
  if (document != NULL &&
      deploy (call->admin->host, document, NULL, WEIR_DEPLOY_FLOWS, &error))
    weir_admin_answer_empty (call, 204);
  else
    answer_failed (call, error);
}
