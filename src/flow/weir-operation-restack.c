/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-entry.h"

#include "flow/weir-operation-private.h"

#include <string.h>

/* What is drawn over what: entries of one flow change places in the file, while
 * those of other flows stay in order. Works on a list of all entries, which is
 * what the file will be like. */

typedef struct
{
  GPtrArray       *order;    /* borrowed WeirElement, as they will be */
  WeirEditBuilder *builder;  /* borrowed */
  WeirIdSet       *selected; /* borrowed */
  const char      *flow;     /* borrowed */
} Stack;

static gboolean
is_sibling (Stack *self, guint place)
{
  WeirElement *element = self->order->pdata[place];

  return weir_operation_has_place (element) &&
         g_str_equal (weir_element_get_container (element), self->flow);
}

static gboolean
is_selected (Stack *self, guint place)
{
  return is_sibling (self, place) &&
         weir_id_set_has (self->selected,
                          weir_element_get_id (self->order->pdata[place]));
}

static void
move (Stack *self, guint from, guint to)
{
  WeirElement *element = self->order->pdata[from];
  gpointer    *places = self->order->pdata;

  if (from == to)
    return;
  if (from < to)
    memmove (places + from, places + from + 1, (to - from) * sizeof *places);
  else
    memmove (places + to + 1, places + to, (from - to) * sizeof *places);
  places[to] = element;
  weir_edit_builder_reorder (self->builder, weir_element_get_id (element), (int)to);
}

/* Behind the last that isn't selected, each in its turn. */
static void
bring_to_front (Stack *self)
{
  guint last = self->order->len;
  guint n_selected = 0;

  while (last > 0 &&
         !(is_sibling (self, last - 1) && !is_selected (self, last - 1)))
    last--;
  for (guint i = 0; i < last; i++)
    n_selected += is_selected (self, i);
  for (guint i = 0; n_selected > 0; n_selected--)
    {
      while (!is_selected (self, i))
        i++;
      move (self, i, last - 1);
    }
}

static void
send_to_back (Stack *self)
{
  guint first = 0;
  guint n_selected = 0;

  while (first < self->order->len &&
         !(is_sibling (self, first) && !is_selected (self, first)))
    first++;
  for (guint i = first; i < self->order->len; i++)
    n_selected += is_selected (self, i);
  for (guint i = first; n_selected > 0; n_selected--)
    {
      while (!is_selected (self, i))
        i++;
      move (self, i++, first++);
    }
}

static void
bring_forward (Stack *self)
{
  guint above = self->order->len; /* the next sibling that isn't selected */

  for (guint i = self->order->len; i > 0; i--)
    {
      if (is_selected (self, i - 1))
        {
          if (above < self->order->len)
            move (self, i - 1, above--);
        }
      else if (is_sibling (self, i - 1))
        above = i - 1;
    }
}

static void
send_backward (Stack *self)
{
  guint below = self->order->len; /* the last sibling that isn't selected */

  for (guint i = 0; i < self->order->len; i++)
    {
      if (is_selected (self, i))
        {
          if (below < self->order->len)
            move (self, i, below++);
        }
      else if (is_sibling (self, i))
        below = i;
    }
}

static void
restack (Stack *self, WeirStacking stacking)
{
  switch (stacking)
    {
    case WEIR_STACKING_FRONT:
      bring_to_front (self);
      return;
    case WEIR_STACKING_BACK:
      send_to_back (self);
      return;
    case WEIR_STACKING_FORWARD:
      bring_forward (self);
      return;
    case WEIR_STACKING_BACKWARD:
      send_backward (self);
      return;
    }
  g_assert_not_reached ();
}

WeirEdit *
weir_operation_restack (WeirDocument *document,
                        GPtrArray    *ids,
                        WeirStacking  stacking)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (WeirIdSet)       selected = NULL;
  g_autoptr (GPtrArray)       order = g_ptr_array_new ();
  Stack                       self;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  selected = weir_id_set_new_for_ids (document, ids);
  if (selected->list->len == 0)
    return NULL;
  builder = weir_edit_builder_new (document);
  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    g_ptr_array_add (order, weir_document_get_nth_element (document, i));
  self = (Stack){ order, builder, selected, NULL };
  self.flow = weir_element_get_container (
    weir_document_get_element (document, selected->list->pdata[0]));
  restack (&self, stacking);
  return weir_edit_builder_end (builder);
}
