/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-connection-text.h"

#include <glib/gi18n-lib.h>

#define MINUTE_S 60
#define HOUR_S   3600
#define DAY_S    86400

char *
weir_duration_dup_text (gint64 duration_us)
{
  gint64 seconds = MAX (duration_us, 0) / G_USEC_PER_SEC;

  if (seconds < MINUTE_S)
    return g_strdup_printf (_ ("%d s"), (int)seconds);
  if (seconds < HOUR_S)
    return g_strdup_printf (_ ("%d min"), (int)(seconds / MINUTE_S));
  if (seconds < DAY_S)
    return g_strdup_printf (_ ("%d h"), (int)(seconds / HOUR_S));
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong)(seconds / DAY_S)),
    (int)MIN (seconds / DAY_S, G_MAXINT));
}

static char *
dup_next_try (WeirLiveConnection *connection, gint64 now_us)
{
  gint64 retry_us = weir_live_connection_get_retry_us (connection);

  if (retry_us > now_us)
    {
      /* Rounded up: never “in 0 s”. */
      g_autofree char *wait =
        weir_duration_dup_text (retry_us - now_us + G_USEC_PER_SEC - 1);

      return g_strdup_printf (_ ("trying again in %s"), wait);
    }
  return g_strdup (_ ("trying again"));
}

static char *
dup_retrying (WeirLiveConnection *connection, gint64 now_us)
{
  const char      *error = weir_live_connection_get_error (connection);
  g_autofree char *when = dup_next_try (connection, now_us);

  if (error == NULL || *error == '\0')
    return g_steal_pointer (&when);
  return g_strdup_printf ("%s — %s", when, error);
}

char *
weir_connection_dup_state (WeirLiveConnection *connection, gint64 now_us)
{
  g_autofree char *since = NULL;

  switch (weir_live_connection_get_state (connection))
    {
    case WEIR_LIVE_CONNECTION_OPEN:
      since = weir_duration_dup_text (
        now_us - weir_live_connection_get_since_us (connection));
      /* Translators: for how long, such as 3 min */
      return g_strdup_printf (_ ("connected %s"), since);
    case WEIR_LIVE_CONNECTION_CONNECTING:
      return g_strdup (_ ("connecting…"));
    case WEIR_LIVE_CONNECTION_RETRYING:
      return dup_retrying (connection, now_us);
    }
  g_return_val_if_reached (NULL);
}

char *
weir_connection_dup_head (WeirConnectionItem *head, gint64 now_us)
{
  guint               n = weir_connection_item_get_n_connections (head);
  WeirLiveConnection *first = weir_connection_item_get_first (head);

  if (!weir_connection_item_is_outgoing (head))
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'u client", "%'u clients", n),
      n);
  if (first == NULL)
    return g_strdup (_ ("not connected"));

  /* The reason stands in the row below. */
  if (weir_connection_item_is_expanded (head) &&
      weir_live_connection_get_state (first) == WEIR_LIVE_CONNECTION_RETRYING)
    return dup_next_try (first, now_us);
  return weir_connection_dup_state (first, now_us);
}

char *
weir_connection_dup_counts (WeirLiveConnection *connection)
{
  const WeirLiveCounts *counts = weir_live_connection_get_counts (connection);
  g_autofree char      *in = g_format_size (counts->bytes_in);
  g_autofree char      *out = g_format_size (counts->bytes_out);
  g_autofree char      *queued = NULL;
  GString              *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "↓ %" G_GUINT64_FORMAT " (%s)  ↑ %" G_GUINT64_FORMAT
                          " (%s)",
                          counts->messages_in,
                          in,
                          counts->messages_out,
                          out);
  if (counts->queued_bytes > 0)
    {
      queued = g_format_size (counts->queued_bytes);
      g_string_append (text, " · ");
      /* Translators: a size, such as 3.2 kB, that waits to be sent */
      g_string_append_printf (text, _ ("%s waiting"), queued);
    }
  if (counts->dropped > 0)
    {
      g_string_append (text, " · ");
      /* Translators: messages that were not sent */
      g_string_append_printf (text,
                              /* Translators: how many messages */
                              _ ("%u dropped"),
                              (guint)MIN (counts->dropped, G_MAXUINT));
    }
  return g_string_free (text, FALSE);
}

char *
weir_connection_dup_more (WeirLiveConnection *connection)
{
  const char *protocol = weir_live_connection_get_protocol (connection);
  const char *origin = weir_live_connection_get_origin (connection);

  if (protocol != NULL && *protocol == '\0')
    protocol = NULL;
  if (origin != NULL && *origin == '\0')
    origin = NULL;
  if (protocol != NULL && origin != NULL)
    /* Translators: the subprotocol a client chose, and the origin of the page it runs
     * in */
    return g_strdup_printf (_ ("%s from %s"), protocol, origin);
  if (origin != NULL)
    /* Translators: the origin of the page a client runs in */
    return g_strdup_printf (_ ("from %s"), origin);
  return g_strdup (protocol);
}

WeirQueueState
weir_connection_get_queue (WeirLiveConnection *connection,
                           guint64             max_bytes,
                           double             *fraction)
{
  guint64 queued = weir_live_connection_get_counts (connection)->queued_bytes;

  *fraction = max_bytes > 0 ? MIN ((double)queued / (double)max_bytes, 1.0) : 1;
  if (queued == 0)
    return WEIR_QUEUE_EMPTY;
  if (queued >= max_bytes)
    return WEIR_QUEUE_FULL;
  return queued > WEIR_QUEUE_WARNING_BYTES ? WEIR_QUEUE_LONG : WEIR_QUEUE_SOME;
}
