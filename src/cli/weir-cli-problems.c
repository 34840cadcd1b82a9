/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-help.h"

#include "cli/weir-cli-wrap.h"

#include "schema/weir-problem.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-cli-resources.h"

/* What there is to say about the codes of problems: the text of the one table, and
 * where that is not enough what it comes from and what helps, as
 * data/help/causes.md has it. */

static const struct
{
  char        letter; /* of its codes */
  const char *title;
} groups[] = {
  { 'W', "WebSocket nodes" },      { 'N', "Run settings" },
  { 'R', "While it runs" },        { 'T', "Certificates" },
  { 'I', "Inject nodes" },         { 'D', "Debug nodes" },
  { 'F', "Flow files and wires" }, { 'S', "Secrets" },
};

static const char *
get_severity_title (WeirSeverity severity)
{
  switch (severity)
    {
    case WEIR_SEVERITY_ERROR:
      return "Error";
    case WEIR_SEVERITY_WARNING:
      return "Warning";
    case WEIR_SEVERITY_NOTE:
      break;
    }
  return "Note";
}

/* What follows "## CODE" up to the next heading; NULL when the text of the problem
 * says it all. */
static char *
dup_cause (const char *code)
{
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (weir_cli_get_resource (),
                            "/io/github/weirflow/Weir/cli/causes.md",
                            G_RESOURCE_LOOKUP_FLAGS_NONE,
                            NULL);
  g_autofree char *text =
    g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *heading = g_strdup_printf ("\n## %s\n", code);
  const char      *start = strstr (text, heading);
  const char      *end;

  if (start == NULL)
    return NULL;
  start += strlen (heading);
  end = strstr (start, "\n## ");
  return g_strstrip (end != NULL ? g_strndup (start, (gsize)(end - start))
                                 : g_strdup (start));
}

/* For a terminal: names of buttons in quotes, links to pages by their names. */
static char *
replace (const char *text, const char *pattern, const char *replacement)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, replacement, 0, NULL);
}

/* Lines of the source are for its writers: a paragraph is one line. */
static void
append_prose (GString *out, const char *paragraph)
{
  g_autofree char *line = replace (paragraph, "\\s*\n\\s*", " ");
  g_autofree char *named =
    replace (line, "\\[([^\\]]+)\\]\\([^)]+\\)", "“\\1” in the help");
  g_autofree char *quoted = replace (named, "\\*(\\p{L}[^*`]*)\\*", "“\\1”");

  weir_cli_wrap (out, quoted, 0, 0);
}

/* Commands, without their fence and the mark for tests above it. */
static void
append_commands (GString *out, const char *paragraph)
{
  g_auto (GStrv) lines = g_strsplit (paragraph, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!g_str_has_prefix (lines[i], "```") &&
          !g_str_has_prefix (lines[i], "<!--"))
        g_string_append_printf (out, "    %s\n", lines[i]);
    }
}

char *
weir_cli_problem_text (const char *code)
{
  g_autofree char        *upper = g_ascii_strup (code, -1);
  g_autofree char        *cause = NULL;
  g_autoptr (WeirProblem) problem = NULL;
  g_autoptr (GString)     out = g_string_new (NULL);
  g_auto (GStrv)          paragraphs = NULL;

  if (!weir_problem_is_known (upper))
    return NULL;
  problem = weir_problem_new (upper, NULL, NULL, NULL);
  g_string_append_printf (out,
                          "%s (%s): ",
                          upper,
                          weir_severity_get_name (problem->severity));
  weir_cli_wrap (out, problem->text, (guint)out->len, 0);
  cause = dup_cause (upper);
  paragraphs = g_strsplit (cause != NULL ? cause : "", "\n\n", -1);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_string_append_c (out, '\n');
      if (strstr (paragraphs[i], "```") != NULL)
        append_commands (out, paragraphs[i]);
      else
        append_prose (out, paragraphs[i]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The text of a problem with its gaps, `{path}`, in italics. */
static void
append_gaps (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (out, *text == '{' || *text == '}' ? '*' : *text);
}

static void
append_problem (GString *out, const char *code)
{
  g_autoptr (WeirProblem) problem = weir_problem_new (code, NULL, NULL, NULL);
  g_autofree char        *cause = dup_cause (code);

  g_string_append_printf (out,
                          "\n### %s\n\n**%s.** ",
                          code,
                          get_severity_title (problem->severity));
  append_gaps (out, problem->text);
  g_string_append_c (out, '\n');
  if (cause != NULL)
    g_string_append_printf (out, "\n%s\n", cause);
}

char *
weir_cli_problems_page_text (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append (
    out,
    "# Troubleshooting\n\n"
    "Whatever is wrong with a flow has a code, the same in the Problems panel, "
    "in dialogs, and in what `weir-cli check` prints. Here is what each of "
    "them "
    "means and what helps. `weir-cli help CODE` prints the same about one "
    "code.\n\n"
    "A node with an **error** doesn’t run; all others do. With a **warning** "
    "it "
    "runs, but maybe not as you think. A **note** is worth knowing.\n");
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_string_append_printf (out, "\n## %s\n", groups[i].title);
      for (guint n = 0; n < weir_problem_get_n_codes (); n++)
        {
          const char *code = weir_problem_get_nth_code (n);

          if (code[0] == groups[i].letter)
            append_problem (out, code);
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
