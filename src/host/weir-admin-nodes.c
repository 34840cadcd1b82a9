/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-admin-private.h"

#include "json/weir-json.h"

/* The routes about running nodes and about this runtime. */

/* The member of a posted body, which may be missing or not be JSON at all: a
 * button is pressed with an empty body most of the time. */
static WeirValue *
dup_body_member (WeirAdminCall *call, const char *key)
{
  g_autoptr (GBytes)    body = weir_admin_dup_body (call);
  g_autoptr (WeirValue) value = NULL;
  WeirValue            *member;
  gsize                 length;
  const char           *text = g_bytes_get_data (body, &length);

  if (length == 0)
    return NULL;
  value = weir_json_read (text, length, NULL, NULL);
  member = weir_value_lookup (value, key);
  return member != NULL ? weir_value_ref (member) : NULL;
}

void
weir_admin_inject (WeirAdminCall *call)
{
  WeirEngine           *engine = weir_host_get_engine (call->admin->host);
  g_autoptr (WeirValue) props = dup_body_member (call, "__user_inject_props__");
  g_autoptr (GError)    error = NULL;

  if (props != NULL && weir_value_get_kind (props) != WEIR_VALUE_KIND_ARRAY)
    g_clear_pointer (&props, weir_value_unref);
  if (weir_engine_press (engine, call->parameters[0], NULL, props, &error))
    weir_admin_answer_phrase (call, 200);
  else if (g_error_matches (error, WEIR_RUNTIME_ERROR, WEIR_RUNTIME_ERROR_NOT_FOUND))
    weir_admin_answer_phrase (call, 404);
  else
    weir_admin_answer_phrase (call, 500);
}

/* Returns: the answer's status; 404 for a state that is none */
static guint
parse_state (const char *state, gboolean *active)
{
  *active = g_strcmp0 (state, "enable") == 0;
  if (*active)
    return 200;
  return g_strcmp0 (state, "disable") == 0 ? 201 : 404;
}

void
weir_admin_set_debug (WeirAdminCall *call)
{
  WeirEngine *engine = weir_host_get_engine (call->admin->host);
  gboolean    active;
  guint       status = parse_state (call->parameters[1], &active);

  if (status != 404 &&
      !weir_engine_set_active (engine, call->parameters[0], active))
    status = 404;
  weir_admin_answer_phrase (call, status);
}

void
weir_admin_set_debug_many (WeirAdminCall *call)
{
  WeirEngine           *engine = weir_host_get_engine (call->admin->host);
  gboolean              active;
  guint                 status = parse_state (call->parameters[0], &active);
  g_autoptr (WeirValue) nodes = dup_body_member (call, "nodes");

  if (status == 404)
    {
      weir_admin_answer_phrase (call, status);
      return;
    }
  if (nodes == NULL || weir_value_get_kind (nodes) != WEIR_VALUE_KIND_ARRAY)
    {
      weir_admin_answer_phrase (call, 400);
      return;
    }
  for (gsize i = 0; i < weir_value_get_length (nodes); i++)
    {
      WeirValue *id = weir_value_get_item (nodes, i);

      if (weir_value_get_kind (id) == WEIR_VALUE_KIND_STRING)
        weir_engine_set_active (engine, weir_value_get_string (id, NULL), active);
    }
  weir_admin_answer_phrase (call, status);
}

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  return weir_value_with_member (object, key, weir_value_new_string (text));
}

static WeirValue *
with_boolean (WeirValue *object, const char *key, gboolean boolean)
{
  return weir_value_with_member (object, key, weir_value_new_boolean (boolean));
}

void
weir_admin_get_settings (WeirAdminCall *call)
{
  const WeirRunSettings *settings = weir_host_get_settings (call->admin->host);
  g_autoptr (WeirValue)  object = weir_value_new_object ();
  WeirValue             *stores = weir_value_new_array (NULL, 0);
  WeirValue             *context = weir_value_new_object ();

  stores = weir_value_with_appended (stores, weir_value_new_string ("memory"));
  context = with_text (context, "default", "memory");
  context = weir_value_with_member (context, "stores", stores);
  object = with_text (object, "httpNodeRoot", settings->base_path);
  object = with_text (object, "version", WEIR_VERSION);
  object = weir_value_with_member (object, "context", context);
  weir_admin_answer_value (call, 200, object);
}

/* One node type as one of Node-RED's node sets. */
static WeirValue *
node_set (const WeirNodeType *type)
{
  WeirValue       *set = weir_value_new_object ();
  WeirValue       *types = weir_value_new_array (NULL, 0);
  g_autofree char *id = g_strconcat ("weir/", type->type, NULL);

  types = weir_value_with_appended (types, weir_value_new_string (type->type));
  set = with_text (set, "id", id);
  set = with_text (set, "name", type->type);
  set = weir_value_with_member (set, "types", types);
  set = with_boolean (set, "enabled", TRUE);
  set = with_boolean (set, "local", FALSE);
  set = with_boolean (set, "user", FALSE);
  set = with_text (set, "module", "weir");
  return with_text (set, "version", WEIR_VERSION);
}

void
weir_admin_get_nodes (WeirAdminCall *call)
{
  WeirRegistry         *registry = weir_host_get_registry (call->admin->host);
  guint                 n = weir_registry_get_n_types (registry);
  g_autoptr (WeirValue) list = weir_value_new_array (NULL, 0);

  for (guint i = 0; i < n; i++)
    list =
      weir_value_with_appended (list,
                                node_set (weir_registry_get_type (registry, i)));
  weir_admin_answer_value (call, 200, list);
}

void
weir_admin_get_login (WeirAdminCall *call)
{
  const WeirRunSettings *settings = weir_host_get_settings (call->admin->host);
  g_autoptr (WeirValue)  object = weir_value_new_object ();

  /* There is nothing to log in with: the token itself is what is needed. */
  if (settings->admin_token != NULL)
    {
      object = with_text (object, "type", "credentials");
      object =
        weir_value_with_member (object, "prompts", weir_value_new_array (NULL, 0));
    }
  weir_admin_answer_value (call, 200, object);
}
