/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* What the members with a `$` mean. */
typedef enum
{
  WEIR_FLOW_TEST_MATCHER_NONE, /* the object is no matcher */
  WEIR_FLOW_TEST_MATCHER_TYPE,
  WEIR_FLOW_TEST_MATCHER_REGEX,
  WEIR_FLOW_TEST_MATCHER_ANY,
  WEIR_FLOW_TEST_MATCHER_CONTAINS,
  WEIR_FLOW_TEST_MATCHER_NEAR,
  WEIR_FLOW_TEST_MATCHER_LITERAL,
} WeirFlowTestMatcher;

/**
 * weir_flow_test_pattern_get_matcher:
 * @operand: (out) (transfer none): what stands behind the `$` member
 *
 * Returns: what kind of matcher a pattern is; none when its operand is not what
 *   it wants, which weir_flow_test_pattern_check() would have told
 */
WeirFlowTestMatcher
weir_flow_test_pattern_get_matcher (const WeirValue  *pattern,
                                    const WeirValue **operand);

/* Names of matchers and of the types `$type` knows; ended by %NULL. */
const char *const *weir_flow_test_get_matcher_names (void);
const char *const *weir_flow_test_get_type_names (void);

/* A place in a pattern, from outside to inside. */
typedef struct
{
  const char *key;   /* (nullable): of a member */
  gsize       index; /* of an item */
} WeirFlowTestPatternLevel;

typedef struct
{
  const WeirFlowTestPatternLevel *levels;
  guint                           n_levels;
} WeirFlowTestPatternPlace;

/* Returns: (transfer full): `items[2].$type` */
char *
weir_flow_test_pattern_place_dup_text (const WeirFlowTestPatternPlace *place);

/* Appends `.key`, `["a key"]` or, without @key, `[index]` to a path. */
void weir_flow_test_append_level (GString *path, const char *key, gsize index);

typedef void (*WeirFlowTestFaultFunc) (const WeirFlowTestPatternPlace *place,
                                       const char                     *text,
                                       gpointer user_data);

/* Calls @func for each fault of a pattern; @text is translated. */
void weir_flow_test_pattern_check (const WeirValue      *pattern,
                                   WeirFlowTestFaultFunc func,
                                   gpointer              user_data);

G_END_DECLS
