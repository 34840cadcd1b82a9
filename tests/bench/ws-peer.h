/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* The little of RFC 6455 that a load generator and a bare echo need: whole
 * data frames, well-formed peers. */

#define WS_PEER_MAX_HEADER 14

typedef struct
{
  size_t  header; /* bytes before the payload, mask included */
  size_t  payload;
  uint8_t opcode;
  uint8_t masked;
} WsPeerFrame;

/* Reads a frame's header; 0 when @length bytes do not hold all of it. */
size_t
ws_peer_read_header (const uint8_t *bytes, size_t length, WsPeerFrame *frame);

/* Writes a header without a mask; returns its length. */
size_t ws_peer_write_header (uint8_t *bytes, uint8_t opcode, size_t payload);

/* Raises the limit of open files as far as it goes. */
void ws_peer_raise_file_limit (void);
