/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-inject-form.h"

#include "nodes/weir-inject-entry.h"

/* The message of an inject node in one list, for dialogs: files spread it over
 * the list and three older members. */

static WeirValue *
with_text (WeirValue *row, const char *key, const char *text)
{
  return weir_value_with_member (row, key, weir_value_new_string (text));
}

/* @row: (transfer full) */
static WeirValue *
complete_row (WeirValue *row, const WeirInjectEntry *entry)
{
  if (entry->path != NULL)
    row = with_text (row, "p", entry->path);
  if (entry->value != NULL)
    row = weir_value_with_member (row, "v", weir_value_ref (entry->value));
  else
    row = with_text (row, "v", "");
  return with_text (row, "vt", entry->type != NULL ? entry->type : "str");
}

static WeirValue *
dup_row (const WeirValue *config, gsize index)
{
  WeirValue *rows = weir_value_lookup (config, "props");

  if (rows == NULL || weir_value_get_kind (rows) != WEIR_VALUE_KIND_ARRAY)
    return weir_value_new_object ();
  return weir_value_ref (weir_value_get_item (rows, index));
}

WeirValue *
weir_inject_unfold (const WeirValue *config)
{
  WeirValue *rows = weir_value_new_array (NULL, 0);

  for (gsize i = 0; i < weir_inject_entry_count (config); i++)
    {
      WeirInjectEntry entry = weir_inject_entry_get (config, i);
      WeirValue      *row = dup_row (config, i);

      if (weir_value_get_kind (row) == WEIR_VALUE_KIND_OBJECT)
        row = complete_row (row, &entry);
      rows = weir_value_with_appended (rows, row);
    }
  return weir_value_with_member (weir_value_ref ((WeirValue *)config),
                                 "props",
                                 rows);
}

typedef struct
{
  WeirValue *form;
  gboolean   has_payload;
  gboolean   has_topic;
} Folding;

static void
keep_apart (Folding *folding, const char *key, WeirValue *value)
{
  if (value != NULL)
    folding->form =
      weir_value_with_member (folding->form, key, weir_value_ref (value));
}

/* Returns: (transfer full): the row as it is stored */
static WeirValue *
fold_row (Folding *folding, WeirValue *row)
{
  WeirInjectEntry entry = weir_inject_entry_read (row);

  if (g_strcmp0 (entry.path, "payload") == 0 && !folding->has_payload)
    {
      folding->has_payload = TRUE;
      keep_apart (folding, "payload", entry.value);
      keep_apart (folding, "payloadType", weir_value_lookup (row, "vt"));
      row = weir_value_without_member (weir_value_ref (row), "v");
      return weir_value_without_member (row, "vt");
    }
  if (g_strcmp0 (entry.path, "topic") == 0 &&
      g_strcmp0 (entry.type, "str") == 0 && !folding->has_topic)
    {
      folding->has_topic = TRUE;
      keep_apart (folding, "topic", entry.value);
      return weir_value_without_member (weir_value_ref (row), "v");
    }
  return weir_value_ref (row);
}

WeirValue *
weir_inject_fold (const WeirValue *form)
{
  WeirValue *rows = weir_value_lookup (form, "props");
  WeirValue *folded = weir_value_new_array (NULL, 0);
  Folding    folding = { weir_value_ref ((WeirValue *)form), FALSE, FALSE };

  for (gsize i = 0; rows != NULL && i < weir_value_get_length (rows); i++)
    folded = weir_value_with_appended (folded,
                                       fold_row (&folding,
                                                 weir_value_get_item (rows, i)));
  return weir_value_with_member (folding.form, "props", folded);
}
