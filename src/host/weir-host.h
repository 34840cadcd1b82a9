/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-credentials.h"
#include "flow/weir-document.h"
#include "host/weir-run-settings.h"
#include "runtime/weir-engine.h"

G_BEGIN_DECLS

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
 * weir_host_listen:
 * @error: problem N304 and its like; the flow can still be run without its
 *   listeners
 */
gboolean weir_host_listen (WeirHost *self, GError **error);

/**
 * weir_host_deploy:
 * @document: (transfer none): what shall run; the admin API shows it
 * @credentials: (nullable): its credentials
 */
void weir_host_deploy (WeirHost        *self,
                       WeirDocument    *document,
                       WeirCredentials *credentials,
                       WeirDeployMode   mode);

/**
 * weir_host_stop:
 * @done: (nullable): called when every connection has ended, at the latest
 *   after two seconds
 */
void weir_host_stop (WeirHost *self, GSourceFunc done, gpointer user_data);

guint16       weir_host_get_port (WeirHost *self);
WeirEngine   *weir_host_get_engine (WeirHost *self);
WeirDocument *weir_host_get_document (WeirHost *self);

/**
 * weir_host_set_save_func:
 * @func: (nullable): called after the admin API deployed another document,
 *   before anything is stopped; on %FALSE the deploy is refused with @error
 */
typedef gboolean (*WeirHostSaveFunc) (WeirDocument    *document,
                                      WeirCredentials *credentials,
                                      gpointer         user_data,
                                      GError         **error);
void weir_host_set_save_func (WeirHost        *self,
                              WeirHostSaveFunc func,
                              gpointer         user_data);

G_END_DECLS
