/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-json.h"

G_BEGIN_DECLS

/**
 * weir_text_token_opens:
 *
 * Returns: whether the token begins an object or array
 */
gboolean weir_text_token_opens (WeirJsonTokenKind kind);

/**
 * weir_text_token_closes:
 *
 * Returns: whether the token ends an object or array
 */
gboolean weir_text_token_closes (WeirJsonTokenKind kind);

/**
 * weir_text_token_skip_value:
 * @token: (inout): the first token of a value; its last one afterwards
 */
gboolean weir_text_token_skip_value (WeirJsonScanner *scanner,
                                     WeirJsonToken   *token,
                                     GError         **error);

G_END_DECLS
