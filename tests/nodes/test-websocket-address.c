/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "nodes/weir-websocket-address.h"

static void
test_parts (void)
{
  static const struct
  {
    const char *text;
    const char *url;
    const char *shown;
    const char *host;
    gboolean    has_login;
    gboolean    has_fragment;
  } cases[] = {
    { "ws://h/a", "ws://h/a", "ws://h/a", "h", FALSE, FALSE },
    { "WS://h:80", "WS://h:80", "WS://h:80", "h:80", FALSE, FALSE },
    { "ws://[::1]:80/?t=1",
      "ws://[::1]:80/?t=1",
      "ws://[::1]:80/",
      "[::1]:80",
      FALSE,
      FALSE },
    { "wss://h?x#y", "wss://h?x", "wss://h", "h", FALSE, TRUE },
    { "wss://h/#", "wss://h/", "wss://h/", "h", FALSE, TRUE },
    { "ws://u:p@h/a@b", "ws://u:p@h/a@b", "ws://h/a@b", "h", TRUE, FALSE },
    /* The last "@" ends it. */
    { "ws://u:b@c@h/", "ws://u:b@c@h/", "ws://h/", "h", TRUE, FALSE },
    { "ws://h/a@b", "ws://h/a@b", "ws://h/a@b", "h", FALSE, FALSE },
    { "ws://", "ws://", "ws://", "", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (WeirWebsocketAddress) address = { 0 };

      weir_websocket_address_init (&address, cases[i].text);
      g_assert_cmpstr (address.url, ==, cases[i].url);
      g_assert_cmpstr (address.shown, ==, cases[i].shown);
      g_assert_cmpstr (address.host, ==, cases[i].host);
      g_assert_cmpint (address.has_login, ==, cases[i].has_login);
      g_assert_cmpint (address.has_fragment, ==, cases[i].has_fragment);
    }
}

static void
test_is_url (void)
{
  g_assert_true (weir_websocket_path_is_url ("ws://h"));
  g_assert_true (weir_websocket_path_is_url ("WsS://h"));
  g_assert_false (weir_websocket_path_is_url ("http://h"));
  g_assert_false (weir_websocket_path_is_url ("/ws://h"));
  g_assert_false (weir_websocket_path_is_url ("wsss://h"));
  g_assert_false (weir_websocket_path_is_url (""));
}

static void
test_normalize (void)
{
  static const char *const cases[][2] = {
    { "", "/" },
    { "a/b", "/a/b" },
    { "/a/b", "/a/b" },
    { "//a", "//a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = weir_websocket_path_normalize (cases[i][0]);

      g_assert_cmpstr (path, ==, cases[i][1]);
    }
}

static void
test_protocols (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "chat", "chat" },
    { " chat , superchat,", "chat|superchat" },
    { ",,", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv)   names = weir_websocket_split_protocols (cases[i][0]);
      g_autofree char *joined = g_strjoinv ("|", names);

      g_assert_cmpstr (joined, ==, cases[i][1]);
    }
}

static void
test_http_texts (void)
{
  g_assert_true (weir_http_text_is_token ("X-Any_thing!~"));
  g_assert_false (weir_http_text_is_token (""));
  g_assert_false (weir_http_text_is_token ("a b"));
  g_assert_false (weir_http_text_is_token ("a:"));
  g_assert_false (weir_http_text_is_token ("\xc3\xa4"));
  g_assert_true (weir_http_text_is_field_value ("any \t\xc3\xa4"));
  g_assert_false (weir_http_text_is_field_value ("a\r\nEvil: 1"));
  g_assert_true (weir_websocket_header_is_reserved ("host"));
  g_assert_true (weir_websocket_header_is_reserved ("sec-websocket-key"));
  g_assert_false (weir_websocket_header_is_reserved ("Hosts"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/websocket-address/parts", test_parts);
  g_test_add_func ("/nodes/websocket-address/is-url", test_is_url);
  g_test_add_func ("/nodes/websocket-address/normalize", test_normalize);
  g_test_add_func ("/nodes/websocket-address/protocols", test_protocols);
  g_test_add_func ("/nodes/websocket-address/http-texts", test_http_texts);
  return g_test_run ();
}
