/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* Test files, right and wrong, for all that reads the format. */

typedef struct
{
  const char *text;     /* of the file */
  const char *problems; /* a line each, "LINE:COLUMN: TEXT"; * is anything */
} WeirTestBadTest;

/* Each ended by %NULL. What is wrong with the misused ones no JSON Schema can
 * see: it is between steps. */
extern const WeirTestBadTest weir_test_bad_tests[];
extern const WeirTestBadTest weir_test_misused_tests[];
extern const char *const     weir_test_good_tests[];
