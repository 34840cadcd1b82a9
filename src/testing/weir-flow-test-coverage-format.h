/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-report.h"

G_BEGIN_DECLS

/* What carried nothing, in words for people, for programs and for GitHub. */

/**
 * weir_flow_test_coverage_append_text:
 *
 * Appends lines that begin with `#`, as comments of TAP do: how many nodes and
 * wires carried messages, and those that didn't.
 */
void weir_flow_test_coverage_append_text (GString              *out,
                                          WeirFlowTestCoverage *coverage);

/**
 * weir_flow_test_coverage_append_json:
 * @coverages: (element-type WeirFlowTestCoverage)
 *
 * Appends one line: `{"coverage":[{"flow","nodes","nodesCovered","wires",
 * "wiresCovered","uncovered":[{"id","name","tab"}…{"source","output",
 * "target","tab"}…]}]}`.
 */
void weir_flow_test_coverage_append_json (GString *out, GPtrArray *coverages);

/**
 * weir_flow_test_coverage_append_github:
 * @text: (nullable): the flow file, in which lines are looked up
 *
 * Appends a warning of GitHub Actions for each.
 */
void weir_flow_test_coverage_append_github (GString              *out,
                                            WeirFlowTestCoverage *coverage,
                                            const char           *text);

/**
 * weir_flow_test_report_append_github:
 *
 * Appends an error of GitHub Actions for what failed, at its line of the test.
 */
void weir_flow_test_report_append_github (GString                  *out,
                                          const WeirFlowTestReport *report);

G_END_DECLS
