/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-problem.h"

#include "host/weir-port-owner.h"

#include <gio/gio.h>
#include <string.h>

/* What keeps a flow from running or listening, as the problems people know. */

WeirProblem *
weir_live_problem_new_for_settings (const WeirRunSettings *settings)
{
  g_autoptr (GPtrArray) problems = weir_run_settings_check (settings);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = problems->pdata[i];

      if (problem->severity == WEIR_SEVERITY_ERROR)
        return g_ptr_array_steal_index (problems, i);
    }
  return NULL;
}

char *
weir_live_problem_dup_reason (const char *text)
{
  static const char *const stops[] = { ".", "。" };

  gsize length = strlen (text);

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    if (g_str_has_suffix (text, stops[i]))
      return g_strndup (text, length - strlen (stops[i]));
  return g_strdup (text);
}

WeirProblem *
weir_live_problem_new_for_start (const WeirRunSettings *settings,
                                 const GError          *error)
{
  g_autofree char *reason = weir_live_problem_dup_reason (error->message);

  return weir_problem_new (weir_run_settings_has_tls (settings) ? "N312" : "N313",
                           NULL,
                           "tls_certificate_file",
                           "reason",
                           reason,
                           NULL);
}

/* Whether the kernel lets anybody bind to the address: it says so for any port,
 * also where the one wanted can't be had. */
static gboolean
is_of_this_computer (const char *host)
{
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocket)        socket = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_socket_address_new_from_string (host, 0);
  if (address == NULL)
    return FALSE;
  socket = g_socket_new (g_socket_address_get_family (address),
                         G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP,
                         NULL);
  return socket != NULL && g_socket_bind (socket, address, TRUE, NULL);
}

static WeirProblem *
new_for_port (const WeirRunSettings *settings)
{
  g_autofree char *port = g_strdup_printf ("%u", settings->port);
  g_autofree char *program = weir_port_owner_dup_name (settings->port);

  return weir_problem_new ("N304", NULL, "port", "port", port, "program", program, NULL);
}

WeirProblem *
weir_live_problem_new_for_listen (const WeirRunSettings *settings,
                                  const GError          *error)
{
  g_autofree char *reason = NULL;

  if (error == NULL)
    return weir_run_settings_has_lock (settings) ||
               weir_host_is_loopback (settings->host)
             ? NULL
             : weir_problem_new ("N309", NULL, "host", NULL);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    return new_for_port (settings);
  if (!is_of_this_computer (settings->host))
    return weir_problem_new ("N301", NULL, "host", "text", settings->host, NULL);
  reason = weir_live_problem_dup_reason (error->message);
  return weir_problem_new ("N311", NULL, "port", "reason", reason, NULL);
}
