/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "testing/weir-flow-test.h"

#include <string.h>

/* The parser: what a good file becomes, and what every bad one is told. */

static const char example[] =
  "{\n"
  "  \"flow\": \"echo.json\",\n"
  "  \"env\": { \"TOKEN\": \"t\" },\n"
  "  \"timeout\": 1.5,\n"
  "  \"steps\": [\n"
  "    { \"connect\": \"a\", \"path\": \"/ws/echo\", \"protocols\": [\"x\"], "
  "\"headers\": { \"X-A\": \"1\" } },\n"
  "    { \"send\": \"hello\", \"from\": \"a\" },\n"
  "    { \"expect\": \"hello\", \"to\": \"a\" },\n"
  "    { \"sendBinary\": \"AAEC\", \"from\": \"a\" },\n"
  "    { \"expectBinary\": \"AAEC\", \"to\": \"a\" },\n"
  "    { \"inject\": \"dda81a976ccf2a2b\" },\n"
  "    { \"inject\": \"my inject\", \"msg\": { \"payload\": 7 } },\n"
  "    { \"expectDebug\": { \"node\": \"debug 5\", \"payload\": { \"$type\": "
  "\"number\" } } },\n"
  "    { \"expectStatus\": { \"node\": \"in\", \"fill\": \"green\", \"text\": "
  "\"connected 1\" } },\n"
  "    { \"expectNothing\": \"a\", \"within\": 0.3 },\n"
  "    { \"serve\": \"up\", \"port\": \"${PORT_UP}\", \"path\": \"/up\" },\n"
  "    { \"unordered\": [ { \"expect\": 1, \"to\": \"a\" },\n"
  "                     { \"expect\": 2, \"to\": \"up\" } ] },\n"
  "    { \"close\": \"a\", \"code\": 1000 },\n"
  "    { \"expectClose\": \"a\", \"code\": 1001 }\n"
  "  ]\n"
  "}\n";

static WeirFlowTest *
parse (const char *text, gsize length, GPtrArray **problems)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return weir_flow_test_new_from_bytes ("x.test.json", bytes, problems);
}

static const WeirFlowTestStep *
get_step (WeirFlowTest *test, guint index)
{
  return weir_flow_test_get_steps (test)->pdata[index];
}

static void
test_example (void)
{
  static const char *const descriptions[] = {
    "connect a to /ws/echo",
    "send \"hello\" from a",
    "expect \"hello\" to a",
    "send 3 bytes: 00 01 02 from a",
    "expect 3 bytes: 00 01 02 to a",
    "inject dda81a976ccf2a2b",
    "inject my inject with {\"payload\":7}",
    "expect debug of debug 5: {\"payload\":{\"$type\":\"number\"}}",
    "expect status of in: {\"fill\":\"green\",\"text\":\"connected 1\"}",
    "expect nothing to a",
    "serve up at /up",
    "2 in any order",
    "close a with 1000",
    "expect close of a with 1001",
  };
  g_autoptr (GPtrArray)    problems = NULL;
  g_autoptr (WeirFlowTest) test = parse (example, strlen (example), &problems);
  const WeirFlowTestStep  *step;

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((WeirFlowTestProblem *)problems->pdata[i])->text);
  g_assert_nonnull (test);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (weir_flow_test_get_flow (test), ==, "echo.json");
  g_assert_cmpstr (g_hash_table_lookup (weir_flow_test_get_env (test), "TOKEN"),
                   ==,
                   "t");
  g_assert_cmpfloat (weir_flow_test_get_timeout (test), ==, 1.5);
  g_assert_cmpuint (weir_flow_test_get_steps (test)->len,
                    ==,
                    G_N_ELEMENTS (descriptions));
  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    {
      g_autofree char *text = weir_flow_test_step_describe (get_step (test, i));

      g_assert_cmpstr (text, ==, descriptions[i]);
    }
  step = get_step (test, 0);
  g_assert_cmpuint (step->number, ==, 1);
  g_assert_cmpuint (step->line, ==, 6);
  g_assert_cmpuint (step->column, ==, 5);
  g_assert_cmpstrv (step->protocols, ((const char *[]){ "x", NULL }));
  g_assert_cmpstrv (step->headers, ((const char *[]){ "X-A", "1", NULL }));
  g_assert_cmpfloat (get_step (test, 9)->within, ==, 0.3);
  step = get_step (test, 10);
  g_assert_cmpstr (step->port, ==, "PORT_UP");
  step = get_step (test, 11);
  g_assert_cmpuint (step->number, ==, 12);
  g_assert_cmpuint (step->steps->len, ==, 2);
  step = step->steps->pdata[1];
  g_assert_cmpuint (step->number, ==, 14);
  g_assert_cmpuint (step->line, ==, 18);
  g_assert_cmpuint (step->column, ==, 22);
  g_assert_cmpstr (step->peer, ==, "up");
  g_assert_cmpuint (get_step (test, 13)->number, ==, 16);
}

typedef struct
{
  const char *text;     /* of the file */
  const char *problems; /* a line each: "LINE:COLUMN: TEXT" */
} Bad;

#define FILE_OF(steps) "{\"flow\":\"f\",\"steps\":[\n" steps "\n]}"
#define A              "{\"connect\":\"a\",\"path\":\"/\"},\n"
#define X              "{\"expect\":1,\"to\":\"a\"}"

static const Bad bad[] = {
  { "{\"flow\":", "1:9: Not JSON: *" },
  { "[]", "1:1: A test file is an object with “flow” and “steps”" },
  { FILE_OF (A "{\"expct\":\"x\",\"to\":\"a\"}"),
    "3:2: There is no step “expct”; did you mean “expect”?" },
};

static char *
join_problems (GPtrArray *problems)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirFlowTestProblem *problem = problems->pdata[i];

      g_string_append_printf (out,
                              "%s%u:%u: %s",
                              i > 0 ? "\n" : "",
                              problem->line,
                              problem->column,
                              problem->text);
    }
  return g_string_free (out, FALSE);
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GPtrArray)    problems = NULL;
      g_autoptr (WeirFlowTest) test =
        parse (bad[i].text, strlen (bad[i].text), &problems);
      g_autofree char *got = join_problems (problems);

      g_assert_null (test);
      if (!g_pattern_match_simple (bad[i].problems, got))
        {
          g_test_message ("of: %s", bad[i].text);
          g_assert_cmpstr (got, ==, bad[i].problems);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/flow-test/example", test_example);
  g_test_add_func ("/testing/flow-test/bad", test_bad);
  return g_test_run ();
}
