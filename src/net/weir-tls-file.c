/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-tls.h"

#include "net/weir-io-loop.h"

#include <glib/gi18n-lib.h>

static char *
fail (const char *name, const char *why, GError **error)
{
  g_set_error (error,
               WEIR_NET_ERROR,
               WEIR_NET_ERROR_CERTIFICATE,
               _ ("%s can’t be read: %s"),
               name,
               why);
  return NULL;
}

char *
weir_tls_read_file (const char *name, gsize *length, GError **error)
{
  g_autoptr (GFile)            file = g_file_new_for_path (name);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError)           local_error = NULL;
  g_autofree char             *text = NULL;

  /* A device has no end, and a pipe may have nobody at the other. */
  if (g_file_test (name, G_FILE_TEST_EXISTS) &&
      !g_file_test (name, G_FILE_TEST_IS_REGULAR))
    return fail (name, _ ("it is not a regular file"), error);

  stream = g_file_read (file, NULL, &local_error);
  if (stream == NULL)
    return fail (name, local_error->message, error);
  text = g_malloc (WEIR_TLS_MAX_FILE_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream),
                                text,
                                WEIR_TLS_MAX_FILE_BYTES + 1,
                                length,
                                NULL,
                                &local_error))
    return fail (name, local_error->message, error);
  if (*length > WEIR_TLS_MAX_FILE_BYTES)
    return fail (name, _ ("it is too large for a certificate"), error);

  text[*length] = '\0';
  return g_realloc (g_steal_pointer (&text), *length + 1);
}
