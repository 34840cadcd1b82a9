/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-compare-item.h"

#include "flow/weir-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The lines of a comparison, made as they are opened. All of them share what was
 * compared. */

/* More of a value is not read in a list. */
#define MAX_VALUE_BYTES 4000

/* Shared by all lines; immutable. */
typedef struct
{
  WeirComparison *comparison;
  WeirDocument   *before;
  WeirDocument   *after;
  WeirRegistry   *registry;
  gboolean        moves;
} Shared;

struct _WeirCompareItem
{
  GObject parent_instance;

  Shared *shared; /* owned: a reference */

  /* borrowed from it */
  const WeirDifferenceGroup  *group;
  const WeirDifference       *difference; /* (nullable) */
  const WeirDifferenceMember *member;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirCompareItem, weir_compare_item, G_TYPE_OBJECT)

static void
shared_clear (gpointer data)
{
  Shared *shared = data;

  weir_comparison_free (shared->comparison);
  g_object_unref (shared->before);
  g_object_unref (shared->after);
  weir_registry_unref (shared->registry);
}

static void
weir_compare_item_finalize (GObject *object)
{
  WeirCompareItem *self = WEIR_COMPARE_ITEM (object);

  g_rc_box_release_full (self->shared, shared_clear);
  G_OBJECT_CLASS (weir_compare_item_parent_class)->finalize (object);
}

static void
weir_compare_item_class_init (WeirCompareItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_compare_item_finalize;
}

static void
weir_compare_item_init (WeirCompareItem *self)
{
}

static void
append (GListStore                 *list,
        Shared                     *shared,
        const WeirDifferenceGroup  *group,
        const WeirDifference       *difference,
        const WeirDifferenceMember *member)
{
  g_autoptr (WeirCompareItem) item = g_object_new (WEIR_TYPE_COMPARE_ITEM, NULL);

  item->shared = g_rc_box_acquire (shared);
  item->group = group;
  item->difference = difference;
  item->member = member;
  g_list_store_append (list, item);
}

/* Lists ------------------------------------------------------------------ */

static gboolean
is_told (const Shared *shared, const WeirDifference *difference)
{
  return shared->moves || difference->kind != WEIR_DIFFERENCE_MOVED;
}

static gboolean
has_told (const Shared *shared, const WeirDifferenceGroup *group)
{
  for (guint i = 0; i < group->differences->len; i++)
    {
      if (is_told (shared, group->differences->pdata[i]))
        return TRUE;
    }
  return FALSE;
}

GListModel *
weir_compare_item_list (const WeirCompareSides *sides, gboolean *reordered)
{
  g_autoptr (WeirSnapshot) before = weir_document_snapshot (sides->before, NULL);
  g_autoptr (WeirSnapshot) after = weir_document_snapshot (sides->after, NULL);
  GListStore              *list = g_list_store_new (WEIR_TYPE_COMPARE_ITEM);
  Shared                  *shared = g_rc_box_new0 (Shared);

  shared->comparison = weir_comparison_new (before, after);
  shared->before = g_object_ref (sides->before);
  shared->after = g_object_ref (sides->after);
  shared->registry = weir_registry_ref (sides->registry);
  shared->moves = sides->moves;
  *reordered = shared->comparison->reordered;
  for (guint i = 0; i < shared->comparison->groups->len; i++)
    {
      const WeirDifferenceGroup *group = shared->comparison->groups->pdata[i];

      if (has_told (shared, group))
        append (list, shared, group, NULL, NULL);
    }
  g_rc_box_release_full (shared, shared_clear);
  return G_LIST_MODEL (list);
}

static void
list_members (WeirCompareItem *self, GListStore *list)
{
  GArray  *members = self->difference->members;
  gboolean moved = self->difference->kind == WEIR_DIFFERENCE_MOVED;

  for (guint i = 0; i < members->len; i++)
    {
      const WeirDifferenceMember *member =
        &g_array_index (members, WeirDifferenceMember, i);

      if (moved || self->shared->moves || !member->is_place)
        append (list, self->shared, self->group, self->difference, member);
    }
}

GListModel *
weir_compare_item_list_children (WeirCompareItem *self)
{
  GListStore *list;

  g_return_val_if_fail (WEIR_IS_COMPARE_ITEM (self), NULL);

  if (self->member != NULL)
    return NULL;
  list = g_list_store_new (WEIR_TYPE_COMPARE_ITEM);
  if (self->difference != NULL)
    list_members (self, list);
  else
    for (guint i = 0; i < self->group->differences->len; i++)
      {
        const WeirDifference *difference = self->group->differences->pdata[i];

        if (is_told (self->shared, difference))
          append (list, self->shared, self->group, difference, NULL);
      }
  return G_LIST_MODEL (list);
}

const WeirDifference *
weir_compare_item_get_difference (WeirCompareItem *self)
{
  return self->member == NULL ? self->difference : NULL;
}

const WeirDifferenceMember *
weir_compare_item_get_member (WeirCompareItem *self)
{
  return self->member;
}

const char *
weir_compare_item_get_id (WeirCompareItem *self)
{
  if (self->difference != NULL)
    return weir_difference_get_entry (self->difference)->id;
  return self->group->flow != NULL ? self->group->flow->id : NULL;
}

/* Texts ------------------------------------------------------------------ */

char *
weir_compare_item_dup_title (WeirCompareItem *self)
{
  const WeirEntry *entry;
  WeirDocument    *document;

  if (self->member != NULL)
    return g_utf8_make_valid (self->member->key, -1);
  if (self->difference == NULL)
    return g_strdup (self->group->label);
  entry = weir_difference_get_entry (self->difference);
  document = self->difference->after != NULL ? self->shared->after
                                             : self->shared->before;
  if (entry->kind == WEIR_ELEMENT_KIND_INVALID)
    return g_strdup (_ ("No node"));
  return weir_label_dup (document, self->shared->registry, entry->value);
}

static void
append_count (GString *out, const char *format, guint n)
{
  if (n == 0)
    return;
  if (out->len > 0)
    g_string_append (out, ", ");

    /* The formats are the plurals below, each with one %u. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (out, format, n);
#pragma GCC diagnostic pop
}

/* "2 added, 1 moved" */
static char *
dup_counts (WeirCompareItem *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint               n[WEIR_N_DIFFERENCES] = { 0 };

  for (guint i = 0; i < self->group->differences->len; i++)
    {
      const WeirDifference *difference = self->group->differences->pdata[i];

      if (is_told (self->shared, difference))
        n[difference->kind]++;
    }
  append_count (out,
                ngettext ("%u added", "%u added", n[WEIR_DIFFERENCE_ADDED]),
                n[WEIR_DIFFERENCE_ADDED]);
  append_count (out,
                ngettext ("%u removed", "%u removed", n[WEIR_DIFFERENCE_REMOVED]),
                n[WEIR_DIFFERENCE_REMOVED]);
  append_count (out,
                ngettext ("%u changed", "%u changed", n[WEIR_DIFFERENCE_CHANGED]),
                n[WEIR_DIFFERENCE_CHANGED]);
  append_count (out,
                ngettext ("%u moved", "%u moved", n[WEIR_DIFFERENCE_MOVED]),
                n[WEIR_DIFFERENCE_MOVED]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "name, wires" */
static char *
dup_keys (WeirCompareItem *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GArray             *members = self->difference->members;

  for (guint i = 0; i < members->len; i++)
    {
      const WeirDifferenceMember *member =
        &g_array_index (members, WeirDifferenceMember, i);
      g_autofree char *key = g_utf8_make_valid (member->key, -1);

      if (!self->shared->moves && member->is_place &&
          self->difference->kind != WEIR_DIFFERENCE_MOVED)
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", key);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
dup_type (WeirCompareItem *self)
{
  const WeirEntry    *entry = weir_difference_get_entry (self->difference);
  const WeirNodeType *type =
    weir_registry_lookup (self->shared->registry, entry->type);

  return type != NULL ? g_strdup (_ (type->label))
                      : g_utf8_make_valid (entry->type, -1);
}

char *
weir_compare_item_dup_detail (WeirCompareItem *self)
{
  g_autofree char *type = NULL;
  g_autofree char *keys = NULL;

  if (self->member != NULL)
    return g_strdup ("");
  if (self->difference == NULL)
    return dup_counts (self);
  type = dup_type (self);
  if (self->difference->before == NULL || self->difference->after == NULL)
    return g_steal_pointer (&type);
  keys = dup_keys (self);

  /* Translators: the type of a node, and the names of its properties */
  return g_strdup_printf (_ ("%s: %s"), type, keys);
}

/* @text: (nullable) (transfer full) */
static char *
cut (char *text)
{
  g_autofree char *whole = text;
  const char      *end;

  if (whole == NULL || strlen (whole) <= MAX_VALUE_BYTES)
    return g_steal_pointer (&whole);
  end = g_utf8_find_prev_char (whole, whole + MAX_VALUE_BYTES);
  return g_strdup_printf ("%.*s…", (int)(end - whole), whole);
}

void
weir_compare_item_dup_values (WeirCompareItem *self, char **before, char **after)
{
  const WeirComparison *comparison = self->shared->comparison;

  *before = NULL;
  *after = NULL;
  if (self->member == NULL)
    return;
  *before =
    weir_difference_dup_named_text (comparison->before, self->member->before);
  *after =
    weir_difference_dup_named_text (comparison->after, self->member->after);
  weir_difference_cut_lines (before, after);
  *before = cut (*before);
  *after = cut (*after);
}
