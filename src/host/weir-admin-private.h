/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-admin.h"
#include "host/weir-comms.h"
#include "json/weir-value.h"

G_BEGIN_DECLS

#define WEIR_ADMIN_MAX_PARAMETERS 2

struct _WeirAdmin
{
  WeirHost     *host;   /* borrowed: it owns the admin API */
  WeirWsServer *server; /* borrowed: the host's */
  WeirComms    *comms;  /* owned */
};

/**
 * WeirAdminCall:
 *
 * One request that passed the guard and found its route.
 */
typedef struct
{
  WeirAdmin         *admin;
  SoupServerMessage *message;
  char              *parameters[WEIR_ADMIN_MAX_PARAMETERS]; /* `:id`, … */
} WeirAdminCall;

typedef void (*WeirAdminFunc) (WeirAdminCall *call);

/* What the routes do, by file. */
void weir_admin_get_flows (WeirAdminCall *call);
void weir_admin_post_flows (WeirAdminCall *call);
void weir_admin_post_flow (WeirAdminCall *call);
void weir_admin_get_flow (WeirAdminCall *call);
void weir_admin_put_flow (WeirAdminCall *call);
void weir_admin_delete_flow (WeirAdminCall *call);
void weir_admin_inject (WeirAdminCall *call);
void weir_admin_set_debug (WeirAdminCall *call);
void weir_admin_set_debug_many (WeirAdminCall *call);
void weir_admin_get_settings (WeirAdminCall *call);
void weir_admin_get_nodes (WeirAdminCall *call);
void weir_admin_get_login (WeirAdminCall *call);

/* Answers. */

/**
 * weir_admin_answer_json:
 * @text: (transfer full): the body
 */
void weir_admin_answer_json (WeirAdminCall *call, guint status, GString *text);
void
weir_admin_answer_value (WeirAdminCall *call, guint status, WeirValue *value);

/**
 * weir_admin_answer_phrase:
 *
 * The status' own words as the body, as Express' sendStatus does.
 */
void weir_admin_answer_phrase (WeirAdminCall *call, guint status);
void weir_admin_answer_empty (WeirAdminCall *call, guint status);

/**
 * weir_admin_answer_error:
 * @code: Node-RED's stable code
 */
void weir_admin_answer_error (WeirAdminCall *call,
                              guint          status,
                              const char    *code,
                              const char    *message);

/* What was asked. */

const char *weir_admin_get_header (WeirAdminCall *call, const char *name);

/**
 * weir_admin_dup_body:
 *
 * Returns: (transfer full): the body's bytes
 */
GBytes *weir_admin_dup_body (WeirAdminCall *call);

/**
 * weir_admin_read_body:
 *
 * Returns: (transfer full) (nullable): the body as a value; when it is no JSON
 *   object, the call is answered with 400
 */
WeirValue *weir_admin_read_body (WeirAdminCall *call);

G_END_DECLS
