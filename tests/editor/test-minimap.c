/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"
#include "editor/canvas/weir-minimap.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <math.h>

/* The map hides where it would say nothing, and moves the view when pressed. */

#define FLOW                                                                \
  "[{\"id\":\"t\",\"type\":\"tab\"},"                                       \
  "{\"id\":\"a\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"a\",\"x\":100," \
  "\"y\":100,"                                                              \
  "\"wires\":[[]]},"                                                        \
  "{\"id\":\"b\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"b\",\"x\":3000," \
  "\"y\":3000,"                                                             \
  "\"wires\":[]}]"

static void
test_map (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (GBytes)       bytes = g_bytes_new_static (FLOW, strlen (FLOW));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirSession)  session = weir_session_new (registry, document);
  GtkWidget               *overlay = gtk_overlay_new ();
  WeirCanvas              *canvas;
  GtkWidget               *map;
  GtkWindow               *window;
  WeirRect                 visible;

  weir_session_set_flow (session, "t");
  canvas = WEIR_CANVAS (weir_canvas_new (session));
  map = weir_minimap_new (canvas);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (canvas));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), map);
  gtk_widget_set_halign (map, GTK_ALIGN_END);
  gtk_widget_set_valign (map, GTK_ALIGN_END);
  weir_minimap_set_mode (WEIR_MINIMAP (map), WEIR_MINIMAP_ALWAYS);
  window = weir_test_show (overlay, 800, 600);
  weir_test_wait_for (gtk_widget_get_visible (map));
  weir_test_save_picture (overlay, "minimap");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (map),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Overview of the flow");

  /* Its lower right corner is where “b” stands. */
  if (weir_test_has_input ())
    {
      weir_test_wait_for (gtk_widget_get_width (map) > 0);
      weir_test_settle ();
      weir_test_pointer_move (map, 131, 133);
      weir_test_pointer_press (1);
      weir_test_wait_for (canvas->view.ox > 2000);
      weir_test_pointer_release (1);
      visible = weir_canvas_get_visible (canvas);
      g_assert_true (
        weir_rect_contains_rect (visible,
                                 weir_scene_lookup (canvas->scene, "b")->box));
    }

  weir_minimap_set_mode (WEIR_MINIMAP (map), WEIR_MINIMAP_NEVER);
  g_assert_false (gtk_widget_get_visible (map));

  /* By itself it comes with a move and goes with rest. */
  weir_minimap_set_mode (WEIR_MINIMAP (map), WEIR_MINIMAP_AUTO);
  weir_canvas_pan (canvas, -300, -300);
  g_assert_true (gtk_widget_get_visible (map));
  weir_test_wait_for (!gtk_widget_get_visible (map));

  weir_minimap_set_mode (WEIR_MINIMAP (map), WEIR_MINIMAP_ALWAYS);
  weir_test_wait_for (gtk_widget_get_visible (map));
  weir_canvas_zoom_to_fit (canvas);
  weir_test_wait_for (!gtk_widget_get_visible (map));
  gtk_window_destroy (window);
}

int
main (int argc, char *argv[])
{
  weir_test_gtk_init (&argc, &argv);

  g_test_add_func ("/editor/minimap/map", test_map);

  return g_test_run ();
}
