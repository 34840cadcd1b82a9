/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-snapshot.h"
#include "json/weir-json.h"

#include <string.h>

/* Reads a JSON array of entries, and credentials when there are any. */
static WeirSnapshot *
snapshot_of (const char *flow, const char *credentials)
{
  g_autoptr (WeirValue) array = NULL;
  g_autoptr (WeirValue) secrets = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GError)    error = NULL;

  array = weir_json_read (flow, strlen (flow), NULL, &error);
  g_assert_no_error (error);
  if (credentials != NULL)
    secrets = weir_json_read (credentials, strlen (credentials), NULL, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < weir_value_get_length (array); i++)
    g_ptr_array_add (entries, weir_value_get_item (array, i));
  return weir_snapshot_new ((WeirValue **)entries->pdata, entries->len, secrets);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char     *entry;
    WeirElementKind kind;
  } cases[] = {
    { "{\"type\":\"tab\"}", WEIR_ELEMENT_KIND_TAB },
    { "{\"type\":\"workspace\"}", WEIR_ELEMENT_KIND_TAB },
    { "{\"type\":\"subflow\"}", WEIR_ELEMENT_KIND_SUBFLOW },
    { "{\"type\":\"subflow:1\",\"x\":1,\"y\":1}", WEIR_ELEMENT_KIND_NODE },
    { "{\"type\":\"group\",\"x\":1,\"y\":1}", WEIR_ELEMENT_KIND_GROUP },
    { "{\"type\":\"junction\",\"x\":1,\"y\":1}", WEIR_ELEMENT_KIND_JUNCTION },
    { "{\"type\":\"inject\",\"x\":1,\"y\":1}", WEIR_ELEMENT_KIND_NODE },
    { "{\"type\":\"inject\",\"x\":\"1\",\"y\":null}", WEIR_ELEMENT_KIND_NODE },
    { "{\"type\":\"inject\",\"x\":1}", WEIR_ELEMENT_KIND_CONFIG },
    { "{\"type\":\"tls-config\"}", WEIR_ELEMENT_KIND_CONFIG },
    { "{\"type\":\"global-config\"}", WEIR_ELEMENT_KIND_GLOBAL_CONFIG },
    { "{\"type\":7}", WEIR_ELEMENT_KIND_CONFIG },
    { "{}", WEIR_ELEMENT_KIND_CONFIG },
    { "null", WEIR_ELEMENT_KIND_INVALID },
    { "[]", WEIR_ELEMENT_KIND_INVALID },
    { "\"tab\"", WEIR_ELEMENT_KIND_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char         *flow = g_strdup_printf ("[%s]", cases[i].entry);
      g_autoptr (WeirSnapshot) snapshot = snapshot_of (flow, NULL);

      g_test_message ("%s", cases[i].entry);
      g_assert_cmpint (weir_snapshot_get_entry (snapshot, 0)->kind,
                       ==,
                       cases[i].kind);
    }
}

static void
test_envelope (void)
{
  g_autoptr (WeirSnapshot) snapshot = snapshot_of (
    "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"Flow\",\"disabled\":1},"
    " {\"id\":\"n\",\"type\":\"debug\",\"z\":\"t\",\"g\":\"g\","
    "  \"name\":\"Out\",\"d\":true,\"x\":1,\"y\":1},"
    " {\"id\":5,\"type\":null,\"z\":0,\"d\":1}, 7]",
    NULL);
  const WeirEntry *tab = weir_snapshot_get_entry (snapshot, 0);
  const WeirEntry *node = weir_snapshot_get_entry (snapshot, 1);
  const WeirEntry *odd = weir_snapshot_get_entry (snapshot, 2);

  g_assert_cmpuint (weir_snapshot_get_n_entries (snapshot), ==, 4);
  g_assert_cmpstr (tab->name, ==, "Flow");
  g_assert_true (tab->disabled);
  g_assert_cmpstr (node->id, ==, "n");
  g_assert_cmpstr (node->type, ==, "debug");
  g_assert_cmpstr (node->z, ==, "t");
  g_assert_cmpstr (node->g, ==, "g");
  g_assert_cmpstr (node->name, ==, "Out");
  g_assert_true (node->disabled);
  g_assert_cmpuint (node->index, ==, 1);
  g_assert_cmpstr (odd->id, ==, "");
  g_assert_cmpstr (odd->type, ==, "");
  g_assert_cmpstr (odd->z, ==, "");
  g_assert_cmpstr (odd->name, ==, "");
  g_assert_false (odd->disabled);
  g_assert_null (weir_snapshot_lookup (snapshot, ""));
}

static void
test_duplicates (void)
{
  g_autoptr (WeirSnapshot) snapshot =
    snapshot_of ("[{\"id\":\"a\",\"type\":\"1\"},{\"type\":\"2\"},"
                 " {\"id\":\"a\",\"type\":\"3\"},{\"type\":\"4\"}]",
                 NULL);
  static const gboolean shadowed[] = { FALSE, FALSE, TRUE, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (shadowed); i++)
    g_assert_cmpint (weir_snapshot_get_entry (snapshot, i)->shadowed,
                     ==,
                     shadowed[i]);
  g_assert_cmpstr (weir_snapshot_lookup (snapshot, "a")->type, ==, "1");
}

static void
test_containers (void)
{
  static const struct
  {
    const char *id;
    const char *container;
    gboolean    enabled;
  } cases[] = {
    { "in-tab", "tab", TRUE },    { "in-subflow", "subflow", TRUE },
    { "in-nothing", NULL, TRUE }, { "in-node", NULL, TRUE },
    { "in-off", "off", FALSE },   { "off-itself", "tab", FALSE },
    { "global", NULL, TRUE },     { "tab", NULL, TRUE },
    { "off", NULL, FALSE },
  };
  g_autoptr (WeirSnapshot) snapshot = snapshot_of (
    "[{\"id\":\"in-tab\",\"z\":\"tab\"},{\"id\":\"tab\",\"type\":\"tab\"},"
    " {\"id\":\"subflow\",\"type\":\"subflow\"},"
    " {\"id\":\"off\",\"type\":\"tab\",\"disabled\":true},"
    " {\"id\":\"in-subflow\",\"z\":\"subflow\"},{\"id\":\"global\"},"
    " {\"id\":\"in-nothing\",\"z\":\"x\"},{\"id\":\"in-off\",\"z\":\"off\"},"
    " {\"id\":\"in-node\",\"z\":\"global\"},"
    " {\"id\":\"off-itself\",\"z\":\"tab\",\"d\":true}]",
    NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WeirEntry *entry = weir_snapshot_lookup (snapshot, cases[i].id);
      const WeirEntry *container = weir_snapshot_get_container (snapshot, entry);

      g_test_message ("%s", cases[i].id);
      g_assert_cmpstr (container != NULL ? container->id : NULL,
                       ==,
                       cases[i].container);
      g_assert_cmpint (weir_snapshot_is_enabled (snapshot, entry),
                       ==,
                       cases[i].enabled);
    }
}

/* Each flow is a list of groups "id", z, g; the answer is what each is in. */
static void
test_groups (void)
{
  static const struct
  {
    const char *groups; /* "id:z:g …" */
    const char *parents;
  } cases[] = {
    { "a:t: b:t:a c:t:b", "-ab" },
    { "a:t:x", "-" },        /* no such group */
    { "a:t: b:u:a", "--" },  /* on another tab */
    { "a::  b::a", "-a" },   /* on no tab at all */
    { "a:t:a", "-" },        /* in itself */
    { "a:t:b b:t:a", "--" }, /* in one another */
    { "a:t:b b:t:a c:t:a d:t:c", "--ac" },
    { "d:t:c c:t:a a:t:b b:t:a", "ca--" },
    { "a:t:b b:t:c c:t:d d:t:b e:t:a", "b---a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString)      flow = g_string_new ("[");
      g_auto (GStrv)           groups = g_strsplit (cases[i].groups, " ", -1);
      g_autoptr (WeirSnapshot) snapshot = NULL;
      g_autoptr (GString)      parents = g_string_new (NULL);

      for (guint j = 0; groups[j] != NULL; j++)
        {
          g_auto (GStrv) parts = g_strsplit (groups[j], ":", 3);

          if (g_strv_length (parts) == 3)
            g_string_append_printf (flow,
                                    "%s{\"type\":\"group\",\"id\":\"%s\","
                                    "\"z\":\"%s\",\"g\":\"%s\"}",
                                    flow->len > 1 ? "," : "",
                                    parts[0],
                                    parts[1],
                                    parts[2]);
        }
      g_string_append_c (flow, ']');
      snapshot = snapshot_of (flow->str, NULL);

      for (guint j = 0; j < weir_snapshot_get_n_entries (snapshot); j++)
        {
          const WeirEntry *group =
            weir_snapshot_get_group (snapshot,
                                     weir_snapshot_get_entry (snapshot, j));

          g_string_append (parents, group != NULL ? group->id : "-");
        }
      g_test_message ("%s", cases[i].groups);
      g_assert_cmpstr (parents->str, ==, cases[i].parents);
    }
}

static void
test_credentials (void)
{
  g_autoptr (WeirSnapshot) snapshot =
    snapshot_of ("[]", "{\"a\":{\"user\":\"me\"},\"b\":7}");
  g_autoptr (WeirSnapshot) without = snapshot_of ("[]", NULL);

  g_assert_cmpstr (
    weir_value_lookup_string (weir_snapshot_get_credentials (snapshot, "a"),
                              "user"),
    ==,
    "me");
  g_assert_null (weir_snapshot_get_credentials (snapshot, "b"));
  g_assert_null (weir_snapshot_get_credentials (snapshot, "c"));
  g_assert_null (weir_snapshot_get_credentials (without, "a"));
}

static guint
count_groups (WeirSnapshot *snapshot, const WeirEntry *entry)
{
  guint n = 0;

  while ((entry = weir_snapshot_get_group (snapshot, entry)) != NULL)
    n++;
  return n;
}

/* However a file nests its groups, walking up from any entry ends soon. */
static void
test_deep_groups (void)
{
  const int n_groups = 20000;

  for (int step = -1; step <= 1; step += 2)
    {
      g_autoptr (GString)      flow = g_string_new ("[");
      g_autoptr (WeirSnapshot) snapshot = NULL;
      guint                    deepest = 0;

      for (int i = 0; i < n_groups; i++)
        g_string_append_printf (flow,
                                "%s{\"type\":\"group\",\"id\":\"g%d\","
                                "\"z\":\"t\",\"g\":\"g%d\"}",
                                i > 0 ? "," : "",
                                i,
                                i + step);
      g_string_append_c (flow, ']');
      snapshot = snapshot_of (flow->str, NULL);
      for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
        deepest =
          MAX (deepest,
               count_groups (snapshot, weir_snapshot_get_entry (snapshot, i)));
      g_assert_cmpuint (deepest, ==, WEIR_SNAPSHOT_MAX_GROUP_DEPTH);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/snapshot/kinds", test_kinds);
  g_test_add_func ("/flow/snapshot/envelope", test_envelope);
  g_test_add_func ("/flow/snapshot/duplicates", test_duplicates);
  g_test_add_func ("/flow/snapshot/containers", test_containers);
  g_test_add_func ("/flow/snapshot/groups", test_groups);
  g_test_add_func ("/flow/snapshot/deep-groups", test_deep_groups);
  g_test_add_func ("/flow/snapshot/credentials", test_credentials);

  return g_test_run ();
}
