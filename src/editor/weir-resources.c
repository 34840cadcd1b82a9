/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-resources.h"

#include "weir-editor-resources.h"
#include "weir-help-resources.h"

/* Named here, so that a program that links the editor as a library has its
 * resources too. */
void
weir_resources_register (void)
{
  g_resources_register (weir_editor_get_resource ());
  g_resources_register (weir_help_get_resource ());
}
