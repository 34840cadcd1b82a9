/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime/weir-message.h"

#include "runtime/weir-id.h"

#include <string.h>

/* What two branches hold never shows to each other. */
static void
test_copy_on_write (void)
{
  g_autoptr (WeirMessage) first =
    weir_message_new (weir_value_with_member (weir_value_new_object (),
                                              "payload",
                                              weir_value_new_number (1)));
  g_autoptr (WeirMessage) second = weir_message_with (weir_message_ref (first),
                                                      "payload",
                                                      weir_value_new_number (2));
  g_autoptr (WeirMessage) third =
    weir_message_without (weir_message_ref (second), "payload");

  g_assert_cmpfloat (weir_value_get_number (weir_message_get (first, "payload")),
                     ==,
                     1);
  g_assert_cmpfloat (weir_value_get_number (weir_message_get (second, "payload")),
                     ==,
                     2);
  g_assert_null (weir_message_get (third, "payload"));
}

static void
test_in_place (void)
{
  WeirMessage *message = weir_message_new (weir_value_new_object ());
  WeirMessage *changed =
    weir_message_with (message, "a", weir_value_new_number (1));

  g_assert_true (changed == message);
  changed = weir_message_without (changed, "none");
  g_assert_true (changed == message);
  weir_message_unref (changed);
}

static const char *
get_id (WeirMessage *message)
{
  return weir_value_lookup_string (weir_message_get_object (message), "_msgid");
}

static void
test_id (void)
{
  g_autoptr (WeirMessage) message = weir_message_new (weir_value_new_object ());
  g_autoptr (WeirMessage) other = weir_message_ref (message);
  g_autofree char        *first = NULL;

  message = weir_message_ensure_id (g_steal_pointer (&message));
  g_assert_null (get_id (other));
  first = g_strdup (get_id (message));
  g_assert_cmpuint (strlen (first), ==, WEIR_ID_LENGTH);
  g_assert_cmpuint (strspn (first, "0123456789abcdef"), ==, WEIR_ID_LENGTH);

  message = weir_message_ensure_id (g_steal_pointer (&message));
  g_assert_cmpstr (get_id (message), ==, first);

  /* An empty one is none; one that was written over is looked at again. */
  message = weir_message_with (g_steal_pointer (&message),
                               "_msgid",
                               weir_value_new_string (""));
  message = weir_message_ensure_id (g_steal_pointer (&message));
  g_assert_cmpuint (strlen (get_id (message)), ==, WEIR_ID_LENGTH);
  message = weir_message_without (g_steal_pointer (&message), "_msgid");
  message = weir_message_ensure_id (g_steal_pointer (&message));
  g_assert_cmpstr (get_id (message), !=, first);
}

static void
test_size (void)
{
  g_autoptr (WeirMessage) message = weir_message_new (weir_value_new_object ());
  gsize                   empty = weir_message_get_size (message);
  g_autofree char        *text = g_strnfill (1000, 'x');

  message = weir_message_with (g_steal_pointer (&message),
                               "payload",
                               weir_value_new_string (text));
  g_assert_cmpuint (weir_message_get_size (message), >=, empty + 1000);
  message = weir_message_without (g_steal_pointer (&message), "payload");
  g_assert_cmpuint (weir_message_get_size (message), <, empty + 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/runtime/message/copy-on-write", test_copy_on_write);
  g_test_add_func ("/runtime/message/in-place", test_in_place);
  g_test_add_func ("/runtime/message/id", test_id);
  g_test_add_func ("/runtime/message/size", test_size);

  return g_test_run ();
}
