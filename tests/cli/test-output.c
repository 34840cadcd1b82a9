/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/weir-cli-output.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  guint64 dropped;
  guint   calls;
  char   *error;
} Lost;

static void
lost_cb (guint64 dropped, const char *error, gpointer data)
{
  Lost *lost = data;

  lost->dropped += dropped;
  lost->calls++;
  if (error != NULL)
    {
      g_assert_null (lost->error);
      lost->error = g_strdup (error);
    }
}

static gsize
read_all (int fd)
{
  char  buffer[65536];
  gsize total = 0;

  for (;;)
    {
      gssize n = read (fd, buffer, sizeof buffer);

      if (n <= 0)
        return total;
      total += (gsize)n;
    }
}

/* A reader that is not there yet: everything fits, nothing waits for it. */
static void
fill (const int fds[2])
{
  g_autoptr (WeirCliOutput) output = NULL;
  Lost                      lost = { 0 };
  char                      record[1000];
  guint                     n = 10000;
  guint                     kept;

  memset (record, 'x', sizeof record);
  output =
    weir_cli_output_new (fds[1], g_main_context_default (), lost_cb, &lost);
  for (guint i = 0; i < n; i++)
    {
      weir_cli_output_add (output, record, sizeof record);
      weir_cli_output_flush (output);
    }
  g_assert_cmpuint (lost.calls, ==, 1);
  g_assert_cmpuint (lost.dropped, ==, 0);

  /* The reader wakes up: what waited arrives whole, the rest was counted. */
  g_assert_true (g_unix_set_fd_nonblocking (fds[0], TRUE, NULL));
  kept = 0;
  while (lost.calls < 2)
    {
      kept += (guint)read_all (fds[0]);
      g_main_context_iteration (NULL, FALSE);
    }
  kept += (guint)read_all (fds[0]);
  g_assert_cmpuint (kept % sizeof record, ==, 0);
  g_assert_cmpuint (kept / sizeof record + lost.dropped, ==, n);
  g_assert_cmpuint (lost.dropped, >, 0);
  g_assert_cmpuint (kept, >=, WEIR_CLI_MAX_OUTPUT_BYTES - sizeof record);
  g_assert_false (weir_cli_output_has_failed (output));
}

static void
test_slow_pipe (void)
{
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  fill (fds);

  /* The flags others see are as they were. */
  g_assert_cmpint (fcntl (fds[1], F_GETFL) & O_NONBLOCK, ==, 0);
  close (fds[0]);
  close (fds[1]);
}

static void
test_slow_socket (void)
{
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  fill (fds);
  g_assert_cmpint (fcntl (fds[1], F_GETFL) & O_NONBLOCK, ==, 0);
  close (fds[0]);
  close (fds[1]);
}

static void
test_closed (void)
{
  g_autoptr (WeirCliOutput) output = NULL;
  Lost                      lost = { 0 };
  int                       fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  output =
    weir_cli_output_new (fds[1], g_main_context_default (), lost_cb, &lost);
  close (fds[0]);
  for (guint i = 0; i < 3; i++)
    {
      weir_cli_output_add (output, "x\n", 2);
      weir_cli_output_flush (output);
    }
  g_assert_cmpuint (lost.calls, ==, 1);
  g_assert_nonnull (lost.error);
  weir_cli_output_drain (output, 0);
  g_assert_cmpuint (lost.dropped, ==, 3);
  g_assert_false (weir_cli_output_has_failed (output));
  g_free (lost.error);
  close (fds[1]);
}

static void
test_full (void)
{
  g_autoptr (WeirCliOutput) output = NULL;
  Lost                      lost = { 0 };
  int                       fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  output = weir_cli_output_new (fd, g_main_context_default (), lost_cb, &lost);
  weir_cli_output_add (output, "x\n", 2);
  weir_cli_output_drain (output, 10);
  g_assert_true (weir_cli_output_has_failed (output));
  g_assert_nonnull (lost.error);
  g_assert_cmpuint (lost.dropped, ==, 1);
  g_free (lost.error);
  close (fd);
}

static void
test_unwritable (void)
{
  g_autoptr (WeirCliOutput) output = NULL;
  Lost                      lost = { 0 };
  int                       fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  output = weir_cli_output_new (fd, g_main_context_default (), lost_cb, &lost);
  weir_cli_output_add (output, "x\n", 2);
  weir_cli_output_drain (output, 10);
  g_assert_true (weir_cli_output_has_failed (output));
  g_free (lost.error);
  close (fd);
}

/* A drain gives up on a reader that does not read. */
static void
test_drain_ends (void)
{
  g_autoptr (WeirCliOutput) output = NULL;
  g_autofree char          *record = g_malloc0 (1024 * 1024);
  Lost                      lost = { 0 };
  int                       fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  output =
    weir_cli_output_new (fds[1], g_main_context_default (), lost_cb, &lost);
  weir_cli_output_add (output, record, 1024 * 1024);
  weir_cli_output_drain (output, 20);
  g_assert_cmpuint (lost.dropped, ==, 1);
  close (fds[0]);
  close (fds[1]);
}

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/output/slow-pipe", test_slow_pipe);
  g_test_add_func ("/cli/output/slow-socket", test_slow_socket);
  g_test_add_func ("/cli/output/closed", test_closed);
  g_test_add_func ("/cli/output/full", test_full);
  g_test_add_func ("/cli/output/unwritable", test_unwritable);
  g_test_add_func ("/cli/output/drain-ends", test_drain_ends);
  return g_test_run ();
}
