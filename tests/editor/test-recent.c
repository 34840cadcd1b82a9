/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-recent.h"
#include "weir-test-folder.h"
#include "weir-test-gtk.h"

static char *
dup_item (GMenu *menu, int index, const char **uri)
{
  char                *label = NULL;
  g_autoptr (GVariant) target =
    g_menu_model_get_item_attribute_value (G_MENU_MODEL (menu),
                                           index,
                                           G_MENU_ATTRIBUTE_TARGET,
                                           G_VARIANT_TYPE_STRING);

  g_assert_true (g_menu_model_get_item_attribute (G_MENU_MODEL (menu),
                                                  index,
                                                  G_MENU_ATTRIBUTE_LABEL,
                                                  "s",
                                                  &label));
  *uri = g_intern_string (g_variant_get_string (target, NULL));
  return label;
}

static void
test_menu (void)
{
  GFile            *folder = weir_test_folder_new ();
  g_autoptr (GFile) file = weir_test_folder_write (folder, "my_flow.json", "[]");
  g_autoptr (GFile) gone = g_file_get_child (folder, "gone.json");
  g_autoptr (GFile) granted =
    g_file_new_for_path ("/run/user/1000/doc/ab12/granted.json");
  g_autofree char  *uri = g_file_get_uri (file);
  g_autofree char  *label = NULL;
  const char       *target;
  g_autoptr (GMenu) menu = g_menu_new ();
  WeirRecentMenu   *recent = weir_recent_menu_new (menu, "win.open-uri");

  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 0);
  weir_recent_add (gone);
  weir_recent_add (granted);
  weir_recent_add (file);
  weir_test_wait_for (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 1);
  label = dup_item (menu, 0, &target);
  g_assert_cmpstr (label, ==, "my__flow.json");
  g_assert_cmpstr (target, ==, uri);
  g_assert_finalize_object (recent);
  weir_test_folder_remove (folder);
}

/* In a sandbox nearly everything is granted, and stays so. */
static void
test_sandbox (void)
{
  g_autoptr (GFile) granted =
    g_file_new_for_path ("/run/user/1000/doc/cd34/other.json");
  g_autofree char  *uri = g_file_get_uri (granted);
  GtkRecentManager *manager = gtk_recent_manager_get_default ();

  g_assert_false (gtk_recent_manager_has_item (manager, uri));
  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  weir_recent_add (granted);
  g_unsetenv ("GTK_USE_PORTAL");
  weir_test_wait_for (gtk_recent_manager_has_item (manager, uri));
}

int
main (int argc, char *argv[])
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_func ("/recent/menu", test_menu);
  g_test_add_func ("/recent/sandbox", test_sandbox);
  return g_test_run ();
}
