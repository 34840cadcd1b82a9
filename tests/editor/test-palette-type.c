/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/weir-palette-type.h"

static void
test_provider (void)
{
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GdkContentFormats)  formats = NULL;
  g_autoptr (GError)             error = NULL;
  g_auto (GValue)                value = G_VALUE_INIT;
  const WeirPaletteType         *dragged;

  provider = weir_palette_type_new_provider ("websocket in");
  formats = gdk_content_provider_ref_formats (provider);
  g_assert_true (
    gdk_content_formats_contain_gtype (formats, WEIR_TYPE_PALETTE_TYPE));
  g_assert_false (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));

  g_value_init (&value, WEIR_TYPE_PALETTE_TYPE);
  g_assert_true (gdk_content_provider_get_value (provider, &value, &error));
  g_assert_no_error (error);
  dragged = g_value_get_boxed (&value);
  g_assert_cmpstr (weir_palette_type_get_name (dragged), ==, "websocket in");
}

static void
test_copy (void)
{
  g_autoptr (WeirPaletteType) first = weir_palette_type_new ("debug");
  g_autoptr (WeirPaletteType) second = weir_palette_type_copy (first);

  g_assert_true (first != second);
  g_assert_true (weir_palette_type_get_name (first) !=
                 weir_palette_type_get_name (second));
  g_assert_cmpstr (weir_palette_type_get_name (second), ==, "debug");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/palette-type/provider", test_provider);
  g_test_add_func ("/editor/palette-type/copy", test_copy);
  return g_test_run ();
}
