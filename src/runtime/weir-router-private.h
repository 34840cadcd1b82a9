/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-router.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_LISTENER_ALL,   /* everything of its flow */
  WEIR_LISTENER_GROUP, /* its group and those in it */
  WEIR_LISTENER_IDS,   /* the nodes it names */
} WeirListenerKind;

/* A catch or status node, and whom it listens to. */
typedef struct
{
  WeirNode        *node; /* borrowed */
  WeirListenerKind kind;
  GHashTable      *ids; /* owned, of kind IDS */
  gboolean         uncaught;
} WeirListener;

/* The listeners of one flow. */
struct _WeirScope
{
  GPtrArray *catches;  /* WeirListener, in Node-RED's order of priority */
  GPtrArray *statuses; /* WeirListener */
};

struct _WeirRouter
{
  WeirSnapshot *snapshot;    /* borrowed */
  GHashTable   *nodes_by_id; /* borrowed */
  GHashTable   *scopes;      /* z → WeirScope */
  GHashTable   *link_ins;    /* name → array of WeirNode */
  guint         depth;       /* of listeners calling one another */
};

/**
 * weir_router_resolve_wires:
 *
 * Gives every node its wires, link nodes those of their links.
 */
void weir_router_resolve_wires (WeirRouter *router, GPtrArray *nodes);

/**
 * weir_router_resolve_scopes:
 *
 * Finds the catch, status and complete nodes of every flow.
 */
void weir_router_resolve_scopes (WeirRouter *router, GPtrArray *nodes);

void weir_scope_free (WeirScope *scope);

G_END_DECLS
