/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/weir-host.h"

#include "nodes/weir-node-table.h"
#include "runtime/weir-monitor.h"

#include <gio/gio.h>
#include <string.h>

#define HOME "http://a.example"
#define KEY  "dGhlIHNhbXBsZSBub25jZQ=="
#define PASS "\r\nAuthorization: Bearer s3cret"

typedef struct
{
  WeirHost *host;
  GString  *log; /* what the engine said, line by line */
  guint     watch_id;
} Fixture;

static void
records_cb (GPtrArray *records, guint64 dropped, gpointer data)
{
  Fixture *self = data;

  for (guint i = 0; i < records->len; i++)
    {
      const WeirRecord *record = records->pdata[i];

      if (record->kind == WEIR_RECORD_KIND_LOG)
        g_string_append_printf (self->log, "%s\n", record->text);
    }
}

static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\"},"
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/yes\"},"
  "{\"id\":\"i\",\"type\":\"websocket in\",\"z\":\"t\",\"server\":\"l\","
  "\"x\":1,\"y\":1,\"wires\":[]}]";

static void
fixture_init (Fixture *self, const char *origin)
{
  g_autoptr (WeirRegistry)    registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (GBytes)          bytes = g_bytes_new_static (flow, strlen (flow));
  g_autoptr (WeirDocument)    document = NULL;
  g_autoptr (GError)          error = NULL;
  char                       *origins[] = { (char *)origin, NULL };

  settings->port = 0;
  settings->max_clients = 1;
  settings->origins = origin != NULL ? g_strdupv (origins) : NULL;
  settings->token = g_strdup ("s3cret");
  settings->user = g_strdup ("ann");
  settings->password = g_strdup ("b");
  self->host =
    weir_host_new (registry, settings, g_main_context_default (), &error);
  g_assert_no_error (error);
  weir_host_listen (self->host, &error);
  g_assert_no_error (error);
  document = weir_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  weir_host_deploy (self->host, document, NULL, WEIR_DEPLOY_FULL);
  self->log = g_string_new (NULL);
  self->watch_id = weir_monitor_watch (weir_engine_get_monitor (
                                         weir_host_get_engine (self->host)),
                                       g_main_context_default (),
                                       0,
                                       records_cb,
                                       self);
}

static gboolean
stopped_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for (Fixture *self, const char *text)
{
  while (strstr (self->log->str, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
fixture_clear (Fixture *self)
{
  gboolean stopped = FALSE;

  weir_host_stop (self->host, stopped_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
  wait_for (self, "WebSockets opened: 1; turned away as too many: 1, ");
  weir_monitor_unwatch (weir_engine_get_monitor (
                          weir_host_get_engine (self->host)),
                        self->watch_id);
  g_assert_finalize_object (self->host);
  g_string_free (self->log, TRUE);
}

/* Asks for a WebSocket and keeps the connection. */
static GSocketConnection *
knock (Fixture *self, const char *path, const char *origin, const char *key)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  guint16                   port = weir_host_get_port (self->host);
  g_autoptr (GError)        error = NULL;
  GSocketConnection        *connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_autofree char *request = NULL;

  g_assert_no_error (error);
  request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\n"
                             "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Key: %s\r\n"
                             "Origin: %s\r\n\r\n",
                             path,
                             key,
                             origin);
  g_output_stream_write_all (g_io_stream_get_output_stream (
                               G_IO_STREAM (connection)),
                             request,
                             strlen (request),
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  return connection;
}

/* Whom it turned away is said, with the reason and a count. */
static void
test_reasons (void)
{
  static const struct
  {
    const char *path, *origin, *key;
    const char *says;
  } cases[] = {
    { "/no", HOME, KEY, "1 connection was turned away: no listener has" },
    { "/yes", "http://b.example", KEY PASS, "its origin is not allowed (1 so far)" },
    { "/yes", HOME, "short" PASS, "its handshake failed (1 so far)" },
    { "/yes", HOME, KEY "\r\nAuthorization: none", "its token is missing" },
    { "/yes", HOME, KEY "\r\nAuthorization: Basic YQ==", "its password is" },
  };
  g_autoptr (GSocketConnection) guest = NULL;
  g_autoptr (GSocketConnection) late = NULL;
  Fixture                       self;

  fixture_init (&self, HOME);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSocketConnection) connection =
        knock (&self, cases[i].path, cases[i].origin, cases[i].key);

      wait_for (&self, cases[i].says);
    }
  guest = knock (&self, "/yes", HOME, KEY PASS);
  late = knock (&self, "/yes", HOME, KEY PASS);
  wait_for (&self, "turned away: too many clients (1 so far)");
  fixture_clear (&self);
}

/* Where every page may connect, those of others are said. */
static void
test_foreign (void)
{
  g_autoptr (GSocketConnection) guest = NULL;
  g_autoptr (GSocketConnection) late = NULL;
  Fixture                       self;

  fixture_init (&self, NULL);
  guest = knock (&self, "/yes", HOME, KEY PASS);
  wait_for (&self, "was opened by a page of another site (1 so far)");
  late = knock (&self, "/yes", HOME, KEY PASS);
  wait_for (&self, "turned away: too many clients (1 so far)");
  fixture_clear (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/refusal-log/reasons", test_reasons);
  g_test_add_func ("/host/refusal-log/foreign", test_foreign);
  return g_test_run ();
}
