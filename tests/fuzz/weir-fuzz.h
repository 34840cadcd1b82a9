/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What every fuzzer defines: what it does with bytes, and a few texts to begin
 * with. libFuzzer brings a `main` that makes bytes up and watches which code
 * they reach; replay-main.c one that runs files, or the seeds and small damages
 * of them, with any compiler. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Texts to begin with, ended by %NULL. */
extern const char *const weir_fuzz_seeds[];

G_END_DECLS
