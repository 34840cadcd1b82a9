/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_PROPERTY_KIND_STRING,    /* one line */
  WEIR_PROPERTY_KIND_TEXT,      /* several lines */
  WEIR_PROPERTY_KIND_CODE,      /* a program's text */
  WEIR_PROPERTY_KIND_BOOLEAN,   /* JSON true or false */
  WEIR_PROPERTY_KIND_NUMBER,    /* a number, or the text of one */
  WEIR_PROPERTY_KIND_CHOICE,    /* one of `choices`, literal JSON values */
  WEIR_PROPERTY_KIND_NODE_REF,  /* the id of another entry, see `refs` */
  WEIR_PROPERTY_KIND_NODE_REFS, /* a list of ids, null or "group" */
  WEIR_PROPERTY_KIND_TYPED,     /* a value whose type stands in `pair_key` */
  WEIR_PROPERTY_KIND_LIST,      /* rows with `columns` */
  WEIR_PROPERTY_KIND_OPAQUE,    /* kept, not shown */
} WeirPropertyKind;

typedef enum
{
  WEIR_PROPERTY_REQUIRED = 1 << 0,
  WEIR_PROPERTY_SECRET = 1 << 1,     /* a credential shown as a password */
  WEIR_PROPERTY_ADVANCED = 1 << 2,   /* below the fold of a dialog */
  WEIR_PROPERTY_CREDENTIAL = 1 << 3, /* lives in the credentials file */
  WEIR_PROPERTY_INTEGER = 1 << 4,
  WEIR_PROPERTY_CONDITIONAL = 1 << 5, /* counts only when the `check` of its
                                       * type says so */
  WEIR_PROPERTY_SPARSE = 1 << 6,      /* not written while it is its default */
} WeirPropertyFlags;

typedef struct
{
  const char *value; /* literal JSON: "\"true\"" is the string, "true" is not */
  const char *label; /* N_() */
} WeirChoice;

typedef struct
{
  const char *type; /* the node type that may be chosen */
  const char *key;  /* the property that gets its id; the others get "" */
  const char *role; /* (nullable): N_(): what choosing it means, where there is
                     * more than one key */
} WeirRef;

typedef struct
{
  const char *key;  /* the property looked at */
  const char *glob; /* shown while its text matches, as g_pattern_match */
} WeirShownIf;

typedef struct _WeirProperty WeirProperty;

/**
 * WeirProperty:
 *
 * One property of a node type, in plain data: read by the dialog, the checks,
 * the help, the command line and the tests. A table of them ends with an
 * entry whose key is %NULL. All texts for people are marked N_() and
 * translated by the reader.
 */
struct _WeirProperty
{
  const char         *key;
  WeirPropertyKind    kind;
  const char         *label;
  const char         *help; /* (nullable): one sentence */
  const char         *def;  /* default as JSON text; NULL: not written */
  WeirPropertyFlags   flags;
  const char         *placeholder;   /* (nullable) */
  const char         *required_code; /* problem when empty; with REQUIRED */
  const char         *range_code;    /* problem when outside min…max, or when
                                      * none of the choices */
  double              min;           /* with range_code */
  double              max;           /* none when not above min */
  const char         *unit;          /* (nullable): "s" */
  const WeirChoice   *choices;       /* ended by {NULL} */
  const WeirRef      *refs;     /* ended by {NULL}; of keys with ids in several
                                 * the last wins */
  const char         *pair_key; /* TYPED: where the type stands */
  const char *const  *types;    /* TYPED: the types offered, ended by NULL */
  const WeirProperty *columns;  /* LIST: the members of a row */
  WeirShownIf         shown_if; /* .key NULL: always */
};

/**
 * weir_property_get_default:
 *
 * Returns: (transfer full) (nullable): the default as a value; %NULL when a
 *   fresh node does not write the property
 */
WeirValue *weir_property_get_default (const WeirProperty *property);

/**
 * weir_text_is_env_reference:
 * @text: any text
 *
 * Returns: whether all of @text is `${NAME}` or `$(NAME)`, NAME without
 *   blanks: then it stands for a variable and only the run can check it
 */
gboolean weir_text_is_env_reference (const char *text);

G_END_DECLS
