/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/**
 * weir_recording_make_test:
 * @path: of a recording, which is read twice
 * @flow: what the test calls the flow file
 * @document: (nullable): the flow: names of its nodes, and which variables its
 *   clients find their servers by
 * @notes: (element-type utf8): gets what could not become part of the test
 * @error: the recording can't be read, nothing in it can be expected, or it is
 *   longer than a test may be
 *
 * What clients of listeners, servers of the flow's clients and people who pressed
 * buttons did becomes steps, and what came back expectations. A server needs a
 * variable for its port: a client whose URL is fixed has none, and is left out.
 * So are connections of the flow to itself, which it makes in the test too.
 *
 * Returns: (transfer full) (nullable): the text of a test file
 */
char *weir_recording_make_test (const char   *path,
                                const char   *flow,
                                WeirDocument *document,
                                GPtrArray    *notes,
                                GError      **error);

G_END_DECLS
