/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#include "json/weir-json.h"
#include "runtime/weir-router-private.h"

#include <string.h>

/* The law of deploys: whatever the mode, what runs afterwards is what a full
 * start of the same flow would run: the same nodes with the same properties,
 * wires and listeners. */

#define N_FLOWS   150
#define N_DEPLOYS 4

static const char *
pick (const char *const *texts)
{
  guint n = 0;

  while (texts[n] != NULL)
    n++;
  return texts[g_test_rand_int_range (0, (gint32)n)];
}

#define PICK(...) pick ((const char *const[]){ __VA_ARGS__, NULL })

static gboolean
one_in (int n)
{
  return g_test_rand_int_range (0, n) == 0;
}

static void
append_tab (GString *flow, guint number)
{
  g_string_append_printf (flow,
                          "{'id':'t%u','type':'tab','label':'%s','disabled':%s,"
                          "'env':[{'name':'V','type':'str','value':'%s'}]},",
                          number,
                          PICK ("one", "two"),
                          PICK ("false", "false", "true"),
                          PICK ("1", "1", "2"));
}

static void
append_group (GString *flow, guint number)
{
  g_string_append_printf (flow,
                          "{'id':'g%u','type':'group','z':'%s','g':'%s',"
                          "'env':[{'name':'W','type':'env','value':'%s'}]},",
                          number,
                          PICK ("t0", "t1"),
                          PICK ("", "g0", "g1", "gone"),
                          PICK ("V", "$parent.V", "x${V}"));
}

static void
append_config (GString *flow, guint number)
{
  g_string_append_printf (flow,
                          "{'id':'c%u','type':'config','z':'%s','d':%s,"
                          "'uses':'%s','text':'%s'},",
                          number,
                          PICK ("", "t0", "t1", "gone"),
                          PICK ("false", "false", "true"),
                          PICK ("", "c0", "c1", "n0"),
                          PICK ("${V}", "a", "b"));
}

static void
append_node (GString *flow, guint number)
{
  static const char *const types[] = { "pass",     "trace",     "user",
                                       "link in",  "link out",  "catch",
                                       "complete", "status-in", "unknown",
                                       NULL };

  g_string_append_printf (
    flow,
    "{'id':'n%u','type':'%s','z':'%s','g':'%s','x':%d,'y':1,'d':%s,"
    "'config':'%s','text':'%s','scope':%s,'links':['%s','%s'],"
    "'wires':[['%s'],['%s','%s']]},",
    number,
    /* Mostly the same from deploy to deploy. */
    one_in (4) ? pick (types) : types[number % (G_N_ELEMENTS (types) - 1)],
    PICK ("t0", "t0", "t1", "made-up", ""),
    PICK ("", "g0", "g1"),
    g_test_rand_int_range (0, 3),
    PICK ("false", "false", "false", "true"),
    PICK ("", "c0", "c1"),
    PICK ("${V}", "${W}", "a"),
    PICK ("null", "'group'", "['n0','n1']"),
    PICK ("n0", "n3", "n4"),
    PICK ("n3", "n4", "gone"),
    PICK ("n0", "n1", "n2"),
    PICK ("n3", "n4", "n5"),
    PICK ("n5", "gone", "t0"));
}

static const struct
{
  void (*append) (GString *flow, guint number);
  guint number;
} makers[] = {
  { append_tab, 0 },   { append_tab, 1 },    { append_group, 0 },
  { append_group, 1 }, { append_config, 0 }, { append_config, 1 },
  { append_node, 0 },  { append_node, 1 },   { append_node, 2 },
  { append_node, 3 },  { append_node, 4 },   { append_node, 5 },
  { append_node, 6 },  { append_node, 7 },
};

static void
append_entry (GString *flow, guint number)
{
  makers[number].append (flow, makers[number].number);
}

/* A change of some entries: each is made anew, left out or kept. */
static void
change_entries (GPtrArray *entries)
{
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      GString *entry;

      if (!one_in (4))
        continue;
      entry = g_string_new (NULL);
      if (!one_in (4))
        append_entry (entry, i);
      g_free (entries->pdata[i]);
      entries->pdata[i] = g_string_free (entry, FALSE);
    }
}

static char *
join_entries (GPtrArray *entries)
{
  GString *flow = g_string_new ("[");

  for (guint i = 0; i < entries->len; i++)
    g_string_append (flow, entries->pdata[i]);
  g_string_append (flow, "{'id':'last','type':'comment'}]");
  return g_string_free (flow, FALSE);
}

/* What runs */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char *
join_sorted (GPtrArray *texts)
{
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (char **)texts->pdata);
}

static char *
list_targets (const WeirNodeOutput *output)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < output->n_targets; i++)
    g_ptr_array_add (ids, output->targets[i]->id);
  return join_sorted (ids);
}

static char *
list_nodes (GPtrArray *nodes)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    g_ptr_array_add (ids, ((WeirNode *)nodes->pdata[i])->id);
  return join_sorted (ids);
}

/* Where a node stands and its wires may change while it runs. */
static char *
write_properties (WeirNode *node)
{
  static const char *const live[] = { "x", "y", "wires" };
  g_autoptr (WeirValue)    config = weir_value_ref (node->config);

  for (gsize i = 0; i < G_N_ELEMENTS (live); i++)
    config = weir_value_without_member (g_steal_pointer (&config), live[i]);
  return weir_json_write (config, WEIR_JSON_STYLE_COMPACT);
}

static char *
describe_node (WeirNode *node)
{
  g_autofree char *properties = write_properties (node);
  g_autofree char *completes = list_nodes (node->completes);
  GString         *text = g_string_new (node->path);

  g_string_append_printf (text, " %s completes:%s", properties, completes);
  g_string_append_printf (text, " entry:%u", node->entry->index);
  for (guint i = 0; i < node->n_outputs; i++)
    {
      g_autofree char *targets = list_targets (&node->outputs[i]);

      g_string_append_printf (text, " wires:%s", targets);
    }
  if (node->scope != NULL)
    g_string_append_printf (text,
                            " catches:%u statuses:%u",
                            node->scope->catches->len,
                            node->scope->statuses->len);
  return g_string_free (text, FALSE);
}

static char *
describe (WeirEngine *engine)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < engine->nodes->len; i++)
    g_ptr_array_add (lines, describe_node (engine->nodes->pdata[i]));
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static void
test_law (Fixture *fixture, gconstpointer data)
{
  static const WeirDeployMode modes[] = { WEIR_DEPLOY_NODES, WEIR_DEPLOY_FLOWS };

  for (guint i = 0; i < N_FLOWS; i++)
    {
      g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);

      for (guint k = 0; k < G_N_ELEMENTS (makers); k++)
        {
          GString *entry = g_string_new (NULL);

          append_entry (entry, k);
          g_ptr_array_add (entries, g_string_free (entry, FALSE));
        }
      for (guint k = 0; k < N_DEPLOYS; k++)
        {
          g_autofree char *flow = join_entries (entries);
          g_autofree char *partial = NULL;
          g_autofree char *full = NULL;

          fixture_deploy (fixture, flow, modes[g_test_rand_int_range (0, 2)]);
          partial = describe (fixture->engine);
          if (one_in (2))
            {
              fixture_deploy (fixture, flow, WEIR_DEPLOY_FULL);
              full = describe (fixture->engine);
              if (!g_str_equal (partial, full))
                g_test_message ("flow: %s", flow);
              g_assert_cmpstr (partial, ==, full);
            }
          change_entries (entries);
        }
      fixture_settle (fixture);
      g_string_truncate (fixture->trace, 0);
      g_string_truncate (fixture->log, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/runtime/deploy-law/modes",
              Fixture,
              NULL,
              fixture_set_up,
              test_law,
              fixture_tear_down);
  return g_test_run ();
}
