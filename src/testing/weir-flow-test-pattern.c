/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-pattern-private.h"

#include "json/weir-json.h"
#include "testing/weir-flow-test-match.h"
#include "testing/weir-flow-test-table-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Patterns: JSON values in which an object with one member that begins with
 * `$` stands for more than itself. Here is what they are and what is wrong with
 * them; what they fit is in weir-flow-test-match.c. */

/* In the order of WeirFlowTestMatcher, from its second value. */
static const char *const matcher_names[] = {
  "$type", "$regex", "$any", "$contains", "$near", "$literal", NULL,
};

static const char *const type_names[] = {
  "string", "number", "boolean", "object",    "array",
  "null",   "buffer", "date",    "undefined", NULL,
};

const char *const *
weir_flow_test_get_matcher_names (void)
{
  return matcher_names;
}

const char *const *
weir_flow_test_get_type_names (void)
{
  return type_names;
}

static gboolean
is_kind (const WeirValue *value, WeirValueKind kind)
{
  return weir_value_get_kind (value) == kind;
}

static WeirFlowTestMatcher
find_matcher (const char *key)
{
  for (guint i = 0; matcher_names[i] != NULL; i++)
    {
      if (g_str_equal (matcher_names[i], key))
        return (WeirFlowTestMatcher)(WEIR_FLOW_TEST_MATCHER_TYPE + i);
    }
  return WEIR_FLOW_TEST_MATCHER_NONE;
}

/* One by its name, whatever stands behind it. */
static WeirFlowTestMatcher
get_named_matcher (const WeirValue *pattern, const WeirValue **operand)
{
  if (!is_kind (pattern, WEIR_VALUE_KIND_OBJECT) ||
      weir_value_get_length (pattern) != 1)
    return WEIR_FLOW_TEST_MATCHER_NONE;
  *operand = weir_value_get_member (pattern, 0);
  return find_matcher (weir_value_get_key (pattern, 0, NULL));
}

static gboolean
is_near_operand (const WeirValue *operand)
{
  if (!is_kind (operand, WEIR_VALUE_KIND_ARRAY) ||
      weir_value_get_length (operand) != 2)
    return FALSE;
  for (gsize i = 0; i < 2; i++)
    {
      const WeirValue *item = weir_value_get_item (operand, i);

      if (!is_kind (item, WEIR_VALUE_KIND_NUMBER) ||
          !isfinite (weir_value_get_number (item)))
        return FALSE;
    }
  return weir_value_get_number (weir_value_get_item (operand, 1)) >= 0;
}

static gboolean
is_contains_operand (const WeirValue *operand)
{
  const WeirValue *inner;

  return is_kind (operand, WEIR_VALUE_KIND_STRING) ||
         is_kind (operand, WEIR_VALUE_KIND_ARRAY) ||
         (is_kind (operand, WEIR_VALUE_KIND_OBJECT) &&
          get_named_matcher (operand, &inner) == WEIR_FLOW_TEST_MATCHER_NONE);
}

static gboolean
is_operand (WeirFlowTestMatcher matcher, const WeirValue *operand)
{
  switch (matcher)
    {
    case WEIR_FLOW_TEST_MATCHER_TYPE:
    case WEIR_FLOW_TEST_MATCHER_REGEX:
      return is_kind (operand, WEIR_VALUE_KIND_STRING);
    case WEIR_FLOW_TEST_MATCHER_ANY:
      return is_kind (operand, WEIR_VALUE_KIND_BOOLEAN) &&
             weir_value_get_boolean (operand);
    case WEIR_FLOW_TEST_MATCHER_CONTAINS:
      return is_contains_operand (operand);
    case WEIR_FLOW_TEST_MATCHER_NEAR:
      return is_near_operand (operand);
    case WEIR_FLOW_TEST_MATCHER_LITERAL:
    case WEIR_FLOW_TEST_MATCHER_NONE:
      break;
    }
  return TRUE;
}

WeirFlowTestMatcher
weir_flow_test_pattern_get_matcher (const WeirValue  *pattern,
                                    const WeirValue **operand)
{
  WeirFlowTestMatcher matcher = get_named_matcher (pattern, operand);

  return matcher != WEIR_FLOW_TEST_MATCHER_NONE && is_operand (matcher, *operand)
           ? matcher
           : WEIR_FLOW_TEST_MATCHER_NONE;
}

static gboolean
is_plain_key (const char *key)
{
  if (*key == '\0' || g_ascii_isdigit (*key))
    return FALSE;
  for (; *key != '\0'; key++)
    {
      if (!g_ascii_isalnum (*key) && *key != '_' && *key != '$')
        return FALSE;
    }
  return TRUE;
}

void
weir_flow_test_append_level (GString *path, const char *key, gsize index)
{
  if (key == NULL)
    g_string_append_printf (path, "[%" G_GSIZE_FORMAT "]", index);
  else if (is_plain_key (key))
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", key);
  else
    {
      g_string_append_c (path, '[');
      weir_json_append_string (path, key, strlen (key));
      g_string_append_c (path, ']');
    }
}

char *
weir_flow_test_pattern_place_dup_text (const WeirFlowTestPatternPlace *place)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (guint i = 0; i < place->n_levels; i++)
    weir_flow_test_append_level (path,
                                 place->levels[i].key,
                                 place->levels[i].index);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

typedef struct
{
  GArray               *levels; /* (element-type WeirFlowTestPatternLevel) */
  WeirFlowTestFaultFunc func;
  gpointer              user_data;
} Check;

static void check (Check *self, const WeirValue *pattern);

static void
enter (Check *self, const char *key, gsize index)
{
  WeirFlowTestPatternLevel level = { key, index };

  g_array_append_val (self->levels, level);
}

static void
leave (Check *self)
{
  g_array_set_size (self->levels, self->levels->len - 1);
}

/* Takes @text. */
static void
fail (Check *self, char *text)
{
  g_autofree char         *taken = text;
  WeirFlowTestPatternPlace place = {
    .levels = (const WeirFlowTestPatternLevel *)(gpointer)self->levels->data,
    .n_levels = self->levels->len,
  };

  self->func (&place, taken, self->user_data);
}

static void
check_type (Check *self, const WeirValue *operand)
{
  const char *name;
  const char *guess;

  if (!is_kind (operand, WEIR_VALUE_KIND_STRING))
    {
      fail (self, g_strdup (_ ("“$type” wants a text, such as “number”.")));
      return;
    }
  name = weir_value_get_string (operand, NULL);
  if (g_strv_contains (type_names, name))
    return;
  guess = weir_flow_test_guess (name, type_names);
  if (guess != NULL)
    fail (self,
          g_strdup_printf (_ ("“$type” knows no “%s”; did you mean “%s”?"),
                           name,
                           guess));
  else
    fail (self,
          g_strdup_printf (
            _ ("“$type” knows no “%s”: there are “string”, “number”, "
               "“boolean”, “object”, “array”, “null”, “buffer”, “date” and "
               "“undefined”."),
            name));
}

static void
check_regex (Check *self, const WeirValue *operand)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GError) error = NULL;
  const char        *text;
  gsize              length;

  if (!is_kind (operand, WEIR_VALUE_KIND_STRING))
    {
      fail (self, g_strdup (_ ("“$regex” wants a text: a regular expression.")));
      return;
    }
  text = weir_value_get_string (operand, &length);
  if (!g_utf8_validate_len (text, length, NULL))
    {
      fail (self,
            g_strdup (_ ("“$regex” has characters in it that it can’t have.")));
      return;
    }
  regex = g_regex_new (text, 0, 0, &error);
  if (regex == NULL)
    fail (self,
          g_strdup_printf (_ ("“$regex” is no regular expression: %s."),
                           error->message));
}

static void
check_children (Check *self, const WeirValue *pattern)
{
  gboolean object = is_kind (pattern, WEIR_VALUE_KIND_OBJECT);
  gsize    length = weir_value_get_length (pattern);

  for (gsize i = 0; i < length; i++)
    {
      enter (self, object ? weir_value_get_key (pattern, i, NULL) : NULL, i);
      check (self,
             object ? weir_value_get_member (pattern, i)
                    : weir_value_get_item (pattern, i));
      leave (self);
    }
}

static void
check_contains (Check *self, const WeirValue *operand)
{
  if (is_contains_operand (operand))
    check (self, operand);
  else
    fail (self,
          g_strdup (_ ("“$contains” wants members, items or a text: what must "
                       "be in there.")));
}

static void
check_operand (Check *self, WeirFlowTestMatcher matcher, const WeirValue *operand)
{
  switch (matcher)
    {
    case WEIR_FLOW_TEST_MATCHER_TYPE:
      check_type (self, operand);
      break;
    case WEIR_FLOW_TEST_MATCHER_REGEX:
      check_regex (self, operand);
      break;
    case WEIR_FLOW_TEST_MATCHER_ANY:
      if (!is_operand (matcher, operand))
        fail (self, g_strdup (_ ("“$any” must be true.")));
      break;
    case WEIR_FLOW_TEST_MATCHER_CONTAINS:
      check_contains (self, operand);
      break;
    case WEIR_FLOW_TEST_MATCHER_NEAR:
      if (!is_near_operand (operand))
        fail (self,
              g_strdup (
                _ ("“$near” wants two numbers: what is expected and how "
                   "far off it may be, as in [20, 0.5].")));
      break;
    case WEIR_FLOW_TEST_MATCHER_LITERAL:
    case WEIR_FLOW_TEST_MATCHER_NONE:
      break;
    }
}

static void
fail_unknown (Check *self, const char *key)
{
  const char *guess = weir_flow_test_guess (key, matcher_names);

  if (guess != NULL)
    fail (self,
          g_strdup_printf (_ ("There is no matcher “%s”; did you mean “%s”?"),
                           key,
                           guess));
  else
    fail (self,
          g_strdup_printf (
            _ ("There is no matcher “%s”: there are “$type”, “$regex”, “$any”, "
               "“$contains” and “$near”; a member of that name is written "
               "within {\"$literal\": …}."),
            key));
}

/* An object that has members with a `$`, but is no matcher. Returns whether. */
static gboolean
check_keys (Check *self, const WeirValue *object)
{
  gsize    length = weir_value_get_length (object);
  gboolean fine = TRUE;

  for (gsize i = 0; i < length; i++)
    {
      const char *key = weir_value_get_key (object, i, NULL);

      if (*key != '$')
        continue;
      fine = FALSE;
      enter (self, key, i);
      if (find_matcher (key) == WEIR_FLOW_TEST_MATCHER_NONE)
        fail_unknown (self, key);
      else
        fail (self,
              g_strdup_printf (
                _ ("“%s” must be alone in its object; a member of that name is "
                   "written within {\"$literal\": …}."),
                key));
      leave (self);
    }
  return fine;
}

/* Recursion is bounded by what JSON may nest. */
static void
check (Check *self, const WeirValue *pattern)
{
  const WeirValue    *operand = NULL;
  WeirFlowTestMatcher matcher;

  if (is_kind (pattern, WEIR_VALUE_KIND_ARRAY))
    check_children (self, pattern);
  if (!is_kind (pattern, WEIR_VALUE_KIND_OBJECT))
    return;
  matcher = get_named_matcher (pattern, &operand);
  if (matcher != WEIR_FLOW_TEST_MATCHER_NONE)
    {
      enter (self, weir_value_get_key (pattern, 0, NULL), 0);
      check_operand (self, matcher, operand);
      leave (self);
    }
  else if (check_keys (self, pattern))
    check_children (self, pattern);
}

void
weir_flow_test_pattern_check (const WeirValue      *pattern,
                              WeirFlowTestFaultFunc func,
                              gpointer              user_data)
{
  g_autoptr (GArray) levels =
    g_array_new (FALSE, FALSE, sizeof (WeirFlowTestPatternLevel));
  Check self = { levels, func, user_data };

  check (&self, pattern);
}

typedef struct
{
  char *path;
  char *text;
} FirstFault;

static void
keep_first_cb (const WeirFlowTestPatternPlace *place,
               const char                     *text,
               gpointer                        user_data)
{
  FirstFault *first = user_data;

  if (first->text != NULL)
    return;
  first->path = weir_flow_test_pattern_place_dup_text (place);
  first->text = g_strdup (text);
}

gboolean
weir_flow_test_check_pattern (const WeirValue *pattern, char **path, GError **error)
{
  FirstFault first = { NULL, NULL };

  g_return_val_if_fail (pattern != NULL, FALSE);

  weir_flow_test_pattern_check (pattern, keep_first_cb, &first);
  if (first.text == NULL)
    return TRUE;
  g_set_error_literal (error,
                       WEIR_FLOW_TEST_ERROR,
                       WEIR_FLOW_TEST_ERROR_PATTERN,
                       first.text);
  if (path != NULL)
    *path = g_steal_pointer (&first.path);
  g_free (first.path);
  g_free (first.text);
  return FALSE;
}
