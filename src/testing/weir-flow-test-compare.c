/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-compare-private.h"

#include "json/weir-convert.h"
#include "testing/weir-flow-test-pattern-private.h"
#include "testing/weir-flow-test-type-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Compares what came with a pattern, and says what differs. Recursion goes as
 * deep as the pattern, which JSON bounds, however deep the value is. */

static gboolean
mismatch (WeirFlowTestCompare *self, const WeirValue *pattern, const WeirValue *got)
{
  g_autofree char *expected = NULL;
  g_autofree char *came = NULL;

  if (self->difference == NULL)
    return FALSE;
  expected = self->literal ? weir_flow_test_show_value (pattern)
                           : weir_flow_test_show_pattern (pattern);
  came = weir_flow_test_show_value (got);
  if (got == NULL && self->path->len > 0)
    weir_flow_test_difference_add (self->difference,
                                   self->path->str,
                                   _ ("missing, expected %s"),
                                   expected);
  else
    weir_flow_test_difference_add (self->difference,
                                   self->path->str,
                                   _ ("expected %s, got %s"),
                                   expected,
                                   came);
  return FALSE;
}

static gboolean
unexpected (WeirFlowTestCompare *self, const WeirValue *got)
{
  g_autofree char *came = NULL;

  if (self->difference == NULL)
    return FALSE;
  came = weir_flow_test_show_value (got);
  weir_flow_test_difference_add (self->difference,
                                 self->path->str,
                                 _ ("not expected, got %s"),
                                 came);
  return FALSE;
}

/* Whether to go on behind a difference. */
static gboolean
goes_on (WeirFlowTestCompare *self, gboolean matches)
{
  return matches || self->difference != NULL;
}

/* The same without telling anybody. */
static gboolean
fits (const WeirFlowTestCompare *self,
      const WeirValue           *pattern,
      const WeirValue           *got)
{
  g_autoptr (GString) path = g_string_new (NULL);
  WeirFlowTestCompare quiet = { path, NULL, self->literal };

  return weir_flow_test_compare (&quiet, pattern, got);
}

static gboolean
compare_level (WeirFlowTestCompare *self,
               const char          *key,
               gsize                index,
               const WeirValue     *pattern,
               const WeirValue     *got)
{
  gsize    length = self->path->len;
  gboolean matches;

  weir_flow_test_append_level (self->path, key, index);
  matches = pattern != NULL ? weir_flow_test_compare (self, pattern, got)
                            : unexpected (self, got);
  g_string_truncate (self->path, length);
  return matches;
}

static gboolean
compare_bytes (WeirFlowTestCompare *self,
               const WeirValue     *pattern,
               const WeirValue     *data,
               const WeirValue     *got)
{
  g_autoptr (GByteArray) expected = weir_flow_test_read_buffer_data (data);
  gsize                  length;
  const guint8          *came = weir_value_get_bytes (got, &length);

  if (expected == NULL)
    return mismatch (self, pattern, got);
  if (expected->len == length &&
      (length == 0 || memcmp (expected->data, came, length) == 0))
    return TRUE;
  if (self->difference != NULL)
    weir_flow_test_difference_add_bytes (self->difference,
                                         self->path->str,
                                         expected->data,
                                         expected->len,
                                         came,
                                         length);
  return FALSE;
}

static gboolean
compare_members (WeirFlowTestCompare *self,
                 const WeirValue     *pattern,
                 const WeirValue     *got)
{
  gsize    length = weir_value_get_length (pattern);
  gboolean matches = TRUE;

  for (gsize i = 0; i < length && goes_on (self, matches); i++)
    {
      gsize            key_length;
      const char      *key = weir_value_get_key (pattern, i, &key_length);
      const WeirValue *member = weir_value_lookup_len (got, key, key_length);

      if (!compare_level (self,
                          key,
                          0,
                          weir_value_get_member (pattern, i),
                          weir_flow_test_is_missing (member) ? NULL : member))
        matches = FALSE;
    }
  return matches;
}

static gboolean
compare_objects (WeirFlowTestCompare *self,
                 const WeirValue     *pattern,
                 const WeirValue     *got)
{
  gsize    length = weir_value_get_length (got);
  gboolean matches = compare_members (self, pattern, got);

  for (gsize i = 0; i < length && goes_on (self, matches); i++)
    {
      gsize            key_length;
      const char      *key = weir_value_get_key (got, i, &key_length);
      const WeirValue *member = weir_value_get_member (got, i);

      if (weir_flow_test_is_missing (member) ||
          weir_value_lookup_len (pattern, key, key_length) != NULL)
        continue;
      matches = FALSE;
      compare_level (self, key, 0, NULL, member);
    }
  return matches;
}

/* Items that were put in or left out shall not make all behind them differ, so
 * what fits at both ends is taken off first. */
static gboolean
compare_arrays (WeirFlowTestCompare *self,
                const WeirValue     *pattern,
                const WeirValue     *got)
{
  gsize    n_pattern = weir_value_get_length (pattern);
  gsize    n_got = weir_value_get_length (got);
  gsize    last = 0;
  gsize    first = 0;
  gboolean matches = n_pattern == n_got;

  if (!goes_on (self, matches))
    return FALSE;
  if (!matches)
    {
      gsize shorter = MIN (n_pattern, n_got);

      while (first < shorter && fits (self,
                                      weir_value_get_item (pattern, first),
                                      weir_value_get_item (got, first)))
        first++;
      while (last < shorter - first &&
             fits (self,
                   weir_value_get_item (pattern, n_pattern - last - 1),
                   weir_value_get_item (got, n_got - last - 1)))
        last++;
    }
  n_pattern -= last;
  n_got -= last;
  for (gsize i = first; i < MAX (n_pattern, n_got) && goes_on (self, matches); i++)
    {
      if (!compare_level (self,
                          NULL,
                          i,
                          i < n_pattern ? weir_value_get_item (pattern, i) : NULL,
                          i < n_got ? weir_value_get_item (got, i) : NULL))
        matches = FALSE;
    }
  return matches;
}

static gboolean
compare_text (WeirFlowTestCompare *self,
              const WeirValue     *pattern,
              const WeirValue     *got)
{
  if (!weir_flow_test_is_kind (got, WEIR_VALUE_KIND_STRING))
    return weir_flow_test_is_said_by_text (weir_value_get_string (pattern, NULL),
                                           got) ||
           mismatch (self, pattern, got);
  if (weir_value_equal (pattern, got))
    return TRUE;
  if (self->difference != NULL)
    weir_flow_test_difference_add_texts (self->difference,
                                         self->path->str,
                                         pattern,
                                         got);
  return FALSE;
}

/* Returns: (transfer full) (nullable): the text an expression is tried on */
static GString *
dup_text (const WeirValue *got)
{
  g_autofree char *iso = NULL;
  const char      *text;
  gsize            length;

  if (weir_flow_test_is_kind (got, WEIR_VALUE_KIND_DATE))
    {
      iso = weir_date_to_iso (weir_value_get_date_ms (got));
      return g_string_new (iso);
    }
  if (!weir_flow_test_is_kind (got, WEIR_VALUE_KIND_STRING))
    return NULL;
  text = weir_value_get_string (got, &length);
  return weir_text_make_utf8 (text, length);
}

static gboolean
compare_regex (WeirFlowTestCompare *self,
               const WeirValue     *pattern,
               const WeirValue     *operand,
               const WeirValue     *got)
{
  g_autoptr (GString) text = dup_text (got);
  g_autoptr (GError)  error = NULL;
  g_autoptr (GRegex)  regex = NULL;

  if (text == NULL)
    return mismatch (self, pattern, got);
  regex = g_regex_new (weir_value_get_string (operand, NULL), 0, 0, &error);
  if (regex != NULL &&
      g_regex_match_full (regex, text->str, (gssize)text->len, 0, 0, NULL, &error))
    return TRUE;
  if (error == NULL)
    return mismatch (self, pattern, got);

  /* One that takes too long is given up by PCRE. */
  if (self->difference != NULL)
    weir_flow_test_difference_add (self->difference,
                                   self->path->str,
                                   "%s",
                                   error->message);
  return FALSE;
}

static gboolean
contains_text (const WeirValue *part, const WeirValue *got)
{
  gsize       part_length;
  gsize       length;
  const char *wanted = weir_value_get_string (part, &part_length);
  const char *text = weir_value_get_string (got, &length);

  return memmem (text, length, wanted, part_length) != NULL;
}

static gboolean
has_item (const WeirFlowTestCompare *self,
          const WeirValue           *got,
          const WeirValue           *pattern)
{
  gsize length = weir_value_get_length (got);

  for (gsize i = 0; i < length; i++)
    {
      if (fits (self, pattern, weir_value_get_item (got, i)))
        return TRUE;
    }
  return FALSE;
}

static void
tell_missing_item (WeirFlowTestCompare *self,
                   const WeirValue     *pattern,
                   const WeirValue     *got)
{
  g_autofree char *expected = NULL;
  g_autofree char *came = NULL;

  if (self->difference == NULL)
    return;
  expected = weir_flow_test_show_pattern (pattern);
  came = weir_flow_test_show_value (got);
  weir_flow_test_difference_add (self->difference,
                                 self->path->str,
                                 _ ("none of the items is %s, got %s"),
                                 expected,
                                 came);
}

static gboolean
contains_items (WeirFlowTestCompare *self,
                const WeirValue     *operand,
                const WeirValue     *got)
{
  gsize    length = weir_value_get_length (operand);
  gboolean matches = TRUE;

  for (gsize i = 0; i < length && goes_on (self, matches); i++)
    {
      const WeirValue *pattern = weir_value_get_item (operand, i);

      if (has_item (self, got, pattern))
        continue;
      matches = FALSE;
      tell_missing_item (self, pattern, got);
    }
  return matches;
}

static gboolean
compare_contains (WeirFlowTestCompare *self,
                  const WeirValue     *pattern,
                  const WeirValue     *operand,
                  const WeirValue     *got)
{
  if (got == NULL || weir_value_get_kind (operand) != weir_value_get_kind (got))
    return mismatch (self, pattern, got);
  if (weir_flow_test_is_kind (operand, WEIR_VALUE_KIND_OBJECT))
    return compare_members (self, operand, got);
  if (weir_flow_test_is_kind (operand, WEIR_VALUE_KIND_ARRAY))
    return contains_items (self, operand, got);
  return contains_text (operand, got) || mismatch (self, pattern, got);
}

static gboolean
is_near (const WeirValue *operand, const WeirValue *got)
{
  double middle = weir_value_get_number (weir_value_get_item (operand, 0));
  double distance = weir_value_get_number (weir_value_get_item (operand, 1));

  return weir_flow_test_is_kind (got, WEIR_VALUE_KIND_NUMBER) &&
         fabs (weir_value_get_number (got) - middle) <= distance;
}

static gboolean
compare_literal (WeirFlowTestCompare *self,
                 const WeirValue     *operand,
                 const WeirValue     *got)
{
  gboolean matches;

  self->literal = TRUE;
  matches = weir_flow_test_compare (self, operand, got);
  self->literal = FALSE;
  return matches;
}

static gboolean
compare_matcher (WeirFlowTestCompare *self,
                 WeirFlowTestMatcher  matcher,
                 const WeirValue     *pattern,
                 const WeirValue     *operand,
                 const WeirValue     *got)
{
  gboolean matches = FALSE;

  switch (matcher)
    {
    case WEIR_FLOW_TEST_MATCHER_TYPE:
      matches =
        weir_flow_test_has_type (weir_value_get_string (operand, NULL), got);
      break;
    case WEIR_FLOW_TEST_MATCHER_REGEX:
      return compare_regex (self, pattern, operand, got);
    case WEIR_FLOW_TEST_MATCHER_ANY:
      matches = !weir_flow_test_is_missing (got);
      break;
    case WEIR_FLOW_TEST_MATCHER_CONTAINS:
      return compare_contains (self, pattern, operand, got);
    case WEIR_FLOW_TEST_MATCHER_NEAR:
      matches = is_near (operand, got);
      break;
    case WEIR_FLOW_TEST_MATCHER_LITERAL:
      return compare_literal (self, operand, got);
    case WEIR_FLOW_TEST_MATCHER_NONE:
      break;
    }
  return matches || mismatch (self, pattern, got);
}

/* A pattern that is no matcher. */
static gboolean
compare_value (WeirFlowTestCompare *self,
               const WeirValue     *pattern,
               const WeirValue     *got)
{
  const WeirValue *data;

  if (weir_flow_test_is_kind (pattern, WEIR_VALUE_KIND_STRING))
    return compare_text (self, pattern, got);
  if (weir_flow_test_is_kind (pattern, WEIR_VALUE_KIND_ARRAY) &&
      weir_flow_test_is_kind (got, WEIR_VALUE_KIND_ARRAY))
    return compare_arrays (self, pattern, got);
  if (weir_flow_test_is_kind (pattern, WEIR_VALUE_KIND_OBJECT) &&
      weir_flow_test_is_kind (got, WEIR_VALUE_KIND_OBJECT))
    return compare_objects (self, pattern, got);
  data = weir_flow_test_get_buffer_data (pattern);
  if (data != NULL && weir_flow_test_is_kind (got, WEIR_VALUE_KIND_BYTES))
    return compare_bytes (self, pattern, data, got);
  if (got != NULL && weir_value_equal (pattern, got))
    return TRUE;
  return mismatch (self, pattern, got);
}

gboolean
weir_flow_test_compare (WeirFlowTestCompare *self,
                        const WeirValue     *pattern,
                        const WeirValue     *got)
{
  const WeirValue    *operand = NULL;
  WeirFlowTestMatcher matcher = WEIR_FLOW_TEST_MATCHER_NONE;

  if (!self->literal)
    matcher = weir_flow_test_pattern_get_matcher (pattern, &operand);
  if (matcher != WEIR_FLOW_TEST_MATCHER_NONE)
    return compare_matcher (self, matcher, pattern, operand, got);
  return compare_value (self, pattern, got);
}
