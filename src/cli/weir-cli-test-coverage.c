/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-print.h"
#include "cli/weir-cli-test-plan.h"
#include "testing/weir-flow-test-coverage-format.h"

/* What the tests of each flow left out, all of them together. */

/* The lines of a larger file are not looked up. */
#define MAX_FLOW_BYTES (64 * 1024 * 1024)

/* Returns: (transfer full) (element-type WeirFlowTestCoverage): one a flow, in
 *   the order they first appear */
static GPtrArray *
merge (GPtrArray *reports)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (
    (GDestroyNotify)weir_flow_test_coverage_unref);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < reports->len; i++)
    {
      const WeirFlowTestReport *report = reports->pdata[i];
      const char               *flow;
      gpointer                  place;
      WeirFlowTestCoverage     *before;

      if (report->coverage == NULL)
        continue;
      flow = weir_flow_test_coverage_get_flow (report->coverage);
      if (!g_hash_table_lookup_extended (places, flow, NULL, &place))
        {
          g_hash_table_insert (places,
                               (gpointer)flow,
                               GUINT_TO_POINTER (merged->len));
          g_ptr_array_add (merged,
                           weir_flow_test_coverage_ref (report->coverage));
          continue;
        }
      before = merged->pdata[GPOINTER_TO_UINT (place)];
      merged->pdata[GPOINTER_TO_UINT (place)] =
        weir_flow_test_coverage_merge (before, report->coverage);
      weir_flow_test_coverage_unref (before);
    }
  return merged;
}

static void
append_github (GString *out, WeirFlowTestCoverage *coverage)
{
  const char           *path = weir_flow_test_coverage_get_flow (coverage);
  g_autofree char      *text = NULL;
  g_autoptr (GFile)     file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file,
                                                  G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE,
                                                  NULL,
                                                  NULL);

  if (info != NULL && g_file_info_get_size (info) <= MAX_FLOW_BYTES)
    g_file_get_contents (path, &text, NULL, NULL);
  weir_flow_test_coverage_append_github (out, coverage, text);
}

void
weir_cli_tests_print_coverage (WeirCliCoverage format, GPtrArray *reports)
{
  g_autoptr (GPtrArray) coverages = merge (reports);
  g_autoptr (GString)   out = g_string_new (NULL);

  for (guint i = 0; i < reports->len && format == WEIR_CLI_COVERAGE_GITHUB; i++)
    weir_flow_test_report_append_github (out, reports->pdata[i]);
  for (guint i = 0; i < coverages->len; i++)
    {
      switch (format)
        {
        case WEIR_CLI_COVERAGE_TEXT:
          weir_flow_test_coverage_append_text (out, coverages->pdata[i]);
          break;
        case WEIR_CLI_COVERAGE_GITHUB:
          append_github (out, coverages->pdata[i]);
          break;
        case WEIR_CLI_COVERAGE_JSON:
        case WEIR_CLI_COVERAGE_NONE:
          break;
        }
    }
  if (format == WEIR_CLI_COVERAGE_JSON)
    weir_flow_test_coverage_append_json (out, coverages);
  weir_cli_print (out->str, (gssize)out->len);
}
