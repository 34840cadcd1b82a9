/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-json.h"

G_BEGIN_DECLS

/* What may come next. */
typedef enum
{
  WEIR_JSON_EXPECT_VALUE,
  WEIR_JSON_EXPECT_VALUE_OR_END, /* after `[` */
  WEIR_JSON_EXPECT_KEY_OR_END,   /* after `{` */
  WEIR_JSON_EXPECT_COMMA_OR_END, /* after a value in a container */
  WEIR_JSON_EXPECT_NOTHING,      /* after the document's value */
} WeirJsonExpect;

/* Open so that it can live on the stack of a reader. */
struct _WeirJsonScanner
{
  const char    *text; /* borrowed */
  gsize          length;
  gsize          at; /* offset of the first byte not scanned */
  gsize          max_bytes;
  guint          max_depth;
  guint          depth;
  WeirJsonExpect expect;
  guint8         in_object[WEIR_JSON_MAX_DEPTH / 8]; /* a bit a level */
};

void weir_json_scanner_init (WeirJsonScanner      *scanner,
                             const char           *text,
                             gsize                 length,
                             const WeirJsonLimits *limits);

G_END_DECLS
