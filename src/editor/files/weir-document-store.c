/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-document-store.h"

#include "flow/weir-credentials.h"
#include "flow/weir-flow-file.h"
#include "json/weir-json.h"
#include "runtime/weir-id.h"
#include "schema/weir-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where Weir keeps what belongs to a document, one object for every document
 * that is open. Owned by the session's files; holds the lock of its draft for
 * as long as it lives, and the kernel gives that back whatever becomes of us. */
struct _WeirDocumentStore
{
  GFile     *folder;
  GFile     *state_file;
  GFile     *draft_file;
  char      *key;
  char      *name; /* of the draft and its lock */
  WeirValue *state;
  gboolean   dirty;
  gboolean   forgotten;
  int        lock; /* a descriptor, or -1 */
};

/* How often one document can be open at a time and each have a draft. */
#define MAX_NAMES 32

/* Of a state file; a view is a hundred bytes. */
#define MAX_STATE_BYTES (4u * 1024 * 1024)

#define DRAFT_ENDING ".draft"

/* How the key of a document without a file begins. */
#define UNTITLED     "untitled_"
#define PRIVATE_MODE 0600
#define FOLDER_MODE  0700

GFile *
weir_document_store_get_folder (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "weir", NULL);

  return g_file_new_for_path (path);
}

static GFile *
get_place (GFile *folder, const char *kind, const char *name, const char *ending)
{
  g_autofree char *base = g_strconcat (name, ending, NULL);
  g_autofree char *path = g_build_filename (kind, base, NULL);

  return g_file_resolve_relative_path (folder, path);
}

static void
make_folder (GFile *folder, const char *kind)
{
  g_autofree char *root = g_file_get_path (folder);
  g_autofree char *path = g_build_filename (root, kind, NULL);

  /* What it is needed for fails and tells, when this did. */
  if (g_mkdir_with_parents (path, FOLDER_MODE) < 0)
    g_debug ("Can't make %s: %s", path, g_strerror (errno));
}

/* --- Locks ------------------------------------------------------------------ */

static gboolean
is_at_path (int fd, const char *path)
{
  struct stat ours;
  struct stat there;

  return fstat (fd, &ours) == 0 && g_stat (path, &there) == 0 &&
         ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

/* Returns a descriptor, or -1 with @taken saying whether somebody has it. Who
 * had the lock before may have removed its file after we opened it. */
static int
take_lock (GFile *folder, const char *name, gboolean *taken)
{
  g_autoptr (GFile) file = get_place (folder, "drafts", name, ".lock");
  g_autofree char  *path = g_file_get_path (file);

  *taken = FALSE;
  for (;;)
    {
      int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, PRIVATE_MODE);

      if (fd < 0)
        return -1;
      if (flock (fd, LOCK_EX | LOCK_NB) < 0)
        {
          *taken = errno == EWOULDBLOCK;
          close (fd);
          return -1;
        }
      if (is_at_path (fd, path))
        return fd;
      close (fd);
    }
}

/* The file goes while the lock is still held, see take_lock(). */
static void
release_lock (WeirDocumentStore *self)
{
  g_autoptr (GFile) file =
    get_place (self->folder, "drafts", self->name, ".lock");

  if (self->lock < 0)
    return;
  if (!g_file_delete (file, NULL, NULL))
    g_debug ("The lock of %s was gone", self->name);
  close (self->lock);
  self->lock = -1;
}

/* --- Making ----------------------------------------------------------------- */

static WeirValue *
read_state (GFile *file)
{
  g_autoptr (WeirValue) value = NULL;
  g_autoptr (GBytes)    bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  WeirJsonLimits        limits = { MAX_STATE_BYTES, WEIR_JSON_MAX_DEPTH };

  if (bytes != NULL)
    value = weir_json_read (g_bytes_get_data (bytes, NULL),
                            g_bytes_get_size (bytes),
                            &limits,
                            NULL);
  if (value == NULL || weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    return weir_value_new_object ();
  return g_steal_pointer (&value);
}

static WeirDocumentStore *
store_new (GFile *folder, const char *key, const char *name, int lock)
{
  WeirDocumentStore *self = g_new0 (WeirDocumentStore, 1);

  self->folder = g_object_ref (folder);
  self->key = g_strdup (key);
  self->name = g_strdup (name);
  self->lock = lock;
  self->state_file = get_place (folder, "documents", key, ".json");
  self->draft_file = get_place (folder, "drafts", name, DRAFT_ENDING);
  self->state = read_state (self->state_file);
  return self;
}

static char *
dup_key (GFile *file)
{
  g_autofree char *uri = NULL;
  char             id[WEIR_ID_LENGTH + 1];

  if (file == NULL)
    {
      weir_id_write (id);
      return g_strconcat (UNTITLED, id, NULL);
    }
  uri = g_file_get_uri (file);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
}

WeirDocumentStore *
weir_document_store_new (GFile *folder, GFile *file)
{
  g_autofree char *key = dup_key (file);
  g_autofree char *name = g_strdup (key);
  gboolean         taken;
  int              lock;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  make_folder (folder, "drafts");
  lock = take_lock (folder, name, &taken);
  for (guint i = 2; taken && i <= MAX_NAMES; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", key, i);
      lock = take_lock (folder, name, &taken);
    }
  return store_new (folder, key, name, lock);
}

WeirDocumentStore *
weir_document_store_new_for_draft (GFile *folder, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "-", 2);
  gboolean       taken;
  int            lock;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  make_folder (folder, "drafts");
  lock = take_lock (folder, name, &taken);
  if (taken)
    return NULL;
  return store_new (folder, parts[0], name, lock);
}

void
weir_document_store_free (WeirDocumentStore *store)
{
  g_return_if_fail (store != NULL);

  release_lock (store);
  g_clear_object (&store->state_file);
  g_clear_object (&store->draft_file);
  g_clear_object (&store->folder);
  g_clear_pointer (&store->state, weir_value_unref);
  g_free (store->key);
  g_free (store->name);
  g_free (store);
}

/* --- Drafts ----------------------------------------------------------------- */

typedef struct
{
  char  *name;
  gint64 time_us;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;

  if (left->time_us != right->time_us)
    return left->time_us > right->time_us ? -1 : 1;
  return strcmp (left->name, right->name);
}

static void
clear_found (gpointer data)
{
  g_free (((Found *)data)->name);
}

static gboolean
is_free (GFile *folder, const char *name)
{
  gboolean taken;
  int      lock = take_lock (folder, name, &taken);

  if (lock >= 0)
    close (lock);
  return !taken;
}

static void
look_at (GFile *folder, GFileInfo *info, GArray *found)
{
  const char           *base = g_file_info_get_name (info);
  g_autoptr (GDateTime) time = g_file_info_get_modification_date_time (info);
  Found                 row = { 0 };

  if (!g_str_has_suffix (base, DRAFT_ENDING))
    return;
  row.name = g_strndup (base, strlen (base) - strlen (DRAFT_ENDING));
  if (!is_free (folder, row.name))
    {
      g_free (row.name);
      return;
    }
  if (time != NULL)
    row.time_us = g_date_time_to_unix (time) * G_USEC_PER_SEC +
                  g_date_time_get_microsecond (time);
  g_array_append_val (found, row);
}

GPtrArray *
weir_document_store_list_drafts (GFile *folder)
{
  GPtrArray         *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GFile)  drafts = g_file_get_child (folder, "drafts");
  g_autoptr (GFileEnumerator) rows =
    g_file_enumerate_children (drafts,
                               G_FILE_ATTRIBUTE_STANDARD_NAME
                               "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                               "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                               G_FILE_QUERY_INFO_NONE,
                               NULL,
                               NULL);
  GFileInfo *info;

  g_array_set_clear_func (found, clear_found);
  while (rows != NULL &&
         g_file_enumerator_iterate (rows, &info, NULL, NULL, NULL) &&
         info != NULL)
    look_at (folder, info, found);
  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (names, g_strdup (g_array_index (found, Found, i).name));
  return names;
}

GFile *
weir_document_store_get_draft_file (WeirDocumentStore *store)
{
  return store->draft_file;
}

WeirDraft *
weir_document_store_load_draft (WeirDocumentStore *store, GError **error)
{
  g_autoptr (GBytes) bytes =
    g_file_load_bytes (store->draft_file, NULL, NULL, error);

  return bytes != NULL ? weir_draft_from_bytes (bytes, error) : NULL;
}

static void
remove_file (GFile *file)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_delete (file, NULL, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_debug ("Can't remove what was kept: %s", error->message);
}

void
weir_document_store_remove_draft (WeirDocumentStore *store)
{
  remove_file (store->draft_file);
}

/* --- The rest --------------------------------------------------------------- */

WeirValue *
weir_document_store_get (WeirDocumentStore *store, const char *key)
{
  return weir_value_lookup (store->state, key);
}

void
weir_document_store_set (WeirDocumentStore *store, const char *key, WeirValue *value)
{
  const WeirValue *before = weir_value_lookup (store->state, key);

  if (value == NULL ? before == NULL
                    : before != NULL && weir_value_equal (before, value))
    {
      g_clear_pointer (&value, weir_value_unref);
      return;
    }
  if (value != NULL)
    store->state = weir_value_with_member (store->state, key, value);
  else
    store->state = weir_value_without_member (store->state, key);
  store->dirty = TRUE;
}

gboolean
weir_document_store_flush (WeirDocumentStore *store, GError **error)
{
  char              *text;
  g_autoptr (GBytes) bytes = NULL;

  if (!store->dirty || store->forgotten)
    return TRUE;
  make_folder (store->folder, "documents");
  text = weir_json_write (store->state, WEIR_JSON_STYLE_PRETTY);
  bytes = g_bytes_new_take (text, strlen (text));
  store->dirty =
    !weir_flow_file_replace (store->state_file, bytes, PRIVATE_MODE, error);
  return !store->dirty;
}

void
weir_document_store_forget (WeirDocumentStore *store)
{
  g_autoptr (GFile) credentials = NULL;

  if (!g_str_has_prefix (store->key, UNTITLED))
    return;
  store->forgotten = TRUE;
  credentials = get_place (store->folder, "credentials", store->key, ".json");
  remove_file (store->draft_file);
  remove_file (store->state_file);
  remove_file (credentials);
}

gboolean
weir_document_store_is_granted (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  return path != NULL && weir_sandbox_is_granted (path);
}

static gboolean
can_write_beside (GFile *file)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char  *path = parent != NULL ? g_file_get_path (parent) : NULL;

  return path != NULL && !weir_document_store_is_granted (file) &&
         g_access (path, W_OK) == 0;
}

GFile *
weir_document_store_find_credentials (WeirDocumentStore *store,
                                      GFile             *file,
                                      gboolean           for_writing)
{
  g_autoptr (GFile) own =
    get_place (store->folder, "credentials", store->key, ".json");

  if (file != NULL && can_write_beside (file))
    return weir_credentials_find_file (file);
  if (for_writing)
    make_folder (store->folder, "credentials");
  else if (file != NULL && !weir_document_store_is_granted (file) &&
           !g_file_query_exists (own, NULL))
    return weir_credentials_find_file (file);
  return g_steal_pointer (&own);
}
