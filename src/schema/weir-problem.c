/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-schema"

#include "config.h"

#include "schema/weir-problem.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* The one table of everything Weir has to say against a flow, and how its
 * texts are filled in. The codes are stable: files, scripts and translations
 * rely on them. A problem is owned by whoever made it. */

typedef struct
{
  const char  *code;
  WeirSeverity severity;
  const char  *text; /* N_(): `{name}` is filled in; `{ by {name}}` too, but
                      * only when a text for the inner name is given */
  const char *fix; /* (nullable): N_(); several buttons with “ · ” between */
  const char *one; /* (nullable): @text for a `{n}` of one */
} Row;

/* Both of them, for texts that count with `{n}`. */
#define PLURAL_(singular, plural) .one = (singular), .text = (plural)

/* Most rows leave the last members out. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

static const Row rows[] = {
  { "W201",
    WEIR_SEVERITY_ERROR,
    N_ ("Choose a listener, or create one."),
    N_ ("New Listener…") },
  { "W202",
    WEIR_SEVERITY_ERROR,
    N_ ("The configuration this node used (“{id}”) isn’t in this file."),
    N_ ("Choose…") },
  { "W203",
    WEIR_SEVERITY_WARNING,
    N_ ("“{name}” is disabled, so this node stays disconnected."),
    N_ ("Enable") },
  { "W204",
    WEIR_SEVERITY_ERROR,
    N_ ("Choose a server to connect to, or create one."),
    N_ ("New Server…") },
  { "W210",
    WEIR_SEVERITY_ERROR,
    N_ ("Enter a path, for example /ws/example."),
    N_ ("Edit") },
  { "W211", /* it runs all the same, as the client it is meant to be */
    WEIR_SEVERITY_WARNING,
    N_ ("A listener path can’t be a full address. To reach another server, use "
        "a client."),
    N_ ("Make It a Client") },
  { "W212",
    WEIR_SEVERITY_ERROR,
    N_ ("Node-RED reserves paths containing /debug/ws. Choose another."),
    N_ ("Edit") },
  { "W213",
    WEIR_SEVERITY_WARNING,
    N_ ("Only the part before “?” or “#” is compared; blanks never match."),
    N_ ("Remove It") },
  { "W214",
    WEIR_SEVERITY_ERROR,
    N_ (
      "“{other}” already listens on {path}. Two listeners can’t share a path."),
    N_ ("Show Other") },
  { "W220",
    WEIR_SEVERITY_ERROR,
    N_ ("Enter the server’s address, for example wss://example.com/ws."),
    N_ ("Edit") },
  { "W221",
    WEIR_SEVERITY_ERROR,
    N_ ("The address must start with ws:// or wss://."),
    N_ ("Use wss://") },
  { "W222", WEIR_SEVERITY_ERROR, N_ ("The address has no host name."), N_ ("Edit") },
  { "W223",
    WEIR_SEVERITY_WARNING,
    N_ ("WebSocket addresses can’t have a “#” part. It will be ignored."),
    N_ ("Remove It") },
  { "W224",
    WEIR_SEVERITY_NOTE,
    N_ ("The user name and password will be sent as an Authorization header."),
    NULL },
  { "W225",
    WEIR_SEVERITY_ERROR,
    N_ ("“{text}” isn’t a valid subprotocol name."),
    N_ ("Edit") },
  { "W226",
    WEIR_SEVERITY_WARNING,
    N_ ("The subprotocol “{name}” is listed twice."),
    N_ ("Remove It") },
  { "W227",
    WEIR_SEVERITY_ERROR,
    N_ ("Enter the heartbeat as whole seconds, 1 or more."),
    N_ ("Edit") },
  { "W228",
    WEIR_SEVERITY_ERROR,
    N_ ("“{text}” isn’t a valid header name."),
    N_ ("Edit") },
  { "W229",
    WEIR_SEVERITY_WARNING,
    N_ ("The handshake sets {header} itself. This header is ignored."),
    N_ ("Remove It") },
  { "W290",
    WEIR_SEVERITY_NOTE,
    N_ ("Nothing uses this configuration."),
    N_ ("Delete") },
  { "N301",
    WEIR_SEVERITY_ERROR,
    N_ ("“{text}” isn’t an address of this computer."),
    N_ ("Use This Computer Only") },
  { "N302", WEIR_SEVERITY_ERROR, N_ ("Enter a port from 1 to 65535."), N_ ("Edit") },
  { "N303",
    WEIR_SEVERITY_WARNING,
    N_ ("Ports below 1024 usually need administrator rights."),
    N_ ("Use 8080") },
  { "N304",
    WEIR_SEVERITY_ERROR,
    N_ ("Port {port} is already in use{ by {program}}. The flow is running "
        "without its listeners."),
    N_ ("Use Another Port · Try Again") },
  { "N305",
    WEIR_SEVERITY_ERROR,
    N_ ("The base path must start with “/”."),
    N_ ("Add It") },
  { "N306",
    WEIR_SEVERITY_ERROR,
    N_ ("Write origins as https://example.com or http://localhost:3000."),
    N_ ("Edit") },
  { "N307",
    WEIR_SEVERITY_ERROR,
    N_ ("Enter a token of plain letters, digits and signs, or turn "
        "authentication off."),
    N_ ("Generate") },
  { "N308",
    WEIR_SEVERITY_ERROR,
    N_ ("Enter a number between {min} and {max}."),
    N_ ("Edit") },
  { "N309",
    WEIR_SEVERITY_WARNING,
    N_ ("Anyone on your network can connect: no token, password or certificate "
        "is required."),
    N_ ("Require a Token…") },
  { "N310",
    WEIR_SEVERITY_ERROR,
    N_ ("This computer has no network address {addr} any more. Listeners "
        "stopped."),
    N_ ("Listen Here Only") },
  { "N311",
    WEIR_SEVERITY_ERROR,
    N_ ("{reason}. The flow is running without its listeners."),
    N_ ("Use Another Port · Try Again") },
  { "N312",
    WEIR_SEVERITY_ERROR,
    N_ ("The certificate of the listeners can’t be used: {reason}."),
    N_ ("Edit") },
  { "N313", WEIR_SEVERITY_ERROR, N_ ("The flow can’t run: {reason}."), NULL },
  { "N314",
    WEIR_SEVERITY_ERROR,
    N_ ("Enter a password and a user name without a colon, or turn "
        "authentication off."),
    N_ ("Edit") },
  { "N315",
    WEIR_SEVERITY_ERROR,
    N_ ("Choose the certificate of the authority that signs those of clients."),
    N_ ("Edit") },
  { "N316",
    WEIR_SEVERITY_ERROR,
    N_ ("Clients can show certificates over TLS only. Turn TLS on, or ask for "
        "something else."),
    N_ ("Edit") },
  { "N317",
    WEIR_SEVERITY_ERROR,
    N_ ("Choose a certificate for the listeners, or turn TLS off."),
    N_ ("Edit") },
  { "R501",
    WEIR_SEVERITY_ERROR,
    N_ ("{host} refused the connection{. Trying again in {s} s}{ ({n})}."),
    N_ ("Try Now") },
  { "R502",
    WEIR_SEVERITY_ERROR,
    N_ ("{host} wasn’t found. Check the name and your network."),
    N_ ("Edit") },
  { "R503",
    WEIR_SEVERITY_ERROR,
    N_ ("{host} didn’t answer within {s} s."),
    N_ ("Try Now") },
  { "R504",
    WEIR_SEVERITY_ERROR,
    N_ ("{host} answered {code}{ {reason}} instead of opening a WebSocket."),
    N_ ("Show Response") },
  { "R505",
    WEIR_SEVERITY_ERROR,
    N_ ("{host} asks for a login (401). Add an Authorization header."),
    N_ ("Edit") },
  { "R506",
    WEIR_SEVERITY_ERROR,
    N_ ("The certificate of {host} can’t be trusted: {reason}."),
    N_ ("Choose CA… · Show Certificate") },
  { "R507",
    WEIR_SEVERITY_ERROR,
    N_ ("{host} speaks none of the subprotocols {list}."),
    N_ ("Edit") },
  { "R508",
    WEIR_SEVERITY_WARNING,
    N_ ("{host} closed the connection: {code}{ {meaning}}{ — “{text}”}."),
    N_ ("Try Now") },
  { "R509",
    WEIR_SEVERITY_WARNING,
    N_ ("A message of {size} is larger than the limit of {limit}; connection "
        "closed (1009)."),
    N_ ("Raise Limit…") },
  { "R510",
    WEIR_SEVERITY_WARNING,
    N_ ("{client} reads too slowly: {size} waiting. It was disconnected."),
    N_ ("Change Policy…") },
  { "R511",
    WEIR_SEVERITY_WARNING,
    N_ ("A reply was dropped: its client ({id}) is gone."),
    N_ ("Show Node") },
  { "R512",
    WEIR_SEVERITY_WARNING,
    N_ (
      "Text from {client} wasn’t valid JSON, so it was passed on as a string."),
    N_ ("Show Message") },
  { "R513",
    WEIR_SEVERITY_WARNING,
    N_ ("A connection from {addr} was turned away: {reason}."),
    N_ ("Allow Origin") },
  { "R514",
    WEIR_SEVERITY_NOTE,
    N_ ("An empty payload wasn’t sent (Node-RED does the same)."),
    NULL },
  { "R515",
    WEIR_SEVERITY_ERROR,
    N_ ("{host} can’t be connected to: {reason}."),
    N_ ("Edit") },
  { "T401",
    WEIR_SEVERITY_ERROR,
    N_ ("This certificate needs its private key."),
    N_ ("Choose File…") },
  { "T402",
    WEIR_SEVERITY_ERROR,
    N_ ("This key needs its certificate."),
    N_ ("Choose File…") },
  { "T403",
    WEIR_SEVERITY_ERROR,
    N_ ("{file} can’t be read{: {reason}}."),
    N_ ("Choose File…") },
  { "T404",
    WEIR_SEVERITY_ERROR,
    N_ ("{file} isn’t a PEM {kind}."),
    N_ ("Choose File…") },
  { "T405",
    WEIR_SEVERITY_ERROR,
    N_ ("The private key doesn’t belong to this certificate."),
    N_ ("Choose File…") },
  { "T406", WEIR_SEVERITY_WARNING, N_ ("The certificate expired on {date}."), NULL },
  { "T407", WEIR_SEVERITY_ERROR, N_ ("Choose a .p12 or .pfx file."), N_ ("Choose…") },
  { "T408",
    WEIR_SEVERITY_ERROR,
    N_ ("The pass-phrase doesn’t open {file}."),
    N_ ("Enter Again") },
  { "T409",
    WEIR_SEVERITY_ERROR,
    N_ ("Key files with a pass-phrase aren’t supported. Use a .p12 file."),
    N_ ("How To") },
  { "T410", WEIR_SEVERITY_WARNING, N_ ("The variable {NAME} isn’t set."), NULL },
  { "T411",
    WEIR_SEVERITY_WARNING,
    N_ ("The server’s certificate isn’t checked. Anyone in between can read "
        "and change messages."),
    N_ ("Check It") },
  { "T412", WEIR_SEVERITY_WARNING, N_ ("“{text}” isn’t a host name."), N_ ("Edit") },
  { "T413",
    WEIR_SEVERITY_WARNING,
    N_ ("Server name and ALPN are kept for Node-RED but not used here."),
    N_ ("Edit") },
  { "T414",
    WEIR_SEVERITY_WARNING,
    N_ ("{file} wasn’t part of the export. Choose it again."),
    N_ ("Choose File…") },
  { "I601",
    WEIR_SEVERITY_ERROR,
    N_ ("“{text}” isn’t a valid message property."),
    N_ ("Edit") },
  { "I602", WEIR_SEVERITY_ERROR, N_ ("“{text}” isn’t a number."), N_ ("Edit") },
  { "I603",
    WEIR_SEVERITY_ERROR,
    N_ ("This isn’t valid JSON: line {l}, column {c}{, near “{excerpt}”}."),
    N_ ("Edit") },
  { "I604",
    WEIR_SEVERITY_ERROR,
    N_ ("A buffer is text or a list of numbers from 0 to 255."),
    N_ ("Edit") },
  { "I605", WEIR_SEVERITY_WARNING, N_ ("The variable {NAME} isn’t set."), NULL },
  { "I606",
    WEIR_SEVERITY_WARNING,
    N_ ("JSONata can’t be evaluated here. The property is left out."),
    NULL },
  { "D702",
    WEIR_SEVERITY_WARNING,
    N_ ("JSONata can’t be evaluated here. The property is left out."),
    NULL },
  { "I607",
    WEIR_SEVERITY_WARNING,
    N_ ("Flow and global context aren’t available here. The property is left "
        "out."),
    NULL },
  { "I608",
    WEIR_SEVERITY_WARNING,
    N_ ("msg.{p} is set twice; the last value wins."),
    N_ ("Remove First") },
  { "I609", WEIR_SEVERITY_ERROR, N_ ("Enter seconds, 0 or more."), N_ ("Edit") },
  { "I610",
    WEIR_SEVERITY_ERROR,
    N_ ("Repeat every 1 to 2 147 483 seconds."),
    N_ ("Edit") },
  { "I611",
    WEIR_SEVERITY_WARNING,
    N_ ("No weekday is ticked, so this never repeats."),
    N_ ("Edit") },
  { "I612",
    WEIR_SEVERITY_ERROR,
    N_ ("The times aren’t a cron expression: {reason}."),
    N_ ("Edit") },
  { "D701",
    WEIR_SEVERITY_ERROR,
    N_ ("“{text}” isn’t a valid message property."),
    N_ ("Edit") },
  { "D703",
    WEIR_SEVERITY_NOTE,
    N_ ("This debug node has no output."),
    N_ ("Show in Panel") },
  { "F801",
    WEIR_SEVERITY_ERROR,
    N_ ("This isn’t valid JSON: line {l}, column {c}{, near “{excerpt}”}."),
    N_ ("Open as Text") },
  { "F802",
    WEIR_SEVERITY_ERROR,
    N_ ("This isn’t a Node-RED flow: a flow is a list of nodes."),
    NULL },
  { "F803", WEIR_SEVERITY_ERROR, N_ ("Entry {n} isn’t a node{: {reason}}."), NULL },
  { "F804",
    WEIR_SEVERITY_WARNING,
    PLURAL_ ("{n} node of a type this app doesn’t run: {types}. It’s kept and "
             "exported unchanged.",
             "{n} nodes of types this app doesn’t run: {types}. They’re kept "
             "and exported unchanged."),
    N_ ("Show") },
  { "F805",
    WEIR_SEVERITY_WARNING,
    N_ ("Two nodes share the id {id}. Only the first one runs."),
    N_ ("Show") },
  { "F806",
    WEIR_SEVERITY_WARNING,
    PLURAL_ ("{n} node belongs to a flow that isn’t in the file. It runs in a "
             "flow of its own.",
             "{n} nodes belong to a flow that isn’t in the file. They run in a "
             "flow of their own."),
    N_ ("Show") },
  { "F807",
    WEIR_SEVERITY_WARNING,
    N_ ("A wire from {node} leads to {id}, which isn’t in the file."),
    N_ ("Remove Wire") },
  { "F808",
    WEIR_SEVERITY_NOTE,
    N_ ("This looks like a Node-RED projects/flows API object; its “flows” "
        "list was used."),
    NULL },
  { "F809",
    WEIR_SEVERITY_ERROR,
    N_ ("{file} is larger than {limit}."),
    N_ ("Open Anyway") },
  { "F810",
    WEIR_SEVERITY_WARNING,
    N_ ("{file} was changed by another program."),
    N_ ("Compare… · Reload · Keep Mine") },
  { "F811",
    WEIR_SEVERITY_ERROR,
    N_ (
      "{file} couldn’t be saved: {reason}. Your changes are kept as a draft."),
    N_ ("Save As…") },
  { "F812",
    WEIR_SEVERITY_NOTE,
    N_ ("Draft from {time} restored."),
    N_ ("Discard… · Save…") },
  { "F813",
    WEIR_SEVERITY_WARNING,
    N_ ("The group “{name}” is inside itself, so it counts as being in none."),
    NULL },
  { "F814",
    WEIR_SEVERITY_WARNING,
    PLURAL_ ("{n} node is in no flow. It’s kept and doesn’t run.",
             "{n} nodes are in no flow. They’re kept and don’t run."),
    N_ ("Show") },
  { "F815",
    WEIR_SEVERITY_NOTE,
    PLURAL_ ("{n} more problem isn’t listed.", "{n} more problems aren’t listed."),
    NULL },
  { "F816",
    WEIR_SEVERITY_WARNING,
    N_ ("Two nodes share the id {id}. The second gets a new one."),
    NULL },
  { "F817",
    WEIR_SEVERITY_WARNING,
    PLURAL_ ("{n} node belongs to a flow that isn’t here. It comes into "
             "“Recovered Nodes”.",
             "{n} nodes belong to a flow that isn’t here. They come into "
             "“Recovered Nodes”."),
    NULL },
  { "S501",
    WEIR_SEVERITY_WARNING,
    N_ ("The Authorization value is stored in the file as plain text."),
    N_ ("Move to Keyring") },
  { "S502",
    WEIR_SEVERITY_WARNING,
    PLURAL_ ("The exported text contains {n} secret.",
             "The exported text contains {n} secrets."),
    N_ ("Leave Them Out") },
};

#pragma GCC diagnostic pop

/* Characters of one filled-in text at most; it may come from a peer. */
#define MAX_CHARACTERS 256

/* Pairs of name and text, ended by NULL. */
typedef const char *const *Pairs;

static const Row *
find_row (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_str_equal (rows[i].code, code))
        return &rows[i];
    }
  return NULL;
}

static const char *
find_text (Pairs pairs, const char *name, gsize length)
{
  for (; pairs[0] != NULL; pairs += 2)
    {
      if (strlen (pairs[0]) == length && memcmp (pairs[0], name, length) == 0)
        return pairs[1];
    }
  return NULL;
}

/* What users or peers wrote: cut, valid, and on one line. */
static void
append_foreign (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char      *at = valid;

  for (guint n = 0; *at != '\0'; n++, at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (n == MAX_CHARACTERS)
        {
          g_string_append (out, "…");
          break;
        }
      if (character < 0x20)
        character += 0x2400; /* its picture */
      else if (g_unichar_iscntrl (character))
        character = 0xfffd;
      g_string_append_unichar (out, character);
    }
}

/* Behind the brace that closes the one at @open. */
static const char *
find_close (const char *open)
{
  guint depth = 0;

  for (; *open != '\0'; open++)
    {
      if (*open == '{')
        depth++;
      else if (*open == '}' && --depth == 0)
        return open + 1;
    }
  return NULL;
}

/* `{name}`, between its braces. */
static gboolean
append_placeholder (GString *out, const char *name, gsize length, Pairs pairs)
{
  const char *text = find_text (pairs, name, length);

  if (text == NULL)
    return FALSE;
  append_foreign (out, text);
  return TRUE;
}

/* `{ by {name}}`, between its outer braces: all of it or nothing. */
static void
append_optional (GString *out, const char *part, gsize length, Pairs pairs)
{
  const char *end = part + length;
  const char *open = memchr (part, '{', length);
  const char *close = memchr (open, '}', (gsize)(end - open));
  gsize       used = out->len;

  g_string_append_len (out, part, open - part);
  open++;
  if (!append_placeholder (out, open, (gsize)(close - open), pairs))
    {
      g_string_truncate (out, used);
      return;
    }
  close++;
  g_string_append_len (out, close, end - close);
}

static char *
fill_in (const char *text, Pairs pairs)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = *text == '{' ? find_close (text) : NULL;
      const char *inner = text + 1;
      gsize       length;

      if (end == NULL)
        {
          g_string_append_c (out, *text++);
          continue;
        }
      length = (gsize)(end - inner) - 1;
      if (memchr (inner, '{', length) != NULL)
        append_optional (out, inner, length, pairs);
      else if (!append_placeholder (out, inner, length, pairs))
        g_string_append_len (out, text, end - text);
      text = end;
    }
  return g_string_free (out, FALSE);
}

/* The row's text in the user's language, in the form its `{n}` asks for. */
static const char *
translate (const Row *row, Pairs pairs)
{
  const char *n;

  if (row->one == NULL)
    return _ (row->text);
  n = find_text (pairs, "n", 1);
  return g_dngettext (GETTEXT_PACKAGE,
                      row->one,
                      row->text,
                      n != NULL ? g_ascii_strtoull (n, NULL, 10) : 0);
}

WeirProblem *
weir_problem_new (const char *code, const char *element_id, const char *key, ...)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  const Row            *row;
  WeirProblem          *problem;
  va_list               arguments;
  const char           *name;

  g_return_val_if_fail (code != NULL, NULL);

  row = find_row (code);
  g_return_val_if_fail (row != NULL, NULL);

  va_start (arguments, key);
  /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): it was started above */
  while ((name = va_arg (arguments, const char *)) != NULL)
    {
      g_ptr_array_add (pairs, (gpointer)name);
      g_ptr_array_add (pairs, va_arg (arguments, char *));
    }
  va_end (arguments);
  g_ptr_array_add (pairs, NULL);

  problem = g_new (WeirProblem, 1);
  problem->code = row->code;
  problem->severity = row->severity;
  problem->element_id = g_strdup (element_id);
  problem->key = g_strdup (key);
  problem->text =
    fill_in (translate (row, (Pairs)pairs->pdata), (Pairs)pairs->pdata);
  return problem;
}

WeirProblem *
weir_problem_copy (const WeirProblem *problem)
{
  WeirProblem *copy = g_memdup2 (problem, sizeof *problem);

  copy->element_id = g_strdup (problem->element_id);
  copy->key = g_strdup (problem->key);
  copy->text = g_strdup (problem->text);
  return copy;
}

void
weir_problem_free (WeirProblem *problem)
{
  g_return_if_fail (problem != NULL);

  g_free (problem->element_id);
  g_free (problem->key);
  g_free (problem->text);
  g_free (problem);
}

gboolean
weir_problem_is_known (const char *code)
{
  g_return_val_if_fail (code != NULL, FALSE);

  return find_row (code) != NULL;
}

guint
weir_problem_get_n_codes (void)
{
  return G_N_ELEMENTS (rows);
}

const char *
weir_problem_get_nth_code (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (rows), NULL);

  return rows[index].code;
}

const char *
weir_problem_get_fix (const char *code)
{
  const Row *row;

  g_return_val_if_fail (code != NULL, NULL);

  row = find_row (code);
  return row != NULL && row->fix != NULL ? _ (row->fix) : NULL;
}

const char *
weir_severity_get_name (WeirSeverity severity)
{
  switch (severity)
    {
    case WEIR_SEVERITY_ERROR:
      return "error";
    case WEIR_SEVERITY_WARNING:
      return "warning";
    case WEIR_SEVERITY_NOTE:
      return "note";
    }
  g_return_val_if_reached ("error");
}
