/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"
#include "schema/weir-problem.h"

G_BEGIN_DECLS

#define WEIR_FLOW_TEST_ERROR (weir_flow_test_error_quark ())
GQuark weir_flow_test_error_quark (void);

typedef enum
{
  WEIR_FLOW_TEST_ERROR_PATTERN,    /* a matcher that is none */
  WEIR_FLOW_TEST_ERROR_NOT_A_TEST, /* nothing a step can be added to */
} WeirFlowTestError;

/* How large a test file may be, how many steps it may have, those in groups
 * counted, how long one may wait, and how many problems are told. */
#define WEIR_FLOW_TEST_MAX_BYTES    ((gsize)64 * 1024 * 1024)
#define WEIR_FLOW_TEST_MAX_STEPS    100000
#define WEIR_FLOW_TEST_MAX_SECONDS  3600
#define WEIR_FLOW_TEST_MAX_PROBLEMS 100

/* How long a step waits unless the file says otherwise, and how long
 * `expectNothing` listens, in seconds. */
#define WEIR_FLOW_TEST_TIMEOUT 2.0
#define WEIR_FLOW_TEST_SILENCE 0.2

typedef enum
{
  WEIR_FLOW_TEST_CONNECT,        /* a client of the test's own */
  WEIR_FLOW_TEST_SERVE,          /* a server of the test's own */
  WEIR_FLOW_TEST_SEND,           /* from a peer */
  WEIR_FLOW_TEST_SEND_BINARY,    /* from a peer */
  WEIR_FLOW_TEST_CLOSE,          /* a peer's connection */
  WEIR_FLOW_TEST_INJECT,         /* press an inject node */
  WEIR_FLOW_TEST_EXPECT,         /* the next message a peer gets */
  WEIR_FLOW_TEST_EXPECT_BINARY,  /* the same, binary */
  WEIR_FLOW_TEST_EXPECT_NOTHING, /* a peer gets none */
  WEIR_FLOW_TEST_EXPECT_CLOSE,   /* a peer's connection ends */
  WEIR_FLOW_TEST_EXPECT_DEBUG,   /* the next message of a debug node */
  WEIR_FLOW_TEST_EXPECT_STATUS,  /* a node shows a status */
  WEIR_FLOW_TEST_UNORDERED,      /* steps whose order does not matter */
} WeirFlowTestKind;

typedef struct _WeirFlowTestStep WeirFlowTestStep;

/**
 * WeirFlowTestStep:
 *
 * One step, as the file has it. Members that don't apply are %NULL or 0. All
 * are owned by the test.
 */
struct _WeirFlowTestStep
{
  WeirFlowTestKind kind;
  guint            number;    /* from 1, in the order of the file; a group's
                               * steps are counted behind it */
  guint            line;      /* where it begins, from 1 */
  guint            column;    /* the same, in characters */
  char            *peer;      /* connect, serve, from, to, close, … */
  char            *node;      /* id or name */
  char            *path;      /* CONNECT, SERVE */
  char            *port;      /* SERVE: the variable's name, without ${} */
  char           **protocols; /* CONNECT, SERVE: offered or accepted */
  char           **headers;   /* CONNECT: name, value, …, NULL */
  GBytes          *bytes;     /* SEND_BINARY, EXPECT_BINARY */
  WeirValue       *value; /* SEND: text or JSON; INJECT: msg; EXPECT: a pattern;
                            * EXPECT_STATUS: object of fill, shape, text, each
                            * a pattern; EXPECT_DEBUG: object of properties of
                            * the message (`payload`, `payload.a[0]`, `topic`),
                            * each a pattern, perhaps none: without `node` */
  double           within; /* seconds; 0: the test's timeout */
  guint            code;   /* CLOSE, EXPECT_CLOSE; 0: any, or none */
  GPtrArray       *steps;  /* UNORDERED: (element-type WeirFlowTestStep) */
};

/**
 * WeirFlowTestProblem:
 *
 * Something wrong with a test file, with its place in it.
 */
typedef struct
{
  WeirSeverity severity;
  guint        line;   /* from 1; 0 for the file as a whole */
  guint        column; /* from 1, in characters */
  char        *text;   /* translated: what is wrong and what to do */
} WeirFlowTestProblem;

void weir_flow_test_problem_free (WeirFlowTestProblem *problem);

/**
 * WeirFlowTest:
 *
 * A test file, read. Immutable, reference-counted, may be read from any thread.
 */
typedef struct _WeirFlowTest WeirFlowTest;

/**
 * weir_flow_test_new_from_bytes:
 * @name: what problems call the file
 * @problems: (out) (transfer full) (element-type WeirFlowTestProblem): what is wrong
 *   with it, each with its place: an unknown step or member, a value of the
 *   wrong kind, a peer that is used before it is connected, nothing expected, …
 *
 * Returns: (transfer full) (nullable): the test, %NULL when a problem is an
 *   error
 */
WeirFlowTest *weir_flow_test_new_from_bytes (const char *name,
                                             GBytes     *bytes,
                                             GPtrArray **problems);

WeirFlowTest *weir_flow_test_ref (WeirFlowTest *self);
void          weir_flow_test_unref (WeirFlowTest *self);

/* Returns: (transfer none): the flow file, relative to the test file */
const char *weir_flow_test_get_flow (WeirFlowTest *self);

/* Where the file says so. */
void
weir_flow_test_get_flow_place (WeirFlowTest *self, guint *line, guint *column);

/* Returns: (transfer none) (nullable) (element-type utf8 utf8): variables, as in
 *   the file; `PORT` and the name of a `serve` step's `port` say which port to
 *   take instead of a free one */
GHashTable *weir_flow_test_get_env (WeirFlowTest *self);

/* Returns: seconds a step waits */
double weir_flow_test_get_timeout (WeirFlowTest *self);

/* Returns: (transfer none) (element-type WeirFlowTestStep): in order */
GPtrArray *weir_flow_test_get_steps (WeirFlowTest *self);

/**
 * weir_flow_test_step_describe:
 *
 * Returns: (transfer full): the step in a few words, as TAP and the Tests page
 *   show it: `expect "hello" to a`
 */
char *weir_flow_test_step_describe (const WeirFlowTestStep *step);

/**
 * weir_flow_test_is_test:
 *
 * Returns: whether a JSON text looks like a test and not like a flow: an object
 *   with `steps`
 */
gboolean weir_flow_test_is_test (GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTest, weir_flow_test_unref)

G_END_DECLS
