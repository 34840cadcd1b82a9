/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-difference-private.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"
#include "testing/weir-flow-test-match.h"
#include "testing/weir-flow-test-pattern-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The words for what differs, fit for a terminal and for a window. Everything
 * shown is escaped as JSON does it, so nothing that came from a peer can steer
 * whatever shows it. */

/* Characters of a text shown before and behind the place where it parts from
 * the other; lines longer than both are cut. */
#define BEFORE 20
#define BEHIND 40

/* Lines compared with each other; of longer texts only where they part. */
#define MAX_LINES 200

#define MAX_SHOWN_BYTES 16

void
weir_flow_test_difference_init (WeirFlowTestDifference *self)
{
  self->text = g_string_new (NULL);
  self->n_lines = 0;
  self->n_more = 0;
}

char *
weir_flow_test_difference_finish (WeirFlowTestDifference *self)
{
  if (self->n_more > 0)
    g_string_append_printf (self->text,
                            ngettext ("\n… and %u more line",
                                      "\n… and %u more lines",
                                      self->n_more),
                            self->n_more);
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

static gboolean
begin_line (WeirFlowTestDifference *self)
{
  if (self->n_lines == WEIR_FLOW_TEST_MAX_DIFFERENCE)
    {
      self->n_more++;
      return FALSE;
    }
  if (self->n_lines++ > 0)
    g_string_append_c (self->text, '\n');
  return TRUE;
}

void
weir_flow_test_difference_add (WeirFlowTestDifference *self,
                               const char             *path,
                               const char             *format,
                               ...)
{
  va_list list;

  if (!begin_line (self))
    return;
  if (*path != '\0')
    g_string_append_printf (self->text, "%s: ", path);
  va_start (list, format);
  g_string_append_vprintf (self->text, format, list);
  va_end (list);
}

/* A piece of a text, as JSON writes it, with … where it is cut. */
static char *
show_piece (const char *start, const char *end, gboolean cut_before, gboolean cut)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) piece = g_string_new (cut_before ? "…" : NULL);

  g_string_append_len (piece, start, end - start);
  if (cut)
    g_string_append (piece, "…");
  weir_json_append_string (out, piece->str, piece->len);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static const char *
forward (const char *p, const char *end, guint n)
{
  while (n-- > 0 && p < end)
    p = g_utf8_next_char (p);
  return MIN (p, end);
}

static const char *
back (const char *p, const char *start, guint n)
{
  while (n-- > 0 && p > start)
    p = g_utf8_find_prev_char (start, p) != NULL
          ? g_utf8_find_prev_char (start, p)
          : start;
  return p;
}

/* Around @at, which is in the text. */
static char *
show_around (const char *text, gsize length, gsize at)
{
  const char *end = text + length;
  const char *first = back (text + at, text, BEFORE);
  const char *last = forward (text + at, end, BEHIND);

  return show_piece (first, last, first > text, last < end);
}

/* A whole text, or its beginning. */
static char *
show_text (const char *text, gsize length)
{
  const char *last = forward (text, text + length, BEFORE + BEHIND);

  return show_piece (text, last, FALSE, last < text + length);
}

static gsize
find_parting (const GString *a, const GString *b)
{
  gsize length = MIN (a->len, b->len);
  gsize at = 0;

  while (at < length && a->str[at] == b->str[at])
    at++;
  while (at > 0 && at < a->len && ((guint8)a->str[at] & 0xc0) == 0x80)
    at--;
  return at;
}

static void
add_parting (WeirFlowTestDifference *self,
             const char             *path,
             const GString          *expected,
             const GString          *got)
{
  gsize            at = find_parting (expected, got);
  g_autofree char *wanted = NULL;
  g_autofree char *came = NULL;

  if (g_utf8_strlen (expected->str, (gssize)expected->len) <= BEFORE + BEHIND &&
      g_utf8_strlen (got->str, (gssize)got->len) <= BEFORE + BEHIND)
    {
      wanted = show_text (expected->str, expected->len);
      came = show_text (got->str, got->len);
      weir_flow_test_difference_add (self,
                                     path,
                                     _ ("expected %s, got %s"),
                                     wanted,
                                     came);
      return;
    }
  wanted = show_around (expected->str, expected->len, at);
  came = show_around (got->str, got->len, at);
  weir_flow_test_difference_add (
    self,
    path,
    _ ("differs from character %ld on: expected %s, got %s"),
    g_utf8_strlen (expected->str, (gssize)at) + 1,
    wanted,
    came);
}

static void
add_line (WeirFlowTestDifference *self, char sign, const char *line)
{
  g_autofree char *shown = NULL;

  if (!begin_line (self))
    return;
  shown = show_text (line, strlen (line));
  g_string_append_printf (self->text, "  %c %s", sign, shown);
}

/* The lengths of the longest common runs of lines, from each pair on. */
static guint *
count_common (char **a, guint n_a, char **b, guint n_b)
{
  guint *common = g_new0 (guint, (gsize)(n_a + 1) * (n_b + 1));

  for (guint i = n_a; i-- > 0;)
    {
      guint *row = common + (gsize)i * (n_b + 1);
      guint *below = row + n_b + 1;

      for (guint j = n_b; j-- > 0;)
        row[j] = g_str_equal (a[i], b[j]) ? below[j + 1] + 1
                                          : MAX (below[j], row[j + 1]);
    }
  return common;
}

static void
add_lines (WeirFlowTestDifference *self, char **a, guint n_a, char **b, guint n_b)
{
  g_autofree guint *common = count_common (a, n_a, b, n_b);
  guint             i = 0;
  guint             j = 0;

  while (i < n_a || j < n_b)
    {
      const guint *row = common + (gsize)i * (n_b + 1);

      if (i < n_a && j < n_b && g_str_equal (a[i], b[j]))
        {
          add_line (self, ' ', a[i]);
          i++;
          j++;
        }
      else if (j == n_b || (i < n_a && row[n_b + 1 + j] >= row[j + 1]))
        add_line (self, '-', a[i++]);
      else
        add_line (self, '+', b[j++]);
    }
}

/* Only the lines between those both begin and end with, and one around. */
static gboolean
add_line_difference (WeirFlowTestDifference *self,
                     const char             *path,
                     const GString          *expected,
                     const GString          *got)
{
  g_auto (GStrv) a = g_strsplit (expected->str, "\n", -1);
  g_auto (GStrv) b = g_strsplit (got->str, "\n", -1);
  guint          n_a = g_strv_length (a);
  guint          n_b = g_strv_length (b);
  guint          first = 0;
  guint          last = 0;
  guint          line;

  while (first < MIN (n_a, n_b) && g_str_equal (a[first], b[first]))
    first++;
  while (last < MIN (n_a, n_b) - first &&
         g_str_equal (a[n_a - last - 1], b[n_b - last - 1]))
    last++;
  line = first + 1;
  first -= first > 0;
  last -= last > 0;
  n_a -= first + last;
  n_b -= first + last;
  if (n_a > MAX_LINES || n_b > MAX_LINES)
    return FALSE;
  weir_flow_test_difference_add (
    self,
    path,
    _ ("differs from line %u on (- expected, + got)"),
    line);
  add_lines (self, a + first, n_a, b + first, n_b);
  return TRUE;
}

void
weir_flow_test_difference_add_texts (WeirFlowTestDifference *self,
                                     const char             *path,
                                     const WeirValue        *expected,
                                     const WeirValue        *got)
{
  gsize       expected_length;
  gsize       got_length;
  const char *wanted = weir_value_get_string (expected, &expected_length);
  const char *came = weir_value_get_string (got, &got_length);
  g_autoptr (GString) a = weir_text_make_utf8 (wanted, expected_length);
  g_autoptr (GString) b = weir_text_make_utf8 (came, got_length);

  /* A text with U+0000 has no lines that could be split. */
  if ((strchr (a->str, '\n') != NULL || strchr (b->str, '\n') != NULL) &&
      strlen (a->str) == a->len && strlen (b->str) == b->len &&
      add_line_difference (self, path, a, b))
    return;
  add_parting (self, path, a, b);
}

static char *
show_bytes (const guint8 *data, gsize length)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, ngettext ("%zu byte", "%zu bytes", length), length);
  for (gsize i = 0; i < length && i < MAX_SHOWN_BYTES; i++)
    g_string_append_printf (out, "%s%02x", i == 0 ? ": " : " ", data[i]);
  if (length > MAX_SHOWN_BYTES)
    g_string_append (out, " …");
  return g_string_free (out, FALSE);
}

void
weir_flow_test_difference_add_bytes (WeirFlowTestDifference *self,
                                     const char             *path,
                                     const guint8           *expected,
                                     gsize                   expected_length,
                                     const guint8           *got,
                                     gsize                   got_length)
{
  gsize            shorter = MIN (expected_length, got_length);
  gsize            at = 0;
  g_autofree char *wanted = NULL;
  g_autofree char *came = NULL;

  while (at < shorter && expected[at] == got[at])
    at++;
  if (at < MAX_SHOWN_BYTES)
    {
      wanted = show_bytes (expected, expected_length);
      came = show_bytes (got, got_length);
      weir_flow_test_difference_add (self,
                                     path,
                                     _ ("expected %s, got %s"),
                                     wanted,
                                     came);
      return;
    }
  wanted = show_bytes (expected + at, expected_length - at);
  came = show_bytes (got + at, got_length - at);
  weir_flow_test_difference_add (
    self,
    path,
    _ ("differs behind %zu bytes: expected %s, got %s"),
    at,
    wanted,
    came);
}

static char *
show_json (const WeirValue *value)
{
  g_autofree char *json = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  const char      *end = json + strlen (json);
  const char      *last = forward (json, end, BEFORE + BEHIND);

  if (last == end)
    return g_steal_pointer (&json);
  return g_strdup_printf ("%.*s…", (int)(last - json), json);
}

static char *
show_number (const WeirValue *value)
{
  char text[WEIR_NUMBER_TEXT_MAX];

  weir_number_to_text (weir_value_get_number (value), text);
  return g_strdup (text);
}

char *
weir_flow_test_show_value (const WeirValue *value)
{
  g_autofree char *iso = NULL;
  const guint8    *data;
  const char      *text;
  gsize            length;

  if (value == NULL)
    return g_strdup (_ ("nothing"));
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
      return g_strdup ("undefined");
    case WEIR_VALUE_KIND_BYTES:
      data = weir_value_get_bytes (value, &length);
      return show_bytes (data, length);
    case WEIR_VALUE_KIND_DATE:
      iso = weir_date_to_iso (weir_value_get_date_ms (value));
      return g_strdup_printf (_ ("the date %s"), iso);
    case WEIR_VALUE_KIND_STRING:
      text = weir_value_get_string (value, &length);
      return show_text (text, length);
    case WEIR_VALUE_KIND_NUMBER:
      return show_number (value);
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      return show_json (value);
    }
  return NULL;
}

/* The types of `$type`, in the order of weir_flow_test_get_type_names(). */
static const char *const type_texts[] = {
  N_ ("a text"),    N_ ("a number"), N_ ("true or false"),
  N_ ("an object"), N_ ("an array"), N_ ("null"),
  N_ ("bytes"),     N_ ("a date"),   N_ ("nothing"),
};

static const char *
get_type_text (const char *name)
{
  const char *const *names = weir_flow_test_get_type_names ();

  for (guint i = 0; i < G_N_ELEMENTS (type_texts) && names[i] != NULL; i++)
    {
      if (g_strcmp0 (names[i], name) == 0)
        return _ (type_texts[i]);
    }
  return name;
}

static char *
show_near (const WeirValue *operand)
{
  g_autofree char *middle =
    weir_flow_test_show_value (weir_value_get_item (operand, 0));
  g_autofree char *distance =
    weir_flow_test_show_value (weir_value_get_item (operand, 1));

  return g_strdup_printf ("%s ± %s", middle, distance);
}

char *
weir_flow_test_show_pattern (const WeirValue *pattern)
{
  const WeirValue *operand = NULL;
  g_autofree char *shown = NULL;

  switch (weir_flow_test_pattern_get_matcher (pattern, &operand))
    {
    case WEIR_FLOW_TEST_MATCHER_TYPE:
      return g_strdup (get_type_text (weir_value_get_string (operand, NULL)));
    case WEIR_FLOW_TEST_MATCHER_REGEX:
      shown = weir_flow_test_show_value (operand);
      return g_strdup_printf (_ ("a text that fits %s"), shown);
    case WEIR_FLOW_TEST_MATCHER_ANY:
      return g_strdup (_ ("anything"));
    case WEIR_FLOW_TEST_MATCHER_CONTAINS:
      shown = weir_flow_test_show_value (operand);
      return g_strdup_printf (_ ("what contains %s"), shown);
    case WEIR_FLOW_TEST_MATCHER_NEAR:
      return show_near (operand);
    case WEIR_FLOW_TEST_MATCHER_LITERAL:
      return weir_flow_test_show_value (operand);
    case WEIR_FLOW_TEST_MATCHER_NONE:
      break;
    }
  return weir_flow_test_show_value (pattern);
}
