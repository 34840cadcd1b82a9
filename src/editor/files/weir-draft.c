/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-draft.h"

#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The member that tells a draft from any other JSON, and its version. */
#define MARK    "weirDraft"
#define VERSION 1

/* More than a head with the largest credentials has. */
#define MAX_HEAD_BYTES (32u * 1024 * 1024)

WeirDraft *
weir_draft_new (void)
{
  return g_new0 (WeirDraft, 1);
}

void
weir_draft_free (WeirDraft *draft)
{
  g_return_if_fail (draft != NULL);

  g_free (draft->uri);
  g_free (draft->title);
  g_free (draft->encoding);
  g_free (draft->base);
  g_clear_pointer (&draft->credentials, weir_value_unref);
  g_clear_pointer (&draft->text, g_bytes_unref);
  g_free (draft);
}

static WeirValue *
with_text (WeirValue *head, const char *key, const char *text)
{
  if (text == NULL)
    return head;
  return weir_value_with_member (head, key, weir_value_new_string (text));
}

static WeirValue *
write_head (const WeirDraft *draft)
{
  WeirValue *head = weir_value_new_object ();

  head =
    weir_value_with_member (head, MARK, weir_value_new_number ((double)VERSION));
  head = with_text (head, "uri", draft->uri);
  head = with_text (head, "title", draft->title);
  head = with_text (head, "encoding", draft->encoding);
  head = with_text (head, "base", draft->base);
  head = weir_value_with_member (head,
                                 "time",
                                 weir_value_new_number ((double)draft->time));
  if (draft->credentials != NULL)
    head = weir_value_with_member (head,
                                   "credentials",
                                   weir_value_ref (draft->credentials));
  return head;
}

GBytes *
weir_draft_to_bytes (const WeirDraft *draft)
{
  g_autoptr (WeirValue) head = write_head (draft);
  GString              *file = g_string_new (NULL);
  gsize                 length;
  const char           *text = g_bytes_get_data (draft->text, &length);

  weir_json_append (file, head, WEIR_JSON_STYLE_COMPACT);
  g_string_append_c (file, '\n');
  g_string_append_len (file, text, (gssize)length);
  return g_string_free_to_bytes (file);
}

static double
lookup_number (const WeirValue *head, const char *key)
{
  const WeirValue *value = weir_value_lookup (head, key);

  if (value == NULL || weir_value_get_kind (value) != WEIR_VALUE_KIND_NUMBER)
    return 0;
  return weir_value_get_number (value);
}

static void
read_head (const WeirValue *head, WeirDraft *draft)
{
  WeirValue *credentials = weir_value_lookup (head, "credentials");
  double     time = lookup_number (head, "time");

  draft->uri = g_strdup (weir_value_lookup_string (head, "uri"));
  draft->title = g_strdup (weir_value_lookup_string (head, "title"));
  draft->encoding = g_strdup (weir_value_lookup_string (head, "encoding"));
  draft->base = g_strdup (weir_value_lookup_string (head, "base"));
  /* The years 1970 to 9999, which is what GDateTime can show. */
  draft->time = (gint64)CLAMP (time, 0, 253402300799.0);
  if (credentials != NULL &&
      weir_value_get_kind (credentials) == WEIR_VALUE_KIND_OBJECT)
    draft->credentials = weir_value_ref (credentials);
}

WeirDraft *
weir_draft_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (WeirDraft) draft = weir_draft_new ();
  g_autoptr (WeirValue) head = NULL;
  gsize                 length;
  const char           *start = g_bytes_get_data (bytes, &length);
  const char           *end =
    start != NULL ? memchr (start, '\n', MIN (length, MAX_HEAD_BYTES)) : NULL;

  if (end != NULL)
    head = weir_json_read (start, (gsize)(end - start), NULL, NULL);
  if (head == NULL || lookup_number (head, MARK) != (double)VERSION)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_DATA,
                           _ ("This is no draft of this version of Weir."));
      return NULL;
    }
  read_head (head, draft);
  end++;
  draft->text = g_bytes_new_from_bytes (bytes,
                                        (gsize)(end - start),
                                        length - (gsize)(end - start));
  return g_steal_pointer (&draft);
}

char *
weir_draft_checksum (GBytes *contents)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, contents);
}
