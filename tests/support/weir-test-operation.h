/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* Operations on flows, for tests. Flows are written with ' for ". */

/* Returns: (transfer full): the flow */
WeirDocument *test_operation_open (const char *flow);

/* Returns: (transfer full): the flow as it is now, with ' for " */
char *test_operation_save (WeirDocument *document);

/**
 * test_operation_assert:
 * @edit: (transfer full) (nullable): what an operation returned
 * @expected: what the flow is then, or %NULL for “there is nothing to do”
 *
 * Applies the edit, and sees that its inverse restores the very bytes and that
 * of this the inverse does it again. Afterwards the edit is applied.
 */
void test_operation_assert (WeirDocument *document,
                            WeirEdit     *edit,
                            const char   *expected);

/* The same, when the flow holds ids nobody can know. Applies @edit (transfer
 * full) and sees that it can be undone and redone. */
void test_operation_apply (WeirDocument *document, WeirEdit *edit);

/* @ids: with blanks between. Returns: (transfer full) (element-type utf8) */
GPtrArray *test_operation_ids (const char *ids);

/* Returns: (transfer full): a few types: `source` (one output), `pass`, `sink`
 * (one input), `split` (one input, `outputs` outputs, 2 when new), `debug`,
 * `link in`, `link out`, `config`, and `user`, whose `config` names one and
 * whose `secret` is a credential */
WeirRegistry *test_operation_registry (void);

/* A case for every row of a table whose rows have a name. */
#define TEST_OPERATION_ADD(path, table, function)                             \
  for (gsize i_ = 0; i_ < G_N_ELEMENTS (table); i_++)                         \
    {                                                                         \
      g_autofree char *name_ = g_strconcat (path, "/", table[i_].name, NULL); \
                                                                              \
      g_test_add_data_func (name_, GSIZE_TO_POINTER (i_), function);          \
    }

G_END_DECLS
