/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-clipboard.h"
#include "flow/weir-import.h"
#include "flow/weir-operation-entry.h"
#include "flow/weir-operation-flow.h"
#include "flow/weir-operation-group.h"
#include "flow/weir-operation-wire.h"

#include <string.h>

/* Operations by chance on flows by chance. Each can be undone and redone to the
 * byte, and a flow whose parts fit together still has parts that do. */

#define N_NODES 12

static guint
below (guint limit)
{
  return limit > 0 ? (guint)g_test_rand_int_range (0, (gint)limit) : 0;
}

/* Flows */

static void
append_targets (GString *out, const char *flow)
{
  guint n = below (3);

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out,
                            "%s'%sn%u'",
                            i > 0 ? ", " : "",
                            flow,
                            i + below (N_NODES / 3) * 3);
  g_string_append_c (out, ']');
}

/* Every third node is in the outer group, of these every second in the inner. */
static const char *
get_group (guint node)
{
  if (node % 3 != 0)
    return NULL;
  return node % 2 == 0 ? "g" : "h";
}

static void
append_node (GString *out, const char *flow, guint node)
{
  static const char *const types[] = {
    "pass", "split", "debug", "junction", "unheard", "user", "subflow:s",
  };
  const char *type = types[below (*flow == 's' ? 6 : 7)];
  const char *group = get_group (node);

  g_string_append_printf (out,
                          ",\n  {'id':'%sn%u', 'type':'%s','z':'%s',",
                          flow,
                          node,
                          type,
                          flow);
  if (group != NULL)
    g_string_append_printf (out, "'g':'%s%s',", flow, group);
  g_string_append_printf (out,
                          "'name':'%s %u','config':'c%u','x':%u.0,'y':%u,"
                          "'wires':[",
                          type,
                          below (4),
                          below (3),
                          below (500),
                          below (500));
  append_targets (out, flow);
  g_string_append (out, ", ");
  append_targets (out, flow);
  g_string_append (out, "] }");
}

static void
append_group (GString *out, const char *flow, const char *name, const char *outer)
{
  gboolean first = TRUE;

  g_string_append_printf (out,
                          ",{'id':'%s%s','type':'group','z':'%s',",
                          flow,
                          name,
                          flow);
  if (outer != NULL)
    g_string_append_printf (out, "'g':'%s%s',", flow, outer);
  g_string_append (out, "'nodes':[");
  if (outer == NULL)
    {
      g_string_append_printf (out, "'%sh'", flow);
      first = FALSE;
    }
  for (guint i = 0; i < N_NODES; i++)
    if (g_strcmp0 (get_group (i), name) == 0)
      {
        g_string_append_printf (out, "%s'%sn%u'", first ? "" : ",", flow, i);
        first = FALSE;
      }
  g_string_append (out, "],'x':0,'y':0,'w':10,'h':10}");
}

static void
append_flow (GString *out, const char *flow)
{
  append_group (out, flow, "g", NULL);
  append_group (out, flow, "h", "g");
  for (guint i = 0; i < N_NODES; i++)
    append_node (out, flow, i);
}

static WeirDocument *
make_document (void)
{
  g_autoptr (GString) out = g_string_new (
    "[ {'id':'t','type':'tab','label':'Flow 1'},"
    "{'id':'u','type':'tab','label':'Flow 2'},\n"
    "{'id':'s','type':'subflow','name':'S','in':[{'x':1,'y':1,'wires':[{'id':"
    "'sn1'}]}],'out':[{'x':1,'y':1,'wires':[{'id':'sn2','port':0}]}]},"
    "{'id':'c0','type':'config'},{'id':'c1','type':'config','name':'x'},"
    "{'id':'c2','type':'config','z':'t'},"
    "{'id':'lo','type':'link "
    "out','z':'t','x':1,'y':1,'links':['li'],'wires':[]},"
    "{'id':'li','type':'link "
    "in','z':'u','x':1,'y':1,'links':['lo'],'wires':[[]]}"
    ",{'id':'k','type':'catch','z':'t','x':1,'y':1,'scope':['tn1','tn2'],'"
    "wires':"
    "[[]]}");

  append_flow (out, "t");
  append_flow (out, "u");
  append_flow (out, "s");
  g_string_append (out, "\n]\n");
  return test_operation_open (out->str);
}

/* What fits together */

static gboolean
stand_together (WeirElement *a, WeirElement *b)
{
  return g_str_equal (weir_element_get_container (a),
                      weir_element_get_container (b));
}

static WeirElement *
find (WeirDocument *document, const WeirValue *id)
{
  WeirElement *element;

  g_assert_true (weir_value_get_kind (id) == WEIR_VALUE_KIND_STRING);
  element =
    weir_document_get_element (document, weir_value_get_string (id, NULL));
  if (element == NULL)
    g_test_message ("nobody is %s", weir_value_get_string (id, NULL));
  g_assert_nonnull (element);
  return element;
}

static gboolean
names (const WeirValue *list, const char *id)
{
  for (gsize i = 0; list != NULL && i < weir_value_get_length (list); i++)
    if (g_str_equal (weir_value_get_string (weir_value_get_item (list, i), NULL),
                     id))
      return TRUE;
  return FALSE;
}

static void
check_wires (WeirDocument *document, WeirElement *element)
{
  const WeirValue *wires = weir_element_get_member (element, "wires");

  for (gsize i = 0; wires != NULL && i < weir_value_get_length (wires); i++)
    {
      const WeirValue *port = weir_value_get_item (wires, i);

      for (gsize k = 0; k < weir_value_get_length (port); k++)
        g_assert_true (
          stand_together (element,
                          find (document, weir_value_get_item (port, k))));
    }
}

static void
check_group (WeirDocument *document, WeirElement *element)
{
  const char      *id = weir_element_get_id (element);
  const WeirValue *g = weir_element_get_member (element, "g");
  const WeirValue *nodes = weir_element_get_member (element, "nodes");
  WeirElement     *around = element;

  if (g != NULL)
    {
      WeirElement *group = find (document, g);

      g_assert_true (stand_together (element, group));
      g_assert_true (names (weir_element_get_member (group, "nodes"), id));
    }
  for (guint i = 0; g != NULL; i++)
    {
      g_assert_cmpuint (i, <, 100); /* no ring */
      around = find (document, g);
      g = weir_element_get_member (around, "g");
    }
  if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_GROUP)
    return;
  for (gsize i = 0; i < weir_value_get_length (nodes); i++)
    {
      WeirElement *member = find (document, weir_value_get_item (nodes, i));

      g_assert_cmpstr (weir_value_lookup_string (weir_element_get_value (member),
                                                 "g"),
                       ==,
                       id);
    }
}

static void
check_list (WeirDocument *document, WeirElement *element, const char *key)
{
  const WeirValue *list = weir_element_get_member (element, key);

  for (gsize i = 0; list != NULL && i < weir_value_get_length (list); i++)
    find (document, weir_value_get_item (list, i));
}

static void
check_uses (WeirDocument *document, WeirElement *element)
{
  const char *config =
    weir_value_lookup_string (weir_element_get_value (element), "config");
  const char *type = weir_element_get_type_name (element);

  if (config != NULL && *config != '\0')
    g_assert_nonnull (weir_document_get_element (document, config));
  if (g_str_has_prefix (type, "subflow:"))
    g_assert_nonnull (
      weir_document_get_element (document, type + strlen ("subflow:")));
  if (*weir_element_get_container (element) != '\0')
    g_assert_nonnull (
      weir_document_get_element (document, weir_element_get_container (element)));
}

static void
check_document (WeirDocument *document)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      g_assert_true (
        weir_document_get_element (document, weir_element_get_id (element)) ==
        element);
      check_wires (document, element);
      check_group (document, element);
      check_list (document, element, "links");
      check_list (document, element, "scope");
      check_uses (document, element);
    }
}

/* Operations */

static const char *
pick (WeirDocument *document)
{
  guint n = weir_document_get_n_elements (document);

  if (n == 0 || below (20) == 0)
    return "nobody";
  return weir_element_get_id (weir_document_get_nth_element (document, below (n)));
}

static const char *
pick_flow (WeirDocument *document)
{
  for (guint i = 0; i < 50; i++)
    {
      const char  *id = pick (document);
      WeirElement *element = weir_document_get_element (document, id);

      if (element != NULL &&
          weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB)
        return id;
    }
  return NULL;
}

static GPtrArray *
pick_some (WeirDocument *document)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1 + below (5); i > 0; i--)
    g_ptr_array_add (ids, g_strdup (pick (document)));
  return ids;
}

typedef struct
{
  WeirDocument *document;
  WeirRegistry *registry;
  GPtrArray    *ids;
  WeirBox       boxes[3];
} Context;

static WeirWire
pick_wire (Context *self)
{
  WeirElement     *element;
  const WeirValue *wires;
  const WeirValue *port;
  WeirWire wire = { pick (self->document), below (2), pick (self->document) };

  element = weir_document_get_element (self->document, wire.source);
  wires = element != NULL ? weir_element_get_member (element, "wires") : NULL;
  if (wires == NULL || weir_value_get_length (wires) <= wire.port)
    return wire;
  port = weir_value_get_item (wires, wire.port);
  if (weir_value_get_length (port) > 0)
    wire.target = weir_value_get_string (weir_value_get_item (port, 0), NULL);
  return wire;
}

static WeirEdit *
rewire (Context *self)
{
  const WeirWire wire = pick_wire (self);
  const WeirPort to = { pick (self->document), below (2), below (2) == 0 };
  const WeirPort from = { pick (self->document), below (2), to.is_input };

  switch (below (9))
    {
    case 0:
      return weir_operation_connect (self->document, self->registry, &wire);
    case 1:
      return weir_operation_disconnect (self->document, &wire, 1);
    case 2:
      return weir_operation_splice (self->document,
                                    self->registry,
                                    pick (self->document),
                                    &wire);
    case 3:
      return weir_operation_replug (self->document, self->registry, &wire, &to);
    case 4:
      return weir_operation_replug_all (self->document,
                                        self->registry,
                                        &from,
                                        below (3) == 0 ? NULL : &to);
    case 5:
      return weir_operation_wire_series (self->document, self->registry, self->ids);
    case 6:
      return weir_operation_wire_many_to_one (self->document,
                                              self->registry,
                                              self->ids);
    case 7:
      return weir_operation_detach (self->document, self->registry, self->ids);
    default:
      {
        const WeirCut cuts[] = { { wire, 1, 2 }, { pick_wire (self), 3, 4 } };
        g_autoptr (GPtrArray) ids = NULL;

        return weir_operation_add_junctions (self->document,
                                             self->registry,
                                             cuts,
                                             2,
                                             &ids);
      }
    }
}

static WeirEdit *
regroup (Context *self)
{
  g_autofree char *id = NULL;

  switch (below (5))
    {
    case 0:
      return weir_operation_group (self->document, self->ids, self->boxes, 3, &id);
    case 1:
      return weir_operation_ungroup (self->document, self->ids);
    case 2:
      return weir_operation_merge_groups (self->document, self->ids, self->boxes, 3);
    case 3:
      return weir_operation_fit_groups (self->document, self->ids, self->boxes, 3);
    default:
      return weir_operation_set_group (self->document,
                                       self->ids,
                                       below (3) == 0 ? NULL
                                                      : pick (self->document),
                                       self->boxes,
                                       3);
    }
}

static WeirEdit *
come_and_go (Context *self)
{
  static const char *const types[] = { "debug",  "junction", "group",
                                       "config", "alien",    "subflow:s" };
  g_autofree char         *id = NULL;
  const WeirWire           wire = pick_wire (self);

  switch (below (6))
    {
    case 0:
    case 1:
      {
        const char *type = types[below (G_N_ELEMENTS (types))];

        /* Deleting an empty subflow is fine, using a missing one is not. */
        if (g_str_equal (type, "subflow:s") &&
            weir_document_get_element (self->document, "s") == NULL)
          return NULL;
        return weir_operation_add_node (self->document,
                                        self->registry,
                                        type,
                                        pick_flow (self->document),
                                        below (500),
                                        3.14159,
                                        &id);
      }
    case 2:
      return weir_operation_delete (self->document, self->ids, &wire, 1);
    case 3:
      return weir_operation_delete_and_reconnect (self->document,
                                                  self->registry,
                                                  self->ids);
    case 4:
      return weir_operation_add_flow (self->document,
                                      NULL,
                                      pick (self->document),
                                      &id);
    default:
      return weir_operation_duplicate_flow (self->document,
                                            self->registry,
                                            pick (self->document),
                                            &id);
    }
}

static WeirEdit *
arrange (Context *self)
{
  switch (below (8))
    {
    case 0:
      return weir_operation_move (self->document, self->ids, below (9) - 4.25, 0.5);
    case 1:
      return weir_operation_align (self->document,
                                   self->boxes,
                                   3,
                                   (WeirAlignment)below (6));
    case 2:
      return weir_operation_distribute (self->document,
                                        self->boxes,
                                        3,
                                        (WeirAxis)below (2));
    case 3:
      return weir_operation_align_to_grid (self->document, self->boxes, 3, 20);
    case 4:
      return weir_operation_set_enabled (self->document, self->ids, below (2));
    case 5:
      return weir_operation_set_label_shown (self->document, self->ids, below (2));
    case 6:
      return weir_operation_move_flow (self->document,
                                       pick (self->document),
                                       (int)below (5) - 1);
    default:
      return weir_operation_restack (self->document,
                                     self->ids,
                                     (WeirStacking)below (4));
    }
}

static WeirEdit *
copy_and_paste (Context *self)
{
  g_autofree char *text = weir_clipboard_copy (self->document, self->ids);
  g_autoptr (WeirDocument) incoming = weir_clipboard_parse (text, -1, NULL);
  g_autoptr (GPtrArray)    ids = NULL;

  g_assert_nonnull (incoming);
  return weir_clipboard_paste (self->document,
                               incoming,
                               pick_flow (self->document),
                               20,
                               20,
                               below (2),
                               &ids);
}

/* What is skipped must be there for those that name it. */
static gboolean
is_there (const WeirImportItem *item)
{
  if (item->existing == NULL)
    return FALSE;
  for (guint i = 0; item->children != NULL && i < item->children->len; i++)
    if (!is_there (item->children->pdata[i]))
      return FALSE;
  return TRUE;
}

/* A version of the document some edits ago, or none like it. */
static WeirEdit *
import (Context *self)
{
  g_autoptr (WeirDocument)   incoming = make_document ();
  g_autoptr (WeirImportPlan) plan =
    weir_import_plan_new (self->document, self->registry, incoming, below (2));
  g_autoptr (GPtrArray) ids = NULL;

  for (guint i = 0; i < weir_import_plan_get_n_items (plan); i++)
    {
      const WeirImportItem *item = weir_import_plan_get_item (plan, i);
      WeirImportChoice      choice = (WeirImportChoice)below (3);
      if ((choice != WEIR_IMPORT_CHOICE_SKIP || is_there (item)) &&
          weir_import_plan_allows (plan, i, choice))
        weir_import_plan_set_choice (plan, i, choice);
    }
  return weir_import_plan_build (plan, pick_flow (self->document), 1, 1, &ids);
}

static WeirEdit *
operate (Context *self)
{
  switch (below (12))
    {
    case 0:
    case 1:
    case 2:
      return rewire (self);
    case 3:
    case 4:
      return regroup (self);
    case 5:
    case 6:
    case 7:
      return come_and_go (self);
    case 8:
    case 9:
      return arrange (self);
    case 10:
      return copy_and_paste (self);
    default:
      return below (4) == 0 ? import (self) : rewire (self);
    }
}

static void
operate_at_random (WeirDocument *document, guint n, gboolean check)
{
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) ids = pick_some (document);
      Context               context = { document, registry, ids, { { NULL } } };
      WeirEdit             *edit;

      for (guint k = 0; k < G_N_ELEMENTS (context.boxes); k++)
        context.boxes[k] =
          (WeirBox){ ids->pdata[k % ids->len], below (500), below (500), 100, 30 };
      edit = operate (&context);
      if (edit != NULL)
        test_operation_apply (document, edit);
      if (check)
        check_document (document);
    }
}

static void
test_operations (void)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (WeirDocument) document = make_document ();

      check_document (document);
      operate_at_random (document, 40, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/operation-law/operations", test_operations);

  return g_test_run ();
}
