/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-admin-private.h"

#include "json/weir-json-document.h"

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

/* Answers with a document of our own making. */
static void
answer_document (WeirAdminCall *call, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char     *text = NULL;

  text = weir_json_document_write (root, WEIR_JSON_STYLE_COMPACT);
  weir_admin_answer_json (call, 200, g_string_new (text));
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_boolean (JsonBuilder *builder, const char *key, gboolean boolean)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, boolean);
}

static void
add_list (JsonBuilder *builder, const char *key, const char *item)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  if (item != NULL)
    json_builder_add_string_value (builder, item);
  json_builder_end_array (builder);
}

void
weir_admin_get_settings (WeirAdminCall *call)
{
  const WeirRunSettings  *settings = weir_host_get_settings (call->admin->host);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "httpNodeRoot", settings->base_path);
  add_text (builder, "version", WEIR_VERSION);
  json_builder_set_member_name (builder, "context");
  json_builder_begin_object (builder);
  add_text (builder, "default", "memory");
  add_list (builder, "stores", "memory");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  answer_document (call, builder);
}

/* One node type as one of Node-RED's node sets. */
static void
add_node_set (JsonBuilder *builder, const WeirNodeType *type)
{
  g_autofree char *id = g_strconcat ("weir/", type->type, NULL);

  json_builder_begin_object (builder);
  add_text (builder, "id", id);
  add_text (builder, "name", type->type);
  add_list (builder, "types", type->type);
  add_boolean (builder, "enabled", TRUE);
  add_boolean (builder, "local", FALSE);
  add_boolean (builder, "user", FALSE);
  add_text (builder, "module", "weir");
  add_text (builder, "version", WEIR_VERSION);
  json_builder_end_object (builder);
}

void
weir_admin_get_nodes (WeirAdminCall *call)
{
  WeirRegistry           *registry = weir_host_get_registry (call->admin->host);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < weir_registry_get_n_types (registry); i++)
    add_node_set (builder, weir_registry_get_type (registry, i));
  json_builder_end_array (builder);
  answer_document (call, builder);
}

void
weir_admin_get_login (WeirAdminCall *call)
{
  const WeirRunSettings  *settings = weir_host_get_settings (call->admin->host);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  /* There is nothing to log in with: the token itself is what is needed. */
  if (settings->admin_token != NULL)
    {
      add_text (builder, "type", "credentials");
      add_list (builder, "prompts", NULL);
    }
  json_builder_end_object (builder);
  answer_document (call, builder);
}
