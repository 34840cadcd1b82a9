/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test.h"

G_BEGIN_DECLS

/* What the format of test files knows, as tables: the parser reads by them and
 * the JSON Schema is held to them. */

/* What a member of a step is. */
typedef enum
{
  WEIR_FLOW_TEST_FIELD_PEER,      /* a peer that is there */
  WEIR_FLOW_TEST_FIELD_NEW_PEER,  /* a name for one */
  WEIR_FLOW_TEST_FIELD_NODE,      /* id or name of a node */
  WEIR_FLOW_TEST_FIELD_VALUE,     /* any JSON value */
  WEIR_FLOW_TEST_FIELD_PATTERN,   /* the same, with matchers */
  WEIR_FLOW_TEST_FIELD_BASE64,    /* bytes */
  WEIR_FLOW_TEST_FIELD_PATH,      /* of an address */
  WEIR_FLOW_TEST_FIELD_VARIABLE,  /* `${NAME}` */
  WEIR_FLOW_TEST_FIELD_PROTOCOLS, /* names of subprotocols */
  WEIR_FLOW_TEST_FIELD_HEADERS,   /* names and texts */
  WEIR_FLOW_TEST_FIELD_CODE,      /* of a closing handshake */
  WEIR_FLOW_TEST_FIELD_SECONDS,
  WEIR_FLOW_TEST_FIELD_MESSAGE, /* members of a message */
  WEIR_FLOW_TEST_FIELD_DEBUG,   /* a node, and patterns of properties */
  WEIR_FLOW_TEST_FIELD_STATUS,  /* a node, and patterns of a status */
  WEIR_FLOW_TEST_FIELD_STEPS,   /* a group */
} WeirFlowTestField;

/* A member some kinds of steps have beside the one that names them. */
typedef struct
{
  const char       *name;
  WeirFlowTestField field;
} WeirFlowTestMember;

#define WEIR_FLOW_TEST_MAX_MEMBERS 6

/* A kind of step: the member that names it, and those it may have. */
typedef struct
{
  const char       *name;
  WeirFlowTestKind  kind;
  WeirFlowTestField field;
  gboolean          expects;  /* whether it says what must come */
  const char       *required; /* (nullable): a member it can't do without */
  const char       *members[WEIR_FLOW_TEST_MAX_MEMBERS]; /* those and others */
} WeirFlowTestKindInfo;

guint                       weir_flow_test_get_n_kinds (void);
const WeirFlowTestKindInfo *weir_flow_test_get_nth_kind (guint index);

/* Returns: (nullable): of that name */
const WeirFlowTestKindInfo *weir_flow_test_find_kind (const char *name);
const WeirFlowTestMember   *weir_flow_test_find_member (const char *name);

/* Returns: (nullable): the one of @kind, which is never a stranger's */
const WeirFlowTestKindInfo *weir_flow_test_get_kind (WeirFlowTestKind kind);

gboolean weir_flow_test_kind_has_member (const WeirFlowTestKindInfo *info,
                                         const char                 *name);

/* Members of the file itself, and of `expectStatus` beside `node`; ended by
 * %NULL. */
const char *const *weir_flow_test_get_file_members (void);
const char *const *weir_flow_test_get_status_members (void);

/**
 * weir_flow_test_guess:
 * @names: what there is, ended by %NULL
 *
 * Returns: (nullable): the one that @name may be a slip of
 */
const char *weir_flow_test_guess (const char *name, const char *const *names);

G_END_DECLS
