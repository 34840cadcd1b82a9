/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_markup_from_markdown:
 * @text: paragraphs, lists, `code`, *emphasis* and **strong** text
 *
 * Returns: (transfer full): the same as Pango markup; whatever else Markdown
 *   knows stands as it was written
 */
char *weir_markup_from_markdown (const char *text);

G_END_DECLS
