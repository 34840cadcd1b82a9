/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-source-private.h"
#include "testing/weir-flow-test-table-private.h"
#include "testing/weir-flow-test.h"

G_BEGIN_DECLS

struct _WeirFlowTest
{
  gatomicrefcount ref_count;
  char           *flow;
  guint           flow_line;
  guint           flow_column;
  GHashTable     *env; /* (nullable) */
  double          timeout;
  GPtrArray      *steps;
};

WeirFlowTestStep *weir_flow_test_step_new (WeirFlowTestKind kind);
void              weir_flow_test_step_free (WeirFlowTestStep *step);

/* A peer's name, from the step that took it. */
typedef struct
{
  gboolean serves;
  guint    line;        /* of that step */
  guint    closed_line; /* where its connection ends; 0: it does not */
} WeirFlowTestPeer;

/* What is known while a file is read. Lives on the stack of the one who
 * reads. */
typedef struct
{
  WeirFlowTestSource source;
  GPtrArray         *problems; /* (element-type WeirFlowTestProblem) */
  guint              n_left_out;
  gboolean           failed;    /* whether one of them is an error */
  GHashTable        *peers;     /* name → WeirFlowTestPeer */
  GHashTable        *variables; /* set: names of ports */
  guint              n_steps;
  guint              n_expectations;
} WeirFlowTestParser;

/* Notes an error at a place of the text. */
void weir_flow_test_parser_fail (WeirFlowTestParser *parser,
                                 gsize               offset,
                                 const char         *format,
                                 ...) G_GNUC_PRINTF (3, 4);

/* Returns: (transfer full): the items of a `steps` or `unordered` */
GPtrArray *weir_flow_test_parser_read_steps (WeirFlowTestParser     *parser,
                                             const WeirFlowTestPart *array,
                                             gboolean                in_group);

/**
 * weir_flow_test_parser_read_field:
 * @name: of the member
 * @step: (inout): where its value goes
 *
 * Reads one member of a step, whatever kind of value it wants.
 */
void weir_flow_test_parser_read_field (WeirFlowTestParser     *parser,
                                       const char             *name,
                                       WeirFlowTestField       field,
                                       const WeirFlowTestPart *part,
                                       WeirFlowTestStep       *step);

/* The same for a value that is sent or expected. */
void weir_flow_test_parser_read_value (WeirFlowTestParser     *parser,
                                       WeirFlowTestField       field,
                                       const WeirFlowTestPart *part,
                                       WeirFlowTestStep       *step);

/* Readers of values more than one place wants. They fail with a text that
 * names @what, which is translated. */
gboolean weir_flow_test_parser_want (WeirFlowTestParser     *parser,
                                     const WeirFlowTestPart *part,
                                     WeirJsonTokenKind       kind,
                                     const char             *what);
char    *weir_flow_test_parser_read_text (WeirFlowTestParser     *parser,
                                          const WeirFlowTestPart *part,
                                          const char             *what);

/* The same for a name, which has something in it. */
char    *weir_flow_test_parser_read_name (WeirFlowTestParser     *parser,
                                          const WeirFlowTestPart *part,
                                          const char             *what);
gboolean weir_flow_test_parser_read_seconds (WeirFlowTestParser     *parser,
                                             const WeirFlowTestPart *part,
                                             const char             *what,
                                             double                 *seconds);

/* Returns: whether @name may be a variable's */
gboolean weir_flow_test_is_variable_name (const char *name);

G_END_DECLS
