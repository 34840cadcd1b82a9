/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-problem-fix.h"
#include "editor/properties/weir-property-dialog-private.h"
#include "editor/weir-resources.h"
#include "editor/weir-session-secrets.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"
#include "weir-test-keyring.h"

#include <string.h>

/* S501 mended: from the list of problems, and in the dialog of the client. */

#define HEADERS(value)                                                        \
  "[{'id':'c','type':'websocket-client','path':'wss://api.example.com/v1','z" \
  "':'','headers':[{'keyType':'other','keyValue':'X-A','valueType':'other','" \
  "valueValue':'1'},{'keyType':'Authorization','keyValue':'','valueType':"    \
  "'other','valueValue':'" value "'}]}]"
#define NAME "AUTHORIZATION_API_EXAMPLE_COM"

typedef struct
{
  WeirSession     *session;
  WeirTestKeyring *keyring;
  GtkWidget       *label; /* where the button would stand */
  GtkWindow       *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json =
    g_strdelimit (g_strdup (HEADERS ("Bearer abc")), "'", '"');
  g_autoptr (GBytes)       bytes = g_bytes_new (json, strlen (json));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  fixture->keyring = weir_test_keyring_new ();
  fixture->session = weir_session_new (registry, document);
  weir_session_set_keyring (fixture->session, WEIR_KEYRING (fixture->keyring));
  weir_session_check (fixture->session);
  fixture->label = gtk_label_new ("problems");
  fixture->window = weir_test_show (fixture->label, 600, 400);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  weir_test_settle ();
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->keyring);
}

static void
assert_document (Fixture *fixture, const char *expected)
{
  g_autoptr (GBytes) bytes =
    weir_document_to_bytes (weir_session_get_document (fixture->session));
  gsize            length;
  const char      *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strdelimit (g_strndup (data, length), "\"", '\'');

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
has_problem (Fixture *fixture, const char *code)
{
  g_autoptr (GPtrArray) problems =
    weir_session_list_problems (fixture->session, "c");

  for (guint i = 0; i < problems->len; i++)
    {
      if (g_str_equal (((WeirProblem *)problems->pdata[i])->code, code))
        return TRUE;
    }
  return FALSE;
}

static void
run_fix (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems =
    weir_session_list_problems (fixture->session, "c");

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = problems->pdata[i];
      g_autofree char   *label = NULL;

      if (!g_str_equal (problem->code, "S501"))
        continue;
      label = weir_problem_fix_dup_label (problem, 0);
      g_assert_cmpstr (label, ==, "Move to Keyring");
      weir_problem_fix_run (fixture->session, problem, 0, fixture->label);
    }
}

static gboolean
can_undo (Fixture *fixture)
{
  return weir_history_can_undo (weir_session_get_history (fixture->session));
}

static void
test_panel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) variables = NULL;

  g_assert_true (has_problem (fixture, "S501"));
  run_fix (fixture);
  weir_test_wait_for (can_undo (fixture));
  assert_document (fixture, HEADERS ("${" NAME "}"));
  g_assert_cmpstr (weir_test_keyring_get_label (fixture->keyring),
                   ==,
                   "Weir: Authorization for api.example.com");
  variables = weir_session_dup_variables (fixture->session);
  g_assert_cmpstr (g_hash_table_lookup (variables, NAME), ==, "Bearer abc");
  weir_session_check (fixture->session);
  g_assert_false (has_problem (fixture, "S501"));
  g_assert_false (has_problem (fixture, "I605"));

  /* Undone, the text is back, and the secret still in the keyring. */
  weir_history_undo (weir_session_get_history (fixture->session));
  assert_document (fixture, HEADERS ("Bearer abc"));
  g_assert_false (can_undo (fixture));
  g_assert_cmpuint (weir_test_keyring_get_n (fixture->keyring), ==, 1);
}

/* What was edited while the keyring was asked is left alone. */
static void
test_edited (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) none = weir_value_new_array (NULL, 0);

  run_fix (fixture);
  weir_session_apply (fixture->session,
                      "Edit",
                      weir_edit_new_set ("c", "headers", none));
  weir_test_wait_for (weir_test_keyring_get_n (fixture->keyring) == 1);
  weir_test_settle ();
  weir_history_undo (weir_session_get_history (fixture->session));
  assert_document (fixture, HEADERS ("Bearer abc"));
  g_assert_false (can_undo (fixture));
}

static gboolean
says (GtkWidget *root, const char *start)
{
  g_autoptr (GPtrArray) labels = weir_test_find_all (root, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (g_str_has_prefix (gtk_label_get_text (labels->pdata[i]), start))
      return TRUE;
  return FALSE;
}

/* Without a keyring nothing is lost, and why is said. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;
  GtkWidget *root;

  weir_test_keyring_break (fixture->keyring);
  run_fix (fixture);
  weir_test_wait_for ((button = weir_test_find_button ("_Close")) != NULL);
  root = GTK_WIDGET (gtk_widget_get_root (button));
  g_assert_true (says (root, "There is no keyring."));
  weir_test_present (GTK_WINDOW (root));
  weir_test_save_picture (root, "keyring-broken");
  weir_test_activate (button);
  assert_document (fixture, HEADERS ("Bearer abc"));
  g_assert_false (can_undo (fixture));
}

static GtkWidget *
open_dialog (Fixture *fixture)
{
  GtkWindow *dialog;

  weir_property_dialog_present (NULL, fixture->session, "c");
  dialog = weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG);
  weir_test_present (dialog);
  return GTK_WIDGET (dialog);
}

static void
test_dialog (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (fixture);

  weir_test_wait_for (
    weir_test_find (dialog, GTK_TYPE_BUTTON, "Move to Keyring") != NULL);
  weir_test_save_picture (dialog, "dialog-s501");
  g_signal_emit_by_name (weir_test_get (dialog, GTK_TYPE_BUTTON, "Move to Keyring"),
                         "clicked");
  weir_test_wait_for (
    weir_test_find (dialog, GTK_TYPE_BUTTON, "Move to Keyring") == NULL);
  g_assert_null (
    weir_test_find (dialog, GTK_TYPE_LABEL, "The variable " NAME " isn’t set."));
  weir_test_save_picture (dialog, "dialog-s501-moved");
  gtk_widget_activate_action (dialog, "dialog.done", NULL);
  assert_document (fixture, HEADERS ("${" NAME "}"));
  weir_history_undo (weir_session_get_history (fixture->session));
  assert_document (fixture, HEADERS ("Bearer abc"));
  g_assert_false (can_undo (fixture));
}

/* A button that could only fail is not there. */
static void
test_dialog_without (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  weir_session_set_keyring (fixture->session, NULL);
  dialog = open_dialog (fixture);
  weir_test_settle ();
  weir_test_get (
    dialog,
    GTK_TYPE_LABEL,
    "The Authorization value is stored in the file as plain text.");
  g_assert_null (weir_test_find (dialog, GTK_TYPE_BUTTON, "Move to Keyring"));
  gtk_widget_activate_action (dialog, "dialog.cancel", NULL);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  weir_test_load_style ("/io/github/weirflow/Weir/style.css");
#define ADD(name, func) \
  g_test_add ("/editor/problem-keyring/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("panel", test_panel);
  ADD ("edited", test_edited);
  ADD ("broken", test_broken);
  ADD ("dialog", test_dialog);
  ADD ("dialog-without", test_dialog_without);
  return g_test_run ();
}
