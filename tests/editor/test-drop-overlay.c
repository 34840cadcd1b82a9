/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-drop-overlay.h"
#include "editor/weir-resources.h"
#include "weir-test-folder.h"
#include "weir-test-gtk.h"

#include <string.h>

#define FLOW \
  "[{\"id\":\"t\",\"type\":\"tab\"},{\"id\":\"c\",\"type\":\"tls-config\"}]"

typedef struct
{
  GtkWindow       *window;
  WeirDropOverlay *overlay;
  GFile           *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = weir_test_folder_new ();
  fixture->overlay = WEIR_DROP_OVERLAY (weir_drop_overlay_new ());
  weir_drop_overlay_set_child (fixture->overlay, gtk_label_new ("Below"));
  fixture->window = weir_test_show (GTK_WIDGET (fixture->overlay), 600, 400);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  weir_test_settle ();
  weir_test_folder_remove (fixture->folder);
}

static void
offer_text (Fixture *fixture, const char *text)
{
  GValue value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);
  weir_drop_overlay_offer (fixture->overlay, &value);
  g_value_unset (&value);
}

/* @names: ended by NULL */
static void
offer_files (Fixture *fixture, const char *const *names)
{
  GValue  value = G_VALUE_INIT;
  GSList *files = NULL;

  for (; *names; names++)
    files = g_slist_append (files, g_file_get_child (fixture->folder, *names));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  weir_drop_overlay_offer (fixture->overlay, &value);
  g_value_unset (&value);
  g_slist_free_full (files, g_object_unref);
}

static gboolean
is_shown (Fixture *fixture)
{
  return weir_test_find (GTK_WIDGET (fixture->overlay),
                         ADW_TYPE_STATUS_PAGE,
                         "Drop to Import") != NULL;
}

static void
test_text (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (is_shown (fixture));
  offer_text (fixture, FLOW);
  g_assert_true (is_shown (fixture));
  g_assert_cmpstr (weir_drop_overlay_get_text (fixture->overlay),
                   ==,
                   "1 flow, 1 configuration");
  weir_test_save_picture (GTK_WIDGET (fixture->window), "drop-overlay");
  offer_text (fixture, "{}");
  g_assert_nonnull (strstr (weir_drop_overlay_get_text (fixture->overlay),
                            "isn’t a Node-RED flow"));
  weir_drop_overlay_offer (fixture->overlay, NULL);
  g_assert_false (is_shown (fixture));
}

static void
test_files (Fixture *fixture, gconstpointer unused)
{
  static const char *const two[] = { "a.json", "b.json", NULL };
  static const char *const missing[] = { "a.json", "c.json", NULL };

  g_object_unref (weir_test_folder_write (fixture->folder, "a.json", FLOW));
  g_object_unref (weir_test_folder_write (fixture->folder, "b.json", FLOW));
  offer_files (fixture, two);
  weir_test_wait_for (g_strcmp0 (weir_drop_overlay_get_text (fixture->overlay),
                                 "2 flows, 2 configurations") == 0);

  /* What is read of a drag that left is not told of the next one. */
  offer_files (fixture, two);
  offer_files (fixture, missing);
  weir_test_wait_for (
    weir_drop_overlay_get_text (fixture->overlay) &&
    strstr (weir_drop_overlay_get_text (fixture->overlay), "No such file"));
}

#define ADD(path, test) \
  g_test_add ("/drop-overlay/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  weir_test_load_style ("/io/github/weirflow/Weir/style.css");
  ADD ("text", test_text);
  ADD ("files", test_files);
  return g_test_run ();
}
