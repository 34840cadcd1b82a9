/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/properties/weir-port-labels.h"
#include "editor/properties/weir-property-dialog-private.h"
#include "editor/weir-resources.h"
#include "json/weir-json.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <string.h>

/* @json: (nullable): with ' for " */
static WeirValue *
read_value (const char *json)
{
  g_autofree char *text = NULL;

  if (json == NULL)
    return NULL;
  text = g_strdelimit (g_strdup (json), "'", '"');
  return weir_json_read (text, strlen (text), NULL, NULL);
}

static void
test_dup (void)
{
  static const struct
  {
    const char *labels;
    guint       port;
    const char *text;
  } cases[] = {
    { NULL, 0, "" },         { "'a'", 0, "" },
    { "['a','b']", 1, "b" }, { "['a','b']", 2, "" },
    { "[7,'b']", 0, "" },    { "[]", 0, "" },
    { "{'0':'a'}", 0, "" },  { "['\\ud800']", 0, "\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) labels = read_value (cases[i].labels);
      g_autofree char      *text = weir_port_labels_dup (labels, cases[i].port);

      g_test_message ("%u", i);
      if (strcmp (cases[i].text, "\xef\xbf\xbd") == 0)
        g_assert_true (g_utf8_validate (text, -1, NULL));
      else
        g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_with (void)
{
  static const struct
  {
    const char *labels;
    guint       n_ports, port;
    const char *text;
    const char *expected;
  } cases[] = {
    { NULL, 1, 0, "a", "['a']" },
    { NULL, 3, 1, "a", "['','a','']" },
    { "['a','b']", 2, 0, "", "['','b']" },
    { "['a','']", 2, 0, "", NULL },
    { "['a','b','kept']", 1, 0, "x", "['x','b','kept']" },
    { "['a',7]", 2, 0, "", "['',7]" },
    { "'odd'", 1, 0, "a", "['a']" },
    { NULL, 2, 0, "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) labels = read_value (cases[i].labels);
      g_autoptr (WeirValue) expected = read_value (cases[i].expected);
      g_autoptr (WeirValue) changed = weir_port_labels_with (labels,
                                                             cases[i].n_ports,
                                                             cases[i].port,
                                                             cases[i].text);

      g_test_message ("%u", i);
      g_assert_cmpint (changed == NULL, ==, expected == NULL);
      if (expected != NULL)
        g_assert_true (weir_value_equal (changed, expected));
    }
}

/* In the dialog: a label is typed, and taken away again. */

static WeirSession *
open_dialog (const char *flow)
{
  g_autofree char         *json = g_strdelimit (g_strdup (flow), "'", '"');
  g_autoptr (GBytes)       bytes = g_bytes_new (json, strlen (json));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  WeirSession             *session = weir_session_new (registry, document);

  weir_property_dialog_present (NULL, session, "n");
  return session;
}

static GtkWidget *
get_dialog (void)
{
  return GTK_WIDGET (weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG));
}

static void
type_label (const char *row, const char *text)
{
  GtkWidget *dialog = get_dialog ();

  weir_test_present (GTK_WINDOW (dialog));
  adw_expander_row_set_expanded (
    ADW_EXPANDER_ROW (weir_test_get (dialog, ADW_TYPE_EXPANDER_ROW, "Appearance")),
    TRUE);
  gtk_editable_set_text (GTK_EDITABLE (
                           weir_test_get (dialog, ADW_TYPE_ENTRY_ROW, row)),
                         text);
}

static void
assert_done (WeirSession *session, const char *expected)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char   *text = NULL;
  gsize              length;
  const char        *data;

  gtk_widget_activate_action (get_dialog (), "dialog.done", NULL);
  bytes = weir_document_to_bytes (weir_session_get_document (session));
  data = g_bytes_get_data (bytes, &length);
  text = g_strdelimit (g_strndup (data, length), "\"", '\'');
  g_assert_cmpstr (text, ==, expected);
  weir_test_settle ();
  g_assert_finalize_object (session);
}

static void
test_dialog (void)
{
  WeirSession *session =
    open_dialog ("[{'id':'n','type':'debug','z':'t','x':1,'y':1}]");

  g_assert_null (
    weir_test_find (get_dialog (), ADW_TYPE_ENTRY_ROW, "Label of the Output"));
  type_label ("Label of the Input", "what came");
  weir_test_save_picture (get_dialog (), "dialog-port-labels");
  assert_done (session,
               "[{'id':'n','type':'debug','z':'t','x':1,'y':1,'inputLabels':["
               "'what came']}]");

  session = open_dialog ("[{'id':'n','type':'debug','z':'t','x':1,'y':1,"
                         "'inputLabels':['what came']}]");
  type_label ("Label of the Input", "");
  assert_done (session, "[{'id':'n','type':'debug','z':'t','x':1,'y':1}]");
}

/* A type that isn't known says how many outputs it has. */
static void
test_unknown (void)
{
  WeirSession *session =
    open_dialog ("[{'id':'n','type':'odd','z':'t','x':1,'y':1,'outputs':2,"
                 "'wires':[[],[]]}]");

  type_label ("Label of Output 2", "else");
  assert_done (session,
               "[{'id':'n','type':'odd','z':'t','x':1,'y':1,'outputs':2,"
               "'wires':[[],[]],'outputLabels':['','else']}]");
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  weir_test_load_style ("/io/github/weirflow/Weir/style.css");
  g_test_add_func ("/editor/port-labels/dup", test_dup);
  g_test_add_func ("/editor/port-labels/with", test_with);
  g_test_add_func ("/editor/port-labels/dialog", test_dialog);
  g_test_add_func ("/editor/port-labels/unknown", test_unknown);
  return g_test_run ();
}
