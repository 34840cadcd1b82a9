/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-keyring.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/* How long after the last edit the document is checked. */
#define WEIR_SESSION_CHECK_MS 500

/* The session owns what it lists below and outlives the canvas and the panels,
 * which hold a reference. Split by concern: problems and the run have files of
 * their own. */
struct _WeirSession
{
  GObject parent_instance;

  /* owned */
  WeirRegistry    *registry;
  WeirDocument    *document;
  WeirHistory     *history;
  WeirSelection   *selection;
  WeirCredentials *credentials;
  WeirRunSettings *run_settings;
  WeirLive        *live;
  char            *flow;    /* (nullable) */
  char            *hovered; /* (nullable) */
  GFile           *file;    /* (nullable) */
  char            *encoding;
  char            *title;

  /* weir-session-problems.c */
  GListStore *problems; /* WeirProblemItem */
  GHashTable *by_id; /* id → GPtrArray of WeirProblem, borrowed of problems */
  guint       check_id;

  /* weir-session-run.c */
  GHashTable   *baseline; /* id → WeirValue: what runs, or the file holds */
  GHashTable   *changed;  /* set of ids that differ from it */
  guint         deployed_id;
  GCancellable *starting; /* (nullable): a run that waits for secrets */

  /* weir-session-secrets.c */
  WeirKeyring *keyring; /* (nullable) */
  GHashTable  *secrets; /* name → value: those that were read */
  GHashTable  *lost;    /* set of names that could not be read */
};

void weir_session_problems_init (WeirSession *self);
void weir_session_problems_clear (WeirSession *self);
void weir_session_queue_check (WeirSession *self);

void weir_session_run_init (WeirSession *self);
void weir_session_run_clear (WeirSession *self);

void     weir_session_secrets_init (WeirSession *self);
void     weir_session_secrets_clear (WeirSession *self);
gboolean weir_session_has_unread_secrets (WeirSession *self);

/* Compares one entry with the baseline. */
void weir_session_compare (WeirSession *self, const char *id);

/* An edit switched the button of a debug node. */
void weir_session_toggled (WeirSession *self, WeirElement *element);

void weir_session_emit_ask (WeirSession *self, const char *id);
void weir_session_notify_undeployed (WeirSession *self);
void weir_session_notify_problems (WeirSession *self);

G_END_DECLS
