/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-help.h"

#include <glib/gi18n-lib.h>

/* What the manual says beside the commands. Paragraphs are divided by empty
 * lines; a line that starts with a tab is an example. */
static const struct
{
  const char *title;
  const char *text;
} sections[] = {
  {
    N_ ("EXIT STATUS"),
    N_ ("0 when all was done; 1 when the flow could not do what was asked "
        "(a file that can’t be read, a port in use, a check that found an "
        "error); 2 when weir-cli was called wrongly."),
  },
  {
    N_ ("SIGNALS"),
    N_ ("SIGINT and SIGTERM close every connection with code 1001 and stop "
        "within two seconds; a second one stops at once.\n\n"
        "SIGHUP reads the flow file again and starts anew what changed in "
        "it. A file that can’t be read leaves the running flow alone."),
  },
  {
    N_ ("ENVIRONMENT"),
    N_ ("NOTIFY_SOCKET: where a service manager hears that weir-cli is "
        "ready, reloads and stops (systemd’s Type=notify).\n\n"
        "LISTEN_PID, LISTEN_FDS: with them a service manager passes a socket "
        "to listen on (systemd’s socket units); --host and --port don’t count "
        "then.\n\n"
        "Every other variable is seen by the flow, as ${NAME}; those given "
        "by --env and --env-file win."),
  },
  {
    N_ ("FILES"),
    N_ ("FLOW_cred.json beside FLOW.json holds the credentials, encrypted "
        "as Node-RED does. The secret is read from the file given by "
        "--credential-secret-file, or from .config.runtime.json beside the "
        "flow, where Node-RED keeps the one it made."),
  },
  {
    N_ ("RECORDINGS"),
    N_ ("weir-cli run --record=FILE writes one JSON object a line. The first "
        "says what was recorded: the version of the format, the flow and its "
        "revision, when, and where it listened. Every other is an event: “t” "
        "is microseconds since the start, “peer” who is at the other end of "
        "a connection (client1, … connected to a listener, the flow itself "
        "to server1, …), “dir” is in or out as the flow sees it, and “op” "
        "what happened: open, text (with “data”), binary (with “base64”), "
        "close (with “code”), inject, debug, status, lost (so many events "
        "came too fast to be written), full (the file became as large as it "
        "may) and end.\n\n"
        "Messages are whole, however many frames they came in; pings are not "
        "recorded. The flow never waits for the file. A program that is "
        "killed leaves whole lines. A new file can be read by its owner "
        "only, for it holds all that was said; a file that is there and no "
        "recording is never overwritten.\n\n"
        "weir-cli replay plays a recording against its flow, and makes a test "
        "of it:\n\n"
        "\tweir-cli replay --to-test session.ndjson > session.test.json"),
  },
  {
    N_ ("SERVICES"),
    N_ ("The unit weir@NAME of the user’s systemd runs "
        "~/.config/weir/NAME.json and starts it again after a crash. It sees "
        "the network and its own files, which it can read and not write:\n\n"
        "\tsystemctl --user enable --now weir@NAME\n\n"
        "~/.config/weir/NAME.env may hold lines NAME=VALUE for the flow, and "
        "WEIR_OPTIONS=… with options of run: --port=8080 --base-path=/api. "
        "Credentials are read from NAME_cred.json beside the flow; their "
        "secret is given by --credential-secret-file.\n\n"
        "After a change, “systemctl --user reload weir@NAME” starts anew what "
        "changed; “journalctl --user -u weir@NAME” shows the debug messages "
        "and the log; “loginctl enable-linger” keeps services running while "
        "nobody is logged in.\n\n"
        "The unit weir@NAME.socket listens in the flow’s place, on port 1880 "
        "of this computer, starts it when the first client comes and keeps "
        "the port while it restarts. Enable it instead of the service; "
        "“systemctl --user edit weir@NAME.socket” gives it another address: "
        "an empty ListenStream= before the new one.\n\n"
        "A Flatpak installs no units; its weir-cli prints one, which is given "
        "the flow by its whole path:\n\n"
        "\tflatpak run --command=weir-cli io.github.weirflow.Weir "
        "run --print-unit /home/me/flow.json "
        ">~/.config/systemd/user/flow.service"),
  },
  {
    N_ ("EXAMPLES"),
    N_ ("Run a flow, press one of its buttons and stop after one debug "
        "message:\n\n"
        "\tweir-cli run --inject=start --exit-after-debug=1 flow.json\n\n"
        "Press a button of a flow that runs with --admin:\n\n"
        "\tweir-cli inject http://127.0.0.1:1880 start"),
  },
  {
    N_ ("SEE ALSO"),
    "weir(1), weir-flow-tests(5), systemd.service(5), systemd.socket(5)\n\n"
    "“weir-cli help CODE” says what the code of a problem means and what "
    "helps. Pages about servers, flow tests and security are in "
    "/usr/share/doc/weir/help.",
  },
};

/* A text in troff: no control line, no escape and no plain hyphen by chance. */
static void
append_escaped (GString *out, const char *text)
{
  if (*text == '.' || *text == '\'')
    g_string_append (out, "\\&");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\\')
        g_string_append (out, "\\e");
      else if (*p == '-')
        g_string_append (out, "\\-");
      else
        g_string_append_c (out, *p);
    }
}

static void
append_paragraphs (GString *out, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      gboolean example = paragraphs[i][0] == '\t';

      g_string_append (out, example ? ".PP\n.EX\n" : ".PP\n");
      append_escaped (out, paragraphs[i] + (example ? 1 : 0));
      g_string_append (out, example ? "\n.EE\n" : "\n");
    }
}

static void
append_term (GString *out, const char *term, const char *text)
{
  g_string_append (out, ".TP\n\\fB");
  append_escaped (out, term);
  g_string_append (out, "\\fR\n");
  append_escaped (out, text);
  g_string_append_c (out, '\n');
}

static void
append_option (GString *out, const WeirCliOption *option)
{
  g_autofree char *label = weir_cli_option_label (option);
  g_autofree char *help = NULL;

  if (option->def != NULL)
    help =
      g_strdup_printf (_ ("%s; default: %s."), _ (option->help), option->def);
  else
    help = g_strconcat (_ (option->help), ".", NULL);
  append_term (out, label, help);
}

static void
append_command (GString *out, const WeirCliCommand *command)
{
  const WeirCliOption *option;

  g_string_append (out, ".SS \"weir\\-cli ");
  append_escaped (out, command->name);
  g_string_append (out, " [OPTION…] ");
  append_escaped (out, command->synopsis);
  g_string_append (out, "\"\n");
  append_paragraphs (out, _ (command->description));
  for (option = command->options; option->name != NULL; option++)
    append_option (out, option);
}

char *
weir_cli_man_page_text (void)
{
  g_autoptr (GString)          out = g_string_new (NULL);
  const WeirCliCommand *const *table = weir_cli_command_table ();

  g_string_append (out,
                   ".\\\" made from weir-cli's own option tables\n"
                   ".TH WEIR\\-CLI 1 \"\" \"Weir " WEIR_VERSION "\" \"\"\n"
                   ".SH ");
  g_string_append_printf (out, "%s\nweir\\-cli \\- ", _ ("NAME"));
  append_escaped (out, _ ("run and check Node-RED flows without a display"));
  g_string_append_printf (out, "\n.SH %s\n", _ ("SYNOPSIS"));
  for (guint i = 0; table[i] != NULL; i++)
    {
      g_string_append_printf (out,
                              "%s.B weir\\-cli %s\n[OPTION…] ",
                              i > 0 ? ".br\n" : "",
                              table[i]->name);
      append_escaped (out, table[i]->synopsis);
      g_string_append_c (out, '\n');
    }
  g_string_append_printf (out, ".SH %s\n", _ ("COMMANDS"));
  for (guint i = 0; table[i] != NULL; i++)
    append_command (out, table[i]);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_string_append_printf (out, ".SH \"%s\"\n", _ (sections[i].title));
      append_paragraphs (out, _ (sections[i].text));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
