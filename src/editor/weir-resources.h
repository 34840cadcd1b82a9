/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Makes the interface files, icons and examples of the editor available; once
 * a program. */
void weir_resources_register (void);
