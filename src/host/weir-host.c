/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-host-private.h"

#include "host/weir-address-watch.h"
#include "host/weir-admin.h"
#include "host/weir-node-settings.h"
#include "host/weir-refusal-log.h"
#include "host/weir-tls-config.h"
#include "net/weir-tls.h"
#include "net/weir-ws-server.h"

#include <glib/gi18n-lib.h>

/* How often a stopping host looks whether its connections have ended. */
#define STOP_POLL_MS 10

/* Turns of a context that is about to go, at most. */
#define DRAIN_TURNS 100

/* The host owns everything a running flow needs and takes it down in order:
 * the admin API before the engine, the engine before the server, the server
 * before the loop. It is owned by main (or the editor's run controller) and
 * observed through the engine's monitor. */
struct _WeirHost
{
  GObject parent_instance;

  /* owned */
  WeirRegistry    *registry;
  WeirRunSettings *settings;
  GMainContext    *context;
  WeirIoLoop      *loop;
  WeirWsServer    *server;
  WeirEngine      *engine;
  WeirAdmin       *admin;
  WeirDocument    *document;
  WeirCredentials *credentials;
  WeirRefusalLog  *refusals; /* (nullable): while it listens */
  GSource         *stop_source;

  WeirAddressWatch *address; /* (nullable): while it listens on one that may go */

  /* borrowed */
  const WeirHostStorage *storage;
  gpointer               storage_data;
  GSourceFunc            stop_done;
  gpointer               stop_data;
  void (*lost) (gpointer user_data); /* (nullable) */
  gpointer lost_data;

  gint64 stop_deadline_us;
};

G_DEFINE_FINAL_TYPE (WeirHost, weir_host, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* What is there only while it listens. */
static void
stop_listening (WeirHost *self)
{
  g_clear_pointer (&self->address, weir_address_watch_free);
  g_clear_pointer (&self->refusals, weir_refusal_log_free);
}

/* Nodes first: they still reach the server. */
static void
take_down (WeirHost *self)
{
  if (self->loop != NULL)
    weir_io_loop_set_turn_func (self->loop, NULL, NULL);
  if (self->engine != NULL)
    weir_engine_stop (self->engine);
  g_clear_object (&self->engine);
  if (self->server != NULL)
    weir_ws_server_stop (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->loop, weir_io_loop_unref);
}

static void
weir_host_dispose (GObject *object)
{
  WeirHost *self = WEIR_HOST (object);

  stop_listening (self);
  clear_source (&self->stop_source);
  g_clear_pointer (&self->admin, weir_admin_free);
  take_down (self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (weir_host_parent_class)->dispose (object);
}

static void
weir_host_finalize (GObject *object)
{
  WeirHost *self = WEIR_HOST (object);

  g_clear_pointer (&self->credentials, weir_credentials_free);
  g_clear_pointer (&self->settings, weir_run_settings_free);
  g_clear_pointer (&self->registry, weir_registry_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (weir_host_parent_class)->finalize (object);
}

static void
weir_host_class_init (WeirHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_host_dispose;
  object_class->finalize = weir_host_finalize;
}

static void
weir_host_init (WeirHost *self)
{
  self->credentials = weir_credentials_new ();
}

static const WeirWsOverflow overflows[] = {
  [WEIR_SLOW_CLIENT_DISCONNECT] = WEIR_WS_OVERFLOW_DISCONNECT,
  [WEIR_SLOW_CLIENT_DROP_OLDEST] = WEIR_WS_OVERFLOW_DROP_OLDEST,
  [WEIR_SLOW_CLIENT_DROP_NEWEST] = WEIR_WS_OVERFLOW_DROP_NEWEST,
};

/* @snapshot: (nullable) */
static GTlsCertificate *
load_tls_config (WeirHost *self, WeirSnapshot *snapshot, GError **error)
{
  const char      *id = self->settings->tls_config;
  const WeirEntry *entry =
    snapshot != NULL ? weir_snapshot_lookup (snapshot, id) : NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_autoptr (GError)          cause = NULL;
  GTlsCertificate            *certificate;

  if (entry == NULL || !g_str_equal (entry->type, "tls-config"))
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_NOT_FOUND,
                           _ ("The TLS configuration isn’t in the flow."));
      return NULL;
    }
  environment = weir_environment_new (snapshot, self->settings->variables);
  certificate =
    weir_tls_config_load (environment,
                          entry,
                          entry->value,
                          weir_snapshot_get_credentials (snapshot, id),
                          &cause);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (certificate == NULL)
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_NOT_FOUND,
                         _ ("The TLS configuration has no certificate."));
  return certificate;
}

/* @certificate: (nullable): what it shows
 * @clients: (nullable): whose certificates its clients need */
static void
make_server (WeirHost *self, GTlsCertificate *certificate, WeirTls *clients)
{
  const WeirRunSettings *settings = self->settings;
  gboolean               same_host;
  g_auto (GStrv) origins = weir_run_settings_dup_origins (settings, &same_host);
  g_autofree char *login =
    settings->password != NULL
      ? g_strconcat (settings->user, ":", settings->password, NULL)
      : NULL;
  WeirWsServerOptions options = {
    .host = settings->host,
    .port = (guint16)settings->port,
    .base_path = settings->base_path,
    .certificate = certificate,
    .clients = clients,
    .origins = (const char *const *)origins,
    .same_host = same_host,
    .token = settings->token,
    .login = login,
    .idle_ping_ms = settings->idle_ping_ms,
    .max_clients = settings->max_clients,
    .limits = {
      .max_message_bytes = settings->max_message_bytes,
      .max_queued_bytes = settings->max_queued_bytes,
      .overflow = overflows[settings->slow_client],
    },
  };

  self->loop = weir_io_loop_new (self->context);
  self->server = weir_ws_server_new (self->loop, &options);
  weir_host_apply_reconnect (self->server, NULL, settings);
}

/* @snapshot: (nullable)
 *
 * Returns: (transfer full) (nullable): %NULL without an error for none */
static GTlsCertificate *
load_certificate (WeirHost *self, WeirSnapshot *snapshot, GError **error)
{
  const WeirRunSettings *settings = self->settings;

  if (settings->tls_config != NULL)
    return load_tls_config (self, snapshot, error);
  if (settings->tls_certificate_file != NULL)
    return weir_tls_load_certificate (settings->tls_certificate_file,
                                      settings->tls_key_file,
                                      error);
  return NULL;
}

/* Returns: (transfer full) (nullable): %NULL without an error for anybody */
static WeirTls *
load_client_authorities (const WeirRunSettings *settings, GError **error)
{
  WeirTlsOptions options = { .ca_file = settings->client_ca_file };

  return settings->client_ca_file != NULL ? weir_tls_new (&options, error) : NULL;
}

static void
turn_cb (gpointer data)
{
  weir_engine_run_pending (WEIR_ENGINE (data));
}

WeirHost *
weir_host_new (WeirRegistry          *registry,
               const WeirRunSettings *settings,
               GMainContext          *context,
               GError               **error)
{
  return weir_host_new_for_flow (registry, settings, NULL, context, error);
}

WeirHost *
weir_host_new_for_flow (WeirRegistry          *registry,
                        const WeirRunSettings *settings,
                        WeirSnapshot          *snapshot,
                        GMainContext          *context,
                        GError               **error)
{
  g_autoptr (WeirHost)        self = g_object_new (WEIR_TYPE_HOST, NULL);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (WeirTls)         clients = NULL;
  g_autoptr (GError)          cause = NULL;

  self->registry = weir_registry_ref (registry);
  self->settings = weir_run_settings_copy (settings);
  self->context = g_main_context_ref (context);
  certificate = load_certificate (self, snapshot, &cause);
  if (cause == NULL)
    clients = load_client_authorities (settings, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  make_server (self, certificate, clients);
  self->engine = weir_engine_new (registry, context);
  weir_engine_add_facility (self->engine, G_OBJECT (self->server));
  weir_engine_set_variables (self->engine, settings->variables);
  weir_io_loop_set_turn_func (self->loop, turn_cb, self->engine);
  if (settings->admin)
    self->admin = weir_admin_new (self, self->server, context);
  return g_steal_pointer (&self);
}

/* What keeps a server from listening, said to people. The errors of the net
 * layer become those of GIO, so that callers need not know that layer. */
static void
set_listen_error (WeirHost *self, const GError *cause, GError **error)
{
  guint       port = self->settings->port;
  const char *host = self->settings->host;

  if (g_error_matches (cause, WEIR_NET_ERROR, WEIR_NET_ERROR_IN_USE) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_ADDRESS_IN_USE,
                 _ ("Port %u of %s is already in use."),
                 port,
                 host);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_PERMISSION_DENIED,
                 _ ("Port %u can’t be used: ports below 1024 usually need "
                    "administrator rights."),
                 port);
  else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_FAILED,
                 _ ("Can’t listen on %s, port %u: %s"),
                 host,
                 port,
                 cause->message);
}

void
weir_host_set_lost_func (WeirHost *self,
                         void (*lost) (gpointer user_data),
                         gpointer user_data)
{
  self->lost = lost;
  self->lost_data = user_data;
}

void
weir_host_lose_address (WeirHost *self)
{
  g_autoptr (WeirProblem) problem =
    weir_problem_new ("N310", NULL, "host", "addr", self->settings->host, NULL);

  stop_listening (self);
  weir_ws_server_stop (self->server);
  weir_engine_log (self->engine, WEIR_LOG_LEVEL_ERROR, "%s", problem->text);
  if (self->lost != NULL)
    self->lost (self->lost_data);
}

static void
gone_cb (gpointer user_data)
{
  weir_host_lose_address (user_data);
}

gboolean
weir_host_listen (WeirHost *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!weir_ws_server_start (self->server, &cause))
    {
      set_listen_error (self, cause, error);
      return FALSE;
    }
  self->refusals =
    weir_refusal_log_new (self->engine, self->server, self->context);
  self->address = weir_address_watch_new (self->settings->host,
                                          WEIR_ADDRESS_WATCH_MS,
                                          self->context,
                                          weir_address_is_here,
                                          gone_cb,
                                          self);
  return TRUE;
}

void
weir_host_take_socket (WeirHost *self, GSocket *socket)
{
  weir_ws_server_take_socket (self->server, socket);
}

guint
weir_host_get_n_clients (WeirHost *self)
{
  WeirWsServerStats stats;

  weir_ws_server_get_stats (self->server, &stats);
  return stats.clients;
}

gboolean
weir_host_is_listening (WeirHost *self)
{
  return weir_ws_server_is_listening (self->server);
}

void
weir_host_deploy (WeirHost        *self,
                  WeirDocument    *document,
                  WeirCredentials *credentials,
                  WeirDeployMode   mode)
{
  g_autoptr (WeirSnapshot) snapshot = NULL;

  if (credentials != NULL && credentials != self->credentials)
    {
      weir_credentials_free (self->credentials);
      self->credentials = credentials;
    }
  g_set_object (&self->document, document);
  snapshot =
    weir_document_snapshot (document,
                            weir_credentials_get_all (self->credentials));
  weir_engine_deploy (self->engine, snapshot, mode);
}

void
weir_host_set_reconnect (WeirHost *self, const WeirRunSettings *settings)
{
  weir_host_apply_reconnect (self->server, self->settings, settings);
  weir_run_settings_copy_reconnect (self->settings, settings);
}

static gboolean
stop_cb (gpointer data)
{
  WeirHost         *self = data;
  WeirWsServerStats stats;

  weir_ws_server_get_stats (self->server, &stats);
  if (stats.clients > 0 && g_get_monotonic_time () < self->stop_deadline_us)
    return G_SOURCE_CONTINUE;
  clear_source (&self->stop_source);
  if (self->stop_done != NULL)
    self->stop_done (self->stop_data);
  return G_SOURCE_REMOVE;
}

void
weir_host_stop (WeirHost *self, GSourceFunc done, gpointer user_data)
{
  if (self->stop_source != NULL)
    return;
  stop_listening (self);
  self->stop_done = done;
  self->stop_data = user_data;
  self->stop_deadline_us = g_get_monotonic_time () +
                           WEIR_HOST_STOP_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;
  weir_engine_stop (self->engine);
  g_clear_pointer (&self->admin, weir_admin_free);
  weir_ws_server_stop (self->server);

  /* At least one turn of the loop passes, in which close frames leave. */
  self->stop_source = g_timeout_source_new (STOP_POLL_MS);
  g_source_set_callback (self->stop_source, stop_cb, self, NULL);
  g_source_attach (self->stop_source, self->context);
}

guint16
weir_host_get_port (WeirHost *self)
{
  return weir_ws_server_get_port (self->server);
}

void
weir_host_drain (GMainContext *context)
{
  for (guint i = 0; i < DRAIN_TURNS && g_main_context_iteration (context, FALSE);
       i++)
    ;
}

WeirWsServer *
weir_host_get_server (WeirHost *self)
{
  return self->server;
}

WeirEngine *
weir_host_get_engine (WeirHost *self)
{
  return self->engine;
}

GMainContext *
weir_host_get_context (WeirHost *self)
{
  return self->context;
}

WeirRegistry *
weir_host_get_registry (WeirHost *self)
{
  return self->registry;
}

const WeirRunSettings *
weir_host_get_settings (WeirHost *self)
{
  return self->settings;
}

WeirDocument *
weir_host_get_document (WeirHost *self)
{
  return self->document;
}

WeirCredentials *
weir_host_get_credentials (WeirHost *self)
{
  return self->credentials;
}

char *
weir_host_dup_url (WeirHost *self)
{
  const char *host = self->settings->host;
  const char *base = self->settings->base_path;
  gboolean    ipv6 = strchr (host, ':') != NULL;

  return g_strdup_printf ("%s://%s%s%s:%u%s",
                          weir_run_settings_has_tls (self->settings) ? "wss"
                                                                     : "ws",
                          ipv6 ? "[" : "",
                          host,
                          ipv6 ? "]" : "",
                          weir_host_get_port (self),
                          g_str_equal (base, "/") ? "" : base);
}

void
weir_host_set_storage (WeirHost              *self,
                       const WeirHostStorage *storage,
                       gpointer               user_data)
{
  self->storage = storage;
  self->storage_data = user_data;
}

gboolean
weir_host_save (WeirHost *self, WeirDocument *document, GError **error)
{
  if (self->storage == NULL || self->storage->save == NULL)
    return TRUE;
  return self->storage->save (document,
                              self->credentials,
                              self->storage_data,
                              error);
}

gboolean
weir_host_reload (WeirHost *self, WeirDeployMode mode, GError **error)
{
  g_autoptr (WeirDocument) document = NULL;
  WeirCredentials         *credentials = NULL;

  if (self->storage == NULL || self->storage->load == NULL)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_NOT_SUPPORTED,
                           _ ("There is no file to read the flow from."));
      return FALSE;
    }
  document = self->storage->load (&credentials, self->storage_data, error);
  if (document == NULL)
    return FALSE;
  weir_host_deploy (self, document, credentials, mode);
  return TRUE;
}
