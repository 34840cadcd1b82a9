/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-document-private.h"

#include "flow/weir-change-private.h"
#include "json/weir-convert.h"

#include <math.h>
#include <string.h>

/* A flow file: its entries and every byte between them, so that what nobody
 * edited leaves as it came. Owned by whoever opened it, on one thread; views
 * follow it by its signals. It is read in weir-document-load.c, edits are
 * worked out in weir-document-apply.c and carried out in weir-change.c. */

G_DEFINE_FINAL_TYPE (WeirDocument, weir_document, G_TYPE_OBJECT)

enum
{
  ELEMENT_ADDED,
  ELEMENT_REMOVED,
  ELEMENT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A key without a position looks for the first entry of its id. */
static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WeirElementKey *left = a;
  const WeirElementKey *right = b;
  int                   order = strcmp (left->id, right->id);

  if (order != 0)
    return order;
  if (left->position == NULL || right->position == NULL)
    return (left->position != NULL) - (right->position != NULL);
  return g_sequence_iter_compare (left->position, right->position);
}

/* Elements may outlive the document, in a view or in an edit. */
static void
forget_position (gpointer data, gpointer user_data)
{
  WeirElement *element = data;

  element->key.position = NULL;
}

static void
clear_texts (WeirDocument *self)
{
  GBytes **texts[] = {
    &self->source, &self->head, &self->tail, &self->blank, &self->original,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_bytes_unref);
  g_clear_pointer (&self->encoding, g_free);
}

static void
weir_document_finalize (GObject *object)
{
  WeirDocument *self = WEIR_DOCUMENT (object);

  g_clear_pointer (&self->index, g_tree_unref);
  g_sequence_foreach (self->elements, forget_position, NULL);
  g_clear_pointer (&self->elements, g_sequence_free);
  clear_texts (self);

  G_OBJECT_CLASS (weir_document_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name,
                       WEIR_TYPE_DOCUMENT,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       first,
                       second);
}

static void
weir_document_class_init (WeirDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_document_finalize;

  signals[ELEMENT_ADDED] =
    add_signal ("element-added", 1, WEIR_TYPE_ELEMENT, G_TYPE_NONE);
  signals[ELEMENT_REMOVED] =
    add_signal ("element-removed", 1, WEIR_TYPE_ELEMENT, G_TYPE_NONE);
  signals[ELEMENT_CHANGED] =
    add_signal ("element-changed", 2, WEIR_TYPE_ELEMENT, G_TYPE_STRING);
}

static void
weir_document_init (WeirDocument *self)
{
  self->elements = g_sequence_new (g_object_unref);
  self->index = g_tree_new_full (compare_keys, NULL, NULL, NULL);
}

WeirDocument *
weir_document_new (void)
{
  g_autoptr (GBytes) empty = g_bytes_new_static ("[]", 2);

  return weir_document_new_from_bytes (empty, NULL);
}

WeirJsonLimits
weir_document_get_limits (WeirDocument *self)
{
  guint depth = self->is_v2 ? 2 : 1;

  return (WeirJsonLimits){
    .max_bytes = WEIR_JSON_MAX_DOCUMENT_BYTES,
    .max_depth = WEIR_JSON_MAX_DEPTH - depth,
  };
}

/* Entries without an id can't be looked up. */
static void
index_element (WeirDocument *self, WeirElement *element)
{
  if (*element->key.id != '\0')
    g_tree_insert (self->index, &element->key, element);
}

static void
unindex_element (WeirDocument *self, WeirElement *element)
{
  if (*element->key.id != '\0')
    g_tree_remove (self->index, &element->key);
}

void
weir_document_insert (WeirDocument  *self,
                      WeirElement   *element,
                      GSequenceIter *position)
{
  element->key.position =
    g_sequence_insert_before (position, g_object_ref (element));
  index_element (self, element);
}

void
weir_document_take_out (WeirDocument *self, WeirElement *element)
{
  unindex_element (self, element);
  g_sequence_remove (element->key.position);
  element->key.position = NULL;
}

void
weir_document_replace_text (WeirDocument *self, WeirElement *element, GBytes **text)
{
  unindex_element (self, element);
  weir_element_swap_text (element, text);
  index_element (self, element);
}

gboolean
weir_document_contains (WeirDocument *self, WeirElement *element)
{
  GSequenceIter *position = element->key.position;

  return position != NULL &&
         g_sequence_iter_get_sequence (position) == self->elements;
}

void
weir_document_set_original (WeirDocument *self,
                            GBytes       *original,
                            const char   *encoding)
{
  g_clear_pointer (&self->original, g_bytes_unref);
  self->original = g_bytes_ref (original);
  g_free (self->encoding);
  self->encoding = g_strdup (encoding);
}

static void
append_bytes (GString *out, GBytes *bytes)
{
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_string_append_len (out, text, length);
}

GBytes *
weir_document_to_bytes (WeirDocument *self)
{
  GString       *out;
  GSequenceIter *iter;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (self), NULL);

  if (!self->edited)
    return g_bytes_ref (self->source);

  out = g_string_sized_new (g_bytes_get_size (self->source) + 1024);
  append_bytes (out, self->head);
  iter = g_sequence_get_begin_iter (self->elements);
  if (g_sequence_iter_is_end (iter))
    append_bytes (out, self->blank);
  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      WeirElement *element = g_sequence_get (iter);

      if (!g_sequence_iter_is_begin (iter))
        g_string_append_c (out, ',');
      g_string_append (out, element->before);
      append_bytes (out, element->text);
      g_string_append (out, element->after);
    }
  append_bytes (out, self->tail);
  return g_string_free_to_bytes (out);
}

gboolean
weir_document_is_v2 (WeirDocument *self)
{
  g_return_val_if_fail (WEIR_IS_DOCUMENT (self), FALSE);

  return self->is_v2;
}

/* Values keep the digits of their file; JavaScript prints its own. */
static void
append_number (GString *out, const char *text, gsize length)
{
  char   buffer[WEIR_NUMBER_TEXT_MAX];
  double number = weir_number_from_text (text, length);

  if (isfinite (number))
    g_string_append_len (out, buffer, weir_number_to_text (number, buffer));
  else
    g_string_append (out, "null");
}

/* Appends the entry as JSON.stringify prints it. */
static void
append_canonical (GString *out, const WeirValue *value)
{
  g_autofree char *json = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  g_autoptr (WeirJsonScanner) scanner = NULL;
  WeirJsonToken               token;
  gsize                       done = 0;

  scanner = weir_json_scanner_new (json, strlen (json), NULL);
  while (weir_json_scanner_next (scanner, &token, NULL) &&
         token.kind != WEIR_JSON_TOKEN_END)
    {
      if (token.kind != WEIR_JSON_TOKEN_NUMBER)
        continue;
      g_string_append_len (out, json + done, token.start - done);
      append_number (out, json + token.start, token.end - token.start);
      done = token.end;
    }
  g_string_append (out, json + done);
}

char *
weir_document_dup_rev (WeirDocument *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GString)   text = g_string_new ("[");
  GSequenceIter        *iter;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (self), NULL);

  iter = g_sequence_get_begin_iter (self->elements);
  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      WeirElement *element = g_sequence_get (iter);

      if (!g_sequence_iter_is_begin (iter))
        g_string_append_c (text, ',');
      append_canonical (text, element->value);
      g_checksum_update (checksum, (const guchar *)text->str, text->len);
      g_string_truncate (text, 0);
    }
  g_string_append_c (text, ']');
  g_checksum_update (checksum, (const guchar *)text->str, text->len);
  return g_strdup (g_checksum_get_string (checksum));
}

guint
weir_document_get_n_elements (WeirDocument *self)
{
  g_return_val_if_fail (WEIR_IS_DOCUMENT (self), 0);

  return g_sequence_get_length (self->elements);
}

WeirElement *
weir_document_get_nth_element (WeirDocument *self, guint index)
{
  g_return_val_if_fail (WEIR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (index < weir_document_get_n_elements (self), NULL);

  return g_sequence_get (g_sequence_get_iter_at_pos (self->elements, index));
}

WeirElement *
weir_document_get_element (WeirDocument *self, const char *id)
{
  WeirElementKey key = { .id = id };
  GTreeNode     *node;
  WeirElement   *element;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  node = g_tree_lower_bound (self->index, &key);
  if (node == NULL)
    return NULL;
  element = g_tree_node_value (node);
  return g_str_equal (element->key.id, id) ? element : NULL;
}

WeirSnapshot *
weir_document_snapshot (WeirDocument *self, WeirValue *credentials)
{
  g_autoptr (GPtrArray) values = NULL;
  GSequenceIter        *iter;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (self), NULL);

  values = g_ptr_array_sized_new (g_sequence_get_length (self->elements));
  iter = g_sequence_get_begin_iter (self->elements);
  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      WeirElement *element = g_sequence_get (iter);

      g_ptr_array_add (values, element->value);
    }
  return weir_snapshot_new ((WeirValue **)values->pdata, values->len, credentials);
}

/* What happened to one element over a list of changes. */
typedef struct
{
  WeirElement *element; /* borrowed from a change */
  const char  *key;     /* borrowed from a change; "" for several */
  gboolean     was_in;
} Effect;

static const char *
merge_keys (const char *key, const char *other)
{
  return key == NULL || g_strcmp0 (key, other) == 0 ? other : "";
}

/* Changes carried out are those that lead back, so a REMOVE was an insert. A
 * reordered element was taken out and put back: no single member changed. */
static GArray *
sum_up (GPtrArray *changes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray                *effects = g_array_new (FALSE, FALSE, sizeof (Effect));

  for (guint i = 0; i < changes->len; i++)
    {
      WeirChange *change = changes->pdata[i];
      Effect      first = { .element = change->element };
      Effect     *effect;
      gpointer    place;

      place = g_hash_table_lookup (seen, change->element);
      if (place == NULL)
        {
          first.was_in = change->kind != WEIR_CHANGE_KIND_REMOVE;
          g_array_append_val (effects, first);
          place = GUINT_TO_POINTER (effects->len);
          g_hash_table_insert (seen, change->element, place);
        }
      effect = &g_array_index (effects, Effect, GPOINTER_TO_UINT (place) - 1);
      effect->key =
        merge_keys (effect->key, change->key != NULL ? change->key : "");
    }
  return effects;
}

void
weir_document_emit_changes (WeirDocument *self, GPtrArray *changes)
{
  g_autoptr (GArray) effects = sum_up (changes);

  for (guint i = 0; i < effects->len; i++)
    {
      Effect  *effect = &g_array_index (effects, Effect, i);
      gboolean is_in = weir_document_contains (self, effect->element);

      if (effect->was_in && is_in)
        g_signal_emit (self,
                       signals[ELEMENT_CHANGED],
                       0,
                       effect->element,
                       effect->key);
      else if (effect->was_in)
        g_signal_emit (self, signals[ELEMENT_REMOVED], 0, effect->element);
      else if (is_in)
        g_signal_emit (self, signals[ELEMENT_ADDED], 0, effect->element);
    }
}
