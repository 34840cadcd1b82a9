/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-run-settings-sheet.h"

#include "json/weir-convert.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Sizes are shown in MiB, lists separated by commas; 0 stands for the default of
 * a limit, and is shown as nothing. */

#define MIB           (1024.0 * 1024.0)
#define MS_PER_SECOND 1000.0

/* More is a slip of the finger. */
#define MAX_BYTES (1048576 * MIB)

static const WeirChoice listen_choices[] = {
  { "\"local\"", N_ ("This computer only") },
  { "\"all\"", N_ ("All networks") },
  { "\"address\"", N_ ("One address") },
  { NULL },
};

static const WeirChoice tls_choices[] = {
  { "\"off\"", N_ ("Off") },
  { "\"config\"", N_ ("A TLS configuration") },
  { "\"files\"", N_ ("Certificate files") },
  { NULL },
};

static const WeirRef tls_refs[] = {
  { .key = "tls_config", .type = "tls-config" },
  { NULL },
};

static const WeirChoice require_choices[] = {
  { "\"nothing\"", N_ ("Nothing") },
  { "\"token\"", N_ ("A token") },
  { "\"password\"", N_ ("User and password") },
  { "\"certificate\"", N_ ("A client certificate") },
  { NULL },
};

static const WeirChoice from_choices[] = {
  { "\"usual\"", N_ ("Automatic") },
  { "\"any\"", N_ ("Any") },
  { "\"same\"", N_ ("Same host") },
  { "\"some\"", N_ ("Only these") },
  { NULL },
};

static const WeirChoice slow_choices[] = {
  { "\"disconnect\"", N_ ("Disconnect it") },
  { "\"oldest\"", N_ ("Drop the oldest messages") },
  { "\"newest\"", N_ ("Drop the newest messages") },
  { NULL },
};

static const char *const slow_values[] = { "disconnect", "oldest", "newest" };

static const WeirProperty properties[] = {
  {
    .key = "listen",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("Listen on"),
    .help = N_ ("From where listeners can be reached."),
    .choices = listen_choices,
  },
  {
    .key = "host",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Address"),
    .help = N_ ("An address of this computer."),
    .shown_if = { "listen", "address" },
  },
  {
    .key = "port",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .label = N_ ("Port"),
    .help = N_ ("1 to 65535; 0 takes a free one at every start."),
  },
  {
    .key = "base_path",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Base Path"),
    .help = N_ ("What stands before the path of every listener."),
  },
  {
    .key = "tls",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("TLS"),
    .help = N_ ("With a certificate, listeners speak wss."),
    .choices = tls_choices,
  },
  {
    .key = "tls_config",
    .kind = WEIR_PROPERTY_KIND_NODE_REF,
    .label = N_ ("Configuration"),
    .help = N_ ("Its certificate and key are those of the listeners."),
    .refs = tls_refs,
    .shown_if = { "tls", "config" },
  },
  {
    .key = "tls_certificate_file",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Certificate File"),
    .help = N_ ("A PEM file."),
    .shown_if = { "tls", "files" },
  },
  {
    .key = "tls_key_file",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Key File"),
    .help = N_ ("The PEM file with the key of the certificate."),
    .shown_if = { "tls", "files" },
  },
  {
    .key = "require",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("Clients Need"),
    .help = N_ ("What listeners ask for before a connection opens."),
    .choices = require_choices,
  },
  {
    .key = "token",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Token"),
    .help = N_ ("Clients send it as “Authorization: Bearer …”."),
    .flags = WEIR_PROPERTY_SECRET,
    .shown_if = { "require", "token" },
  },
  {
    .key = "user",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("User Name"),
    .help = N_ ("Clients send both as “Authorization: Basic …”."),
    .shown_if = { "require", "password" },
  },
  {
    .key = "password",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Password"),
    .help = N_ ("Clients send both as “Authorization: Basic …”."),
    .flags = WEIR_PROPERTY_SECRET,
    .shown_if = { "require", "password" },
  },
  {
    .key = "client_ca_file",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Certificate Authority File"),
    .help = N_ ("A PEM file; clients show a certificate it vouches for."),
    .shown_if = { "require", "certificate" },
  },
  {
    .key = "from",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("Allowed Origins"),
    .help = N_ ("Pages of which web sites may connect. Automatic is any while "
                "listeners can be reached from this computer only, else those "
                "of the host they connect to."),
    .choices = from_choices,
  },
  {
    .key = "origins",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Origins"),
    .help = N_ ("Such as https://example.com, separated by commas."),
    .shown_if = { "from", "some" },
  },
  {
    .key = "max_clients",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .label = N_ ("Most Clients"),
    .help = N_ ("Nothing for 10,000."),
  },
  {
    .key = "max_message_bytes",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .label = N_ ("Largest Message"),
    .help = N_ ("Nothing for 16 MiB."),
    .unit = N_ ("MiB"),
  },
  {
    .key = "max_queued_bytes",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .label = N_ ("Most Waiting for a Client"),
    .help = N_ ("Nothing for 16 MiB."),
    .unit = N_ ("MiB"),
  },
  {
    .key = "idle_ping_ms",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .label = N_ ("Ping Idle Clients Every"),
    .help = N_ ("Who does not answer is disconnected. Nothing for never."),
    .unit = N_ ("s"),
  },
  {
    .key = "slow_client",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("When a Client Is Too Slow"),
    .choices = slow_choices,
  },
  { .key = NULL },
};

/* From settings */

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  return weir_value_with_member (object,
                                 key,
                                 weir_value_new_string (text != NULL ? text : ""));
}

static WeirValue *
with_number (WeirValue *object, const char *key, double number, double unit)
{
  char text[WEIR_NUMBER_TEXT_MAX] = "";

  if (number > 0)
    weir_number_to_text (number / unit, text);
  return with_text (object, key, text);
}

static gboolean
is_local (const char *host)
{
  return g_str_equal (host, "127.0.0.1") ||
         g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
is_all (const char *host)
{
  return g_str_equal (host, "0.0.0.0") || g_str_equal (host, "::");
}

static const char *
get_listen (const char *host)
{
  if (is_local (host))
    return "local";
  return is_all (host) ? "all" : "address";
}

static const char *
get_tls (const WeirRunSettings *settings)
{
  if (settings->tls_config != NULL)
    return "config";
  return settings->tls_certificate_file != NULL || settings->tls_key_file != NULL
           ? "files"
           : "off";
}

static const char *
get_require (const WeirRunSettings *settings)
{
  if (settings->token != NULL)
    return "token";
  if (settings->password != NULL)
    return "password";
  return settings->client_ca_file != NULL ? "certificate" : "nothing";
}

/* A list of one word is that word's choice. */
static const char *
get_from (const WeirRunSettings *settings)
{
  char **origins = settings->origins;

  if (origins == NULL)
    return "usual";
  if (g_strv_length (origins) != 1)
    return "some";
  if (g_str_equal (origins[0], WEIR_RUN_ORIGIN_ANY))
    return "any";
  return g_str_equal (origins[0], WEIR_RUN_ORIGIN_SAME_HOST) ? "same" : "some";
}

static WeirValue *
with_access (WeirValue *object, const WeirRunSettings *settings)
{
  const char      *from = get_from (settings);
  g_autofree char *origins =
    g_str_equal (from, "some") ? g_strjoinv (", ", settings->origins) : NULL;

  object = with_text (object, "require", get_require (settings));
  object = with_text (object, "token", settings->token);
  object = with_text (object, "user", settings->user);
  object = with_text (object, "password", settings->password);
  object = with_text (object, "client_ca_file", settings->client_ca_file);
  object = with_text (object, "from", from);
  return with_text (object, "origins", origins);
}

static WeirValue *
with_place (WeirValue *object, const WeirRunSettings *settings)
{
  g_autofree char *port = g_strdup_printf ("%u", settings->port);

  object = with_text (object, "listen", get_listen (settings->host));
  object = with_text (object, "host", settings->host);
  object = with_text (object, "port", port);
  object = with_text (object, "base_path", settings->base_path);
  object = with_text (object, "tls", get_tls (settings));
  object = with_text (object, "tls_config", settings->tls_config);
  object =
    with_text (object, "tls_certificate_file", settings->tls_certificate_file);
  return with_text (object, "tls_key_file", settings->tls_key_file);
}

static WeirValue *
with_rules (WeirValue *object, const WeirRunSettings *settings)
{
  object = with_number (object, "max_clients", settings->max_clients, 1);
  object = with_number (object,
                        "max_message_bytes",
                        (double)settings->max_message_bytes,
                        MIB);
  object = with_number (object,
                        "max_queued_bytes",
                        (double)settings->max_queued_bytes,
                        MIB);
  object =
    with_number (object, "idle_ping_ms", settings->idle_ping_ms, MS_PER_SECOND);
  return with_text (object, "slow_client", slow_values[settings->slow_client]);
}

WeirSheet *
weir_run_settings_sheet_new (const WeirRunSettings *settings)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (WeirValue) object = NULL;

  g_return_val_if_fail (settings != NULL, NULL);

  object = with_place (weir_value_new_object (), settings);
  object = with_access (g_steal_pointer (&object), settings);
  object = with_rules (g_steal_pointer (&object), settings);
  g_ptr_array_add (tables, (gpointer)properties);
  return weir_sheet_new (tables, object, NULL);
}

/* To settings */

static char *
dup_text (WeirSheet *sheet, const char *key)
{
  return g_strstrip (weir_sheet_dup_effective_text (sheet, key));
}

static void
take_text (char **member, char *text)
{
  g_free (*member);
  *member = text;
}

/* Nothing is 0, the default. What makes no sense is one that no check passes. */
static gsize
read_size (WeirSheet *sheet, const char *key, double unit)
{
  g_autofree char *text = dup_text (sheet, key);
  double           number = weir_number_from_text (text, strlen (text)) * unit;

  if (*text == '\0')
    return 0;
  if (isnan (number) || number < 1)
    return unit > 1 ? 1 : G_MAXUINT;
  return number <= MAX_BYTES ? (gsize)number : G_MAXSIZE / 2;
}

static char **
read_origins (WeirSheet *sheet)
{
  g_autofree char         *from = dup_text (sheet, "from");
  g_autofree char         *text = dup_text (sheet, "origins");
  g_auto (GStrv)           parts = g_strsplit_set (text, ", \n", -1);
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();

  if (g_str_equal (from, "usual"))
    return NULL;
  if (g_str_equal (from, "any"))
    g_strv_builder_add (origins, WEIR_RUN_ORIGIN_ANY);
  if (g_str_equal (from, "same"))
    g_strv_builder_add (origins, WEIR_RUN_ORIGIN_SAME_HOST);
  if (!g_str_equal (from, "some"))
    return g_strv_builder_end (origins);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_strv_builder_add (origins, parts[i]);
    }
  return g_strv_builder_end (origins);
}

static void
read_host (WeirSheet *sheet, WeirRunSettings *settings)
{
  g_autofree char *listen = dup_text (sheet, "listen");

  if (g_str_equal (listen, "address"))
    take_text (&settings->host, dup_text (sheet, "host"));
  else if (!g_str_equal (listen, get_listen (settings->host)))
    take_text (&settings->host,
               g_strdup (g_str_equal (listen, "all") ? "0.0.0.0" : "127.0.0.1"));
}

/* What is chosen by another field is taken even when it is empty, which is then
 * a problem; else it is none. A password is what it is, spaces and all. */
static void
take_if (char **member, WeirSheet *sheet, const char *key, gboolean chosen)
{
  gboolean is_password = g_str_equal (key, "password");

  g_free (*member);
  *member = NULL;
  if (chosen)
    *member = is_password ? weir_sheet_dup_effective_text (sheet, key)
                          : dup_text (sheet, key);
}

static void
read_access (WeirSheet *sheet, WeirRunSettings *settings)
{
  g_autofree char *require = dup_text (sheet, "require");
  gboolean         password = g_str_equal (require, "password");

  take_if (&settings->token, sheet, "token", g_str_equal (require, "token"));
  take_if (&settings->user, sheet, "user", password);
  take_if (&settings->password, sheet, "password", password);
  take_if (&settings->client_ca_file,
           sheet,
           "client_ca_file",
           g_str_equal (require, "certificate"));
  g_strfreev (settings->origins);
  settings->origins = read_origins (sheet);
}

static void
read_tls (WeirSheet *sheet, WeirRunSettings *settings)
{
  g_autofree char *tls = dup_text (sheet, "tls");
  gboolean         files = g_str_equal (tls, "files");

  take_if (&settings->tls_config, sheet, "tls_config", g_str_equal (tls, "config"));
  take_if (&settings->tls_certificate_file, sheet, "tls_certificate_file", files);
  take_if (&settings->tls_key_file, sheet, "tls_key_file", files);
}

static void
read_rules (WeirSheet *sheet, WeirRunSettings *settings)
{
  WeirField *slow = weir_sheet_lookup (sheet, "slow_client");

  settings->max_clients =
    (guint)MIN (read_size (sheet, "max_clients", 1), G_MAXUINT);
  settings->max_message_bytes = read_size (sheet, "max_message_bytes", MIB);
  settings->max_queued_bytes = read_size (sheet, "max_queued_bytes", MIB);
  settings->idle_ping_ms =
    (guint)MIN (read_size (sheet, "idle_ping_ms", MS_PER_SECOND), G_MAXUINT);
  settings->slow_client = (WeirSlowClient)MAX (weir_field_get_choice (slow), 0);
}

WeirRunSettings *
weir_run_settings_sheet_read (WeirSheet *sheet, const WeirRunSettings *old)
{
  WeirRunSettings *settings;
  g_autofree char *port = NULL;
  double           number;

  g_return_val_if_fail (WEIR_IS_SHEET (sheet), NULL);
  g_return_val_if_fail (old != NULL, NULL);

  settings = weir_run_settings_copy (old);
  port = dup_text (sheet, "port");
  number = weir_number_from_text (port, strlen (port));
  read_host (sheet, settings);
  settings->port = *port != '\0' && number >= 0 && number <= G_MAXUINT16 &&
                       number == floor (number)
                     ? (guint)number
                     : G_MAXUINT;
  take_text (&settings->base_path, dup_text (sheet, "base_path"));
  read_tls (sheet, settings);
  read_access (sheet, settings);
  read_rules (sheet, settings);
  return settings;
}

/* The check speaks of bytes and milliseconds, the rows do not. */
static const struct
{
  const char *key;
  const char *min;
  const char *max;
} ranges[] = {
  { "max_message_bytes", "0.001", "1048576" },
  { "max_queued_bytes", "0.001", "1048576" },
  { "idle_ping_ms", "1", "86400" },
};

static WeirProblem *
word_anew (WeirProblem *problem)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      if (g_strcmp0 (problem->key, ranges[i].key) != 0)
        continue;
      weir_problem_free (problem);
      return weir_problem_new ("N308",
                               NULL,
                               ranges[i].key,
                               "min",
                               ranges[i].min,
                               "max",
                               ranges[i].max,
                               NULL);
    }
  return problem;
}

static void
word_all_anew (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    problems->pdata[i] = word_anew (problems->pdata[i]);
}

/* The address may be chosen by the row above its own. */
static void
move_to_shown (WeirSheet *sheet, GPtrArray *problems)
{
  if (weir_field_is_shown (weir_sheet_lookup (sheet, "host")))
    return;
  for (guint i = 0; i < problems->len; i++)
    {
      WeirProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->key, "host") != 0)
        continue;
      g_free (problem->key);
      problem->key = g_strdup ("listen");
    }
}

void
weir_run_settings_sheet_check (WeirSheet *sheet)
{
  g_autoptr (WeirRunSettings) defaults = weir_run_settings_new ();
  g_autoptr (WeirRunSettings) settings = NULL;
  g_autoptr (GPtrArray)       left = NULL;
  GPtrArray                  *problems;

  g_return_if_fail (WEIR_IS_SHEET (sheet));

  settings = weir_run_settings_sheet_read (sheet, defaults);
  problems = weir_run_settings_check (settings);
  move_to_shown (sheet, problems);
  word_all_anew (problems);
  left = weir_sheet_hand_out (sheet, problems);
}
