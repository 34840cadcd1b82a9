/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Weir talks to other programs, in both directions, plain and over TLS. A peer
 * that is not installed is skipped with a reason; `./dev peers` installs them.
 */

#include "weir-test-program.h"

#include <glib/gstdio.h>

#define TEXT "hello over there"

/* How a conversation is secured. */
typedef struct
{
  gboolean    tls;
  const char *scheme; /* "ws" */
  const char *web;    /* "http" */
} Security;

static const Security plain = { FALSE, "ws", "http" };
static const Security secure = { TRUE, "wss", "https" };

static char *
fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "tls", name, NULL);
}

static char *
peer_module (const char *name)
{
  return g_build_filename (g_getenv ("WEIR_PEERS"), "node_modules", name, NULL);
}

/* Skips the test unless npm's @module and node are here. */
static gboolean
have_module (const char *module)
{
  g_autofree char *node = g_find_program_in_path ("node");
  g_autofree char *folder = peer_module (module);

  if (node != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_test_skip_printf ("%s is not installed: ./dev peers does it", module);
  return FALSE;
}

static gboolean
have_websockets (void)
{
  g_autofree char *script =
    g_test_build_filename (G_TEST_DIST, "interop", "websockets-peer.py", NULL);
  const char *argv[] = { "/usr/bin/python3", script, "probe", NULL };
  int         status = -1;

  if (g_spawn_sync (NULL,
                    (char **)argv,
                    NULL,
                    G_SPAWN_DEFAULT,
                    NULL,
                    NULL,
                    NULL,
                    NULL,
                    &status,
                    NULL) &&
      status == 0)
    return TRUE;
  g_test_skip ("python3-websockets is not installed: ./dev peers does it");
  return FALSE;
}

static char *
write_file (const char *folder, const char *name, const char *text)
{
  char              *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char              *folder = g_dir_make_tmp ("weir-interop-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_folder (char *folder)
{
  const char *argv[] = { "rm", "-rf", "--", folder, NULL };

  g_spawn_sync (NULL,
                (char **)argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL);
  g_free (folder);
}

/* A flow that echoes whatever clients of /ws/echo send. */
static const char echo_flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"Echo\"},"
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/ws/echo\","
  "\"wholemsg\":\"false\"},"
  "{\"id\":\"i\",\"type\":\"websocket in\",\"z\":\"t\",\"server\":\"l\","
  "\"client\":\"\",\"x\":1,\"y\":1,\"wires\":[[\"o\"]]},"
  "{\"id\":\"o\",\"type\":\"websocket out\",\"z\":\"t\",\"server\":\"l\","
  "\"client\":\"\",\"x\":2,\"y\":1,\"wires\":[]}]";

/* A flow that sends TEXT to @url again and again and debugs what comes back. */
static char *
client_flow (const char *url)
{
  g_autofree char *ca = fixture ("ca.crt");

  return g_strdup_printf (
    "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"Client\"},"
    "{\"id\":\"s\",\"type\":\"tls-config\",\"name\":\"\",\"cert\":\"\","
    "\"key\":\"\",\"ca\":\"%s\",\"certname\":\"\",\"keyname\":\"\","
    "\"caname\":\"\",\"servername\":\"\",\"verifyservercert\":true},"
    "{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":\"%s\","
    "\"tls\":\"%s\",\"wholemsg\":\"false\"},"
    "{\"id\":\"i\",\"type\":\"websocket in\",\"z\":\"t\",\"server\":\"\","
    "\"client\":\"c\",\"x\":1,\"y\":1,\"wires\":[[\"d\"]]},"
    "{\"id\":\"o\",\"type\":\"websocket out\",\"z\":\"t\",\"server\":\"\","
    "\"client\":\"c\",\"x\":2,\"y\":1,\"wires\":[]},"
    "{\"id\":\"j\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"send\","
    "\"props\":[{\"p\":\"payload\"}],\"repeat\":\"0.5\",\"crontab\":\"\","
    "\"once\":true,\"onceDelay\":0.5,\"payload\":\"" TEXT "\","
    "\"payloadType\":\"str\",\"x\":3,\"y\":1,\"wires\":[[\"o\"]]},"
    "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"got\","
    "\"active\":true,\"tosidebar\":true,\"console\":true,"
    "\"complete\":\"payload\",\"targetType\":\"msg\","
    "\"x\":4,\"y\":1,\"wires\":[]}]",
    ca,
    url,
    g_str_has_prefix (url, "wss:") ? "s" : "");
}

static WeirTestProgram *
run_weir (const char *flow, const Security *security, const char *const *more)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char      *certificate = fixture ("server.crt");
  g_autofree char      *key = fixture ("server.key");

  g_ptr_array_add (argv, (char *)g_getenv ("WEIR_CLI"));
  g_ptr_array_add (argv, "run");
  g_ptr_array_add (argv, "--port=0");
  g_ptr_array_add (argv, "--format=json");
  if (security->tls)
    {
      g_ptr_array_add (argv, "--tls-cert");
      g_ptr_array_add (argv, certificate);
      g_ptr_array_add (argv, "--tls-key");
      g_ptr_array_add (argv, key);
    }
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_ptr_array_add (argv, (char *)more[i]);
  g_ptr_array_add (argv, (char *)flow);
  g_ptr_array_add (argv, NULL);
  return weir_test_program_new ((const char *const *)argv->pdata, NULL);
}

static guint64
read_number (const char *line, const char *behind)
{
  const char *start = strstr (line, behind);

  g_assert_nonnull (start);
  return g_ascii_strtoull (start + strlen (behind), NULL, 10);
}

/* Starts Weir's echo; returns it, and where it listens. */
static WeirTestProgram *
run_weir_echo (const char *folder, const Security *security, char **url)
{
  g_autofree char *flow = write_file (folder, "echo.json", echo_flow);
  WeirTestProgram *weir = run_weir (flow, security, NULL);
  const char *ready = weir_test_program_expect (weir, "\"event\":\"ready\"");

  *url = g_strdup_printf ("%s://localhost:%u/ws/echo",
                          security->scheme,
                          (guint)read_number (ready, "\"port\":"));
  return weir;
}

/* Weir as the client of whatever echoes at @url. */
static void
expect_weir_hears_itself (const char *folder, const char *url)
{
  static const char *const    options[] = { "--exit-after-debug=1",
                                            "--exit-after=20",
                                            NULL };
  g_autofree char            *text = client_flow (url);
  g_autofree char            *flow = write_file (folder, "client.json", text);
  g_autoptr (WeirTestProgram) weir = run_weir (flow, &plain, options);

  weir_test_program_expect (weir, TEXT);
  weir_test_program_expect_exit (weir, 0);
}

static void
test_weir (gconstpointer data)
{
  const Security             *security = data;
  char                       *folder = make_folder ();
  g_autofree char            *url = NULL;
  g_autoptr (WeirTestProgram) server = NULL;

  server = run_weir_echo (folder, security, &url);
  expect_weir_hears_itself (folder, url);
  remove_folder (folder);
}

/* --- wscat ----------------------------------------------------------------- */

static void
test_wscat_connects (gconstpointer data)
{
  const Security             *security = data;
  char                       *folder = make_folder ();
  g_autofree char            *script = peer_module ("wscat/bin/wscat");
  g_autofree char            *ca = fixture ("ca.crt");
  g_autofree char            *url = NULL;
  g_autoptr (WeirTestProgram) server = NULL;
  g_autoptr (WeirTestProgram) wscat = NULL;

  if (!have_module ("wscat"))
    {
      remove_folder (folder);
      return;
    }
  server = run_weir_echo (folder, security, &url);
  {
    const char *argv[] = { "node", script, "-c",   url, "-x", TEXT,
                           "-w",   "1",    "--ca", ca,  NULL };

    if (!security->tls)
      argv[8] = NULL;
    wscat = weir_test_program_new (argv, NULL);
  }
  weir_test_program_expect (wscat, TEXT);
  weir_test_program_expect_exit (wscat, 0);
  remove_folder (folder);
}

/* wscat listens but does not echo: a person answers. It has no TLS there, and
 * does not say when it is ready: the client tries until it is. */
static void
test_wscat_listens (void)
{
  static const char *const    options[] = { "--exit-after-debug=1",
                                            "--exit-after=20",
                                            NULL };
  char                       *folder = NULL;
  g_autofree char            *script = peer_module ("wscat/bin/wscat");
  g_autofree char            *port = NULL;
  g_autofree char            *url = NULL;
  g_autofree char            *text = NULL;
  g_autofree char            *flow = NULL;
  g_autoptr (WeirTestProgram) wscat = NULL;
  g_autoptr (WeirTestProgram) weir = NULL;
  g_autoptr (GSocketListener) probe = g_socket_listener_new ();

  if (!have_module ("wscat"))
    return;
  folder = make_folder ();
  port = g_strdup_printf ("%u",
                          (guint)g_socket_listener_add_any_inet_port (probe,
                                                                      NULL,
                                                                      NULL));
  g_socket_listener_close (probe);
  {
    const char *argv[] = { "node", script, "--listen", port, NULL };

    wscat = weir_test_program_new (argv, NULL);
  }
  url = g_strdup_printf ("ws://localhost:%s/", port);
  text = client_flow (url);
  flow = write_file (folder, "client.json", text);
  weir = run_weir (flow, &plain, options);
  weir_test_program_expect (wscat, TEXT);
  weir_test_program_type (wscat, "and back\n");
  weir_test_program_expect (weir, "and back");
  weir_test_program_expect_exit (weir, 0);
  remove_folder (folder);
}

/* --- python3-websockets ---------------------------------------------------- */

static void
test_websockets_connects (gconstpointer data)
{
  const Security  *security = data;
  char            *folder = NULL;
  g_autofree char *script =
    g_test_build_filename (G_TEST_DIST, "interop", "websockets-peer.py", NULL);
  g_autofree char            *ca = fixture ("ca.crt");
  g_autofree char            *url = NULL;
  g_autoptr (WeirTestProgram) server = NULL;
  g_autoptr (WeirTestProgram) client = NULL;

  if (!have_websockets ())
    return;
  folder = make_folder ();
  server = run_weir_echo (folder, security, &url);
  {
    const char *argv[] = {
      "/usr/bin/python3",        script, "client", url, TEXT,
      security->tls ? ca : NULL, NULL
    };

    client = weir_test_program_new (argv, NULL);
  }
  weir_test_program_expect (client, "text " TEXT);
  weir_test_program_expect (client, "binary " TEXT);
  weir_test_program_expect_exit (client, 0);
  remove_folder (folder);
}

static void
test_websockets_serves (gconstpointer data)
{
  const Security  *security = data;
  char            *folder = NULL;
  g_autofree char *script =
    g_test_build_filename (G_TEST_DIST, "interop", "websockets-peer.py", NULL);
  g_autofree char            *certificate = fixture ("server.crt");
  g_autofree char            *key = fixture ("server.key");
  g_autofree char            *url = NULL;
  g_autoptr (WeirTestProgram) server = NULL;
  const char                 *argv[] = { "/usr/bin/python3",
                                         script,
                                         "server",
                         security->tls ? certificate : NULL,
                                         key,
                                         NULL };

  if (!have_websockets ())
    return;
  folder = make_folder ();
  server = weir_test_program_new (argv, NULL);
  url = g_strdup_printf (
    "%s://localhost:%u/",
    security->scheme,
    (guint)read_number (weir_test_program_expect (server, "port "), "port "));
  expect_weir_hears_itself (folder, url);
  remove_folder (folder);
}

/* --- Node-RED -------------------------------------------------------------- */

/* Starts Node-RED with @flow; returns it, and its port. */
static WeirTestProgram *
run_node_red (const char     *folder,
              const char     *flow,
              const Security *security,
              guint          *port)
{
  g_autofree char            *script = peer_module ("node-red/red.js");
  g_autofree char            *certificate = fixture ("server.crt");
  g_autofree char            *key = fixture ("server.key");
  g_autofree char            *https = NULL;
  g_autofree char            *settings = NULL;
  g_autofree char            *settings_path = NULL;
  g_autofree char            *port_text = NULL;
  g_autofree char            *flow_path = NULL;
  g_autoptr (GSocketListener) probe = g_socket_listener_new ();
  WeirTestProgram            *node_red;

  *port = g_socket_listener_add_any_inet_port (probe, NULL, NULL);
  g_socket_listener_close (probe);
  port_text = g_strdup_printf ("%u", *port);
  https = g_strdup_printf ("https: { cert: require('fs').readFileSync('%s'),"
                           " key: require('fs').readFileSync('%s') },",
                           certificate,
                           key);
  settings = g_strdup_printf (
    "module.exports = { uiHost: '127.0.0.1', %s"
    " telemetry: { enabled: false }, credentialSecret: false };\n",
    security->tls ? https : "");
  settings_path = write_file (folder, "settings.js", settings);
  flow_path = write_file (folder, "flows.json", flow);
  {
    const char *argv[] = { "node",        script, "-u",      folder,    "-s",
                           settings_path, "-p",   port_text, flow_path, NULL };

    node_red = weir_test_program_new (argv, NULL);
  }
  weir_test_program_expect (node_red, "Started flows");
  return node_red;
}

static void
test_node_red_serves (gconstpointer data)
{
  const Security             *security = data;
  char                       *folder = NULL;
  g_autofree char            *url = NULL;
  g_autoptr (WeirTestProgram) node_red = NULL;
  guint                       port;

  if (!have_module ("node-red"))
    return;
  folder = make_folder ();
  node_red = run_node_red (folder, echo_flow, security, &port);
  url = g_strdup_printf ("%s://localhost:%u/ws/echo", security->scheme, port);
  expect_weir_hears_itself (folder, url);
  remove_folder (folder);
}

static void
test_node_red_connects (gconstpointer data)
{
  const Security             *security = data;
  char                       *folder = NULL;
  g_autofree char            *url = NULL;
  g_autofree char            *flow = NULL;
  g_autoptr (WeirTestProgram) server = NULL;
  g_autoptr (WeirTestProgram) node_red = NULL;
  guint                       port;

  if (!have_module ("node-red"))
    return;
  folder = make_folder ();
  server = run_weir_echo (folder, security, &url);
  flow = client_flow (url);
  node_red = run_node_red (folder, flow, &plain, &port);
  weir_test_program_expect (node_red, "[debug:got] " TEXT);
  remove_folder (folder);
}

/* node-red-admin finds its way around Weir's admin API. */
static void
test_node_red_admin_lists (void)
{
  static const char *const options[] = { "--admin", NULL };
  char                    *folder = NULL;
  g_autofree char *script = peer_module ("node-red-admin/node-red-admin.js");
  g_autofree char *flow = NULL;
  g_autofree char *target = NULL;
  g_autofree char *home = NULL;
  g_autofree char *settings = NULL;
  g_autoptr (WeirTestProgram) weir = NULL;
  g_autoptr (WeirTestProgram) admin = NULL;
  const char                 *ready;

  if (!have_module ("node-red-admin"))
    return;
  folder = make_folder ();
  flow = write_file (folder, "echo.json", echo_flow);
  weir = run_weir (flow, &plain, options);
  ready = weir_test_program_expect (weir, "\"event\":\"ready\"");
  target = g_strdup_printf ("{\"target\":\"http://127.0.0.1:%u\"}",
                            (guint)read_number (ready, "\"port\":"));
  home = g_strdup_printf ("HOME=%s", folder);
  settings = g_build_filename (folder, ".node-red", NULL);
  g_assert_cmpint (g_mkdir (settings, 0700), ==, 0);
  g_free (write_file (settings, ".cli-config.json", target));
  {
    const char *argv[] = { "node", script, "list", NULL };
    const char *environment[] = { home, NULL };

    admin = weir_test_program_new (argv, environment);
  }
  weir_test_program_expect (admin, "websocket");
  weir_test_program_expect_exit (admin, 0);
  remove_folder (folder);
}

static void
add_both (const char *name, GTestDataFunc func)
{
  g_autofree char *over_tcp = g_strdup_printf ("/interop/%s/plain", name);
  g_autofree char *over_tls = g_strdup_printf ("/interop/%s/tls", name);

  g_test_add_data_func (over_tcp, &plain, func);
  g_test_add_data_func (over_tls, &secure, func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_both ("weir", test_weir);
  add_both ("wscat-connects", test_wscat_connects);
  g_test_add_func ("/interop/wscat-listens", test_wscat_listens);
  add_both ("websockets-connects", test_websockets_connects);
  add_both ("websockets-serves", test_websockets_serves);
  add_both ("node-red-serves", test_node_red_serves);
  add_both ("node-red-connects", test_node_red_connects);
  g_test_add_func ("/interop/node-red-admin-lists", test_node_red_admin_lists);
  return g_test_run ();
}
