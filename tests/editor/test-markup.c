/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/properties/weir-markup.h"
#include "nodes/weir-node-table.h"

#include <pango/pango.h>

static const struct
{
  const char *text;
  const char *markup;
} cases[] = {
  { "", "" },
  { "a < b & c", "a &lt; b &amp; c" },
  { "the `msg.x` of *all* nodes", "the <tt>msg.x</tt> of <i>all</i> nodes" },
  { "**strong *and* soft**", "<b>strong <i>and</i> soft</b>" },
  { "`a * b * c`", "<tt>a * b * c</tt>" },
  { "2 * 3 * 4", "2 * 3 * 4" },
  { "`open", "`open" },
  { "a\n\n- one\n- two", "a\n\n • one\n • two" },
  { "`<tag>`", "<tt>&lt;tag&gt;</tt>" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = weir_markup_from_markdown (cases[i].text);

      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

/* What Pango can't read would leave a dialog without help. */
static void
test_types (void)
{
  for (const WeirNodeType *const *type = weir_node_table (); *type != NULL; type++)
    {
      g_autofree char   *markup = weir_markup_from_markdown ((*type)->help);
      g_autoptr (GError) error = NULL;

      g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/markup/cases", test_cases);
  g_test_add_func ("/editor/markup/types", test_types);
  return g_test_run ();
}
