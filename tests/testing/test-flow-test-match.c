/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "json/weir-json.h"
#include "testing/weir-flow-test-match.h"

#include <string.h>

/* What patterns fit, and what is said when they don't. */

typedef struct
{
  const char *pattern;
  const char *got;        /* JSON */
  const char *difference; /* NULL: it fits */
} Row;

static const Row rows[] = {
  { "1", "1.0", NULL },
  { "\"a\"", "\"b\"", "expected \"a\", got \"b\"" },
  { "{\"a\":[1,{\"b\":\"x\"}]}",
    "{\"a\":[1,{\"b\":\"y\"}]}",
    "a[1].b: expected \"x\", got \"y\"" },
};

static WeirValue *
read_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return value;
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WeirValue) pattern = read_json (rows[i].pattern);
      g_autoptr (WeirValue) got = read_json (rows[i].got);
      g_autofree char      *difference = NULL;
      gboolean              matches;

      matches = weir_flow_test_match (pattern, got, &difference);
      g_test_message ("%s and %s", rows[i].pattern, rows[i].got);
      g_assert_cmpstr (difference, ==, rows[i].difference);
      g_assert_cmpint (matches, ==, rows[i].difference == NULL);
      g_assert_cmpint (weir_flow_test_match (pattern, got, NULL), ==, matches);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/match/rows", test_rows);
  return g_test_run ();
}
