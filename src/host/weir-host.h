/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-credentials.h"
#include "flow/weir-document.h"
#include "host/weir-live-link.h"
#include "host/weir-run-settings.h"
#include "runtime/weir-engine.h"

G_BEGIN_DECLS

/* How long stopping may take. */
#define WEIR_HOST_STOP_TIMEOUT_MS 1900

/**
 * WeirHost:
 *
 * All it takes to run a flow live on one main context: socket loop, server,
 * engine and, when asked for, the admin API. `weir-cli run` and the editor both
 * stand on it.
 */
#define WEIR_TYPE_HOST (weir_host_get_type ())
G_DECLARE_FINAL_TYPE (WeirHost, weir_host, WEIR, HOST, GObject)

/**
 * weir_host_new:
 * @settings: (transfer none): copied
 * @error: a certificate that can't be read, …
 */
WeirHost *weir_host_new (WeirRegistry          *registry,
                         const WeirRunSettings *settings,
                         GMainContext          *context,
                         GError               **error);

/**
 * weir_host_new_for_flow:
 * @snapshot: where the tls-config is that the settings name
 *
 * As weir_host_new(), which can't have settings with a tls-config.
 */
WeirHost *weir_host_new_for_flow (WeirRegistry          *registry,
                                  const WeirRunSettings *settings,
                                  WeirSnapshot          *snapshot,
                                  GMainContext          *context,
                                  GError               **error);

/**
 * weir_host_listen:
 * @error: %G_IO_ERROR_ADDRESS_IN_USE, %G_IO_ERROR_PERMISSION_DENIED or
 *   whatever else is in the way, worded for people; the flow can still be run
 *   without its listeners
 */
gboolean weir_host_listen (WeirHost *self, GError **error);

/**
 * weir_host_take_socket:
 * @socket: (transfer none): a TCP socket that listens already
 *
 * What weir_host_listen() will use instead of the settings' address and port,
 * which are to be those of @socket: what is said about them is said of it.
 */
void weir_host_take_socket (WeirHost *self, GSocket *socket);

/**
 * weir_host_set_lost_func:
 * @lost: called when the address it listened on is no address of this computer
 *   any more (N310): it does not listen then; the flow runs on, and
 *   weir_host_listen() may succeed again later
 */
void weir_host_set_lost_func (WeirHost *self,
                              void (*lost) (gpointer user_data),
                              gpointer user_data);

/* Returns: how many clients its listeners have */
guint weir_host_get_n_clients (WeirHost *self);

/* Returns: whether weir_host_listen() succeeded and the host was not stopped */
gboolean weir_host_is_listening (WeirHost *self);

/**
 * weir_host_deploy:
 * @document: (transfer none): what shall run; the admin API shows it
 * @credentials: (transfer full) (nullable): its credentials; %NULL keeps those
 *   of before
 */
void weir_host_deploy (WeirHost        *self,
                       WeirDocument    *document,
                       WeirCredentials *credentials,
                       WeirDeployMode   mode);

/**
 * weir_host_visit_connections:
 *
 * Tells every connection of the flow; texts are borrowed for the call.
 */
void weir_host_visit_connections (WeirHost        *self,
                                  WeirLiveLinkFunc func,
                                  gpointer         user_data);

/**
 * weir_host_send:
 * @connection_id: as told by weir_host_visit_connections()
 * @error: it is gone or not open, or reads too slowly
 */
gboolean weir_host_send (WeirHost   *self,
                         const char *connection_id,
                         gboolean    text,
                         GBytes     *data,
                         GError    **error);

/* @error: it is gone or not open */
gboolean
weir_host_disconnect (WeirHost *self, const char *connection_id, GError **error);

/**
 * weir_host_try_now:
 * @error: no such client runs
 *
 * Lets a client that waits for its next try make it at once.
 */
gboolean
weir_host_try_now (WeirHost *self, const char *connection_id, GError **error);

/**
 * weir_host_set_reconnect:
 *
 * Changes how clients come back, from their next wait on, and nothing else of
 * the settings.
 */
void weir_host_set_reconnect (WeirHost *self, const WeirRunSettings *settings);

/**
 * weir_host_stop:
 * @done: (nullable): called when every connection has ended, at the latest
 *   after %WEIR_HOST_STOP_TIMEOUT_MS
 */
void weir_host_stop (WeirHost *self, GSourceFunc done, gpointer user_data);

guint16                weir_host_get_port (WeirHost *self);
WeirEngine            *weir_host_get_engine (WeirHost *self);
WeirRegistry          *weir_host_get_registry (WeirHost *self);
const WeirRunSettings *weir_host_get_settings (WeirHost *self);

/**
 * weir_host_get_document:
 *
 * Returns: (transfer none) (nullable): what was deployed last
 */
WeirDocument *weir_host_get_document (WeirHost *self);

/**
 * weir_host_get_credentials:
 *
 * Returns: (transfer none): its credentials
 */
WeirCredentials *weir_host_get_credentials (WeirHost *self);

/**
 * weir_host_dup_url:
 *
 * Returns: (transfer full): where clients find the server, such as
 *   `ws://127.0.0.1:1880`
 */
char *weir_host_dup_url (WeirHost *self);

/**
 * WeirHostStorage:
 *
 * Where a host gets its flow from and keeps what the admin API deploys. Both
 * members may be %NULL.
 */
typedef struct
{
  /* Before anything is stopped; on FALSE the deploy is refused. */
  gboolean (*save) (WeirDocument    *document,
                    WeirCredentials *credentials,
                    gpointer         user_data,
                    GError         **error);

  /* Returns (transfer full) (nullable); so is @credentials. */
  WeirDocument *(*load) (WeirCredentials **credentials,
                         gpointer          user_data,
                         GError          **error);
} WeirHostStorage;

/**
 * weir_host_set_storage:
 * @storage: outlives the host
 */
void weir_host_set_storage (WeirHost              *self,
                            const WeirHostStorage *storage,
                            gpointer               user_data);

/**
 * weir_host_save:
 *
 * Hands a document to the storage; without one this succeeds.
 */
gboolean weir_host_save (WeirHost *self, WeirDocument *document, GError **error);

/**
 * weir_host_reload:
 * @error: the storage can't be read; then the running flow goes on
 *
 * Reads the storage again and deploys it.
 */
gboolean weir_host_reload (WeirHost *self, WeirDeployMode mode, GError **error);

G_END_DECLS
