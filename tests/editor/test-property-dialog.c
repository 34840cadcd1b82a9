/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/properties/weir-property-dialog-private.h"
#include "editor/weir-resources.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <string.h>

/* Dialogs as people use them: opened, typed into, done or cancelled; what the
 * document then holds, and that one undo restores the bytes. */

typedef struct
{
  WeirSession *session;
  char        *before; /* the document's text */
  GtkWindow   *dialog;
} Fixture;

static char *
dup_document (WeirSession *session)
{
  g_autoptr (GBytes) bytes =
    weir_document_to_bytes (weir_session_get_document (session));
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strdelimit (g_strndup (text, length), "\"", '\'');
}

static void
open_dialog (Fixture *fixture, const char *flow, const char *id)
{
  g_autofree char         *json = g_strdelimit (g_strdup (flow), "'", '"');
  g_autoptr (GBytes)       bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  g_assert_no_error (error);
  fixture->session = weir_session_new (registry, document);
  fixture->before = dup_document (fixture->session);
  weir_property_dialog_present (NULL, fixture->session, id);
  fixture->dialog = weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG);
  g_assert_nonnull (fixture->dialog);
  weir_test_present (fixture->dialog);
}

static void
close_dialogs (void)
{
  GtkWindow *window;

  while ((window = weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG)) != NULL)
    gtk_window_destroy (window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_dialogs ();
  weir_test_settle ();
  if (fixture->session != NULL)
    g_assert_finalize_object (fixture->session);
  g_clear_pointer (&fixture->before, g_free);
}

static GtkWidget *
get (Fixture *fixture, GType type, const char *name)
{
  return weir_test_get (GTK_WIDGET (fixture->dialog), type, name);
}

static void
type_into (Fixture *fixture, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get (fixture, ADW_TYPE_ENTRY_ROW, row)),
                         text);
}

static void
choose (Fixture *fixture, const char *row, guint item)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (
                                get (fixture, ADW_TYPE_COMBO_ROW, row)),
                              item);
}

static void
flip (Fixture *fixture, const char *row)
{
  weir_test_activate (get (fixture, ADW_TYPE_ACTION_ROW, row));
}

/* Done, and compares; then one step back. */
static void
assert_done (Fixture *fixture, const char *expected)
{
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "dialog.done", NULL);
  g_assert_null (weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG));
  after = dup_document (fixture->session);
  g_assert_cmpstr (after, ==, expected);
  g_assert_true (weir_history_undo (weir_session_get_history (fixture->session)));
  undone = dup_document (fixture->session);
  g_assert_cmpstr (undone, ==, fixture->before);
  g_assert_false (
    weir_history_can_undo (weir_session_get_history (fixture->session)));
}

/* Nothing touched */

static const char *const entries[] = {
  "{'id':'n','type':'inject','z':'t','name':'','props':[{'p':'payload'},{'p':"
  "'topic','vt':'str'},{'p':'a.b','v':'{','vt':'json'},{'p':'on','v':'true',"
  "'vt':'bool'}],'repeat':'','crontab':'*/5 9-17 * * 1,2,3,4,5','once':true,"
  "'onceDelay':0.1,'topic':'t','payload':'','payloadType':'date','x':1,'y':1,"
  "'wires':[[]]}",
  "{'id':'n','type':'debug','z':'t','name':'debug 1','active':true,"
  "'tosidebar':true,'console':'true','tostatus':true,'complete':'payload.x y',"
  "'targetType':'msg','statusVal':'payload','statusType':'msg','x':1,'y':1}",
  "{'id':'n','type':'websocket in','z':'t','name':'','server':'','client':'',"
  "'x':1,'y':1}",
  "{'id':'n','type':'websocket out','z':'t','name':'','server':'l','client':''"
  ",'x':1,'y':1}",
  "{'id':'n','type':'websocket-listener','path':'/ws/echo','wholemsg':'true'}",
  "{'id':'n','type':'websocket-client','path':'https://example.com#x','tls':'',"
  "'wholemsg':'false','hb':'0.5','subprotocol':'chat, a b','headers':[{"
  "'keyType':'Authorization','keyValue':'','valueType':'other','valueValue':"
  "'secret'},{'keyType':'other','keyValue':'Host','valueType':'env',"
  "'valueValue':'NAME'}]}",
  "{'id':'n','type':'tls-config','name':'','cert':'/nowhere/server.crt','key':"
  "'','ca':'','certname':'','keyname':'','caname':'','servername':'a b',"
  "'verifyservercert':false,'alpnprotocol':'h2'}",
  "{'id':'n','type':'catch','z':'t','name':'','scope':['a','gone'],'uncaught':"
  "false,'x':1,'y':1}",
  "{'id':'n','type':'link out','z':'t','name':'','mode':'link','links':['i'],"
  "'x':1,'y':1}",
  "{'id':'n','type':'link call','z':'t','name':'','links':['i'],'linkType':"
  "'static','timeout':'30','x':1,'y':1}",
  "{'id':'n','type':'comment','z':'t','name':'A comment','info':'Some *text*',"
  "'x':1,'y':1}",
  "{'id':'n','type':'group','z':'t','name':'Input','style':{'label':true,"
  "'color':'#ff0000'},'nodes':[],'x':1,'y':1,'w':10,'h':10}",
  "{'id':'n','type':'tab','label':'Flow 1','disabled':false,'info':'Notes',"
  "'env':[{'name':'A','value':'1','type':'num'}]}",
  "{'id':'n','type':'subflow','name':'Sub','info':'','category':'','in':[],"
  "'out':[]}",
  "{'id':'n','type':'junction','z':'t','x':1,'y':1,'wires':[[]]}",
  "{'id':'n','type':'function','z':'t','name':'f','func':'return msg;',"
  "'outputs':1,'x':1,'y':1,'wires':[[]]}",
  "{'id':'n','type':'global-config','env':[],'modules':{}}",
};

static char *
make_flow (const char *entry)
{
  return g_strdup_printf (
    "[{'id':'t','type':'tab','label':'Main'},{'id':'a','type':'debug','z':'t',"
    "'name':'first','x':1,'y':1},{'id':'i','type':'link in','z':'u','name':"
    "'Start','x':1,'y':1,'links':['n']},{'id':'u','type':'tab','label':"
    "'Other'},{'id':'l','type':'websocket-listener','path':'/ws/a','wholemsg':"
    "'false'},%s]",
    entry);
}

static void
assert_described (GtkWidget *root)
{
  g_autoptr (GPtrArray) buttons = weir_test_find_all (root, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      GtkButton *button = g_ptr_array_index (buttons, i);

      if (gtk_button_get_label (button) != NULL ||
          gtk_button_get_icon_name (button) == NULL ||
          gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_SPIN_BUTTON) !=
            NULL ||
          gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ENTRY_ROW) !=
            NULL)
        continue;
      g_assert_nonnull (gtk_widget_get_tooltip_text (GTK_WIDGET (button)));
    }
}

static void
save_pictures (Fixture *fixture, guint index, const char *style)
{
  g_autofree char *name = g_strdup_printf ("form-%02u-%s", index, style);
  g_autofree char *narrow = g_strdup_printf ("form-%02u-%s-narrow", index, style);

  weir_test_settle ();
  weir_test_save_picture (GTK_WIDGET (fixture->dialog), name);
  gtk_window_set_default_size (fixture->dialog, 360, 640);
  weir_test_settle ();
  weir_test_save_picture (GTK_WIDGET (fixture->dialog), narrow);
}

static void
test_untouched (Fixture *fixture, gconstpointer data)
{
  guint            index = GPOINTER_TO_UINT (data);
  g_autofree char *flow = make_flow (entries[index]);
  g_autofree char *after = NULL;

  open_dialog (fixture, flow, "n");
  assert_described (GTK_WIDGET (fixture->dialog));
  save_pictures (fixture, index, "light");
  if (g_getenv ("WEIR_TEST_PICTURES") != NULL)
    {
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          ADW_COLOR_SCHEME_FORCE_DARK);
      gtk_window_set_default_size (fixture->dialog, 560, 1200);
      save_pictures (fixture, index, "dark");
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          ADW_COLOR_SCHEME_DEFAULT);
    }
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "dialog.done", NULL);
  g_assert_null (weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG));
  after = dup_document (fixture->session);
  g_assert_cmpstr (after, ==, fixture->before);
  g_assert_false (
    weir_history_can_undo (weir_session_get_history (fixture->session)));
}

/* Edits */

static void
test_listener (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture,
               "[{'id':'n','type':'websocket-listener','path':'','wholemsg':"
               "'false'}]",
               "n");
  weir_test_get (GTK_WIDGET (fixture->dialog),
                 GTK_TYPE_LABEL,
                 "Enter a path, for example /ws/example.");
  type_into (fixture, "Path", "/ws/new");
  choose (fixture, "Send and receive", 1);

  /* The problem goes a moment after. */
  weir_test_wait_for (
    weir_test_find (GTK_WIDGET (fixture->dialog),
                    GTK_TYPE_LABEL,
                    "Enter a path, for example /ws/example.") == NULL);
  weir_test_get (GTK_WIDGET (fixture->dialog), ADW_TYPE_ACTION_ROW, "Address");
  assert_done (fixture,
               "[{'id':'n','type':'websocket-listener','path':'/ws/new',"
               "'wholemsg':'true'}]");
}

static void
test_fix (Fixture *fixture, gconstpointer data)
{
  open_dialog (
    fixture,
    "[{'id':'n','type':'websocket-client','path':'https://a/b','tls':"
    "'','wholemsg':'false','hb':'','subprotocol':'','headers':[]}]",
    "n");
  weir_test_activate (get (fixture, GTK_TYPE_BUTTON, "Use wss://"));
  flip (fixture, "Heartbeat");
  assert_done (
    fixture,
    "[{'id':'n','type':'websocket-client','path':'wss://a/b','tls':''"
    ",'wholemsg':'false','hb':'30','subprotocol':'','headers':[]}]");
}

/* Mended in the document: the listener becomes a client, and its dialog ends. */
static void
test_fix_document (Fixture *fixture, gconstpointer data)
{
  g_autofree char *after = NULL;

  open_dialog (fixture,
               "[{'id':'n','type':'websocket-listener','path':'','wholemsg':"
               "'false'},{'id':'i','type':'websocket in','server':'n','client':"
               "'','x':1,'y':1}]",
               "n");
  type_into (fixture, "Path", "ws://h/p");
  weir_test_wait_for (weir_test_find (GTK_WIDGET (fixture->dialog),
                                      GTK_TYPE_BUTTON,
                                      "Make It a Client") != NULL);
  weir_test_activate (get (fixture, GTK_TYPE_BUTTON, "Make It a Client"));
  g_assert_null (weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG));
  after = dup_document (fixture->session);
  g_assert_nonnull (strstr (after, "'type':'websocket-client'"));
  g_assert_nonnull (strstr (after, "ws://h/p"));
  g_assert_true (weir_history_undo (weir_session_get_history (fixture->session)));
  g_clear_pointer (&after, g_free);
  after = dup_document (fixture->session);
  g_assert_cmpstr (after, ==, fixture->before);
}

/* Nobody listens there: what comes of a try is told below the button. */
static void
test_try (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  open_dialog (
    fixture,
    "[{'id':'n','type':'websocket-client','path':'ws://127.0.0.1:1/'}"
    "]",
    "n");
  row = get (fixture, ADW_TYPE_ACTION_ROW, "Try to Connect");
  weir_test_activate (get (fixture, GTK_TYPE_BUTTON, "Test"));
  weir_test_get (GTK_WIDGET (fixture->dialog), GTK_TYPE_BUTTON, "Stop");
  weir_test_wait_for (gtk_widget_has_css_class (row, "error"));
  g_assert_nonnull (
    strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "127.0.0.1"));

  /* Closing it calls the next one off. */
  weir_test_activate (get (fixture, GTK_TYPE_BUTTON, "Test"));
}

/* What the certificate says of itself. */
static void
test_certificate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "server.crt", NULL);
  g_autofree char *flow = g_strdup_printf (
    "[{'id':'n','type':'tls-config','cert':'%s','key':'%.*s.key'}]",
    path,
    (int)(strlen (path) - 4),
    path);

  open_dialog (fixture, flow, "n");
  weir_test_get (GTK_WIDGET (fixture->dialog), ADW_TYPE_ACTION_ROW, "SHA-256");
}

/* A file of a portal is known by its name; one that a sandbox can't see is
 * explained, with a way out. */
static void
test_granted (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  open_dialog (fixture,
               "[{'id':'n','type':'tls-config','ca':"
               "'/run/user/1000/doc/e0f1/ca.crt','cert':'/nowhere/a.crt'}]",
               "n");
  row = gtk_widget_get_ancestor (get (fixture, GTK_TYPE_LABEL, "ca.crt"),
                                 ADW_TYPE_ACTION_ROW);
  weir_test_get (row, GTK_TYPE_BUTTON, "Remove the File");
  g_assert_null (
    weir_test_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_EDITABLE, "/run/user"));
  get (fixture,
       GTK_TYPE_LABEL,
       "ca.crt can’t be read: Weir runs in a sandbox and sees only files that "
       "were chosen for it.");
  weir_test_get (GTK_WIDGET (fixture->dialog), GTK_TYPE_BUTTON, "Choose File…");
  weir_test_save_picture (GTK_WIDGET (fixture->dialog), "granted");
  weir_test_activate (weir_test_get (row, GTK_TYPE_BUTTON, "Remove the File"));
  weir_test_settle ();
  g_assert_false (gtk_widget_get_visible (row));
  g_unsetenv ("GTK_USE_PORTAL");
}

static void
test_headers (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture,
               "[{'id':'n','type':'websocket-client','path':'ws://a','headers':"
               "[]}]",
               "n");
  weir_test_activate (get (fixture, GTK_TYPE_BUTTON, "Add to “Headers”"));
  weir_test_settle ();
  type_into (fixture, "Other name", "X-Key");
  type_into (fixture, "Value", "v");
  assert_done (fixture,
               "[{'id':'n','type':'websocket-client','path':'ws://a','headers':"
               "[{'keyType':'other','keyValue':'X-Key','valueType':'other',"
               "'valueValue':'v'}]}]");
}

static void
test_debug (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture,
               "[{'id':'n','type':'debug','complete':'false','console':'false',"
               "'x':1,'y':1}]",
               "n");
  type_into (fixture, "Property (msg.)", "a.b");
  choose (fixture, "Output", 1);
  choose (fixture, "Output", 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                     get (fixture, ADW_TYPE_ENTRY_ROW, "Property (msg.)"))),
                   ==,
                   "a.b");
  flip (fixture, "To the console");
  flip (fixture, "Enabled");
  assert_done (
    fixture,
    "[{'id':'n','type':'debug','complete':'a.b','console':'true','x':"
    "1,'y':1,'d':true,'targetType':'msg'}]");
}

static void
test_inject (Fixture *fixture, gconstpointer data)
{
  open_dialog (
    fixture,
    "[{'id':'n','type':'inject','props':[{'p':'payload'}],'repeat':"
    "'','crontab':'','payload':'','payloadType':'date','x':1,'y':1}]",
    "n");
  choose (fixture, "Repeat", 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (
                                get (fixture, GTK_TYPE_DROP_DOWN, "Type")),
                              1);
  gtk_editable_set_text (GTK_EDITABLE (get (fixture, GTK_TYPE_ENTRY, "Value")),
                         "5");
  g_assert_false (
    gtk_widget_get_sensitive (get (fixture, GTK_TYPE_BUTTON, "Inject Now")));
  assert_done (fixture,
               "[{'id':'n','type':'inject','props':[{'p':'payload'}],'repeat':"
               "'1','crontab':'','payload':'5','payloadType':'num','x':1,'y':1}"
               "]");
}

static void
test_roles (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture,
               "[{'id':'n','type':'websocket out','server':'l','client':'','x':"
               "1,'y':1},{'id':'l','type':'websocket-listener','path':'/a'},{"
               "'id':'c','type':'websocket-client','path':'ws://h'}]",
               "n");
  choose (fixture, "Role", 1);
  choose (fixture, "WebSocket client", 1);
  assert_done (fixture,
               "[{'id':'n','type':'websocket out','server':'','client':'c','x':"
               "1,'y':1},{'id':'l','type':'websocket-listener','path':'/a'},{"
               "'id':'c','type':'websocket-client','path':'ws://h'}]");
}

static GtkWindow *
find_on_top (GtkWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (gtk_window_get_transient_for (other) == window)
        return other;
    }
  return NULL;
}

/* A new listener on top: one step with the node, or nothing. */
static void
test_new_config (Fixture *fixture, gconstpointer data)
{
  GtkWindow       *node;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  gboolean         cancelled = GPOINTER_TO_INT (data);

  open_dialog (fixture,
               "[{'id':'n','type':'websocket in','server':'','client':'','x':1,"
               "'y':1}]",
               "n");
  node = fixture->dialog;
  weir_test_activate (get (fixture, GTK_TYPE_BUTTON, "New Listener…"));
  weir_test_settle ();
  fixture->dialog = find_on_top (node);
  g_assert_nonnull (fixture->dialog);
  type_into (fixture, "Path", "/new");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "dialog.done", NULL);

  /* Looked at again, changed, and left as it was. */
  fixture->dialog = node;
  weir_test_activate (get (fixture, GTK_TYPE_BUTTON, "Edit"));
  fixture->dialog = find_on_top (node);
  type_into (fixture, "Path", "/other");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "dialog.cancel", NULL);
  gtk_widget_activate_action (GTK_WIDGET (node),
                              cancelled ? "dialog.cancel" : "dialog.done",
                              NULL);
  after = dup_document (fixture->session);
  if (cancelled)
    {
      g_assert_cmpstr (after, ==, fixture->before);
      return;
    }
  g_assert_nonnull (strstr (after, "'path':'/new'"));
  g_assert_null (strstr (after, "'server':''"));
  g_assert_true (weir_history_undo (weir_session_get_history (fixture->session)));
  undone = dup_document (fixture->session);
  g_assert_cmpstr (undone, ==, fixture->before);
}

static void
test_group (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture,
               "[{'id':'n','type':'group','z':'t','name':'','style':{'stroke':"
               "'none'},'nodes':[]}]",
               "n");
  type_into (fixture, "Name", "Input");
  flip (fixture, "Show Label");
  choose (fixture, "Label Position", 4);
  assert_done (
    fixture,
    "[{'id':'n','type':'group','z':'t','name':'Input','style':{"
    "'stroke':'none','label':true,'label-position':'s'},'nodes':[]}]");
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *after = NULL;

  open_dialog (fixture, "[{'id':'n','type':'tab','label':'A'}]", "n");
  type_into (fixture, "Name", "B");
  weir_test_press_key (GTK_WIDGET (fixture->dialog), GDK_KEY_Escape, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "dialog.cancel", NULL);
  g_assert_null (weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG));
  after = dup_document (fixture->session);
  g_assert_cmpstr (after, ==, fixture->before);
}

/* In a window with toasts, what was cancelled can be gone on with. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWindow *parent;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay),
                               gtk_label_new ("A flow"));
  parent = weir_test_show (overlay, 400, 300);
  open_dialog (fixture, "[{'id':'n','type':'tab','label':'A'}]", "n");
  gtk_window_set_transient_for (fixture->dialog, parent);
  type_into (fixture, "Name", "B");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "dialog.cancel", NULL);
  weir_test_settle ();
  weir_test_activate (weir_test_get (overlay, GTK_TYPE_BUTTON, "Undo"));
  fixture->dialog = weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG);
  g_assert_nonnull (fixture->dialog);
  assert_done (fixture, "[{'id':'n','type':'tab','label':'B'}]");
  gtk_window_destroy (parent);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, "[{'id':'n','type':'tab','label':'A'}]", "n");
  weir_session_apply (fixture->session, "x", weir_edit_new_remove ("n"));
  g_assert_null (weir_test_find_window (WEIR_TYPE_PROPERTY_DIALOG));
}

static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  weir_resources_register ();
  gtk_css_provider_load_from_resource (provider,
                                       "/io/github/weirflow/Weir/style.css");
  gtk_style_context_add_provider_for_display (
    gdk_display_get_default (),
    GTK_STYLE_PROVIDER (provider),
    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  load_style ();
#define ADD(name, data, func) \
  g_test_add ("/editor/property-dialog/" name, Fixture, data, NULL, func, tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/editor/property-dialog/untouched/%02u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), NULL, test_untouched, tear_down);
    }
  ADD ("listener", NULL, test_listener);
  ADD ("fix", NULL, test_fix);
  ADD ("fix-document", NULL, test_fix_document);
  ADD ("try", NULL, test_try);
  ADD ("certificate", NULL, test_certificate);
  ADD ("granted", NULL, test_granted);
  ADD ("headers", NULL, test_headers);
  ADD ("debug", NULL, test_debug);
  ADD ("inject", NULL, test_inject);
  ADD ("roles", NULL, test_roles);
  ADD ("new-config", GINT_TO_POINTER (FALSE), test_new_config);
  ADD ("new-config-cancelled", GINT_TO_POINTER (TRUE), test_new_config);
  ADD ("group", NULL, test_group);
  ADD ("cancel", NULL, test_cancel);
  ADD ("resume", NULL, test_resume);
  ADD ("gone", NULL, test_gone);
  return g_test_run ();
}
