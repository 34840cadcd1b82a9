/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-palette-type.h"

#include <glib/gi18n-lib.h>

struct _WeirPaletteType
{
  char *name;
};

G_DEFINE_BOXED_TYPE (WeirPaletteType,
                     weir_palette_type,
                     weir_palette_type_copy,
                     weir_palette_type_free)

WeirPaletteType *
weir_palette_type_new (const char *name)
{
  WeirPaletteType *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new (WeirPaletteType, 1);
  self->name = g_strdup (name);
  return self;
}

WeirPaletteType *
weir_palette_type_copy (const WeirPaletteType *self)
{
  return weir_palette_type_new (self->name);
}

void
weir_palette_type_free (WeirPaletteType *self)
{
  g_free (self->name);
  g_free (self);
}

const char *
weir_palette_type_get_name (const WeirPaletteType *self)
{
  return self->name;
}

GdkContentProvider *
weir_palette_type_new_provider (const char *name)
{
  g_autoptr (WeirPaletteType) dragged = weir_palette_type_new (name);

  return gdk_content_provider_new_typed (WEIR_TYPE_PALETTE_TYPE, dragged);
}

char *
weir_palette_type_dup_title (const WeirNodeType *type)
{
  if (type->category == WEIR_NODE_CATEGORY_NETWORK)
    return g_strdup (type->type);
  return g_strdup (_ (type->label));
}
