/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-json.h"

G_BEGIN_DECLS

/**
 * WeirFlowTestSource:
 *
 * The text of a test file, of which every part knows where it stands. The text
 * is borrowed and was passed by weir_flow_test_source_check(). Lives on the
 * stack of the one who reads.
 */
typedef struct
{
  const char *text;
  gsize       length;
  gsize       mark; /* a place whose line and column are known */
  guint       mark_line;
  guint       mark_column;
} WeirFlowTestSource;

/* A value in the text; of a container's parts each. */
typedef struct
{
  char             *key; /* (nullable): of a member */
  gsize             key_start;
  gsize             start; /* offset of the value's first byte */
  gsize             end;   /* and of what is behind it */
  WeirJsonTokenKind kind;  /* its first token */
} WeirFlowTestPart;

/* A byte order mark is no part of the text. */
void weir_flow_test_source_init (WeirFlowTestSource *source, GBytes *bytes);

/**
 * weir_flow_test_source_check:
 * @offset: (out): where the fault is
 *
 * Returns: whether the whole text is JSON, within @max_bytes
 */
gboolean weir_flow_test_source_check (const WeirFlowTestSource *source,
                                      gsize                     max_bytes,
                                      gsize                    *offset,
                                      GError                  **error);

/* Returns: the whole value of the text */
WeirFlowTestPart
weir_flow_test_source_get_root (const WeirFlowTestSource *source);

/**
 * weir_flow_test_source_split:
 * @container: an object or array
 *
 * Returns: (transfer full) (element-type WeirFlowTestPart): its members or
 *   items, in order, the same key as often as it is there
 */
GArray *weir_flow_test_source_split (const WeirFlowTestSource *source,
                                     const WeirFlowTestPart   *container);

/* Returns: (transfer full): the part as a value */
WeirValue *weir_flow_test_source_read (const WeirFlowTestSource *source,
                                       const WeirFlowTestPart   *part);

/**
 * weir_flow_test_source_locate:
 *
 * As weir_json_locate(), quick for a place that is behind the last one marked.
 */
void weir_flow_test_source_locate (const WeirFlowTestSource *source,
                                   gsize                     offset,
                                   guint                    *line,
                                   guint                    *column);

/* Marks a place, so that those behind it are found soon. */
void weir_flow_test_source_mark (WeirFlowTestSource *source, gsize offset);

G_END_DECLS
