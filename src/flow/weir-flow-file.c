/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-flow-file.h"

#include "flow/weir-document-private.h"
#include "flow/weir-flow-encoding-private.h"
#include "json/weir-convert.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_CHUNK_BYTES (64 * 1024)

static char *
dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

static void
set_io_error (GError **error, int number)
{
  g_set_error_literal (error,
                       G_IO_ERROR,
                       g_io_error_from_errno (number),
                       g_strerror (number));
}

static gboolean
check_kind (const struct stat *status, GError **error)
{
  if (S_ISREG (status->st_mode))
    return TRUE;

  if (S_ISDIR (status->st_mode))
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_IS_DIRECTORY,
                         _ ("This is a folder, not a flow file."));
  else
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_NOT_REGULAR_FILE,
                         _ ("This is no regular file; a flow is only read "
                            "from one."));
  return FALSE;
}

/* Reads to the end, one byte more than is allowed at most: a file may grow
 * meanwhile. */
static GBytes *
read_all (int fd, gsize expected, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (expected + 1);
  ssize_t                n;

  do
    {
      guint8 chunk[READ_CHUNK_BYTES];

      n = read (fd, chunk, sizeof chunk);
      if (n < 0 && errno != EINTR)
        {
          set_io_error (error, errno);
          return NULL;
        }
      if (n > 0)
        g_byte_array_append (bytes, chunk, n);
    }
  while (n != 0 && bytes->len <= WEIR_JSON_MAX_DOCUMENT_BYTES);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Without O_NONBLOCK a pipe would keep us waiting for its writer. */
static GBytes *
read_file (const char *path, gboolean *too_large, GError **error)
{
  struct stat status;
  GBytes     *bytes = NULL;
  int         fd = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);

  if (fd < 0 || fstat (fd, &status) < 0)
    set_io_error (error, errno);
  else if (check_kind (&status, error))
    {
      *too_large = status.st_size > (off_t)WEIR_JSON_MAX_DOCUMENT_BYTES;
      if (!*too_large)
        bytes = read_all (fd, status.st_size, error);
      if (bytes != NULL)
        *too_large = g_bytes_get_size (bytes) > WEIR_JSON_MAX_DOCUMENT_BYTES;
    }

  if (fd >= 0)
    close (fd);
  return bytes;
}

static gboolean
check_utf8 (GBytes *bytes, GError **error)
{
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *encoding;
  const char *language;

  if (weir_text_is_utf8 (text, length))
    return TRUE;

  encoding = weir_flow_encoding_guess (bytes, &language);
  g_set_error (error,
               WEIR_FLOW_ERROR,
               WEIR_FLOW_ERROR_ENCODING,
               /* Translators: a language, then twice the name of an encoding */
               _ ("This isn’t UTF-8 but probably %s (%s). Open it with "
                  "--encoding=%s."),
               encoding,
               language,
               encoding);
  return FALSE;
}

static WeirDocument *
read_document (GBytes *bytes, const char *encoding, GError **error)
{
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GBytes)       text = NULL;

  if (weir_flow_encoding_is_utf8 (encoding))
    {
      if (!check_utf8 (bytes, error))
        return NULL;
      return weir_document_new_from_bytes (bytes, error);
    }

  text = weir_flow_encoding_decode (bytes, encoding, error);
  if (text == NULL)
    return NULL;
  document = weir_document_new_from_bytes (text, error);
  if (document != NULL)
    weir_document_set_original (document, bytes, encoding);
  return g_steal_pointer (&document);
}

WeirDocument *
weir_flow_file_load (GFile *file, const char *encoding, GError **error)
{
  g_autofree char   *path = NULL;
  g_autofree char   *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  WeirDocument      *document = NULL;
  gboolean           too_large = FALSE;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = g_file_get_path (file);
  name = dup_name (file);
  if (path == NULL)
    set_io_error (error, ENOTSUP);
  else
    bytes = read_file (path, &too_large, error);

  if (too_large)
    {
      weir_document_set_too_large (error, name);
      return NULL;
    }
  if (bytes != NULL)
    document = read_document (bytes, encoding, error);
  if (document == NULL)
    g_prefix_error (error, "%s: ", name);
  return document;
}

/* A document is written back as it was read as long as it says the same; once
 * it is changed, only if its other characters would come back as they were:
 * some code pages know two ways of writing one. */
static GBytes *
encode (WeirDocument *document, GBytes *text, const char *encoding, GError **error)
{
  g_autoptr (GBytes) unchanged = NULL;
  GBytes            *original = document->original;

  if (original == NULL || g_ascii_strcasecmp (document->encoding, encoding) != 0)
    return weir_flow_encoding_encode (text, encoding, NULL, error);
  if (g_bytes_equal (text, document->source))
    return g_bytes_ref (original);

  unchanged =
    weir_flow_encoding_encode (document->source, encoding, original, NULL);
  if (unchanged != NULL && g_bytes_equal (unchanged, original))
    return weir_flow_encoding_encode (text, encoding, original, error);

  g_set_error (error,
               WEIR_FLOW_ERROR,
               WEIR_FLOW_ERROR_ENCODING,
               _ ("In %s other parts of this file would change too; save it "
                  "as UTF-8."),
               encoding);
  return NULL;
}

GBytes *
weir_flow_file_encode (WeirDocument *document, const char *encoding, GError **error)
{
  g_autoptr (GBytes) text = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);

  text = weir_document_to_bytes (document);
  if (weir_flow_encoding_is_utf8 (encoding))
    return g_steal_pointer (&text);
  return encode (document, text, encoding, error);
}

gboolean
weir_flow_file_save (WeirDocument *document,
                     GFile        *file,
                     const char   *encoding,
                     GError      **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char   *name = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  bytes = weir_flow_file_encode (document, encoding, error);
  if (bytes != NULL)
    return weir_flow_file_replace (file, bytes, WEIR_FLOW_FILE_MODE, error);

  name = dup_name (file);
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}
