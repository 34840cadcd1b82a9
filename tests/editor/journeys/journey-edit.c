/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A flow that is there: each of its dialogs is opened, written in, done and
 * undone; and it runs, a button is pressed, and the debug panel shows it. */

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"
#include "editor/panels/weir-debug-panel.h"
#include "editor/panels/weir-debug-row-view.h"
#include "editor/properties/weir-property-dialog-private.h"
#include "journey.h"
#include "weir-test-folder.h"

#include <string.h>

static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"Flow\"},\n"
  "{\"id\":\"go\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"\",\"props\":"
  "[{\"p\":\"payload\"}],\"repeat\":\"\",\"crontab\":\"\",\"once\":false,"
  "\"onceDelay\":0.1,\"topic\":\"\",\"payload\":\"it travels\","
  "\"payloadType\":\"str\",\"x\":140,\"y\":100,\"wires\":[[\"see\"]]},\n"
  "{\"id\":\"see\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"\",\"active\":"
  "true,"
  "\"tosidebar\":true,\"console\":false,\"tostatus\":false,\"complete\":"
  "\"payload\",\"targetType\":\"msg\",\"x\":340,\"y\":100,\"wires\":[]},\n"
  "{\"id\":\"in\",\"type\":\"websocket in\",\"z\":\"t\",\"name\":\"\","
  "\"server\":\"listen\",\"client\":\"\",\"x\":140,\"y\":200,\"wires\":[[]]},\n"
  "{\"id\":\"out\",\"type\":\"websocket out\",\"z\":\"t\",\"name\":\"\","
  "\"server\":\"\",\"client\":\"dial\",\"x\":340,\"y\":200,\"wires\":[]},\n"
  "{\"id\":\"listen\",\"type\":\"websocket-listener\",\"path\":\"/here\","
  "\"wholemsg\":\"false\"},\n"
  "{\"id\":\"dial\",\"type\":\"websocket-client\",\"path\":\"wss://localhost:1/"
  "x\","
  "\"tls\":\"trust\",\"wholemsg\":\"false\",\"hb\":\"0\",\"subprotocol\":\"\","
  "\"headers\":[]},\n"
  "{\"id\":\"trust\",\"type\":\"tls-config\",\"name\":\"\",\"cert\":\"\","
  "\"key\":"
  "\"\",\"ca\":\"\",\"certname\":\"\",\"keyname\":\"\",\"caname\":\"\","
  "\"servername\":\"\",\"verifyservercert\":true,\"alpnprotocol\":\"\"}]\n";

/* What is written into, and the member it lands in. */
static const struct
{
  const char *id;
  const char *row;
  const char *key;
} edits[] = {
  { "t", "Name", "label" },      { "go", "Name", "name" },
  { "see", "Name", "name" },     { "in", "Name", "name" },
  { "out", "Name", "name" },     { "listen", "Path", "path" },
  { "dial", "Address", "path" }, { "trust", "Name", "name" },
};

static gboolean
open_flow (Journey *journey, GFile *folder)
{
  g_autoptr (GFile) file = weir_test_folder_write (folder, "flows.json", flow);

  if (!journey_start (journey))
    return FALSE;
  weir_window_open (journey->window, file, FALSE);
  weir_test_wait_for (journey_get_session (journey));
  weir_test_settle ();
  return TRUE;
}

static const char *
get_member (Journey *journey, const char *id, const char *key)
{
  WeirElement *element =
    weir_document_get_element (journey_get_document (journey), id);

  return weir_value_lookup_string (weir_element_get_value (element), key);
}

static void
edit (Journey *journey, guint index)
{
  const char *id = edits[index].id;
  GtkWidget  *dialog;
  GtkWidget  *row;

  weir_session_edit (journey_get_session (journey), id);
  dialog = journey_expect_dialog (journey, WEIR_TYPE_PROPERTY_DIALOG);
  row = weir_test_get (dialog, ADW_TYPE_ENTRY_ROW, edits[index].row);
  gtk_widget_grab_focus (row);
  journey_key (journey, "End");
  journey_key (journey, "z");
  journey_key (journey, "ctrl+Return");
  journey_expect_closed (journey, WEIR_TYPE_PROPERTY_DIALOG);
  g_assert_true (
    g_str_has_suffix (get_member (journey, id, edits[index].key), "z"));
}

/* Each dialog is one step, and undone leaves every byte as it was. */
static void
test_dialogs (void)
{
  g_autoptr (GFile) folder = weir_test_folder_new ();
  Journey           journey = { NULL };

  if (!open_flow (&journey, folder))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *text = NULL;

      edit (&journey, i);
      gtk_widget_grab_focus (
        weir_test_get (GTK_WIDGET (journey.window), WEIR_TYPE_CANVAS, NULL));
      journey_key (&journey, "ctrl+z");
      g_assert_true (journey_is_back_at_start (&journey));
      text = journey_dup_text (&journey);
      g_assert_cmpstr (text, ==, flow);
    }
  journey_end (&journey);
  weir_test_folder_remove (g_steal_pointer (&folder));
}

/* Where the button of the inject node is on the canvas. */
static void
press_button (Journey *journey)
{
  WeirCanvas *canvas = WEIR_CANVAS (
    weir_test_get (GTK_WIDGET (journey->window), WEIR_TYPE_CANVAS, NULL));
  WeirSceneItem *item = weir_scene_lookup (canvas->scene, "go");
  WeirRect       box = weir_scene_item_get_button (item);
  WeirPoint      at = weir_view_from_flow (&canvas->view,
                                      (WeirPoint){ box.x + box.width / 2,
                                                        box.y + box.height / 2 });

  weir_test_pointer_move (GTK_WIDGET (canvas), at.x, at.y);
  weir_test_settle ();
  weir_test_pointer_press (1);
  weir_test_pointer_release (1);
}

/* Whether a row of the panel that is on the screen is about this value. */
static gboolean
shows (GtkWidget *panel, const char *text)
{
  g_autoptr (GPtrArray) rows =
    weir_test_find_all (panel, WEIR_TYPE_DEBUG_ROW_VIEW);

  for (guint i = 0; i < rows->len; i++)
    {
      WeirDebugRow     *row = weir_debug_row_view_get_row (rows->pdata[i]);
      const WeirRecord *record =
        row != NULL ? weir_debug_row_get_record (row) : NULL;

      if (record != NULL && record->kind == WEIR_RECORD_KIND_DEBUG &&
          g_str_equal (weir_value_get_string (record->value, NULL), text))
        return TRUE;
    }
  return FALSE;
}

static void
test_run (void)
{
  g_autoptr (GFile) folder = weir_test_folder_new ();
  Journey           journey = { NULL };
  WeirRunSettings  *settings = weir_run_settings_new ();
  WeirLive         *live;
  GtkWidget        *panel;

  if (!open_flow (&journey, folder))
    {
      weir_run_settings_free (settings);
      return;
    }
  settings->port = 0;
  weir_session_set_run_settings (journey_get_session (&journey), settings);
  live = weir_session_get_live (journey_get_session (&journey));
  journey_key (&journey, "ctrl+d");
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_RUNNING);
  press_button (&journey);
  journey_key (&journey, "ctrl+g");
  journey_key (&journey, "d");
  panel =
    weir_test_get (GTK_WIDGET (journey.window), WEIR_TYPE_DEBUG_PANEL, NULL);
  weir_test_wait_for (shows (panel, "it travels"));
  weir_test_save_picture (GTK_WIDGET (journey.window), "journey-run");
  journey_end (&journey);
  weir_test_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_func ("/journey/edit/dialogs", test_dialogs);
  g_test_add_func ("/journey/edit/run", test_run);
  return g_test_run ();
}
