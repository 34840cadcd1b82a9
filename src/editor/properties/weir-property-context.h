/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/weir-session.h"
#include "flow/weir-form.h"
#include "host/weir-node-settings.h"

G_BEGIN_DECLS

/**
 * WeirPropertyContext:
 *
 * What the rows of a dialog need besides their field. Owned by the dialog, and
 * alive as long as its widgets.
 */
typedef struct
{
  WeirSession *session;
  WeirForm    *form;   /* (nullable): run settings have none */
  GtkWindow   *window; /* for what opens on top */

  /* What the run settings shall know of the entry when the dialog is done. */
  WeirNodeSettings node;
} WeirPropertyContext;

G_END_DECLS
