/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-search-query.h"

#include "flow/weir-users.h"
#include "json/weir-convert.h"
#include "json/weir-value-walk.h"

#include <string.h>

/* A search, split into terms. Every term must hold. */

typedef enum
{
  TERM_WORD,
  TERM_FLAG,
  TERM_TYPE,
  TERM_USES,
  TERM_FLOW,
} TermKind;

typedef struct
{
  TermKind       kind;
  gboolean       negated;
  WeirSearchFlag flag;
  char          *text; /* words and types folded */
} Term;

struct _WeirSearchQuery
{
  GArray *terms;
};

static const struct
{
  const char    *name;
  WeirSearchFlag flag;
} flags[] = {
  { "config", WEIR_SEARCH_FLAG_CONFIG },
  { "disabled", WEIR_SEARCH_FLAG_DISABLED },
  { "hidden", WEIR_SEARCH_FLAG_HIDDEN },
  { "invalid", WEIR_SEARCH_FLAG_INVALID },
  { "modified", WEIR_SEARCH_FLAG_MODIFIED },
  { "subflow", WEIR_SEARCH_FLAG_SUBFLOW },
  { "unused", WEIR_SEARCH_FLAG_UNUSED },
};

static const struct
{
  const char *prefix;
  TermKind    kind;
} prefixes[] = {
  { "is:", TERM_FLAG },
  { "type:", TERM_TYPE },
  { "uses:", TERM_USES },
  { "flow:", TERM_FLOW },
};

/* Reading */

static void
clear_term (gpointer data)
{
  Term *term = data;

  g_free (term->text);
}

/* Case and composition do not count. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT);
}

/* Up to the next blank outside quotes; quotes are left out. */
static char *
take_word (const char **at, gboolean *was_quoted)
{
  GString *word = g_string_new (NULL);
  gboolean quoted = FALSE;

  *was_quoted = FALSE;
  for (; **at != '\0'; *at = g_utf8_next_char (*at))
    {
      gunichar c = g_utf8_get_char (*at);

      if (c == '"')
        {
          *was_quoted |= !quoted && word->len == 0;
          quoted = !quoted;
        }
      else if (!quoted && g_unichar_isspace (c))
        break;
      else
        g_string_append_unichar (word, c);
    }
  return g_string_free (word, FALSE);
}

static gboolean
find_flag (const char *name, WeirSearchFlag *flag)
{
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (g_ascii_strcasecmp (flags[i].name, name) != 0)
        continue;
      *flag = flags[i].flag;
      return TRUE;
    }
  return FALSE;
}

/* Whether @word is `is:…` and the like; then @term is filled in. */
static gboolean
read_condition (const char *word, Term *term)
{
  gboolean negated = word[0] == '!';

  word += negated;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize       length = strlen (prefixes[i].prefix);
      const char *rest = word + length;

      if (g_ascii_strncasecmp (word, prefixes[i].prefix, length) != 0 ||
          rest[0] == '\0')
        continue;
      if (prefixes[i].kind == TERM_FLAG && !find_flag (rest, &term->flag))
        return FALSE;
      term->kind = prefixes[i].kind;
      term->negated = negated;
      term->text = term->kind == TERM_TYPE ? fold (rest) : g_strdup (rest);
      return TRUE;
    }
  return FALSE;
}

WeirSearchQuery *
weir_search_query_new (const char *text)
{
  WeirSearchQuery *query = g_new0 (WeirSearchQuery, 1);
  g_autofree char *cut =
    g_strndup (text, MIN (strlen (text), WEIR_SEARCH_MAX_BYTES));
  g_autofree char *valid = g_utf8_make_valid (cut, -1);
  const char      *at = valid;

  query->terms = g_array_new (FALSE, TRUE, sizeof (Term));
  g_array_set_clear_func (query->terms, clear_term);
  while (*at != '\0')
    {
      gboolean         quoted;
      g_autofree char *word = take_word (&at, &quoted);
      Term term = { TERM_WORD, FALSE, WEIR_SEARCH_FLAG_CONFIG, NULL };

      while (*at != '\0' && g_unichar_isspace (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (word[0] == '\0')
        continue;
      if (quoted || !read_condition (word, &term))
        term.text = fold (word);
      g_array_append_val (query->terms, term);
    }
  return query;
}

void
weir_search_query_free (WeirSearchQuery *query)
{
  g_array_unref (query->terms);
  g_free (query);
}

gboolean
weir_search_query_is_empty (const WeirSearchQuery *query)
{
  return query->terms->len == 0;
}

/* Matching */

/* Places, and ids of neighbours: nobody looks for these. */
static gboolean
is_place (const char *key)
{
  static const char *const keys[] = {
    "x", "y", "w", "h", "z", "g", "l", "d", "wires", NULL,
  };

  return g_strv_contains (keys, key);
}

static gboolean
text_has (const WeirValue *value, const char *word)
{
  g_autoptr (WeirValue) text = weir_value_to_text (value);
  g_autofree char      *folded = fold (weir_value_get_string (text, NULL));

  return strstr (folded, word) != NULL;
}

static gboolean
value_has (const WeirValue *value, const char *word)
{
  g_auto (WeirWalk) walk = WEIR_WALK_INIT;
  WeirWalkStep      step;

  weir_walk_start (&walk, value);
  while (weir_walk_next (&walk, &step))
    {
      if (step.event == WEIR_WALK_LEAF && text_has (step.value, word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
label_has (WeirElement *element, const WeirSearchFacts *facts, const char *word)
{
  g_autofree char *label = NULL;
  g_autofree char *folded = NULL;

  if (facts == NULL || facts->dup_label == NULL)
    return FALSE;
  label = facts->dup_label (element, facts->user_data);
  if (label == NULL)
    return FALSE;
  folded = fold (label);
  return strstr (folded, word) != NULL;
}

static gboolean
has_word (WeirElement           *element,
          const WeirSearchFacts *facts,
          const char            *word,
          const char           **key)
{
  WeirValue *value = weir_element_get_value (element);

  if (label_has (element, facts, word))
    return TRUE;
  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    return FALSE;
  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      const char *name = weir_value_get_key (value, i, NULL);

      if (is_place (name) || !value_has (weir_value_get_member (value, i), word))
        continue;
      *key = name;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_disabled (WeirElement *element)
{
  const char *key =
    weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB ? "disabled" : "d";

  return weir_value_is_truthy (weir_element_get_member (element, key));
}

static gboolean
has_flag (WeirElement *element, const WeirSearchFacts *facts, WeirSearchFlag flag)
{
  WeirElementKind kind = weir_element_get_kind (element);

  switch (flag)
    {
    case WEIR_SEARCH_FLAG_CONFIG:
      return kind == WEIR_ELEMENT_KIND_CONFIG ||
             kind == WEIR_ELEMENT_KIND_GLOBAL_CONFIG;
    case WEIR_SEARCH_FLAG_SUBFLOW:
      return kind == WEIR_ELEMENT_KIND_SUBFLOW ||
             g_str_has_prefix (weir_element_get_type_name (element), "subflow:");
    case WEIR_SEARCH_FLAG_DISABLED:
      return is_disabled (element);
    case WEIR_SEARCH_FLAG_HIDDEN:
    case WEIR_SEARCH_FLAG_INVALID:
    case WEIR_SEARCH_FLAG_MODIFIED:
    case WEIR_SEARCH_FLAG_UNUSED:
      break;
    }
  return facts != NULL && facts->has_flag != NULL &&
         facts->has_flag (element, flag, facts->user_data);
}

static gboolean
has_type (WeirElement *element, const char *type)
{
  g_autofree char *folded = fold (weir_element_get_type_name (element));

  return g_str_equal (folded, type);
}

/* A flow is part of itself. */
static gboolean
is_in_flow (WeirElement *element, const WeirSearchFacts *facts, const char *flow)
{
  if (g_ascii_strcasecmp (flow, "current") == 0)
    flow = facts != NULL ? facts->current_flow : NULL;
  return flow != NULL &&
         (g_str_equal (weir_element_get_container (element), flow) ||
          g_str_equal (weir_element_get_id (element), flow));
}

static gboolean
term_holds (const Term            *term,
            WeirElement           *element,
            const WeirSearchFacts *facts,
            const char           **key)
{
  switch (term->kind)
    {
    case TERM_WORD:
      return has_word (element, facts, term->text, key);
    case TERM_FLAG:
      return has_flag (element, facts, term->flag);
    case TERM_TYPE:
      return has_type (element, term->text);
    case TERM_USES:
      return weir_element_uses (element, term->text);
    case TERM_FLOW:
      return is_in_flow (element, facts, term->text);
    }
  return FALSE;
}

gboolean
weir_search_query_matches (const WeirSearchQuery *query,
                           WeirElement           *element,
                           const WeirSearchFacts *facts,
                           const char           **key)
{
  const char *first = NULL;
  gboolean    had_word = FALSE;

  for (guint i = 0; i < query->terms->len; i++)
    {
      const Term *term = &g_array_index (query->terms, Term, i);
      const char *found = NULL;

      if (term_holds (term, element, facts, &found) == term->negated)
        return FALSE;
      if (term->kind == TERM_WORD && !had_word)
        {
          first = found;
          had_word = TRUE;
        }
    }
  if (key != NULL)
    *key = first;
  return TRUE;
}
