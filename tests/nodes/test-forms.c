/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-check.h"
#include "flow/weir-form.h"
#include "nodes/weir-node-table.h"
#include "weir-test-snapshot.h"

/* Forms of every type of the table: opening one and committing it leaves every
 * byte, whatever is edited is undone to the byte, and the problems are those of
 * the check of the whole flow. */

#define N_RANDOM_FORMS 300
#define N_RANDOM_EDITS 12

static WeirDocument *
load (const char *text)
{
  g_autofree char   *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

static char *
save (WeirDocument *document)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (document);
  gsize              length;
  const char        *text = g_bytes_get_data (bytes, &length);

  return g_strdelimit (g_strndup (text, length), "\"", '\'');
}

/* Commits, compares the file with @expected, undoes, compares with what it was. */
static void
assert_commit (WeirForm *form, const char *expected)
{
  WeirDocument        *document = weir_form_get_document (form);
  g_autofree char     *before = save (document);
  g_autofree char     *after = NULL;
  g_autofree char     *undone = NULL;
  g_autoptr (WeirEdit) edit = weir_form_commit (form);
  g_autoptr (WeirEdit) inverse = NULL;
  g_autoptr (GError)   error = NULL;

  g_assert_nonnull (edit);
  inverse = weir_document_apply (document, edit, &error);
  g_assert_no_error (error);
  after = save (document);
  if (expected != NULL)
    g_assert_cmpstr (after, ==, expected);
  g_clear_pointer (&edit, weir_edit_unref);
  edit = weir_document_apply (document, inverse, &error);
  g_assert_no_error (error);
  undone = save (document);
  g_assert_cmpstr (undone, ==, before);
}

static WeirForm *
open_form (WeirDocument *document, const char *id)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  WeirForm                *form = weir_form_new (document, registry, id, NULL);

  g_assert_nonnull (form);
  return form;
}

static WeirField *
lookup (WeirForm *form, const char *key)
{
  WeirField *field = weir_sheet_lookup (weir_form_get_sheet (form), key);

  g_assert_nonnull (field);
  return field;
}

static WeirField *
lookup_in_row (WeirForm *form, const char *key, guint row, const char *column)
{
  g_autoptr (WeirSheet) sheet =
    g_list_model_get_item (weir_field_get_rows (lookup (form, key)), row);
  WeirField *field = weir_sheet_lookup (sheet, column);

  g_assert_nonnull (field);
  return field;
}

/* Every type */

static char *
make_entry (const WeirNodeType *type)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "{\"id\":\"n\",\"type\":\"%s\"", type->type);
  if (type->category != WEIR_NODE_CATEGORY_CONFIG)
    g_string_append (text, ",\"z\":\"t\"");
  for (const WeirProperty *p = type->properties; p != NULL && p->key != NULL; p++)
    {
      if (p->def != NULL)
        g_string_append_printf (text, ",\"%s\":%s", p->key, p->def);
    }
  if (type->category != WEIR_NODE_CATEGORY_CONFIG)
    g_string_append (text, ",\"x\":10,\"y\":20,\"wires\":[]");
  g_string_append (text, "}");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
touch_everything (WeirSheet *sheet)
{
  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      WeirField       *field = weir_sheet_get_field (sheet, i);
      g_autofree char *text = weir_field_dup_text (field);

      weir_field_set_text (field, text);
      if (weir_field_get_property (field)->kind == WEIR_PROPERTY_KIND_BOOLEAN)
        weir_field_set_boolean (field, weir_field_get_boolean (field));
      if (weir_field_get_property (field)->kind == WEIR_PROPERTY_KIND_LIST)
        weir_field_get_rows (field);
    }
}

/* Law 6 */
static void
test_untouched (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  for (guint i = 0; i < weir_registry_get_n_types (registry); i++)
    {
      const WeirNodeType *type = weir_registry_get_type (registry, i);
      g_autofree char    *entry = make_entry (type);
      g_autofree char    *minimal = g_strdup_printf (
        "[{'id':'t','type':'tab'},{'id':'n','type':'%s','x':1,'y':2}]",
        type->type);
      g_autofree char *full =
        g_strdup_printf ("[ {\"id\":\"t\",\"type\":\"tab\"} , %s ]", entry);
      const char *texts[] = { full, minimal };

      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        {
          g_autoptr (WeirDocument) document = load (texts[k]);
          g_autoptr (WeirForm)     form = open_form (document, "n");

          g_assert_false (weir_form_is_generic (form));
          touch_everything (weir_form_get_sheet (form));
          weir_form_check (form);
          g_assert_null (weir_form_commit (form));
          g_assert_false (weir_form_is_changed (form));
        }
    }
}

/* The same problems, whoever asks. */
static void
collect (GPtrArray *texts, WeirSheet *sheet)
{
  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      WeirField *field = weir_sheet_get_field (sheet, i);
      GPtrArray *problems = weir_field_get_problems (field);

      for (guint k = 0; k < problems->len; k++)
        {
          WeirProblem *problem = g_ptr_array_index (problems, k);

          g_ptr_array_add (texts, problem->text);
        }
      if (weir_field_get_property (field)->kind != WEIR_PROPERTY_KIND_LIST)
        continue;
      for (guint k = 0;
           k < g_list_model_get_n_items (weir_field_get_rows (field));
           k++)
        {
          g_autoptr (WeirSheet) row =
            g_list_model_get_item (weir_field_get_rows (field), k);

          collect (texts, row);
        }
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
assert_same_problems (WeirForm *form)
{
  WeirSheet               *sheet = weir_form_get_sheet (form);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirValue)    credentials =
    weir_value_with_member (weir_value_new_object (),
                            weir_form_get_id (form),
                            weir_value_ref (weir_sheet_get_credentials (sheet)));
  g_autoptr (WeirSnapshot) snapshot =
    weir_document_snapshot (weir_form_get_document (form), credentials);
  g_autoptr (WeirEnvironment) environment = weir_environment_new (snapshot, NULL);
  g_autoptr (GPtrArray)       all =
    weir_check_snapshot (snapshot, registry, environment);
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      WeirProblem *problem = g_ptr_array_index (all, i);

      if (g_strcmp0 (problem->element_id, weir_form_get_id (form)) == 0)
        g_ptr_array_add (expected, problem->text);
    }
  weir_form_check (form);
  collect (found, weir_form_get_sheet (form));
  for (guint i = 0; i < weir_form_get_problems (form)->len; i++)
    {
      WeirProblem *problem = g_ptr_array_index (weir_form_get_problems (form), i);

      g_ptr_array_add (found, problem->text);
    }
  g_ptr_array_sort (expected, compare);
  g_ptr_array_sort (found, compare);
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpstr (g_ptr_array_index (found, i),
                     ==,
                     g_ptr_array_index (expected, i));
}

/* Random edits */

static const char *const texts[] = {
  "",      "a",         " b ",     "${HOME}", "wss://h/p", "ws://h#f",
  "-1",    "30",        "true",    "a.b[0]",  "{",         "[1]",
  "/ws/x", "/debug/ws", "payload", "topic",   "json",      "x y",
};

static const char *
any_text (void)
{
  return texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))];
}

static void edit_sheet (WeirSheet *sheet);

static void
edit_list (WeirField *field)
{
  guint n = g_list_model_get_n_items (weir_field_get_rows (field));

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      weir_field_add_row (field, NULL);
      return;
    case 1:
      if (n > 0)
        weir_field_remove_row (field,
                               (guint)g_test_rand_int_range (0, (gint32)n));
      return;
    case 2:
      if (n > 0)
        weir_field_move_row (field,
                             (guint)g_test_rand_int_range (0, (gint32)n),
                             (guint)g_test_rand_int_range (0, (gint32)n));
      return;
    default:
      break;
    }
  if (n > 0)
    {
      g_autoptr (WeirSheet) row =
        g_list_model_get_item (weir_field_get_rows (field),
                               (guint)g_test_rand_int_range (0, (gint32)n));

      edit_sheet (row);
    }
}

static void
edit_choice (WeirField *field)
{
  guint n = 0;

  while (weir_field_get_property (field)->choices[n].value != NULL)
    n++;
  weir_field_set_choice (field, (guint)g_test_rand_int_range (0, (gint32)n));
}

static void
edit_ref (WeirField *field)
{
  const WeirRef *refs = weir_field_get_property (field)->refs;
  guint          n = 0;

  while (refs[n].type != NULL)
    n++;
  weir_field_set_ref (field,
                      &refs[g_test_rand_int_range (0, (gint32)n)],
                      g_test_rand_bit () ? "l" : "");
}

static void
edit_ids (WeirField *field)
{
  static const char *const scopes[] = {
    "null", "[]", "[\"l\"]", "\"group\"", "[\"o\",\"i\"]",
  };

  g_assert_true (
    weir_field_set_json (field,
                         scopes[g_test_rand_int_range (0, G_N_ELEMENTS (scopes))],
                         NULL));
}

static void
edit_field (WeirField *field)
{
  switch (weir_field_get_property (field)->kind)
    {
    case WEIR_PROPERTY_KIND_BOOLEAN:
      weir_field_set_boolean (field, g_test_rand_bit ());
      return;
    case WEIR_PROPERTY_KIND_CHOICE:
      edit_choice (field);
      return;
    case WEIR_PROPERTY_KIND_NODE_REF:
      edit_ref (field);
      return;
    case WEIR_PROPERTY_KIND_NODE_REFS:
      edit_ids (field);
      return;
    case WEIR_PROPERTY_KIND_LIST:
      edit_list (field);
      return;
    case WEIR_PROPERTY_KIND_TYPED:
      if (g_test_rand_bit ())
        weir_field_set_value_type (field, any_text ());
      weir_field_set_text (field, any_text ());
      return;
    case WEIR_PROPERTY_KIND_OPAQUE:
      return;
    case WEIR_PROPERTY_KIND_STRING:
    case WEIR_PROPERTY_KIND_TEXT:
    case WEIR_PROPERTY_KIND_CODE:
    case WEIR_PROPERTY_KIND_NUMBER:
      weir_field_set_text (field, any_text ());
      return;
    }
}

static void
edit_sheet (WeirSheet *sheet)
{
  guint n = weir_sheet_get_n_fields (sheet);

  if (n > 0)
    edit_field (
      weir_sheet_get_field (sheet, (guint)g_test_rand_int_range (0, (gint32)n)));
}

static void
try_random_form (const WeirNodeType *type)
{
  g_autofree char *entry = make_entry (type);
  g_autofree char *text = g_strdup_printf (
    "[{'id':'t','type':'tab'},\n"
    "{'id':'l','type':'websocket-listener','path':'/a','wholemsg':'true'},"
    "{'id':'i','type':'link in','z':'t','x':1,'y':1,'links':['n']},"
    "{'id':'o','type':'link out','z':'t','x':1,'y':1},\n  %s]",
    entry);
  g_autoptr (WeirDocument) document = load (text);
  g_autoptr (WeirForm)     form = open_form (document, "n");
  g_autoptr (WeirForm)     again = NULL;
  g_autofree char         *before = save (document);
  g_autofree char         *undone = NULL;
  g_autoptr (WeirEdit)     edit = NULL;
  g_autoptr (WeirEdit)     inverse = NULL;
  g_autoptr (GError)       error = NULL;

  for (guint i = 0; i < N_RANDOM_EDITS; i++)
    edit_sheet (weir_form_get_sheet (form));
  weir_form_check (form);
  edit = weir_form_commit (form);
  if (edit == NULL)
    return;
  inverse = weir_document_apply (document, edit, &error);
  g_assert_no_error (error);
  assert_same_problems (form);
  g_assert_null (weir_form_commit (form));
  again = open_form (document, "n");
  assert_same_problems (again);
  g_assert_null (weir_form_commit (again));
  weir_edit_unref (edit);
  edit = weir_document_apply (document, inverse, &error);
  g_assert_no_error (error);
  undone = save (document);
  g_assert_cmpstr (undone, ==, before);
}

static void
test_random (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  for (guint i = 0; i < N_RANDOM_FORMS; i++)
    try_random_form (
      weir_registry_get_type (registry, i % weir_registry_get_n_types (registry)));
}

/* Stored forms */

typedef struct
{
  const char *entry;
  const char *key;
  const char *text;     /* what is typed */
  const char *expected; /* the entry then */
} StoredCase;

static const StoredCase stored_cases[] = {
  /* A number stays a number, its text a text. */
  { "{'id':'n','type':'inject','onceDelay':0.1,'x':1,'y':1}",
    "onceDelay",
    "2.5",
    "{'id':'n','type':'inject','onceDelay':2.5,'x':1,'y':1}" },
  { "{'id':'n','type':'inject','onceDelay':'0.1','x':1,'y':1}",
    "onceDelay",
    "2.5",
    "{'id':'n','type':'inject','onceDelay':'2.5','x':1,'y':1}" },
  { "{'id':'n','type':'inject','onceDelay':1.0,'x':1,'y':1}",
    "onceDelay",
    "soon",
    "{'id':'n','type':'inject','onceDelay':'soon','x':1,'y':1}" },
  { "{'id':'n','type':'inject','repeat':'','x':1,'y':1}",
    "repeat",
    "5",
    "{'id':'n','type':'inject','repeat':'5','x':1,'y':1}" },
  /* White space around a text goes. */
  { "{'id':'n','type':'websocket-listener','path':'/a'}",
    "path",
    " /b ",
    "{'id':'n','type':'websocket-listener','path':'/b'}" },
  /* Security has no meaning without wss. */
  { "{'id':'n','type':'websocket-client','path':'wss://h','tls':'x','hb':'0'}",
    "path",
    "ws://h",
    "{'id':'n','type':'websocket-client','path':'ws://h','tls':'','hb':'0'}" },
  { "{'id':'n','type':'websocket-client','path':'ws://h','tls':'x'}",
    "hb",
    "30",
    "{'id':'n','type':'websocket-client','path':'ws://"
    "h','tls':'x','hb':'30'}" },
  /* Notes that are blank are not written. */
  { "{'id':'n','type':'debug','x':1,'y':1,'info':'x'}",
    "info",
    "",
    "{'id':'n','type':'debug','x':1,'y':1}" },
};

static void
test_stored (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (stored_cases); i++)
    {
      const StoredCase        *c = &stored_cases[i];
      g_autofree char         *text = g_strdup_printf ("[%s]", c->entry);
      g_autofree char         *expected = g_strdup_printf ("[%s]", c->expected);
      g_autoptr (WeirDocument) document = load (text);
      g_autoptr (WeirForm)     form = open_form (document, "n");

      weir_field_set_text (lookup (form, c->key), c->text);
      assert_commit (form, expected);
    }
}

static void
test_booleans (void)
{
  g_autoptr (WeirDocument) document =
    load ("[{'id':'n','type':'debug','console':'true','tosidebar':false,"
          "'d':true,'l':false,'x':1,'y':1}]");
  g_autoptr (WeirForm) form = open_form (document, "n");

  weir_field_set_boolean (lookup (form, "console"), FALSE);
  weir_field_set_boolean (lookup (form, "tosidebar"), TRUE);
  weir_field_set_boolean (lookup (form, "d"), FALSE);
  weir_field_set_boolean (lookup (form, "l"), TRUE);
  weir_field_set_boolean (lookup (form, "tostatus"), TRUE);
  weir_field_set_boolean (lookup (form, "active"), TRUE);
  assert_commit (form,
                 "[{'id':'n','type':'debug','console':'false',"
                 "'tosidebar':true,'x':1,'y':1,'tostatus':true}]");
  weir_field_set_boolean (lookup (form, "console"), TRUE);
  weir_field_set_boolean (lookup (form, "tosidebar"), FALSE);
  weir_field_set_boolean (lookup (form, "d"), TRUE);
  weir_field_set_boolean (lookup (form, "l"), FALSE);
  weir_field_set_boolean (lookup (form, "tostatus"), FALSE);
  g_assert_null (weir_form_commit (form));
}

static void
test_roles (void)
{
  g_autoptr (WeirDocument) document =
    load ("[{'id':'n','type':'websocket in','server':'l','client':'','x':1,"
          "'y':1},{'id':'l','type':'websocket-listener','path':'/a'},"
          "{'id':'c','type':'websocket-client','path':'ws://h'}]");
  g_autoptr (WeirForm) form = open_form (document, "n");
  WeirField           *field;
  const WeirRef       *refs;
  const char          *id;

  field = weir_sheet_lookup (weir_form_get_sheet (form), "server");
  g_assert_nonnull (field);
  refs = weir_field_get_property (field)->refs;
  g_assert_true (weir_field_get_ref (field, &id) == &refs[0]);
  g_assert_cmpstr (id, ==, "l");
  weir_field_set_ref (field, &refs[1], "c");
  g_assert_true (weir_field_get_ref (field, &id) == &refs[1]);
  assert_commit (form,
                 "[{'id':'n','type':'websocket in','server':'','client':'c',"
                 "'x':1,'y':1},{'id':'l','type':'websocket-listener','path':'/"
                 "a'},{'id':'c','type':'websocket-client','path':'ws://h'}]");
  weir_field_set_ref (field, &refs[0], "l");
  g_assert_null (weir_form_commit (form));
}

/* Inject */

static void
test_inject_legacy (void)
{
  g_autoptr (WeirDocument) document =
    load ("[{'id':'n','type':'inject','topic':'t','payload':'p',"
          "'payloadType':'str','x':1,'y':1}]");
  g_autoptr (WeirForm) form = open_form (document, "n");

  g_assert_cmpuint (g_list_model_get_n_items (
                      weir_field_get_rows (lookup (form, "props"))),
                    ==,
                    2);
  weir_field_set_text (lookup_in_row (form, "props", 0, "v"), "q");
  assert_commit (form,
                 "[{'id':'n','type':'inject','topic':'t','payload':'q',"
                 "'payloadType':'str','x':1,'y':1,'props':[{'p':'payload'},{"
                 "'p':'topic','vt':'str'}]}]");
  weir_field_set_text (lookup_in_row (form, "props", 0, "v"), "p");
  weir_field_set_text (lookup (form, "name"), "x");
  assert_commit (form,
                 "[{'id':'n','type':'inject','topic':'t','payload':'p',"
                 "'payloadType':'str','x':1,'y':1,'name':'x'}]");
}

static void
test_inject_rows (void)
{
  g_autoptr (WeirDocument) document =
    load ("[{'id':'n','type':'inject','props':[{'p':'payload'},{'p':'topic',"
          "'vt':'str'}],'topic':'','payload':'','payloadType':'date','x':1,"
          "'y':1}]");
  g_autoptr (WeirForm) form = open_form (document, "n");
  WeirField           *props = lookup (form, "props");
  WeirSheet           *row;

  row = weir_field_add_row (props, NULL);
  weir_field_set_text (weir_sheet_lookup (row, "p"), "a.b");
  weir_field_set_value_type (weir_sheet_lookup (row, "v"), "num");
  weir_field_set_text (weir_sheet_lookup (row, "v"), "x");
  weir_field_set_value_type (lookup_in_row (form, "props", 0, "v"), "json");
  weir_field_set_text (lookup_in_row (form, "props", 0, "v"), "{");
  weir_form_check (form);
  g_assert_cmpuint (weir_field_get_problems (weir_sheet_lookup (row, "v"))->len,
                    ==,
                    1);
  g_assert_cmpuint (
    weir_field_get_problems (lookup_in_row (form, "props", 0, "v"))->len,
    ==,
    1);
  weir_field_move_row (props, 2, 0);
  assert_commit (form,
                 "[{'id':'n','type':'inject','props':[{'p':'a.b','v':'x','vt':"
                 "'num'},{'p':'payload'},{'p':'topic','vt':'str'}],'topic':'',"
                 "'payload':'{','payloadType':'json','x':1,'y':1}]");
}

/* Links know each other. */
static void
test_links (void)
{
  g_autoptr (WeirDocument) document =
    load ("[{'id':'o','type':'link out','mode':'link','links':['a'],'x':1,"
          "'y':1},{'id':'a','type':'link in','links':['o'],'x':1,'y':1},{'id':"
          "'b','type':'link in','links':[],'x':1,'y':1}]");
  g_autoptr (WeirForm) form = open_form (document, "o");

  g_assert_true (weir_field_set_json (lookup (form, "links"), "[\"b\"]", NULL));
  assert_commit (form,
                 "[{'id':'o','type':'link out','mode':'link','links':['b'],'x':"
                 "1,'y':1},{'id':'a','type':'link in','links':[],'x':1,'y':1},{"
                 "'id':'b','type':'link in','links':['o'],'x':1,'y':1}]");
  g_assert_true (weir_field_set_json (lookup (form, "links"), "[\"a\"]", NULL));
  weir_field_set_choice (lookup (form, "mode"), 1);
  assert_commit (
    form,
    "[{'id':'o','type':'link out','mode':'return','links':[],'x':1,"
    "'y':1},{'id':'a','type':'link in','links':[],'x':1,'y':1},{"
    "'id':'b','type':'link in','links':[],'x':1,'y':1}]");
}

/* A new listener comes with the node that uses it, or not at all. */
static void
test_new_config (void)
{
  g_autoptr (WeirDocument) document =
    load ("[{'id':'n','type':'websocket out','server':'','client':'','x':1,"
          "'y':1}]");
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirForm)     form = open_form (document, "n");
  g_autofree char         *expected = NULL;
  WeirForm                *config;
  WeirField               *server = lookup (form, "server");
  const WeirRef           *ref = &weir_field_get_property (server)->refs[0];

  config =
    weir_form_new_for_type (document, registry, "websocket-listener", NULL);
  weir_field_set_text (lookup (config, "path"), "/new");
  weir_form_add_config (form, config);
  weir_form_check (config);
  g_assert_null (weir_form_commit (form));
  weir_field_set_ref (server, ref, weir_form_get_id (config));
  weir_form_check (form);
  g_assert_cmpuint (weir_field_get_problems (server)->len, ==, 0);
  expected = g_strdup_printf (
    "[{'id':'n','type':'websocket out','server':'%s','client':'','x':1,'y':1},"
    "{'id':'%s','type':'websocket-listener','path':'/new','wholemsg':'false'}]",
    weir_form_get_id (config),
    weir_form_get_id (config));
  assert_commit (form, expected);
}

static void
test_unknown (void)
{
  g_autoptr (WeirDocument) document =
    load ("[{'id':'n','type':'function','name':'f','func':'return msg;',"
          "'noerr':0,'x':1,'y':1,'wires':[[]]}]");
  g_autoptr (WeirForm) form = open_form (document, "n");
  g_autoptr (GError)   error = NULL;

  g_assert_true (weir_form_is_generic (form));
  g_assert_null (weir_sheet_lookup (weir_form_get_sheet (form), "wires"));
  g_assert_false (weir_field_set_json (lookup (form, "noerr"), "{", &error));
  g_assert_nonnull (error);
  g_assert_null (weir_form_commit (form));
  g_assert_true (weir_field_set_json (lookup (form, "noerr"), "[1]", NULL));
  assert_commit (form,
                 "[{'id':'n','type':'function','name':'f','func':'return msg;',"
                 "'noerr':[1],'x':1,'y':1,'wires':[[]]}]");
}

/* Five thousand nodes: a check takes a small part of the time between two
 * keys. */
static void
test_large (void)
{
  g_autoptr (GString)      text = g_string_new ("[{'id':'t','type':'tab'}");
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (WeirForm)     form = NULL;
  gint64                   start_us;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text,
                            ",{'id':'n%u','type':'websocket in','z':'t','x':1,"
                            "'y':1,'server':'l','client':'','wires':[['n%u']]}",
                            i,
                            i + 1);
  g_string_append (text, ",{'id':'l','type':'websocket-listener','path':''}]");
  document = load (text->str);
  form = open_form (document, "l");
  weir_form_check (form);
  start_us = g_get_monotonic_time ();
  for (guint i = 0; i < 10; i++)
    weir_form_check (form);
  g_test_minimized_result ((double)(g_get_monotonic_time () - start_us) / 10e3,
                           "one check, in ms");
  g_assert_cmpuint (weir_field_get_problems (lookup (form, "path"))->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/forms/untouched", test_untouched);
  g_test_add_func ("/nodes/forms/random", test_random);
  g_test_add_func ("/nodes/forms/stored", test_stored);
  g_test_add_func ("/nodes/forms/booleans", test_booleans);
  g_test_add_func ("/nodes/forms/roles", test_roles);
  g_test_add_func ("/nodes/forms/inject-legacy", test_inject_legacy);
  g_test_add_func ("/nodes/forms/inject-rows", test_inject_rows);
  g_test_add_func ("/nodes/forms/links", test_links);
  g_test_add_func ("/nodes/forms/new-config", test_new_config);
  g_test_add_func ("/nodes/forms/unknown", test_unknown);
  g_test_add_func ("/nodes/forms/large", test_large);
  return g_test_run ();
}
