/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-key-private.h"
#include "json/weir-value.h"

G_BEGIN_DECLS

/* How values look inside; for the files that make them up, nobody else. Every
 * value is one block: this header, the fields of its kind, its data. */
struct _WeirValue
{
  gint   ref_count;
  guint8 kind;     /* WeirValueKind */
  guint8 immortal; /* a constant: never counted, changed or freed */
  guint8 plain;    /* a string that may stand in JSON as it is */
};

/* NUMBER and DATE. The source text, if kept, stands behind. */
typedef struct
{
  WeirValue base;
  double    number;
  gsize     lexeme_length; /* 0: printing gives the source text */
} WeirNumber;

/* STRING and BYTES. The data stand behind, followed by a NUL. */
typedef struct
{
  WeirValue base;
  gsize     length;
} WeirString;

/* What arrays and objects begin with. A container that is being freed waits in
 * a list, which lives in `size`. */
typedef struct
{
  WeirValue base;
  union
  {
    gsize      size; /* of it and all inside it, saturating */
    WeirValue *next_dead;
  };
  gsize length;
  gsize capacity;
} WeirContainer;

typedef struct
{
  WeirContainer base;
  WeirValue    *items[];
} WeirArray;

typedef struct
{
  WeirKey   *key;
  WeirValue *value;
} WeirMember;

/* From so many members on an object has an index. */
#define WEIR_OBJECT_INDEX_MIN 16

/* Where keys stand: open addressing, position + 1, 0 for an empty slot. */
typedef struct
{
  guint64 seed;
  gsize   mask;
  guint32 slots[];
} WeirObjectIndex;

typedef struct
{
  WeirContainer    base;
  WeirObjectIndex *index; /* (nullable) */
  WeirMember       members[];
} WeirObject;

static inline const char *
weir_number_get_lexeme (const WeirNumber *number)
{
  return (const char *)(number + 1);
}

static inline char *
weir_string_get_data (const WeirString *string)
{
  return (char *)(string + 1);
}

static inline gboolean
weir_value_is_container (const WeirValue *value)
{
  return value->kind >= WEIR_VALUE_KIND_ARRAY;
}

/* Whether the caller, who holds a reference, is the only one who does. */
static inline gboolean
weir_value_is_unique (WeirValue *value)
{
  return !value->immortal && g_atomic_int_get (&value->ref_count) == 1;
}

static inline gsize
weir_size_add (gsize a, gsize b)
{
  gsize sum = a + b;

  return sum < a ? G_MAXSIZE : sum;
}

/* What a member or an item adds to the size of its container. */
static inline gsize
weir_member_get_size (const WeirKey *key, const WeirValue *value)
{
  return weir_size_add (sizeof (WeirMember) + sizeof (WeirKey) + key->length,
                        weir_value_get_size (value));
}

static inline gsize
weir_item_get_size (const WeirValue *value)
{
  return weir_size_add (sizeof (WeirValue *), weir_value_get_size (value));
}

/* @plain: whether the text is known to need no escape in JSON */
WeirValue *weir_value_new_text (const char *text, gsize length, gboolean plain);

/* Takes the keys and values of @members; of duplicate keys the last value wins
 * at the first one's place. */
WeirValue *weir_value_new_object_take (WeirMember *members, gsize n_members);

/* Takes the values of @members, whose keys are not set. */
WeirValue *
weir_value_new_array_take_members (WeirMember *members, gsize n_members);

/* A container with nothing in it: @header bytes, then room for @capacity items
 * of @item bytes. */
void *
weir_container_new (WeirValueKind kind, gsize header, gsize item, gsize capacity);

/* Gives a container nobody else holds room for @capacity items, at least
 * doubling it when it has to move. */
void *weir_container_reserve (WeirContainer *container,
                              gsize          header,
                              gsize          item,
                              gsize          capacity);

/* Frees what an object holds besides its members. */
void weir_object_clear_index (WeirObject *object);

G_END_DECLS
