/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <string.h>

/* What the fake nodes write to: a facility, since they see nothing else. */
#define TYPE_PROBE (probe_get_type ())
G_DECLARE_FINAL_TYPE (Probe, probe, TEST, PROBE, GObject)

struct _Probe
{
  GObject  parent_instance;
  GString *trace;
  guint    n_started;
};

G_DEFINE_FINAL_TYPE (Probe, probe, G_TYPE_OBJECT)

static void
probe_finalize (GObject *object)
{
  g_string_free (TEST_PROBE (object)->trace, TRUE);
  G_OBJECT_CLASS (probe_parent_class)->finalize (object);
}

static void
probe_class_init (ProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = probe_finalize;
}

static void
probe_init (Probe *self)
{
  self->trace = g_string_new (NULL);
}

static Probe *
get_probe (WeirNode *node)
{
  return weir_node_get_facility (node, TYPE_PROBE);
}

static void note (WeirNode *node, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
note (WeirNode *node, const char *format, ...)
{
  GString *trace = get_probe (node)->trace;
  va_list  arguments;

  if (trace->len > 0)
    g_string_append_c (trace, ' ');

  g_string_append (trace, weir_node_get_id (node));
  va_start (arguments, format);
  g_string_append_vprintf (trace, format, arguments);
  va_end (arguments);
}

static char *
dup_payload (WeirMessage *message)
{
  g_autoptr (WeirValue) text =
    weir_value_to_text (weir_message_get (message, "payload"));

  return g_strdup (weir_value_get_string (text, NULL));
}

/* Types */

static void
pass_receive (WeirNode *node, WeirMessage *message)
{
  weir_node_send (node, weir_message_ref (message));
  weir_node_done (node, message);
}

static gboolean
source_press (WeirNode *node, WeirMessage *message, WeirValue *props, GError **e)
{
  if (message != NULL)
    weir_node_send (node, weir_message_ref (message));

  return TRUE;
}

static gboolean
trace_start (WeirNode *node, GError **error)
{
  get_probe (node)->n_started++;
  *(guint *)weir_node_get_state (node) = 42;
  note (node, "+");

  return TRUE;
}

static void
trace_stop (WeirNode *node, gboolean removed)
{
  g_assert_cmpuint (*(guint *)weir_node_get_state (node), ==, 42);
  get_probe (node)->n_started--;
  note (node, "-%s", removed ? "!" : "");
}

static void
trace_receive (WeirNode *node, WeirMessage *message)
{
  g_autofree char *payload = dup_payload (message);

  note (node, ":%s", payload);
  weir_node_send (node, weir_message_ref (message));
  weir_node_done (node, message);
}

static void
change_receive (WeirNode *node, WeirMessage *message)
{
  g_autofree char *payload = dup_payload (message);
  WeirValue       *changed =
    weir_value_new_string_printf ("%s%s", payload, weir_node_get_id (node));

  weir_node_send (node,
                  weir_message_with (weir_message_ref (message),
                                     "payload",
                                     changed));
  weir_node_done (node, message);
}

static void
fail_receive (WeirNode *node, WeirMessage *message)
{
  g_autoptr (GError) error =
    g_error_new_literal (WEIR_RUNTIME_ERROR,
                         WEIR_RUNTIME_ERROR_FAILED,
                         weir_node_get_string (node, "text"));

  note (node, ":fail");
  weir_node_fail (node, message, error);
}

/* Asks for a delivery from inside one. */
static void
eager_receive (WeirNode *node, WeirMessage *message)
{
  weir_node_send (node, weir_message_ref (message));
  weir_engine_run_pending (node->engine);
  note (node, ":done");
}

static void
show_receive (WeirNode *node, WeirMessage *message)
{
  weir_node_debug (node, message, NULL, weir_message_get_object (message));
}

static gboolean
broken_start (WeirNode *node, GError **error)
{
  weir_node_set_settled (node, FALSE);
  weir_node_provide (node, g_object_new (G_TYPE_OBJECT, NULL));
  g_set_error_literal (error,
                       WEIR_RUNTIME_ERROR,
                       WEIR_RUNTIME_ERROR_CONFIG,
                       "it is broken");

  return FALSE;
}

static void
status_receive (WeirNode *node, WeirMessage *message)
{
  WeirValue *payload = weir_message_get (message, "payload");

  weir_node_set_status (node,
                        payload != NULL ? weir_value_ref (payload)
                                        : weir_value_new_undefined ());
}

static void
ticker_cb (WeirNode *node, gpointer data)
{
  note (node, "!");
}

static gboolean
ticker_start (WeirNode *node, GError **error)
{
  double us = weir_value_to_number (weir_node_get_value (node, "ms")) * 1000;

  weir_node_add_timer (node, (gint64)us, (gint64)us, ticker_cb, NULL);

  return TRUE;
}

static gboolean
config_start (WeirNode *node, GError **error)
{
  weir_node_provide (node, g_object_new (G_TYPE_OBJECT, NULL));

  return trace_start (node, error);
}

static gboolean
user_start (WeirNode *node, GError **error)
{
  note (node,
        "%s",
        weir_node_resolve (node, "config", G_TYPE_OBJECT) != NULL ? "=found"
                                                                  : "=none");

  return TRUE;
}

static void
link_out_receive (WeirNode *node, WeirMessage *message)
{
  const char *caller =
    weir_value_lookup_string (weir_message_get_object (message), "caller");

  if (g_str_equal (weir_node_get_string (node, "mode"), "return"))
    note (node,
          "=%d",
          weir_node_return_link (node, caller, "call", weir_message_ref (message)));
  else
    weir_node_send (node, weir_message_ref (message));
}

static void
link_returned (WeirNode *caller, const char *call_id, WeirMessage *message)
{
  note (caller, "<%s", call_id);
  weir_node_send (caller, message);
}

static gboolean
link_call_start (WeirNode *node, GError **error)
{
  weir_node_set_link_return_func (node, link_returned);

  return TRUE;
}

static void
link_call_receive (WeirNode *node, WeirMessage *message)
{
  gboolean dynamic =
    g_str_equal (weir_node_get_string (node, "linkType"), "dynamic");
  const char *target =
    weir_value_lookup_string (dynamic ? weir_message_get_object (message)
                                      : weir_node_get_config (node),
                              dynamic ? "target" : "link");
  g_autoptr (GError) error = NULL;

  if (!weir_node_call_link (node,
                            target,
                            dynamic,
                            weir_message_with (weir_message_ref (message),
                                               "caller",
                                               weir_value_new_string (
                                                 weir_node_get_id (node))),
                            &error))
    weir_node_fail (node, message, error);
}

#define TYPE(name, ...)       \
  &(const WeirNodeType)       \
  {                           \
    .type = name, __VA_ARGS__ \
  }

static const WeirNodeType *const types[] = {
  TYPE ("source", .press = source_press),
  TYPE ("pass", .receive = pass_receive),
  TYPE ("trace",
        .receive = trace_receive,
        .start = trace_start,
        .stop = trace_stop,
        .state_size = sizeof (guint)),
  TYPE ("change", .receive = change_receive),
  TYPE ("fail", .receive = fail_receive),
  TYPE ("broken", .receive = pass_receive, .start = broken_start),
  TYPE ("status", .receive = status_receive),
  TYPE ("eager", .receive = eager_receive),
  TYPE ("show", .receive = show_receive),
  TYPE ("ticker", .start = ticker_start),
  TYPE ("config",
        .start = config_start,
        .stop = trace_stop,
        .state_size = sizeof (guint)),
  TYPE ("user", .start = user_start),
  TYPE ("catch", .role = WEIR_NODE_ROLE_CATCH, .receive = pass_receive),
  TYPE ("status-in", .role = WEIR_NODE_ROLE_STATUS, .receive = pass_receive),
  TYPE ("bad-catch", .role = WEIR_NODE_ROLE_CATCH, .receive = fail_receive),
  TYPE ("complete", .role = WEIR_NODE_ROLE_COMPLETE, .receive = pass_receive),
  TYPE ("link in", .role = WEIR_NODE_ROLE_LINK_IN, .receive = pass_receive),
  TYPE ("link out", .role = WEIR_NODE_ROLE_LINK_OUT, .receive = link_out_receive),
  TYPE ("link call",
        .role = WEIR_NODE_ROLE_LINK_CALL,
        .start = link_call_start,
        .receive = link_call_receive),
  NULL,
};

/* The fixture */

static void
append_line (GString *string, WeirRecord *record, const char *text)
{
  g_string_append_printf (string,
                          "%s%s%s",
                          record->id != NULL ? record->id : "",
                          record->id != NULL ? " " : "",
                          text);
  g_string_append_c (string, '\n');
}

static void
records_cb (GPtrArray *records, guint64 dropped, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->dropped += dropped;

  for (guint i = 0; i < records->len; i++)
    {
      WeirRecord *record = records->pdata[i];

      switch (record->kind)
        {
        case WEIR_RECORD_KIND_DEBUG:
          g_ptr_array_add (fixture->debug, weir_record_ref (record));
          break;

        case WEIR_RECORD_KIND_STATUS:
          {
            g_autofree char *text =
              weir_json_write (record->value, WEIR_JSON_STYLE_COMPACT);

            append_line (fixture->statuses, record, text);
            break;
          }

        case WEIR_RECORD_KIND_LOG:
          if (record->level < WEIR_LOG_LEVEL_INFO)
            append_line (fixture->log, record, record->text);
          break;
        }
    }
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (types);
  g_autoptr (Probe)        probe = g_object_new (TYPE_PROBE, NULL);

  fixture->context = g_main_context_new ();
  g_main_context_push_thread_default (fixture->context);
  fixture->engine = weir_engine_new (registry, fixture->context);
  weir_engine_add_facility (fixture->engine, G_OBJECT (probe));
  fixture->trace = probe->trace;
  fixture->log = g_string_new (NULL);
  fixture->statuses = g_string_new (NULL);
  fixture->debug =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_record_unref);
  fixture->monitor = weir_engine_get_monitor (fixture->engine);
  fixture->watch =
    weir_monitor_watch (fixture->monitor, fixture->context, 0, records_cb, fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  weir_engine_stop (fixture->engine);
  weir_monitor_unwatch (fixture->monitor, fixture->watch);
  g_assert_cmpuint (fixture_count_nodes (fixture), ==, 0);
  g_assert_finalize_object (fixture->engine);
  g_string_free (fixture->log, TRUE);
  g_string_free (fixture->statuses, TRUE);
  g_ptr_array_unref (fixture->debug);

  /* No source is left. */
  g_assert_false (g_main_context_pending (fixture->context));
  g_main_context_pop_thread_default (fixture->context);
  g_main_context_unref (fixture->context);
}

WeirValue *
fixture_read (const char *json)
{
  g_autofree char   *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);

  return value;
}

WeirSnapshot *
fixture_snapshot (const char *json)
{
  g_autoptr (WeirValue) flow = fixture_read (json);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (gsize i = 0; i < weir_value_get_length (flow); i++)
    g_ptr_array_add (entries, weir_value_get_item (flow, i));

  return weir_snapshot_new ((WeirValue **)entries->pdata, entries->len, NULL);
}

void
fixture_deploy (Fixture *fixture, const char *json, WeirDeployMode mode)
{
  g_autoptr (WeirSnapshot) snapshot = fixture_snapshot (json);

  weir_engine_deploy (fixture->engine, snapshot, mode);
}

void
fixture_press (Fixture *fixture, const char *id, const char *json)
{
  g_autoptr (WeirMessage) message = weir_message_new (fixture_read (json));
  g_autoptr (GError)      error = NULL;

  weir_engine_press (fixture->engine, id, message, NULL, &error);
  g_assert_no_error (error);
}

void
fixture_settle (Fixture *fixture)
{
  while (g_main_context_iteration (fixture->context, FALSE))
    ;
}

WeirNode *
fixture_get_node (Fixture *fixture, const char *id)
{
  WeirNode *node = weir_engine_lookup (fixture->engine, id);

  g_assert_nonnull (node);

  return node;
}

guint
fixture_count_nodes (Fixture *fixture)
{
  Probe *probe = fixture->engine->facilities->pdata[0];

  return probe->n_started;
}
