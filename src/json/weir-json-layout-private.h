/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-json.h"

G_BEGIN_DECLS

/**
 * WeirJsonLayout:
 *
 * Where brackets, commas, colons and the white space around them go: the one
 * place that knows the two styles. Lives on the stack of a writer.
 */
typedef struct
{
  WeirJsonStyle style;
  gsize         depth;
  gboolean      has_items; /* in the innermost container */
} WeirJsonLayout;

#define WEIR_JSON_INDENT 4

static inline void
weir_json_layout_break (WeirJsonLayout *layout, GString *out)
{
  if (layout->style == WEIR_JSON_STYLE_COMPACT)
    return;
  g_string_append_c (out, '\n');
  for (gsize i = 0; i < layout->depth * WEIR_JSON_INDENT; i++)
    g_string_append_c (out, ' ');
}

static inline void
weir_json_layout_open (WeirJsonLayout *layout, GString *out, char bracket)
{
  g_string_append_c (out, bracket);
  layout->depth++;
  layout->has_items = FALSE;
}

/* Before each item, or key of a member. */
static inline void
weir_json_layout_item (WeirJsonLayout *layout, GString *out)
{
  if (layout->has_items)
    g_string_append_c (out, ',');
  layout->has_items = TRUE;
  weir_json_layout_break (layout, out);
}

static inline void
weir_json_layout_colon (WeirJsonLayout *layout, GString *out)
{
  g_string_append_c (out, ':');
  if (layout->style == WEIR_JSON_STYLE_PRETTY)
    g_string_append_c (out, ' ');
}

static inline void
weir_json_layout_close (WeirJsonLayout *layout, GString *out, char bracket)
{
  layout->depth--;
  if (layout->has_items)
    weir_json_layout_break (layout, out);
  g_string_append_c (out, bracket);
  layout->has_items = TRUE; /* the outer one has this container */
}

G_END_DECLS
