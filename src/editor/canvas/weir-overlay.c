/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-overlay.h"

#include <string.h>

void
weir_overlay_clear (WeirOverlay *overlay)
{
  g_free (overlay->lines);
  g_clear_pointer (&overlay->taken, g_ptr_array_unref);
  g_clear_pointer (&overlay->ghosts, g_array_unref);
  g_free (overlay->ghost_label);
  g_clear_pointer (&overlay->splice, weir_wire_id_free);
  g_free (overlay->group);
  g_free (overlay->hover);
  g_free (overlay->port_id);
  g_clear_pointer (&overlay->hover_wire, weir_wire_id_free);
  memset (overlay, 0, sizeof *overlay);
}
