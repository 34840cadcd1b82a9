/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-property-fix.h"

#include "editor/help/weir-help-context.h"
#include "editor/panels/weir-problem-edit.h"
#include "editor/panels/weir-problem-keyring.h"
#include "editor/properties/weir-file-row.h"
#include "editor/properties/weir-property-dialog.h"
#include "editor/properties/weir-row.h"
#include "editor/weir-session-secrets.h"

#include <glib/gi18n.h>
#include <string.h>

/* How a dialog mends problems: one function a code. */

typedef void (*FixFunc) (WeirPropertyContext *context, WeirField *field);

static void
new_config (WeirPropertyContext *context, WeirField *field)
{
  const WeirRef *refs = weir_field_get_property (field)->refs;

  weir_row_ref_new_config (context, field, &refs[0]);
}

/* W203: the configuration is in the document; enabling it is a step of its
 * own. */
static void
enable_target (WeirPropertyContext *context, WeirField *field)
{
  const char  *id;
  WeirElement *element;

  weir_field_get_ref (field, &id);
  element =
    weir_document_get_element (weir_session_get_document (context->session), id);
  if (element == NULL)
    return;
  weir_session_apply (context->session,
                      _ ("Enable"),
                      weir_edit_new_set (id, "d", NULL));
  weir_form_check (context->form);
}

static void
cut_path (WeirPropertyContext *context, WeirField *field)
{
  g_autofree char *text = weir_field_dup_text (field);
  char            *end = text;

  text[strcspn (text, "?#")] = '\0';
  for (const char *at = text; *at != '\0'; at++)
    {
      if (strchr (" \t\r\n", *at) == NULL)
        *end++ = *at;
    }
  *end = '\0';
  weir_field_set_text (field, text);
}

static void
cut_fragment (WeirPropertyContext *context, WeirField *field)
{
  g_autofree char *text = weir_field_dup_text (field);

  text[strcspn (text, "#")] = '\0';
  weir_field_set_text (field, text);
}

static void
use_wss (WeirPropertyContext *context, WeirField *field)
{
  g_autofree char *text = weir_field_dup_text (field);
  const char      *separator = strstr (text, "://");
  const char      *rest = separator != NULL ? separator + 3 : text;
  g_autofree char *address = NULL;

  while (*rest == '/')
    rest++;
  address = g_strconcat ("wss://", rest, NULL);
  weir_field_set_text (field, address);
}

static void
remove_twice (WeirPropertyContext *context, WeirField *field)
{
  g_autofree char       *text = weir_field_dup_text (field);
  g_auto (GStrv)         names = g_strsplit (text, ",", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString)    left = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!g_hash_table_add (seen, g_strstrip (names[i])))
        continue;
      g_string_append_printf (left, "%s%s", left->len > 0 ? ", " : "", names[i]);
    }
  weir_field_set_text (field, left->str);
}

static gboolean
find_row (WeirField *list, WeirSheet *row, guint *index)
{
  GListModel *rows = weir_field_get_rows (list);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (WeirSheet) other = g_list_model_get_item (rows, i);

      if (other != row)
        continue;
      *index = i;
      return TRUE;
    }
  return FALSE;
}

static WeirField *
find_list (WeirPropertyContext *context, WeirField *field, guint *index)
{
  WeirSheet *sheet = weir_form_get_sheet (context->form);

  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      WeirField *list = weir_sheet_get_field (sheet, i);

      if (weir_field_get_property (list)->kind == WEIR_PROPERTY_KIND_LIST &&
          find_row (list, weir_field_get_sheet (field), index))
        return list;
    }
  return NULL;
}

static void
remove_row (WeirPropertyContext *context, WeirField *field)
{
  guint      index;
  WeirField *list = find_list (context, field, &index);

  if (list != NULL)
    weir_field_remove_row (list, index);
}

/* I608: the row that has the problem is the later one. */
static void
remove_first (WeirPropertyContext *context, WeirField *field)
{
  guint            index;
  WeirField       *list = find_list (context, field, &index);
  g_autofree char *name = weir_field_dup_text (field);

  for (guint i = 0; list != NULL && i < index; i++)
    {
      g_autoptr (WeirSheet) row =
        g_list_model_get_item (weir_field_get_rows (list), i);
      g_autofree char *other =
        weir_sheet_dup_effective_text (row, weir_field_get_property (field)->key);

      if (!g_str_equal (other, name))
        continue;
      weir_field_remove_row (list, i);
      return;
    }
}

static void
check_server (WeirPropertyContext *context, WeirField *field)
{
  WeirField *verify =
    weir_sheet_lookup (weir_form_get_sheet (context->form), "verifyservercert");

  if (verify != NULL)
    weir_field_set_boolean (verify, TRUE);
}

static void
show_in_panel (WeirPropertyContext *context, WeirField *field)
{
  WeirField *panel =
    weir_sheet_lookup (weir_form_get_sheet (context->form), "tosidebar");

  if (panel != NULL)
    weir_field_set_boolean (panel, TRUE);
}

static void
use_this_computer (WeirPropertyContext *context, WeirField *field)
{
  weir_field_set_text (field, "127.0.0.1");
}

static void
use_8080 (WeirPropertyContext *context, WeirField *field)
{
  weir_field_set_text (field, "8080");
}

static void
add_slash (WeirPropertyContext *context, WeirField *field)
{
  g_autofree char *text = weir_field_dup_text (field);
  g_autofree char *path = g_strconcat ("/", text, NULL);

  weir_field_set_text (field, path);
}

/* 128 bits, in hexadecimal digits. */
static void
generate_token (WeirPropertyContext *context, WeirField *field)
{
  g_autofree char *token = g_uuid_string_random ();
  char            *end = token;

  for (const char *at = token; *at != '\0'; at++)
    {
      if (*at != '-')
        *end++ = *at;
    }
  *end = '\0';
  weir_field_set_text (field, token);
}

/* N309: of the run settings. */
static void
require_token (WeirPropertyContext *context, WeirField *field)
{
  WeirSheet       *sheet = weir_field_get_sheet (field);
  WeirField       *token = weir_sheet_lookup (sheet, "token");
  g_autofree char *text = weir_field_dup_text (token);

  weir_field_set_choice (weir_sheet_lookup (sheet, "require"), 1);
  if (*text == '\0')
    generate_token (context, token);
}

/* S501: what was typed since stays. */

typedef struct
{
  WeirField *field;
  char      *secret;
} Secret;

static void
secret_free (gpointer data)
{
  Secret *secret = data;

  g_object_unref (secret->field);
  g_free (secret->secret);
  g_free (secret);
}

static void
moved_cb (const char *reference, gpointer user_data)
{
  Secret          *secret = user_data;
  g_autofree char *now = weir_field_dup_text (secret->field);

  if (g_str_equal (now, secret->secret))
    weir_field_set_text (secret->field, reference);
}

static void
move_to_keyring (WeirPropertyContext *context, WeirField *field)
{
  WeirField *path =
    weir_sheet_lookup (weir_form_get_sheet (context->form), "path");
  g_autofree char *address =
    path != NULL ? weir_field_dup_text (path) : g_strdup ("");
  Secret *secret = g_new0 (Secret, 1);

  secret->field = g_object_ref (field);
  secret->secret = weir_field_dup_text (field);
  weir_problem_move_secret (context->window,
                            context->session,
                            address,
                            secret->secret,
                            moved_cb,
                            secret,
                            secret_free);
}

static const char *
skip_slash (const char *path)
{
  return *path == '/' ? path + 1 : path;
}

/* W214: the first listener with the same path. */
static void
show_other (WeirPropertyContext *context, WeirField *field)
{
  WeirDocument    *document = weir_form_get_document (context->form);
  g_autofree char *path = weir_field_dup_text (field);

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *id = weir_element_get_id (element);
      const char  *other =
        weir_value_lookup_string (weir_element_get_value (element), "path");

      if (other == NULL || g_str_equal (id, weir_form_get_id (context->form)) ||
          !g_str_equal (weir_element_get_type_name (element),
                        weir_form_get_type_name (context->form)) ||
          !g_str_equal (skip_slash (other), skip_slash (path)))
        continue;
      weir_property_dialog_present (context->window, context->session, id);
      return;
    }
}

/* The fields with paths of files, each with what it needs beside it. What is
 * embedded has fields whose names begin so: "certdata", "certname". */
static const struct
{
  const char *key;
  const char *other;
} file_keys[] = {
  { "cert", "key" },
  { "key", "cert" },
  { "ca", NULL },
  { "p12", NULL },
  { "tls_certificate_file", "tls_key_file" },
  { "tls_key_file", "tls_certificate_file" },
};

static void
choose_beside (WeirPropertyContext *context, WeirField *field, gboolean other)
{
  const char *key = weir_field_get_property (field)->key;

  for (gsize i = 0; i < G_N_ELEMENTS (file_keys); i++)
    {
      const char *wanted = other ? file_keys[i].other : file_keys[i].key;

      if (wanted == NULL || !g_str_has_prefix (key, file_keys[i].key))
        continue;
      weir_file_row_choose (context,
                            weir_sheet_lookup (weir_field_get_sheet (field),
                                               wanted));
      return;
    }
}

static void
choose_file (WeirPropertyContext *context, WeirField *field)
{
  choose_beside (context, field, FALSE);
}

/* T401, T402: what is missing is the other one. */
static void
choose_other_file (WeirPropertyContext *context, WeirField *field)
{
  choose_beside (context, field, TRUE);
}

/* Problems that are mended in the document, which ends the dialog: the entry
 * becomes another, or goes. What was edited so far is kept. */
static void
mend_document (WeirPropertyContext *context, WeirField *field, const char *code)
{
  const char             *id = weir_form_get_id (context->form);
  g_autoptr (WeirProblem) problem =
    weir_problem_new (code,
                      id,
                      field != NULL ? weir_field_get_property (field)->key : NULL,
                      NULL);
  WeirEdit *own = weir_form_commit (context->form);
  WeirEdit *edit;

  weir_history_begin (weir_session_get_history (context->session),
                      weir_problem_get_fix (code));
  if (own != NULL)
    weir_session_apply (context->session, weir_problem_get_fix (code), own);
  edit = weir_problem_make_edit (context->session, problem);
  if (edit != NULL)
    weir_session_apply (context->session, weir_problem_get_fix (code), edit);
  weir_history_end (weir_session_get_history (context->session));
  if (edit != NULL)
    gtk_window_destroy (context->window);
}

static void
how_to (WeirPropertyContext *context, WeirField *field)
{
  weir_help_context_show_code ("T409");
}

static gboolean
is_of_document (const char *code)
{
  return g_str_equal (code, "W211") || g_str_equal (code, "W290");
}

static const struct
{
  const char *code;
  FixFunc     fix;
} fixes[] = {
  { "W201", new_config },        { "W203", enable_target },
  { "W214", show_other },        { "N309", require_token },
  { "W213", cut_path },          { "W221", use_wss },
  { "W223", cut_fragment },      { "W226", remove_twice },
  { "W229", remove_row },        { "I608", remove_first },
  { "D703", show_in_panel },     { "T411", check_server },
  { "N301", use_this_computer }, { "N303", use_8080 },
  { "N305", add_slash },         { "N307", generate_token },
  { "T401", choose_other_file }, { "T402", choose_other_file },
  { "T403", choose_file },       { "T404", choose_file },
  { "T405", choose_file },       { "T407", choose_file },
  { "T414", choose_file },       { "T409", how_to },
  { "S501", move_to_keyring },
};

static FixFunc
find_fix (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixes); i++)
    {
      if (g_str_equal (fixes[i].code, code))
        return fixes[i].fix;
    }
  return NULL;
}

gboolean
weir_property_fix_is_offered (WeirPropertyContext *context,
                              WeirField           *field,
                              const char          *code)
{
  if (is_of_document (code))
    return context->form != NULL && !weir_form_is_new (context->form);
  if (g_str_equal (code, "S501") &&
      weir_session_get_keyring (context->session) == NULL)
    return FALSE;
  return field != NULL && find_fix (code) != NULL &&
         weir_problem_get_fix (code) != NULL;
}

void
weir_property_fix_apply (WeirPropertyContext *context,
                         WeirField           *field,
                         const char          *code)
{
  FixFunc fix = find_fix (code);

  if (fix != NULL)
    fix (context, field);
  else if (is_of_document (code))
    mend_document (context, field, code);
}
