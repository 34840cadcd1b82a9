/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-difference-private.h"

G_BEGIN_DECLS

/* A comparing under way. */
typedef struct
{
  GString                *path;
  WeirFlowTestDifference *difference; /* (nullable): nobody wants to know */
  gboolean                literal;    /* within `$literal` */
} WeirFlowTestCompare;

/**
 * weir_flow_test_compare:
 * @got: (nullable): %NULL when it is missing
 *
 * Returns: whether @got fits @pattern; what differs is in @self then
 */
gboolean weir_flow_test_compare (WeirFlowTestCompare *self,
                                 const WeirValue     *pattern,
                                 const WeirValue     *got);

static inline gboolean
weir_flow_test_is_kind (const WeirValue *value, WeirValueKind kind)
{
  return value != NULL && weir_value_get_kind (value) == kind;
}

static inline gboolean
weir_flow_test_is_missing (const WeirValue *value)
{
  return value == NULL ||
         weir_flow_test_is_kind (value, WEIR_VALUE_KIND_UNDEFINED);
}

G_END_DECLS
