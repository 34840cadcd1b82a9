/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <locale.h>
#include <stdlib.h>

/* Preloaded, makes any program use the locale of the environment, as both
 * programs of Weir do: its numbers then have another decimal point. */

__attribute__ ((constructor)) static void
use_locale (void)
{
  if (setlocale (LC_ALL, "") == NULL)
    abort ();
}
