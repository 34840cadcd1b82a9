/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-json.h"
#include "schema/weir-registry.h"

/* Registry, properties, and the checks of descriptors: each slip a table can
 * have, in a table of its own. */

static const WeirChoice choices[] = {
  { "\"true\"", "Whole" },
  { "\"false\"", "Payload" },
  { NULL, NULL },
};

static const char *const types[] = { "str", "num", NULL };

static const WeirRef refs[] = { { "good", "b", NULL }, { NULL } };

static const WeirProperty columns[] = {
  { .key = "p", .kind = WEIR_PROPERTY_KIND_STRING, .label = "Name" },
  { .key = NULL },
};

static const WeirProperty good_properties[] = {
  { .key = "a",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = "A",
    .def = "\"false\"",
    .choices = choices },
  { .key = "b",
    .kind = WEIR_PROPERTY_KIND_NODE_REF,
    .label = "B",
    .def = "\"\"",
    .refs = refs,
    .flags = WEIR_PROPERTY_REQUIRED,
    .required_code = "W201" },
  { .key = "v",
    .kind = WEIR_PROPERTY_KIND_TYPED,
    .label = "V",
    .pair_key = "vt",
    .types = types,
    .shown_if = { "a", "true" } },
  { .key = "vt", .kind = WEIR_PROPERTY_KIND_OPAQUE, .def = "\"str\"" },
  { .key = "rows",
    .kind = WEIR_PROPERTY_KIND_LIST,
    .label = "Rows",
    .def = "[{\"p\":1}]",
    .columns = columns },
  { .key = NULL },
};

static const WeirNodeType good = {
  .type = "good",
  .label = "Good",
  .summary = "Has nothing wrong.",
  .inputs = 1,
  .properties = good_properties,
};

static const WeirNodeType other = {
  .type = "other node",
  .label = "Other",
  .summary = "Has no properties.",
};

static const WeirNodeType *const table[] = { &good, &other, NULL };

static void
test_registry (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (table);
  WeirRegistry            *held = weir_registry_ref (registry);

  g_assert_cmpuint (weir_registry_get_n_types (registry), ==, 2);
  g_assert_true (weir_registry_get_type (registry, 1) == &other);
  g_assert_true (weir_registry_lookup (registry, "other node") == &other);
  g_assert_null (weir_registry_lookup (registry, "Other node"));
  g_assert_null (weir_registry_lookup (registry, ""));
  g_assert_true (weir_node_type_get_property (&good, "vt") == &good_properties[3]);
  g_assert_null (weir_node_type_get_property (&good, "p"));
  g_assert_null (weir_node_type_get_property (&other, "a"));
  weir_registry_unref (held);
}

static void
test_default (void)
{
  g_autoptr (WeirValue) rows = weir_property_get_default (&good_properties[4]);
  g_autofree char      *text = weir_json_write (rows, WEIR_JSON_STYLE_COMPACT);

  g_assert_cmpstr (text, ==, "[{\"p\":1}]");
  g_assert_null (weir_property_get_default (&good_properties[2]));
}

static void
test_valid (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (table);
  g_autoptr (GError)       error = NULL;

  for (guint i = 0; i < weir_registry_get_n_types (registry); i++)
    {
      g_assert_true (weir_node_type_validate (weir_registry_get_type (registry, i),
                                              registry,
                                              &error));
      g_assert_no_error (error);
    }
}

typedef struct
{
  WeirProperty property;
  const char  *message;
} Slip;

#define STRING(member) .kind = WEIR_PROPERTY_KIND_STRING, .label = "L", member

static const WeirRef      bad_refs[] = { { "nobody", NULL, NULL }, { NULL } };
static const WeirRef      bad_ref_keys[] = { { "bad", "zzz", NULL }, { NULL } };
static const WeirChoice   bad_choices[] = { { "true", "Yes" }, { NULL, NULL } };
static const WeirChoice   odd_choices[] = { { "yes", "Yes" }, { NULL, NULL } };
static const WeirProperty bad_columns[] = {
  { .key = "p", STRING (.def = "[") },
  { .key = NULL },
};

static const Slip slips[] = {
  { { .kind = WEIR_PROPERTY_KIND_STRING }, "bad.k: no label" },
  { { STRING (.def = "false value") }, "bad.k: “false value” is not JSON" },
  { { STRING (.min = 1) }, "bad.k: min is above max" },
  { { STRING (.required_code = "X1") }, "bad.k: no problem has the code X1" },
  { { STRING (.range_code = "X2") }, "bad.k: no problem has the code X2" },
  { { STRING (.flags = WEIR_PROPERTY_REQUIRED) },
    "bad.k: required, but without a required_code" },
  { { STRING (.shown_if = { "zzz" }) }, "bad.k: shown_if has no glob" },
  { { STRING (.shown_if.key = "zzz"), .shown_if.glob = "*" },
    "bad.k: no property “zzz” for shown_if" },
  { { .kind = WEIR_PROPERTY_KIND_CHOICE, .label = "L" },
    "bad.k: there is nothing to choose from" },
  { { .kind = WEIR_PROPERTY_KIND_CHOICE,
      .label = "L",
      .def = "\"true\"",
      .choices = bad_choices },
    "bad.k: the default is none of the choices" },
  { { .kind = WEIR_PROPERTY_KIND_CHOICE, .label = "L", .choices = odd_choices },
    "bad.k: “yes” is not JSON" },
  { { .kind = WEIR_PROPERTY_KIND_NODE_REF, .label = "L" },
    "bad.k: a reference to no type" },
  { { .kind = WEIR_PROPERTY_KIND_NODE_REF, .label = "L", .refs = bad_refs },
    "bad.k: no node type “nobody”" },
  { { .kind = WEIR_PROPERTY_KIND_NODE_REF, .label = "L", .refs = bad_ref_keys },
    "bad.k: no property “zzz” for a reference" },
  { { .kind = WEIR_PROPERTY_KIND_TYPED, .label = "L" },
    "bad.k: a typed value without a pair_key" },
  { { .kind = WEIR_PROPERTY_KIND_TYPED, .label = "L", .pair_key = "zzz" },
    "bad.k: no property “zzz” for the type" },
  { { .kind = WEIR_PROPERTY_KIND_TYPED, .label = "L", .pair_key = "k" },
    "bad.k: a typed value without types" },
  { { .kind = WEIR_PROPERTY_KIND_LIST, .label = "L" },
    "bad.k: a list without columns" },
  { { .kind = WEIR_PROPERTY_KIND_LIST, .label = "L", .columns = bad_columns },
    "bad.p: “[” is not JSON" },
};

static void
assert_rejected (const WeirNodeType *type, const char *message)
{
  const WeirNodeType *const own_table[] = { type, NULL };
  g_autoptr (WeirRegistry)  registry = weir_registry_new (own_table);
  g_autoptr (GError)        error = NULL;

  g_assert_false (weir_node_type_validate (type, registry, &error));
  g_assert_error (error, WEIR_SCHEMA_ERROR, WEIR_SCHEMA_ERROR_DESCRIPTOR);
  if (!g_str_has_prefix (error->message, message))
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_slips (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (slips); i++)
    {
      WeirProperty properties[] = { slips[i].property, { .key = NULL } };
      WeirNodeType bad = { .type = "bad",
                           .label = "Bad",
                           .summary = "Has one slip.",
                           .properties = properties };

      properties[0].key = "k";
      assert_rejected (&bad, slips[i].message);
    }
}

static void
test_slips_of_types (void)
{
  const WeirProperty twice[] = {
    { .key = "k", .kind = WEIR_PROPERTY_KIND_OPAQUE },
    { .key = "k", .kind = WEIR_PROPERTY_KIND_OPAQUE },
    { .key = NULL },
  };
  WeirNodeType bad = { .type = "bad", .label = "Bad" };

  assert_rejected (&bad, "bad: no label or no summary");
  bad.summary = "Has one slip.";
  bad.inputs = 2;
  assert_rejected (&bad, "bad: more than one input");
  bad.inputs = 0;
  bad.outputs_from = "zzz";
  assert_rejected (&bad, "bad: no property “zzz” for outputs_from");
  bad.outputs_from = NULL;
  bad.properties = twice;
  assert_rejected (&bad, "bad.k: the key is there twice");
  bad.type = "";
  assert_rejected (&bad, ": no type");
}

static void
test_same_name (void)
{
  const WeirNodeType        copy = good;
  const WeirNodeType *const own_table[] = { &good, &copy, NULL };
  g_autoptr (WeirRegistry)  registry = weir_registry_new (own_table);
  g_autoptr (GError)        error = NULL;

  g_assert_false (weir_node_type_validate (&good, registry, &error));
  g_assert_error (error, WEIR_SCHEMA_ERROR, WEIR_SCHEMA_ERROR_DESCRIPTOR);
}

static void
test_env_reference (void)
{
  static const char *const yes[] = {
    "${A}", "$(A)", "${MY_ENV}", "${\303\251}", "${a}b}", "${a.b-c}",
  };
  static const char *const no[] = {
    "",      "$",    "${}",  "$()",       "${A",    "$A",           "a${A}",
    "${A}b", "${A)", "$(A}", "${MY ENV}", "${A\n}", "${A\302\240}", "{A}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (weir_text_is_env_reference (yes[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (weir_text_is_env_reference (no[i]));
  g_assert_true (weir_text_is_env_reference ("${\377}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/registry", test_registry);
  g_test_add_func ("/schema/property/default", test_default);
  g_test_add_func ("/schema/property/env-reference", test_env_reference);
  g_test_add_func ("/schema/node-type/valid", test_valid);
  g_test_add_func ("/schema/node-type/slips", test_slips);
  g_test_add_func ("/schema/node-type/slips-of-types", test_slips_of_types);
  g_test_add_func ("/schema/node-type/same-name", test_same_name);

  return g_test_run ();
}
