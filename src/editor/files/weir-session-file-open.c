/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-session-file-private.h"

#include "flow/weir-flow-file.h"

#include <glib/gi18n-lib.h>

/* How documents come to be edited: new, from a file, or from a draft. */

static GFile *
dup_folder (GFile *folder)
{
  return folder != NULL ? g_object_ref (folder)
                        : weir_document_store_get_folder ();
}

WeirSessionFile *
weir_session_file_new (WeirRegistry *registry,
                       GFile        *folder,
                       WeirDocument *document,
                       const char   *title)
{
  g_autoptr (GFile)             data = dup_folder (folder);
  g_autoptr (WeirSession)       session = weir_session_new (registry, document);
  g_autoptr (WeirDocumentStore) store = weir_document_store_new (data, NULL);

  if (title != NULL)
    weir_session_set_draft_title (session, title);
  return weir_session_file_make (data,
                                 g_steal_pointer (&store),
                                 g_steal_pointer (&session));
}

/* --- Credentials ------------------------------------------------------------ */

/* Those of the draft replace what the file has, entry by entry, so that saving
 * still knows how the file was encrypted. */
static void
restore_credentials (WeirCredentials *credentials, WeirValue *kept)
{
  g_autoptr (WeirValue) before =
    weir_value_ref (weir_credentials_get_all (credentials));

  for (gsize i = 0; i < weir_value_get_length (before); i++)
    {
      const char *id = weir_value_get_key (before, i, NULL);

      if (weir_value_lookup (kept, id) == NULL)
        weir_credentials_set (credentials, id, NULL);
    }
  for (gsize i = 0; i < weir_value_get_length (kept); i++)
    weir_credentials_set (credentials,
                          weir_value_get_key (kept, i, NULL),
                          weir_value_get_member (kept, i));
}

/* Credentials that can't be read keep nobody from editing the flow. */
static void
load_credentials (WeirSessionFile *self, GFile *file, const WeirDraft *draft)
{
  g_autoptr (GFile) place =
    weir_document_store_find_credentials (self->store, file, FALSE);
  g_autoptr (GError) error = NULL;
  WeirCredentials   *credentials = weir_credentials_load (place, NULL, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    self->warning = g_strdup (error->message);
  if (draft != NULL && draft->credentials != NULL)
    restore_credentials (credentials, draft->credentials);
  weir_session_take_credentials (self->session, credentials);
}

/* --- Drafts ----------------------------------------------------------------- */

/* A draft that holds what the file holds has nothing to restore. */
static gboolean
is_news (const WeirDraft *draft, WeirDocument *document)
{
  g_autoptr (GBytes) text = NULL;

  if (document == NULL || draft->credentials != NULL)
    return TRUE;
  text = weir_document_to_bytes (document);
  return !g_bytes_equal (text, draft->text);
}

/* Returns: (nullable): the draft to go on with */
static WeirDraft *
find_draft (WeirDocumentStore *store, WeirDocument *document)
{
  g_autoptr (WeirDraft) draft = weir_document_store_load_draft (store, NULL);

  if (draft == NULL)
    return NULL;
  if (is_news (draft, document))
    return g_steal_pointer (&draft);
  weir_document_store_remove_draft (store);
  return NULL;
}

/* What the file holds, as far as we know: what was read now, or when the draft
 * was begun, so that a change since then is noticed. */
static char *
dup_base (const WeirDraft *draft, WeirDocument *on_disk, const char *encoding)
{
  g_autoptr (GBytes) bytes = NULL;

  if (draft != NULL && draft->base != NULL)
    return g_strdup (draft->base);
  if (on_disk != NULL)
    bytes = weir_flow_file_encode (on_disk, encoding, NULL);
  return bytes != NULL ? weir_draft_checksum (bytes) : NULL;
}

static void
mark_restored (WeirSessionFile *self, const WeirDraft *draft)
{
  weir_history_mark_unsaved (weir_session_get_history (self->session));
  self->restored = MAX (draft->time, 1);
}

static WeirSessionFile *
open_store (WeirRegistry      *registry,
            GFile             *folder,
            WeirDocumentStore *store,
            GFile             *file,
            const char        *encoding,
            GError           **error)
{
  g_autoptr (WeirDocumentStore) owned = store;
  g_autoptr (GError)            failure = NULL;
  g_autoptr (WeirDocument)      on_disk =
    weir_flow_file_load (file, encoding, &failure);
  g_autoptr (WeirDraft)    draft = find_draft (store, on_disk);
  g_autoptr (WeirDocument) document = NULL;
  g_autofree char         *base = dup_base (draft, on_disk, encoding);
  WeirSession             *session;
  WeirSessionFile         *self;

  if (draft != NULL)
    document = weir_document_new_from_bytes (draft->text, NULL);
  if (document == NULL)
    {
      g_clear_pointer (&draft, weir_draft_free);
      g_set_object (&document, on_disk);
    }
  if (document == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  session = weir_session_new (registry, document);
  weir_session_set_file (session, file, draft != NULL ? draft->encoding : encoding);
  self = weir_session_file_make (folder, g_steal_pointer (&owned), session);
  load_credentials (self, file, draft);
  weir_session_file_set_watch (self, file, base);
  if (draft != NULL)
    mark_restored (self, draft);
  return self;
}

WeirSessionFile *
weir_session_file_open (WeirRegistry *registry,
                        GFile        *folder,
                        GFile        *file,
                        const char   *encoding,
                        GError      **error)
{
  g_autoptr (GFile) data = dup_folder (folder);

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return open_store (registry,
                     data,
                     weir_document_store_new (data, file),
                     file,
                     encoding,
                     error);
}

static WeirSessionFile *
open_untitled (WeirRegistry      *registry,
               GFile             *folder,
               WeirDocumentStore *store,
               const WeirDraft   *draft,
               GError           **error)
{
  g_autoptr (WeirDocumentStore) owned = store;
  g_autoptr (WeirDocument)      document =
    weir_document_new_from_bytes (draft->text, error);
  WeirSession     *session;
  WeirSessionFile *self;

  if (document == NULL)
    return NULL;
  session = weir_session_new (registry, document);
  if (draft->title != NULL)
    weir_session_set_draft_title (session, draft->title);
  self = weir_session_file_make (folder, g_steal_pointer (&owned), session);
  load_credentials (self, NULL, draft);
  mark_restored (self, draft);
  return self;
}

WeirSessionFile *
weir_session_file_open_draft (WeirRegistry *registry,
                              GFile        *folder,
                              const char   *name,
                              GError      **error)
{
  g_autoptr (GFile)             data = dup_folder (folder);
  g_autoptr (WeirDocumentStore) store =
    weir_document_store_new_for_draft (data, name);
  g_autoptr (WeirDraft) draft = NULL;
  g_autoptr (GFile)     file = NULL;

  if (store == NULL)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_BUSY,
                           _ ("This draft is open already."));
      return NULL;
    }
  draft = weir_document_store_load_draft (store, error);
  if (draft == NULL)
    return NULL;
  if (draft->uri == NULL)
    return open_untitled (registry, data, g_steal_pointer (&store), draft, error);

  file = g_file_new_for_uri (draft->uri);
  return open_store (registry,
                     data,
                     g_steal_pointer (&store),
                     file,
                     draft->encoding,
                     error);
}
