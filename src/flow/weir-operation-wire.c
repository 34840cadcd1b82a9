/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-private.h"

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
