/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/**
 * WeirScheduleGroup:
 *
 * When an inject node repeats: the fields `repeat` and `crontab` as one choice
 * with what belongs to it.
 */
#define WEIR_TYPE_SCHEDULE_GROUP (weir_schedule_group_get_type ())
G_DECLARE_FINAL_TYPE (WeirScheduleGroup,
                      weir_schedule_group,
                      WEIR,
                      SCHEDULE_GROUP,
                      AdwPreferencesGroup)

GtkWidget *weir_schedule_group_new (WeirPropertyContext *context);

G_END_DECLS
