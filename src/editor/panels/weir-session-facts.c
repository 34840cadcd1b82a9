/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-session-facts.h"

#include "flow/weir-users.h"

/* The facts of one search. Who uses what is found out when it is first asked. */
struct _WeirSessionFacts
{
  WeirSearchFacts facts;
  WeirSession    *session; /* owned */
  WeirUsers      *users;   /* (nullable): owned */
};

static gboolean
is_unused (WeirSessionFacts *self, WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  if (kind != WEIR_ELEMENT_KIND_CONFIG && kind != WEIR_ELEMENT_KIND_SUBFLOW)
    return FALSE;
  if (self->users == NULL)
    self->users = weir_users_new (weir_session_get_document (self->session));
  return weir_users_count (self->users, weir_element_get_id (element)) == 0;
}

static gboolean
has_flag (WeirElement *element, WeirSearchFlag flag, gpointer user_data)
{
  WeirSessionFacts *self = user_data;
  const char       *id = weir_element_get_id (element);
  WeirSeverity      severity;

  switch (flag)
    {
    case WEIR_SEARCH_FLAG_INVALID:
      return weir_session_get_severity (self->session, id, &severity);
    case WEIR_SEARCH_FLAG_MODIFIED:
      return weir_session_is_changed (self->session, id);
    case WEIR_SEARCH_FLAG_UNUSED:
      return is_unused (self, element);
    case WEIR_SEARCH_FLAG_HIDDEN: /* no flow is: every one has a tab */
    case WEIR_SEARCH_FLAG_CONFIG:
    case WEIR_SEARCH_FLAG_DISABLED:
    case WEIR_SEARCH_FLAG_SUBFLOW:
      break;
    }
  return FALSE;
}

static char *
dup_label (WeirElement *element, gpointer user_data)
{
  WeirSessionFacts *self = user_data;

  return weir_session_dup_label (self->session, element);
}

WeirSessionFacts *
weir_session_facts_new (WeirSession *session)
{
  WeirSessionFacts *self = g_new0 (WeirSessionFacts, 1);

  self->session = g_object_ref (session);
  self->facts.has_flag = has_flag;
  self->facts.dup_label = dup_label;
  self->facts.current_flow = weir_session_get_flow (session);
  self->facts.user_data = self;
  return self;
}

void
weir_session_facts_free (WeirSessionFacts *self)
{
  g_clear_pointer (&self->users, weir_users_free);
  g_object_unref (self->session);
  g_free (self);
}

const WeirSearchFacts *
weir_session_facts_get (WeirSessionFacts *self)
{
  return &self->facts;
}

GPtrArray *
weir_session_facts_find (WeirSessionFacts *self, const WeirSearchQuery *query)
{
  WeirDocument *document = weir_session_get_document (self->session);
  GPtrArray    *found = g_ptr_array_new ();

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *id = weir_element_get_id (element);

      if (id[0] != '\0' && weir_document_get_element (document, id) == element &&
          weir_search_query_matches (query, element, &self->facts, NULL))
        g_ptr_array_add (found, element);
    }
  return found;
}
