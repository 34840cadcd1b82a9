/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-report.h"

G_BEGIN_DECLS

/* Reports as TAP version 13 (testanything.org): a line a step, numbered through
 * all files, with a YAML block behind each that failed. What TAP defines is the
 * same in every language; what is for people is translated. */

#define WEIR_FLOW_TEST_TAP_HEAD "TAP version 13\n"

/* Appends what stands before the steps of a file. */
void weir_flow_test_tap_append_head (GString *out, const char *file);

/* Appends one step, of the file whose head stands before it. */
void weir_flow_test_tap_append_step (GString                  *out,
                                     const char               *file,
                                     const WeirFlowTestResult *result,
                                     guint                     number);

/**
 * weir_flow_test_tap_append:
 * @n_told: how many of its steps were appended before; with any, its head was
 *   too
 * @number: the number of the next line, from 1
 *
 * Appends one file, or the rest of it. One that could not run is one line that
 * is not ok.
 *
 * Returns: how many lines that were
 */
guint weir_flow_test_tap_append (GString                  *out,
                                 const WeirFlowTestReport *report,
                                 guint                     n_told,
                                 guint                     number);

/* Appends the plan, which stands last: how many lines there are. */
void weir_flow_test_tap_append_plan (GString *out, guint n_lines);

G_END_DECLS
