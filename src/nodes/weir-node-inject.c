/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The inject node: makes messages, when its button is pressed or by itself.
 * What they hold is in weir-inject-props.c, when they are made in
 * weir-inject-timer.c, what is said about its properties in
 * weir-inject-check.c. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-inject-check.h"
#include "nodes/weir-inject-form.h"
#include "nodes/weir-inject-props.h"
#include "nodes/weir-inject-timer.h"
#include "nodes/weir-node-limits.h"
#include "nodes/weir-node-properties.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_inject;

typedef struct
{
  WeirInjectProps *props;
  WeirInjectTimer  timer;
} State;

/* Offered in this order; a file may hold others, which are kept. */
static const char *const value_types[] = {
  "str", "num", "bool", "json",   "bin", "date",
  "env", "msg", "flow", "global", NULL,
};

static const WeirProperty columns[] = {
  {
    .key = "p",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Property"),
    .help = N_ ("Where in the message, for example payload or a.b[0]."),
  },
  {
    .key = "v",
    .kind = WEIR_PROPERTY_KIND_TYPED,
    .label = N_ ("Value"),
    .pair_key = "vt",
    .types = value_types,
  },
  { NULL },
};

static const WeirProperty properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  {
    .key = "props",
    .kind = WEIR_PROPERTY_KIND_LIST,
    .label = N_ ("Message"),
    .help = N_ ("The properties of the message, set in this order: rows of p "
                "(where), v (the value) and vt (its type)."),
    .def = "[{\"p\":\"payload\"},{\"p\":\"topic\",\"vt\":\"str\"}]",
    .columns = columns,
  },
  {
    .key = "repeat",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .label = N_ ("Repeat every"),
    .help = N_ ("How long between two messages; nothing or 0 for never. Wins "
                "over times of day."),
    .def = "\"\"",
    .range_code = "I610",
    .min = 0,
    .max = WEIR_INJECT_MAX_REPEAT_S,
    .unit = "s",
  },
  {
    .key = "crontab",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Repeat at"),
    .help = N_ ("Times of day as a cron expression, local time."),
    .def = "\"\"",
    .placeholder = "0 12 * * MON-FRI",
  },
  {
    .key = "once",
    .kind = WEIR_PROPERTY_KIND_BOOLEAN,
    .label = N_ ("Inject once after the start"),
    .def = "false",
  },
  {
    .key = "onceDelay",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .label = N_ ("Delay"),
    .help = N_ ("How long after the start; nothing or 0 is 0.1 s. An interval "
                "or times of day begin only then."),
    .def = "0.1",
    .range_code = "I609",
    .min = 0,
    .unit = "s",
  },
  {
    .key = "topic",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Topic"),
    .help = N_ ("The value of msg.topic when its row has none."),
    .def = "\"\"",
    .flags = WEIR_PROPERTY_ADVANCED | WEIR_PROPERTY_CONDITIONAL,
  },
  {
    .key = "payload",
    .kind = WEIR_PROPERTY_KIND_TYPED,
    .label = N_ ("Payload"),
    .help = N_ ("The value of msg.payload when its row has none."),
    .def = "\"\"",
    .flags = WEIR_PROPERTY_ADVANCED | WEIR_PROPERTY_CONDITIONAL,
    .pair_key = "payloadType",
    .types = value_types,
  },
  {
    .key = "payloadType",
    .kind = WEIR_PROPERTY_KIND_OPAQUE,
    .label = N_ ("Type of the payload"),
    .help = N_ ("One of str, num, bool, json, bin, date, env, msg, flow and "
                "global, as for the rows."),
    .def = "\"date\"",
  },
  { NULL },
};

/* Makes one message. When a property fails nothing is sent, and a catch node
 * gets what there is. */
static void
inject (WeirNode *node, WeirMessage *message, const WeirInjectProps *props)
{
  g_autoptr (WeirMessage) made = NULL;
  g_autoptr (GError)      error = NULL;

  if (message != NULL)
    made = weir_message_ref (message);
  else
    made = weir_message_new (weir_value_new_object ());
  made = weir_message_ensure_id (made);

  if (!weir_inject_props_apply (props, node, &made, &error))
    {
      weir_node_fail (node, made, error);
      return;
    }
  weir_node_send (node, weir_message_ref (made));
  weir_node_done (node, made);
}

static void
fire (WeirNode *node)
{
  State *state = weir_node_get_state (node);

  inject (node, NULL, state->props);
}

static gboolean
press (WeirNode *node, WeirMessage *message, WeirValue *props, GError **error)
{
  State                      *state = weir_node_get_state (node);
  g_autoptr (WeirInjectProps) given = NULL;

  if (props != NULL && weir_value_get_kind (props) == WEIR_VALUE_KIND_ARRAY)
    given = weir_inject_props_new (node, props);
  inject (node, message, given != NULL ? given : state->props);
  return TRUE;
}

static gboolean
start (WeirNode *node, GError **error)
{
  State *state = weir_node_get_state (node);

  if (!weir_inject_timer_start (&state->timer, node, fire, error))
    return FALSE;
  state->props = weir_inject_props_new (node, NULL);
  return TRUE;
}

static void
stop (WeirNode *node, gboolean removed)
{
  State *state = weir_node_get_state (node);

  weir_inject_timer_clear (&state->timer);
  g_clear_pointer (&state->props, weir_inject_props_free);
}

const WeirNodeType weir_node_type_inject = {
  .type = "inject",
  .category = WEIR_NODE_CATEGORY_COMMON,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("inject"),
  .summary = N_ ("Makes a message: by a button, after the start or regularly."),
  .help = N_ (
    "Starts a flow. Pressing the button sends a message with the properties "
    "listed; the node can also send by itself: once after the start, in an "
    "interval, or at times of day.\n\n"
    "A property gets its value from a text, number, boolean, JSON, a buffer, "
    "the time, an environment variable, another property set before it, or "
    "the context of the tab or of all tabs. The time is milliseconds since "
    "1970, an ISO 8601 text or a date object. JSONata can’t be evaluated "
    "here; such a property is left out. When a value can’t be made, nothing "
    "is sent and the *catch* nodes hear why.\n\n"
    "- `msg.payload`: by default the time\n"
    "- `msg.topic`: by default an empty text\n\n"
    "Times of day are a cron expression of five fields: minute, hour, day of "
    "the month, month, day of the week. Six have seconds before them, seven "
    "also years behind. `@hourly`, `@daily`, `@weekly`, `@monthly` and "
    "`@yearly` are short forms; `L` is the last day, `15W` the weekday nearest "
    "the 15th, `FRI#2` the second Friday. When both days are given, either is "
    "enough. They follow the local clock: what falls into the hour that is "
    "skipped in spring happens when the clock changes, what falls into the "
    "hour that is repeated in autumn happens once, unless it happens every "
    "hour.\n\n"
    "An interval wins over times of day; the first message comes after the "
    "first interval."),
  .icon = "weir-inject-symbolic",
  .color = "#a6bbcf",
  .outputs = 1,
  .has_button = TRUE,
  .properties = properties,
  .editor_hint = "inject",
  .describe = weir_inject_describe,
  .check = weir_inject_check,
  .unfold = weir_inject_unfold,
  .fold = weir_inject_fold,
  .state_size = sizeof (State),
  .start = start,
  .stop = stop,
  .press = press,
};
