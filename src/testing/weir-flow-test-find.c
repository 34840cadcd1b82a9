/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-check.h"

#include "flow/weir-subflow.h"
#include "testing/weir-flow-test-table-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* Which node a step means. Steps name nodes as people do, so a name counts as
 * much as an id, as long as only one node that can do it has the name. */

static gboolean
is_node (const WeirEntry *entry)
{
  return entry->kind == WEIR_ELEMENT_KIND_NODE ||
         entry->kind == WEIR_ELEMENT_KIND_CONFIG;
}

/* Of what stands in the definition of a subflow only the copies run. */
static gboolean
fits (const WeirRegistry *registry,
      const WeirSnapshot *snapshot,
      WeirFlowTestKind    kind,
      const WeirEntry    *entry)
{
  const WeirNodeType *type = weir_registry_lookup (registry, entry->type);
  const WeirEntry    *container = weir_snapshot_get_container (snapshot, entry);

  if (!is_node (entry) ||
      (container != NULL && container->kind == WEIR_ELEMENT_KIND_SUBFLOW))
    return FALSE;
  if (kind == WEIR_FLOW_TEST_INJECT)
    return type != NULL && type->press != NULL;
  if (kind == WEIR_FLOW_TEST_EXPECT_DEBUG)
    return g_str_equal (entry->type, "debug");
  return TRUE;
}

/* One that is called so, whatever it can do. */
static const WeirEntry *
find_any (const WeirSnapshot *snapshot, const char *word)
{
  const WeirEntry *entry = weir_snapshot_lookup (snapshot, word);
  guint            length = weir_snapshot_get_n_entries (snapshot);

  if (entry != NULL && is_node (entry))
    return entry;
  for (guint i = 0; i < length; i++)
    {
      entry = weir_snapshot_get_entry (snapshot, i);
      if (is_node (entry) && g_str_equal (entry->name, word))
        return entry;
    }
  return NULL;
}

/* Returns: (nullable): a name that may be meant */
static const char *
guess_name (const WeirRegistry *registry,
            const WeirSnapshot *snapshot,
            WeirFlowTestKind    kind,
            const char         *word)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint                 length = weir_snapshot_get_n_entries (snapshot);

  for (guint i = 0; i < length; i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);

      if (*entry->name != '\0' && fits (registry, snapshot, kind, entry))
        g_ptr_array_add (names, (gpointer)entry->name);
    }
  g_ptr_array_add (names, NULL);
  return weir_flow_test_guess (word, (const char *const *)names->pdata);
}

static char *
make_unfit_text (WeirFlowTestKind kind, const char *word, const WeirEntry *entry)
{
  if (kind == WEIR_FLOW_TEST_INJECT)
    return g_strdup_printf (_ (
                              "“%s” has no button: it is a node of type “%s”."),
                            word,
                            entry->type);
  return g_strdup_printf (
    _ ("“%s” is no debug node: it is a node of type “%s”."),
    word,
    entry->type);
}

static char *
make_missing_text (WeirFlowTestKind kind, const char *word)
{
  if (kind == WEIR_FLOW_TEST_INJECT)
    return g_strdup_printf (_ (
                              "No node with a button has the id or name “%s”."),
                            word);
  if (kind == WEIR_FLOW_TEST_EXPECT_DEBUG)
    return g_strdup_printf (_ ("No debug node has the id or name “%s”."), word);
  return g_strdup_printf (_ ("No node has the id or name “%s”."), word);
}

static void
set_missing (const WeirRegistry *registry,
             const WeirSnapshot *snapshot,
             WeirFlowTestKind    kind,
             const char         *word,
             GError            **error)
{
  const WeirEntry *other = find_any (snapshot, word);
  const char      *guess = NULL;
  g_autofree char *text = NULL;

  if (other != NULL)
    text = make_unfit_text (kind, word, other);
  else
    {
      text = make_missing_text (kind, word);
      guess = guess_name (registry, snapshot, kind, word);
    }
  if (guess == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, text);
  else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_FOUND,
                 /* Translators: a sentence, and the name of a node */
                 _ ("%s Did you mean “%s”?"),
                 text,
                 guess);
}

/* Whether the file calls the entry so: a copy by the id it is a copy of. */
static gboolean
is_called (const WeirSnapshot *snapshot, const WeirEntry *entry, const char *word)
{
  return g_str_equal (entry->name, word) ||
         g_strcmp0 (weir_subflow_get_alias (snapshot, entry), word) == 0;
}

/* Returns: (nullable): the one entry of that name */
static const WeirEntry *
find_by_name (const WeirRegistry *registry,
              const WeirSnapshot *snapshot,
              WeirFlowTestKind    kind,
              const char         *name,
              GError            **error)
{
  const WeirEntry    *found = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  guint               length = weir_snapshot_get_n_entries (snapshot);
  guint               count = 0;

  for (guint i = 0; i < length; i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);

      if (!is_called (snapshot, entry, name) ||
          !fits (registry, snapshot, kind, entry))
        continue;
      g_string_append_printf (ids, "%s%s", count++ > 0 ? ", " : "", entry->id);
      found = entry;
    }
  if (count == 1)
    return found;
  if (count == 0)
    set_missing (registry, snapshot, kind, name, error);
  else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_EXISTS,
                 _ ("Several nodes are named “%s”; use the id of one: %s."),
                 name,
                 ids->str);
  return NULL;
}

const WeirEntry *
weir_flow_test_find_node (const WeirRegistry *registry,
                          const WeirSnapshot *snapshot,
                          WeirFlowTestKind    kind,
                          const char         *word,
                          GError            **error)
{
  const WeirEntry *entry;

  g_return_val_if_fail (registry != NULL && snapshot != NULL, NULL);
  g_return_val_if_fail (word != NULL, NULL);

  entry = weir_snapshot_lookup (snapshot, word);
  if (entry == NULL || !fits (registry, snapshot, kind, entry))
    entry = find_by_name (registry, snapshot, kind, word, error);
  if (entry == NULL || weir_snapshot_runs (snapshot, entry))
    return entry;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_NOT_FOUND,
               _ ("The node “%s” is disabled."),
               word);
  return NULL;
}

char *
weir_flow_test_name_node (const WeirRegistry *registry,
                          const WeirSnapshot *snapshot,
                          WeirFlowTestKind    kind,
                          const char         *id)
{
  const WeirEntry *entry;
  const WeirEntry *found = NULL;

  g_return_val_if_fail (registry != NULL && snapshot != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  entry = weir_snapshot_lookup (snapshot, id);
  if (entry != NULL && *entry->name != '\0')
    found =
      weir_flow_test_find_node (registry, snapshot, kind, entry->name, NULL);
  return g_strdup (found != NULL && found == entry ? entry->name : id);
}
