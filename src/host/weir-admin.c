/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-admin-private.h"

#include "host/weir-admin-guard.h"
#include "json/weir-json.h"
#include "net/weir-authorization.h"

#include <glib/gi18n-lib.h>

/* The door of the admin API: guards every request before its body is read, and
 * finds the function that answers it in one table. Owned by the host; what the
 * routes do stands in weir-admin-flows.c and weir-admin-nodes.c. */

#define JSON_TYPE "application/json; charset=utf-8"

static const struct
{
  const char   *method;
  const char   *path; /* a part that starts with : is a parameter */
  WeirAdminFunc func;
} routes[] = {
  { "GET", "/flows", weir_admin_get_flows },
  { "POST", "/flows", weir_admin_post_flows },
  { "POST", "/flow", weir_admin_post_flow },
  { "GET", "/flow/:id", weir_admin_get_flow },
  { "PUT", "/flow/:id", weir_admin_put_flow },
  { "DELETE", "/flow/:id", weir_admin_delete_flow },
  { "POST", "/inject/:id", weir_admin_inject },
  { "POST", "/debug/:state", weir_admin_set_debug_many },
  { "POST", "/debug/:id/:state", weir_admin_set_debug },
  { "GET", "/settings", weir_admin_get_settings },
  { "GET", "/nodes", weir_admin_get_nodes },
  { "GET", "/auth/login", weir_admin_get_login },
};

/* Everything below these belongs to the admin API. */
static const char *const roots[] = {
  "/flows", "/flow", "/inject", "/debug", "/settings", "/nodes", "/auth",
};

void
weir_admin_answer_json (WeirAdminCall *call, guint status, GString *text)
{
  gsize length = text->len;

  soup_server_message_set_status (call->message, status, NULL);
  soup_server_message_set_response (call->message,
                                    JSON_TYPE,
                                    SOUP_MEMORY_TAKE,
                                    g_string_free (text, FALSE),
                                    length);
}

void
weir_admin_answer_value (WeirAdminCall *call, guint status, WeirValue *value)
{
  GString *text = g_string_new (NULL);

  weir_json_append (text, value, WEIR_JSON_STYLE_COMPACT);
  weir_admin_answer_json (call, status, text);
}

void
weir_admin_answer_phrase (WeirAdminCall *call, guint status)
{
  const char *phrase = soup_status_get_phrase (status);

  soup_server_message_set_status (call->message, status, NULL);
  soup_server_message_set_response (call->message,
                                    "text/plain; charset=utf-8",
                                    SOUP_MEMORY_COPY,
                                    phrase,
                                    strlen (phrase));
}

void
weir_admin_answer_empty (WeirAdminCall *call, guint status)
{
  soup_server_message_set_status (call->message, status, NULL);
}

void
weir_admin_answer_error (WeirAdminCall *call,
                         guint          status,
                         const char    *code,
                         const char    *message)
{
  GString *text = g_string_new ("{\"code\":");

  weir_json_append_string (text, code, strlen (code));
  g_string_append (text, ",\"message\":");
  weir_json_append_string (text, message, strlen (message));
  g_string_append_c (text, '}');
  weir_admin_answer_json (call, status, text);
}

const char *
weir_admin_get_header (WeirAdminCall *call, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (
                                         call->message),
                                       name);
}

GBytes *
weir_admin_dup_body (WeirAdminCall *call)
{
  return soup_message_body_flatten (
    soup_server_message_get_request_body (call->message));
}

WeirValue *
weir_admin_read_body (WeirAdminCall *call)
{
  g_autoptr (GBytes)    body = weir_admin_dup_body (call);
  g_autoptr (WeirValue) value = NULL;
  g_autoptr (GError)    error = NULL;
  gsize                 length;
  const char           *text = g_bytes_get_data (body, &length);

  value = weir_json_read (length > 0 ? text : "", length, NULL, &error);
  if (value == NULL)
    {
      weir_admin_answer_error (call, 400, "invalid_json", error->message);
      return NULL;
    }
  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    {
      weir_admin_answer_error (call,
                               400,
                               "unexpected_error",
                               "the body is not an object");
      return NULL;
    }
  return g_steal_pointer (&value);
}

/* Whether @path is that of the route; its parameters go to @call. */
static gboolean
match_route (const char *route, const char *path, WeirAdminCall *call)
{
  g_auto (GStrv) wanted = g_strsplit (route, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);
  guint          n = 0;

  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (wanted[i][0] != ':' && !g_str_equal (wanted[i], given[i]))
        return FALSE;
    }
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (wanted[i][0] == ':')
        call->parameters[n++] = g_uri_unescape_string (given[i], NULL);
    }
  return TRUE;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  WeirAdminCall call = { .admin = data, .message = message };
  const char   *raw = g_uri_get_path (soup_server_message_get_uri (message));
  const char   *method = soup_server_message_get_method (message);

  if (g_str_equal (method, "HEAD"))
    method = "GET";
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!g_str_equal (method, routes[i].method) ||
          !match_route (routes[i].path, raw, &call))
        continue;
      routes[i].func (&call);
      for (guint j = 0; j < WEIR_ADMIN_MAX_PARAMETERS; j++)
        g_free (call.parameters[j]);
      return;
    }
  weir_admin_answer_error (&call,
                           404,
                           "not_found",
                           "the admin API has no such path or method");
}

/* What is refused is not kept either. */
static void
refuse (WeirAdminCall *call, guint status, const char *code, const char *text)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (
                                      call->message),
                                    FALSE);
  weir_admin_answer_error (call, status, code, text);
}

static void
chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  WeirAdminCall    call = { .message = message };
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length <= WEIR_ADMIN_MAX_BODY_BYTES ||
      soup_server_message_get_status (message) != 0)
    return;
  soup_message_body_truncate (body);
  refuse (&call, 413, "too_large", "the body is too large");
}

/* The server keeps no bodies of its own accord. */
static void
take_body (WeirAdmin *admin, SoupServerMessage *message)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message),
                                    TRUE);
  g_signal_connect_object (message,
                           "got-chunk",
                           G_CALLBACK (chunk_cb),
                           admin->host,
                           0);
}

/* Whether someone without the token may ask: how to log in, that is. */
static gboolean
is_public (SoupServerMessage *message)
{
  return g_str_equal (g_uri_get_path (soup_server_message_get_uri (message)),
                      "/auth/login");
}

static void
guard_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  WeirAdmin             *admin = data;
  WeirAdminCall          call = { .admin = admin, .message = message };
  const WeirRunSettings *settings = weir_host_get_settings (admin->host);
  const char            *host = weir_admin_get_header (&call, "Host");
  const char            *origin = weir_admin_get_header (&call, "Origin");
  const char *bearer = weir_admin_get_header (&call, "Authorization");

  if (!weir_admin_host_is_allowed (settings, host))
    refuse (&call, 403, "forbidden", "this server has another name");
  else if (!weir_admin_origin_is_allowed (host, origin))
    refuse (&call, 403, "forbidden", "pages of other sites may not do this");
  else if (!is_public (message) &&
           !weir_admin_token_is_right (settings,
                                       weir_authorization_get_token (bearer)))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (
                                      message),
                                    "WWW-Authenticate",
                                    WEIR_AUTHORIZATION_BEARER);
      refuse (&call, 401, "unauthorized", "a token is required");
    }
  else if (soup_message_headers_get_content_length (
             soup_server_message_get_request_headers (message)) >
           WEIR_ADMIN_MAX_BODY_BYTES)
    refuse (&call, 413, "too_large", "the body is too large");
  else
    take_body (admin, message);
}

/* `/comms` asks for the token by a message: a browser can't send a header. */
static void
guard_comms_cb (SoupServer        *server,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query,
                gpointer           data)
{
  WeirAdmin             *admin = data;
  WeirAdminCall          call = { .admin = admin, .message = message };
  const WeirRunSettings *settings = weir_host_get_settings (admin->host);
  const char            *host = weir_admin_get_header (&call, "Host");

  if (!weir_admin_host_is_allowed (settings, host) ||
      !weir_admin_origin_is_allowed (host,
                                     weir_admin_get_header (&call, "Origin")))
    refuse (&call, 403, "forbidden", "pages of other sites may not do this");
}

WeirAdmin *
weir_admin_new (WeirHost *host, WeirWsServer *server, GMainContext *context)
{
  WeirAdmin  *self = g_new0 (WeirAdmin, 1);
  SoupServer *http = weir_ws_server_get_http (server);

  self->host = host;
  self->server = server;
  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      soup_server_add_early_handler (http, roots[i], guard_cb, self, NULL);
      soup_server_add_handler (http, roots[i], request_cb, self, NULL);
    }
  self->comms = weir_comms_new (weir_host_get_engine (host),
                                server,
                                weir_host_get_settings (host),
                                context);
  soup_server_add_early_handler (http, WEIR_COMMS_PATH, guard_comms_cb, self, NULL);
  soup_server_add_handler (http, WEIR_COMMS_PATH, request_cb, self, NULL);
  return self;
}

void
weir_admin_free (WeirAdmin *self)
{
  SoupServer *http = weir_ws_server_get_http (self->server);

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    soup_server_remove_handler (http, roots[i]);
  soup_server_remove_handler (http, WEIR_COMMS_PATH);
  weir_comms_free (self->comms);
  g_free (self);
}
