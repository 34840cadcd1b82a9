/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "schema/weir-problem.h"

G_BEGIN_DECLS

#define WEIR_RUN_DEFAULT_PORT 1880

/* The least limits that still let a flow work. */
#define WEIR_RUN_MIN_MESSAGE_BYTES 1024
#define WEIR_RUN_MAX_CLIENTS       1000000
#define WEIR_RUN_MIN_IDLE_PING_MS  1000
#define WEIR_RUN_MAX_IDLE_PING_MS  (24 * 60 * 60 * 1000)

/* What stands among the origins for pages of every site, or of the very host
 * they ask. */
#define WEIR_RUN_ORIGIN_ANY       "any"
#define WEIR_RUN_ORIGIN_SAME_HOST "same-host"

typedef enum
{
  WEIR_SLOW_CLIENT_DISCONNECT,
  WEIR_SLOW_CLIENT_DROP_OLDEST,
  WEIR_SLOW_CLIENT_DROP_NEWEST,
} WeirSlowClient;

/**
 * WeirRunSettings:
 *
 * How a flow is run, never part of the flow: address, port, TLS, limits, admin
 * API. Plain data; weir_run_settings_check() says what is wrong with it.
 */
typedef struct
{
  char          *host; /* an address, or "localhost" */
  guint          port; /* 0 takes a free one */
  char          *base_path;
  char          *tls_certificate_file;
  char          *tls_key_file;
  char          *tls_config; /* or the id of a tls-config of the flow */
  char         **origins;    /* (nullable): allowed ones, or the words below;
                                * NULL: any on this computer, else same host */
  char          *token;      /* (nullable): what clients of listeners bring */
  char          *user;       /* (nullable): or, with the password, this */
  char          *password;   /* (nullable) */
  char          *client_ca_file; /* (nullable): who signs their certificates */
  guint          idle_ping_ms;   /* drop who doesn't answer; 0: never ping */
  char          *server_name;    /* a further Host the admin API answers to */
  GHashTable    *variables;      /* (nullable) (element-type utf8 utf8) */
  gboolean       admin;
  char          *admin_token;
  guint          comms_heartbeat_ms; /* 0 for the default */
  guint          max_clients;        /* 0 for the default, as the next two */
  gsize          max_message_bytes;
  gsize          max_queued_bytes;
  WeirSlowClient slow_client;
  guint       reconnect_ms; /* a client's wait before it tries again; 0: 3 s */
  guint       reconnect_max_ms; /* above it: it backs off, up to this */
  GHashTable *nodes;            /* (nullable): see weir-node-settings.h */
  GHashTable *secrets; /* (nullable) (element-type utf8 utf8): variables that
                        * the editor reads from a keyring, and their ids in it */
} WeirRunSettings;

/**
 * weir_run_settings_new:
 *
 * Returns: (transfer full): the defaults: this computer only, port 1880
 */
WeirRunSettings *weir_run_settings_new (void);
WeirRunSettings *weir_run_settings_copy (const WeirRunSettings *settings);
void             weir_run_settings_free (WeirRunSettings *settings);

/**
 * weir_run_settings_check:
 *
 * Returns: (transfer full) (element-type WeirProblem): N3xx problems
 */
GPtrArray *weir_run_settings_check (const WeirRunSettings *settings);

/* Names a variable that is in the keyring, and the id it has there. */
void weir_run_settings_set_secret (WeirRunSettings *settings,
                                   const char      *name,
                                   const char      *id);

/* Returns: whether listeners are served over TLS */
gboolean weir_run_settings_has_tls (const WeirRunSettings *settings);

/* Returns: whether clients of listeners need a token, password or certificate */
gboolean weir_run_settings_has_lock (const WeirRunSettings *settings);

/**
 * weir_run_settings_dup_origins:
 * @same_host: (out): whether pages of the host they ask may connect too
 *
 * What the words among the origins, or their absence, come to.
 *
 * Returns: (transfer full) (nullable): the origins themselves; %NULL with
 *   @same_host unset when every page may connect
 */
char **weir_run_settings_dup_origins (const WeirRunSettings *settings,
                                      gboolean              *same_host);

/* Settings in words of this version are written; older ones are read. */
#define WEIR_RUN_SETTINGS_VERSION 1

/**
 * weir_run_settings_to_json:
 *
 * What differs from the defaults, as a small JSON object; without what only the
 * command line has (`admin…`, `server_name`, `comms_heartbeat_ms`). It holds
 * token and password, so the file should be for its owner only.
 *
 * Returns: (transfer full): the text
 */
char *weir_run_settings_to_json (const WeirRunSettings *settings);

/**
 * weir_run_settings_from_json:
 * @bad: (nullable): an array of texts to which the names of members are added
 *   whose values can't be; they keep their defaults
 * @error: it is no JSON object, or of a newer version
 *
 * Members it does not know are ignored; weir_run_settings_check() says what is
 * wrong with the values.
 *
 * Returns: (transfer full) (nullable): the settings
 */
WeirRunSettings *weir_run_settings_from_json (const char *text,
                                              gsize       length,
                                              GPtrArray  *bad,
                                              GError    **error);

/**
 * weir_host_is_loopback:
 *
 * Returns: whether only programs of this computer can reach the address
 */
gboolean weir_host_is_loopback (const char *host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRunSettings, weir_run_settings_free)

G_END_DECLS
