/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-check.h"
#include "flow/weir-form-private.h"

/* Checks a form as if it were committed: a snapshot in which only its entry, and
 * configuration made with it, is another. Entries are shared with the document,
 * so that costs little however large it is. */

/* The snapshot */

static void
add_new_entries (WeirForm *self, GPtrArray *entries)
{
  for (guint i = 0; i < self->configs->len; i++)
    add_new_entries (g_ptr_array_index (self->configs, i), entries);
  if (self->is_new)
    g_ptr_array_add (entries, weir_form_dup_stored (self));
}

static GPtrArray *
list_entries (WeirForm *self)
{
  WeirElement *own =
    self->is_new ? NULL : weir_document_get_element (self->document, self->id);
  guint      n = weir_document_get_n_elements (self->document);
  GPtrArray *entries = g_ptr_array_new_full (n, (GDestroyNotify)weir_value_unref);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);

      if (element == own)
        g_ptr_array_add (entries, weir_form_dup_stored (self));
      else
        g_ptr_array_add (entries,
                         weir_value_ref (weir_element_get_value (element)));
    }
  add_new_entries (self, entries);
  return entries;
}

static WeirValue *
add_credentials (WeirForm *self, WeirValue *all)
{
  WeirValue *own = weir_sheet_get_credentials (self->sheet);

  for (guint i = 0; i < self->configs->len; i++)
    all = add_credentials (g_ptr_array_index (self->configs, i), all);
  if (weir_value_get_length (own) == 0)
    return weir_value_without_member (all, self->id);
  return weir_value_with_member (all, self->id, weir_value_ref (own));
}

WeirSnapshot *
weir_form_snapshot (WeirForm *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (WeirValue) credentials = NULL;

  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);

  entries = list_entries (self);
  credentials = self->credentials != NULL ? weir_value_ref (self->credentials)
                                          : weir_value_new_object ();
  credentials = add_credentials (self, g_steal_pointer (&credentials));
  return weir_snapshot_new ((WeirValue **)entries->pdata,
                            entries->len,
                            credentials);
}

/* Nobody can use yet what is being made. */
static void
drop_unused (GPtrArray *problems)
{
  for (guint i = problems->len; i > 0; i--)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i - 1);

      if (g_str_equal (problem->code, "W290"))
        g_ptr_array_remove_index (problems, i - 1);
    }
}

static GPtrArray *
find_problems (WeirForm *self)
{
  g_autoptr (WeirSnapshot)    snapshot = weir_form_snapshot (self);
  g_autoptr (WeirEnvironment) environment =
    weir_environment_new (snapshot, self->variables);
  GPtrArray *problems =
    weir_check_entry (snapshot, self->registry, environment, self->id);

  if (self->is_new)
    drop_unused (problems);
  return problems;
}

void
weir_form_check (WeirForm *self)
{
  GPtrArray *left;

  g_return_if_fail (WEIR_IS_FORM (self));

  left = weir_sheet_hand_out (self->sheet, find_problems (self));
  g_ptr_array_unref (self->problems);
  self->problems = left;
  g_signal_emit_by_name (self, "checked");
}
