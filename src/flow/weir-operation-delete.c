/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-private.h"
#include "flow/weir-operation-wire.h"

#include <string.h>

/* Entries that go, and what others say of them. One pass over the document
 * forgets all of them. */

typedef struct
{
  WeirEditBuilder *builder;
  WeirDocument    *document;
  WeirIdSet       *gone;
} Forgetter;

static void
forget_wires (Forgetter *self, WeirElement *element)
{
  WeirWireIter iter;
  guint        port;
  const char  *target;

  weir_wire_iter_init (&iter, weir_element_get_member (element, "wires"));
  while (weir_wire_iter_next (&iter, &port, &target))
    if (weir_id_set_has (self->gone, target))
      weir_edit_builder_disconnect (self->builder,
                                    weir_element_get_id (element),
                                    port,
                                    target);
}

static void
forget_list (Forgetter *self, WeirElement *element, const char *key)
{
  const char *id = weir_element_get_id (element);
  WeirValue  *list = weir_edit_builder_get (self->builder, id, key);
  WeirValue  *changed = weir_id_list_without_set (list, self->gone->set);

  if (changed != NULL)
    weir_edit_builder_set (self->builder, id, key, changed);
}

/* The wires of one port of a subflow, `[{"id":…,"port":…}]`. Returns (transfer
 * full) (nullable): the port without those that are gone. */
static WeirValue *
forget_port (Forgetter *self, WeirValue *port)
{
  WeirValue *wires = weir_value_lookup (port, "wires");
  WeirValue *kept;
  gsize      n = weir_id_list_get_length (wires);

  if (n == 0)
    return NULL;
  kept = weir_value_new_array (NULL, 0);
  for (gsize i = 0; i < n; i++)
    {
      WeirValue  *wire = weir_value_get_item (wires, i);
      const char *id = weir_value_lookup_string (wire, "id");

      if (id == NULL || !weir_id_set_has (self->gone, id))
        kept = weir_value_with_appended (kept, weir_value_ref (wire));
    }
  if (weir_value_get_length (kept) == n)
    {
      weir_value_unref (kept);
      return NULL;
    }
  return weir_value_with_member (weir_value_ref (port), "wires", kept);
}

static void
forget_ports (Forgetter *self, WeirElement *element, const char *key)
{
  WeirValue *ports = weir_element_get_member (element, key);
  WeirValue *changed = NULL;

  if (ports != NULL && weir_value_get_kind (ports) == WEIR_VALUE_KIND_OBJECT)
    changed = forget_port (self, ports); /* `status` is one port */
  for (gsize i = 0; i < weir_id_list_get_length (ports); i++)
    {
      WeirValue *port = forget_port (self, weir_value_get_item (ports, i));

      if (port == NULL)
        continue;
      if (changed == NULL)
        changed = weir_value_ref (ports);
      changed = weir_value_with_item (changed, i, port);
    }
  if (changed != NULL)
    weir_edit_builder_set (self->builder,
                           weir_element_get_id (element),
                           key,
                           changed);
}

/* Members that name a configuration; those every entry has name none. */
static void
forget_configurations (Forgetter *self, WeirElement *element)
{
  static const char *const never[] = {
    "id", "type", "z", "g", "name", "label", "info", NULL,
  };
  const WeirValue *value = weir_element_get_value (element);

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    return;
  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      const WeirValue *member = weir_value_get_member (value, i);
      const char      *key = weir_value_get_key (value, i, NULL);
      WeirElement     *target;

      if (weir_value_get_kind (member) != WEIR_VALUE_KIND_STRING ||
          g_strv_contains (never, key) ||
          !weir_id_set_has (self->gone, weir_value_get_string (member, NULL)))
        continue;
      target = weir_document_get_element (self->document,
                                          weir_value_get_string (member, NULL));
      if (weir_element_get_kind (target) == WEIR_ELEMENT_KIND_CONFIG)
        weir_edit_builder_set_text (self->builder,
                                    weir_element_get_id (element),
                                    key,
                                    "");
    }
}

static void
forget_in (Forgetter *self, WeirElement *element)
{
  forget_wires (self, element);
  forget_list (self, element, "links");
  forget_list (self, element, "scope");
  forget_configurations (self, element);
  if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_SUBFLOW)
    return;
  forget_ports (self, element, "in");
  forget_ports (self, element, "out");
  forget_ports (self, element, "status");
}

/* Groups */

static gboolean
is_group (Forgetter *self, const char *id)
{
  WeirElement *element = weir_document_get_element (self->document, id);

  return element != NULL &&
         weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GROUP;
}

/* The group an entry says it is in. */
static const char *
get_group (Forgetter *self, const char *id)
{
  WeirElement *element = weir_document_get_element (self->document, id);
  WeirValue *g = element != NULL ? weir_element_get_member (element, "g") : NULL;

  if (g == NULL || weir_value_get_kind (g) != WEIR_VALUE_KIND_STRING ||
      !is_group (self, weir_value_get_string (g, NULL)))
    return NULL;
  return weir_value_get_string (g, NULL);
}

/* Adds the groups around an entry to @groups, up to one that is there. */
static void
add_groups_around (Forgetter *self, WeirIdSet *groups, const char *id)
{
  const char *group = get_group (self, id);

  while (group != NULL && weir_id_set_add (groups, group))
    group = get_group (self, group);
}

/* Groups that lose something and keep nothing go as well. */
static void
drop_emptied_groups (Forgetter *self, GHashTable *members)
{
  g_autoptr (WeirIdSet) lose = weir_id_set_new ();
  g_autoptr (WeirIdSet) keep = weir_id_set_new ();
  guint                 n = weir_document_get_n_elements (self->document);

  for (guint i = 0; i < self->gone->list->len; i++)
    add_groups_around (self, lose, self->gone->list->pdata[i]);
  if (lose->list->len == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      const char  *id = weir_element_get_id (element);
      gboolean     is_full =
        weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GROUP &&
        g_hash_table_contains (members, id);

      if (!is_full && !weir_id_set_has (self->gone, id))
        add_groups_around (self, keep, id);
    }
  for (guint i = 0; i < lose->list->len; i++)
    if (!weir_id_set_has (keep, lose->list->pdata[i]))
      weir_id_set_add (self->gone, lose->list->pdata[i]);
}

/* The group around @group that stays; NULL when there is none. */
static const char *
find_living_parent (Forgetter *self, const char *group)
{
  for (guint i = 0; i < WEIR_SNAPSHOT_MAX_GROUP_DEPTH; i++)
    {
      group = get_group (self, group);
      if (group == NULL || !weir_id_set_has (self->gone, group))
        return group;
    }
  return NULL;
}

static void
move_members_out (Forgetter *self, GHashTable *groups, const char *group)
{
  GPtrArray  *members = g_hash_table_lookup (groups, group);
  const char *parent = find_living_parent (self, group);

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const char *member = members->pdata[i];

      if (weir_id_set_has (self->gone, member) ||
          !g_str_equal (weir_edit_builder_get_text (self->builder, member, "g"),
                        group))
        continue;
      if (parent == NULL)
        weir_edit_builder_set (self->builder, member, "g", NULL);
      else
        {
          weir_edit_builder_set_text (self->builder, member, "g", parent);
          weir_edit_builder_list_add (self->builder, parent, "nodes", member);
        }
    }
}

static void
forget_groups (Forgetter *self)
{
  g_autoptr (GHashTable) groups = weir_operation_index_groups (self->document);

  drop_emptied_groups (self, groups);
  for (guint i = 0; i < self->gone->list->len; i++)
    if (is_group (self, self->gone->list->pdata[i]))
      move_members_out (self, groups, self->gone->list->pdata[i]);
}

void
weir_operation_forget (WeirEditBuilder *builder,
                       WeirDocument    *document,
                       WeirIdSet       *gone)
{
  Forgetter self = { builder, document, gone };
  guint     n = weir_document_get_n_elements (document);

  forget_groups (&self);
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_id_set_has (gone, weir_element_get_id (element)) ||
          !weir_operation_is_addressed (document, element))
        continue;
      forget_in (&self, element);
      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GROUP)
        forget_list (&self, element, "nodes");
    }
}

/* Flows go with everything in them, subflows with their instances. */
static void
add_contents (WeirDocument *document, WeirIdSet *gone)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *type = weir_element_get_type_name (element);

      if (!weir_operation_is_addressed (document, element))
        continue;
      if (weir_id_set_has (gone, weir_element_get_container (element)) ||
          (g_str_has_prefix (type, "subflow:") &&
           weir_id_set_has (gone, type + strlen ("subflow:"))))
        weir_id_set_add (gone, weir_element_get_id (element));
    }
}

static WeirEdit *
end_with_removals (WeirEditBuilder *builder, WeirDocument *document, WeirIdSet *gone)
{
  weir_operation_forget (builder, document, gone);
  for (guint i = 0; i < gone->list->len; i++)
    weir_edit_builder_remove (builder, gone->list->pdata[i]);
  return weir_edit_builder_end (builder);
}

WeirEdit *
weir_operation_delete (WeirDocument   *document,
                       GPtrArray      *ids,
                       const WeirWire *wires,
                       guint           n_wires)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (WeirIdSet)       gone = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);
  g_return_val_if_fail (wires != NULL || n_wires == 0, NULL);

  builder = weir_edit_builder_new (document);
  gone = weir_id_set_new_for_ids (document, ids);
  for (guint i = 0; i < n_wires; i++)
    if (!weir_operation_is_locked (document, wires[i].source))
      weir_edit_builder_disconnect (builder,
                                    wires[i].source,
                                    wires[i].port,
                                    wires[i].target);
  if (gone->list->len == 0)
    return weir_edit_builder_end (builder);
  add_contents (document, gone);
  return end_with_removals (builder, document, gone);
}

/* Reconnecting */

/* Where messages come out behind what is gone: everything that stays and is
 * reached from @id over entries that go. */
static void
reconnect_behind (WeirEditBuilder *builder,
                  WeirDocument    *document,
                  WeirIdSet       *gone,
                  const WeirWire  *wire)
{
  g_autoptr (WeirIdSet) path = weir_id_set_new ();

  weir_id_set_add (path, wire->target);
  for (guint i = 0; i < path->list->len; i++)
    {
      const char  *id = path->list->pdata[i];
      WeirElement *element = weir_document_get_element (document, id);
      WeirWireIter iter;
      guint        port;
      const char  *target;

      if (!weir_id_set_has (gone, id))
        {
          if (!g_str_equal (id, wire->source))
            weir_edit_builder_connect (builder, wire->source, wire->port, id);
          continue;
        }
      weir_wire_iter_init (&iter, weir_element_get_member (element, "wires"));
      while (weir_wire_iter_next (&iter, &port, &target))
        if (weir_document_get_element (document, target) != NULL)
          weir_id_set_add (path, target);
    }
}

static void
reconnect_all (WeirEditBuilder *builder, WeirDocument *document, WeirIdSet *gone)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      WeirWire     wire = { .source = weir_element_get_id (element) };
      WeirWireIter iter;

      if (weir_id_set_has (gone, wire.source) ||
          !weir_operation_is_addressed (document, element))
        continue;
      weir_wire_iter_init (&iter, weir_element_get_member (element, "wires"));
      while (weir_wire_iter_next (&iter, &wire.port, &wire.target))
        if (weir_id_set_has (gone, wire.target))
          reconnect_behind (builder, document, gone, &wire);
    }
}

WeirEdit *
weir_operation_delete_and_reconnect (WeirDocument       *document,
                                     const WeirRegistry *registry,
                                     GPtrArray          *ids)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (WeirIdSet)       gone = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  builder = weir_edit_builder_new (document);
  gone = weir_id_set_new_for_ids (document, ids);
  if (gone->list->len == 0)
    return NULL;
  add_contents (document, gone);
  reconnect_all (builder, document, gone);
  return end_with_removals (builder, document, gone);
}

/* Detaching */

/* Takes the wires between the set and everything else away. */
static void
cut_off (WeirEditBuilder *builder, WeirDocument *document, WeirIdSet *set)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *id = weir_element_get_id (element);
      WeirWireIter iter;
      guint        port;
      const char  *target;

      if (!weir_operation_is_addressed (document, element))
        continue;
      weir_wire_iter_init (&iter, weir_element_get_member (element, "wires"));
      while (weir_wire_iter_next (&iter, &port, &target))
        if (weir_id_set_has (set, id) != weir_id_set_has (set, target))
          weir_edit_builder_disconnect (builder, id, port, target);
    }
}

WeirEdit *
weir_operation_detach (WeirDocument       *document,
                       const WeirRegistry *registry,
                       GPtrArray          *ids)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (WeirIdSet)       set = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL && ids != NULL, NULL);

  builder = weir_edit_builder_new (document);
  set = weir_id_set_new_for_ids (document, ids);
  weir_operation_add_members (document, set);
  reconnect_all (builder, document, set);
  cut_off (builder, document, set);
  return weir_edit_builder_end (builder);
}
