/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-run-settings.h"

#include "host/weir-node-settings.h"

#include <gio/gio.h>

WeirRunSettings *
weir_run_settings_new (void)
{
  WeirRunSettings *settings = g_new0 (WeirRunSettings, 1);

  settings->host = g_strdup ("127.0.0.1");
  settings->port = WEIR_RUN_DEFAULT_PORT;
  settings->base_path = g_strdup ("/");
  return settings;
}

WeirRunSettings *
weir_run_settings_copy (const WeirRunSettings *settings)
{
  WeirRunSettings *copy = g_memdup2 (settings, sizeof *settings);

  copy->host = g_strdup (settings->host);
  copy->base_path = g_strdup (settings->base_path);
  copy->tls_certificate_file = g_strdup (settings->tls_certificate_file);
  copy->tls_key_file = g_strdup (settings->tls_key_file);
  copy->tls_config = g_strdup (settings->tls_config);
  copy->origins = g_strdupv (settings->origins);
  copy->token = g_strdup (settings->token);
  copy->user = g_strdup (settings->user);
  copy->password = g_strdup (settings->password);
  copy->client_ca_file = g_strdup (settings->client_ca_file);
  copy->server_name = g_strdup (settings->server_name);
  copy->admin_token = g_strdup (settings->admin_token);
  if (settings->variables != NULL)
    g_hash_table_ref (copy->variables);
  if (settings->secrets != NULL)
    g_hash_table_ref (copy->secrets);
  copy->nodes = NULL;
  weir_run_settings_copy_reconnect (copy, settings);
  return copy;
}

void
weir_run_settings_free (WeirRunSettings *settings)
{
  g_free (settings->host);
  g_free (settings->base_path);
  g_free (settings->tls_certificate_file);
  g_free (settings->tls_key_file);
  g_free (settings->tls_config);
  g_strfreev (settings->origins);
  g_free (settings->token);
  g_free (settings->user);
  g_free (settings->password);
  g_free (settings->client_ca_file);
  g_free (settings->server_name);
  g_free (settings->admin_token);
  g_clear_pointer (&settings->variables, g_hash_table_unref);
  g_clear_pointer (&settings->nodes, g_hash_table_unref);
  g_clear_pointer (&settings->secrets, g_hash_table_unref);
  g_free (settings);
}

/* Copies share the table, so a changed one is another. */
void
weir_run_settings_set_secret (WeirRunSettings *settings,
                              const char      *name,
                              const char      *id)
{
  GHashTable *before = settings->secrets;

  settings->secrets =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (before != NULL)
    {
      GHashTableIter iter;
      gpointer       other;
      gpointer       other_id;

      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, &other, &other_id))
        g_hash_table_insert (settings->secrets,
                             g_strdup (other),
                             g_strdup (other_id));
      g_hash_table_unref (before);
    }
  g_hash_table_insert (settings->secrets, g_strdup (name), g_strdup (id));
}

gboolean
weir_run_settings_has_tls (const WeirRunSettings *settings)
{
  return settings->tls_certificate_file != NULL || settings->tls_config != NULL;
}

gboolean
weir_run_settings_has_lock (const WeirRunSettings *settings)
{
  return settings->token != NULL || settings->password != NULL ||
         settings->client_ca_file != NULL;
}

static gboolean
has_origin (const WeirRunSettings *settings, const char *word)
{
  return settings->origins != NULL &&
         g_strv_contains ((const char *const *)settings->origins, word);
}

char **
weir_run_settings_dup_origins (const WeirRunSettings *settings,
                               gboolean              *same_host)
{
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();

  *same_host = FALSE;
  if (has_origin (settings, WEIR_RUN_ORIGIN_ANY))
    return NULL;
  *same_host = settings->origins != NULL
                 ? has_origin (settings, WEIR_RUN_ORIGIN_SAME_HOST)
                 : !weir_host_is_loopback (settings->host);
  if (settings->origins == NULL)
    return NULL;
  for (char **at = settings->origins; *at != NULL; at++)
    {
      if (!g_str_equal (*at, WEIR_RUN_ORIGIN_SAME_HOST))
        g_strv_builder_add (origins, *at);
    }
  return g_strv_builder_end (origins);
}

gboolean
weir_host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* `scheme://host[:port]` and nothing else: what a browser sends as Origin; or a
 * word for several. */
static gboolean
is_origin (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (g_str_equal (text, WEIR_RUN_ORIGIN_ANY) ||
      g_str_equal (text, WEIR_RUN_ORIGIN_SAME_HOST))
    return TRUE;
  return uri != NULL && g_uri_get_host (uri) != NULL &&
         *g_uri_get_host (uri) != '\0' && *g_uri_get_path (uri) == '\0' &&
         g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL &&
         g_uri_get_userinfo (uri) == NULL;
}

/* Whether a header can carry it (RFC 6750 §2.1, with some leniency). */
static gboolean
is_token (const char *text)
{
  const char *at = text;

  while (g_ascii_isgraph (*at))
    at++;
  return at > text && *at == '\0';
}

static void
check_address (const WeirRunSettings *settings, GPtrArray *problems)
{
  gboolean known = g_ascii_strcasecmp (settings->host, "localhost") == 0 ||
                   g_hostname_is_ip_address (settings->host);

  if (!known)
    g_ptr_array_add (
      problems,
      weir_problem_new ("N301", NULL, "host", "text", settings->host, NULL));
  if (settings->port > G_MAXUINT16)
    g_ptr_array_add (problems, weir_problem_new ("N302", NULL, "port", NULL));
  if (settings->port > 0 && settings->port < 1024)
    g_ptr_array_add (problems, weir_problem_new ("N303", NULL, "port", NULL));
  if (settings->base_path[0] != '/')
    g_ptr_array_add (problems,
                     weir_problem_new ("N305", NULL, "base_path", NULL));
  if (known && !weir_run_settings_has_lock (settings) &&
      !weir_host_is_loopback (settings->host))
    g_ptr_array_add (problems, weir_problem_new ("N309", NULL, "host", NULL));
}

/* RFC 7617 §2: neither has control characters, the user no colon. */
static gboolean
is_login (const char *user, const char *password)
{
  if (user == NULL || *user == '\0' || strchr (user, ':') != NULL ||
      password == NULL || *password == '\0')
    return FALSE;
  for (const char *at = user; *at != '\0'; at++)
    {
      if (g_ascii_iscntrl (*at))
        return FALSE;
    }
  for (const char *at = password; *at != '\0'; at++)
    {
      if (g_ascii_iscntrl (*at))
        return FALSE;
    }
  return TRUE;
}

static void
check_login (const WeirRunSettings *settings, GPtrArray *problems)
{
  const char *ca = settings->client_ca_file;

  if (settings->token != NULL && !is_token (settings->token))
    g_ptr_array_add (problems, weir_problem_new ("N307", NULL, "token", NULL));
  if ((settings->user != NULL || settings->password != NULL) &&
      !is_login (settings->user, settings->password))
    g_ptr_array_add (problems, weir_problem_new ("N314", NULL, "password", NULL));
  if (ca != NULL && *ca == '\0')
    g_ptr_array_add (problems,
                     weir_problem_new ("N315", NULL, "client_ca_file", NULL));
  else if (ca != NULL && !weir_run_settings_has_tls (settings))
    g_ptr_array_add (problems,
                     weir_problem_new ("N316", NULL, "client_ca_file", NULL));
  if (settings->admin && settings->admin_token == NULL &&
      !weir_host_is_loopback (settings->host))
    g_ptr_array_add (problems,
                     weir_problem_new ("N307", NULL, "admin_token", NULL));
}

static void
check_tls (const WeirRunSettings *settings, GPtrArray *problems)
{
  const char *config = settings->tls_config;
  const char *certificate = settings->tls_certificate_file;
  const char *key = settings->tls_key_file;

  if (config != NULL && *config == '\0')
    g_ptr_array_add (problems,
                     weir_problem_new ("N317", NULL, "tls_config", NULL));
  else if (certificate != NULL && *certificate == '\0')
    g_ptr_array_add (problems,
                     weir_problem_new ("N317", NULL, "tls_certificate_file", NULL));
  else if (certificate != NULL && (key == NULL || *key == '\0'))
    g_ptr_array_add (problems,
                     weir_problem_new ("T401", NULL, "tls_certificate_file", NULL));
  else if (key != NULL && certificate == NULL)
    g_ptr_array_add (problems,
                     weir_problem_new ("T402", NULL, "tls_key_file", NULL));
}

static void
check_access (const WeirRunSettings *settings, GPtrArray *problems)
{
  check_login (settings, problems);
  check_tls (settings, problems);
  for (guint i = 0; settings->origins != NULL && settings->origins[i] != NULL; i++)
    {
      if (!is_origin (settings->origins[i]))
        g_ptr_array_add (problems,
                         weir_problem_new ("N306", NULL, "origins", NULL));
    }
}

static void
check_number (GPtrArray *problems, const char *key, gsize value, gsize min, gsize max)
{
  g_autofree char *min_text = NULL;
  g_autofree char *max_text = NULL;

  if (value == 0 || (value >= min && value <= max))
    return;
  min_text = g_strdup_printf ("%" G_GSIZE_FORMAT, min);
  max_text = g_strdup_printf ("%" G_GSIZE_FORMAT, max);
  g_ptr_array_add (
    problems,
    weir_problem_new ("N308", NULL, key, "min", min_text, "max", max_text, NULL));
}

static void
check_reconnect (GPtrArray *problems, guint first_ms, guint max_ms)
{
  check_number (problems,
                "reconnect_ms",
                first_ms,
                WEIR_RUN_MIN_RECONNECT_MS,
                WEIR_RUN_MAX_RECONNECT_MS);
  check_number (problems,
                "reconnect_max_ms",
                max_ms,
                WEIR_RUN_MIN_RECONNECT_MS,
                WEIR_RUN_MAX_RECONNECT_MS);
}

static void
check_clients (const WeirRunSettings *settings, GPtrArray *problems)
{
  GHashTableIter iter;
  gpointer       node;

  check_reconnect (problems, settings->reconnect_ms, settings->reconnect_max_ms);
  if (settings->nodes == NULL)
    return;
  g_hash_table_iter_init (&iter, settings->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    check_reconnect (problems,
                     ((WeirNodeSettings *)node)->reconnect_ms,
                     ((WeirNodeSettings *)node)->reconnect_max_ms);
}

GPtrArray *
weir_run_settings_check (const WeirRunSettings *settings)
{
  GPtrArray *problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_problem_free);

  check_address (settings, problems);
  check_access (settings, problems);
  check_number (problems,
                "max_clients",
                settings->max_clients,
                1,
                WEIR_RUN_MAX_CLIENTS);
  check_number (problems,
                "max_message_bytes",
                settings->max_message_bytes,
                WEIR_RUN_MIN_MESSAGE_BYTES,
                G_MAXSIZE / 4);
  check_number (problems,
                "max_queued_bytes",
                settings->max_queued_bytes,
                WEIR_RUN_MIN_MESSAGE_BYTES,
                G_MAXSIZE / 4);
  check_number (problems,
                "idle_ping_ms",
                settings->idle_ping_ms,
                WEIR_RUN_MIN_IDLE_PING_MS,
                WEIR_RUN_MAX_IDLE_PING_MS);
  check_clients (settings, problems);
  return problems;
}
