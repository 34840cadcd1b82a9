/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-problem.h"
#include "schema/weir-property.h"

G_BEGIN_DECLS

/* Only names here: the schema knows what a node type looks like, the runtime
 * what a node and a message are. */
typedef struct _WeirNode       WeirNode;
typedef struct _WeirMessage    WeirMessage;
typedef struct _WeirCheckScope WeirCheckScope;
typedef struct _WeirNodeType   WeirNodeType;

typedef enum
{
  WEIR_NODE_CATEGORY_COMMON,
  WEIR_NODE_CATEGORY_NETWORK,
  WEIR_NODE_CATEGORY_CONFIG,
} WeirNodeCategory;

/* What the router has to know of a type; everything else a type does itself. */
typedef enum
{
  WEIR_NODE_ROLE_PLAIN,
  WEIR_NODE_ROLE_CATCH,
  WEIR_NODE_ROLE_STATUS,
  WEIR_NODE_ROLE_COMPLETE,
  WEIR_NODE_ROLE_LINK_IN,
  WEIR_NODE_ROLE_LINK_OUT,
  WEIR_NODE_ROLE_LINK_CALL,
} WeirNodeRole;

/**
 * WeirNodeType:
 *
 * A node type: one constant in one file of `src/nodes`, plus one word in the
 * list of `src/nodes/meson.build`. Callbacks run on the engine's thread and
 * never inside one another.
 */
struct _WeirNodeType
{
  const char      *type; /* as in flow files: "websocket in" */
  WeirNodeCategory category;
  WeirNodeRole     role;
  const char      *label;   /* N_() */
  const char      *summary; /* N_(): one sentence */
  const char      *help;    /* N_(): paragraphs, Markdown */
  const char      *icon;    /* icon name */
  const char      *color;   /* "#a6bbcf" */
  guint            inputs;  /* 0 or 1 */
  guint            outputs;
  const char      *outputs_from;   /* (nullable): property that says how many */
  gboolean         has_button;     /* inject, debug */
  const WeirProperty *properties;  /* (nullable): ended by {NULL} */
  const char         *editor_hint; /* (nullable): names a special editor */

  /* (nullable): a node without a name is called after the configuration it
   * uses, with this before it: "[ws] /ws/echo". */
  const char *ref_prefix;

  /* The label of one node; NULL: its name, else the type's label.
   * @config: the entry. Returns (transfer full) (nullable). */
  char *(*describe) (const WeirValue *config);

  /* Problems that a property table can't express; the common ones (required,
   * range, choices, references, types of typed values) are found without. */
  void (*check) (const WeirCheckScope *scope);

  /* Where a dialog shows an entry in another form than it is stored in: from
   * the stored form and back (transfer full). What comes of both in a row means
   * the same as the entry did, and is what Node-RED's editor would write. Both
   * or neither are given. */
  WeirValue *(*unfold) (const WeirValue *config);
  WeirValue *(*fold) (const WeirValue *form);

  /* Running. */
  gsize state_size; /* of the zero-filled block weir_node_get_state() gives */

  /* FALSE with an error: the node does not exist, everything else runs. */
  gboolean (*start) (WeirNode *node, GError **error);

  /* Undo outside effects only: the engine releases timers, handlers and
   * state. @removed: the node is gone or disabled, not just restarted. */
  void (*stop) (WeirNode *node, gboolean removed);

  /* A message arrived. The node answers with weir_node_send() and then
   * weir_node_done() or weir_node_fail(), now or later. @message is borrowed. */
  void (*receive) (WeirNode *node, WeirMessage *message);

  /* The button was pressed. @message: (nullable): what to start from;
   * @props: (nullable): entries to use instead of the stored ones. */
  gboolean (*press) (WeirNode    *node,
                     WeirMessage *message,
                     WeirValue   *props,
                     GError     **error);
};

#define WEIR_SCHEMA_ERROR (weir_schema_error_quark ())
GQuark weir_schema_error_quark (void);

typedef enum
{
  WEIR_SCHEMA_ERROR_DESCRIPTOR, /* a descriptor contradicts itself */
} WeirSchemaError;

/**
 * weir_check_scope_get_config:
 *
 * What a type's `check` looks at: its entry (borrowed), and around it.
 */
const WeirValue *weir_check_scope_get_config (const WeirCheckScope *scope);

/**
 * weir_check_scope_lookup:
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the entry of that id
 */
const WeirValue *
weir_check_scope_lookup (const WeirCheckScope *scope, const char *id);

/**
 * weir_check_scope_get_nth_of_type:
 * @n: from 0, in file order
 *
 * Returns: (transfer none) (nullable): the n-th enabled entry of @type
 */
const WeirValue *weir_check_scope_get_nth_of_type (const WeirCheckScope *scope,
                                                   const char           *type,
                                                   guint                 n);

/**
 * weir_check_scope_get_credential:
 *
 * Returns: (transfer none) (nullable): the credential of this entry
 */
const char *
weir_check_scope_get_credential (const WeirCheckScope *scope, const char *key);

/**
 * weir_check_scope_has_variable:
 *
 * Returns: whether the environment of this entry defines @name
 */
gboolean
weir_check_scope_has_variable (const WeirCheckScope *scope, const char *name);

/**
 * weir_check_scope_check_property:
 * @key: a property of the type with %WEIR_PROPERTY_CONDITIONAL
 *
 * Looks at it as at all others: this entry uses it.
 */
void
weir_check_scope_check_property (const WeirCheckScope *scope, const char *key);

/**
 * weir_check_scope_report:
 * @problem: (transfer full): a problem; its element id is filled in
 */
void weir_check_scope_report (const WeirCheckScope *scope, WeirProblem *problem);

G_END_DECLS
