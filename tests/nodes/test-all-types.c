/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-flow.h"

#include "flow/weir-check.h"
#include "json/weir-json.h"
#include "nodes/weir-node-table.h"

#include <string.h>

/* Every node type of the table: whatever stands in its properties and in a
 * message, it is checked, labelled, started, sent to, pressed and stopped
 * without harm. A witness in the same flow shows that the engine is well
 * afterwards; the sanitizers and the fixture see to leaks. */

#define N_RANDOM_CONFIGS 400
#define DEEP             400
#define LONG_TEXT        100000

static WeirValue *
read_json (const char *json)
{
  return weir_json_read (json, strlen (json), NULL, NULL);
}

static WeirValue *
make_deep (void)
{
  WeirValue *value = weir_value_new_number (1);

  for (guint i = 0; i < DEEP; i++)
    value = weir_value_new_array (&value, 1);
  return value;
}

static WeirValue *
make_long_text (void)
{
  g_autofree char *text = g_strnfill (LONG_TEXT, 'x');

  return weir_value_new_string (text);
}

/* Odd things to find in a property. */
static const char *const odd_values[] = {
  "null",
  "true",
  "false",
  "0",
  "1",
  "-1",
  "1e308",
  "-1e308",
  "0.001",
  "2147483648",
  "\"\"",
  "\" \"",
  "\"true\"",
  "\"false\"",
  "\"-5\"",
  "\"1e999\"",
  "\"NaN\"",
  "\"a\\u0000b\"",
  "\"\\ud800\"",
  "\"${NOT_SET}\"",
  "\"${\"",
  "\"../../etc/passwd\"",
  "\"n\"",
  "\"%s%n%d\"",
  "\"a[b..\"",
  "\"* * * * * *\"",
  "\"jsonata\"",
  "\"msg\"",
  "\"group\"",
  "\"dynamic\"",
  "\"return\"",
  "\"counter\"",
  "[]",
  "[null]",
  "[\"n\",\"n\",\"missing\",5,{}]",
  "[{}]",
  "[{\"p\":\"payload\",\"v\":\"[\",\"vt\":\"json\"}]",
  "[{\"p\":\"_msgid\",\"v\":\"{}\",\"vt\":\"json\"}]",
  "[[[]]]",
  "{}",
  "{\"a\":{\"b\":[]}}",
};

#define N_ODD_VALUES (G_N_ELEMENTS (odd_values) + 2)

static WeirValue *
make_odd_value (guint index)
{
  if (index < G_N_ELEMENTS (odd_values))
    return read_json (odd_values[index]);
  return index == G_N_ELEMENTS (odd_values) ? make_deep () : make_long_text ();
}

static WeirValue *
make_config (const WeirNodeType *type)
{
  g_autofree char *json = g_strdup_printf (
    "{\"id\":\"n\",\"type\":\"%s\",\"z\":\"t\",\"x\":1,\"y\":1,"
    "\"wires\":[[\"out\"]]}",
    type->type);
  WeirValue *config = read_json (json);

  for (const WeirProperty *p = type->properties; p != NULL && p->key != NULL; p++)
    {
      WeirValue *def = weir_property_get_default (p);

      if (def != NULL)
        config = weir_value_with_member (config, p->key, def);
    }
  return config;
}

/* @config: (transfer full): the entry of the node under test */
static char *
make_flow (WeirValue *config)
{
  WeirValue *entries = read_json (
    "[{\"id\":\"t\",\"type\":\"tab\"},"
    "{\"id\":\"s\",\"type\":\"test source\",\"z\":\"t\",\"x\":1,\"y\":1,"
    "\"wires\":[[\"n\",\"witness\"]]},"
    "{\"id\":\"out\",\"type\":\"test sink\",\"z\":\"t\",\"x\":1,\"y\":1},"
    "{\"id\":\"witness\",\"type\":\"test sink\",\"z\":\"t\",\"x\":1,\"y\":1}]");
  g_autoptr (WeirValue) flow = weir_value_with_appended (entries, config);

  return weir_json_write (flow, WEIR_JSON_STYLE_COMPACT);
}

static void
look_at (const WeirNodeType *type, const char *json)
{
  g_autoptr (WeirValue)       list = read_json (json);
  g_autoptr (GPtrArray)       entries = g_ptr_array_new ();
  g_autoptr (WeirSnapshot)    snapshot = NULL;
  g_autoptr (WeirRegistry)    registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirEnvironment) environment = NULL;
  g_autoptr (GPtrArray)       problems = NULL;
  WeirValue                  *config;

  for (gsize i = 0; i < weir_value_get_length (list); i++)
    g_ptr_array_add (entries, weir_value_get_item (list, i));
  snapshot = weir_snapshot_new ((WeirValue **)entries->pdata, entries->len, NULL);
  environment = weir_environment_new (snapshot, NULL);
  problems = weir_check_snapshot (snapshot, registry, environment);
  g_assert_nonnull (problems);

  config = g_ptr_array_index (entries, entries->len - 1);
  if (type->describe != NULL)
    {
      g_autofree char *label = type->describe (config);

      g_assert_true (label == NULL || g_utf8_validate (label, -1, NULL));
    }
}

static void
run (const char *json, WeirMessage *message)
{
  g_autoptr (WeirTestFlow) flow = weir_test_flow_new (json);
  g_autoptr (WeirMessage)  witnessed = NULL;
  WeirEngine              *engine = weir_test_flow_get_engine (flow);

  weir_test_flow_send (flow, "s", weir_message_ref (message));
  /* Nodes without a button, or that could not start, refuse. */
  weir_engine_press (engine, "n", message, NULL, NULL);
  weir_engine_set_active (engine, "n", FALSE);
  witnessed = weir_test_flow_pop (flow, "witness");
  weir_engine_stop (engine);
}

static WeirMessage *
make_message (guint seed)
{
  static const char *const keys[] = {
    "payload", "topic",       "_session", "status",
    "error",   "_linkSource", "target",   "_msgid",
  };
  WeirValue *object = weir_value_new_object ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if ((seed + i) % 3 != 0)
      object = weir_value_with_member (object,
                                       keys[i],
                                       make_odd_value ((seed * 7 + i * 5) %
                                                       N_ODD_VALUES));
  return weir_message_new (object);
}

/* @config: (transfer full) */
static void
try_config (const WeirNodeType *type, WeirValue *config, guint seed)
{
  g_autofree char        *json = make_flow (config);
  g_autoptr (WeirMessage) message = make_message (seed);

  look_at (type, json);
  run (json, message);
}

/* @value: (transfer full): put into one column of a row */
static WeirValue *
make_rows (const WeirProperty *column, WeirValue *value)
{
  WeirValue *row = read_json ("{\"p\":\"payload\",\"v\":\"1\",\"vt\":\"str\"}");

  row = weir_value_with_member (row, column->key, value);
  return weir_value_new_array (&row, 1);
}

static void
try_columns (const WeirNodeType *type, const WeirProperty *property, guint seed)
{
  for (const WeirProperty *c = property->columns; c != NULL && c->key != NULL; c++)
    for (guint i = 0; i < N_ODD_VALUES; i++)
      try_config (type,
                  weir_value_with_member (make_config (type),
                                          property->key,
                                          make_rows (c, make_odd_value (i))),
                  seed + i);
}

static void
test_each_property (gconstpointer data)
{
  const WeirNodeType *type = data;
  guint               seed = 0;

  try_config (type, make_config (type), seed);
  for (const WeirProperty *p = type->properties; p != NULL && p->key != NULL;
       p++, seed++)
    {
      try_config (type,
                  weir_value_without_member (make_config (type), p->key),
                  seed);
      for (guint i = 0; i < N_ODD_VALUES; i++)
        try_config (type,
                    weir_value_with_member (make_config (type),
                                            p->key,
                                            make_odd_value (i)),
                    seed + i);
      try_columns (type, p, seed);
    }
}

/* Several odd properties at once. */
static void
test_random (void)
{
  const WeirNodeType *const *table = weir_node_table ();
  guint                      n_types = 0;

  while (table[n_types] != NULL)
    n_types++;
  for (guint i = 0; i < N_RANDOM_CONFIGS; i++)
    {
      const WeirNodeType *type = table[g_test_rand_int_range (0, n_types)];
      WeirValue          *config = make_config (type);

      for (const WeirProperty *p = type->properties; p != NULL && p->key != NULL;
           p++)
        if (g_test_rand_bit ())
          config =
            weir_value_with_member (config,
                                    p->key,
                                    make_odd_value (
                                      g_test_rand_int_range (0, N_ODD_VALUES)));
      try_config (type, config, g_test_rand_int_range (0, 1000));
    }
}

int
main (int argc, char **argv)
{
  const WeirNodeType *const *table = weir_node_table ();

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; table[i] != NULL; i++)
    {
      g_autofree char *path =
        g_strconcat ("/nodes/all-types/each/", table[i]->type, NULL);

      g_test_add_data_func (path, table[i], test_each_property);
    }
  g_test_add_func ("/nodes/all-types/random", test_random);
  return g_test_run ();
}
