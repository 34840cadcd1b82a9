/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-id.h"

#include <stdatomic.h>
#include <sys/random.h>

/* A counter behind a mixing function. The function maps 64 bits one to one
 * (SplitMix64 by Sebastiano Vigna), so ids differ as long as counters do. The
 * one piece of state a process shares: messages are made without an engine at
 * hand, and ids of two engines must not meet. */
static _Atomic guint64 id_counter;

static void
seed_once (void)
{
  static gsize seeded = 0;

  if (g_once_init_enter (&seeded))
    {
      guint64 seed;

      if (getrandom (&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed)
        seed = (guint64)g_get_real_time () << 20 ^ g_random_int ();

      atomic_store (&id_counter, seed);
      g_once_init_leave (&seeded, 1);
    }
}

static guint64
mix (guint64 number)
{
  number *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  number = (number ^ (number >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  number = (number ^ (number >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return number ^ (number >> 31);
}

void
weir_id_write (char buffer[WEIR_ID_LENGTH + 1])
{
  static const char digits[] = "0123456789abcdef";
  guint64           number;

  seed_once ();
  number = mix (atomic_fetch_add_explicit (&id_counter, 1, memory_order_relaxed));

  for (guint i = 0; i < WEIR_ID_LENGTH; i++)
    buffer[i] = digits[number >> (60 - 4 * i) & 15];

  buffer[WEIR_ID_LENGTH] = '\0';
}
