/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The echo flow from an empty window: with the pointer, and with the keyboard
 * alone. Then it runs, and a client hears its echo. */

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"
#include "editor/properties/weir-property-dialog-private.h"
#include "journey.h"
#include "json/weir-json.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  Journey  journey;
  gboolean keys; /* else the pointer */
} Build;

/* --- Ways to use a widget ----------------------------------------------------- */

static void
click (GtkWidget *widget, guint n)
{
  weir_test_settle ();
  weir_test_wait_for (gtk_widget_get_width (widget) > 0);
  weir_test_pointer_move (widget,
                          gtk_widget_get_width (widget) / 2.0,
                          gtk_widget_get_height (widget) / 2.0);
  weir_test_settle ();
  for (; n > 0; n--)
    {
      weir_test_pointer_press (1);
      weir_test_pointer_release (1);
    }
  weir_test_settle ();
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Walks there with the Tab key, as people do. */
static void
tab_to (Build *build, GtkWidget *widget)
{
  for (guint n = 0; !has_focus (widget); n++)
    {
      GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
      GtkWidget *before = gtk_window_get_focus (window);

      g_assert_cmpuint (n, <, 60);
      journey_key (&build->journey, "Tab");
      weir_test_wait_for (gtk_window_get_focus (window) != before);
    }
}

static void
use (Build *build, GtkWidget *widget)
{
  if (!build->keys)
    {
      click (widget, 1);
      return;
    }
  tab_to (build, widget);
  journey_key (&build->journey, "space");
}

/* --- The nodes ---------------------------------------------------------------- */

static WeirElement *
find_node (Build *build, const char *type)
{
  WeirDocument *document = journey_get_document (&build->journey);

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (g_str_equal (weir_element_get_type_name (element), type))
        return element;
    }
  return NULL;
}

static WeirCanvas *
get_canvas (Build *build)
{
  return WEIR_CANVAS (
    weir_test_get (GTK_WIDGET (build->journey.window), WEIR_TYPE_CANVAS, NULL));
}

/* From the palette to a place of the canvas. The drag is there once the canvas
 * says so; until then the pointer goes on moving, as a hand does. */
static void
drag_type (Build *build, const char *label, double x, double y)
{
  GtkWidget *canvas = GTK_WIDGET (get_canvas (build));
  GtkWidget *tile =
    weir_test_get (GTK_WIDGET (build->journey.window), GTK_TYPE_LABEL, label);
  gint64 start = g_get_monotonic_time ();

  weir_test_pointer_move (tile, 10, 10);
  weir_test_settle ();
  weir_test_pointer_press (1);
  weir_test_settle ();
  for (guint n = 1;
       !(gtk_widget_get_state_flags (canvas) & GTK_STATE_FLAG_DROP_ACTIVE);
       n++)
    {
      if (n < 4)
        weir_test_pointer_move (tile, 10 + n * 10, 10);
      else
        weir_test_pointer_move (canvas, x - n % 2 * 4, y);
      weir_test_turn (start, G_STRLOC, "the canvas takes the drag");
      weir_test_turn (start, G_STRLOC, "the canvas takes the drag");
    }
  weir_test_pointer_move (canvas, x, y);
  weir_test_settle ();
}

static void
add_node (Build *build, const char *type, double x, double y)
{
  if (build->keys)
    {
      journey_key (&build->journey, "Tab");
      for (const char *c = type; *c; c++)
        {
          const char key[] = { *c, 0 };

          journey_key (&build->journey, *c == ' ' ? "space" : key);
        }
      journey_key (&build->journey, "Return");
    }
  else
    {
      drag_type (build, type, x, y);
      weir_test_pointer_release (1);
    }
  weir_test_wait_for (find_node (build, type));
  weir_test_settle ();
}

static WeirPoint
find_port (Build *build, const char *type, gboolean output)
{
  WeirCanvas    *canvas = get_canvas (build);
  WeirSceneItem *item =
    weir_scene_lookup (canvas->scene,
                       weir_element_get_id (find_node (build, type)));

  weir_scene_flush (canvas->scene);
  return weir_canvas_from_flow (canvas,
                                output ? weir_scene_item_get_output (item, 0)
                                       : weir_scene_item_get_input (item));
}

static gboolean
is_wired (Build *build)
{
  const WeirValue *wires =
    weir_element_get_member (find_node (build, "websocket in"), "wires");
  g_autofree char *text =
    wires ? weir_json_write (wires, WEIR_JSON_STYLE_COMPACT) : NULL;

  return text &&
         strstr (text, weir_element_get_id (find_node (build, "websocket out"))) !=
           NULL;
}

/* With the keyboard what is added at a node is wired to it already. */
static void
wire (Build *build)
{
  GtkWidget *canvas = GTK_WIDGET (get_canvas (build));
  WeirPoint  from = find_port (build, "websocket in", TRUE);
  WeirPoint  to = find_port (build, "websocket out", FALSE);

  if (!build->keys)
    {
      weir_test_pointer_move (canvas, from.x, from.y);
      weir_test_settle ();
      weir_test_pointer_press (1);
      weir_test_settle ();
      weir_test_pointer_move (canvas, (from.x + to.x) / 2, to.y + 10);
      weir_test_settle ();
      weir_test_pointer_move (canvas, to.x, to.y);
      weir_test_settle ();
      weir_test_pointer_release (1);
    }
  weir_test_wait_for (is_wired (build));
}

/* --- Their dialogs ------------------------------------------------------------ */

static GtkWidget *
open_dialog (Build *build, const char *type)
{
  WeirCanvas *canvas = get_canvas (build);
  WeirPoint port = find_port (build, type, g_str_equal (type, "websocket in"));
  double    inwards = g_str_equal (type, "websocket in") ? -40 : 40;

  if (build->keys)
    {
      weir_session_reveal (journey_get_session (&build->journey),
                           weir_element_get_id (find_node (build, type)));
      journey_key (&build->journey, "Return");
    }
  else
    {
      weir_test_pointer_move (GTK_WIDGET (canvas), port.x + inwards, port.y);
      weir_test_settle ();
      weir_test_pointer_press (1);
      weir_test_pointer_release (1);
      weir_test_pointer_press (1);
      weir_test_pointer_release (1);
    }
  return journey_expect_dialog (&build->journey, WEIR_TYPE_PROPERTY_DIALOG);
}

/* The dialog that stands on top of another. */
static GtkWindow *
find_dialog_above (GtkWidget *below)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (below) &&
          gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static void
new_listener (Build *build, const char *const *keys)
{
  GtkWidget *dialog = open_dialog (build, "websocket in");
  GtkWidget *config;

  use (build, weir_test_get (dialog, GTK_TYPE_BUTTON, "New Listener…"));
  weir_test_wait_for (find_dialog_above (dialog));
  config = GTK_WIDGET (find_dialog_above (dialog));
  weir_test_present (GTK_WINDOW (config));
  if (build->keys)
    tab_to (build, weir_test_get (config, ADW_TYPE_ENTRY_ROW, "Path"));
  else
    click (weir_test_get (config, ADW_TYPE_ENTRY_ROW, "Path"), 1);
  for (; *keys; keys++)
    journey_key (&build->journey, *keys);
  if (build->keys)
    journey_key (&build->journey, "ctrl+Return");
  else
    click (weir_test_get (config, GTK_TYPE_BUTTON, "Done"), 1);
  weir_test_wait_for (!find_dialog_above (dialog));
  weir_test_present (GTK_WINDOW (dialog));
  if (build->keys)
    journey_key (&build->journey, "ctrl+Return");
  else
    click (weir_test_get (dialog, GTK_TYPE_BUTTON, "Done"), 1);
  journey_expect_closed (&build->journey, WEIR_TYPE_PROPERTY_DIALOG);
}

static gboolean
is_open (GtkWidget *row)
{
  g_autoptr (GPtrArray) popovers = weir_test_find_all (row, GTK_TYPE_POPOVER);

  return popovers->len > 0 && gtk_widget_get_mapped (popovers->pdata[0]);
}

static void
choose_listener (Build *build)
{
  GtkWidget *dialog = open_dialog (build, "websocket out");
  GtkWidget *row =
    weir_test_get (dialog, ADW_TYPE_COMBO_ROW, "WebSocket listener");

  use (build, row);
  weir_test_wait_for (is_open (row));
  if (build->keys)
    {
      journey_key (&build->journey, "Down");
      journey_key (&build->journey, "Return");
    }
  else
    {
      GtkWidget *popover = weir_test_get (row, GTK_TYPE_POPOVER, NULL);

      click (weir_test_get (popover, GTK_TYPE_LABEL, "/echo"), 1);
    }
  weir_test_wait_for (!is_open (row));
  if (build->keys)
    journey_key (&build->journey, "ctrl+Return");
  else
    click (weir_test_get (dialog, GTK_TYPE_BUTTON, "Done"), 1);
  journey_expect_closed (&build->journey, WEIR_TYPE_PROPERTY_DIALOG);
}

/* --- The run ------------------------------------------------------------------ */

typedef struct
{
  SoupWebsocketConnection *connection;
  char                    *heard;
} Client;

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  ((Client *)data)->connection =
    soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
message_cb (SoupWebsocketConnection *connection,
            int                      type,
            GBytes                  *message,
            gpointer                 data)
{
  ((Client *)data)->heard =
    g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
}

static void
expect_echo (Build *build)
{
  WeirLive *live = weir_session_get_live (journey_get_session (&build->journey));
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *url = g_strconcat (weir_live_get_url (live), "/echo", NULL);
  Client           client = { 0 };

  message = soup_message_new ("GET", url);
  g_assert_nonnull (message);
  soup_session_websocket_connect_async (session,
                                        message,
                                        NULL,
                                        NULL,
                                        G_PRIORITY_DEFAULT,
                                        NULL,
                                        connected_cb,
                                        &client);
  weir_test_wait_for (client.connection);
  g_signal_connect_data (client.connection,
                         "message",
                         G_CALLBACK (message_cb),
                         &client,
                         NULL,
                         0);
  soup_websocket_connection_send_text (client.connection, "hello");
  weir_test_wait_for (client.heard);
  g_assert_cmpstr (client.heard, ==, "hello");
  soup_websocket_connection_close (client.connection, 1000, NULL);
  g_clear_object (&client.connection);
  g_free (client.heard);
}

static void
run (Build *build)
{
  WeirSession     *session = journey_get_session (&build->journey);
  WeirRunSettings *settings = weir_run_settings_new ();
  WeirLive        *live = weir_session_get_live (session);

  /* The port is the one thing that is not people's to choose here. */
  settings->port = 0;
  weir_session_set_run_settings (session, settings);
  if (build->keys)
    journey_key (&build->journey, "ctrl+d");
  else
    click (weir_test_get (GTK_WIDGET (build->journey.window),
                          GTK_TYPE_BUTTON,
                          "Run"),
           1);
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_RUNNING &&
                      weir_live_get_url (live));
}

static void
test_build (gconstpointer with_keys)
{
  static const char *const path[] = { "slash", "e", "c", "h", "o", NULL };
  Build                    build = { .keys = GPOINTER_TO_INT (with_keys) };

  if (!journey_start (&build.journey))
    return;
  use (&build,
       weir_test_get (GTK_WIDGET (build.journey.window),
                      ADW_TYPE_ACTION_ROW,
                      "New Flow"));
  weir_test_wait_for (journey_get_session (&build.journey));
  weir_test_settle ();
  add_node (&build, "websocket in", 140, 160);
  add_node (&build, "websocket out", 420, 160);
  wire (&build);
  new_listener (&build, path);
  choose_listener (&build);
  run (&build);
  expect_echo (&build);
  weir_test_save_picture (GTK_WIDGET (build.journey.window),
                          build.keys ? "journey-keys" : "journey-pointer");
  journey_end (&build.journey);
}

int
main (int argc, char *argv[])
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_data_func ("/journey/build/pointer",
                        GINT_TO_POINTER (FALSE),
                        test_build);
  g_test_add_data_func ("/journey/build/keys", GINT_TO_POINTER (TRUE), test_build);
  return g_test_run ();
}
