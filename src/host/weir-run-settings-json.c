/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-node-settings.h"

#include "json/weir-json.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Run settings as a small document: one table says which member is what. */

/* More than this is nobody's settings. */
#define MAX_BYTES (1024 * 1024)
#define MAX_DEPTH 4

/* The largest whole number that a JSON number is sure to keep. */
#define MAX_SAFE_SIZE 9007199254740991.0

typedef enum
{
  KIND_TEXT,
  KIND_NUMBER, /* guint */
  KIND_SIZE,   /* gsize */
  KIND_TEXTS,
  KIND_VARIABLES,
  KIND_SLOW_CLIENT,
  KIND_NODES,
} Kind;

static const struct
{
  const char *name;
  Kind        kind;
  gsize       offset;
} members[] = {
  { "host", KIND_TEXT, G_STRUCT_OFFSET (WeirRunSettings, host) },
  { "port", KIND_NUMBER, G_STRUCT_OFFSET (WeirRunSettings, port) },
  { "basePath", KIND_TEXT, G_STRUCT_OFFSET (WeirRunSettings, base_path) },
  { "tlsCertificate",
    KIND_TEXT,
    G_STRUCT_OFFSET (WeirRunSettings, tls_certificate_file) },
  { "tlsKey", KIND_TEXT, G_STRUCT_OFFSET (WeirRunSettings, tls_key_file) },
  { "tlsConfig", KIND_TEXT, G_STRUCT_OFFSET (WeirRunSettings, tls_config) },
  { "origins", KIND_TEXTS, G_STRUCT_OFFSET (WeirRunSettings, origins) },
  { "token", KIND_TEXT, G_STRUCT_OFFSET (WeirRunSettings, token) },
  { "user", KIND_TEXT, G_STRUCT_OFFSET (WeirRunSettings, user) },
  { "password", KIND_TEXT, G_STRUCT_OFFSET (WeirRunSettings, password) },
  { "clientCa", KIND_TEXT, G_STRUCT_OFFSET (WeirRunSettings, client_ca_file) },
  { "idlePingMs", KIND_NUMBER, G_STRUCT_OFFSET (WeirRunSettings, idle_ping_ms) },
  { "maxClients", KIND_NUMBER, G_STRUCT_OFFSET (WeirRunSettings, max_clients) },
  { "maxMessageBytes",
    KIND_SIZE,
    G_STRUCT_OFFSET (WeirRunSettings, max_message_bytes) },
  { "maxQueuedBytes",
    KIND_SIZE,
    G_STRUCT_OFFSET (WeirRunSettings, max_queued_bytes) },
  { "slowClient", KIND_SLOW_CLIENT, G_STRUCT_OFFSET (WeirRunSettings, slow_client) },
  { "reconnectMs", KIND_NUMBER, G_STRUCT_OFFSET (WeirRunSettings, reconnect_ms) },
  { "reconnectMaxMs",
    KIND_NUMBER,
    G_STRUCT_OFFSET (WeirRunSettings, reconnect_max_ms) },
  { "variables", KIND_VARIABLES, G_STRUCT_OFFSET (WeirRunSettings, variables) },
  { "secrets", KIND_VARIABLES, G_STRUCT_OFFSET (WeirRunSettings, secrets) },
  { "nodes", KIND_NODES, G_STRUCT_OFFSET (WeirRunSettings, nodes) },
};

static const char *const slow_clients[] = {
  [WEIR_SLOW_CLIENT_DISCONNECT] = "disconnect",
  [WEIR_SLOW_CLIENT_DROP_OLDEST] = "dropOldest",
  [WEIR_SLOW_CLIENT_DROP_NEWEST] = "dropNewest",
};

/* Writing ---------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): %NULL for none */
static WeirValue *
new_texts (char **texts)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  if (texts == NULL)
    return NULL;
  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (values, weir_value_new_string (texts[i]));
  return weir_value_new_array ((WeirValue **)values->pdata, values->len);
}

static WeirValue *
new_variables (GHashTable *variables)
{
  WeirValue        *object = weir_value_new_object ();
  g_autoptr (GList) names = NULL;

  if (variables == NULL)
    return object;
  names =
    g_list_sort (g_hash_table_get_keys (variables), (GCompareFunc)g_strcmp0);
  for (GList *l = names; l != NULL; l = l->next)
    object = weir_value_with_member (object,
                                     l->data,
                                     weir_value_new_string (
                                       g_hash_table_lookup (variables, l->data)));
  return object;
}

/* @number: left out when it is 0 */
static WeirValue *
with_number (WeirValue *object, const char *name, guint number)
{
  return number > 0
           ? weir_value_with_member (object, name, weir_value_new_number (number))
           : object;
}

static WeirValue *
new_node (const WeirNodeSettings *node)
{
  WeirValue *object = weir_value_new_object ();

  object = with_number (object, "reconnectMs", node->reconnect_ms);
  object = with_number (object, "reconnectMaxMs", node->reconnect_max_ms);
  return node->ask
           ? weir_value_with_member (object, "ask", weir_value_new_boolean (TRUE))
           : object;
}

/* In the order of their ids, so that equal settings are equal texts. */
static WeirValue *
new_nodes (GHashTable *nodes)
{
  WeirValue        *object = weir_value_new_object ();
  g_autoptr (GList) ids = NULL;

  if (nodes != NULL)
    ids = g_list_sort (g_hash_table_get_keys (nodes), (GCompareFunc)g_strcmp0);
  for (GList *l = ids; l != NULL; l = l->next)
    object =
      weir_value_with_member (object,
                              l->data,
                              new_node (g_hash_table_lookup (nodes, l->data)));
  return object;
}

/* Returns: (transfer full) (nullable): the value of one member */
static WeirValue *
new_value (const WeirRunSettings *settings, guint index)
{
  const char   *text;
  gconstpointer place = (const guint8 *)settings + members[index].offset;

  switch (members[index].kind)
    {
    case KIND_TEXT:
      text = *(const char *const *)place;
      return text != NULL ? weir_value_new_string (text) : NULL;
    case KIND_NUMBER:
      return weir_value_new_number (*(const guint *)place);
    case KIND_SIZE:
      return weir_value_new_number ((double)*(const gsize *)place);
    case KIND_TEXTS:
      return new_texts (*(char **const *)place);
    case KIND_VARIABLES:
      return new_variables (*(GHashTable *const *)place);
    case KIND_SLOW_CLIENT:
      return weir_value_new_string (slow_clients[*(const WeirSlowClient *)place]);
    case KIND_NODES:
      return new_nodes (*(GHashTable *const *)place);
    }
  return NULL;
}

char *
weir_run_settings_to_json (const WeirRunSettings *settings)
{
  g_autoptr (WeirRunSettings) defaults = weir_run_settings_new ();
  g_autoptr (WeirValue)       object =
    weir_value_with_member (weir_value_new_object (),
                            "version",
                            weir_value_new_number (WEIR_RUN_SETTINGS_VERSION));

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      WeirValue            *value = new_value (settings, i);
      g_autoptr (WeirValue) usual = new_value (defaults, i);

      if (value == NULL || (usual != NULL && weir_value_equal (value, usual)))
        g_clear_pointer (&value, weir_value_unref);
      else
        object = weir_value_with_member (object, members[i].name, value);
    }
  return weir_json_write (object, WEIR_JSON_STYLE_PRETTY);
}

/* Reading ---------------------------------------------------------------- */

static gboolean
is_text (const WeirValue *value)
{
  gsize       length;
  const char *text;

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return FALSE;
  text = weir_value_get_string (value, &length);
  return strlen (text) == length && g_utf8_validate (text, -1, NULL);
}

static gboolean
take_text (char **place, const WeirValue *value)
{
  if (!is_text (value))
    return FALSE;
  g_free (*place);
  *place = g_strdup (weir_value_get_string (value, NULL));
  return TRUE;
}

/* Returns: whether @value is a whole number up to @max */
static gboolean
take_whole (const WeirValue *value, double max, gsize *number)
{
  double given;

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_NUMBER)
    return FALSE;
  given = weir_value_get_number (value);

  /* Also no for what is no number at all. */
  if (!(given >= 0 && given <= max) || given != (double)(gsize)given)
    return FALSE;
  *number = (gsize)given;
  return TRUE;
}

static gboolean
take_texts (char ***place, const WeirValue *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_ARRAY)
    return FALSE;
  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      const WeirValue *item = weir_value_get_item (value, i);

      if (!is_text (item))
        return FALSE;
      g_strv_builder_add (builder, weir_value_get_string (item, NULL));
    }
  g_strfreev (*place);
  *place = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
take_variables (GHashTable **place, const WeirValue *value)
{
  g_autoptr (GHashTable) variables =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    return FALSE;
  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      const WeirValue *member = weir_value_get_member (value, i);

      if (!is_text (member))
        return FALSE;
      g_hash_table_insert (variables,
                           g_strdup (weir_value_get_key (value, i, NULL)),
                           g_strdup (weir_value_get_string (member, NULL)));
    }
  g_clear_pointer (place, g_hash_table_unref);
  *place = g_steal_pointer (&variables);
  return TRUE;
}

static gboolean
take_slow_client (WeirSlowClient *place, const WeirValue *value)
{
  for (guint i = 0; is_text (value) && i < G_N_ELEMENTS (slow_clients); i++)
    {
      if (!g_str_equal (weir_value_get_string (value, NULL), slow_clients[i]))
        continue;
      *place = (WeirSlowClient)i;
      return TRUE;
    }
  return FALSE;
}

/* Returns: whether the member is missing, or a whole number */
static gboolean
take_wait (guint *place, const WeirValue *object, const char *name)
{
  const WeirValue *value = weir_value_lookup (object, name);
  gsize            number = 0;

  if (value != NULL && !take_whole (value, G_MAXUINT, &number))
    return FALSE;
  *place = (guint)number;
  return TRUE;
}

static gboolean
take_node (WeirNodeSettings *node, const WeirValue *value)
{
  const WeirValue *ask = weir_value_lookup (value, "ask");

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT ||
      (ask != NULL && weir_value_get_kind (ask) != WEIR_VALUE_KIND_BOOLEAN))
    return FALSE;
  node->ask = ask != NULL && weir_value_get_boolean (ask);
  return take_wait (&node->reconnect_ms, value, "reconnectMs") &&
         take_wait (&node->reconnect_max_ms, value, "reconnectMaxMs");
}

/* One that can't be leaves the others as they are. */
static gboolean
take_nodes (WeirRunSettings *settings, const WeirValue *value)
{
  gboolean is_good = TRUE;

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    return FALSE;
  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      WeirNodeSettings node = { 0 };

      if (take_node (&node, weir_value_get_member (value, i)))
        weir_run_settings_set_node (settings,
                                    weir_value_get_key (value, i, NULL),
                                    &node);
      else
        is_good = FALSE;
    }
  return is_good;
}

static gboolean
take_value (WeirRunSettings *settings, guint index, const WeirValue *value)
{
  gpointer place = (guint8 *)settings + members[index].offset;
  gsize    number;

  switch (members[index].kind)
    {
    case KIND_TEXT:
      return take_text (place, value);
    case KIND_NUMBER:
      if (!take_whole (value, G_MAXUINT, &number))
        return FALSE;
      *(guint *)place = (guint)number;
      return TRUE;
    case KIND_SIZE:
      return take_whole (value, MAX_SAFE_SIZE, place);
    case KIND_TEXTS:
      return take_texts (place, value);
    case KIND_VARIABLES:
      return take_variables (place, value);
    case KIND_SLOW_CLIENT:
      return take_slow_client (place, value);
    case KIND_NODES:
      return take_nodes (settings, value);
    }
  return FALSE;
}

static gboolean
check_version (const WeirValue *object, GError **error)
{
  const WeirValue *version = weir_value_lookup (object, "version");
  gsize            number;

  if (weir_value_get_kind (object) != WEIR_VALUE_KIND_OBJECT)
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_INVALID_DATA,
                         _ ("Run settings are a JSON object."));
  else if (version == NULL || !take_whole (version, G_MAXUINT, &number))
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_INVALID_DATA,
                         _ ("The run settings don’t say of which version they "
                            "are."));
  else if (number > WEIR_RUN_SETTINGS_VERSION)
    g_set_error_literal (
      error,
      G_IO_ERROR,
      G_IO_ERROR_NOT_SUPPORTED,
      _ ("The run settings were written by a newer version of "
         "this program."));
  else
    return TRUE;
  return FALSE;
}

WeirRunSettings *
weir_run_settings_from_json (const char *text,
                             gsize       length,
                             GPtrArray  *bad,
                             GError    **error)
{
  const WeirJsonLimits  limits = { MAX_BYTES, MAX_DEPTH };
  g_autoptr (WeirValue) object = weir_json_read (text, length, &limits, error);
  g_autoptr (WeirRunSettings) settings = NULL;

  if (object == NULL || !check_version (object, error))
    return NULL;
  settings = weir_run_settings_new ();
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const WeirValue *value = weir_value_lookup (object, members[i].name);

      if (value != NULL && !take_value (settings, i, value) && bad != NULL)
        g_ptr_array_add (bad, g_strdup (members[i].name));
    }
  return g_steal_pointer (&settings);
}
