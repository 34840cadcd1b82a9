/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-flow-error.h"

#include <errno.h>

G_DEFINE_QUARK (weir_flow_error, weir_flow_error)

void
weir_flow_error_shorten (GError *error)
{
  static const struct
  {
    GIOErrorEnum code;
    int          number;
  } reasons[] = {
    { G_IO_ERROR_NOT_FOUND, ENOENT },
    { G_IO_ERROR_PERMISSION_DENIED, EACCES },
    { G_IO_ERROR_IS_DIRECTORY, EISDIR },
    { G_IO_ERROR_NOT_DIRECTORY, ENOTDIR },
    { G_IO_ERROR_FILENAME_TOO_LONG, ENAMETOOLONG },
    { G_IO_ERROR_TOO_MANY_OPEN_FILES, EMFILE },
  };

  for (guint i = 0; error != NULL && i < G_N_ELEMENTS (reasons); i++)
    {
      if (!g_error_matches (error, G_IO_ERROR, reasons[i].code))
        continue;
      g_free (error->message);
      error->message = g_strdup (g_strerror (reasons[i].number));
      return;
    }
}
