/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "testing/weir-flow-test.h"
#include "weir-test-tests.h"

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
check_bad (const WeirTestBadTest *bad)
{
  for (; bad->text != NULL; bad++)
    {
      g_autoptr (GPtrArray)    problems = NULL;
      g_autoptr (WeirFlowTest) test =
        parse (bad->text, strlen (bad->text), &problems);
      g_autofree char *got = join_problems (problems);

      if (!g_pattern_match_simple (bad->problems, got))
        g_assert_cmpstr (got, ==, bad->problems);
      g_assert_null (test);
    }
}

static void
test_bad (void)
{
  check_bad (weir_test_bad_tests);
  check_bad (weir_test_misused_tests);
}

/* What only looks wrong. */
static void
test_good (void)
{
  for (guint i = 0; weir_test_good_tests[i] != NULL; i++)
    {
      g_autoptr (GPtrArray)    problems = NULL;
      g_autoptr (WeirFlowTest) test = parse (weir_test_good_tests[i],
                                             strlen (weir_test_good_tests[i]),
                                             &problems);
      g_autofree char         *got = join_problems (problems);

      g_assert_cmpstr (got, ==, "");
      g_assert_nonnull (test);
    }
}

/* Places in files other systems wrote. */
static void
test_places (void)
{
  static const WeirTestBadTest rows[] = {
    { "\357\273\277{\r\n\"flow\":\"\303\251\r\n", "2:10: *" },
    { "\357\273\277{ \"flow\":\"\303\251\",\r\r\n  \"\303\251\": 1, \"steps\": "
      "5 }",
      "3:3: A test has no member “é”: *\n3:20: “steps” must be *" },
    { "\n\n{ \"flow\":\"f\", \"steps\": [\n\n{}, {}, {\n}, { } ] }",
      "5:1: The step *\n5:5: The step *\n5:9: The step *\n6:4: The step *" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray)    problems = NULL;
      g_autoptr (WeirFlowTest) test =
        parse (rows[i].text, strlen (rows[i].text), &problems);
      g_autofree char *got = join_problems (problems);

      g_assert_null (test);
      if (!g_pattern_match_simple (rows[i].problems, got))
        g_assert_cmpstr (got, ==, rows[i].problems);
    }
}

/* @n of one text between two others. */
static char *
repeat (const char *before, const char *text, guint n, const char *after)
{
  GString *out = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (out, text);
  g_string_append (out, after);
  return g_string_free (out, FALSE);
}

static void
assert_bad (const char *text, gsize length, const char *wanted)
{
  g_autoptr (GPtrArray)    problems = NULL;
  g_autoptr (WeirFlowTest) test = parse (text, length, &problems);
  g_autofree char         *got = join_problems (problems);

  g_assert_null (test);
  if (!g_pattern_match_simple (wanted, got))
    g_assert_cmpstr (got, ==, wanted);
}

#define HEAD "{\"flow\":\"f\",\"steps\":[{\"connect\":\"a\",\"path\":\"/\"}"
#define STEP ",{\"expect\":1,\"to\":\"a\"}"

static void
test_limits (void)
{
  g_autofree char *most = repeat (HEAD, STEP, WEIR_FLOW_TEST_MAX_STEPS - 1, "]}");
  g_autofree char *steps = repeat (HEAD, STEP, WEIR_FLOW_TEST_MAX_STEPS, "]}");
  g_autofree char *grouped =
    repeat (HEAD ",{\"unordered\":[{\"expect\":1,\"to\":\"a\"}",
            STEP,
            WEIR_FLOW_TEST_MAX_STEPS - 2,
            "]}]}");
  g_autofree char *deep = repeat (HEAD ",{\"expect\":", "[", 510, "");
  g_autofree char *faults = repeat (HEAD, ",\n5", 150, "]}");
  g_autofree char *large = g_malloc (WEIR_FLOW_TEST_MAX_BYTES + 1);
  g_autofree char *name =
    repeat ("{\"flow\":\"f\",\"", "\303\251", 1000, "\":1}");
  g_autoptr (GPtrArray)    problems = NULL;
  g_autoptr (WeirFlowTest) test = parse (most, strlen (most), &problems);

  g_assert_nonnull (test);
  assert_bad (steps, strlen (steps), "1:*: There are more than 100000 steps.");
  assert_bad (grouped, strlen (grouped), "1:*: There are more than 100000 steps.");
  assert_bad (deep, strlen (deep), "1:*nest*");
  memset (large, ' ', WEIR_FLOW_TEST_MAX_BYTES + 1);
  assert_bad (large, WEIR_FLOW_TEST_MAX_BYTES + 1, "1:1: *limit*");
  assert_bad (name, strlen (name), "1:1: *\n1:13: *éééé…");
  assert_bad (faults,
              strlen (faults),
              "2:1: *\n101:1: *\n0:0: … and 51 more errors");
}

static void
test_is_test (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_test;
  } rows[] = {
    { "{\"steps\":[]}", TRUE },
    { "\357\273\277 {\"a\":{\"steps\":1},\"steps\":1}", TRUE },
    { "{\"steps\":[],\"b\":", TRUE },
    { "{\"a\":{\"steps\":[]}}", FALSE },
    { "[{\"steps\":[]}]", FALSE },
    { "[]", FALSE },
    { "", FALSE },
    { "{", FALSE },
    { "{\"flows\":[]}", FALSE },
    { "\"steps\"", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes =
        g_bytes_new_static (rows[i].text, strlen (rows[i].text));

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (weir_flow_test_is_test (bytes), ==, rows[i].is_test);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/flow-test/example", test_example);
  g_test_add_func ("/testing/flow-test/bad", test_bad);
  g_test_add_func ("/testing/flow-test/good", test_good);
  g_test_add_func ("/testing/flow-test/places", test_places);
  g_test_add_func ("/testing/flow-test/limits", test_limits);
  g_test_add_func ("/testing/flow-test/is-test", test_is_test);
  return g_test_run ();
}
