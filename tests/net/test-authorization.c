/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/weir-authorization.h"

static void
test_token (void)
{
  static const char *const cases[][2] = {
    { "Bearer abc", "abc" }, { "bearer   abc", "abc" },
    { "Bearer a b", "a b" }, { "Bearer ", "" },
    { "Bearer", NULL },      { "Bearerabc", NULL },
    { "Basic abc", NULL },   { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (weir_authorization_get_token (cases[i][0]), ==, cases[i][1]);
}

static void
test_login (void)
{
  static const struct
  {
    const char *header;
    const char *login;
    gsize       length;
  } cases[] = {
    /* The example of RFC 7617 §2, and the one of §2.1. */
    { "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Aladdin:open sesame", 19 },
    { "Basic dGVzdDoxMjPCow==", "test:123\302\243", 10 },
    { "basic  QTpi", "A:b", 3 },
    { "Basic QQA6Yg==", "A\0:b", 4 },
    { "Basic", NULL, 0 },
    { "Basic ", NULL, 0 },
    { "Basic :", "", 0 },
    { "Bearer QTpi", NULL, 0 },
    { NULL, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize            length = 0;
      g_autofree char *login =
        weir_authorization_dup_login (cases[i].header, &length);

      g_test_message ("%s", cases[i].header);
      if (cases[i].login == NULL)
        g_assert_null (login);
      else
        g_assert_cmpmem (login, length, cases[i].login, cases[i].length);
    }
}

static void
test_equal (void)
{
  g_assert_true (weir_secret_equal ("s3cret", "s3cret", 6));
  g_assert_true (weir_secret_equal ("", "", 0));
  g_assert_false (weir_secret_equal ("", NULL, 0));
  g_assert_false (weir_secret_equal ("s3cret", NULL, 0));
  g_assert_false (weir_secret_equal ("s3cret", "s3creT", 6));
  g_assert_false (weir_secret_equal ("s3cret", "s3cre", 5));
  g_assert_false (weir_secret_equal ("s3cret", "s3cret2", 7));
  g_assert_false (weir_secret_equal ("s3cret", "s3cret\0x", 8));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/authorization/token", test_token);
  g_test_add_func ("/net/authorization/login", test_login);
  g_test_add_func ("/net/authorization/equal", test_equal);
  return g_test_run ();
}
