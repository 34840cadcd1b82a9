/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-scene-find.h"
#include "weir-test-tool.h"

/* The flow is that of weir-test-tool.h. */

static char *
join (GPtrArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *)ids->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
test_nearest (void)
{
  static const struct
  {
    const char   *from;
    WeirDirection direction;
    const char   *to;
  } rows[] = {
    { "a", WEIR_DIRECTION_RIGHT, "b" }, { "b", WEIR_DIRECTION_LEFT, "a" },
    { "b", WEIR_DIRECTION_RIGHT, "j" }, { "a", WEIR_DIRECTION_DOWN, "c" },
    { "c", WEIR_DIRECTION_UP, "a" },    { "c", WEIR_DIRECTION_DOWN, "p" },
    { "p", WEIR_DIRECTION_RIGHT, "q" }, { "a", WEIR_DIRECTION_LEFT, NULL },
    { "a", WEIR_DIRECTION_UP, NULL },   { "e", WEIR_DIRECTION_RIGHT, NULL },
    { "s", WEIR_DIRECTION_RIGHT, "e" },
  };
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  WeirScene               *scene = weir_test_tool_get_scene (tool);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WeirSceneItem *from = weir_scene_lookup (scene, rows[i].from);
      WeirSceneItem *to =
        weir_scene_find_nearest (scene,
                                 weir_scene_item_get_centre (from),
                                 from,
                                 rows[i].direction);

      g_test_message ("from %s", rows[i].from);
      g_assert_cmpstr (to ? to->id : NULL, ==, rows[i].to);
    }
}

static void
test_reading (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autoptr (GPtrArray)    items =
    weir_scene_list_reading (weir_test_tool_get_scene (tool));
  GString         *text = g_string_new (NULL);
  g_autofree char *order = NULL;

  for (guint i = 0; i < items->len; i++)
    g_string_append (text, ((WeirSceneItem *)items->pdata[i])->id);
  order = g_string_free (text, FALSE);
  g_assert_cmpstr (order, ==, "acpqbsje");
}

static void
test_members (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autoptr (GPtrArray)    ids =
    weir_scene_list_members (weir_test_tool_get_scene (tool), "G");
  g_autofree char *text = join (ids);

  g_assert_cmpstr (text, ==, "p q");
}

static void
test_boxes (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autoptr (GPtrArray)    ids = g_ptr_array_new ();
  g_autoptr (GArray)       boxes = NULL;
  const WeirBox           *box;

  g_ptr_array_add (ids, (gpointer) "G");
  g_ptr_array_add (ids, (gpointer) "gone");
  g_ptr_array_add (ids, (gpointer) "a");
  boxes = weir_scene_list_boxes (weir_test_tool_get_scene (tool), ids);
  g_assert_cmpuint (boxes->len, ==, 2);
  box = &g_array_index (boxes, WeirBox, 0);
  g_assert_cmpstr (box->id, ==, "G");
  g_assert_cmpfloat (box->x, ==, 240);
  g_assert_cmpfloat (box->y, ==, 460);
  g_assert_cmpfloat (box->w, ==, 280);
  g_assert_cmpfloat (box->h, ==, 120);
  box = &g_array_index (boxes, WeirBox, 1);
  g_assert_cmpstr (box->id, ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/scene-find/nearest", test_nearest);
  g_test_add_func ("/editor/scene-find/reading", test_reading);
  g_test_add_func ("/editor/scene-find/members", test_members);
  g_test_add_func ("/editor/scene-find/boxes", test_boxes);
  return g_test_run ();
}
