/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-private.h"

#include <glib/gi18n-lib.h>

/* Steps whose order does not matter. What comes to one peer or debug node still
 * has an order, so only as many messages are taken as there are steps about it;
 * each must fit one of them. A message that fits several may be given to another
 * step later on: the steps and messages are matched (augmenting paths), so that
 * a pattern that fits all never takes what only another needs. */

#define NOBODY G_MAXUINT

/* The messages of one peer or node, and the steps that want them. */
typedef struct
{
  char      *name;
  GPtrArray *steps; /* (element-type WeirFlowTestStep), borrowed */
  GPtrArray *items; /* WeirFlowTestFrame or WeirRecord, owned, as they came */
  GArray    *owner; /* (element-type guint): by step: its item, or NOBODY */
  GArray    *owned; /* (element-type guint): by item: its step */
} Inbox;

struct _WeirFlowTestGroup
{
  GPtrArray *inboxes; /* Inbox */
  GPtrArray *others;  /* (element-type WeirFlowTestStep): still waiting, for
                       * what is no message */
};

static void
clear_frame (gpointer data)
{
  weir_flow_test_frame_free (data);
}

static void
inbox_free (gpointer data)
{
  Inbox *inbox = data;

  g_free (inbox->name);
  g_ptr_array_unref (inbox->steps);
  g_ptr_array_unref (inbox->items);
  g_array_unref (inbox->owner);
  g_array_unref (inbox->owned);
  g_free (inbox);
}

static gboolean
is_debug (const WeirFlowTestStep *step)
{
  return step->kind == WEIR_FLOW_TEST_EXPECT_DEBUG;
}

static gboolean
wants_message (const WeirFlowTestStep *step)
{
  return is_debug (step) || step->kind == WEIR_FLOW_TEST_EXPECT ||
         step->kind == WEIR_FLOW_TEST_EXPECT_BINARY;
}

static Inbox *
get_inbox (WeirFlowTestGroup *group, const WeirFlowTestStep *step)
{
  const char *name = is_debug (step) ? step->node : step->peer;
  Inbox      *inbox;

  for (guint i = 0; i < group->inboxes->len; i++)
    {
      inbox = group->inboxes->pdata[i];
      if (g_str_equal (inbox->name, name) &&
          is_debug (inbox->steps->pdata[0]) == is_debug (step))
        return inbox;
    }
  inbox = g_new0 (Inbox, 1);
  inbox->name = g_strdup (name);
  inbox->steps = g_ptr_array_new ();
  inbox->items = g_ptr_array_new_with_free_func (
    is_debug (step) ? (GDestroyNotify)weir_record_unref : clear_frame);
  inbox->owner = g_array_new (FALSE, FALSE, sizeof (guint));
  inbox->owned = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (group->inboxes, inbox);
  return inbox;
}

WeirFlowTestGroup *
weir_flow_test_group_new (const WeirFlowTestStep *step)
{
  WeirFlowTestGroup *group = g_new0 (WeirFlowTestGroup, 1);
  guint              nobody = NOBODY;

  group->inboxes = g_ptr_array_new_with_free_func (inbox_free);
  group->others = g_ptr_array_new ();
  for (guint i = 0; i < step->steps->len; i++)
    {
      WeirFlowTestStep *inner = step->steps->pdata[i];
      Inbox            *inbox;

      if (!wants_message (inner))
        {
          g_ptr_array_add (group->others, inner);
          continue;
        }
      inbox = get_inbox (group, inner);
      g_ptr_array_add (inbox->steps, inner);
      g_array_append_val (inbox->owner, nobody);
    }
  return group;
}

void
weir_flow_test_group_free (WeirFlowTestGroup *group)
{
  g_ptr_array_unref (group->inboxes);
  g_ptr_array_unref (group->others);
  g_free (group);
}

/* Matching --------------------------------------------------------------- */

static gboolean
fits (WeirFlowTestRun *run, Inbox *inbox, guint step, guint item)
{
  const WeirFlowTestStep *wanted = inbox->steps->pdata[step];

  return is_debug (wanted)
           ? weir_flow_test_compare_debug (run,
                                           wanted,
                                           inbox->items->pdata[item],
                                           NULL)
           : weir_flow_test_compare_frame (run,
                                           wanted,
                                           inbox->items->pdata[item],
                                           NULL);
}

/* Gives @step to the item that reached it, that item's step to the one before,
 * and so on. */
static void
hand_over (Inbox *inbox, guint step, const guint *via)
{
  for (;;)
    {
      guint item = via[step];
      guint before = g_array_index (inbox->owned, guint, item);

      g_array_index (inbox->owner, guint, step) = item;
      g_array_index (inbox->owned, guint, item) = step;
      if (before == NOBODY)
        return;
      step = before;
    }
}

/* Returns: whether the newest item finds a step, others moving on if need be */
static gboolean
place_newest (WeirFlowTestRun *run, Inbox *inbox)
{
  guint              n = inbox->steps->len;
  g_autofree guint  *via = g_new (guint, n); /* by step: who reached it */
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));
  guint              newest = inbox->items->len - 1;

  for (guint i = 0; i < n; i++)
    via[i] = NOBODY;
  g_array_append_val (items, newest);
  for (guint i = 0; i < items->len; i++)
    {
      guint item = g_array_index (items, guint, i);

      for (guint step = 0; step < n; step++)
        {
          guint owner = g_array_index (inbox->owner, guint, step);

          if (via[step] != NOBODY || !fits (run, inbox, step, item))
            continue;
          via[step] = item;
          if (owner == NOBODY)
            {
              hand_over (inbox, step, via);
              return TRUE;
            }
          g_array_append_val (items, owner);
        }
    }
  return FALSE;
}

/* Returns: (nullable): a step nothing came for yet */
static const WeirFlowTestStep *
get_open (Inbox *inbox)
{
  for (guint i = 0; i < inbox->steps->len; i++)
    if (g_array_index (inbox->owner, guint, i) == NOBODY)
      return inbox->steps->pdata[i];
  return NULL;
}

/* Looking ---------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): the next message */
static gpointer
take (WeirFlowTestRun *run, Inbox *inbox)
{
  const WeirFlowTestStep *step = inbox->steps->pdata[0];
  WeirFlowTestPeer       *peer;

  if (is_debug (step))
    return weir_flow_test_nodes_take_debug (
      run->nodes,
      weir_flow_test_nodes_find (run->nodes, step->kind, step->node, NULL));
  peer = weir_flow_test_peers_lookup (run->peers, step->peer);
  return peer != NULL ? weir_flow_test_peer_take (peer) : NULL;
}

static void
tell_stranger (WeirFlowTestRun *run, Inbox *inbox, WeirFlowTestResult *result)
{
  const WeirFlowTestStep *open = get_open (inbox);
  gpointer                item = inbox->items->pdata[inbox->items->len - 1];

  /* What it differs in is shown against a step that still waits. */
  if (is_debug (open))
    weir_flow_test_compare_debug (run, open, item, result);
  else
    weir_flow_test_compare_frame (run, open, item, result);
  g_free (result->message);
  result->message =
    g_strdup_printf (_ ("A message of %s fits none of these steps."),
                     inbox->name);
}

static WeirFlowTestVerdict
look_at_inbox (WeirFlowTestRun *run, Inbox *inbox, WeirFlowTestResult *result)
{
  guint nobody = NOBODY;

  while (inbox->items->len < inbox->steps->len)
    {
      gpointer item = take (run, inbox);

      if (item == NULL)
        return weir_flow_test_step_is_flooded (run, inbox->steps->pdata[0], result)
                 ? WEIR_FLOW_TEST_BROKEN
                 : WEIR_FLOW_TEST_WAITING;
      g_ptr_array_add (inbox->items, item);
      g_array_append_val (inbox->owned, nobody);
      if (place_newest (run, inbox))
        continue;
      tell_stranger (run, inbox, result);
      return WEIR_FLOW_TEST_BROKEN;
    }
  return WEIR_FLOW_TEST_FULFILLED;
}

static WeirFlowTestVerdict
look_at_others (WeirFlowTestRun    *run,
                WeirFlowTestGroup  *group,
                WeirFlowTestResult *result)
{
  for (guint i = 0; i < group->others->len;)
    {
      WeirFlowTestVerdict verdict =
        weir_flow_test_step_look (run, group->others->pdata[i], result);

      if (verdict == WEIR_FLOW_TEST_BROKEN)
        return verdict;
      if (verdict == WEIR_FLOW_TEST_FULFILLED)
        g_ptr_array_remove_index (group->others, i);
      else
        i++;
    }
  return group->others->len == 0 ? WEIR_FLOW_TEST_FULFILLED
                                 : WEIR_FLOW_TEST_WAITING;
}

WeirFlowTestVerdict
weir_flow_test_group_look (WeirFlowTestRun *run, WeirFlowTestResult *result)
{
  WeirFlowTestGroup  *group = run->group;
  WeirFlowTestVerdict all = look_at_others (run, group, result);

  for (guint i = 0; i < group->inboxes->len && all != WEIR_FLOW_TEST_BROKEN; i++)
    {
      WeirFlowTestVerdict verdict =
        look_at_inbox (run, group->inboxes->pdata[i], result);

      if (verdict != WEIR_FLOW_TEST_FULFILLED)
        all = verdict;
    }
  return all;
}

WeirFlowTestVerdict
weir_flow_test_group_late (WeirFlowTestRun *run, WeirFlowTestResult *result)
{
  WeirFlowTestGroup      *group = run->group;
  const WeirFlowTestStep *open = NULL;
  WeirFlowTestVerdict     verdict;

  for (guint i = 0; i < group->inboxes->len && open == NULL; i++)
    open = get_open (group->inboxes->pdata[i]);
  if (open == NULL)
    open = group->others->pdata[0];
  verdict = weir_flow_test_step_late (run, open, result);
  if (result->message != NULL)
    {
      g_autofree char *what = weir_flow_test_step_describe (open);
      g_autofree char *why = g_steal_pointer (&result->message);

      /* Translators: a step of a group, and why it isn't fulfilled */
      result->message = g_strdup_printf (_ ("%s: %s"), what, why);
    }
  return verdict;
}
