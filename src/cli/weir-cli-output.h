/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much may wait for a slow reader. */
#define WEIR_CLI_MAX_OUTPUT_BYTES (4u * 1024 * 1024)

/**
 * WeirCliOutput:
 *
 * Standard output or error of a running flow: never blocks. What the reader
 * does not take waits in a bounded queue; what does not fit there is dropped
 * and counted.
 */
typedef struct _WeirCliOutput WeirCliOutput;

/**
 * WeirCliOutputFunc:
 * @dropped: how many records were dropped since the last call; 0 when dropping
 *   has just begun
 * @error: (nullable): why nothing can be written any more
 */
typedef void (*WeirCliOutputFunc) (guint64     dropped,
                                   const char *error,
                                   gpointer    user_data);

/**
 * weir_cli_output_new:
 * @fd: a descriptor to write to; not closed, and its flags stay as they are,
 *   since other programs may share it
 * @context: what writes the queue on while there is one
 * @func: (nullable): hears when records are lost
 */
WeirCliOutput *weir_cli_output_new (int               fd,
                                    GMainContext     *context,
                                    WeirCliOutputFunc func,
                                    gpointer          user_data);
void           weir_cli_output_free (WeirCliOutput *output);

/**
 * weir_cli_output_add:
 * @text: a whole record, written all or not at all
 */
void weir_cli_output_add (WeirCliOutput *output, const char *text, gsize length);

/**
 * weir_cli_output_flush:
 *
 * Writes what can be written without waiting.
 */
void weir_cli_output_flush (WeirCliOutput *output);

/**
 * weir_cli_output_drain:
 * @timeout_ms: how long the reader may take
 *
 * Waits until all is written; what is left then is dropped and counted.
 */
void weir_cli_output_drain (WeirCliOutput *output, guint timeout_ms);

/**
 * weir_cli_output_has_failed:
 *
 * Returns: whether records were lost for another reason than a reader that
 *   went away or is slow: a full disk, a closed descriptor
 */
gboolean weir_cli_output_has_failed (WeirCliOutput *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliOutput, weir_cli_output_free)

G_END_DECLS
