/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RFC 6455 §5.2 */
#define WEIR_WS_FRAME_MAX_HEAD_BYTES    14
#define WEIR_WS_FRAME_MAX_CONTROL_BYTES 125

typedef enum
{
  WEIR_WS_OPCODE_CONTINUATION = 0x0,
  WEIR_WS_OPCODE_TEXT = 0x1,
  WEIR_WS_OPCODE_BINARY = 0x2,
  WEIR_WS_OPCODE_CLOSE = 0x8,
  WEIR_WS_OPCODE_PING = 0x9,
  WEIR_WS_OPCODE_PONG = 0xA,
} WeirWsOpcode;

/* RFC 6455 §7.4.1 */
typedef enum
{
  WEIR_WS_CLOSE_NORMAL = 1000,
  WEIR_WS_CLOSE_GOING_AWAY = 1001,
  WEIR_WS_CLOSE_PROTOCOL = 1002,
  WEIR_WS_CLOSE_NO_CODE = 1005,
  WEIR_WS_CLOSE_LOST = 1006,
  WEIR_WS_CLOSE_BAD_DATA = 1007,
  WEIR_WS_CLOSE_TOO_BIG = 1009,
  WEIR_WS_CLOSE_TRY_LATER = 1013,
} WeirWsCloseCode;

/**
 * WeirWsFrame:
 *
 * What the head of a frame says. Plain data.
 */
typedef struct
{
  guint8   opcode;
  guint8   reserved; /* RSV1-3, 0 when none is set */
  gboolean fin;
  gboolean masked;
  guint8   key[4];
  guint    head_bytes;
  guint64  payload_bytes;
} WeirWsFrame;

/**
 * weir_ws_frame_parse:
 * @frame: (out): what the head says, when it is complete
 *
 * Returns: whether @data says how long the frame is; its key is only there when
 *   all of @head_bytes are
 */
gboolean
weir_ws_frame_parse (const guint8 *data, gsize length, WeirWsFrame *frame);

static inline gboolean
weir_ws_frame_is_control (const WeirWsFrame *frame)
{
  return (frame->opcode & 0x8) != 0;
}

/**
 * weir_ws_frame_write_head:
 * @head: (out): room for %WEIR_WS_FRAME_MAX_HEAD_BYTES
 * @key: (nullable): the masking key, for a client
 *
 * Writes the head of an unfragmented frame.
 *
 * Returns: how many bytes it took
 */
guint weir_ws_frame_write_head (guint8       *head,
                                WeirWsOpcode  opcode,
                                gsize         payload_bytes,
                                const guint8 *key);

/**
 * weir_ws_frame_mask:
 *
 * Masks, or unmasks, in place (RFC 6455 §5.3).
 */
void weir_ws_frame_mask (guint8 *data, gsize length, const guint8 key[4]);

/**
 * weir_ws_close_code_is_valid:
 *
 * Returns: whether a peer may send it in a Close frame: those of RFC 6455
 *   §7.4.1, those registered since (1012 to 1014), and 3000 to 4999
 */
gboolean weir_ws_close_code_is_valid (guint code);

/**
 * weir_utf8_valid_bytes:
 *
 * Like g_utf8_validate(), but U+0000 is a character as RFC 3629 has it, and
 * plain ASCII is checked eight bytes at a time.
 *
 * Returns: how many bytes from the start are valid UTF-8; @length when all are
 */
gsize weir_utf8_valid_bytes (const guint8 *data, gsize length);

/**
 * weir_utf8_repair:
 * @out_length: (out): bytes of the result, which may hold U+0000
 *
 * Returns: (transfer full): the text with U+FFFD for every byte that is none
 */
char *weir_utf8_repair (const guint8 *data, gsize length, gsize *out_length);

G_END_DECLS
