/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-list-factory.h"

GtkListItemFactory *
weir_list_factory_new (gpointer     owner,
                       WeirListFunc setup,
                       WeirListFunc bind,
                       WeirListFunc unbind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const struct
  {
    const char  *signal;
    WeirListFunc func;
  } links[] = {
    { "setup", setup },
    { "bind", bind },
    { "unbind", unbind },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    if (links[i].func != NULL)
      g_signal_connect_object (factory,
                               links[i].signal,
                               G_CALLBACK (links[i].func),
                               owner,
                               G_CONNECT_SWAPPED);
  return factory;
}
