/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/weir-cli-test-plan.h"
#include "nodes/weir-node-table.h"
#include "weir-cli-test.h"

#include <string.h>

/* A flow that never gives the processor back fails its own test, and no
 * other. */

static int released;

static gboolean
hang (WeirNode *node, GError **error)
{
  while (!g_atomic_int_get (&released))
    g_usleep (1000);
  return TRUE;
}

static const WeirNodeType hanging = {
  .type = "hang",
  .category = WEIR_NODE_CATEGORY_COMMON,
  .label = "hang",
  .summary = "Never starts.",
  .outputs = 1,
  .start = hang,
};

static WeirRegistry *
make_registry (void)
{
  static GPtrArray          *types;
  const WeirNodeType *const *table = weir_node_table ();

  if (types == NULL)
    {
      types = g_ptr_array_new ();
      for (guint i = 0; table[i] != NULL; i++)
        g_ptr_array_add (types, (gpointer)table[i]);
      g_ptr_array_add (types, (gpointer)&hanging);
      g_ptr_array_add (types, NULL);
    }
  return weir_registry_new ((const WeirNodeType *const *)types->pdata);
}

static void
done_cb (WeirFlowTestReport *report, gpointer user_data)
{
  g_ptr_array_add (user_data, weir_flow_test_report_ref (report));
}

static void
step_cb (const char *file, WeirFlowTestResult *result, gpointer user_data)
{
}

static const WeirCliTestHandler handler = { .step = step_cb, .done = done_cb };

static void
put_flow (const char *name, const char *type)
{
  g_autofree char *text = g_strdup_printf (
    "[{\"id\":\"tab\",\"type\":\"tab\"},{\"id\":\"x\",\"type\":\"%s\","
    "\"z\":\"tab\",\"x\":1,\"y\":1,\"wires\":[]}]",
    type);

  g_free (weir_cli_test_write (name, text, -1));
}

static void
test_hang (void)
{
  static const char steps[] =
    "\"steps\":[{\"expectStatus\":{\"node\":\"x\",\"text\":\"\"},"
    "\"within\":0.1}]}";
  g_autofree char *hanging_test =
    g_strconcat ("{\"flow\":\"hang.json\",", steps, NULL);
  g_autofree char *quick_test =
    g_strconcat ("{\"flow\":\"quick.json\",", steps, NULL);
  g_autoptr (WeirRegistry) registry = make_registry ();
  g_autoptr (GPtrArray)    files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray)    reports =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_flow_test_report_unref);
  g_autoptr (WeirFlowTest) test = NULL;
  WeirCliTestPlan          plan = { .registry = registry, .jobs = 1 };
  WeirFlowTestReport      *report;

  put_flow ("hang.json", "hang");
  put_flow ("quick.json", "debug");
  g_ptr_array_add (files, weir_cli_test_write ("a.test.json", hanging_test, -1));
  g_ptr_array_add (files, weir_cli_test_write ("b.test.json", quick_test, -1));
  test = weir_flow_test_load (files->pdata[0], NULL);
  g_assert_nonnull (test);

  /* Given up long before its time. */
  plan.grace = 0.1 - weir_flow_test_get_limit (test);
  g_assert_false (weir_cli_tests_run_jobs (&plan, files, &handler, reports));
  g_assert_cmpuint (reports->len, ==, 2);
  report = reports->pdata[0];
  g_assert_nonnull (strstr (report->error, "never gave the processor back"));
  report = reports->pdata[1];
  g_assert_true (weir_flow_test_report_passed (report));

  g_atomic_int_set (&released, 1);
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/test-jobs/hang", test_hang);
  return g_test_run ();
}
