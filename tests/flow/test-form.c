/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-check.h"
#include "flow/weir-form.h"
#include "weir-test-snapshot.h"

/* What forms do whatever the types are; those of the table are tried in
 * tests/nodes/test-forms.c. */

static const WeirProperty columns[] = {
  { .key = "k", .kind = WEIR_PROPERTY_KIND_STRING, .def = "\"\"" },
  { .key = "v", .kind = WEIR_PROPERTY_KIND_STRING, .shown_if = { "k", "a*" } },
  { .key = NULL },
};
static const WeirProperty thing_properties[] = {
  { .key = "name", .kind = WEIR_PROPERTY_KIND_STRING, .def = "\"\"" },
  { .key = "path",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .def = "\"\"",
    .flags = WEIR_PROPERTY_REQUIRED,
    .required_code = "W210" },
  { .key = "size",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .range_code = "N308",
    .min = 1,
    .max = 9,
    .shown_if = { "path", "/*" } },
  { .key = "list", .kind = WEIR_PROPERTY_KIND_LIST, .columns = columns },
  { .key = "secret",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .flags = WEIR_PROPERTY_CREDENTIAL | WEIR_PROPERTY_SECRET },
  { .key = NULL },
};
static const WeirNodeType thing = {
  .type = "thing",
  .category = WEIR_NODE_CATEGORY_CONFIG,
  .label = "thing",
  .properties = thing_properties,
};
static const WeirNodeType *const table[] = { &thing, NULL };

typedef struct
{
  WeirDocument *document;
  WeirRegistry *registry;
  WeirForm     *form;
  guint         n_changed;
  guint         n_gone;
} Fixture;

static void
count (guint *counter)
{
  (*counter)++;
}

static void
open_form (Fixture *fixture, const char *flow, const char *credentials)
{
  g_autofree char      *json = g_strdelimit (g_strdup (flow), "'", '"');
  g_autoptr (GBytes)    bytes = g_bytes_new (json, strlen (json));
  g_autoptr (WeirValue) all =
    credentials != NULL ? weir_test_value (credentials) : NULL;
  g_autoptr (GError) error = NULL;

  fixture->document = weir_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  fixture->registry = weir_registry_new (table);
  fixture->form = weir_form_new (fixture->document, fixture->registry, "n", all);
  g_assert_nonnull (fixture->form);
  g_signal_connect_data (fixture->form,
                         "changed",
                         G_CALLBACK (count),
                         &fixture->n_changed,
                         NULL,
                         G_CONNECT_SWAPPED);
  g_signal_connect_data (fixture->form,
                         "gone",
                         G_CALLBACK (count),
                         &fixture->n_gone,
                         NULL,
                         G_CONNECT_SWAPPED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->form != NULL)
    g_assert_finalize_object (fixture->form);
  g_clear_pointer (&fixture->registry, weir_registry_unref);
  g_assert_finalize_object (fixture->document);
}

static WeirField *
lookup (Fixture *fixture, const char *key)
{
  WeirField *field = weir_sheet_lookup (weir_form_get_sheet (fixture->form), key);

  g_assert_nonnull (field);
  return field;
}

static void
apply (Fixture *fixture, WeirEdit *edit)
{
  g_autoptr (WeirEdit) owned = edit;
  g_autoptr (WeirEdit) inverse = NULL;
  g_autoptr (GError)   error = NULL;

  inverse = weir_document_apply (fixture->document, owned, &error);
  g_assert_no_error (error);
}

static void
assert_document (Fixture *fixture, const char *expected)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (fixture->document);
  gsize              length;
  const char        *text = g_bytes_get_data (bytes, &length);
  g_autofree char *quoted = g_strdelimit (g_strndup (text, length), "\"", '\'');

  g_assert_cmpstr (quoted, ==, expected);
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  guint n_notified = 0;

  open_form (fixture, "[{'id':'n','type':'thing','path':''}]", NULL);
  g_assert_false (weir_field_is_shown (lookup (fixture, "size")));
  g_signal_connect_data (lookup (fixture, "size"),
                         "notify::shown",
                         G_CALLBACK (count),
                         &n_notified,
                         NULL,
                         G_CONNECT_SWAPPED);
  weir_field_set_text (lookup (fixture, "path"), "/a");
  weir_field_set_text (lookup (fixture, "path"), "/ab");
  g_assert_true (weir_field_is_shown (lookup (fixture, "size")));
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  const WeirProblem *problem;

  open_form (fixture, "[{'id':'n','type':'thing','path':'','size':10}]", NULL);
  weir_form_check (fixture->form);
  problem =
    g_ptr_array_index (weir_field_get_problems (lookup (fixture, "path")), 0);
  g_assert_cmpstr (problem->code, ==, "W210");
  g_assert_cmpuint (weir_field_get_problems (lookup (fixture, "size"))->len, ==, 0);

  /* Nobody uses it: that is about no field. */
  g_assert_cmpuint (weir_form_get_problems (fixture->form)->len, ==, 1);
  problem = g_ptr_array_index (weir_form_get_problems (fixture->form), 0);
  g_assert_cmpstr (problem->code, ==, "W290");

  weir_field_set_text (lookup (fixture, "path"), "/a");
  weir_form_check (fixture->form);
  g_assert_cmpuint (weir_field_get_problems (lookup (fixture, "path"))->len, ==, 0);
  problem =
    g_ptr_array_index (weir_field_get_problems (lookup (fixture, "size")), 0);
  g_assert_cmpstr (problem->code, ==, "N308");
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  WeirField            *list;
  GListModel           *rows;
  g_autoptr (WeirSheet) first = NULL;

  open_form (fixture,
             "[{'id':'n','type':'thing','list':[{'k':'a', 'v':1},7]}]",
             NULL);
  list = lookup (fixture, "list");
  rows = weir_field_get_rows (list);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 2);
  g_assert_null (weir_form_commit (fixture->form));

  /* A row keeps what it has besides, and what is no row is kept too. */
  first = g_list_model_get_item (rows, 0);
  weir_field_set_text (weir_sheet_lookup (first, "k"), "ab");
  weir_field_move_row (list, 0, 1);
  apply (fixture, weir_form_commit (fixture->form));
  assert_document (fixture,
                   "[{'id':'n','type':'thing','list':[7,{'k':'ab','v':1}]}]");

  /* The document's turn: the rows follow. */
  apply (fixture, weir_edit_new_set ("n", "list", NULL));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 0);
  g_assert_null (weir_form_commit (fixture->form));
}

static void
test_rebase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) elsewhere = weir_value_new_string ("/there");
  g_autofree char      *path = NULL;

  open_form (fixture, "[{'id':'n','type':'thing','path':'/a','name':''}]", NULL);
  weir_field_set_text (lookup (fixture, "name"), "mine");
  apply (fixture, weir_edit_new_set ("n", "path", elsewhere));
  path = weir_field_dup_text (lookup (fixture, "path"));
  g_assert_cmpstr (path, ==, "/there");
  apply (fixture, weir_form_commit (fixture->form));
  assert_document (fixture,
                   "[{'id':'n','type':'thing','path':'/there','name':'mine'}]");
  apply (fixture, weir_edit_new_remove ("n"));
  g_assert_cmpuint (fixture->n_gone, ==, 1);
}

static void
take_credentials (const char *id, WeirValue *credentials, gpointer user_data)
{
  char **text = user_data;

  g_free (*text);
  *text = weir_test_take_json (weir_value_ref (credentials));
}

static void
test_credentials (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  open_form (fixture,
             "[{'id':'n','type':'thing'}]",
             "{'n':{'secret':'s','other':'o'}}");
  weir_form_foreach_credentials (fixture->form, take_credentials, &text);
  g_assert_null (text);
  weir_field_set_text (lookup (fixture, "secret"), "t");
  g_assert_true (weir_form_is_changed (fixture->form));
  g_assert_null (weir_form_commit (fixture->form));
  weir_form_foreach_credentials (fixture->form, take_credentials, &text);
  g_assert_cmpstr (text, ==, "{'secret':'t','other':'o'}");
  weir_field_set_text (lookup (fixture, "secret"), "");
  weir_form_foreach_credentials (fixture->form, take_credentials, &text);
  g_assert_cmpstr (text, ==, "{'other':'o'}");
}

typedef struct
{
  const char *entry;
  const char *keys; /* of the fields, in order */
} KindCase;

static const KindCase kind_cases[] = {
  { "{'id':'n','type':'tab'}", "label disabled env info" },
  { "{'id':'n','type':'subflow'}", "name category env info" },
  { "{'id':'n','type':'group'}", "name style env info" },
  { "{'id':'n','type':'junction','x':1,'y':1}", "info" },
  { "{'id':'n','type':'global-config'}", "env" },
  { "{'id':'n','type':'thing'}", "name path size list secret d info z" },
  { "{'id':'n','type':'subflow:s','x':1,'y':1}", "name env d info l icon" },
  { "{'id':'n','type':'other','x':1,'y':1,'a':[],'z':'t','b':{}}",
    "name a b d info l icon" },
  { "{'id':'n','type':'other-config','a':1}", "name a d info z" },
};

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  const KindCase     *c = data;
  g_autofree char    *flow = g_strdup_printf ("[%s]", c->entry);
  g_autoptr (GString) keys = g_string_new (NULL);
  WeirSheet          *sheet;

  open_form (fixture, flow, NULL);
  sheet = weir_form_get_sheet (fixture->form);
  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      const WeirProperty *property =
        weir_field_get_property (weir_sheet_get_field (sheet, i));

      g_string_append_printf (keys, "%s%s", i > 0 ? " " : "", property->key);
    }
  g_assert_cmpstr (keys->str, ==, c->keys);
  g_assert_null (weir_form_commit (fixture->form));
}

static void
test_candidates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GPtrArray) configs = NULL;
  const WeirRef         ref = { .type = "thing", .key = "thing" };
  const WeirCandidate  *candidate;

  open_form (fixture,
             "[{'id':'t','type':'tab','label':'A'},{'id':'n','type':'x','z':"
             "'t','x':1,'y':1},{'id':'m','type':'x','name':'M','z':'t','x':1,"
             "'y':1},{'id':'o','type':'x','z':'u','x':1,'y':1},{'id':'g','type'"
             ":'thing'},{'id':'h','type':'thing','z':'t','name':'H'},{'id':'i'"
             ",'type':'thing','z':'u'}]",
             NULL);
  nodes = weir_form_list_nodes (fixture->form);
  g_assert_cmpuint (nodes->len, ==, 1);
  candidate = g_ptr_array_index (nodes, 0);
  g_assert_cmpstr (candidate->label, ==, "M");
  configs = weir_form_list_configs (fixture->form, &ref);
  g_assert_cmpuint (configs->len, ==, 2);
  candidate = g_ptr_array_index (configs, 0);
  g_assert_cmpstr (candidate->label, ==, "thing");
  g_assert_cmpstr (candidate->where, ==, "");
  candidate = g_ptr_array_index (configs, 1);
  g_assert_cmpstr (candidate->label, ==, "H");
  g_assert_cmpstr (candidate->where, ==, "A");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/flow/form/" name, Fixture, NULL, NULL, func, tear_down)
  ADD ("shown", test_shown);
  ADD ("problems", test_problems);
  ADD ("rows", test_rows);
  ADD ("rebase", test_rebase);
  ADD ("credentials", test_credentials);
  ADD ("candidates", test_candidates);
  for (guint i = 0; i < G_N_ELEMENTS (kind_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/form/kinds/%u", i);

      g_test_add (path, Fixture, &kind_cases[i], NULL, test_kinds, tear_down);
    }
  return g_test_run ();
}
