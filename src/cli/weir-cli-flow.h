/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/weir-cli-command.h"
#include "flow/weir-credentials.h"
#include "flow/weir-document.h"

G_BEGIN_DECLS

/* Limits of the small files beside a flow. */
#define WEIR_CLI_MAX_SECRET_BYTES   (64u * 1024)
#define WEIR_CLI_MAX_ENV_FILE_BYTES (16u * 1024 * 1024)

/**
 * WeirCliFlowOptions:
 *
 * The options of every command that reads a flow as it would be run.
 */
typedef struct
{
  char      *encoding;
  char      *credentials;
  char      *secret_file;
  char      *env_file;
  GPtrArray *env;
} WeirCliFlowOptions;

/* Their rows, for the option table of a command whose struct holds them as
 * @member. */
#define WEIR_CLI_FLOW_OPTIONS(Struct, member)                                 \
  {                                                                           \
    .name = "env",                                                            \
    .kind = WEIR_CLI_OPTION_LIST,                                             \
    .offset = G_STRUCT_OFFSET (Struct, member.env),                           \
    .value = "NAME=VALUE",                                                    \
    .help = N_ ("set a variable the flow sees; wins over the process "        \
                "environment; may be given again"),                           \
  },                                                                          \
    {                                                                         \
      .name = "env-file",                                                     \
      .kind = WEIR_CLI_OPTION_FILE,                                           \
      .offset = G_STRUCT_OFFSET (Struct, member.env_file),                    \
      .value = "FILE",                                                        \
      .help = N_ ("set variables from lines of the form NAME=VALUE"),         \
    },                                                                        \
    {                                                                         \
      .name = "credentials",                                                  \
      .kind = WEIR_CLI_OPTION_FILE,                                           \
      .offset = G_STRUCT_OFFSET (Struct, member.credentials),                 \
      .value = "FILE",                                                        \
      .help = N_ ("read the credentials from here instead of from "           \
                  "FLOW_cred.json beside the flow"),                          \
    },                                                                        \
    {                                                                         \
      .name = "credential-secret-file",                                       \
      .kind = WEIR_CLI_OPTION_FILE,                                           \
      .offset = G_STRUCT_OFFSET (Struct, member.secret_file),                 \
      .value = "FILE",                                                        \
      .help = N_ ("read the secret that decrypts the credentials from "       \
                  "the first line of a file"),                                \
    },                                                                        \
  {                                                                           \
    .name = "encoding", .kind = WEIR_CLI_OPTION_TEXT,                         \
    .offset = G_STRUCT_OFFSET (Struct, member.encoding), .value = "CODEPAGE", \
    .help = N_ ("read a flow that isn’t UTF-8, for example CP949; it is "   \
                "written back so"),                                           \
  }

/**
 * WeirCliFlow:
 *
 * A flow file with its credentials file: where a flow is read, read again and
 * written back.
 */
typedef struct _WeirCliFlow WeirCliFlow;

/**
 * weir_cli_flow_new:
 * @path: the flow file
 * @error: the secret file can't be read
 */
WeirCliFlow *weir_cli_flow_new (const char               *path,
                                const WeirCliFlowOptions *options,
                                GError                  **error);
void         weir_cli_flow_free (WeirCliFlow *flow);

/**
 * weir_cli_prefix_folder:
 * @path: a file as the command line names it
 * @error: (nullable): an error that begins with its bare name
 *
 * Completes the name in an error to @path.
 */
void weir_cli_prefix_folder (const char *path, GError **error);

/* Returns: (transfer full): the bare name of the flow file, UTF-8 */
char *weir_cli_flow_dup_name (WeirCliFlow *flow);

/**
 * weir_cli_flow_load:
 *
 * Returns: (transfer full) (nullable): the document; the error names the file
 *   as the command line does
 */
WeirDocument *weir_cli_flow_load (WeirCliFlow *flow, GError **error);

/**
 * weir_cli_flow_load_credentials:
 * @error: the file can't be read, or it isn't there though the command line
 *   named it
 *
 * Returns: (transfer full): the credentials; empty ones, never %NULL, with
 *   @error set or without a file
 */
WeirCredentials *
weir_cli_flow_load_credentials (WeirCliFlow *flow, GError **error);

/**
 * weir_cli_flow_credentials_named:
 *
 * Returns: whether the command line named the credentials file, so that a
 *   failure to read it is the user's to hear
 */
gboolean weir_cli_flow_credentials_named (WeirCliFlow *flow);

/**
 * weir_cli_flow_save:
 * @credentials: written first, and only when they changed
 *
 * Writes both files, each at once or not at all.
 */
gboolean weir_cli_flow_save (WeirCliFlow     *flow,
                             WeirDocument    *document,
                             WeirCredentials *credentials,
                             GError         **error);

/**
 * weir_cli_flow_complain:
 *
 * Says why variables, a token or a secret could not be had.
 *
 * Returns: whether that is wrong usage or a failure
 */
WeirCliExit
weir_cli_flow_complain (const WeirCliCommand *command, const GError *error);

/**
 * weir_cli_flow_read_variables:
 * @error: %G_IO_ERROR_INVALID_ARGUMENT when --env is not used as it should be
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): the variables
 *   of --env and --env-file
 */
GHashTable *
weir_cli_flow_read_variables (const WeirCliFlowOptions *options, GError **error);

/**
 * weir_cli_read_first_line:
 *
 * Returns: (transfer full) (nullable): the first line of a small file, without
 *   its end: a token or a secret
 */
char *weir_cli_read_first_line (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliFlow, weir_cli_flow_free)

G_END_DECLS
