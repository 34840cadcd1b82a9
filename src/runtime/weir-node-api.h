/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "runtime/weir-message.h"
#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/* What a node type may do. The only runtime header, with weir-message.h, that
 * a file of src/nodes sees. Everything here is called on the engine's thread,
 * from a callback of the type, of a timer or of a facility. */

#define WEIR_RUNTIME_ERROR (weir_runtime_error_quark ())
GQuark weir_runtime_error_quark (void);

typedef enum
{
  WEIR_RUNTIME_ERROR_CONFIG, /* the node can't run with its properties */
  WEIR_RUNTIME_ERROR_VALUE,  /* a value can't be evaluated */
  WEIR_RUNTIME_ERROR_FAILED, /* handling a message failed */
  WEIR_RUNTIME_ERROR_NOT_FOUND,
  WEIR_RUNTIME_ERROR_FULL,
} WeirRuntimeError;

/* Levels as Node-RED numbers them. */
typedef enum
{
  WEIR_LOG_LEVEL_ERROR = 20,
  WEIR_LOG_LEVEL_WARN = 30,
  WEIR_LOG_LEVEL_INFO = 40,
  WEIR_LOG_LEVEL_DEBUG = 50,
} WeirLogLevel;

/* Who it is. */
const char *weir_node_get_id (WeirNode *node);
const char *weir_node_get_name (WeirNode *node);
gpointer    weir_node_get_state (WeirNode *node);

/* Its properties, with ${NAME} already replaced (borrowed). A missing string
 * is "". */
WeirValue  *weir_node_get_config (WeirNode *node);
WeirValue  *weir_node_get_value (WeirNode *node, const char *key);
const char *weir_node_get_string (WeirNode *node, const char *key);
const char *weir_node_get_credential (WeirNode *node, const char *key);

/**
 * weir_node_dup_variable:
 *
 * Returns: (transfer full) (nullable): an environment variable as this node
 *   sees it
 */
WeirValue *weir_node_dup_variable (WeirNode *node, const char *name);

/**
 * weir_node_send:
 * @message: (transfer full): goes to all wires of the output, in their order;
 *   gets a `_msgid` when it has none
 */
void weir_node_send (WeirNode *node, WeirMessage *message);
void weir_node_send_to (WeirNode *node, guint output, WeirMessage *message);

/**
 * weir_node_done:
 * @message: (transfer none): the message received is handled: complete nodes
 *   hear of it
 */
void weir_node_done (WeirNode *node, WeirMessage *message);

/**
 * weir_node_fail:
 * @message: (transfer none) (nullable): the message that failed; %NULL only
 *   logs, as no catch node hears of it
 * @error: (transfer none): why; its text is `msg.error.message`
 */
void weir_node_fail (WeirNode *node, WeirMessage *message, const GError *error);
void weir_node_log (WeirNode *node, WeirLogLevel level, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/**
 * weir_node_set_status:
 * @status: (transfer full): an object with `fill`, `shape`, `text` and what
 *   else status nodes shall see (`event`, `_session`, `reason`); empty clears
 */
void weir_node_set_status (WeirNode *node, WeirValue *status);

/**
 * weir_node_debug:
 * @message: (transfer none): the message it was taken from
 * @property: (nullable): the path shown; %NULL for the whole message
 * @value: (transfer none) (nullable): the value shown, %NULL for undefined
 */
void weir_node_debug (WeirNode    *node,
                      WeirMessage *message,
                      const char  *property,
                      WeirValue   *value);

/**
 * weir_node_is_active:
 *
 * Returns: whether the toggle of this node is on (debug nodes)
 */
gboolean weir_node_is_active (WeirNode *node);

/**
 * weir_node_evaluate:
 * @value: (nullable): the value, mostly a string
 * @type: (nullable): `str num bool json bin date env msg flow global …`
 * @message: (nullable): what `msg` looks into
 *
 * Returns: (transfer full) (nullable): the value (undefined is a value); %NULL
 *   with @error set when it can't be evaluated
 */
WeirValue *weir_node_evaluate (WeirNode    *node,
                               WeirValue   *value,
                               const char  *type,
                               WeirMessage *message,
                               GError     **error);

typedef void (*WeirNodeFunc) (WeirNode *node, gpointer data);

/**
 * weir_node_add_timer:
 * @delay_us: microseconds until the first call
 * @interval_us: microseconds between further calls, 0 for none
 *
 * Returns: an id for weir_node_remove_timer(); released with the node
 */
guint weir_node_add_timer (WeirNode    *node,
                           gint64       delay_us,
                           gint64       interval_us,
                           WeirNodeFunc func,
                           gpointer     data);
void  weir_node_remove_timer (WeirNode *node, guint id);

/**
 * weir_node_provide:
 * @service: (transfer full): what other nodes get that name this configuration
 *   node; released when the node stops
 */
void weir_node_provide (WeirNode *node, GObject *service);

/**
 * weir_node_resolve:
 * @key: a property that holds the id of a configuration node
 * @type: the type its service must have
 *
 * Returns: (transfer none) (nullable): the service; it stays valid while this
 *   node runs
 */
gpointer weir_node_resolve (WeirNode *node, const char *key, GType type);

/**
 * weir_node_get_facility:
 *
 * Returns: (transfer none) (nullable): what the host gave the engine for all
 *   nodes, such as the WebSocket server; %NULL when this host has none
 */
gpointer weir_node_get_facility (WeirNode *node, GType type);

/**
 * weir_node_set_settled:
 *
 * A node that opens a connection says %FALSE at its start and %TRUE once that
 * is open or has failed for the first time; the host waits for all.
 */
void weir_node_set_settled (WeirNode *node, gboolean settled);

/* Link nodes. */

/**
 * weir_node_call_link:
 * @target: the id, or with @dynamic the id or name, of a link in node
 * @message: (transfer full): handed over before this returns
 */
gboolean weir_node_call_link (WeirNode    *node,
                              const char  *target,
                              gboolean     dynamic,
                              WeirMessage *message,
                              GError     **error);

typedef void (*WeirLinkReturnFunc) (WeirNode    *caller,
                                    const char  *call_id,
                                    WeirMessage *message);

/**
 * weir_node_set_link_return_func:
 *
 * What a link call node does when a link out returns a message (transfer full)
 * to it.
 */
void weir_node_set_link_return_func (WeirNode *node, WeirLinkReturnFunc func);

/**
 * weir_node_return_link:
 * @caller: the id of the link call node
 * @message: (transfer full): handed over before this returns
 *
 * Returns: whether that node runs
 */
gboolean weir_node_return_link (WeirNode    *node,
                                const char  *caller,
                                const char  *call_id,
                                WeirMessage *message);

G_END_DECLS
