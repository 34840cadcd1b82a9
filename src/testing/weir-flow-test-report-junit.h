/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-report.h"

G_BEGIN_DECLS

/**
 * weir_flow_test_junit_append:
 * @reports: (element-type WeirFlowTestReport)
 *
 * Appends JUnit's XML: a suite a file, a case a step. What of it is written is
 * what the schemas of Jenkins, GitLab and Ant have in common.
 */
void weir_flow_test_junit_append (GString *out, GPtrArray *reports);

G_END_DECLS
