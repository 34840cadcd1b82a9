/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation-group.h"

#include "flow/weir-group-fit-private.h"
#include "flow/weir-operation-private.h"

/* Groups. A member says by `g` what it is in, and the group by `nodes` what is
 * in it; both are kept in step. */

typedef struct
{
  WeirEditBuilder *builder;  /* owned */
  WeirDocument    *document; /* borrowed */
  WeirIdSet       *touched;  /* owned: groups to be measured */
} Grouper;

static void
grouper_init (Grouper *self, WeirDocument *document)
{
  self->builder = weir_edit_builder_new (document);
  self->document = document;
  self->touched = weir_id_set_new ();
}

static void
grouper_clear (Grouper *self)
{
  weir_edit_builder_free (self->builder);
  weir_id_set_free (self->touched);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grouper, grouper_clear)

static WeirEdit *
grouper_end (Grouper *self, const WeirBox *boxes, guint n_boxes)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  for (guint i = 0; i < self->touched->list->len; i++)
    if (weir_edit_builder_has (self->builder, self->touched->list->pdata[i]))
      g_ptr_array_add (groups, self->touched->list->pdata[i]);
  weir_group_fit (self->builder, groups, boxes, n_boxes);
  return weir_edit_builder_end (self->builder);
}

static gboolean
is_group (WeirDocument *document, const char *id)
{
  WeirElement *element = weir_document_get_element (document, id);

  return element != NULL &&
         weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GROUP;
}

/* The group an entry is in, "" for none. */
static const char *
get_group (WeirDocument *document, const char *id)
{
  WeirElement *element = weir_document_get_element (document, id);
  const char  *group =
    element != NULL
       ? weir_value_lookup_string (weir_element_get_value (element), "g")
       : NULL;

  return group != NULL && is_group (document, group) ? group : "";
}

static const char *
get_flow (WeirDocument *document, const char *id)
{
  WeirElement *element = weir_document_get_element (document, id);

  return element != NULL ? weir_element_get_container (element) : "";
}

static gboolean
is_around (WeirDocument *document, WeirIdSet *groups, const char *id)
{
  for (guint i = 0; i < WEIR_SNAPSHOT_MAX_GROUP_DEPTH && *id != '\0'; i++)
    {
      id = get_group (document, id);
      if (weir_id_set_has (groups, id))
        return TRUE;
    }
  return FALSE;
}

/* What is named, but for what is in a group that is named as well. */
static WeirIdSet *
list_outermost (WeirDocument *document, GPtrArray *ids)
{
  g_autoptr (WeirIdSet) named = weir_id_set_new_for_ids (document, ids);
  WeirIdSet            *outermost = weir_id_set_new ();

  for (guint i = 0; i < named->list->len; i++)
    {
      const char  *id = named->list->pdata[i];
      WeirElement *element = weir_document_get_element (document, id);

      if (weir_operation_has_place (element) && !is_around (document, named, id))
        weir_id_set_add (outermost, id);
    }
  return outermost;
}

/* Groups */

static void
add_to_list (Grouper *self, const char *group, WeirIdSet *members)
{
  WeirValue *old = weir_edit_builder_get (self->builder, group, "nodes");
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  WeirValue             *list = weir_value_new_array (NULL, 0);

  for (gsize i = 0; i < weir_id_list_get_length (old); i++)
    {
      if (weir_id_list_get (old, i) != NULL)
        g_hash_table_add (known, (gpointer)weir_id_list_get (old, i));
      list =
        weir_value_with_appended (list,
                                  weir_value_ref (weir_value_get_item (old, i)));
    }
  for (guint i = 0; i < members->list->len; i++)
    if (!g_hash_table_contains (known, members->list->pdata[i]))
      list = weir_value_with_appended (list,
                                       weir_value_new_string (
                                         members->list->pdata[i]));
  weir_edit_builder_set (self->builder, group, "nodes", list);
}

/* A group that has lost everything goes, and leaves the one around it; not the
 * one that members enter. */
static void
drop_if_empty (Grouper    *self,
               GHashTable *index,
               WeirIdSet  *moved,
               const char *id,
               const char *entered)
{
  for (guint i = 0; i < WEIR_SNAPSHOT_MAX_GROUP_DEPTH && *id != '\0'; i++)
    {
      GPtrArray  *members = g_hash_table_lookup (index, id);
      const char *around = get_group (self->document, id);

      if (g_strcmp0 (id, entered) == 0)
        return;
      for (guint k = 0; members != NULL && k < members->len; k++)
        if (!weir_id_set_has (moved, members->pdata[k]) &&
            weir_edit_builder_has (self->builder, members->pdata[k]))
          return;
      weir_edit_builder_remove (self->builder, id);
      if (*around != '\0')
        weir_edit_builder_list_remove (self->builder, around, "nodes", id);
      id = around;
    }
}

static void
leave_groups (Grouper *self, WeirIdSet *members)
{
  g_autoptr (WeirIdSet) left = weir_id_set_new ();

  for (guint i = 0; i < members->list->len; i++)
    {
      const char *group = get_group (self->document, members->list->pdata[i]);

      if (*group != '\0' && weir_id_set_add (left, group))
        weir_id_set_add (self->touched, group);
    }
  for (guint i = 0; i < left->list->len; i++)
    {
      const char *group = left->list->pdata[i];
      WeirValue  *list = weir_id_list_without_set (
        weir_edit_builder_get (self->builder, group, "nodes"),
        members->set);

      if (list != NULL)
        weir_edit_builder_set (self->builder, group, "nodes", list);
    }
}

static void
drop_emptied (Grouper *self, WeirIdSet *moved, const char *entered)
{
  g_autoptr (GHashTable) index = NULL;
  guint                  n = self->touched->list->len;

  if (n == 0)
    return;
  index = weir_operation_index_groups (self->document);
  for (guint i = 0; i < n; i++)
    drop_if_empty (self, index, moved, self->touched->list->pdata[i], entered);
}

/* @group: (nullable): where @members go; of the document as it will be */
static void
enter_group (Grouper *self, WeirIdSet *members, const char *group)
{
  for (guint i = 0; i < members->list->len; i++)
    weir_edit_builder_set (self->builder,
                           members->list->pdata[i],
                           "g",
                           group != NULL ? weir_value_new_string (group) : NULL);
  if (group == NULL)
    return;
  add_to_list (self, group, members);
  weir_id_set_add (self->touched, group);
}

/* Making and dissolving */

/* Whether all stand in one flow, and in the same group or none. */
static gboolean
are_siblings (WeirDocument *document, WeirIdSet *set)
{
  const char *first = set->list->len > 0 ? set->list->pdata[0] : NULL;

  for (guint i = 0; i < set->list->len; i++)
    {
      const char *id = set->list->pdata[i];

      if (!g_str_equal (get_flow (document, id), get_flow (document, first)) ||
          !g_str_equal (get_group (document, id), get_group (document, first)))
        return FALSE;
    }
  return set->list->len > 0;
}

static WeirValue *
describe_group (Grouper *self, const char *id, const char *flow, const char *around)
{
  WeirValue *entry = weir_value_new_object ();
  WeirValue *style = weir_value_with_member (weir_value_new_object (),
                                             "label",
                                             weir_value_new_boolean (TRUE));
  const struct
  {
    const char *key;
    const char *text;
  } texts[] = {
    { "id", id },    { "type", "group" }, { "z", flow },
    { "g", around }, { "name", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (i == 4 || *texts[i].text != '\0')
      entry = weir_value_with_member (entry,
                                      texts[i].key,
                                      weir_value_new_string (texts[i].text));
  entry = weir_value_with_member (entry, "style", style);
  entry = weir_value_with_member (entry, "nodes", weir_value_new_array (NULL, 0));
  entry = weir_value_with_member (entry, "x", weir_value_new_number (0));
  entry = weir_value_with_member (entry, "y", weir_value_new_number (0));
  entry = weir_value_with_member (entry, "w", weir_value_new_number (0));
  return weir_value_with_member (entry, "h", weir_value_new_number (0));
}

WeirEdit *
weir_operation_group (WeirDocument  *document,
                      GPtrArray     *ids,
                      const WeirBox *boxes,
                      guint          n_boxes,
                      char         **id)
{
  g_auto (Grouper)      self = { NULL, NULL, NULL };
  g_autoptr (WeirIdSet) members = NULL;
  g_autoptr (WeirIdSet) itself = NULL;
  g_autoptr (WeirValue) entry = NULL;
  const char           *around;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL && id != NULL, NULL);

  grouper_init (&self, document);
  *id = NULL;
  members = list_outermost (document, ids);
  if (!are_siblings (document, members))
    return NULL;
  *id = weir_edit_builder_new_id (self.builder);
  around = get_group (document, members->list->pdata[0]);
  entry = describe_group (&self,
                          *id,
                          get_flow (document, members->list->pdata[0]),
                          around);
  weir_edit_builder_add_value (self.builder, -1, entry);
  leave_groups (&self, members);
  enter_group (&self, members, *id);
  if (*around != '\0')
    {
      itself = weir_id_set_new ();
      weir_id_set_add (itself, *id);
      add_to_list (&self, around, itself);
    }
  return grouper_end (&self, boxes, n_boxes);
}

WeirEdit *
weir_operation_ungroup (WeirDocument *document, GPtrArray *ids)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  for (guint i = 0; i < ids->len; i++)
    if (is_group (document, ids->pdata[i]))
      g_ptr_array_add (groups, ids->pdata[i]);
  return weir_operation_delete (document, groups, NULL, 0);
}

/* Everything in the groups of @set but the first, in their place. */
static WeirIdSet *
open_groups (WeirDocument *document, WeirIdSet *set, const char *first)
{
  g_autoptr (GHashTable) index = weir_operation_index_groups (document);
  WeirIdSet             *members = weir_id_set_new ();

  for (guint i = 0; i < set->list->len; i++)
    {
      const char *id = set->list->pdata[i];
      GPtrArray  *inside = g_hash_table_lookup (index, id);

      if (g_str_equal (id, first))
        continue;
      if (!is_group (document, id))
        {
          weir_id_set_add (members, id);
          continue;
        }
      for (guint k = 0; inside != NULL && k < inside->len; k++)
        if (g_str_equal (get_group (document, inside->pdata[k]), id))
          weir_id_set_add (members, inside->pdata[k]);
    }
  return members;
}

WeirEdit *
weir_operation_merge_groups (WeirDocument  *document,
                             GPtrArray     *ids,
                             const WeirBox *boxes,
                             guint          n_boxes)
{
  g_auto (Grouper)      self = { NULL, NULL, NULL };
  g_autoptr (WeirIdSet) merged = NULL;
  g_autoptr (WeirIdSet) members = NULL;
  const char           *first = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  grouper_init (&self, document);
  merged = list_outermost (document, ids);
  for (guint i = 0; first == NULL && i < merged->list->len; i++)
    if (is_group (document, merged->list->pdata[i]))
      first = merged->list->pdata[i];
  if (first == NULL || merged->list->len < 2 || !are_siblings (document, merged))
    return NULL;
  members = open_groups (document, merged, first);
  leave_groups (&self, members);
  enter_group (&self, members, first);
  for (guint i = 0; i < merged->list->len; i++)
    {
      const char *id = merged->list->pdata[i];
      const char *around = get_group (document, id);

      if (g_str_equal (id, first) || !is_group (document, id))
        continue;
      weir_edit_builder_remove (self.builder, id);
      if (*around != '\0')
        weir_edit_builder_list_remove (self.builder, around, "nodes", id);
    }
  return grouper_end (&self, boxes, n_boxes);
}

/* Members */

/* Those that may go to @group and are not there. */
static WeirIdSet *
list_movable (WeirDocument *document, GPtrArray *ids, const char *group)
{
  g_autoptr (WeirIdSet) outermost = list_outermost (document, ids);
  WeirIdSet            *movable = weir_id_set_new ();

  for (guint i = 0; i < outermost->list->len; i++)
    {
      const char           *id = outermost->list->pdata[i];
      g_autoptr (WeirIdSet) itself = weir_id_set_new ();

      if (g_str_equal (get_group (document, id), group != NULL ? group : ""))
        continue;
      weir_id_set_add (itself, id);
      if (group != NULL &&
          (g_str_equal (id, group) || is_around (document, itself, group) ||
           !g_str_equal (get_flow (document, id), get_flow (document, group))))
        continue;
      weir_id_set_add (movable, id);
    }
  return movable;
}

WeirEdit *
weir_operation_set_group (WeirDocument  *document,
                          GPtrArray     *ids,
                          const char    *group,
                          const WeirBox *boxes,
                          guint          n_boxes)
{
  g_auto (Grouper)      self = { NULL, NULL, NULL };
  g_autoptr (WeirIdSet) members = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  grouper_init (&self, document);
  if (group != NULL && !is_group (document, group))
    return NULL;
  members = list_movable (document, ids, group);
  if (members->list->len == 0)
    return NULL;
  leave_groups (&self, members);
  drop_emptied (&self, members, group);
  enter_group (&self, members, group);
  return grouper_end (&self, boxes, n_boxes);
}

WeirEdit *
weir_operation_fit_groups (WeirDocument  *document,
                           GPtrArray     *ids,
                           const WeirBox *boxes,
                           guint          n_boxes)
{
  g_auto (Grouper) self = { NULL, NULL, NULL };

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  grouper_init (&self, document);
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = ids->pdata[i];
      const char *group = is_group (document, id) ? id : get_group (document, id);

      if (*group != '\0' && !weir_operation_is_locked (document, group))
        weir_id_set_add (self.touched, group);
    }
  return grouper_end (&self, boxes, n_boxes);
}

WeirEdit *
weir_operation_set_group_style (WeirDocument *document,
                                GPtrArray    *ids,
                                WeirValue    *style)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (WeirIdSet)       set = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  builder = weir_edit_builder_new (document);
  set = weir_id_set_new_for_ids (document, ids);
  for (guint i = 0; i < set->list->len; i++)
    if (is_group (document, set->list->pdata[i]))
      weir_edit_builder_set (builder,
                             set->list->pdata[i],
                             "style",
                             style != NULL ? weir_value_ref (style) : NULL);
  return weir_edit_builder_end (builder);
}
