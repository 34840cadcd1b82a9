/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test.h"

G_BEGIN_DECLS

/**
 * WeirFlowTestWriter:
 *
 * Makes the text of a test file, step by step: what recordings and the editor
 * turn into tests. Of what is expected, what is different in every run becomes a
 * matcher: points in time (milliseconds since 1970 between 2015 and 2100, ISO
 * texts, dates), `_msgid` and the id of a `_session`; texts that are objects or
 * arrays as JSON become patterns of those. A `${` of a text is escaped but in
 * what weir_flow_test_writer_set_env() sets. The same calls make the same text.
 */
typedef struct _WeirFlowTestWriter WeirFlowTestWriter;

/* @flow: the flow file, relative to where the test will stand */
WeirFlowTestWriter *weir_flow_test_writer_new (const char *flow);
void                weir_flow_test_writer_free (WeirFlowTestWriter *self);

void weir_flow_test_writer_set_env (WeirFlowTestWriter *self,
                                    const char         *name,
                                    const char         *value);

/* @seconds: how long a step waits; without it what is usual */
void weir_flow_test_writer_set_timeout (WeirFlowTestWriter *self, double seconds);

/* @protocol: (nullable): a subprotocol it offers */
void weir_flow_test_writer_connect (WeirFlowTestWriter *self,
                                    const char         *peer,
                                    const char         *path,
                                    const char         *protocol);
/* @path: (nullable); @variable: what holds the port, without ${} */
void weir_flow_test_writer_serve (WeirFlowTestWriter *self,
                                  const char         *peer,
                                  const char         *path,
                                  const char         *variable);
void weir_flow_test_writer_send (WeirFlowTestWriter *self,
                                 const char         *peer,
                                 gboolean            text,
                                 GBytes             *data);
void weir_flow_test_writer_expect (WeirFlowTestWriter *self,
                                   const char         *peer,
                                   gboolean            text,
                                   GBytes             *data);
void weir_flow_test_writer_close (WeirFlowTestWriter *self,
                                  const char         *peer,
                                  guint               code);
void weir_flow_test_writer_expect_close (WeirFlowTestWriter *self,
                                         const char         *peer,
                                         guint               code);
/* @message: (nullable): members it sets */
void weir_flow_test_writer_inject (WeirFlowTestWriter *self,
                                   const char         *node,
                                   WeirValue          *message);
/* @property: as of a WeirRecord: NULL for the whole message, which @value is
 *   then; `_msgid` and `_session` of that are left out */
void weir_flow_test_writer_expect_debug (WeirFlowTestWriter *self,
                                         const char         *node,
                                         const char         *property,
                                         WeirValue          *value);

/**
 * weir_flow_test_writer_begin_unordered:
 *
 * Expectations until weir_flow_test_writer_end_unordered() are one group.
 */
void weir_flow_test_writer_begin_unordered (WeirFlowTestWriter *self);
void weir_flow_test_writer_end_unordered (WeirFlowTestWriter *self);

/**
 * weir_flow_test_append_step:
 * @text: a test file
 * @step: the text of one step or several, comma between
 *
 * Adds to the end of `steps` of a test that is there, indented as the last one
 * is; every other byte stays.
 *
 * @error: %WEIR_JSON_ERROR, or %WEIR_FLOW_TEST_ERROR_NOT_A_TEST when there are
 *   no `steps`
 * Returns: (transfer full) (nullable): the new text
 */
char *weir_flow_test_append_step (const char *text,
                                  gsize       length,
                                  const char *step,
                                  GError    **error);

/* Returns: (transfer full): the steps so far, comma between, for the above */
char *weir_flow_test_writer_dup_steps (WeirFlowTestWriter *self);

/* Returns: (transfer full): the whole file */
char *weir_flow_test_writer_dup_text (WeirFlowTestWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestWriter, weir_flow_test_writer_free)

G_END_DECLS
