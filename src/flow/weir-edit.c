/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-edit-private.h"

/* A change of a document as data. The public ones name entries by id and can
 * be kept, sent and applied to any document; what undoes them is a list of
 * WeirChange, which holds the very entries and texts. Owned by whoever holds a
 * reference: tools, and the history of the editor. */

static WeirEdit *
edit_new (WeirEditKind kind, const char *id)
{
  WeirEdit *edit = g_new0 (WeirEdit, 1);

  g_atomic_ref_count_init (&edit->ref_count);
  edit->kind = kind;
  edit->id = g_strdup (id);
  return edit;
}

WeirEdit *
weir_edit_new_add (int index, const char *text)
{
  WeirEdit *edit;

  g_return_val_if_fail (index >= -1, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  edit = edit_new (WEIR_EDIT_KIND_ADD, NULL);
  edit->index = index;
  edit->text = g_strdup (text);
  return edit;
}

WeirEdit *
weir_edit_new_remove (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return edit_new (WEIR_EDIT_KIND_REMOVE, id);
}

WeirEdit *
weir_edit_new_set (const char *id, const char *key, WeirValue *value)
{
  WeirEdit *edit;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  edit = edit_new (WEIR_EDIT_KIND_SET, id);
  edit->text = g_strdup (key);
  if (value != NULL)
    edit->value = weir_value_ref (value);
  return edit;
}

WeirEdit *
weir_edit_new_move (const char *id, double x, double y)
{
  WeirEdit *edit;

  g_return_val_if_fail (id != NULL, NULL);

  edit = edit_new (WEIR_EDIT_KIND_MOVE, id);
  edit->x = x;
  edit->y = y;
  return edit;
}

static WeirEdit *
wire_edit_new (WeirEditKind kind, const char *source, guint port, const char *target)
{
  WeirEdit *edit = edit_new (kind, source);

  edit->port = port;
  edit->text = g_strdup (target);
  return edit;
}

WeirEdit *
weir_edit_new_connect (const char *source, guint port, const char *target)
{
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (target != NULL, NULL);

  return wire_edit_new (WEIR_EDIT_KIND_CONNECT, source, port, target);
}

WeirEdit *
weir_edit_new_disconnect (const char *source, guint port, const char *target)
{
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (target != NULL, NULL);

  return wire_edit_new (WEIR_EDIT_KIND_DISCONNECT, source, port, target);
}

WeirEdit *
weir_edit_new_reorder (const char *id, int index)
{
  WeirEdit *edit;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (index >= -1, NULL);

  edit = edit_new (WEIR_EDIT_KIND_REORDER, id);
  edit->index = index;
  return edit;
}

WeirEdit *
weir_edit_new_list (GPtrArray *edits)
{
  WeirEdit *edit;

  g_return_val_if_fail (edits != NULL, NULL);

  edit = edit_new (WEIR_EDIT_KIND_LIST, NULL);
  edit->parts =
    g_ptr_array_new_full (edits->len, (GDestroyNotify)weir_edit_unref);
  for (guint i = 0; i < edits->len; i++)
    g_ptr_array_add (edit->parts, weir_edit_ref (edits->pdata[i]));
  return edit;
}

WeirEdit *
weir_edit_new_restore (GPtrArray *changes)
{
  WeirEdit *edit = edit_new (WEIR_EDIT_KIND_RESTORE, NULL);

  edit->parts = changes;
  return edit;
}

WeirEdit *
weir_edit_ref (WeirEdit *edit)
{
  g_return_val_if_fail (edit != NULL, NULL);

  g_atomic_ref_count_inc (&edit->ref_count);
  return edit;
}

void
weir_edit_unref (WeirEdit *edit)
{
  g_return_if_fail (edit != NULL);

  if (!g_atomic_ref_count_dec (&edit->ref_count))
    return;

  g_clear_pointer (&edit->value, weir_value_unref);
  g_clear_pointer (&edit->parts, g_ptr_array_unref);
  g_free (edit->id);
  g_free (edit->text);
  g_free (edit);
}
