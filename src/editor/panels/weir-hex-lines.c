/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-hex-lines.h"

#include "editor/panels/weir-value-text.h"

#include <gtk/gtk.h>

#define WEIR_TYPE_HEX_LINES (weir_hex_lines_get_type ())
G_DECLARE_FINAL_TYPE (WeirHexLines, weir_hex_lines, WEIR, HEX_LINES, GObject)

struct _WeirHexLines
{
  GObject parent_instance;

  GBytes *bytes; /* owned */
};

static GType
weir_hex_lines_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
weir_hex_lines_get_n_items (GListModel *model)
{
  gsize size = g_bytes_get_size (WEIR_HEX_LINES (model)->bytes);

  return (guint)MIN ((size + WEIR_HEX_LINE_BYTES - 1) / WEIR_HEX_LINE_BYTES,
                     G_MAXUINT);
}

static gpointer
weir_hex_lines_get_item (GListModel *model, guint position)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (WEIR_HEX_LINES (model)->bytes, &length);
  gsize         offset = (gsize)position * WEIR_HEX_LINE_BYTES;
  g_autofree char *line = NULL;

  if (offset >= length)
    return NULL;
  line = weir_hex_dup_line (data, length, offset);
  return gtk_string_object_new (line);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = weir_hex_lines_get_item_type;
  interface->get_n_items = weir_hex_lines_get_n_items;
  interface->get_item = weir_hex_lines_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirHexLines,
                               weir_hex_lines,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      list_model_init))

static void
weir_hex_lines_finalize (GObject *object)
{
  g_clear_pointer (&WEIR_HEX_LINES (object)->bytes, g_bytes_unref);
  G_OBJECT_CLASS (weir_hex_lines_parent_class)->finalize (object);
}

static void
weir_hex_lines_class_init (WeirHexLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_hex_lines_finalize;
}

static void
weir_hex_lines_init (WeirHexLines *self)
{
}

GListModel *
weir_hex_lines_new (GBytes *bytes)
{
  WeirHexLines *self = g_object_new (WEIR_TYPE_HEX_LINES, NULL);

  self->bytes = g_bytes_ref (bytes);
  return G_LIST_MODEL (self);
}
