/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* How long weir_value_with_item() makes an array at most: what an array can
 * hold at all. A caller whose index comes from outside needs a limit of its
 * own, see %WEIR_PATH_MAX_GAP. */
#define WEIR_VALUE_MAX_ITEMS (G_MAXSIZE / 4 / sizeof (void *))

/* Changing: each takes the value and the part (transfer full) and returns
 * (transfer full) the value with the change; in place when @value is held
 * by nobody else. */

WeirValue *
weir_value_with_member (WeirValue *object, const char *key, WeirValue *member);
WeirValue *weir_value_with_member_len (WeirValue  *object,
                                       const char *key,
                                       gsize       length,
                                       WeirValue  *member);
WeirValue *weir_value_without_member (WeirValue *object, const char *key);
WeirValue            *
weir_value_without_member_len (WeirValue *object, const char *key, gsize length);
WeirValue *weir_value_with_item (WeirValue *array, gsize index, WeirValue *item);
WeirValue *weir_value_with_appended (WeirValue *array, WeirValue *item);
WeirValue *weir_value_without_item (WeirValue *array, gsize index);

G_END_DECLS
