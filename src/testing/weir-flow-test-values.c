/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-private.h"

#include "json/weir-path.h"
#include "testing/weir-flow-test-pattern-private.h"

#include <glib/gi18n-lib.h>

/* The values a step sends and expects: JSON as it is, or patterns whose faults
 * are told where they stand. */

/* Where a fault of a pattern stands: down the same road, in the text. */
static gsize
find_offset (WeirFlowTestParser             *parser,
             const WeirFlowTestPart         *part,
             const WeirFlowTestPatternPlace *place)
{
  gsize            offset = part->start;
  WeirFlowTestPart current = { .start = part->start,
                               .end = part->end,
                               .kind = part->kind };

  for (guint n = 0; n < place->n_levels; n++)
    {
      const WeirFlowTestPatternLevel *level = &place->levels[n];
      g_autoptr (GArray)              parts =
        weir_flow_test_source_split (&parser->source, &current);
      gboolean found = FALSE;

      for (guint i = parts->len; i > 0 && !found; i--)
        {
          const WeirFlowTestPart *item =
            &g_array_index (parts, WeirFlowTestPart, i - 1);

          found = level->key != NULL ? g_strcmp0 (item->key, level->key) == 0
                                     : i - 1 == level->index;
          if (!found)
            continue;
          offset = item->key != NULL ? item->key_start : item->start;
          current.start = item->start;
          current.end = item->end;
          current.kind = item->kind;
        }
      if (!found)
        break;
    }
  return offset;
}

typedef struct
{
  WeirFlowTestParser     *parser;
  const WeirFlowTestPart *part;
} PatternCheck;

static void
fail_pattern_cb (const WeirFlowTestPatternPlace *place,
                 const char                     *text,
                 gpointer                        user_data)
{
  PatternCheck *check = user_data;

  weir_flow_test_parser_fail (check->parser,
                              find_offset (check->parser, check->part, place),
                              "%s",
                              text);
}

static void
check_pattern (WeirFlowTestParser     *parser,
               const WeirFlowTestPart *part,
               const WeirValue        *pattern)
{
  PatternCheck check = { parser, part };

  weir_flow_test_pattern_check (pattern, fail_pattern_cb, &check);
}

static void
fail_member (WeirFlowTestParser *parser, const WeirFlowTestPart *part)
{
  const char *guess =
    weir_flow_test_guess (part->key, weir_flow_test_get_status_members ());

  if (guess != NULL)
    weir_flow_test_parser_fail (
      parser,
      part->key_start,
      _ ("A status has no member “%s”; did you mean “%s”?"),
      part->key,
      guess);
  else
    weir_flow_test_parser_fail (
      parser,
      part->key_start,
      _ ("A status has no member “%s”: there are “fill”, “shape” and “text”."),
      part->key);
}

static void
fail_property (WeirFlowTestParser *parser, const WeirFlowTestPart *part)
{
  weir_flow_test_parser_fail (
    parser,
    part->key_start,
    _ ("“%s” is no property of a message, such as “payload” or "
       "“payload.items[0]”."),
    part->key);
}

static gboolean
is_property (const char *name)
{
  g_autoptr (WeirPath) path = weir_path_new_message (name, NULL);

  return path != NULL;
}

/* One pattern of an `expectDebug` or `expectStatus`. */
static void
read_node_member (WeirFlowTestParser     *parser,
                  WeirFlowTestField       field,
                  const WeirFlowTestPart *part,
                  WeirFlowTestStep       *step)
{
  gboolean              status = field == WEIR_FLOW_TEST_FIELD_STATUS;
  g_autoptr (WeirValue) pattern = NULL;

  if (g_str_equal (part->key, "node") && step->node != NULL)
    weir_flow_test_parser_fail (parser,
                                part->key_start,
                                _ ("“%s” is there twice."),
                                part->key);
  else if (g_str_equal (part->key, "node"))
    step->node = weir_flow_test_parser_read_name (parser, part, "node");
  else if (status &&
           !g_strv_contains (weir_flow_test_get_status_members (), part->key))
    fail_member (parser, part);
  else if (!status && !is_property (part->key))
    fail_property (parser, part);
  else if (weir_value_lookup (step->value, part->key) != NULL)
    weir_flow_test_parser_fail (parser,
                                part->key_start,
                                _ ("“%s” is there twice."),
                                part->key);
  else
    {
      pattern = weir_flow_test_source_read (&parser->source, part);
      check_pattern (parser, part, pattern);
      step->value = weir_value_with_member (step->value,
                                            part->key,
                                            g_steal_pointer (&pattern));
    }
}

static gboolean
has_node (GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      if (g_str_equal (g_array_index (parts, WeirFlowTestPart, i).key, "node"))
        return TRUE;
    }
  return FALSE;
}

static void
read_node (WeirFlowTestParser     *parser,
           WeirFlowTestField       field,
           const WeirFlowTestPart *part,
           WeirFlowTestStep       *step)
{
  gboolean           status = field == WEIR_FLOW_TEST_FIELD_STATUS;
  g_autoptr (GArray) parts = NULL;

  if (!weir_flow_test_parser_want (parser,
                                   part,
                                   WEIR_JSON_TOKEN_OBJECT_START,
                                   status ? "expectStatus" : "expectDebug"))
    return;
  parts = weir_flow_test_source_split (&parser->source, part);
  step->value = weir_value_new_object ();
  for (guint i = 0; i < parts->len; i++)
    read_node_member (parser,
                      field,
                      &g_array_index (parts, WeirFlowTestPart, i),
                      step);
  if (!has_node (parts))
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("“node” is missing: id or name of the node it is about."));
  if (status && parts->len < 2)
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("Nothing is said about the status: “fill”, “shape” or “text”."));
}

void
weir_flow_test_parser_read_value (WeirFlowTestParser     *parser,
                                  WeirFlowTestField       field,
                                  const WeirFlowTestPart *part,
                                  WeirFlowTestStep       *step)
{
  if (field == WEIR_FLOW_TEST_FIELD_DEBUG || field == WEIR_FLOW_TEST_FIELD_STATUS)
    {
      read_node (parser, field, part, step);
      return;
    }
  if (field == WEIR_FLOW_TEST_FIELD_MESSAGE &&
      !weir_flow_test_parser_want (parser, part, WEIR_JSON_TOKEN_OBJECT_START, "msg"))
    return;
  step->value = weir_flow_test_source_read (&parser->source, part);
  if (field == WEIR_FLOW_TEST_FIELD_PATTERN)
    check_pattern (parser, part, step->value);
}
