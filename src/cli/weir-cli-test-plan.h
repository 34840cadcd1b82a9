/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/weir-cli-command.h"
#include "schema/weir-registry.h"
#include "testing/weir-flow-test-run.h"

G_BEGIN_DECLS

/* Folders are looked through so deep, and so many tests are run at most. */
#define WEIR_CLI_TEST_MAX_DEPTH 32
#define WEIR_CLI_TEST_MAX_FILES 100000
#define WEIR_CLI_TEST_MAX_JOBS  256

/* How long after its own limit a test is given up whose flow never gave the
 * processor back, in seconds. */
#define WEIR_CLI_TEST_GRACE 5.0

typedef enum
{
  WEIR_CLI_COVERAGE_TEXT,
  WEIR_CLI_COVERAGE_JSON,
  WEIR_CLI_COVERAGE_GITHUB,
  WEIR_CLI_COVERAGE_NONE,
} WeirCliCoverage;

/**
 * WeirCliTestPlan:
 *
 * What `weir-cli test` was asked for. All is borrowed.
 */
typedef struct
{
  WeirRegistry          *registry;
  WeirFlowTestRunOptions options; /* without functions */
  GPtrArray             *files;   /* (element-type filename) */
  guint                  jobs;    /* tests at once; 0: one a processor */
  double                 grace;   /* %WEIR_CLI_TEST_GRACE */
  const char            *junit;   /* (nullable): the file */
  WeirCliCoverage        coverage;
  gboolean               watch;
} WeirCliTestPlan;

/**
 * weir_cli_tests_find:
 * @arguments: files and folders
 * @filter: (nullable): a text
 * @error: a folder that can't be read, or nothing found
 *
 * Returns: (transfer full) (nullable) (element-type filename): the files, and
 *   those named `*.test.json` in the folders, sorted, each once; with @filter
 *   those in whose name or steps it stands, whatever its case
 */
GPtrArray *
weir_cli_tests_find (char **arguments, const char *filter, GError **error);

/**
 * weir_cli_tests_run:
 *
 * Runs the tests and prints what came of them, in the order of the files.
 */
WeirCliExit weir_cli_tests_run (const WeirCliTestPlan *plan);

typedef struct
{
  /* A step of the file whose turn it is ended. */
  void (*step) (const char *file, WeirFlowTestResult *result, gpointer user_data);

  /* Its file did. */
  void (*done) (WeirFlowTestReport *report, gpointer user_data);
} WeirCliTestHandler;

/**
 * weir_cli_tests_run_jobs:
 * @files: (element-type filename): what to run
 * @handler: called in the order of the files, in the main context
 *
 * Runs tests, as many at once as the plan says.
 *
 * Returns: whether all of them ended by themselves
 */
gboolean weir_cli_tests_run_jobs (const WeirCliTestPlan    *plan,
                                  GPtrArray                *files,
                                  const WeirCliTestHandler *handler,
                                  gpointer                  user_data);

/**
 * weir_cli_tests_print_coverage:
 * @reports: (element-type WeirFlowTestReport)
 *
 * Prints what the tests of each flow left out; for GitHub also what failed.
 */
void weir_cli_tests_print_coverage (WeirCliCoverage format, GPtrArray *reports);

/**
 * WeirCliTestWatch:
 *
 * Notices changes of tests and of their flows, and SIGINT and SIGTERM, from the
 * moment it is made.
 */
typedef struct _WeirCliTestWatch WeirCliTestWatch;

/* @files: (element-type filename): borrowed */
WeirCliTestWatch *weir_cli_test_watch_new (GPtrArray *files);
void              weir_cli_test_watch_free (WeirCliTestWatch *self);

/* Returns: how many files it looks at */
guint weir_cli_test_watch_get_n_files (WeirCliTestWatch *self);

/**
 * weir_cli_test_watch_wait:
 *
 * Returns: (transfer full) (nullable) (element-type filename): the tests to run
 *   again, in their order; %NULL when it was interrupted
 */
GPtrArray *weir_cli_test_watch_wait (WeirCliTestWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliTestWatch, weir_cli_test_watch_free)

G_END_DECLS
