/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-inspector-private.h"

#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include <string.h>

/* What the pages of the inspector are made of. */

GtkWidget *
weir_inspector_page_new (GtkWidget **body)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_start (*body, 12);
  gtk_widget_set_margin_end (*body, 12);
  gtk_widget_set_margin_top (*body, 12);
  gtk_widget_set_margin_bottom (*body, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), *body);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  return scroller;
}

GtkWidget *
weir_inspector_add_group (GtkWidget *body, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (body), group);
  return group;
}

GtkWidget *
weir_inspector_add_value (GtkWidget *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  label,
                                  NULL,
                                  -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return label;
}

void
weir_inspector_set_text (GtkWidget *label, const char *text)
{
  if (strcmp (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

void
weir_inspector_set_value (GtkWidget *value, const char *text)
{
  GtkWidget *row = gtk_widget_get_ancestor (value, ADW_TYPE_ACTION_ROW);

  gtk_widget_set_visible (row, text != NULL);
  if (text == NULL)
    return;
  weir_inspector_set_text (value, text);
  gtk_widget_set_tooltip_text (value, text);
}

char *
weir_inspector_dup_count (guint64 count, double rate)
{
  char whole[WEIR_NUMBER_TEXT_MAX];

  if (rate < 0.05)
    return g_strdup_printf ("%'" G_GUINT64_FORMAT, count);
  weir_number_to_text (rate < 10 ? (double)(gint64)(rate * 10 + 0.5) / 10
                                 : (double)(gint64)(rate + 0.5),
                       whole);
  /* Translators: how many messages, and how many of them a second */
  return g_strdup_printf (_ ("%'" PRIu64 " · %s/s"), count, whole);
}

/* Addresses */

static char *
dup_base (WeirSession *session)
{
  const WeirRunSettings *settings = weir_session_get_run_settings (session);
  const char *url = weir_live_get_url (weir_session_get_live (session));
  gboolean    secure = weir_run_settings_has_tls (settings);
  gboolean    is_ipv6 = strchr (settings->host, ':') != NULL;

  if (url != NULL)
    return g_strdup (url);
  return g_strdup_printf (is_ipv6 ? "%s://[%s]:%u" : "%s://%s:%u",
                          secure ? "wss" : "ws",
                          settings->host,
                          settings->port);
}

char *
weir_inspector_dup_address (WeirSession *session, WeirElement *element)
{
  const WeirRunSettings *settings = weir_session_get_run_settings (session);
  const char            *path =
    weir_value_lookup_string (weir_element_get_value (element), "path");
  g_autofree char *base = NULL;
  g_autofree char *folder = NULL;
  gsize            length;

  if (path == NULL || path[0] == '\0')
    return NULL;
  if (!g_str_equal (weir_element_get_type_name (element), "websocket-listener"))
    return g_strdup (path);
  base = dup_base (session);
  folder = g_strdup (settings->base_path);
  length = strlen (folder);
  while (length > 0 && folder[length - 1] == '/')
    folder[--length] = '\0';
  return g_strconcat (base, folder, path[0] == '/' ? "" : "/", path, NULL);
}

GtkWidget *
weir_inspector_new_text (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

GtkWidget *
weir_inspector_add_list (GtkWidget *group)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  return list;
}
