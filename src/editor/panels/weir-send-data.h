/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is typed to be sent to a connection. */
typedef enum
{
  WEIR_SEND_TEXT,
  WEIR_SEND_JSON,   /* text, checked */
  WEIR_SEND_HEX,    /* bytes: digits with or without blanks, commas, 0x */
  WEIR_SEND_BASE64, /* bytes: either alphabet, padding or not */
} WeirSendKind;

#define WEIR_SEND_ERROR (weir_send_error_quark ())
GQuark weir_send_error_quark (void);

typedef enum
{
  WEIR_SEND_ERROR_SYNTAX,
} WeirSendError;

/**
 * weir_send_data_parse:
 * @text: UTF-8
 * @is_text: (out): whether it goes as text
 * @error: %WEIR_SEND_ERROR or %WEIR_JSON_ERROR, with a text for people
 *
 * Returns: (transfer full) (nullable): what is sent
 */
GBytes *weir_send_data_parse (WeirSendKind kind,
                              const char  *text,
                              gboolean    *is_text,
                              GError     **error);

G_END_DECLS
