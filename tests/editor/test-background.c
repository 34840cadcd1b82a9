/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/weir-application.h"
#include "editor/weir-background.h"
#include "editor/window/weir-window.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <libsoup/soup.h>
#include <string.h>

/* A run that goes on without its window, and the portal that a sandbox asks
 * for it: here one of our own, on the test's bus. */

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

typedef struct
{
  GDBusConnection *bus;
  guint            object_id;
  guint            name_id;
  gboolean         is_owned;

  /* how it answers */
  guint32  response;
  gboolean background;

  /* what it was told */
  char *reason;
  char *status;
} Portal;

static const char description[] =
  "<node><interface name='org.freedesktop.portal.Background'>"
  "<method name='RequestBackground'><arg type='s' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  "<method name='SetStatus'><arg type='a{sv}' direction='in'/></method>"
  "</interface></node>";

static void
answer_request (Portal *portal, const char *sender, const char *token)
{
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *path =
    g_strdup_printf (PORTAL_PATH "/request/%s/%s", name, token);
  g_autoptr (GError) error = NULL;
  GVariantBuilder    results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results,
                         "{sv}",
                         "background",
                         g_variant_new_boolean (portal->background));
  g_dbus_connection_emit_signal (portal->bus,
                                 sender,
                                 path,
                                 "org.freedesktop.portal.Request",
                                 "Response",
                                 g_variant_new ("(ua{sv})",
                                                portal->response,
                                                &results),
                                 &error);
  g_assert_no_error (error);
}

static void
method_cb (GDBusConnection       *bus,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Portal              *portal = user_data;
  g_autoptr (GVariant) options = NULL;
  const char          *token;

  if (g_str_equal (method, "SetStatus"))
    {
      g_variant_get (parameters, "(@a{sv})", &options);
      g_free (portal->status);
      g_assert_true (g_variant_lookup (options, "message", "s", &portal->status));
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  options = g_variant_get_child_value (parameters, 1);
  g_free (portal->reason);
  g_assert_true (g_variant_lookup (options, "reason", "s", &portal->reason));
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_dbus_method_invocation_return_value (invocation,
                                         g_variant_new ("(o)",
                                                        PORTAL_PATH
                                                        "/request/other"));
  answer_request (portal, sender, token);
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Portal *)user_data)->is_owned = TRUE;
}

/* The sandbox is that of the tests: GTK knows the same variable. */
static Portal *
portal_new (guint32 response, gboolean background)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  Portal                           *portal = g_new0 (Portal, 1);
  g_autoptr (GDBusNodeInfo)         node = NULL;
  g_autoptr (GError)                error = NULL;

  portal->response = response;
  portal->background = background;
  portal->bus = g_dbus_connection_new_for_address_sync (
    g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
      G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL,
    NULL,
    &error);
  g_assert_no_error (error);
  node = g_dbus_node_info_new_for_xml (description, &error);
  g_assert_no_error (error);
  portal->object_id = g_dbus_connection_register_object (portal->bus,
                                                         PORTAL_PATH,
                                                         node->interfaces[0],
                                                         &vtable,
                                                         portal,
                                                         NULL,
                                                         &error);
  g_assert_no_error (error);
  portal->name_id = g_bus_own_name_on_connection (portal->bus,
                                                  PORTAL_NAME,
                                                  G_BUS_NAME_OWNER_FLAGS_NONE,
                                                  owned_cb,
                                                  NULL,
                                                  portal,
                                                  NULL);
  weir_test_wait_for (portal->is_owned);
  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  return portal;
}

static void
portal_free (Portal *portal)
{
  g_unsetenv ("GTK_USE_PORTAL");
  g_bus_unown_name (portal->name_id);
  g_dbus_connection_unregister_object (portal->bus, portal->object_id);
  g_dbus_connection_close_sync (portal->bus, NULL, NULL);
  g_object_unref (portal->bus);
  g_free (portal->reason);
  g_free (portal->status);
  g_free (portal);
}

/* The portal's client ------------------------------------------------------ */

typedef struct
{
  guint    n_answers;
  gboolean allowed;
} Answer;

static void
allowed_cb (gboolean allowed, gpointer user_data)
{
  Answer *answer = user_data;

  answer->n_answers++;
  answer->allowed = allowed;
}

static GDBusConnection *
get_bus (void)
{
  return g_application_get_dbus_connection (g_application_get_default ());
}

static void
test_answers (void)
{
  static const struct
  {
    guint32  response;
    gboolean background;
    gboolean allowed;
  } cases[] = {
    { 0, TRUE, TRUE },
    { 0, FALSE, FALSE },
    { 1, TRUE, FALSE },
    { 2, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Portal *portal = portal_new (cases[i].response, cases[i].background);
      Answer  answer = { 0 };

      weir_background_request (get_bus (), "why", allowed_cb, &answer);
      weir_test_wait_for (answer.n_answers > 0);
      weir_test_settle ();
      g_assert_cmpuint (answer.n_answers, ==, 1);
      g_assert_cmpint (answer.allowed, ==, cases[i].allowed);
      g_assert_cmpstr (portal->reason, ==, "why");
      portal_free (portal);
    }
}

/* Outside of a sandbox nobody is asked; where there is no portal nobody
 * objects. */
static void
test_nobody_to_ask (void)
{
  Answer answer = { 0 };

  weir_background_request (get_bus (), "why", allowed_cb, &answer);
  g_assert_cmpuint (answer.n_answers, ==, 0);
  weir_test_wait_for (answer.n_answers > 0);
  g_assert_true (answer.allowed);

  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  answer = (Answer){ 0 };
  weir_background_request (get_bus (), "why", allowed_cb, &answer);
  weir_test_wait_for (answer.n_answers > 0);
  g_assert_true (answer.allowed);
  g_unsetenv ("GTK_USE_PORTAL");
}

static void
test_status (void)
{
  Portal          *portal = portal_new (0, TRUE);
  g_autofree char *text = g_strnfill (WEIR_BACKGROUND_MAX_STATUS + 20, 'x');

  weir_background_set_status (get_bus (), text);
  weir_test_wait_for (portal->status != NULL);
  g_assert_cmpuint (strlen (portal->status), ==, WEIR_BACKGROUND_MAX_STATUS);
  portal_free (portal);
}

/* The window ---------------------------------------------------------------- */

/* A client of the listener that runs there. */
static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SoupWebsocketConnection **client = user_data;
  g_autoptr (GError)        error = NULL;

  *client =
    soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static SoupWebsocketConnection *
connect_client (WeirLive *live)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GUri)        uri =
    g_uri_parse (weir_live_get_url (live), G_URI_FLAGS_NONE, NULL);
  g_autofree char *address =
    g_strdup_printf ("ws://127.0.0.1:%d/ws/echo", g_uri_get_port (uri));
  SoupWebsocketConnection *client = NULL;

  message = soup_message_new (SOUP_METHOD_GET, address);
  soup_session_websocket_connect_async (session,
                                        message,
                                        NULL,
                                        NULL,
                                        G_PRIORITY_DEFAULT,
                                        NULL,
                                        connected_cb,
                                        &client);
  weir_test_wait_for (client != NULL);
  return client;
}

typedef struct
{
  WeirWindow              *window; /* weak */
  WeirLive                *live;
  SoupWebsocketConnection *client;
} Run;

static Run *
run_example (void)
{
  WeirApplication *application = WEIR_APPLICATION (g_application_get_default ());
  Run             *run = g_new0 (Run, 1);
  WeirRunSettings *settings = weir_run_settings_new ();
  WeirSession     *session;

  run->window = weir_window_new (application);
  g_object_add_weak_pointer (G_OBJECT (run->window), (gpointer *)&run->window);
  weir_test_present (GTK_WINDOW (run->window));
  g_action_group_activate_action (G_ACTION_GROUP (run->window),
                                  "open-example",
                                  g_variant_new_string ("echo"));
  session = weir_window_get_session (run->window);
  settings->port = 0;
  weir_session_set_run_settings (session, settings);
  g_action_group_activate_action (G_ACTION_GROUP (run->window), "run", NULL);
  run->live = g_object_ref (weir_session_get_live (session));
  weir_test_wait_for (weir_live_get_url (run->live) != NULL);
  run->client = connect_client (run->live);
  weir_test_wait_for (weir_live_get_n_clients (run->live) > 0);
  return run;
}

/* The window has gone, or is made to. */
static void
run_free (Run *run)
{
  if (run->window != NULL)
    gtk_window_destroy (GTK_WINDOW (run->window));
  weir_test_wait_for (run->window == NULL);
  g_object_unref (run->client);
  g_object_unref (run->live);
  g_free (run);
}

static void
close_and_answer (WeirWindow *window, const char *label)
{
  GtkWidget *button;

  gtk_window_close (GTK_WINDOW (window));
  weir_test_wait_for ((button = weir_test_find_button (label)) != NULL);
  g_assert_nonnull (weir_test_find_button ("_Cancel"));
  weir_test_save_picture (GTK_WIDGET (gtk_widget_get_root (button)),
                          "background");
  weir_test_activate (button);
}

static gboolean
is_shown (Run *run)
{
  return gtk_widget_get_visible (GTK_WIDGET (run->window));
}

static void
activate (Run *run, const char *action)
{
  guint id = gtk_application_window_get_id (GTK_APPLICATION_WINDOW (run->window));

  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()),
                                  action,
                                  g_variant_new_uint32 (id));
}

/* Closed, called back, closed again, stopped from outside: then it is gone. */
static void
test_window (void)
{
  Run *run = run_example ();

  close_and_answer (run->window, "_Keep Running in Background");
  weir_test_wait_for (!is_shown (run));
  g_assert_true (weir_window_is_in_background (run->window));
  g_assert_cmpuint (weir_live_get_n_clients (run->live), >, 0);
  g_assert_cmpint (weir_live_get_state (run->live), ==, WEIR_LIVE_RUNNING);

  g_application_activate (g_application_get_default ());
  weir_test_wait_for (is_shown (run));
  g_assert_false (weir_window_is_in_background (run->window));
  g_assert_cmpint (weir_live_get_state (run->live), ==, WEIR_LIVE_RUNNING);

  close_and_answer (run->window, "_Keep Running in Background");
  weir_test_wait_for (!is_shown (run));
  activate (run, "show-window");
  weir_test_wait_for (is_shown (run));

  close_and_answer (run->window, "_Keep Running in Background");
  weir_test_wait_for (!is_shown (run));
  activate (run, "stop-run");
  weir_test_wait_for (run->window == NULL);
  run_free (run);
}

/* Quitting asks for the run that nobody sees. */
static void
test_quit (void)
{
  Run *run = run_example ();

  close_and_answer (run->window, "_Keep Running in Background");
  weir_test_wait_for (!is_shown (run));
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()),
                                  "quit",
                                  NULL);
  weir_test_wait_for (weir_test_find_button ("_Stop and Close") != NULL);
  g_assert_true (is_shown (run));
  weir_test_activate (weir_test_find_button ("_Stop and Close"));
  weir_test_wait_for (run->window == NULL);
  run_free (run);
}

static void
test_portal (void)
{
  Run    *run = run_example ();
  Portal *portal = portal_new (0, TRUE);

  close_and_answer (run->window, "_Keep Running in Background");
  weir_test_wait_for (!is_shown (run));
  g_assert_nonnull (strstr (portal->reason, "keeps running"));
  weir_test_wait_for (portal->status != NULL);
  g_assert_true (g_str_has_prefix (portal->status, "Runs “"));
  gtk_window_present (GTK_WINDOW (run->window));
  weir_test_wait_for (g_str_equal (portal->status, ""));
  portal_free (portal);
  run_free (run);
}

/* A desktop that says no: the window stays, the run too. */
static void
test_denied (void)
{
  Run    *run = run_example ();
  Portal *portal = portal_new (0, FALSE);

  close_and_answer (run->window, "_Keep Running in Background");
  weir_test_wait_for (portal->reason != NULL);
  weir_test_settle ();
  g_assert_true (is_shown (run));
  g_assert_false (weir_window_is_in_background (run->window));
  g_assert_cmpint (weir_live_get_state (run->live), ==, WEIR_LIVE_RUNNING);
  portal_free (portal);
  run_free (run);
}

static void
test_stopped (void)
{
  Run *run = run_example ();

  close_and_answer (run->window, "_Stop and Close");
  weir_test_wait_for (run->window == NULL);
  run_free (run);
}

/* Notifications ------------------------------------------------------------- */

/* A desktop that shows them, where GApplication sends its own. */
typedef struct
{
  guint    object_id;
  guint    name_id;
  gboolean is_owned;
  char    *added; /* printed */
  guint    n_removed;
} Desktop;

/* GApplication looks for it once. */
static Desktop desktop;

static const char notifications[] =
  "<node><interface name='org.gtk.Notifications'>"
  "<method name='AddNotification'><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/></method>"
  "<method name='RemoveNotification'><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/></method></interface></node>";

static void
notification_cb (GDBusConnection       *bus,
                 const char            *sender,
                 const char            *path,
                 const char            *interface,
                 const char            *method,
                 GVariant              *parameters,
                 GDBusMethodInvocation *invocation,
                 gpointer               user_data)
{
  if (g_str_equal (method, "RemoveNotification"))
    desktop.n_removed++;
  else
    {
      g_free (desktop.added);
      desktop.added = g_variant_print (parameters, FALSE);
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
desktop_owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  desktop.is_owned = TRUE;
}

static void
desktop_start (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = notification_cb };
  g_autoptr (GDBusNodeInfo)         node = NULL;
  g_autoptr (GError)                error = NULL;

  node = g_dbus_node_info_new_for_xml (notifications, &error);
  g_assert_no_error (error);
  desktop.object_id =
    g_dbus_connection_register_object (get_bus (),
                                       "/org/gtk/Notifications",
                                       node->interfaces[0],
                                       &vtable,
                                       NULL,
                                       NULL,
                                       &error);
  g_assert_no_error (error);
  desktop.name_id = g_bus_own_name_on_connection (get_bus (),
                                                  "org.gtk.Notifications",
                                                  G_BUS_NAME_OWNER_FLAGS_NONE,
                                                  desktop_owned_cb,
                                                  NULL,
                                                  NULL,
                                                  NULL);
  weir_test_wait_for (desktop.is_owned);
}

/* It says who can connect, and goes when the window is there again. */
static void
test_notification (void)
{
  Run *run;

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("in a sandbox they go to a portal");
      return;
    }
  run = run_example ();
  g_clear_pointer (&desktop.added, g_free);
  desktop.n_removed = 0;
  close_and_answer (run->window, "_Keep Running in Background");
  weir_test_wait_for (desktop.added != NULL);
  g_assert_nonnull (strstr (desktop.added, "Keeps Running"));
  g_assert_nonnull (strstr (desktop.added, "Only programs on this computer"));
  g_assert_nonnull (strstr (desktop.added, "app.show-window"));
  g_assert_nonnull (strstr (desktop.added, "app.stop-run"));
  g_assert_cmpuint (desktop.n_removed, ==, 0);
  gtk_window_present (GTK_WINDOW (run->window));
  weir_test_wait_for (desktop.n_removed == 1);
  run_free (run);
}

int
main (int argc, char **argv)
{
  g_autoptr (WeirRegistry)    registry = NULL;
  g_autoptr (WeirApplication) application = NULL;
  g_autoptr (GError)          error = NULL;
  int                         status;

  weir_test_gtk_init (&argc, &argv);
  registry = weir_registry_new (weir_node_table ());
  application = weir_application_new (registry);
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));
  desktop_start ();
  g_application_hold (G_APPLICATION (application));
  g_test_add_func ("/editor/background/answers", test_answers);
  g_test_add_func ("/editor/background/nobody-to-ask", test_nobody_to_ask);
  g_test_add_func ("/editor/background/status", test_status);
  g_test_add_func ("/editor/background/window", test_window);
  g_test_add_func ("/editor/background/notification", test_notification);
  g_test_add_func ("/editor/background/quit", test_quit);
  g_test_add_func ("/editor/background/portal", test_portal);
  g_test_add_func ("/editor/background/denied", test_denied);
  g_test_add_func ("/editor/background/stopped", test_stopped);
  status = g_test_run ();
  g_bus_unown_name (desktop.name_id);
  g_dbus_connection_unregister_object (get_bus (), desktop.object_id);
  g_free (desktop.added);
  return status;
}
