/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime/weir-engine.h"

/* What a hop costs: a message goes round a ring of nodes that pass it on, as
 * junctions do. Prints nanoseconds for each delivery. */

#define N_NODES      100
#define N_MESSAGES   1000
#define N_DELIVERIES 20000000

static void
pass_receive (WeirNode *node, WeirMessage *message)
{
  weir_node_send (node, weir_message_ref (message));
  weir_node_done (node, message);
}

static gboolean
source_press (WeirNode *node, WeirMessage *message, WeirValue *props, GError **error)
{
  weir_node_send (node, weir_message_ref (message));

  return TRUE;
}

static const WeirNodeType pass = { .type = "pass", .receive = pass_receive };
static const WeirNodeType source = { .type = "source", .press = source_press };
static const WeirNodeType *const types[] = { &pass, &source, NULL };

/* @target: (transfer full): the id its wire leads to */
static WeirValue *
new_entry (const char *id, const char *type, WeirValue *target)
{
  WeirValue *output = weir_value_new_array (&target, 1);
  WeirValue *wires = weir_value_new_array (&output, 1);
  WeirValue *entry = weir_value_new_object ();

  entry = weir_value_with_member (entry, "id", weir_value_new_string (id));
  entry = weir_value_with_member (entry, "type", weir_value_new_string (type));
  entry = weir_value_with_member (entry, "z", weir_value_new_string ("tab"));
  entry = weir_value_with_member (entry, "x", weir_value_new_number (0));
  entry = weir_value_with_member (entry, "y", weir_value_new_number (0));

  return weir_value_with_member (entry, "wires", wires);
}

static WeirSnapshot *
new_ring (void)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_value_unref);

  g_ptr_array_add (entries,
                   new_entry ("s", "source", weir_value_new_string ("n0")));

  for (guint i = 0; i < N_NODES; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);
      WeirValue *next = weir_value_new_string_printf ("n%u", (i + 1) % N_NODES);

      g_ptr_array_add (entries, new_entry (id, "pass", next));
    }

  return weir_snapshot_new ((WeirValue **)entries->pdata, entries->len, NULL);
}

int
main (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (types);
  g_autoptr (WeirEngine)   engine = weir_engine_new (registry, NULL);
  g_autoptr (WeirSnapshot) ring = new_ring ();
  WeirEngineStats          stats = { 0 };
  gint64                   start_us;
  double                   ns;

  weir_engine_deploy (engine, ring, WEIR_DEPLOY_FULL);

  for (guint i = 0; i < N_MESSAGES; i++)
    {
      g_autoptr (WeirMessage) message =
        weir_message_new (weir_value_with_member (weir_value_new_object (),
                                                  "payload",
                                                  weir_value_new_number (i)));

      weir_engine_press (engine, "s", message, NULL, NULL);
    }

  start_us = g_get_monotonic_time ();

  while (stats.delivered < N_DELIVERIES)
    {
      g_main_context_iteration (NULL, FALSE);
      weir_engine_get_stats (engine, &stats);
    }

  ns = (double)(g_get_monotonic_time () - start_us) * 1000 /
       (double)stats.delivered;
  g_print ("runtime: %" G_GUINT64_FORMAT " deliveries, %d.%d ns each\n",
           stats.delivered,
           (int)ns,
           (int)(ns * 10) % 10);

  return 0;
}
