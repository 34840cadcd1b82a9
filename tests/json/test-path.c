/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-json.h"
#include "json/weir-path.h"

#include <string.h>

/* Paths: what is one, what it finds, what it changes. */

static const char *const accepted[] = {
  "a",         "a.b.c",         "a[\"b\"][\"c\"]", "a['b'].c",
  "a[0].c",    "a.0.c",         "a['a.b[0]'].c",   "a[0][0][0]",
  "'1.2.3.4'", "'a.b'[1]",      "\"x y\"[1]",      "'a.b'.c",
  "a[msg.b]",  "a[msg[msg.b]]", "a[msg['b]\"[']]", "a.$b.c",
  "a._b.c",    "a-b.c=d",       "\303\251.x",
};

static const char *const rejected[] = {
  "a'b'.c",      "a['b'.c", "a[]",   "a]",      "a[",         "a[0d]",
  "a['",         "a[']",    "a[0']", "a.[0]",   "[0]",        "a[0",
  "a.",          ".a",      "a. b",  " a.b",    "a[0].[1]",   "a['']",
  "'a.b'c",      "",        "a[b]",  "a[msg.]", "a[msg[]",    "a[msg.[]]",
  "a[msg['af]]", "''",      "a b",   "'a",      "a.\303\251", "a[-1]",
};

static void
test_accept (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError)   error = NULL;
      g_autoptr (WeirPath) path = weir_path_new (accepted[i], &error);

      g_test_message ("%s", accepted[i]);
      g_assert_no_error (error);
      g_assert_nonnull (path);
    }
}

static void
test_reject (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rejected); i++)
    {
      g_autoptr (GError)   error = NULL;
      g_autoptr (WeirPath) path = weir_path_new (rejected[i], &error);

      g_test_message ("%s", rejected[i]);
      g_assert_error (error, WEIR_PATH_ERROR, WEIR_PATH_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, "Invalid "));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (path);
    }
}

static void
test_nesting_limit (void)
{
  g_autoptr (GString)  text = g_string_new (NULL);
  g_autoptr (GError)   error = NULL;
  g_autoptr (WeirPath) path = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "a[msg.");
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, ']');
  path = weir_path_new (text->str, &error);
  g_assert_error (error, WEIR_PATH_ERROR, WEIR_PATH_ERROR_SYNTAX);
}

static WeirValue *
read_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return value;
}

#define MESSAGE                                          \
  "{\"a\":{\"b\":[10,{\"c\":\"d\\ud83d\\ude00e\"}],\"x " \
  "y\":5,\"0\":6,\"n\":null},"                           \
  "\"i\":1,\"key\":\"x y\",\"s\":\"b\",\"t\":true}"

typedef struct
{
  const char *path;
  const char *result; /* JSON; NULL: undefined */
  const char *error;  /* or what goes wrong */
} Get;

static const Get gets[] = {
  { "a.b[0]", "10", NULL },
  { "msg.a.b[0]", "10", NULL },
  { "a.b.0", "10", NULL },
  { "a['x y']", "5", NULL },
  { "a[msg.key]", "5", NULL },
  { "a[msg.s][msg.i].c", "\"d\360\237\230\200e\"", NULL },
  { "a[msg['s']][0]", "10", NULL },
  { "a[0]", "6", NULL },
  { "a.b.length", "2", NULL },
  { "a.b[1].c.length", "4", NULL },
  { "a.b[1].c[0]", "\"d\"", NULL },
  { "a.b[1].c[1]", "\"\\ud83d\"", NULL },
  { "a.b[1].c[2]", "\"\\ude00\"", NULL },
  { "a.b[1].c[3]", "\"e\"", NULL },
  { "a.b[1].c[4]", NULL, NULL },
  { "a.b[2]", NULL, NULL },
  { "a.b[4294967296]", NULL, NULL },
  { "a.b[99999999999999999999999]", NULL, NULL },
  { "none", NULL, NULL },
  { "t.x", NULL, NULL },
  { "i.x", NULL, NULL },
  { "a.n", "null", NULL },
  { "none.x", NULL, "Cannot read properties of undefined (reading 'x')" },
  { "a.n.x", NULL, "Cannot read properties of null (reading 'x')" },
  { "a.b[5][6]", NULL, "Cannot read properties of undefined (reading '6')" },
  { "a[msg.none]",
    NULL,
    "Invalid expression: undefined reference at position 2 : msg.none" },
};

static void
test_get (void)
{
  g_autoptr (WeirValue) message = read_json (MESSAGE);

  for (gsize i = 0; i < G_N_ELEMENTS (gets); i++)
    {
      g_autoptr (GError)    error = NULL;
      g_autoptr (WeirPath)  path = weir_path_new_message (gets[i].path, NULL);
      g_autoptr (WeirValue) value = weir_path_get (path, message, &error);
      g_autofree char      *text = NULL;

      g_test_message ("%s", gets[i].path);
      if (gets[i].error != NULL)
        {
          g_assert_error (error,
                          WEIR_PATH_ERROR,
                          g_str_has_prefix (gets[i].error, "Invalid")
                            ? WEIR_PATH_ERROR_SYNTAX
                            : WEIR_PATH_ERROR_MISSING);
          g_assert_cmpstr (error->message, ==, gets[i].error);
          continue;
        }
      g_assert_no_error (error);
      if (gets[i].result == NULL)
        {
          g_assert_cmpint (weir_value_get_kind (value),
                           ==,
                           WEIR_VALUE_KIND_UNDEFINED);
          continue;
        }
      text = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
      g_assert_cmpstr (text, ==, gets[i].result);
    }
}

typedef struct
{
  const char *root;
  const char *path;
  const char *value; /* JSON; NULL: undefined */
  const char *result;
} Set;

static const Set sets[] = {
  { "{}", "a", "1", "{\"a\":1}" },
  { "{}", "a.b", "1", "{\"a\":{\"b\":1}}" },
  { "{}", "a[0]", "1", "{\"a\":[1]}" },
  { "{}", "a[2]", "1", "{\"a\":[null,null,1]}" },
  { "{}", "a.0", "1", "{\"a\":{\"0\":1}}" },
  { "{}", "a.0.b", "1", "{\"a\":[{\"b\":1}]}" },
  { "{}", "a[0][1]", "1", "{\"a\":[[null,1]]}" },
  { "{\"a\":[1,2]}", "a.0", "5", "{\"a\":[5,2]}" },
  { "{\"a\":[1,2]}", "a.x", "5", "{\"a\":[1,2]}" },
  { "{\"a\":{}}", "a[0]", "1", "{\"a\":{\"0\":1}}" },
  { "{\"a\":\"x\"}", "a.b", "1", "{\"a\":\"x\"}" },
  { "{\"a\":null}", "a.b", "1", "{\"a\":null}" },
  { "{\"a\":5}", "a.b.c", "1", "{\"a\":5}" },
  { "{\"a\":{\"b\":1,\"c\":2}}", "a.b", NULL, "{\"a\":{\"c\":2}}" },
  { "{\"a\":[1,2,3]}", "a[1]", NULL, "{\"a\":[1,3]}" },
  { "{\"a\":[1,2,3]}", "a.1", NULL, "{\"a\":[1,null,3]}" },
  { "{\"a\":[1]}", "a[5]", NULL, "{\"a\":[1]}" },
  { "{}", "a.b.c", NULL, "{}" },
  { "{\"a\":1}", "b", NULL, "{\"a\":1}" },
  { "{\"k\":\"x\"}", "a[msg.k]", "1", "{\"k\":\"x\",\"a\":{\"x\":1}}" },
  { "{\"k\":1}", "a[msg.k]", "1", "{\"k\":1,\"a\":[null,1]}" },
  { "{}", "a[4294967295]", "1", "{}" },
  { "{\"a\":[]}", "a[1000000000]", "1", "{\"a\":[]}" },
};

static void
test_set (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr (GError)    error = NULL;
      g_autoptr (WeirPath)  path = weir_path_new (sets[i].path, NULL);
      g_autoptr (WeirValue) root = read_json (sets[i].root);
      g_autoptr (WeirValue) kept = weir_value_ref (root);
      g_autofree char      *text = NULL;
      g_autofree char      *before = NULL;
      WeirValue *value = sets[i].value != NULL ? read_json (sets[i].value)
                                               : weir_value_new_undefined ();

      g_test_message ("%s in %s", sets[i].path, sets[i].root);
      root = weir_path_set (path, g_steal_pointer (&root), value, NULL, &error);
      g_assert_no_error (error);
      text = weir_json_write (root, WEIR_JSON_STYLE_COMPACT);
      g_assert_cmpstr (text, ==, sets[i].result);
      before = weir_json_write (kept, WEIR_JSON_STYLE_COMPACT);
      g_assert_cmpstr (before, ==, sets[i].root);
    }
}

static void
test_set_in_place (void)
{
  g_autoptr (WeirPath)  path = weir_path_new ("a.b.c", NULL);
  g_autoptr (WeirValue) root = read_json ("{\"a\":{\"b\":{\"c\":1}}}");
  WeirValue            *outer = root;
  WeirValue *inner = weir_value_lookup (weir_value_lookup (root, "a"), "b");

  root = weir_path_set (path,
                        g_steal_pointer (&root),
                        weir_value_new_null (),
                        NULL,
                        NULL);
  g_assert_true (root == outer);
  g_assert_true (weir_value_lookup (weir_value_lookup (root, "a"), "b") == inner);
}

static void
test_set_unresolved (void)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (WeirPath) path = weir_path_new ("a[msg.k]", NULL);
  WeirValue           *root = weir_path_set (path,
                                   read_json ("{}"),
                                   weir_value_new_string ("value"),
                                   NULL,
                                   &error);

  g_assert_null (root);
  g_assert_error (error, WEIR_PATH_ERROR, WEIR_PATH_ERROR_SYNTAX);
}

/* A context is looked into, its key names members of the message. */
static void
test_get_beside (void)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirPath)  path = weir_path_new ("a[msg.k]", NULL);
  g_autoptr (WeirValue) root = read_json ("{\"a\":{\"b\":1}}");
  g_autoptr (WeirValue) message = read_json ("{\"k\":\"b\"}");
  g_autoptr (WeirValue) value =
    weir_path_get_beside (path, root, message, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (weir_value_get_number (value), ==, 1);
  g_assert_null (weir_path_get_beside (path, root, NULL, &error));
  g_assert_error (error, WEIR_PATH_ERROR, WEIR_PATH_ERROR_SYNTAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/path/accept", test_accept);
  g_test_add_func ("/json/path/reject", test_reject);
  g_test_add_func ("/json/path/nesting-limit", test_nesting_limit);
  g_test_add_func ("/json/path/get", test_get);
  g_test_add_func ("/json/path/set", test_set);
  g_test_add_func ("/json/path/set-in-place", test_set_in_place);
  g_test_add_func ("/json/path/set-unresolved", test_set_unresolved);
  g_test_add_func ("/json/path/get-beside", test_get_beside);

  return g_test_run ();
}
