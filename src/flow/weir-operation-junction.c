/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-wire.h"

#include "flow/weir-operation-private.h"

/* Junctions put into wires. Wires that start at one output share a junction, as
 * do, of the others, those that end at one entry; its place is the middle of
 * where they were cut. */

typedef struct
{
  const WeirCut *first; /* borrowed */
  GPtrArray     *cuts;  /* borrowed WeirCut */
} Bundle;

static void
bundle_free (gpointer data)
{
  Bundle *bundle = data;

  g_ptr_array_unref (bundle->cuts);
  g_free (bundle);
}

static char *
name_source (const WeirCut *cut)
{
  return g_strdup_printf ("%u %s", cut->wire.port, cut->wire.source);
}

static char *
name_target (const WeirCut *cut)
{
  return g_strdup (cut->wire.target);
}

/* Cuts of the same name, in the order in which the names come. */
static GPtrArray *
bundle (GPtrArray *cuts, char *(*name) (const WeirCut *))
{
  GPtrArray             *bundles = g_ptr_array_new_with_free_func (bundle_free);
  g_autoptr (GHashTable) by_name =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < cuts->len; i++)
    {
      char   *key = name (cuts->pdata[i]);
      Bundle *found = g_hash_table_lookup (by_name, key);

      if (found == NULL)
        {
          found = g_new0 (Bundle, 1);
          found->first = cuts->pdata[i];
          found->cuts = g_ptr_array_new ();
          g_ptr_array_add (bundles, found);
          g_hash_table_insert (by_name, g_strdup (key), found);
        }
      g_ptr_array_add (found->cuts, cuts->pdata[i]);
      g_free (key);
    }
  return bundles;
}

static void
add_junction (WeirEditBuilder    *builder,
              WeirDocument       *document,
              const WeirRegistry *registry,
              const Bundle       *bundle,
              GPtrArray          *ids)
{
  WeirElement *source =
    weir_document_get_element (document, bundle->first->wire.source);
  g_autoptr (WeirValue) entry = NULL;
  const char           *id;
  double                x = 0;
  double                y = 0;

  for (guint i = 0; i < bundle->cuts->len; i++)
    {
      const WeirCut *cut = bundle->cuts->pdata[i];

      x += cut->x / bundle->cuts->len;
      y += cut->y / bundle->cuts->len;
    }
  entry = weir_operation_describe_node (builder,
                                        document,
                                        registry,
                                        "junction",
                                        weir_element_get_container (source),
                                        x,
                                        y);
  id = weir_value_lookup_string (entry, "id");
  weir_edit_builder_add_value (builder, -1, entry);
  g_ptr_array_add (ids, g_strdup (id));
  for (guint i = 0; i < bundle->cuts->len; i++)
    {
      const WeirWire *wire = &((const WeirCut *)bundle->cuts->pdata[i])->wire;

      weir_edit_builder_disconnect (builder, wire->source, wire->port, wire->target);
      weir_edit_builder_connect (builder, wire->source, wire->port, id);
      weir_edit_builder_connect (builder, id, 0, wire->target);
    }
}

/* The cuts of wires that are there. */
static GPtrArray *
list_cuts (WeirEditBuilder *builder,
           WeirDocument    *document,
           const WeirCut   *cuts,
           guint            n_cuts)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < n_cuts; i++)
    if (weir_edit_builder_has_wire (builder,
                                    cuts[i].wire.source,
                                    cuts[i].wire.port,
                                    cuts[i].wire.target) &&
        weir_document_get_element (document, cuts[i].wire.target) != NULL &&
        !weir_operation_is_locked (document, cuts[i].wire.source))
      g_ptr_array_add (list, (gpointer)&cuts[i]);
  return list;
}

static void
add_all (WeirEditBuilder    *builder,
         WeirDocument       *document,
         const WeirRegistry *registry,
         GPtrArray          *cuts,
         GPtrArray          *ids)
{
  g_autoptr (GPtrArray) single = g_ptr_array_new ();
  g_autoptr (GPtrArray) by_source = bundle (cuts, name_source);
  g_autoptr (GPtrArray) by_target = NULL;

  for (guint i = 0; i < by_source->len; i++)
    {
      const Bundle *several = by_source->pdata[i];

      if (several->cuts->len == 1)
        g_ptr_array_add (single, several->cuts->pdata[0]);
      else
        add_junction (builder, document, registry, several, ids);
    }
  by_target = bundle (single, name_target);
  for (guint i = 0; i < by_target->len; i++)
    add_junction (builder, document, registry, by_target->pdata[i], ids);
}

WeirEdit *
weir_operation_add_junctions (WeirDocument       *document,
                              const WeirRegistry *registry,
                              const WeirCut      *cuts,
                              guint               n_cuts,
                              GPtrArray         **ids)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (GPtrArray)       list = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL && ids != NULL, NULL);
  g_return_val_if_fail (cuts != NULL || n_cuts == 0, NULL);

  *ids = g_ptr_array_new_with_free_func (g_free);
  builder = weir_edit_builder_new (document);
  list = list_cuts (builder, document, cuts, n_cuts);
  add_all (builder, document, registry, list, *ids);
  return weir_edit_builder_end (builder);
}
