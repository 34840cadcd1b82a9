/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "panel-fixture.h"

#include "nodes/weir-node-table.h"

#include <string.h>

const char panel_fixture_flow[] =
  "[{\"id\":\"a\",\"type\":\"tab\",\"label\":\"Echo server\","
  "\"info\":\"Answers what it is **told**.\"},"
  "{\"id\":\"b\",\"type\":\"tab\",\"label\":\"Watch a very long name of a flow "
  "that is far away\",\"disabled\":true},"
  "{\"id\":\"in\",\"type\":\"websocket in\",\"z\":\"a\",\"x\":100,\"y\":100,"
  "\"name\":\"\",\"server\":\"listener\",\"client\":\"\",\"wires\":[[\"out\","
  "\"dbg\",\"gone\"]]},"
  "{\"id\":\"out\",\"type\":\"websocket out\",\"z\":\"a\",\"x\":300,\"y\":100,"
  "\"name\":\"Answer\",\"server\":\"listener\",\"client\":\"\",\"wires\":[]},"
  "{\"id\":\"dbg\",\"type\":\"debug\",\"z\":\"a\",\"x\":300,\"y\":200,"
  "\"name\":\"\",\"active\":true,\"tosidebar\":true,\"wires\":[]},"
  "{\"id\":\"grp\",\"type\":\"group\",\"z\":\"a\",\"name\":\"Every minute\","
  "\"x\":50,\"y\":250,\"w\":200,\"h\":80,\"nodes\":[\"inj\"]},"
  "{\"id\":\"inj\",\"type\":\"inject\",\"z\":\"a\",\"g\":\"grp\",\"x\":100,"
  "\"y\":290,\"name\":\"tick\",\"props\":[{\"p\":\"payload\"},{\"p\":\"topic\","
  "\"vt\":\"str\"},{\"p\":\"topic\",\"v\":\"x\",\"vt\":\"str\"}],\"repeat\":"
  "\"60\",\"payload\":\"\",\"payloadType\":\"date\",\"wires\":[[\"out\"]]},"
  "{\"id\":\"lone\",\"type\":\"websocket out\",\"z\":\"a\",\"x\":300,\"y\":300,"
  "\"name\":\"Nowhere\",\"server\":\"\",\"client\":\"\",\"wires\":[]},"
  "{\"id\":\"watch\",\"type\":\"websocket in\",\"z\":\"b\",\"x\":100,\"y\":100,"
  "\"name\":\"Ticker\",\"server\":\"\",\"client\":\"client\",\"wires\":[[]]},"
  "{\"id\":\"fn\",\"type\":\"function\",\"z\":\"a\",\"x\":500,\"y\":100,"
  "\"name\":\"Count\",\"func\":\"return msg;\",\"wires\":[[\"dbg\"]]},"
  "{\"id\":\"listener\",\"type\":\"websocket-listener\",\"path\":\"/ws/"
  "echo?x\","
  "\"wholemsg\":\"false\"},"
  "{\"id\":\"second\",\"type\":\"websocket-listener\",\"path\":\"/ws/chat\","
  "\"wholemsg\":\"false\"},"
  "{\"id\":\"client\",\"type\":\"websocket-client\",\"path\":"
  "\"wss://example.com/ticker#now\",\"tls\":\"tls\",\"subprotocol\":\"a, b, "
  "a\",\"headers\":[{\"keyType\":\"other\",\"keyValue\":\"Host\",\"valueType\":"
  "\"other\",\"valueValue\":\"x\"}]},"
  "{\"id\":\"tls\",\"type\":\"tls-config\",\"z\":\"b\",\"name\":\"Own "
  "authority\",\"verifyservercert\":false}]";

static void
note (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
message_cb (WeirSession *session, const char *text, PanelFixture *fixture)
{
  note (&fixture->message, text);
}

static void
edit_cb (WeirSession *session, const char *id, PanelFixture *fixture)
{
  note (&fixture->edited, id);
}

static void
reveal_cb (WeirSession *session, const char *id, PanelFixture *fixture)
{
  note (&fixture->revealed, id);
}

void
panel_fixture_set_up (PanelFixture *fixture, const char *flow)
{
  g_autoptr (GBytes)       bytes = g_bytes_new (flow, strlen (flow));
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  g_assert_no_error (error);
  *fixture = (PanelFixture){ NULL };
  fixture->session = weir_session_new (registry, document);
  weir_session_check (fixture->session);
  g_signal_connect_data (fixture->session,
                         "message",
                         G_CALLBACK (message_cb),
                         fixture,
                         NULL,
                         0);
  g_signal_connect_data (fixture->session,
                         "undoable",
                         G_CALLBACK (message_cb),
                         fixture,
                         NULL,
                         0);
  g_signal_connect_data (fixture->session,
                         "edit",
                         G_CALLBACK (edit_cb),
                         fixture,
                         NULL,
                         0);
  g_signal_connect_data (fixture->session,
                         "reveal",
                         G_CALLBACK (reveal_cb),
                         fixture,
                         NULL,
                         0);
}

void
panel_fixture_show (PanelFixture *fixture,
                    GtkWidget *(*make) (WeirSession *session),
                    int width,
                    int height)
{
  fixture->panel = make (fixture->session);
  fixture->window = weir_test_show (fixture->panel, width, height);
  g_object_add_weak_pointer (G_OBJECT (fixture->panel),
                             (gpointer *)&fixture->panel);
  weir_test_settle ();
}

void
panel_fixture_tear_down (PanelFixture *fixture)
{
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);
  weir_test_settle ();
  g_assert_null (fixture->panel);
  g_assert_finalize_object (fixture->session);
  g_free (fixture->message);
  g_free (fixture->edited);
  g_free (fixture->revealed);
}

static WeirElement *
get_element (PanelFixture *fixture, const char *id)
{
  return weir_document_get_element (weir_session_get_document (fixture->session),
                                    id);
}

const char *
panel_fixture_get_text (PanelFixture *fixture, const char *id, const char *key)
{
  WeirElement *element = get_element (fixture, id);
  const char  *text;

  g_assert_nonnull (element);
  text = weir_value_lookup_string (weir_element_get_value (element), key);
  return text != NULL ? text : "";
}

gboolean
panel_fixture_has (PanelFixture *fixture, const char *id)
{
  return get_element (fixture, id) != NULL;
}

void
panel_fixture_undo (PanelFixture *fixture)
{
  g_assert_true (weir_history_undo (weir_session_get_history (fixture->session)));
}

GtkWidget *
panel_fixture_find_row (PanelFixture *fixture, const char *name)
{
  GtkWidget *list = weir_test_get (fixture->panel, GTK_TYPE_LIST_VIEW, NULL);
  GtkWidget *row = gtk_widget_get_first_child (list);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *wrong =
        gtk_test_accessible_check_property (GTK_ACCESSIBLE (row),
                                            GTK_ACCESSIBLE_PROPERTY_LABEL,
                                            name);

      if (wrong == NULL && gtk_widget_get_mapped (row))
        return row;
    }
  return NULL;
}

void
panel_fixture_picture (PanelFixture *fixture, const char *name)
{
  static const int widths[] = { 280, 480 };
  AdwStyleManager *style = adw_style_manager_get_default ();

  if (g_getenv ("WEIR_TEST_PICTURES") == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *light = g_strdup_printf ("%s-%d", name, widths[i]);
      g_autofree char *dark = g_strdup_printf ("%s-%d-dark", name, widths[i]);

      int minimum;

      gtk_widget_measure (GTK_WIDGET (fixture->window),
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &minimum,
                          NULL,
                          NULL,
                          NULL);
      gtk_window_set_default_size (fixture->window, widths[i], 560);
      weir_test_wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->window)) ==
                          MAX (widths[i], minimum));
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
      weir_test_save_picture (GTK_WIDGET (fixture->window), light);
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
      weir_test_settle ();
      weir_test_save_picture (GTK_WIDGET (fixture->window), dark);
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
    }
}
