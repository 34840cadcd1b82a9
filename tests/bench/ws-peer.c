/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ws-peer.h"

#include <sys/resource.h>

size_t
ws_peer_read_header (const uint8_t *bytes, size_t length, WsPeerFrame *frame)
{
  size_t extra;

  if (length < 2)
    return 0;
  frame->opcode = bytes[0] & 0x0f;
  frame->masked = bytes[1] >> 7;
  frame->payload = bytes[1] & 0x7f;
  extra = frame->payload == 126 ? 2 : frame->payload == 127 ? 8 : 0;
  frame->header = 2 + extra + (frame->masked ? 4 : 0);
  if (length < frame->header)
    return 0;
  if (extra > 0)
    frame->payload = 0;
  for (size_t i = 0; i < extra; i++)
    frame->payload = frame->payload << 8 | bytes[2 + i];
  return frame->header;
}

size_t
ws_peer_write_header (uint8_t *bytes, uint8_t opcode, size_t payload)
{
  size_t extra = payload < 126 ? 0 : payload < 65536 ? 2 : 8;

  bytes[0] = 0x80 | opcode;
  bytes[1] = extra == 0 ? (uint8_t)payload : extra == 2 ? 126 : 127;
  for (size_t i = 0; i < extra; i++)
    bytes[2 + i] = (uint8_t)(payload >> (8 * (extra - 1 - i)));
  return 2 + extra;
}

void
ws_peer_raise_file_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}
