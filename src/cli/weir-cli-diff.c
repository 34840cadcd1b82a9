/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

#include "cli/weir-cli-flow.h"
#include "cli/weir-cli-print.h"
#include "flow/weir-comparison.h"
#include "flow/weir-flow-file.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* `weir-cli diff`: how two flow files differ, node by node, as the window that
 * compares says it. Of one file it prints all of it in the same way, a member a
 * line, which is what git compares when it is told to. */

/* What git names where one of two files is missing. */
#define NOTHING "/dev/null"

typedef struct
{
  guint    format;
  gboolean ignore_moves;
  char    *encoding;
} Options;

static const char *const formats[] = { "text", "json", NULL };

static const WeirCliOption options[] = {
  {
    .name = "format",
    .kind = WEIR_CLI_OPTION_CHOICE,
    .offset = G_STRUCT_OFFSET (Options, format),
    .value = "text|json",
    .help = N_ ("for people, or one JSON object a node"),
    .def = "text",
    .choices = formats,
  },
  {
    .name = "ignore-moves",
    .kind = WEIR_CLI_OPTION_FLAG,
    .offset = G_STRUCT_OFFSET (Options, ignore_moves),
    .help = N_ ("leave out where nodes stand on the canvas"),
  },
  {
    .name = "encoding",
    .kind = WEIR_CLI_OPTION_TEXT,
    .offset = G_STRUCT_OFFSET (Options, encoding),
    .value = "CODEPAGE",
    .help = N_ ("read files that aren’t UTF-8"),
  },
  {},
};

/* Text ------------------------------------------------------------------- */

static char
get_sign (WeirDifferenceKind kind)
{
  switch (kind)
    {
    case WEIR_DIFFERENCE_ADDED:
      return '+';
    case WEIR_DIFFERENCE_REMOVED:
      return '-';
    case WEIR_DIFFERENCE_CHANGED:
      return '~';
    case WEIR_DIFFERENCE_MOVED:
    case WEIR_N_DIFFERENCES:
      break;
    }
  return '>';
}

/* A member in one line, and always the same one for the same value. */
static char *
dup_json (const WeirValue *value)
{
  return weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
}

/* Of a member that changed both values are printed. */
static void
print_member (const WeirDifferenceMember *member, gboolean signs)
{
  g_autofree char *before =
    member->before != NULL ? dup_json (member->before) : NULL;
  g_autofree char *after =
    member->after != NULL ? dup_json (member->after) : NULL;

  if (before != NULL)
    weir_cli_printf ("    %s%s: %s\n", signs ? "- " : "", member->key, before);
  if (after != NULL)
    weir_cli_printf ("    %s%s: %s\n", signs ? "+ " : "", member->key, after);
}

static void
print_entry (const WeirEntry *entry)
{
  g_autofree char *name = g_utf8_make_valid (entry->name, -1);

  weir_cli_printf ("%s", *entry->type != '\0' ? entry->type : "?");
  if (*name != '\0')
    weir_cli_printf (" “%s”", name);
  weir_cli_printf (" %s\n", entry->id);
}

static void
print_members (const WeirDifference *difference, gboolean places, gboolean signs)
{
  for (guint i = 0; i < difference->members->len; i++)
    {
      const WeirDifferenceMember *member =
        &g_array_index (difference->members, WeirDifferenceMember, i);

      if (places || !member->is_place)
        print_member (member, signs);
    }
}

static void
print_group_text (const WeirDifferenceGroup *group, const Options *wanted)
{
  weir_cli_printf ("%s\n", group->label);
  for (guint i = 0; i < group->differences->len; i++)
    {
      const WeirDifference *difference = group->differences->pdata[i];

      if (wanted->ignore_moves && difference->kind == WEIR_DIFFERENCE_MOVED)
        continue;
      weir_cli_printf ("  %c ", get_sign (difference->kind));
      print_entry (weir_difference_get_entry (difference));
      print_members (difference, !wanted->ignore_moves, TRUE);
    }
}

/* JSON ------------------------------------------------------------------- */

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return weir_value_with_member (object, key, weir_value_new_string (valid));
}

static WeirValue *
new_members (const WeirDifference *difference, gboolean places)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();

  for (guint i = 0; i < difference->members->len; i++)
    {
      const WeirDifferenceMember *member =
        &g_array_index (difference->members, WeirDifferenceMember, i);
      WeirValue *object;

      if (!places && member->is_place)
        continue;
      object = with_text (weir_value_new_object (), "key", member->key);
      if (member->before != NULL)
        object = weir_value_with_member (object,
                                         "before",
                                         weir_value_ref (member->before));
      if (member->after != NULL)
        object =
          weir_value_with_member (object, "after", weir_value_ref (member->after));
      g_ptr_array_add (members, object);
    }
  return weir_value_new_array ((WeirValue **)members->pdata, members->len);
}

static void
print_group_json (const WeirDifferenceGroup *group, const Options *wanted)
{
  for (guint i = 0; i < group->differences->len; i++)
    {
      const WeirDifference *difference = group->differences->pdata[i];
      const WeirEntry      *entry = weir_difference_get_entry (difference);
      g_autoptr (WeirValue) object = weir_value_new_object ();
      g_autofree char      *text = NULL;

      if (wanted->ignore_moves && difference->kind == WEIR_DIFFERENCE_MOVED)
        continue;
      object = with_text (object,
                          "change",
                          weir_difference_kind_get_name (difference->kind));
      object = with_text (object, "id", entry->id);
      object = with_text (object, "type", entry->type);
      object = with_text (object, "name", entry->name);
      object =
        with_text (object, "flow", group->flow != NULL ? group->flow->id : "");
      object =
        weir_value_with_member (object,
                                "members",
                                new_members (difference, !wanted->ignore_moves));
      text = weir_json_write (object, WEIR_JSON_STYLE_COMPACT);
      weir_cli_printf ("%s\n", text);
    }
}

/* The command ------------------------------------------------------------ */

/* @path: %NOTHING for an empty flow */
static WeirSnapshot *
load (const char *path, const char *encoding, GError **error)
{
  g_autoptr (GFile)        file = NULL;
  g_autoptr (WeirDocument) document = NULL;

  if (g_str_equal (path, NOTHING))
    return weir_snapshot_new (NULL, 0, NULL);
  file = g_file_new_for_commandline_arg (path);
  document = weir_flow_file_load (file, encoding, error);
  if (document == NULL)
    {
      weir_cli_prefix_folder (path, error);
      return NULL;
    }
  return weir_document_snapshot (document, NULL);
}

/* Returns: how many of the differences count */
static guint
count_wanted (const WeirComparison *comparison, const Options *wanted)
{
  guint n = comparison->reordered ? 1 : 0;

  for (guint i = 0; i < WEIR_N_DIFFERENCES; i++)
    {
      if (!wanted->ignore_moves || i != WEIR_DIFFERENCE_MOVED)
        n += comparison->counts[i];
    }
  return n;
}

static gboolean
has_wanted (const WeirDifferenceGroup *group, const Options *wanted)
{
  for (guint i = 0; i < group->differences->len; i++)
    {
      const WeirDifference *difference = group->differences->pdata[i];

      if (!wanted->ignore_moves || difference->kind != WEIR_DIFFERENCE_MOVED)
        return TRUE;
    }
  return FALSE;
}

static void
print_comparison (const WeirComparison *comparison, const Options *wanted)
{
  if (comparison->reordered && wanted->format == 0)
    weir_cli_printf ("%s\n", _ ("The flows stand in another order."));
  else if (comparison->reordered)
    weir_cli_printf ("{\"change\":\"reordered\"}\n");
  for (guint i = 0; i < comparison->groups->len; i++)
    {
      const WeirDifferenceGroup *group = comparison->groups->pdata[i];

      if (!has_wanted (group, wanted))
        continue;
      if (wanted->format == 0)
        print_group_text (group, wanted);
      else
        print_group_json (group, wanted);
    }
}

/* All of a flow, as text that two versions of can be compared. */
static void
print_all (WeirSnapshot *snapshot, const Options *wanted)
{
  g_autoptr (WeirSnapshot)   nothing = weir_snapshot_new (NULL, 0, NULL);
  g_autoptr (WeirComparison) all = weir_comparison_new (nothing, snapshot);

  if (wanted->format == 1)
    {
      print_comparison (all, wanted);
      return;
    }
  for (guint i = 0; i < all->groups->len; i++)
    {
      const WeirDifferenceGroup *group = all->groups->pdata[i];

      weir_cli_printf ("%s\n", group->label);
      for (guint k = 0; k < group->differences->len; k++)
        {
          const WeirDifference *difference = group->differences->pdata[k];

          weir_cli_printf ("  ");
          print_entry (difference->after);
          print_members (difference, !wanted->ignore_moves, FALSE);
        }
    }
}

/* As diff does: 1 means that they differ, so that trouble is 2. */
static WeirCliExit
run (const WeirCliCall *call)
{
  const Options             *wanted = call->options;
  g_autoptr (WeirSnapshot)   before = NULL;
  g_autoptr (WeirSnapshot)   after = NULL;
  g_autoptr (WeirComparison) comparison = NULL;
  g_autoptr (GError)         error = NULL;

  before = load (call->arguments[0], wanted->encoding, &error);
  if (before != NULL && call->arguments[1] != NULL)
    after = load (call->arguments[1], wanted->encoding, &error);
  if (error != NULL)
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_EXIT_USAGE;
    }
  if (after == NULL)
    {
      print_all (before, wanted);
      return weir_cli_print_finish (WEIR_CLI_EXIT_OK);
    }
  comparison = weir_comparison_new (before, after);
  print_comparison (comparison, wanted);
  return weir_cli_print_finish (count_wanted (comparison, wanted) > 0
                                  ? WEIR_CLI_EXIT_FAILED
                                  : WEIR_CLI_EXIT_OK);
}

const WeirCliCommand weir_cli_command_diff = {
  .name = "diff",
  .synopsis = "BEFORE.json [AFTER.json]",
  .summary = N_ ("say how two flow files differ, node by node"),
  .description =
    N_ ("Says which nodes were added (+), removed (-), changed (~) or only "
        "moved (>), and the members that differ. The layout of the files and "
        "the order of their nodes don’t count. The exit status is 0 when they "
        "are the same, 1 when they differ and 2 when one can’t be read.\n\n"
        "With one file it prints all of it in that way. For git: “git difftool "
        "--extcmd='weir-cli diff'” compares two versions; with “*.json "
        "diff=flow” in .gitattributes and “git config diff.flow.textconv "
        "'weir-cli diff'”, “git diff” and “git log -p” show nodes instead of "
        "JSON."),
  .options = options,
  .options_size = sizeof (Options),
  .min_arguments = 1,
  .max_arguments = 2,
  .completes = "*.json",
  .run = run,
};
