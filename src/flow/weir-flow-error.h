/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_FLOW_ERROR (weir_flow_error_quark ())
GQuark weir_flow_error_quark (void);

typedef enum
{
  WEIR_FLOW_ERROR_NOT_JSON,    /* F801 */
  WEIR_FLOW_ERROR_NOT_A_FLOW,  /* F802 */
  WEIR_FLOW_ERROR_BAD_ENTRY,   /* F803; only where entries are checked */
  WEIR_FLOW_ERROR_TOO_LARGE,   /* F809, and every other limit */
  WEIR_FLOW_ERROR_ENCODING,    /* not UTF-8; the message names the likely one */
  WEIR_FLOW_ERROR_CREDENTIALS, /* the credentials file can't be decrypted */
  WEIR_FLOW_ERROR_EDIT,        /* an edit that doesn't fit the document */
} WeirFlowError;

/* Limits of flow files; size and depth stand in json/weir-json.h. An entry
 * costs some hundred bytes of memory, however short its text. */
#define WEIR_FLOW_MAX_ENTRIES 1000000

/* The highest output a wire may be drawn from; Node-RED's own nodes go up to
 * 500. */
#define WEIR_FLOW_MAX_PORTS 1024

/**
 * weir_flow_error_shorten:
 * @error: (nullable): of opening or reading a file
 *
 * Leaves the reason of what GIO says: it names the file by its whole path, and
 * who shows the message by the name people gave it.
 */
void weir_flow_error_shorten (GError *error);

G_END_DECLS
