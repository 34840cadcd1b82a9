/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * WeirFlowTestDifference:
 *
 * Gathers what differs, a line for each place. Lives on the stack of the one
 * who compares.
 */
typedef struct
{
  GString *text;
  guint    n_lines;
  guint    n_more; /* lines that were left out */
} WeirFlowTestDifference;

void weir_flow_test_difference_init (WeirFlowTestDifference *self);

/* Returns: (transfer full): the text; @self is empty then */
char *weir_flow_test_difference_finish (WeirFlowTestDifference *self);

/* Adds a line about a place; @path is "" for the whole. */
void weir_flow_test_difference_add (WeirFlowTestDifference *self,
                                    const char             *path,
                                    const char             *format,
                                    ...) G_GNUC_PRINTF (3, 4);

/* Adds what differs between two texts: both when they are short, the place
 * where they part, or their lines. */
void weir_flow_test_difference_add_texts (WeirFlowTestDifference *self,
                                          const char             *path,
                                          const WeirValue        *expected,
                                          const WeirValue        *got);
void weir_flow_test_difference_add_bytes (WeirFlowTestDifference *self,
                                          const char             *path,
                                          const guint8           *expected,
                                          gsize         expected_length,
                                          const guint8 *got,
                                          gsize         got_length);

/* Returns: (transfer full): a value on one line, cut when it is long;
 *   (nullable) @value: "nothing" */
char *weir_flow_test_show_value (const WeirValue *value);

/* The same of a pattern, whose matchers are said in words. */
char *weir_flow_test_show_pattern (const WeirValue *pattern);

G_END_DECLS
