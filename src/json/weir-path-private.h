/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-path.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_PATH_PART_KEY,   /* a name */
  WEIR_PATH_PART_INDEX, /* an integer */
  WEIR_PATH_PART_PATH,  /* `[msg.…]`: what stands there in the message */
} WeirPathPartKind;

typedef struct
{
  WeirPathPartKind kind;
  char            *text; /* KEY: the name; PATH: as written, for errors */
  gsize            length;
  guint64          index; /* INDEX; PATH: where it begins, for errors */
  WeirPath        *path;  /* PATH */
} WeirPathPart;

struct _WeirPath
{
  gatomicrefcount ref_count;
  GArray         *parts; /* (element-type WeirPathPart), at least one */
};

static inline guint
weir_path_get_n_parts (const WeirPath *path)
{
  return path->parts->len;
}

static inline const WeirPathPart *
weir_path_get_part (const WeirPath *path, guint index)
{
  return &g_array_index (path->parts, WeirPathPart, index);
}

G_END_DECLS
