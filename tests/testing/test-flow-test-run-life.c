/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "flow-run.h"

#include "nodes/weir-node-table.h"
#include "testing/weir-flow-test-run-journal.h"
#include "testing/weir-flow-test-run-peer.h"

#include <dirent.h>
#include <string.h>

/* Runs of tests: their limits, what they count and what they leave behind. */

/* Limits ----------------------------------------------------------------- */

/* A failure shows the newest of what was seen, cut, and says that there was
 * more; what came before the step before is forgotten. */
static void
test_seen (void)
{
  g_autoptr (WeirFlowTestJournal) journal = weir_flow_test_journal_new ();
  g_autofree char                *long_text = g_strnfill (10000, 'x');
  g_autoptr (GBytes)    data = g_bytes_new (long_text, strlen (long_text));
  g_autoptr (GPtrArray) seen = NULL;
  const char           *last;

  for (guint i = 0; i < 99; i++)
    weir_flow_test_journal_take_event (journal, "a", g_strdup ("is here"));
  weir_flow_test_journal_add_frame (journal, "a", FALSE, TRUE, data);
  seen = weir_flow_test_journal_dup_seen (journal);
  g_assert_cmpuint (seen->len, ==, WEIR_FLOW_TEST_MAX_SEEN + 1);
  g_assert_cmpstr (seen->pdata[0], ==, "50 more before these");
  last = seen->pdata[seen->len - 1];
  g_assert_nonnull (strstr (last, "a got \"xxx"));
  g_assert_cmpuint (strlen (last), <, WEIR_FLOW_TEST_MAX_SEEN_CHARS + 50);

  weir_flow_test_journal_mark (journal);
  weir_flow_test_journal_mark (journal);
  g_clear_pointer (&seen, g_ptr_array_unref);
  seen = weir_flow_test_journal_dup_seen (journal);
  g_assert_cmpuint (seen->len, ==, 0);
}

/* Everything up to the limit is there in its order; then it is said that more
 * is lost. */
static void
test_flood (void)
{
  static const char *const wanted[] = {
    "{'expect':'x','to':'a'}",
    "{'expectDebug':{'node':'show','payload':'x'}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (GString)            text = g_string_new (HEAD OPEN);
      g_autoptr (WeirFlowTestReport) report = NULL;
      const WeirFlowTestResult      *failed;

      for (guint k = 0; k <= WEIR_FLOW_TEST_MAX_UNREAD; k++)
        g_string_append (text, "{'send':'x','from':'a'},");

      /* All of them have come when the last one has. */
      g_string_append (text, "{'connect':'b','path':'/ws'},");
      g_string_append (text,
                       "{'send':'end','from':'b'},{'expect':'end','to':'b'}");
      for (guint k = 0; k <= WEIR_FLOW_TEST_MAX_UNREAD; k++)
        g_string_append_printf (text, ",%s", wanted[i]);
      g_string_append (text, "]}");
      report = flow_run_test (text->str, NULL);
      failed = flow_run_get_failed (report);
      g_assert_nonnull (failed);
      g_assert_cmpuint (failed->number, ==, 2 * WEIR_FLOW_TEST_MAX_UNREAD + 6);
      g_assert_nonnull (strstr (failed->message, "than can be kept"));
    }
}

static double
get_limit (const char *text)
{
  g_autoptr (WeirFlowTest) test = flow_run_parse_test (text);

  return weir_flow_test_get_limit (test);
}

static void
test_limit (void)
{
  double one = get_limit (HEAD OPEN "{'expectNothing':'a','within':1}]}");
  double two = get_limit (HEAD OPEN "{'expectNothing':'a','within':1},"
                                    "{'expectNothing':'a','within':7}]}");
  double group = get_limit (HEAD OPEN "{'unordered':["
                                      "{'expect':1,'to':'a','within':9}]}]}");

  g_assert_cmpfloat (two - one, ==, 7);
  g_assert_cmpfloat (group - one, ==, 8);
}

/* Coverage --------------------------------------------------------------- */

static guint64
count_of (WeirFlowTestCoverage *coverage, const char *source, const char *target)
{
  for (guint i = 0; i < weir_flow_test_coverage_get_n (coverage); i++)
    {
      const WeirFlowTestCovered *item =
        weir_flow_test_coverage_get_nth (coverage, i);

      g_assert_cmpstr (item->flow,
                       ==,
                       g_str_equal (item->source, "inner") ? "Sub"
                                                           : "Everything");
      if (g_str_equal (item->source, source) &&
          g_strcmp0 (item->target, target) == 0)
        return item->count;
    }
  g_assert_not_reached ();
}

static void
test_count (void)
{
  g_autoptr (WeirFlowTestReport) report =
    flow_run_test (HEAD OPEN
                   "{'send':'a','from':'a'},{'expect':'a','to':'a'},"
                   "{'send':'b','from':'a'},{'expect':'b','to':'a'}]}",
                   NULL);
  g_autoptr (WeirFlowTestReport) subflow =
    flow_run_test (HEAD
                   "{'inject':'press sub'},{'expectDebug':{'node':'inside'}}]}",
                   NULL);
  WeirFlowTestCoverage *coverage = report->coverage;

  g_assert_cmpstr (weir_flow_test_coverage_get_flow (coverage), ==, "flow.json");
  g_assert_cmpuint (count_of (coverage, "in", NULL), ==, 2);
  g_assert_cmpuint (count_of (coverage, "in", "out"), ==, 2);
  g_assert_cmpuint (count_of (coverage, "out", NULL), ==, 2);
  g_assert_cmpuint (count_of (coverage, "press", NULL), ==, 0);
  g_assert_cmpuint (count_of (coverage, "press", "show"), ==, 0);
  g_assert_cmpuint (count_of (coverage, "twice", "twin-1"), ==, 0);
  g_assert_cmpuint (count_of (coverage, "inner", NULL), ==, 0);

  /* What its copy carried, the node of the definition did. */
  coverage = subflow->coverage;
  g_assert_cmpuint (count_of (coverage, "inner", NULL), ==, 1);
  g_assert_cmpuint (count_of (coverage, "press-sub", "instance"), ==, 1);
  g_assert_cmpuint (count_of (coverage, "instance", NULL), >, 0);
}

/* Leftovers -------------------------------------------------------------- */

#define ECHO \
  HEAD OPEN "{'send':'hello','from':'a'},{'expect':'hello','to':'a'}]}"
#define NOBODY HEAD "{'expectDebug':{'node':'nobody'}}]}"

/* One of every way to end. */
static const char *const endings[] = {
  ECHO,
  NOBODY,
  SHORT OPEN "{'expect':'x','to':'a'}]}",
  HEAD "{'connect':'a','path':'/nowhere'},{'expectNothing':'a'}]}",
  HEAD OPEN "{'close':'a','code':1000},{'expectClose':'a','code':1000}]}",
  HEAD "{'serve':'up','port':'${PORT_UP}','path':'/up'},"
       "{'send':'hello','from':'up'},"
       "{'expectDebug':{'node':'from up','payload':'hello'}}]}",
  HEAD OPEN "{'serve':'up','port':'${PORT_UP}','path':'/up'},"
            "{'expectNothing':'a','within':0.01}]}",
  SHORT "{'serve':'up','port':'${PORT_UP}','path':'/other'},"
        "{'send':'hello','from':'up'},{'expect':'hello','to':'up'}]}",
  SHORT OPEN "{'send':'1','from':'a'},{'unordered':["
             "{'expect':'1','to':'a'},{'expect':'2','to':'a'}]}]}",
};

static guint
count_entries (const char *folder)
{
  DIR  *dir = opendir (folder);
  guint n = 0;

  g_assert_nonnull (dir);
  while (readdir (dir) != NULL)
    n++;
  closedir (dir);
  return n;
}

static void
run_all (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autoptr (WeirFlowTestReport) report = flow_run_test (endings[i], NULL);

      flow_run_describe (report);
    }
}

static void
test_leftovers (void)
{
  guint fds;
  guint threads;

  /* The first runs start what GLib keeps for good. */
  run_all ();
  fds = count_entries ("/proc/self/fd");
  threads = count_entries ("/proc/self/task");
  for (guint i = 0; i < 3; i++)
    run_all ();
  g_assert_cmpuint (count_entries ("/proc/self/fd"), ==, fds);
  g_assert_cmpuint (count_entries ("/proc/self/task"), <=, threads + 1);
}

/* Freed in the middle: nobody hears anything more, nothing is left. */
static void
never_cb (WeirFlowTestReport *report, gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

static void
test_free (void)
{
  static const WeirFlowTestHandler handler = { .done = never_cb };

  for (guint turns = 0; turns < 40; turns += 3)
    {
      g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
      g_autoptr (GMainContext) context = g_main_context_new ();
      g_autoptr (WeirFlowTest) test = flow_run_parse_test (ECHO);
      g_autoptr (WeirDocument) document = flow_run_parse_flow ();
      gboolean                 done = FALSE;
      gboolean                 before;
      WeirFlowTestRun         *run;

      g_main_context_push_thread_default (context);
      run =
        weir_flow_test_run_new (registry, "x", test, document, NULL, &handler, &done);
      weir_flow_test_run_start (run);
      for (guint i = 0; i < turns && !done; i++)
        g_main_context_iteration (context, FALSE);
      before = done;
      weir_flow_test_run_free (run);
      flow_run_assert_empty (context);
      g_assert_cmpint (done, ==, before);
      g_main_context_pop_thread_default (context);
    }
}

typedef struct
{
  WeirFlowTestRun *run;
  gboolean         passed;
  gboolean         ended;
} Single;

static void
free_cb (WeirFlowTestReport *report, gpointer user_data)
{
  Single *single = user_data;

  single->passed = weir_flow_test_report_passed (report);
  single->ended = TRUE;
  weir_flow_test_run_free (single->run);
}

/* Freed when it says that it is done, with steps and without. */
static void
test_free_when_done (void)
{
  static const WeirFlowTestHandler freeing = { .done = free_cb };
  const char *const                tests[] = { ECHO, NOBODY };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
      g_autoptr (GMainContext) context = g_main_context_new ();
      g_autoptr (WeirFlowTest) test = flow_run_parse_test (tests[i]);
      g_autoptr (WeirDocument) document = flow_run_parse_flow ();
      Single                   single = { NULL };

      g_main_context_push_thread_default (context);
      single.run =
        weir_flow_test_run_new (registry, "x", test, document, NULL, &freeing, &single);
      weir_flow_test_run_start (single.run);
      while (!single.ended)
        g_main_context_iteration (context, TRUE);
      g_assert_cmpint (single.passed, ==, i == 0);
      flow_run_assert_empty (context);
      g_main_context_pop_thread_default (context);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/flow-test-run-life/seen", test_seen);
  g_test_add_func ("/testing/flow-test-run-life/flood", test_flood);
  g_test_add_func ("/testing/flow-test-run-life/limit", test_limit);
  g_test_add_func ("/testing/flow-test-run-life/count", test_count);
  g_test_add_func ("/testing/flow-test-run-life/leftovers", test_leftovers);
  g_test_add_func ("/testing/flow-test-run-life/free", test_free);
  g_test_add_func ("/testing/flow-test-run-life/free-when-done",
                   test_free_when_done);
  return g_test_run ();
}
