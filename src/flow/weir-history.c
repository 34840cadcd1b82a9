/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-history.h"

/* The undo steps of one document, which it owns a reference of. A step is the
 * list of inverse edits, newest last; taking it back makes the list that does it
 * again. Observed by menus, titles and the draft keeper. */

typedef struct
{
  char      *label;
  char      *merge_key; /* (nullable) */
  gint64     time_us;   /* monotonic, of its last edit */
  GPtrArray *inverses;  /* WeirEdit, in the order of their edits */
} Step;

struct _WeirHistory
{
  GObject parent_instance;

  /* owned */
  WeirDocument *document;
  GPtrArray    *undo;  /* Step */
  GPtrArray    *redo;  /* Step */
  Step         *open;  /* (nullable): between begin and end */
  GBytes       *saved; /* (nullable): the text of the file; NULL when none is */

  guint    depth;    /* of begins */
  gboolean compared; /* whether `modified` holds for the present text */
  gboolean modified;
};

G_DEFINE_FINAL_TYPE (WeirHistory, weir_history, G_TYPE_OBJECT)

typedef enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_MODIFIED,
} WeirHistoryProperty;

static GParamSpec *properties[PROP_MODIFIED + 1];

enum
{
  STEPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Step *
step_new (const char *label)
{
  Step *step = g_new0 (Step, 1);

  step->label = g_strdup (label);
  step->inverses =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);
  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->label);
  g_free (step->merge_key);
  g_ptr_array_unref (step->inverses);
  g_free (step);
}

static void
weir_history_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  WeirHistory *self = WEIR_HISTORY (object);

  switch ((WeirHistoryProperty)id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, weir_history_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, weir_history_can_redo (self));
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, weir_history_is_modified (self));
      break;
    }
}

static void
weir_history_finalize (GObject *object)
{
  WeirHistory *self = WEIR_HISTORY (object);

  g_clear_pointer (&self->open, step_free);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_bytes_unref);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (weir_history_parent_class)->finalize (object);
}

static void
weir_history_class_init (WeirHistoryClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = weir_history_get_property;
  object_class->finalize = weir_history_finalize;
  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_MODIFIED] =
    g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
  signals[STEPPED] = g_signal_new ("stepped",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_INT);
}

static void
weir_history_init (WeirHistory *self)
{
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
}

WeirHistory *
weir_history_new (WeirDocument *document)
{
  WeirHistory *self = g_object_new (WEIR_TYPE_HISTORY, NULL);

  self->document = g_object_ref (document);
  weir_history_mark_saved (self);
  return self;
}

WeirDocument *
weir_history_get_document (WeirHistory *self)
{
  return self->document;
}

static void
tell (WeirHistory *self, WeirHistoryStep direction)
{
  self->compared = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
  g_signal_emit (self, signals[STEPPED], 0, (int)direction);
}

/* The step the burst goes on with, if it does. */
static Step *
find_burst (WeirHistory *self, const char *merge_key)
{
  Step *last;

  if (merge_key == NULL || self->undo->len == 0)
    return NULL;
  last = self->undo->pdata[self->undo->len - 1];
  if (g_strcmp0 (last->merge_key, merge_key) != 0 ||
      g_get_monotonic_time () - last->time_us > WEIR_HISTORY_MERGE_US)
    return NULL;
  return last;
}

static void
push (WeirHistory *self, Step *step)
{
  g_ptr_array_add (self->undo, step);
  g_ptr_array_set_size (self->redo, 0);
}

gboolean
weir_history_apply_merging (WeirHistory    *self,
                            const char     *label,
                            const char     *merge_key,
                            const WeirEdit *edit,
                            GError        **error)
{
  WeirEdit *inverse = weir_document_apply (self->document, edit, error);
  Step     *step;

  if (inverse == NULL)
    return FALSE;
  if (self->open != NULL)
    {
      g_ptr_array_add (self->open->inverses, inverse);
      return TRUE;
    }
  step = find_burst (self, merge_key);
  if (step == NULL)
    {
      step = step_new (label);
      step->merge_key = g_strdup (merge_key);
      push (self, step);
    }
  step->time_us = g_get_monotonic_time ();
  g_ptr_array_add (step->inverses, inverse);
  g_ptr_array_set_size (self->redo, 0);
  tell (self, WEIR_HISTORY_STEP_APPLY);
  return TRUE;
}

gboolean
weir_history_apply (WeirHistory    *self,
                    const char     *label,
                    const WeirEdit *edit,
                    GError        **error)
{
  return weir_history_apply_merging (self, label, NULL, edit, error);
}

void
weir_history_begin (WeirHistory *self, const char *label)
{
  if (self->depth++ == 0)
    self->open = step_new (label);
}

void
weir_history_end (WeirHistory *self)
{
  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0)
    return;
  if (self->open->inverses->len == 0)
    {
      g_clear_pointer (&self->open, step_free);
      return;
    }
  push (self, g_steal_pointer (&self->open));
  tell (self, WEIR_HISTORY_STEP_APPLY);
}

/* Carries out the inverses of a step, newest first, as one edit. The document
 * is in the state they were made for, so they fit. */
static gboolean
take_back (WeirHistory    *self,
           GPtrArray      *from,
           GPtrArray      *to,
           WeirHistoryStep direction)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new ();
  g_autoptr (WeirEdit)  list = NULL;
  g_autoptr (GError)    error = NULL;
  Step                 *step;
  WeirEdit             *inverse;

  if (self->open != NULL || from->len == 0)
    return FALSE;
  step = from->pdata[from->len - 1];
  for (guint i = step->inverses->len; i > 0; i--)
    g_ptr_array_add (edits, step->inverses->pdata[i - 1]);
  list = weir_edit_new_list (edits);
  inverse = weir_document_apply (self->document, list, &error);
  g_return_val_if_fail (inverse != NULL, FALSE);

  g_ptr_array_set_size (step->inverses, 0);
  g_ptr_array_add (step->inverses, inverse);
  g_clear_pointer (&step->merge_key, g_free);
  g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
  tell (self, direction);
  return TRUE;
}

gboolean
weir_history_undo (WeirHistory *self)
{
  return take_back (self, self->undo, self->redo, WEIR_HISTORY_STEP_UNDO);
}

gboolean
weir_history_redo (WeirHistory *self)
{
  return take_back (self, self->redo, self->undo, WEIR_HISTORY_STEP_REDO);
}

gboolean
weir_history_can_undo (WeirHistory *self)
{
  return self->undo->len > 0;
}

gboolean
weir_history_can_redo (WeirHistory *self)
{
  return self->redo->len > 0;
}

static const char *
get_label (const GPtrArray *steps)
{
  return steps->len > 0 ? ((const Step *)steps->pdata[steps->len - 1])->label
                        : NULL;
}

const char *
weir_history_get_undo_label (WeirHistory *self)
{
  return get_label (self->undo);
}

const char *
weir_history_get_redo_label (WeirHistory *self)
{
  return get_label (self->redo);
}

static void
set_saved (WeirHistory *self, GBytes *text)
{
  g_clear_pointer (&self->saved, g_bytes_unref);
  self->saved = text;
  self->compared = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

void
weir_history_mark_saved (WeirHistory *self)
{
  set_saved (self, weir_document_to_bytes (self->document));
}

void
weir_history_mark_unsaved (WeirHistory *self)
{
  set_saved (self, NULL);
}

gboolean
weir_history_is_modified (WeirHistory *self)
{
  g_autoptr (GBytes) text = NULL;

  if (self->compared)
    return self->modified;
  if (self->saved != NULL)
    text = weir_document_to_bytes (self->document);
  self->modified = self->saved == NULL || !g_bytes_equal (text, self->saved);
  self->compared = TRUE;
  return self->modified;
}
