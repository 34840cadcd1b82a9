/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "json/weir-json.h"
#include "testing/weir-flow-test-pattern-private.h"
#include "testing/weir-flow-test-table-private.h"
#include "weir-test-tests.h"

#include <gio/gio.h>
#include <string.h>

/* data/schema/weir-flow-test.schema.json says what the parser's tables say:
 * by comparing their names, and by letting a validator judge every test file
 * the parser's tests have. */

static char *
find_schema (void)
{
  return g_test_build_filename (G_TEST_DIST,
                                "..",
                                "data",
                                "schema",
                                "weir-flow-test.schema.json",
                                NULL);
}

static WeirValue *
load_schema (void)
{
  g_autofree char   *path = find_schema ();
  g_autofree char   *text = NULL;
  g_autoptr (GError) error = NULL;
  WeirValue         *schema;
  gsize              length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  schema = weir_json_read (text, length, NULL, &error);
  g_assert_no_error (error);
  return schema;
}

/* Goes down along names. */
static WeirValue *
find (WeirValue *value, ...)
{
  va_list     names;
  const char *name;

  va_start (names, value);
  while ((name = va_arg (names, const char *)) != NULL)
    {
      value = weir_value_lookup (value, name);
      g_assert_nonnull (value);
    }
  va_end (names);
  return value;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Names in one order, to be compared. */
static char *
join (GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **)names->pdata);
}

static char *
join_keys (WeirValue *object)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < weir_value_get_length (object); i++)
    g_ptr_array_add (names, (gpointer)weir_value_get_key (object, i, NULL));
  return join (names);
}

static char *
join_items (WeirValue *array)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < weir_value_get_length (array); i++)
    g_ptr_array_add (
      names,
      (gpointer)weir_value_get_string (weir_value_get_item (array, i), NULL));
  return join (names);
}

static char *
join_strv (const char *const *strv, const char *first)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (first != NULL)
    g_ptr_array_add (names, (gpointer)first);
  for (; strv != NULL && *strv != NULL; strv++)
    g_ptr_array_add (names, (gpointer)*strv);
  return join (names);
}

/* Names of the `$defs` that `oneOf` or `anyOf` refers to. */
static char *
join_refs (WeirValue *choices, const char *prefix)
{
  static const char     start[] = "#/$defs/";
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < weir_value_get_length (choices); i++)
    {
      const char *target =
        weir_value_lookup_string (weir_value_get_item (choices, i), "$ref");

      if (target == NULL)
        continue;
      g_assert_true (g_str_has_prefix (target, start));
      target += strlen (start);
      if (g_str_has_prefix (target, prefix))
        g_ptr_array_add (names, (gpointer)target);
    }
  return join (names);
}

static void
check_kind (WeirValue *schema, const WeirFlowTestKindInfo *info)
{
  WeirValue       *step = find (schema, "$defs", info->name, NULL);
  g_autofree char *members = join_keys (find (step, "properties", NULL));
  g_autofree char *required = join_items (find (step, "required", NULL));
  g_autofree char *our_members = join_strv (info->members, info->name);
  const char      *ours[] = { info->required, NULL };
  g_autofree char *our_required = join_strv (ours, info->name);

  g_assert_cmpstr (members, ==, our_members);
  g_assert_cmpstr (required, ==, our_required);
  g_assert_false (
    weir_value_get_boolean (find (step, "additionalProperties", NULL)));
  g_assert_nonnull (weir_value_lookup_string (step, "description"));
}

static void
test_kinds (void)
{
  g_autoptr (WeirValue) schema = load_schema ();
  WeirValue            *steps = find (schema, "properties", "steps", NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) grouped = g_ptr_array_new ();
  g_autofree char      *names = NULL;
  g_autofree char      *our_names = NULL;
  g_autofree char      *in_group = NULL;
  g_autofree char      *our_in_group = NULL;

  for (guint i = 0; i < weir_flow_test_get_n_kinds (); i++)
    {
      const WeirFlowTestKindInfo *info = weir_flow_test_get_nth_kind (i);

      check_kind (schema, info);
      g_ptr_array_add (all, (gpointer)info->name);
      if (info->expects && info->kind != WEIR_FLOW_TEST_EXPECT_NOTHING)
        g_ptr_array_add (grouped, (gpointer)info->name);
    }
  names = join_refs (find (steps, "items", "oneOf", NULL), "");
  our_names = join (all);
  g_assert_cmpstr (names, ==, our_names);
  in_group = join_refs (find (schema,
                              "$defs",
                              "unordered",
                              "properties",
                              "unordered",
                              "items",
                              "oneOf",
                              NULL),
                        "");
  our_in_group = join (grouped);
  g_assert_cmpstr (in_group, ==, our_in_group);
}

static void
test_members (void)
{
  g_autoptr (WeirValue) schema = load_schema ();
  g_autofree char      *members = join_keys (find (schema, "properties", NULL));
  g_autofree char      *our_members =
    join_strv (weir_flow_test_get_file_members (), NULL);
  g_autofree char *status = join_keys (find (schema,
                                             "$defs",
                                             "expectStatus",
                                             "properties",
                                             "expectStatus",
                                             "properties",
                                             NULL));
  g_autofree char *our_status =
    join_strv (weir_flow_test_get_status_members (), "node");
  WeirValue *steps = find (schema, "properties", "steps", NULL);
  WeirValue *seconds = find (schema, "$defs", "seconds", "maximum", NULL);
  WeirValue *timeout = find (schema, "properties", "timeout", "default", NULL);

  g_assert_cmpstr (members, ==, our_members);
  g_assert_cmpstr (status, ==, our_status);
  g_assert_cmpfloat (weir_value_get_number (find (steps, "maxItems", NULL)),
                     ==,
                     WEIR_FLOW_TEST_MAX_STEPS);
  g_assert_cmpfloat (weir_value_get_number (seconds),
                     ==,
                     WEIR_FLOW_TEST_MAX_SECONDS);
  g_assert_cmpfloat (weir_value_get_number (timeout), ==, WEIR_FLOW_TEST_TIMEOUT);
}

static void
test_matchers (void)
{
  g_autoptr (WeirValue) schema = load_schema ();
  WeirValue       *choices = find (schema, "$defs", "pattern", "anyOf", NULL);
  g_autofree char *refs = join_refs (choices, "match");
  g_auto (GStrv)   defs = g_strsplit (refs, " ", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char      *matchers = NULL;
  g_autofree char      *our_matchers =
    join_strv (weir_flow_test_get_matcher_names (), NULL);
  g_autofree char *types = join_items (
    find (schema, "$defs", "matchType", "properties", "$type", "enum", NULL));
  g_autofree char *our_types = join_strv (weir_flow_test_get_type_names (), NULL);

  for (guint i = 0; defs[i] != NULL; i++)
    {
      WeirValue *properties = find (schema, "$defs", defs[i], "properties", NULL);

      g_assert_cmpuint (weir_value_get_length (properties), ==, 1);
      g_ptr_array_add (names, (gpointer)weir_value_get_key (properties, 0, NULL));
    }
  matchers = join (names);
  g_assert_cmpstr (matchers, ==, our_matchers);
  g_assert_cmpstr (types, ==, our_types);
}

/* A validator's judgement ------------------------------------------------ */

typedef struct
{
  GPtrArray *texts;
  GArray    *fine;   /* gboolean: what the parser thinks */
  GArray    *beyond; /* gboolean: whether a schema may think other */
} Batch;

static void
add_text (Batch *batch, const char *text, gboolean beyond)
{
  g_autoptr (GBytes)       bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray)    problems = NULL;
  g_autoptr (WeirFlowTest) test =
    weir_flow_test_new_from_bytes ("x", bytes, &problems);
  gboolean fine = test != NULL;

  g_ptr_array_add (batch->texts, g_strdup (text));
  g_array_append_val (batch->fine, fine);
  g_array_append_val (batch->beyond, beyond);
}

static void
add_examples (Batch *batch)
{
  g_autofree char *folder =
    g_test_build_filename (G_TEST_DIST, "..", "data", "examples", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (name, ".test.json"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      add_text (batch, text, FALSE);
    }
}

/* The texts as one JSON array. */
static char *
join_texts (const Batch *batch)
{
  GString *input = g_string_new ("[");

  for (guint i = 0; i < batch->texts->len; i++)
    {
      const char *text = batch->texts->pdata[i];

      g_string_append (input, i > 0 ? "," : "");
      weir_json_append_string (input, text, strlen (text));
    }
  g_string_append_c (input, ']');
  return g_string_free (input, FALSE);
}

/* Returns: (transfer full) (nullable): a line for each text; %NULL when that
 * Python isn't there or has no jsonschema */
static char *
ask_validator (const char *python, const char *input)
{
  g_autofree char *script =
    g_test_build_filename (G_TEST_DIST, "testing", "validate-schema.py", NULL);
  g_autofree char        *schema = find_schema ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError)      error = NULL;
  char                   *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              NULL,
                              python,
                              script,
                              schema,
                              NULL);
  if (process == NULL)
    return NULL;

  /* One that ends at once may not have read its input. */
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, NULL);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  if (g_subprocess_get_if_exited (process) &&
      g_subprocess_get_exit_status (process) == 77)
    g_clear_pointer (&output, g_free);
  else
    g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static void
compare (const Batch *batch, const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, batch->texts->len + 1);
  for (guint i = 0; i < batch->texts->len; i++)
    {
      gboolean valid = g_str_equal (lines[i], "valid");
      gboolean fine = g_array_index (batch->fine, gboolean, i);

      if (valid == (fine || g_array_index (batch->beyond, gboolean, i)))
        continue;
      g_test_message ("%s\n%s", (const char *)batch->texts->pdata[i], lines[i]);
      g_test_fail ();
    }
}

static void
test_validator (void)
{
  Batch batch = {
    .texts = g_ptr_array_new_with_free_func (g_free),
    .fine = g_array_new (FALSE, FALSE, sizeof (gboolean)),
    .beyond = g_array_new (FALSE, FALSE, sizeof (gboolean)),
  };
  g_autofree char *input = NULL;
  g_autofree char *output = NULL;

  for (guint i = 0; weir_test_good_tests[i] != NULL; i++)
    add_text (&batch, weir_test_good_tests[i], FALSE);
  for (guint i = 0; weir_test_bad_tests[i].text != NULL; i++)
    add_text (&batch, weir_test_bad_tests[i].text, FALSE);
  for (guint i = 0; weir_test_misused_tests[i].text != NULL; i++)
    add_text (&batch, weir_test_misused_tests[i].text, TRUE);
  add_examples (&batch);
  input = join_texts (&batch);
  output = ask_validator ("python3", input);
  if (output == NULL)
    output = ask_validator ("/usr/bin/python3", input);
  if (output == NULL)
    g_test_skip ("python3 with jsonschema 4 is not here");
  else
    compare (&batch, output);
  g_ptr_array_unref (batch.texts);
  g_array_unref (batch.fine);
  g_array_unref (batch.beyond);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/schema/kinds", test_kinds);
  g_test_add_func ("/testing/schema/members", test_members);
  g_test_add_func ("/testing/schema/matchers", test_matchers);
  g_test_add_func ("/testing/schema/validator", test_validator);
  return g_test_run ();
}
