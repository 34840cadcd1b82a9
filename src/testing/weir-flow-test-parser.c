/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads a test file: its members here, its steps in weir-flow-test-steps.c and
 * their members in weir-flow-test-fields.c. A fault never ends the reading, so
 * that people see all of them at once. */

/* What a problem's text has at most, since it quotes the file. */
#define MAX_TEXT 500

/* Takes @text, which may hold anything a JSON text may. */
static char *
make_presentable (char *text)
{
  g_autofree char *taken = text;
  g_autofree char *valid = g_utf8_make_valid (taken, -1);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (valid, -1) <= MAX_TEXT)
    return g_steal_pointer (&valid);
  cut = g_utf8_substring (valid, 0, MAX_TEXT);
  return g_strconcat (cut, "…", NULL);
}

static void
add_problem (WeirFlowTestParser *parser,
             WeirSeverity        severity,
             guint               line,
             guint               column,
             char               *text)
{
  WeirFlowTestProblem *problem = g_new0 (WeirFlowTestProblem, 1);

  problem->severity = severity;
  problem->line = line;
  problem->column = column;
  problem->text = make_presentable (text);
  g_ptr_array_add (parser->problems, problem);
}

void
weir_flow_test_parser_fail (WeirFlowTestParser *parser,
                            gsize               offset,
                            const char         *format,
                            ...)
{
  va_list list;
  guint   line;
  guint   column;

  parser->failed = TRUE;
  if (parser->problems->len >= WEIR_FLOW_TEST_MAX_PROBLEMS)
    {
      parser->n_left_out++;
      return;
    }
  weir_flow_test_source_locate (&parser->source, offset, &line, &column);
  va_start (list, format);
  add_problem (parser,
               WEIR_SEVERITY_ERROR,
               line,
               column,
               g_strdup_vprintf (format, list));
  va_end (list);
}

/* Another variable may hold it, which is known when the test runs. */
static gboolean
is_port (const char *text)
{
  return strstr (text, "${") != NULL ||
         g_ascii_string_to_unsigned (text, 10, 1, 65535, NULL, NULL);
}

static void
read_variable (WeirFlowTestParser     *parser,
               const WeirFlowTestPart *part,
               GHashTable             *env)
{
  char *text;

  if (!weir_flow_test_is_variable_name (part->key))
    {
      weir_flow_test_parser_fail (
        parser,
        part->key_start,
        _ ("“%s” is no name for a variable: letters, digits and “_”, and no "
           "digit in front."),
        part->key);
      return;
    }
  text = weir_flow_test_parser_read_text (parser, part, part->key);
  if (text == NULL)
    return;
  if (g_str_equal (part->key, "PORT") && !is_port (text))
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("“PORT” is the port the flow runs on: 1 to 65535."));
  g_hash_table_insert (env, g_strdup (part->key), text);
}

static GHashTable *
read_env (WeirFlowTestParser *parser, const WeirFlowTestPart *part)
{
  g_autoptr (GHashTable) env =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) parts = NULL;

  if (!weir_flow_test_parser_want (parser, part, WEIR_JSON_TOKEN_OBJECT_START, "env"))
    return NULL;
  parts = weir_flow_test_source_split (&parser->source, part);
  for (guint i = 0; i < parts->len; i++)
    read_variable (parser, &g_array_index (parts, WeirFlowTestPart, i), env);
  return g_steal_pointer (&env);
}

static void
read_flow (WeirFlowTestParser     *parser,
           const WeirFlowTestPart *part,
           WeirFlowTest           *test)
{
  weir_flow_test_source_locate (&parser->source,
                                part->start,
                                &test->flow_line,
                                &test->flow_column);
  test->flow = weir_flow_test_parser_read_text (parser, part, "flow");
  if (test->flow != NULL && *test->flow == '\0')
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("“flow” is empty: name the flow file, as seen from the test."));
}

static void
read_steps (WeirFlowTestParser     *parser,
            const WeirFlowTestPart *part,
            WeirFlowTest           *test)
{
  if (!weir_flow_test_parser_want (parser, part, WEIR_JSON_TOKEN_ARRAY_START, "steps"))
    return;
  test->steps = weir_flow_test_parser_read_steps (parser, part, FALSE);
  if (parser->n_steps == 0)
    weir_flow_test_parser_fail (parser, part->start, _ ("There are no steps."));
  else if (parser->n_expectations == 0)
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("Nothing is expected, so the test could not fail: add an “expect…”."));
}

static void
fail_unknown (WeirFlowTestParser *parser, const WeirFlowTestPart *part)
{
  const char *guess =
    weir_flow_test_guess (part->key, weir_flow_test_get_file_members ());

  if (guess != NULL)
    weir_flow_test_parser_fail (
      parser,
      part->key_start,
      _ ("A test has no member “%s”; did you mean “%s”?"),
      part->key,
      guess);
  else
    weir_flow_test_parser_fail (
      parser,
      part->key_start,
      _ ("A test has no member “%s”: there are “flow”, “env”, “timeout” and "
         "“steps”."),
      part->key);
}

static const WeirFlowTestPart *
find_part (GArray *parts, const char *key)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const WeirFlowTestPart *part = &g_array_index (parts, WeirFlowTestPart, i);

      if (g_str_equal (part->key, key))
        return part;
    }
  return NULL;
}

/* Members nobody knows, and those that are there again. */
static void
check_names (WeirFlowTestParser *parser, GArray *parts)
{
  const char *const *known = weir_flow_test_get_file_members ();

  for (guint i = 0; i < parts->len; i++)
    {
      const WeirFlowTestPart *part = &g_array_index (parts, WeirFlowTestPart, i);

      if (!g_strv_contains (known, part->key))
        fail_unknown (parser, part);
      else if (find_part (parts, part->key) != part)
        weir_flow_test_parser_fail (parser,
                                    part->key_start,
                                    _ ("“%s” is there twice."),
                                    part->key);
    }
}

static void
read_file (WeirFlowTestParser     *parser,
           const WeirFlowTestPart *root,
           WeirFlowTest           *test)
{
  g_autoptr (GArray) parts = weir_flow_test_source_split (&parser->source, root);
  const WeirFlowTestPart *part;

  check_names (parser, parts);
  if ((part = find_part (parts, "$schema")) != NULL)
    g_free (weir_flow_test_parser_read_text (parser, part, "$schema"));
  if ((part = find_part (parts, "flow")) != NULL)
    read_flow (parser, part, test);
  else
    weir_flow_test_parser_fail (
      parser,
      root->start,
      _ ("“flow” is missing: the flow file, as seen from the test."));
  if ((part = find_part (parts, "env")) != NULL)
    test->env = read_env (parser, part);
  if ((part = find_part (parts, "timeout")) != NULL)
    weir_flow_test_parser_read_seconds (parser, part, "timeout", &test->timeout);
  if ((part = find_part (parts, "steps")) != NULL)
    read_steps (parser, part, test);
  else
    weir_flow_test_parser_fail (parser,
                                root->start,
                                _ ("“steps” is missing: what the test does."));
}

static void
read_text (WeirFlowTestParser *parser, WeirFlowTest *test)
{
  g_autoptr (GError) error = NULL;
  WeirFlowTestPart   root;
  gsize              offset;

  if (!weir_flow_test_source_check (&parser->source,
                                    WEIR_FLOW_TEST_MAX_BYTES,
                                    &offset,
                                    &error))
    {
      if (g_error_matches (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_SYNTAX))
        weir_flow_test_parser_fail (parser,
                                    offset,
                                    _ ("Not JSON: %s."),
                                    error->message);
      else
        weir_flow_test_parser_fail (parser, offset, "%s.", error->message);
      return;
    }
  root = weir_flow_test_source_get_root (&parser->source);
  if (root.kind != WEIR_JSON_TOKEN_OBJECT_START)
    {
      weir_flow_test_parser_fail (
        parser,
        root.start,
        _ ("A test file is an object with “flow” and “steps”."));
      return;
    }
  read_file (parser, &root, test);
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const WeirFlowTestProblem *first = *(WeirFlowTestProblem *const *)a;
  const WeirFlowTestProblem *second = *(WeirFlowTestProblem *const *)b;

  if (first->line != second->line)
    return first->line < second->line ? -1 : 1;
  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  return 0;
}

/* In the order of the file; as many as people read. */
static void
finish_problems (WeirFlowTestParser *parser)
{
  g_ptr_array_sort (parser->problems, compare_places);
  if (parser->n_left_out > 0)
    add_problem (parser,
                 WEIR_SEVERITY_ERROR,
                 0,
                 0,
                 g_strdup_printf (ngettext ("… and %u more error",
                                            "… and %u more errors",
                                            parser->n_left_out),
                                  parser->n_left_out));
}

WeirFlowTest *
weir_flow_test_new_from_bytes (const char *name, GBytes *bytes, GPtrArray **problems)
{
  g_autoptr (WeirFlowTest) test = g_new0 (WeirFlowTest, 1);
  WeirFlowTestParser       parser = { .failed = FALSE };

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (problems != NULL, NULL);

  g_atomic_ref_count_init (&test->ref_count);
  test->timeout = WEIR_FLOW_TEST_TIMEOUT;
  weir_flow_test_source_init (&parser.source, bytes);
  parser.problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_flow_test_problem_free);
  parser.peers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  parser.variables =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_text (&parser, test);
  finish_problems (&parser);
  g_hash_table_unref (parser.peers);
  g_hash_table_unref (parser.variables);
  *problems = parser.problems;
  return parser.failed ? NULL : g_steal_pointer (&test);
}
