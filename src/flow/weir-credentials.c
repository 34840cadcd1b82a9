/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-credentials.h"

#include "flow/weir-credentials-cipher.h"
#include "flow/weir-flow-error.h"
#include "flow/weir-flow-file.h"
#include "json/weir-convert.h"
#include "json/weir-json-document.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The secrets of a flow. Whoever runs or saves the flow owns one; snapshots get
 * its value. What it could not read it will not overwrite, and what nobody
 * changed is written back byte for byte. */

struct _WeirCredentials
{
  /* owned */
  WeirValue *all;
  WeirValue *envelope; /* (nullable): the encrypted file, `{"$":…}` */
  GBytes    *source;   /* (nullable): the file's bytes */
  WeirValue *saved;    /* what @source holds */
  char      *refusal;  /* (nullable): why the file can't be overwritten */

  gboolean           pretty;
  gboolean           has_key;
  WeirCredentialsKey key;
};

/* What an admin client sends for a password it does not want to change. */
#define KEPT_PASSWORD "__PWRD__"

#define ENVELOPE_KEY "$"

static void
take_value (WeirValue **place, WeirValue *value)
{
  weir_value_unref (*place);
  *place = value;
}

WeirCredentials *
weir_credentials_new (void)
{
  WeirCredentials *self = g_new0 (WeirCredentials, 1);

  self->all = weir_value_new_object ();
  self->saved = weir_value_ref (self->all);
  return self;
}

void
weir_credentials_free (WeirCredentials *credentials)
{
  g_return_if_fail (credentials != NULL);

  weir_credentials_key_clear (&credentials->key);
  weir_value_unref (credentials->all);
  weir_value_unref (credentials->saved);
  g_clear_pointer (&credentials->envelope, weir_value_unref);
  g_clear_pointer (&credentials->source, g_bytes_unref);
  g_free (credentials->refusal);
  g_free (credentials);
}

GFile *
weir_credentials_find_file (GFile *flow_file)
{
  g_autofree char  *name = NULL;
  g_autofree char  *credentials_name = NULL;
  g_autoptr (GFile) folder = NULL;
  const char       *dot;
  int               base;

  g_return_val_if_fail (G_IS_FILE (flow_file), NULL);

  name = g_file_get_basename (flow_file);
  folder = g_file_get_parent (flow_file);
  dot = strrchr (name, '.');
  /* As Node.js' path.extname: a leading dot starts no extension. */
  base = dot == NULL || dot == name ? (int)strlen (name) : (int)(dot - name);
  credentials_name = g_strdup_printf ("%.*s_cred%s", base, name, name + base);
  if (folder == NULL)
    return g_file_new_for_path (credentials_name);
  return g_file_get_child (folder, credentials_name);
}

/* Loading */

static GBytes *
read_file (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GByteArray)       bytes = g_byte_array_new ();

  if (stream == NULL)
    return NULL;
  while (bytes->len <= WEIR_CREDENTIALS_MAX_BYTES)
    {
      g_autoptr (GBytes) chunk = NULL;

      chunk =
        g_input_stream_read_bytes (G_INPUT_STREAM (stream), 65536, NULL, error);
      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      g_byte_array_append (bytes,
                           g_bytes_get_data (chunk, NULL),
                           g_bytes_get_size (chunk));
    }
  g_set_error (error,
               WEIR_FLOW_ERROR,
               WEIR_FLOW_ERROR_TOO_LARGE,
               _ ("A credentials file may have %u bytes; this one has more."),
               WEIR_CREDENTIALS_MAX_BYTES);
  return NULL;
}

/* An empty file counts as an empty object, and a byte order mark is skipped. */
static WeirValue *
read_object (GBytes *bytes, GError **error)
{
  gsize                 length;
  const char           *text = g_bytes_get_data (bytes, &length);
  g_autoptr (WeirValue) value = NULL;

  if (length == 0)
    return weir_value_new_object ();
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  value = weir_json_read (text, length, NULL, error);
  if (value == NULL)
    return NULL;
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_OBJECT)
    return g_steal_pointer (&value);
  g_set_error_literal (error,
                       WEIR_FLOW_ERROR,
                       WEIR_FLOW_ERROR_CREDENTIALS,
                       _ ("It isn’t a JSON object."));
  return NULL;
}

/* The secret Node-RED made by itself when its settings name none. */
static char *
find_generated_secret (GFile *file)
{
  g_autoptr (GFile)    folder = g_file_get_parent (file);
  g_autoptr (GFile)    settings_file = NULL;
  g_autoptr (GBytes)   bytes = NULL;
  g_autoptr (JsonNode) settings = NULL;
  const char          *text;
  gsize                length;

  if (folder == NULL)
    return NULL;
  settings_file = g_file_get_child (folder, ".config.runtime.json");
  bytes = read_file (settings_file, NULL);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  settings = weir_json_document_parse (text, length, NULL, NULL);
  if (settings == NULL || !JSON_NODE_HOLDS_OBJECT (settings))
    return NULL;
  return g_strdup (
    json_object_get_string_member_with_default (json_node_get_object (settings),
                                                "_credentialSecret",
                                                NULL));
}

static void
take_secret (WeirCredentials *self, GFile *file, const char *secret)
{
  g_autofree char *generated = NULL;

  if (secret == NULL)
    secret = generated = find_generated_secret (file);
  if (secret == NULL)
    return;
  weir_credentials_key_init (&self->key, secret);
  self->has_key = TRUE;
  if (generated != NULL)
    explicit_bzero (generated, strlen (generated));
}

static WeirValue *
read_all (WeirCredentials *self, GFile *file, GError **error)
{
  g_autoptr (GBytes)    bytes = read_file (file, error);
  g_autoptr (WeirValue) object = NULL;
  gsize                 length;
  const char           *text;

  if (bytes == NULL)
    return NULL;
  object = read_object (bytes, error);
  if (object == NULL)
    return NULL;

  text = g_bytes_get_data (bytes, &length);
  self->pretty = length > 0 && memchr (text, '\n', length) != NULL;
  self->source = g_steal_pointer (&bytes);
  if (weir_value_lookup_string (object, ENVELOPE_KEY) == NULL)
    return g_steal_pointer (&object);
  self->envelope = g_steal_pointer (&object);
  return weir_credentials_decrypt (self,
                                   weir_value_lookup_string (self->envelope,
                                                             ENVELOPE_KEY),
                                   error);
}

WeirCredentials *
weir_credentials_load (GFile *file, const char *secret, GError **error)
{
  WeirCredentials   *self = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char   *name = NULL;
  WeirValue         *all;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = weir_credentials_new ();
  take_secret (self, file, secret);
  all = read_all (self, file, &cause);
  if (all != NULL)
    {
      take_value (&self->all, all);
      take_value (&self->saved, weir_value_ref (all));
      return self;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return self;
    }

  name = g_file_get_parse_name (file);
  self->refusal =
    g_strdup_printf (_ ("The credentials file “%s” can’t be read: %s"),
                     name,
                     cause->message);
  g_set_error_literal (error,
                       WEIR_FLOW_ERROR,
                       WEIR_FLOW_ERROR_CREDENTIALS,
                       self->refusal);
  return self;
}

/* Saving */

static GBytes *
text_to_bytes (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
encrypt_all (WeirCredentials *self, WeirJsonStyle style, GError **error)
{
  g_autofree char *plain = weir_json_write (self->all, WEIR_JSON_STYLE_COMPACT);
  g_autofree char *blob = weir_credentials_key_encrypt (&self->key, plain, error);

  explicit_bzero (plain, strlen (plain));
  if (blob == NULL)
    return NULL;
  if (self->envelope == NULL)
    self->envelope = weir_value_new_object ();
  self->envelope = weir_value_with_member (self->envelope,
                                           ENVELOPE_KEY,
                                           weir_value_new_string (blob));
  return text_to_bytes (weir_json_write (self->envelope, style));
}

static GBytes *
make_bytes (WeirCredentials *self, GError **error)
{
  WeirJsonStyle style =
    self->pretty ? WEIR_JSON_STYLE_PRETTY : WEIR_JSON_STYLE_COMPACT;

  if (self->has_key)
    return encrypt_all (self, style, error);
  return text_to_bytes (weir_json_write (self->all, style));
}

gboolean
weir_credentials_save (WeirCredentials *credentials, GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (credentials != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (credentials->refusal != NULL)
    {
      g_set_error (error,
                   WEIR_FLOW_ERROR,
                   WEIR_FLOW_ERROR_CREDENTIALS,
                   _ ("%s It was left as it is."),
                   credentials->refusal);
      return FALSE;
    }
  if (credentials->source != NULL && !weir_credentials_is_modified (credentials))
    bytes = g_bytes_ref (credentials->source);
  else
    bytes = make_bytes (credentials, error);
  if (bytes == NULL ||
      !weir_flow_file_replace (file, bytes, WEIR_CREDENTIALS_FILE_MODE, error))
    return FALSE;
  g_clear_pointer (&credentials->source, g_bytes_unref);
  credentials->source = g_steal_pointer (&bytes);
  take_value (&credentials->saved, weir_value_ref (credentials->all));
  return TRUE;
}

/* Reading and changing */

WeirValue *
weir_credentials_get_all (WeirCredentials *credentials)
{
  g_return_val_if_fail (credentials != NULL, NULL);
  return credentials->all;
}

gboolean
weir_credentials_is_encrypted (WeirCredentials *credentials)
{
  g_return_val_if_fail (credentials != NULL, FALSE);
  return credentials->envelope != NULL;
}

gboolean
weir_credentials_is_modified (WeirCredentials *credentials)
{
  g_return_val_if_fail (credentials != NULL, FALSE);
  return !weir_value_equal (credentials->all, credentials->saved);
}

WeirValue *
weir_credentials_decrypt (WeirCredentials *credentials,
                          const char      *blob,
                          GError         **error)
{
  g_autoptr (GBytes) plain = NULL;
  WeirValue         *all;

  g_return_val_if_fail (credentials != NULL, NULL);
  g_return_val_if_fail (blob != NULL, NULL);

  if (!credentials->has_key)
    {
      g_set_error_literal (error,
                           WEIR_FLOW_ERROR,
                           WEIR_FLOW_ERROR_CREDENTIALS,
                           _ ("It is encrypted, and its secret isn’t known."));
      return NULL;
    }
  plain = weir_credentials_key_decrypt (&credentials->key, blob, error);
  if (plain == NULL)
    return NULL;
  all = read_object (plain, NULL);
  if (all == NULL)
    g_set_error_literal (error,
                         WEIR_FLOW_ERROR,
                         WEIR_FLOW_ERROR_CREDENTIALS,
                         _ ("It was encrypted with another secret."));
  return all;
}

void
weir_credentials_set (WeirCredentials *credentials, const char *id, WeirValue *value)
{
  WeirValue *stored;

  g_return_if_fail (credentials != NULL);
  g_return_if_fail (id != NULL);

  stored = weir_value_lookup (credentials->all, id);
  if (value == NULL && stored == NULL)
    return;
  if (value != NULL && stored != NULL && weir_value_equal (value, stored))
    return;

  if (value == NULL)
    credentials->all = weir_value_without_member (credentials->all, id);
  else
    credentials->all =
      weir_value_with_member (credentials->all, id, weir_value_ref (value));
}

/* Merging what a client sends */

static gboolean
is_object (const WeirValue *value)
{
  return value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_OBJECT;
}

static gboolean
is_blank (const WeirValue *value)
{
  g_autoptr (WeirValue) text = NULL;
  const char           *string;
  gsize                 length;

  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_NULL)
    return TRUE;
  text = weir_value_to_text (value);
  string = weir_value_get_string (text, &length);
  return strspn (string, " \t\n\v\f\r") == length;
}

static gboolean
is_kept (const WeirValue *value)
{
  return weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING &&
         g_str_equal (weir_value_get_string (value, NULL), KEPT_PASSWORD);
}

/* Containers take every name, and forget what is not sent again. */
static WeirValue *
merge_any_names (const WeirValue *stored, const WeirValue *incoming)
{
  WeirValue *result = weir_value_new_object ();

  for (gsize i = 0; i < weir_value_get_length (incoming); i++)
    {
      gsize       length;
      const char *key = weir_value_get_key (incoming, i, &length);
      WeirValue  *value = weir_value_get_member (incoming, i);

      if (is_kept (value))
        value = weir_value_lookup_len (stored, key, length);
      if (value == NULL || is_blank (value))
        continue;
      result =
        weir_value_with_member_len (result, key, length, weir_value_ref (value));
    }
  return result;
}

static WeirValue *
merge_map (const WeirValue *stored, const WeirValue *incoming)
{
  WeirValue *map = weir_value_lookup (incoming, "map");
  WeirValue *result = weir_value_new_object ();

  if (!is_object (map))
    return result;
  map = merge_any_names (weir_value_lookup (stored, "map"), map);
  return weir_value_with_member (result, "map", map);
}

static WeirValue *
merge_declared_names (const WeirProperty *properties,
                      WeirValue          *stored,
                      const WeirValue    *incoming)
{
  WeirValue *result =
    stored != NULL ? weir_value_ref (stored) : weir_value_new_object ();

  for (const WeirProperty *p = properties; p->key != NULL; p++)
    {
      WeirValue *value = weir_value_lookup (incoming, p->key);

      if ((p->flags & WEIR_PROPERTY_CREDENTIAL) == 0 || value == NULL)
        continue;
      if ((p->flags & WEIR_PROPERTY_SECRET) != 0 && is_kept (value))
        continue;
      if (is_blank (value))
        result = weir_value_without_member (result, p->key);
      else
        result = weir_value_with_member (result, p->key, weir_value_ref (value));
    }
  return result;
}

static gboolean
declares_credentials (const WeirNodeType *node_type)
{
  if (node_type == NULL || node_type->properties == NULL)
    return FALSE;
  for (const WeirProperty *p = node_type->properties; p->key != NULL; p++)
    {
      if ((p->flags & WEIR_PROPERTY_CREDENTIAL) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
takes_any_names (const char *type)
{
  return g_str_equal (type, "tab") || g_str_equal (type, "group") ||
         g_str_equal (type, "subflow") || g_str_has_prefix (type, "subflow:");
}

/* Returns (nullable): what an entry has after @incoming; NULL when entries of
 * its type have no credentials. */
static WeirValue *
merge (const WeirRegistry *registry,
       const char         *type,
       WeirValue          *stored,
       const WeirValue    *incoming)
{
  const WeirNodeType *node_type = weir_registry_lookup (registry, type);

  if (takes_any_names (type))
    return merge_any_names (stored, incoming);
  if (g_str_equal (type, "global-config"))
    return merge_map (stored, incoming);
  if (declares_credentials (node_type))
    return merge_declared_names (node_type->properties, stored, incoming);
  return NULL;
}

gboolean
weir_credentials_merge (WeirCredentials    *credentials,
                        const WeirRegistry *registry,
                        const char         *id,
                        const char         *type,
                        WeirValue          *incoming)
{
  WeirValue            *stored;
  g_autoptr (WeirValue) merged = NULL;

  g_return_val_if_fail (credentials != NULL && registry != NULL, FALSE);
  g_return_val_if_fail (id != NULL && type != NULL, FALSE);

  if (!is_object (incoming))
    return FALSE;
  stored = weir_value_lookup (credentials->all, id);
  merged = merge (registry, type, is_object (stored) ? stored : NULL, incoming);
  if (merged == NULL)
    return FALSE;
  weir_credentials_set (credentials,
                        id,
                        weir_value_get_length (merged) > 0 ? merged : NULL);
  return TRUE;
}

guint
weir_credentials_prune (WeirCredentials *credentials, WeirSnapshot *snapshot)
{
  g_autoptr (WeirValue) all = NULL;
  guint                 n_pruned = 0;

  g_return_val_if_fail (credentials != NULL, 0);
  g_return_val_if_fail (snapshot != NULL, 0);

  all = weir_value_ref (credentials->all);
  for (gsize i = 0; i < weir_value_get_length (all); i++)
    {
      const char *id = weir_value_get_key (all, i, NULL);

      if (weir_snapshot_lookup (snapshot, id) != NULL)
        continue;
      weir_credentials_set (credentials, id, NULL);
      n_pruned++;
    }
  return n_pruned;
}
