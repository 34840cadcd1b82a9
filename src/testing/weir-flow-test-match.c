/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-match.h"

#include "json/weir-json.h"
#include "json/weir-path.h"
#include "testing/weir-flow-test-compare-private.h"
#include "testing/weir-flow-test-pattern-private.h"

#include <glib/gi18n-lib.h>

/* What each kind of expectation is compared with: a frame's text or the JSON in
 * it, its bytes, what a debug node showed, a status. */

/* What all public functions do around their comparing. */
typedef struct
{
  WeirFlowTestDifference difference;
  WeirFlowTestCompare    compare;
} Comparison;

static void
begin (Comparison *self, char **difference)
{
  self->compare.path = g_string_new (NULL);
  self->compare.literal = FALSE;
  self->compare.difference = NULL;
  if (difference == NULL)
    return;
  *difference = NULL;
  weir_flow_test_difference_init (&self->difference);
  self->compare.difference = &self->difference;
}

static gboolean
finish (Comparison *self, gboolean matches, char **difference)
{
  g_autofree char *text = NULL;

  if (difference != NULL)
    text = weir_flow_test_difference_finish (&self->difference);
  if (difference != NULL && !matches)
    *difference = g_steal_pointer (&text);
  g_string_free (self->compare.path, TRUE);
  return matches;
}

gboolean
weir_flow_test_match (const WeirValue *pattern,
                      const WeirValue *got,
                      char           **difference)
{
  Comparison comparison;

  g_return_val_if_fail (pattern != NULL, FALSE);

  begin (&comparison, difference);
  return finish (&comparison,
                 weir_flow_test_compare (&comparison.compare, pattern, got),
                 difference);
}

/* Whether a pattern is about a frame's text and not about the value the text
 * may be as JSON. */
static gboolean
is_about_text (const WeirValue *pattern)
{
  const WeirValue *operand = NULL;
  const char      *type;

  if (weir_flow_test_is_kind (pattern, WEIR_VALUE_KIND_STRING))
    return TRUE;
  switch (weir_flow_test_pattern_get_matcher (pattern, &operand))
    {
    case WEIR_FLOW_TEST_MATCHER_TYPE:
      type = weir_value_get_string (operand, NULL);
      return g_str_equal (type, "string") || g_str_equal (type, "date");
    case WEIR_FLOW_TEST_MATCHER_REGEX:
    case WEIR_FLOW_TEST_MATCHER_ANY:
      return TRUE;
    case WEIR_FLOW_TEST_MATCHER_CONTAINS:
    case WEIR_FLOW_TEST_MATCHER_LITERAL:
      return weir_flow_test_is_kind (operand, WEIR_VALUE_KIND_STRING);
    case WEIR_FLOW_TEST_MATCHER_NEAR:
    case WEIR_FLOW_TEST_MATCHER_NONE:
      break;
    }
  return FALSE;
}

static gboolean
fail_not_json (WeirFlowTestCompare *self,
               const WeirValue     *pattern,
               const WeirValue     *text)
{
  g_autofree char *expected = NULL;
  g_autofree char *came = NULL;

  if (self->difference == NULL)
    return FALSE;
  expected = weir_flow_test_show_pattern (pattern);
  came = weir_flow_test_show_value (text);
  weir_flow_test_difference_add (self->difference,
                                 "",
                                 _ ("expected %s as JSON, got the text %s"),
                                 expected,
                                 came);
  return FALSE;
}

gboolean
weir_flow_test_match_text (const WeirValue *pattern,
                           const char      *text,
                           gsize            length,
                           char           **difference)
{
  g_autoptr (WeirValue) got = NULL;
  g_autoptr (WeirValue) json = NULL;
  Comparison            comparison;
  gboolean              matches;

  g_return_val_if_fail (pattern != NULL, FALSE);
  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  got = weir_value_new_string_len (text, length);
  if (!is_about_text (pattern))
    json = weir_json_read (text, length, NULL, NULL);
  begin (&comparison, difference);
  if (json == NULL && !is_about_text (pattern))
    matches = fail_not_json (&comparison.compare, pattern, got);
  else
    matches = weir_flow_test_compare (&comparison.compare,
                                      pattern,
                                      json != NULL ? json : got);
  return finish (&comparison, matches, difference);
}

gboolean
weir_flow_test_match_bytes (GBytes *expected, GBytes *got, char **difference)
{
  WeirFlowTestDifference all;
  const guint8          *wanted;
  const guint8          *came;
  gsize                  n_wanted;
  gsize                  n_came;

  g_return_val_if_fail (expected != NULL && got != NULL, FALSE);

  if (difference != NULL)
    *difference = NULL;
  if (g_bytes_equal (expected, got))
    return TRUE;
  if (difference == NULL)
    return FALSE;
  wanted = g_bytes_get_data (expected, &n_wanted);
  came = g_bytes_get_data (got, &n_came);
  weir_flow_test_difference_init (&all);
  weir_flow_test_difference_add_bytes (&all, "", wanted, n_wanted, came, n_came);
  *difference = weir_flow_test_difference_finish (&all);
  return FALSE;
}

/* As much of a message as a debug node showed. */
static WeirValue *
make_message (const char *property, WeirValue *topic, WeirValue *value)
{
  WeirValue           *message;
  g_autoptr (WeirPath) path = NULL;

  if (value == NULL)
    return weir_value_new_object ();
  if (property == NULL)
    return weir_value_ref (value);
  message = weir_value_new_object ();
  if (topic != NULL)
    message = weir_value_with_member (message, "topic", weir_value_ref (topic));
  path = weir_path_new_message (property, NULL);
  if (path == NULL)
    return weir_value_with_member (message, property, weir_value_ref (value));
  return weir_path_set (path, message, weir_value_ref (value), NULL, NULL);
}

static WeirValue *
find_property (const char *property, WeirValue *message)
{
  g_autoptr (WeirPath) path = weir_path_new_message (property, NULL);

  if (path == NULL)
    return NULL;
  return weir_path_get (path, message, NULL);
}

gboolean
weir_flow_test_match_debug (const WeirValue *pattern,
                            const char      *property,
                            WeirValue       *topic,
                            WeirValue       *value,
                            char           **difference)
{
  g_autoptr (WeirValue) message = NULL;
  Comparison            comparison;
  gboolean              matches = TRUE;
  gsize                 length;

  g_return_val_if_fail (pattern != NULL, FALSE);

  message = make_message (property, topic, value);
  if (message == NULL)
    message = weir_value_new_object ();
  begin (&comparison, difference);
  length = weir_value_get_length (pattern);
  for (gsize i = 0; i < length; i++)
    {
      const char           *key = weir_value_get_key (pattern, i, NULL);
      g_autoptr (WeirValue) part = find_property (key, message);

      g_string_assign (comparison.compare.path, key);
      if (!weir_flow_test_compare (&comparison.compare,
                                   weir_value_get_member (pattern, i),
                                   weir_flow_test_is_missing (part) ? NULL : part))
        matches = FALSE;
    }
  return finish (&comparison, matches, difference);
}

gboolean
weir_flow_test_match_status (const WeirValue *pattern,
                             const WeirValue *status,
                             char           **difference)
{
  g_autoptr (WeirValue) none = weir_value_new_string ("");
  Comparison            comparison;
  gboolean              matches = TRUE;
  gsize                 length;

  g_return_val_if_fail (pattern != NULL, FALSE);

  begin (&comparison, difference);
  length = weir_value_get_length (pattern);
  for (gsize i = 0; i < length; i++)
    {
      const char      *key = weir_value_get_key (pattern, i, NULL);
      const WeirValue *part =
        status != NULL ? weir_value_lookup (status, key) : NULL;

      g_string_assign (comparison.compare.path, key);
      if (!weir_flow_test_compare (&comparison.compare,
                                   weir_value_get_member (pattern, i),
                                   weir_flow_test_is_missing (part) ? none : part))
        matches = FALSE;
    }
  return finish (&comparison, matches, difference);
}
