/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/weir-keyring.h"
#include "weir-test-folder.h"

#include <string.h>

/* The desktop's keyring as libsecret has it: with the file it uses in a sandbox,
 * and where there is no service at all. Each way in a process of its own, as
 * libsecret asks the environment once. */

#define TIMEOUT_US ((guint64)30 * G_USEC_PER_SEC)

typedef struct
{
  gboolean done;
  gboolean stored;
  char    *secret;
  GError  *error;
} Answer;

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->stored =
    weir_keyring_store_finish (WEIR_KEYRING (source), result, &answer->error);
  answer->done = TRUE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->secret =
    weir_keyring_lookup_finish (WEIR_KEYRING (source), result, &answer->error);
  answer->done = TRUE;
}

static Answer
store (WeirKeyring *keyring, const char *id, const char *secret)
{
  Answer answer = { 0 };

  weir_keyring_store_async (keyring, id, "A label", secret, NULL, stored_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  return answer;
}

static Answer
look_up (WeirKeyring *keyring, const char *id)
{
  Answer answer = { 0 };

  weir_keyring_lookup_async (keyring, id, NULL, found_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  return answer;
}

static void
test_kept_child (void)
{
  g_autoptr (WeirKeyring) keyring = weir_keyring_new_for_desktop ();
  Answer                  answer = look_up (keyring, "one");

  g_assert_null (answer.secret);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&answer.error);
  answer = store (keyring, "one", "Bearer ä");
  g_assert_no_error (answer.error);
  g_assert_true (answer.stored);
  answer = look_up (keyring, "two");
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&answer.error);
  answer = look_up (keyring, "one");
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.secret, ==, "Bearer ä");
  g_free (answer.secret);
}

static void
test_kept (void)
{
  GFile            *folder = weir_test_folder_new ();
  g_autoptr (GFile) file = g_file_get_child (folder, "test.keyring");
  g_autofree char  *path = g_file_get_path (file);
  g_autofree char  *contents = NULL;
  gsize             length;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "open", TRUE);
  g_test_trap_subprocess ("/editor/desktop-keyring/kept/subprocess",
                          TIMEOUT_US,
                          G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (g_strstr_len (contents, (gssize)length, "Bearer"));
  weir_test_folder_remove (folder);
}

static void
test_none_child (void)
{
  g_autoptr (WeirKeyring) keyring = weir_keyring_new_for_desktop ();
  Answer                  answer = store (keyring, "one", "secret");

  g_assert_false (answer.stored);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&answer.error);
  answer = look_up (keyring, "one");
  g_assert_null (answer.secret);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpstr (answer.error->message,
                   ==,
                   "This desktop has no keyring service.");
  g_clear_error (&answer.error);
}

static void
test_none (void)
{
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  g_test_trap_subprocess ("/editor/desktop-keyring/none/subprocess",
                          TIMEOUT_US,
                          G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* libsecret warns in a sandbox without a bus, as where a Flatpak is built. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/editor/desktop-keyring/kept", test_kept);
  g_test_add_func ("/editor/desktop-keyring/kept/subprocess", test_kept_child);
  g_test_add_func ("/editor/desktop-keyring/none", test_none);
  g_test_add_func ("/editor/desktop-keyring/none/subprocess", test_none_child);
  return g_test_run ();
}
