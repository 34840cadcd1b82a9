/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-private.h"

/* A test file that was read: plain data, made by the parser. */

G_DEFINE_QUARK (weir - flow - test - error - quark, weir_flow_test_error)

void
weir_flow_test_problem_free (WeirFlowTestProblem *problem)
{
  g_free (problem->text);
  g_free (problem);
}

WeirFlowTestStep *
weir_flow_test_step_new (WeirFlowTestKind kind)
{
  WeirFlowTestStep *step = g_new0 (WeirFlowTestStep, 1);

  step->kind = kind;
  return step;
}

void
weir_flow_test_step_free (WeirFlowTestStep *step)
{
  g_free (step->peer);
  g_free (step->node);
  g_free (step->path);
  g_free (step->port);
  g_strfreev (step->protocols);
  g_strfreev (step->headers);
  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_clear_pointer (&step->value, weir_value_unref);
  g_clear_pointer (&step->steps, g_ptr_array_unref);
  g_free (step);
}

WeirFlowTest *
weir_flow_test_ref (WeirFlowTest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
weir_flow_test_unref (WeirFlowTest *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->flow);
  g_clear_pointer (&self->env, g_hash_table_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

const char *
weir_flow_test_get_flow (WeirFlowTest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->flow;
}

void
weir_flow_test_get_flow_place (WeirFlowTest *self, guint *line, guint *column)
{
  g_return_if_fail (self != NULL && line != NULL && column != NULL);

  *line = self->flow_line;
  *column = self->flow_column;
}

GHashTable *
weir_flow_test_get_env (WeirFlowTest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->env;
}

double
weir_flow_test_get_timeout (WeirFlowTest *self)
{
  g_return_val_if_fail (self != NULL, WEIR_FLOW_TEST_TIMEOUT);

  return self->timeout;
}

GPtrArray *
weir_flow_test_get_steps (WeirFlowTest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->steps;
}

gboolean
weir_flow_test_is_test (GBytes *bytes)
{
  WeirFlowTestSource source;
  WeirFlowTestPart   root;
  g_autoptr (GArray) parts = NULL;

  g_return_val_if_fail (bytes != NULL, FALSE);

  weir_flow_test_source_init (&source, bytes);
  root = weir_flow_test_source_get_root (&source);
  if (root.kind != WEIR_JSON_TOKEN_OBJECT_START)
    return FALSE;

  /* Also of a text that is broken further down, so that its problem is told
   * as one of a test. */
  parts = weir_flow_test_source_split (&source, &root);
  for (guint i = 0; i < parts->len; i++)
    {
      if (g_strcmp0 (g_array_index (parts, WeirFlowTestPart, i).key, "steps") == 0)
        return TRUE;
    }
  return FALSE;
}
