/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Steps: which kind each is, which members it has, and whether its peer is
 * there by then. */

static const WeirFlowTestPart *
get_part (GArray *parts, guint index)
{
  return &g_array_index (parts, WeirFlowTestPart, index);
}

static gboolean
is_first (GArray *parts, guint index)
{
  for (guint i = 0; i < index; i++)
    {
      if (g_str_equal (get_part (parts, i)->key, get_part (parts, index)->key))
        return FALSE;
    }
  return TRUE;
}

/* Names of the kinds, and of the members a step may have; ended by NULL. */
static GPtrArray *
list_names (const WeirFlowTestKindInfo *info)
{
  GPtrArray *names = g_ptr_array_new ();

  if (info == NULL)
    {
      for (guint i = 0; i < weir_flow_test_get_n_kinds (); i++)
        g_ptr_array_add (names, (gpointer)weir_flow_test_get_nth_kind (i)->name);
    }
  else
    {
      for (guint i = 0; info->members[i] != NULL; i++)
        g_ptr_array_add (names, (gpointer)info->members[i]);
    }
  g_ptr_array_add (names, NULL);
  return names;
}

static char *
join_names (GPtrArray *names)
{
  g_autofree char *joined =
    g_strjoinv (_ ("”, “"), (char **)(gpointer)names->pdata);

  /* Translators: names of members, in quotes and with commas between */
  return g_strdup_printf (_ ("“%s”"), joined);
}

static void
fail_no_kind (WeirFlowTestParser     *parser,
              const WeirFlowTestPart *step,
              GArray                 *parts)
{
  g_autoptr (GPtrArray) names = list_names (NULL);
  g_autofree char      *list = join_names (names);

  for (guint i = 0; i < parts->len; i++)
    {
      const WeirFlowTestPart *part = get_part (parts, i);
      const char             *guess;

      if (weir_flow_test_find_member (part->key) != NULL)
        continue;
      guess = weir_flow_test_guess (part->key, (const char *const *)names->pdata);
      if (guess != NULL)
        weir_flow_test_parser_fail (
          parser,
          part->key_start,
          _ ("There is no step “%s”; did you mean “%s”?"),
          part->key,
          guess);
      else
        weir_flow_test_parser_fail (parser,
                                    part->key_start,
                                    _ ("There is no step “%s”: there are %s."),
                                    part->key,
                                    list);
      return;
    }
  weir_flow_test_parser_fail (parser,
                              step->start,
                              _ ("The step does not say what it does: one of "
                                 "%s is missing."),
                              list);
}

static void
fail_stranger (WeirFlowTestParser         *parser,
               const WeirFlowTestPart     *part,
               const WeirFlowTestKindInfo *info)
{
  g_autoptr (GPtrArray) names = list_names (info);
  g_autofree char      *list = join_names (names);
  const char           *guess =
    weir_flow_test_guess (part->key, (const char *const *)names->pdata);

  if (info->field == WEIR_FLOW_TEST_FIELD_DEBUG ||
      info->field == WEIR_FLOW_TEST_FIELD_STATUS)
    weir_flow_test_parser_fail (
      parser,
      part->key_start,
      _ ("“%s” belongs into the braces of “%s”, beside “node”."),
      part->key,
      info->name);
  else if (guess != NULL && weir_flow_test_find_member (part->key) == NULL)
    weir_flow_test_parser_fail (parser,
                                part->key_start,
                                _ ("“%s” has no member “%s”; did you mean "
                                   "“%s”?"),
                                info->name,
                                part->key,
                                guess);
  else
    weir_flow_test_parser_fail (parser,
                                part->key_start,
                                _ ("“%s” has no member “%s”: there are %s."),
                                info->name,
                                part->key,
                                list);
}

static const WeirFlowTestKindInfo *
find_kind (WeirFlowTestParser *parser, const WeirFlowTestPart *step, GArray *parts)
{
  const WeirFlowTestKindInfo *found = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      const WeirFlowTestPart     *part = get_part (parts, i);
      const WeirFlowTestKindInfo *info = weir_flow_test_find_kind (part->key);

      if (info != NULL && found != NULL && info != found)
        weir_flow_test_parser_fail (
          parser,
          part->key_start,
          _ ("“%s” and “%s” are two steps; put each in an object of its own."),
          found->name,
          part->key);
      else if (info != NULL)
        found = info;
    }
  if (found == NULL)
    fail_no_kind (parser, step, parts);
  return found;
}

/* Whether members may well be another kind's, which find_kind() told. */
static gboolean
has_several_kinds (const WeirFlowTestKindInfo *info, GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const WeirFlowTestKindInfo *other =
        weir_flow_test_find_kind (get_part (parts, i)->key);

      if (other != NULL && other != info)
        return TRUE;
    }
  return FALSE;
}

static void
read_members (WeirFlowTestParser         *parser,
              const WeirFlowTestKindInfo *info,
              GArray                     *parts,
              WeirFlowTestStep           *step)
{
  gboolean several = has_several_kinds (info, parts);

  for (guint i = 0; i < parts->len; i++)
    {
      const WeirFlowTestPart   *part = get_part (parts, i);
      const WeirFlowTestMember *member = weir_flow_test_find_member (part->key);

      if (!is_first (parts, i))
        weir_flow_test_parser_fail (parser,
                                    part->key_start,
                                    _ ("“%s” is there twice."),
                                    part->key);
      else if (g_str_equal (part->key, info->name))
        weir_flow_test_parser_read_field (parser,
                                          info->name,
                                          info->field,
                                          part,
                                          step);
      else if (member != NULL && weir_flow_test_kind_has_member (info, part->key))
        weir_flow_test_parser_read_field (parser,
                                          member->name,
                                          member->field,
                                          part,
                                          step);
      else if (!several && weir_flow_test_find_kind (part->key) == NULL)
        fail_stranger (parser, part, info);
    }
}

static gboolean
has_part (GArray *parts, const char *key)
{
  for (guint i = 0; i < parts->len; i++)
    {
      if (g_str_equal (get_part (parts, i)->key, key))
        return TRUE;
    }
  return FALSE;
}

static void
check_required (WeirFlowTestParser         *parser,
                const WeirFlowTestKindInfo *info,
                const WeirFlowTestPart     *step,
                GArray                     *parts)
{
  if (info->required == NULL || has_part (parts, info->required))
    return;
  if (g_str_equal (info->required, "from"))
    weir_flow_test_parser_fail (
      parser,
      step->start,
      _ ("“from” is missing: the peer that sends, named by “connect” or "
         "“serve”."));
  else if (g_str_equal (info->required, "to"))
    weir_flow_test_parser_fail (
      parser,
      step->start,
      _ ("“to” is missing: the peer that gets it, named by “connect” or "
         "“serve”."));
  else if (g_str_equal (info->required, "path"))
    weir_flow_test_parser_fail (
      parser,
      step->start,
      _ ("“path” is missing: the listener’s path, such as “/ws/echo”."));
  else
    weir_flow_test_parser_fail (
      parser,
      step->start,
      _ ("“port” is missing: the variable the flow finds the port in, such as "
         "“${PORT_UP}”."));
}

/* What a group may not have in it. */
static void
check_in_group (WeirFlowTestParser         *parser,
                const WeirFlowTestKindInfo *info,
                const WeirFlowTestPart     *step)
{
  if (info->kind == WEIR_FLOW_TEST_UNORDERED)
    weir_flow_test_parser_fail (parser,
                                step->start,
                                _ ("“unordered” can’t stand in “unordered”."));
  else if (info->kind == WEIR_FLOW_TEST_EXPECT_NOTHING)
    weir_flow_test_parser_fail (
      parser,
      step->start,
      _ ("“expectNothing” can’t stand in “unordered”: nothing has no order."));
  else if (!info->expects)
    weir_flow_test_parser_fail (
      parser,
      step->start,
      _ ("“%s” can’t stand in “unordered”: only what is expected can come in "
         "any order."),
      info->name);
}

/* Whose connection ends here. */
static void
note_close (WeirFlowTestParser *parser, const WeirFlowTestStep *step)
{
  WeirFlowTestPeer *peer = NULL;

  if (step->peer != NULL && (step->kind == WEIR_FLOW_TEST_CLOSE ||
                             step->kind == WEIR_FLOW_TEST_EXPECT_CLOSE))
    peer = g_hash_table_lookup (parser->peers, step->peer);
  if (peer != NULL && peer->closed_line == 0)
    peer->closed_line = step->line;
}

/* A client's connection is over for good; a server's clients come again. */
static void
check_open (WeirFlowTestParser     *parser,
            const WeirFlowTestPart *part,
            const WeirFlowTestStep *step)
{
  const WeirFlowTestPeer *peer;

  if (step->peer == NULL || (step->kind != WEIR_FLOW_TEST_SEND &&
                             step->kind != WEIR_FLOW_TEST_SEND_BINARY &&
                             step->kind != WEIR_FLOW_TEST_CLOSE))
    return;
  peer = g_hash_table_lookup (parser->peers, step->peer);
  if (peer != NULL && !peer->serves && peer->closed_line > 0)
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("The connection of “%s” is over since line %u."),
      step->peer,
      peer->closed_line);
}

static WeirFlowTestStep *
read_step (WeirFlowTestParser     *parser,
           const WeirFlowTestPart *part,
           gboolean                in_group)
{
  g_autoptr (GArray) parts = weir_flow_test_source_split (&parser->source, part);
  const WeirFlowTestKindInfo *info = find_kind (parser, part, parts);
  WeirFlowTestStep           *step;

  if (info == NULL)
    {
      /* One that may well have been it. */
      parser->n_expectations++;
      return NULL;
    }
  step = weir_flow_test_step_new (info->kind);
  step->number = parser->n_steps;
  weir_flow_test_source_locate (&parser->source,
                                part->start,
                                &step->line,
                                &step->column);
  parser->n_expectations += info->expects;
  if (in_group)
    check_in_group (parser, info, part);
  check_required (parser, info, part, parts);
  if (!in_group || info->kind != WEIR_FLOW_TEST_UNORDERED)
    read_members (parser, info, parts, step);
  check_open (parser, part, step);
  note_close (parser, step);
  return step;
}

GPtrArray *
weir_flow_test_parser_read_steps (WeirFlowTestParser     *parser,
                                  const WeirFlowTestPart *array,
                                  gboolean                in_group)
{
  g_autoptr (GArray) parts = weir_flow_test_source_split (&parser->source, array);
  GPtrArray         *steps =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_flow_test_step_free);

  for (guint i = 0; i < parts->len; i++)
    {
      const WeirFlowTestPart *part = get_part (parts, i);
      WeirFlowTestStep       *step = NULL;

      if (++parser->n_steps == WEIR_FLOW_TEST_MAX_STEPS + 1)
        weir_flow_test_parser_fail (parser,
                                    part->start,
                                    _ ("There are more than %d steps."),
                                    WEIR_FLOW_TEST_MAX_STEPS);
      if (parser->n_steps > WEIR_FLOW_TEST_MAX_STEPS)
        break;
      weir_flow_test_source_mark (&parser->source, part->start);
      if (weir_flow_test_parser_want (parser,
                                      part,
                                      WEIR_JSON_TOKEN_OBJECT_START,
                                      NULL))
        step = read_step (parser, part, in_group);
      if (step != NULL)
        g_ptr_array_add (steps, step);
    }
  return steps;
}
