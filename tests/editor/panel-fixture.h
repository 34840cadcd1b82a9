/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-session.h"
#include "weir-test-gtk.h"

G_BEGIN_DECLS

/* A session and one panel that shows it. */
typedef struct
{
  WeirSession *session;
  GtkWidget   *panel;
  GtkWindow   *window;
  char        *message;  /* the last the session told */
  char        *edited;   /* the last entry to be edited */
  char        *revealed; /* the last entry revealed */
} PanelFixture;

/**
 * panel_fixture_set_up:
 * @flow: a flow file; problems are known already
 */
void panel_fixture_set_up (PanelFixture *fixture, const char *flow);

/* @make: makes the panel; it is shown in a window of that size */
void panel_fixture_show (PanelFixture *fixture,
                         GtkWidget *(*make) (WeirSession *session),
                         int width,
                         int height);

/* Fails the test when the panel, or the session, outlives its window. */
void panel_fixture_tear_down (PanelFixture *fixture);

/* A text of the document's entry; "" when there is none. */
const char *
panel_fixture_get_text (PanelFixture *fixture, const char *id, const char *key);
gboolean panel_fixture_has (PanelFixture *fixture, const char *id);
void     panel_fixture_undo (PanelFixture *fixture);

/* The row of a list view that a screen reader calls, or begins to call, so. */
GtkWidget *panel_fixture_find_row (PanelFixture *fixture, const char *name);

/* Pictures in both colour schemes and at two widths. */
void panel_fixture_picture (PanelFixture *fixture, const char *name);

/* A flow with something of everything. */
extern const char panel_fixture_flow[];

G_END_DECLS
