/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "compat/weir-compat.h"

#include <glib/gi18n-lib.h>

/* What the window shows of the run: the button, the subtitle, the banner when it
 * can't listen, and the question before an inject node sends. */

typedef enum
{
  OFFER_RUN,
  OFFER_DEPLOY,
  OFFER_NOTHING, /* it runs, and nothing has changed since */
  OFFER_WAIT,
} Offer;

static Offer
get_offer (WeirSession *session)
{
  switch (weir_live_get_state (weir_session_get_live (session)))
    {
    case WEIR_LIVE_STOPPED:
      return OFFER_RUN;
    case WEIR_LIVE_RUNNING:
      return weir_session_get_n_undeployed (session) > 0 ? OFFER_DEPLOY
                                                         : OFFER_NOTHING;
    case WEIR_LIVE_STARTING:
    case WEIR_LIVE_STOPPING:
      return OFFER_WAIT;
    }
  return OFFER_WAIT;
}

static const char *
get_button_label (WeirLiveState state, Offer offer)
{
  switch (offer)
    {
    case OFFER_RUN:
      return _ ("Run");
    case OFFER_DEPLOY:
      return _ ("Deploy");
    case OFFER_NOTHING:
      return _ ("Running");
    case OFFER_WAIT:
      return state == WEIR_LIVE_STARTING ? _ ("Starting…") : _ ("Stopping…");
    }
  return NULL;
}

static const char *
get_button_tooltip (Offer offer)
{
  switch (offer)
    {
    case OFFER_RUN:
      return _ ("Run the Flow on This Computer (Ctrl+D)");
    case OFFER_DEPLOY:
      return _ ("Let the Changes Take Effect (Ctrl+D)");
    case OFFER_NOTHING:
      return _ ("Nothing Has Changed Since the Last Deploy");
    case OFFER_WAIT:
      return _ ("One Moment");
    }
  return NULL;
}

/* An icon where there is no room for a word. */
static void
update_button (WeirWindow *self)
{
  WeirLive   *live = weir_session_get_live (self->session);
  Offer       offer = get_offer (self->session);
  const char *label = get_button_label (weir_live_get_state (live), offer);
  gboolean    idle = offer == OFFER_NOTHING || offer == OFFER_WAIT;

  if (self->width == WEIR_WINDOW_PHONE)
    adw_split_button_set_icon_name (self->run_button,
                                    idle ? "object-select-symbolic"
                                         : "media-playback-start-symbolic");
  else
    adw_split_button_set_label (self->run_button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->run_button),
                               get_button_tooltip (offer));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  weir_window_set_enabled (self, "run", !idle);
  if (idle)
    gtk_widget_remove_css_class (GTK_WIDGET (self->run_button),
                                 "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->run_button), "suggested-action");
}

/* N304 is the one people meet daily: another program, or another window, has
 * the port. With N310 the network went away, and may come back. */
static const struct
{
  const char      *code; /* NULL: any other */
  WeirBannerButton buttons[2];
  guint            n;
} offers[] = {
  {
    "N304",
    {
      { N_ ("Use _Another Port"), "win.use-free-port" },
      { N_ ("_Try Again"), "win.listen-again" },
    },
    2,
  },
  {
    "N310",
    {
      { N_ ("_Listen Here Only"), "win.listen-here" },
      { N_ ("_Try Again"), "win.listen-again" },
    },
    2,
  },
  { NULL, { { N_ ("_Run Settings…"), "win.run-settings" } }, 1 },
};

static void
update_banner (WeirWindow *self)
{
  const WeirProblem *problem =
    weir_live_get_problem (weir_session_get_live (self->session));
  WeirBannerButton buttons[2];
  guint            offer = 0;

  if (self->run_banner == NULL)
    return;
  if (problem == NULL)
    {
      weir_banner_hide (self->run_banner);
      return;
    }
  while (offers[offer].code != NULL &&
         !g_str_equal (offers[offer].code, problem->code))
    offer++;
  for (guint i = 0; i < offers[offer].n; i++)
    {
      buttons[i] = offers[offer].buttons[i];
      buttons[i].label = _ (buttons[i].label);
    }
  weir_banner_show (self->run_banner, problem->text, buttons, offers[offer].n);
}

void
weir_window_update_run (WeirWindow *self)
{
  WeirLiveState state;

  if (self->session == NULL)
    return;
  state = weir_live_get_state (weir_session_get_live (self->session));
  update_button (self);
  update_banner (self);
  weir_window_set_enabled (self, "stop", state != WEIR_LIVE_STOPPED);
  weir_window_set_enabled (self, "restart", state == WEIR_LIVE_RUNNING);
  weir_window_record_update (self);
  weir_window_update_title (self);
  weir_window_background_update (self);
}

/* The question of a node that shall not send by a slip of the hand. */

typedef struct
{
  WeirSession *session;
  char        *id;
} Question;

static void
answered_cb (const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "action"))
    weir_session_press_now (question->session, question->id);
  g_object_unref (question->session);
  g_free (question->id);
  g_free (question);
}

static char *
dup_label (WeirSession *session, const char *id)
{
  WeirElement *element =
    weir_document_get_element (weir_session_get_document (session), id);

  return element != NULL ? weir_session_dup_label (session, element)
                         : g_strdup (id);
}

static void
ask_cb (WeirWindow *self, const char *id)
{
  WeirElement *element =
    weir_document_get_element (weir_session_get_document (self->session), id);
  g_autofree char *flow = NULL;
  g_autofree char *node = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  WeirCompatAlert  alert = {
     .cancel = _ ("_Cancel"),
     .action = _ ("_Inject"),
  };
  Question *question;

  if (element == NULL)
    return;
  flow = dup_label (self->session, weir_element_get_container (element));
  node = dup_label (self->session, id);
  heading = g_strdup_printf (_ ("Inject into “%s”?"), flow);
  body = g_strdup_printf (_ ("“%s” sends its message at once."), node);
  alert.heading = heading;
  alert.body = body;
  question = g_new0 (Question, 1);
  question->session = g_object_ref (self->session);
  question->id = g_strdup (id);
  weir_compat_alert (GTK_WINDOW (self), &alert, answered_cb, question);
}

void
weir_window_run_connect (WeirWindow *self)
{
  static const char *const notifies[] = { "notify::state", "notify::problem" };
  WeirLive                *live = weir_session_get_live (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (notifies); i++)
    g_signal_connect_object (live,
                             notifies[i],
                             G_CALLBACK (weir_window_update_run),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "ask",
                           G_CALLBACK (ask_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "deployed-changed",
                           G_CALLBACK (weir_window_update_run),
                           self,
                           G_CONNECT_SWAPPED);
}
