/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Limits of the head of a request: its first line, and all of it. */
#define WEIR_HTTP_HEAD_MAX_LINE_BYTES (8 * 1024)
#define WEIR_HTTP_HEAD_MAX_BYTES      (32 * 1024)

/* More bytes are needed to tell. */
#define WEIR_HTTP_HEAD_PARTIAL 0

/**
 * weir_http_head_judge:
 * @data: what came so far of a request, from its first byte
 * @length: how much that is
 *
 * Whether libsoup may see this request: it leaks the path of one whose body it
 * can't delimit (RFC 9112 §6), and knows no limit for a path.
 *
 * Returns: 200 when it may; %WEIR_HTTP_HEAD_PARTIAL while the head is not
 *   complete; the status to refuse it with otherwise: 400, 414, 431 or 501
 */
guint weir_http_head_judge (const guint8 *data, gsize length);

G_END_DECLS
