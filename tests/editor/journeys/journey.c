/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "journey.h"

#include "nodes/weir-node-table.h"

gboolean
journey_start (Journey *journey)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (GError)       error = NULL;

  if (!weir_test_has_input ())
    return FALSE;
  journey->application = weir_application_new (registry);
  g_application_set_flags (G_APPLICATION (journey->application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (journey->application), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (journey->application));
  journey->window = WEIR_WINDOW (weir_test_find_window (WEIR_TYPE_WINDOW));
  weir_test_present (GTK_WINDOW (journey->window));

  /* The page comes behind the first frame. */
  weir_test_wait_for (weir_test_find (GTK_WIDGET (journey->window),
                                      ADW_TYPE_ACTION_ROW,
                                      "New Flow"));
  return TRUE;
}

void
journey_end (Journey *journey)
{
  gtk_window_close (GTK_WINDOW (journey->window));
  weir_test_wait_for (!weir_test_find_window (WEIR_TYPE_WINDOW));
  weir_test_settle ();
  g_application_quit (G_APPLICATION (journey->application));
  g_clear_object (&journey->application);
}

WeirSession *
journey_get_session (Journey *journey)
{
  return weir_window_get_session (journey->window);
}

WeirDocument *
journey_get_document (Journey *journey)
{
  return weir_session_get_document (journey_get_session (journey));
}

char *
journey_dup_text (Journey *journey)
{
  g_autoptr (GBytes) bytes =
    weir_document_to_bytes (journey_get_document (journey));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
journey_focus (Journey *journey)
{
  weir_test_present (GTK_WINDOW (journey->window));
}

void
journey_key (Journey *journey, const char *key)
{
  weir_test_settle ();
  weir_test_type_keys (key, NULL);
  weir_test_settle ();
}

GtkWidget *
journey_expect_dialog (Journey *journey, GType type)
{
  GtkWindow *dialog;

  weir_test_wait_for (weir_test_find_window (type));
  dialog = weir_test_find_window (type);
  weir_test_present (dialog);
  return GTK_WIDGET (dialog);
}

void
journey_expect_closed (Journey *journey, GType type)
{
  weir_test_wait_for (!weir_test_find_window (type));
  journey_focus (journey);
}

gboolean
journey_is_back_at_start (Journey *journey)
{
  return !weir_history_can_undo (
    weir_session_get_history (journey_get_session (journey)));
}
