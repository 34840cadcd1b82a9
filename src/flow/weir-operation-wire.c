/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-wire.h"

#include "flow/weir-operation-private.h"

#include <string.h>

/* Wires that come and go. */

WeirEdit *
weir_operation_connect (WeirDocument       *document,
                        const WeirRegistry *registry,
                        const WeirWire     *wire)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  if (!weir_operation_can_connect (document, registry, wire))
    return NULL;
  builder = weir_edit_builder_new (document);
  weir_edit_builder_connect (builder, wire->source, wire->port, wire->target);
  return weir_edit_builder_end (builder);
}

WeirEdit *
weir_operation_disconnect (WeirDocument   *document,
                           const WeirWire *wires,
                           guint           n_wires)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (wires != NULL || n_wires == 0, NULL);

  builder = weir_edit_builder_new (document);
  for (guint i = 0; i < n_wires; i++)
    if (!weir_operation_is_locked (document, wires[i].source))
      weir_edit_builder_disconnect (builder,
                                    wires[i].source,
                                    wires[i].port,
                                    wires[i].target);
  return weir_edit_builder_end (builder);
}

/* What goes into a wire has an input and an output, stands in its flow, and is
 * no end of it. */
static gboolean
can_splice (WeirDocument       *document,
            const WeirRegistry *registry,
            const char         *id,
            const WeirWire     *wire)
{
  WeirElement *element = weir_document_get_element (document, id);
  WeirElement *source = weir_document_get_element (document, wire->source);

  return element != NULL && source != NULL && !g_str_equal (id, wire->source) &&
         !g_str_equal (id, wire->target) &&
         weir_operation_count_inputs (document, registry, element) > 0 &&
         weir_operation_count_outputs (document, registry, element) > 0 &&
         g_str_equal (weir_element_get_container (element),
                      weir_element_get_container (source)) &&
         !weir_operation_is_locked (document, id);
}

WeirEdit *
weir_operation_splice (WeirDocument       *document,
                       const WeirRegistry *registry,
                       const char         *id,
                       const WeirWire     *wire)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (id != NULL && wire != NULL, NULL);

  builder = weir_edit_builder_new (document);
  if (!can_splice (document, registry, id, wire) ||
      !weir_edit_builder_has_wire (builder, wire->source, wire->port, wire->target))
    return NULL;
  weir_edit_builder_disconnect (builder, wire->source, wire->port, wire->target);
  weir_edit_builder_connect (builder, wire->source, wire->port, id);
  weir_edit_builder_connect (builder, id, 0, wire->target);
  return weir_edit_builder_end (builder);
}

/* Putting ends elsewhere */

/* The wire between a port and what its other end is at. */
static WeirWire
wire_at (const WeirPort *port, const WeirPort *other)
{
  const WeirPort *from = port->is_input ? other : port;
  const WeirPort *to = port->is_input ? port : other;

  return (WeirWire){ from->id, from->port, to->id };
}

/* Moves the end of a wire that is at @from, or takes the wire away. */
static void
replug (WeirEditBuilder    *builder,
        WeirDocument       *document,
        const WeirRegistry *registry,
        const WeirPort     *from,
        const WeirPort     *other,
        const WeirPort     *to)
{
  const WeirWire old = wire_at (from, other);

  if (to != NULL)
    {
      const WeirWire wire = wire_at (to, other);

      /* Where there is such a wire already, one is left of two. */
      if (!weir_edit_builder_has_wire (builder, wire.source, wire.port, wire.target) &&
          !weir_operation_can_connect (document, registry, &wire))
        return;
      weir_edit_builder_connect (builder, wire.source, wire.port, wire.target);
    }
  weir_edit_builder_disconnect (builder, old.source, old.port, old.target);
}

static gboolean
is_same_port (const WeirPort *a, const WeirPort *b)
{
  return a->port == b->port && g_str_equal (a->id, b->id);
}

WeirEdit *
weir_operation_replug (WeirDocument       *document,
                       const WeirRegistry *registry,
                       const WeirWire     *wire,
                       const WeirPort     *to)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  WeirPort                    near;
  WeirPort                    far;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (wire != NULL && to != NULL, NULL);

  near = (WeirPort){ wire->source, wire->port, FALSE };
  far = (WeirPort){ wire->target, 0, TRUE };
  builder = weir_edit_builder_new (document);
  if (!weir_edit_builder_has_wire (builder, near.id, near.port, far.id) ||
      is_same_port (to, to->is_input ? &far : &near))
    return NULL;
  replug (builder,
          document,
          registry,
          to->is_input ? &far : &near,
          to->is_input ? &near : &far,
          to);
  return weir_edit_builder_end (builder);
}

static void
replug_outputs (WeirEditBuilder    *builder,
                WeirDocument       *document,
                const WeirRegistry *registry,
                const WeirPort     *from,
                const WeirPort     *to)
{
  WeirElement *element = weir_document_get_element (document, from->id);
  WeirWireIter iter;
  WeirPort     far = { .is_input = TRUE };
  guint        port;

  if (element == NULL)
    return;
  weir_wire_iter_init (&iter, weir_element_get_member (element, "wires"));
  while (weir_wire_iter_next (&iter, &port, &far.id))
    if (port == from->port)
      replug (builder, document, registry, from, &far, to);
}

static void
replug_inputs (WeirEditBuilder    *builder,
               WeirDocument       *document,
               const WeirRegistry *registry,
               const WeirPort     *from,
               const WeirPort     *to)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      WeirPort     near = { .id = weir_element_get_id (element) };
      WeirWireIter iter;
      const char  *target;

      if (!weir_operation_is_addressed (document, element))
        continue;
      weir_wire_iter_init (&iter, weir_element_get_member (element, "wires"));
      while (weir_wire_iter_next (&iter, &near.port, &target))
        if (g_str_equal (target, from->id))
          replug (builder, document, registry, from, &near, to);
    }
}

WeirEdit *
weir_operation_replug_all (WeirDocument       *document,
                           const WeirRegistry *registry,
                           const WeirPort     *from,
                           const WeirPort     *to)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (from != NULL, NULL);
  g_return_val_if_fail (to == NULL || to->is_input == from->is_input, NULL);

  if (weir_operation_is_locked (document, from->id) ||
      (to != NULL && is_same_port (from, to)))
    return NULL;
  builder = weir_edit_builder_new (document);
  if (from->is_input)
    replug_inputs (builder, document, registry, from, to);
  else
    replug_outputs (builder, document, registry, from, to);
  return weir_edit_builder_end (builder);
}

/* Wiring many */

static void
connect_if_possible (WeirEditBuilder    *builder,
                     WeirDocument       *document,
                     const WeirRegistry *registry,
                     const char         *source,
                     const char         *target)
{
  const WeirWire wire = { source, 0, target };

  if (weir_operation_can_connect (document, registry, &wire))
    weir_edit_builder_connect (builder, source, 0, target);
}

WeirEdit *
weir_operation_wire_series (WeirDocument       *document,
                            const WeirRegistry *registry,
                            GPtrArray          *ids)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL && ids != NULL, NULL);

  builder = weir_edit_builder_new (document);
  for (guint i = 1; i < ids->len; i++)
    connect_if_possible (builder,
                         document,
                         registry,
                         ids->pdata[i - 1],
                         ids->pdata[i]);
  return weir_edit_builder_end (builder);
}

WeirEdit *
weir_operation_wire_one_to_many (WeirDocument       *document,
                                 const WeirRegistry *registry,
                                 GPtrArray          *ids)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL && ids != NULL, NULL);

  builder = weir_edit_builder_new (document);
  for (guint i = 1; i < ids->len; i++)
    connect_if_possible (builder, document, registry, ids->pdata[0], ids->pdata[i]);
  return weir_edit_builder_end (builder);
}

WeirEdit *
weir_operation_wire_many_to_one (WeirDocument       *document,
                                 const WeirRegistry *registry,
                                 GPtrArray          *ids)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (registry != NULL && ids != NULL, NULL);

  builder = weir_edit_builder_new (document);
  for (guint i = 0; i + 1 < ids->len; i++)
    connect_if_possible (builder,
                         document,
                         registry,
                         ids->pdata[i],
                         ids->pdata[ids->len - 1]);
  return weir_edit_builder_end (builder);
}

/* Links */

static gboolean
is_of_type (WeirDocument *document, const char *id, const char *type)
{
  WeirElement *element = weir_document_get_element (document, id);

  return element != NULL &&
         g_str_equal (weir_element_get_type_name (element), type);
}

/* Links lead neither into nor out of a subflow, but a call may lead out. */
static gboolean
can_link (WeirDocument *document, const char *source, const char *target)
{
  WeirElement *flows[2] = { NULL, NULL };
  const char  *ids[2] = { source, target };

  if (!is_of_type (document, target, "link in"))
    return FALSE;
  for (gsize i = 0; i < 2; i++)
    {
      WeirElement *element = weir_document_get_element (document, ids[i]);

      flows[i] = weir_document_get_element (document,
                                            weir_element_get_container (element));
      if (flows[i] != NULL &&
          weir_element_get_kind (flows[i]) != WEIR_ELEMENT_KIND_SUBFLOW)
        flows[i] = NULL;
    }
  if (is_of_type (document, source, "link call"))
    return flows[1] == NULL || flows[0] == flows[1];
  return is_of_type (document, source, "link out") && flows[0] == flows[1];
}

static void
link_call (WeirEditBuilder *builder, const char *source, const char *target)
{
  WeirValue *links = weir_value_new_array (NULL, 0);

  links = weir_value_with_appended (links, weir_value_new_string (target));
  weir_edit_builder_set (builder, source, "links", links);
}

WeirEdit *
weir_operation_link (WeirDocument *document,
                     const char   *source,
                     const char   *target,
                     gboolean      linked)
{
  g_autoptr (WeirEditBuilder) builder = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (source != NULL && target != NULL, NULL);

  if (weir_document_get_element (document, source) == NULL ||
      weir_document_get_element (document, target) == NULL ||
      weir_operation_is_locked (document, source) ||
      weir_operation_is_locked (document, target) ||
      (linked && !can_link (document, source, target)))
    return NULL;
  builder = weir_edit_builder_new (document);
  if (!linked)
    {
      weir_edit_builder_list_remove (builder, source, "links", target);
      weir_edit_builder_list_remove (builder, target, "links", source);
    }
  else if (is_of_type (document, source, "link call"))
    link_call (builder, source, target);
  else
    {
      weir_edit_builder_list_add (builder, source, "links", target);
      weir_edit_builder_list_add (builder, target, "links", source);
    }
  return weir_edit_builder_end (builder);
}
