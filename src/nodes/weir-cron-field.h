/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Small sets of the values a field of a cron expression may take. */

#define WEIR_CRON_SET_SIZE 192

typedef struct
{
  guint64 words[WEIR_CRON_SET_SIZE / 64];
} WeirCronSet;

/* The values of one field, first to last. */
typedef struct
{
  const char        *rule; /* N_(): what its values are, for messages */
  int                first;
  int                last;
  int                also;   /* one more that is read: 7 is Sunday, as 0 is */
  gboolean           cyclic; /* a range may run over the end: FRI-MON */
  const char *const *names;  /* (nullable): of the values, ended by NULL */
  int                names_first;
} WeirCronField;

/**
 * weir_cron_field_parse:
 * @text: one item of a list: `*`, `5`, `MON-FRI`, `10-40/10`, `3/2`
 * @set: what the values are added to, counted from the field's first
 * @error: %WEIR_RUNTIME_ERROR_CONFIG
 */
gboolean weir_cron_field_parse (const WeirCronField *field,
                                const char          *text,
                                WeirCronSet         *set,
                                GError             **error);

/**
 * weir_cron_field_next:
 * @from: a value
 *
 * Returns: the smallest value of the set that is not below @from; below the
 *   field's first when there is none
 */
int weir_cron_field_next (const WeirCronField *field,
                          const WeirCronSet   *set,
                          int                  from);

/**
 * weir_cron_field_has:
 *
 * Returns: whether @value is in the set
 */
gboolean weir_cron_field_has (const WeirCronField *field,
                              const WeirCronSet   *set,
                              int                  value);

/**
 * weir_cron_set_is_empty:
 *
 * Returns: whether nothing was added
 */
gboolean weir_cron_set_is_empty (const WeirCronSet *set);

G_END_DECLS
