/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-session-private.h"
#include "editor/weir-session-secrets.h"
#include "flow/weir-check.h"

/* What is wrong with the document, looked at again a moment after each edit. */

void
weir_session_problems_init (WeirSession *self)
{
  self->problems = g_list_store_new (WEIR_TYPE_PROBLEM_ITEM);
  self->by_id = g_hash_table_new_full (g_str_hash,
                                       g_str_equal,
                                       NULL,
                                       (GDestroyNotify)g_ptr_array_unref);
  weir_session_queue_check (self);
}

void
weir_session_problems_clear (WeirSession *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_object (&self->problems);
}

static gboolean
check_cb (gpointer data)
{
  WeirSession *self = data;

  self->check_id = 0;
  weir_session_check (self);
  return G_SOURCE_REMOVE;
}

void
weir_session_queue_check (WeirSession *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add (WEIR_SESSION_CHECK_MS, check_cb, self);
}

static void
add_by_id (WeirSession *self, const WeirProblem *problem)
{
  GPtrArray *list;

  if (problem->element_id == NULL)
    return;
  list = g_hash_table_lookup (self->by_id, problem->element_id);
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->by_id, problem->element_id, list);
    }
  g_ptr_array_add (list, (gpointer)problem);
}

static gboolean
same_problem (const WeirProblem *a, const WeirProblem *b)
{
  return g_str_equal (a->code, b->code) &&
         g_strcmp0 (a->element_id, b->element_id) == 0 &&
         g_strcmp0 (a->key, b->key) == 0 && g_strcmp0 (a->text, b->text) == 0;
}

/* Most edits change no problem; then no list has to be built anew. */
static gboolean
are_the_same (WeirSession *self, GPtrArray *problems)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->problems));

  if (n != problems->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirProblemItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->problems), i);

      if (!same_problem (weir_problem_item_get_problem (item), problems->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

/* @problems: gives what it holds to the list */
static void
take_problems (WeirSession *self, GPtrArray *problems)
{
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_full (problems->len, g_object_unref);
  GListModel *model = G_LIST_MODEL (self->problems);

  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < problems->len; i++)
    {
      add_by_id (self, problems->pdata[i]);
      g_ptr_array_add (items, weir_problem_item_new (problems->pdata[i]));
    }
  g_ptr_array_set_free_func (problems, NULL);
  g_list_store_splice (self->problems,
                       0,
                       g_list_model_get_n_items (model),
                       items->pdata,
                       items->len);
}

void
weir_session_check (WeirSession *self)
{
  g_autoptr (WeirSnapshot) snapshot =
    weir_document_snapshot (self->document,
                            weir_credentials_get_all (self->credentials));
  g_autoptr (GHashTable) variables = weir_session_dup_known_variables (self);
  g_autoptr (WeirEnvironment) environment =
    weir_environment_new (snapshot, variables);
  g_autoptr (GPtrArray) problems =
    weir_check_snapshot (snapshot, self->registry, environment);

  g_clear_handle_id (&self->check_id, g_source_remove);
  if (weir_document_is_v2 (self->document))
    g_ptr_array_add (problems, weir_problem_new ("F808", NULL, NULL, NULL));
  if (are_the_same (self, problems))
    return;
  take_problems (self, problems);
  weir_session_notify_problems (self);
}

GListModel *
weir_session_get_problems (WeirSession *self)
{
  return G_LIST_MODEL (self->problems);
}

gboolean
weir_session_get_severity (WeirSession *self, const char *id, WeirSeverity *severity)
{
  const GPtrArray *list = g_hash_table_lookup (self->by_id, id);
  WeirSeverity     worst = WEIR_SEVERITY_NOTE;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const WeirProblem *problem = list->pdata[i];

      worst = MIN (worst, problem->severity);
    }
  *severity = worst;
  return worst != WEIR_SEVERITY_NOTE;
}

GPtrArray *
weir_session_list_problems (WeirSession *self, const char *id)
{
  GPtrArray       *copy = g_ptr_array_new ();
  const GPtrArray *list = g_hash_table_lookup (self->by_id, id);

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_ptr_array_add (copy, list->pdata[i]);
  return copy;
}
