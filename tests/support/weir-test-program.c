/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-test-program.h"

#include <signal.h>

struct _WeirTestProgram
{
  GSubprocess      *process;
  GDataInputStream *output;
  GPtrArray        *lines;
  guint             next; /* the first line not yet expected */
  gboolean          ended;
};

static void read_line (WeirTestProgram *program);

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WeirTestProgram *program = user_data;
  char            *line;

  line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source),
                                               result,
                                               NULL,
                                               NULL);
  if (line == NULL)
    {
      program->ended = TRUE;
      return;
    }
  g_test_message ("  | %s", line);
  g_ptr_array_add (program->lines, line);
  read_line (program);
}

static void
read_line (WeirTestProgram *program)
{
  g_data_input_stream_read_line_async (program->output,
                                       G_PRIORITY_DEFAULT,
                                       NULL,
                                       line_read_cb,
                                       program);
}

WeirTestProgram *
weir_test_program_new (const char *const *argv, const char *const *environment)
{
  WeirTestProgram                *program = g_new0 (WeirTestProgram, 1);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError)              error = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_MERGE);
  for (guint i = 0; environment != NULL && environment[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (environment[i], "=", 2);

      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  program->process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  program->output =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (program->process));
  program->lines = g_ptr_array_new_with_free_func (g_free);
  read_line (program);
  return program;
}

static gboolean
tire_cb (gpointer user_data)
{
  gboolean *tired = user_data;

  *tired = TRUE;
  return G_SOURCE_REMOVE;
}

static const char *
find_line (WeirTestProgram *program, const char *text)
{
  while (program->next < program->lines->len)
    {
      const char *line = g_ptr_array_index (program->lines, program->next++);

      if (text != NULL && strstr (line, text) != NULL)
        return line;
    }
  return NULL;
}

/* Runs the main loop until a line holds @text (none does when it is NULL), the
 * program ends, or @seconds have passed. */
static const char *
wait_for (WeirTestProgram *program, const char *text, guint seconds)
{
  g_autoptr (GSource) patience = g_timeout_source_new_seconds (seconds);
  const char         *line = NULL;
  gboolean            tired = FALSE;

  g_source_set_callback (patience, tire_cb, &tired, NULL);
  g_source_attach (patience, NULL);
  while ((line = find_line (program, text)) == NULL && !program->ended && !tired)
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (patience);
  return line;
}

void
weir_test_program_free (WeirTestProgram *program)
{
  g_subprocess_send_signal (program->process, SIGTERM);
  wait_for (program, NULL, 3);
  if (!program->ended)
    g_subprocess_force_exit (program->process);
  wait_for (program, NULL, WEIR_TEST_PROGRAM_TIMEOUT_S);
  g_subprocess_wait (program->process, NULL, NULL);
  g_ptr_array_unref (program->lines);
  g_object_unref (program->output);
  g_object_unref (program->process);
  g_free (program);
}

const char *
weir_test_program_expect (WeirTestProgram *program, const char *text)
{
  const char *line = wait_for (program, text, WEIR_TEST_PROGRAM_TIMEOUT_S);

  if (line == NULL)
    g_error ("no line with “%s” came%s",
             text,
             program->ended ? " before the program ended" : "");
  return line;
}

void
weir_test_program_expect_exit (WeirTestProgram *program, int status)
{
  wait_for (program, NULL, WEIR_TEST_PROGRAM_TIMEOUT_S);
  g_assert_true (program->ended);
  g_subprocess_wait (program->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (program->process));
  g_assert_cmpint (g_subprocess_get_exit_status (program->process), ==, status);
}

void
weir_test_program_type (WeirTestProgram *program, const char *text)
{
  GOutputStream     *input = g_subprocess_get_stdin_pipe (program->process);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (input, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}
