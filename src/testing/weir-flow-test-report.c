/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "testing/weir-flow-test-report.h"

WeirFlowTestResult *
weir_flow_test_result_new (void)
{
  WeirFlowTestResult *self = g_new0 (WeirFlowTestResult, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

WeirFlowTestResult *
weir_flow_test_result_ref (WeirFlowTestResult *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
weir_flow_test_result_unref (WeirFlowTestResult *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->text);
  g_free (self->message);
  g_free (self->expected);
  g_free (self->got);
  g_free (self->difference);
  g_clear_pointer (&self->seen, g_ptr_array_unref);
  g_free (self->node_id);
  g_free (self);
}

WeirFlowTestReport *
weir_flow_test_report_new (const char *file)
{
  WeirFlowTestReport *self = g_new0 (WeirFlowTestReport, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->file = g_strdup (file);
  self->results =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_flow_test_result_unref);
  return self;
}

WeirFlowTestReport *
weir_flow_test_report_ref (WeirFlowTestReport *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
weir_flow_test_report_unref (WeirFlowTestReport *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->file);
  g_free (self->error);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->coverage, weir_flow_test_coverage_unref);
  g_free (self);
}

gboolean
weir_flow_test_report_passed (const WeirFlowTestReport *self)
{
  if (self->error != NULL || self->results->len == 0)
    return FALSE;
  for (guint i = 0; i < self->results->len; i++)
    {
      const WeirFlowTestResult *result = self->results->pdata[i];

      if (result->outcome != WEIR_FLOW_TEST_PASSED)
        return FALSE;
    }
  return TRUE;
}
