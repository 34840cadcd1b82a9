/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Hands the certificates of a tls-config to the nodes that name it. A GObject
 * only because services are; provided by the tls-config and held by its
 * users. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-tls-service.h"

struct _WeirTlsService
{
  GObject  parent_instance;
  WeirTls *tls; /* owned */
};

G_DEFINE_FINAL_TYPE (WeirTlsService, weir_tls_service, G_TYPE_OBJECT)

static void
weir_tls_service_finalize (GObject *object)
{
  WeirTlsService *self = WEIR_TLS_SERVICE (object);

  g_clear_pointer (&self->tls, weir_tls_unref);

  G_OBJECT_CLASS (weir_tls_service_parent_class)->finalize (object);
}

static void
weir_tls_service_class_init (WeirTlsServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_tls_service_finalize;
}

static void
weir_tls_service_init (WeirTlsService *self)
{
}

WeirTlsService *
weir_tls_service_new (WeirTls *tls)
{
  WeirTlsService *self = g_object_new (WEIR_TYPE_TLS_SERVICE, NULL);

  self->tls = tls;
  return self;
}

WeirTls *
weir_tls_service_get_tls (WeirTlsService *self)
{
  return self->tls;
}
