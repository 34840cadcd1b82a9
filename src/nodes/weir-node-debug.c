/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The debug node: shows a message, or a part of it, in the debug panel, in the
 * log and under itself. The panel alone is switched by the node's button. Old
 * files spell `console` and `tosidebar` as texts: "true" is true in both. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "json/weir-convert.h"
#include "json/weir-inspect.h"
#include "nodes/weir-debug-status.h"
#include "nodes/weir-node-check.h"
#include "nodes/weir-node-label.h"
#include "nodes/weir-node-properties.h"
#include "nodes/weir-notice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONSOLE_DEPTH 10

extern const WeirNodeType weir_node_type_debug;

typedef struct
{
  char           *property; /* as written; NULL: the whole message */
  WeirPath       *path;     /* NULL: the whole message, or a bad path */
  gboolean        jsonata;
  gboolean        to_panel;
  gboolean        to_console;
  WeirDebugStatus status;
  WeirNotice      refused;
} State;

static const WeirChoice status_types[] = {
  { "\"auto\"", N_ ("The same as the output") },
  { "\"msg\"", N_ ("A property of the message") },
  { "\"counter\"", N_ ("The number of messages") },
  { NULL },
};

static const WeirProperty properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  {
    .key = "active",
    .kind = WEIR_PROPERTY_KIND_BOOLEAN,
    .label = N_ ("Active"),
    .help =
      N_ ("Whether the debug panel shows anything; the same as the button "
          "of the node."),
    .def = "true",
  },
  {
    .key = "tosidebar",
    .kind = WEIR_PROPERTY_KIND_BOOLEAN,
    .label = N_ ("To the debug panel"),
    .help = N_ ("Shows there what arrives while the node is active."),
    .def = "true",
  },
  {
    .key = "console",
    .kind = WEIR_PROPERTY_KIND_BOOLEAN,
    .label = N_ ("To the console"),
    .help = N_ ("Writes into the log, whether the node is active or not."),
    .def = "false",
  },
  {
    .key = "tostatus",
    .kind = WEIR_PROPERTY_KIND_BOOLEAN,
    .label = N_ ("To the node status"),
    .help = N_ ("Shows up to 32 characters under the node."),
    .def = "false",
  },
  {
    .key = "complete",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Output"),
    .help = N_ ("A property of the message; “false” is its payload, “true” all "
                "of it."),
    .def = "\"false\"",
    .placeholder = "payload",
  },
  {
    .key = "targetType",
    .kind = WEIR_PROPERTY_KIND_OPAQUE,
    .label = N_ ("Type of the output"),
    .help = N_ ("“msg” for a property, “full” for the whole message, as the "
                "output says; “jsonata” can’t be evaluated here."),
  },
  {
    .key = "statusVal",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Property of the status"),
    .help = N_ ("What is shown under the node; nothing for the same as the "
                "output."),
    .def = "\"\"",
    .shown_if = { "statusType", "msg" },
  },
  {
    .key = "statusType",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("Status shows"),
    .def = "\"auto\"",
    .choices = status_types,
    .shown_if = { "tostatus", "true" },
  },
  { NULL },
};

/* What `complete` says */

static gboolean
is_true (const WeirValue *value)
{
  gsize       length;
  const char *text;

  if (value == NULL)
    return FALSE;
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_BOOLEAN)
    return weir_value_get_boolean (value);
  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return FALSE;
  text = weir_value_get_string (value, &length);
  return length == 4 && memcmp (text, "true", 4) == 0;
}

static gboolean
is_jsonata (const WeirValue *config, const char *type_key)
{
  return g_strcmp0 (weir_value_lookup_string (config, type_key), "jsonata") == 0;
}

/* Returns: (transfer full) (nullable): the path shown; %NULL for the whole
 *   message */
static char *
dup_property (const WeirValue *config)
{
  const WeirValue      *complete = weir_value_lookup (config, "complete");
  g_autoptr (WeirValue) text = NULL;

  if (is_true (complete))
    return NULL;
  if (!weir_value_is_truthy (complete))
    return g_strdup ("payload");
  text = weir_value_to_text (complete);
  if (g_str_equal (weir_value_get_string (text, NULL), "false"))
    return g_strdup ("payload");
  return g_utf8_make_valid (weir_value_get_string (text, NULL), -1);
}

/* Label */

static char *
describe (const WeirValue *config)
{
  g_autofree char *name = weir_node_label_dup_name (config);
  g_autofree char *property = dup_property (config);
  const char      *path = property;
  const char *mark = is_true (weir_value_lookup (config, "console")) ? "\t⇲" : "";

  if (name != NULL)
    return g_strconcat (name, mark, NULL);
  if (is_jsonata (config, "targetType"))
    return g_strconcat ("JSONata", mark, NULL);
  if (path == NULL)
    return g_strconcat ("msg", mark, NULL);
  if (g_str_has_prefix (path, "msg."))
    path += strlen ("msg.");
  return g_strconcat ("msg.", path, mark, NULL);
}

/* Problems */

static void
check_jsonata (const WeirCheckScope *scope, const char *key)
{
  weir_node_check_report (scope, "D702", key, NULL, NULL);
}

static gboolean
is_to_panel (const WeirValue *config)
{
  const WeirValue *value = weir_value_lookup (config, "tosidebar");

  return value == NULL || is_true (value);
}

static void
check_status (const WeirCheckScope *scope, const WeirValue *config)
{
  const char *type = weir_value_lookup_string (config, "statusType");
  const char *text = weir_value_lookup_string (config, "statusVal");

  if (is_jsonata (config, "statusType"))
    check_jsonata (scope, "statusVal");
  else if (g_strcmp0 (type, "msg") == 0 && text != NULL && *text != '\0')
    weir_node_check_path (scope, "D701", "statusVal", text);
}

static void
check (const WeirCheckScope *scope)
{
  const WeirValue *config = weir_check_scope_get_config (scope);
  g_autofree char *property = dup_property (config);
  gboolean         to_status =
    weir_debug_status_is_on (weir_value_lookup (config, "tostatus"));

  if (is_jsonata (config, "targetType"))
    check_jsonata (scope, "complete");
  else if (property != NULL)
    weir_node_check_path (scope, "D701", "complete", property);
  if (to_status)
    check_status (scope, config);
  if (!to_status && !is_to_panel (config) &&
      !is_true (weir_value_lookup (config, "console")))
    weir_node_check_report (scope, "D703", "tosidebar", NULL, NULL);
}

/* Running */

static char *
dup_console_text (WeirValue *value)
{
  gsize            length;
  const char      *text = weir_value_get_string (value, &length);
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)length);

  if (strchr (valid, '\n') != NULL)
    return g_strconcat ("\n", valid, NULL);
  return g_steal_pointer (&valid);
}

/* Node-RED starts a new line for everything that `typeof` calls an object. */
static void
print (WeirNode *node, WeirValue *value)
{
  WeirValueKind kind =
    value != NULL ? weir_value_get_kind (value) : WEIR_VALUE_KIND_UNDEFINED;
  g_autofree char *text = NULL;
  const char      *line = "";

  switch (kind)
    {
    case WEIR_VALUE_KIND_STRING:
      text = dup_console_text (value);
      break;
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BYTES:
    case WEIR_VALUE_KIND_DATE:
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      line = "\n";
      text = weir_inspect (value, CONSOLE_DEPTH);
      break;
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
      text = weir_inspect (value, CONSOLE_DEPTH);
      break;
    }
  weir_node_log (node, WEIR_LOG_LEVEL_INFO, "%s%s", line, text);
}

/* A debug node that listens to a status node must not hear itself. */
static gboolean
is_own_status (WeirNode *node, WeirMessage *message)
{
  WeirValue  *status = weir_message_get (message, "status");
  WeirValue  *source = weir_value_lookup (status, "source");
  const char *id = weir_value_lookup_string (source, "id");

  return g_strcmp0 (id, weir_node_get_id (node)) == 0;
}

/* Returns: (transfer full) (nullable): what is shown; %NULL for undefined,
 *   also when the path leads nowhere */
static WeirValue *
dup_shown (State *state, WeirMessage *message)
{
  if (state->property == NULL)
    return weir_value_ref (weir_message_get_object (message));
  if (state->path == NULL)
    return NULL;
  return weir_path_get (state->path, weir_message_get_object (message), NULL);
}

static void
receive (WeirNode *node, WeirMessage *message)
{
  State                *state = weir_node_get_state (node);
  gboolean              whole = state->property == NULL;
  g_autoptr (WeirValue) value = NULL;

  if (is_own_status (node, message))
    {
      weir_node_done (node, message);
      return;
    }
  if (state->jsonata)
    {
      weir_debug_status_update (&state->status, node, message, NULL, FALSE);
      weir_notice_say (&state->refused,
                       node,
                       WEIR_LOG_LEVEL_ERROR,
                       "JSONata can't be evaluated here: nothing is shown");
      return;
    }
  value = dup_shown (state, message);
  weir_debug_status_update (&state->status, node, message, value, whole);
  if (state->to_console)
    print (node, value);
  if (state->to_panel && weir_node_is_active (node))
    weir_node_debug (node, message, state->property, value);
  weir_node_done (node, message);
}

static gboolean
start (WeirNode *node, GError **error)
{
  State     *state = weir_node_get_state (node);
  WeirValue *config = weir_node_get_config (node);

  state->jsonata = is_jsonata (config, "targetType");
  state->to_panel = is_to_panel (config);
  state->to_console = is_true (weir_value_lookup (config, "console"));
  state->property = dup_property (config);
  if (state->property != NULL)
    state->path = weir_path_new_message (state->property, NULL);
  weir_debug_status_start (&state->status, node);
  return TRUE;
}

static void
stop (WeirNode *node, gboolean removed)
{
  State *state = weir_node_get_state (node);

  weir_debug_status_stop (&state->status, node);
  weir_notice_clear (&state->refused);
  g_clear_pointer (&state->property, g_free);
  g_clear_pointer (&state->path, weir_path_unref);
}

const WeirNodeType weir_node_type_debug = {
  .type = "debug",
  .category = WEIR_NODE_CATEGORY_COMMON,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("debug"),
  .summary = N_ ("Shows messages."),
  .help = N_ (
    "Shows each message it receives: by default `msg.payload`, otherwise "
    "another property or the whole message.\n\n"
    "- The *debug panel* shows values with their type, to be opened and "
    "searched; texts and lists are cut after 1,000 characters or items, "
    "buffers after 500 bytes. The button of the node switches this off and on "
    "at once.\n"
    "- The *console* is the log of the program.\n"
    "- The *node status* is the line under the node: the first 32 characters "
    "of the value, or how many messages came. An error or a status in the "
    "message, from a *catch* or *status* node, is shown first, in its "
    "colour.\n\n"
    "A property the message does not have shows as `undefined`."),
  .icon = "weir-debug-symbolic",
  .color = "#87a980",
  .inputs = 1,
  .has_button = TRUE,
  .properties = properties,
  .editor_hint = "debug",
  .describe = describe,
  .check = check,
  .state_size = sizeof (State),
  .start = start,
  .stop = stop,
  .receive = receive,
};
