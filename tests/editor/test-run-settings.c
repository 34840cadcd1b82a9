/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/properties/weir-property-dialog-private.h"
#include "editor/properties/weir-run-settings-dialog.h"
#include "editor/properties/weir-run-settings-sheet.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <string.h>

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

/* What a choice stands for, there and back. */
static void
test_sheet_choices (void)
{
  static const struct
  {
    const char *json;
    const char *key;
    int         choice;
  } cases[] = {
    { "{'version':1}", "tls", 0 },
    { "{'version':1,'tlsConfig':'a'}", "tls", 1 },
    { "{'version':1,'tlsCertificate':'/c','tlsKey':'/k'}", "tls", 2 },
    { "{'version':1}", "require", 0 },
    { "{'version':1,'token':'t'}", "require", 1 },
    { "{'version':1,'user':'ann','password':' b '}", "require", 2 },
    { "{'version':1,'clientCa':'/ca'}", "require", 3 },
    { "{'version':1}", "from", 0 },
    { "{'version':1,'origins':['any']}", "from", 1 },
    { "{'version':1,'origins':['same-host']}", "from", 2 },
    { "{'version':1,'origins':['https://a.b']}", "from", 3 },
    { "{'version':1,'origins':['same-host','https://a.b']}", "from", 3 },
    { "{'version':1,'origins':[]}", "from", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (cases[i].json), "'", '"');
      g_autoptr (WeirRunSettings) settings =
        weir_run_settings_from_json (text, strlen (text), NULL, NULL);
      g_autoptr (WeirRunSettings) plain = weir_run_settings_new ();
      g_autoptr (WeirSheet) sheet = weir_run_settings_sheet_new (settings);
      g_autoptr (WeirRunSettings) read =
        weir_run_settings_sheet_read (sheet, plain);
      g_autofree char *before = weir_run_settings_to_json (settings);
      g_autofree char *after = weir_run_settings_to_json (read);

      g_assert_cmpint (weir_field_get_choice (lookup (sheet, cases[i].key)),
                       ==,
                       cases[i].choice);
      g_assert_cmpstr (after, ==, before);
    }
}

/* What is not chosen is not kept as a secret either. */
static void
test_sheet_forgets (void)
{
  g_autoptr (WeirRunSettings) settings = make_settings ();
  g_autoptr (WeirSheet)       sheet = weir_run_settings_sheet_new (settings);
  g_autoptr (WeirRunSettings) read = NULL;

  weir_field_set_choice (lookup (sheet, "require"), 2);
  weir_field_set_text (lookup (sheet, "user"), " ann ");
  weir_field_set_text (lookup (sheet, "password"), " b ");
  read = weir_run_settings_sheet_read (sheet, settings);
  g_assert_null (read->token);
  g_assert_cmpstr (read->user, ==, "ann");
  g_assert_cmpstr (read->password, ==, " b ");
}

typedef struct
{
  const char *key;
  const char *text;
  const char *code;  /* (nullable) */
  const char *told;  /* by the field of this key */
  const char *above; /* (nullable): a choice that shows it */
  guint       choice;
} ProblemCase;

static const ProblemCase problem_cases[] = {
  { "host", "example.com", "N301", "host", "listen", 2 },
  { "port", "65536", "N302", "port", NULL, 0 },
  { "port", "x", "N302", "port", NULL, 0 },
  { "port", "80", "N303", "port", NULL, 0 },
  { "port", "0", NULL, "port", NULL, 0 },
  { "base_path", "a", "N305", "base_path", NULL, 0 },
  { "origins", "example.com", "N306", "origins", "from", 3 },
  { "origins", "same-host, http://a", NULL, "origins", "from", 3 },
  { "max_clients", "many", "N308", "max_clients", NULL, 0 },
  { "max_clients", "", NULL, "max_clients", NULL, 0 },
  { "max_message_bytes", "0.00001", "N308", "max_message_bytes", NULL, 0 },
  { "tls_certificate_file", "/a", "T401", "tls_certificate_file", "tls", 2 },
  { "tls_certificate_file", "", "N317", "tls_certificate_file", "tls", 2 },
  { "tls_config", "", "N317", "tls_config", "tls", 1 },
  { "tls_config", "abc", NULL, "tls_config", "tls", 1 },
  { "password", "", "N314", "password", "require", 2 },
  { "client_ca_file", "", "N315", "client_ca_file", "require", 3 },
  { "client_ca_file", "/ca", "N316", "client_ca_file", "require", 3 },
  { "listen", "all", "N309", "listen", NULL, 0 },
  { "idle_ping_ms", "0.1", "N308", "idle_ping_ms", NULL, 0 },
  { "require", "token", "N307", "token", NULL, 0 },
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

      g_test_message ("%s %s", c->key, c->text);
      if (c->above != NULL)
        weir_field_set_choice (lookup (sheet, c->above), c->choice);
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

static GtkWidget *
find_row (GtkWindow *dialog, GType type, const char *title)
{
  return weir_test_get (GTK_WIDGET (dialog), type, title);
}

static void
choose (GtkWindow *dialog, const char *title, guint choice)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (
                                find_row (dialog, ADW_TYPE_COMBO_ROW, title)),
                              choice);
}

/* A tls-config of the document serves the listeners. */
static void
test_dialog_tls (void)
{
  static const char flow[] =
    "[{\"id\":\"a\",\"type\":\"tls-config\",\"name\":\"Mine\"},"
    "{\"id\":\"b\",\"type\":\"tls-config\",\"name\":\"Other\"}]";
  g_autoptr (GBytes)       bytes = g_bytes_new_static (flow, strlen (flow));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirSession)  session = weir_session_new (registry, document);
  const WeirRunSettings   *settings;
  GtkWindow               *dialog;

  weir_run_settings_dialog_present (NULL, session);
  dialog = weir_test_find_window (ADW_TYPE_WINDOW);
  weir_test_present (dialog);
  choose (dialog, "TLS", 1);
  choose (dialog, "Configuration", 2);
  choose (dialog, "Clients Need", 3);
  choose (dialog, "Allowed Origins", 2);
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog,
                                                 ADW_TYPE_ENTRY_ROW,
                                                 "Certificate Authority File")),
                         "/ca.pem");
  weir_test_save_picture (GTK_WIDGET (dialog), "run-settings-tls");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.done", NULL);
  settings = weir_session_get_run_settings (session);
  g_assert_cmpstr (settings->tls_config, ==, "b");
  g_assert_null (settings->tls_certificate_file);
  g_assert_cmpstr (settings->client_ca_file, ==, "/ca.pem");
  g_assert_cmpstr (settings->origins[0], ==, "same-host");
}

/* One that is not there yet is made from the picker, and chosen. */
static void
test_dialog_new_tls (void)
{
  g_autoptr (WeirDocument) document = weir_document_new ();
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirSession)  session = weir_session_new (registry, document);
  GtkWindow               *dialog;
  GtkWindow               *config;
  const char              *chosen;

  weir_run_settings_dialog_present (NULL, session);
  dialog = weir_test_find_window (ADW_TYPE_WINDOW);
  weir_test_present (dialog);
  choose (dialog, "TLS", 1);
  choose (dialog, "Configuration", 1);
  config = weir_test_find_window (weir_property_dialog_get_type ());
  g_assert_nonnull (config);
  gtk_widget_activate_action (GTK_WIDGET (config), "dialog.done", NULL);
  weir_test_wait_for (weir_document_get_n_elements (document) == 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.done", NULL);
  chosen = weir_session_get_run_settings (session)->tls_config;
  g_assert_cmpstr (chosen,
                   ==,
                   weir_element_get_id (
                     weir_document_get_nth_element (document, 0)));
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_func ("/editor/run-settings/sheet-keeps", test_sheet_keeps);
  g_test_add_func ("/editor/run-settings/sheet-problems", test_sheet_problems);
  g_test_add_func ("/editor/run-settings/sheet-choices", test_sheet_choices);
  g_test_add_func ("/editor/run-settings/sheet-forgets", test_sheet_forgets);
  g_test_add_func ("/editor/run-settings/dialog", test_dialog);
  g_test_add_func ("/editor/run-settings/dialog-tls", test_dialog_tls);
  g_test_add_func ("/editor/run-settings/dialog-new-tls", test_dialog_new_tls);
  return g_test_run ();
}
