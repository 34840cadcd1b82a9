/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-gtk.h"

#include "editor/panels/weir-connection-messages.h"
#include "editor/panels/weir-connection-panel.h"
#include "editor/panels/weir-connection-row.h"
#include "editor/panels/weir-flow-test-draft.h"
#include "editor/panels/weir-send-dialog.h"
#include "editor/weir-resources.h"
#include "nodes/weir-node-table.h"
#include "testing/weir-flow-test.h"

#include <libsoup/soup.h>

/* The connections of flows that really run, with clients of their own. */

typedef struct
{
  WeirSession *session;
  GtkWidget   *panel; /* borrowed */
  GtkWindow   *window;
  SoupSession *soup;
  GString     *received;
  char        *client; /* as last asked for */
  char        *told;   /* the last toast */
} Fixture;

#define LISTENER                                                             \
  "{\"id\":\"t\",\"type\":\"tab\"},"                                         \
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/ws/echo\"},"    \
  "{\"id\":\"in\",\"type\":\"websocket in\",\"z\":\"t\",\"server\":\"l\","   \
  "\"x\":1,\"y\":1,\"wires\":[[\"out\"]]},"                                  \
  "{\"id\":\"out\",\"type\":\"websocket out\",\"z\":\"t\",\"server\":\"l\"," \
  "\"x\":1,\"y\":1,\"wires\":[]}"
/* Port 1 of this computer refuses. */
#define CLIENT                                                              \
  "{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":"                   \
  "\"ws://127.0.0.1:1/ws\"},"                                               \
  "{\"id\":\"cin\",\"type\":\"websocket in\",\"z\":\"t\",\"client\":\"c\"," \
  "\"x\":1,\"y\":1,\"wires\":[[]]}"

static void
message_cb (Fixture *fixture, gint type, GBytes *message)
{
  g_string_append_len (fixture->received,
                       g_bytes_get_data (message, NULL),
                       (gssize)g_bytes_get_size (message));
}

static void
told_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->told);
  fixture->told = g_strdup (text);
}

static void
client_cb (Fixture *fixture, const char *client)
{
  g_free (fixture->client);
  fixture->client = g_strdup (client);
}

static void
open_session (Fixture *fixture, const char *flow, int width)
{
  g_autoptr (GBytes)       bytes = g_bytes_new (flow, strlen (flow));
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  WeirRunSettings         *settings = weir_run_settings_new ();

  g_assert_no_error (error);
  settings->port = 0;
  fixture->received = g_string_new (NULL);
  fixture->session = weir_session_new (registry, document);
  weir_session_set_run_settings (fixture->session, settings);
  g_signal_connect_data (fixture->session,
                         "message",
                         G_CALLBACK (told_cb),
                         fixture,
                         NULL,
                         G_CONNECT_SWAPPED);
  g_signal_connect_data (fixture->session,
                         "show-client",
                         G_CALLBACK (client_cb),
                         fixture,
                         NULL,
                         G_CONNECT_SWAPPED);
  fixture->panel = weir_connection_panel_new (fixture->session);
  fixture->window = weir_test_show (fixture->panel, width, 500);
}

static WeirLive *
get_live (Fixture *fixture)
{
  return weir_session_get_live (fixture->session);
}

static void
close_session (Fixture *fixture)
{
  weir_session_stop (fixture->session);
  weir_test_wait_for (weir_live_get_state (get_live (fixture)) ==
                      WEIR_LIVE_STOPPED);
  gtk_window_destroy (fixture->window);
  weir_test_settle ();
  g_assert_finalize_object (fixture->session);
  g_clear_object (&fixture->soup);
  g_string_free (fixture->received, TRUE);
  g_free (fixture->client);
  g_free (fixture->told);
}

static gboolean
shows_page (Fixture *fixture, const char *title)
{
  GtkWidget *page = weir_test_find (fixture->panel, ADW_TYPE_STATUS_PAGE, title);

  return page != NULL && gtk_widget_get_mapped (page);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  GtkWidget *label = weir_test_find (fixture->panel, GTK_TYPE_LABEL, text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
run (Fixture *fixture)
{
  weir_session_run (fixture->session);
  weir_test_wait_for (weir_live_get_state (get_live (fixture)) ==
                      WEIR_LIVE_RUNNING);
}

static void
connected_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  SoupWebsocketConnection **connection = data;
  g_autoptr (GError)        error = NULL;

  *connection =
    soup_session_websocket_connect_finish (SOUP_SESSION (session), result, &error);
  g_assert_no_error (error);
}

static SoupWebsocketConnection *
connect_client (Fixture *fixture)
{
  g_autofree char *url =
    g_strconcat (weir_live_get_url (get_live (fixture)), "/ws/echo", NULL);
  g_autoptr (SoupMessage)  message = soup_message_new ("GET", url);
  SoupWebsocketConnection *connection = NULL;
  char                    *protocols[] = { (char *)"chat", NULL };

  if (fixture->soup == NULL)
    fixture->soup = soup_session_new ();
  soup_session_websocket_connect_async (fixture->soup,
                                        message,
                                        "http://localhost:3000",
                                        protocols,
                                        G_PRIORITY_DEFAULT,
                                        NULL,
                                        connected_cb,
                                        &connection);
  weir_test_wait_for (connection != NULL);
  g_signal_connect_data (connection,
                         "message",
                         G_CALLBACK (message_cb),
                         fixture,
                         NULL,
                         G_CONNECT_SWAPPED);
  return connection;
}

/* Returns: the first client of a listener */
static WeirLiveConnection *
dup_incoming (Fixture *fixture)
{
  GListModel *connections = weir_live_get_connections (get_live (fixture));
  guint       position = 0;

  weir_test_wait_for (g_list_model_get_n_items (connections) > 0);
  for (;;)
    {
      g_autoptr (WeirLiveConnection) connection =
        g_list_model_get_item (connections, position++);

      g_assert_nonnull (connection);
      if (!weir_live_connection_is_outgoing (connection))
        return g_steal_pointer (&connection);
    }
}

static void
activate (Fixture *fixture, const char *action, WeirLiveConnection *connection)
{
  g_assert_true (
    gtk_widget_activate_action (fixture->panel,
                                action,
                                "s",
                                weir_live_connection_get_id (connection)));
}

static void
test_empty (void)
{
  Fixture fixture = { NULL };

  open_session (&fixture, "[" LISTENER "]", 300);
  g_assert_true (shows_page (&fixture, "Not Running"));
  g_assert_true (shows (&fixture, "This computer only"));
  weir_test_activate (weir_test_get (fixture.panel, GTK_TYPE_BUTTON, "_Run"));
  weir_test_wait_for (shows_page (&fixture, "No Clients"));
  g_assert_true (g_str_has_suffix (
    adw_status_page_get_description (ADW_STATUS_PAGE (
      weir_test_get (fixture.panel, ADW_TYPE_STATUS_PAGE, "No Clients"))),
    "/ws/echo"));
  weir_session_stop (fixture.session);
  weir_test_wait_for (shows_page (&fixture, "Not Running"));
  close_session (&fixture);
  fixture = (Fixture){ NULL };
  open_session (&fixture, "[{\"id\":\"t\",\"type\":\"tab\"}]", 300);
  run (&fixture);
  weir_test_wait_for (shows_page (&fixture, "No Connections"));
  close_session (&fixture);
}

static void
test_client (void)
{
  Fixture                             fixture = { NULL };
  g_autoptr (SoupWebsocketConnection) client = NULL;
  g_autoptr (WeirLiveConnection)      connection = NULL;
  GtkWidget                          *dialog;

  open_session (&fixture, "[" LISTENER "]", 300);
  run (&fixture);
  client = connect_client (&fixture);
  connection = dup_incoming (&fixture);
  weir_test_wait_for (shows (&fixture, "/ws/echo") &&
                      shows (&fixture, "1 client"));
  weir_test_wait_for (
    shows (&fixture, weir_live_connection_get_peer (connection)));
  weir_test_wait_for (shows (&fixture, "chat from http://localhost:3000"));
  soup_websocket_connection_send_text (client, "hello");
  weir_test_wait_for (g_str_equal (fixture.received->str, "hello"));
  weir_test_wait_for (shows (&fixture, "↓ 1 (5 bytes)  ↑ 1 (5 bytes)"));

  activate (&fixture, "connections.filter", connection);
  g_assert_cmpstr (fixture.client,
                   ==,
                   weir_live_connection_get_session (connection));

  activate (&fixture, "connections.send", connection);
  dialog = GTK_WIDGET (weir_test_find_window (WEIR_TYPE_SEND_DIALOG));
  g_assert_nonnull (dialog);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (
                              weir_test_get (dialog, GTK_TYPE_TEXT_VIEW, NULL))),
                            ", world",
                            -1);
  weir_test_activate (weir_test_get (dialog, GTK_TYPE_BUTTON, "_Send"));
  weir_test_wait_for (g_str_equal (fixture.received->str, "hello, world"));
  weir_test_get (dialog, GTK_TYPE_LABEL, "Sent 7 bytes");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (
                                weir_test_get (dialog, GTK_TYPE_DROP_DOWN, NULL)),
                              1);
  g_assert_false (
    gtk_widget_get_sensitive (weir_test_get (dialog, GTK_TYPE_BUTTON, "_Send")));
  gtk_window_destroy (GTK_WINDOW (dialog));

  activate (&fixture, "connections.disconnect", connection);
  g_assert_true (g_str_has_prefix (fixture.told, "Disconnected "));
  weir_test_wait_for (soup_websocket_connection_get_state (client) ==
                      SOUP_WEBSOCKET_STATE_CLOSED);
  weir_test_wait_for (shows_page (&fixture, "No Clients"));
  close_session (&fixture);
}

/* What is asked of the window's tests. */
static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GVariant **asked = data;

  g_clear_pointer (asked, g_variant_unref);
  *asked = g_variant_ref (parameter);
}

static void
catch_tests (Fixture *fixture, GVariant **asked)
{
  const GActionEntry entries[] = {
    { .name = "create-test", .activate = note_cb, .parameter_type = "s" },
    { .name = "add-test-exchange", .activate = note_cb, .parameter_type = "(sss)" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   asked);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window),
                                  "win",
                                  G_ACTION_GROUP (group));
}

static void
assert_makes_test (const char *steps)
{
  g_autofree char      *text = weir_flow_test_draft_create ("echo.json", steps);
  g_autoptr (GBytes)    bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (WeirFlowTest) test =
    weir_flow_test_new_from_bytes ("x.test.json", bytes, &problems);

  g_assert_nonnull (test);
  g_assert_cmpuint (weir_flow_test_get_steps (test)->len, ==, 3);
}

/* The messages of a connection, and tests made of them. */
static void
test_messages (void)
{
  Fixture                             fixture = { NULL };
  g_autoptr (SoupWebsocketConnection) client = NULL;
  g_autoptr (WeirLiveConnection)      connection = NULL;
  g_autoptr (GVariant)                asked = NULL;
  g_autoptr (GFile)                   file = g_file_new_for_path ("/echo.json");
  GtkWidget                          *messages;
  const char                         *peer;
  const char                         *all;
  const char                         *last;

  open_session (&fixture, "[" LISTENER "]", 300);
  catch_tests (&fixture, &asked);
  weir_session_set_file (fixture.session, file, NULL);
  run (&fixture);
  client = connect_client (&fixture);
  connection = dup_incoming (&fixture);
  activate (&fixture, "connections.messages", connection);
  messages = weir_test_get (fixture.panel, WEIR_TYPE_CONNECTION_MESSAGES, NULL);
  weir_test_wait_for (shows (&fixture, "Connected"));
  soup_websocket_connection_send_text (client, "hello");
  weir_test_wait_for (shows (&fixture, "\"hello\""));
  weir_test_save_picture (GTK_WIDGET (fixture.window), "messages");

  weir_test_activate (
    weir_test_get (messages, GTK_TYPE_BUTTON, "New Test from These Messages"));
  assert_makes_test (g_variant_get_string (asked, NULL));

  weir_test_activate (
    weir_test_get (messages, GTK_TYPE_BUTTON, "Expect This in a Test"));
  g_variant_get (asked, "(&s&s&s)", &peer, &all, &last);
  g_assert_cmpstr (peer, ==, "client1");
  g_assert_true (g_str_has_prefix (all, "{ \"connect\": \"client1\""));
  g_assert_cmpstr (last,
                   ==,
                   "{ \"send\": \"hello\", \"from\": \"client1\" },\n"
                   "    { \"expect\": \"hello\", \"to\": \"client1\" }");

  gtk_widget_activate_action (messages, "messages.hide", NULL);
  g_assert_false (gtk_widget_get_visible (messages));
  gtk_widget_insert_action_group (GTK_WIDGET (fixture.window), "win", NULL);
  close_session (&fixture);
}

static void
test_disconnect_all (void)
{
  Fixture                             fixture = { NULL };
  g_autoptr (SoupWebsocketConnection) first = NULL;
  g_autoptr (SoupWebsocketConnection) second = NULL;

  open_session (&fixture, "[" LISTENER "]", 300);
  run (&fixture);
  first = connect_client (&fixture);
  second = connect_client (&fixture);
  weir_test_wait_for (shows (&fixture, "2 clients"));
  gtk_widget_activate_action (fixture.panel, "connections.disconnect-all", NULL);
  weir_test_wait_for (
    soup_websocket_connection_get_state (first) == SOUP_WEBSOCKET_STATE_CLOSED &&
    soup_websocket_connection_get_state (second) == SOUP_WEBSOCKET_STATE_CLOSED);
  g_assert_cmpstr (fixture.told, ==, "Disconnected 2 clients");
  close_session (&fixture);
}

/* A server that refuses is trouble: the badge counts it. */
static void
test_server (void)
{
  Fixture fixture = { NULL };
  guint   badge = 0;

  open_session (&fixture, "[" LISTENER "," CLIENT "]", 300);
  run (&fixture);
  weir_test_wait_for (shows (&fixture, "ws://127.0.0.1:1/ws") &&
                      shows (&fixture, "0 clients"));
  while (badge != 1)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture.panel, "badge", &badge, NULL);
    }
  weir_session_stop (fixture.session);
  weir_test_wait_for (shows_page (&fixture, "Not Running"));
  g_object_get (fixture.panel, "badge", &badge, NULL);
  g_assert_cmpuint (badge, ==, 0);
  close_session (&fixture);
}

/* The row of a server that is waited for has a button that ends the wait. */
static void
test_try_now (void)
{
  Fixture                        fixture = { NULL };
  WeirRunSettings               *settings;
  GtkWidget                     *button;
  GListModel                    *connections;
  g_autoptr (WeirLiveConnection) connection = NULL;
  gint64                         before;

  open_session (&fixture, "[" LISTENER "," CLIENT "]", 300);
  settings = weir_run_settings_new ();
  settings->port = 0;
  settings->reconnect_ms = 3600 * 1000;
  weir_session_set_run_settings (fixture.session, settings);
  run (&fixture);
  weir_test_wait_for (
    weir_test_find (fixture.panel, GTK_TYPE_BUTTON, "Try Now") != NULL);
  button = weir_test_get (fixture.panel, GTK_TYPE_BUTTON, "Try Now");
  connections = weir_live_get_connections (get_live (&fixture));
  connection = g_list_model_get_item (connections, 0);
  before = weir_live_connection_get_retry_us (connection);
  g_signal_emit_by_name (button, "clicked");

  /* Refused again, it has another hour to wait from now on. */
  weir_test_wait_for (weir_live_connection_get_retry_us (connection) > before);
  g_assert_null (fixture.told);
  close_session (&fixture);
}

static void
take_pictures (Fixture *fixture, const char *suffix)
{
  GtkWidget       *window = GTK_WIDGET (fixture->window);
  g_autofree char *stopped = g_strconcat ("connections-stopped-", suffix, NULL);
  g_autofree char *list = g_strconcat ("connections-list-", suffix, NULL);
  g_autofree char *send = g_strconcat ("connections-send-", suffix, NULL);
  g_autoptr (SoupWebsocketConnection) client = NULL;
  g_autoptr (WeirLiveConnection)      connection = NULL;
  GtkWidget                          *dialog;

  weir_test_save_picture (window, stopped);
  run (fixture);
  client = connect_client (fixture);
  soup_websocket_connection_send_text (client, "hello");
  weir_test_wait_for (shows (fixture, "1 client"));
  weir_test_wait_for (shows (fixture, "↓ 1 (5 bytes)  ↑ 1 (5 bytes)"));
  weir_test_save_picture (window, list);
  connection = dup_incoming (fixture);
  activate (fixture, "connections.send", connection);
  dialog = GTK_WIDGET (weir_test_find_window (WEIR_TYPE_SEND_DIALOG));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (
                                weir_test_get (dialog, GTK_TYPE_DROP_DOWN, NULL)),
                              1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (
                              weir_test_get (dialog, GTK_TYPE_TEXT_VIEW, NULL))),
                            "{\"a\": }",
                            -1);
  weir_test_save_picture (dialog, send);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_pictures (void)
{
  static const int widths[] = { 280, 720 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (widths); i++)
    {
      Fixture          fixture = { NULL };
      gboolean         dark = i % 2 == 1;
      g_autofree char *suffix =
        g_strdup_printf ("%d-%s", widths[i / 2], dark ? "dark" : "light");

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                               : ADW_COLOR_SCHEME_FORCE_LIGHT);
      open_session (&fixture, "[" LISTENER "," CLIENT "]", widths[i / 2]);
      g_assert_cmpint (gtk_widget_get_width (fixture.panel), <=, widths[i / 2]);
      take_pictures (&fixture, suffix);
      g_assert_cmpint (gtk_widget_get_width (fixture.panel), <=, widths[i / 2]);
      close_session (&fixture);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkCssProvider) css = NULL;

  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/io/github/weirflow/Weir/style.css");
  gtk_style_context_add_provider_for_display (
    gdk_display_get_default (),
    GTK_STYLE_PROVIDER (css),
    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (
                                      gdk_display_get_default ()),
                                    "/io/github/weirflow/Weir/icons");
  g_test_add_func ("/editor/connection-panel/empty", test_empty);
  g_test_add_func ("/editor/connection-panel/client", test_client);
  g_test_add_func ("/editor/connection-panel/disconnect-all",
                   test_disconnect_all);
  g_test_add_func ("/editor/connection-panel/messages", test_messages);
  g_test_add_func ("/editor/connection-panel/server", test_server);
  g_test_add_func ("/editor/connection-panel/try-now", test_try_now);
  g_test_add_func ("/editor/connection-panel/pictures", test_pictures);
  return g_test_run ();
}
