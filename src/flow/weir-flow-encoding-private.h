/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_flow_encoding_is_utf8:
 *
 * Returns: whether @encoding is %NULL or a name of UTF-8
 */
gboolean weir_flow_encoding_is_utf8 (const char *encoding);

/**
 * weir_flow_encoding_guess:
 * @file: bytes that are not UTF-8
 * @language: (out): what is usually written in it, translated
 *
 * Tries the usual code pages strictly and looks whether what comes out could
 * be somebody's language.
 *
 * Returns: (transfer none): the likely one, as iconv names it
 */
const char *weir_flow_encoding_guess (GBytes *file, const char **language);

/**
 * weir_flow_encoding_decode:
 * @file: the bytes of a file
 * @encoding: what they are in, as iconv names it
 * @error: %WEIR_FLOW_ERROR_ENCODING
 *
 * Returns: (transfer full) (nullable): the text in UTF-8
 */
GBytes *
weir_flow_encoding_decode (GBytes *file, const char *encoding, GError **error);

/**
 * weir_flow_encoding_encode:
 * @text: UTF-8
 * @encoding: what to write it in
 * @original: (nullable): a file in that encoding; of UTF-16 it tells the order
 *   of bytes
 * @error: %WEIR_FLOW_ERROR_ENCODING; names the character that can't be written
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *weir_flow_encoding_encode (GBytes     *text,
                                   const char *encoding,
                                   GBytes     *original,
                                   GError    **error);

G_END_DECLS
