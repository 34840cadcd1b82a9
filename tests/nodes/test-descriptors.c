/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "json/weir-json.h"
#include "nodes/weir-node-table.h"
#include "schema/weir-registry.h"

#include <string.h>

/* Every node type of the table says all that dialog, checks, help and
 * documentation read of it. */

static WeirValue *
read_json (const char *json)
{
  return weir_json_read (json, strlen (json), NULL, NULL);
}

static void
check_default (const WeirProperty *property)
{
  g_autoptr (WeirValue) value = NULL;

  if (property->def == NULL)
    return;
  value = read_json (property->def);
  g_assert_nonnull (value);
}

static void
check_choices (const WeirProperty *property)
{
  for (const WeirChoice *choice = property->choices;
       choice != NULL && choice->value != NULL;
       choice++)
    {
      g_autoptr (WeirValue) value = read_json (choice->value);

      g_assert_nonnull (value);
      g_assert_nonnull (choice->label);
    }
}

static void
check_refs (const WeirRegistry *registry, const WeirProperty *property)
{
  for (const WeirRef *ref = property->refs; ref != NULL && ref->type != NULL;
       ref++)
    {
      g_assert_nonnull (weir_registry_lookup (registry, ref->type));
      g_assert_nonnull (ref->key);
    }
}

static void
check_table (const WeirRegistry *registry,
             const WeirNodeType *type,
             const WeirProperty *table)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (const WeirProperty *p = table; p != NULL && p->key != NULL; p++)
    {
      g_test_message ("%s.%s", type->type, p->key);
      g_assert_true (g_hash_table_add (keys, (gpointer)p->key));
      g_assert_nonnull (p->label);
      check_default (p);
      check_choices (p);
      check_refs (registry, p);
      check_table (registry, type, p->columns);
      if (p->kind == WEIR_PROPERTY_KIND_TYPED)
        g_assert_nonnull (p->pair_key);
      if (p->kind == WEIR_PROPERTY_KIND_CHOICE)
        g_assert_nonnull (p->choices);
      if (p->kind == WEIR_PROPERTY_KIND_NODE_REF)
        g_assert_nonnull (p->refs);
    }
}

static void
test_descriptors (void)
{
  g_autoptr (WeirRegistry)   registry = weir_registry_new (weir_node_table ());
  const WeirNodeType *const *table = weir_node_table ();

  for (guint i = 0; table[i] != NULL; i++)
    {
      const WeirNodeType *type = table[i];

      g_test_message ("%s", type->type);
      g_assert_true (weir_registry_lookup (registry, type->type) == type);
      g_assert_cmpuint (strlen (type->label), >, 0);
      g_assert_true (g_str_has_suffix (type->summary, "."));
      g_assert_cmpuint (strlen (type->help), >, strlen (type->summary));
      g_assert_true (g_str_has_prefix (type->icon, "weir-"));
      g_assert_true (type->color[0] == '#' && strlen (type->color) == 7);
      g_assert_cmpuint (type->inputs, <=, 1);
      g_assert_true (type->inputs == 0 || type->receive != NULL);
      check_table (registry, type, type->properties);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/descriptors/complete", test_descriptors);
  return g_test_run ();
}
