/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-check.h"

/* What surrounds the node that is looked at: a tab, and users of the
 * configuration node "c". */
#define TAB "{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"}"
#define USER(key_) \
  "{\"id\":\"u\",\"z\":\"t\",\"type\":\"websocket in\"," key_ ",\"wires\":[]}"

static void
expect_with (const char *before, const char *properties, const char *codes)
{
  g_autofree char *json =
    g_strdup_printf ("[" TAB
                     "," USER ("\"server\":\"c\"") ",%s{\"id\":\"c\",%s}]",
                     before,
                     properties);

  weir_test_check_expect (json, NULL, "c", codes);
}

static void
test_user (void)
{
  static const struct
  {
    const char *node;
    const char *codes;
  } cases[] = {
    { "\"server\":\"l\",\"client\":\"\"", "" },
    { "\"server\":\"\",\"client\":\"c\"", "" },
    /* The client wins, so nothing is wrong with the rest. */
    { "\"server\":\"gone\",\"client\":\"c\"", "" },
    { "\"server\":\"l\"", "" },
    { "\"server\":\"\",\"client\":\"\"", "W201 server" },
    { "\"name\":\"x\"", "W201 server" },
    { "\"server\":\"gone\"", "W202 server" },
    { "\"client\":\"gone\"", "W202 client" },
    { "\"server\":\"off\"", "W203 server" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (
        "[" TAB ","
        "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/a\"},"
        "{\"id\":\"off\",\"type\":\"websocket-listener\",\"path\":\"/b\","
        "\"d\":true},"
        "{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":\"ws://h/\"},"
        "{\"id\":\"n\",\"type\":\"websocket "
        "out\",\"z\":\"t\",\"wires\":[],%s}]",
        cases[i].node);

      weir_test_check_expect (json, NULL, "n", cases[i].codes);
    }
}

static void
test_listener (void)
{
  static const struct
  {
    const char *path;
    const char *codes;
  } cases[] = {
    { "/ws/echo", "" },
    { "ws/echo", "" },
    { "", "W210 path" },
    { "  ", "W210 path" },
    { "ws://host/a", "W211 path" },
    { "WSS://host/a", "W211 path" },
    { "/debug/ws", "W212 path" },
    { "/a/debug/ws/b", "W212 path" },
    { "/a?b=1", "W213 path" },
    { "/a#b", "W213 path" },
    { "/a b", "W213 path" },
    { "/debug/ws#", "W212 path, W213 path" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *properties =
        g_strdup_printf ("\"type\":\"websocket-listener\",\"path\":\"%s\"",
                         cases[i].path);

      expect_with ("", properties, cases[i].codes);
    }
  expect_with ("", "\"type\":\"websocket-listener\"", "W210 path");
}

static void
test_listener_taken (void)
{
  static const struct
  {
    const char *other;
    const char *codes;
  } cases[] = {
    { "\"path\":\"/a\"", "W214 path" },
    { "\"path\":\"a\"", "W214 path" },
    { "\"path\":\"/A\"", "" },
    { "\"path\":\"/a/\"", "" },
    { "\"path\":\"/a\",\"d\":true", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before =
        g_strdup_printf ("{\"id\":\"o\",\"type\":\"websocket-listener\",%s},",
                         cases[i].other);

      expect_with (before,
                   "\"type\":\"websocket-listener\",\"path\":\"/a\"",
                   cases[i].codes);
    }
}

/* Only the second of two is dead. */
static void
test_listener_first (void)
{
  static const char json[] =
    "[" TAB "," USER ("\"server\":\"b\"") ","
                                          "{\"id\":\"a\",\"type\":\"websocket-"
                                          "listener\",\"path\":\"/x\"},"
                                          "{\"id\":\"b\",\"type\":\"websocket-"
                                          "listener\",\"path\":\"x\"}]";
  g_autofree char *text = weir_test_check_dup_text (json, NULL, "b");

  weir_test_check_expect (json, NULL, "a", "W290 (null)");
  g_assert_nonnull (strstr (text, "/x"));
}

static void
test_client_address (void)
{
  static const struct
  {
    const char *path;
    const char *codes;
  } cases[] = {
    { "ws://host:80/ws", "" },
    { "WSS://host/ws?x=1", "" },
    { "", "W220 path" },
    { "http://host/", "W221 path" },
    { "/relative", "W221 path" },
    { "ws:///ws", "W222 path" },
    { "ws://", "W222 path" },
    { "ws://:80/", "W222 path" },
    { "ws://host/#part", "W223 path" },
    { "ws://host/debug/ws", "W212 path" },
    { "ws://user:pass@host/", "W224 path" },
    { "ws://user@host/@x", "W224 path" },
    { "ws://host/a@b", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *properties =
        g_strdup_printf ("\"type\":\"websocket-client\",\"path\":\"%s\"",
                         cases[i].path);

      expect_with ("", properties, cases[i].codes);
    }
}

static void
test_client_properties (void)
{
  static const struct
  {
    const char *properties;
    const char *codes;
  } cases[] = {
    { "\"subprotocol\":\"chat, superchat\"", "" },
    { "\"subprotocol\":\"chat,\"", "" },
    { "\"subprotocol\":\"a b\"", "W225 subprotocol" },
    { "\"subprotocol\":\"chat, chat\"", "W226 subprotocol" },
    { "\"hb\":\"\"", "" },
    { "\"hb\":\"0\"", "" },
    { "\"hb\":30", "" },
    { "\"hb\":\"1.5\"", "W227 hb" },
    { "\"hb\":\"-1\"", "W227 hb" },
    { "\"hb\":\"soon\"", "W227 hb" },
    { "\"tls\":\"gone\"", "" }, /* the address is ws: */
    { "\"headers\":[]", "" },
    { "\"headers\":\"none\"", "" },
    { "\"headers\":[7,{}]", "" },
    { "\"headers\":[{\"keyType\":\"other\",\"keyValue\":\"X-A\","
      "\"valueType\":\"other\",\"valueValue\":\"1\"}]",
      "" },
    { "\"headers\":[{\"keyType\":\"other\",\"keyValue\":\"X A\","
      "\"valueType\":\"other\",\"valueValue\":\"1\"}]",
      "W228 headers[0].keyValue" },
    { "\"headers\":[{},{\"keyType\":\"other\",\"keyValue\":\"host\","
      "\"valueType\":\"other\",\"valueValue\":\"1\"}]",
      "W229 headers[1].keyValue" },
    { "\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"other\",\"valueValue\":\"secret\"}]",
      "S501 headers[0].valueValue" },
    { "\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"other\",\"valueValue\":\"${PATH}\"}]",
      "" },
    { "\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"env\",\"valueValue\":\"PATH\"}]",
      "" },
    { "\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"env\",\"valueValue\":\"WEIR_NOT_SET\"}]",
      "I605 headers[0].valueValue" },
    { "\"headers\":[{},{\"keyType\":\"other\",\"keyValue\":\"X-A\","
      "\"valueType\":\"other\",\"valueValue\":\"${WEIR_NOT_SET}\"}]",
      "I605 headers[1].valueValue" },
    { "\"headers\":[{\"keyType\":\"other\",\"keyValue\":\"X-A\","
      "\"valueType\":\"Mozilla/5.0\",\"valueValue\":\"\"}]",
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *properties = g_strdup_printf (
        "\"type\":\"websocket-client\",\"path\":\"ws://h/\",%s",
        cases[i].properties);

      expect_with ("", properties, cases[i].codes);
    }
}

static void
test_client_tls (void)
{
  expect_with (
    "",
    "\"type\":\"websocket-client\",\"path\":\"wss://h/\",\"tls\":\"gone\"",
    "W202 tls");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/websocket-check/user", test_user);
  g_test_add_func ("/nodes/websocket-check/listener", test_listener);
  g_test_add_func ("/nodes/websocket-check/listener-taken", test_listener_taken);
  g_test_add_func ("/nodes/websocket-check/listener-first", test_listener_first);
  g_test_add_func ("/nodes/websocket-check/client-address", test_client_address);
  g_test_add_func ("/nodes/websocket-check/client-properties",
                   test_client_properties);
  g_test_add_func ("/nodes/websocket-check/client-tls", test_client_tls);
  return g_test_run ();
}
