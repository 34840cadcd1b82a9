/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of a text: the name of a variable, or what stands as it is. */
typedef struct
{
  const char *start; /* in the text */
  gsize       length;
  gboolean    is_name;
} WeirReferencePart;

/**
 * weir_reference_split:
 * @text: `NAME`, `${NAME}`, or text with `${…}` parts
 *
 * Returns: (transfer full) (element-type WeirReferencePart): its parts, which
 *   point into @text
 */
GArray *weir_reference_split (const char *text);

G_END_DECLS
