/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-diff.h"
#include "weir-test-snapshot.h"

/* Two tabs. On the first a→b→c in groups, u and v using configuration (v by way
 * of k2), an unwired x, a link out lo to the li of the second tab, which has y
 * behind it. An instance of a subflow is wired to z. */
#define BASE                                                                 \
  "[{'id':'t1','type':'tab','label':'One','env':[]},"                        \
  " {'id':'t2','type':'tab','label':'Two'},"                                 \
  " {'id':'g1','type':'group','z':'t1','name':'G1','nodes':['g2'],'w':1},"   \
  " {'id':'g2','type':'group','z':'t1','g':'g1','name':'G2','nodes':['a']}," \
  " {'id':'gc','type':'global-config','env':[]},"                            \
  " {'id':'k1','type':'cfg','path':'/a'},"                                   \
  " {'id':'k2','type':'cfg','deep':{'list':['k1']}},"                        \
  " {'id':'a','type':'n','z':'t1','g':'g2','x':1,'y':1,'wires':[['b']]},"    \
  " {'id':'b','type':'n','z':'t1','x':1,'y':1,'wires':[['c']]},"             \
  " {'id':'c','type':'n','z':'t1','x':1,'y':1,'wires':[]},"                  \
  " {'id':'x','type':'n','z':'t1','x':1,'y':1,'wires':[]},"                  \
  " {'id':'u','type':'n','z':'t1','server':'k1','x':1,'y':1,'wires':[]},"    \
  " {'id':'v','type':'n','z':'t1','rows':[{'s':'k2'}],'x':1,'y':1,"          \
  "  'wires':[['w']]},"                                                      \
  " {'id':'w','type':'n','z':'t1','x':1,'y':1,'wires':[]},"                  \
  " {'id':'lo','type':'link out','z':'t1','links':['li'],'x':1,'y':1,"       \
  "  'wires':[]},"                                                           \
  " {'id':'li','type':'link in','z':'t2','links':['lo'],'x':1,'y':1,"        \
  "  'wires':[['y']]},"                                                      \
  " {'id':'y','type':'n','z':'t2','x':1,'y':1,'wires':[]},"                  \
  " {'id':'s','type':'subflow','name':'S','env':[]},"                        \
  " {'id':'si','type':'n','z':'s','x':1,'y':1,'wires':[]},"                  \
  " {'id':'i','type':'subflow:s','z':'t2','x':1,'y':1,'wires':[['z']]},"     \
  " {'id':'z','type':'n','z':'t2','x':1,'y':1,'wires':[]}]"

#define ALL       "a b c i k1 k2 li lo u v w x y z"
#define ALL_ON_T1 "a b c lo u v w x"

/* An edit: the entry @id gets @members, or is removed when they are NULL, or is
 * added when there is none of that id. */
typedef struct
{
  const char *what;
  const char *id;
  const char *members;
  const char *nodes_stopped; /* sorted; those of mode "nodes" */
  const char *nodes_started;
  const char *nodes_rewired;
  const char *flows_stopped; /* and of mode "flows" */
  const char *flows_started;
} Case;

static const Case cases[] = {
  { "nothing", "a", "{}", "", "", "", "", "" },
  { "a move", "a", "{'x':50,'y':7}", "", "", "", "", "" },
  { "a rename", "b", "{'name':'B'}", "b", "b", "", "a b c", "a b c" },
  { "a note", "x", "{'info':'I'}", "x", "x", "", "x", "x" },
  { "a group left", "a", "{'g':''}", "a", "a", "", "a b c", "a b c" },
  { "a wire more", "c", "{'wires':[['x']]}", "", "", "c", "a b c x", "a b c x" },
  { "a wire less", "b", "{'wires':[]}", "", "", "b", "a b c", "a b c" },
  { "configuration", "k2", "{'path':'/b'}", "k2 v", "k2 v", "", "k2 v w", "k2 v w" },
  { "configuration of configuration",
    "k1",
    "{'path':'/b'}",
    "k1 k2 u v",
    "k1 k2 u v",
    "",
    "k1 k2 u v w",
    "k1 k2 u v w" },
  { "configuration removed", "k2", NULL, "k2 v", "v", "", "k2 v w", "v w" },
  { "configuration disabled", "k2", "{'d':true}", "k2 v", "v", "", "k2 v w", "v w" },
  { "a node added",
    "new",
    "{'type':'n','z':'t1','x':1,'y':1,'wires':[]}",
    "",
    "new",
    "",
    "",
    "new" },
  { "a wired node added",
    "new",
    "{'type':'n','z':'t1','x':1,'y':1,'wires':[['b']]}",
    "",
    "new",
    "",
    "a b c",
    "a b c new" },
  { "a node removed", "b", NULL, "b", "", "", "a b c", "a c" },
  { "a node disabled", "b", "{'d':true}", "b", "", "", "a b c", "a c" },
  { "a tab disabled",
    "t1",
    "{'disabled':true}",
    ALL_ON_T1,
    "",
    "",
    ALL_ON_T1 " li y",
    "li y" },
  { "a tab renamed", "t1", "{'label':'L','info':'I'}", "", "", "", "", "" },
  { "a tab's variables",
    "t2",
    "{'env':[{'name':'A','value':'1','type':'str'}]}",
    "i li y z",
    "i li y z",
    "lo",
    "i li lo y z",
    "i li lo y z" },
  { "a group renamed", "g2", "{'name':'H'}", "a", "a", "", "a b c", "a b c" },
  { "an outer group's variables",
    "g1",
    "{'env':[{'name':'A','value':'1'}]}",
    "a",
    "a",
    "",
    "a b c",
    "a b c" },
  { "a group's looks",
    "g1",
    "{'style':{'fill':'#fff'},'w':9,'h':9,'nodes':['g2','x'],'x':3}",
    "",
    "",
    "",
    "",
    "" },
  { "a group removed", "g2", NULL, "a", "a", "", "a b c", "a b c" },
  { "a subflow's variables", "s", "{'env':[{'name':'A'}]}", "i", "i", "", "i z", "i z" },
  { "a node of a subflow", "si", "{'name':'N'}", "i", "i", "", "i z", "i z" },
  { "a wire of a subflow", "si", "{'wires':[['q']]}", "i", "i", "", "i z", "i z" },
  { "a node of a subflow moved", "si", "{'x':9}", "", "", "", "", "" },
  { "a node of a subflow removed", "si", NULL, "i", "i", "", "i z", "i z" },
  { "global variables", "gc", "{'env':[{'name':'A'}]}", ALL, ALL, "", ALL, ALL },
  { "global variables added",
    "gc2",
    "{'type':'global-config','env':[{'name':'A'}]}",
    "",
    "",
    "",
    "",
    "" },
  { "a link", "li", "{'links':[]}", "li", "li", "lo", "li lo y", "li lo y" },
  { "beyond a link", "y", "{'name':'Y'}", "y", "y", "", "li lo y", "li lo y" },
  { "another tab", "c", "{'z':'t2'}", "c", "c", "", "a b c", "a b c" },
  { "another type", "x", "{'type':'m'}", "x", "x", "", "x", "x" },
  { "a property less", "u", "{'server':null}", "u", "u", "", "u", "u" },
  { "order of members", "v", "{'type':'n'}", "", "", "", "", "" },
};

static WeirValue *
change_members (WeirValue *entry, const WeirValue *members)
{
  for (gsize i = 0; i < weir_value_get_length (members); i++)
    entry = weir_value_with_member (entry,
                                    weir_value_get_key (members, i, NULL),
                                    weir_value_ref (
                                      weir_value_get_member (members, i)));
  return entry;
}

static WeirValue *
new_entry (const char *id)
{
  return weir_value_with_member (weir_value_new_object (),
                                 "id",
                                 weir_value_new_string (id));
}

/* @members: (nullable): NULL removes the entry */
static WeirSnapshot *
edit (const char *id, const char *members, const char *credentials)
{
  g_autoptr (WeirValue) array = weir_test_value (BASE);
  g_autoptr (WeirValue) change = NULL;
  g_autoptr (WeirValue) secrets = NULL;
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_value_unref);
  gboolean found = FALSE;

  if (members != NULL)
    change = weir_test_value (members);
  if (credentials != NULL)
    secrets = weir_test_value (credentials);
  for (gsize i = 0; i < weir_value_get_length (array); i++)
    {
      WeirValue *entry = weir_value_ref (weir_value_get_item (array, i));

      if (!g_str_equal (weir_value_lookup_string (entry, "id"), id))
        {
          g_ptr_array_add (entries, entry);
          continue;
        }
      found = TRUE;
      if (change != NULL)
        g_ptr_array_add (entries, change_members (entry, change));
      else
        weir_value_unref (entry);
    }
  if (!found)
    g_ptr_array_add (entries, change_members (new_entry (id), change));
  return weir_snapshot_new ((WeirValue **)entries->pdata, entries->len, secrets);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char *
join (GHashTable *ids)
{
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (ids, NULL);

  qsort (keys, g_hash_table_size (ids), sizeof *keys, compare_texts);
  return g_strjoinv (" ", (char **)keys);
}

static char *
sort_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  qsort (words, g_strv_length (words), sizeof *words, compare_texts);
  return g_strjoinv (" ", words);
}

static void
assert_ids (const char *what, const char *set, GHashTable *ids, const char *expected)
{
  g_autofree char *found = join (ids);
  g_autofree char *sorted = sort_words (expected);

  g_test_message ("%s: %s: %s", what, set, found);
  g_assert_cmpstr (found, ==, sorted);
}

static void
assert_removed (const WeirDiff *diff)
{
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, diff->stopped);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_cmpint (g_hash_table_contains (diff->removed, id),
                     !=,
                     g_hash_table_contains (diff->started, id));
  g_hash_table_iter_init (&iter, diff->removed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (diff->stopped, id));
}

static void
test_edits (void)
{
  g_autoptr (WeirSnapshot) before = weir_test_snapshot (BASE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case              *c = &cases[i];
      g_autoptr (WeirSnapshot) after = edit (c->id, c->members, NULL);
      g_autoptr (WeirDiff)     nodes =
        weir_diff_snapshots (before, after, WEIR_DEPLOY_NODES);
      g_autoptr (WeirDiff) flows =
        weir_diff_snapshots (before, after, WEIR_DEPLOY_FLOWS);

      assert_ids (c->what, "nodes, stopped", nodes->stopped, c->nodes_stopped);
      assert_ids (c->what, "nodes, started", nodes->started, c->nodes_started);
      assert_ids (c->what, "nodes, rewired", nodes->rewired, c->nodes_rewired);
      assert_ids (c->what, "flows, stopped", flows->stopped, c->flows_stopped);
      assert_ids (c->what, "flows, started", flows->started, c->flows_started);
      assert_ids (c->what, "flows, rewired", flows->rewired, "");
      assert_removed (nodes);
      assert_removed (flows);
    }
}

/* Undoing an edit starts what it stopped and stops what it started. */
static void
test_edits_undone (void)
{
  g_autoptr (WeirSnapshot) before = weir_test_snapshot (BASE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case              *c = &cases[i];
      g_autoptr (WeirSnapshot) after = edit (c->id, c->members, NULL);
      g_autoptr (WeirDiff)     undo =
        weir_diff_snapshots (after, before, WEIR_DEPLOY_NODES);

      assert_ids (c->what, "undone, stopped", undo->stopped, c->nodes_started);
      assert_ids (c->what, "undone, started", undo->started, c->nodes_stopped);
      assert_removed (undo);
    }
}

static void
test_full (void)
{
  g_autoptr (WeirSnapshot) before = weir_test_snapshot (BASE, NULL);
  g_autoptr (WeirSnapshot) after = edit ("b", NULL, NULL);
  g_autoptr (WeirDiff)     diff =
    weir_diff_snapshots (before, after, WEIR_DEPLOY_FULL);
  g_autoptr (WeirDiff) first =
    weir_diff_snapshots (NULL, before, WEIR_DEPLOY_NODES);

  assert_ids ("full", "stopped", diff->stopped, ALL);
  assert_ids ("full", "started", diff->started, "a c i k1 k2 li lo u v w x y z");
  assert_ids ("full", "removed", diff->removed, "b");
  assert_ids ("full", "rewired", diff->rewired, "");
  assert_ids ("first", "stopped", first->stopped, "");
  assert_ids ("first", "started", first->started, ALL);
}

static void
test_credentials (void)
{
  static const struct
  {
    const char *credentials;
    const char *stopped;
  } secrets[] = {
    { "{'x':{'password':'new'}}", "x" },
    { "{'x':{'password':'old'}}", "" },
    { "{}", "x" },
    { "{'x':{'password':'old'},'k2':{'a':'1'}}", "k2 v" },
    { "{'x':{'password':'old'},'g1':{'A':'1'}}", "a" },
    { "{'x':{'password':'old'},'t2':{'A':'1'}}", "i li y z" },
    { "{'x':{'password':'old'},'gc':{'map':{'A':'1'}}}", ALL },
  };
  g_autoptr (WeirSnapshot) before =
    weir_test_snapshot (BASE, "{'x':{'password':'old'}}");

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (WeirSnapshot) after = edit ("x", "{}", secrets[i].credentials);
      g_autoptr (WeirDiff)     diff =
        weir_diff_snapshots (before, after, WEIR_DEPLOY_NODES);

      assert_ids (secrets[i].credentials,
                  "stopped",
                  diff->stopped,
                  secrets[i].stopped);
    }
}

/* Entries that never run are never started. */
static void
test_not_run (void)
{
  g_autoptr (WeirSnapshot) after =
    weir_test_snapshot ("[null,7,{},{'id':'','type':'n','z':'t','x':1,'y':1},"
                        " {'id':'t','type':'tab'},"
                        " {'id':'off','type':'tab','disabled':true},"
                        " {'id':'n1','type':'n','z':'off','x':1,'y':1},"
                        " {'id':'n2','type':'n','d':true,'z':'t','x':1,'y':1},"
                        " {'id':'n3','type':'n','x':1,'y':1},"
                        " {'id':'n4','type':'n','z':'gone','x':1,'y':1},"
                        " {'id':'n5','type':'n','z':'t','x':1,'y':1},"
                        " {'id':'n5','type':'m','z':'t','x':1,'y':1},"
                        " {'id':'n6','type':'n','z':'t','x':1,'y':1,"
                        "  'wires':['n5',[null,7,'nowhere'],null],'links':7},"
                        " {'id':'n7','type':'link in','z':'t','x':1,'y':1,"
                        "  'wires':{},'links':[null,'nowhere',{}]}]",
                        NULL);
  g_autoptr (WeirSnapshot) empty = weir_test_snapshot ("[]", NULL);
  g_autoptr (WeirDiff)     diff =
    weir_diff_snapshots (empty, after, WEIR_DEPLOY_FLOWS);

  assert_ids ("not run", "started", diff->started, "n4 n5 n6 n7");
}

/* Quadratic work on a large flow would run into the time-out of the test. */
static void
test_large (void)
{
  enum
  {
    N_NODES = 50000,
  };
  g_autoptr (GString)      flow = g_string_new ("[{'id':'t','type':'tab'}"
                                                ",{'id':'k','type':'cfg'}");
  g_autofree char         *changed = NULL;
  g_autoptr (WeirSnapshot) before = NULL;
  g_autoptr (WeirSnapshot) after = NULL;
  g_autoptr (WeirDiff)     diff = NULL;
  gint64                   start;

  for (int i = 0; i < N_NODES; i++)
    g_string_append_printf (flow,
                            ",{'id':'n%d','type':'n','z':'t','server':'k',"
                            "'x':1,'y':1,'wires':[['n%d']]}",
                            i,
                            i + 1);
  g_string_append (flow, "]");
  before = weir_test_snapshot (flow->str, NULL);
  changed = g_strdup (flow->str);
  memcpy (strstr (changed, "'type':'cfg'"), "'type':'gfc'", 12);
  after = weir_test_snapshot (changed, NULL);
  start = g_get_monotonic_time ();
  diff = weir_diff_snapshots (before, after, WEIR_DEPLOY_FLOWS);
  g_test_message ("%d nodes in %" G_GINT64_FORMAT " us",
                  N_NODES,
                  g_get_monotonic_time () - start);
  g_assert_cmpuint (g_hash_table_size (diff->stopped), ==, N_NODES + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/diff/edits", test_edits);
  g_test_add_func ("/flow/diff/edits-undone", test_edits_undone);
  g_test_add_func ("/flow/diff/full", test_full);
  g_test_add_func ("/flow/diff/credentials", test_credentials);
  g_test_add_func ("/flow/diff/not-run", test_not_run);
  g_test_add_func ("/flow/diff/large", test_large);
  return g_test_run ();
}
