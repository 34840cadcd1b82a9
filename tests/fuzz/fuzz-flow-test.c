/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-fuzz"

#include "config.h"

#include "json/weir-json.h"
#include "testing/weir-flow-test-expand.h"
#include "testing/weir-flow-test-generalize-private.h"
#include "testing/weir-flow-test-match.h"
#include "testing/weir-flow-test-writer.h"
#include "weir-fuzz.h"

#include <string.h>

/* Any bytes as a test file: a test, or problems with their places. As a JSON
 * value: a pattern or none, and what the writer makes of it fits it. */

const char *const weir_fuzz_seeds[] = {
  "{\"flow\":\"f\",\"env\":{\"A\":\"${PORT}\"},\"timeout\":1,\"steps\":[{"
  "\"connect\":\"a\",\"path\":\"/ws\",\"protocols\":[\"x\"],\"headers\":{\"B\":"
  "\"c\"}},{\"send\":{\"a\":[1]},\"from\":\"a\"},{\"expect\":{\"a\":[{\"$"
  "type\":"
  "\"number\"}]},\"to\":\"a\",\"within\":0.5}]}",
  "{\"$schema\":\"s\",\"flow\":\"f\",\"steps\":[\n  {\"serve\":\"up\",\"port\":"
  "\"${P}\"},\n  {\"unordered\":[{\"expectBinary\":\"AAEC\",\"to\":\"up\"},{"
  "\"expectClose\":\"up\",\"code\":1001}]},\n  {\"close\":\"up\"}\n]}",
  "{\"flow\":\"f\",\"steps\":[{\"inject\":\"i\",\"msg\":{\"payload\":7}},{"
  "\"expectDebug\":{\"node\":\"d\",\"payload\":{\"$near\":[1,2]}}},{"
  "\"expectStatus\":{\"node\":\"d\",\"text\":{\"$regex\":\"^o+n?$\"}}}]}",
  "[{\"$any\":true},{\"$contains\":{\"a\":{\"$literal\":{\"$any\":1}}}},{"
  "\"$contains\":[\"x\",{\"$type\":\"buffer\"}]},{\"$contains\":\"y\"}]",
  "{\"_msgid\":\"43294be738b7699a\",\"t\":1764410000000,\"i\":\"2024-05-01T12:"
  "00:00.000Z\",\"$x\":\"$${A}\\n\\u0000\",\"_session\":{\"id\":\"1\"}}",
  "{\"type\":\"Buffer\",\"data\":[0,255]}",
  "one\ntwo\nthree ${X} 1764410000000",
  NULL,
};

static void
check_steps (GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const WeirFlowTestStep *step = steps->pdata[i];
      g_autofree char        *text = weir_flow_test_step_describe (step);
      g_autofree char        *difference = NULL;

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (step->line, >, 0);
      g_assert_cmpuint (step->column, >, 0);
      if (step->kind == WEIR_FLOW_TEST_EXPECT &&
          !weir_flow_test_match_text (step->value, text, strlen (text), &difference))
        g_assert_true (g_utf8_validate (difference, -1, NULL));
      if (step->steps != NULL)
        check_steps (step->steps);
    }
}

static WeirFlowTest *
parse (const char *text, gsize length)
{
  g_autoptr (GBytes)    bytes = g_bytes_new (text, length);
  g_autoptr (GPtrArray) problems = NULL;
  WeirFlowTest *test = weir_flow_test_new_from_bytes ("fuzz", bytes, &problems);

  g_assert_true ((test == NULL) == (problems->len > 0));
  g_assert_cmpuint (problems->len, <=, WEIR_FLOW_TEST_MAX_PROBLEMS + 1);
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirFlowTestProblem *problem = problems->pdata[i];

      g_assert_true (g_utf8_validate (problem->text, -1, NULL));
      g_assert_true ((problem->line == 0) == (problem->column == 0));
    }
  if (test != NULL)
    g_assert_true (weir_flow_test_is_test (bytes));
  return test;
}

/* One step more, and every byte that was there. */
static void
check_append (const char *text, gsize length, guint n_steps)
{
  static const char step[] = "{ \"inject\": \"more\" }";
  g_autofree char *more = weir_flow_test_append_step (text, length, step, NULL);
  const char      *added = strstr (more, step);
  g_autoptr (WeirFlowTest) test = parse (more, strlen (more));

  g_assert_nonnull (added);
  g_assert_nonnull (test);
  g_assert_cmpuint (weir_flow_test_get_steps (test)->len, ==, n_steps + 1);
}

static void
run_test (const char *text, gsize length)
{
  g_autoptr (WeirFlowTest) test = parse (text, length);

  if (test == NULL)
    return;
  check_steps (weir_flow_test_get_steps (test));
  check_append (text, length, weir_flow_test_get_steps (test)->len);
}

static WeirValue *
expand (WeirValue *pattern)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);

  return weir_flow_test_expand_value (pattern, none);
}

static void
check_pattern (WeirValue *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = NULL;
  g_autofree char   *difference = NULL;
  gboolean           fine = weir_flow_test_check_pattern (value, &path, &error);

  g_assert_true (fine == (error == NULL));
  g_assert_true (fine == (path == NULL));
  if (!weir_flow_test_match (value, value, &difference))
    g_assert_true (g_utf8_validate (difference, -1, NULL));
}

/* What was seen fits what is written of it, and just that fits `$literal`. */
static void
check_written (WeirValue *value)
{
  g_autoptr (WeirValue) pattern = weir_flow_test_generalize (value);
  g_autoptr (WeirValue) expanded = expand (pattern);
  g_autoptr (WeirValue) literal =
    weir_value_with_member (weir_value_new_object (),
                            "$literal",
                            weir_value_ref (value));

  g_assert_true (weir_flow_test_check_pattern (pattern, NULL, NULL));
  g_assert_true (weir_flow_test_match (expanded, value, NULL));
  g_assert_true (weir_flow_test_match (literal, value, NULL));
}

static void
run_value (const char *text, gsize length)
{
  WeirJsonLimits        limits = { .max_bytes = 1024 * 1024, .max_depth = 400 };
  g_autoptr (WeirValue) value = weir_json_read (text, length, &limits, NULL);

  if (value == NULL)
    return;
  check_pattern (value);
  check_written (value);
}

static void
run_frame (const char *text, gsize length)
{
  g_autoptr (WeirValue) pattern = weir_flow_test_generalize_text (text, length);
  g_autoptr (WeirValue) expanded = expand (pattern);

  g_assert_true (weir_flow_test_match_text (expanded, text, length, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = size > 0 ? (const char *)data : "";

  run_test (text, size);
  run_value (text, size);
  if (g_utf8_validate_len (text, size, NULL))
    run_frame (text, size);
  return 0;
}
