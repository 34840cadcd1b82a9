/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stdalign.h>
#include <stddef.h>

#include "flow/weir-environment.h"
#include "runtime/weir-engine.h"
#include "runtime/weir-node-api.h"

G_BEGIN_DECLS

typedef struct _WeirScope WeirScope;

/* How many timers a node may have at a time: a link call has one for each
 * answer it waits for. */
#define WEIR_NODE_MAX_TIMERS 100000

typedef struct
{
  WeirNode **targets; /* (owned array of borrowed nodes) */
  guint      n_targets;
  guint64    sent; /* messages, with or without wires */
} WeirNodeOutput;

/* A node that runs, with its type's state behind it. References are counted
 * without atomics: a node never leaves the engine's thread. */
struct _WeirNode
{
  guint ref_count;

  /* borrowed */
  WeirEngine         *engine;
  const WeirNodeType *type;
  const WeirEntry    *entry; /* of the engine's present snapshot */

  /* owned */
  char       *id;
  char       *z;
  char       *path;        /* "tab/node" */
  WeirValue  *config;      /* the entry with variables replaced */
  WeirValue  *credentials; /* (nullable), likewise */
  GObject    *service;     /* (nullable): what it provides */
  GPtrArray  *used;        /* (nullable): services of others it resolved */
  GHashTable *timers;      /* (nullable): id → source */

  /* derived, by the router at deploy */
  WeirScope      *scope;   /* borrowed, (nullable) */
  WeirNodeOutput *outputs; /* owned; keep their counts */
  guint           n_outputs;
  gboolean        is_tapped;
  GPtrArray *completes; /* owned (nullable): complete nodes that watch it */

  /* state */
  const char        *name; /* of config */
  WeirLinkReturnFunc link_return;
  guint              last_timer;
  guint              flow;   /* place of its flow in the file, 0 for global */
  guint              serial; /* grows in order of creation */
  guint64            received;
  guint64            counted; /* received and sent when last looked at */
  gboolean           is_config;
  gboolean           is_running;
  gboolean           is_active;
  gboolean           is_unsettled;

  alignas (max_align_t) char state[];
};

/**
 * weir_node_new:
 * @entry: its entry in @snapshot
 *
 * Makes a node that does not run yet.
 */
WeirNode *weir_node_new (WeirEngine         *engine,
                         WeirSnapshot       *snapshot,
                         WeirEnvironment    *environment,
                         const WeirEntry    *entry,
                         const WeirNodeType *type);
WeirNode *weir_node_ref (WeirNode *node);
void      weir_node_unref (WeirNode *node);

/**
 * weir_node_stop:
 *
 * Calls the type's `stop` and releases all the node may leak. The memory stays
 * until the last reference goes, so a callback may stop its own node.
 */
void weir_node_stop (WeirNode *node, gboolean removed);

/**
 * weir_node_release:
 *
 * Takes timers and services away from a node that runs no more.
 */
void weir_node_release (WeirNode *node);

static inline gboolean
weir_node_is_running (const WeirNode *node)
{
  return node->is_running;
}

/**
 * weir_node_receive:
 * @message: (transfer none): handed to the node now
 */
void weir_node_receive (WeirNode *node, WeirMessage *message);

/**
 * weir_node_clear_timers:
 *
 * Removes every timer of the node.
 */
void weir_node_clear_timers (WeirNode *node);

/**
 * weir_node_clear_wires:
 *
 * Forgets what the router worked out; outputs stay, without wires.
 */
void weir_node_clear_wires (WeirNode *node);

/* Gives it so many outputs without wires; those it had keep their counts. */
void weir_node_set_n_outputs (WeirNode *node, guint n_outputs);

/**
 * weir_node_log_text:
 * @text: (transfer full): published as a line of the node
 */
void weir_node_log_text (WeirNode *node, WeirLogLevel level, char *text);

/**
 * weir_node_new_record:
 *
 * Returns: (transfer full): a record that says who the node is
 */
WeirRecord *weir_node_new_record (WeirNode *node, WeirRecordKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirNode, weir_node_unref)

G_END_DECLS
