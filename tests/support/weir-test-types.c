/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Node types that let a test send, observe and provoke. They are ordinary
 * types: the engine treats them as any other. What sinks receive goes to the
 * probe, a facility the fixture owns. */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-types.h"

#include "runtime/weir-node-api.h"

struct _WeirTestProbe
{
  GObject     parent_instance;
  GHashTable *received; /* id → GQueue of WeirMessage */
};

G_DEFINE_FINAL_TYPE (WeirTestProbe, weir_test_probe, G_TYPE_OBJECT)

static void
queue_free (gpointer data)
{
  g_queue_free_full (data, (GDestroyNotify)weir_message_unref);
}

static void
weir_test_probe_finalize (GObject *object)
{
  WeirTestProbe *self = WEIR_TEST_PROBE (object);

  g_hash_table_unref (self->received);
  G_OBJECT_CLASS (weir_test_probe_parent_class)->finalize (object);
}

static void
weir_test_probe_class_init (WeirTestProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_test_probe_finalize;
}

static void
weir_test_probe_init (WeirTestProbe *self)
{
  self->received =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, queue_free);
}

WeirTestProbe *
weir_test_probe_new (void)
{
  return g_object_new (WEIR_TYPE_TEST_PROBE, NULL);
}

guint
weir_test_probe_count (WeirTestProbe *self, const char *id)
{
  GQueue *queue = g_hash_table_lookup (self->received, id);

  return queue != NULL ? g_queue_get_length (queue) : 0;
}

WeirMessage *
weir_test_probe_pop (WeirTestProbe *self, const char *id)
{
  GQueue *queue = g_hash_table_lookup (self->received, id);

  return queue != NULL ? g_queue_pop_head (queue) : NULL;
}

static void
weir_test_probe_push (WeirTestProbe *self, const char *id, WeirMessage *message)
{
  GQueue *queue = g_hash_table_lookup (self->received, id);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->received, g_strdup (id), queue);
    }
  g_queue_push_tail (queue, weir_message_ref (message));
}

static gboolean
source_press (WeirNode *node, WeirMessage *message, WeirValue *props, GError **error)
{
  if (message != NULL)
    weir_node_send (node, weir_message_ref (message));
  else
    weir_node_send (node, weir_message_new (weir_value_new_object ()));
  return TRUE;
}

static void
sink_receive (WeirNode *node, WeirMessage *message)
{
  WeirTestProbe *probe = weir_node_get_facility (node, WEIR_TYPE_TEST_PROBE);

  weir_test_probe_push (probe, weir_node_get_id (node), message);
  weir_node_done (node, message);
}

static void
fail_receive (WeirNode *node, WeirMessage *message)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *object = weir_message_get_object (message);
  const char        *text = weir_value_lookup_string (object, "fail");

  g_set_error_literal (&error,
                       WEIR_RUNTIME_ERROR,
                       WEIR_RUNTIME_ERROR_FAILED,
                       text != NULL ? text : "failed");
  weir_node_fail (node, message, error);
}

static void
status_receive (WeirNode *node, WeirMessage *message)
{
  WeirValue *show = weir_message_get (message, "show");

  weir_node_set_status (node,
                        show != NULL ? weir_value_ref (show)
                                     : weir_value_new_object ());
  weir_node_done (node, message);
}

static const WeirNodeType source_type = {
  .type = "test source",
  .label = "test source",
  .summary = "Sends what it is given.",
  .help = "Sends what it is given.",
  .outputs = 1,
  .has_button = TRUE,
  .press = source_press,
};

static const WeirNodeType sink_type = {
  .type = "test sink",
  .label = "test sink",
  .summary = "Keeps what it receives.",
  .help = "Keeps what it receives.",
  .inputs = 1,
  .receive = sink_receive,
};

static const WeirNodeType fail_type = {
  .type = "test fail",
  .label = "test fail",
  .summary = "Fails.",
  .help = "Fails.",
  .inputs = 1,
  .receive = fail_receive,
};

static const WeirNodeType status_type = {
  .type = "test status",
  .label = "test status",
  .summary = "Shows a status.",
  .help = "Shows a status.",
  .inputs = 1,
  .receive = status_receive,
};

const WeirNodeType *const *
weir_test_types (void)
{
  static const WeirNodeType *const types[] = {
    &source_type, &sink_type, &fail_type, &status_type, NULL,
  };

  return types;
}
