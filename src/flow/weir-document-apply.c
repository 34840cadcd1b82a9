/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-document-private.h"

#include "flow/weir-change-private.h"
#include "flow/weir-edit-private.h"
#include "flow/weir-entry-text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Works an edit out into changes and carries them out one by one; what has
 * been done stands in a journal, from which a failed list is rolled back and
 * the inverse is made. */

typedef gboolean (*ApplyFunc) (WeirDocument   *self,
                               const WeirEdit *edit,
                               GPtrArray      *journal,
                               GError        **error);

static gboolean apply (WeirDocument   *self,
                       const WeirEdit *edit,
                       GPtrArray      *journal,
                       GError        **error);

static void
carry_out (WeirDocument *self, GPtrArray *journal, WeirChange *change)
{
  weir_change_carry_out (change, self);
  g_ptr_array_add (journal, change);
}

static void
roll_back (WeirDocument *self, GPtrArray *journal)
{
  for (guint i = journal->len; i > 0; i--)
    weir_change_carry_out (journal->pdata[i - 1], self);
}

static gboolean
set_edit_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Ids may hold lone surrogates; messages are UTF-8. */
static gboolean
set_edit_error (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *shown = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  shown = g_utf8_make_valid (message, -1);
  g_set_error_literal (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_EDIT, shown);
  return FALSE;
}

static WeirElement *
find (WeirDocument *self, const char *id, GError **error)
{
  WeirElement *element = weir_document_get_element (self, id);

  if (element == NULL)
    set_edit_error (error, _ ("There is no entry with the id “%s”."), id);
  return element;
}

/* A place among @n entries and the end. */
static gboolean
resolve_index (int index, guint n, guint *place, GError **error)
{
  if (index >= 0 && (guint)index > n)
    {
      set_edit_error (error, _ ("There is no place %d among %u entries."), index, n);
      return FALSE;
    }
  *place = index < 0 ? n : (guint)index;
  return TRUE;
}

static WeirValue *
read_entry (WeirDocument *self, GBytes *text, GError **error)
{
  WeirJsonLimits     limits = weir_document_get_limits (self);
  g_autoptr (GError) found = NULL;
  gsize              length;
  const char        *data = g_bytes_get_data (text, &length);
  WeirValue         *value = weir_json_read (data, length, &limits, &found);

  if (value == NULL)
    set_edit_error (error, _ ("This is no entry of a flow: %s."), found->message);
  return value;
}

/* Carries the change of an entry's text out, unless nothing changes. */
static gboolean
change_text (WeirDocument *self,
             WeirElement  *element,
             GBytes       *text,
             const char   *key,
             GPtrArray    *journal,
             GError      **error)
{
  g_autoptr (WeirValue) value = NULL;
  WeirChange           *change;

  if (text == element->text)
    return TRUE;

  value = read_entry (self, text, error);
  if (value == NULL)
    return FALSE;

  change = weir_change_new (WEIR_CHANGE_KIND_TEXT, element);
  change->text = g_bytes_ref (text);
  change->key = g_strdup (key);
  carry_out (self, journal, change);
  return TRUE;
}

static GBytes *
strip (const char *text)
{
  gsize length;

  text += strspn (text, " \t\r\n");
  length = strlen (text);
  while (length > 0 && strchr (" \t\r\n", text[length - 1]) != NULL)
    length--;
  return g_bytes_new (text, length);
}

static GBytes *
get_neighbour (WeirDocument *self, guint place)
{
  guint n = weir_document_get_n_elements (self);

  if (n == 0)
    return NULL;
  return weir_document_get_nth_element (self, place > 0 ? place - 1 : 0)->text;
}

static gboolean
apply_add (WeirDocument   *self,
           const WeirEdit *edit,
           GPtrArray      *journal,
           GError        **error)
{
  g_autoptr (GBytes)      text = strip (edit->text);
  g_autoptr (WeirValue)   value = NULL;
  g_autoptr (WeirElement) element = NULL;
  guint                   n = weir_document_get_n_elements (self);
  guint                   place;

  if (!resolve_index (edit->index, n, &place, error))
    return FALSE;
  if (n >= WEIR_FLOW_MAX_ENTRIES)
    return set_edit_error (error, _ ("A flow can’t have more than %u entries."), n);

  value = read_entry (self, text, error);
  if (value == NULL)
    return FALSE;
  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    return set_edit_error (error,
                           _ ("This is no entry of a flow: it is no object."));

  element =
    weir_element_new (weir_entry_text_adapt (text, get_neighbour (self, place)),
                      g_steal_pointer (&value));
  carry_out (self, journal, weir_change_new_insert (self, element, place));
  return TRUE;
}

static gboolean
apply_remove (WeirDocument   *self,
              const WeirEdit *edit,
              GPtrArray      *journal,
              GError        **error)
{
  WeirElement *element = find (self, edit->id, error);

  if (element == NULL)
    return FALSE;
  carry_out (self, journal, weir_change_new_remove (self, element));
  return TRUE;
}

static gboolean
apply_set (WeirDocument   *self,
           const WeirEdit *edit,
           GPtrArray      *journal,
           GError        **error)
{
  g_autoptr (GBytes) text = NULL;
  WeirElement       *element = find (self, edit->id, error);

  if (element == NULL)
    return FALSE;
  text = weir_entry_text_set (element->text, edit->text, edit->value);
  return change_text (self, element, text, edit->text, journal, error);
}

/* A position that is there already keeps its digits. */
static GBytes *
set_position (WeirElement *element, GBytes *text, const char *key, double position)
{
  const WeirValue      *old = weir_value_lookup (element->value, key);
  g_autoptr (WeirValue) value = NULL;

  if (old != NULL && weir_value_get_kind (old) == WEIR_VALUE_KIND_NUMBER &&
      weir_value_get_number (old) == position)
    return g_bytes_ref (text);

  value = weir_value_new_number (position);
  return weir_entry_text_set (text, key, value);
}

static gboolean
has_position (WeirElementKind kind)
{
  return kind == WEIR_ELEMENT_KIND_NODE || kind == WEIR_ELEMENT_KIND_JUNCTION ||
         kind == WEIR_ELEMENT_KIND_GROUP;
}

static gboolean
apply_move (WeirDocument   *self,
            const WeirEdit *edit,
            GPtrArray      *journal,
            GError        **error)
{
  g_autoptr (GBytes) halfway = NULL;
  g_autoptr (GBytes) text = NULL;
  WeirElement       *element = find (self, edit->id, error);
  const char        *key = "";

  if (element == NULL)
    return FALSE;
  if (!has_position (element->kind))
    return set_edit_error (error, _ ("The entry “%s” has no position."), edit->id);
  if (!isfinite (edit->x) || !isfinite (edit->y))
    return set_edit_error (error,
                           _ ("The entry “%s” can’t be moved to nowhere."),
                           edit->id);

  halfway = set_position (element, element->text, "x", edit->x);
  text = set_position (element, halfway, "y", edit->y);
  if (halfway == element->text)
    key = "y";
  else if (text == halfway)
    key = "x";
  return change_text (self, element, text, key, journal, error);
}

static gboolean
has_outputs (WeirElementKind kind)
{
  return kind == WEIR_ELEMENT_KIND_NODE || kind == WEIR_ELEMENT_KIND_JUNCTION ||
         kind == WEIR_ELEMENT_KIND_CONFIG;
}

static WeirElement *
find_source (WeirDocument *self, const WeirEdit *edit, GError **error)
{
  WeirElement *element = find (self, edit->id, error);

  if (element == NULL)
    return NULL;
  if (has_outputs (element->kind) && edit->port < WEIR_FLOW_MAX_PORTS)
    return element;

  set_edit_error (error,
                  _ ("The entry “%s” has no output %u."),
                  edit->id,
                  edit->port + 1);
  return NULL;
}

static gboolean
apply_connect (WeirDocument   *self,
               const WeirEdit *edit,
               GPtrArray      *journal,
               GError        **error)
{
  g_autoptr (GBytes) text = NULL;
  WeirElement       *source = find_source (self, edit, error);

  if (source == NULL || find (self, edit->text, error) == NULL)
    return FALSE;
  text = weir_entry_text_connect (source->text, edit->port, edit->text, error);
  return text != NULL &&
         change_text (self, source, text, "wires", journal, error);
}

/* The target may be missing: such a wire must be possible to remove. */
static gboolean
apply_disconnect (WeirDocument   *self,
                  const WeirEdit *edit,
                  GPtrArray      *journal,
                  GError        **error)
{
  g_autoptr (GBytes) text = NULL;
  WeirElement       *source = find_source (self, edit, error);

  if (source == NULL)
    return FALSE;
  text = weir_entry_text_disconnect (source->text, edit->port, edit->text, error);
  return text != NULL &&
         change_text (self, source, text, "wires", journal, error);
}

static gboolean
apply_reorder (WeirDocument   *self,
               const WeirEdit *edit,
               GPtrArray      *journal,
               GError        **error)
{
  WeirElement *element = find (self, edit->id, error);
  guint        n = weir_document_get_n_elements (self);
  guint        place;

  if (element == NULL || !resolve_index (edit->index, n - 1, &place, error))
    return FALSE;
  if ((guint)g_sequence_iter_get_position (element->key.position) == place)
    return TRUE;

  carry_out (self, journal, weir_change_new_remove (self, element));
  element = ((WeirChange *)journal->pdata[journal->len - 1])->element;
  carry_out (self, journal, weir_change_new_insert (self, element, place));
  return TRUE;
}

static gboolean
apply_list (WeirDocument   *self,
            const WeirEdit *edit,
            GPtrArray      *journal,
            GError        **error)
{
  for (guint i = 0; i < edit->parts->len; i++)
    if (!apply (self, edit->parts->pdata[i], journal, error))
      return FALSE;
  return TRUE;
}

static gboolean
apply_restore (WeirDocument   *self,
               const WeirEdit *edit,
               GPtrArray      *journal,
               GError        **error)
{
  for (guint i = 0; i < edit->parts->len; i++)
    {
      const WeirChange *change = edit->parts->pdata[i];

      if (!weir_change_fits (change, self))
        return set_edit_error (
          error,
          _ ("The flow has changed since; this can’t be undone any more."));
      carry_out (self, journal, weir_change_copy (change));
    }
  return TRUE;
}

static gboolean
apply (WeirDocument *self, const WeirEdit *edit, GPtrArray *journal, GError **error)
{
  static const ApplyFunc functions[] = {
    [WEIR_EDIT_KIND_ADD] = apply_add,
    [WEIR_EDIT_KIND_REMOVE] = apply_remove,
    [WEIR_EDIT_KIND_SET] = apply_set,
    [WEIR_EDIT_KIND_MOVE] = apply_move,
    [WEIR_EDIT_KIND_CONNECT] = apply_connect,
    [WEIR_EDIT_KIND_DISCONNECT] = apply_disconnect,
    [WEIR_EDIT_KIND_REORDER] = apply_reorder,
    [WEIR_EDIT_KIND_LIST] = apply_list,
    [WEIR_EDIT_KIND_RESTORE] = apply_restore,
  };

  return functions[edit->kind](self, edit, journal, error);
}

/* What undoes the journal: its changes, which each lead back by now, from the
 * last to the first. */
static WeirEdit *
make_inverse (GPtrArray *journal)
{
  GPtrArray *changes =
    g_ptr_array_new_full (journal->len, (GDestroyNotify)weir_change_free);

  for (guint i = journal->len; i > 0; i--)
    g_ptr_array_add (changes, weir_change_copy (journal->pdata[i - 1]));
  return weir_edit_new_restore (changes);
}

WeirEdit *
weir_document_apply (WeirDocument *self, const WeirEdit *edit, GError **error)
{
  g_autoptr (GPtrArray)    journal = NULL;
  g_autoptr (WeirDocument) alive = NULL;
  WeirEdit                *inverse;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (edit != NULL, NULL);

  journal = g_ptr_array_new_with_free_func ((GDestroyNotify)weir_change_free);
  if (!apply (self, edit, journal, error))
    {
      roll_back (self, journal);
      return NULL;
    }

  inverse = make_inverse (journal);
  alive = g_object_ref (self);
  weir_document_emit_changes (self, journal);
  return inverse;
}
