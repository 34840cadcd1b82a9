/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-users.h"

#include <string.h>

static const char flow[] =
  "[{\"id\":\"tab\",\"type\":\"tab\"},"
  "{\"id\":\"sub\",\"type\":\"subflow\"},"
  "{\"id\":\"listener\",\"type\":\"websocket-listener\",\"path\":\"listener\"},"
  "{\"id\":\"lonely\",\"type\":\"tls-config\"},"
  "{\"id\":\"in\",\"type\":\"websocket in\",\"z\":\"tab\",\"x\":1,\"y\":1,"
  "\"server\":\"listener\",\"client\":\"listener\",\"wires\":[[\"lonely\"]]},"
  "{\"id\":\"other\",\"type\":\"mqtt in\",\"z\":\"tab\",\"x\":1,\"y\":1,"
  "\"deep\":{\"list\":[1,\"listener\"]}},"
  "{\"id\":\"one\",\"type\":\"subflow:sub\",\"z\":\"tab\",\"x\":1,\"y\":1},"
  "7]";

static WeirDocument *
open_flow (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (flow, strlen (flow));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

static const char *
get_user (WeirUsers *users, const char *id, guint index)
{
  GPtrArray *list = weir_users_list (users, id);

  g_assert_nonnull (list);
  g_assert_cmpuint (list->len, >, index);
  return weir_element_get_id (list->pdata[index]);
}

/* Texts at any depth count, once for each user; wires, and an entry's own text,
 * do not. */
static void
test_list (void)
{
  g_autoptr (WeirDocument) document = open_flow ();
  g_autoptr (WeirUsers)    users = weir_users_new (document);

  g_assert_cmpuint (weir_users_count (users, "listener"), ==, 2);
  g_assert_cmpstr (get_user (users, "listener", 0), ==, "in");
  g_assert_cmpstr (get_user (users, "listener", 1), ==, "other");
  g_assert_cmpuint (weir_users_count (users, "lonely"), ==, 0);
  g_assert_null (weir_users_list (users, "lonely"));
  g_assert_cmpuint (weir_users_count (users, "sub"), ==, 1);
  g_assert_cmpstr (get_user (users, "sub", 0), ==, "one");
  g_assert_cmpuint (weir_users_count (users, "nothing"), ==, 0);
}

static void
test_one (void)
{
  g_autoptr (WeirDocument) document = open_flow ();
  WeirElement             *in = weir_document_get_element (document, "in");
  WeirElement             *one = weir_document_get_element (document, "one");
  WeirElement *listener = weir_document_get_element (document, "listener");

  g_assert_true (weir_element_uses (in, "listener"));
  g_assert_false (weir_element_uses (in, "lonely"));
  g_assert_false (weir_element_uses (in, "tab"));
  g_assert_false (weir_element_uses (in, ""));
  g_assert_true (weir_element_uses (one, "sub"));
  g_assert_false (weir_element_uses (listener, "listener"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/users/list", test_list);
  g_test_add_func ("/flow/users/one", test_one);
  return g_test_run ();
}
