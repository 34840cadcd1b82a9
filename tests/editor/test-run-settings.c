/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/properties/weir-run-settings-dialog.h"
#include "editor/properties/weir-run-settings-sheet.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

/* The settings of a run: as a sheet, and in their dialog. */

static WeirField *
lookup (WeirSheet *sheet, const char *key)
{
  WeirField *field = weir_sheet_lookup (sheet, key);

  g_assert_nonnull (field);
  return field;
}

static WeirRunSettings *
make_settings (void)
{
  WeirRunSettings *settings = weir_run_settings_new ();

  settings->port = 8080;
  settings->origins = g_strsplit ("https://a.b https://c", " ", -1);
  settings->token = g_strdup ("t");
  settings->idle_ping_ms = 2500;
  settings->max_clients = 5;
  settings->max_message_bytes = 1536 * 1024;
  settings->slow_client = WEIR_SLOW_CLIENT_DROP_NEWEST;
  return settings;
}

static void
test_sheet_keeps (void)
{
  g_autoptr (WeirRunSettings) settings = make_settings ();
  g_autoptr (WeirSheet)       sheet = weir_run_settings_sheet_new (settings);
  g_autoptr (WeirRunSettings) read =
    weir_run_settings_sheet_read (sheet, settings);

  g_assert_cmpstr (read->host, ==, "127.0.0.1");
  g_assert_cmpuint (read->port, ==, 8080);
  g_assert_cmpstr (read->base_path, ==, "/");
  g_assert_null (read->tls_certificate_file);
  g_assert_cmpstr (read->origins[0], ==, "https://a.b");
  g_assert_cmpstr (read->origins[1], ==, "https://c");
  g_assert_null (read->origins[2]);
  g_assert_cmpstr (read->token, ==, "t");
  g_assert_cmpuint (read->idle_ping_ms, ==, 2500);
  g_assert_cmpuint (read->max_clients, ==, 5);
  g_assert_cmpuint (read->max_message_bytes, ==, 1536 * 1024);
  g_assert_cmpuint (read->max_queued_bytes, ==, 0);
  g_assert_cmpint (read->slow_client, ==, WEIR_SLOW_CLIENT_DROP_NEWEST);
}

typedef struct
{
  const char *key;
  const char *text;
  const char *code; /* (nullable) */
  const char *told; /* by the field of this key */
} ProblemCase;

static const ProblemCase problem_cases[] = {
  { "host", "example.com", "N301", "host" },
  { "port", "65536", "N302", "port" },
  { "port", "x", "N302", "port" },
  { "port", "80", "N303", "port" },
  { "port", "0", NULL, "port" },
  { "base_path", "a", "N305", "base_path" },
  { "origins", "example.com", "N306", "origins" },
  { "max_clients", "many", "N308", "max_clients" },
  { "max_clients", "", NULL, "max_clients" },
  { "max_message_bytes", "0.00001", "N308", "max_message_bytes" },
  { "tls_certificate_file", "/a", "T401", "tls_certificate_file" },
  { "listen", "all", "N309", "listen" },
  { "idle_ping_ms", "0.1", "N308", "idle_ping_ms" },
  { "require", "token", "N307", "token" },
};

static void
test_sheet_problems (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (problem_cases); i++)
    {
      const ProblemCase          *c = &problem_cases[i];
      g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
      g_autoptr (WeirSheet) sheet = weir_run_settings_sheet_new (settings);
      GPtrArray            *problems;

      if (g_str_equal (c->key, "host"))
        weir_field_set_choice (lookup (sheet, "listen"), 2);
      if (g_str_equal (c->key, "origins"))
        weir_field_set_choice (lookup (sheet, "from"), 1);
      weir_field_set_text (lookup (sheet, c->key), c->text);
      weir_run_settings_sheet_check (sheet);
      problems = weir_field_get_problems (lookup (sheet, c->told));
      g_assert_cmpuint (problems->len, ==, c->code != NULL ? 1 : 0);
      if (c->code != NULL)
        g_assert_cmpstr (((WeirProblem *)g_ptr_array_index (problems, 0))->code,
                         ==,
                         c->code);
    }
}

static void
test_dialog (void)
{
  g_autoptr (WeirDocument) document = weir_document_new ();
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirSession)  session = weir_session_new (registry, document);
  GtkWindow               *dialog;

  weir_run_settings_dialog_present (NULL, session);
  dialog = weir_test_find_window (ADW_TYPE_WINDOW);
  g_assert_nonnull (dialog);
  weir_test_present (dialog);
  weir_test_save_picture (GTK_WIDGET (dialog), "run-settings");
  gtk_editable_set_text (GTK_EDITABLE (weir_test_get (GTK_WIDGET (dialog),
                                                      ADW_TYPE_ENTRY_ROW,
                                                      "Port")),
                         "80");
  weir_test_wait_for (
    weir_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Use 8080") != NULL);
  weir_test_activate (
    weir_test_get (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Use 8080"));

  /* Opening it to the network asks for a token. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (weir_test_get (GTK_WIDGET (dialog),
                                                            ADW_TYPE_COMBO_ROW,
                                                            "Listen on")),
                              1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.done", NULL);
  g_assert_null (weir_test_find_window (ADW_TYPE_WINDOW));
  g_assert_cmpuint (weir_session_get_run_settings (session)->port, ==, 8080);
  g_assert_cmpstr (weir_session_get_run_settings (session)->host, ==, "0.0.0.0");
  g_assert_nonnull (weir_session_get_run_settings (session)->token);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_func ("/editor/run-settings/sheet-keeps", test_sheet_keeps);
  g_test_add_func ("/editor/run-settings/sheet-problems", test_sheet_problems);
  g_test_add_func ("/editor/run-settings/dialog", test_dialog);
  return g_test_run ();
}
