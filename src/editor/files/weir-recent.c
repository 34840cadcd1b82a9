/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-recent.h"

#include "editor/files/weir-document-store.h"
#include "schema/weir-sandbox.h"

/* Recent flows, as one section of the Open menu. Owned by the window. */
struct _WeirRecentMenu
{
  GObject parent_instance;

  GMenu *section;
  char  *action;
};

G_DEFINE_FINAL_TYPE (WeirRecentMenu, weir_recent_menu, G_TYPE_OBJECT)

#define APPLICATION "Weir"

void
weir_recent_add (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  GtkRecentData    data = {
       .mime_type = (char *)"application/vnd.weir.flow+json",
       .app_name = (char *)APPLICATION,
       .app_exec = (char *)"weir %u",
  };

  if (weir_sandbox_is_used () || !weir_document_store_is_granted (file))
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  GDateTime *left = gtk_recent_info_get_modified ((GtkRecentInfo *)a);
  GDateTime *right = gtk_recent_info_get_modified ((GtkRecentInfo *)b);

  return g_date_time_compare (right, left);
}

/* An underscore in a name is no mnemonic. */
static char *
dup_label (GtkRecentInfo *info)
{
  g_auto (GStrv) parts =
    g_strsplit (gtk_recent_info_get_display_name (info), "_", -1);

  return g_strjoinv ("__", parts);
}

static void
append (WeirRecentMenu *self, GtkRecentInfo *info)
{
  g_autofree char      *label = dup_label (info);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item,
                                     self->action,
                                     "s",
                                     gtk_recent_info_get_uri (info));
  g_menu_append_item (self->section, item);
}

static void
fill (WeirRecentMenu *self)
{
  GList *all = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint  n = 0;

  g_menu_remove_all (self->section);
  all = g_list_sort (all, compare_times);
  for (GList *l = all; l != NULL && n < WEIR_RECENT_MAX; l = l->next)
    {
      if (!gtk_recent_info_has_application (l->data, APPLICATION) ||
          !gtk_recent_info_exists (l->data))
        continue;
      append (self, l->data);
      n++;
    }
  g_list_free_full (all, (GDestroyNotify)gtk_recent_info_unref);
}

static void
weir_recent_menu_finalize (GObject *object)
{
  WeirRecentMenu *self = WEIR_RECENT_MENU (object);

  g_clear_object (&self->section);
  g_free (self->action);
  G_OBJECT_CLASS (weir_recent_menu_parent_class)->finalize (object);
}

static void
weir_recent_menu_class_init (WeirRecentMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_recent_menu_finalize;
}

static void
weir_recent_menu_init (WeirRecentMenu *self)
{
}

WeirRecentMenu *
weir_recent_menu_new (GMenu *section, const char *action)
{
  WeirRecentMenu *self = g_object_new (WEIR_TYPE_RECENT_MENU, NULL);

  self->section = g_object_ref (section);
  self->action = g_strdup (action);
  g_signal_connect_object (gtk_recent_manager_get_default (),
                           "changed",
                           G_CALLBACK (fill),
                           self,
                           G_CONNECT_SWAPPED);
  fill (self);
  return self;
}
