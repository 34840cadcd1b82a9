/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-import-source.h"
#include "editor/weir-resources.h"
#include "weir-test-folder.h"
#include "weir-test-gtk.h"

#include <string.h>

#define FLOW \
  "[{\"id\":\"t\",\"type\":\"tab\"},{\"id\":\"c\",\"type\":\"tls-config\"}]"

typedef struct
{
  GtkWindow        *window;
  WeirImportSource *source;
  GtkTextBuffer    *buffer;
  GFile            *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *view;

  fixture->folder = weir_test_folder_new ();
  fixture->source = WEIR_IMPORT_SOURCE (weir_import_source_new ());
  fixture->window = weir_test_show (GTK_WIDGET (fixture->source), 600, 400);
  view = weir_test_get (GTK_WIDGET (fixture->source), GTK_TYPE_TEXT_VIEW, NULL);
  fixture->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  weir_test_settle ();
  weir_test_folder_remove (fixture->folder);
}

static void
assert_message (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (weir_import_source_get_message (fixture->source), ==, expected);
}

/* The character that is marked as wrong; 0 for none. */
static gunichar
get_marked (Fixture *fixture)
{
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (fixture->buffer, &iter);
  if (gtk_text_iter_starts_tag (&iter, NULL) ||
      gtk_text_iter_forward_to_tag_toggle (&iter, NULL))
    return gtk_text_iter_get_char (&iter);
  return 0;
}

static void
test_check (Fixture *fixture, gconstpointer unused)
{
  assert_message (fixture, "");
  weir_import_source_set_text (fixture->source, "Look:\n" FLOW "\nSee?");
  assert_message (fixture, "1 flow, 1 configuration");
  g_assert_nonnull (weir_import_source_get_document (fixture->source));
  g_assert_cmpuint (get_marked (fixture), ==, 0);

  weir_import_source_set_text (fixture->source, "[\n {\"id\": ü}\n]");
  g_assert_null (weir_import_source_get_document (fixture->source));
  g_assert_nonnull (strstr (weir_import_source_get_message (fixture->source),
                            "line 2, column 9"));
  g_assert_cmpuint (get_marked (fixture), ==, 0xfc);
  weir_test_save_picture (GTK_WIDGET (fixture->window), "import-source-wrong");

  weir_import_source_set_text (fixture->source, "{}");
  g_assert_nonnull (strstr (weir_import_source_get_message (fixture->source),
                            "isn’t a Node-RED flow"));
  g_assert_cmpuint (get_marked (fixture), ==, 0);
  weir_import_source_set_text (fixture->source, " \n");
  assert_message (fixture, "");
  g_assert_null (weir_import_source_get_document (fixture->source));
}

/* Written by hand it is checked a moment later, by itself. */
static void
test_typed (Fixture *fixture, gconstpointer unused)
{
  gtk_text_buffer_set_text (fixture->buffer, FLOW, -1);
  assert_message (fixture, "");
  weir_test_wait_for (weir_import_source_get_document (fixture->source));
  assert_message (fixture, "1 flow, 1 configuration");
}

static void
load (Fixture *fixture, const char *first, const char *second)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile)      one = g_file_get_child (fixture->folder, first);

  g_list_store_append (files, one);
  if (second)
    {
      g_autoptr (GFile) two = g_file_get_child (fixture->folder, second);

      g_list_store_append (files, two);
    }
  weir_import_source_load (fixture->source, G_LIST_MODEL (files));
}

static gboolean
says (Fixture *fixture, const char *part)
{
  return strstr (weir_import_source_get_message (fixture->source), part) != NULL;
}

static void
test_files (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (weir_test_folder_write (fixture->folder, "a.json", FLOW));
  g_object_unref (weir_test_folder_write (fixture->folder,
                                          "b.json",
                                          "[{\"id\":\"u\",\"type\":\"tab\"}]"));
  g_object_unref (weir_test_folder_write (fixture->folder, "c.json", "nothing"));

  load (fixture, "a.json", NULL);
  weir_test_wait_for (says (fixture, "1 flow, 1 configuration"));
  load (fixture, "a.json", "b.json");
  weir_test_wait_for (says (fixture, "2 flows, 1 configuration"));
  load (fixture, "a.json", "c.json");
  weir_test_wait_for (says (fixture, "c.json: "));
  load (fixture, "gone.json", NULL);
  weir_test_wait_for (says (fixture, "gone.json: "));
  load (fixture, ".", NULL);
  weir_test_wait_for (says (fixture, "Only files"));
}

static void
test_example (Fixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "echo",
                                       "broadcast",
                                       "reconnecting-client",
                                       "whole-message",
                                       "tls" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      weir_import_source_set_text (fixture->source, "");
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->source),
                                                 "source.example",
                                                 "s",
                                                 names[i]));
      g_assert_nonnull (weir_import_source_get_document (fixture->source));
    }
  weir_test_save_picture (GTK_WIDGET (fixture->window), "import-source");
}

#define ADD(path, test) \
  g_test_add ("/import-source/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  weir_test_load_style ("/io/github/weirflow/Weir/style.css");
  ADD ("check", test_check);
  ADD ("typed", test_typed);
  ADD ("files", test_files);
  ADD ("example", test_example);
  return g_test_run ();
}
