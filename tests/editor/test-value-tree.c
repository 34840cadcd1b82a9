/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "editor/panels/weir-value-tree.h"
#include "json/weir-json.h"
#include "json/weir-path.h"

#include <string.h>

static WeirValueNode *
new_tree (const char *json, const char *path)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirValue) value =
    weir_json_read (json, strlen (json), NULL, &error);

  g_assert_no_error (error);
  return weir_value_node_new (value, path);
}

static WeirValueNode *
get_child (WeirValueNode *parent, guint index)
{
  g_autoptr (GListModel) children = weir_value_node_list_children (parent);
  WeirValueNode         *child;

  g_assert_nonnull (children);
  child = g_list_model_get_item (children, index);
  g_assert_nonnull (child);
  return child;
}

static void
assert_node (WeirValueNode *node,
             const char    *key,
             const char    *path,
             const char    *summary)
{
  g_autofree char *text = weir_value_node_dup_summary (node);

  g_assert_cmpstr (weir_value_node_get_key (node), ==, key);
  g_assert_cmpstr (weir_value_node_get_path (node), ==, path);
  g_assert_cmpstr (text, ==, summary);
}

static guint
count_children (WeirValueNode *node)
{
  g_autoptr (GListModel) children = weir_value_node_list_children (node);

  return children != NULL ? g_list_model_get_n_items (children) : 0;
}

static void
test_object (void)
{
  g_autoptr (WeirValueNode) root =
    new_tree ("{\"a\":1,\"two words\":{\"b\":[\"x\"]},\"e\":{},\"f\":[]}",
              "payload");
  g_autoptr (WeirValueNode) a = get_child (root, 0);
  g_autoptr (WeirValueNode) words = get_child (root, 1);
  g_autoptr (WeirValueNode) b = get_child (words, 0);
  g_autoptr (WeirValueNode) x = get_child (b, 0);
  g_autoptr (WeirValueNode) e = get_child (root, 2);
  g_autoptr (WeirValueNode) f = get_child (root, 3);

  assert_node (root, "", "payload", "object");
  assert_node (a, "a", "payload.a", "1");
  assert_node (words, "two words", "payload[\"two words\"]", "object");
  assert_node (b, "b", "payload[\"two words\"].b", "array[1]");
  assert_node (x, "0", "payload[\"two words\"].b[0]", "\"x\"");
  assert_node (e, "e", "payload.e", "{}");
  assert_node (f, "f", "payload.f", "array[0]");
  g_assert_cmpuint (count_children (a), ==, 0);
  g_assert_cmpuint (count_children (e), ==, 0);
  g_assert_cmpuint (count_children (f), ==, 0);
  g_assert_cmpuint (count_children (root), ==, 4);
}

/* Every path copied leads, in Node-RED's grammar, to the very value. */
static void
check_paths (WeirValueNode *node, WeirValue *message)
{
  g_autoptr (GListModel) children = weir_value_node_list_children (node);
  guint n = children != NULL ? g_list_model_get_n_items (children) : 0;

  if (*weir_value_node_get_path (node) != '\0')
    {
      g_autoptr (GError)   error = NULL;
      g_autoptr (WeirPath) path =
        weir_path_new (weir_value_node_get_path (node), &error);
      g_autoptr (WeirValue) found = NULL;

      g_assert_no_error (error);
      found = weir_path_get (path, message, &error);
      g_assert_no_error (error);
      g_assert_true (found == weir_value_node_get_value (node));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirValueNode) child = g_list_model_get_item (children, i);

      check_paths (child, message);
    }
}

static void
test_paths (void)
{
  g_autoptr (WeirValueNode) root =
    new_tree ("{\"payload\":{\"a-b\":[1,[2,{\"c d\":\"3\"}]],\"x\":0.5},"
              "\"z\":[0,1,2,3,4,5,6,7,8,9,10,11]}",
              "");

  check_paths (root, weir_value_node_get_value (root));
}

static WeirValueNode *
new_array (guint n)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, i == 0 ? "%u" : ",%u", i);
  g_string_append_c (json, ']');
  return new_tree (json->str, "payload");
}

static void
test_tens (void)
{
  g_autoptr (WeirValueNode) ten = new_array (10);
  g_autoptr (WeirValueNode) more = new_array (25);
  g_autoptr (WeirValueNode) range = get_child (more, 2);
  g_autoptr (WeirValueNode) item = get_child (range, 4);

  g_assert_cmpuint (count_children (ten), ==, 10);
  g_assert_cmpuint (count_children (more), ==, 3);
  g_assert_true (weir_value_node_is_range (range));
  assert_node (range, "[20 … 24]", "payload", "");
  g_assert_cmpuint (count_children (range), ==, 5);
  assert_node (item, "24", "payload[24]", "24");
}

/* Leaves are all there, once, in order, however deep the groups are. */
static guint
walk_leaves (WeirValueNode *node, guint next)
{
  g_autoptr (GListModel) children = weir_value_node_list_children (node);
  guint n = children != NULL ? g_list_model_get_n_items (children) : 0;

  g_assert_cmpuint (n, <=, WEIR_VALUE_TREE_MAX_GROUPS);
  if (children == NULL)
    {
      g_assert_cmpfloat (weir_value_get_number (weir_value_node_get_value (node)),
                         ==,
                         next);
      return next + 1;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirValueNode) child = g_list_model_get_item (children, i);

      next = walk_leaves (child, next);
    }
  return next;
}

static void
test_large_arrays (void)
{
  static const guint lengths[] = { 1, 11, 999, 1000, 1001, 12345, 100001 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (WeirValueNode) root = new_array (lengths[i]);

      g_assert_cmpuint (walk_leaves (root, 0), ==, lengths[i]);
    }
}

static void
test_large_object (void)
{
  g_autoptr (GString)       json = g_string_new ("{");
  g_autoptr (WeirValueNode) root = NULL;
  g_autoptr (WeirValueNode) range = NULL;
  g_autoptr (WeirValueNode) member = NULL;

  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (json, i == 0 ? "\"k%u\":1" : ",\"k%u\":1", i);
  g_string_append_c (json, '}');
  root = new_tree (json->str, "payload");
  g_assert_cmpuint (count_children (root), <=, WEIR_VALUE_TREE_MAX_GROUPS);
  range = get_child (root, 10);
  g_assert_true (weir_value_node_is_range (range));
  member = get_child (range, 0);
  assert_node (member, "k1000", "payload.k1000", "1");
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* A form outlives the row: rows come and go with scrolling. */
static void
test_forms (void)
{
  g_autoptr (WeirValueNode) root =
    new_tree ("{\"t\":1700000000000,\"s\":\"x\",\"f\":0.5}", "payload");
  g_autoptr (WeirValueNode) text = get_child (root, 1);
  g_autoptr (WeirValueNode) fraction = get_child (root, 2);
  WeirValueNode            *time = get_child (root, 0);
  guint                     changes = 0;
  gulong                    id = g_signal_connect_data (time,
                                     "form-changed",
                                     G_CALLBACK (count_cb),
                                     &changes,
                                     NULL,
                                     G_CONNECT_SWAPPED);

  g_assert_true (weir_value_node_has_forms (time));
  g_assert_false (weir_value_node_has_forms (text));
  g_assert_false (weir_value_node_has_forms (fraction));
  weir_value_node_cycle_form (time);
  weir_value_node_cycle_form (fraction);
  g_assert_cmpuint (changes, ==, 1);
  assert_node (fraction, "f", "payload.f", "0.5");
  g_signal_handler_disconnect (time, id);
  g_object_unref (time);
  time = get_child (root, 0);
  assert_node (time, "t", "payload.t", "2023-11-14T22:13:20.000Z");
  g_object_unref (time);
}

/* Those who look at a row look at the same object. */
static void
test_identity (void)
{
  g_autoptr (WeirValueNode) root = new_tree ("[1,2]", "payload");
  g_autoptr (GListModel)    children = weir_value_node_list_children (root);
  WeirValueNode            *first = g_list_model_get_item (children, 1);
  g_autoptr (WeirValueNode) again = g_list_model_get_item (children, 1);

  g_assert_true (first == again);
  g_object_unref (first);
  g_clear_object (&again);
  again = g_list_model_get_item (children, 1);
  assert_node (again, "1", "payload[1]", "2");
  g_clear_object (&children);
}

static void
test_buffer (void)
{
  g_autoptr (WeirValue) bytes =
    weir_value_new_bytes ((const guint8 *)"hi\n\377", 4);
  g_autoptr (WeirValueNode) root = weir_value_node_new (bytes, "payload");

  assert_node (root, "", "payload", "<68 69 0a ff>");
  weir_value_node_cycle_form (root);
  assert_node (root, "", "payload", "\"hi\\n\357\277\275\"");
  weir_value_node_cycle_form (root);
  assert_node (root, "", "payload", "<68 69 0a ff>");
}

static void
test_undefined (void)
{
  g_autoptr (WeirValueNode) root = weir_value_node_new (NULL, "payload");

  assert_node (root, "", "payload", "undefined");
  g_assert_null (weir_value_node_list_children (root));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/value-tree/object", test_object);
  g_test_add_func ("/editor/value-tree/paths", test_paths);
  g_test_add_func ("/editor/value-tree/tens", test_tens);
  g_test_add_func ("/editor/value-tree/large-arrays", test_large_arrays);
  g_test_add_func ("/editor/value-tree/large-object", test_large_object);
  g_test_add_func ("/editor/value-tree/forms", test_forms);
  g_test_add_func ("/editor/value-tree/identity", test_identity);
  g_test_add_func ("/editor/value-tree/buffer", test_buffer);
  g_test_add_func ("/editor/value-tree/undefined", test_undefined);
  return g_test_run ();
}
