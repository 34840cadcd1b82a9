/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-recording-test.h"

#include "testing/weir-flow-test-writer.h"
#include "testing/weir-flow-test.h"
#include "testing/weir-recording.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A recording is read twice: first for its servers, which have to be there before
 * the flow is, and for the connections the flow has with itself. */

/* How the address of a test's server is said to a client whose whole URL is a
 * variable. */
#define SERVER_URL "ws://127.0.0.1:${%s}%s"

typedef struct
{
  const char    *path;
  WeirDocument  *document; /* (nullable) */
  GPtrArray     *notes;
  WeirRecording *recording;

  WeirFlowTestWriter *writer;
  GHashTable         *locals;  /* local address → name of a server's peer */
  GHashTable         *servers; /* node → name of the peer that is served */
  GHashTable         *peers;   /* recorded peer → what the test calls it */
  gint64              last_us;
  gint64              longest_us; /* that nothing happened */
  char               *source;     /* (nullable): who did something last */
  gboolean            raced;      /* several did, and nothing came between */
  gboolean            grouped;    /* what comes now is in any order */
  guint               n_steps;
  guint               n_expected;
} Maker;

static void add_note (Maker *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_note (Maker *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Servers ---------------------------------------------------------------- */

/* Returns: (nullable): the URL of a client, as the flow has it */
static const char *
find_url (Maker *self, const char *node)
{
  WeirElement *element = self->document != NULL
                           ? weir_document_get_element (self->document, node)
                           : NULL;
  WeirValue   *path =
    element != NULL ? weir_element_get_member (element, "path") : NULL;

  return path != NULL && weir_value_get_kind (path) == WEIR_VALUE_KIND_STRING
           ? weir_value_get_string (path, NULL)
           : NULL;
}

/* Returns: (transfer full) (nullable): the group of the expression in @text */
static char *
find_variable (const char *expression, const char *text)
{
  g_autoptr (GRegex)     regex = g_regex_new (expression, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1)
                                                : NULL;
}

/* The path and query of a URL. */
static const char *
skip_to_path (const char *url)
{
  const char *authority = strstr (url, "://");
  const char *path =
    authority != NULL ? strchr (authority + strlen ("://"), '/') : NULL;

  return path != NULL ? path : "/";
}

/* The variable a server's port is known by. One whose whole URL is a variable
 * gets its URL from the test.
 *
 * Returns: (transfer full) (nullable) */
static char *
find_port (Maker *self, const WeirRecordingEvent *event)
{
  const char      *url = find_url (self, event->node);
  g_autofree char *whole = NULL;
  g_autofree char *value = NULL;
  char            *port;

  if (url == NULL)
    return NULL;
  port =
    find_variable ("^ws://(?:localhost|127\\.0\\.0\\.1):\\$\\{(\\w+)\\}", url);
  if (port != NULL)
    return port;
  whole = find_variable ("^\\$\\{(\\w+)\\}$", url);
  if (whole == NULL)
    return NULL;
  port = g_strconcat (whole, "_PORT", NULL);
  value = g_strdup_printf (SERVER_URL, port, skip_to_path (event->place));
  weir_flow_test_writer_set_env (self->writer, whole, value);
  return port;
}

static void
add_server (Maker *self, const WeirRecordingEvent *event)
{
  g_autofree char *port = NULL;
  g_autofree char *path = NULL;
  const char      *query;

  if (g_hash_table_contains (self->servers, event->node))
    return;
  port = find_port (self, event);
  if (port == NULL)
    {
      add_note (self,
                _ ("The server %s is left out: a test can serve only a client "
                   "whose URL has a variable for its port, such as "
                   "ws://localhost:${PORT_UP}/."),
                event->place);
      g_hash_table_insert (self->servers, g_strdup (event->node), NULL);
      return;
    }
  path = g_strdup (skip_to_path (event->place));
  query = strchr (path, '?');
  if (query != NULL)
    path[query - path] = '\0';
  weir_flow_test_writer_serve (self->writer, event->peer, path, port);
  g_hash_table_insert (self->servers,
                       g_strdup (event->node),
                       g_strdup (event->peer));
  self->n_steps++;
}

/* Whether the server is a listener of the flow's own. */
static gboolean
is_own_server (GHashTable *addresses, const WeirRecordingEvent *event)
{
  return event->local != NULL && g_hash_table_contains (addresses, event->local);
}

/* Finds the servers, and the clients that are the flow's own. */
static gboolean
find_servers (Maker *self, GError **error)
{
  g_autoptr (WeirRecording) recording = weir_recording_open (self->path, error);
  g_autoptr (GHashTable)    addresses =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) servers =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_recording_event_free);
  g_autoptr (GError)  cause = NULL;
  WeirRecordingEvent *event;

  while (recording != NULL &&
         (event = weir_recording_next (recording, &cause)) != NULL)
    {
      if (event->op == WEIR_RECORDING_OPEN && event->out)
        {
          if (event->local != NULL)
            g_hash_table_add (self->locals, g_strdup (event->local));
          g_ptr_array_add (servers, event);
          continue;
        }
      if (event->op == WEIR_RECORDING_OPEN && event->address != NULL)
        g_hash_table_add (addresses, g_strdup (event->address));
      weir_recording_event_free (event);
    }
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (recording != NULL)
    {
      for (guint i = 0; i < servers->len; i++)
        if (!is_own_server (addresses, servers->pdata[i]))
          add_server (self, servers->pdata[i]);
      return TRUE;
    }
  return FALSE;
}

/* Order ------------------------------------------------------------------ */

/* When several did something before anything came back, another time the flow
 * may hear of it in another order; then what comes has none. */

static void
did (Maker *self, const char *source)
{
  if (self->grouped)
    {
      weir_flow_test_writer_end_unordered (self->writer);
      g_clear_pointer (&self->source, g_free);
    }
  self->grouped = FALSE;
  self->raced = self->source != NULL &&
                (self->raced || !g_str_equal (self->source, source));
  g_free (self->source);
  self->source = g_strdup (source);
  self->n_steps++;
}

static void
came (Maker *self)
{
  if (self->raced)
    {
      weir_flow_test_writer_begin_unordered (self->writer);
      self->grouped = TRUE;
    }
  self->raced = FALSE;
  if (!self->grouped)
    g_clear_pointer (&self->source, g_free);
  self->n_steps++;
  self->n_expected++;
}

/* Steps ------------------------------------------------------------------ */

/* The path without what the run put in front of it. */
static const char *
skip_base (Maker *self, const char *path)
{
  const char *base = weir_recording_get_header (self->recording)->base;
  gsize       length = base != NULL ? strlen (base) : 0;

  while (length > 0 && base[length - 1] == '/')
    length--;
  return length > 0 && strncmp (path, base, length) == 0 ? path + length : path;
}

static void
add_open (Maker *self, const WeirRecordingEvent *event)
{
  const char *name;

  if (event->out)
    {
      name = g_hash_table_lookup (self->servers, event->node);
      if (name != NULL)
        g_hash_table_insert (self->peers, g_strdup (event->peer), g_strdup (name));
      return;
    }
  if (event->address != NULL &&
      g_hash_table_contains (self->locals, event->address))
    return;
  did (self, event->peer);
  weir_flow_test_writer_connect (self->writer,
                                 event->peer,
                                 skip_base (self, event->place),
                                 event->protocol);
  g_hash_table_insert (self->peers,
                       g_strdup (event->peer),
                       g_strdup (event->peer));
}

static void
add_message (Maker *self, const WeirRecordingEvent *event)
{
  const char *peer = g_hash_table_lookup (self->peers, event->peer);
  gboolean    text = event->op == WEIR_RECORDING_TEXT;

  if (peer == NULL)
    return;
  if (!event->out)
    {
      did (self, peer);
      weir_flow_test_writer_send (self->writer, peer, text, event->data);
      return;
    }
  came (self);
  weir_flow_test_writer_expect (self->writer, peer, text, event->data);
}

static void
add_close (Maker *self, const WeirRecordingEvent *event)
{
  const char *peer = g_hash_table_lookup (self->peers, event->peer);

  if (peer == NULL)
    return;
  if (!event->out)
    {
      did (self, peer);
      weir_flow_test_writer_close (self->writer, peer, event->code);
      return;
    }
  came (self);
  weir_flow_test_writer_expect_close (self->writer, peer, event->code);
}

/* A name is easier to read than an id, if only one node has it. */
static const char *
name_node (Maker *self, const char *id)
{
  const char *name = NULL;
  guint       count = 0;

  for (guint i = 0; self->document != NULL &&
                    i < weir_document_get_n_elements (self->document);
       i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      WeirValue   *member = weir_element_get_member (element, "name");

      if (g_strcmp0 (weir_element_get_id (element), id) == 0 && member != NULL &&
          weir_value_get_kind (member) == WEIR_VALUE_KIND_STRING)
        name = weir_value_get_string (member, NULL);
    }
  for (guint i = 0; name != NULL && *name != '\0' &&
                    i < weir_document_get_n_elements (self->document);
       i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      WeirValue   *member = weir_element_get_member (element, "name");

      count += member != NULL &&
               weir_value_get_kind (member) == WEIR_VALUE_KIND_STRING &&
               g_str_equal (weir_value_get_string (member, NULL), name);
    }
  return count == 1 ? name : id;
}

static void
add_inject (Maker *self, const WeirRecordingEvent *event)
{
  if (event->props != NULL)
    add_note (self,
              _ ("%s:%u: The button %s was pressed with properties of another "
                 "program; in the test it is pressed without."),
              self->path,
              event->line,
              event->node);
  did (self, event->node);
  weir_flow_test_writer_inject (self->writer,
                                name_node (self, event->node),
                                event->value);
}

static void
add_debug (Maker *self, const WeirRecordingEvent *event)
{
  came (self);
  weir_flow_test_writer_expect_debug (self->writer,
                                      name_node (self, event->node),
                                      event->property,
                                      event->value);
}

static void
add_event (Maker *self, const WeirRecordingEvent *event)
{
  self->longest_us = MAX (self->longest_us, event->time_us - self->last_us);
  self->last_us = event->time_us;
  switch (event->op)
    {
    case WEIR_RECORDING_OPEN:
      add_open (self, event);
      break;
    case WEIR_RECORDING_TEXT:
    case WEIR_RECORDING_BINARY:
      add_message (self, event);
      break;
    case WEIR_RECORDING_CLOSE:
      add_close (self, event);
      break;
    case WEIR_RECORDING_INJECT:
      add_inject (self, event);
      break;
    case WEIR_RECORDING_DEBUG:
      add_debug (self, event);
      break;
    case WEIR_RECORDING_STATUS:
    case WEIR_RECORDING_LOST:
    case WEIR_RECORDING_FULL:
    case WEIR_RECORDING_END:
      break;
    }
}

/* The whole ---------------------------------------------------------------- */

static gboolean
check (Maker *self, GError **error)
{
  const char *wrong = NULL;

  if (self->n_steps > WEIR_FLOW_TEST_MAX_STEPS)
    wrong = _ ("The recording has more events than a test may have steps.");
  else if (self->n_expected == 0)
    wrong = _ ("Nothing came back in this recording that a test could expect.");
  if (wrong == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", self->path, wrong);
  return FALSE;
}

static char *
make (Maker *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  double             silence;

  if (!find_servers (self, error))
    return NULL;
  self->recording = weir_recording_open (self->path, error);
  if (self->recording == NULL)
    return NULL;
  while (cause == NULL && self->n_steps <= WEIR_FLOW_TEST_MAX_STEPS)
    {
      g_autoptr (WeirRecordingEvent) event =
        weir_recording_next (self->recording, &cause);

      if (event == NULL)
        break;
      add_event (self, event);
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (!check (self, error))
    return NULL;
  for (guint i = 0; i < weir_recording_get_notes (self->recording)->len; i++)
    add_note (self,
              "%s",
              (char *)weir_recording_get_notes (self->recording)->pdata[i]);

  if (self->grouped)
    weir_flow_test_writer_end_unordered (self->writer);

  /* Something that came by itself takes as long again. */
  silence = ceil ((double)self->longest_us / G_USEC_PER_SEC);
  if (silence > 1)
    weir_flow_test_writer_set_timeout (self->writer,
                                       silence + WEIR_FLOW_TEST_TIMEOUT);
  return weir_flow_test_writer_dup_text (self->writer);
}

char *
weir_recording_make_test (const char   *path,
                          const char   *flow,
                          WeirDocument *document,
                          GPtrArray    *notes,
                          GError      **error)
{
  Maker self = {
    .path = path,
    .document = document,
    .notes = notes,
    .writer = weir_flow_test_writer_new (flow),
    .locals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .servers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .peers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };
  char *text = make (&self, error);

  g_clear_pointer (&self.recording, weir_recording_free);
  weir_flow_test_writer_free (self.writer);
  g_free (self.source);
  g_hash_table_unref (self.locals);
  g_hash_table_unref (self.servers);
  g_hash_table_unref (self.peers);
  return text;
}
