/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who may open a WebSocket: what each request is answered, byte for byte, and
 * how it is counted. */

#include "net-peer.h"

#include <string.h>

#define OPENS  "HTTP/1.1 101 "
#define LOGIN  "HTTP/1.1 401 "
#define FORBID "HTTP/1.1 403 "

#define BEARER "WWW-Authenticate: Bearer realm=\"Weir\"\r\n"
#define WRONG                                 \
  "WWW-Authenticate: Bearer realm=\"Weir\", " \
  "error=\"invalid_token\"\r\n"
#define BASIC "WWW-Authenticate: Basic realm=\"Weir\", charset=\"UTF-8\"\r\n"

typedef struct
{
  const char *header;
  const char *answer;
  const char *says; /* (nullable): a line of the head */
} Knock;

static void
knock_all (NetServer *server, const Knock *knocks, guint n_knocks)
{
  for (guint i = 0; i < n_knocks; i++)
    {
      g_autoptr (NetPeer) peer = net_peer_connect (server->port);
      g_autofree char *head = net_peer_upgrade (peer, NET_PATH, knocks[i].header);

      g_test_message ("%s: %s", knocks[i].header, head);
      g_assert_true (g_str_has_prefix (head, knocks[i].answer));
      if (knocks[i].says != NULL)
        g_assert_nonnull (strstr (head, knocks[i].says));
      else
        g_assert_null (strstr (head, "WWW-Authenticate"));
      if (!g_str_equal (knocks[i].answer, OPENS))
        net_peer_expect_eof (peer);
    }
}

static void
test_token (void)
{
  static const Knock knocks[] = {
    { "Authorization: Bearer s3cret\r\n", OPENS, NULL },
    { "authorization: bearer   s3cret\r\n", OPENS, NULL },
    { "", LOGIN, BEARER },
    { "Authorization: Bearer s3creT\r\n", LOGIN, WRONG },
    { "Authorization: Bearer s3cret2\r\n", LOGIN, WRONG },
    { "Authorization: Bearer s3cre\r\n", LOGIN, WRONG },
    { "Authorization: Bearer\r\n", LOGIN, BEARER },
    { "Authorization: Basic s3cret\r\n", LOGIN, BEARER },
    { "Authorization: s3cret\r\n", LOGIN, BEARER },
    { "Sec-WebSocket-Protocol: s3cret\r\n", LOGIN, BEARER },
  };
  WeirWsServerOptions   options = { .token = "s3cret" };
  g_autoptr (NetServer) server = net_server_new (&options);
  g_autoptr (NetPeer)   query = net_peer_connect (server->port);
  g_autoptr (NetPeer)   root = net_peer_connect (server->port);
  g_autofree char      *query_head = NULL;
  g_autofree char      *root_head = NULL;
  WeirWsServerStats     stats;

  knock_all (server, knocks, G_N_ELEMENTS (knocks));
  query_head = net_peer_upgrade (query, NET_PATH "?access_token=s3cret", "");
  g_assert_true (g_str_has_prefix (query_head, LOGIN));
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.refused_token, ==, G_N_ELEMENTS (knocks) - 2 + 1);
  g_assert_cmpuint (stats.refused_password, ==, 0);
  g_assert_cmpuint (stats.accepted, ==, 2);

  /* What stands beside the flow asks for itself. */
  weir_ws_server_add_root_path (server->server,
                                "/comms",
                                &net_log_handler,
                                server->log,
                                NULL);
  root_head = net_peer_upgrade (root, "/comms", "");
  g_assert_true (g_str_has_prefix (root_head, OPENS));
}

/* "ann:pass word" is YW5uOnBhc3Mgd29yZA== */
static void
test_password (void)
{
  static const Knock knocks[] = {
    { "Authorization: Basic YW5uOnBhc3Mgd29yZA==\r\n", OPENS, NULL },
    { "authorization: BASIC  YW5uOnBhc3Mgd29yZA==\r\n", OPENS, NULL },
    { "", LOGIN, BASIC },
    { "Authorization: Basic\r\n", LOGIN, BASIC },
    { "Authorization: Basic !!!\r\n", LOGIN, BASIC },
    { "Authorization: Basic YW5u\r\n", LOGIN, BASIC },     /* ann */
    { "Authorization: Basic YW5uOg==\r\n", LOGIN, BASIC }, /* ann: */
    { "Authorization: Basic QW5uOnBhc3Mgd29yZA==\r\n", LOGIN, BASIC }, /* Ann */
    { "Authorization: Basic YW5uOnBhc3Mgd29yZAA=\r\n", LOGIN, BASIC }, /* …\0 */
    { "Authorization: Bearer ann:pass word\r\n", LOGIN, BASIC },
  };
  WeirWsServerOptions   options = { .login = "ann:pass word" };
  g_autoptr (NetServer) server = net_server_new (&options);
  WeirWsServerStats     stats;

  knock_all (server, knocks, G_N_ELEMENTS (knocks));
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.refused_password, ==, G_N_ELEMENTS (knocks) - 2);
  g_assert_cmpuint (stats.refused_token, ==, 0);
  g_assert_cmpuint (stats.accepted, ==, 2);
}

/* Either opens, both are offered, and what was tried is what is counted. */
static void
test_both (void)
{
  static const Knock knocks[] = {
    { "Authorization: Basic YW5uOmI=\r\n", OPENS, NULL },
    { "Authorization: Bearer s3cret\r\n", OPENS, NULL },
    { "", LOGIN, BEARER BASIC },
    { "Authorization: Basic YW5uOmM=\r\n", LOGIN, BEARER BASIC },
    { "Authorization: Bearer x\r\n", LOGIN, WRONG BASIC },
  };
  WeirWsServerOptions   options = { .token = "s3cret", .login = "ann:b" };
  g_autoptr (NetServer) server = net_server_new (&options);
  WeirWsServerStats     stats;

  knock_all (server, knocks, G_N_ELEMENTS (knocks));
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.refused_password, ==, 1);
  g_assert_cmpuint (stats.refused_token, ==, 2);
}

/* Pages ------------------------------------------------------------------ */

static void
test_listed (void)
{
  static const Knock knocks[] = {
    { "", OPENS, NULL },
    { "Origin: https://OK.example\r\n", OPENS, NULL },
    { "Origin: http://localhost:3000\r\n", OPENS, NULL },
    { "Origin: http://ok.example\r\n", FORBID, NULL },
    { "Origin: https://ok.example:444\r\n", FORBID, NULL },
    { "Origin: https://ok.example.evil\r\n", FORBID, NULL },
    { "Origin: null\r\n", FORBID, NULL },
  };
  const char *const     origins[] = { "https://ok.example",
                                      "http://localhost:3000",
                                      NULL };
  WeirWsServerOptions   options = { .origins = origins };
  g_autoptr (NetServer) server = net_server_new (&options);
  WeirWsServerStats     stats;

  knock_all (server, knocks, G_N_ELEMENTS (knocks));
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.refused_origin, ==, 4);
}

/* What follows "Host: ", and a page that asks. */
static const struct
{
  const char *host;
  const char *origin;
  gboolean    same;
} pages[] = {
  { "flows.example", NULL, TRUE },
  { "flows.example", "http://flows.example", TRUE },
  { "flows.example:1880", "https://Flows.Example:8443", TRUE },
  { "flows.example", "http://flows.example.evil", FALSE },
  { "flows.example", "http://evil.example", FALSE },
  { "flows.example", "http://x.flows.example", FALSE },
  { "flows.example", "null", FALSE },
  { "flows.example", "", FALSE },
  { "flows.example", "http://", FALSE },
  { "flows.example", "flows.example", FALSE },
  { "192.0.2.7:1880", "http://192.0.2.7", TRUE },
  { "192.0.2.7:1880", "http://192.0.2.70", FALSE },
  { "[2001:db8::1]:1880", "http://[2001:DB8::1]:80", TRUE },
  { "[2001:db8::1]:1880", "http://[2001:db8::2]", FALSE },
  { "127.0.0.1:1880", "http://localhost:3000", TRUE },
  { "localhost:1880", "http://[::1]:3000", TRUE },
  { "localhost:1880", "http://192.0.2.7", FALSE },
  { "192.0.2.7:1880", "http://localhost", FALSE },
};

static char *
ask (NetServer *server, const char *host, const char *origin)
{
  g_autoptr (NetPeer) peer = net_peer_connect (server->port);
  g_autofree char    *line =
    origin != NULL ? g_strdup_printf ("Origin: %s\r\n", origin) : g_strdup ("");
  g_autofree char *request =
    g_strdup_printf ("GET " NET_PATH " HTTP/1.1\r\nHost: %s\r\n"
                     "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                     "Sec-WebSocket-Version: 13\r\n%s\r\n",
                     host,
                     line);

  net_peer_send_text (peer, request);
  return net_peer_read_head (peer);
}

static void
test_same_host (void)
{
  const char *const     origins[] = { "https://friend.example", NULL };
  WeirWsServerOptions   options = { .origins = origins, .same_host = TRUE };
  g_autoptr (NetServer) server = net_server_new (&options);
  g_autofree char *friend = NULL;
  WeirWsServerStats stats;
  guint             refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *head = ask (server, pages[i].host, pages[i].origin);

      g_test_message ("%s asks %s", pages[i].origin, pages[i].host);
      g_assert_true (g_str_has_prefix (head, pages[i].same ? OPENS : FORBID));
      refused += pages[i].same ? 0 : 1;
    }
  friend = ask (server, "flows.example", "https://friend.example");
  g_assert_true (g_str_has_prefix (friend, OPENS));
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.refused_origin, ==, refused);
  g_assert_cmpuint (stats.foreign, ==, 0);
}

/* Every page may, but those of other hosts are counted. */
static void
test_any (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  WeirWsServerStats     stats;
  guint                 foreign = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *head = ask (server, pages[i].host, pages[i].origin);

      g_assert_true (g_str_has_prefix (head, OPENS));
      foreign += pages[i].same ? 0 : 1;
    }
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.foreign, ==, foreign);
  g_assert_cmpuint (stats.refused_origin, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/access/token", test_token);
  g_test_add_func ("/net/access/password", test_password);
  g_test_add_func ("/net/access/both", test_both);
  g_test_add_func ("/net/access/origins/listed", test_listed);
  g_test_add_func ("/net/access/origins/same-host", test_same_host);
  g_test_add_func ("/net/access/origins/any", test_any);
  return g_test_run ();
}
