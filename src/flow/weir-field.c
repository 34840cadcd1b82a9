/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-field-private.h"

/* One property of a sheet. Owned by its sheet, observed by the row that shows
 * it; a row may outlive the sheet, and then sees a field without values. What
 * the kinds of properties make of a value is in weir-field-kind.c, lists are in
 * weir-field-rows.c. */

G_DEFINE_FINAL_TYPE (WeirField, weir_field, G_TYPE_OBJECT)

typedef enum
{
  PROP_SHOWN = 1,
} WeirFieldProperty;

static GParamSpec *properties[PROP_SHOWN + 1];

enum
{
  CHANGED,
  PROBLEMS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weir_field_get_gobject_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  WeirField *self = WEIR_FIELD (object);

  switch ((WeirFieldProperty)id)
    {
    case PROP_SHOWN:
      g_value_set_boolean (value, self->shown);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_field_finalize (GObject *object)
{
  WeirField *self = WEIR_FIELD (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->problems, g_ptr_array_unref);

  G_OBJECT_CLASS (weir_field_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       WEIR_TYPE_FIELD,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
weir_field_class_init (WeirFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_field_get_gobject_property;
  object_class->finalize = weir_field_finalize;

  properties[PROP_SHOWN] =
    g_param_spec_boolean ("shown",
                          NULL,
                          NULL,
                          TRUE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
  signals[CHANGED] = add_signal ("changed");
  signals[PROBLEMS_CHANGED] = add_signal ("problems-changed");
}

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)weir_problem_free);
}

static void
weir_field_init (WeirField *self)
{
  self->problems = new_problems ();
  self->shown = TRUE;
}

WeirField *
weir_field_new (WeirSheet *sheet, const WeirProperty *property)
{
  WeirField *self = g_object_new (WEIR_TYPE_FIELD, NULL);

  self->sheet = sheet;
  self->property = property;
  return self;
}

void
weir_field_detach (WeirField *self)
{
  self->sheet = NULL;
}

const WeirProperty *
weir_field_get_property (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  return self->property;
}

WeirSheet *
weir_field_get_sheet (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  return self->sheet;
}

/* Following the sheet */

gboolean
weir_field_is_shown (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), FALSE);

  return self->shown;
}

static gboolean
look_whether_shown (WeirField *self)
{
  const WeirShownIf *shown_if = &self->property->shown_if;
  g_autofree char   *text = NULL;

  if (shown_if->key == NULL)
    return TRUE;
  text = weir_sheet_dup_effective_text (self->sheet, shown_if->key);
  return g_pattern_match_simple (shown_if->glob, text);
}

static gboolean
is_about (WeirField *self, const char *key)
{
  const WeirProperty *property = self->property;

  if (*key == '\0' || g_str_equal (key, property->key) ||
      g_strcmp0 (key, property->pair_key) == 0)
    return TRUE;
  for (const WeirRef *ref = property->refs; ref != NULL && ref->type != NULL;
       ref++)
    {
      if (g_str_equal (ref->key, key))
        return TRUE;
    }
  return FALSE;
}

void
weir_field_sync (WeirField *self, const char *key)
{
  gboolean shown = look_whether_shown (self);

  if (is_about (self, key))
    {
      weir_field_sync_rows (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (shown == self->shown)
    return;
  self->shown = shown;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

/* Problems */

GPtrArray *
weir_field_get_problems (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  return self->problems;
}

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const WeirProblem *left = g_ptr_array_index (a, i);
      const WeirProblem *right = g_ptr_array_index (b, i);

      if (!g_str_equal (left->code, right->code) ||
          !g_str_equal (left->text, right->text) ||
          g_strcmp0 (left->key, right->key) != 0)
        return FALSE;
    }
  return TRUE;
}

void
weir_field_take_problems (WeirField *self, GPtrArray *problems)
{
  gboolean same = are_same (self->problems, problems);

  g_ptr_array_unref (self->problems);
  self->problems = problems;
  if (!same)
    g_signal_emit (self, signals[PROBLEMS_CHANGED], 0);
}
