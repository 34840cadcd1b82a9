/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-check.h"

#include "json/weir-convert.h"
#include "json/weir-value-walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A test seen with its flow: what can be said before anything runs. */

typedef struct
{
  WeirFlowTest       *test;
  const WeirRegistry *registry;
  const WeirSnapshot *snapshot;
  GPtrArray          *problems;
} Check;

/* Takes @text. */
static void
add_problem (Check                  *self,
             WeirSeverity            severity,
             const WeirFlowTestStep *step,
             char                   *text)
{
  WeirFlowTestProblem *problem = g_new0 (WeirFlowTestProblem, 1);

  problem->severity = severity;
  problem->line = step->line;
  problem->column = step->column;
  problem->text = text;
  g_ptr_array_add (self->problems, problem);
}

static gboolean
is_off (const WeirEntry *debug)
{
  return weir_value_is_boolean (weir_value_lookup (debug->value, "active"),
                                FALSE);
}

static void
check_node (Check *self, const WeirFlowTestStep *step)
{
  g_autoptr (GError) error = NULL;
  const WeirEntry   *entry = weir_flow_test_find_node (self->registry,
                                                     self->snapshot,
                                                     step->kind,
                                                     step->node,
                                                     &error);

  if (entry == NULL)
    add_problem (self, WEIR_SEVERITY_ERROR, step, g_strdup (error->message));
  else if (step->kind == WEIR_FLOW_TEST_EXPECT_DEBUG && is_off (entry))
    add_problem (self,
                 WEIR_SEVERITY_WARNING,
                 step,
                 g_strdup_printf (_ ("“%s” is switched off and shows nothing."),
                                  step->node));
}

/* Paths ------------------------------------------------------------------ */

static const char *
skip_slash (const char *path)
{
  return *path == '/' ? path + 1 : path;
}

static gboolean
has_scheme (const char *path)
{
  return g_ascii_strncasecmp (path, "ws://", 5) == 0 ||
         g_ascii_strncasecmp (path, "wss://", 6) == 0;
}

/* Whether a client of that path finds a listener: compared exactly, but for the
 * query and a first slash, which a listener may leave out. One whose path is
 * known only when it runs may be any. */
static gboolean
is_listened_on (Check *self, const char *path)
{
  guint length = weir_snapshot_get_n_entries (self->snapshot);
  gsize size = strcspn (path, "?");

  for (guint i = 0; i < length; i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (self->snapshot, i);
      const char      *own = weir_value_lookup_string (entry->value, "path");

      if (!g_str_equal (entry->type, "websocket-listener") || own == NULL ||
          has_scheme (own) || !weir_snapshot_runs (self->snapshot, entry))
        continue;
      if (strstr (own, "${") != NULL)
        return TRUE;
      own = skip_slash (own);
      if (strlen (own) == size - 1 && strncmp (own, path + 1, size - 1) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_path (Check *self, const WeirFlowTestStep *step)
{
  if (strstr (step->path, "${") != NULL || is_listened_on (self, step->path))
    return;
  add_problem (self,
               WEIR_SEVERITY_WARNING,
               step,
               g_strdup_printf (_ (
                                  "No listener of the flow has the path “%s”."),
                                step->path));
}

/* Ports ------------------------------------------------------------------ */

static gboolean
mentions (const WeirValue *value, const char *name)
{
  g_auto (WeirWalk) walk = WEIR_WALK_INIT;
  WeirWalkStep      at;

  weir_walk_start (&walk, value);
  while (weir_walk_next (&walk, &at))
    {
      if (at.event == WEIR_WALK_LEAF &&
          weir_value_get_kind (at.value) == WEIR_VALUE_KIND_STRING &&
          strstr (weir_value_get_string (at.value, NULL), name) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
flow_mentions (Check *self, const char *text)
{
  guint length = weir_snapshot_get_n_entries (self->snapshot);

  for (guint i = 0; i < length; i++)
    {
      if (mentions (weir_snapshot_get_entry (self->snapshot, i)->value, text))
        return TRUE;
    }
  return FALSE;
}

/* Another variable of the test may pass a port on; or the test says which port
 * to take, since the flow has it wired in. */
static gboolean
is_passed_on (Check *self, const char *name)
{
  GHashTable    *env = weir_flow_test_get_env (self->test);
  const char    *fixed;
  GHashTableIter iter;
  gpointer       text;

  if (env == NULL)
    return FALSE;
  fixed = g_hash_table_lookup (env, name);
  if (fixed != NULL && flow_mentions (self, fixed))
    return TRUE;
  g_hash_table_iter_init (&iter, env);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    {
      if (strstr (text, name) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
check_port (Check *self, const WeirFlowTestStep *step)
{
  if (is_passed_on (self, step->port) || flow_mentions (self, step->port))
    return;
  add_problem (self,
               WEIR_SEVERITY_WARNING,
               step,
               g_strdup_printf (_ ("The flow never asks for the port “${%s}”."),
                                step->port));
}

static void
check_steps (Check *self, GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const WeirFlowTestStep *step = steps->pdata[i];

      if (step->node != NULL)
        check_node (self, step);
      if (step->kind == WEIR_FLOW_TEST_CONNECT && step->path != NULL)
        check_path (self, step);
      if (step->port != NULL)
        check_port (self, step);
      if (step->steps != NULL)
        check_steps (self, step->steps);
    }
}

GPtrArray *
weir_flow_test_check (WeirFlowTest       *test,
                      const WeirRegistry *registry,
                      const WeirSnapshot *snapshot)
{
  Check check = { test, registry, snapshot, NULL };

  g_return_val_if_fail (test != NULL, NULL);
  g_return_val_if_fail (registry != NULL && snapshot != NULL, NULL);

  check.problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_flow_test_problem_free);
  check_steps (&check, weir_flow_test_get_steps (test));
  return check.problems;
}
