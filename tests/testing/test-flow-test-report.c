/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "testing/weir-flow-test-coverage-format.h"
#include "testing/weir-flow-test-report-junit.h"
#include "testing/weir-flow-test-report-tap.h"

#include <string.h>

/* How reports are written down, with texts that mean something to the format
 * they are written in. */

#define STEP "expect \"a#b\\c\" <&>\n\001 to x"

static WeirFlowTestResult *
add_result (WeirFlowTestReport *report,
            const char         *text,
            WeirFlowTestOutcome outcome)
{
  WeirFlowTestResult *result = weir_flow_test_result_new ();

  result->number = report->results->len + 1;
  result->line = 3;
  result->column = 7;
  result->text = g_strdup (text);
  result->outcome = outcome;
  result->seconds = 0.25;
  g_ptr_array_add (report->results, result);
  return result;
}

static WeirFlowTestReport *
make_report (void)
{
  WeirFlowTestReport *report = weir_flow_test_report_new ("a \"b\".test.json");
  WeirFlowTestResult *failed;

  add_result (report, "connect x", WEIR_FLOW_TEST_PASSED);
  failed = add_result (report, STEP, WEIR_FLOW_TEST_FAILED);
  failed->message = g_strdup ("It: differs, 100%.");
  failed->expected = g_strdup ("{\n    \"a\": 1\n}");
  failed->got = g_strdup ("\"]]>\"");
  failed->difference = g_strdup ("a: one\r\nb: two\n");
  failed->node_id = g_strdup ("n1");
  failed->seen = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (failed->seen, g_strdup ("+1.0 ms x got \"\\\""));
  add_result (report, "close x", WEIR_FLOW_TEST_SKIPPED);
  report->seconds = 0.5;
  return report;
}

static WeirFlowTestReport *
make_error (void)
{
  WeirFlowTestReport *report = weir_flow_test_report_new ("broken.test.json");

  report->error = g_strdup ("first\n5:2: second");
  report->error_line = 4;
  report->error_column = 1;
  return report;
}

static void
test_passed (void)
{
  g_autoptr (WeirFlowTestReport) empty = weir_flow_test_report_new ("x");
  g_autoptr (WeirFlowTestReport) passed = weir_flow_test_report_new ("x");
  g_autoptr (WeirFlowTestReport) failed = make_report ();
  g_autoptr (WeirFlowTestReport) error = make_error ();

  add_result (passed, "s", WEIR_FLOW_TEST_PASSED);
  g_assert_true (weir_flow_test_report_passed (passed));
  g_assert_false (weir_flow_test_report_passed (empty));
  g_assert_false (weir_flow_test_report_passed (failed));
  g_assert_false (weir_flow_test_report_passed (error));
}

static void
test_tap (void)
{
  g_autoptr (WeirFlowTestReport) report = make_report ();
  g_autoptr (WeirFlowTestReport) error = make_error ();
  g_autoptr (GString)            out = g_string_new (NULL);
  guint n = weir_flow_test_tap_append (out, report, 0, 1);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (weir_flow_test_tap_append (out, error, 0, n + 1), ==, 1);
  weir_flow_test_tap_append_plan (out, n + 1);
  g_assert_cmpstr (out->str,
                   ==,
                   "# a \"b\".test.json\n"
                   "ok 1 - connect x\n"
                   "not ok 2 - expect \"a\\#b\\\\c\" <&>   to x\n"
                   "  ---\n"
                   "  message: \"It: differs, 100%.\"\n"
                   "  severity: \"fail\"\n"
                   "  at:\n"
                   "    file: \"a \\\"b\\\".test.json\"\n"
                   "    line: 3\n"
                   "    column: 7\n"
                   "  node: \"n1\"\n"
                   "  expected: |\n"
                   "    {\n"
                   "        \"a\": 1\n"
                   "    }\n"
                   "  got: |\n"
                   "    \"]]>\"\n"
                   "  difference: |\n"
                   "    a: one \n"
                   "    b: two\n"
                   "  seen:\n"
                   "    - \"+1.0 ms x got \\\"\\\\\\\"\"\n"
                   "  ...\n"
                   "ok 3 - close x # SKIP an earlier step failed\n"
                   "# broken.test.json\n"
                   "not ok 4 - broken.test.json\n"
                   "  ---\n"
                   "  message: |\n"
                   "    first\n"
                   "    5:2: second\n"
                   "  severity: \"fail\"\n"
                   "  at:\n"
                   "    file: \"broken.test.json\"\n"
                   "    line: 4\n"
                   "    column: 1\n"
                   "  ...\n"
                   "1..4\n");
}

/* Told step by step it is the same. */
static void
test_tap_by_steps (void)
{
  g_autoptr (WeirFlowTestReport) report = make_report ();
  g_autoptr (GString)            whole = g_string_new (NULL);
  g_autoptr (GString)            parts = g_string_new (NULL);

  weir_flow_test_tap_append (whole, report, 0, 5);
  weir_flow_test_tap_append_head (parts, report->file);
  for (guint i = 0; i < 2; i++)
    weir_flow_test_tap_append_step (parts,
                                    report->file,
                                    report->results->pdata[i],
                                    5 + i);
  g_assert_cmpuint (weir_flow_test_tap_append (parts, report, 2, 7), ==, 1);
  g_assert_cmpstr (parts->str, ==, whole->str);
}

static void
assert_holds (GString *text, const char *part)
{
  if (strstr (text->str, part) == NULL)
    g_test_message ("“%s” is not in: %s", part, text->str);
  g_assert_nonnull (strstr (text->str, part));
}

static void
test_junit (void)
{
  g_autoptr (GPtrArray) reports =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_flow_test_report_unref);
  g_autoptr (GString) out = g_string_new (NULL);

  g_ptr_array_add (reports, make_report ());
  g_ptr_array_add (reports, make_error ());
  weir_flow_test_junit_append (out, reports);
  g_assert_true (g_utf8_validate (out->str, (gssize)out->len, NULL));
  assert_holds (out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                "  <testsuite id=\"0\" name=\"a &quot;b&quot;.test.json\"");
  assert_holds (out,
                " tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\" "
                "time=\"0.500000\">");
  assert_holds (out,
                "<testcase name=\"2 expect &quot;a#b\\c&quot; "
                "&lt;&amp;&gt;&#10;\xef\xbf\xbd to x\" "
                "classname=\"a &quot;b&quot;.test.json\" time=\"0.250000\">\n");
  assert_holds (out, "\ngot &quot;]]&gt;&quot;\n");
  assert_holds (out, "<skipped/>");
  assert_holds (out, " tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\"");
  assert_holds (out,
                "<error message=\"first&#10;5:2: second\" type=\"error\">"
                "broken.test.json:4:1");
}

/* Coverage --------------------------------------------------------------- */

static WeirFlowTestCoverage *
make_coverage (void)
{
  WeirFlowTestCoverage *coverage = weir_flow_test_coverage_new ("a,b:c.json");

  weir_flow_test_coverage_add (
    coverage,
    &(WeirFlowTestCovered){ "One", "n1", NULL, 0, "in", NULL, 2 });
  weir_flow_test_coverage_add (
    coverage,
    &(WeirFlowTestCovered){ "One", "n1", "n2", 1, "in", "out\nput", 0 });
  weir_flow_test_coverage_add (
    coverage,
    &(WeirFlowTestCovered){ "", "n2", NULL, 0, "out\nput", NULL, 0 });
  return coverage;
}

static void
test_coverage_text (void)
{
  g_autoptr (WeirFlowTestCoverage) coverage = make_coverage ();
  g_autoptr (GString)              out = g_string_new (NULL);

  weir_flow_test_coverage_append_text (out, coverage);
  g_assert_cmpstr (
    out->str,
    ==,
    "# a,b:c.json: 1 of 2 nodes and 0 of 1 wires carried messages\n"
    "#   One: the wire from output 2 of in (n1) to out put (n2) carried "
    "nothing\n"
    "#   out put (n2) carried nothing\n");
}

static void
test_coverage_json (void)
{
  g_autoptr (GPtrArray) coverages = g_ptr_array_new_with_free_func (
    (GDestroyNotify)weir_flow_test_coverage_unref);
  g_autoptr (GString) out = g_string_new (NULL);

  g_ptr_array_add (coverages, make_coverage ());
  weir_flow_test_coverage_append_json (out, coverages);
  g_assert_cmpstr (
    out->str,
    ==,
    "{\"coverage\":[{\"flow\":\"a,b:c.json\",\"nodes\":2,\"nodesCovered\":1,"
    "\"wires\":1,\"wiresCovered\":0,\"uncovered\":[{\"source\":\"n1\","
    "\"output\":1,\"target\":\"n2\",\"tab\":\"One\"},{\"id\":\"n2\",\"name\":"
    "\"out\\nput\",\"tab\":\"\"}]}]}\n");
}

static void
test_github (void)
{
  g_autoptr (WeirFlowTestCoverage) coverage = make_coverage ();
  g_autoptr (WeirFlowTestReport)   report = make_report ();
  g_autoptr (WeirFlowTestReport)   error = make_error ();
  g_autoptr (GString)              out = g_string_new (NULL);

  weir_flow_test_coverage_append_github (
    out,
    coverage,
    "[{\"id\":\"n1\",\"type\":\"x\"},\n\n{\"type\":\"y\",\n \"id\" : \"n2\"}]");
  weir_flow_test_report_append_github (out, report);
  weir_flow_test_report_append_github (out, error);
  g_assert_cmpstr (
    out->str,
    ==,
    "::warning file=a%2Cb%3Ac.json,line=1::the wire from output 2 of in (n1) "
    "to "
    "out%0Aput (n2) carried nothing\n"
    "::warning file=a%2Cb%3Ac.json,line=4::out%0Aput (n2) carried nothing\n"
    "::error file=a \"b\".test.json,line=3,col=7::It: differs, 100%25.%0Aa: "
    "one%0D%0Ab: two%0A\n"
    "::error file=broken.test.json,line=4,col=1::first%0A5:2: second\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/flow-test-report/passed", test_passed);
  g_test_add_func ("/testing/flow-test-report/tap", test_tap);
  g_test_add_func ("/testing/flow-test-report/tap-by-steps", test_tap_by_steps);
  g_test_add_func ("/testing/flow-test-report/junit", test_junit);
  g_test_add_func ("/testing/flow-test-report/coverage-text", test_coverage_text);
  g_test_add_func ("/testing/flow-test-report/coverage-json", test_coverage_json);
  g_test_add_func ("/testing/flow-test-report/github", test_github);
  return g_test_run ();
}
