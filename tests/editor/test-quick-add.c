/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-quick-add.h"
#include "nodes/weir-node-table.h"

static gboolean
has (GPtrArray *types, const char *name)
{
  for (guint i = 0; i < types->len; i++)
    if (g_str_equal (((const WeirNodeType *)types->pdata[i])->type, name))
      return TRUE;
  return FALSE;
}

static void
test_list (void)
{
  static const struct
  {
    gboolean    needs_input, needs_output;
    const char *type;
    gboolean    listed;
  } rows[] = {
    { FALSE, FALSE, "inject", TRUE },
    { FALSE, FALSE, "debug", TRUE },
    { FALSE, FALSE, "comment", TRUE },
    { FALSE, FALSE, "junction", TRUE },
    { FALSE, FALSE, "websocket in", TRUE },
    { FALSE, FALSE, "websocket-listener", FALSE },
    { FALSE, FALSE, "tls-config", FALSE },
    { TRUE, FALSE, "inject", FALSE },
    { TRUE, FALSE, "debug", TRUE },
    { TRUE, FALSE, "comment", FALSE },
    { FALSE, TRUE, "inject", TRUE },
    { FALSE, TRUE, "debug", FALSE },
    { TRUE, TRUE, "debug", FALSE },
    { TRUE, TRUE, "inject", FALSE },
    { TRUE, TRUE, "link call", TRUE },
    { TRUE, TRUE, "junction", TRUE },
  };
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) types =
        weir_quick_add_list (registry, rows[i].needs_input, rows[i].needs_output);

      g_test_message ("row %u: %s", i, rows[i].type);
      g_assert_cmpint (has (types, rows[i].type), ==, rows[i].listed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/quick-add/list", test_list);
  return g_test_run ();
}
