/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/properties/weir-certificate-sheet.h"
#include "editor/properties/weir-property-dialog-private.h"
#include "editor/weir-resources.h"
#include "nodes/weir-node-table.h"
#include "weir-test-folder.h"
#include "weir-test-gtk.h"

#include <string.h>

/* A development certificate from the dialog of a tls-config: two files, and one
 * step of the history. */

#define FLOW                                                                 \
  "[{'id':'n','type':'tls-config','name':'','cert':'','key':'','certname':'" \
  "old.crt','keyname':''}]"

static char *
dup_document (WeirSession *session)
{
  g_autoptr (GBytes) bytes =
    weir_document_to_bytes (weir_session_get_document (session));
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strdelimit (g_strndup (text, length), "\"", '\'');
}

static WeirSession *
open_dialog (void)
{
  g_autofree char         *json = g_strdelimit (g_strdup (FLOW), "'", '"');
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

static GtkWidget *
open_sheet (void)
{
  GtkWidget *dialog = get_dialog ();
  GtkWindow *sheet;

  weir_test_present (GTK_WINDOW (dialog));
  weir_test_save_picture (dialog, "dialog-tls");
  weir_test_activate (weir_test_get (dialog,
                                     ADW_TYPE_ACTION_ROW,
                                     "Make a Development Certificate…"));
  sheet = weir_test_find_window (WEIR_TYPE_CERTIFICATE_SHEET);
  g_assert_nonnull (sheet);
  weir_test_present (sheet);
  return GTK_WIDGET (sheet);
}

static void
type_names (GtkWidget *sheet, const char *names)
{
  gtk_editable_set_text (
    GTK_EDITABLE (
      weir_test_get (sheet, ADW_TYPE_ENTRY_ROW, "Host names and addresses")),
    names);
}

static void
test_make (void)
{
  WeirSession     *session = open_dialog ();
  g_autofree char *before = dup_document (session);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  GtkWidget       *sheet = open_sheet ();
  GtkWidget       *dialog = get_dialog ();

  weir_test_save_picture (sheet, "sheet-certificate");

  /* What can't be is said, and the window stays. */
  type_names (sheet, "not/a/name");
  gtk_widget_activate_action (sheet, "sheet.make", NULL);
  g_assert_nonnull (weir_test_find_window (WEIR_TYPE_CERTIFICATE_SHEET));
  weir_test_get (sheet,
                 GTK_TYPE_LABEL,
                 "“not/a/name” isn’t a host name or an address.");
  weir_test_save_picture (sheet, "sheet-certificate-bad");

  type_names (sheet, "localhost, 127.0.0.1");
  gtk_widget_activate_action (sheet, "sheet.make", NULL);
  g_assert_null (weir_test_find_window (WEIR_TYPE_CERTIFICATE_SHEET));
  weir_test_wait_for (weir_test_find (dialog, ADW_TYPE_ACTION_ROW, "SHA-256") !=
                      NULL);
  gtk_widget_activate_action (dialog, "dialog.done", NULL);

  after = dup_document (session);
  g_assert_nonnull (strstr (after, "certificates/weir.crt'"));
  g_assert_nonnull (strstr (after, "certificates/weir.key'"));
  g_assert_null (strstr (after, "old"));
  g_assert_true (weir_history_undo (weir_session_get_history (session)));
  undone = dup_document (session);
  g_assert_cmpstr (undone, ==, before);
  g_assert_false (weir_history_can_undo (weir_session_get_history (session)));
  weir_test_settle ();
  g_assert_finalize_object (session);
}

/* The dialog may go before the answer. */
static void
test_too_late (void)
{
  WeirSession *session = open_dialog ();
  GtkWidget   *sheet = open_sheet ();

  gtk_window_set_transient_for (GTK_WINDOW (sheet), NULL);
  gtk_window_destroy (GTK_WINDOW (get_dialog ()));
  weir_test_settle ();
  gtk_widget_activate_action (sheet, "sheet.make", NULL);
  g_assert_null (weir_test_find_window (WEIR_TYPE_CERTIFICATE_SHEET));
  g_assert_false (weir_history_can_undo (weir_session_get_history (session)));
  weir_test_settle ();
  g_assert_finalize_object (session);
}

static void
test_cancel (void)
{
  WeirSession *session = open_dialog ();
  GtkWidget   *sheet = open_sheet ();

  gtk_widget_activate_action (sheet, "window.close", NULL);
  g_assert_null (weir_test_find_window (WEIR_TYPE_CERTIFICATE_SHEET));
  gtk_widget_activate_action (get_dialog (), "dialog.done", NULL);
  g_assert_false (weir_history_can_undo (weir_session_get_history (session)));
  weir_test_settle ();
  g_assert_finalize_object (session);
}

int
main (int argc, char **argv)
{
  GFile           *data = weir_test_folder_new ();
  g_autofree char *path = g_file_get_path (data);
  int              result;

  g_setenv ("XDG_DATA_HOME", path, TRUE);
  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  weir_test_load_style ("/io/github/weirflow/Weir/style.css");
  g_test_add_func ("/editor/certificate-sheet/make", test_make);
  g_test_add_func ("/editor/certificate-sheet/too-late", test_too_late);
  g_test_add_func ("/editor/certificate-sheet/cancel", test_cancel);
  result = g_test_run ();
  weir_test_folder_remove (data);
  return result;
}
