/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-application.h"

#include "compat/weir-compat.h"
#include "editor/files/weir-document-store.h"
#include "editor/help/weir-help-context.h"
#include "editor/help/weir-help-window.h"
#include "editor/weir-resources.h"
#include "editor/window/weir-window.h"

#include <glib/gi18n-lib.h>

/* Where examples are; what is opened from there becomes a draft. */
#define EXAMPLE_URI "resource:///io/github/weirflow/Weir/examples/"

/* Owned by main; owns the registry and the settings that every window reads. */
struct _WeirApplication
{
  AdwApplication parent_instance;

  /* owned */
  WeirRegistry *registry;
  WeirKeyring  *keyring; /* (nullable) */
  GSettings    *settings;

  /* borrowed */
  GtkWindow *help; /* (nullable): weak */

  gboolean restored; /* the drafts of the last time */
  gboolean quitting;
};

G_DEFINE_FINAL_TYPE (WeirApplication, weir_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[4];
} accels[] = {
  { "app.new-window", { "<Control>n" } },
  { "app.quit", { "<Control>q" } },
  { "app.help", { "F1" } },
  { "win.open", { "<Control>o" } },
  { "win.save", { "<Control>s" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.import", { "<Control>i" } },
  { "win.export", { "<Control>e" } },
  { "win.close", { "<Control>w" } },
  { "win.add-flow", { "<Control>t" } },
  { "win.previous-flow", { "<Control>Page_Up", "<Control>bracketleft" } },
  { "win.next-flow", { "<Control>Page_Down", "<Control>bracketright" } },
  { "win.go-to-flow(1)", { "<Alt>1" } },
  { "win.go-to-flow(2)", { "<Alt>2" } },
  { "win.go-to-flow(3)", { "<Alt>3" } },
  { "win.go-to-flow(4)", { "<Alt>4" } },
  { "win.go-to-flow(5)", { "<Alt>5" } },
  { "win.go-to-flow(6)", { "<Alt>6" } },
  { "win.go-to-flow(7)", { "<Alt>7" } },
  { "win.go-to-flow(8)", { "<Alt>8" } },
  { "win.go-to-flow(9)", { "<Alt>9" } },
  { "win.run", { "<Control>d", "F5" } },
  { "win.stop", { "<Shift>F5" } },
  { "win.restart", { "<Control>F5" } },
  { "win.search", { "<Control>f" } },
  { "win.find-next", { "F3" } },
  { "win.find-previous", { "<Shift>F3" } },
  { "win.left-panel", { "F9" } },
  { "win.right-panel", { "<Shift>F9", "<Control><Alt>space" } },
  { "win.next-area", { "F6" } },
  { "win.previous-area", { "<Shift>F6" } },
  { "win.clear-debug", { "<Control><Shift>l" } },
  { "win.pause-debug", { "<Control><Shift>space" } },
  { "win.run-tests", { "<Control><Shift>t" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-reset", { "<Control>0", "<Control>KP_0" } },
  { "win.zoom-fit", { "<Control>1", "<Control>KP_1" } },
  { "win.zoom-selection", { "<Control>2", "<Control>KP_2" } },
  { "win.commands", { "<Control><Shift>p" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.fullscreen", { "F11" } },
  { "win.show-page('outline')", { "<Control><Shift>f" } },
};

static void
new_window (WeirApplication *self)
{
  gtk_window_present (GTK_WINDOW (weir_window_new (self)));
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  new_window (WEIR_APPLICATION (user_data));
}

/* The files that are open now, for the next start. */
static void
remember_files (WeirApplication *self)
{
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();
  g_auto (GStrv)           list = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL;
       l = l->next)
    {
      WeirSession *session =
        WEIR_IS_WINDOW (l->data) ? weir_window_get_session (l->data) : NULL;
      GFile *file = session != NULL ? weir_session_get_file (session) : NULL;
      g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

      if (uri != NULL)
        g_strv_builder_add (uris, uri);
    }
  list = g_strv_builder_end (uris);
  g_settings_set_strv (self->settings, "last-files", (const char *const *)list);
}

void
weir_application_window_closes (WeirApplication *self, GtkWindow *window)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL;
       l = l->next)
    n += WEIR_IS_WINDOW (l->data);
  if (n == 1 && !self->quitting)
    remember_files (self);
}

static void
open_last_files (WeirApplication *self)
{
  g_auto (GStrv) uris = NULL;

  if (!g_settings_get_boolean (self->settings, "restore-session"))
    return;
  uris = g_settings_get_strv (self->settings, "last-files");
  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

      if (g_file_query_exists (file, NULL))
        weir_application_open (self, file, FALSE);
    }
}

/* Windows close one by one, so that each keeps its draft. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication   *self = user_data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (self));

  remember_files (user_data);
  WEIR_APPLICATION (self)->quitting = TRUE;

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (WEIR_IS_WINDOW (l->data) || WEIR_IS_HELP_WINDOW (l->data))
        gtk_window_close (l->data);
    }
  WEIR_APPLICATION (self)->quitting = FALSE;
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const developers[] = { "The Weir authors", NULL };

  weir_compat_about (gtk_application_get_active_window (user_data),
                     "Weir",
                     WEIR_APP_ID,
                     WEIR_VERSION,
                     developers);
}

void
weir_application_show_help (WeirApplication *self, const char *target)
{
  if (self->help == NULL)
    g_set_weak_pointer (&self->help,
                        weir_help_window_new (GTK_APPLICATION (self)));
  weir_help_window_show (WEIR_HELP_WINDOW (self->help), target);
  gtk_window_present (self->help);
}

/* Returns: (transfer none) (nullable): the window people are in, maybe a dialog */
static GtkWindow *
get_active_window (WeirApplication *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_is_active (window))
        return window; /* the list has it for as long as it is there */
    }
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

/* About what people are at. */
static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow       *window = get_active_window (user_data);
  g_autofree char *target = weir_help_context_dup_target (window);

  weir_application_show_help (user_data, target);
}

static void
show_help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_application_show_help (user_data, g_variant_get_string (parameter, NULL));
}

/* The actions of notifications: windows are known by their numbers. */
static void
show_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window =
    gtk_application_get_window_by_id (user_data,
                                      g_variant_get_uint32 (parameter));

  if (window != NULL)
    gtk_window_present (window);
}

static void
stop_run_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window =
    gtk_application_get_window_by_id (user_data,
                                      g_variant_get_uint32 (parameter));

  if (WEIR_IS_WINDOW (window) &&
      weir_window_get_session (WEIR_WINDOW (window)) != NULL)
    weir_session_stop (weir_window_get_session (WEIR_WINDOW (window)));
}

static const GActionEntry actions[] = {
  { .name = "new-window", .activate = new_window_cb },
  { .name = "show-window", .activate = show_window_cb, .parameter_type = "u" },
  { .name = "stop-run", .activate = stop_run_cb, .parameter_type = "u" },
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "help", .activate = help_cb },
  { .name = "show-help", .activate = show_help_cb, .parameter_type = "s" },
};

static void
apply_appearance (WeirApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  int appearance = g_settings_get_enum (self->settings, "appearance");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[appearance]);
}

static void
weir_application_startup (GApplication *application)
{
  WeirApplication *self = WEIR_APPLICATION (application);

  weir_resources_register ();
  G_APPLICATION_CLASS (weir_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (WEIR_APP_ID);
  self->settings = g_settings_new (WEIR_APP_ID);
  g_signal_connect_object (self->settings,
                           "changed::appearance",
                           G_CALLBACK (apply_appearance),
                           self,
                           G_CONNECT_SWAPPED);
  apply_appearance (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accels[i].action,
                                           accels[i].accels);
}

/* What was not saved when the program ended, however it did, is there again.
 * Once: later every draft has a window. */
static void
restore_drafts (WeirApplication *self)
{
  g_autoptr (GFile)     folder = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (self->restored)
    return;
  self->restored = TRUE;
  folder = weir_document_store_get_folder ();
  names = weir_document_store_list_drafts (folder);
  for (guint i = 0; i < names->len; i++)
    {
      WeirWindow *window = weir_window_new (self);

      gtk_window_present (GTK_WINDOW (window));
      weir_window_open_draft (window, names->pdata[i]);
    }
}

/* Runs without a window get theirs back. */
static gboolean
show_background (GtkApplication *self)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (self));
  gboolean          found = FALSE;

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (!WEIR_IS_WINDOW (l->data) || !weir_window_is_in_background (l->data))
        continue;
      gtk_window_present (l->data);
      found = TRUE;
    }
  return found;
}

static void
weir_application_activate (GApplication *application)
{
  GtkWindow *window = NULL;

  if (show_background (GTK_APPLICATION (application)))
    return;
  if (!WEIR_APPLICATION (application)->restored)
    open_last_files (WEIR_APPLICATION (application));
  restore_drafts (WEIR_APPLICATION (application));
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application));
       l != NULL && window == NULL;
       l = l->next)
    window = WEIR_IS_WINDOW (l->data) ? l->data : NULL;
  if (window != NULL)
    gtk_window_present (window);
  else
    new_window (WEIR_APPLICATION (application));
}

/* The window that shows the file, or nothing yet. */
static WeirWindow *
find_window (WeirApplication *self, GFile *file)
{
  WeirWindow *empty = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL;
       l = l->next)
    {
      WeirSession *session;

      if (!WEIR_IS_WINDOW (l->data))
        continue;
      session = weir_window_get_session (l->data);
      if (session == NULL)
        empty = l->data;
      else if (weir_session_get_file (session) != NULL &&
               g_file_equal (weir_session_get_file (session), file))
        return l->data;
    }
  return empty;
}

static void
open_example (WeirWindow *window, GFile *file, gboolean run)
{
  GActionGroup    *window_actions = G_ACTION_GROUP (window);
  g_autofree char *name = g_file_get_basename (file);

  if (g_str_has_suffix (name, ".json"))
    name[strlen (name) - strlen (".json")] = '\0';
  g_action_group_activate_action (window_actions,
                                  "open-example",
                                  g_variant_new_string (name));
  if (run)
    g_action_group_activate_action (window_actions, "run", NULL);
}

void
weir_application_open (WeirApplication *self, GFile *file, gboolean run)
{
  WeirWindow *window = find_window (self, file);

  if (window == NULL)
    window = weir_window_new (self);
  gtk_window_present (GTK_WINDOW (window));
  if (g_file_has_uri_scheme (file, "resource"))
    open_example (window, file, run);
  else
    weir_window_open (window, file, run);
}

static void
weir_application_open_files (GApplication *application,
                             GFile       **files,
                             int           n_files,
                             const char   *hint)
{
  for (int i = 0; i < n_files; i++)
    weir_application_open (WEIR_APPLICATION (application),
                           files[i],
                           g_str_equal (hint, "run"));
  restore_drafts (WEIR_APPLICATION (application));
}

/* What to open: files, and the examples inside the program. */
static GPtrArray *
list_files (GVariantDict *options)
{
  GPtrArray     *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) names = NULL;
  const char    *example;

  if (g_variant_dict_lookup (options, "example", "&s", &example))
    {
      g_autofree char *uri = g_strdup_printf (EXAMPLE_URI "%s.json", example);

      g_ptr_array_add (files, g_file_new_for_uri (uri));
    }
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^aay", &names))
    {
      for (guint i = 0; names[i] != NULL; i++)
        g_ptr_array_add (files, g_file_new_for_commandline_arg (names[i]));
    }
  return files;
}

/* What is asked for is done by the process that has the windows, which may be
 * this one. */
static int
start (GApplication *application, GVariantDict *options, GPtrArray *files)
{
  g_autoptr (GError) error = NULL;
  gboolean           run = g_variant_dict_contains (options, "run");

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("weir: %s\n", /* lint: allow g_printerr: no window yet */
                  error->message);
      return EXIT_FAILURE;
    }
  if (g_variant_dict_contains (options, "new-window"))
    g_action_group_activate_action (G_ACTION_GROUP (application),
                                    "new-window",
                                    NULL);
  if (files->len > 0)
    g_application_open (application,
                        (GFile **)files->pdata,
                        (int)files->len,
                        run ? "run" : "");
  return g_application_get_is_remote (application) ? EXIT_SUCCESS : -1;
}

/* --run is handed to the process that has the windows as the hint of the files,
 * so that a second start runs the flow in the first one. */
static int
weir_application_handle_local_options (GApplication *application,
                                       GVariantDict *options)
{
  g_autoptr (GPtrArray) files = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("weir %s\n", WEIR_VERSION); /* lint: allow g_print: --version */
      return EXIT_SUCCESS;
    }
  files = list_files (options);
  if (files->len == 0 && !g_variant_dict_contains (options, "new-window"))
    return -1;
  return start (application, options, files);
}

static void
weir_application_finalize (GObject *object)
{
  WeirApplication *self = WEIR_APPLICATION (object);

  g_clear_weak_pointer (&self->help);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->registry, weir_registry_unref);
  g_clear_object (&self->keyring);
  G_OBJECT_CLASS (weir_application_parent_class)->finalize (object);
}

static void
weir_application_class_init (WeirApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_application_finalize;
  application_class->startup = weir_application_startup;
  application_class->activate = weir_application_activate;
  application_class->open = weir_application_open_files;
  application_class->handle_local_options = weir_application_handle_local_options;
}

static const GOptionEntry options[] = {
  { "example",
    'e',
    G_OPTION_FLAG_NONE,
    G_OPTION_ARG_STRING,
    NULL,
    N_ ("Open an example as a draft: echo, broadcast, …"),
    N_ ("NAME") },
  { "new-window",
    'n',
    G_OPTION_FLAG_NONE,
    G_OPTION_ARG_NONE,
    NULL,
    N_ ("Open one more window"),
    NULL },
  { "run",
    'r',
    G_OPTION_FLAG_NONE,
    G_OPTION_ARG_NONE,
    NULL,
    N_ ("Run the flow at once"),
    NULL },
  { "version",
    0,
    G_OPTION_FLAG_NONE,
    G_OPTION_ARG_NONE,
    NULL,
    N_ ("Show the version and quit"),
    NULL },
  { G_OPTION_REMAINING,
    0,
    G_OPTION_FLAG_NONE,
    G_OPTION_ARG_FILENAME_ARRAY,
    NULL,
    NULL,
    N_ ("[FLOW.json…]") },
  {},
};

static void
weir_application_init (WeirApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

WeirApplication *
weir_application_new (WeirRegistry *registry)
{
  WeirApplication *self = g_object_new (WEIR_TYPE_APPLICATION,
                                        "application-id",
                                        WEIR_APP_ID,
                                        "flags",
                                        G_APPLICATION_HANDLES_OPEN,
                                        "resource-base-path",
                                        "/io/github/weirflow/Weir",
                                        NULL);

  self->registry = weir_registry_ref (registry);
  self->keyring = weir_keyring_new_for_desktop ();
  return self;
}

WeirKeyring *
weir_application_get_keyring (WeirApplication *self)
{
  return self->keyring;
}

WeirRegistry *
weir_application_get_registry (WeirApplication *self)
{
  return self->registry;
}

GSettings *
weir_application_get_settings (WeirApplication *self)
{
  return self->settings;
}
