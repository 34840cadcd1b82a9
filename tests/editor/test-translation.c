/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-canvas.h"
#include "editor/files/weir-compare-window.h"
#include "editor/files/weir-import-dialog.h"
#include "editor/properties/weir-certificate-sheet.h"
#include "editor/weir-application.h"
#include "editor/window/weir-banner.h"
#include "editor/window/weir-window.h"
#include "nodes/weir-node-table.h"
#include "weir-test-folder.h"
#include "weir-test-gtk.h"
#include "weir-test-text.h"

#include <string.h>

/* The program in a language made by machine: what isn't translated and what
 * doesn't fit, in the window, its panels, its menus and every dialog. With
 * WEIR_TEST_DIRECTION=rtl from right to left; in a real language what doesn't fit.
 * With WEIR_TEST_PICTURES every window is kept, for people to look at. */

typedef struct
{
  WeirApplication *application;
  WeirWindow      *window;
} Fixture;

/* One entry of every kind that isn't a node type; a group around nothing. */
static const char frame[] =
  "{'id':'1','type':'tab','label':'Α','disabled':false,'info':'','env':[]},"
  "{'id':'2','type':'tab','label':'Β','disabled':true,'info':'','env':[]},"
  "{'id':'3','type':'group','z':'1','name':'Γ','style':{'label':true},"
  "'nodes':[],'x':20,'y':20,'w':100,'h':60},"
  "{'id':'4','type':'subflow','name':'Δ','info':'','in':[],'out':[],'env':[]},"
  "{'id':'5','type':'μ ν','z':'1','name':'Ε','x':900,'y':60,'wires':[]},"
  "{'id':'6','type':'junction','z':'1','x':900,'y':120,'wires':[['5']]}";

/* A flow with one node of every type, each named and none filled in. */
static char *
make_flow (const WeirRegistry *registry)
{
  GString *json = g_string_new ("[");

  g_string_append (json, frame);
  for (guint i = 0; i < weir_registry_get_n_types (registry); i++)
    {
      const WeirNodeType *type = weir_registry_get_type (registry, i);

      if (g_str_equal (type->type, "junction"))
        continue;
      g_string_append_printf (json, ",{'id':'%u','type':'%s'", 100 + i, type->type);
      g_string_append_printf (json, ",'name':'λ%u'", i);
      if (type->category != WEIR_NODE_CATEGORY_CONFIG)
        g_string_append_printf (json,
                                ",'z':'1','x':%u,'y':%u,'wires':[[]]",
                                150 + i % 4 * 180,
                                60 + i / 4 * 80);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
  return g_strdelimit (g_string_free (json, FALSE), "'", '"');
}

static void
act (Fixture *fixture, const char *name, const char *parameter)
{
  g_autoptr (GVariant) variant = NULL;

  if (parameter != NULL)
    variant = g_variant_ref_sink (g_variant_new_string (parameter));
  g_assert_true (
    g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), name));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), name, variant);
}

static WeirSession *
get_session (Fixture *fixture)
{
  return weir_window_get_session (fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = WEIR_APPLICATION (g_application_get_default ());
  fixture->window = weir_window_new (fixture->application);
  g_object_add_weak_pointer (G_OBJECT (fixture->window),
                             (gpointer *)&fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 760);
  weir_test_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkApplication *application = GTK_APPLICATION (fixture->application);

  while (gtk_application_get_windows (application) != NULL)
    gtk_window_destroy (gtk_application_get_windows (application)->data);
  weir_test_wait_for (fixture->window == NULL);
}

/* Opens a flow from a file of its own, which has no draft. */
static void
open_text (Fixture *fixture, const char *json)
{
  static guint      n_files;
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char  *name = g_strdup_printf ("Ω/%u", n_files++);
  g_autoptr (GFile) file = weir_test_folder_write (home, name, json);

  weir_window_open (fixture->window, file, FALSE);
  weir_test_wait_for (get_session (fixture) != NULL);
  weir_session_check (get_session (fixture));
  weir_test_settle ();
}

/* Opens the flow of every type. */
static void
open_flow (Fixture *fixture)
{
  g_autofree char *json =
    make_flow (weir_application_get_registry (fixture->application));

  open_text (fixture, json);
}

static void
look (GtkWidget *widget, const char *place)
{
  gboolean    is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  const char *language = g_getenv ("LANGUAGE");
  g_autofree char *name =
    g_strdup_printf ("%s-%s%s", language, is_rtl ? "rtl-" : "", place);

  weir_test_settle ();
  if (weir_test_text_check (widget, place) > 0)
    g_test_fail ();
  weir_test_settle ();
  weir_test_save_picture (widget, g_strdelimit (name, " ", '-'));
}

static void
look_at_window (Fixture *fixture, const char *place)
{
  look (GTK_WIDGET (fixture->window), place);
}

/* GTK asks for the pointer's place when a window goes with its menus open. */
static void
close_menus (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_POPOVER (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    close_menus (child);
}

/* Looks at the window of that type, which is then closed. */
static void
look_at_dialog (GType type, const char *place)
{
  GtkWindow *dialog;

  weir_test_wait_for (weir_test_find_window (type) != NULL);
  dialog = weir_test_find_window (type);
  weir_test_present (dialog);
  look (GTK_WIDGET (dialog), place);
  if (ADW_IS_MESSAGE_DIALOG (dialog))
    adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  else
    gtk_window_close (dialog);
  weir_test_settle ();
}

/* The check itself ----------------------------------------------------------- */

static void
test_check (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new ("‹Trænslåted›");
  GtkWindow *window;

  g_assert_true (weir_test_text_is_translated ("‹Rüün›"));
  g_assert_true (weir_test_text_is_translated ("‹ïn ‹ä› Ω› · 3"));
  g_assert_true (weir_test_text_is_translated ("λ12: 42"));
  g_assert_false (weir_test_text_is_translated ("Run"));
  g_assert_false (weir_test_text_is_translated ("‹Rüün› it"));

  gtk_box_append (GTK_BOX (box), label);
  window = weir_test_show (box, 400, 40);
  g_assert_cmpuint (weir_test_text_check (box, "translated"), ==, 0);
  gtk_label_set_label (GTK_LABEL (label), "plain");
  g_assert_cmpuint (weir_test_text_check (box, "plain"), ==, 1);
  gtk_label_set_label (GTK_LABEL (label), "‹å müüch tøø løng lååbel›");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 5);
  g_assert_cmpuint (weir_test_text_check (box, "cut"), ==, 1);
  gtk_label_set_label (GTK_LABEL (label), "‹›");
  gtk_widget_set_tooltip_text (label, "plain");
  g_assert_cmpuint (weir_test_text_check (box, "tooltip"), ==, 1);
  gtk_widget_set_tooltip_text (label, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "plain",
                                  -1);
  g_assert_cmpuint (weir_test_text_check (box, "accessible label"), ==, 1);
  gtk_window_destroy (window);
}

/* The window ------------------------------------------------------------------ */

static void
test_start (Fixture *fixture, gconstpointer data)
{
  weir_test_settle ();
  look_at_window (fixture, "start");
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = {
    "palette", "outline",  "debug",     "connections",
    "config",  "problems", "inspector", "tests",
  };

  open_flow (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      act (fixture, "show-page", pages[i]);
      look_at_window (fixture, pages[i]);
    }
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window),
                                      "search",
                                      g_variant_new_boolean (TRUE));
  look_at_window (fixture, "search");
}

static void
test_inspector (Fixture *fixture, gconstpointer data)
{
  WeirSelection *selection;

  open_flow (fixture);
  act (fixture, "show-page", "inspector");
  selection = weir_session_get_selection (get_session (fixture));
  for (guint i = 3; i < 130; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *place = g_strdup_printf ("inspector %u", i);

      if (weir_document_get_element (weir_session_get_document (
                                       get_session (fixture)),
                                     id) == NULL)
        continue;
      weir_selection_set (selection, id);
      look_at_window (fixture, place);
    }
  weir_selection_add (selection, "5");
  look_at_window (fixture, "inspector many");
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  WeirRunSettings *settings = weir_run_settings_new ();
  WeirLive        *live;

  open_flow (fixture);
  settings->port = 0;
  weir_session_set_run_settings (get_session (fixture), settings);
  live = weir_session_get_live (get_session (fixture));
  act (fixture, "run", NULL);
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_RUNNING);
  act (fixture, "show-page", "connections");
  look_at_window (fixture, "running");
  act (fixture, "toggle-flow", NULL);
  look_at_window (fixture, "changed");
  act (fixture, "stop", NULL);
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_STOPPED);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  open_flow (fixture);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  weir_test_settle ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 640);
  weir_test_wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->window)) < 500);
  look_at_window (fixture, "narrow");
  act (fixture, "show-page", "debug");
  look_at_window (fixture, "narrow debug");
}

static gboolean
has_banner (Fixture *fixture)
{
  g_autoptr (GPtrArray) banners =
    weir_test_find_all (GTK_WIDGET (fixture->window), WEIR_TYPE_BANNER);

  for (guint i = 0; i < banners->len; i++)
    {
      if (weir_banner_get_text (banners->pdata[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What another program did to the file, said at the usual width and in the narrow
 * window, which gets no wider by it. */
static void
test_banner (Fixture *fixture, gconstpointer data)
{
  GtkWindow        *window = GTK_WINDOW (fixture->window);
  g_autoptr (GFile) file = NULL;

  open_flow (fixture);
  act (fixture, "toggle-flow", NULL);
  file = g_object_ref (weir_session_get_file (get_session (fixture)));
  g_assert_true (
    g_file_replace_contents (file, "[]", 2, NULL, FALSE, 0, NULL, NULL, NULL));
  weir_test_wait_for (has_banner (fixture));
  look_at_window (fixture, "banner");
  gtk_window_set_default_size (window, 390, 640);
  weir_test_wait_for (gtk_widget_get_width (GTK_WIDGET (window)) < 500);
  look_at_window (fixture, "narrow banner");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 400);
}

/* A message in the debug panel, sent by a node that begins by itself. */
static void
test_messages (Fixture *fixture, gconstpointer data)
{
  static const char flow[] =
    "[{'id':'1','type':'tab','label':'Α'},"
    "{'id':'2','type':'inject','z':'1','name':'Β','once':true,'props':["
    "{'p':'payload','v':'{\\'α\\':[1,true]}','vt':'json'}],"
    "'x':120,'y':80,'wires':[['3']]},"
    "{'id':'3','type':'debug','z':'1','name':'Γ','active':true,"
    "'tosidebar':true,'complete':'payload','x':320,'y':80,'wires':[]}]";
  g_autofree char *json = g_strdelimit (g_strdup (flow), "'", '"');
  WeirRunSettings *settings = weir_run_settings_new ();
  GtkWidget       *root = GTK_WIDGET (fixture->window);

  open_text (fixture, json);
  settings->port = 0;
  weir_session_set_run_settings (get_session (fixture), settings);
  act (fixture, "show-page", "debug");
  act (fixture, "run", NULL);
  weir_test_wait_for (
    weir_test_find (root, g_type_from_name ("WeirDebugRowView"), NULL) != NULL);
  look_at_window (fixture, "messages");
  act (fixture, "stop", NULL);
}

/* The canvas's menus: of a node, of a group, of nothing. */
static void
test_menus (Fixture *fixture, gconstpointer data)
{
  static const char *const focus[] = { NULL, "3", "5" };
  GtkWidget               *canvas;

  open_flow (fixture);
  canvas = weir_test_get (GTK_WIDGET (fixture->window), WEIR_TYPE_CANVAS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (focus); i++)
    {
      WeirSelection *selection =
        weir_session_get_selection (get_session (fixture));

      weir_selection_set_focus (selection, focus[i]);
      gtk_widget_activate_action (canvas, "canvas.context-menu", NULL);
      look_at_window (fixture, focus[i] != NULL ? focus[i] : "no node");
      close_menus (canvas);
    }
  gtk_widget_activate_action (canvas, "canvas.quick-add", NULL);
  look_at_window (fixture, "quick-add");
  close_menus (canvas);
  weir_test_settle ();
}

/* Dialogs --------------------------------------------------------------------- */

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  WeirDocument *document;

  open_flow (fixture);
  document = weir_session_get_document (get_session (fixture));
  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement     *element = weir_document_get_nth_element (document, i);
      const char      *type = weir_element_get_type_name (element);
      g_autofree char *place = g_strdup_printf ("properties of %s", type);

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_JUNCTION)
        continue;
      act (fixture, "edit", weir_element_get_id (element));
      look_at_dialog (g_type_from_name ("WeirPropertyDialog"), place);
    }
}

static void
test_dialogs (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *action;
    const char *type;
  } dialogs[] = {
    { "run-settings", "WeirRunSettingsDialog" },
    { "import", "WeirImportDialog" },
    { "export", "WeirExportDialog" },
    { "preferences", "AdwPreferencesWindow" },
  };

  open_flow (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      act (fixture, dialogs[i].action, NULL);
      look_at_dialog (g_type_from_name (dialogs[i].type), dialogs[i].action);
    }
}

/* Two entries that are there already, one of them different, and a new one. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  static const char text[] =
    "[{'id':'5','type':'μ ν','z':'1','name':'Ζ','x':900,'y':60,'wires':[]},"
    "{'id':'6','type':'junction','z':'1','x':900,'y':120,'wires':[['5']]},"
    "{'id':'7','type':'comment','z':'1','name':'Η','x':900,'y':180,'wires':[]}"
    "]";
  g_autofree char       *json = g_strdelimit (g_strdup (text), "'", '"');
  const WeirImportTarget target = { .text = json };

  open_flow (fixture);
  weir_import_dialog_present (GTK_WINDOW (fixture->window),
                              get_session (fixture),
                              &target);
  look_at_dialog (WEIR_TYPE_IMPORT_DIALOG, "import preview");
}

static void
test_comparison (Fixture *fixture, gconstpointer data)
{
  static const char text[] =
    "[{'id':'1','type':'tab','label':'Α'},"
    "{'id':'5','type':'μ ν','z':'1','name':'Ζ','x':900,'y':60,'wires':[]},"
    "{'id':'7','type':'comment','z':'1','name':'Η','x':900,'y':180,'wires':[]}"
    "]";
  g_autofree char         *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes)       bytes = g_bytes_new (json, strlen (json));
  g_autoptr (WeirDocument) other = weir_document_new_from_bytes (bytes, NULL);

  open_flow (fixture);
  weir_compare_window_present (GTK_WINDOW (fixture->window),
                               get_session (fixture),
                               other,
                               "Ω",
                               TRUE);
  look_at_dialog (WEIR_TYPE_COMPARE_WINDOW, "comparison");
}

static void
made_cb (const char *certificate, const char *key, gpointer user_data)
{
}

static void
test_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path ("/Ω");

  open_flow (fixture);
  weir_certificate_sheet_present (GTK_WINDOW (fixture->window),
                                  folder,
                                  made_cb,
                                  G_OBJECT (fixture->window));
  look_at_dialog (g_type_from_name ("WeirCertificateSheet"), "certificate");
}

static void
test_question (Fixture *fixture, gconstpointer data)
{
  open_flow (fixture);
  act (fixture, "toggle-flow", NULL);
  act (fixture, "reload", NULL);
  look_at_dialog (ADW_TYPE_MESSAGE_DIALOG, "question");
}

/* Only made, not shown: GTK 4.8 warns of a label of its own in it. */
static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/weirflow/Weir/help-overlay.ui");
  GSList *objects = gtk_builder_get_objects (builder);
  guint   n_seen = 0;

  for (GSList *l = objects; l != NULL; l = l->next)
    {
      g_autofree char *title = NULL;

      if (!GTK_IS_SHORTCUTS_SHORTCUT (l->data) &&
          !GTK_IS_SHORTCUTS_GROUP (l->data))
        continue;
      g_object_get (l->data, "title", &title, NULL);
      g_assert_nonnull (title);
      if (!weir_test_text_is_translated (title))
        {
          g_test_message ("shortcut: “%s”", title);
          g_test_fail ();
        }
      n_seen++;
    }
  g_slist_free (objects);
  g_assert_cmpuint (n_seen, >, 40);
  gtk_window_destroy (
    GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/editor/translation/check", test_check },
    { "/editor/translation/start", test_start },
    { "/editor/translation/pages", test_pages },
    { "/editor/translation/inspector", test_inspector },
    { "/editor/translation/run", test_run },
    { "/editor/translation/narrow", test_narrow },
    { "/editor/translation/banner", test_banner },
    { "/editor/translation/messages", test_messages },
    { "/editor/translation/menus", test_menus },
    { "/editor/translation/properties", test_properties },
    { "/editor/translation/dialogs", test_dialogs },
    { "/editor/translation/import", test_import },
    { "/editor/translation/comparison", test_comparison },
    { "/editor/translation/certificate", test_certificate },
    { "/editor/translation/question", test_question },
    { "/editor/translation/shortcuts", test_shortcuts },
  };
  g_autoptr (WeirRegistry)    registry = NULL;
  g_autoptr (WeirApplication) application = NULL;
  g_autoptr (GError)          error = NULL;

  if (!weir_test_text_init ())
    {
      printf ("1..0 # SKIP no locale to translate into\n");
      return 0;
    }
  weir_test_gtk_init (&argc, &argv);
  if (g_strcmp0 (g_getenv ("WEIR_TEST_DIRECTION"), "rtl") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  registry = weir_registry_new (weir_node_table ());
  application = weir_application_new (registry);
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].run, tear_down);
  return g_test_run ();
}
