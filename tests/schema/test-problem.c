/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "schema/weir-problem.h"

#include <string.h>

/* The table of problems and how its texts are filled in. */

static void
test_fields (void)
{
  g_autoptr (WeirProblem) problem = weir_problem_new ("W214",
                                                      "d86baf93795dbb2d",
                                                      "path",
                                                      "other",
                                                      "Echo",
                                                      "path",
                                                      "/ws/echo",
                                                      NULL);

  g_assert_cmpstr (problem->code, ==, "W214");
  g_assert_cmpint (problem->severity, ==, WEIR_SEVERITY_ERROR);
  g_assert_cmpstr (problem->element_id, ==, "d86baf93795dbb2d");
  g_assert_cmpstr (problem->key, ==, "path");
  g_assert_cmpstr (problem->text,
                   ==,
                   "“Echo” already listens on /ws/echo. Two listeners can’t "
                   "share a path.");
  g_assert_cmpstr (weir_problem_get_fix ("W214"), ==, "Show Other");
  g_assert_null (weir_problem_get_fix ("W224"));
  g_assert_null (weir_problem_get_fix ("X999"));
}

static void
test_optional_part (void)
{
  g_autoptr (WeirProblem) with =
    weir_problem_new ("N304", NULL, NULL, "program", "nginx", "port", "1880", NULL);
  g_autoptr (WeirProblem) without =
    weir_problem_new ("N304", NULL, NULL, "port", "1880", NULL);
  g_autoptr (WeirProblem) null =
    weir_problem_new ("N304", NULL, NULL, "program", NULL, "port", "1", NULL);

  g_assert_cmpstr (with->text,
                   ==,
                   "Port 1880 is already in use by nginx. The flow is running "
                   "without its listeners.");
  g_assert_cmpstr (without->text,
                   ==,
                   "Port 1880 is already in use. The flow is running without "
                   "its listeners.");
  g_assert_true (g_str_has_prefix (null->text, "Port 1 is already in use. "));
}

static void
test_plural (void)
{
  g_autoptr (WeirProblem) one =
    weir_problem_new ("F815", NULL, NULL, "n", "1", NULL);
  g_autoptr (WeirProblem) two =
    weir_problem_new ("F815", NULL, NULL, "n", "2", NULL);

  g_assert_cmpstr (one->text, ==, "1 more problem isn’t listed.");
  g_assert_cmpstr (two->text, ==, "2 more problems aren’t listed.");
}

/* What a peer wrote must not break lines, terminals or UTF-8, nor go on for
 * ever, nor be filled in again. */
static void
test_foreign_text (void)
{
  g_autofree char        *long_text = g_strnfill (5000, 'x');
  g_autoptr (WeirProblem) odd =
    weir_problem_new ("I602", NULL, NULL, "text", "a\n\033[1m\377\302\205{text}", NULL);
  g_autoptr (WeirProblem) cut =
    weir_problem_new ("I602", NULL, NULL, "text", long_text, NULL);

  g_assert_cmpstr (odd->text,
                   ==,
                   "“a␊␛[1m\357\277\275\357\277\275{text}” isn’t a number.");
  g_assert_cmpuint (strlen (cut->text), <, 400);
  g_assert_nonnull (strstr (cut->text, "x…”"));
}

static void
test_table (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (weir_problem_get_n_codes (), >=, 80);
  for (guint i = 0; i < weir_problem_get_n_codes (); i++)
    {
      const char             *code = weir_problem_get_nth_code (i);
      g_autoptr (WeirProblem) problem = weir_problem_new (code, NULL, NULL, NULL);

      g_assert_cmpuint (strlen (code), ==, 4);
      g_assert_true (g_hash_table_add (seen, (gpointer)code));
      g_assert_true (weir_problem_is_known (code));
      g_assert_true (g_utf8_validate (problem->text, -1, NULL));
      g_assert_true (g_str_has_suffix (problem->text, "."));
      g_assert_null (strstr (problem->text, "{ "));
      g_assert_null (strstr (problem->text, "}}"));
    }
  g_assert_false (weir_problem_is_known ("W000"));
}

static void
test_severity (void)
{
  g_assert_cmpstr (weir_severity_get_name (WEIR_SEVERITY_ERROR), ==, "error");
  g_assert_cmpstr (weir_severity_get_name (WEIR_SEVERITY_WARNING), ==, "warning");
  g_assert_cmpstr (weir_severity_get_name (WEIR_SEVERITY_NOTE), ==, "note");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/problem/fields", test_fields);
  g_test_add_func ("/schema/problem/optional-part", test_optional_part);
  g_test_add_func ("/schema/problem/plural", test_plural);
  g_test_add_func ("/schema/problem/foreign-text", test_foreign_text);
  g_test_add_func ("/schema/problem/table", test_table);
  g_test_add_func ("/schema/problem/severity", test_severity);

  return g_test_run ();
}
