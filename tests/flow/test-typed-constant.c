/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-typed-constant.h"
#include "weir-test-snapshot.h"

static void
test_evaluate (void)
{
  static const struct
  {
    const char *type;
    const char *value;
    const char *result;
  } cases[] = {
    { "str", "'a'", "'a'" },
    { "str", "5", "'5'" },
    { "str", "''", "''" },
    { "num", "' 12 '", "12" },
    { "num", "''", "0" },
    { "num", "'0x1F'", "31" },
    { "num", "'0b101'", "5" },
    { "num", "'1e3'", "1000" },
    { "num", "2.5", "2.5" },
    { "num", "true", "1" }, /* the value itself, not its text */
    { "num", "false", "0" },
    { "num", "null", "0" },
    { "num", "{}", "null" },
    { "num", "'x'", "null" }, /* NaN, as JSON writes it */
    { "bool", "'true'", "true" },
    { "bool", "'True'", "true" },
    { "bool", "'1'", "false" },
    { "bool", "' true'", "false" },
    { "bool", "true", "true" },
    { "json", "'{\\'a\\':[1]}'", "{'a':[1]}" },
    { "json", "'1'", "1" },
    { "json", "true", "true" },
    { "bin", "'[1,300,-1,1.9]'", "{'type':'Buffer','data':[1,44,255,1]}" },
    { "bin", "'[null,{},true]'", "{'type':'Buffer','data':[0,0,1]}" },
    { "bin", "'[]'", "{'type':'Buffer','data':[]}" },
    { "bin", "'\\'\xc3\xa4\\''", "{'type':'Buffer','data':[195,164]}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) value = weir_test_value (cases[i].value);
      g_autoptr (GError)    error = NULL;
      g_autofree char      *result = NULL;

      g_assert_true (weir_typed_constant_knows (cases[i].type));
      result = weir_test_take_json (
        weir_typed_constant_evaluate (cases[i].type, value, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *type;
    const char *value;
    const char *message;
  } cases[] = {
    { "json", "''", "empty" },
    { "json", "'{'", "line 1" },
    { "json", "{'a':1}", "line 1" }, /* its text is "[object Object]" */
    { "bin", "'text'", "line 1" },
    { "bin", "'5'", "Not string or array" },
    { "bin", "'{}'", "Not string or array" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) value = weir_test_value (cases[i].value);
      g_autoptr (GError)    error = NULL;
      g_autoptr (WeirValue) result =
        weir_typed_constant_evaluate (cases[i].type, value, &error);

      g_assert_null (result);
      g_assert_error (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_SYNTAX);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
test_unknown_types (void)
{
  static const char *const types[] = { "", "date", "env", "jsonata", "String" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_assert_false (weir_typed_constant_knows (types[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/typed-constant/evaluate", test_evaluate);
  g_test_add_func ("/flow/typed-constant/errors", test_errors);
  g_test_add_func ("/flow/typed-constant/unknown-types", test_unknown_types);
  return g_test_run ();
}
