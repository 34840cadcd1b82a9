/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The fixture of node tests: registry, engine and context, and a list of the
 * records the monitor has published. A test owns it and drives the context by
 * waiting for something; nothing runs in between, so a test sees every step. */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-flow.h"

#include "json/weir-json.h"
#include "nodes/weir-node-table.h"

/* Far beyond what anything takes, even on a busy machine under a sanitizer. */
#define WATCHDOG_SECONDS 30

struct _WeirTestFlow
{
  GMainContext  *context;
  GPtrArray     *types; /* (element-type WeirNodeType) (not owned) */
  WeirRegistry  *registry;
  WeirTestProbe *probe;
  WeirEngine    *engine;
  WeirValue     *credentials;
  GHashTable    *variables;
  GPtrArray     *records; /* (element-type WeirRecord) */
  guint          watch_id;
};

/* What is waited for: a message of a sink, or a record. */
typedef struct
{
  const char    *id;
  WeirRecordKind kind;
  WeirLogLevel   level; /* 0: any */
} Wanted;

static WeirValue *
read_json (const char *json)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (json, strlen (json), NULL, &error);

  g_assert_no_error (error);
  return value;
}

static void
add_types (GPtrArray *types, const WeirNodeType *const *table)
{
  for (guint i = 0; table[i] != NULL; i++)
    g_ptr_array_add (types, (gpointer)table[i]);
}

static void
records_cb (GPtrArray *records, guint64 dropped, gpointer user_data)
{
  WeirTestFlow *flow = user_data;

  g_assert_cmpuint (dropped, ==, 0);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (flow->records,
                     weir_record_ref (g_ptr_array_index (records, i)));
}

WeirTestFlow *
weir_test_flow_new_idle (void)
{
  WeirTestFlow *flow = g_new0 (WeirTestFlow, 1);

  flow->context = g_main_context_new ();
  g_main_context_push_thread_default (flow->context);
  flow->types = g_ptr_array_new ();
  add_types (flow->types, weir_node_table ());
  add_types (flow->types, weir_test_types ());
  g_ptr_array_add (flow->types, NULL);
  flow->registry =
    weir_registry_new ((const WeirNodeType *const *)flow->types->pdata);
  flow->probe = weir_test_probe_new ();
  flow->engine = weir_engine_new (flow->registry, flow->context);
  weir_engine_add_facility (flow->engine, G_OBJECT (flow->probe));
  flow->variables =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  flow->records =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_record_unref);
  flow->watch_id = weir_monitor_watch (weir_engine_get_monitor (flow->engine),
                                       flow->context,
                                       0,
                                       records_cb,
                                       flow);
  return flow;
}

WeirTestFlow *
weir_test_flow_new (const char *json)
{
  WeirTestFlow *flow = weir_test_flow_new_idle ();

  weir_test_flow_deploy (flow, json, WEIR_DEPLOY_FULL);
  return flow;
}

void
weir_test_flow_free (WeirTestFlow *flow)
{
  weir_engine_stop (flow->engine);
  weir_test_flow_settle (flow);
  weir_monitor_unwatch (weir_engine_get_monitor (flow->engine), flow->watch_id);
  g_assert_finalize_object (g_steal_pointer (&flow->engine));
  while (g_main_context_iteration (flow->context, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&flow->probe));
  g_clear_pointer (&flow->credentials, weir_value_unref);
  g_hash_table_unref (flow->variables);
  g_ptr_array_unref (flow->records);
  weir_registry_unref (flow->registry);
  g_ptr_array_unref (flow->types);
  g_main_context_pop_thread_default (flow->context);
  g_main_context_unref (flow->context);
  g_free (flow);
}

WeirEngine *
weir_test_flow_get_engine (WeirTestFlow *flow)
{
  return flow->engine;
}

GMainContext *
weir_test_flow_get_context (WeirTestFlow *flow)
{
  return flow->context;
}

void
weir_test_flow_set_credentials (WeirTestFlow *flow, const char *json)
{
  g_clear_pointer (&flow->credentials, weir_value_unref);
  flow->credentials = read_json (json);
}

void
weir_test_flow_set_variable (WeirTestFlow *flow, const char *name, const char *value)
{
  g_hash_table_insert (flow->variables, g_strdup (name), g_strdup (value));
  weir_engine_set_variables (flow->engine, flow->variables);
}

void
weir_test_flow_deploy (WeirTestFlow *flow, const char *json, WeirDeployMode mode)
{
  g_autoptr (WeirValue)    entries = read_json (json);
  g_autoptr (GPtrArray)    array = g_ptr_array_new ();
  g_autoptr (WeirSnapshot) snapshot = NULL;

  for (gsize i = 0; i < weir_value_get_length (entries); i++)
    g_ptr_array_add (array, weir_value_get_item (entries, i));
  snapshot =
    weir_snapshot_new ((WeirValue **)array->pdata, array->len, flow->credentials);
  weir_engine_deploy (flow->engine, snapshot, mode);
}

void
weir_test_flow_inject (WeirTestFlow *flow, const char *id, const char *json)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (WeirMessage) message = NULL;

  if (json != NULL)
    message = weir_message_new (read_json (json));
  weir_engine_press (flow->engine, id, message, NULL, &error);
  g_assert_no_error (error);
}

void
weir_test_flow_send (WeirTestFlow *flow, const char *id, WeirMessage *message)
{
  g_autoptr (GError) error = NULL;

  weir_engine_press (flow->engine, id, message, NULL, &error);
  g_assert_no_error (error);
  weir_message_unref (message);
}

static void
print_record (WeirRecord *record)
{
  g_autofree char *value = NULL;

  if (record->value != NULL)
    value = weir_json_write (record->value, WEIR_JSON_STYLE_COMPACT);
  g_test_message ("seen: kind %d, node %s, level %d, %s %s",
                  record->kind,
                  record->id,
                  record->level,
                  record->text != NULL ? record->text : "",
                  value != NULL ? value : "");
}

static gboolean
watchdog_cb (gpointer user_data)
{
  WeirTestFlow *flow = user_data;

  for (guint i = 0; i < flow->records->len; i++)
    print_record (g_ptr_array_index (flow->records, i));
  g_assertion_message (G_LOG_DOMAIN,
                       __FILE__,
                       __LINE__,
                       G_STRFUNC,
                       "what the test waits for did not come");
  return G_SOURCE_REMOVE;
}

void
weir_test_flow_spin_until (WeirTestFlow *flow, WeirTestFlowFunc func, gpointer data)
{
  GSource *watchdog = g_timeout_source_new_seconds (WATCHDOG_SECONDS);

  g_source_set_callback (watchdog, watchdog_cb, flow, NULL);
  g_source_attach (watchdog, flow->context);
  while (!func (flow, data))
    g_main_context_iteration (flow->context, TRUE);
  g_source_destroy (watchdog);
  g_source_unref (watchdog);
}

void
weir_test_flow_settle (WeirTestFlow *flow)
{
  gint64 end = g_get_monotonic_time () + WATCHDOG_SECONDS * G_USEC_PER_SEC;

  while (g_main_context_iteration (flow->context, FALSE))
    if (g_get_monotonic_time () > end)
      watchdog_cb (flow);
}

static gboolean
has_message (WeirTestFlow *flow, gpointer data)
{
  return weir_test_probe_count (flow->probe, data) > 0;
}

WeirMessage *
weir_test_flow_pop (WeirTestFlow *flow, const char *sink)
{
  weir_test_flow_spin_until (flow, has_message, (gpointer)sink);
  return weir_test_probe_pop (flow->probe, sink);
}

/* Leaves out the members of @value that start with "_" unless @expected has
 * them: ids differ from run to run. */
static WeirValue *
without_private (WeirValue *value, WeirValue *expected)
{
  WeirValue *result = weir_value_ref (value);

  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      const char *key = weir_value_get_key (value, i, NULL);

      if (key[0] == '_' && weir_value_lookup (expected, key) == NULL)
        result = weir_value_without_member (result, key);
    }
  return result;
}

static void
assert_equal (WeirValue *value, WeirValue *expected)
{
  g_autofree char *got = NULL;
  g_autofree char *wanted = NULL;

  if (weir_value_equal (value, expected))
    return;
  got = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  wanted = weir_json_write (expected, WEIR_JSON_STYLE_COMPACT);
  g_test_message ("expected %s", wanted);
  g_test_message ("got      %s", got);
  g_assert_cmpstr (got, ==, wanted);
  g_assert_true (weir_value_equal (value, expected));
}

void
weir_test_flow_expect (WeirTestFlow *flow, const char *sink, const char *json)
{
  g_autoptr (WeirMessage) message = weir_test_flow_pop (flow, sink);
  g_autoptr (WeirValue)   expected = read_json (json);
  g_autoptr (WeirValue)   value =
    without_private (weir_message_get_object (message), expected);

  assert_equal (value, expected);
}

guint
weir_test_flow_count (WeirTestFlow *flow, const char *sink)
{
  weir_test_flow_settle (flow);
  return weir_test_probe_count (flow->probe, sink);
}

static gboolean
is_wanted (const WeirRecord *record, const Wanted *wanted)
{
  if (record->kind != wanted->kind)
    return FALSE;
  if (wanted->id != NULL && g_strcmp0 (record->id, wanted->id) != 0)
    return FALSE;
  return wanted->level == 0 || record->level == wanted->level;
}

static gboolean
find_record (WeirTestFlow *flow, const Wanted *wanted, guint *index)
{
  for (guint i = 0; i < flow->records->len; i++)
    if (is_wanted (g_ptr_array_index (flow->records, i), wanted))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
has_record (WeirTestFlow *flow, gpointer data)
{
  guint index;

  return find_record (flow, data, &index);
}

static WeirRecord *
pop_wanted (WeirTestFlow *flow, Wanted wanted)
{
  guint index = 0;

  weir_test_flow_spin_until (flow, has_record, &wanted);
  find_record (flow, &wanted, &index);
  return g_ptr_array_steal_index (flow->records, index);
}

WeirRecord *
weir_test_flow_pop_record (WeirTestFlow *flow, WeirRecordKind kind, const char *id)
{
  return pop_wanted (flow, (Wanted){ .id = id, .kind = kind });
}

guint
weir_test_flow_count_records (WeirTestFlow  *flow,
                              WeirRecordKind kind,
                              const char    *id)
{
  const Wanted wanted = { .id = id, .kind = kind };
  guint        count = 0;

  weir_test_flow_settle (flow);
  for (guint i = 0; i < flow->records->len; i++)
    if (is_wanted (g_ptr_array_index (flow->records, i), &wanted))
      count++;
  return count;
}

void
weir_test_flow_forget_records (WeirTestFlow *flow)
{
  weir_test_flow_settle (flow);
  g_ptr_array_set_size (flow->records, 0);
}

static const char *
status_part (WeirValue *status, const char *key)
{
  const char *text = weir_value_lookup_string (status, key);

  return text != NULL ? text : "";
}

void
weir_test_flow_expect_status (WeirTestFlow *flow, const char *id, const char *json)
{
  static const char *const parts[] = { "fill", "shape", "text" };
  g_autoptr (WeirRecord)   record =
    weir_test_flow_pop_record (flow, WEIR_RECORD_KIND_STATUS, id);
  g_autoptr (WeirValue) expected = read_json (json);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_cmpstr (status_part (record->value, parts[i]),
                     ==,
                     status_part (expected, parts[i]));
}

void
weir_test_flow_expect_log (WeirTestFlow *flow,
                           const char   *id,
                           WeirLogLevel  level,
                           const char   *glob)
{
  const Wanted wanted = {
    .id = id,
    .kind = WEIR_RECORD_KIND_LOG,
    .level = level,
  };
  g_autoptr (WeirRecord) record = pop_wanted (flow, wanted);

  if (!g_pattern_match_simple (glob, record->text))
    g_assert_cmpstr (record->text, ==, glob);
}

void
weir_test_flow_expect_debug (WeirTestFlow *flow,
                             const char   *id,
                             const char   *property,
                             const char   *json)
{
  g_autoptr (WeirRecord) record =
    weir_test_flow_pop_record (flow, WEIR_RECORD_KIND_DEBUG, id);
  g_autoptr (WeirValue) expected = read_json (json);

  g_assert_cmpstr (record->property, ==, property);
  g_assert_nonnull (record->value);
  if (property != NULL)
    assert_equal (record->value, expected);
  else
    {
      g_autoptr (WeirValue) value = without_private (record->value, expected);

      assert_equal (value, expected);
    }
}
