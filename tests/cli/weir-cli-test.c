/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <glib/gstdio.h>
#include <linux/capability.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

static char *directory;

static char *
program (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "weir-cli", NULL);
}

static int
exit_status (GSubprocess *process)
{
  return g_subprocess_get_if_exited (process)
           ? g_subprocess_get_exit_status (process)
           : -1;
}

/* A program that hangs goes when the test does. Low ports are not for it, even
 * when an administrator runs the test; who is none fails to give that up. */
static void
child_setup (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_CAPBSET_DROP, CAP_NET_BIND_SERVICE);
}

static GSubprocess *
spawn (GSubprocessLauncher *launcher,
       const char          *first,
       const char *const   *rest,
       GSubprocessFlags     flags)
{
  g_autoptr (GSubprocessLauncher) own = NULL;
  g_autoptr (GPtrArray)           argv = g_ptr_array_new ();
  g_autofree char                *path = program ();
  g_autoptr (GError)              error = NULL;
  GSubprocess                    *process;

  g_ptr_array_add (argv, path);
  if (first != NULL)
    g_ptr_array_add (argv, (gpointer)first);
  for (guint i = 0; rest[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)rest[i]);
  g_ptr_array_add (argv, NULL);
  own = launcher != NULL ? g_object_ref (launcher)
                         : g_subprocess_launcher_new (flags);
  g_subprocess_launcher_set_flags (own, flags);
  g_subprocess_launcher_set_child_setup (own, child_setup, NULL, NULL);
  process =
    g_subprocess_launcher_spawnv (own, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static WeirCliResult *
communicate (GSubprocess *process)
{
  WeirCliResult     *result = g_new0 (WeirCliResult, 1);
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;
  gsize              size;
  const char        *data;

  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);

  result->status = exit_status (process);
  data = g_bytes_get_data (out, &size);
  result->out = g_strndup (data != NULL ? data : "", size);
  data = g_bytes_get_data (err, &size);
  result->err = g_strndup (data != NULL ? data : "", size);
  return result;
}

WeirCliResult *
weir_cli_test_run_argv (const char *const *arguments)
{
  g_autoptr (GSubprocess) process =
    spawn (NULL,
           NULL,
           arguments,
           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  return communicate (process);
}

static GPtrArray *
collect (va_list args)
{
  GPtrArray *rest = g_ptr_array_new ();

  do
    g_ptr_array_add (rest, va_arg (args, char *));
  while (rest->pdata[rest->len - 1] != NULL);
  return rest;
}

WeirCliResult *
weir_cli_test_run (const char *first, ...)
{
  g_autoptr (GPtrArray)   rest = NULL;
  g_autoptr (GSubprocess) process = NULL;
  va_list                 args;

  va_start (args, first);
  rest = collect (args);
  va_end (args);
  process =
    spawn (NULL,
           first,
           (const char *const *)rest->pdata,
           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  return communicate (process);
}

void
weir_cli_result_free (WeirCliResult *result)
{
  g_free (result->out);
  g_free (result->err);
  g_free (result);
}

WeirCliProcess *
weir_cli_process_new (GSubprocessLauncher *launcher, const char *first, ...)
{
  WeirCliProcess       *self = g_new0 (WeirCliProcess, 1);
  g_autoptr (GPtrArray) rest = NULL;
  va_list               args;

  va_start (args, first);
  rest = collect (args);
  va_end (args);
  self->process = spawn (launcher,
                         first,
                         (const char *const *)rest->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  self->out =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  return self;
}

char *
weir_cli_process_wait_for (WeirCliProcess *self, const char *text)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      char *line = g_data_input_stream_read_line (self->out, NULL, NULL, &error);

      g_assert_no_error (error);
      if (line == NULL)
        {
          g_test_message ("the output ended without “%s”", text);
          g_assert_not_reached ();
        }
      if (strstr (line, text) != NULL)
        return line;
      g_free (line);
    }
}

guint
weir_cli_process_wait_ready (WeirCliProcess *self)
{
  g_autofree char *line = weir_cli_process_wait_for (self, "\"event\":\"ready\"");
  const char      *port = strstr (line, "\"port\":");

  g_assert_nonnull (port);
  return (guint)g_ascii_strtoull (port + strlen ("\"port\":"), NULL, 10);
}

void
weir_cli_process_signal (WeirCliProcess *self, int number)
{
  g_subprocess_send_signal (self->process, number);
}

int
weir_cli_process_end (WeirCliProcess *self)
{
  int status;

  for (;;)
    {
      g_autofree char *line =
        g_data_input_stream_read_line (self->out, NULL, NULL, NULL);

      if (line == NULL)
        break;
    }
  g_subprocess_wait (self->process, NULL, NULL);
  status = exit_status (self->process);
  g_object_unref (self->out);
  g_object_unref (self->process);
  g_free (self);
  return status;
}

const char *
weir_cli_test_directory (void)
{
  if (directory == NULL)
    {
      directory = g_dir_make_tmp ("weir-cli-XXXXXX", NULL);
      g_assert_nonnull (directory);
    }
  return directory;
}

char *
weir_cli_test_write (const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (weir_cli_test_directory (), name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

void
weir_cli_test_clean (void)
{
  g_autoptr (GDir) dir = NULL;
  const char      *name;

  if (directory == NULL)
    return;
  dir = g_dir_open (directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_remove (path);
    }
  g_rmdir (directory);
  g_clear_pointer (&directory, g_free);
}

char *
weir_cli_test_example (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "examples", name, NULL);
}
